import { nothing, type Decider } from '../../kernel/domain/decider.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Movement } from '../../kernel/domain/movement.js';
import { ReferenceGiven, referenceEvents, type ReferenceEvent } from './reference.events.js';

export interface ReferenceOrders {
  readonly Give: {
    readonly provider: string;
    readonly reference: string;
    readonly movement: Movement;
    readonly at: Instant;
  };
}

/** The movement of one reference; null: none was given it. A reference is given once. */
export const reference: Decider<Movement | null, ReferenceOrders, ReferenceEvent> = {
  category: 'reference',
  events: referenceEvents,
  initial: null,
  decide: {
    Give: (given, { provider, reference: text, movement, at }) =>
      given === null ? [ReferenceGiven({ provider, reference: text, movement, at })] : nothing,
  },
  evolve: { ReferenceGiven: (_, { data }) => data.movement },
};
