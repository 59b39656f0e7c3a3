import type { ResolvedEvent } from '@eventstore/db-client';
import type { EventMetadata } from '../domain/events.js';
import type { RecordedEvent } from './event-store.js';

/** Null for what is not ours: the server's own notes, links and tombstones. */
export function recorded(event: ResolvedEvent['event']): RecordedEvent | null {
  if (event === undefined || event.streamId.startsWith('$') || event.type.startsWith('$')) return null;
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
