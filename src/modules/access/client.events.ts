import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import { roles } from '../../kernel/domain/role.js';

/** Only the hash of a key is ever kept. `keyEndsAt`: when the key stops by itself; null: never. */
export const ClientRegistered = defineEvent(
  'ClientRegistered',
  z.object({
    clientId: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)).min(1),
    /** The person behind the client; null: it is a person of its own (kernel/domain/approvals.ts). */
    owner: z.string().nullable(),
    keyHash: z.string(),
    keyEndsAt: instantShape.nullable(),
    at: instantShape,
  }),
  [(first: object) => ({ ...first, keyEndsAt: null }), (second: object) => ({ ...second, owner: null })],
);

/** One more key to the same client; the earlier ones stay good. A client that was revoked is good again, by this key alone. */
export const ClientKeyAdded = defineEvent(
  'ClientKeyAdded',
  z.object({ clientId: z.string(), keyHash: z.string(), at: instantShape }),
);

/** A new key in place of the earlier ones, which end at `earlierKeysEndAt` unless they end before. */
export const ClientKeyRotated = defineEvent(
  'ClientKeyRotated',
  z.object({
    clientId: z.string(),
    keyHash: z.string(),
    keyEndsAt: instantShape.nullable(),
    earlierKeysEndAt: instantShape,
    at: instantShape,
  }),
);

/** All its keys end at once. */
export const ClientRevoked = defineEvent('ClientRevoked', z.object({ clientId: z.string(), at: instantShape }));

export const clientEvents = [ClientRegistered, ClientKeyAdded, ClientKeyRotated, ClientRevoked];
export type ClientEvent = EventOf<
  typeof ClientRegistered | typeof ClientKeyAdded | typeof ClientKeyRotated | typeof ClientRevoked
>;
export type NewClient = EventOf<typeof ClientRegistered>['data'];
export type NewKey = EventOf<typeof ClientKeyAdded>['data'];
export type Rotation = EventOf<typeof ClientKeyRotated>['data'];
