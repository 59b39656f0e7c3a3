import { atMost } from '../bounded-memory.js';
import type { Clock } from '../domain/clock.js';
import { evolve, type Decider, type Order } from '../domain/decider.js';
import type { DomainEvent } from '../domain/events.js';
import type { Position } from '../domain/position.js';
import { Refusal } from '../domain/refusal.js';
import { EventCodec } from './event-codec.js';
import { noteOnRecord } from './on-record.js';
import { RevisionConflict, type EventStore, type ExpectedRevision } from '../ports/event-store.js';

/** The state after an order, the events that it led to (none: it was so already), and where the last of them stands. */
export interface Handled<State, Event> {
  readonly state: State;
  readonly events: readonly Event[];
  /** Null when nothing was appended. */
  readonly position: Position | null;
}

export interface Loaded<State> {
  readonly state: State;
  readonly revision: ExpectedRevision;
}

/** What orders need from outside: chance is an input, like time. */
export interface Kernel {
  readonly store: EventStore;
  readonly clock: Clock;
  /** A new UUID at each call. */
  readonly newId: () => string;
}

/**
 * Every order the same way: load, decide, append at the revision that was read, and decide again when another was faster.
 * Orders to one stream wait for each other here, so that a race within one process costs no second round.
 */
export class Handler<State, Orders extends object, Event extends DomainEvent> {
  readonly #codec: EventCodec<Event>;
  readonly #states = atMost<Loaded<State>>(statesKept);
  readonly #queues = new Map<string, Promise<unknown>>();

  constructor(
    private readonly decider: Decider<State, Orders, Event>,
    private readonly kernel: Kernel,
  ) {
    this.#codec = new EventCodec<Event>(decider.events);
  }

  streamOf(id: string): string {
    return `${this.decider.category}-${id}`;
  }

  handle<Name extends keyof Orders & string>(
    name: Name,
    id: string,
    order: Orders[Name] & Order,
  ): Promise<Handled<State, Event>> {
    const stream = this.streamOf(id);
    const before = this.#queues.get(stream);
    const turn =
      before === undefined
        ? this.#decide(name, stream, order)
        : before.then(() => this.#decide(name, stream, order));
    const leave = () => {
      if (this.#queues.get(stream) === settled) this.#queues.delete(stream);
    };
    const settled: Promise<void> = turn.then(leave, leave);
    this.#queues.set(stream, settled);
    return turn;
  }

  /** The newest state, as any instance has left it. */
  async load(id: string): Promise<Loaded<State>> {
    const stream = this.streamOf(id);
    // An append tells the followers of the log a moment before it tells its author: what we remember is not the newest until then.
    await this.#queues.get(stream);
    return (this.kernel.store.soleWriter && this.#states.get(stream)) || this.#read(stream);
  }

  /** The state as it was last seen from here, which others may have moved on since; null: it is not remembered. */
  async recall(id: string): Promise<State | null> {
    const stream = this.streamOf(id);
    await this.#queues.get(stream);
    return this.#states.get(stream)?.state ?? null;
  }

  async #decide<Name extends keyof Orders & string>(
    name: Name,
    stream: string,
    order: Orders[Name] & Order,
  ): Promise<Handled<State, Event>> {
    // A remembered state may be old when others write too, and a stream that we know nothing of is supposed to be new. An append notices by
    // its revision; a decision that appends nothing would not, and is taken again on what the log says now.
    const remembered = this.#states.get(stream);
    let certain = remembered !== undefined && this.kernel.store.soleWriter;
    let supposed: Loaded<State> | null = remembered ?? { state: this.decider.initial, revision: 'no-stream' };
    for (let races = 0; races < maxRaces;) {
      if (supposed === null) certain = true;
      const { state, revision }: Loaded<State> = supposed ?? (await this.#read(stream));
      supposed = null;
      let events: readonly Event[];
      try {
        events = this.decider.decide[name](state, order);
      } catch (error) {
        if (certain) throw error;
        continue;
      }
      if (events.length === 0) {
        if (certain) return { state, events, position: null };
        continue;
      }
      try {
        return await this.#append(stream, { state, revision }, events, order);
      } catch (error) {
        this.#states.delete(stream);
        if (!(error instanceof RevisionConflict)) throw error;
        races += 1;
      }
    }
    throw new Refusal('conflict', 'TOO_MANY_RACES', { stream });
  }

  async #append(
    stream: string,
    { state, revision }: Loaded<State>,
    events: readonly Event[],
    { by }: Order,
  ): Promise<Handled<State, Event>> {
    const { store, newId, clock } = this.kernel;
    // Before the append: events that do not lead to a state are a bug, and once on record they could never be read again.
    const after = evolve<State, Event>(this.decider, state, events);
    const appended = await store.append(
      stream,
      revision,
      events.map((event) => this.#codec.write(event, newId(), by, clock)),
    );
    noteOnRecord(by);
    this.#states.set(stream, { state: after, revision: appended.revision });
    return { state: after, events, position: appended.position };
  }

  async #read(stream: string): Promise<Loaded<State>> {
    const stored = await this.kernel.store.readStream(stream);
    const events = stored.map((event) => this.#codec.read(event));
    const state = evolve<State, Event>(this.decider, this.decider.initial, events);
    const loaded: Loaded<State> = { state, revision: stored.at(-1)?.revision ?? 'no-stream' };
    // What was read may already be older than what an append has left here meanwhile. That there is nothing need not be remembered: it is
    // what we suppose.
    const known = this.#states.peek(stream)?.revision ?? 'no-stream';
    const isNewer = loaded.revision !== 'no-stream' && (known === 'no-stream' || known < loaded.revision);
    if (isNewer) this.#states.set(stream, loaded);
    return loaded;
  }
}

const statesKept = 20_000;
const maxRaces = 10;
