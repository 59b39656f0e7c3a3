import type { DomainEvent, AnyEventDefinition, Origin, Recorded } from '../domain/events.js';
import type { Consumption, Delivery, EventStore } from '../ports/event-store.js';
import { DocumentStoreUnavailable } from '../ports/document-store.js';
import { EventCodec } from '../handling/event-codec.js';
import { StoreUnavailable } from '../ports/event-store.js';

/** When this happens, do that. It may run twice for one event, and two of one kind may run at once. */
export interface Policy<E extends DomainEvent> {
  /** A sentence: `submit-when-created`. Its progress is kept under it, so it never changes. */
  readonly name: string;
  readonly events: readonly AnyEventDefinition[];
  /** How many at once. */
  readonly concurrency: number;
  /** Whether it does better with a delivery that is the first. */
  readonly prefersFirst?: boolean;
  readonly when: {
    readonly [Type in E['type']]: (
      event: Recorded<Extract<E, { type: Type }>>,
      by: Origin,
      delivery: Delivery,
    ) => Promise<void>;
  };
}

export function run<E extends DomainEvent>(
  policy: Policy<E>,
  store: EventStore,
  onParked: (reason: string) => void,
): Consumption {
  const codec = new EventCodec<E>(policy.events);
  return store.consume({
    group: policy.name,
    filter: { types: codec.types },
    concurrency: policy.concurrency,
    prefersFirst: policy.prefersFirst ?? false,
    async handle(stored, delivery) {
      const event = codec.read(stored);
      const react = policy.when[event.type as E['type']] as (
        event: Recorded<E>,
        by: Origin,
        delivery: Delivery,
      ) => Promise<void>;
      await react(event, causedBy(policy.name, event), delivery);
    },
    onFailure(error, tries) {
      // A store that is away comes back, and then all is done that waits for it; everything else has a bound.
      const { mostTries, longestPauseMs } = patienceWith(error);
      if (tries >= mostTries) {
        onParked((error as Error).message);
        return 'park';
      }
      return Math.min(longestPauseMs, firstPauseMs * 2 ** (tries - 1));
    },
  });
}

/** There is no answer yet: the event is tried again for about an hour, and then parked. */
export class NotYet extends Error {
  override readonly name = 'NotYet';
}

/** Who a policy is in the log: itself, because of this event, in the course of whatever began it all. */
export const causedBy = (name: string, event: Recorded): Origin => ({
  actor: { kind: 'saga', id: name, name },
  correlationId: event.metadata.correlationId,
  causationId: event.id,
});

function patienceWith(error: unknown): { readonly mostTries: number; readonly longestPauseMs: number } {
  if (error instanceof StoreUnavailable || error instanceof DocumentStoreUnavailable)
    return { mostTries: Infinity, longestPauseMs: 10_000 };
  // Ten tries in the first minute, and then one a minute.
  if (error instanceof NotYet) return { mostTries: 70, longestPauseMs: 60_000 };
  return { mostTries: 8, longestPauseMs: 10_000 };
}

const firstPauseMs = 100;
