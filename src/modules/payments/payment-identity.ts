import { createHash } from 'node:crypto';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { Creation } from './payment.events.js';

/**
 * Everything by which a request that is repeated arrives at what the first one made: two clicks, two instances and a client that asks again
 * after a crash meet in one stream at our side, and under one reference at the provider's.
 */

/** The same client and idempotency key are the same payment. */
export const paymentIdFor = (client: string, key: string): string =>
  `pay_${createHash('sha256')
    .update(JSON.stringify([client, key]))
    .digest('hex')
    .slice(0, 32)}`;

/** The stream in which all payments of a client for one record, or for one part of it, meet. */
export const recordKeyFor = (client: string, { type, id, part }: Creation['record']): string =>
  createHash('sha256')
    .update(JSON.stringify([client, type, id, part]))
    .digest('base64url')
    .slice(0, 22);

/** One reference for one attempt: the provider takes it once, however often it is submitted. */
export const firstReferenceFor = (references: KeyedHash, paymentId: string): string => references.uuid(paymentId);

/**
 * The reference of a further attempt, by the client that asks for it and its idempotency key. The owner of the payment is left out of its own
 * references: they are as they were before other clients could ask, so that its keys never expire.
 */
export const furtherReferenceFor = (
  references: KeyedHash,
  payment: { readonly id: string; readonly client: string },
  client: string,
  key: string,
): string => (payment.client === client ? references.uuid(payment.id, key) : references.uuid(payment.id, client, key));
