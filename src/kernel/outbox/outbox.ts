import type { Collection, Document, DocumentStore, Page, Query, Stored } from '../ports/document-store.js';
import { InTurns } from '../yield-to-requests.js';
import type { Queued } from './queued.js';

/** How far an outbox has come, as the documents know it; the log keeps the same beside its checkpoints. */
export interface Mark extends Document {
  readonly position: string;
}

/** A part of the log that is gone through again: what it asks for, and is not delivered, is sent. */
export interface Recovery extends Document {
  readonly after: string;
  readonly until: string;
  readonly isDone: boolean;
}

export interface OutboxCollections<D extends Queued, R extends Recovery> {
  readonly queued: Collection<D>;
  readonly marks: Collection<Mark>;
  readonly recoveries: Collection<R>;
}

/**
 * What is to be sent, as documents. The log says what is to be sent, and the documents what came of it: `OutboxSender` makes those that were
 * lost with them again. A document's position counts its versions, so that of two writers of one version the first is kept, and the other finds
 * out and goes by what the first has written.
 */
export class Outbox<D extends Queued, R extends Recovery = Recovery> {
  /** The store promises many writes at once. */
  readonly inTurns = new InTurns();

  constructor(
    private readonly documents: DocumentStore,
    private readonly newId: () => string,
    readonly collections: OutboxCollections<D, R>,
    /** The member that names the lane. */
    private readonly lane: string,
  ) {}

  async declare(): Promise<void> {
    for (const collection of Object.values<Collection>({ ...this.collections }))
      await this.documents.declare(collection);
  }

  laneOf(queued: D): string {
    return queued[this.lane as keyof D] as string;
  }

  async find(id: string): Promise<D | null> {
    return (await this.stored(id))?.document ?? null;
  }

  async stored(id: string): Promise<Stored<D> | null> {
    return (await this.documents.get(this.collections.queued, [id])).get(id) ?? null;
  }

  /** Which of these are there. */
  async among(ids: readonly string[]): Promise<ReadonlyMap<string, D>> {
    const found = await this.documents.get(this.collections.queued, ids);
    return new Map([...found].map(([id, { document }]) => [id, document]));
  }

  /** Those that are there already stay as they are. */
  async add<A extends Document>(collection: Collection<A>, fresh: readonly A[]): Promise<void> {
    if (fresh.length === 0) return;
    await this.documents.write(
      collection,
      fresh.map((document) => ({ id: document.id, document, position: 1n })),
    );
  }

  /**
   * Null from `grow` leaves it as it is. Returns it as it stands then; null: it is not there. `grow` is asked again where another writer was faster,
   * and then finds out by itself whether what it adds is there already. `known`: as it was read before, from which it may have changed since.
   */
  async change(id: string, grow: (queued: D) => D | null, known?: Stored<D>): Promise<D | null> {
    for (let stored = known ?? (await this.stored(id)); stored !== null;) {
      const next = grow(stored.document);
      if (next === null && stored === known) {
        stored = await this.stored(id);
        continue;
      }
      if (next === null) return stored.document;
      const writer = this.newId();
      const change = { id, document: { ...next, writer }, position: stored.position + 1n };
      await this.documents.write(this.collections.queued, [change]);
      await this.inTurns.next();
      stored = await this.stored(id);
      if (stored?.document.writer === writer) return stored.document;
    }
    return null;
  }

  /** For a document that only the holder of the lease writes. */
  async put<A extends Document>(collection: Collection<A>, document: A): Promise<void> {
    const before: Stored<A> | undefined = (await this.documents.get(collection, [document.id])).get(document.id);
    const position = (before?.position ?? 0n) + 1n;
    await this.documents.write(collection, [{ id: document.id, document, position }]);
  }

  async get<A extends Document>(collection: Collection<A>, id: string): Promise<A | null> {
    return (await this.documents.get(collection, [id])).get(id)?.document ?? null;
  }

  where(query: Query): Promise<Page<D>> {
    return this.documents.query(this.collections.queued, query);
  }

  /** Those of a lane that are due, the longest first. */
  async due(lane: string, now: string, limit: number): Promise<readonly D[]> {
    const where = { [this.lane]: lane, status: 'pending', nextTryAt: { lte: now } };
    return (await this.where({ where, sort: { field: 'nextTryAt', direction: 'ascending' }, limit })).documents;
  }

  /** When the next of a lane is due, after this time; null: none is. */
  async nextDue(lane: string, now: string): Promise<string | null> {
    const where = { [this.lane]: lane, status: 'pending', nextTryAt: { gt: now } };
    const sort = { field: 'nextTryAt', direction: 'ascending' } as const;
    return (await this.where({ where, sort, limit: 1 })).documents[0]?.nextTryAt ?? null;
  }

  async oldestPending(lane: string): Promise<D | null> {
    const sort = { field: 'createdAt', direction: 'ascending' } as const;
    return (await this.where({ where: { [this.lane]: lane, status: 'pending' }, sort, limit: 1 })).documents[0] ?? null;
  }

  /** Where in the log the first event stands that asks for something which is still to be sent; null: there is none. */
  async firstPendingPosition(): Promise<string | null> {
    const sort = { field: 'position', direction: 'ascending' } as const;
    const { documents } = await this.where({ where: { status: 'pending' }, sort, limit: 1 });
    return documents[0]?.position ?? null;
  }

  async openRecoveries(): Promise<readonly R[]> {
    return (await this.documents.query(this.collections.recoveries, { where: { isDone: false }, limit: 100 }))
      .documents;
  }

  /** Removes what was settled before; returns how many. */
  async removeSettledBefore(before: string, limit: number): Promise<number> {
    const sort = { field: 'settledAt', direction: 'ascending' } as const;
    const { documents } = await this.where({ where: { settledAt: { lt: before } }, sort, limit });
    const stored = await this.documents.get(
      this.collections.queued,
      documents.map(({ id }) => id),
    );
    const changes = [...stored].map(([id, { position }]) => ({ id, document: null, position: position + 1n }));
    if (changes.length > 0) await this.documents.write(this.collections.queued, changes);
    return changes.length;
  }
}
