import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './kernel/domain/clock.js';
import { SqliteDocumentStore } from './kernel/documents/sqlite-document-store.js';
import { SqliteEventStore } from './kernel/event-store/sqlite-event-store.js';
import { HeadFile } from './kernel/log-head/head-file.js';
import { PersonalData } from './kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from './kernel/personal-data/sqlite-key-store.js';
import { lockDirectory } from './kernel/sqlite-directory-lock.js';
import { Opened, type Stores } from './opened-stores.js';
import type { Settings } from './settings.js';

/** Those that the settings name. Throws one sentence that says why they cannot be had. */
export async function openStores({ servers, dataDir, masterKey }: Settings, clock: Clock): Promise<Stores> {
  if (servers === null) return openEmbeddedStores(dataDir, masterKey, clock);
  // The servers' clients take a while to load and a fifth of the memory: only where there are servers.
  const { openServers } = await import('./server-stores.js');
  return openServers(servers, masterKey!, clock);
}

/**
 * The embedded stores of one data directory: the log, the documents that can be rebuilt from it, and the data keys. Throws one sentence when
 * another process has the directory, or when a file in it is not whole or not ours; nothing is overwritten then.
 */
export async function openEmbeddedStores(directory: string, givenKey: Buffer | null, clock: Clock): Promise<Stores> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(directory);
  const opened = new Opened(() => lock.release());
  return opened.orClosed(async () => {
    const masterKey = givenKey ?? keptMasterKey(join(directory, 'master.key'));
    const events = await opened.add(SqliteEventStore.open(join(directory, 'events.sqlite'), clock));
    const documents = await opened.add(SqliteDocumentStore.open(join(directory, 'documents.sqlite')));
    const keys = await opened.add(SqliteKeyStore.open(join(directory, 'keys.sqlite')));
    const personalData = new PersonalData(masterKey, keys, clock);
    await personalData.checkMasterKey();
    const headFile = headFileIn(directory);
    const broken = events.broken.then((why) => `the log in ${directory} can no longer be written: ${why}`);
    return {
      events,
      documents,
      headFile,
      personalData,
      masterKey,
      leases: null,
      slots: null,
      broken,
      close: () => opened.close(),
    };
  });
}

export const headFileIn = (directory: string): HeadFile => new HeadFile(join(directory, 'log-head.json'));

/** Made at the first start, readable by its owner alone. Without it no payer's data can be read again: it belongs into the backup, apart. */
function keptMasterKey(file: string): Buffer {
  try {
    const fd = openSync(file, 'wx', 0o600);
    const key = randomBytes(32);
    writeSync(fd, `${key.toString('hex')}\n`);
    fsyncSync(fd);
    closeSync(fd);
    return key;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} does not hold a master key`);
  return Buffer.from(text, 'hex');
}
