import type { Clock } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { EventFilter, EventStore, EventBatch } from '../ports/event-store.js';

/**
 * Hands over the log from a position on, batch by batch, until the signal is aborted. When the store goes away, or a batch cannot be
 * taken in, it comes back to where it was; health tells of the store by itself.
 */
export async function follow(
  store: Pick<EventStore, 'subscribe'>,
  clock: Clock,
  from: Position,
  filter: EventFilter,
  signal: AbortSignal,
  take: (batch: EventBatch) => void,
): Promise<void> {
  let position = from;
  while (!signal.aborted) {
    try {
      for await (const batch of store.subscribe(position, filter, signal)) {
        take(batch);
        position = batch.position;
      }
    } catch {
      await clock.sleep(pauseMs, signal).catch(stopped);
    }
  }
}

const pauseMs = 1_000;
const stopped = () => undefined;
