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

/** The revision that the caller has read: none, or the stream up to this revision. There is no "any". */
export type ExpectedRevision = 'no-stream' | number;

export interface Appended {
  /** Revision and position of the last event of this append. */
  readonly revision: number;
  readonly position: Position;
}

/** Events for one stream, at the revision that their author has seen. */
export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
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

/** An event as the store keeps it, for who computes hashes over the log: `textOf` it, the same on every store. */
export interface StoredText {
  readonly position: Position;
  readonly text: string;
}

export interface TextBatch {
  readonly events: readonly StoredText[];
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
   * True for at most one delivery of an event to its group, over all members and restarts: not for a retry, and not where the
   * store is not certain. It does not say that the event was never delivered before, only that no earlier delivery was marked as the first.
   */
  readonly first: boolean;
}

/** A member of a consumer group. Each event is delivered to one member, at least once, in no guaranteed order. */
export interface Consumer {
  readonly group: string;
  readonly filter: EventFilter;
  /** How many at once. */
  readonly concurrency: number;
  /** Whether a delivery that is certainly the first is worth a detour to another member of the group; default: no. */
  readonly prefersFirst?: boolean;
  /** Returns when the event is handled; throws to have it redelivered. Every event may be delivered more than once. */
  handle(event: RecordedEvent, delivery: Delivery): Promise<void>;
  /** Milliseconds to wait before try number `tries` + 1, or `park` to make the event a dead letter. An event that waits for a retry does not count towards the concurrency. */
  onFailure(error: unknown, tries: number): number | 'park';
}

/** The limit for one group in one process. With this many events waiting for a retry it takes no new event, because everything fails. */
export const mostWaiting = 1_000;

export interface Consumption {
  /** Takes no new event, and resolves when the events in progress are handled and acknowledged. */
  stop(): Promise<void>;
  readonly progress: ConsumptionProgress;
}

export interface ConsumptionProgress {
  /** Events that are being handled. */
  readonly inHand: number;
  /** Events that wait for a retry. */
  readonly waiting: number;
  /** Every event up to here is handled. */
  readonly position: Position;
  /** Every event up to here is handled or has been delivered to the consumer. */
  readonly read: Position;
  /** The recording time of the oldest event that is delivered and not yet handled. Events that wait for a retry count only when no new event is taken because of them. */
  readonly oldestAt: Instant | null;
  /** Why the group receives nothing; null without a fault. */
  readonly fault: string | null;
}

/** An event that failed too often and was passed over. */
export interface DeadLetter {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly reason: string;
  readonly parkedAt: string;
}

export interface ParkedEvent extends DeadLetter {
  readonly group: string;
}

/** Of an ordered policy: every event up to the position is handled, or is a dead letter. */
export interface PolicyCheckpoint {
  readonly position: Position;
  readonly deadLetters: readonly DeadLetter[];
}

/** The stored form: JSON has no bigint. */
export interface CheckpointJson {
  readonly position: string;
  readonly deadLetters: readonly (Omit<DeadLetter, 'position'> & { readonly position: string })[];
}

export const checkpointToJson = ({ position, deadLetters }: PolicyCheckpoint): CheckpointJson => ({
  position: String(position),
  deadLetters: deadLetters.map((each) => ({ ...each, position: String(each.position) })),
});

export const checkpointFromJson = ({ position, deadLetters }: CheckpointJson): PolicyCheckpoint => ({
  position: BigInt(position),
  deadLetters: deadLetters.map((each) => ({ ...each, position: BigInt(each.position) })),
});

export interface ClaimedCheckpoint {
  /** As it was stored at the claim. */
  readonly last: PolicyCheckpoint;
  /** Throws `CheckpointClaimed`, and stores nothing, after a later claim. */
  readonly keep: (checkpoint: PolicyCheckpoint) => Promise<void>;
}

/**
 * The log: append-only, the source of truth. Every method throws `StoreUnavailable` when the store cannot answer. An append that threw it has
 * written nothing. After `MayBeRecorded` this is not known. Both may be repeated with the same event ids and the same expected
 * revision; the events are then written once.
 */
export interface EventStore {
  /** True when only this object can append, so that a folded state stays current. */
  readonly soleWriter: boolean;
  /** All of the events, or none and `RevisionConflict`. */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;
  /**
   * Appends to several streams, each of them once: all of it in this order, or nothing. Null where the store appends to one stream at a time: there
   * an author appends to one after the other, and a crash in between must leave what can be finished.
   */
  readonly appendTogether: ((appends: readonly Append[]) => Promise<readonly Appended[]>) | null;

  /** Empty when there is no such stream. */
  readStream(stream: string, options?: ReadStream): Promise<readonly RecordedEvent[]>;
  /** At most `limit` events after a position, in order. An unchanged position means that the log has no more events. */
  readAll(after: Position, limit: number, filter?: EventFilter): Promise<EventBatch>;
  /** As `readAll`, as text and unchecked: also events that were changed in the store since they were written. */
  readTexts(after: Position, limit: number): Promise<TextBatch>;
  /** The events after the position, then new events as they are appended, without gap or repetition, until the signal is aborted. */
  subscribe(after: Position, filter: EventFilter, signal: AbortSignal): AsyncIterable<EventBatch>;
  /** The position of the last event; `beginning` when there is none. */
  head(): Promise<Position>;
  /** Looks up the event at a position. */
  at(position: Position): Promise<Place>;
  consume(consumer: Consumer): Consumption;
  /** The checkpoint of an ordered policy; null before its first run. */
  checkpoint(policy: string): Promise<PolicyCheckpoint | null>;
  /**
   * Takes over the checkpoint of an ordered policy from any earlier holder. The checkpoint is stored with the log, so it is lost only with the
   * log. It needs no fencing token of a lease: leases may be stored elsewhere, and be lost there.
   */
  claimCheckpoint(policy: string): Promise<ClaimedCheckpoint>;
  /** Throws when an append would fail now. Readers see nothing of this check. */
  checkWritable(): Promise<void>;
  parked(): Promise<readonly ParkedEvent[]>;
  /** The number of parked events of each group, in constant time. */
  parkedCounts(): Promise<ReadonlyMap<string, number>>;
  /** Redelivers the parked events of a group, at once or when it next consumes, and returns their number. Throws for an unknown group. */
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

/** What a store also needs for moving a log to another store. No gateway may run on a log that receives. */
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

/** Another holder keeps this checkpoint now: what the caller knows of it is old. */
export class CheckpointClaimed extends Error {
  override readonly name = 'CheckpointClaimed';

  constructor(policy: string) {
    super(`${policy} has been taken over by another holder`);
  }
}

/** The store cannot answer, and has written nothing of what was asked. */
export class StoreUnavailable extends Error {
  override readonly name: string = 'StoreUnavailable';
}

/** The store was asked to write, and its answer was lost. */
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
