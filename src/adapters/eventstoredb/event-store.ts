import {
  BACKWARDS,
  END,
  FORWARDS,
  jsonEvent,
  START,
  type EventData,
  type EventStoreDBClient,
  type JSONType,
  type ResolvedEvent,
} from '@eventstore/db-client';
import type { Clock } from '../../kernel/domain/clock.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { EventstoredbCheckpoints } from './checkpoints.js';
import { EventstoredbConnection, ignored, realMs, typeOf, type Limits } from './connection.js';
import { EventstoredbConsumption } from './consumption.js';
import { checkpointPrefix, placeOf, recorded } from './events.js';
import { EventstoredbFollowing } from './following.js';
import { EventstoredbGroups } from './groups.js';
import {
  matches,
  RevisionConflict,
  StoreUnavailable,
  type Appended,
  type ClaimedCheckpoint,
  type Consumer,
  type Consumption,
  type EventFilter,
  type ExpectedRevision,
  type GroupProgress,
  type MovableEventStore,
  type MovedEvent,
  type NewEvent,
  type ParkedEvent,
  type Place,
  type PolicyCheckpoint,
  type ReadStream,
  type RecordedEvent,
  type EventBatch,
  type TextBatch,
} from '../../kernel/ports/event-store.js';
import { textOf } from '../../kernel/stored-text.js';

/** The log in an EventStoreDB to which other programs may also write. Positions are the server's commit positions. */
export class EventstoredbEventStore implements MovableEventStore {
  readonly soleWriter = false;
  /** The server appends to one stream at a time. */
  readonly appendTogether = null;
  readonly #following: EventstoredbFollowing;
  readonly #groups: EventstoredbGroups;
  readonly #checkpoints: EventstoredbCheckpoints;
  readonly #consumptions = new Map<string, EventstoredbConsumption>();
  #roadIsOpen = false;
  #newestSeen: { readonly raw: Position; readonly ours: Position } = { raw: beginning, ours: beginning };
  #closed: Promise<void> | null = null;

  /** Does not wait for the server: calls throw `StoreUnavailable` while it is unavailable. Throws for an invalid connection string. */
  static connect(connectionString: string, clock: Clock, limits: Partial<Limits> = {}): EventstoredbEventStore {
    return new EventstoredbEventStore(new EventstoredbConnection(connectionString, limits), clock);
  }

  private constructor(
    private readonly connection: EventstoredbConnection,
    private readonly clock: Clock,
  ) {
    this.#following = new EventstoredbFollowing(connection);
    this.#groups = new EventstoredbGroups(connection);
    this.#checkpoints = new EventstoredbCheckpoints(connection, clock);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const revision = expected === 'no-stream' ? 'no_stream' : BigInt(expected);
    const { ready } = checked(stream, events);
    for (const consumption of this.#consumptions.values()) consumption.appending(stream, events);
    const written = await this.connection
      .append(stream, revision, ready)
      .catch((error: unknown) => this.#refused(stream, expected, error));
    for (const consumption of this.#consumptions.values()) consumption.appended(written.position!.commit);
    return { revision: Number(written.nextExpectedRevision), position: written.position!.commit };
  }

  /**
   * Many concurrent appends on the batch path, which keeps the order of the calls (page 13); consecutive events of one stream are one append.
   * The first failure ends it; the caller reads back what was written.
   */
  async receive(events: readonly MovedEvent[], { oneByOne = false } = {}): Promise<void> {
    const appends = appendsOf(events);
    const failures: unknown[] = [];
    const underWay = new Set<Promise<void>>();
    let roomMade: () => void = ignored;
    for (const { stream, expected, ready } of appends) {
      const append: Promise<void> = this.connection
        .appendInOrder(stream, expected === 'no-stream' ? 'no_stream' : BigInt(expected), ready)
        .catch((error: unknown) => this.#refused(stream, expected, error))
        .catch((error: unknown) => void failures.push(error))
        .finally(() => {
          underWay.delete(append);
          roomMade();
        });
      underWay.add(append);
      // The first append opens the batch stream for the others.
      if (oneByOne || !this.#roadIsOpen) await append;
      else if (underWay.size >= mostAppendsUnderWay) await new Promise<void>((resolve) => (roomMade = resolve));
      this.#roadIsOpen = true;
      if (failures.length > 0) break;
    }
    await Promise.all(underWay);
    if (failures.length > 0) throw failures[0];
  }

  #refused(stream: string, expected: ExpectedRevision, error: unknown): never {
    if (typeOf(error) !== 'wrong-expected-version') throw refusedFor(stream, error);
    const { actualVersion } = error as { actualVersion: bigint | 'no_stream' };
    throw new RevisionConflict(
      stream,
      expected,
      actualVersion === 'no_stream' || actualVersion < 0n ? 'no-stream' : Number(actualVersion),
    );
  }

  async readStream(stream: string, options: ReadStream = {}): Promise<readonly RecordedEvent[]> {
    const { direction = 'forwards', limit = Infinity, from } = options;
    const forwards = direction === 'forwards';
    // Without an explicit start the client would read backwards from the first event (fact 26).
    let next: bigint | typeof START | typeof END = from === undefined ? (forwards ? START : END) : BigInt(from);
    const events: RecordedEvent[] = [];
    while (events.length < limit) {
      const maxCount = Math.min(limit - events.length, eventsPerRead);
      const page = await this.#pageOf(stream, {
        fromRevision: next,
        direction: forwards ? FORWARDS : BACKWARDS,
        maxCount,
      });
      events.push(...page);
      const last = page.at(-1);
      if (page.length < maxCount || last === undefined || (!forwards && last.revision === 0)) break;
      next = BigInt(last.revision + (forwards ? 1 : -1));
    }
    return events;
  }

  async #pageOf(stream: string, options: ReadStreamOptions): Promise<RecordedEvent[]> {
    try {
      const page = await this.connection.read((client) =>
        client.readStream(stream, { ...options, requiresLeader: true }),
      );
      return page.flatMap(({ event }) => recorded(event) ?? []);
    } catch (error) {
      if (typeOf(error) === 'stream-not-found') return [];
      throw refusedFor(stream, error);
    }
  }

  /** The server cannot filter reads of `$all` (fact 23), so the filter is applied here. */
  async readAll(after: Position, limit: number, filter: EventFilter = {}): Promise<EventBatch> {
    const most = Math.min(limit, eventsPerRead);
    // A read includes the event at its position (fact 28), and a count of zero is not allowed (fact 24).
    const page = await this.#readAfter(after, most + 1).catch(unlessBetweenEvents);
    if (page === null) return this.#readOn(after, limit, filter);
    const next = page.filter(({ event }) => event!.position!.commit > after).slice(0, most);
    const events = next.flatMap(({ event }) => recorded(event) ?? []).filter((event) => matches(filter, event));
    return { events, position: next.at(-1)?.event?.position?.commit ?? after };
  }

  async readTexts(after: Position, limit: number): Promise<TextBatch> {
    const { events, position } = await this.readAll(after, limit);
    return { events: events.map((event) => ({ position: event.position, text: textOf(event) })), position };
  }

  /** From a position between two events, as a subscription may report it: a read is refused there, a subscription is not (fact 28). */
  async #readOn(after: Position, limit: number, filter: EventFilter): Promise<EventBatch> {
    if ((await this.head()) <= after) return { events: [], position: after };
    for await (const { events, position } of this.subscribe(after, filter, new AbortController().signal)) {
      const some = events.slice(0, limit);
      return { events: some, position: some.length < events.length ? some.at(-1)!.position : position };
    }
    return { events: [], position: after };
  }

  #readAfter(after: Position, maxCount: number): Promise<ResolvedEvent[]> {
    const fromPosition = placeOf(after);
    return this.connection.read((client) =>
      client.readAll({ fromPosition, direction: FORWARDS, maxCount, requiresLeader: true }),
    );
  }

  subscribe(after: Position, filter: EventFilter, signal: AbortSignal): AsyncIterable<EventBatch> {
    return this.#following.subscribe(after, filter, signal);
  }

  /** The position of our newest event: `$all` also holds the server's own events. It reads back no further than its last look. */
  async head(): Promise<Position> {
    let before: Position | null = null;
    let raw: Position | null = null;
    for (let maxCount = 8; ; maxCount = eventsPerRead) {
      const fromPosition: typeof END | { commit: Position; prepare: Position } =
        before === null ? END : { commit: before, prepare: before };
      const page = await this.connection.read((client) =>
        client.readAll({ fromPosition, direction: BACKWARDS, maxCount, requiresLeader: true }),
      );
      raw ??= page[0]?.event?.position?.commit ?? beginning;
      const own = page.find(({ event }) => recorded(event) !== null)?.event?.position?.commit;
      before = page.at(-1)?.event?.position?.commit ?? beginning;
      const known = own === undefined && (before <= this.#newestSeen.raw || page.length < maxCount);
      if (own === undefined && !known) continue;
      const ours = own ?? this.#newestSeen.ours;
      if (raw > this.#newestSeen.raw) this.#newestSeen = { raw, ours };
      return ours;
    }
  }

  /** A read includes the event at its position (fact 28). */
  async at(position: Position): Promise<Place> {
    if (position === beginning) return { isReached: true, id: null, at: null };
    const [there] = (await this.#readAfter(position, 1).catch(unlessBetweenEvents)) ?? [];
    const event = there?.event?.position?.commit === position ? recorded(there.event) : null;
    if (event !== null) return { isReached: true, id: event.id, at: event.metadata.at };
    const [last] = await this.connection.read((client) =>
      client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1, requiresLeader: true }),
    );
    return { isReached: (last?.event?.position?.commit ?? beginning) >= position, id: null, at: null };
  }

  consume(consumer: Consumer): Consumption {
    const { group } = consumer;
    if (this.#consumptions.has(group)) throw new Error(`${group} is consumed in this process already`);
    if (this.#consumptions.size >= mostGroups)
      throw new Error(`${mostGroups} groups are consumed in this process already`);
    const consumption = new EventstoredbConsumption(this.connection, this.#groups, consumer, this.clock, () =>
      this.#consumptions.delete(group),
    );
    this.#consumptions.set(group, consumption);
    return consumption;
  }

  checkpoint(policy: string): Promise<PolicyCheckpoint | null> {
    return this.#checkpoints.of(policy);
  }

  claimCheckpoint(policy: string): Promise<ClaimedCheckpoint> {
    return this.#checkpoints.claim(policy);
  }

  /** Asks the leader. Nothing is written: the log is never pruned and would keep every check for ever. */
  async checkWritable(): Promise<void> {
    await this.head();
  }

  parkedCounts(): Promise<ReadonlyMap<string, number>> {
    return this.#groups.parkedCounts();
  }

  parked(): Promise<readonly ParkedEvent[]> {
    return this.#groups.parked();
  }

  groups(): Promise<readonly GroupProgress[]> {
    return this.#groups.progress();
  }

  replayParked(group: string): Promise<number> {
    return this.#groups.replayParked(group);
  }

  /** The server parks only delivered events, so a consumer runs once over the events to park them. */
  async placeGroup(
    { group, position }: GroupProgress,
    parked: readonly { readonly position: Position; readonly reason: string }[],
  ): Promise<void> {
    const reasons = new Map(
      parked.filter((each) => each.position <= position).map((each) => [each.position, each.reason]),
    );
    const [first] = [...reasons.keys()].toSorted((one, other) => (one < other ? -1 : 1));
    await this.#groups.replace(group, first === undefined ? position : await this.#justBefore(first));
    if (first === undefined) return;
    const consumption = this.consume({
      group,
      filter: {},
      concurrency: 64,
      async handle(event) {
        // The server stores the thrown text as the reason.
        if (event.position > position || reasons.has(event.position)) throw reasons.get(event.position) ?? null;
      },
      onFailure: (reason) => (reason === null ? untilStoppedMs : 'park'),
    });
    try {
      while (consumption.progress.position < position) await realMs(20);
    } finally {
      await consumption.stop();
    }
  }

  /** The position of the event before this one, also of the server's own events: a group cannot start between two events. */
  async #justBefore(position: Position): Promise<Position> {
    const fromPosition = { commit: position, prepare: position };
    const [before] = await this.connection.read((client) =>
      client.readAll({ fromPosition, direction: BACKWARDS, maxCount: 1, requiresLeader: true }),
    );
    return before?.event?.position?.commit ?? beginning;
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#consumptions.values()].map((consumption) => consumption.stop()));
    await this.#following.stop();
    await this.connection.close();
  }
}

/** A position between two events, or beyond the end, is refused by a read (fact 28). */
function unlessBetweenEvents(error: unknown): null {
  if (/Unexpected ReadAllResult/.test((error as Error).message)) return null;
  throw error;
}

/** Happens only after a stream was deleted by hand in the store. */
const refusedFor = (stream: string, error: unknown): unknown =>
  error instanceof StoreUnavailable
    ? error
    : new Error(`EventStoreDB refuses ${stream}: ${typeOf(error) ?? String(error)}`, { cause: error });

/** Consecutive events of one stream together, as long as they are no more than one append may hold. */
function appendsOf(events: readonly MovedEvent[]) {
  const appends: { stream: string; expected: ExpectedRevision; ready: EventData[]; bytes: number }[] = [];
  for (const event of events) {
    const { ready, bytes } = checked(event.stream, [event]);
    const last = appends.at(-1);
    if (last?.stream === event.stream && last.bytes + bytes <= mostBytesAtOnce) {
      last.ready.push(...ready);
      last.bytes += bytes;
    } else {
      const expected = event.revision === 0 ? 'no-stream' : event.revision - 1;
      appends.push({ stream: event.stream, expected, ready, bytes });
    }
  }
  return appends;
}

type ReadStreamOptions = Parameters<EventStoreDBClient['readStream']>[1];

const eventsPerRead = 1_000;
const mostAppendsUnderWay = 256;
/** Eleven days: longer than placing a group ever takes. */
const untilStoppedMs = 1_000_000_000;
/** Each takes one of the hundred calls that a connection may have open, and a second one while it has a predecessor. */
const mostGroups = 40;
const mostBytesAtOnce = 1_048_576;
const utf8 = new TextEncoder();
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * The events in the client's form. Input that the server would refuse is refused here with a clear error: an id that is no UUID or an empty type
 * (fact 3), more than a mebibyte of data in one append (fact 9). An append is all or nothing, so it is never cut into several.
 */
function checked(stream: string, events: readonly NewEvent[]) {
  if (stream === '' || stream.startsWith('$') || stream.startsWith(checkpointPrefix))
    throw new Error(
      `"${stream}" is not a valid stream name: it is empty, or begins with "$" or with "${checkpointPrefix}"`,
    );
  if (events.length === 0) throw new Error(`An append to ${stream} without events`);
  let bytes = 0;
  const ready = events.map(({ id, type, data, metadata }) => {
    if (!uuid.test(id)) throw new Error(`Not the id of an event: ${id}`);
    if (type === '' || type.startsWith('$')) throw new Error(`Not a type of event: "${type}"`);
    const text = JSON.stringify(data) as string | undefined;
    if (text === undefined) throw new Error(`Not data that can be kept: ${typeof data}`);
    bytes += Buffer.byteLength(text);
    // The client serialises only when the call is made, so the data is copied here. It passes bytes on unchanged, where it would
    // convert text to base64 and back twice.
    return jsonEvent({ id, type, data: JSON.parse(text) as JSONType, metadata: utf8.encode(JSON.stringify(metadata)) });
  });
  if (bytes > mostBytesAtOnce) throw new Error(`An append of ${bytes} bytes to ${stream}; a mebibyte is the most`);
  return { ready, bytes };
}
