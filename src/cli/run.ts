import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readSettings, type Settings } from '../settings.js';
import { parked } from './parked.js';
import { sandbox } from './sandbox.js';
import type { ExitCode, Terminal } from './terminal.js';

/** The `ishyura` command. Whatever goes wrong is one line. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  settings: () => Settings = readSettings,
): Promise<ExitCode> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } },
    });
    const [name, tooMany] = positionals;
    const asked = values.version ? 'version' : values.help ? 'help' : (name ?? 'help');
    const command = commands.get(asked);
    if (command === undefined) throw new Error(`there is no command "${asked}"; \`ishyura help\` names them`);
    if (tooMany !== undefined) throw new Error(`"${tooMany}" is one word too many`);
    return await command(terminal, values.json === true, settings);
  } catch (error) {
    const [line] = (error as Error).message.split('\n');
    terminal.complain(`ishyura: ${line}`);
    return 2;
  }
}

type Command = (terminal: Terminal, json: boolean, settings: () => Settings) => Promise<ExitCode>;

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['parked', async (terminal, json, settings) => parked(settings().dataDir, terminal, json)],
  ['sandbox', async () => sandbox()],
  ['help', async (terminal) => told(terminal, help)],
  ['version', async (terminal) => told(terminal, version())],
]);

const help = `ishyura <command>

  parked [--json]   what policies have set aside and views have passed over, from the embedded stores of DATA_DIR
  sandbox           starts the MoMo sandbox by itself
  version           tells the version
  help              tells this

The exit code is 0 when all is well, 1 when something wants attention, 2 when the command could not be carried out.
Settings come from the environment, as the server's do.`;

function told(terminal: Terminal, text: string): ExitCode {
  terminal.print(text);
  return 0;
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
