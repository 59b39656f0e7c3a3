import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './kernel/domain/clock.js';
import type { DocumentStore } from './kernel/documents/document-store.js';
import { MongoDocumentStore } from './kernel/documents/mongo-document-store.js';
import { SqliteDocumentStore } from './kernel/documents/sqlite-document-store.js';
import type { EventStore } from './kernel/event-store/event-store.js';
import type { Limits } from './kernel/event-store/eventstoredb-connection.js';
import { EventstoredbEventStore } from './kernel/event-store/eventstoredb-event-store.js';
import { SqliteEventStore } from './kernel/event-store/sqlite-event-store.js';
import type { Leases } from './kernel/lease/leases.js';
import { MongoLeases } from './kernel/lease/mongo-leases.js';
import { MongoSlots } from './kernel/pace/mongo-slots.js';
import type { Slots } from './kernel/pace/slots.js';
import { MongoKeyStore } from './kernel/personal-data/mongo-key-store.js';
import { PersonalData } from './kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from './kernel/personal-data/sqlite-key-store.js';
import { lockDirectory } from './kernel/sqlite-directory-lock.js';
import type { Settings, StoreServers } from './settings.js';

/** Everything that outlives the process. */
export interface Stores {
  readonly events: EventStore;
  readonly documents: DocumentStore;
  readonly personalData: PersonalData;
  readonly masterKey: Buffer;
  /** Turns among the instances that share these stores; null where this process has them to itself. */
  readonly leases: Leases | null;
  /** The rhythm that those instances keep towards a provider together; null where this process keeps it alone. */
  readonly slots: Slots | null;
  close(): Promise<void>;
}

/** Those that the settings name. Throws one sentence that says why they cannot be had. */
export function openStores({ servers, dataDir, masterKey }: Settings, clock: Clock): Promise<Stores> {
  return servers === null ? openEmbeddedStores(dataDir, masterKey, clock) : openServers(servers, masterKey!, clock);
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
    const personalData = new PersonalData(masterKey, keys);
    await personalData.checkMasterKey();
    return { events, documents, personalData, masterKey, leases: null, slots: null, close: () => opened.close() };
  });
}

/**
 * Servers that several instances share, and nothing else is shared. The master key is the same for all of them: one that has another is told
 * so before it writes anything.
 */
async function openServers(
  { eventStoreUrl, mongoUrl }: StoreServers,
  masterKey: Buffer,
  clock: Clock,
): Promise<Stores> {
  const opened = new Opened();
  return opened.orClosed(async () => {
    const documents = await opened.add(MongoDocumentStore.connect(mongoUrl));
    const keys = await opened.add(MongoKeyStore.connect(mongoUrl));
    const leases = await opened.add(MongoLeases.connect(mongoUrl));
    const slots = await opened.add(MongoSlots.connect(mongoUrl));
    const events = await opened.add(Promise.resolve(eventStoreAt(eventStoreUrl, clock)));
    const personalData = new PersonalData(masterKey, keys);
    await personalData.checkMasterKey();
    return { events, documents, personalData, masterKey, leases, slots, close: () => opened.close() };
  });
}

/** Does not wait for the server. Throws one sentence for an address that is none. */
export function eventStoreAt(url: string, clock: Clock, limits: Partial<Limits> = {}): EventstoredbEventStore {
  try {
    return EventstoredbEventStore.connect(url, clock, limits);
  } catch (error) {
    // What the client says of a connection string may quote it, and it may hold a password.
    const [reason] = (error as Error).message.replaceAll(url, '…').split('\n');
    throw new Error(`EVENTSTORE_URL cannot be used: ${reason}`, { cause: error });
  }
}

/** What was opened is closed in the opposite order, also when the next one could not be. */
class Opened {
  readonly #stores: { close(): Promise<void> }[] = [];

  constructor(private readonly atLast: () => void = () => undefined) {}

  async add<T extends { close(): Promise<void> }>(store: Promise<T>): Promise<T> {
    const opened = await store;
    this.#stores.unshift(opened);
    return opened;
  }

  async orClosed<T>(open: () => Promise<T>): Promise<T> {
    try {
      return await open();
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const store of this.#stores) await store.close();
    this.atLast();
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
