import type { Instant } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { Collection, DocumentStore } from '../documents/document-store.js';

/** An event that a reader of the log could not take in. Everything else goes on; this waits for a corrected program or a person. */
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

/** What readers have passed over, kept where health, metrics and a command find it. */
export class SkippedEvents {
  constructor(private readonly documents: DocumentStore) {}

  declare(): Promise<void> {
    return this.documents.declare(skippedEvents);
  }

  async add(skipped: Omit<SkippedEvent, 'id'>, position: Position): Promise<void> {
    const id = `${skipped.reader}@${position}`;
    await this.documents.write(skippedEvents, [{ id, document: { id, ...skipped }, position }]);
  }

  count(): Promise<number> {
    return this.documents.count(skippedEvents);
  }

  async newest(limit: number): Promise<readonly SkippedEvent[]> {
    return (await this.documents.query(skippedEvents, { limit })).documents;
  }
}
