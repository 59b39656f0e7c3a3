import type { DomainEvent, AnyEventDefinition, Recorded } from '../domain/events.js';
import type { Collection, Document } from '../ports/document-store.js';

/**
 * How one kind of document grows out of events, one event at a time. Pure: the same events grow the same documents, so any view can be
 * dropped and filled anew.
 */
export interface View<D extends Document, E extends DomainEvent> {
  readonly collection: Collection<D>;
  /** Every event it may meet; others never reach it. */
  readonly events: readonly AnyEventDefinition[];
  readonly idOf: (event: Recorded<E>) => string;
  /** Null removes the document, and null comes in where there is none. An event without a row changes nothing. */
  readonly on: {
    readonly [Type in E['type']]?: (document: D | null, event: Recorded<Extract<E, { type: Type }>>) => D | null;
  };
}

/** A view of everything in the log: it takes each event as it is stored, whichever module it belongs to. */
export interface WholeLogView<D extends Document> {
  readonly collection: Collection<D>;
  readonly idOf: (event: Recorded) => string;
  readonly every: (document: D | null, event: Recorded) => D | null;
}

export function applyTo<D extends Document, E extends DomainEvent>(
  view: Pick<View<D, E>, 'on'> | Pick<WholeLogView<D>, 'every'>,
  document: D | null,
  event: Recorded<E>,
): D | null {
  if ('every' in view) return view.every(document, event);
  const row = view.on[event.type as E['type']] as ((document: D | null, event: Recorded<E>) => D | null) | undefined;
  return row === undefined ? document : row(document, event);
}
