import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * One process for one data directory. The lock is the operating system's, held through SQLite, so it is gone with the process however that
 * ends. Throws one sentence when another has it.
 */
export function lockDirectory(directory: string): { release(): void } {
  const database = new DatabaseSync(join(directory, 'lock.sqlite'), { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new Error(`${directory} is in use by another Ishyura: DATA_DIR names one directory for each`, {
      cause: error,
    });
  }
  return { release: () => database.close() };
}
