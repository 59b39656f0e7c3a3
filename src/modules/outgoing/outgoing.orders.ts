import type { Count, Signer } from '../../kernel/domain/approvals.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { SaidByStatement } from '../../kernel/domain/movement.js';
import type { SaidOutcome } from '../movements/contract.js';
import type { Exchange, Failure } from '../providers/contract.js';
import type { Begins } from './outgoing.events.js';

interface OfAttempt {
  readonly id: string;
  readonly providerReference: string;
  /** The raw exchange with the provider. */
  readonly answer: Sealed<Exchange> | null;
  readonly at: Instant;
}

/** The orders that every refund and payout takes. How one is requested, each kind defines itself. */
export interface OutgoingOrders {
  readonly Approve: {
    readonly id: string;
    readonly signer: Signer;
    readonly count: Count;
    /** The attempt that begins if this approval is the last one needed; null: a person pays it by hand. */
    readonly begins: Omit<Begins, 'attempt'> | null;
    readonly at: Instant;
  };
  readonly Reject: {
    readonly id: string;
    readonly signer: Signer;
    readonly reason: Sealed<string>;
    readonly at: Instant;
  };
  readonly RecordSubmission: OfAttempt;
  /** A sender that may not be the first is about to submit it. */
  readonly RepeatSubmission: Omit<OfAttempt, 'answer'>;
  /** The provider refused the first submission. */
  readonly RecordRefusal: OfAttempt & { readonly failure: Failure };
  /** The first submission certainly never left us; `isForbidden`: and must not be tried again. */
  readonly RecordNotSent: OfAttempt & { readonly isForbidden: boolean };
  readonly RecordPending: OfAttempt;
  readonly RecordOutcome: OfAttempt & { readonly outcome: SaidOutcome; readonly statement?: SaidByStatement };
  readonly RecordFinding: OfAttempt & { readonly finding: 'NOT_FOUND' | 'UNKNOWN_ANSWER' };
  readonly RecordInconclusive: OfAttempt & {
    readonly operation: 'submission' | 'status-check';
    readonly kind: string;
  };
  readonly StopWaiting: { readonly id: string; readonly at: Instant };
  /** A person has decided, on evidence, what the provider does not answer or contradicts. */
  readonly DecideOutcome: {
    readonly id: string;
    readonly providerReference: string;
    readonly reviewId: string;
    readonly decision: string;
    readonly grounds: Sealed<Grounds> | null;
    /** What was paid; null: as asked. */
    readonly amount: Money | null;
    readonly providerTransactionId: string | null;
    /** Decide although the provider's newest answer is pending. */
    readonly force: boolean;
    readonly at: Instant;
  };
}
