import type { Instant } from '../../kernel/domain/clock.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Exchange, Failure } from '../providers/contract.js';
import type { Creation, Grounds, Reattempt, SaidSuccess, StatusFinding } from './payment.events.js';
import type { Decision } from './payment.state.js';

/** What a provider finally says of an attempt, and which payment it names; null where it does not say. */
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
  /** The raw exchange that taught it. */
  readonly answer: Sealed<Exchange> | null;
  readonly at: Instant;
}

export interface PaymentOrders {
  readonly Create: { readonly creation: Creation; readonly at: Instant };
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
    readonly at: Instant;
  };
  readonly ReleaseRefund: { readonly paymentId: string; readonly refundId: string; readonly at: Instant };
  readonly CompleteRefund: { readonly paymentId: string; readonly refundId: string; readonly at: Instant };
}
