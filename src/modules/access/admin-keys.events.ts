import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

/** These keys of an admin are about to end, or to get an end. On record before they do; a key that ends all the same by force is here too. */
export const AdminKeysEnding = defineEvent(
  'AdminKeysEnding',
  z.object({ clientId: z.string(), keyIds: z.array(z.string()).min(1), at: instantShape }),
);

export const adminKeysEvents = [AdminKeysEnding];
export type AdminKeysEvent = EventOf<typeof AdminKeysEnding>;
