import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { anyIssuer } from '../../../test/support/issuer.js';
import { creation, paid } from '../../../test/support/specify-payment.js';
import { anyOrigin as by, specify } from '../../../test/support/specify.js';
import { instant } from '../../kernel/domain/clock.js';
import { beginning } from '../../kernel/domain/position.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { Payments } from '../payments/contract.js';
import { documentNumber, nextNumbers, receipt, yearOf, type Series } from './receipt.decider.js';
import { EbmNumberAdded, ReceiptIssued, type ReceiptEvent } from './receipt.events.js';
import { newestLookedAt, Receipts, type Success } from './receipts.js';

const { organisation, publicBaseUrl } = anyIssuer;
const receiptNumber = (year: number, count: number) => documentNumber('RCT', year, count);
const at = '2026-11-22T12:00:00.000Z';

describe('the year of a receipt', () => {
  it.each([
    ['2026-12-31T21:59:59.999Z', 2026],
    ['2026-12-31T22:00:00.000Z', 2027],
    ['2026-12-31T22:30:00.000Z', 2027],
    ['2027-01-01T00:00:00.000Z', 2027],
    ['2026-01-01T00:00:00.000Z', 2026],
    ['2025-12-31T21:59:59.999Z', 2025],
  ])('of %s is the one in Kigali: %i', (paidAt, year) => expect(yearOf(paidAt)).toBe(year));
});

describe('receipt numbers', () => {
  const none = { given: 0, newest: [] };
  const numberAt = (count: number) => receiptNumber(2026, count);
  it('count from one, and have more than six digits where needed', () => {
    expect(receiptNumber(2026, 1)).toBe('RCT-2026-000001');
    expect(receiptNumber(2026, 999_999)).toBe('RCT-2026-999999');
    expect(receiptNumber(2026, 1_000_000)).toBe('RCT-2026-1000000');
  });
  it('are given in order, once for each payment', () => {
    const { fresh, numbers } = nextNumbers(none, numberAt, ['a', 'b', 'a']);
    expect(fresh).toEqual([
      { id: 'a', number: 'RCT-2026-000001' },
      { id: 'b', number: 'RCT-2026-000002' },
    ]);
    expect([...numbers]).toEqual([
      ['a', 'RCT-2026-000001'],
      ['b', 'RCT-2026-000002'],
    ]);
  });
  it('stay with the payments that have one, and leave no gap', () => {
    const series = { given: 7, newest: [{ id: 'b', number: 'RCT-2026-000007' }] };
    const { fresh, numbers } = nextNumbers(series, numberAt, ['a', 'b', 'c']);
    expect([...numbers.values()]).toEqual(['RCT-2026-000008', 'RCT-2026-000007', 'RCT-2026-000009']);
    expect(fresh).toHaveLength(2);
  });
  it('have no gap in any sequence of requests', () => {
    const anyPayments = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(anyPayments), (batches) => {
        let series: Series = none;
        for (const batch of batches) {
          const { fresh, numbers } = nextNumbers(series, numberAt, batch);
          series = {
            given: series.given + fresh.length,
            newest: [...series.newest, ...fresh],
          };
          const given = new Map(series.newest.map(({ id, number }) => [id, number]));
          for (const id of batch) expect(numbers.get(id)).toBe(given.get(id));
        }
        expect(series.newest.map(({ number }) => number)).toEqual(
          Array.from({ length: series.given }, (_, n) => receiptNumber(2026, n + 1)),
        );
      }),
    );
  });
});

describe('a receipt', () => {
  const made = {
    number: 'RCT-2026-000001',
    paymentId: 'pay_1',
    client: 'cli_1',
    amount: creation.amount,
    method: 'MTN MoMo',
    provider: 'mtn-momo',
    providerReference: creation.providerReference,
    providerTransactionId: 'tx-1',
    payer: creation.payer,
    record: creation.record,
    organisation,
    logo: null,
    publicBaseUrl,
    layout: 1,
    proof: null,
    paidAt: at,
    at,
  };
  const at2 = '2026-11-23T08:00:00.000Z';
  const ebm = (ebmNumber: string) => ({ AddEbmNumber: { paymentId: 'pay_1', ebmNumber, at: at2 } });
  const added = EbmNumberAdded({ number: made.number, paymentId: 'pay_1', ebmNumber: 'SDC1/7 NS', at: at2 });

  it('gets the number of its fiscal receipt once, and keeps it', () => {
    specify(receipt).given(ReceiptIssued(made)).when(ebm('SDC1/7 NS')).thenEmits(added);
    specify(receipt).given(ReceiptIssued(made), added).when(ebm('SDC1/7 NS')).thenNothing();
    specify(receipt).given(ReceiptIssued(made), added).when(ebm('SDC1/8 NS')).thenRefuses('EBM_NUMBER_KNOWN');
    specify(receipt).given().when(ebm('SDC1/7 NS')).thenRefuses('RECEIPT_NOT_ISSUED');
    specify(receipt)
      .given(ReceiptIssued(made), added)
      .when({ Issue: { receipt: made } })
      .thenNothing();
  });

  it('of the first version is read as one without logo, address and offline signature', () => {
    const { logo: _logo, publicBaseUrl: _url, layout: _layout, proof: _proof, ...v1 } = made;
    const stored = JSON.parse(JSON.stringify(v1)) as unknown;
    const read: ReceiptEvent['data'] = ReceiptIssued.read(stored, 1);
    expect(read).toEqual({ ...made, publicBaseUrl: null });
  });

  it('is issued once and never changes', () => {
    specify(receipt)
      .given()
      .when({ Issue: { receipt: made } })
      .thenEmits(ReceiptIssued(made));
    specify(receipt)
      .given(ReceiptIssued(made))
      .when({ Issue: { receipt: { ...made, number: 'RCT-2026-000002' } } })
      .thenNothing();
  });
});

class Crash extends Error {}

const between = (store: EventStore, changes: Partial<EventStore>): EventStore =>
  new Proxy(store, {
    get(target, name) {
      if (name in changes) return changes[name as keyof EventStore];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

describe('issuing', () => {
  let clock: FakeClock;
  let store: SqliteEventStore;
  let ids: number;

  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const issuer = (log: EventStore = between(store, { soleWriter: false })) => {
    const kernel = { store: log, clock, newId };
    return new Receipts(kernel, new Payments(kernel), anyIssuer);
  };
  async function successful(...paymentIds: string[]) {
    const payments = new Payments({ store, clock, newId });
    for (const paymentId of paymentIds) {
      const providerReference = `reference of ${paymentId}`;
      const expiresAt = instant(clock.now() + 300_000);
      await payments.create(
        { ...creation, paymentId, providerReference, recordKey: paymentId, at: clock.at, expiresAt },
        by,
      );
      const outcome = { ...paid, externalId: null };
      await payments.recordOutcome({ paymentId, providerReference, outcome, answer: null }, by);
    }
    return successes(paymentIds);
  }
  /** Where the log says of each that it was paid. */
  async function successes(paymentIds: readonly string[]): Promise<Success[]> {
    const { events } = await store.readAll(beginning, 100_000, { types: ['PaymentSucceeded'] });
    const positions = new Map(
      events.map(({ data, position }) => [(data as { paymentId: string }).paymentId, position]),
    );
    return paymentIds.map((paymentId) => ({ paymentId, position: positions.get(paymentId) ?? beginning }));
  }
  const some = (count: number, from = 0) => Array.from({ length: count }, (_, n) => `pay_${from + n}`);
  async function issued() {
    const { events } = await store.readAll(beginning, 100_000, { types: ['ReceiptIssued'] });
    const receipts = events.map(({ data }) => data as { number: string; paymentId: string });
    return new Map(receipts.map(({ number, paymentId }) => [number, paymentId]));
  }
  async function gaplessTo(count: number) {
    const receipts = await issued();
    expect([...receipts.keys()].sort()).toEqual(Array.from({ length: count }, (_, n) => receiptNumber(2026, n + 1)));
    expect(new Set(receipts.values()).size).toBe(count);
    expect(await store.readStream('receipt-series-2026')).toHaveLength(count);
  }
  /** The process dies before or after its n-th append, and does nothing any more. */
  function untilCrash(append: number, when: 'before' | 'after'): EventStore {
    let appends = 0;
    return between(store, {
      soleWriter: false,
      appendTogether: null,
      async append(...what) {
        appends += 1;
        if (appends > append || (appends === append && when === 'before')) throw new Crash();
        const appended = await store.append(...what);
        if (appends >= append) throw new Crash();
        return appended;
      },
    });
  }

  beforeEach(() => {
    clock = new FakeClock();
    store = SqliteEventStore.inMemory(clock);
    ids = 0;
  });

  it('states what was paid, by whom, for what and when', async () => {
    await successful('pay_0');
    await clock.pass({ seconds: 1 });
    await issuer().issue(await successes(['pay_0']), by);
    expect((await issuer().of('pay_0'))?.receipt).toEqual({
      number: 'RCT-2026-000001',
      paymentId: 'pay_0',
      client: 'cli_1',
      amount: creation.amount,
      method: 'MTN MoMo',
      provider: 'mtn-momo',
      providerReference: 'reference of pay_0',
      providerTransactionId: 'tx-1',
      payer: creation.payer,
      record: creation.record,
      organisation,
      logo: null,
      publicBaseUrl,
      layout: 1,
      proof: {
        keyId: 'key',
        signature: `over {"receipt":{"number":"RCT-2026-000001","amount":"5000","currency":"RWF","at":"${at}"}}`,
      },
      paidAt: at,
      at: clock.at,
    });
    expect(await issuer().of('pay_1')).toBeNull();
  });

  it('numbers payments in the given order, each once', async () => {
    const paid = await successful(...some(5));
    const one = issuer();
    await one.issue(paid, by);
    await one.issue(paid, by);
    await issuer().issue(paid.toReversed(), by);
    expect([...(await issued()).values()]).toEqual(some(5));
    await gaplessTo(5);
  });

  it('has a series for each year, by the day in Kigali on which the payment was confirmed', async () => {
    clock = new FakeClock({ at: '2026-12-31T21:59:59.999Z' });
    await successful('pay_old');
    clock.jump(1_800_001);
    await successful('pay_new');
    await issuer().issue(await successes(['pay_new', 'pay_old']), by);
    expect((await issuer().of('pay_old'))?.receipt).toMatchObject({ number: 'RCT-2026-000001' });
    expect((await issuer().of('pay_new'))?.receipt).toMatchObject({
      number: 'RCT-2027-000001',
      paidAt: '2026-12-31T22:30:00.000Z',
    });
  });

  it('ignores unknown payments', async () => {
    await issuer().issue(await successes(['pay_none']), by);
    expect(await issued()).toEqual(new Map());
  });

  const crashes = [1, 2, 3, 4].flatMap((append) =>
    (['before', 'after'] as const).map((when) => [when, append] as const),
  );
  it.each(crashes)('is taken up where it was left %s append %i', async (when, append) => {
    const paid = await successful(...some(3));
    await expect(issuer(untilCrash(append, when)).issue(paid, by)).rejects.toThrow(Crash);
    await issuer().issue(paid, by);
    await gaplessTo(3);
    expect([...(await issued()).entries()].sort()).toEqual(some(3).map((id, n) => [receiptNumber(2026, n + 1), id]));
  });

  it.each(crashes)('in another batch than the one left %s append %i', async (when, append) => {
    const paid = await successful(...some(6));
    await expect(issuer(untilCrash(append, when)).issue(paid.slice(0, 3), by)).rejects.toThrow(Crash);
    await issuer().issue(paid.slice(0, 1), by);
    await issuer().issue(paid.slice(1), by);
    await gaplessTo(6);
  });

  it.each(['before', 'after'] as const)(
    'is written with its number or not at all, where the process dies %s the one append',
    async (when) => {
      const paid = await successful(...some(3));
      const dying = between(store, {
        append: () => Promise.reject(new Error('Nothing is appended by itself')),
        async appendTogether(appends) {
          if (when === 'after') await store.appendTogether(appends);
          throw new Crash();
        },
      });
      await expect(issuer(dying).issue(paid, by)).rejects.toThrow(Crash);
      expect((await issued()).size).toBe(when === 'after' ? 3 : 0);
      expect(await store.readStream('receipt-series-2026')).toHaveLength(when === 'after' ? 3 : 0);
      await issuer().issue(paid, by);
      await gaplessTo(3);
    },
  );

  it('issues no second receipt for a payment that is not remembered', async () => {
    const paid = await successful(...some(2));
    const forgetful = issuer();
    await issuer().issue(paid.slice(0, 1), by);
    await forgetful.issue(paid, by);
    await gaplessTo(2);
  });

  it('after a crash finds all numbers of the largest batch', async () => {
    const paid = await successful(...some(newestLookedAt));
    await expect(issuer(untilCrash(1, 'after')).issue(paid, by)).rejects.toThrow(Crash);
    await issuer().issue(paid, by);
    await gaplessTo(newestLookedAt);
  });

  it('by two instances at once gives each payment one number', async () => {
    const paid = await successful(...some(40));
    const follow = async (size: number) => {
      const one = issuer();
      for (let from = 0; from < paid.length; from += size) await one.issue(paid.slice(from, from + size), by);
    };
    await Promise.all([follow(7), follow(40), follow(1)]);
    await gaplessTo(40);
  });

  describe('looks only where a number may have been given before', () => {
    /** The log of an instance that counts what it reads. */
    function counted() {
      const reads: string[] = [];
      const log = between(store, {
        soleWriter: false,
        readStream: (stream, options) => (reads.push(stream), store.readStream(stream, options)),
      });
      return { reads, one: issuer(log) };
    }

    it('and reads nothing for a success after the last number, once the payment is remembered', async () => {
      const { reads, one } = counted();
      await one.issue(await successful('pay_0'), by);
      await one.issue(await successful('pay_1'), by);
      expect(reads).toEqual(['payment-pay_0', 'receipt-series-2026', 'payment-pay_1']);
      await gaplessTo(2);
    });

    it('and reads it although many payments were numbered since', async () => {
      const { one } = counted();
      const first = await successful('pay_first');
      await one.issue(first, by);
      for (let from = 0; from < newestLookedAt + 10; from += 46)
        await one.issue(await successful(...some(46, from)), by);
      await one.issue(first, by);
      await gaplessTo(newestLookedAt + 11);
    });

    it('and reads again when another instance has numbered since', async () => {
      const { one } = counted();
      await one.issue(await successful('pay_0'), by);
      const later = await successful('pay_1', 'pay_2');
      await issuer().issue(later.slice(0, 1), by);
      await one.issue(later, by);
      await gaplessTo(3);
    });
  });
});
