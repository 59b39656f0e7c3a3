import { statSync } from 'node:fs';
import { join } from 'node:path';
import { prepareDirectory, syncDirectory } from '../kernel/data-directory.js';
import type { Clock } from '../kernel/domain/clock.js';
import { SqliteDocumentStore } from '../adapters/sqlite/document-store.js';
import { SqliteEventStore } from '../adapters/sqlite/event-store.js';
import { HeadFile } from '../kernel/log-head/head-file.js';
import { refuseKeysOfAnotherLog } from '../kernel/personal-data/keys-of-log.js';
import { keptMasterKey, refuseLostMasterKey } from '../kernel/personal-data/master-key.js';
import { PersonalData } from '../kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../adapters/sqlite/key-store.js';
import { lockDirectory } from '../adapters/sqlite/directory-lock.js';
import { refuseUnfinishedImport } from '../transfer/import-record.js';
import { ResourceScope, type Stores } from './opened-stores.js';
import type { Settings } from './settings.js';

/** Opens the stores that the settings name; `tell` gets warnings for the operator. Throws an error of one sentence that says why they cannot be opened. */
export async function openStores(
  { servers, dataDir, masterKey }: Settings,
  clock: Clock,
  tell: (what: string) => void = () => undefined,
): Promise<Stores> {
  if (servers === null) return openEmbeddedStores(dataDir, masterKey, clock, tell);
  // The servers' clients take a while to load and a fifth of the memory: only where there are servers.
  const { openServers } = await import('./server-stores.js');
  return openServers(servers, masterKey!, clock);
}

/**
 * The embedded stores of one data directory: the log, the documents that can be rebuilt from it, and the data keys. Throws one sentence when
 * another process has the directory, when a file in it is damaged or not ours, or when one of the files is missing; then nothing is
 * overwritten and nothing is created.
 */
export async function openEmbeddedStores(
  directory: string,
  givenKey: Buffer | null,
  clock: Clock,
  tell: (what: string) => void = () => undefined,
): Promise<Stores> {
  for (const what of prepareDirectory(directory)) tell(what);
  if (givenKey === null) refuseLostMasterKey(directory);
  const lock = lockDirectory(directory);
  const scope = new ResourceScope(() => lock.release());
  return scope.closeOnFailure(async () => {
    const masterKey = givenKey ?? keptMasterKey(directory);
    const events = await scope.add(SqliteEventStore.open(join(directory, 'events.sqlite'), clock));
    await refuseUnfinishedImport(events);
    const keysFile = join(directory, 'keys.sqlite');
    if ((statSync(keysFile, { throwIfNoEntry: false })?.size ?? 0) === 0) await refuseKeysOfAnotherLog(events, null);
    const keys = await scope.add(SqliteKeyStore.open(keysFile));
    await refuseKeysOfAnotherLog(events, keys);
    const documents = await scope.add(SqliteDocumentStore.open(join(directory, 'documents.sqlite')));
    const personalData = new PersonalData(masterKey, keys, clock);
    await personalData.checkMasterKey();
    syncDirectory(directory);
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
      close: () => scope.close(),
    };
  });
}

export const headFileIn = (directory: string): HeadFile => new HeadFile(join(directory, 'log-head.json'));
