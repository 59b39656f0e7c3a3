import type { AnyEventDefinition, DomainEvent, Origin } from '../../kernel/domain/events.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import type { Money } from '../../kernel/domain/money.js';
import type { MovementKind } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';

/** What a person may decide about an attempt of any kind. */
export type MoneyDecision = 'paid' | 'not-paid' | 'returned' | 'reversed';

/**
 * What is doubtful about one kind of movement, for the reviews in which a person settles it. Payments, refunds and payouts implement it once each:
 * a review knows what it is about, and not which kind it is.
 */
export interface DoubtPort {
  readonly kind: MovementKind;
  /** The reason of a review where no final answer came. */
  readonly uncertain: 'UNCERTAIN_PAYMENT' | 'UNCERTAIN_REFUND' | 'UNCERTAIN_PAYOUT';
  /** Every event of which `newsOf` knows something. */
  readonly events: readonly AnyEventDefinition[];
  /** Null: the event leaves no doubt, and ends none. */
  newsOf(event: DomainEvent): DoubtNews | null;

  /** As the log has it now; null: there is none. */
  find(id: string): Promise<Doubtful | null>;
  /** As this instance remembers it, where the attempt has ended there; else as `find`. A doubt about an attempt is recorded before its end. */
  recallEnded(id: string, attempt: number): Promise<Doubtful | null>;

  /**
   * Carries out a person's decision, or refuses it. The refusals `<KIND>_SETTLED` (somebody was faster) and `PAID_AMOUNT_MISSING` are understood by
   * reviews. The same decision in the same review again changes nothing.
   */
  decide(decision: DoubtDecision, by: Origin): Promise<unknown>;
}

export interface DoubtDecision {
  readonly id: string;
  readonly providerReference: string;
  readonly reviewId: string;
  readonly decision: MoneyDecision;
  readonly grounds: Sealed<Grounds> | null;
  /** What was paid or taken back; null: all of it. */
  readonly amount: Money | null;
  readonly providerTransactionId: string | null;
  /** Decide although the provider's newest answer is pending. */
  readonly force: boolean;
}

/** The news in an event for the reviews. */
export type DoubtNews = { readonly id: string; readonly attempt: number } & (
  | { readonly is: 'uncertain'; readonly reason: 'NO_FINAL_ANSWER' | 'AMOUNT_DISAGREES' }
  /** By the provider's answer. */
  | { readonly is: 'settled' }
  /** By a person, in this review. */
  | {
      readonly is: 'decided';
      readonly reviewId: string;
      /** `duplicate`: it never left, and is not to leave any more. */
      readonly decision: MoneyDecision | 'duplicate';
      readonly grounds: Sealed<Grounds> | null;
    }
  | {
      readonly is: 'contradicted';
      readonly was: string;
      readonly says: 'pending' | 'successful' | 'failed' | 'expired';
      readonly differs: boolean;
    }
);

/** A payment, refund or payout, as far as a person has to settle something about it. */
export interface Doubtful {
  /** The members of a review that say what it is about. */
  readonly ids: {
    readonly paymentId: string | null;
    readonly refundId: string | null;
    readonly payoutId: string | null;
  };
  readonly currency: string;
  /** What a person says about it is sealed under this person's key. */
  readonly person: Sealed;
  /** It was in doubt before, so there may be a review. Nearly every movement ends without one. */
  readonly wasDoubted: boolean;
  readonly attempts: readonly DoubtfulAttempt[];
}

export interface DoubtfulAttempt {
  readonly number: number;
  readonly providerReference: string;
  readonly isUncertain: boolean;
  /** Only a person can settle it. */
  readonly isInDoubt: boolean;
  /** The review in which a person decided it; null: no person has decided. */
  readonly decidedIn: string | null;
  readonly decidedAs: string | null;
  /** The provider has confirmed the person's decision. */
  readonly isConfirmed: boolean;
}

/** The id of the open review of each refund or payout, or of its newest one. Reviews answer it; those it is about may not import that module. */
export interface MovementReviews {
  of(kind: 'refund' | 'payout', ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
}
export const movementReviewsToken = Symbol('MovementReviews');

/** The doubts of every kind. */
export class Doubts {
  readonly #ports = new Map<MovementKind, DoubtPort>();
  readonly #tellers = new Map<string, DoubtPort>();

  /** Each kind registers itself while the application is built. */
  add(port: DoubtPort): void {
    this.#ports.set(port.kind, port);
    for (const { type } of port.events) this.#tellers.set(type, port);
  }

  of(kind: MovementKind): DoubtPort {
    const port = this.#ports.get(kind);
    if (port === undefined) throw new Error(`No module tells the doubts of the kind ${kind}`);
    return port;
  }

  /** The kind that an event is of; undefined: of none. */
  tellerOf(type: string): DoubtPort | undefined {
    return this.#tellers.get(type);
  }

  get events(): readonly AnyEventDefinition[] {
    return [...this.#ports.values()].flatMap(({ events }) => events);
  }
}
