import type { Instant } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { Fence } from '../ports/leases.js';
import type { Collection, DocumentStore } from '../ports/document-store.js';

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

/** Never holds any: clearing it forgets a checkpoint and nothing besides. */
export const noDocuments: Collection = { name: 'no-documents.v1', indexes: [] };

/** Events that views and ordered followers skipped, kept where health, metrics and `ishyura parked` find them. */
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

  count(): Promise<number> {
    return this.documents.count(skippedEvents);
  }

  /**
   * Has a follower that may do an event twice go back to the first that it skipped; says how many it had skipped. Only under the fence of its
   * turn, or where nobody else can have one. The checkpoint first: after a crash in between it is only done again. A checkpoint never goes
   * back by being written, so it is forgotten before.
   */
  async replay(reader: string, fence: Fence): Promise<number> {
    await this.documents.declare(noDocuments);
    const query = { where: { reader }, limit: mostAtOnce };
    for (let count = 0; ;) {
      const { documents } = await this.documents.query(skippedEvents, query);
      if (documents.length === 0) return count;
      const positions = documents.map(({ id }) => BigInt(id.slice(id.lastIndexOf('@') + 1)));
      const before = positions.reduce((first, position) => (position < first ? position : first)) - 1n;
      const kept = await this.documents.checkpoint(reader);
      const position = kept !== null && kept < before ? kept : before;
      await this.documents.clear(noDocuments, [reader]);
      await this.documents.write(skippedEvents, [], { reader, position, ...(fence !== null && { fence }) });
      const removed = documents.map(({ id }, index) => ({ id, document: null, position: positions[index]! + 1n }));
      await this.documents.write(skippedEvents, removed);
      count += documents.length;
    }
  }

  async newest(limit: number): Promise<readonly SkippedEvent[]> {
    return (await this.documents.query(skippedEvents, { limit })).documents;
  }
}

const mostAtOnce = 1_000;
/** A reason may quote what it speaks of, and must not be refused for its size as well. */
const longestReason = 2_000;
