import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import { roles } from '../../kernel/domain/role.js';

/** Only the key's hash is ever kept. */
export const ClientRegistered = defineEvent(
  'ClientRegistered',
  z.object({
    clientId: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)).min(1),
    keyHash: z.string(),
    at: instantShape,
  }),
);

/** One more key to the same client: the earlier ones stay good. */
export const ClientKeyAdded = defineEvent(
  'ClientKeyAdded',
  z.object({ clientId: z.string(), keyHash: z.string(), at: instantShape }),
);

export const clientEvents = [ClientRegistered, ClientKeyAdded];
export type ClientEvent = EventOf<typeof ClientRegistered | typeof ClientKeyAdded>;
export type NewClient = EventOf<typeof ClientRegistered>['data'];
export type NewKey = EventOf<typeof ClientKeyAdded>['data'];
