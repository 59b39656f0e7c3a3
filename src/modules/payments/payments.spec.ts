import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import {
  answer,
  creation,
  declined,
  firstReference,
  paid,
  paymentId,
  reattempt,
  rwf,
} from '../../../test/support/specify-payment.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { instant } from '../../kernel/domain/clock.js';
import { evolve } from '../../kernel/domain/decider.js';
import { beginning } from '../../kernel/domain/position.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { Handler } from '../../kernel/handling/handle.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { payment } from './payment.decider.js';
import type { SaidOutcome } from './payment.orders.js';
import { leavesRecordFree } from './may-charge-again.rule.js';
import { type Decision, type KnownPayment, type Payment } from './payment.state.js';
import { hearPerhapsPaid } from './hear-perhaps-paid.policy.js';
import {
  paymentEvents,
  RecordPerhapsPaid,
  type Creation,
  type PaymentEvent,
  type Reattempt,
} from './payment.events.js';
import { recordKeyFor, recordKeysOf } from './payment-identity.js';
import type { MaySend } from '../movements/contract.js';
import { Payments } from './payments.js';
import { record } from './record.decider.js';

class Crash extends Error {}

/** The store as one process sees it: the process dies before or after one of its appends, and never does anything again. */
function untilCrash(store: EventStore, append: number, when: 'before' | 'after'): EventStore {
  let appends = 0;
  let isDead = false;
  const alive = <T>(work: Promise<T>): Promise<T> =>
    work.then((answer) => {
      if (isDead) throw new Crash();
      return answer;
    });
  return between(store, {
    soleWriter: false,
    appendTogether: null,
    async append(...what) {
      if (isDead) throw new Crash();
      // An append that is refused leaves nothing: to die of it is to die before the next.
      const [stream, expected] = what;
      const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
      if (expected !== (last?.revision ?? 'no-stream')) return alive(store.append(...what));
      appends += 1;
      if (appends !== append) return alive(store.append(...what));
      if (when === 'after') await store.append(...what);
      isDead = true;
      throw new Crash();
    },
    readStream: async (...what) => {
      if (isDead) throw new Crash();
      return alive(store.readStream(...what));
    },
  });
}

const between = (store: EventStore, changes: Partial<EventStore>): EventStore =>
  new Proxy(store, {
    get(target, name) {
      if (name in changes) return changes[name as keyof EventStore];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

const recordKey = creation.recordKey;
const keys = recordKeysOf(creation);
const byAnotherKey: Creation = {
  ...creation,
  paymentId: 'pay_2',
  fingerprint: 'this body of another key',
  providerReference: 'reference of another key',
};

let clock: FakeClock;
let store: SqliteEventStore;
let ids = 0;

const process = (log: EventStore = between(store, { soleWriter: false })) =>
  new Payments({ store: log, clock, newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}` });
/** As a request makes it now: its times are its own. */
const now = (asked: Creation): Creation => ({
  ...asked,
  at: clock.at,
  expiresAt: instant(clock.now() + 300_000),
});
const again = (key: string, attempt = 2): Reattempt => ({
  ...reattempt,
  attempt,
  providerReference: `reference of ${key}`,
  at: clock.at,
  expiresAt: instant(clock.now() + 300_000),
});
const code = (error: unknown): string => (error instanceof Refusal ? error.code : `no refusal: ${String(error)}`);
const codeOf = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', code);

async function inTheLog(): Promise<ReadonlyMap<string, KnownPayment>> {
  const codec = new EventCodec<PaymentEvent>(paymentEvents);
  const { events } = await store.readAll(beginning, 100_000, { types: codec.types });
  const grouped = Map.groupBy(
    events.map((event) => codec.read(event)),
    ({ data }) => data.paymentId,
  );
  const states = [...grouped].map(([id, ofOne]) => {
    const state = evolve<Payment, PaymentEvent>(payment, payment.initial, ofOne);
    return [id, state as KnownPayment] as const;
  });
  return new Map(states);
}

/** What the record is worth: the payments that hold it, or could still take money for it. */
const live = async () => [...(await inTheLog()).values()].filter((known) => !leavesRecordFree(known));

async function end(payments: Payments, id: string, outcome: SaidOutcome = declined): Promise<KnownPayment> {
  const { attempts } = (await payments.find(id))!;
  const { providerReference } = attempts.at(-1)!;
  return payments.recordOutcome({ paymentId: id, providerReference, outcome, answer }, by);
}

beforeEach(() => {
  clock = new FakeClock();
  store = SqliteEventStore.inMemory(clock);
});

describe('a payment that claims its record', () => {
  it('is the only one that may be open for it', async () => {
    const payments = process();
    const { state } = await payments.create(creation, by);
    expect(state).toMatchObject({ id: paymentId, status: 'created' });
    const refusal = await payments.create(byAnotherKey, by).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'RECORD_PAYMENT_IN_PROGRESS', detail: { paymentId } });
  });

  it('keeps the record once it is successful', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId, paid);
    const refusal = await payments.create(byAnotherKey, by).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'RECORD_ALREADY_PAID', detail: { paymentId } });
  });

  it('keeps the record while it is uncertain', async () => {
    const payments = process();
    await payments.create(creation, by);
    await clock.pass({ minutes: 5 });
    await payments.send('StopWaiting', { paymentId }, by);
    expect(await codeOf(payments.create(now(byAnotherKey), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
  });

  it('leaves the record to another payment once it has failed', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId);
    expect((await payments.create(byAnotherKey, by)).state.status).toBe('created');
    expect(await codeOf(payments.reattempt((await payments.find(paymentId))!, again('a'), by))).toBe(
      'RECORD_PAYMENT_IN_PROGRESS',
    );
    await end(payments, 'pay_2');
    expect(await codeOf(payments.reattempt((await payments.find(paymentId))!, again('a'), by))).toBe('done');
    expect((await live()).map(({ id }) => id)).toEqual([paymentId]);
  });

  it('leaves the record to another payment once it is refunded in full, and not in part', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId, paid);
    const refund = async (refundId: string, amount: number) => {
      await payments.send('ReserveRefund', { paymentId, refundId, amount: rwf(amount) }, by);
      await payments.send('CompleteRefund', { paymentId, refundId }, by);
    };
    await refund('ref_1', 4_999);
    expect(await codeOf(payments.create(byAnotherKey, by))).toBe('RECORD_ALREADY_PAID');
    await refund('ref_2', 1);
    expect(await codeOf(payments.create(byAnotherKey, by))).toBe('done');
  });
});

describe('a record for which money was perhaps taken', () => {
  const late = { ...paid, externalId: null };
  const say = (payments: Payments, outcome: SaidOutcome = late, providerReference = firstReference) =>
    payments.recordOutcome({ paymentId, providerReference, outcome, answer }, by);
  const decide = (payments: Payments, decision: Decision) =>
    payments.decide(
      {
        paymentId,
        providerReference: firstReference,
        reviewId: 'rev_1',
        decision,
        grounds: null,
        amount: null,
        providerTransactionId: null,
        force: false,
      },
      by,
    );
  const third: Creation = { ...byAnotherKey, paymentId: 'pay_3', fingerprint: 'a third', providerReference: 'third' };
  const types = async (stream: string) => (await store.readStream(stream)).map(({ type }) => type);

  /** The first payment failed, another of the same record failed too, and then the provider says that the first was paid. */
  async function lateTruth() {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId);
    await payments.create(byAnotherKey, by);
    await end(payments, 'pay_2');
    await say(payments);
    return payments;
  }

  it('refuses a new payment', async () => {
    const payments = await lateTruth();
    const refusal = await payments.create(third, by).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'RECORD_PERHAPS_PAID', detail: { paymentId } });
    expect(await payments.recordStatus(keys)).toBe('in-doubt');
  });

  it('refuses a new attempt of every payment', async () => {
    const payments = await lateTruth();
    for (const id of [paymentId, 'pay_2']) {
      const refusal = await payments
        .reattempt((await payments.find(id))!, { ...again(id), paymentId: id }, by)
        .catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'RECORD_PERHAPS_PAID', detail: { paymentId } });
    }
  });

  it('has it recorded in the payment once, however often it is reported', async () => {
    const payments = await lateTruth();
    await say(payments);
    await say(process());
    expect(await types(payments.streamOf(paymentId))).toEqual([
      'PaymentCreated',
      'PaymentFailed',
      'OutcomeContradicted',
    ]);
    expect(await types(`record-${recordKey}`)).toEqual(['RecordClaimed', 'RecordClaimed', 'RecordPerhapsPaid']);
  });

  it.each([
    ['another amount', { ...late, amount: rwf(4_500) }],
    ['no amount', { ...late, amount: null }],
  ])('refuses a new payment after a success with %s', async (_, outcome) => {
    const payments = process();
    await payments.create(creation, by);
    await say(payments, outcome);
    const refusal = await payments.create(byAnotherKey, by).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'RECORD_PERHAPS_PAID', detail: { paymentId } });
    await say(payments);
    expect(await codeOf(payments.create(byAnotherKey, by))).toBe('RECORD_ALREADY_PAID');
  });

  it('by an earlier attempt does not let the open attempt be submitted', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId);
    await payments.reattempt((await payments.find(paymentId))!, again('a'), by);
    expect(await payments.mayCharge(recordKey, by)).toEqual({ may: true });
    await say(payments);
    expect(await payments.mayCharge(recordKey, by)).toEqual({ may: false, code: 'RECORD_PERHAPS_PAID', paymentId });
  });

  it.each([
    ['not-paid', 'done', 'free'],
    ['returned', 'done', 'free'],
    ['paid', 'RECORD_ALREADY_PAID', 'paid'],
  ] as const)('follows the decision of a person: %s', async (decision, expected, status) => {
    const payments = await lateTruth();
    await decide(payments, decision);
    expect(await payments.recordStatus(keys)).toBe(status);
    expect(await codeOf(payments.create(third, by))).toBe(expected);
  });

  it('stays paid by the attempt that a person decided as paid, where another attempt was refunded', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId);
    await payments.reattempt((await payments.find(paymentId))!, again('a'), by);
    await end(payments, paymentId, paid);
    await payments.send('ReserveRefund', { paymentId, refundId: 'ref_1', amount: rwf(5_000) }, by);
    await payments.send('CompleteRefund', { paymentId, refundId: 'ref_1' }, by);
    expect(await payments.recordStatus(keys)).toBe('free');
    await say(payments);
    expect(await codeOf(payments.create(third, by))).toBe('RECORD_PERHAPS_PAID');
    expect((await decide(payments, 'paid')).status).toBe('refunded');
    expect(await payments.recordStatus(keys)).toBe('paid');
    expect(await codeOf(payments.create(third, by))).toBe('RECORD_ALREADY_PAID');
  });

  it('is paid where the payment was decided before the record’s event reached it', async () => {
    const payments = process();
    await payments.create(creation, by);
    await clock.pass({ minutes: 5 });
    await payments.send('StopWaiting', { paymentId }, by);
    const dying = process(untilCrash(between(store, { soleWriter: false }), 1, 'after'));
    await expect(say(dying, { ...late, amount: rwf(4_500) })).rejects.toThrow(Crash);
    expect(await payments.recordStatus(keys)).toBe('in-doubt');
    const answered = { paymentId, providerReference: firstReference, reviewId: 'rev_1', grounds: null, force: false };
    await payments.decide({ ...answered, decision: 'paid', amount: rwf(4_500), providerTransactionId: 'tx-1' }, by);
    expect(await payments.recordStatus(keys)).toBe('paid');
  });

  it('leaves a record paid that another payment has certainly paid', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId);
    await payments.create(byAnotherKey, by);
    await end(payments, 'pay_2', { ...paid, externalId: 'pay_2' });
    await say(payments);
    expect(await payments.standing(keys)).toMatchObject({ status: 'paid', paymentId: 'pay_2' });
    expect(await payments.recordStatus(keys)).toBe('in-doubt');
  });

  it('records nothing when the provider repeats what was decided', async () => {
    const payments = await lateTruth();
    await decide(payments, 'not-paid');
    await say(payments);
    expect(await codeOf(payments.create(third, by))).toBe('done');
  });

  it('is recorded first for a person’s decision against a failure too', async () => {
    const payments = process();
    await payments.create(creation, by);
    await clock.pass({ minutes: 5 });
    await payments.send('StopWaiting', { paymentId }, by);
    await decide(payments, 'not-paid');
    await payments.create(now(byAnotherKey), by);
    await payments.send('RecordPending', { paymentId, providerReference: firstReference, answer }, by);
    expect((await decide(payments, 'paid')).status).toBe('successful');
    expect(await payments.mayCharge(recordKey, by)).toEqual({ may: false, code: 'RECORD_ALREADY_PAID', paymentId });
  });

  it('has it recorded in the payment by the next request after a crash between the two', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId);
    const dying = process(untilCrash(between(store, { soleWriter: false }), 1, 'after'));
    await expect(say(dying)).rejects.toThrow(Crash);
    expect(await types(payments.streamOf(paymentId))).toEqual(['PaymentCreated', 'PaymentFailed']);
    expect(await payments.recordStatus(keys)).toBe('in-doubt');
    expect(await codeOf(payments.create(byAnotherKey, by))).toBe('RECORD_PERHAPS_PAID');
    expect(await types(payments.streamOf(paymentId))).toContain('OutcomeContradicted');
  });

  it('has it recorded in the payment by the policy where no request follows', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId);
    await expect(say(process(untilCrash(between(store, { soleWriter: false }), 1, 'after')))).rejects.toThrow(Crash);
    const [event] = (await store.readStream(`record-${recordKey}`)).slice(-1);
    const told = new EventCodec([RecordPerhapsPaid]).read(event!) as never;
    await hearPerhapsPaid(payments).when.RecordPerhapsPaid(told, by, { first: true });
    await hearPerhapsPaid(payments).when.RecordPerhapsPaid(told, by, { first: false });
    expect(await types(payments.streamOf(paymentId))).toEqual([
      'PaymentCreated',
      'PaymentFailed',
      'OutcomeContradicted',
    ]);
  });
});

describe('a crash between a claim and its payment', () => {
  const crashes = [1, 2].flatMap((append) => (['before', 'after'] as const).map((when) => [when, append] as const));

  it.each(crashes)('%s append %i of a creation: the same key comes back to one payment', async (when, append) => {
    await expect(process(untilCrash(store, append, when)).create(creation, by)).rejects.toThrow(Crash);
    await clock.pass({ seconds: 3 });
    const { state } = await process().create(now(creation), by);
    expect(state.attempts.map(({ providerReference }) => providerReference)).toEqual([firstReference]);
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    expect(await live()).toHaveLength(1);
  });

  it.each(crashes)('%s append %i of a creation: another key meets one payment', async (when, append) => {
    await expect(process(untilCrash(store, append, when)).create(creation, by)).rejects.toThrow(Crash);
    const claimed = when === 'after' || append === 2;
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe(claimed ? 'RECORD_PAYMENT_IN_PROGRESS' : 'done');
    expect((await live()).map(({ id }) => id)).toEqual([claimed ? paymentId : 'pay_2']);
    expect(await codeOf(process().create(now(creation), by))).toBe(claimed ? 'done' : 'RECORD_PAYMENT_IN_PROGRESS');
    expect(await live()).toHaveLength(1);
  });

  it.each(crashes)('%s append %i of a creation: the saga finishes it, as often as it likes', async (when, append) => {
    await expect(process(untilCrash(store, append, when)).create(creation, by)).rejects.toThrow(Crash);
    for (let runs = 0; runs < 3; runs += 1) await process().finishClaim(recordKey, by);
    expect(await live()).toHaveLength(when === 'before' && append === 1 ? 0 : 1);
    await process().create(now(creation), by);
    expect((await live()).map(({ attempts }) => attempts.length)).toEqual([1]);
  });

  it.each(crashes)('%s append %i of a new attempt: the same key comes back to it', async (when, append) => {
    await process().create(creation, by);
    const failed = await end(process(), paymentId);
    await expect(process(untilCrash(store, append, when)).reattempt(failed, again('a'), by)).rejects.toThrow(Crash);
    const { state } = await process().reattempt(failed, again('a'), by);
    expect(state.attempts.map(({ providerReference }) => providerReference)).toEqual([
      firstReference,
      'reference of a',
    ]);
    expect(await live()).toHaveLength(1);
  });

  it.each(crashes)(
    '%s append %i of a new attempt: another payment waits until the saga has finished it',
    async (when, append) => {
      await process().create(creation, by);
      const failed = await end(process(), paymentId);
      await expect(process(untilCrash(store, append, when)).reattempt(failed, again('a'), by)).rejects.toThrow(Crash);
      const claimed = when === 'after' || append === 2;
      expect(await codeOf(process().create(now(byAnotherKey), by))).toBe(
        claimed ? 'RECORD_PAYMENT_IN_PROGRESS' : 'done',
      );
      await process().finishClaim(recordKey, by);
      await process().finishClaim(recordKey, by);
      expect(await live()).toMatchObject([claimed ? { id: paymentId, attempts: [{}, {}] } : { id: 'pay_2' }]);
      await end(process(), claimed ? paymentId : 'pay_2');
      expect(await codeOf(process().create(now({ ...byAnotherKey, paymentId: 'pay_3' }), by))).toBe('done');
      expect(await live()).toHaveLength(1);
    },
  );

  it.each(crashes)('%s append %i of a new attempt: a new attempt by another key comes to one', async (when, append) => {
    await process().create(creation, by);
    const failed = await end(process(), paymentId);
    await expect(process(untilCrash(store, append, when)).reattempt(failed, again('a'), by)).rejects.toThrow(Crash);
    const outcome = await codeOf(process().reattempt(failed, again('b'), by));
    // What was claimed begins as it was asked for, and is the one attempt.
    expect(outcome).toBe(when === 'before' && append === 1 ? 'done' : 'ATTEMPT_NOT_ALLOWED');
    await process().finishClaim(recordKey, by);
    expect(await live()).toMatchObject([{ id: paymentId, attempts: [{}, {}] }]);
  });

  it.each([1, 2])('and one more dies after append %i of the healing', async (append) => {
    await expect(process(untilCrash(store, 1, 'after')).create(creation, by)).rejects.toThrow(Crash);
    await process(untilCrash(store, append, 'after'))
      .finishClaim(recordKey, by)
      .catch(() => undefined);
    await process(untilCrash(store, append, 'before'))
      .create(now(byAnotherKey), by)
      .catch(() => undefined);
    await process().finishClaim(recordKey, by);
    expect((await live()).map(({ id }) => id)).toEqual([paymentId]);
  });
});

describe('a claim whose payment expired before it began', () => {
  const hoursLater = { hours: 3 };

  it('is released, and its payer is not asked for money', async () => {
    await expect(process(untilCrash(store, 1, 'after')).create(creation, by)).rejects.toThrow(Crash);
    await clock.pass(hoursLater);
    await process().finishClaim(recordKey, by);
    expect(await inTheLog()).toEqual(new Map());
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('done');
    expect(await codeOf(process().create(now(creation), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    expect(await live()).toHaveLength(1);
  });

  it('is replaced by another claim at once', async () => {
    await expect(process(untilCrash(store, 1, 'after')).create(creation, by)).rejects.toThrow(Crash);
    await clock.pass(hoursLater);
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('done');
    expect((await live()).map(({ id }) => id)).toEqual(['pay_2']);
  });

  it('begins with the times of the repeated request', async () => {
    await expect(process(untilCrash(store, 1, 'after')).create(creation, by)).rejects.toThrow(Crash);
    await clock.pass(hoursLater);
    const { state } = await process().create(now(creation), by);
    expect(state).toMatchObject({ createdAt: clock.at, attempts: [{ providerReference: firstReference }] });
  });

  it('is not begun by the request that made it and was slow', async () => {
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    const slow = between(store, {
      soleWriter: false,
      appendTogether: null,
      async append(stream, ...what) {
        const appended = await store.append(stream, ...what);
        if (stream.startsWith('record-')) await asleep;
        return appended;
      },
    });
    const sleeper = codeOf(process(slow).create(creation, by));
    await clock.pass(hoursLater);
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('done');
    wake();
    expect(await sleeper).toBe('EXPIRED_BEFORE_IT_BEGAN');
    expect((await live()).map(({ id }) => id)).toEqual(['pay_2']);
  });

  it('is not released once a later request has claimed the same attempt', async () => {
    await expect(process(untilCrash(store, 1, 'after')).create(creation, by)).rejects.toThrow(Crash);
    await clock.pass(hoursLater);
    // The saga finds that nothing can come of the claim, and before it releases it the request is repeated.
    const request = { isClaimed: false };
    const late = between(store, {
      soleWriter: false,
      async append(stream, ...what) {
        if (stream.startsWith('record-') && !request.isClaimed) {
          request.isClaimed = true;
          await process().create(now(creation), by);
        }
        return store.append(stream, ...what);
      },
    });
    await process(late).finishClaim(recordKey, by);
    expect(request.isClaimed).toBe(true);
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    expect(await live()).toHaveLength(1);
  });

  it('is not begun by a repeated request after another one has begun it', async () => {
    await expect(process(untilCrash(store, 1, 'after')).create(creation, by)).rejects.toThrow(Crash);
    await clock.pass(hoursLater);
    // The request is repeated, and before its payment is on record another key asks for the same record.
    const other = { answer: '' };
    const slow = between(store, {
      soleWriter: false,
      async append(stream, ...what) {
        if (stream.startsWith('payment-') && other.answer === '')
          other.answer = await codeOf(process().create(now(byAnotherKey), by));
        return store.append(stream, ...what);
      },
    });
    const repeated = await codeOf(process(slow).create(now(creation), by));
    expect([repeated, other.answer].filter((answer) => answer === 'done')).toHaveLength(1);
    expect(await live()).toHaveLength(1);
  });

  it('is released also where it is for a further attempt', async () => {
    await process().create(creation, by);
    const failed = await end(process(), paymentId);
    await expect(process(untilCrash(store, 1, 'after')).reattempt(failed, again('a'), by)).rejects.toThrow(Crash);
    await clock.pass(hoursLater);
    await process().finishClaim(recordKey, by);
    expect(await live()).toEqual([]);
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('done');
  });
});

describe('one key with two bodies', () => {
  const forAnotherRecord: Creation = { ...creation, fingerprint: 'another body', recordKey: 'INV-2002' };

  it('for one record at once on two instances make one payment', async () => {
    const otherBody = { ...creation, fingerprint: 'another body', amount: rwf(1) };
    const answers = await Promise.all([
      codeOf(process().create(creation, by)),
      codeOf(process().create(otherBody, by)),
    ]);
    expect(answers.sort()).toEqual(['IDEMPOTENCY_KEY_REUSED', 'done']);
    expect(await live()).toHaveLength(1);
  });

  it('for two records at once on two instances leave the refused one’s record free', async () => {
    const answers = await Promise.all([
      codeOf(process().create(creation, by)),
      codeOf(process().create(forAnotherRecord, by)),
    ]);
    expect(answers.sort()).toEqual(['IDEMPOTENCY_KEY_REUSED', 'done']);
    const [only] = await live();
    const lost = only!.recordKey === recordKey ? 'INV-2002' : recordKey;
    expect(await codeOf(process().create({ ...byAnotherKey, recordKey: lost }, by))).toBe('done');
    expect(
      await codeOf(process().create({ ...byAnotherKey, paymentId: 'pay_3', recordKey: only!.recordKey }, by)),
    ).toBe('RECORD_PAYMENT_IN_PROGRESS');
  });

  it('leave no claim behind after a crash of the first', async () => {
    await expect(process(untilCrash(store, 1, 'after')).create(creation, by)).rejects.toThrow(Crash);
    await process().create(forAnotherRecord, by);
    await process().finishClaim(recordKey, by);
    expect((await store.readStream('record-INV-1001')).map(({ type }) => type)).toEqual([
      'RecordClaimed',
      'RecordReleased',
    ]);
    expect(await live()).toMatchObject([{ recordKey: 'INV-2002' }]);
  });
});

describe('races', () => {
  it('of fifty payments for one record have one winner', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        codeOf(process().create({ ...creation, paymentId: `pay_${n}`, fingerprint: `body ${n}` }, by)),
      ),
    );
    expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['done', 'RECORD_PAYMENT_IN_PROGRESS']));
    expect([...(await inTheLog()).keys()]).toHaveLength(1);
  });

  it('of fifty requests under one key come to one payment, on one instance and on fifty', async () => {
    const one = process();
    for (const instance of [() => one, () => process()]) {
      const answers = await Promise.all(Array.from({ length: 50 }, () => instance().create(creation, by)));
      expect(new Set(answers.map(({ state }) => state.attempts[0]!.providerReference))).toEqual(
        new Set([firstReference]),
      );
    }
    expect((await store.readStream('payment-pay_1')).map(({ type }) => type)).toEqual(['PaymentCreated']);
    expect((await store.readStream('record-INV-1001')).map(({ type }) => type)).toEqual(['RecordClaimed']);
  });

  it('of new attempts and new payments for one record have one winner', async () => {
    for (let round = 0; round < 20; round += 1) {
      clock = new FakeClock();
      store = SqliteEventStore.inMemory(clock);
      await process().create(creation, by);
      const failed = await end(process(), paymentId);
      const asks = [
        () => process().reattempt(failed, again('a'), by),
        () => process().reattempt(failed, again('b'), by),
        () => process().create(byAnotherKey, by),
        () => process().create({ ...byAnotherKey, paymentId: 'pay_3' }, by),
        () =>
          process()
            .finishClaim(recordKey, by)
            .then(() => Promise.reject(new Error('the saga'))),
      ];
      const turned = [...asks.slice(round % 5), ...asks.slice(0, round % 5)];
      const answers = await Promise.all(turned.map((ask) => codeOf(ask())));
      expect(answers.filter((answer) => answer === 'done')).toHaveLength(1);
      expect(await live()).toHaveLength(1);
    }
  });

  it('lost with an old number of attempts replace no claim', async () => {
    await process().create(creation, by);
    const longAgo = await end(process(), paymentId);
    await process().reattempt(longAgo, again('a'), by);
    const later = await end(process(), paymentId);
    // A third attempt is claimed, and its author sleeps.
    await expect(process(untilCrash(store, 1, 'after')).reattempt(later, again('c', 3), by)).rejects.toThrow(Crash);
    expect(await codeOf(process().reattempt(longAgo, again('b'), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    expect(await codeOf(process().create(byAnotherKey, by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    await process().reattempt(later, again('c', 3), by);
    expect(await live()).toMatchObject([{ id: paymentId, attempts: [{}, {}, {}] }]);
  });

  it('lost after the attempt has ended leave a claim that the saga releases', async () => {
    await process().create(creation, by);
    const longAgo = await end(process(), paymentId);
    await process().reattempt(longAgo, again('a'), by);
    await end(process(), paymentId);
    await process().create(byAnotherKey, by);
    await end(process(), 'pay_2');
    expect(await codeOf(process().reattempt(longAgo, again('b'), by))).toBe('ATTEMPT_NOT_ALLOWED');
    await process().finishClaim(recordKey, by);
    await process().finishClaim(recordKey, by);
    expect((await store.readStream('record-INV-1001')).map(({ type }) => type).slice(-2)).toEqual([
      'RecordClaimed',
      'RecordReleased',
    ]);
    expect(await codeOf(process().create({ ...byAnotherKey, paymentId: 'pay_3' }, by))).toBe('done');
  });

  it('with the saga, which finishes the same claim, make the same payment', async () => {
    const beginning = Promise.all([
      process().create(creation, by),
      ...Array.from({ length: 5 }, () => process().finishClaim(recordKey, by)),
    ]);
    await beginning;
    expect(await live()).toHaveLength(1);
    expect((await store.readStream('record-INV-1001')).map(({ type }) => type)).toEqual(['RecordClaimed']);
  });

  it('of two refunds never reserve more than was paid', async () => {
    await process().create(creation, by);
    await end(process(), paymentId, paid);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        codeOf(process().send('ReserveRefund', { paymentId, refundId: `ref_${n}`, amount: rwf(1_500) }, by)),
      ),
    );
    expect(answers.filter((answer) => answer === 'done').length).toBeLessThanOrEqual(3);
    expect(answers.filter((answer) => answer === 'done').length).toBeGreaterThan(0);
  });
});

describe('a claim and its payment on a store that appends them together', () => {
  const dying = (when: 'before' | 'after') =>
    between(store, {
      append: () => Promise.reject(new Error('Nothing is appended by itself')),
      async appendTogether(appends) {
        if (when === 'after') await store.appendTogether(appends);
        throw new Crash();
      },
    });
  const types = async (stream: string) => (await store.readStream(stream)).map(({ type }) => type);
  const appendedTo = async (id: string) => [await types(`record-${recordKey}`), await types(`payment-${id}`)];

  it('are one append, of the claim first', async () => {
    const seen: (readonly string[])[] = [];
    const watched = between(store, {
      append: () => Promise.reject(new Error('Nothing is appended by itself')),
      appendTogether: (appends) => {
        seen.push(appends.flatMap(({ events }) => events.map(({ type }) => type)));
        return store.appendTogether(appends);
      },
    });
    expect(await process(watched).create(creation, by)).toMatchObject({ state: { status: 'created' }, position: 2n });
    expect(seen).toEqual([['RecordClaimed', 'PaymentCreated']]);
  });

  it('are neither on record when the process died before, and another key may have the record', async () => {
    await expect(process(dying('before')).create(creation, by)).rejects.toThrow(Crash);
    expect(await appendedTo(paymentId)).toEqual([[], []]);
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('done');
    expect((await live()).map(({ id }) => id)).toEqual(['pay_2']);
  });

  it('are both on record when the process died after, and the same key comes back to them', async () => {
    await expect(process(dying('after')).create(creation, by)).rejects.toThrow(Crash);
    expect(await appendedTo(paymentId)).toEqual([['RecordClaimed'], ['PaymentCreated']]);
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    expect((await process().create(now(creation), by)).events).toEqual([]);
    expect(await appendedTo(paymentId)).toEqual([['RecordClaimed'], ['PaymentCreated']]);
  });

  it('leave a record alone that another payment holds', async () => {
    await process().create(creation, by);
    expect(await codeOf(process().create(now(byAnotherKey), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    expect(await appendedTo('pay_2')).toEqual([['RecordClaimed'], []]);
  });

  it('take a record whose payment is over, by two steps', async () => {
    const payments = process();
    await payments.create(creation, by);
    await end(payments, paymentId);
    expect((await process().create(now(byAnotherKey), by)).state).toMatchObject({ id: 'pay_2', status: 'created' });
    expect((await live()).map(({ id }) => id)).toEqual(['pay_2']);
  });

  it('of ten requests for one record at once are those of one of them', async () => {
    const requests = Array.from({ length: 10 }, (_, n) =>
      process().create({ ...creation, paymentId: `pay_${n}`, providerReference: `reference ${n}` }, by),
    );
    const codes = await Promise.all(requests.map(codeOf));
    expect(codes.toSorted()).toEqual([...Array<string>(9).fill('RECORD_PAYMENT_IN_PROGRESS'), 'done']);
    expect(await live()).toHaveLength(1);
  });
});

describe('a store that is unavailable', () => {
  it.each([1, 2])('at append %i of a creation leaves what a repeated request finds and finishes', async (append) => {
    let appends = 0;
    const away = between(store, {
      appendTogether: null,
      async append(...what) {
        appends += 1;
        if (appends === append) throw new Error('away');
        return store.append(...what);
      },
    });
    const payments = process(away);
    await expect(payments.create(creation, by)).rejects.toThrow('away');
    expect((await payments.create(now(creation), by)).state.status).toBe('created');
    expect(await live()).toHaveLength(1);
  });
});

describe('how a record stands', () => {
  it('is unknown before its first claim', async () => expect(await process().standing(keys)).toBeNull());

  it('is in progress from a claim on whose payment is not there yet, and unpaid once that claim is released', async () => {
    const dying = process(untilCrash(between(store, { soleWriter: false }), 1, 'after'));
    await expect(dying.create(creation, by)).rejects.toThrow(Crash);
    const payments = process();
    const claimed = { paymentId, payment: null, amount: creation.amount, status: 'in-progress' };
    expect(await payments.standing(keys)).toEqual(claimed);
    await clock.pass({ minutes: 5 });
    await payments.finishClaim(recordKey, by);
    expect(await payments.find(paymentId)).toBeNull();
    expect(await payments.standing(keys)).toEqual({ ...claimed, paymentId: null, status: 'unpaid' });
  });

  it('names the newest payment that has begun, and what it asked for', async () => {
    const payments = process();
    await payments.create({ ...creation, amount: rwf(7_000) }, by);
    await end(payments, paymentId);
    const dying = process(untilCrash(between(store, { soleWriter: false }), 1, 'after'));
    await expect(dying.create(now(byAnotherKey), by)).rejects.toThrow(Crash);
    expect(await payments.standing(keys)).toMatchObject({ status: 'in-progress', paymentId: 'pay_2' });
    await clock.pass({ minutes: 6 });
    await payments.finishClaim(recordKey, by);
    expect(await payments.standing(keys)).toMatchObject({ status: 'unpaid', paymentId, amount: rwf(7_000) });
  });
});

describe('part 1 of a record, which once had two streams', () => {
  const { client } = creation;
  const named = { ...creation.record, part: '1' };
  const { claimed: claimedKey, earlier: earlierKey } = recordKeysOf({ ...creation, record: named, recordKey: '' });
  const keysOfBoth = { claimed: recordKeyFor(client, named), earlier: earlierKey! };
  const kernel = () => ({
    store,
    clock,
    newId: () => `00000000-0000-4000-9000-${String((ids += 1)).padStart(12, '0')}`,
  });

  /** As a log of before has it: claimed in the stream of the part as it was named. `part` null: it was not. */
  async function asBefore(part: '1' | null, { begins = true, id = 'pay_old' } = {}): Promise<Payments> {
    const key = part === null ? keysOfBoth.claimed : keysOfBoth.earlier;
    const old: Creation = {
      ...creation,
      paymentId: id,
      fingerprint: `body of ${id}`,
      providerReference: `reference of ${id}`,
      record: { ...named, part },
      recordKey: key,
    };
    const order = { at: clock.at, by };
    const claim = { paymentId: id, attempt: 1, begins: { creation: old } };
    await new Handler(record, kernel()).handle('Claim', key, {
      recordKey: key,
      claim,
      over: null,
      decided: 0,
      ...order,
    });
    if (begins) await new Handler(payment, kernel()).handle('Create', id, { creation: old, ...order });
    return process();
  }
  const asked = (part: '1' | null, id = 'pay_new'): Creation => ({
    ...now(creation),
    paymentId: id,
    fingerprint: `body of ${id}`,
    providerReference: `reference of ${id}`,
    record: { ...named, part },
    recordKey: recordKeyFor(client, { ...named, part }),
  });
  const success: SaidOutcome = { ...paid, externalId: null };
  const parts = ['1', null] as const;
  const pairs = parts.flatMap((old) => parts.map((asks) => [old, asks] as const));

  it('has one stream for new claims', () => {
    expect(recordKeyFor(client, named)).toBe(recordKeyFor(client, { ...named, part: null }));
    expect(recordKeyFor(client, named)).not.toBe(recordKeyFor(client, { ...named, part: '2' }));
    expect([claimedKey, keysOfBoth.earlier]).not.toContain(recordKeyFor(client, named));
  });

  it.each(pairs)('refuses beside an old payment of part %s a new one of part %s', async (old, asks) => {
    const payments = await asBefore(old);
    const refusal = await payments.create(asked(asks), by).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'RECORD_PAYMENT_IN_PROGRESS', detail: { paymentId: 'pay_old' } });
    expect(await payments.standing(keysOfBoth)).toMatchObject({ status: 'in-progress', paymentId: 'pay_old' });
    await end(payments, 'pay_old', success);
    expect(await codeOf(payments.create(asked(asks), by))).toBe('RECORD_ALREADY_PAID');
    expect(await payments.standing(keysOfBoth)).toMatchObject({ status: 'paid', paymentId: 'pay_old' });
  });

  it.each(pairs)(
    'refuses after a late success of an old payment of part %s a new one of part %s',
    async (old, asks) => {
      const payments = await asBefore(old);
      await end(payments, 'pay_old');
      await end(payments, 'pay_old', success);
      const refusal = await payments.create(asked(asks), by).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ code: 'RECORD_PERHAPS_PAID', detail: { paymentId: 'pay_old' } });
      expect(await payments.recordStatus(keysOfBoth)).toBe('in-doubt');
    },
  );

  it.each(pairs)('is free after an old payment of part %s has failed, for one of part %s', async (old, asks) => {
    const payments = await asBefore(old);
    await end(payments, 'pay_old');
    await clock.pass({ seconds: 1 });
    expect(await codeOf(payments.create(asked(asks), by))).toBe('done');
    expect(await codeOf(payments.create(asked(asks === null ? '1' : null, 'pay_other'), by))).toBe(
      'RECORD_PAYMENT_IN_PROGRESS',
    );
    expect(await payments.mayBeSent((await payments.find('pay_new'))!, by)).not.toBe(false);
    await end(payments, 'pay_new');
    expect(await payments.standing(keysOfBoth)).toMatchObject({ status: 'unpaid', paymentId: 'pay_new' });
  });

  it('refuses a further attempt of an old payment beside a new payment, and one of it beside a new one', async () => {
    const payments = await asBefore('1');
    await end(payments, 'pay_old');
    const againOf = async () => {
      const known = (await payments.find('pay_old'))!;
      const { claimed } = recordKeysOf(known);
      return payments.reattempt(known, { ...again('old'), paymentId: 'pay_old', recordKey: claimed }, by);
    };
    expect(await codeOf(payments.create(asked(null), by))).toBe('done');
    expect(await codeOf(againOf())).toBe('RECORD_PAYMENT_IN_PROGRESS');
    await end(payments, 'pay_new');
    expect(await codeOf(againOf())).toBe('done');
    const old = (await payments.find('pay_old'))!;
    expect([old.attempts.length, old.recordKey]).toEqual([2, keysOfBoth.earlier]);
    expect(await payments.mayBeSent(old, by)).not.toBe(false);
    expect(await codeOf(payments.create(asked('1', 'pay_3'), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    await end(payments, 'pay_old', success);
    expect(await codeOf(payments.create(asked(null, 'pay_3'), by))).toBe('RECORD_ALREADY_PAID');
  });

  it('is not charged by a new payment of which an old one was said to be paid after the claim', async () => {
    const payments = await asBefore('1');
    await end(payments, 'pay_old');
    await payments.create(asked(null), by);
    await end(payments, 'pay_old', success);
    expect(await payments.mayBeSent((await payments.find('pay_new'))!, by)).toBe(false);
  });

  it('is not charged by a payment that was stopped, or of whose record something was said, since the last look', async () => {
    const payments = await asBefore(null);
    const look = async () =>
      (await payments.mayBeSent((await payments.find('pay_old'))!, by)) as Exclude<MaySend, boolean>;
    const unchanged = await look();
    expect(await unchanged(() => 'sent')).toEqual({ started: 'sent' });
    const before = await look();
    // Its append is on its way while the sender waits for its turn.
    const stops = payments.send('StopSubmission', { paymentId: 'pay_old', reviewId: 'rev_1', grounds: null }, by);
    expect(await before(() => 'sent')).toBeNull();
    await stops;
    expect(await payments.mayBeSent((await payments.find('pay_old'))!, by)).toBe(false);
  });

  it('is charged by neither of two old payments that both hold it and have not been sent', async () => {
    await asBefore('1', { id: 'pay_one' });
    const payments = await asBefore(null, { id: 'pay_none' });
    for (const id of ['pay_one', 'pay_none'])
      expect(await payments.mayBeSent((await payments.find(id))!, by)).toBe(false);
    await end(payments, 'pay_one');
    expect(await payments.mayBeSent((await payments.find('pay_none'))!, by)).not.toBe(false);
  });

  it('takes up an old claim whose payment was never begun, by its own request and by another', async () => {
    const payments = await asBefore('1', { begins: false });
    const same = { ...asked('1', 'pay_old'), fingerprint: 'body of pay_old' };
    expect(await codeOf(payments.create(asked(null), by))).toBe('RECORD_PAYMENT_IN_PROGRESS');
    const { state, events } = await payments.create(same, by);
    expect([state.recordKey, events]).toEqual([keysOfBoth.earlier, []]);
    expect(await live()).toHaveLength(1);
  });

  it('has one live payment however many ask for it at once, in either way, beside an old one that is asked again', async () => {
    const payments = await asBefore('1');
    await end(payments, 'pay_old');
    const known = (await payments.find('pay_old'))!;
    const requests = Array.from({ length: 20 }, (_, n) => process().create(asked(parts[n % 2]!, `pay_${n}`), by));
    const further = { ...again('old'), paymentId: 'pay_old', recordKey: keysOfBoth.claimed };
    const codes = await Promise.all([...requests, process().reattempt(known, further, by)].map(codeOf));
    expect(codes.filter((each) => each === 'done')).toHaveLength(1);
    expect(await live()).toHaveLength(1);
  });
});
