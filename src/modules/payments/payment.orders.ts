import type { Instant } from '../../kernel/domain/clock.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import type { Money } from '../../kernel/domain/money.js';
import type { SaidByStatement } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Exchange, Failure } from '../providers/contract.js';
import type { Creation, Reattempt, RefundRequestJson, Reroute, SaidSuccess, StatusFinding } from './payment.events.js';
import type { Decision } from './payment.state.js';

/** A provider's final answer about an attempt, and the payment that it names; null for a member that the answer does not have. */
export type SaidOutcome = SaidSuccess | SaidFailure;
export interface SaidFailure {
  readonly is: 'failed' | 'expired';
  readonly failure: Failure;
  readonly amount: Money | null;
  readonly payerSubject: string | null;
  readonly externalId: string | null;
}

interface OfAttempt {
  readonly paymentId: string;
  readonly providerReference: string;
  /** The raw exchange with the provider. */
  readonly answer: Sealed<Exchange> | null;
  readonly at: Instant;
}

export interface PaymentOrders {
  readonly Create: { readonly creation: Creation; readonly at: Instant };
  readonly RecordSubmission: OfAttempt;
  /** A sender that may not be the first is about to submit it. */
  readonly RepeatSubmission: Omit<OfAttempt, 'answer'>;
  /** The provider refused the first submission of an attempt. */
  readonly RecordRefusal: OfAttempt & { readonly failure: Failure };
  /** The first submission certainly never left us; `isForbidden`: and must not be tried again. */
  readonly RecordNotSent: OfAttempt & { readonly isForbidden: boolean };
  readonly RecordPending: OfAttempt;
  readonly RecordOutcome: OfAttempt & {
    readonly outcome: SaidOutcome;
    /** The record's stream holds already that money was perhaps taken. */
    readonly recordKnows: boolean;
    /** The line of a statement that says it; absent: the provider answered. */
    readonly statement?: SaidByStatement;
  };
  /** A person has decided, on evidence, what the provider does not answer or contradicts. */
  readonly DecideOutcome: {
    readonly paymentId: string;
    readonly providerReference: string;
    readonly reviewId: string;
    readonly decision: Decision;
    readonly grounds: Sealed<Grounds> | null;
    /** What was paid or taken back; null: all of it. */
    readonly amount: Money | null;
    readonly providerTransactionId: string | null;
    /** Decide although the provider's newest answer is pending. */
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
  /** A status check found something that moves nothing. */
  readonly RecordFinding: OfAttempt & { readonly finding: StatusFinding };
  /** An answer that decides nothing is kept for the people who investigate. */
  readonly RecordInconclusive: OfAttempt & {
    readonly operation: 'submission' | 'status-check';
    readonly kind: string;
  };
  readonly StopWaiting: { readonly paymentId: string; readonly at: Instant };
  /** The provider certainly did not take the current attempt, and another one is asked. */
  readonly Reroute: OfAttempt & {
    readonly failure: Failure | null;
    readonly next: Pick<Reroute, 'provider' | 'providerReference' | 'routing'>;
  };
  readonly Reattempt: { readonly reattempt: Reattempt; readonly at: Instant };
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
    /** What was asked for, as JSON: another request, or the saga, begins the refund from it where its author died. */
    readonly request?: RefundRequestJson;
    readonly at: Instant;
  };
  /** A refund that had come to nothing has perhaps been paid: its amount is set aside again, also where it is no longer there. */
  readonly HoldRefund: {
    readonly paymentId: string;
    readonly refundId: string;
    readonly amount: Money;
    readonly at: Instant;
  };
  readonly ReleaseRefund: { readonly paymentId: string; readonly refundId: string; readonly at: Instant };
  readonly CompleteRefund: {
    readonly paymentId: string;
    readonly refundId: string;
    /** What went back; absent: what was set aside. */
    readonly amount?: Money;
    readonly providerTransactionId?: string | null;
    readonly at: Instant;
  };
}
