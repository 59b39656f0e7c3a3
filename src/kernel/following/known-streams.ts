import { type Decider } from '../domain/decider.js';
import type { DomainEvent, Recorded } from '../domain/events.js';
import { beginning, type Position } from '../domain/position.js';
import { EventCodec } from '../handling/event-codec.js';
import type { Handler, Kernel } from '../handling/handle.js';
import type { Document, DocumentStore, Page } from '../ports/document-store.js';
import type { RecordedEvent } from '../ports/event-store.js';
import type { View } from './view.js';
import { VolatileReader } from './volatile-reader.js';

/**
 * The states of all streams of a category that has few, in the memory of every instance: what each request needs, and what has to be known
 * everywhere within a second. They are read from their streams at the start, and followed in the log ever after. A view says which there are, up
 * to its checkpoint; without it the log is read from its beginning.
 */
export class KnownStreams<State extends object, Orders extends object, Event extends DomainEvent, D extends Document> {
  readonly #codec: EventCodec<Event>;
  readonly #known = new Map<string, { readonly state: State; readonly revision: number }>();
  #reader: VolatileReader | null = null;

  constructor(
    private readonly decider: Decider<State | null, Orders, Event>,
    private readonly handler: Pick<Handler<State | null, Orders, Event>, 'streamOf'>,
    private readonly view: View<D, Event>,
    private readonly kernel: Kernel,
    private readonly documents: DocumentStore,
    /** Called with each state that becomes the newest known one. */
    private readonly onKnown: (state: State) => void = () => undefined,
  ) {
    this.#codec = new EventCodec<Event>(decider.events);
  }

  /** Resolves when every stream is known that was there before. */
  async start(): Promise<void> {
    const end = await this.kernel.store.head();
    const known = await this.#readKnown();
    const heardAll = Promise.withResolvers<void>();
    const { store, clock } = this.kernel;
    const filter = { categories: [this.decider.category] };
    this.#reader = new VolatileReader(store, clock, filter, ({ events, position }) => {
      for (const event of events) this.#hear(event);
      if (position >= end) heardAll.resolve();
    });
    await this.#reader.start(known);
    if (end > known) await heardAll.promise;
  }

  async stop(): Promise<void> {
    await this.#reader?.stop();
  }

  get(id: string): State | null {
    return this.#known.get(id)?.state ?? null;
  }

  all(): readonly State[] {
    return [...this.#known.values()].map(({ state }) => state);
  }

  /** What an order has led to here is known here at once. */
  know(id: string, state: State, revision: number): void {
    if ((this.#known.get(id)?.revision ?? -1) >= revision) return;
    this.#known.set(id, { state, revision });
    this.onKnown(state);
  }

  /** Says up to where in the log every stream is known. */
  async #readKnown(): Promise<Position> {
    const { collection } = this.view;
    await this.documents.declare(collection);
    // The checkpoint is never ahead of the documents; what is written after it was read is heard again.
    const position = (await this.documents.checkpoint(collection.name)) ?? beginning;
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Page<D> = await this.documents.query(collection, { limit: readAtOnce, cursor: cursor ?? null });
      const streams = page.documents.map(({ id }) => this.kernel.store.readStream(this.handler.streamOf(id)));
      for (const events of await Promise.all(streams)) for (const event of events) this.#hear(event);
      cursor = page.nextCursor;
    }
    return position;
  }

  #hear(stored: RecordedEvent): void {
    let event: Recorded<Event>;
    try {
      event = this.#codec.read(stored);
    } catch {
      // A stream that cannot be read has no state here; all others keep theirs.
      return;
    }
    const id = event.stream.slice(this.decider.category.length + 1);
    const { state: before = null, revision = -1 } = this.#known.get(id) ?? {};
    if (event.revision <= revision) return;
    const evolve = this.decider.evolve[event.type as Event['type']] as (
      state: State | null,
      event: Event,
    ) => State | null;
    const after = evolve(before, event);
    if (after !== null) this.know(id, after, event.revision);
  }
}

const readAtOnce = 64;
