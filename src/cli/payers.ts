import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { readFile } from 'node:fs/promises';
import type { Settings } from '../app/settings.js';
import { storageFault } from '../kernel/storage-faults.js';
import { systemClock } from '../kernel/system-clock.js';
import { readErasures, repeatErasures } from '../modules/payers/contract.js';
import { RunningGateway } from './gateway.js';
import { counted } from './progress.js';
import { withLogAndKeysToWrite } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface PayersOptions {
  /** `-`: the first line of the standard input, so that the number is in no list of processes and in no history of a shell. */
  readonly msisdn: string | null;
  readonly reason: string | null;
  /** A file as `ERASURES_FILE` names it. */
  readonly repeat: string | null;
  readonly dryRun: boolean;
  readonly months: string | null;
  readonly json: boolean;
  readonly url: string | undefined;
}

export async function erase(
  { msisdn, reason, repeat, json, url }: PayersOptions,
  terminal: Terminal,
  settings: () => Settings,
): Promise<ExitCode> {
  if (repeat !== null && msisdn === null && reason === null) return repeatFrom(repeat, terminal, json, settings());
  if (repeat !== null || msisdn === null || reason === null)
    throw new Error('"erase" takes --msisdn NUMBER and --reason TEXT, or --repeat FILE alone');
  const number = msisdn === '-' ? (await text(terminal.input)).split('\n', 1)[0]!.trim() : msisdn;
  const path = `/v1/payers/${encodeURIComponent(number)}`;
  const { subject, erasedAt } = (await new RunningGateway(settings(), url).call('DELETE', path, {
    reason,
  })) as Erased;
  if (json) terminal.print(JSON.stringify({ subject, erasedAt }));
  else if (erasedAt === null) terminal.print('nothing was ever kept under this number');
  else terminal.print(`erased at ${erasedAt}, as ${subject}`);
  return 0;
}

interface Erased {
  readonly subject: string;
  readonly erasedAt: string | null;
}

/** After a restore, while no gateway runs. */
async function repeatFrom(file: string, terminal: Terminal, json: boolean, settings: Settings): Promise<ExitCode> {
  const list = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new Error(`${file} cannot be read: ${storageFault(error)}`, { cause: error });
  });
  const { erasures, torn } = readErasures(list);
  const repeated = await withLogAndKeysToWrite(settings, (store, keys) =>
    repeatErasures({ store, clock: systemClock, newId: randomUUID }, keys, erasures, {
      actor: { kind: 'system', id: 'erase-repeat', name: 'ishyura erase --repeat' },
      correlationId: randomUUID(),
      causationId: null,
    }),
  );
  if (json) terminal.print(JSON.stringify({ ...repeated, torn }));
  else {
    const { recorded, destroyed } = repeated;
    terminal.print(
      `${counted(erasures.length, 'erasure')} in the list: ${recorded} that the log did not know, ${counted(destroyed, 'key')} destroyed again`,
    );
    if (torn.length > 0) terminal.print(`not an erasure: line ${torn.join(', ')}; what a crash left unwritten`);
  }
  return torn.length === 0 ? 0 : 1;
}

/** What a run would erase; the runs themselves are the gateway's. */
export async function retention(
  { dryRun, months, json, url }: PayersOptions,
  terminal: Terminal,
  settings: () => Settings,
): Promise<ExitCode> {
  if (!dryRun)
    throw new Error('"retention" takes --dry-run: with RETENTION_MONTHS the gateway erases by itself, once a day');
  const path = `/v1/retention${months === null ? '' : `?months=${encodeURIComponent(months)}`}`;
  const count = (await new RunningGateway(settings(), url).call('GET', path)) as Record<string, unknown>;
  if (json) terminal.print(JSON.stringify(count));
  else {
    const { before, due, kept, oldest, complete } = count;
    terminal.print(
      `not asked since ${String(before)}: ${complete === false ? 'at least ' : ''}${String(due)} to be erased`,
    );
    terminal.print(`kept for an open payment, refund or review: ${String(kept)}`);
    if (oldest !== null) terminal.print(`the oldest was last asked at ${String(oldest)}`);
  }
  return 0;
}
