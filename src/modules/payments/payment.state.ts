import type { Instant } from '../../kernel/domain/clock.js';
import type { Decider } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Failure } from '../providers/contract.js';
import type { Creation, Doubt, PaymentEvent, StatusFinding } from './payment.events.js';
import { assertLegalMove, isFinal, type AttemptStatus, type PaymentStatus } from './payment.lifecycle.js';

export interface Attempt {
  readonly number: number;
  readonly provider: string;
  readonly providerReference: string;
  /** The fingerprint of the request for it; null in events from before it was kept. */
  readonly fingerprint: string | null;
  /** The attempt that the record's claim names: the one of a request. Attempts at further providers go on under it. Absent: this one. */
  readonly claimedAs?: number;
  readonly status: AttemptStatus;
  readonly at: Instant;
  /** The review in which a person decided it; null: no person has decided. */
  readonly decidedIn: string | null;
  readonly decidedAs: Decision | 'duplicate' | null;
  /** The provider has confirmed the person's decision. */
  readonly isConfirmed: boolean;
  /** The provider or a person says that money was taken, the attempt is not successful, and no person has decided yet. */
  readonly isPerhapsPaid: boolean;
  /** The provider contradicts its final status, and no person has decided yet. */
  readonly isContradicted: boolean;
}

export interface KnownPayment extends Omit<
  Creation,
  'paymentId' | 'provider' | 'providerReference' | 'routing' | 'at'
> {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly attempts: readonly Attempt[];
  readonly providerTransactionId: string | null;
  /** What the payer paid; null until it is confirmed. */
  readonly paidAmount: Money | null;
  readonly failure: Failure | null;
  /** Why it became uncertain; each reason once. */
  readonly doubts: readonly Doubt[];
  /** What contradicted a final or doubtful status, by attempt and status, each once: `1:successful`, `1:successful:differs`. */
  readonly contradictions: readonly string[];
  /** What is known of the current attempt beside its status, each once. */
  readonly findings: readonly Finding[];
  /** What the newest status check of the current attempt found, when it decided nothing. */
  readonly newestFinding: StatusFinding | null;
  /** Another provider may be asked where one did not take it. Absent: none was considered. */
  readonly mayFallBack?: boolean;
  readonly duplicateOf: string | null;
  /** The review in which a person decided that it is a duplicate: it is not submitted any more. */
  readonly stoppedIn: string | null;
  /** A person decided that the money was given back elsewhere. */
  readonly isReturned: boolean;
  readonly refunded: Money;
  readonly reserved: Readonly<Record<string, Money>>;
  /** Refunds that were released or completed: their ids are used up. */
  readonly settledRefunds: readonly string[];
  /** Those of them that went back to the payer. */
  readonly completedRefunds: readonly string[];
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

/** What a person may decide about an attempt. */
export type Decision = 'paid' | 'not-paid' | 'returned' | 'reversed';

type Evolution = Decider<Payment, never, PaymentEvent>['evolve'];

/** What each event changes. */
const evolution: Evolution = {
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
    completedRefunds: [],
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
    // An attempt that was cancelled before it left is unknown to the provider: no confirmation is waited for.
    const isConfirmed = data.failure.code === 'CANCELLED' && data.answer === null;
    const failed = moved(payment, data.attempt, 'failed', {
      ...settledAttempt,
      decidedIn: data.reviewId,
      decidedAs: data.reviewId === null ? null : (data.decision ?? 'not-paid'),
      isConfirmed,
    });
    // The pending answer was known when the person decided, so it is no contradiction later.
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
  PaymentRouted: (payment, { data }) => ({ ...asKnown(payment), mayFallBack: !data.isWished }),
  PaymentRerouted(payment, { data: { attempt, provider, providerReference, at } }) {
    const known = moved(payment, attempt - 1, 'failed', settledAttempt);
    const { fingerprint, ...before } = known.attempts[attempt - 2]!;
    const next = {
      ...begun({ number: attempt, provider, providerReference, fingerprint, at }),
      claimedAs: claimOf(before),
    };
    return {
      ...known,
      status: 'created',
      attempts: [...known.attempts, next],
      findings: [],
      newestFinding: null,
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
      // A decision that no money was taken can only have been contradicted by pending, and that is settled now.
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
      // More than was paid goes back where a refund that was given up, and made up for by another, was paid after all.
      status: paidFor(known).exceeds(refunded) ? known.status : 'refunded',
      refunded,
      completedRefunds: [...known.completedRefunds, data.refundId],
    };
  },
  NoteAdded: (payment) => payment,
};

/** As `evolution`, and every move is checked against the lifecycle, of events from the log and of events about to be recorded. */
export const evolvePayment = Object.fromEntries(
  Object.entries(evolution).map(([type, change]) => [
    type,
    (before: Payment, event: PaymentEvent) => {
      const after = (change as (payment: Payment, event: PaymentEvent) => Payment)(before, event);
      assertLegalMove(before, after, event.type);
      return after;
    },
  ]),
) as unknown as Evolution;

/** The attempt under whose number the record is claimed. */
export const claimOf = ({ number, claimedAs }: Pick<Attempt, 'number' | 'claimedAs'>): number => claimedAs ?? number;

/** The providers that were asked under the newest request, each of which but the last did not take it. */
export function triedFor({ attempts }: KnownPayment): readonly string[] {
  const claim = claimOf(attempts.at(-1)!);
  return attempts.filter((attempt) => claimOf(attempt) === claim).map(({ provider }) => provider);
}

/** Whether an attempt was asked for by a request with this body. */
export const isAskOf = ({ fingerprint }: Attempt, asked: string | null): boolean =>
  fingerprint === null || asked === null || fingerprint === asked;

/** The provider is still asked: the attempt has no final status, or a person's decision is not confirmed. */
export const isAskedAbout = ({ status, decidedIn, isConfirmed }: Attempt): boolean =>
  !isFinal(status) || (decidedIn !== null && !isConfirmed);

/** What a person who asks for a status check means. */
export const isWorthAsking = (attempt: Attempt): boolean => isAskedAbout(attempt) || attempt.isPerhapsPaid;

/** Only a person can settle it. */
export const isInDoubt = ({ status, isPerhapsPaid, isContradicted }: Attempt): boolean =>
  status === 'uncertain' || isPerhapsPaid || isContradicted;

/** What was paid; before that, what is asked for. */
export const paidFor = ({ paidAmount, amount }: KnownPayment): Money => paidAmount ?? amount;

export const refundable = (payment: KnownPayment): Money =>
  Object.values(payment.reserved).reduce(
    (left, amount) => left.minus(amount),
    paidFor(payment).minus(payment.refunded),
  );

const wordOf = (attempt: number, says: string, differs = false): string =>
  `${attempt}:${says}${differs ? ':differs' : ''}`;
/** The provider has said this of the attempt before, so it was known to every decision since. */
export const hasHeard = (
  { contradictions }: KnownPayment,
  { number }: Attempt,
  says: string,
  differs = false,
): boolean => contradictions.includes(wordOf(number, says, differs));

/** Never answered to a client: `Payments` appends to the record's stream, and gives the order again. */
export const recordFirst = (paymentId: string, attempt: number) =>
  new Refusal('conflict', 'RECORD_FIRST', { paymentId, attempt });

/** It is on record that money was taken by the attempt, as asked for or in another amount. */
export const hasHeardOfSuccess = (payment: KnownPayment, attempt: Attempt): boolean =>
  hasHeard(payment, attempt, 'successful') || hasHeard(payment, attempt, 'successful', true);

function asKnown(payment: Payment): KnownPayment {
  if (payment.status === 'absent')
    throw new Error('A payment has an event before PaymentCreated: its stream is damaged');
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
  settledRefunds: [...payment.settledRefunds.filter((id) => id !== refundId), refundId],
});

const without = <T>(of: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(of).filter(([name]) => name !== key));
