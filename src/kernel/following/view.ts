import type { DomainEvent, AnyEventDefinition, Recorded } from '../domain/events.js';
import type { Collection, Document } from '../ports/document-store.js';
import type { StreamHistory } from './stream-history.js';

/**
 * How one kind of document grows out of events, one event at a time. Pure: the same events grow the same documents, so any view can be
 * dropped and filled anew.
 */
export interface View<D extends Document, E extends DomainEvent> {
  readonly collection: Collection<D>;
  /** Every event it may meet; others never reach it. */
  readonly events: readonly AnyEventDefinition[];
  /**
   * For a view whose rows need more than an event says: what the events of its stream add up to. `movedBy` tells it of each event, before and
   * with it. All events of the stream that count for it are among `events`.
   */
  readonly history?: StreamHistory<E>;
  /** The document that it changes. Of several, each is changed by itself: its row sees none of the others. */
  readonly idOf: (event: Recorded<E>) => string | readonly string[];
  /** Null removes the document, and null comes in where there is none. An event without a row changes nothing. */
  readonly on: {
    readonly [Type in E['type']]?: (
      document: D | null,
      event: Recorded<Extract<E, { type: Type }>>,
      id: string,
    ) => D | null;
  };
  /** How many of its documents are kept in memory at most; absent: those of payments under way. For a view whose documents are large. */
  readonly keeps?: number;
  /** The same as the rows one after the other, where many events of one batch change one document: what is large is copied once for all of them. */
  readonly together?: (document: D | null, events: readonly Recorded<E>[], id: string) => D | null;
}

/** A view of everything in the log: it takes each event as it is stored, whichever module it belongs to. */
export interface WholeLogView<D extends Document> {
  readonly collection: Collection<D>;
  readonly idOf: (event: Recorded) => string | readonly string[];
  readonly every: (document: D | null, event: Recorded) => D | null;
}

/** The documents that an event changes, each once. */
export function idsOf<E extends DomainEvent>(
  view: { readonly idOf: (event: Recorded<E>) => string | readonly string[] },
  event: Recorded<E>,
): readonly string[] {
  const ids = view.idOf(event);
  return typeof ids === 'string' ? [ids] : [...new Set(ids)];
}

export function applyTo<D extends Document, E extends DomainEvent>(
  view: Pick<View<D, E>, 'on'> | Pick<WholeLogView<D>, 'every'>,
  document: D | null,
  event: Recorded<E>,
  id: string,
): D | null {
  if ('every' in view) return view.every(document, event);
  const row = view.on[event.type as E['type']] as
    ((document: D | null, event: Recorded<E>, id: string) => D | null) | undefined;
  return row === undefined ? document : row(document, event, id);
}
