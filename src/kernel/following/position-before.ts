import { epochMs } from '../domain/clock.js';
import { beginning, type Position } from '../domain/position.js';
import type { EventStore, RecordedEvent } from '../ports/event-store.js';

/**
 * A position such that everything after it was recorded at this time or later, found by halving the log. A clock that was set back while the
 * log was written makes it inexact: an event before the position may then be younger.
 */
export async function positionBefore(store: Pick<EventStore, 'readAll' | 'head'>, at: number): Promise<Position> {
  let low = beginning;
  let high = await store.head();
  while (low < high) {
    const middle = (low + high) / 2n;
    const next = await firstAfter(store, middle);
    if (next !== null && epochMs(next.metadata.at) < at) low = next.position;
    else high = middle;
  }
  return low;
}

export async function firstAfter(
  store: Pick<EventStore, 'readAll'>,
  position: Position,
): Promise<RecordedEvent | null> {
  for (let from = position; ;) {
    const { events, position: reached } = await store.readAll(from, 1);
    if (events[0] !== undefined) return events[0];
    if (reached === from) return null;
    from = reached;
  }
}
