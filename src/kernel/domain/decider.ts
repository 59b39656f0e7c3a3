import type { Instant } from './clock.js';
import type { DomainEvent, AnyEventDefinition, Origin } from './events.js';

/** What every order carries beside its own fields: its time and its origin. */
export interface Order {
  readonly at: Instant;
  readonly by: Origin;
}

/**
 * The orders that one stream takes, and what comes of them. Pure: the same state and order decide the same, for ever. `Orders` maps an order's
 * name to its shape, so that the compiler refuses a missing row. An order does not name its stream, which the decider does: `Create`. A command
 * is a use case that the bus carries, and names what it is about: `CreatePayment`.
 */
export interface Decider<State, Orders, Event extends DomainEvent> {
  /** The stream's name is `<category>-<id>`. */
  readonly category: string;
  readonly events: readonly AnyEventDefinition[];
  readonly initial: State;
  readonly decide: { readonly [Name in keyof Orders]: (state: State, order: Orders[Name]) => readonly Event[] };
  readonly evolve: {
    readonly [Type in Event['type']]: (state: State, event: Extract<Event, { type: Type }>) => State;
  };
}

/** A decision that changes nothing, and is no refusal either: the thing asked for is already so. */
export const nothing: readonly never[] = [];

export function evolve<State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'evolve'>,
  state: State,
  events: readonly Event[],
): State {
  return events.reduce(
    (before, event) => (decider.evolve[event.type as Event['type']] as (s: State, e: Event) => State)(before, event),
    state,
  );
}
