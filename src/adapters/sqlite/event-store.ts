import { LRUCache } from 'lru-cache';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import type { EventMetadata } from '../../kernel/domain/events.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import { placeToRead } from './place.js';
import { CheckpointedConsumption, type GroupMemory } from './checkpointed-consumption.js';
import {
  CheckpointClaimed,
  checkpointFromJson,
  checkpointToJson,
  matches,
  MayBeRecorded,
  RevisionConflict,
  StoreUnavailable,
  type Append,
  type Appended,
  type CheckpointJson,
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
import { Batches } from './batches.js';
import {
  engineOf,
  SqliteLog,
  SqliteLogReader,
  type AppendRequest,
  type LogEngine,
  type ParkedRow,
  type Row,
  type WriteRequest,
  type WriteResult,
  type Written,
} from './log.worker.js';
import { EngineWorker, inThisThread, NotAsked, onlyRead, type ClientOf } from './worker-protocol.js';

/**
 * The embedded log. Commits run in a thread of their own, so that waiting for the disk never holds up a request; reads run here, beside
 * it. This object is the only one that appends (the data directory is locked), so the newest events are kept in memory and
 * followers of the log are fed from there.
 */
export class SqliteEventStore implements MovableEventStore {
  readonly soleWriter = true;
  readonly #newest: NewestEvents;
  readonly #history = new LRUCache<string, readonly StoredEvent[]>({ maxSize: mostHistoryInMemory });
  readonly #consumptions = new Set<CheckpointedConsumption>();
  /** The current holder of each ordered policy's checkpoint. */
  readonly #holders = new Map<string, symbol>();
  readonly #batches: Batches<WriteRequest, WriteResult>;
  #head: number;
  /** Counted once, and kept up to what is parked and what is done since. */
  #parkedCounts: Map<string, number>;
  #closed: Promise<void> | null = null;

  /** Throws one sentence when the file is not a whole log of ours. */
  static async open(file: string, clock: Clock): Promise<SqliteEventStore> {
    const writer = await EngineWorker.start<LogEngine>('log', file);
    return new SqliteEventStore(writer, SqliteLogReader.open(file), clock, shared, writer.ended);
  }

  /**
   * Reads the log as it is now, also while another process writes it; creates and changes nothing. What that process appends is seen from the next
   * call of `head` on. `isAlone`: no process can begin to write before this is closed.
   */
  static read(file: string, isAlone: boolean, clock: Clock): SqliteEventStore {
    return new SqliteEventStore(onlyRead, SqliteLogReader.open(placeToRead(file, isAlone)), clock);
  }

  /** By default everything happens at once. */
  static inMemory(clock: Clock, pace: Partial<LogPace> = {}): SqliteEventStore {
    const log = new SqliteLog(':memory:');
    return new SqliteEventStore(inThisThread(engineOf(log)), log.reader(), clock, { ...atOnce, ...pace });
  }

  private constructor(
    private readonly writer: ClientOf<LogEngine>,
    private readonly reader: SqliteLogReader,
    private readonly clock: Clock,
    { commitSoon, tellLater }: LogPace = atOnce,
    /** Resolves, with the reason, when nothing can be written here any more: only a new process brings the log back. */
    readonly broken: Promise<string> = never,
  ) {
    this.#newest = new NewestEvents(tellLater);
    this.#batches = new Batches((requests) => writer.ask(requests), { soon: commitSoon });
    this.#head = reader.head();
    this.#parkedCounts = reader.parkedCounts();
    this.#newest.startAfter(this.#head);
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const append = requestOf({ stream, expected, events });
    const result = await this.#write({ append }, (result) => {
      if (result !== null && 'written' in result) this.#publish(append, result);
    });
    const written = granted(result);
    if (written === null || !('written' in written)) throw new Error('An append was answered like something else');
    return appendedBy(written);
  }

  readonly appendTogether = async (appends: readonly Append[]): Promise<readonly Appended[]> => {
    const together = appends.map(requestOf);
    if (new Set(together.map(({ stream }) => stream)).size < together.length)
      throw new Error('Several appends to one stream cannot go together');
    const result = await this.#write({ together }, (result) => {
      if (result === null || !('together' in result)) return;
      together.forEach((append, index) => this.#publish(append, result.together[index]!));
    });
    const written = granted(result);
    if (written === null || !('together' in written)) throw new Error('An append was answered like something else');
    return written.together.map(appendedBy);
  };

  /** One commit for all of them. Who reads them afterwards reads them from the file. */
  async receive(events: readonly MovedEvent[]): Promise<void> {
    const rows = events.map(({ stream, revision, id, type, data, metadata }) => ({
      stream,
      revision,
      id,
      type,
      data: json(data),
      metadata: json(metadata),
    }));
    granted(
      await this.#write({ receive: rows }, (result) => {
        if (result === null || !('received' in result)) return;
        this.#head = result.received;
        this.#newest.startAfter(this.#head);
      }),
    );
  }

  async readStream(stream: string, options: ReadStream = {}): Promise<readonly RecordedEvent[]> {
    const { direction = 'forwards', limit = -1 } = options;
    const from = options.from ?? (direction === 'forwards' ? 0 : Number.MAX_SAFE_INTEGER);
    return this.#read(() => this.reader.stream(stream, direction, from, limit)).map(recorded);
  }

  async readAll(after: Position, limit: number, filter: EventFilter = {}): Promise<EventBatch> {
    const from = Number(after);
    if (from >= this.#head) return { events: [], position: after };
    const fromMemory = this.#newest.between(from, Math.min(this.#head, from + limit));
    if (fromMemory !== null) {
      return {
        events: fromMemory.filter((event) => matches(filter, event)),
        position: BigInt(Math.min(this.#head, from + limit)),
      };
    }
    const until = Math.min(this.#head, from + limit);
    // A batch that ends before the log does is one of many, and it may be that next to nothing in them is wanted.
    if (until < this.#head && filter.categories !== undefined) {
      const { categories } = filter;
      const few = this.#read(() => this.reader.few(categories, limit));
      if (few !== null) return { events: this.#wanted(few, from, filter), position: BigInt(this.#head) };
    }
    return { events: this.#historyBetween(from, until, filter), position: BigInt(until) };
  }

  /** Views of one module are filled anew from the same events, side by side: what one has read, the next need not read and parse again. */
  #historyBetween(from: number, until: number, filter: EventFilter): readonly StoredEvent[] {
    const key = `${from} ${until} ${filter.categories?.join() ?? '*'} ${filter.types?.toSorted().join() ?? '*'}`;
    const known = this.#history.get(key);
    if (known !== undefined) return known;
    const events = this.#read(() => this.reader.between(from, until, filter)).map(recorded);
    const characters = events.reduce((sum, event) => sum + event.characters, 1);
    this.#history.set(key, events, { size: characters });
    return events;
  }

  async readTexts(after: Position, limit: number): Promise<TextBatch> {
    const until = Math.min(this.#head, Number(after) + limit);
    if (until <= Number(after)) return { events: [], position: after };
    const rows = this.#read(() => this.reader.texts(Number(after), until));
    return {
      events: rows.map(({ position, text }) => ({ position: BigInt(position), text })),
      position: BigInt(until),
    };
  }

  #wanted(rows: readonly Row[], after: number, filter: EventFilter): RecordedEvent[] {
    return rows
      .filter(({ position }) => position > after && position <= this.#head)
      .sort((one, other) => one.position - other.position)
      .map(recorded)
      .filter((event) => matches(filter, event));
  }

  async *subscribe(after: Position, filter: EventFilter, signal: AbortSignal): AsyncIterable<EventBatch> {
    // One listener for as long as the subscription lives: one for each wait would cost more than the wait.
    const wake = () => this.#newest.wake();
    signal.addEventListener('abort', wake, { once: true });
    try {
      let position = after;
      let span = batchLimit;
      while (!signal.aborted) {
        const batch = await this.readAll(position, span, filter);
        if (batch.position > position) {
          position = batch.position;
          for (const part of inParts(batch)) yield part;
          span = nextSpan(span, batch);
          // History is read right here: between two batches the event loop serves all others.
          if (!this.#newest.has(Number(position))) await new Promise(setImmediate);
        } else {
          await this.#newest.grown(Number(position), filter, signal);
        }
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  async head(): Promise<Position> {
    if (this.writer === onlyRead) this.#look();
    return BigInt(this.#head);
  }

  /** What another process has appended. */
  #look(): void {
    this.#head = this.#read(() => this.reader.head());
    this.#newest.startAfter(this.#head);
  }

  async at(position: Position): Promise<Place> {
    const row = position === beginning ? undefined : this.#read(() => this.reader.at(Number(position)));
    if (row === undefined) return { isReached: position <= BigInt(this.#head), id: null, at: null };
    const { id, metadata } = recorded(row);
    return { isReached: true, id, at: metadata.at };
  }

  consume(consumer: Consumer): Consumption {
    if (this.#consumptionOf(consumer.group)) throw new Error(`${consumer.group} is consumed in this process already`);
    const memory: GroupMemory = {
      checkpoint: async (group) => BigInt(this.#read(() => this.reader.checkpoint(group))),
      parked: async (group) => this.#parkedOf(group).map(({ position }) => BigInt(position)),
      saveCheckpoint: async (group, position) => {
        await this.#note({ checkpoint: { group, position: Number(position) } });
      },
      park: (group, position, reason) =>
        this.#park(group, {
          park: { group, position: Number(position), reason, parkedAt: instant(this.clock.now()) },
        }),
      unpark: (group, position) => this.#park(group, { unpark: { group, position: Number(position) } }),
      again: async (group) => this.#read(() => this.reader.again(group)).map(recorded),
    };
    const consumption = new CheckpointedConsumption(this, memory, consumer, this.clock, () =>
      this.#consumptions.delete(consumption),
    );
    this.#consumptions.add(consumption);
    return consumption;
  }

  async checkpoint(policy: string): Promise<PolicyCheckpoint | null> {
    const row = this.#read(() => this.reader.ordered().find((row) => row.policy === policy));
    return row === undefined ? null : checkpointFromJson(JSON.parse(row.checkpoint) as CheckpointJson);
  }

  async claimCheckpoint(policy: string): Promise<ClaimedCheckpoint> {
    const holder = Symbol(policy);
    this.#holders.set(policy, holder);
    const last = (await this.checkpoint(policy)) ?? { position: beginning, deadLetters: [] };
    const keep = async (checkpoint: PolicyCheckpoint) => {
      if (this.#holders.get(policy) !== holder) throw new CheckpointClaimed(policy);
      await this.#note({ ordered: { policy, checkpoint: JSON.stringify(checkpointToJson(checkpoint)) } });
    };
    return { last, keep };
  }

  async checkWritable(): Promise<void> {
    await this.#note({ check: true });
  }

  async parkedCounts(): Promise<ReadonlyMap<string, number>> {
    return this.#parkedCounts;
  }

  async parked(): Promise<readonly ParkedEvent[]> {
    return this.#read(() =>
      this.reader.parked().map(({ group, position, reason, parkedAt }) => {
        const { stream, revision, type } = this.reader.at(position)!;
        return { group, position: BigInt(position), stream, revision, type, reason, parkedAt };
      }),
    );
  }

  async replayParked(group: string): Promise<number> {
    const consumption = this.#consumptionOf(group);
    const parked = this.#parkedOf(group);
    if (consumption === undefined) {
      const known = this.#read(() => this.reader.groups()).some((each) => each.group === group);
      if (!known && parked.length === 0) throw new Error(`Unknown consumer group ${group}`);
      await this.#note({ again: group });
    } else {
      for (const event of this.#read(() => parked.map(({ position }) => recorded(this.reader.at(position)!))))
        consumption.again(event);
    }
    return parked.length;
  }

  async groups(): Promise<readonly GroupProgress[]> {
    const groups = this.#read(() => this.reader.groups());
    return groups.map(({ group, position }) => ({ group, position: BigInt(position) }));
  }

  async placeGroup(
    { group, position }: GroupProgress,
    parked: readonly { readonly position: Position; readonly reason: string; readonly parkedAt: string }[],
  ): Promise<void> {
    if (this.#consumptionOf(group)) throw new Error(`${group} is at work here`);
    const rows = parked.map((each) => ({ group, ...each, position: Number(each.position) }));
    await this.#note({ place: { group, position: Number(position), parked: rows } });
    this.#parkedCounts = this.#read(() => this.reader.parkedCounts());
  }

  close(): Promise<void> {
    return (this.#closed ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#consumptions].map((consumption) => consumption.stop()));
    await this.#batches.close();
    // The reader first: the last to leave brings what is in the write-ahead log home, and the reader may not write.
    this.reader.close();
    await this.writer.close();
  }

  #consumptionOf(group: string): CheckpointedConsumption | undefined {
    return [...this.#consumptions].find((consumption) => consumption.group === group);
  }

  #parkedOf(group: string): readonly ParkedRow[] {
    return this.#read(() => this.reader.parked()).filter((row) => row.group === group);
  }

  /** `heard` runs before any caller of the same commit hears of it, in the order of the requests. */
  #write(request: WriteRequest, heard?: (result: WriteResult) => void): Promise<WriteResult> {
    return this.#batches
      .add(request, heard)
      .catch((error: Error) => ({ failed: error.message, inDoubt: !(error instanceof NotAsked) }));
  }

  async #note(request: WriteRequest): Promise<WriteResult> {
    const result = await this.#write(request);
    if (result !== null && 'failed' in result) throw new StoreUnavailable(result.failed);
    return result;
  }

  async #park(group: string, request: WriteRequest): Promise<void> {
    const result = await this.#note(request);
    if (result === null || !('parked' in result)) return;
    const count = (this.#parkedCounts.get(group) ?? 0) + result.parked;
    if (count > 0) this.#parkedCounts.set(group, count);
    else this.#parkedCounts.delete(group);
  }

  /** Runs in the order of the positions, before any caller hears of its append. */
  #publish({ stream, events }: AppendRequest, { position: last, revision, written }: Written): void {
    if (!written) return;
    const before = events.length - 1;
    this.#head = last;
    this.#newest.add(
      events.map(
        (event, index) =>
          new StoredEvent({ ...event, stream, position: last - before + index, revision: revision - before + index }),
      ),
    );
  }

  #read<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw new StoreUnavailable(`The log could not be read: ${(error as Error).message}`, { cause: error });
    }
  }
}

/** When what has come is passed on. */
interface LogPace {
  /** All that comes until then shares a commit. */
  readonly commitSoon: (commit: () => void) => void;
  /** When followers hear of events that they do not ask for, and only learn by them how far the log has come. */
  readonly tellLater: (tell: () => void) => void;
}
const atOnce: LogPace = { commitSoon: queueMicrotask, tellLater: (tell) => tell() };
/** Of five followers four do not ask for an event, and waking them costs as much as what the fifth does. */
const shared: LogPace = { commitSoon: setImmediate, tellLater: (tell) => setTimeout(tell, toldWithinMs).unref() };
const toldWithinMs = 40;

const batchLimit = 512;
/** In characters: a few batches of the small events of which there are many. */
const mostHistoryInMemory = 4 * 1024 * 1024;

/**
 * How far the next read goes: where few events are wanted, so far that about a batch of them is in it. A follower writes once for each batch, so a
 * view of a tenth of the log is filled anew in a tenth of the writes.
 */
const nextSpan = (span: number, { events }: EventBatch): number =>
  Math.max(batchLimit, Math.min(longestSpan, span * 2, Math.floor((span * batchLimit) / Math.max(1, events.length))));
const longestSpan = 16 * batchLimit;

/** No follower gets more than a batch at once, however many of a long read it wanted. */
function* inParts({ events, position }: EventBatch): Iterable<EventBatch> {
  for (let from = 0; from + batchLimit < events.length; from += batchLimit) {
    const part = events.slice(from, from + batchLimit);
    yield { events: part, position: part.at(-1)!.position };
  }
  yield { events: events.slice(Math.floor(Math.max(0, events.length - 1) / batchLimit) * batchLimit), position };
}

/** Throws what the log has refused or could not do. */
function granted(result: WriteResult): Exclude<WriteResult, { failed: string } | { conflict: number }> {
  if (result !== null && 'failed' in result) {
    const { failed, inDoubt } = result;
    if (inDoubt) throw new MayBeRecorded(`The log did not say whether it has written: ${failed}`);
    throw new StoreUnavailable(`The log could not be written: ${failed}`);
  }
  if (result !== null && 'conflict' in result) {
    const { stream, expected, conflict } = result;
    throw new RevisionConflict(stream, orNone(expected), orNone(conflict));
  }
  return result;
}

const appendedBy = ({ revision, position }: Written): Appended => ({ revision, position: BigInt(position) });

function requestOf({ stream, expected, events }: Append): AppendRequest {
  if (events.length === 0) throw new Error(`An append to ${stream} without events`);
  return {
    stream,
    expected: expected === 'no-stream' ? -1 : expected,
    events: events.map(({ id, type, data, metadata }) => ({ id, type, data: json(data), metadata: json(metadata) })),
  };
}

const orNone = (revision: number): ExpectedRevision => (revision === -1 ? 'no-stream' : revision);

function json(value: unknown): string {
  const text = JSON.stringify(value) as string | undefined;
  if (text === undefined) throw new Error(`Not data that can be kept: ${typeof value}`);
  return text;
}

const recorded = (row: Row): StoredEvent => new StoredEvent(row);

/** Reads its JSON when it is asked for: most followers of the log want only some of the events. */
class StoredEvent implements RecordedEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly position: Position;
  readonly #row: { readonly data: string; readonly metadata: string };
  #data: unknown;
  #metadata: EventMetadata | undefined;

  constructor(row: Row) {
    this.id = row.id;
    this.stream = row.stream;
    this.revision = row.revision;
    this.type = row.type;
    this.position = BigInt(row.position);
    this.#row = row;
  }

  get characters(): number {
    return this.#row.data.length + this.#row.metadata.length;
  }

  get data(): unknown {
    return (this.#data ??= JSON.parse(this.#row.data));
  }

  get metadata(): EventMetadata {
    return (this.#metadata ??= JSON.parse(this.#row.metadata) as EventMetadata);
  }
}

/** The end of the log in memory, and the place where followers wait for more. */
class NewestEvents {
  #events: StoredEvent[] = [];
  #characters = 0;
  #before = 0;
  #waiting: { readonly filter: EventFilter; readonly resolve: () => void }[] = [];
  #tellsLater = false;

  constructor(private readonly tellLater: LogPace['tellLater']) {}

  startAfter(position: number): void {
    this.#before = position;
    this.#events = [];
    this.#characters = 0;
    this.wake();
  }

  add(events: readonly StoredEvent[]): void {
    for (const event of events) {
      this.#events.push(event);
      this.#characters += weightOf(event);
    }
    if (this.#events.length > mostEventsInMemory || this.#characters > mostCharactersInMemory) this.#forgetHalf();
    this.#tell(events);
  }

  #tell(events: readonly StoredEvent[]): void {
    const isFor = ({ filter }: { readonly filter: EventFilter }) => events.some((event) => matches(filter, event));
    const { told = [], others = [] } = Object.groupBy(this.#waiting, (each) => (isFor(each) ? 'told' : 'others'));
    this.#waiting = others;
    for (const { resolve } of told) resolve();
    if (this.#tellsLater || others.length === 0) return;
    this.#tellsLater = true;
    this.tellLater(() => {
      this.#tellsLater = false;
      this.wake();
    });
  }

  /** All waiting readers look again. */
  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const { resolve } of waiting) resolve();
  }

  /** Whether all that comes after this position is in memory. */
  has(after: number): boolean {
    return after >= this.#before;
  }

  /** Null when they are no longer, or never were, in memory. */
  between(after: number, until: number): readonly RecordedEvent[] | null {
    return !this.has(after) ? null : this.#events.slice(after - this.#before, until - this.#before);
  }

  /** Half of them, and then as many as leave half of the characters; not the newest, which its followers are just told of. */
  #forgetHalf(): void {
    let forgotten = 0;
    const [events, characters] = [this.#events.length / 2, mostCharactersInMemory / 2];
    while (forgotten < this.#events.length - 1 && (forgotten < events || this.#characters > characters)) {
      this.#characters -= weightOf(this.#events[forgotten]!);
      forgotten += 1;
    }
    this.#before += forgotten;
    this.#events = this.#events.slice(forgotten);
  }

  grown(position: number, filter: EventFilter, signal: AbortSignal): Promise<void> {
    if (signal.aborted || this.#before + this.#events.length > position) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ filter, resolve }));
  }
}

const mostEventsInMemory = 4_096;
/** Followers that are behind read from the file. Read out, an event takes several times its text: a few statements’ worth of lines were 100 MB. */
const mostCharactersInMemory = 2 * 1024 * 1024;
/** Of a large event, such as the lines of a statement, most is read out into many small objects. Kept for as long as its text would allow, they would survive. */
const weightOf = ({ characters }: StoredEvent): number => (characters < large ? characters : 4 * characters);
const large = 64 * 1024;

const never = new Promise<never>(() => undefined);
