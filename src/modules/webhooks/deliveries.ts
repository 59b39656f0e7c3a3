import type { Document, DocumentStore, Collection, Page, Query, Stored } from '../../kernel/ports/document-store.js';
import { deliveries, type Delivery } from './delivery.js';

/** How far webhooks have come, as the documents know it; the log keeps the same beside its checkpoints. */
export interface Mark {
  readonly id: string;
  readonly position: string;
}
export const marks: Collection<Mark> = { name: 'webhook-marks.v1', indexes: [] };

/** How an endpoint has answered lately. */
export interface Standing {
  readonly id: string;
  /** Since when every try has failed; null: the last one did not. */
  readonly failingSince: string | null;
}
export const standings: Collection<Standing> = { name: 'webhook-standings.v1', indexes: [] };

/** A part of the log that is gone through again: what it says to endpoints, and is not delivered, is sent. */
export interface Recovery {
  readonly id: string;
  /** Null: to all endpoints. */
  readonly endpointId: string | null;
  /** Whether deliveries that failed are tried again too, or only those that are missing are made. */
  readonly alsoFailed: boolean;
  readonly after: string;
  readonly until: string;
  readonly isDone: boolean;
}
export const recoveries: Collection<Recovery> = { name: 'webhook-recoveries.v1', indexes: [['isDone']] };

export const webhookCollections: readonly Collection[] = [deliveries, marks, standings, recoveries];

/**
 * The deliveries, as documents. The log says what is to be delivered, and the documents what came of it: `DeliverWebhooks` makes those that were
 * lost with them again. A document's position counts its versions, so that of two writers of one version the first is kept, and the other finds
 * out and goes by what the first has written.
 */
export class Deliveries {
  constructor(
    private readonly documents: DocumentStore,
    private readonly newId: () => string,
  ) {}

  async declare(): Promise<void> {
    for (const collection of webhookCollections) await this.documents.declare(collection);
  }

  async find(id: string): Promise<Delivery | null> {
    return (await this.documents.get(deliveries, [id])).get(id)?.document ?? null;
  }

  /** Which of these are there. */
  async among(ids: readonly string[]): Promise<ReadonlyMap<string, Delivery>> {
    const found = await this.documents.get(deliveries, ids);
    return new Map([...found].map(([id, { document }]) => [id, document]));
  }

  /** Those that are there already stay as they are. */
  async add<D extends Document>(collection: Collection<D>, fresh: readonly D[]): Promise<void> {
    if (fresh.length === 0) return;
    await this.documents.write(
      collection,
      fresh.map((document) => ({ id: document.id, document, position: 1n })),
    );
  }

  /**
   * Null from `grow` leaves it as it is. Returns it as it stands then; null: it is not there. `grow` is asked again where another writer was faster,
   * and then finds out by itself whether what it adds is there already.
   */
  async change(id: string, grow: (delivery: Delivery) => Delivery | null): Promise<Delivery | null> {
    for (;;) {
      const stored = (await this.documents.get(deliveries, [id])).get(id);
      if (stored === undefined) return null;
      const next = grow(stored.document);
      if (next === null) return stored.document;
      const writer = this.newId();
      await this.documents.write(deliveries, [{ id, document: { ...next, writer }, position: stored.position + 1n }]);
      const kept = (await this.documents.get(deliveries, [id])).get(id);
      if (kept === undefined) return null;
      if (kept.document.writer === writer) return kept.document;
    }
  }

  /** For a document that only the holder of the lease writes. */
  async put<D extends Document>(collection: Collection<D>, document: D): Promise<void> {
    const before: Stored<D> | undefined = (await this.documents.get(collection, [document.id])).get(document.id);
    const position = (before?.position ?? 0n) + 1n;
    await this.documents.write(collection, [{ id: document.id, document, position }]);
  }

  async get<D extends Document>(collection: Collection<D>, id: string): Promise<D | null> {
    return (await this.documents.get(collection, [id])).get(id)?.document ?? null;
  }

  where(query: Query): Promise<Page<Delivery>> {
    return this.documents.query(deliveries, query);
  }

  /** Those of an endpoint that are due, the longest first. */
  async due(endpointId: string, now: string, limit: number): Promise<readonly Delivery[]> {
    const where = { endpointId, status: 'pending', nextTryAt: { lte: now } } as const;
    const sort = { field: 'nextTryAt', direction: 'ascending' } as const;
    return (await this.where({ where, sort, limit })).documents;
  }

  /** When the next of an endpoint is due, after this time; null: none is. */
  async nextDue(endpointId: string, now: string): Promise<string | null> {
    const where = { endpointId, status: 'pending', nextTryAt: { gt: now } } as const;
    const sort = { field: 'nextTryAt', direction: 'ascending' } as const;
    return (await this.where({ where, sort, limit: 1 })).documents[0]?.nextTryAt ?? null;
  }

  /** The first of a resource that an endpoint has not been told yet. */
  async firstPending(endpointId: string, resourceId: string): Promise<Delivery | null> {
    const where = { endpointId, resourceId, status: 'pending' } as const;
    const sort = { field: 'sequence', direction: 'ascending' } as const;
    return (await this.where({ where, sort, limit: 1 })).documents[0] ?? null;
  }

  /** Where in the log the first event stands that some endpoint has not been told yet; null: there is none. */
  async firstPendingPosition(): Promise<string | null> {
    const sort = { field: 'position', direction: 'ascending' } as const;
    const { documents } = await this.where({ where: { status: 'pending' }, sort, limit: 1 });
    return documents[0]?.position ?? null;
  }

  async oldestPending(endpointId: string): Promise<Delivery | null> {
    const sort = { field: 'createdAt', direction: 'ascending' } as const;
    return (await this.where({ where: { endpointId, status: 'pending' }, sort, limit: 1 })).documents[0] ?? null;
  }

  async openRecoveries(): Promise<readonly Recovery[]> {
    return (await this.documents.query(recoveries, { where: { isDone: false }, limit: 100 })).documents;
  }

  /** Removes deliveries that were settled before; returns how many. */
  async removeSettledBefore(before: string, limit: number): Promise<number> {
    const sort = { field: 'settledAt', direction: 'ascending' } as const;
    const { documents } = await this.where({ where: { settledAt: { lt: before } }, sort, limit });
    const stored = await this.documents.get(
      deliveries,
      documents.map(({ id }) => id),
    );
    const changes = [...stored].map(([id, { position }]) => ({ id, document: null, position: position + 1n }));
    if (changes.length > 0) await this.documents.write(deliveries, changes);
    return changes.length;
  }
}
