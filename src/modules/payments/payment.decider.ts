import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { subjectOf, type Sealed } from '../../kernel/domain/sealed.js';
import type { Exchange, Failure } from '../providers/index.js';
import {
  DuplicateSuspected,
  NoteAdded,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentCreated,
  paymentEvents,
  PaymentExpired,
  PaymentFailed,
  PaymentPending,
  PaymentReattempted,
  PaymentRefunded,
  PaymentSubmitted,
  PaymentSucceeded,
  RefundReleased,
  RefundReserved,
  StatusChecked,
  SubmissionRepeated,
  type Creation,
  type Doubt,
  type PaymentEvent,
  type Reattempt,
} from './payment.events.js';

export const paymentStatuses = [
  'created',
  'submitted',
  'pending',
  'uncertain',
  'successful',
  'failed',
  'expired',
  'refunded',
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];
export type Outcome = 'successful' | 'failed' | 'expired';

export interface Attempt {
  readonly number: number;
  readonly provider: string;
  readonly providerReference: string;
  readonly status: Exclude<PaymentStatus, 'refunded'>;
  readonly at: Instant;
}

export interface KnownPayment extends Omit<Creation, 'paymentId' | 'provider' | 'providerReference' | 'at'> {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly attempts: readonly Attempt[];
  readonly providerTransactionId: string | null;
  readonly failure: Failure | null;
  /** Why it became uncertain; each reason once. */
  readonly doubts: readonly Doubt[];
  /** What has been contradicted and told so already: `1:successful`. */
  readonly contradictions: readonly string[];
  /** What status checks taught about the current attempt, and `SENT_AGAIN` when it was handed over by another than the certain first. */
  readonly lessons: readonly string[];
  /** The review in which a person decided one of its attempts. */
  readonly decidedIn: string | null;
  readonly duplicateOf: string | null;
  readonly refunded: Money;
  readonly reserved: Readonly<Record<string, Money>>;
  /** Refunds that were released or completed: their ids are used up. */
  readonly settledRefunds: readonly string[];
  readonly createdAt: Instant;
  readonly submittedAt: Instant | null;
  readonly confirmedAt: Instant | null;
}

export type Payment = { readonly status: 'absent' } | KnownPayment;

/** What a provider finally says of an attempt; for a success also of what was paid, null where it does not say. */
export type SaidOutcome =
  | {
      readonly is: 'successful';
      readonly transactionId: string | null;
      readonly amount: Money | null;
      readonly payerSubject: string | null;
      readonly externalId: string | null;
    }
  | { readonly is: 'failed' | 'expired'; readonly failure: Failure };

interface OfAttempt {
  readonly paymentId: string;
  readonly providerReference: string;
  /** The raw exchange that taught it. */
  readonly answer: Sealed<Exchange> | null;
  readonly at: Instant;
}

export interface PaymentCommands {
  readonly CreatePayment: { readonly creation: Creation; readonly at: Instant };
  readonly RecordSubmission: OfAttempt;
  /** Somebody who cannot be the certain first is about to hand it over. */
  readonly RepeatSubmission: Omit<OfAttempt, 'answer'>;
  /** The provider took our first sending of an attempt not on. */
  readonly RecordRefusal: OfAttempt & { readonly failure: Failure };
  readonly RecordPending: OfAttempt;
  readonly RecordOutcome: OfAttempt & { readonly outcome: SaidOutcome };
  /** A person has decided, on evidence, what nobody could say. */
  readonly DecideOutcome: {
    readonly paymentId: string;
    readonly providerReference: string;
    readonly reviewId: string;
    readonly decision: 'paid' | 'not-paid';
    readonly at: Instant;
  };
  /** The provider answered, and still nobody knows more: it does not know the reference, or its words are new to us. */
  readonly RecordDoubt: OfAttempt & { readonly taught: 'NOT_FOUND' | 'UNKNOWN_ANSWER' };
  readonly StopWaiting: { readonly paymentId: string; readonly at: Instant };
  readonly ReattemptPayment: { readonly reattempt: Reattempt; readonly at: Instant };
  readonly SuspectDuplicate: { readonly paymentId: string; readonly otherPaymentId: string; readonly at: Instant };
  readonly AddNote: { readonly paymentId: string; readonly note: Sealed<string>; readonly at: Instant };
  readonly ReserveRefund: {
    readonly paymentId: string;
    readonly refundId: string;
    readonly amount: Money;
    readonly at: Instant;
  };
  readonly ReleaseRefund: { readonly paymentId: string; readonly refundId: string; readonly at: Instant };
  readonly CompleteRefund: { readonly paymentId: string; readonly refundId: string; readonly at: Instant };
}

/** Asking a payer for money, and learning the answer: every rule of a payment's life. */
export const payment: Decider<Payment, PaymentCommands, PaymentEvent> = {
  category: 'payment',
  events: paymentEvents,
  initial: { status: 'absent' },

  decide: {
    // What was claimed and not begun until it expired never begins: whoever finds it may then make room for another.
    CreatePayment(payment, { creation, at }) {
      if (payment.status !== 'absent') {
        if (payment.fingerprint === creation.fingerprint) return nothing;
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentId: payment.id });
      }
      if (at >= creation.expiresAt) throw tooLate(creation.paymentId);
      return [PaymentCreated(creation)];
    },

    // A callback may overtake our own record of the submission: then there is nothing left to record.
    RecordSubmission(payment, { paymentId, providerReference, answer, at }) {
      const { attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created') return nothing;
      return [PaymentSubmitted({ paymentId, attempt: attempt.number, answer, at })];
    },

    // In one stream with the refusal of the first sending: whichever comes first, the other changes nothing.
    RepeatSubmission(payment, { paymentId, providerReference, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created' || mayBeSentTwice(known)) return nothing;
      return [SubmissionRepeated({ paymentId, attempt: attempt.number, at })];
    },

    // Once it was sent again, or the provider was heard to have it, a no to the first sending is not the whole truth.
    RecordRefusal(payment, { paymentId, providerReference, failure, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created' || mayBeSentTwice(known)) return nothing;
      return [PaymentFailed({ paymentId, attempt: attempt.number, failure, answer, at })];
    },

    RecordPending(payment, { paymentId, providerReference, answer, at }) {
      const { attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || (attempt.status !== 'created' && attempt.status !== 'submitted')) return nothing;
      return [PaymentPending({ paymentId, attempt: attempt.number, answer, at })];
    },

    // The one door for the truth, whoever brought it; and it may come after we stopped waiting.
    RecordOutcome(payment, command) {
      const { paymentId, providerReference, outcome, answer, at } = command;
      const { known, attempt } = attemptOf(payment, paymentId, providerReference);
      const of = { paymentId, attempt: attempt.number, answer, at };
      switch (attempt.status) {
        case 'created':
        case 'submitted':
        case 'pending':
        case 'uncertain':
          if (outcome.is !== 'successful') {
            const over = { ...of, failure: outcome.failure };
            return [outcome.is === 'failed' ? PaymentFailed(over) : PaymentExpired(over)];
          }
          if (agrees(known, outcome)) {
            return [PaymentSucceeded({ ...of, providerTransactionId: outcome.transactionId })];
          }
          // Paid, but not what was asked: that is a doubt for a person, and one telling of it is enough.
          return known.doubts.includes('AMOUNT_DISAGREES')
            ? nothing
            : [PaymentBecameUncertain({ ...of, reason: 'AMOUNT_DISAGREES' })];
        case 'successful':
        case 'failed':
        case 'expired':
          if (attempt.status === outcome.is || known.contradictions.includes(`${attempt.number}:${outcome.is}`)) {
            return nothing;
          }
          return [OutcomeContradicted({ ...of, was: attempt.status, says: outcome.is })];
      }
    },

    // Through the same door as a provider's word, but for an attempt in doubt alone; against a final state it is one more contradiction.
    DecideOutcome(payment, { paymentId, providerReference, reviewId, decision, at }) {
      const { known, attempt } = attemptOf(payment, paymentId, providerReference);
      const of = { paymentId, attempt: attempt.number, reviewId, answer: null, at };
      const says = decision === 'paid' ? 'successful' : 'failed';
      switch (attempt.status) {
        case 'created':
        case 'submitted':
        case 'pending':
          throw new Refusal('conflict', 'PAYMENT_NOT_UNCERTAIN', { paymentId, paymentStatus: known.status });
        case 'uncertain':
          return decision === 'paid'
            ? [PaymentSucceeded({ ...of, providerTransactionId: null })]
            : [PaymentFailed({ ...of, failure: { code: 'UNSPECIFIED', providerCode: null } })];
        case 'successful':
        case 'failed':
        case 'expired':
          return agreesOnMoney(attempt.status, says) || known.contradictions.includes(`${attempt.number}:${says}`)
            ? nothing
            : [OutcomeContradicted({ ...of, was: attempt.status, says })];
      }
    },

    RecordDoubt(payment, { paymentId, providerReference, taught, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || isFinal(attempt.status) || known.lessons.includes(taught)) return nothing;
      return [StatusChecked({ paymentId, attempt: attempt.number, taught, answer, at })];
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

    ReattemptPayment(payment, { reattempt, at }) {
      const known = knownPayment(payment, reattempt.paymentId);
      const current = known.attempts.at(-1)!;
      if (current.number === reattempt.attempt && current.providerReference === reattempt.providerReference)
        return nothing;
      const over = (known.status === 'failed' || known.status === 'expired') && !cameAfterAll(known);
      if (!over || reattempt.attempt !== current.number + 1) {
        throw new Refusal('conflict', 'ATTEMPT_NOT_ALLOWED', { paymentId: known.id, paymentStatus: known.status });
      }
      if (at >= reattempt.expiresAt) throw tooLate(known.id);
      return [PaymentReattempted(reattempt)];
    },

    SuspectDuplicate(payment, { paymentId, otherPaymentId, at }) {
      const known = knownPayment(payment, paymentId);
      return known.duplicateOf === null ? [DuplicateSuspected({ paymentId, otherPaymentId, at })] : nothing;
    },

    AddNote(payment, { paymentId, note, at }) {
      knownPayment(payment, paymentId);
      return [NoteAdded({ paymentId, note, at })];
    },

    ReserveRefund(payment, { paymentId, refundId, amount, at }) {
      const known = knownPayment(payment, paymentId);
      if (known.reserved[refundId]?.equals(amount)) return nothing;
      if (refundId in known.reserved || known.settledRefunds.includes(refundId)) {
        throw new Refusal('conflict', 'REFUND_ID_REUSED', { paymentId, refundId });
      }
      if (known.status !== 'successful') {
        throw new Refusal('conflict', 'PAYMENT_NOT_REFUNDABLE', { paymentId, paymentStatus: known.status });
      }
      if (!amount.isPositive) throw new Refusal('invalid', 'REFUND_NOT_POSITIVE', { paymentId });
      if (amount.currency !== known.amount.currency || amount.exceeds(refundable(known))) {
        throw new Refusal('conflict', 'REFUND_EXCEEDS_PAYMENT', { paymentId, refundable: refundable(known).amount });
      }
      return [RefundReserved({ paymentId, refundId, amount, at })];
    },

    ReleaseRefund(payment, { paymentId, refundId, at }) {
      const known = knownPayment(payment, paymentId);
      return refundId in known.reserved ? [RefundReleased({ paymentId, refundId, at })] : nothing;
    },

    CompleteRefund(payment, { paymentId, refundId, at }) {
      const amount = knownPayment(payment, paymentId).reserved[refundId];
      return amount === undefined ? nothing : [PaymentRefunded({ paymentId, refundId, amount, at })];
    },
  },

  evolve: {
    PaymentCreated: (_, { data: { paymentId, provider, providerReference, at, ...creation } }) => ({
      ...creation,
      id: paymentId,
      status: 'created',
      attempts: [{ number: 1, provider, providerReference, status: 'created', at }],
      providerTransactionId: null,
      failure: null,
      doubts: [],
      contradictions: [],
      lessons: [],
      decidedIn: null,
      duplicateOf: null,
      refunded: Money.zero(creation.amount.currency),
      reserved: {},
      settledRefunds: [],
      createdAt: at,
      submittedAt: null,
      confirmedAt: null,
    }),
    PaymentSubmitted: (payment, { data }) => ({ ...moved(payment, 'submitted'), submittedAt: data.at }),
    PaymentPending: (payment) => moved(payment, 'pending'),
    PaymentSucceeded: (payment, { data }) => ({
      ...moved(payment, 'successful'),
      providerTransactionId: data.providerTransactionId,
      decidedIn: data.reviewId ?? asKnown(payment).decidedIn,
      confirmedAt: data.at,
    }),
    PaymentFailed: (payment, { data }) => ({
      ...moved(payment, 'failed'),
      failure: data.failure,
      decidedIn: data.reviewId ?? asKnown(payment).decidedIn,
    }),
    PaymentExpired: (payment, { data }) => ({ ...moved(payment, 'expired'), failure: data.failure }),
    PaymentBecameUncertain(payment, { data }) {
      const uncertain = moved(payment, 'uncertain');
      return { ...uncertain, doubts: [...uncertain.doubts, data.reason] };
    },
    PaymentReattempted(payment, { data: { attempt, provider, providerReference, expiresAt, at } }) {
      const known = asKnown(payment);
      return {
        ...known,
        status: 'created',
        attempts: [...known.attempts, { number: attempt, provider, providerReference, status: 'created', at }],
        failure: null,
        doubts: [],
        lessons: [],
        expiresAt,
        submittedAt: null,
      };
    },
    StatusChecked: (payment, { data }) => ({
      ...asKnown(payment),
      lessons: [...asKnown(payment).lessons, data.taught],
    }),
    SubmissionRepeated: (payment) => ({
      ...asKnown(payment),
      lessons: [...asKnown(payment).lessons, 'SENT_AGAIN'],
    }),
    OutcomeContradicted: (payment, { data }) => ({
      ...asKnown(payment),
      contradictions: [...asKnown(payment).contradictions, `${data.attempt}:${data.says}`],
    }),
    DuplicateSuspected: (payment, { data }) => ({ ...asKnown(payment), duplicateOf: data.otherPaymentId }),
    RefundReserved: (payment, { data }) => ({
      ...asKnown(payment),
      reserved: { ...asKnown(payment).reserved, [data.refundId]: data.amount },
    }),
    RefundReleased: (payment, { data }) => settled(asKnown(payment), data.refundId),
    PaymentRefunded(payment, { data }) {
      const known = asKnown(payment);
      const refunded = known.refunded.plus(data.amount);
      return {
        ...settled(known, data.refundId),
        status: refunded.equals(known.amount) ? 'refunded' : known.status,
        refunded,
      };
    },
    NoteAdded: (payment) => payment,
  },
};

/** A provider may still change its mind about no final status. */
export const isFinal = (status: PaymentStatus): boolean =>
  status === 'successful' || status === 'failed' || status === 'expired' || status === 'refunded';

/** It is on record of the current attempt that another than the certain first hands it over, or may: what was not found is sent again. */
export const mayBeSentTwice = ({ lessons }: KnownPayment): boolean =>
  lessons.includes('SENT_AGAIN') || lessons.includes('NOT_FOUND');

/** No longer in the way of another payment for the same record: over, and nobody says that money came after all. */
export const leavesRecordFree = (payment: KnownPayment): boolean =>
  (payment.status === 'failed' || payment.status === 'expired' || payment.status === 'refunded') &&
  !cameAfterAll(payment);

/** A provider said that an attempt was paid which it had called failed: until a person has looked, asking again might charge twice. */
const cameAfterAll = ({ contradictions }: KnownPayment): boolean =>
  contradictions.some((contradiction) => contradiction.endsWith(':successful'));

export const refundable = (payment: KnownPayment): Money =>
  Object.values(payment.reserved).reduce((left, amount) => left.minus(amount), payment.amount.minus(payment.refunded));

// A success that does not say how much is no success; a payer that it does not name cannot disagree (REFERENCE §8.2).
function agrees(payment: KnownPayment, said: Extract<SaidOutcome, { is: 'successful' }>): boolean {
  return (
    said.amount !== null &&
    said.amount.equals(payment.amount) &&
    (said.payerSubject === null || said.payerSubject === subjectOf(payment.payer)) &&
    (said.externalId === null || said.externalId === payment.id)
  );
}

const tooLate = (paymentId: string) => new Refusal('conflict', 'EXPIRED_BEFORE_IT_BEGAN', { paymentId });
const agreesOnMoney = (one: Outcome, other: Outcome): boolean => (one === 'successful') === (other === 'successful');

const unknown = (paymentId: string) => new Refusal('not-found', 'PAYMENT_NOT_FOUND', { paymentId });

function knownPayment(payment: Payment, paymentId: string): KnownPayment {
  if (payment.status === 'absent') throw unknown(paymentId);
  return payment;
}

// An earlier attempt is still listened to: money may yet arrive on it.
function attemptOf(payment: Payment, paymentId: string, providerReference: string) {
  const known = knownPayment(payment, paymentId);
  const attempt = known.attempts.find((candidate) => candidate.providerReference === providerReference);
  if (attempt === undefined) throw unknown(paymentId);
  return { known, attempt, isCurrent: attempt.number === known.attempts.length };
}

function asKnown(payment: Payment): KnownPayment {
  if (payment.status === 'absent') throw new Error('An event of a payment that was never created');
  return payment;
}

function moved(payment: Payment, status: Exclude<PaymentStatus, 'refunded'>): KnownPayment {
  const known = asKnown(payment);
  const attempts = known.attempts.map((attempt, index) =>
    index === known.attempts.length - 1 ? { ...attempt, status } : attempt,
  );
  return { ...known, status, attempts };
}

const settled = (payment: KnownPayment, refundId: string): KnownPayment => ({
  ...payment,
  reserved: without(payment.reserved, refundId),
  settledRefunds: [...payment.settledRefunds, refundId],
});

const without = <T>(of: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(of).filter(([name]) => name !== key));
