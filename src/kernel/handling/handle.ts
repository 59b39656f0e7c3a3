import { atMost } from '../bounded-memory.js';
import { PassingMap } from '../passing-map.js';
import type { Clock } from '../domain/clock.js';
import { evolve, type Decider, type Order } from '../domain/decider.js';
import type { DomainEvent, Recorded } from '../domain/events.js';
import type { Position } from '../domain/position.js';
import { Refusal } from '../domain/refusal.js';
import { EventCodec } from './event-codec.js';
import { noteOnRecord } from './on-record.js';
import {
  RevisionConflict,
  type Append,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type ReadStream,
} from '../ports/event-store.js';

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

interface Place {
  /** Resolves when it is this one's turn; undefined: at once. */
  readonly before: Promise<void> | undefined;
  leave(): void;
}

/** What an order leads to, as long as its stream has not changed. */
interface Decision<Result> {
  readonly append: Append;
  appended(appended: Appended): Result;
  failed(): void;
}

/** One of several orders that are appended together. */
export interface Joined<Result> {
  enter(): Place;
  /** On the remembered state of the stream, or else as if it were new; null where the order is refused or changes nothing so. */
  decide(): Decision<Result> | null;
}

/** An append to a stream that no other order of this process appends to. */
export const alone = <Result>(decision: Omit<Decision<Result>, 'failed'>): Joined<Result> => ({
  enter: () => ({ before: undefined, leave: () => undefined }),
  decide: () => ({ ...decision, failed: () => undefined }),
});

/** A look at one stream, which remembers what it saw. */
export interface Look<State> {
  enter(): Place;
  load(): Promise<State>;
  /** As this process remembers it, which is as it was read a moment before; null: it is not remembered. */
  recall(): State | null;
  /** As far as this process knows, nothing was appended since it was loaded or recalled, nor perhaps appended. */
  isStill(): boolean;
}

/**
 * Starts something outside in the same turn in which the streams that it rests on are known to be as they were looked at, and no order of this
 * process is about to append to one of them. Null: something has changed, and nothing is started. Where other processes append too, what they
 * appended after the look is not known here.
 */
export async function ifStill<T>(
  looks: readonly Pick<Look<unknown>, 'enter' | 'isStill'>[],
  start: () => T,
): Promise<{ readonly started: T } | null> {
  // All lines are entered at once, as in `together`.
  const places = looks.map((look) => look.enter());
  try {
    for (const { before } of places) if (before !== undefined) await before;
    return looks.every((look) => look.isStill()) ? { started: start() } : null;
  } finally {
    for (const { leave } of places) leave();
  }
}

type ResultsOf<Orders extends readonly Joined<unknown>[]> = {
  readonly [Index in keyof Orders]: Orders[Index] extends Joined<infer Result> ? Result : never;
};

/**
 * Decides several orders, each to a stream of its own, and appends what they lead to together. Null, and nothing is written, where the store
 * appends to one stream at a time or where one of the orders needs a closer look: then the caller handles them one after the other.
 */
export async function together<const Orders extends readonly Joined<unknown>[]>(
  { appendTogether }: EventStore,
  orders: Orders,
): Promise<ResultsOf<Orders> | null> {
  if (appendTogether === null) return null;
  // All lines are entered at once, so that two of these never wait for each other.
  const places = orders.map((order) => order.enter());
  try {
    for (const { before } of places) if (before !== undefined) await before;
    const decisions = orders.map((order) => order.decide());
    if (!decisions.every((decision) => decision !== null)) return null;
    try {
      const appended = await appendTogether(decisions.map(({ append }) => append));
      return decisions.map((decision, index) => decision.appended(appended[index]!)) as ResultsOf<Orders>;
    } catch (error) {
      for (const { failed } of decisions) failed();
      if (error instanceof RevisionConflict) return null;
      throw error;
    }
  } finally {
    for (const { leave } of places) leave();
  }
}

/**
 * Every order the same way: load, decide, append at the revision that was read, and decide again when another was faster.
 * Orders to one stream wait for each other here, so that a race within one process costs no second round.
 */
export class Handler<State, Orders extends object, Event extends DomainEvent> {
  readonly #codec: EventCodec<Event>;
  readonly #states = atMost<Loaded<State>>(statesKept);
  readonly #queues = new PassingMap<string, Promise<void>>();
  /** Appends that failed: some of them may be on record all the same. */
  #failures = 0;

  constructor(
    private readonly decider: Decider<State, Orders, Event>,
    private readonly kernel: Kernel,
  ) {
    this.#codec = new EventCodec<Event>(decider.events);
  }

  streamOf(id: string): string {
    return `${this.decider.category}-${id}`;
  }

  async handle<Name extends keyof Orders & string>(
    name: Name,
    id: string,
    order: Orders[Name] & Order,
  ): Promise<Handled<State, Event>> {
    const stream = this.streamOf(id);
    const { before, leave } = this.#enter(stream);
    try {
      if (before !== undefined) await before;
      return await this.#decide(name, stream, order);
    } finally {
      leave();
    }
  }

  /** An order that `together` appends with others. */
  joined<Name extends keyof Orders & string>(
    name: Name,
    id: string,
    order: Orders[Name] & Order,
  ): Joined<Handled<State, Event>> {
    const stream = this.streamOf(id);
    return {
      enter: () => this.#enter(stream),
      decide: () => {
        const supposed = this.#states.get(stream) ?? this.#newStream;
        try {
          const events = this.decider.decide[name](supposed.state, order);
          return events.length === 0 ? null : this.#decision(stream, supposed, events, order);
        } catch {
          // Of what is only supposed no refusal is certain.
          return null;
        }
      },
    };
  }

  /** The newest state, as any instance has left it. */
  async load(id: string): Promise<Loaded<State>> {
    const stream = this.streamOf(id);
    // An append tells the followers of the log a moment before it tells its author: what we remember is not the newest until then.
    await this.#queues.get(stream);
    return (this.kernel.store.soleWriter && this.#states.get(stream)) || this.#read(stream);
  }

  look(id: string): Look<State> {
    const stream = this.streamOf(id);
    const failures = this.#failures;
    let seen: ExpectedRevision = 'no-stream';
    return {
      enter: () => this.#enter(stream),
      load: async () => {
        const { state, revision } = await this.load(id);
        seen = revision;
        return state;
      },
      recall: () => {
        const remembered = this.#states.peek(stream);
        seen = remembered?.revision ?? seen;
        return remembered?.state ?? null;
      },
      isStill: () => this.#failures === failures && (this.#states.peek(stream)?.revision ?? seen) === seen,
    };
  }

  /** What is on record of one stream, oldest first unless asked for otherwise. */
  async eventsOf(id: string, options?: ReadStream): Promise<readonly Recorded<Event>[]> {
    const stored = await this.kernel.store.readStream(this.streamOf(id), options);
    return stored.map((event) => this.#codec.read(event));
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
    let supposed: Loaded<State> | null = remembered ?? this.#newStream;
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
      const { append, appended, failed } = this.#decision(stream, { state, revision }, events, order);
      try {
        return appended(await this.kernel.store.append(stream, revision, append.events));
      } catch (error) {
        failed();
        if (!(error instanceof RevisionConflict)) throw error;
        races += 1;
      }
    }
    throw new Refusal('conflict', 'TOO_MANY_RACES', { stream });
  }

  #decision(
    stream: string,
    { state, revision }: Loaded<State>,
    events: readonly Event[],
    { by }: Order,
  ): Decision<Handled<State, Event>> {
    const { newId, clock } = this.kernel;
    // Before the append: events that do not lead to a state are a bug, and once on record they could never be read again.
    const after = evolve<State, Event>(this.decider, state, events);
    return {
      append: {
        stream,
        expected: revision,
        events: events.map((event) => this.#codec.write(event, newId(), by, clock)),
      },
      appended: ({ revision, position }) => {
        noteOnRecord(by);
        this.#states.set(stream, { state: after, revision });
        return { state: after, events, position };
      },
      failed: () => {
        this.#failures += 1;
        this.#states.delete(stream);
      },
    };
  }

  /** A place in the queue of the orders to one stream. */
  #enter(stream: string): Place {
    const before = this.#queues.get(stream);
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#queues.set(stream, promise);
    const leave = () => {
      if (this.#queues.get(stream) === promise) this.#queues.delete(stream);
      resolve();
    };
    return { before, leave };
  }

  get #newStream(): Loaded<State> {
    return { state: this.decider.initial, revision: 'no-stream' };
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
