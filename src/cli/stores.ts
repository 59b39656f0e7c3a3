import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { keptIn, type KeptDocuments } from '../kernel/following/rebuilt-view.js';
import type { Collection, DocumentStore } from '../kernel/ports/document-store.js';
import { prepareDirectory, syncDirectory } from '../kernel/data-directory.js';
import type { MongoDocumentStore } from '../adapters/mongodb/document-store.js';
import { DocumentsToRead } from '../adapters/sqlite/documents-to-read.js';
import { SqliteDocumentStore } from '../adapters/sqlite/document-store.js';
import { beginning } from '../kernel/domain/position.js';
import type { MovableEventStore } from '../kernel/ports/event-store.js';
import { SqliteEventStore } from '../adapters/sqlite/event-store.js';
import { headId, headOf, logHead, type Head, type KeptHead } from '../kernel/log-head/log-head.js';
import type { Leases } from '../kernel/ports/leases.js';
import type { KeyStore } from '../kernel/ports/key-store.js';
import { SqliteKeyStore } from '../adapters/sqlite/key-store.js';
import { lockDirectory } from '../adapters/sqlite/directory-lock.js';
import { isBusy } from '../kernel/storage-faults.js';
import { systemClock } from '../kernel/system-clock.js';
import type { Settings, StoreServers } from '../app/settings.js';
import { headFileIn } from '../app/stores.js';

// The stores that a command needs, each opened separately and closed when `use` ends.

export async function withLogToRead<T>(settings: Settings, use: (log: MovableEventStore) => Promise<T>): Promise<T> {
  const { dataDir, servers } = settings;
  if (servers !== null) return withOpen(logOf(servers), use);
  const file = join(dataDir, 'events.sqlite');
  if (!existsSync(file)) throw noLog(dataDir);
  return besideServer(dataDir, (isAlone) => withOpen(SqliteEventStore.read(file, isAlone, systemClock), use));
}

export async function withLogToWrite<T>(settings: Settings, use: (log: MovableEventStore) => Promise<T>): Promise<T> {
  const { dataDir, servers } = settings;
  if (servers !== null) {
    await refuseWhileGatewaysWork(servers);
    return withOpen(logOf(servers), async (log) => {
      if ((await log.head()) === beginning) await refuseOtherDocuments(servers);
      return use(log);
    });
  }
  return insteadOfServer(dataDir, async () => {
    const file = join(dataDir, 'events.sqlite');
    // The views' checkpoints would claim that the imported events have been read.
    if (!(statSync(file, { throwIfNoEntry: false })?.size ?? 0) && existsSync(join(dataDir, 'documents.sqlite')))
      throw new Error(`${dataDir} holds documents of another log: set DATA_DIR to an empty directory`);
    return withOpen(SqliteEventStore.open(file, systemClock), use);
  });
}

/** Only while no server runs. */
export async function withLogAndKeysToWrite<T>(
  settings: Settings,
  use: (log: MovableEventStore, keys: KeyStore) => Promise<T>,
): Promise<T> {
  const { dataDir, servers } = settings;
  if (servers !== null) {
    await refuseWhileGatewaysWork(servers);
    return withOpen(logOf(servers), (log) => withOpen(keysOf(servers), (keys) => use(log, keys)));
  }
  const [logFile, keysFile] = ['events.sqlite', 'keys.sqlite'].map((name) => join(dataDir, name)) as [string, string];
  for (const file of [logFile, keysFile]) if (!existsSync(file)) throw noLog(dataDir);
  return insteadOfServer(dataDir, () =>
    withOpen(SqliteEventStore.open(logFile, systemClock), (log) =>
      withOpen(SqliteKeyStore.open(keysFile), (keys) => use(log, keys)),
    ),
  );
}

/** On embedded stores only while no server runs: the next start handles the events. Gateways on servers handle them at once. */
export async function withLogToReplay<T>(settings: Settings, use: (log: MovableEventStore) => Promise<T>): Promise<T> {
  const { dataDir, servers } = settings;
  if (servers !== null) return withOpen(logOf(servers), use);
  const file = join(dataDir, 'events.sqlite');
  if (!existsSync(file)) throw noLog(dataDir);
  return insteadOfServer(dataDir, () => withOpen(SqliteEventStore.open(file, systemClock), use));
}

/** Opens the log and its head file while no server runs. */
interface LogAndDocuments {
  readonly log: MovableEventStore;
  readonly documents: DocumentStore;
  readonly headFile: KeptHead | null;
}

export async function withLogAndDocuments<T>(
  settings: Settings,
  use: (stores: LogAndDocuments) => Promise<T>,
): Promise<T> {
  const { dataDir, servers } = settings;
  if (servers !== null) {
    await refuseWhileGatewaysWork(servers);
    return withDocuments(servers, (documents) =>
      withOpen(logOf(servers), (log) => use({ log, documents, headFile: null })),
    );
  }
  // The log itself may be the lost part.
  if (!['events.sqlite', 'documents.sqlite', 'log-head.json'].some((name) => existsSync(join(dataDir, name))))
    throw noLog(dataDir);
  return insteadOfServer(dataDir, () =>
    withOpen(SqliteEventStore.open(join(dataDir, 'events.sqlite'), systemClock), (log) =>
      withOpen(SqliteDocumentStore.open(join(dataDir, 'documents.sqlite')), (documents) =>
        use({ log, documents, headFile: headFileIn(dataDir) }),
      ),
    ),
  );
}

/** The log, what is kept outside it about it, and the documents. */
interface StoresToRead {
  readonly log: MovableEventStore;
  readonly keptHeads: readonly Pick<KeptHead, 'name' | 'read'>[];
  readonly documents: KeptDocuments;
}

/** Reads beside a running server or without one; creates and changes nothing. */
export async function withStoresToRead<T>(settings: Settings, use: (stores: StoresToRead) => Promise<T>): Promise<T> {
  const { dataDir, servers } = settings;
  if (servers !== null)
    return withDocuments(servers, (documents) =>
      withOpen(logOf(servers), (log) =>
        use({
          log,
          keptHeads: [{ name: logHead.name, read: () => headAmong(documents) }],
          documents: keptAmong(documents),
        }),
      ),
    );
  const [logFile, documentsFile] = [join(dataDir, 'events.sqlite'), join(dataDir, 'documents.sqlite')];
  if (!existsSync(logFile)) throw noLog(dataDir);
  return besideServer(dataDir, (isAlone) =>
    withOpen(SqliteEventStore.read(logFile, isAlone, systemClock), (log) => {
      const keptHeads = [headFileIn(dataDir)];
      if (!existsSync(documentsFile)) return use({ log, keptHeads, documents: noDocuments });
      return withOpen(DocumentsToRead.open(documentsFile, isAlone), (documents) =>
        use({
          log,
          keptHeads: [
            ...keptHeads,
            {
              name: logHead.name,
              read: async () => headOf((await documents.get(logHead, [headId])).get(headId)?.document),
            },
          ],
          documents,
        }),
      );
    }),
  );
}

const noDocuments: KeptDocuments = {
  checkpoint: async () => null,
  get: async () => new Map(),
  async *pages() {
    // There is nothing to read.
  },
};

/** Only what is there: nothing is created. */
function keptAmong(documents: MongoDocumentStore): KeptDocuments {
  const kept = keptIn(documents);
  const known = new Set<string>();
  const isThere = async (collection: Collection): Promise<boolean> => {
    if (!known.has(collection.name) && (await documents.undeclared()).includes(collection.name)) {
      await documents.declare(collection);
      known.add(collection.name);
    }
    return known.has(collection.name);
  };
  return {
    ...kept,
    get: async (collection, ids) => ((await isThere(collection)) ? kept.get(collection, ids) : new Map()),
    async *pages(collection) {
      if (await isThere(collection)) yield* kept.pages(collection);
    },
  };
}

/** Without declaring a collection that is not there: an import needs an empty database. */
async function headAmong(documents: MongoDocumentStore): Promise<Head | null> {
  if (!(await documents.undeclared()).includes(logHead.name)) return null;
  await documents.declare(logHead);
  return headOf((await documents.get(logHead, [headId])).get(headId)?.document);
}

export async function withKeysToRead<T>(settings: Settings, use: (keys: KeyStore) => Promise<T>): Promise<T> {
  const { dataDir, servers } = settings;
  if (servers !== null) return withOpen(keysToReadOf(servers), use);
  const file = join(dataDir, 'keys.sqlite');
  if (!existsSync(file)) throw new Error(`${dataDir} holds no keys: set DATA_DIR to the directory of the server`);
  return besideServer(dataDir, (isAlone) => withOpen(SqliteKeyStore.read(file, isAlone), use));
}

export async function withKeysToWrite<T>(settings: Settings, use: (keys: KeyStore) => Promise<T>): Promise<T> {
  const { dataDir, servers } = settings;
  if (servers !== null) {
    await refuseWhileGatewaysWork(servers);
    return withOpen(keysOf(servers), use);
  }
  return insteadOfServer(dataDir, () => withOpen(SqliteKeyStore.open(join(dataDir, 'keys.sqlite')), use));
}

export function withDocuments<T>(
  servers: StoreServers,
  use: (documents: MongoDocumentStore) => Promise<T>,
): Promise<T> {
  return withOpen(documentsOf(servers), use);
}

// Their clients are loaded only where there are servers.
const serverStores = () => import('../app/server-stores.js');

/** Longer than in the server: no caller waits for an answer, and bulk reads are slow. */
const logOf = async ({ eventStoreUrl }: StoreServers): Promise<MovableEventStore> =>
  (await serverStores()).eventStoreAt(eventStoreUrl, systemClock, { callMs: 30_000 });
const keysOf = async ({ mongoUrl }: StoreServers): Promise<KeyStore> =>
  (await serverStores()).MongoKeyStore.connect(mongoUrl);
const keysToReadOf = async ({ mongoUrl }: StoreServers): Promise<KeyStore> =>
  (await serverStores()).MongoKeyStore.read(mongoUrl);
const documentsOf = async ({ mongoUrl }: StoreServers): Promise<MongoDocumentStore> =>
  (await serverStores()).MongoDocumentStore.connect(mongoUrl);
const leasesOf = async ({ mongoUrl }: StoreServers): Promise<Leases> =>
  (await serverStores()).MongoLeases.connect(mongoUrl);

function refuseWhileGatewaysWork(servers: StoreServers): Promise<void> {
  return refuseWhileKept(servers, ['issue-receipts']);
}

/**
 * The holder renews its lease every few seconds. A holder that has just died looks alive until its lease
 * expires.
 */
export async function refuseWhileKept(servers: StoreServers, names: readonly string[]): Promise<void> {
  for (const name of names) await underLease(servers, name, 1, async () => undefined);
}

function underLease<T>(
  servers: StoreServers,
  name: string,
  ttlMs: number,
  use: (fence: bigint) => Promise<T>,
): Promise<T> {
  return withOpen(leasesOf(servers), async (leases) => {
    const holder = `command ${randomUUID()}`;
    const lease = await leases.acquire(name, holder, ttlMs);
    if (lease === null)
      throw new Error(`a gateway on these servers holds the lease of ${name}: stop the gateway and try again`);
    try {
      return await use(lease.fence);
    } finally {
      await leases.release(name, holder, lease.fence);
    }
  });
}

/** The views' checkpoints would claim that the imported events have been read. */
async function refuseOtherDocuments(servers: StoreServers): Promise<void> {
  const [other] = await withDocuments(servers, (documents) => documents.undeclared());
  if (other !== undefined)
    throw new Error('the database of MONGODB_URL holds documents of another log: name an empty database');
}

/** Reads beside a running server; while none runs, none may start. */
async function besideServer<T>(directory: string, read: (isAlone: boolean) => Promise<T>): Promise<T> {
  let lock: { release(): void } | null = null;
  let isAlone = true;
  try {
    lock = lockDirectory(directory);
  } catch (error) {
    // A running server holds the lock, and SQLite keeps this read consistent. Where no lock can be made, as on a read-only copy, no server can write.
    isAlone = !isBusy((error as Error).cause);
  }
  try {
    return await read(isAlone);
  } finally {
    lock?.release();
  }
}

async function insteadOfServer<T>(directory: string, write: () => Promise<T>): Promise<T> {
  prepareDirectory(directory);
  const lock = lockDirectory(directory);
  try {
    const result = await write();
    syncDirectory(directory);
    return result;
  } finally {
    lock.release();
  }
}

async function withOpen<S extends { close(): Promise<void> }, T>(
  opening: S | Promise<S>,
  use: (store: S) => Promise<T>,
): Promise<T> {
  const store = await opening;
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

const noLog = (dataDir: string) =>
  new Error(`${dataDir} holds no event log: set DATA_DIR to the directory of the server`);
