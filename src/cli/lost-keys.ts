import { keysNamedBy } from '../kernel/personal-data/keys-of-log.js';
import type { KeyOfSubject } from '../kernel/ports/key-store.js';
import type { Settings } from '../app/settings.js';
import { counted } from './progress.js';
import { withKeysToWrite, withLogToRead } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

/** Data that is sealed under missing keys counts as erased from now on. For an installation that has lost its keys and has no backup of them. */
export async function acceptLostKeys(terminal: Terminal, json: boolean, settings: Settings): Promise<ExitCode> {
  const named = await withLogToRead(settings, async (log) => {
    const keys: KeyOfSubject[] = [];
    for await (const key of keysNamedBy(log)) keys.push(key);
    return keys;
  });
  const lost = await withKeysToWrite(settings, async (store) => {
    const lacking: KeyOfSubject[] = [];
    for (const key of named) if ((await store.find(key.keyId)) === null) lacking.push(key);
    if (lacking.length > 0 && lacking.length === named.length)
      for await (const { wrapped } of store.all())
        if (wrapped !== null)
          throw new Error(
            'the key store here holds the keys of another log: move it away, or name the key store of this log',
          );
    for (let from = 0; from < lacking.length; from += keysAtOnce)
      await store.bury(lacking.slice(from, from + keysAtOnce));
    return lacking.length;
  });
  if (json) terminal.print(JSON.stringify({ lost, named: named.length }));
  else terminal.print(`of ${counted(named.length, 'key')} that the log names ${lost} are lost, and count as erased`);
  return 0;
}

const keysAtOnce = 256;
