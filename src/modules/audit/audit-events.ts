import type { Sealed } from '../../kernel/domain/sealed.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore, Query } from '../../kernel/ports/document-store.js';
import type { EventStore, RecordedEvent } from '../../kernel/ports/event-store.js';
import { auditEventView } from './audit-event.view.js';

export type ListedEvents = Awaited<ReturnType<AuditEvents['list']>>;

/** The events of the log by their author, by kind, by stream and by time. The view finds them; the log says what they are. */
export class AuditEvents {
  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly documents: DocumentStore,
    private readonly personalData: Pick<PersonalData, 'open'>,
  ) {}

  async list(query: Omit<Query, 'sort'>) {
    const sort = { field: 'at', direction: 'descending' } as const;
    const { documents, nextCursor } = await this.documents.query(auditEventView.collection, { ...query, sort });
    const found = await Promise.all(
      documents.map(({ stream, revision }) => this.store.readStream(stream, { from: revision, limit: 1 })),
    );
    const data = await Promise.all(found.flat().map((event) => this.#show(event)));
    return { data, nextCursor, about: sealedIn(found.flat().map((event) => summarised(event))) };
  }

  async #show({ id, position, stream, revision, type, data, metadata }: RecordedEvent) {
    const { at, actor, correlationId, causationId } = metadata;
    const opened = await openedData(summarised({ type, data }), this.personalData);
    return {
      id,
      position: String(position),
      stream,
      revision,
      type,
      at,
      actor,
      correlationId,
      causationId,
      data: opened,
    };
  }
}

/** The lines of a statement are hundreds in one event: `GET /v1/reconciliation/statements/{id}/items` shows them. */
const summarised = ({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): unknown =>
  type === 'StatementLinesRead'
    ? { ...(data as object), lines: (data as { lines: readonly unknown[] }).lines.length }
    : data;

/** Stored data with what is sealed in it opened; null stands where the person was erased. */
export async function openedData(value: unknown, personalData: Pick<PersonalData, 'open'>): Promise<unknown> {
  if (typeof value === 'string') return value.startsWith('sealed.') ? personalData.open(value as Sealed) : value;
  if (Array.isArray(value)) return Promise.all(value.map((each) => openedData(each, personalData)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !withheld.has(name));
  return Object.fromEntries(
    await Promise.all(entries.map(async ([name, each]) => [name, await openedData(each, personalData)] as const)),
  );
}

/** What is sealed in stored data. */
export function sealedIn(value: unknown): readonly Sealed[] {
  if (typeof value === 'string') return value.startsWith('sealed.') ? [value as Sealed] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(sealedIn) : [];
}

/** No reader may see the hashes of keys; those in a seal are 43 kB that `GET /v1/audit/verify` reads. */
const withheld: ReadonlySet<string> = new Set(['keyHash', 'hashes']);
