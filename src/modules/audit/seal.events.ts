import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

const base64url = z.string().regex(/^[\w-]+$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Everything that the signature stands for. Stored and signed in this order of members, for ever. */
const statement = {
  number: z.number().int().positive(),
  /** How many events of the log come before its first one: positions are each store's own, and this number moves with the log. */
  before: z.number().int().nonnegative(),
  count: z.number().int().positive(),
  /** Positions of the first and the last event in the store in which the seal was made. */
  from: z.string(),
  to: z.string(),
  /** The last event, by which it is found on any store. */
  last: z.object({ stream: z.string(), revision: z.number().int(), id: z.string() }),
  /** The hash of the seal before; null in the first. */
  previous: sha256.nullable(),
  /** SHA-256 over `previous` and the hashes of the events. */
  head: sha256,
  keyId: z.string(),
  at: instantShape,
};
export type SealStatement = z.output<z.ZodObject<typeof statement>>;

/** A seal over the events that come next in the log after those of the seal before. */
export const SealMade = defineEvent(
  'SealMade',
  z.object({
    ...statement,
    signature: base64url,
    /** The SHA-256 of each event, one after the other, 32 bytes each: so that the one that does not fit can be named. */
    hashes: base64url,
  }),
);
export type Seal = EventOf<typeof SealMade>['data'];

/** A key under which seals are signed from now on. */
export const SealKeyMade = defineEvent(
  'SealKeyMade',
  z.object({
    number: z.number().int().nonnegative(),
    keyId: z.string(),
    /** The 32 bytes of the Ed25519 public key. */
    publicKey: base64url,
    /** Signed by the key before, whose word this is; null for the first key, and where the one before was lost. */
    endorsement: base64url.nullable(),
    /** The public key before, and this key's own word that it was: who trusts this key can check older seals. */
    previousKey: base64url.nullable(),
    acknowledgement: base64url.nullable(),
    at: instantShape,
  }),
);
export type SealKey = EventOf<typeof SealKeyMade>['data'];

export const sealEvents = [SealMade, SealKeyMade];
export type SealEvent = EventOf<typeof SealMade | typeof SealKeyMade>;
