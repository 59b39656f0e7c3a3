import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, eventLoopTurns } from '../../../test/support/fake-clock.js';
import { anyIssuer } from '../../../test/support/issuer.js';
import { creation, paid, rwf } from '../../../test/support/specify-payment.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { instant } from '../../kernel/domain/clock.js';
import { OrderedPolicyRunner } from '../../kernel/following/ordered-policy.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { Payments, PaymentRefunded } from '../payments/contract.js';
import { CreditNotes, refundOf, type Refunded } from './credit-notes.js';
import { issueCreditNotes } from './issue-credit-notes.policy.js';
import { Receipts } from './receipts.js';

let clock: FakeClock;
let store: SqliteEventStore;
let ids: number;
let payments: Payments;
let running: { stop(): Promise<void> }[];

const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;

/** The store as an instance among others sees it. */
const seenByOneOfMany = (changes: Partial<EventStore> = {}): EventStore =>
  new Proxy(store as EventStore, {
    get(target, name) {
      if (name === 'soleWriter') return false;
      if (name in changes) return changes[name as keyof EventStore];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

function instance(log: EventStore = seenByOneOfMany()) {
  const kernel = { store: log, clock, newId };
  const receipts = new Receipts(kernel, new Payments(kernel), anyIssuer);
  return { receipts, creditNotes: new CreditNotes(kernel, receipts, anyIssuer) };
}

beforeEach(() => {
  clock = new FakeClock();
  store = SqliteEventStore.inMemory(clock);
  ids = 0;
  payments = new Payments({ store, clock, newId });
  running = [];
});
afterEach(async () => {
  for (const follower of running) await follower.stop();
  await store.close();
});

async function successful(paymentId: string): Promise<void> {
  const providerReference = `reference of ${paymentId}`;
  const expiresAt = instant(clock.now() + 300_000);
  await payments.create(
    { ...creation, paymentId, providerReference, recordKey: paymentId, at: clock.at, expiresAt },
    by,
  );
  const outcome = { ...paid, externalId: null };
  await payments.recordOutcome({ paymentId, providerReference, outcome, answer: null }, by);
}

async function refund(paymentId: string, refundId: string, amount: number): Promise<void> {
  await payments.send('ReserveRefund', { paymentId, refundId, amount: rwf(amount) }, by);
  await payments.send('CompleteRefund', { paymentId, refundId }, by);
}

async function issueReceipt(paymentId: string): Promise<void> {
  await instance().receipts.issue([{ paymentId, position: await store.head() }], by);
}

const codec = new EventCodec<Refunded>([PaymentRefunded]);
async function refunds(): Promise<Refunded[]> {
  const { events } = await store.readAll(0n, 10_000, { types: [PaymentRefunded.type] });
  return events.map((event) => codec.read(event) as Refunded);
}

async function numbersOf(found: readonly Refunded[]) {
  const { creditNotes } = instance();
  return Promise.all(found.map(async (event) => (await creditNotes.of(refundOf(event)))?.number ?? null));
}
const numbers = (count: number, year = 2026) =>
  Array.from({ length: count }, (_, index) => `CRN-${year}-${String(index + 1).padStart(6, '0')}`);

describe('a credit note', () => {
  it('says what went back, of which payment and receipt', async () => {
    await successful('pay_1');
    await issueReceipt('pay_1');
    const paidAt = clock.at;
    await clock.pass({ minutes: 1_440 });
    await refund('pay_1', 'ref_1', 2_000);
    await instance().creditNotes.issue(await refunds(), by);
    const [event] = await refunds();
    expect(await instance().creditNotes.of(refundOf(event!))).toMatchObject({
      number: 'CRN-2026-000001',
      refund: `pay_1-${event!.revision}`,
      refundId: 'ref_1',
      paymentId: 'pay_1',
      receipt: 'RCT-2026-000001',
      amount: rwf(2_000),
      payer: creation.payer,
      record: creation.record,
      paidAt,
      refundedAt: clock.at,
      proof: { signature: expect.stringContaining('"number":"CRN-2026-000001","amount":"2000"') },
    });
  });

  it('is issued for each refund once, however often and by however many instances it is asked for', async () => {
    for (const paymentId of ['pay_1', 'pay_2', 'pay_3']) {
      await successful(paymentId);
      await issueReceipt(paymentId);
      for (let part = 1; part <= 5; part += 1) await refund(paymentId, `ref_${part}`, 1_000);
    }
    const found = await refunds();
    await Promise.all(
      [1, 4, 15, 2].map(async (size) => {
        const { creditNotes } = instance();
        for (let from = 0; from < found.length; from += size) {
          await creditNotes.issue(found.slice(from, from + size), by);
          await creditNotes.issue(found.slice(from, from + size), by);
        }
      }),
    );
    expect((await numbersOf(found)).sort()).toEqual(numbers(15));
    expect(await store.readStream('credit-note-series-2026')).toHaveLength(15);
  });

  it('has a series for each year, by the day in Kigali of the refund', async () => {
    clock = new FakeClock({ at: '2026-12-31T21:59:59.999Z' });
    store = SqliteEventStore.inMemory(clock);
    payments = new Payments({ store, clock, newId });
    await successful('pay_1');
    await issueReceipt('pay_1');
    await refund('pay_1', 'ref_1', 1_000);
    clock.jump(1);
    await refund('pay_1', 'ref_2', 1_000);
    const found = await refunds();
    await instance().creditNotes.issue(found, by);
    expect(await numbersOf(found)).toEqual(['CRN-2026-000001', 'CRN-2027-000001']);
  });

  it('is issued after a crash between its number and itself, under that number', async () => {
    await successful('pay_1');
    await issueReceipt('pay_1');
    for (const part of ['a', 'b', 'c']) await refund('pay_1', part, 1_000);
    const found = await refunds();
    let appends = 0;
    const dying = seenByOneOfMany({
      appendTogether: null,
      append: async (...what) => {
        appends += 1;
        if (appends > 2) throw new Error('killed');
        return store.append(...what);
      },
    });
    await expect(instance(dying).creditNotes.issue(found, by)).rejects.toThrow('killed');
    expect((await numbersOf(found)).filter((number) => number !== null)).toHaveLength(1);
    expect(await instance().creditNotes.isNumbered(found[2]!)).toBe(true);
    await instance().creditNotes.issue(found, by);
    expect(await numbersOf(found)).toEqual(numbers(3));
    expect(await store.readStream('credit-note-series-2026')).toHaveLength(3);
  });

  it('waits until the payment has its receipt', async () => {
    await successful('pay_1');
    await refund('pay_1', 'ref_1', 1_000);
    const policy = issueCreditNotes(instance().creditNotes);
    const follower = new OrderedPolicyRunner(policy, store, clock, () => undefined);
    await follower.start();
    running.push(follower);
    await eventLoopTurns();
    expect(follower.fault).toBe('The payment pay_1 has no receipt yet: its refund waits');
    await issueReceipt('pay_1');
    await clock.pass({ seconds: 10 });
    expect(follower.fault).toBeNull();
    expect(await numbersOf(await refunds())).toEqual(numbers(1));
  });
});

/** `RECEIPTS=100000` for the full figure. */
const count = Number(process.env['RECEIPTS'] ?? 640);

describe('receipts under load', () => {
  it(
    `are numbered without a gap: ${count} payments by 64 workers, two instances that both issue`,
    async () => {
      const startedAt = performance.now();
      const done = new Set<string>();
      const follow = async () => {
        const { receipts } = instance();
        let position = 0n;
        for (;;) {
          const isLast = done.size === count;
          const batch = await store.readAll(position, 100, { types: ['PaymentSucceeded'] });
          const successes = batch.events.map(({ stream, position: at }) => ({
            paymentId: stream.slice('payment-'.length),
            position: at,
          }));
          if (successes.length > 0) await receipts.issue(successes, by);
          if (batch.position === position && isLast) return;
          position = batch.position;
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      let next = 0;
      const work = async () => {
        for (; next < count;) {
          const paymentId = `pay_${(next += 1)}`;
          await successful(paymentId);
          done.add(paymentId);
        }
      };
      await Promise.all([follow(), follow(), ...Array.from({ length: 64 }, work)]);

      const series = await store.readStream('receipt-series-2026');
      const given = series.map(({ data }) => data as { number: string; paymentId: string });
      expect(given.map(({ number }) => Number(number.slice(9)))).toEqual(
        Array.from({ length: count }, (_, n) => n + 1),
      );
      expect(new Set(given.map(({ paymentId }) => paymentId)).size).toBe(count);
      const { receipts } = instance();
      for (const { number, paymentId } of given) expect((await receipts.of(paymentId))?.receipt.number).toBe(number);
      if (count > 640) console.log(`${count} receipts in ${Math.round((performance.now() - startedAt) / 1_000)} s`);
    },
    Math.max(20_000, count * 30),
  );
});
