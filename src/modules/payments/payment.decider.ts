import { nothing, type Decider } from '../../kernel/domain/decider.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import { isKnownToRepeat, mayBeSentTwice } from '../../kernel/domain/movement.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import { decideOutcome } from './decide-outcome.rule.js';
import { endedWithoutMoney, mayChargeAgain, moneyOf, refusedCharge } from './may-charge-again.rule.js';
import {
  DuplicateSuspected,
  InconclusiveAnswerReceived,
  NoteAdded,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentCreated,
  paymentEvents,
  PaymentFailed,
  PaymentPending,
  PaymentReattempted,
  PaymentRefunded,
  PaymentRerouted,
  PaymentRouted,
  PaymentSubmitted,
  RefundReleased,
  RefundReserved,
  StatusChecked,
  SubmissionNotSent,
  SubmissionRepeated,
  SubmissionStopped,
  type PaymentEvent,
} from './payment.events.js';
import { isFinal } from './payment.lifecycle.js';
import type { PaymentOrders } from './payment.orders.js';
import {
  evolvePayment,
  hasHeard,
  isAskOf,
  refundable,
  triedFor,
  type KnownPayment,
  type Payment,
} from './payment.state.js';
import { recordFinding, recordOutcome, type OfEvent } from './record-outcome.rule.js';

/** Asking a payer for money, and learning the outcome: which orders a payment takes in which status. */
export const payment: Decider<Payment, PaymentOrders, PaymentEvent> = {
  category: 'payment',
  events: paymentEvents,
  initial: { status: 'absent' },

  decide: {
    // A payment that was claimed and has not begun when it expires never begins: its claim may then be released.
    Create(payment, { creation, at }) {
      if (payment.status !== 'absent') {
        if (payment.fingerprint === creation.fingerprint) return nothing;
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentId: payment.id });
      }
      if (at >= creation.expiresAt) throw tooLate(creation.paymentId);
      const { routing, paymentId, provider } = creation;
      return [
        PaymentCreated(creation),
        ...(routing === undefined
          ? []
          : [PaymentRouted({ ...routing, paymentId, attempt: 1, provider, at: creation.at })]),
      ];
    },

    // A callback may be processed before the provider's acceptance is recorded: then there is nothing left to record.
    RecordSubmission(payment, { paymentId, providerReference, answer, at }) {
      const { attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created') return nothing;
      return [PaymentSubmitted({ paymentId, attempt: attempt.number, answer, at })];
    },

    // It is in one stream with the refusal of the first submission: the one that comes second changes nothing.
    RepeatSubmission(payment, { paymentId, providerReference, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created' || isKnownToRepeat(known)) return nothing;
      return [SubmissionRepeated({ paymentId, attempt: attempt.number, at })];
    },

    // After a second submission, or when the provider may have the first, the refusal of one submission does not end the attempt.
    RecordRefusal(payment, { paymentId, providerReference, failure, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created' || mayBeSentTwice(known)) return nothing;
      return [PaymentFailed({ paymentId, attempt: attempt.number, failure, answer, at })];
    },

    // As a refusal, it is certain only of the first submission. Nothing is asked of another provider while this one may yet ask the payer.
    Reroute(payment, { paymentId, providerReference, failure, next, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      const isOver = !isCurrent || attempt.status !== 'created' || known.stoppedIn !== null || at >= known.expiresAt;
      if (isOver || mayBeSentTwice(known) || triedFor(known).includes(next.provider)) return nothing;
      return [PaymentRerouted({ ...next, paymentId, attempt: attempt.number + 1, failure, answer, at })];
    },

    // It is certain only while no other sender can have submitted it.
    RecordNotSent(payment, { paymentId, providerReference, isForbidden, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created' || mayBeSentTwice(known)) return nothing;
      const of = { paymentId, attempt: attempt.number, answer, at };
      if (isForbidden || known.stoppedIn !== null) return [cancelled(of, known.stoppedIn, null)];
      return known.findings.includes('NEVER_SENT') ? nothing : [SubmissionNotSent(of)];
    },

    RecordPending(payment, { paymentId, providerReference, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      const of = { paymentId, attempt: attempt.number, answer, at };
      switch (attempt.status) {
        case 'created':
        case 'submitted':
          return isCurrent ? [PaymentPending(of)] : nothing;
        // Pending is news again once the provider has answered something else.
        case 'pending':
        case 'uncertain':
          return known.newestFinding === 'PENDING' ? nothing : [StatusChecked({ ...of, taught: 'PENDING' })];
        case 'failed':
        case 'expired':
          // It contradicts a person's decision, unless it was known at the time of the decision.
          return attempt.decidedIn === null || attempt.isConfirmed || hasHeard(known, attempt, 'pending')
            ? nothing
            : [OutcomeContradicted({ ...of, was: attempt.status, says: 'pending' })];
        default:
          return nothing;
      }
    },

    // Every outcome comes through here, from every source, also after the payment became uncertain.
    RecordOutcome(payment, { paymentId, providerReference, outcome, recordKnows, statement, answer, at }) {
      const { known, attempt } = attemptOf(payment, paymentId, providerReference);
      const of = { paymentId, attempt: attempt.number, answer, at, ...(statement !== undefined && { statement }) };
      return recordOutcome(known, attempt, of, outcome, recordKnows);
    },

    DecideOutcome(payment, order) {
      const { known, attempt } = attemptOf(payment, order.paymentId, order.providerReference);
      return decideOutcome(known, attempt, order);
    },

    // An attempt that certainly never left ends at once. One that may have been sent is waited for, and is not sent again.
    StopSubmission(payment, { paymentId, reviewId, grounds, at }) {
      const known = knownPayment(payment, paymentId);
      const attempt = known.attempts.at(-1)!;
      // A failed or expired payment is stopped too, or it could be attempted again.
      if (known.status === 'successful' || known.status === 'refunded' || known.stoppedIn !== null) return nothing;
      if (attempt.status === 'created' && known.findings.includes('NEVER_SENT')) {
        return [cancelled({ paymentId, attempt: attempt.number, answer: null, at }, reviewId, grounds)];
      }
      return [SubmissionStopped({ paymentId, attempt: attempt.number, reviewId, grounds, at })];
    },

    RecordFinding(payment, { paymentId, providerReference, finding, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || isFinal(attempt.status)) return nothing;
      return recordFinding(known, { paymentId, attempt: attempt.number, answer, at }, finding);
    },

    RecordInconclusive(payment, { paymentId, providerReference, operation, kind, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || isFinal(attempt.status) || known.findings.includes(`${operation}:${kind}`)) return nothing;
      return [InconclusiveAnswerReceived({ paymentId, attempt: attempt.number, operation, kind, answer, at })];
    },

    StopWaiting(payment, { paymentId, at }) {
      const known = knownPayment(payment, paymentId);
      const waiting = known.status === 'created' || known.status === 'submitted' || known.status === 'pending';
      if (!waiting || at < known.expiresAt) return nothing;
      return [
        PaymentBecameUncertain({
          paymentId,
          attempt: known.attempts.length,
          reason: 'NO_FINAL_ANSWER',
          answer: null,
          at,
        }),
      ];
    },

    Reattempt(payment, { reattempt, at }) {
      const known = knownPayment(payment, reattempt.paymentId);
      const current = known.attempts.at(-1)!;
      if (current.number === reattempt.attempt && current.providerReference === reattempt.providerReference) {
        if (isAskOf(current, reattempt.fingerprint)) return nothing;
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentId: known.id });
      }
      const isOver = endedWithoutMoney(known) && known.stoppedIn === null;
      const charge = mayChargeAgain(moneyOf(known));
      if (isOver && !charge.may) throw refusedCharge(charge);
      if (!isOver || reattempt.attempt !== current.number + 1) {
        throw new Refusal('conflict', 'ATTEMPT_NOT_ALLOWED', { paymentId: known.id, paymentStatus: known.status });
      }
      if (at >= reattempt.expiresAt) throw tooLate(known.id);
      return [PaymentReattempted(reattempt)];
    },

    SuspectDuplicate(payment, { paymentId, otherPaymentId, otherClient, at }) {
      const known = knownPayment(payment, paymentId);
      return known.duplicateOf === null
        ? [DuplicateSuspected({ paymentId, otherPaymentId, otherClient, at })]
        : nothing;
    },

    AddNote(payment, { paymentId, note, at }) {
      knownPayment(payment, paymentId);
      return [NoteAdded({ paymentId, note, at })];
    },

    ReserveRefund(payment, { paymentId, refundId, amount, request, at }) {
      const known = knownPayment(payment, paymentId);
      if (known.reserved[refundId]?.equals(amount)) return nothing;
      if (refundId in known.reserved || known.settledRefunds.includes(refundId)) {
        throw new Refusal('conflict', 'REFUND_ID_REUSED', { paymentId, refundId });
      }
      if (known.status !== 'successful') {
        throw new Refusal('conflict', 'PAYMENT_NOT_REFUNDABLE', { paymentId, paymentStatus: known.status });
      }
      if (known.attempts.some(({ isContradicted }) => isContradicted)) throw inReview(paymentId);
      if (!amount.isPositive) throw notPositive(known);
      if (amount.currency !== known.amount.currency || amount.exceeds(refundable(known))) {
        throw new Refusal('conflict', 'REFUND_EXCEEDS_PAYMENT', { paymentId, refundable: refundable(known).amount });
      }
      return [RefundReserved({ paymentId, refundId, amount, request: request ?? null, at })];
    },

    HoldRefund(payment, { paymentId, refundId, amount, at }) {
      const { reserved, completedRefunds } = knownPayment(payment, paymentId);
      if (refundId in reserved || completedRefunds.includes(refundId)) return nothing;
      return [RefundReserved({ paymentId, refundId, amount, at })];
    },

    ReleaseRefund(payment, { paymentId, refundId, at }) {
      const known = knownPayment(payment, paymentId);
      return refundId in known.reserved ? [RefundReleased({ paymentId, refundId, at })] : nothing;
    },

    CompleteRefund(payment, { paymentId, refundId, amount, providerTransactionId = null, at }) {
      const reserved = knownPayment(payment, paymentId).reserved[refundId];
      if (reserved === undefined) return nothing;
      return [PaymentRefunded({ paymentId, refundId, amount: amount ?? reserved, providerTransactionId, at })];
    },
  },

  evolve: evolvePayment,
};

const cancelled = (of: OfEvent, reviewId: string | null, grounds: Sealed<Grounds> | null): PaymentEvent =>
  PaymentFailed({
    ...of,
    failure: { code: 'CANCELLED', providerCode: null },
    decision: reviewId === null ? null : 'duplicate',
    reviewId,
    grounds,
  });

/** Nothing is left, or nothing was asked for. */
const notPositive = (known: KnownPayment) =>
  refundable(known).isPositive
    ? new Refusal('invalid', 'REFUND_NOT_POSITIVE', { paymentId: known.id })
    : new Refusal('conflict', 'REFUND_EXCEEDS_PAYMENT', { paymentId: known.id, refundable: refundable(known).amount });
const inReview = (paymentId: string) =>
  new Refusal('conflict', 'PAYMENT_NOT_REFUNDABLE', { paymentId, inReview: true });
const tooLate = (paymentId: string) => new Refusal('conflict', 'EXPIRED_BEFORE_IT_BEGAN', { paymentId });

const unknown = (paymentId: string) => new Refusal('not-found', 'PAYMENT_NOT_FOUND', { paymentId });

function knownPayment(payment: Payment, paymentId: string): KnownPayment {
  if (payment.status === 'absent') throw unknown(paymentId);
  return payment;
}

// Outcomes of earlier attempts are taken too: money may still arrive by them.
function attemptOf(payment: Payment, paymentId: string, providerReference: string) {
  const known = knownPayment(payment, paymentId);
  const attempt = known.attempts.find((candidate) => candidate.providerReference === providerReference);
  if (attempt === undefined) throw unknown(paymentId);
  return { known, attempt, isCurrent: attempt.number === known.attempts.length };
}
