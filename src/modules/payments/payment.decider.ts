import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import { isKnownToRepeat, mayBeSentTwice } from '../../kernel/domain/movement.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { subjectOf, type Sealed } from '../../kernel/domain/sealed.js';
import type { Exchange, Failure } from '../providers/contract.js';
import {
  ContradictionDecided,
  DuplicateSuspected,
  InconclusiveAnswerReceived,
  NoteAdded,
  OutcomeConfirmed,
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
  SubmissionNotSent,
  SubmissionRepeated,
  SubmissionStopped,
  type Creation,
  type Doubt,
  type Grounds,
  type PaymentEvent,
  type Reattempt,
  type SaidSuccess,
  type StatusFinding,
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
  /** Of the request that asked for it; null where it was not kept. */
  readonly fingerprint: string | null;
  readonly status: Exclude<PaymentStatus, 'refunded'>;
  readonly at: Instant;
  /** The review in which a person decided it; null: nobody did. */
  readonly decidedIn: string | null;
  readonly decidedAs: Decision | 'duplicate' | null;
  /** The provider has said the same as the person who decided. */
  readonly isConfirmed: boolean;
  /** Somebody says that money was taken, the attempt is not successful, and no person has decided yet. */
  readonly isPerhapsPaid: boolean;
  /** The provider contradicts its final status, and no person has decided yet. */
  readonly isContradicted: boolean;
}

export interface KnownPayment extends Omit<Creation, 'paymentId' | 'provider' | 'providerReference' | 'at'> {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly attempts: readonly Attempt[];
  readonly providerTransactionId: string | null;
  /** What the payer paid; null until it is confirmed. */
  readonly paidAmount: Money | null;
  readonly failure: Failure | null;
  /** Why it became uncertain; each reason once. */
  readonly doubts: readonly Doubt[];
  /** What was said against a final or doubtful status, each word once: `1:successful`, `1:successful:differs`. */
  readonly contradictions: readonly string[];
  /** What is known of the current attempt beside its status, each once. */
  readonly findings: readonly Finding[];
  /** What the provider's newest status check says of the current attempt, when it decides nothing. */
  readonly newestFinding: StatusFinding | null;
  readonly duplicateOf: string | null;
  /** The review in which a person decided that it is a duplicate: nothing of it is sent any more. */
  readonly stoppedIn: string | null;
  /** A person decided that the money was given back elsewhere. */
  readonly isReturned: boolean;
  readonly refunded: Money;
  readonly reserved: Readonly<Record<string, Money>>;
  /** Refunds that were released or completed: their ids are used up. */
  readonly settledRefunds: readonly string[];
  readonly createdAt: Instant;
  readonly submittedAt: Instant | null;
  readonly confirmedAt: Instant | null;
}

export type Payment = { readonly status: 'absent' } | KnownPayment;

/**
 * `SENT_AGAIN`: it is or may be submitted more than once. `NEVER_SENT`: its only submission certainly never left us. `<operation>:<kind>`: an
 * inconclusive answer of that kind is on record.
 */
export type Finding = StatusFinding | 'SENT_AGAIN' | 'NEVER_SENT' | `${string}:${string}`;

/** What a provider finally says of an attempt, and which payment it names; null where it does not say. */
export type SaidOutcome = SaidSuccess | SaidFailure;
export interface SaidFailure {
  readonly is: 'failed' | 'expired';
  readonly failure: Failure;
  readonly amount: Money | null;
  readonly payerSubject: string | null;
  readonly externalId: string | null;
}

/** What a person may decide about an attempt. */
export type Decision = 'paid' | 'not-paid' | 'returned' | 'reversed';

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
  /** A sender who may not be the first is about to submit it. */
  readonly RepeatSubmission: Omit<OfAttempt, 'answer'>;
  /** The provider refused the first submission of an attempt. */
  readonly RecordRefusal: OfAttempt & { readonly failure: Failure };
  /** The first submission certainly never left us; `isForbidden`: and must not be tried again. */
  readonly RecordNotSent: OfAttempt & { readonly isForbidden: boolean };
  readonly RecordPending: OfAttempt;
  readonly RecordOutcome: OfAttempt & {
    readonly outcome: SaidOutcome;
    /** The record's stream has it that money was perhaps taken. */
    readonly recordKnows: boolean;
  };
  /** A person has decided, on evidence, what the provider does not say or contradicts. */
  readonly DecideOutcome: {
    readonly paymentId: string;
    readonly providerReference: string;
    readonly reviewId: string;
    readonly decision: Decision;
    readonly grounds: Sealed<Grounds> | null;
    /** What was paid or taken back; null: all of it. */
    readonly amount: Money | null;
    readonly providerTransactionId: string | null;
    /** Also against the provider's newest word that it is not over. */
    readonly force: boolean;
    readonly at: Instant;
  };
  /** A person has decided that it asks for the same debt as another payment. */
  readonly StopSubmission: {
    readonly paymentId: string;
    readonly reviewId: string;
    readonly grounds: Sealed<Grounds> | null;
    readonly at: Instant;
  };
  /** A status check taught something that moves nothing. */
  readonly RecordFinding: OfAttempt & { readonly finding: StatusFinding };
  /** An answer that decides nothing, to be kept for the people who look into it. */
  readonly RecordInconclusive: OfAttempt & {
    readonly operation: 'submission' | 'status-check';
    readonly kind: string;
  };
  readonly StopWaiting: { readonly paymentId: string; readonly at: Instant };
  readonly ReattemptPayment: { readonly reattempt: Reattempt; readonly at: Instant };
  readonly SuspectDuplicate: {
    readonly paymentId: string;
    readonly otherPaymentId: string;
    readonly otherClient: string;
    readonly at: Instant;
  };
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

    // In one stream with the refusal of the first submission: whichever comes first, the other changes nothing.
    RepeatSubmission(payment, { paymentId, providerReference, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created' || isKnownToRepeat(known)) return nothing;
      return [SubmissionRepeated({ paymentId, attempt: attempt.number, at })];
    },

    // Once it was submitted again, or the provider was heard to have it, a refusal of the first submission is not the whole truth.
    RecordRefusal(payment, { paymentId, providerReference, failure, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || attempt.status !== 'created' || mayBeSentTwice(known)) return nothing;
      return [PaymentFailed({ paymentId, attempt: attempt.number, failure, answer, at })];
    },

    // Certain only while nothing else can have sent it.
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
        // It may have said something else since.
        case 'pending':
        case 'uncertain':
          return known.newestFinding === 'PENDING' ? nothing : [StatusChecked({ ...of, taught: 'PENDING' })];
        case 'failed':
        case 'expired':
          // News against a person's decision, unless that person knew it.
          return attempt.decidedIn === null || attempt.isConfirmed || hasHeard(known, attempt, 'pending')
            ? nothing
            : [OutcomeContradicted({ ...of, was: attempt.status, says: 'pending' })];
        default:
          return nothing;
      }
    },

    // Every outcome comes through here, whatever its source; and it may come after we stopped waiting.
    RecordOutcome(payment, { paymentId, providerReference, outcome, recordKnows, answer, at }) {
      const { known, attempt } = attemptOf(payment, paymentId, providerReference);
      const of = { paymentId, attempt: attempt.number, answer, at };
      return outcome.is === 'successful'
        ? afterSuccess(known, attempt, of, outcome, recordKnows)
        : afterFailure(known, attempt, of, outcome);
    },

    // A decision is carried out or refused, never accepted without effect (API, Reviews). The same decision of the same review is no second one.
    DecideOutcome(payment, command) {
      const { paymentId, providerReference, reviewId, decision, grounds, providerTransactionId, at } = command;
      const { known, attempt } = attemptOf(payment, paymentId, providerReference);
      const of = { paymentId, attempt: attempt.number, reviewId, grounds, at };
      const isSame = attempt.decidedIn === reviewId && attempt.decidedAs === decision && !isInDoubt(attempt);
      if (isSame) return nothing;
      switch (attempt.status) {
        case 'created':
        case 'submitted':
        case 'pending':
          throw new Refusal('conflict', 'PAYMENT_NOT_UNCERTAIN', { paymentId, paymentStatus: known.status });
        case 'uncertain':
          return decideUncertain(known, attempt, command);
        case 'successful':
          if (decision === 'reversed') return reverse(known, attempt, command);
          // What was paid is on its receipt: another amount is not accepted without effect.
          if (decision !== 'paid' || command.amount?.equals(paidFor(known)) === false)
            throw alreadySettled(known, decision);
          return attempt.isContradicted ? [ContradictionDecided({ ...of, decision, providerTransactionId })] : nothing;
        case 'failed':
        case 'expired':
          if (isInDoubt(attempt)) return decideContradicted(known, attempt, command);
          if (decision === 'not-paid') return nothing;
          throw alreadySettled(known, decision);
      }
    },

    // What certainly never left is over; what may have been sent is waited for, and not sent again.
    StopSubmission(payment, { paymentId, reviewId, grounds, at }) {
      const known = knownPayment(payment, paymentId);
      const attempt = known.attempts.at(-1)!;
      // What has failed could be attempted again.
      if (known.status === 'successful' || known.status === 'refunded' || known.stoppedIn !== null) return nothing;
      if (attempt.status === 'created' && known.findings.includes('NEVER_SENT')) {
        return [cancelled({ paymentId, attempt: attempt.number, answer: null, at }, reviewId, grounds)];
      }
      return [SubmissionStopped({ paymentId, attempt: attempt.number, reviewId, grounds, at })];
    },

    RecordFinding(payment, { paymentId, providerReference, finding, answer, at }) {
      const { known, attempt, isCurrent } = attemptOf(payment, paymentId, providerReference);
      if (!isCurrent || isFinal(attempt.status)) return nothing;
      return found(known, { paymentId, attempt: attempt.number, answer, at }, finding);
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

    ReattemptPayment(payment, { reattempt, at }) {
      const known = knownPayment(payment, reattempt.paymentId);
      const current = known.attempts.at(-1)!;
      if (current.number === reattempt.attempt && current.providerReference === reattempt.providerReference) {
        if (isAskOf(current, reattempt.fingerprint)) return nothing;
        throw new Refusal('invalid', 'IDEMPOTENCY_KEY_REUSED', { paymentId: known.id });
      }
      const isOver = (known.status === 'failed' || known.status === 'expired') && known.stoppedIn === null;
      if (isOver && isPerhapsPaid(known)) throw perhapsPaid(known.id);
      if (isOver && isPendingAgain(known)) throw inProgress(known.id);
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

    ReserveRefund(payment, { paymentId, refundId, amount, at }) {
      const known = knownPayment(payment, paymentId);
      if (known.reserved[refundId]?.equals(amount)) return nothing;
      if (refundId in known.reserved || known.settledRefunds.includes(refundId)) {
        throw new Refusal('conflict', 'REFUND_ID_REUSED', { paymentId, refundId });
      }
      if (known.status !== 'successful') {
        throw new Refusal('conflict', 'PAYMENT_NOT_REFUNDABLE', { paymentId, paymentStatus: known.status });
      }
      if (known.attempts.some(({ isContradicted }) => isContradicted)) throw inReview(paymentId);
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
      attempts: [begun({ number: 1, provider, providerReference, fingerprint: creation.fingerprint, at })],
      providerTransactionId: null,
      paidAmount: null,
      failure: null,
      doubts: [],
      contradictions: [],
      findings: [],
      newestFinding: null,
      duplicateOf: null,
      stoppedIn: null,
      isReturned: false,
      refunded: Money.zero(creation.amount.currency),
      reserved: {},
      settledRefunds: [],
      createdAt: at,
      submittedAt: null,
      confirmedAt: null,
    }),
    PaymentSubmitted: (payment, { data }) => ({ ...moved(payment, data.attempt, 'submitted'), submittedAt: data.at }),
    PaymentPending: (payment, { data }) => ({
      ...moved(payment, data.attempt, 'pending'),
      newestFinding: 'PENDING',
    }),
    PaymentSucceeded(payment, { data }) {
      const successful = moved(payment, data.attempt, 'successful', {
        ...settledAttempt,
        decidedIn: data.reviewId,
        decidedAs: data.reviewId === null ? null : 'paid',
      });
      return {
        ...successful,
        providerTransactionId: data.providerTransactionId,
        paidAmount: data.paid ?? successful.amount,
        failure: null,
        isReturned: false,
        confirmedAt: data.at,
      };
    },
    PaymentFailed(payment, { data }) {
      // What was cancelled before it left cannot be confirmed by a provider that has never heard of it.
      const isConfirmed = data.failure.code === 'CANCELLED' && data.answer === null;
      const failed = moved(payment, data.attempt, 'failed', {
        ...settledAttempt,
        decidedIn: data.reviewId,
        decidedAs: data.reviewId === null ? null : (data.decision ?? 'not-paid'),
        isConfirmed,
      });
      // The person who decided against a provider that says pending knew of it.
      const knew = data.reviewId !== null && failed.newestFinding === 'PENDING' ? [`${data.attempt}:pending`] : [];
      return {
        ...failed,
        failure: data.failure,
        stoppedIn: data.decision === 'duplicate' ? data.reviewId : failed.stoppedIn,
        isReturned: data.decision === 'returned',
        contradictions: [...failed.contradictions, ...knew],
      };
    },
    PaymentExpired: (payment, { data }) => ({
      ...moved(payment, data.attempt, 'expired', settledAttempt),
      failure: data.failure,
    }),
    PaymentBecameUncertain(payment, { data }) {
      const isPerhapsPaid = data.reason === 'AMOUNT_DISAGREES';
      const uncertain = moved(payment, data.attempt, 'uncertain', isPerhapsPaid ? { isPerhapsPaid } : {});
      const { contradictions } = uncertain;
      return {
        ...uncertain,
        doubts: [...uncertain.doubts, data.reason],
        contradictions: isPerhapsPaid ? [...contradictions, `${data.attempt}:successful:differs`] : contradictions,
      };
    },
    PaymentReattempted(payment, { data: { attempt, provider, providerReference, fingerprint, expiresAt, at } }) {
      const known = asKnown(payment);
      return {
        ...known,
        status: 'created',
        attempts: [...known.attempts, begun({ number: attempt, provider, providerReference, fingerprint, at })],
        failure: null,
        doubts: [],
        findings: [],
        newestFinding: null,
        isReturned: false,
        expiresAt,
        submittedAt: null,
      };
    },
    StatusChecked: (payment, { data }) => ({
      ...withFinding(asKnown(payment), data.taught),
      newestFinding: data.taught,
    }),
    InconclusiveAnswerReceived: (payment, { data }) => withFinding(asKnown(payment), `${data.operation}:${data.kind}`),
    SubmissionRepeated(payment) {
      const known = asKnown(payment);
      const findings = known.findings.filter((finding) => finding !== 'NEVER_SENT');
      return withFinding({ ...known, findings }, 'SENT_AGAIN');
    },
    SubmissionNotSent: (payment) => withFinding(asKnown(payment), 'NEVER_SENT'),
    SubmissionStopped: (payment, { data }) => ({ ...asKnown(payment), stoppedIn: data.reviewId }),
    OutcomeContradicted(payment, { data: { attempt, was, says, differs } }) {
      const known = changed(asKnown(payment), attempt, {
        isContradicted: true,
        ...(says === 'successful' && was !== 'successful' && { isPerhapsPaid: true }),
      });
      return { ...known, contradictions: [...known.contradictions, wordOf(attempt, says, differs)] };
    },
    OutcomeConfirmed(payment, { data: { attempt, providerTransactionId } }) {
      const { status, isContradicted } = asKnown(payment).attempts[attempt - 1]!;
      const known = changed(asKnown(payment), attempt, {
        isConfirmed: true,
        // Against a decision that no money was taken nothing had been said but that it was not over yet.
        isContradicted: isContradicted && status === 'successful',
      });
      return { ...known, providerTransactionId: known.providerTransactionId ?? providerTransactionId };
    },
    ContradictionDecided(payment, { data: { attempt, decision, reviewId, providerTransactionId } }) {
      const known = changed(asKnown(payment), attempt, {
        ...settledAttempt,
        decidedIn: reviewId,
        decidedAs: decision,
      });
      return {
        ...known,
        isReturned: known.isReturned || decision === 'returned',
        providerTransactionId: known.providerTransactionId ?? (decision === 'paid' ? providerTransactionId : null),
      };
    },
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
        status: refunded.equals(paidFor(known)) ? 'refunded' : known.status,
        refunded,
      };
    },
    NoteAdded: (payment) => payment,
  },
};

/** Whether an attempt was asked for by a request with this body. */
export const isAskOf = ({ fingerprint }: Attempt, asked: string | null): boolean =>
  fingerprint === null || asked === null || fingerprint === asked;

/** A provider may still change its mind about no final status. */
export const isFinal = (status: PaymentStatus): status is Outcome | 'refunded' =>
  status === 'successful' || status === 'failed' || status === 'expired' || status === 'refunded';

/** Nothing final is known of an attempt, or a person decided it and the provider has not confirmed that: it is still asked about. */
export const isAskedAbout = ({ status, decidedIn, isConfirmed }: Attempt): boolean =>
  !isFinal(status) || (decidedIn !== null && !isConfirmed);

/** Somebody says that an attempt was paid which is not successful: until a person has decided, asking again might charge twice. */
export const isPerhapsPaid = ({ attempts }: KnownPayment): boolean => attempts.some((attempt) => attempt.isPerhapsPaid);

/** A person has to say what is so. */
export const isInDoubt = ({ status, isPerhapsPaid, isContradicted }: Attempt): boolean =>
  status === 'uncertain' || isPerhapsPaid || isContradicted;

/** No longer in the way of another payment for the same record: over, and nobody says that money was taken after all. */
export const leavesRecordFree = (payment: KnownPayment): boolean =>
  (payment.status === 'failed' || payment.status === 'expired' || payment.status === 'refunded') &&
  !isPerhapsPaid(payment) &&
  !isPendingAgain(payment);

/** A person decided that no money was taken, and the provider says that it is not over: the payer may approve it yet. */
const isPendingAgain = (payment: KnownPayment): boolean =>
  payment.attempts.some(
    (attempt) => attempt.isContradicted && attempt.status !== 'successful' && hasHeard(payment, attempt, 'pending'),
  );

/** What was paid, or is asked for. */
const paidFor = ({ paidAmount, amount }: KnownPayment): Money => paidAmount ?? amount;

export const refundable = (payment: KnownPayment): Money =>
  Object.values(payment.reserved).reduce(
    (left, amount) => left.minus(amount),
    paidFor(payment).minus(payment.refunded),
  );

type OfEvent = {
  readonly paymentId: string;
  readonly attempt: number;
  readonly answer: Sealed<Exchange> | null;
  readonly at: Instant;
};

function afterSuccess(
  known: KnownPayment,
  attempt: Attempt,
  of: OfEvent,
  said: SaidSuccess,
  recordKnows: boolean,
): readonly PaymentEvent[] {
  const { transactionId: providerTransactionId } = said;
  const differs = !agrees(known, said);
  const paid = said.amount?.equals(paidFor(known)) === false ? said.amount : null;
  const isOpen = !isFinal(attempt.status);
  if (isOpen && !differs) return [PaymentSucceeded({ ...of, providerTransactionId })];
  if (attempt.status === 'successful' && !differs) {
    const isNews =
      (attempt.decidedIn !== null && !attempt.isConfirmed) ||
      (known.providerTransactionId === null && providerTransactionId !== null);
    return isNews ? [OutcomeConfirmed({ ...of, providerTransactionId })] : nothing;
  }
  if (hasHeard(known, attempt, 'successful', differs)) return nothing;
  // The record's stream is told first: from then on nothing more is asked for it, whatever breaks here.
  if (attempt.status !== 'successful' && !recordKnows) throw recordFirst(known.id, attempt.number);
  if (isOpen) return [PaymentBecameUncertain({ ...of, reason: 'AMOUNT_DISAGREES', paid, providerTransactionId })];
  const was = attempt.status as Outcome;
  return [OutcomeContradicted({ ...of, was, says: 'successful', differs, paid, providerTransactionId })];
}

function afterFailure(known: KnownPayment, attempt: Attempt, of: OfEvent, said: SaidFailure): readonly PaymentEvent[] {
  const isOpen = !isFinal(attempt.status);
  // A failure of another payment says nothing about this one (REFERENCE §8.2).
  if (!names(known, said)) return isOpen ? found(known, of, 'FAILURE_NAMES_ANOTHER') : nothing;
  if (isOpen && !attempt.isPerhapsPaid) {
    const over = { ...of, failure: said.failure };
    return [said.is === 'failed' ? PaymentFailed(over) : PaymentExpired(over)];
  }
  if (!isOpen && attempt.status !== 'successful' && attempt.decidedIn !== null) {
    return attempt.isConfirmed || attempt.isPerhapsPaid ? nothing : [OutcomeConfirmed(of)];
  }
  if (attempt.status === said.is || hasHeard(known, attempt, said.is)) return nothing;
  return [OutcomeContradicted({ ...of, was: attempt.status as Outcome | 'uncertain', says: said.is })];
}

type Deciding = PaymentCommands['DecideOutcome'];

function decideUncertain(known: KnownPayment, attempt: Attempt, command: Deciding): readonly PaymentEvent[] {
  const { paymentId, reviewId, decision, grounds, amount, providerTransactionId, force, at } = command;
  const of = { paymentId, attempt: attempt.number, reviewId, grounds, answer: null, at };
  switch (decision) {
    case 'paid':
      if (attempt.isPerhapsPaid) requirePaid(command);
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

/** Decides an attempt that had ended without money, and of which something else was said later. */
function decideContradicted(known: KnownPayment, attempt: Attempt, command: Deciding): readonly PaymentEvent[] {
  const { paymentId, reviewId, decision, grounds, amount, providerTransactionId, at } = command;
  const of = { paymentId, attempt: attempt.number, reviewId, grounds, at };
  if (decision === 'reversed') throw notPossible(known, decision);
  if (decision !== 'paid') return [ContradictionDecided({ ...of, decision })];
  // Another attempt of it is open, and its end is needed to know whether the payer paid twice.
  if (!isFinal(known.status)) {
    throw new Refusal('conflict', 'PAYMENT_NOT_UNCERTAIN', { paymentId, paymentStatus: known.status });
  }
  const paid = amount === null || amount.equals(known.amount) ? null : amount;
  if (paid !== null || hasHeard(known, attempt, 'successful', true)) requirePaid(command);
  // After everything that could refuse: what the record's stream hears stays there.
  if (!hasHeardOfSuccess(known, attempt)) throw recordFirst(paymentId, attempt.number);
  return known.status === 'failed' || known.status === 'expired'
    ? [PaymentSucceeded({ ...of, answer: null, providerTransactionId, paid })]
    : [ContradictionDecided({ ...of, decision, providerTransactionId })];
}

/** The provider took the money back: a completed refund that we did not ask for. */
function reverse(known: KnownPayment, attempt: Attempt, command: Deciding): readonly PaymentEvent[] {
  const { paymentId, reviewId, grounds, amount, providerTransactionId, at } = command;
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

// Something else than was asked for was paid: what it was, only the person knows.
function requirePaid({ amount, providerTransactionId }: Deciding): void {
  const missing = [
    ...(amount === null ? ['amount'] : []),
    ...(providerTransactionId === null ? ['providerTransactionId'] : []),
  ];
  if (missing.length > 0) throw new Refusal('invalid', 'PAID_AMOUNT_MISSING', { missing });
}

const found = (known: KnownPayment, of: OfEvent, taught: StatusFinding): readonly PaymentEvent[] =>
  known.findings.includes(taught) && known.newestFinding !== 'PENDING' ? nothing : [StatusChecked({ ...of, taught })];

const cancelled = (of: OfEvent, reviewId: string | null, grounds: Sealed<Grounds> | null): PaymentEvent =>
  PaymentFailed({
    ...of,
    failure: { code: 'CANCELLED', providerCode: null },
    decision: reviewId === null ? null : 'duplicate',
    reviewId,
    grounds,
  });

// A success that does not say how much is no success; what it does not name cannot disagree (REFERENCE §8.2).
const agrees = (payment: KnownPayment, said: SaidSuccess): boolean => said.amount !== null && names(payment, said);

/** The answer names no other payment than this one. */
const names = (payment: KnownPayment, said: Omit<SaidSuccess, 'is' | 'transactionId'>): boolean =>
  (said.amount === null || said.amount.equals(paidFor(payment))) &&
  (said.payerSubject === null || said.payerSubject === subjectOf(payment.payer)) &&
  (said.externalId === null || said.externalId === payment.id);

const wordOf = (attempt: number, says: string, differs = false): string =>
  `${attempt}:${says}${differs ? ':differs' : ''}`;
/** The word has been said of the attempt before, and whoever decided since knew it. */
const hasHeard = ({ contradictions }: KnownPayment, { number }: Attempt, says: string, differs = false): boolean =>
  contradictions.includes(wordOf(number, says, differs));

/** Somebody has said that money was taken by the attempt, as asked for or otherwise. */
export const hasHeardOfSuccess = (payment: KnownPayment, attempt: Attempt): boolean =>
  hasHeard(payment, attempt, 'successful') || hasHeard(payment, attempt, 'successful', true);

const unspecified: Failure = { code: 'UNSPECIFIED', providerCode: null };
const perhapsPaid = (paymentId: string) => new Refusal('conflict', 'RECORD_PERHAPS_PAID', { paymentId });
const inProgress = (paymentId: string) => new Refusal('conflict', 'RECORD_PAYMENT_IN_PROGRESS', { paymentId });
const inReview = (paymentId: string) =>
  new Refusal('conflict', 'PAYMENT_NOT_REFUNDABLE', { paymentId, inReview: true });
const alreadySettled = ({ id, status }: KnownPayment, decision: Decision) =>
  new Refusal('conflict', 'PAYMENT_SETTLED', { paymentId: id, paymentStatus: status, decision });
const notPossible = ({ id, status }: KnownPayment, decision: Decision) =>
  new Refusal('conflict', 'DECISION_NOT_POSSIBLE', { paymentId: id, paymentStatus: status, decision });
/** Never answered to a caller: `Payments` tells the record's stream and comes again. */
const recordFirst = (paymentId: string, attempt: number) =>
  new Refusal('conflict', 'RECORD_FIRST', { paymentId, attempt });
const tooLate = (paymentId: string) => new Refusal('conflict', 'EXPIRED_BEFORE_IT_BEGAN', { paymentId });

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

function changed(known: KnownPayment, number: number, changes: Partial<Attempt>): KnownPayment {
  const attempts = known.attempts.map((attempt) => (attempt.number === number ? { ...attempt, ...changes } : attempt));
  return { ...known, attempts };
}

const moved = (
  payment: Payment,
  attempt: number,
  status: Attempt['status'],
  changes: Partial<Attempt> = {},
): KnownPayment => ({ ...changed(asKnown(payment), attempt, { ...changes, status }), status });

const begun = (
  attempt: Pick<Attempt, 'number' | 'provider' | 'providerReference' | 'fingerprint' | 'at'>,
): Attempt => ({
  ...attempt,
  ...settledAttempt,
  status: 'created',
  decidedIn: null,
  decidedAs: null,
});

/** No doubt is left about an attempt. */
const settledAttempt = { isConfirmed: false, isPerhapsPaid: false, isContradicted: false };

const withFinding = (known: KnownPayment, finding: Finding): KnownPayment =>
  known.findings.includes(finding) ? known : { ...known, findings: [...known.findings, finding] };

const settled = (payment: KnownPayment, refundId: string): KnownPayment => ({
  ...payment,
  reserved: without(payment.reserved, refundId),
  settledRefunds: [...payment.settledRefunds, refundId],
});

const without = <T>(of: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(of).filter(([name]) => name !== key));
