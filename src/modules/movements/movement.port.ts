import type { Instant } from '../../kernel/domain/clock.js';
import type { AnyEventDefinition, DomainEvent, Origin } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Movement, MovementKind } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Collection, Document } from '../../kernel/ports/document-store.js';
import type { Exchange, Failure, Provider, StatusAnswer, SubmissionAnswer, Urgency } from '../providers/contract.js';

/** What one kind of movement is to the code that submits, checks and chases them all. Payments, refunds and payouts implement it once each. */
export interface MovementPort<M extends KnownMovement = KnownMovement> {
  readonly kind: MovementKind;

  /** The policy that submits them. Its progress is kept under this name, so it never changes. */
  readonly submitPolicy: string;
  /** The events after which a movement is submitted, where `newsOf` says that it `began`. */
  readonly begins: readonly AnyEventDefinition[];
  /** The events, beside those, that change when the provider is asked. */
  readonly events: readonly AnyEventDefinition[];
  /** Null: no news of a movement, such as the approval of a refund that a person pays out. */
  newsOf(event: DomainEvent): MovementNews | null;

  /** Where documents show them; its field `askedSince` (indexed) says when the newest one began that is still asked about. */
  readonly collection: Collection;
  shownIn(document: Document): readonly M[];

  /** Every attempt by its number, as the log has it now; empty: there is no such payment, refund or payout. */
  find(id: string): Promise<readonly M[]>;
  /** As this instance remembers it, if it remembers that attempt; else as the log has it now. */
  recall(id: string, attempt: number): Promise<readonly M[]>;

  /** Everything that the provider needs, opened; null: the person has been erased, and nobody can be asked any more. */
  prepare(movement: M, provider: Provider): Promise<Submission | null>;
  /** Whether nothing that its kind knows forbids it. The last look before the request leaves: no await may follow its answer. */
  mayBeSent(movement: M, by: Origin): Promise<boolean>;
  /** The provider's status check. */
  ask(movement: M, provider: Provider, urgency: Urgency): Promise<StatusAnswer>;

  /** Puts a fact on record; it changes nothing where it is no news. The movement as it is then. */
  record(movement: M, fact: MovementFact, by: Origin): Promise<M>;
  /** Its time is over without a final answer. True: it is uncertain now. */
  stopWaiting(movement: Movement, by: Origin): Promise<boolean>;
  /** At every run of the saga: finishes what needs two streams and whose author died between them, such as a claim without its payment. */
  finishAbandoned(by: Origin): Promise<void>;
}

/** Calls the provider in the same turn of the event loop. */
export type Submission = (call: {
  readonly callbackUrl: string;
  readonly sentBefore: boolean;
}) => Promise<SubmissionAnswer>;

/** A movement as its kind has it on record. */
export interface KnownMovement extends Movement {
  readonly provider: string;
  readonly providerReference: string;
  /** `over`: something final is known. */
  readonly status: 'created' | 'submitted' | 'pending' | 'uncertain' | 'over';
  /** No later attempt has taken its place. */
  readonly isCurrent: boolean;
  /** A person has decided that nothing of it is sent any more. */
  readonly isStopped: boolean;
  /** Nothing final is known, or a person decided it and the provider has not confirmed that. */
  readonly isAskedAbout: boolean;
  readonly beganAt: Instant;
  /** After it nothing is sent, and the movement is uncertain. */
  readonly expiresAt: Instant;
  /** What is known beside the status, each once: `NOT_FOUND`, `status-check:server-fault`. */
  readonly findings: readonly string[];
  /** What the newest status check found, when it decided nothing. */
  readonly newestFinding: string | null;
  /** Whom it asks or pays, sealed; the provider's answers are sealed under the same key. */
  readonly person: Sealed;
}

type Answer = Sealed<Exchange>;

/** What happened to a movement at its provider. */
export type MovementFact =
  /** A sender that may not be the first is about to submit it. */
  | { readonly is: 'repeated' }
  | { readonly is: 'accepted'; readonly answer: Answer }
  /** The provider refused the first submission. */
  | { readonly is: 'refused'; readonly failure: Failure; readonly answer: Answer | null }
  /** The first submission certainly never left us; `isForbidden`: and must not be tried again. */
  | { readonly is: 'not-sent'; readonly isForbidden: boolean; readonly answer: Answer | null }
  | { readonly is: 'pending'; readonly answer: Answer }
  | { readonly is: 'final'; readonly outcome: SaidOutcome; readonly answer: Answer }
  /** A status check taught something that moves nothing. */
  | { readonly is: 'found'; readonly finding: 'NOT_FOUND' | 'UNKNOWN_ANSWER'; readonly answer: Answer }
  /** An answer that decides nothing, to be kept for the people who look into it. */
  | {
      readonly is: 'inconclusive';
      readonly operation: 'submission' | 'status-check';
      readonly kind: string;
      readonly answer: Answer;
    };

/** What a provider finally says, and which movement it names; null where it does not say. */
export type SaidOutcome = {
  readonly amount: Money | null;
  /** Of the payer; where we give money, of whom it went to. */
  readonly payerSubject: string | null;
  readonly externalId: string | null;
} & (
  | { readonly is: 'successful'; readonly transactionId: string | null }
  | { readonly is: 'failed' | 'expired'; readonly failure: Failure }
);

/** What an event says to those who keep count of movements. */
export type MovementNews = { readonly movement: Movement } & (
  | { readonly is: 'began'; readonly provider: string; readonly beganAt: Instant; readonly expiresAt: Instant }
  | { readonly is: 'submitted' | 'uncertain' }
  /** The provider's final word: nothing is asked any more. */
  | { readonly is: 'settled' }
  /** A person's decision: whether something is asked yet, its state tells. */
  | { readonly is: 'decided' }
);
