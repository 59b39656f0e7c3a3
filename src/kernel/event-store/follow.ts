import type { Clock } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { EventFilter, EventStore, Stretch } from './event-store.js';

/**
 * Hands over the log from a position on, stretch by stretch, until the signal is aborted. When the store goes away, or a stretch cannot be
 * taken in, it comes back to where it was; health tells of the store by itself.
 */
export async function follow(
  store: Pick<EventStore, 'subscribe'>,
  clock: Clock,
  from: Position,
  filter: EventFilter,
  signal: AbortSignal,
  take: (stretch: Stretch) => void,
): Promise<void> {
  let position = from;
  while (!signal.aborted) {
    try {
      for await (const stretch of store.subscribe(position, filter, signal)) {
        take(stretch);
        position = stretch.position;
      }
    } catch {
      await clock.sleep(pauseMs, signal).catch(stopped);
    }
  }
}

const pauseMs = 1_000;
const stopped = () => undefined;
