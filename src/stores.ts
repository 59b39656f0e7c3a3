import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './kernel/domain/clock.js';
import type { DocumentStore } from './kernel/documents/document-store.js';
import { SqliteDocumentStore } from './kernel/documents/sqlite-document-store.js';
import type { EventStore } from './kernel/event-store/event-store.js';
import { SqliteEventStore } from './kernel/event-store/sqlite-event-store.js';
import { PersonalData } from './kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from './kernel/personal-data/sqlite-key-store.js';
import { lockDirectory } from './kernel/sqlite-directory-lock.js';

/** Everything that outlives the process. */
export interface Stores {
  readonly events: EventStore;
  readonly documents: DocumentStore;
  readonly personalData: PersonalData;
  readonly masterKey: Buffer;
  close(): Promise<void>;
}

/**
 * The embedded stores of one data directory: the log, the documents that can be rebuilt from it, and the data keys. Throws one sentence when
 * another process has the directory, or when a file in it is not whole or not ours; nothing is overwritten then.
 */
export async function openEmbeddedStores(directory: string, givenKey: Buffer | null, clock: Clock): Promise<Stores> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(directory);
  const opened: { close(): Promise<void> }[] = [];
  const opening = async <T extends { close(): Promise<void> }>(store: Promise<T>): Promise<T> => {
    opened.unshift(await store);
    return store;
  };
  const close = async () => {
    for (const store of opened) await store.close();
    lock.release();
  };
  try {
    const masterKey = givenKey ?? keptMasterKey(join(directory, 'master.key'));
    const events = await opening(SqliteEventStore.open(join(directory, 'events.sqlite'), clock));
    const documents = await opening(SqliteDocumentStore.open(join(directory, 'documents.sqlite')));
    const keys = await opening(SqliteKeyStore.open(join(directory, 'keys.sqlite')));
    const personalData = new PersonalData(masterKey, keys);
    await personalData.checkMasterKey();
    return { events, documents, personalData, masterKey, close };
  } catch (error) {
    await close();
    throw error;
  }
}

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
