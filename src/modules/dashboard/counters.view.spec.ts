import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noon } from '../../../test/support/fake-clock.js';
import { histories } from '../../../test/support/payment-histories.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import type { Clock } from '../../kernel/domain/clock.js';
import type { DomainEvent } from '../../kernel/domain/events.js';
import { Money } from '../../kernel/domain/money.js';
import { compareWithRebuilt, keptIn, type AnyView } from '../../kernel/following/rebuilt-view.js';
import { SkippedEvents } from '../../kernel/following/skipped-events.js';
import { ViewRunner } from '../../kernel/following/view-runner.js';
import { DocumentStoreUnavailable, type Change, type Checkpoint } from '../../kernel/ports/document-store.js';
import type { EventStore, RecordedEvent } from '../../kernel/ports/event-store.js';
import { systemClock } from '../../kernel/system-clock.js';
import { kigaliDayOf } from '../ledger/contract.js';
import {
  evolvePayment,
  paidFor,
  paymentEvents,
  PaymentRefunded,
  type KnownPayment,
  type Payment,
  type PaymentEvent,
} from '../payments/contract.js';
import { bucketOf, percentile } from './confirmation-times.rule.js';
import { counterView, dimensions, type Counter } from './counters.view.js';

const dayMs = 86_400_000;
const branches = [{}, { branch: 'kigali' }, { branch: 'huye', service: 'permits' }];

/** One payment of many: a life of its own, on a day and at a branch of its own, and perhaps money that goes back. */
const lives = fc
  .tuple(histories, fc.nat(2), fc.nat(2), fc.constantFrom<readonly number[]>([], [1_000], [1_000, 4_000]), fc.boolean())
  .map(([{ events, payment }, day, place, backs, isReversal]) => ({
    place,
    day,
    events: [
      ...events.filter((event): event is PaymentEvent => event.type !== 'RecordPerhapsPaid'),
      ...(payment.status === 'successful' ? backs : []).map((back, index) =>
        PaymentRefunded({
          paymentId: payment.id,
          refundId: `ref_${index}`,
          amount: Money.parse(String(back), payment.amount.currency)!,
          reviewId: isReversal ? 'rev_1' : null,
          at: new Date(Date.parse(noon) + 3 * dayMs).toISOString(),
        }),
      ),
    ],
  }));

/** Many payments side by side in one log; `order` says whose event is the next. */
const logs = fc.record({ lives: fc.array(lives, { minLength: 1, maxLength: 5 }), order: fc.infiniteStream(fc.nat(4)) });

function logOf({ lives: all, order }: { lives: readonly Life[]; order: Iterable<number> }): readonly RecordedEvent[] {
  const left = all.map(({ events, day, place }, index) => ({
    stream: `payment-pay_${index}`,
    events: [...events],
    day,
    place,
  }));
  const log: RecordedEvent[] = [];
  for (const next of order) {
    const open = left.filter(({ events }) => events.length > 0);
    const one = open[next % Math.max(1, open.length)];
    if (one === undefined) return log;
    const { type, data } = one.events.shift()!;
    const revision = log.filter(({ stream }) => stream === one.stream).length;
    const position = BigInt(log.length + 1);
    log.push({
      id: `00000000-0000-4000-8000-${String(position).padStart(12, '0')}`,
      stream: one.stream,
      revision,
      position,
      type,
      data: JSON.parse(JSON.stringify({ ...data, ...(type === 'PaymentCreated' && placed(one)) })) as unknown,
      metadata: { ...anyOrigin, at: noon, schemaVersion: 1 },
    });
  }
  return log;
}
type Life = typeof lives extends fc.Arbitrary<infer L> ? L : never;

const placed = ({ day, place }: Pick<Life, 'day' | 'place'>) => ({
  dimensions: branches[place],
  at: new Date(Date.parse(noon) - day * dayMs).toISOString(),
});

/** What follows a log that is cut into batches, over a store that at times takes a part of what is written, and fails. */
async function countedBy(log: readonly RecordedEvent[], cuts: readonly number[], failures: readonly number[]) {
  const documents = SqliteDocumentStore.inMemory();
  const left = [...failures];
  const failing = new Proxy(documents, {
    get(target, name) {
      if (name === 'write') return write;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  const write = async (collection: never, changes: readonly Change<Counter>[], checkpoint?: Checkpoint) => {
    const taken = changes.length === 0 ? undefined : left.shift();
    if (taken === undefined) return documents.write(collection, changes, checkpoint);
    await documents.write(collection, changes.slice(0, taken));
    throw new DocumentStoreUnavailable('a part of it is written');
  };
  const clock: Clock = { ...systemClock, now: () => systemClock.now(), sleep: () => Promise.resolve() };
  const skipped = new SkippedEvents(documents);
  await skipped.declare();
  const runner = new ViewRunner(counterView, cutLog(log, cuts), failing, skipped, clock);
  await runner.declare();
  await runner.start(null);
  await runner.reached(BigInt(log.length));
  await runner.stop();
  expect(await skipped.count()).toBe(0);
  return documents;
}

function cutLog(log: readonly RecordedEvent[], cuts: readonly number[]): EventStore {
  const parts = {
    async *subscribe(after: bigint, _: unknown, signal: AbortSignal) {
      let from = Number(after);
      for (let cut = from; from < log.length && !signal.aborted; cut += 1) {
        const events = log.slice(from, from + cuts[cut % cuts.length]!);
        from += events.length;
        yield { events, position: BigInt(from) };
      }
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    },
    readStream: (name: string, { limit = Infinity } = {}) =>
      Promise.resolve(log.filter(({ stream }) => stream === name).slice(0, limit)),
    readAll: (after: bigint, limit: number) => {
      const events = log.slice(Number(after), Number(after) + limit);
      return Promise.resolve({ events, position: events.at(-1)?.position ?? after });
    },
    head: () => Promise.resolve(BigInt(log.length)),
  };
  return parts as unknown as EventStore;
}

const allOf = async (documents: SqliteDocumentStore): Promise<readonly Counter[]> =>
  (await documents.query(counterView.collection, { limit: 1_000 })).documents;

const evolved = (known: Payment, event: PaymentEvent): Payment =>
  (evolvePayment[event.type] as (known: Payment, event: PaymentEvent) => Payment)(known, event);

/** The payments themselves, counted one after the other: what any counter must agree with. */
function recount(
  log: readonly RecordedEvent[],
): ReadonlyMap<string, { count: number; minor: bigint; times: string[] }> {
  const found = new Map<string, { count: number; minor: bigint; times: string[] }>();
  const add = (key: string, { minor }: Money, time: string | null = null) => {
    const before = found.get(key) ?? { count: 0, minor: 0n, times: [] };
    const times = [...before.times, ...(time === null ? [] : [time])].toSorted();
    found.set(key, { count: before.count + 1, minor: before.minor + minor, times });
  };
  for (const events of Map.groupBy(log, ({ stream }) => stream).values()) {
    const read = events.map((event) => {
      const data = paymentEvents.find(({ type }) => type === event.type)!.read(event.data, 1);
      return { ...event, data } as unknown as PaymentEvent;
    });
    const known = read.reduce<Payment>(evolved, { status: 'absent' }) as KnownPayment;
    const isPaid = known.status === 'successful' || known.status === 'refunded';
    const places = (day: string) =>
      dimensions.map((dimension) => {
        const value =
          dimension === 'all'
            ? ''
            : dimension === 'provider'
              ? known.attempts.at(-1)!.provider
              : known.dimensions[dimension];
        return `${dimension}|${day}|${known.amount.currency}|${value ?? ''}`;
      });
    const inOwn = (amount: Money) =>
      amount.currency === known.amount.currency ? amount : Money.zero(known.amount.currency);
    for (const place of places(kigaliDayOf(known.createdAt))) {
      const time = isPaid ? bucketOf(Date.parse(known.confirmedAt!) - Date.parse(known.createdAt)) : null;
      add(`${place}: ${known.status}`, inOwn(isPaid ? paidFor(known) : known.amount), time);
    }
    for (const { type, data } of read as readonly DomainEvent[]) {
      if (type !== 'PaymentRefunded') continue;
      const { amount, reviewId, at } = data as { amount: Money; reviewId: string | null; at: string };
      for (const place of places(kigaliDayOf(at)))
        add(`${place}: ${reviewId === null ? 'refunds' : 'reversals'}`, inOwn(amount));
    }
  }
  return found;
}

function asRecount(counters: readonly Counter[]): ReadonlyMap<string, { count: number; minor: bigint }> {
  const found = new Map<string, { count: number; minor: bigint; times: string[] }>();
  for (const { id, currency, payments, refunds, reversals, confirmed } of counters) {
    const times = Object.entries(confirmed)
      .flatMap(([bucket, count]) => Array<string>(count).fill(bucket))
      .toSorted();
    for (const [name, { count, amount }] of Object.entries({ ...payments, refunds, reversals })) {
      if (count === 0) continue;
      const minor = (Money.parse(amount, currency) ?? Money.zero(currency)).minor;
      found.set(`${id}: ${name}`, { count, minor, times: name === 'refunds' || name === 'reversals' ? [] : times });
    }
  }
  return found;
}

describe('the counters of payments', () => {
  it('equal a recount, in whatever batches the log comes and wherever a write breaks off', async () => {
    const someCuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    const someFailures = fc.array(fc.nat(6), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(logs, someCuts, someFailures, async (given, cuts, failures) => {
        const log = logOf(given);
        const documents = await countedBy(log, cuts, failures);
        const counters = await allOf(documents);
        const withoutTimes = (all: ReturnType<typeof asRecount>) =>
          [...all].map(([place, { count, minor }]) => [place, count, minor]).toSorted();
        expect(withoutTimes(asRecount(counters))).toEqual(withoutTimes(recount(log)));
        for (const { id, confirmed } of counters) {
          const times = Object.entries(confirmed).flatMap(([bucket, count]) => Array<string>(count).fill(bucket));
          const own = [...recount(log)].filter(([place]) => place.startsWith(`${id}: `));
          expect(times.toSorted()).toEqual(own.flatMap(([, found]) => found.times).toSorted());
        }
        // And they are what a rebuild makes of the log, to the byte.
        const beside = SqliteDocumentStore.inMemory();
        const compared = await compareWithRebuilt(counterView as unknown as AnyView, {
          log: cutLog(log, [500]),
          kept: keptIn(documents),
          beside,
          clock: systemClock,
        });
        expect(compared).toMatchObject({ equal: true, differing: 0, skipped: 0 });
        await beside.close();
        await documents.close();
      }),
      { numRuns: 25 },
    );
  });
});

describe('times of confirmation', () => {
  it('are at most a tenth longer than they were, and add up', () => {
    expect(percentile(50, {})).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 100, max: 100_000_000 }), { minLength: 1 }), (times) => {
        const histogram: Record<string, number> = {};
        for (const ms of times) histogram[bucketOf(ms)] = (histogram[bucketOf(ms)] ?? 0) + 1;
        for (const share of [50, 95]) {
          const exact = times.toSorted((one, other) => one - other)[Math.ceil((share / 100) * times.length) - 1]!;
          const found = percentile(share, histogram)!;
          expect(found).toBeGreaterThanOrEqual(exact - 1);
          expect(found).toBeLessThanOrEqual(exact * 1.1 + 1);
        }
      }),
    );
    expect(bucketOf(0)).toBe('0');
  });
});
