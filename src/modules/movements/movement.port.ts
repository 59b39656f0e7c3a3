import type { Instant } from '../../kernel/domain/clock.js';
import type { AnyEventDefinition, DomainEvent, Origin } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Movement, MovementKind, SaidByStatement } from '../../kernel/domain/movement.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Collection, Document } from '../../kernel/ports/document-store.js';
import type { Exchange, Failure, Provider, StatusAnswer, SubmissionAnswer, Urgency } from '../providers/contract.js';

/** One kind of movement, for the code that submits, checks and chases all kinds. Payments, refunds and payouts implement it once each. */
export interface MovementPort<M extends KnownMovement = KnownMovement> {
  readonly kind: MovementKind;

  /** The policy that submits them. Its progress is kept under this name, so it never changes. */
  readonly submitPolicy: string;
  /** The events after which a movement is submitted, where `newsOf` says that it `began`. */
  readonly begins: readonly AnyEventDefinition[];
  /** The events, beside those, that change when the provider is asked. */
  readonly events: readonly AnyEventDefinition[];
  /** Null: the event is no news of a movement, such as the approval of a refund that a person pays out. */
  newsOf(event: DomainEvent): MovementNews | null;

  /**
   * Where documents show them. The field `askedSince` (indexed) says when the newest one began that is still asked about; `status` (indexed, with
   * `createdAt`) is the status of the whole.
   */
  readonly collection: Collection;
  /** The statuses of the whole in which an attempt has begun, and is neither uncertain nor over. */
  readonly openStatuses: readonly string[];
  shownIn(document: Document): readonly M[];

  /** Every attempt by its number, as the log has it now; empty: there is no such payment, refund or payout. */
  find(id: string): Promise<readonly M[]>;
  /** The state in this instance's memory; if the attempt is not there, the state in the log. */
  recall(id: string, attempt: number): Promise<readonly M[]>;

  /** The decrypted data for the provider; null: the person was erased and can no longer be asked. */
  prepare(movement: M, provider: Provider): Promise<Submission | null>;
  /** Whether its kind allows the submission. The last check before the request leaves: no await may follow its answer. */
  mayBeSent(movement: M, by: Origin): Promise<MaySend>;
  /** False: a second submission would move money a second time. Absent: it may be repeated under the same reference. */
  isRepeatable?(movement: M, provider: Provider): boolean;
  /** The provider's status check. */
  ask(movement: M, provider: Provider, urgency: Urgency): Promise<StatusAnswer>;

  /** Records a fact, which changes nothing if it is known. Returns the movement after it. */
  record(movement: M, fact: MovementFact, by: Origin): Promise<M>;
  /** Ends the wait of an expired movement without a final answer. True: it is uncertain now. */
  stopWaiting(movement: Movement, by: Origin): Promise<boolean>;
  /** At every run of the saga: finishes work on two streams whose author died in between, such as a claim without its payment. */
  finishAbandoned(by: Origin): Promise<void>;
}

/** A function starts the submission where what the answer rests on is as it was looked at; null: it is not, and nothing was started. */
export type MaySend = boolean | (<T>(start: () => T) => Promise<{ readonly started: T } | null>);

/** Calls the provider in the same turn of the event loop. */
export type Submission = (call: {
  readonly callbackUrl: string;
  readonly sentBefore: boolean;
}) => Promise<SubmissionAnswer>;

/** The recorded state of a movement. */
export interface KnownMovement extends Movement {
  readonly provider: string;
  readonly providerReference: string;
  /** `over`: something final is known. */
  readonly status: 'created' | 'submitted' | 'pending' | 'uncertain' | 'over';
  /** It is over, and money moved. */
  readonly isSuccessful: boolean;
  /** No later attempt has taken its place. */
  readonly isCurrent: boolean;
  /** A person has decided that it is never submitted again. */
  readonly isStopped: boolean;
  /** Nothing final is known, or a person decided it and the provider has not confirmed that. */
  readonly isAskedAbout: boolean;
  /** What is asked for under its reference. */
  readonly asked: Money;
  readonly beganAt: Instant;
  /** After this time it is not submitted, and the movement becomes uncertain. */
  readonly expiresAt: Instant;
  /** Findings beside the status, each once: `NOT_FOUND`, `status-check:server-fault`. */
  readonly findings: readonly string[];
  /** What the newest status check found, when it decided nothing. */
  readonly newestFinding: string | null;
  /** The person that it asks or pays, sealed; the provider's answers are sealed under the same key. */
  readonly person: Sealed;
}

type Answer = Sealed<Exchange>;

/** A fact about a movement at its provider. */
export type MovementFact =
  /** A sender that is not certainly the first announces its submission. */
  | { readonly is: 'repeated' }
  | { readonly is: 'accepted'; readonly answer: Answer }
  /** The provider refused the first submission. */
  | { readonly is: 'refused'; readonly failure: Failure; readonly answer: Answer | null }
  /** The first submission certainly never left; `isForbidden`: it must not be tried again. */
  | { readonly is: 'not-sent'; readonly isForbidden: boolean; readonly answer: Answer | null }
  | { readonly is: 'pending'; readonly answer: Answer }
  /** The provider answered it, or a line of its statement says it. */
  | {
      readonly is: 'final';
      readonly outcome: SaidOutcome;
      readonly answer: Answer | null;
      readonly statement?: SaidByStatement;
    }
  /** A status check with a finding that changes no status. */
  | { readonly is: 'found'; readonly finding: 'NOT_FOUND' | 'UNKNOWN_ANSWER'; readonly answer: Answer }
  /** An answer that decides nothing, kept as evidence. */
  | {
      readonly is: 'inconclusive';
      readonly operation: 'submission' | 'status-check';
      readonly kind: string;
      readonly answer: Answer;
    };

/** The provider's final answer, and the movement that it names; null where it names none. */
export type SaidOutcome = {
  readonly amount: Money | null;
  /** The payer's number; for money that we send, the payee's number. */
  readonly payerSubject: string | null;
  readonly externalId: string | null;
} & (
  | { readonly is: 'successful'; readonly transactionId: string | null }
  | { readonly is: 'failed' | 'expired'; readonly failure: Failure }
);

/** The news in an event for the timetable and the tallies. */
export type MovementNews = { readonly movement: Movement } & (
  | {
      readonly is: 'began';
      readonly provider: string;
      readonly beganAt: Instant;
      /** Null: as of the movement that it takes the place of. */
      readonly expiresAt: Instant | null;
      /** The movement that has ended by this event. */
      readonly insteadOf?: Movement;
    }
  | { readonly is: 'submitted' | 'uncertain' }
  /** The provider's final answer: no status check follows. */
  | { readonly is: 'settled' }
  /** A person's decision: the state says whether status checks go on. */
  | { readonly is: 'decided' }
);
