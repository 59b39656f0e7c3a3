import type { Instant } from './clock.js';
import type { DomainEvent, AnyEventDefinition, Origin } from './events.js';

/** What every order carries beside its own fields: its time and its origin. */
export interface Order {
  readonly at: Instant;
  readonly by: Origin;
}

/** The name of a command's class is its name everywhere: in the table of decisions, in the specs, in `docs/lifecycle.md`. */
export type Named<C> = C & { readonly name: string };

/**
 * What may be asked of one stream's state, and what comes of it. Pure: the same state and command decide the same, for ever.
 * `Commands` maps a command's name to its shape, so that the compiler refuses a missing row.
 */
export interface Decider<State, Commands, Event extends DomainEvent> {
  /** The stream's name is `<category>-<id>`. */
  readonly category: string;
  readonly events: readonly AnyEventDefinition[];
  readonly initial: State;
  readonly decide: { readonly [Name in keyof Commands]: (state: State, command: Commands[Name]) => readonly Event[] };
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
