import { createHash } from 'node:crypto';
import type { KeyedHash } from '../../kernel/keyed-hash.js';

/**
 * Everything by which a request that is repeated arrives at what the first one made: two clicks, two instances and a sending that goes on after a
 * crash meet in one stream at our side, and under one reference at the provider's.
 */

/** The same client and idempotency key are the same payout. */
export const payoutIdFor = (client: string, key: string): string => `out_${hashOf(['request', client, key])}`;

/** The same line of a batch is the same payout. */
export const payoutIdOfLine = (batchId: string, line: number): string => `out_${hashOf(['line', batchId, line])}`;

/** The same file is the same batch. The hash is keyed: a file of one line could be guessed from a plain one. */
export const batchIdFor = (files: KeyedHash, sha256: string): string =>
  `bat_${files.bytes(sha256).toString('hex').slice(0, 32)}`;

/** The stream in which all payouts for one record, or for one part of it, meet. */
export const payoutRecordKeyFor = (
  scope: string,
  { type, id, part }: { readonly type: string; readonly id: string; readonly part: string },
): string =>
  createHash('sha256')
    .update(JSON.stringify(['payout', scope, type, id, part]))
    .digest('base64url')
    .slice(0, 22);

/**
 * Whose records these are: a service's are its own. What people ask for with a key of finance is the organisation's, or two clerks, or one clerk
 * with a new key, would pay one record twice.
 */
export const scopeOfRecords = ({ id, roles }: { readonly id: string; readonly roles: readonly string[] }): string =>
  roles.includes('service') ? id : 'organisation';

export const defaultPart = '1';

/** One reference for one attempt: the provider takes it once, however often it is submitted. */
export const payoutReferenceFor = (references: KeyedHash, payoutId: string, attempt: number): string =>
  references.uuid('payout', payoutId, String(attempt));

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
