import { createHash } from 'node:crypto';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { KeyedHash } from '../../kernel/keyed-hash.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { KnownPayment } from '../payments/contract.js';

/** The same client, payment and idempotency key are the same refund. */
export const refundIdFor = (client: string, paymentId: string, key: string): string =>
  `ref_${createHash('sha256')
    .update(JSON.stringify([client, paymentId, key]))
    .digest('hex')
    .slice(0, 32)}`;

/** One reference for one attempt: two people who approve at once arrive at the same one. */
export const referenceFor = (references: KeyedHash, refundId: string, attempt: number): string =>
  references.uuid('refund', refundId, String(attempt));

/** The attempt by which a payment was paid: its provider, and the reference by which that provider knows what is refunded. */
export function collectionOf({ attempts }: KnownPayment): { provider: string; collectionReference: string } {
  const paid = attempts.findLast(({ status }) => status === 'successful') ?? attempts.at(-1)!;
  return { provider: paid.provider, collectionReference: paid.providerReference };
}

export type SealWords = <T>(payer: Sealed, words: T) => Promise<Sealed<T>>;

/**
 * Seals what a person writes about a refund under the payer's key. After an erasure that key is gone, and why money went out must stay readable: then
 * it is sealed as what is about no known person.
 */
export const sealWords =
  (personalData: PersonalData): SealWords =>
  async (payer, words) =>
    (await personalData.isErased(payer))
      ? personalData.seal(unknownSubject, words)
      : personalData.sealUnderKeyOf(payer, words);

/** As in reviews. The value is in the log, so it stays. */
const unknownSubject = 'nobody-known';
