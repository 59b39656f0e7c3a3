import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, noon, eventLoopTurns } from '../../../test/support/fake-clock.js';
import { anyIssuer } from '../../../test/support/issuer.js';
import { creation, paid } from '../../../test/support/specify-payment.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { instant } from '../../kernel/domain/clock.js';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { OrderedPolicyRunner, replayDeadLetters } from '../../kernel/following/ordered-policy.js';
import { Payments } from '../payments/contract.js';
import { issueReceipts } from './issue-receipts.policy.js';
import { receipt } from './receipt.decider.js';
import { Receipts } from './receipts.js';

let clock: FakeClock;
let store: SqliteEventStore;
let receipts: Receipts;
let payments: Payments;
let ids: number;
let running: { stop(): Promise<void> }[];
/** What each call to issue was for. */
let asked: (readonly string[])[];
let failing: (paymentIds: readonly string[]) => Error | null;

const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;

beforeEach(() => {
  clock = new FakeClock();
  store = SqliteEventStore.inMemory(clock);
  ids = 0;
  const kernel = { store, clock, newId };
  payments = new Payments(kernel);
  receipts = new Receipts(kernel, payments, anyIssuer);
  running = [];
  asked = [];
  failing = () => null;
});

afterEach(async () => {
  for (const follower of running) await follower.stop();
  await store.close();
});

async function follow() {
  const issue: Receipts['issue'] = async (successes, origin) => {
    const paymentIds = successes.map(({ paymentId }) => paymentId);
    asked.push(paymentIds);
    const fault = failing(paymentIds);
    if (fault !== null) throw fault;
    await receipts.issue(successes, origin);
  };
  const isNumbered: Receipts['isNumbered'] = (paymentId) => receipts.isNumbered(paymentId);
  const policy = issueReceipts({ issue, isNumbered } as Receipts);
  const follower = new OrderedPolicyRunner(policy, store, clock, () => undefined);
  await follower.start();
  running.push(follower);
  await eventLoopTurns();
  return follower;
}

async function successful(...paymentIds: string[]) {
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
  await eventLoopTurns();
}
const deadLetters = async () => (await store.checkpoint('issue-receipts'))?.deadLetters ?? [];
const numberOf = async (paymentId: string) => (await receipts.of(paymentId))?.receipt.number ?? null;

describe('receipts are issued', () => {
  it('as soon as a payment is successful, in the order of the log', async () => {
    await successful('pay_1', 'pay_2');
    const follower = await follow();
    await successful('pay_3');
    expect([await numberOf('pay_1'), await numberOf('pay_2'), await numberOf('pay_3')]).toEqual([
      'RCT-2026-000001',
      'RCT-2026-000002',
      'RCT-2026-000003',
    ]);
    expect(follower.position).toBe(await store.head());
    expect((await store.readStream('receipt-pay_1'))[0]!.metadata).toMatchObject({
      actor: { kind: 'saga', id: 'issue-receipts' },
      correlationId: by.correlationId,
    });
  });

  it('from where the last process left off, and never twice', async () => {
    await follow();
    await successful('pay_1');
    await running[0]!.stop();
    await successful('pay_2');
    asked = [];
    await follow();
    expect(asked).toEqual([['pay_2']]);
    const { keep } = await store.claimCheckpoint('issue-receipts');
    await keep({ position: 0n, deadLetters: [] });
    await follow();
    expect([await numberOf('pay_1'), await numberOf('pay_2')]).toEqual(['RCT-2026-000001', 'RCT-2026-000002']);
    expect(await store.readStream('receipt-series-2026')).toHaveLength(2);
  });

  it('after the store was unavailable for any time, and no payment is skipped meanwhile', async () => {
    let away = true;
    failing = () => (away ? new StoreUnavailable('the log is away') : null);
    const follower = await follow();
    await successful('pay_1', 'pay_2');
    await clock.pass({ minutes: 10 });
    expect(follower.fault).toBe('the log is away');
    away = false;
    await clock.pass({ seconds: 10 });
    expect(follower.fault).toBeNull();
    expect([await numberOf('pay_1'), await numberOf('pay_2')]).toEqual(['RCT-2026-000001', 'RCT-2026-000002']);
    expect(await deadLetters()).toEqual([]);
  });
});

describe('a payment whose receipt cannot be issued', () => {
  it('is skipped when its event cannot be read, and the other receipts are issued', async () => {
    const metadata = { ...by, at: noon, schemaVersion: 1 };
    await successful('pay_1');
    await store.append('payment-pay_9', 'no-stream', [
      { id: newId(), type: 'PaymentSucceeded', data: { no: 'success' }, metadata },
    ]);
    await successful('pay_2');
    await follow();
    expect([await numberOf('pay_1'), await numberOf('pay_2')]).toEqual(['RCT-2026-000001', 'RCT-2026-000002']);
    expect(await deadLetters()).toMatchObject([{ stream: 'payment-pay_9', revision: 0 }]);
  });

  it('is tried again after a fault, then skipped, and the other receipts are issued', async () => {
    failing = (paymentIds) => (paymentIds.includes('pay_2') ? new Error('a bug') : null);
    const follower = await follow();
    await successful('pay_1', 'pay_2', 'pay_3');
    await clock.pass({ seconds: 12 });
    expect(follower.fault).toBe('a bug');
    expect(await deadLetters()).toEqual([]);
    await clock.pass({ seconds: 60 });
    expect(follower.fault).toBeNull();
    expect([await numberOf('pay_1'), await numberOf('pay_2'), await numberOf('pay_3')]).toEqual([
      'RCT-2026-000001',
      null,
      'RCT-2026-000002',
    ]);
    expect(await deadLetters()).toMatchObject([{ stream: 'payment-pay_2', type: 'PaymentSucceeded', reason: 'a bug' }]);
    await successful('pay_4');
    expect(await numberOf('pay_4')).toBe('RCT-2026-000003');
  });

  it('gets its receipt when it is tried again by hand', async () => {
    let broken = true;
    failing = (paymentIds) => (broken && paymentIds.includes('pay_2') ? new Error('a bug') : null);
    for (const paymentId of ['pay_1', 'pay_2', 'pay_3']) await successful(paymentId);
    const follower = await follow();
    await clock.pass({ minutes: 5 });
    expect(await deadLetters()).toHaveLength(1);
    await follower.stop();
    broken = false;
    expect(await replayDeadLetters(store, 'issue-receipts')).toBe(1);
    await follow();
    await eventLoopTurns();
    expect([await numberOf('pay_1'), await numberOf('pay_3'), await numberOf('pay_2')]).toEqual([
      'RCT-2026-000001',
      'RCT-2026-000002',
      'RCT-2026-000003',
    ]);
  });

  it('is never skipped once it has its number', async () => {
    let broken = true;
    await successful('pay_1');
    const makeOut = receipt.decide.Issue;
    const decide = receipt.decide as { Issue: typeof makeOut };
    decide.Issue = (state, command) => {
      if (broken) throw new Error('a bug');
      return makeOut(state, command);
    };
    try {
      const follower = await follow();
      await clock.pass({ minutes: 5 });
      expect(follower.fault).toBe('a bug');
      expect(await deadLetters()).toEqual([]);
      broken = false;
      await clock.pass({ seconds: 10 });
      expect(await numberOf('pay_1')).toBe('RCT-2026-000001');
    } finally {
      decide.Issue = makeOut;
    }
  });
});
