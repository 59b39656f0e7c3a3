import { eventTypeFilter, START, streamNameFilter, type Filter, type ResolvedEvent } from '@eventstore/db-client';
import type { EventMetadata } from '../../kernel/domain/events.js';
import { beginning, type Position } from '../../kernel/domain/position.js';
import type { EventFilter, RecordedEvent } from '../../kernel/ports/event-store.js';

/** Null for the server's own events, links and tombstones, and for the checkpoints of ordered policies. */
export function recorded(event: ResolvedEvent['event']): RecordedEvent | null {
  if (event === undefined || event.streamId.startsWith('$') || event.type.startsWith('$')) return null;
  if (event.streamId.startsWith(checkpointPrefix)) return null;
  const { id, streamId, revision, type, data, metadata, position } = event;
  return {
    id,
    stream: streamId,
    revision: Number(revision),
    type,
    data,
    metadata: metadata as unknown as EventMetadata,
    position: position!.commit,
  };
}

export const checkpointPrefix = 'checkpoint-';

export const placeOf = (position: Position): typeof START | { commit: Position; prepare: Position } =>
  position === beginning ? START : { commit: position, prepare: position };

/** The server filters by stream name or by event type, not by both; the reader applies the rest. */
export function serverFilter({ categories, types }: EventFilter, options: Partial<Filter> = {}): Filter {
  if (categories !== undefined)
    return streamNameFilter({ ...options, regex: `^(${categories.map(plain).join('|')})(-|$)` });
  if (types !== undefined) return eventTypeFilter({ ...options, regex: `^(${types.map(plain).join('|')})$` });
  return streamNameFilter({ ...options, regex: '^[^$]' });
}

const plain = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
