import { randomUUID } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import { resolve } from 'node:path';
import { instant } from '../kernel/domain/clock.js';
import { isBusy, storageFault } from '../kernel/storage-faults.js';
import { systemClock } from '../kernel/system-clock.js';
import { exportLog } from '../transfer/export-log.js';
import { Differs, importLog, type ImportParts } from '../transfer/import-log.js';
import { exportKeys, importKeys, readKeys } from '../transfer/keys.js';
import { Damaged } from '../transfer/lines.js';
import { openLogFile } from '../transfer/log-file.js';
import { noteTransfer } from '../transfer/transfer-record.js';
import { KeysExported, KeysImported, LogExported, type TransferEvent } from '../transfer/transfer.events.js';
import type { Settings } from '../app/settings.js';
import { isPipe, reading, writing } from './files.js';
import { counted, progressBar } from './progress.js';
import { withKeysToRead, withKeysToWrite, withLogToRead, withLogToReplay, withLogToWrite } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface Transfer {
  /** Absent or `-`: the standard output or input. */
  readonly file?: string | undefined;
  readonly json: boolean;
  readonly oneByOne: boolean;
}

/**
 * Exports the log to a file. A running server continues; events that it appends meanwhile are not exported. The export is on record in the log
 * before the file has its name, where the log can be appended to.
 */
export async function exportCommand(
  { file, json }: Transfer,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const bar = progressBar(terminal);
  const { events, sha256, parked, onRecord } = await writing(file, terminal, async (write) => {
    const end = await withLogToRead(settings, (log) =>
      exportLog(log, systemClock, write, (count, part) => bar('exporting', count, part)),
    ).finally(() => terminal.progress?.(''));
    const { events, head, sha256 } = end;
    const onRecord = await isNoted(LogExported({ events, head, sha256, ...movedBy(file) }), terminal, settings);
    return { ...end, onRecord };
  });
  const say = isPipe(file) ? terminal.complain : terminal.print;
  if (json) say(JSON.stringify({ events, sha256, parked: parked.length, onRecord }));
  else say(`${counted(events, 'event')} exported, SHA-256 ${sha256}`);
  return 0;
}

const movedBy = (file: string | undefined) => ({
  user: userName(),
  host: hostname(),
  file: isPipe(file) ? null : resolve(file),
  at: instant(systemClock.now()),
});

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number without a name.
    return String(process.getuid?.());
  }
}

/**
 * Whether an export, or an import of keys, is on record. An embedded log takes no event while its server runs, nor where it is only to be read;
 * what was done is good nevertheless, and the person at the terminal is told that the log does not know of it.
 */
async function isNoted(event: TransferEvent, terminal: Terminal, settings: Settings): Promise<boolean> {
  try {
    await withLogToReplay(settings, (store) => noteTransfer({ store, clock: systemClock, newId: randomUUID }, event));
    return true;
  } catch (error) {
    const why = isBusy((error as Error).cause ?? error)
      ? 'its server is running, and it alone can write'
      : storageFault(error);
    const what = event.type === 'KeysImported' ? 'import of keys' : 'export';
    terminal.complain(`this ${what} is not on record in the log: ${why}`);
    return false;
  }
}

/** Imports a log, or its missing part, into the store of the settings, and then reads all of it back. */
export async function importCommand(
  { file, json, oneByOne }: Transfer,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const bar = progressBar(terminal);
  const { events, before, sha256 } = await reading(file, terminal, async (chunks, read) => {
    const log = await openLogFile(chunks);
    const progress: ImportParts['progress'] = (what, count, all) =>
      bar(doing[what], count, all === null ? read() : count / all);
    return withLogToWrite(settings, (store) =>
      importLog(log, { store, clock: systemClock, newId: randomUUID, oneByOne, progress }),
    );
  })
    .catch((error: unknown) => {
      throw named(error, file);
    })
    .finally(() => terminal.progress?.(''));
  if (json) terminal.print(JSON.stringify({ events, before, sha256 }));
  else
    terminal.print(
      `${counted(events, 'event')} imported and verified, ${before === 0 ? 'none' : before.toLocaleString('en-US')} of them there before, SHA-256 ${sha256}`,
    );
  return 0;
}

/** Exports the payers' data keys, still wrapped, to another file than the log that they decrypt. */
export async function exportKeysCommand(
  { file, json }: Transfer,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const { keys, sha256, onRecord } = await writing(file, terminal, async (write) => {
    const end = await withKeysToRead(settings, (store) => exportKeys(store, systemClock, write));
    return { ...end, onRecord: await isNoted(KeysExported({ ...end, ...movedBy(file) }), terminal, settings) };
  });
  const say = isPipe(file) ? terminal.complain : terminal.print;
  say(
    json
      ? JSON.stringify({ keys, sha256, onRecord })
      : `${counted(keys, 'key')} exported, wrapped under the master key, which they need`,
  );
  return 0;
}

/** The keys are in the store before the log says so: a crash between the two leaves keys without a record, and the same command again makes it. */
export async function importKeysCommand(
  { file, json }: Transfer,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const brought = await reading(file, terminal, readKeys).catch((error: unknown) => {
    throw named(error, file);
  });
  const imported = await withKeysToWrite(settings, (store) => importKeys(brought.keys, store));
  const { keys, before, others } = imported;
  const { sha256 } = brought;
  const onRecord = await isNoted(KeysImported({ keys, before, sha256, ...movedBy(file) }), terminal, settings);
  if (json) terminal.print(JSON.stringify({ ...imported, sha256, onRecord }));
  else
    terminal.print(
      `${counted(keys, 'key')} imported and verified, ${before.toLocaleString('en-US')} of them there before`,
    );
  if (others === 0) return 0;
  terminal.complain(`${counted(others, 'key')} here that the file does not have: perhaps of payers who came since`);
  return 1;
}

const doing = { compared: 'comparing', written: 'importing', verified: 'verifying' } as const;

function named(error: unknown, file: string | undefined): unknown {
  const it = isPipe(file) ? 'the standard input' : file;
  if (error instanceof Damaged) return new Error(`${it} cannot be imported: ${error.message}`, { cause: error });
  if (error instanceof Differs)
    return new Error(`${it} is not the log that is here: ${error.message}`, { cause: error });
  return error;
}
