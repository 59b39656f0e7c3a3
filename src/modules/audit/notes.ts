import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { RevisionConflict } from '../../kernel/ports/event-store.js';
import { noteEvents, type NoteEvent } from './note.events.js';

const codec = new EventCodec<NoteEvent>(noteEvents);

/** Puts something on record that no decider decides, in a stream of its own. Noted again under the same name, it is on record once. */
export async function note(
  { store, clock, newId }: Kernel,
  stream: string,
  event: NoteEvent,
  by: Origin,
): Promise<void> {
  await store.append(stream, 'no-stream', [codec.write(event, newId(), by, clock)]).catch(unlessNoted);
}

function unlessNoted(error: unknown): void {
  if (!(error instanceof RevisionConflict)) throw error;
}
