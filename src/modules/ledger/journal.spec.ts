import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { created, failed, rwf, succeeded } from '../../../test/support/specify-payment.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { FakeClock, noon } from '../../../test/support/fake-clock.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import type { Recorded } from '../../kernel/domain/events.js';
import { beginning } from '../../kernel/domain/position.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import { paymentEvents, recordEvents } from '../payments/contract.js';
import { dayFor, entryIdOf, Journal, journalStream } from './journal.js';
import { journalEvents, type JournalEvent } from './journal.events.js';
import { ledgerEvents, type LedgerEvent } from './postings.rule.js';

const codec = new EventCodec<LedgerEvent>([...paymentEvents, ...recordEvents]);
const ofJournal = new EventCodec<JournalEvent>(journalEvents);
const types = ledgerEvents.map(({ type }) => type);

let clock: FakeClock;
let store: SqliteEventStore;
/** What the documents hold of it. */
let known: Set<string>;
let asked: string[][];

const aJournal = () =>
  new Journal(
    { store, clock, newId: randomUUID },
    {
      of: async (ids) => {
        asked.push([...ids]);
        return new Set(ids.filter((id) => known.has(id)));
      },
    },
  );
const append = async (id: string, ...events: LedgerEvent[]) => {
  const stream = `payment-${id}`;
  const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
  const written = events.map(({ type, data }) =>
    codec.write({ type, data: { ...data, paymentId: id } } as LedgerEvent, randomUUID(), anyOrigin, clock),
  );
  await store.append(stream, last?.revision ?? 'no-stream', written);
};
const everything = async (): Promise<readonly Recorded<LedgerEvent>[]> => {
  const { events } = await store.readAll(beginning, 1_000, { types });
  return events.map((event) => codec.read(event));
};
const journal = async () => (await store.readStream(journalStream)).map((event) => ofJournal.read(event));
const posted = async () =>
  (await journal()).map(({ type, data }) => [type, 'source' in data ? data.source.id : data.day]);

beforeEach(() => {
  clock = new FakeClock();
  store = SqliteEventStore.inMemory(clock);
  known = new Set();
  asked = [];
});
afterEach(() => store.close());

describe('the journal', () => {
  it('has one entry for each event that leads to one, in the order of the log, whatever comes again', async () => {
    await append('pay_1', created, succeeded);
    await append('pay_2', created, failed);
    const first = aJournal();
    await first.post(await everything());
    await first.post(await everything());
    await aJournal().post(await everything());
    expect(await posted()).toEqual([
      ['EntryPosted', 'pay_1'],
      ['FailureCounted', 'pay_2'],
    ]);
    expect((await journal()).map(({ data }) => 'source' in data && data.forDay)).toEqual(['2026-11-22', '2026-11-22']);
  });

  it('reads the beginning of a payment from the log where it has not seen it', async () => {
    await append('pay_1', created);
    await aJournal().post(await everything());
    await append('pay_1', succeeded);
    await aJournal().post((await everything()).slice(-1));
    expect(await posted()).toEqual([['EntryPosted', 'pay_1']]);
  });

  it('stands still at an event whose beginning is not in the log', async () => {
    await append('pay_1', succeeded);
    await expect(aJournal().post(await everything())).rejects.toThrow(
      'payment-pay_1@0 (PaymentSucceeded) has no beginning in the log',
    );
    expect(await journal()).toEqual([]);
  });

  it('posts each event once where two instances post the same at once', async () => {
    for (let number = 0; number < 20; number += 1) await append(`pay_${number}`, created, succeeded);
    const all = await everything();
    const [one, other] = [aJournal(), aJournal()];
    await Promise.all([one.post(all), other.post(all), one.post(all), other.catchUp(), one.catchUp()]);
    expect(await posted()).toEqual(Array.from({ length: 20 }, (_, number) => ['EntryPosted', `pay_${number}`]));
  });

  it.each([
    ['', async () => undefined],
    [', after it has cut a day', (one: Journal) => one.cut('2026-11-21', () => undefined, noon, anyOrigin)],
  ])('does not go by books that another instance has moved on%s', async (_, meanwhile) => {
    await append('pay_1', created);
    const [one, other] = [aJournal(), aJournal()];
    await one.post(await everything());
    const disagrees = {
      type: 'PaymentBecameUncertain',
      data: { ...failed.data, reason: 'AMOUNT_DISAGREES', paid: rwf(4_500), providerTransactionId: null },
    };
    await append('pay_1', disagrees as unknown as LedgerEvent);
    await other.post(await everything());
    await meanwhile(one);
    await append('pay_1', succeeded);
    await one.post((await everything()).slice(-1));
    const last = (await journal()).at(-1);
    expect(last?.data).toMatchObject({
      lines: [
        { account: 'suspense', side: 'debit', amount: rwf(4_500) },
        { account: 'provider:mtn-momo:wallet', side: 'debit', amount: rwf(500) },
        { account: 'revenue:unassigned', side: 'credit', amount: rwf(5_000) },
      ],
    });
  });

  it('posts an event that could not be read before, once it can be, and nothing twice by that', async () => {
    await append('pay_1', created, succeeded);
    await append('pay_2', created, succeeded);
    const all = await everything();
    const later = all.filter(({ stream }) => stream === 'payment-pay_2');
    await aJournal().post(later);
    known.add(entryIdOf(later[1]!.id));
    await aJournal().post(all);
    expect(await posted()).toEqual([
      ['EntryPosted', 'pay_2'],
      ['EntryPosted', 'pay_1'],
    ]);
    // The furthest event stays the one of the second payment: nothing between is posted again.
    await append('pay_3', created, succeeded);
    await aJournal().catchUp();
    expect((await posted()).map(([, id]) => id)).toEqual(['pay_2', 'pay_1', 'pay_3']);
    expect(asked.flat()).toContain(entryIdOf(all[1]!.id));
  });

  it('cuts a day: what is posted afterwards is for the next one, and says for which day it is', async () => {
    await append('pay_1', created, succeeded);
    await append('pay_2', created, succeeded);
    const all = await everything();
    const one = aJournal();
    await one.post(all.slice(0, 2));
    await aJournal().cut('2026-11-22', () => undefined, noon, anyOrigin);
    await one.post(all);
    const entries = (await journal()).map(({ data }) => ('source' in data ? [data.day, data.forDay] : [data.day]));
    expect(entries).toEqual([['2026-11-22', '2026-11-22'], ['2026-11-22'], ['2026-11-23', '2026-11-22']]);
    expect(await one.end()).toMatchObject({ cutThrough: '2026-11-22' });
  });

  it('is asked before each try whether a day may be cut, so that two who cut it cut it once', async () => {
    await append('pay_1', created, succeeded);
    const cut = (of: Journal) =>
      of.cut(
        '2026-11-22',
        (through) => {
          if (through !== null) throw new Error(`cut through ${through}`);
        },
        noon,
        anyOrigin,
      );
    const settled = await Promise.allSettled([cut(aJournal()), cut(aJournal()), cut(aJournal())]);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await posted()).filter(([type]) => type === 'DayCut')).toHaveLength(1);
  });
});

it('a day for which something is posted is never closed, nor before the first day', () => {
  expect(dayFor('2026-11-22', '2026-11-01', null)).toBe('2026-11-22');
  expect(dayFor('2026-11-22', '2026-11-01', '2026-11-21')).toBe('2026-11-22');
  expect(dayFor('2026-11-22', '2026-11-01', '2026-11-22')).toBe('2026-11-23');
  expect(dayFor('2026-12-31', '2026-11-01', '2026-12-31')).toBe('2027-01-01');
  expect(dayFor('2026-10-22', '2026-11-01', null)).toBe('2026-11-01');
});
