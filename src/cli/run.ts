import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { storageFault } from '../kernel/storage-faults.js';
import { readSettings, type Settings } from '../settings.js';
import { acceptLossCommand } from './accept-loss.js';
import { dropOldViews } from './drop-old-views.js';
import { acceptLostKeys } from './lost-keys.js';
import { parked, replayParked } from './parked.js';
import { sandbox } from './sandbox.js';
import type { ExitCode, Terminal } from './terminal.js';
import { exportCommand, exportKeysCommand, importCommand, importKeysCommand, type Transfer } from './transfer.js';

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
      options: {
        json: { type: 'boolean' },
        replay: { type: 'string' },
        'one-by-one': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean' },
      },
    });
    const [name, ...words] = positionals;
    const asked = values.version ? 'version' : values.help ? 'help' : (name ?? 'help');
    const command = commands.get(asked);
    if (command === undefined) throw new Error(`there is no command "${asked}"; \`ishyura help\` names them`);
    const tooMany = words[takesFile.has(asked) ? 1 : 0];
    if (tooMany !== undefined) throw new Error(`"${tooMany}" is one word too many`);
    if (values.replay !== undefined && asked !== 'parked') throw new Error(`--replay does not belong to "${asked}"`);
    if (values['one-by-one'] && asked !== 'import') throw new Error(`--one-by-one does not belong to "${asked}"`);
    const { json = false, replay = null, 'one-by-one': oneByOne = false } = values;
    return await command({ json, replay, oneByOne, file: words[0] }, terminal, settings);
  } catch (error) {
    const [line] = storageFault(error).split('\n');
    terminal.complain(`ishyura: ${line}`);
    return 2;
  }
}

interface Asked extends Transfer {
  /** The group whose parked events are handed to it again. */
  readonly replay: string | null;
}

type Command = (asked: Asked, terminal: Terminal, settings: () => Settings) => Promise<ExitCode>;

const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['export', (asked, terminal, settings) => exportCommand(asked, terminal, settings())],
  ['import', (asked, terminal, settings) => importCommand(asked, terminal, settings())],
  ['export-keys', (asked, terminal, settings) => exportKeysCommand(asked, terminal, settings())],
  ['import-keys', (asked, terminal, settings) => importKeysCommand(asked, terminal, settings())],
  [
    'parked',
    async ({ json, replay }, terminal, settings) =>
      replay === null ? parked(terminal, json, settings()) : replayParked(replay, terminal, json, settings()),
  ],
  ['accept-loss', ({ json }, terminal, settings) => acceptLossCommand(terminal, json, settings())],
  ['accept-lost-keys', ({ json }, terminal, settings) => acceptLostKeys(terminal, json, settings())],
  ['drop-old-views', ({ json }, terminal, settings) => dropOldViews(terminal, json, settings())],
  ['sandbox', async () => sandbox()],
  ['help', async (_, terminal) => told(terminal, help)],
  ['version', async (_, terminal) => told(terminal, version())],
]);
const takesFile: ReadonlySet<string> = new Set(['export', 'import', 'export-keys', 'import-keys']);

const help = `ishyura <command>

  export [FILE]          the whole log, to be moved to another store; without FILE, or with -, to the standard output
  import [FILE]          a log that was exported, into the store of the settings; goes on where it was broken off
                         --one-by-one: slowly, for an EventStoreDB that does not keep the order otherwise
  export-keys [FILE]     the payers' data keys, wrapped under the master key: the log cannot be read without them
  import-keys [FILE]     such keys, into the key store of the settings
  accept-lost-keys       what was sealed under keys that are lost counts as erased: the last way, when no backup has them
  parked                 what policies have set aside and views have passed over
  parked --replay NAME   has a policy, or the receipts (issue-receipts), do again what it has set aside
  accept-loss            goes on with a log that lacks events; records what was seen of them, and fills the documents anew
  drop-old-views         drops the views that this version has replaced, when no older one runs any more
  sandbox                starts the MoMo sandbox by itself
  version                tells the version
  help                   tells this

--json gives the answer to machines. The exit code is 0 when all is well, 1 when something wants attention, 2 when the command could not be carried out.
Settings come from the environment, as the server's do.`;

function told(terminal: Terminal, text: string): ExitCode {
  terminal.print(text);
  return 0;
}

function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
