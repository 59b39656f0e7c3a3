import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Settings } from '../app/settings.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Known to everyone: it opens a gateway that has no provider but the sandbox, and whose data is gone when it ends. */
export const sandboxKey = 'ishyura-sandbox-key-opens-nothing-real';

/** For other teams' tests: a gateway and the sandbox in one command, in a temporary directory, with a key that is always the same. */
export async function sandboxWithGateway(terminal: Terminal, settings: Settings): Promise<ExitCode> {
  const given = settingsOfSandbox(settings);
  const dataDir = mkdtempSync(join(tmpdir(), 'ishyura-sandbox-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  // Loaded here: no other command needs the server.
  const { serve } = await import('../app/serve.js');
  const { url } = await serve(() => ({ ...given, dataDir }));
  for (const line of [`ISHYURA_URL=${url}`, `ISHYURA_KEY=${sandboxKey}`, 'ready']) terminal.print(line);
  return 0;
}

/** Refuses settings that name something real: a key that everyone knows must not open it, and a test must ask no person for money. */
export function settingsOfSandbox(settings: Settings): Settings {
  const real = settings.momo !== null ? 'MOMO_BASE_URL' : settings.airtel !== null ? 'AIRTEL_BASE_URL' : null;
  if (real !== null)
    throw new Error(`${real} is set, and sandbox --with-gateway speaks to its own sandbox alone: unset it`);
  if (settings.servers !== null)
    throw new Error(
      'EVENTSTORE_URL and MONGODB_URL are set, and sandbox --with-gateway keeps nothing: unset both of them',
    );
  return {
    ...settings,
    bootstrapApiKey: sandboxKey,
    masterKey: null,
    sealFile: null,
    erasuresFile: null,
    logLevel: settings.logLevel === 'info' ? 'warn' : settings.logLevel,
  };
}
