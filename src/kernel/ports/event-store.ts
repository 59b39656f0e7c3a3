import type { Instant } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { EventMetadata } from '../domain/events.js';

/** An event as it goes into the log. Ids are UUIDs; the same ids appended again at the same place are the same append. */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

/** An event as the log keeps it: still in the shape of the version that wrote it. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** Counts the events of its stream: 0, 1, 2, … */
  readonly revision: number;
  readonly position: Position;
}

/** What the caller has seen of the stream: nothing, or its events up to this revision. There is no "any". */
export type ExpectedRevision = 'no-stream' | number;

export interface Appended {
  /** Revision and position of the last event of this append. */
  readonly revision: number;
  readonly position: Position;
}

/** Which events a reader wants: those of the named categories (`payment` of `payment-pay_…`) and types; absent: all. */
export interface EventFilter {
  readonly categories?: readonly string[];
  readonly types?: readonly string[];
}

/** `isReached`: the log does not end before it. The id and time of the event there; null where there is none of ours. */
export type Place = { readonly isReached: boolean } & (
  { readonly id: string; readonly at: Instant } | { readonly id: null; readonly at: null }
);

/** A batch of the log as one reader sees it. `position` is how far it reaches, matching events or not. */
export interface EventBatch {
  readonly events: readonly RecordedEvent[];
  readonly position: Position;
}

export interface ReadStream {
  /** The first revision wanted; default: the first forwards, the last backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** At least 1; default: all. */
  readonly limit?: number;
}

export interface Delivery {
  /**
   * True for at most one handing of an event to its group, over all members and all their lives: not for a second try, and not where the
   * store is not certain. It does not say that no member was ever handed the event before, only that none was as the first.
   */
  readonly first: boolean;
}

/** Who reads as one of a group: each event goes to one member, at least once, in no promised order. */
export interface Consumer {
  readonly group: string;
  readonly filter: EventFilter;
  /** How many at once. */
  readonly concurrency: number;
  /** Whether to be handed an event as the first is worth a detour within the group; default: no. */
  readonly prefersFirst?: boolean;
  /** Returns when the event is dealt with; throws to have it again. Every event may come more than once. */
  handle(event: RecordedEvent, delivery: Delivery): Promise<void>;
  /** Milliseconds to wait before try number `tries` + 1, or `park` to set the event aside. An event that waits counts as none at once. */
  onFailure(error: unknown, tries: number): number | 'park';
}

/** Of one group in one process. With so many events waiting for a later try it takes no new one: it fails at everything. */
export const mostWaiting = 1_000;

export interface Consumption {
  /** Takes no new event, and resolves when those in hand are done and remembered. */
  stop(): Promise<void>;
  readonly progress: ConsumptionProgress;
}

export interface ConsumptionProgress {
  /** Events that are being handled. */
  readonly inHand: number;
  /** Events that wait for a later try. */
  readonly waiting: number;
  /** Every event up to here is done. */
  readonly position: Position;
  /** Up to here every event is done, or has been given to the consumer. */
  readonly read: Position;
  /** When the oldest event was recorded that has been given out and is not done. What waits for a later try is left out, unless nothing new is taken for it. */
  readonly oldestAt: Instant | null;
  /** Why the group is given nothing; null while all is well. */
  readonly fault: string | null;
}

/** An event that a group parked after too many failures: a dead letter. */
export interface ParkedEvent {
  readonly group: string;
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly reason: string;
  readonly parkedAt: string;
}

/**
 * The log: append-only, the one truth. Every method throws `StoreUnavailable` when the store cannot answer. An append that threw it has
 * written nothing, unless it is `MayBeRecorded`: then it is not known. Either may be repeated with the same event ids and the same expected
 * revision, and is then written once.
 */
export interface EventStore {
  /** True when only this object can append, so that a state once folded stays the newest. */
  readonly soleWriter: boolean;
  /** All of the events, or none and `RevisionConflict`. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /** Empty when there is no such stream. */
  readStream(stream: string, options?: ReadStream): Promise<readonly RecordedEvent[]>;
  /** The next events after a position, at most `limit` of them, in order; an equal position means that there is nothing more. */
  readAll(after: Position, limit: number, filter?: EventFilter): Promise<EventBatch>;
  /** First what is there after the position, then what comes, never skipping or repeating, until the signal is aborted. */
  subscribe(after: Position, filter: EventFilter, signal: AbortSignal): AsyncIterable<EventBatch>;
  /** The position of the last event; `beginning` when there is none. */
  head(): Promise<Position>;
  /** What stands at a position. */
  at(position: Position): Promise<Place>;
  consume(consumer: Consumer): Consumption;
  /** Throws when an append would fail now. It leaves nothing that a reader sees. */
  checkWritable(): Promise<void>;
  parked(): Promise<readonly ParkedEvent[]>;
  /** How many events each group has parked; in constant time. */
  parkedCounts(): Promise<ReadonlyMap<string, number>>;
  /** Hands the parked events of a group to it again, at once or when it next consumes; says how many. Throws where there is no such group. */
  replayParked(group: string): Promise<number>;
  close(): Promise<void>;
}

/** An event of another log, which keeps its stream, revision, id, data and metadata here; positions are each log's own. */
export type MovedEvent = Omit<RecordedEvent, 'position'>;

export interface GroupProgress {
  readonly group: string;
  /** Every event up to here has been dealt with, or is parked. */
  readonly position: Position;
}

/** What a log can do besides when it moves from one store to another. No gateway is at work on a log that receives. */
export interface MovableEventStore extends EventStore {
  /**
   * Writes these events of another log in exactly this order. After a failure a prefix of them is written, so that the transfer can be
   * continued from what is there; `RevisionConflict` when a stream is not as it was there. `oneByOne`: for a server that does not keep the order of
   * the calls, and many times as slow there.
   */
  receive(events: readonly MovedEvent[], options?: { readonly oneByOne?: boolean }): Promise<void>;
  groups(): Promise<readonly GroupProgress[]>;
  /**
   * The group goes on after this position, whatever it did before, and has these events up to there parked. Only while the group has no consumer.
   */
  placeGroup(
    progress: GroupProgress,
    parked: readonly { readonly position: Position; readonly reason: string; readonly parkedAt: string }[],
  ): Promise<void>;
}

export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';

  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`${stream} is at ${actual}, not at ${expected}`);
  }
}

/** The store cannot answer, and has written nothing of what was asked. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable';
}

/** The store was asked to write, and did not say whether it has. */
export class MayBeRecorded extends StoreUnavailable {
  override readonly name = 'MayBeRecorded';
}

/** `payment` of `payment-pay_…`. */
export const categoryOf = (stream: string): string => {
  const dash = stream.indexOf('-');
  return dash === -1 ? stream : stream.slice(0, dash);
};

export const matches = (filter: EventFilter, event: { stream: string; type: string }): boolean =>
  (filter.types === undefined || filter.types.includes(event.type)) &&
  (filter.categories === undefined || filter.categories.includes(categoryOf(event.stream)));
