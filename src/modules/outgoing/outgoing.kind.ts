import type { AnyEventDefinition, DomainEvent, Origin } from '../../kernel/domain/events.js';
import type { Collection, Document } from '../../kernel/ports/document-store.js';
import type { DoubtPort, Doubtful, MaySend, Submission } from '../movements/contract.js';
import type { Provider } from '../providers/contract.js';
import type { OutgoingEvents } from './outgoing.events.js';
import type { OutgoingOrders } from './outgoing.orders.js';
import type { Outgoing, OutgoingAttempt } from './outgoing.state.js';

/** The orders that are given by what a provider says, and by people in reviews. */
export type MovementOrder = Exclude<keyof OutgoingOrders, 'Approve' | 'Reject'>;
/** An order without the time, which its sender adds. */
export type Told<Name extends keyof OutgoingOrders> = Omit<OutgoingOrders[Name], 'at'>;

/** What a kind of outgoing money has to say of itself, so that it is submitted, asked about, chased and reviewed like every movement. */
export interface OutgoingKind<S extends Outgoing> {
  readonly kind: 'refund' | 'payout';
  /** The events begin with it: `Refund`. */
  readonly prefix: string;
  readonly events: OutgoingEvents<string>;
  /** Its progress is kept under this name, so it never changes: `submit-refund-when-approved`. */
  readonly submitPolicy: string;
  readonly uncertain: DoubtPort['uncertain'];
  /** Further events with which an attempt begins. `beginsIn` reads them. */
  readonly alsoBegins?: readonly AnyEventDefinition[];
  /** The attempt that begins with one of `alsoBegins`; null: none. */
  beginsIn?(event: DomainEvent): BegunAttempt | null;

  /** Where documents show them: `outgoingIndexes` are among its indexes, and `stateIn` reads one. */
  readonly collection: Collection;
  stateIn(document: Document): S;

  /** As the log has it now; null: there is none. */
  find(id: string): Promise<S | null>;
  /** As this instance remembers it, when that is enough; else as `find`. */
  recall(id: string, isEnough: (known: S) => boolean): Promise<S | null>;
  /** Gives an order, and returns what it is after that. A kind that keeps something else in step with it does so here. */
  send<Name extends MovementOrder>(name: Name, told: Told<Name>, by: Origin): Promise<S>;

  /** The decrypted data for the provider; null: the person was erased, and cannot be paid by this operation. */
  prepare(known: S, attempt: OutgoingAttempt, provider: Provider): Promise<Submission | null>;
  /**
   * Whether it may leave now: the approvals still count, and whatever else the kind needs. The last check before the request leaves; false ends it as
   * `CANCELLED` where nothing has been sent before.
   */
  mayBeSent(known: S, by: Origin): Promise<MaySend>;
  /** The reference of the collection that it gives back; absent: it gives none back. */
  collectionReferenceOf?(known: S): string;
  /** Finishes work on two streams whose author died in between. */
  finishAbandoned(by: Origin): Promise<void>;
  /** What a review of it names. */
  idsOf(known: S): Doubtful['ids'];
}

export interface BegunAttempt {
  readonly id: string;
  readonly attempt: number;
  readonly provider: string;
  readonly beganAt: string;
  readonly expiresAt: string;
}
