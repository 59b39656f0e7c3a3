import { readFileSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fine, problem, warning, type Diagnosis } from '../../kernel/domain/diagnosis.js';
import { openToOthers } from '../../kernel/data-directory.js';
import type { Settings } from '../../app/settings.js';
import { ageOf } from './ages.js';

/** What the file system says of DATA_DIR. */
export interface DirectoryFacts {
  readonly directory: string;
  readonly open: readonly { readonly path: string; readonly mode: string }[];
  readonly freeBytes: number;
  /** Null: there is no such file. */
  readonly masterKeyMadeAt: number | null;
  readonly newestBackupAt: number | null;
}

export function readDirectory({ dataDir }: Pick<Settings, 'dataDir'>): DirectoryFacts {
  const { bavail, bsize } = statfsSync(dataDir);
  return {
    directory: dataDir,
    open: openToOthers(dataDir),
    freeBytes: bavail * bsize,
    masterKeyMadeAt: statSync(join(dataDir, 'master.key'), { throwIfNoEntry: false })?.mtimeMs ?? null,
    newestBackupAt: readStamp(join(dataDir, 'last-backup.json')),
  };
}

/** Null where no backup has left one that can be read. */
function readStamp(file: string): number | null {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return null;
  const { at } = JSON.parse(readFileSync(file, 'utf8')) as { readonly at?: unknown };
  const time = Date.parse(String(at));
  return Number.isNaN(time) ? null : time;
}

export const checkDirectory = (facts: DirectoryFacts, isMasterKeySet: boolean, now: number): Diagnosis[] => [
  checkModes(facts),
  checkDisk(facts),
  checkMasterKeyFile(facts, isMasterKeySet, now),
  checkBackup(facts, now),
];

function checkModes({ directory, open }: DirectoryFacts): Diagnosis {
  if (open.length === 0) return fine('file modes', `${directory} and its files are closed to other users`);
  const paths = open.map(({ path, mode }) => `${path} (${mode})`).join(', ');
  // A closed directory keeps others away from its files, until they are moved or copied.
  const isReachable = open.some(({ path }) => path === directory);
  return (isReachable ? problem : warning)('file modes', {
    what: `open to other users of this machine by their mode: ${paths}`,
    why: 'they can read payments, or the keys of the payers’ data, or change them',
    mend: `chmod 700 ${directory}, and chmod 600 the files; a start of the server does both. If others may have read master.key, see docs/operations/incidents.md`,
  });
}

function checkDisk({ directory, freeBytes }: DirectoryFacts): Diagnosis {
  const free = `${Math.floor(freeBytes / 1024 ** 2).toLocaleString('en-US')} MiB are free for ${directory}`;
  if (freeBytes >= littleSpace) return fine('disk', free);
  const trouble = {
    what: free,
    why: 'when the disk is full no payment is accepted; callbacks cannot be recorded',
    mend: 'free space or enlarge the disk; a payment takes about 14 KiB',
  };
  return freeBytes < almostNoSpace ? problem('disk', trouble) : warning('disk', trouble);
}

const littleSpace = 1024 ** 3;
const almostNoSpace = 200 * 1024 ** 2;

function checkMasterKeyFile({ directory, masterKeyMadeAt }: DirectoryFacts, isSet: boolean, now: number): Diagnosis {
  if (isSet) return fine('master key', 'is set by MASTER_KEY');
  if (masterKeyMadeAt !== null)
    return fine(
      'master key',
      `is in ${directory}, made ${ageOf(now - masterKeyMadeAt)} ago; a copy of it belongs in a vault`,
    );
  return problem('master key', {
    what: `${join(directory, 'master.key')} is missing, and MASTER_KEY is not set`,
    why: 'without the key of this installation no payer’s data can be read, and the server does not start',
    mend: 'put master.key back from its copy, or set MASTER_KEY',
  });
}

function checkBackup({ newestBackupAt }: DirectoryFacts, now: number): Diagnosis {
  const mend =
    'run `node_modules/.bin/node deploy/backup.mjs DATA_DIR TARGET` every day, and copy TARGET to another machine (docs/operations/backup-and-restore.md)';
  if (newestBackupAt === null)
    return warning('backup', {
      what: 'deploy/backup.mjs has made no backup of this directory',
      why: 'when the disk is lost every payment is lost; backups made in another way are not seen here',
      mend,
    });
  const ageMs = now - newestBackupAt;
  if (ageMs <= oldBackupMs)
    return fine('backup', `the newest is ${ageOf(ageMs)} old; where it was copied to cannot be seen from here`);
  return warning('backup', {
    what: `the newest backup is ${ageOf(ageMs)} old`,
    why: 'what was recorded since then is lost when the disk is lost',
    mend,
  });
}

/** A daily backup, and two hours for it to run late. */
const oldBackupMs = 26 * 3_600_000;
