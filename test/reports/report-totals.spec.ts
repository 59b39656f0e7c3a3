import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { payout, refund } from '../support/ledger-examples.js';
import { histories } from '../support/payment-histories.js';
import { creation, paymentId as samplePaymentId, subject } from '../support/specify-payment.js';
import { inOrder } from '../support/specify.js';
import { SqliteDocumentStore } from '../../src/adapters/sqlite/document-store.js';
import type { DomainEvent, Recorded } from '../../src/kernel/domain/events.js';
import { Money } from '../../src/kernel/domain/money.js';
import { applyTo, idsOf, type View } from '../../src/kernel/following/view.js';
import type { Document } from '../../src/kernel/ports/document-store.js';
import { entryView } from '../../src/modules/ledger/contract.js';
import { take, type Books, type LedgerEvent } from '../../src/modules/ledger/postings.rule.js';
import { paymentView } from '../../src/modules/payments/contract.js';
import { payoutView } from '../../src/modules/payouts/contract.js';
import { RefundRecorded, refundView } from '../../src/modules/refunds/contract.js';
import { dailyTransactions } from '../../src/modules/reports/daily-transactions.report.js';
import { failedPayments } from '../../src/modules/reports/failed-payments.report.js';
import { movementEndView } from '../../src/modules/reports/movement-end.view.js';
import { providerFees } from '../../src/modules/reports/provider-fees.report.js';
import { refunds } from '../../src/modules/reports/refunds.report.js';
import { Totals, type Report } from '../../src/modules/reports/report.js';
import { revenueByService } from '../../src/modules/reports/revenue-by-service.report.js';
import { kigaliDayOf, Sources, type Ask } from '../../src/modules/reports/sources.js';

// Random lives of payments with refunds and payouts between them, over some days: reports, ledger and events say the same of each day.

const seed = 20_261_129;
const runs = 150;
const documents = SqliteDocumentStore.inMemory();
const views = [entryView, movementEndView, paymentView, payoutView, refundView] as unknown as View<
  Document,
  DomainEvent
>[];
let log: readonly Recorded[];

beforeAll(async () => {
  console.info(`seed ${seed}`);
  const drawn = fc.sample(fc.tuple(histories, fc.integer({ min: 0, max: 5 * 24 * 60 }), fc.boolean()), {
    seed,
    numRuns: runs,
  });
  log = inOrder(drawn.flatMap(([{ events }, minutes, more], number) => lifeOf(events, more, number, minutes * 60_000)));
  for (const view of views) {
    await documents.declare(view.collection);
    const grown = new Map<string, { document: Document; position: bigint }>();
    for (const event of log.filter(({ type }) => view.events.some((each) => each.type === type)))
      for (const id of idsOf(view, event)) {
        const document = applyTo(view, grown.get(id)?.document ?? null, event, id);
        if (document !== null) grown.set(id, { document, position: event.position });
      }
    await documents.write(
      view.collection,
      [...grown].map(([id, each]) => ({ id, ...each })),
    );
  }
});
afterAll(() => documents.close());

/** The events of one payment, and of its refund and a payout in every second one, all later by some time and under ids of their own. */
function lifeOf(events: readonly DomainEvent[], more: boolean, number: number, laterMs: number): DomainEvent[] {
  const paidAs = events.findLast(({ type }) => type === 'PaymentSucceeded');
  const reversals = events.flatMap((event) =>
    event.type === 'PaymentRefunded' ? [recordOf(event.data as never)] : [],
  );
  const others = more ? [payout.requested, payout.approved, payout.submitted, payout.succeeded(null)] : [];
  const back = more && paidAs !== undefined ? [...refund.approved, refund.submitted, refund.succeeded(null)] : [];
  const [provider, currency] = [number % 3 === 0 ? 'airtel-money' : 'mtn-momo', number % 4 === 1 ? 'EUR' : 'RWF'];
  const rename = (text: string) =>
    text
      .replaceAll('"mtn-momo"', `"${provider}"`)
      .replaceAll('"RWF"', `"${currency}"`)
      .replaceAll(`"${samplePaymentId}"`, `"pay_${number}"`)
      .replaceAll('"out_1"', `"out_${number}"`)
      .replaceAll(/"(ref_[^"]*)"/g, `"$1_${number}"`)
      .replaceAll(/"at":"([^"]+)"/g, (_, at: string) => `"at":"${new Date(Date.parse(at) + laterMs).toISOString()}"`);
  const all = [...events, ...reversals, ...back, ...others] as unknown as { type: string; data: object }[];
  return all.map(({ type, data }) => ({ type, data: asMoney(JSON.parse(rename(JSON.stringify(data)))) }));
}

const recordOf = ({ refundId, amount, at }: { refundId: string; amount: Money; at: string }) =>
  RefundRecorded({
    id: refundId,
    paymentId: samplePaymentId,
    client: 'cli_1',
    amount,
    payer: creation.payer,
    words: `sealed.${subject}.key.words` as never,
    provider: 'mtn-momo',
    collectionReference: creation.providerReference,
    providerTransactionId: null,
    reviewId: 'rev_1',
    recordedBy: { id: 'cli_1', person: 'owner:aline' },
    at,
  });

function asMoney(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asMoney);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 2 && 'amount' in value && 'currency' in value)
    return Money.parse(String(value.amount), String(value.currency));
  return Object.fromEntries(entries.map(([name, each]) => [name, asMoney(each)]));
}

type Sums = Record<string, { count: number; amount: string }>;

/** What the table of postings counts for a day; nothing of it was written for reports. */
function byLedger(day: string): Sums {
  const books = new Map<string, Books>();
  const paymentOf = new Map<string, string>();
  const sums = new Map<string, { count: number; sum: Money }>();
  for (const event of log as unknown as readonly Recorded<LedgerEvent>[]) {
    if (event.type === 'RefundRequested') paymentOf.set(event.data.id, event.data.paymentId);
    const data = event.data as { readonly paymentId?: string; readonly id?: string; readonly at: string };
    const key = data.paymentId ?? paymentOf.get(data.id!) ?? data.id!;
    const taken = take(books.get(key) ?? null, event);
    if (taken === null) continue;
    books.set(key, taken.books);
    const tally = taken.posting?.tally ?? null;
    if (tally === null || kigaliDayOf(data.at) !== day) continue;
    const name = `${tally.as} ${tally.amount.currency}`;
    const before = sums.get(name) ?? { count: 0, sum: Money.zero(tally.amount.currency) };
    sums.set(name, { count: before.count + 1, sum: before.sum.plus(tally.amount) });
  }
  return Object.fromEntries([...sums].map(([name, { count, sum }]) => [name, { count, amount: sum.amount }]));
}

async function totalsOf(
  report: Report,
  day: string,
  signal = new AbortController().signal,
  filters: Ask['filters'] = {},
): Promise<Sums> {
  const personalData = { openAll: async (people: readonly unknown[]) => people.map(() => null) };
  const sources = new Sources(documents, { readStream: async () => [] }, personalData, []);
  const ask: Ask = {
    from: day,
    to: day,
    filters,
    by: 'service',
    numbers: 'masked',
    signal,
    now: '2026-12-31T00:00:00.000Z',
  };
  const totals = new Totals(report, 'RWF');
  for await (const row of report.rows(ask, sources)) totals.add(row);
  return Object.fromEntries(
    totals
      .all()
      .flatMap(({ of, currency, count, amount }) =>
        count === 0 ? [] : [[`${of} ${currency}`, { count, amount: amount! }]],
      ),
  );
}

const only = (sums: Sums, names: Readonly<Record<string, string>>): Sums =>
  Object.fromEntries(
    Object.entries(sums).flatMap(([name, sum]) => {
      const [, as, currency] = /^(.+) (\w+)$/.exec(name)!;
      return as! in names ? [[`${names[as!]} ${currency}`, sum]] : [];
    }),
  );

function added(...all: readonly Sums[]): Sums {
  const sums: Record<string, { count: number; sum: Money }> = {};
  for (const [name, { count, amount }] of all.flatMap((each) => Object.entries(each))) {
    const more = Money.parse(amount, name.slice(-3))!;
    const before = sums[name];
    sums[name] = { count: count + (before?.count ?? 0), sum: before === undefined ? more : before.sum.plus(more) };
  }
  return Object.fromEntries(
    Object.entries(sums).map(([name, { count, sum }]) => [name, { count, amount: sum.amount }]),
  );
}

it('agree with the ledger and with the events to the franc, on every day of random histories', async () => {
  const days = [...new Set(log.map(({ data }) => kigaliDayOf((data as { at: string }).at)))].sort();
  expect(days.length).toBeGreaterThan(4);
  let counted = 0;
  const currencies = new Set<string>();
  for (const day of days) {
    const ledger = byLedger(day);
    const daily = await totalsOf(dailyTransactions, day);
    const names = { successful: 'Payments', refunded: 'Refunds', paidOut: 'Payouts' };
    expect([day, only(daily, { Payments: 'Payments', Refunds: 'Refunds', Payouts: 'Payouts' })]).toEqual([
      day,
      only(ledger, names),
    ]);
    const failed = await totalsOf(failedPayments, day);
    const sum = (sums: Sums) => Object.values(sums).reduce((total, { count }) => total + count, 0);
    expect([day, sum(failed)]).toEqual([day, sum(only(ledger, { failed: 'Failed' }))]);
    expect(only(await totalsOf(refunds, day), { 'Paid back': 'refunded' })).toEqual(
      only(ledger, { refunded: 'refunded' }),
    );
    const revenue = await totalsOf(revenueByService, day);
    expect(only(revenue, { Received: 'x' })).toEqual(only(ledger, { successful: 'x' }));
    expect(only(revenue, { Refunded: 'x' })).toEqual(only(ledger, { refunded: 'x' }));
    // What providers moved is what the day moved, in each currency, and that of each of them adds up to it.
    const moved = added(only(daily, { Payments: 'x' }), only(daily, { Refunds: 'x' }), only(daily, { Payouts: 'x' }));
    expect(only(await totalsOf(providerFees, day), { Moved: 'x' })).toEqual(moved);
    for (const name of Object.keys(moved)) currencies.add(name.slice(-3));
    const ofEach = ['mtn-momo', 'airtel-money'].map((provider) =>
      totalsOf(providerFees, day, undefined, { provider }).then((sums) => only(sums, { Moved: 'x' })),
    );
    expect(added(...(await Promise.all(ofEach)))).toEqual(moved);
    // And with the events themselves.
    const of = (...types: string[]) =>
      log.filter(({ type, data }) => types.includes(type) && kigaliDayOf((data as { at: string }).at) === day);
    expect(sum(only(daily, { Payments: 'x' }))).toBe(of('PaymentSucceeded').length);
    expect(sum(failed)).toBe(of('PaymentFailed', 'PaymentExpired').length);
    counted += sum(daily);
  }
  expect(counted).toBeGreaterThan(runs / 2);
  expect([...currencies].sort()).toEqual(['EUR', 'RWF']);
});

it('are not read any further when nobody waits for the report any more', async () => {
  const [day] = log.map(({ data }) => kigaliDayOf((data as { at: string }).at));
  await expect(totalsOf(dailyTransactions, day!, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
});
