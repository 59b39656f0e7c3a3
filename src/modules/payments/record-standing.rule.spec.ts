import { describe, expect, it } from '@jest/globals';
import {
  answer,
  created,
  creation,
  disagreed,
  expired,
  failed,
  fiveMinutesLater,
  paymentId,
  pending,
  reattempted,
  refundCompleted,
  refundReserved,
  rejected,
  stoppedWaiting,
  submitted,
  succeeded,
} from '../../../test/support/specify-payment.js';
import { evolve } from '../../kernel/domain/decider.js';
import { payment } from './payment.decider.js';
import { ContradictionDecided, OutcomeContradicted, PaymentFailed, type PaymentEvent } from './payment.events.js';
import type { KnownPayment, Payment } from './payment.state.js';
import { isSettled, recordStanding } from './record-standing.rule.js';

const after = (...events: readonly PaymentEvent[]) =>
  evolve<Payment, PaymentEvent>(payment, payment.initial, events) as KnownPayment;
const named = (known: KnownPayment, id: string): KnownPayment => ({ ...known, id });
const heldBy = (known: KnownPayment | null, attempt = 1) => ({
  paymentId: known?.id ?? paymentId,
  attempt,
  payment: known,
});
const saidOf = (known: KnownPayment, attempt = 1) => ({ payment: known, attempt: known.attempts[attempt - 1]! });
const lateSuccess = OutcomeContradicted({
  paymentId,
  attempt: 1,
  was: 'failed',
  says: 'successful',
  answer,
  at: creation.at,
});
const decided = (decision: 'paid' | 'not-paid' | 'returned') =>
  ContradictionDecided({ paymentId, attempt: 1, decision, reviewId: 'rev_1', at: creation.at });
const decidedNotPaid = PaymentFailed({
  paymentId,
  attempt: 1,
  failure: rejected,
  decision: 'not-paid',
  reviewId: 'rev_1',
  answer: null,
  at: fiveMinutesLater,
});

describe('a record whose newest payment holds it', () => {
  it.each([
    ['created', [created], 'in-progress'],
    ['submitted', [created, submitted], 'in-progress'],
    ['pending', [created, pending], 'in-progress'],
    ['asked again', [created, failed, reattempted], 'in-progress'],
    ['uncertain', [created, stoppedWaiting], 'uncertain'],
    ['successful with another amount', [created, disagreed], 'uncertain'],
    ['failed and said to be successful since', [created, failed, lateSuccess], 'uncertain'],
    [
      'decided as not paid and pending since',
      [
        created,
        stoppedWaiting,
        decidedNotPaid,
        OutcomeContradicted({ paymentId, attempt: 1, was: 'failed', says: 'pending', answer, at: creation.at }),
      ],
      'uncertain',
    ],
    ['successful', [created, succeeded], 'paid'],
    ['refunded in part', [created, succeeded, refundReserved(2_000), refundCompleted(2_000)], 'paid'],
    ['refunded in full', [created, succeeded, refundReserved(5_000), refundCompleted(5_000)], 'refunded'],
    ['failed', [created, failed], 'unpaid'],
    ['expired', [created, expired], 'unpaid'],
    ['decided as not paid', [created, stoppedWaiting, decidedNotPaid], 'unpaid'],
  ] as const)('%s', (_, events, status) => {
    const known = after(...events);
    const attempt = known.attempts.length;
    const standing = { status, paymentId, payment: known };
    expect(recordStanding({ said: [], holder: heldBy(known, attempt) }, known)).toEqual(standing);
    expect(isSettled(standing)).toBe(!['in-progress', 'uncertain'].includes(status));
  });

  it('is in progress from its claim on, before the payment has begun', () =>
    expect(recordStanding({ said: [], holder: heldBy(null) }, null)).toEqual({
      status: 'in-progress',
      paymentId,
      payment: null,
    }));

  it('is in progress where a further attempt was claimed and has not begun', () => {
    const known = after(created, failed);
    expect(recordStanding({ said: [], holder: heldBy(known, 2) }, known)).toMatchObject({ status: 'in-progress' });
  });
});

describe('a record that no claim holds', () => {
  it('is unpaid, without a payment where none has begun', () =>
    expect(recordStanding({ said: [], holder: null }, null)).toEqual({
      status: 'unpaid',
      paymentId: null,
      payment: null,
    }));

  it('names its newest payment', () => {
    const known = after(created, failed);
    expect(recordStanding({ said: [], holder: null }, known)).toMatchObject({ status: 'unpaid', paymentId });
  });
});

describe('a record of whose earlier payment it was said that money was taken', () => {
  const doubtful = after(created, failed, lateSuccess);
  const later = (...events: readonly PaymentEvent[]) => named(after(...events), 'pay_2');
  const standing = (earlier: KnownPayment, holder: KnownPayment) =>
    recordStanding({ said: [saidOf(earlier)], holder: heldBy(holder) }, holder);

  it.each([
    ['failed', [created, failed]],
    ['is open', [created, submitted]],
    ['is refunded', [created, succeeded, refundReserved(5_000), refundCompleted(5_000)]],
  ] as const)('is uncertain, and names the earlier payment, while the later one %s', (_, events) => {
    expect(standing(doubtful, later(...events))).toMatchObject({ status: 'uncertain', paymentId });
  });

  it('is uncertain before the payment has heard of it', () =>
    expect(standing(after(created, failed), later(created, failed))).toMatchObject({ status: 'uncertain', paymentId }));

  it('is paid where the later payment is certainly successful', () =>
    expect(standing(doubtful, later(created, succeeded))).toMatchObject({ status: 'paid', paymentId: 'pay_2' }));

  it('is paid by the earlier payment once a person has decided so', () =>
    expect(standing(after(created, failed, lateSuccess, decided('paid')), later(created, failed))).toMatchObject({
      status: 'paid',
      paymentId,
    }));

  it.each(['not-paid', 'returned'] as const)(
    'is as its later payment says once a person has decided: %s',
    (decision) => {
      const settled = after(created, failed, lateSuccess, decided(decision));
      expect(standing(settled, later(created, failed))).toMatchObject({ status: 'unpaid', paymentId: 'pay_2' });
      expect(standing(settled, later(created, submitted))).toMatchObject({ status: 'in-progress', paymentId: 'pay_2' });
    },
  );
});
