import { LRUCache } from 'lru-cache';
import { doorFirst } from '../door-first.js';
import { instant, type Clock } from '../domain/clock.js';
import type { DomainEvent, Recorded } from '../domain/events.js';
import { beginning, type Position } from '../domain/position.js';
import type { Change, Document, DocumentStore, Stored } from '../documents/document-store.js';
import { EventCodec } from '../event-store/event-codec.js';
import type { EventStore, RecordedEvent } from '../event-store/event-store.js';
import type { SkippedEvents } from './skipped-events.js';
import { applyTo, type View } from './view.js';

/** Keeps one view up to the log: reads on from its checkpoint, and writes documents and checkpoint together. */
export class ViewRunner<D extends Document = Document, E extends DomainEvent = DomainEvent> {
  readonly #codec: EventCodec<E>;
  readonly #stopping = new AbortController();
  /** The documents lately written; nobody else writes them. */
  readonly #documents = new LRUCache<string, Stored<D>>({ max: documentsKept });
  readonly #waiting = new Set<{ position: Position; resolve: () => void }>();
  #running: Promise<void> | null = null;
  #position: Position = beginning;
  /** As the store has it: never ahead of the position. */
  #checkpoint: Position = beginning;
  #fault: string | null = null;

  constructor(
    readonly view: View<D, E>,
    private readonly events: EventStore,
    private readonly documents: DocumentStore,
    private readonly skipped: SkippedEvents,
    private readonly clock: Clock,
  ) {
    this.#codec = new EventCodec<E>(view.events);
  }

  get name(): string {
    return this.view.collection.name;
  }

  /** How far it has read. */
  get position(): Position {
    return this.#position;
  }

  /** Why it stands still; null while it goes. */
  get fault(): string | null {
    return this.#fault;
  }

  /** Resolves when it follows the log from where it left off. */
  async start(): Promise<void> {
    await this.documents.declare(this.view.collection);
    this.#position = this.#checkpoint = (await this.documents.checkpoint(this.name)) ?? beginning;
    this.#running = this.#follow();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    for (const { resolve } of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Resolves once it has read up to a position, or has been stopped. */
  reached(position: Position): Promise<void> {
    if (this.#position >= position || this.#stopping.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add({ position, resolve }));
  }

  async #follow(): Promise<void> {
    const signal = this.#stopping.signal;
    const filter = { types: this.#codec.types };
    for (let faults = 0; !signal.aborted; faults += 1) {
      try {
        for await (const { events, position } of this.events.subscribe(this.#position, filter, signal)) {
          await this.#take(events, position);
          this.#fault = null;
          faults = 0;
          this.#advance(position);
          await doorFirst();
        }
      } catch (error) {
        this.#fault = (error as Error).message;
        this.#documents.clear();
        await this.clock.sleep(Math.min(10_000, 50 * 2 ** faults), signal).catch(stopped);
      }
    }
  }

  async #take(stored: readonly RecordedEvent[], position: Position): Promise<void> {
    const events: { id: string; read: Recorded<E> }[] = [];
    for (const event of stored) {
      try {
        const read = this.#codec.read(event);
        events.push({ id: this.view.idOf(read), read });
      } catch (error) {
        await this.#skip(event, error);
      }
    }
    const documents = await this.#load(new Set(events.map(({ id }) => id)));
    const changed = new Set<string>();
    for (const { id, read } of events) {
      const before = documents.get(id);
      // The store would refuse it by the same rule; here it spares the work when a stretch comes twice.
      if (before !== undefined && before.position >= read.position) continue;
      try {
        const after = applyTo(this.view, before?.document ?? null, read);
        if (after === (before?.document ?? null)) continue;
        documents.set(id, { document: after, position: read.position });
        changed.add(id);
      } catch (error) {
        await this.#skip(read, error);
      }
    }
    const changes: Change<D>[] = [...changed].map((id) => ({ id, ...documents.get(id)! }));
    // Most stretches of a live log hold nothing for a view. A checkpoint that lags costs only repetition.
    if (changes.length === 0 && position - this.#checkpoint < checkpointEvery) return;
    await this.documents.write(this.view.collection, changes, { reader: this.name, position });
    this.#checkpoint = position;
    for (const { id, document, position } of changes) {
      if (document === null) this.#documents.delete(id);
      else this.#documents.set(id, { document, position });
    }
  }

  async #load(ids: ReadonlySet<string>): Promise<Map<string, { document: D | null; position: Position }>> {
    const found = new Map<string, { document: D | null; position: Position }>();
    const missing: string[] = [];
    for (const id of ids) {
      const known = this.#documents.get(id);
      if (known === undefined) missing.push(id);
      else found.set(id, known);
    }
    if (missing.length > 0) {
      for (const [id, stored] of await this.documents.get(this.view.collection, missing)) found.set(id, stored);
    }
    return found;
  }

  #skip({ stream, revision, type, position }: RecordedEvent | Recorded<E>, error: unknown): Promise<void> {
    const at = instant(this.clock.now());
    return this.skipped.add(
      { reader: this.name, stream, revision, type, reason: (error as Error).message, at },
      position,
    );
  }

  #advance(position: Position): void {
    this.#position = position;
    for (const waiter of this.#waiting) {
      if (waiter.position > position) continue;
      this.#waiting.delete(waiter);
      waiter.resolve();
    }
  }
}

// Those of payments that are under way; four views of 20,000 each were half a gigabyte while a long log was read anew.
const documentsKept = 5_000;
const checkpointEvery = 1_000n;
const stopped = () => undefined;
