import type { Instant } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { Collection, DocumentStore } from '../ports/document-store.js';

/** An event that a view could not take in. Everything else goes on; this waits for a corrected program or a person. */
export interface SkippedEvent {
  readonly id: string;
  readonly reader: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly reason: string;
  readonly at: Instant;
}

export const skippedEvents: Collection<SkippedEvent> = { name: 'skipped-events.v1', indexes: [['reader']] };

/** Events that views skipped, kept where health, metrics and `ishyura parked` find them. */
export class SkippedEvents {
  constructor(private readonly documents: DocumentStore) {}

  declare(): Promise<void> {
    return this.documents.declare(skippedEvents);
  }

  async add(skipped: Omit<SkippedEvent, 'id'>, position: Position): Promise<void> {
    const id = `${skipped.reader}@${position}`;
    const reason = skipped.reason.slice(0, longestReason);
    await this.documents.write(skippedEvents, [{ id, document: { id, ...skipped, reason }, position }]);
  }

  /** In constant time: what is above `mostCounted` is one more than that. */
  async count(): Promise<number> {
    const { documents, nextCursor } = await this.documents.query(skippedEvents, { limit: mostCounted });
    return documents.length + (nextCursor === null ? 0 : 1);
  }

  async newest(limit: number): Promise<readonly SkippedEvent[]> {
    return (await this.documents.query(skippedEvents, { limit })).documents;
  }
}

export const mostCounted = 1_000;
/** A reason may quote what it speaks of, and must not be refused for its size as well. */
const longestReason = 2_000;
