import { beginning, type Position } from '../../src/kernel/domain/position.js';
import {
  matches,
  MayBeRecorded,
  StoreUnavailable,
  type Append,
  type Appended,
  type ClaimedCheckpoint,
  type Consumer,
  type Consumption,
  type EventFilter,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type ParkedEvent,
  type Place,
  type PolicyCheckpoint,
  type ReadStream,
  type RecordedEvent,
  type EventBatch,
  type TextBatch,
} from '../../src/kernel/ports/event-store.js';

/** An event store that tracks the progress of its readers, and that a test can make unavailable or slow. */
export class WatchedEventStore implements EventStore {
  readonly #readers = new Map<symbol, Position>();
  readonly #consumptions = new Map<Consumer, Consumption>();
  readonly #newestFor = new Map<string, Position>();
  #away = false;
  #isFull = false;
  /** False: it appends to one stream at a time, as a server does. */
  appendsTogether = true;
  /** How often it was tried whether it can be written. */
  checks = 0;
  #goesAwayAfter: { readonly type: string; readonly answered: boolean } | null = null;
  #held: { readonly type: string; readonly released: Promise<void>; readonly reached: () => void } | null = null;

  constructor(private readonly store: EventStore) {}

  get soleWriter(): boolean {
    return this.store.soleWriter;
  }

  /** The lowest progress of the live subscriptions; null when there is none. */
  get slowestReader(): Position | null {
    return [...this.#readers.values()].reduce<Position | null>(
      (least, position) => (least === null || position < least ? position : least),
      null,
    );
  }

  /** What a group has to get: on a server its own newest event that was appended here, since it gets no others; else all up to `head`. */
  newestFor(group: string, head: Position): Position {
    return this.soleWriter ? head : (this.#newestFor.get(group) ?? beginning);
  }

  /** Whether a group was given all up to there, whatever it has done with it. */
  hasGiven(group: string, upTo: Position): boolean {
    return [...this.#consumptions].every(([of, { progress }]) => of.group !== group || progress.read >= upTo);
  }

  goAway(): void {
    this.#away = true;
  }

  /** It reads, and cannot write any more: its disk is full. */
  fill(): void {
    this.#isFull = true;
  }

  comeBack(): void {
    this.#away = this.#isFull = false;
    this.appendsTogether = true;
    this.#goesAwayAfter = null;
  }

  /** The next append of an event of this type is the last one that succeeds. `answered`: whether its answer arrives. */
  goAwayAfter(type: string, { answered }: { readonly answered: boolean }): void {
    this.#goesAwayAfter = { type, answered };
  }

  /** Holds the next append of an event of this type; `reached` resolves when it is there. */
  hold(type: string): { readonly reached: Promise<void>; release(): void } {
    let release = () => {};
    let arrive = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => (arrive = resolve));
    this.#held = { type, released, reached: arrive };
    return { reached, release };
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const [appended] = await this.#meet([{ stream, expected, events }], async () => [
      await this.store.append(stream, expected, events),
    ]);
    return appended!;
  }

  get appendTogether(): EventStore['appendTogether'] {
    const { appendTogether } = this.store;
    if (!this.appendsTogether) return null;
    return appendTogether && ((appends) => this.#meet(appends, () => appendTogether(appends)));
  }

  async #meet(appends: readonly Append[], append: () => Promise<readonly Appended[]>): Promise<readonly Appended[]> {
    const events = appends.flatMap(({ events }) => events);
    const held = this.#held;
    if (held !== null && events.some(({ type }) => type === held.type)) {
      this.#held = null;
      held.reached();
      await held.released;
    }
    this.#answer();
    this.#take();
    const last = this.#goesAwayAfter;
    const isLast = last !== null && events.some(({ type }) => type === last.type);
    if (isLast) this.#away = true;
    const appended = await append();
    // A log of one writer has its end to wait for.
    if (!this.soleWriter) for (const [index, each] of appends.entries()) await this.#note(each, appended[index]!);
    if (isLast && !last.answered) throw new MayBeRecorded('The answer was lost, as the test wants it');
    return appended;
  }

  async #note({ stream, events }: Append, appended: Appended): Promise<void> {
    const lasts = [...this.#consumptions.keys()].map(({ group, filter }) => ({
      group,
      last: events.findLastIndex(({ type }) => matches(filter, { stream, type })),
    }));
    const wanted = lasts.filter(({ last }) => last >= 0);
    // The answer gives the position of the last event alone; the others of its append stand somewhere before.
    const from = appended.revision - (events.length - 1);
    const isLastEnough = wanted.every(({ last }) => last === events.length - 1);
    const stored = isLastEnough ? [] : await this.store.readStream(stream, { from, limit: events.length });
    for (const { group, last } of wanted) {
      const position = stored[last]?.position ?? appended.position;
      if (position > (this.#newestFor.get(group) ?? beginning)) this.#newestFor.set(group, position);
    }
  }

  async readStream(stream: string, options?: ReadStream): Promise<readonly RecordedEvent[]> {
    this.#answer();
    return this.store.readStream(stream, options);
  }

  async readAll(after: Position, limit: number, filter?: EventFilter): Promise<EventBatch> {
    this.#answer();
    return this.store.readAll(after, limit, filter);
  }

  async readTexts(after: Position, limit: number): Promise<TextBatch> {
    this.#answer();
    return this.store.readTexts(after, limit);
  }

  async *subscribe(after: Position, filter: EventFilter, signal: AbortSignal): AsyncIterable<EventBatch> {
    const reader = Symbol();
    this.#readers.set(reader, after);
    try {
      for await (const batch of this.store.subscribe(after, filter, signal)) {
        yield batch;
        // A request for more means that the earlier events were handled.
        this.#readers.set(reader, batch.position);
      }
    } finally {
      this.#readers.delete(reader);
    }
  }

  async head(): Promise<Position> {
    this.#answer();
    return this.store.head();
  }

  at(position: Position): Promise<Place> {
    return this.store.at(position);
  }

  async checkpoint(policy: string): Promise<PolicyCheckpoint | null> {
    this.#answer();
    return this.store.checkpoint(policy);
  }

  async claimCheckpoint(policy: string): Promise<ClaimedCheckpoint> {
    this.#answer();
    const { last, keep } = await this.store.claimCheckpoint(policy);
    const reached = async (checkpoint: PolicyCheckpoint) => {
      this.#answer();
      this.#take();
      await keep(checkpoint);
    };
    return { last, keep: reached };
  }

  consume(consumer: Consumer): Consumption {
    const consumption = this.store.consume(consumer);
    this.#consumptions.set(consumer, consumption);
    return consumption;
  }

  async checkWritable(): Promise<void> {
    this.checks += 1;
    this.#answer();
    this.#take();
    return this.store.checkWritable();
  }

  async parkedCounts(): Promise<ReadonlyMap<string, number>> {
    this.#answer();
    return this.store.parkedCounts();
  }

  async parked(): Promise<readonly ParkedEvent[]> {
    this.#answer();
    return this.store.parked();
  }

  replayParked(group: string): Promise<number> {
    return this.store.replayParked(group);
  }

  close(): Promise<void> {
    return this.store.close();
  }

  #take(): void {
    if (this.#isFull) throw new StoreUnavailable('The disk is full, as the test wants it');
  }

  #answer(): void {
    if (this.#away) throw new StoreUnavailable('The log is away, as the test wants it');
  }
}
