import { nothing } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Failure } from '../providers/contract.js';
import {
  ContradictionDecided,
  PaymentFailed,
  PaymentRefunded,
  PaymentSucceeded,
  type PaymentEvent,
} from './payment.events.js';
import { isFinal } from './payment.lifecycle.js';
import type { PaymentOrders } from './payment.orders.js';
import {
  hasHeard,
  hasHeardOfSuccess,
  isInDoubt,
  paidFor,
  recordFirst,
  refundable,
  type Attempt,
  type Decision,
  type KnownPayment,
} from './payment.state.js';

type Deciding = PaymentOrders['DecideOutcome'];

/**
 * What a person may decide about an attempt, and which events follow. A decision is carried out or refused, never accepted without effect (API,
 * Reviews). The same decision in the same review again changes nothing.
 */
export function decideOutcome(known: KnownPayment, attempt: Attempt, order: Deciding): readonly PaymentEvent[] {
  const { paymentId, reviewId, decision, grounds, providerTransactionId, at } = order;
  const of = { paymentId, attempt: attempt.number, reviewId, grounds, at };
  const isSame = attempt.decidedIn === reviewId && attempt.decidedAs === decision && !isInDoubt(attempt);
  if (isSame) return nothing;
  switch (attempt.status) {
    case 'created':
    case 'submitted':
    case 'pending':
      throw new Refusal('conflict', 'PAYMENT_NOT_UNCERTAIN', { paymentId, paymentStatus: known.status });
    case 'uncertain':
      return decideUncertain(known, attempt, order);
    case 'successful':
      if (decision === 'reversed') return reverse(known, attempt, order);
      // The receipt already shows what was paid: another amount is refused.
      if (decision !== 'paid' || order.amount?.equals(paidFor(known)) === false) throw alreadySettled(known, decision);
      return attempt.isContradicted ? [ContradictionDecided({ ...of, decision, providerTransactionId })] : nothing;
    case 'failed':
    case 'expired':
      if (isInDoubt(attempt)) return decideContradicted(known, attempt, order);
      if (decision === 'not-paid') return nothing;
      throw alreadySettled(known, decision);
  }
}

function decideUncertain(known: KnownPayment, attempt: Attempt, order: Deciding): readonly PaymentEvent[] {
  const { paymentId, reviewId, decision, grounds, amount, providerTransactionId, force, at } = order;
  const of = { paymentId, attempt: attempt.number, reviewId, grounds, answer: null, at };
  switch (decision) {
    case 'paid':
      if (attempt.isPerhapsPaid) requirePaid(order);
      return [PaymentSucceeded({ ...of, providerTransactionId, paid: amount?.equals(known.amount) ? null : amount })];
    case 'not-paid':
      if (known.newestFinding === 'PENDING' && !force) {
        throw new Refusal('conflict', 'PROVIDER_SAYS_PENDING', { paymentId });
      }
      return [PaymentFailed({ ...of, failure: unspecified, decision })];
    case 'returned':
      if (!attempt.isPerhapsPaid) throw notPossible(known, decision);
      return [PaymentFailed({ ...of, failure: unspecified, decision })];
    case 'reversed':
      throw notPossible(known, decision);
  }
}

/** Decides an attempt that ended without money and was contradicted later. */
function decideContradicted(known: KnownPayment, attempt: Attempt, order: Deciding): readonly PaymentEvent[] {
  const { paymentId, reviewId, decision, grounds, amount, providerTransactionId, at } = order;
  const of = { paymentId, attempt: attempt.number, reviewId, grounds, at };
  if (decision === 'reversed') throw notPossible(known, decision);
  if (decision !== 'paid') return [ContradictionDecided({ ...of, decision })];
  // Another attempt of the payment is open. Its outcome is needed to know whether the payer paid twice.
  if (!isFinal(known.status)) {
    throw new Refusal('conflict', 'PAYMENT_NOT_UNCERTAIN', { paymentId, paymentStatus: known.status });
  }
  const paid = amount === null || amount.equals(known.amount) ? null : amount;
  if (paid !== null || hasHeard(known, attempt, 'successful', true)) requirePaid(order);
  // Last of the refusals: an event in the record's stream stays, so it may only follow a decision that is carried out.
  if (!hasHeardOfSuccess(known, attempt)) throw recordFirst(paymentId, attempt.number);
  return known.status === 'failed' || known.status === 'expired'
    ? [PaymentSucceeded({ ...of, answer: null, providerTransactionId, paid })]
    : [ContradictionDecided({ ...of, decision, providerTransactionId, paid: amount })];
}

/** The provider took the money back: it is recorded as a completed refund that we did not ask for. */
function reverse(known: KnownPayment, attempt: Attempt, order: Deciding): readonly PaymentEvent[] {
  const { paymentId, reviewId, grounds, amount, providerTransactionId, at } = order;
  const refundId = `ref_${reviewId}`;
  const back = amount ?? refundable(known);
  if (!back.isPositive || back.currency !== known.amount.currency || back.exceeds(refundable(known))) {
    throw new Refusal('conflict', 'REFUND_EXCEEDS_PAYMENT', { paymentId, refundable: refundable(known).amount });
  }
  const of = { paymentId, attempt: attempt.number, reviewId, grounds, providerTransactionId, at };
  return [
    ContradictionDecided({ ...of, decision: 'reversed' }),
    PaymentRefunded({ paymentId, refundId, amount: back, providerTransactionId, reviewId, at }),
  ];
}

// Another amount than was asked for was paid, and only the person can say which.
function requirePaid({ amount, providerTransactionId }: Deciding): void {
  const missing = [
    ...(amount === null ? ['amount'] : []),
    ...(providerTransactionId === null ? ['providerTransactionId'] : []),
  ];
  if (missing.length > 0) throw new Refusal('invalid', 'PAID_AMOUNT_MISSING', { missing });
}

const unspecified: Failure = { code: 'UNSPECIFIED', providerCode: null };
const alreadySettled = ({ id, status }: KnownPayment, decision: Decision) =>
  new Refusal('conflict', 'PAYMENT_SETTLED', { paymentId: id, paymentStatus: status, decision });
const notPossible = ({ id, status }: KnownPayment, decision: Decision) =>
  new Refusal('conflict', 'DECISION_NOT_POSSIBLE', { paymentId: id, paymentStatus: status, decision });
