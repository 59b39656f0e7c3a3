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
import { mayChargeAgain, moneyOf, type Charge } from './may-charge-again.rule.js';
import { payment } from './payment.decider.js';
import { ContradictionDecided, OutcomeContradicted, PaymentFailed, type PaymentEvent } from './payment.events.js';
import type { KnownPayment, Payment } from './payment.state.js';

const after = (...events: readonly PaymentEvent[]) =>
  evolve<Payment, PaymentEvent>(payment, payment.initial, events) as KnownPayment;
const may: Charge = { may: true };
const not = (code: (Charge & { may: false })['code']): Charge => ({ may: false, code, paymentId });
const holds = (known: KnownPayment | null, attempt = 1) => ({
  said: [],
  holder: { paymentId, attempt, payment: known },
});
const said = (known: KnownPayment, attempt = 1) => ({
  said: [{ payment: known, attempt: known.attempts[attempt - 1]! }],
  holder: null,
});
const contradicted = (was: 'failed' | 'successful', says: 'pending' | 'successful') =>
  OutcomeContradicted({ paymentId, attempt: 1, was, says, answer, at: creation.at });
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

describe('a record may be charged', () => {
  it('when no other attempt holds it and nothing was said of its money', () =>
    expect(mayChargeAgain({ said: [], holder: null })).toEqual(may));

  it.each([
    ['created', [created], 'RECORD_PAYMENT_IN_PROGRESS'],
    ['submitted', [created, submitted], 'RECORD_PAYMENT_IN_PROGRESS'],
    ['pending', [created, pending], 'RECORD_PAYMENT_IN_PROGRESS'],
    ['uncertain', [created, stoppedWaiting], 'RECORD_PAYMENT_IN_PROGRESS'],
    ['uncertain, of another amount', [created, disagreed], 'RECORD_PAYMENT_IN_PROGRESS'],
    ['successful', [created, succeeded], 'RECORD_ALREADY_PAID'],
    [
      'failed and said to be successful',
      [created, failed, contradicted('failed', 'successful')],
      'RECORD_PAYMENT_IN_PROGRESS',
    ],
    [
      'decided as not paid and pending since',
      [created, stoppedWaiting, decidedNotPaid, contradicted('failed', 'pending')],
      'RECORD_PAYMENT_IN_PROGRESS',
    ],
  ] as const)('not while its holder is %s', (_, events, code) => {
    expect(mayChargeAgain(holds(after(...events)))).toEqual(not(code));
  });

  it.each([
    ['failed', [created, failed]],
    ['expired', [created, expired]],
    ['refunded in full', [created, succeeded, refundReserved(5_000), refundCompleted(5_000)]],
    ['decided as not paid', [created, stoppedWaiting, decidedNotPaid]],
  ] as const)('once its holder is %s', (_, events) => {
    expect(mayChargeAgain(holds(after(...events)))).toEqual(may);
  });

  it('not while the claim of its holder has begun no attempt yet', () => {
    expect(mayChargeAgain(holds(null))).toEqual(not('RECORD_PAYMENT_IN_PROGRESS'));
    expect(mayChargeAgain(holds(after(created, failed), 2))).toEqual(not('RECORD_PAYMENT_IN_PROGRESS'));
    expect(mayChargeAgain(holds(after(created, failed, reattempted), 2))).toEqual(not('RECORD_PAYMENT_IN_PROGRESS'));
  });

  const late = [created, failed, contradicted('failed', 'successful')] as const;
  it.each([
    ['is not decided', late, not('RECORD_PERHAPS_PAID')],
    ['is decided as not paid', [...late, decided('not-paid')], may],
    ['is decided as returned', [...late, decided('returned')], may],
    ['is known to its record alone, as after a crash', [created, failed], not('RECORD_PERHAPS_PAID')],
    ['became a success', [created, succeeded], not('RECORD_ALREADY_PAID')],
    ['became a success that was refunded', [created, succeeded, refundReserved(5_000), refundCompleted(5_000)], may],
  ] as const)('by what was said of its money: a success that %s', (_, events, charge) => {
    expect(mayChargeAgain(said(after(...events)))).toEqual(charge);
  });

  it('by the doubt first, and by the holder last', () => {
    const money = { said: said(after(...late)).said, holder: holds(after(created)).holder };
    expect(mayChargeAgain(money)).toEqual(not('RECORD_PERHAPS_PAID'));
  });
});

describe('a further attempt of a payment', () => {
  it('may be made once the payment has failed, and not while it was perhaps paid or is pending again', () => {
    expect(mayChargeAgain(moneyOf(after(created, failed)))).toEqual(may);
    expect(mayChargeAgain(moneyOf(after(created, failed, contradicted('failed', 'successful'))))).toEqual(
      not('RECORD_PERHAPS_PAID'),
    );
    expect(
      mayChargeAgain(moneyOf(after(created, stoppedWaiting, decidedNotPaid, contradicted('failed', 'pending')))),
    ).toEqual(not('RECORD_PAYMENT_IN_PROGRESS'));
  });
});
