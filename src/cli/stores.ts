import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MovableEventStore } from '../kernel/event-store/event-store.js';
import { SqliteEventStore } from '../kernel/event-store/sqlite-event-store.js';
import type { KeyStore } from '../kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../kernel/personal-data/sqlite-key-store.js';
import { lockDirectory } from '../kernel/sqlite-directory-lock.js';
import { systemClock } from '../kernel/system-clock.js';
import type { Settings } from '../settings.js';

// What a command opens of the stores that the settings name, each by itself; `use` has it until it is done.

export async function withLogToRead<T>(settings: Settings, use: (log: MovableEventStore) => Promise<T>): Promise<T> {
  const file = join(settings.dataDir, 'events.sqlite');
  if (!existsSync(file)) throw noLog(settings.dataDir);
  return besideServer(settings.dataDir, (isAlone) => withOpen(SqliteEventStore.read(file, isAlone, systemClock), use));
}

export async function withLogToWrite<T>(settings: Settings, use: (log: MovableEventStore) => Promise<T>): Promise<T> {
  const { dataDir } = settings;
  return insteadOfServer(dataDir, async () => {
    const file = join(dataDir, 'events.sqlite');
    // Views would believe that they have read what has only now come in.
    if (!(statSync(file, { throwIfNoEntry: false })?.size ?? 0) && existsSync(join(dataDir, 'documents.sqlite')))
      throw new Error(`${dataDir} holds documents of another log; name an empty directory in DATA_DIR`);
    return withOpen(SqliteEventStore.open(file, systemClock), use);
  });
}

/** Of an embedded log only while no server is at work: the next one that starts takes the events. */
export async function withLogToReplay<T>(settings: Settings, use: (log: MovableEventStore) => Promise<T>): Promise<T> {
  const file = join(settings.dataDir, 'events.sqlite');
  if (!existsSync(file)) throw noLog(settings.dataDir);
  return insteadOfServer(settings.dataDir, () => withOpen(SqliteEventStore.open(file, systemClock), use));
}

export async function withKeysToRead<T>(settings: Settings, use: (keys: KeyStore) => Promise<T>): Promise<T> {
  const file = join(settings.dataDir, 'keys.sqlite');
  if (!existsSync(file)) throw new Error(`${settings.dataDir} holds no keys; DATA_DIR names the server's directory`);
  return besideServer(settings.dataDir, (isAlone) => withOpen(SqliteKeyStore.read(file, isAlone), use));
}

export async function withKeysToWrite<T>(settings: Settings, use: (keys: KeyStore) => Promise<T>): Promise<T> {
  return insteadOfServer(settings.dataDir, () =>
    withOpen(SqliteKeyStore.open(join(settings.dataDir, 'keys.sqlite')), use),
  );
}

/** A server that is at work is read beside; while none is, none may begin. */
async function besideServer<T>(directory: string, read: (isAlone: boolean) => Promise<T>): Promise<T> {
  let lock: { release(): void } | null = null;
  try {
    lock = lockDirectory(directory);
  } catch {
    // A server has it, and its own writer keeps what is read here whole.
  }
  try {
    return await read(lock !== null);
  } finally {
    lock?.release();
  }
}

async function insteadOfServer<T>(directory: string, write: () => Promise<T>): Promise<T> {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const lock = lockDirectory(directory);
  try {
    return await write();
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

const noLog = (dataDir: string) => new Error(`${dataDir} holds no event log; DATA_DIR names the server's directory`);
