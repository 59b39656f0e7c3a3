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

/** A record without a part is its part 1. */
export const defaultPart = '1';

/** The stream in which all payments of a client for one record, or for one part of it, meet: to claim it, and to claim it once more. */
export const recordKeyFor = (client: string, record: Creation['record']): string =>
  keyOf(client, { ...record, part: record.part === defaultPart ? null : record.part });

/**
 * The stream in which claims of part 1 stood that named the part, while those that named none stood in the other. Nothing is claimed there any
 * more; what stands there still counts. Null: a record of which there was never more than one stream.
 */
const earlierKeyFor = (client: string, record: Creation['record']): string | null =>
  record.part === null || record.part === defaultPart ? keyOf(client, { ...record, part: defaultPart }) : null;

/** Where a record is claimed, and the other stream in which claims of it may stand. */
export interface RecordKeys {
  readonly claimed: string;
  readonly earlier: string | null;
}

export const recordKeysFor = (client: string, record: Creation['record']): RecordKeys => ({
  claimed: recordKeyFor(client, record),
  earlier: earlierKeyFor(client, record),
});

/** The key of a payment stays that of its first claim; its further attempts are claimed where all others are. */
export function recordKeysOf({
  client,
  record,
  recordKey,
}: Pick<Creation, 'client' | 'record' | 'recordKey'>): RecordKeys {
  const earlier = earlierKeyFor(client, record);
  return { claimed: recordKey === earlier ? recordKeyFor(client, record) : recordKey, earlier };
}

export const allKeys = ({ claimed, earlier }: RecordKeys): readonly string[] =>
  earlier === null ? [claimed] : [claimed, earlier];

const keyOf = (client: string, { type, id, part }: Creation['record']): string =>
  createHash('sha256')
    .update(JSON.stringify([client, type, id, part]))
    .digest('base64url')
    .slice(0, 22);

/** One reference for one attempt: the provider takes it once, however often it is submitted. */
export const firstReferenceFor = (references: KeyedHash, paymentId: string): string => references.uuid(paymentId);

/** Of an attempt at another provider, which nobody asked for: one for each number. */
export const reroutedReferenceFor = (references: KeyedHash, paymentId: string, attempt: number): string =>
  references.uuid(paymentId, 'rerouted', String(attempt));

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
