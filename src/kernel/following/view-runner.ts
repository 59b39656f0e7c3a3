import type { LRUCache } from 'lru-cache';
import { atMost } from '../bounded-memory.js';
import { yieldToRequests } from '../yield-to-requests.js';
import { instant, type Clock } from '../domain/clock.js';
import type { DomainEvent, Recorded } from '../domain/events.js';
import { beginning, type Position } from '../domain/position.js';
import {
  DocumentRefused,
  type Change,
  type Document,
  type DocumentStore,
  type Stored,
} from '../ports/document-store.js';
import { EventCodec } from '../handling/event-codec.js';
import type { EventFilter, EventStore, RecordedEvent } from '../ports/event-store.js';
import type { Fence } from '../ports/leases.js';
import type { SkippedEvents } from './skipped-events.js';
import { historiesFor, type StreamHistories } from './stream-history.js';
import { applyTo, idsOf, type View, type WholeLogView } from './view.js';
import { StoppableRun } from './stoppable-run.js';

/**
 * Keeps one view up to the log: reads on from its checkpoint, and writes documents and checkpoint together. Of several instances one does so
 * at a time; the others see by the checkpoint how far it has come.
 */
export class ViewRunner<D extends Document = Document, E extends DomainEvent = DomainEvent> {
  /** Null: events are taken as they are stored. */
  readonly #codec: EventCodec<E> | null;
  readonly #filter: EventFilter;
  readonly #histories: StreamHistories<E> | null;
  readonly #closing = new AbortController();
  /** The documents lately written; no other instance writes them in our turn. */
  readonly #documents: LRUCache<string, Stored<D>>;
  /** The batch that is being written. */
  #underWay: { readonly documents: Held<D>; readonly written: Promise<void> } | null = null;
  /** Up to there one event at a time: of these together the store has refused a document. */
  #singlyUntil: Position = beginning;
  /** Documents that somebody has looked at, as they still are: the latest, and those before them. A table that is used for ever would keep what was once in it from dying young. */
  #looked: readonly [Map<string, Stored<D>>, Map<string, Stored<D>>] = [new Map(), new Map()];
  /** How many have come to the latest, some of which are gone again. */
  #looksOfLatest = 0;
  /** Of each look that is under way, what has been changed meanwhile. */
  readonly #looks = new Set<Set<string>>();
  readonly #changing = new Set<string>();
  readonly #waiting = new Set<{ position: Position; resolve: () => void; reject: (error: Error) => void }>();
  readonly #run = new StoppableRun();
  #looking = false;
  #position: Position = beginning;
  /** As the store has it: never ahead of the position. */
  #checkpoint: Position = beginning;
  #checkpointAt = 0;
  #checkpointIsDue = false;
  #fault: string | null = null;
  /** Since the last batch that was stored. */
  #faults = 0;

  constructor(
    readonly view: View<D, E> | WholeLogView<D>,
    private readonly log: FollowedLog,
    private readonly documents: DocumentStore,
    private readonly skipped: SkippedEvents,
    private readonly clock: Clock,
  ) {
    this.#codec = 'every' in view ? null : new EventCodec<E>(view.events);
    this.#histories = historiesFor<E>(view, this.#codec, log);
    this.#filter = this.#codec === null ? {} : { types: this.#codec.types };
    this.#documents = atMost<Stored<D>>(('keeps' in view ? view.keeps : undefined) ?? documentsKept);
  }

  get name(): string {
    return this.view.collection.name;
  }

  /** How far it has read; where it runs elsewhere, as far as we have seen. */
  get position(): Position {
    return this.#position;
  }

  /** Why it stands still; null while it goes. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Makes the place for its documents, which may be asked for from then on. */
  declare(): Promise<void> {
    return this.documents.declare(this.view.collection);
  }

  /** Resolves when it follows the log from where it was left, here or elsewhere. The fence is that of our turn. */
  async start(fence: Fence): Promise<void> {
    this.#forget();
    this.#fault = null;
    const checkpoint = (await this.documents.checkpoint(this.name)) ?? beginning;
    this.#position = this.#checkpoint = checkpoint;
    this.#checkpointAt = this.clock.now();
    this.#run.start((signal) => this.#follow(fence, signal));
    this.#advance(checkpoint);
  }

  /** Ends our turn; readers that wait for a position continue to wait for the instance with the next turn. */
  async stop(): Promise<void> {
    await this.#run.stop();
    // A fault of this turn does not belong to the next one.
    this.#fault = null;
    this.#lookWhileSomebodyWaits();
  }

  /** Readers need not wait for it any longer: it may never come so far in this process. */
  close(): void {
    this.#closing.abort();
    for (const { reject } of this.#waiting) reject(closed(this.name));
    this.#waiting.clear();
  }

  /** Resolves once it has read up to a position, here or elsewhere; rejects when it is closed before. */
  async reached(position: Position): Promise<void> {
    if (this.#position >= position || (await this.#wantsNothingUpTo(position)) || this.#position >= position) return;
    if (this.#closing.signal.aborted) throw closed(this.name);
    return new Promise((resolve, reject) => {
      this.#waiting.add({ position, resolve, reject });
      this.#lookWhileSomebodyWaits();
    });
  }

  /** The log tells a little later of what a view does not ask for. Whether it is only that is seen at once where the log is at hand. */
  async #wantsNothingUpTo(position: Position): Promise<boolean> {
    const { log } = this;
    const ahead = position - this.#position;
    if (log.soleWriter !== true || !this.#run.isRunning || ahead > mostLookedThrough) return false;
    const { events, position: end } = await log.readAll(this.#position, Number(ahead), this.#filter);
    return events.length === 0 && end >= position;
  }

  /** Documents as the store has them. Where the events come to be that change them, they need not be read again for that. */
  async get(ids: readonly string[]): Promise<ReadonlyMap<string, Stored<D>>> {
    const changed = new Set(this.#changing);
    const isOurs = this.#run.isRunning;
    this.#looks.add(changed);
    try {
      const found = await this.#read(ids);
      // Unless our turn has ended meanwhile, or something has gone wrong in it.
      if (isOurs && this.#looks.has(changed))
        for (const [id, stored] of found) if (!changed.has(id)) this.#rememberLook(id, stored);
      return found;
    } finally {
      this.#looks.delete(changed);
    }
  }

  /** Where it runs elsewhere: sees how far it has come. */
  async look(): Promise<void> {
    if (this.#run.isRunning) return;
    const checkpoint = await this.documents.checkpoint(this.name);
    if (!this.#run.isRunning && checkpoint !== null) this.#advance(checkpoint);
  }

  #lookWhileSomebodyWaits(): void {
    if (this.#looking || this.#run.isRunning || this.#waiting.size === 0) return;
    this.#looking = true;
    const look = async () => {
      while (!this.#run.isRunning && this.#waiting.size > 0) {
        await this.look().catch(away);
        if (this.#waiting.size > 0) await this.clock.sleep(lookEveryMs, this.#closing.signal).catch(stopped);
      }
      this.#looking = false;
    };
    void look();
  }

  async #follow(fence: Fence, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const failed = new AbortController();
      const attempt: Attempt = {
        fence,
        signal: AbortSignal.any([signal, failed.signal]),
        // A write that fails ends the reading, also where no next batch would meet it.
        fail: () => failed.abort(),
      };
      try {
        for await (const { events, position } of this.log.subscribe(this.#position, this.#filter, attempt.signal)) {
          await this.#take(events, position, attempt);
          await yieldToRequests();
        }
        await this.#underWay?.written;
      } catch (error) {
        await this.#underWay?.written.catch(away);
        this.#forget();
        if (error instanceof DocumentRefused) continue;
        this.#fault = (error as Error).message;
        await this.clock.sleep(Math.min(10_000, 50 * 2 ** this.#faults), signal).catch(stopped);
        this.#faults += 1;
      } finally {
        this.#underWay = null;
      }
    }
  }

  /** While one batch is written, the documents of the next are made. They are written when all before them is. */
  async #take(stored: readonly RecordedEvent[], position: Position, attempt: Attempt): Promise<void> {
    if (this.#position < this.#singlyUntil) {
      for (const event of stored) await this.#takeSingly(event, attempt.fence);
      return this.#taken(position, attempt);
    }
    const made = await this.#make(stored, position);
    await this.#underWay?.written;
    const written = this.#write(made, attempt.fence).then(() => {
      // The store has them, or what is kept of them; thousands of lines' worth would be kept for nothing until the next batch.
      made.documents.clear();
      this.#taken(position, attempt);
    });
    this.#underWay = { documents: made.documents, written };
    written.catch((error: unknown) => {
      if (error instanceof DocumentRefused) this.#singlyUntil = position;
      attempt.fail();
    });
  }

  /** Where the store refuses a document for ever, only the events that made it so are skipped. */
  async #takeSingly(event: RecordedEvent, fence: Fence): Promise<void> {
    try {
      await this.#write(await this.#make([event], event.position), fence);
    } catch (error) {
      if (!(error instanceof DocumentRefused)) throw error;
      await this.#skip(event, error);
    }
  }

  #taken(position: Position, attempt: Attempt): void {
    this.#fault = null;
    this.#faults = 0;
    this.#advance(position);
    this.#rememberSoon(attempt);
  }

  async #make(stored: readonly RecordedEvent[], position: Position): Promise<Made<D, E>> {
    const skipped: Made<D, E>['skipped'][number][] = [];
    const events: Due<E>[] = [];
    for (const event of stored) {
      // A log that does not answer is no fault of the event.
      const earlier = this.#histories === null ? [] : await this.#histories.earlier(event);
      try {
        const single = this.#codec === null ? (event as unknown as Recorded<E>) : this.#codec.read(event);
        const read = this.#histories === null ? single : this.#histories.tell(single, earlier);
        for (const id of idsOf<E>(this.view, read)) events.push({ id, read });
      } catch (error) {
        skipped.push({ event, error });
      }
    }
    if (events.length > atOnce) await yieldToRequests();
    const documents = await this.#load(new Set(events.map(({ id }) => id)));
    if (events.length > atOnce) await yieldToRequests();
    const changed = new Set<string>();
    const single = this.#applyTogether(events, documents, changed);
    for (const { id, read } of single) {
      const before = documents.get(id);
      // The store would refuse it by the same rule; here it spares the work when a batch comes twice.
      if (before !== undefined && before.position >= read.position) continue;
      try {
        const after = applyTo(this.view, before?.document ?? null, read, id);
        if (after === (before?.document ?? null)) continue;
        documents.set(id, { document: after, position: read.position });
        changed.add(id);
      } catch (error) {
        skipped.push({ event: read, error });
      }
    }
    if (events.length > atOnce) await yieldToRequests();
    return {
      position,
      events: stored.length,
      skipped,
      documents: new Map([...changed].map((id) => [id, documents.get(id)!])),
    };
  }

  /** Returns what is left to its rows: everything of a view that has no other way, and of a document whose events do not all fit. */
  #applyTogether(events: readonly Due<E>[], documents: Held<D>, changed: Set<string>): readonly Due<E>[] {
    const { view } = this;
    if ('every' in view || view.together === undefined) return events;
    const left: Due<E>[] = [];
    for (const [id, group] of Map.groupBy(events, (due) => due.id)) {
      const before = documents.get(id);
      const fresh = group.map(({ read }) => read).filter(({ position }) => position > (before?.position ?? -1n));
      const last = fresh.at(-1);
      if (last === undefined) continue;
      try {
        documents.set(id, { document: view.together(before?.document ?? null, fresh, id), position: last.position });
        changed.add(id);
      } catch {
        left.push(...group);
      }
    }
    return left;
  }

  async #write({ documents, position, events, skipped }: Made<D, E>, fence: Fence): Promise<void> {
    for (const { event, error } of skipped) await this.#skip(event, error);
    const changes: Change<D>[] = [...documents].map(([id, held]) => ({ id, ...held }));
    // Most batches of a live log hold nothing for a view. A checkpoint that lags costs only repetition.
    if (changes.length === 0 && this.clock.now() - this.#checkpointAt < checkpointEveryMs) return;
    await this.#writeTo(position, changes, fence);
    // Of so many, as the lines of a statement change, hardly one is asked for again soon, and they would push out those of payments under way.
    const isKept = changes.length <= Math.min(mostKeptAtOnce, mostKeptOfAnEvent * events);
    for (const { id, document, position } of changes) {
      if (document === null || !isKept) this.#documents.delete(id);
      else this.#documents.set(id, { document, position });
    }
  }

  async #writeTo(position: Position, changes: readonly Change<D>[], fence: Fence): Promise<void> {
    const checkpoint = { reader: this.name, position, ...(fence !== null && { fence }) };
    for (const { id } of changes) {
      this.#changing.add(id);
      for (const looked of this.#looked) looked.delete(id);
      for (const look of this.#looks) look.add(id);
    }
    try {
      await this.documents.write(this.view.collection, changes, checkpoint);
    } finally {
      for (const { id } of changes) this.#changing.delete(id);
    }
    this.#checkpoint = position;
    this.#checkpointAt = this.clock.now();
  }

  /** By its checkpoint the other instances see that it is not behind, so it is written though nothing came for this view. */
  #rememberSoon({ fence, signal }: Attempt): void {
    if (this.#checkpointIsDue || this.#checkpoint === this.#position || fence === null) return;
    this.#checkpointIsDue = true;
    const remember = async () => {
      await this.clock.sleep(checkpointEveryMs, signal);
      if (this.#checkpoint < this.#position) await this.#writeTo(this.#position, [], fence);
    };
    void remember()
      .catch(away)
      .finally(() => {
        this.#checkpointIsDue = false;
      });
  }

  async #load(ids: ReadonlySet<string>): Promise<Held<D>> {
    const found: Held<D> = new Map();
    const missing: string[] = [];
    for (const id of ids) {
      const known = this.#underWay?.documents.get(id) ?? this.#documents.get(id) ?? this.#lookedAt(id);
      if (known === undefined) missing.push(id);
      else found.set(id, known);
    }
    if (missing.length > 0) for (const [id, stored] of await this.#read(missing)) found.set(id, stored);
    return found;
  }

  async #read(ids: readonly string[]): Promise<ReadonlyMap<string, Stored<D>>> {
    if (ids.length <= atOnce) return this.documents.get(this.view.collection, ids);
    const found = new Map<string, Stored<D>>();
    for (let from = 0; from < ids.length; from += atOnce) {
      if (from > 0) await yieldToRequests();
      const some = await this.documents.get(this.view.collection, ids.slice(from, from + atOnce));
      for (const [id, stored] of some) found.set(id, stored);
    }
    return found;
  }

  #lookedAt(id: string): Stored<D> | undefined {
    const [latest, before] = this.#looked;
    return latest.get(id) ?? before.get(id);
  }

  #rememberLook(id: string, stored: Stored<D>): void {
    if (this.#looksOfLatest >= lookedAtKept / 2) {
      this.#looked = [new Map(), this.#looked[0]];
      this.#looksOfLatest = 0;
    }
    this.#looksOfLatest += 1;
    this.#looked[0].set(id, stored);
  }

  /** What was kept in memory may be older than what the store has. */
  #forget(): void {
    this.#documents.clear();
    this.#looked = [new Map(), new Map()];
    this.#looks.clear();
  }

  #skip({ stream, revision, type, position }: RecordedEvent | Recorded<E>, error: unknown): Promise<void> {
    const at = instant(this.clock.now());
    return this.skipped.add(
      { reader: this.name, stream, revision, type, reason: (error as Error).message, at },
      position,
    );
  }

  #advance(position: Position): void {
    if (position > this.#position) this.#position = position;
    for (const waiter of this.#waiting) {
      if (waiter.position > position) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }
}

/** The log, or one that is made for a purpose and tells of everything at once. */
type FollowedLog = Pick<EventStore, 'subscribe' | 'readStream'> &
  ({ readonly soleWriter?: false } | Pick<EventStore, 'soleWriter' | 'readAll'>);

/** An event, and one of the documents that it changes. */
interface Due<E extends DomainEvent> {
  readonly id: string;
  readonly read: Recorded<E>;
}

/** What a batch makes of the documents, and the events that could not be taken in. */
interface Made<D, E extends DomainEvent> {
  readonly position: Position;
  readonly events: number;
  readonly documents: Held<D>;
  readonly skipped: readonly { readonly event: RecordedEvent | Recorded<E>; readonly error: unknown }[];
}

/** From one reading of the log to its first fault. */
interface Attempt {
  readonly fence: Fence;
  readonly signal: AbortSignal;
  readonly fail: () => void;
}

type Held<D> = Map<string, { readonly document: D | null; readonly position: Position }>;

// Those of payments that are under way; four views of 20,000 each were half a gigabyte while a long log was read anew.
const documentsKept = 5_000;
const mostKeptAtOnce = 1_000;
const mostKeptOfAnEvent = 20;
const lookedAtKept = 1_500;
/** So many documents are read or changed while requests wait. */
const atOnce = 250;
const checkpointEveryMs = 1_000;
const mostLookedThrough = 512n;
/** A suspected duplicate is to be shown within a second. */
const lookEveryMs = 250;
const closed = (name: string) => new Error(`${name} is no longer followed from here`);
const stopped = () => undefined;
// Health says so by itself; a checkpoint is only ever behind.
const away = () => undefined;
