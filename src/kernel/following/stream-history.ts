import { atMost } from '../bounded-memory.js';
import type { DomainEvent, Recorded } from '../domain/events.js';
import type { EventCodec } from '../handling/event-codec.js';
import type { EventStore, RecordedEvent } from '../ports/event-store.js';

/** What the events of one stream add up to. Pure. What the state is only its view knows, which asks `movedBy` for it. */
export interface StreamHistory<E extends DomainEvent> {
  readonly initial: unknown;
  readonly evolve: (state: never, event: Recorded<E>) => unknown;
}

/** What the stream of an event was before it, and is with it. */
export interface Moved<S> {
  readonly before: S;
  readonly after: S;
}

/** Of an event that a view with a history is given. */
export function movedBy<S>(event: Recorded): Moved<S> {
  const { moved } = event as { readonly moved?: Moved<S> };
  if (moved === undefined) throw new Error(`${event.type} came without the history of its stream`);
  return moved;
}

/** The event with what it moved. The event itself is shared by all followers, and stays as it is. */
const withMoved = <E extends DomainEvent, S>(event: Recorded<E>, moved: Moved<S>): Recorded<E> => ({
  ...event,
  moved,
});

/**
 * Gives each event the history of its stream. It is read from the log and from nowhere else, so it is the same at every delivery, whatever a
 * crash has left of the documents. The streams that moved last are remembered; of others the earlier events are read again.
 */
export class StreamHistories<E extends DomainEvent = DomainEvent> {
  readonly #states = atMost<{ readonly revision: number; readonly state: unknown }>(statesKept);

  constructor(
    private readonly history: StreamHistory<E>,
    private readonly codec: EventCodec<E>,
    private readonly log: Pick<EventStore, 'readStream'>,
  ) {}

  /** What has to be read of the log for this event: nothing for most. */
  async earlier({ stream, revision }: RecordedEvent): Promise<readonly RecordedEvent[]> {
    if (revision === 0 || this.#states.get(stream)?.revision === revision - 1) return [];
    const known = new Set(this.codec.types);
    return (await this.log.readStream(stream, { limit: revision })).filter(({ type }) => known.has(type));
  }

  tell(event: Recorded<E>, earlier: readonly RecordedEvent[]): Recorded<E> {
    const { initial } = this.history;
    const evolve = this.history.evolve as (state: unknown, event: Recorded<E>) => unknown;
    const { stream, revision } = event;
    const last = this.#states.get(stream);
    const before =
      last?.revision === revision - 1
        ? last.state
        : earlier.reduce((state, stored) => evolve(state, this.codec.read(stored)), initial);
    const after = evolve(before, event);
    this.#states.set(stream, { revision, state: after });
    return withMoved(event, { before, after });
  }
}

/** Null: the view asks for none. */
export const historiesFor = <E extends DomainEvent>(
  view: { readonly idOf: unknown; readonly history?: StreamHistory<E> },
  codec: EventCodec<E> | null,
  log: Pick<EventStore, 'readStream'>,
): StreamHistories<E> | null =>
  view.history === undefined || codec === null ? null : new StreamHistories(view.history, codec, log);

// Payments that are under way, and some that have just ended.
const statesKept = 5_000;
