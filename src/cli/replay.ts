import {
  Histories,
  momentOf,
  OtherHistories,
  replay,
  replayAll,
  type ReplayedKind,
  type ToldEvent,
} from '../modules/audit/contract.js';
import { CallbackAddresses } from '../modules/callbacks/contract.js';
import { instant } from '../kernel/domain/clock.js';
import { KeyedHash } from '../kernel/keyed-hash.js';
import { masked } from '../kernel/masking.js';
import { PersonalData } from '../kernel/personal-data/personal-data.js';
import { systemClock } from '../kernel/system-clock.js';
import type { Settings } from '../app/settings.js';
import { masterKeyOf } from './master-key.js';
import { progressBar } from './progress.js';
import { withKeysToRead, withLogToRead } from './stores.js';
import type { ExitCode, Terminal } from './terminal.js';

export interface ReplayAsked {
  readonly payment: string | null;
  readonly payout: string | null;
  readonly batch: string | null;
  readonly adjustment: string | null;
  readonly settlement: string | null;
  /** Of a closing: a day in Kigali. */
  readonly day: string | null;
  readonly all: boolean;
  /** RFC 3339; null: now. */
  readonly at: string | null;
  readonly json: boolean;
}

/** A payment, or the totals of all payments, as they stood at a moment. Phone numbers are masked. */
export async function replayCommand(asked: ReplayAsked, terminal: Terminal, settings: Settings): Promise<ExitCode> {
  const at = asked.at === null ? instant(systemClock.now()) : momentOf(asked.at);
  if (at === null) throw new Error(`--at must be a time such as 2026-11-22T12:00:00Z, and is "${asked.at}"`);
  if (asked.all) return replayTotals(at, asked.json, terminal, settings);
  for (const kind of ['payout', 'batch', 'adjustment', 'day', 'settlement'] as const) {
    const id = asked[kind];
    if (id !== null) return replayOther(kind, id, at, asked.json, terminal, settings);
  }
  if (asked.payment === null)
    throw new Error(
      '"replay" needs --payment, --payout, --batch, --adjustment or --settlement ID, --day DATE, or --all',
    );
  return replayOne(asked.payment, at, asked.json, terminal, settings);
}

async function replayOne(
  paymentId: string,
  at: string,
  json: boolean,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const masterKey = masterKeyOf(settings);
  // The names of the streams of callbacks are derived from the master key; no address is made here.
  const callbacks = new CallbackAddresses('', new KeyedHash(masterKey, 'callback-token'));
  const replayed = await withKeysToRead(settings, (keys) =>
    withLogToRead(settings, (log) =>
      replay(new Histories(log, callbacks), new PersonalData(masterKey, keys, systemClock), paymentId, at),
    ),
  );
  if (replayed === null) {
    terminal.complain(`ishyura: ${paymentId} did not exist at ${at}`);
    return 1;
  }
  const { about: _about, ...shown } = masked(replayed);
  const { payment, receipt, events } = shown;
  if (json) {
    terminal.print(JSON.stringify(shown));
    return 0;
  }
  const { status, amount, currency, record, payer } = payment;
  terminal.print(`${paymentId} at ${at}: ${status}`);
  terminal.print(`${amount} ${currency} for ${record.type} ${record.id}, payer ${payer.msisdn ?? 'erased'}`);
  terminal.print(receipt === null ? 'no receipt' : `receipt ${receipt.number}`);
  printStory(events, terminal);
  return 0;
}

function printStory(events: readonly Pick<ToldEvent, 'day' | 'time' | 'sentence'>[], terminal: Terminal): void {
  let day: string | null = null;
  for (const event of events) {
    if (event.day !== day) terminal.print(`\n${(day = event.day)} (Africa/Kigali)`);
    terminal.print(`  ${event.time} ${event.sentence}`);
  }
}

async function replayOther(
  kind: ReplayedKind,
  id: string,
  at: string,
  json: boolean,
  terminal: Terminal,
  settings: Settings,
): Promise<ExitCode> {
  const masterKey = masterKeyOf(settings);
  const callbacks = new CallbackAddresses('', new KeyedHash(masterKey, 'callback-token'));
  const replayed = await withKeysToRead(settings, (keys) =>
    withLogToRead(settings, (log) =>
      new OtherHistories(log, callbacks, new PersonalData(masterKey, keys, systemClock)).replay(kind, id, at),
    ),
  );
  if (replayed === null) {
    terminal.complain(`ishyura: ${id} did not exist at ${at}`);
    return 1;
  }
  const { standing, events } = masked(replayed);
  if (json) {
    terminal.print(JSON.stringify({ at, [kind]: standing, events }));
    return 0;
  }
  const { status, amount, currency } = standing as { status: string; amount?: string; currency?: string };
  terminal.print(`${id} at ${at}: ${status}${amount === undefined ? '' : `, ${amount} ${currency}`}`);
  printStory(events, terminal);
  return 0;
}

async function replayTotals(at: string, json: boolean, terminal: Terminal, settings: Settings): Promise<ExitCode> {
  const bar = progressBar(terminal);
  const totals = await withLogToRead(settings, (log) =>
    replayAll(log, at, (payments, part) => bar('replaying payments', payments, part)),
  ).finally(() => terminal.progress?.(''));
  if (json) terminal.print(JSON.stringify(totals));
  else {
    terminal.print(`${totals.payments.toLocaleString('en-US')} payments at ${at}`);
    for (const { status, currency, count, amount } of totals.byStatus)
      terminal.print(`  ${status.padEnd(12)} ${count.toLocaleString('en-US').padStart(10)}  ${amount} ${currency}`);
  }
  return 0;
}
