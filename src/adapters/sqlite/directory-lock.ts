import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isBusy, storageFault } from '../../kernel/storage-faults.js';

/**
 * One process for one data directory. The lock is the operating system's, held through SQLite, so it is gone with the process however that
 * ends. Throws one sentence when another has it.
 */
export function lockDirectory(directory: string): { release(): void } {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    const held = database;
    return { release: () => held.close() };
  } catch (error) {
    database?.close();
    const why = isBusy(error)
      ? `${directory} is in use by another Ishyura: DATA_DIR names one directory for each`
      : `DATA_DIR: ${join(directory, 'lock.sqlite')} cannot be locked: ${storageFault(error)}`;
    throw new Error(why, { cause: error });
  }
}
