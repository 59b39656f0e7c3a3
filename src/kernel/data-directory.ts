import { chmodSync, closeSync, fsyncSync, mkdirSync, openSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { storageFault } from './storage-faults.js';

/**
 * Makes the directory for its owner alone where it is missing. In an existing directory Ishyura's files are closed to other users; the
 * directory itself is closed only when it holds nothing else. Returns warnings for the operator. Throws an error of one sentence.
 */
export function prepareDirectory(directory: string): readonly string[] {
  const found = statOf(directory);
  if (found === null) {
    make(resolve(directory), directory);
    return [];
  }
  if (!found.isDirectory()) throw refusal(directory, 'is not a directory');
  const entries = attempt(directory, 'cannot be read', () => readdirSync(directory));
  const told = entries
    .filter((name) => isOurs.test(name))
    .flatMap((name) => closeToOthers(join(directory, name), 0o600));
  if (entries.every((name) => isOurs.test(name) || ['sandbox', 'reports', 'statements', 'lost+found'].includes(name)))
    return [...closeToOthers(directory, 0o700), ...told];
  if ((found.mode & 0o077) === 0) return told;
  return [
    `${directory} can be entered by other users of this machine. It also holds files that are not Ishyura's, so it is left open`,
    ...told,
  ];
}

/** Our files in the directory, and the directory, that other users of this machine can use; with their modes. Changes nothing. */
export function openToOthers(directory: string): readonly { readonly path: string; readonly mode: string }[] {
  const names = readdirSync(directory).filter((name) => isOurs.test(name));
  return [directory, ...names.map((name) => join(directory, name))].flatMap((path) => {
    const found = statOf(path);
    return found === null || (found.mode & 0o077) === 0 ? [] : [{ path, mode: modeOf(found) }];
  });
}

/** Makes created and renamed entries survive a power loss. */
export function syncDirectory(directory: string): void {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Without `recursive`: where no directory can be made, as in /proc, Node's recursive mode never returns. */
function make(path: string, directory: string): void {
  attempt(directory, 'cannot be made', () => {
    const parent = dirname(path);
    if (parent !== path && statOf(parent) === null) make(parent, directory);
    mkdirSync(path, { mode: 0o700 });
    syncDirectory(parent);
  });
}

function closeToOthers(path: string, mode: number): string[] {
  const found = statOf(path);
  if (found === null || found.isDirectory() !== (mode === 0o700) || (found.mode & 0o077) === 0) return [];
  const before = modeOf(found);
  try {
    chmodSync(path, mode);
    return [`${path} was open to other users of this machine (mode ${before}); only its owner can use it now`];
  } catch (error) {
    return [
      `${path} is open to other users of this machine (mode ${before}) and cannot be closed: ${storageFault(error)}`,
    ];
  }
}

const modeOf = ({ mode }: { readonly mode: number }): string => (mode & 0o777).toString(8).padStart(4, '0');

function statOf(path: string) {
  return attempt(path, 'cannot be looked at', () => statSync(path, { throwIfNoEntry: false }) ?? null);
}

function attempt<T>(directory: string, cannot: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof Refused ? error : refusal(directory, `${cannot}: ${storageFault(error)}`, error);
  }
}

class Refused extends Error {}

const refusal = (directory: string, what: string, cause?: unknown) =>
  new Refused(`DATA_DIR: ${directory} ${what}`, { cause });

const isOurs = /^(events|documents|keys|lock|master|log-head|last-backup)\.|^lost-payments-/;
