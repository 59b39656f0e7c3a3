import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { syncDirectory } from '../data-directory.js';
import { storageFault } from '../storage-faults.js';

/**
 * The master key of a directory, made at the first start, readable by its owner alone. Without it no payer's data can be read again: it belongs
 * into the backup, apart. Throws one sentence.
 */
export function keptMasterKey(directory: string): Buffer {
  const file = fileIn(directory);
  if (sizeOf(file) === 0) return madeIn(directory, file);
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new Error(`${file} cannot be read: ${storageFault(error)}`, { cause: error });
  }
  if (!/^[0-9a-f]{64}$/.test(text)) throw new Error(`${file} does not hold a master key`);
  return Buffer.from(text, 'hex');
}

/** Where there is data and no key, none may be made: it could only be a wrong one. Throws one sentence, and has changed nothing. */
export function refuseLostMasterKey(directory: string): void {
  const data = ['events.sqlite', 'keys.sqlite'].find((name) => sizeOf(join(directory, name)) > 0);
  if (data === undefined || hasMasterKey(directory)) return;
  throw new Error(
    `${fileIn(directory)} is missing, and ${data} beside it needs the key that it was written with: put master.key back, or set MASTER_KEY`,
  );
}

/** It gets its name when it is whole and on the disk: a start that fails in between leaves none. */
function madeIn(directory: string, file: string): Buffer {
  const key = randomBytes(32);
  const unfinished = `${file}.unfinished`;
  let descriptor: number | null = null;
  try {
    descriptor = openSync(unfinished, 'w', 0o600);
    try {
      writeSync(descriptor, `${key.toString('hex')}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(unfinished, file);
    syncDirectory(directory);
    return key;
  } catch (error) {
    if (descriptor !== null) rmSync(unfinished, { force: true });
    throw new Error(`${file} cannot be made: ${storageFault(error)}`, { cause: error });
  }
}

/** Whether the directory has one. Changes nothing. */
export const hasMasterKey = (directory: string): boolean => sizeOf(fileIn(directory)) > 0;

const fileIn = (directory: string): string => join(directory, 'master.key');
/** An empty one is what a full disk has left of the first start of an earlier version. */
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
