import { createHash, createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto';
import type { Seal, SealKey, SealStatement } from './seal.events.js';

// What is hashed and what is signed. Pure: the same here, in the command, and in any program that is written to check us.

/** SHA-256 of an event's bytes, `textOf` it. */
export const hashOfEvent = (text: string): Buffer => Buffer.from(digestOfEvent(text), 'binary');

/** The same 32 bytes as a string of 32 characters: for who hashes millions, since Node makes it in half the time of a buffer. */
export const digestOfEvent = (text: string): string => hash('sha256', text, 'binary');

/** What a log says of its own moving belongs to one store, does not travel and is not sealed. Anything else in that stream is. */
export const isSealed = (text: string): boolean =>
  !text.startsWith('import-log\n') || !/^[^\n]*\n\d+\n[^\n]*\n(ImportBegan|ImportCompleted)\n/.test(text);

/** The end of the chain after these events: it holds the seal before, and so every seal and every event before. */
export const headAfter = (previous: string | null, hashes: Buffer): string =>
  createHash('sha256')
    .update(previous ?? beforeAll)
    .update(hashes)
    .digest('hex');

const beforeAll = '0'.repeat(64);

/** The bytes that are signed: these members in this order. */
export const statementText = (statement: SealStatement): string => {
  const { number, before, count, from, to, last, previous, head, keyId, at } = statement;
  const { stream, revision, id } = last;
  return JSON.stringify({ number, before, count, from, to, last: { stream, revision, id }, previous, head, keyId, at });
};

/** The hash by which the next seal, and a copy kept elsewhere, knows a seal. */
export const hashOfSeal = (seal: SealStatement): string => hash('sha256', statementText(seal), 'hex');

export const statementOf = (seal: Seal): SealStatement => {
  const { signature: _signature, hashes: _hashes, ...statement } = seal;
  return statement;
};

/** Why a seal is not what the holder of the key signed over these hashes; null: it is. */
export function faultOfSeal(seal: Seal, key: Pick<SealKey, 'publicKey' | 'keyId'>): string | null {
  const hashes = Buffer.from(seal.hashes, 'base64url');
  if (seal.keyId !== key.keyId) return 'it is not signed under the key that was in use';
  if (!isSignedBy(key, statementText(seal), seal.signature)) return 'its signature is not that of its key';
  if (hashes.length !== 32 * seal.count) return 'it does not hold one hash for each event';
  if (headAfter(seal.previous, hashes) !== seal.head) return 'its head is not that of its hashes';
  return null;
}

/** What a key says of the one that follows it. */
export const endorsementText = ({ number, publicKey, at }: Pick<SealKey, 'number' | 'publicKey' | 'at'>): string =>
  JSON.stringify({ sealKey: { number, publicKey, at } });

/** What a key says of the one before it. */
export const acknowledgementText = ({
  number,
  publicKey,
  previousKey,
}: Pick<SealKey, 'number' | 'publicKey' | 'previousKey'>): string =>
  JSON.stringify({ sealKeyBefore: { number, publicKey, previousKey } });

/** The public key that this one says was before it; null: it names none, or the word is not its own. */
export const acknowledgedBy = (key: SealKey): string | null =>
  key.acknowledgement !== null && isSignedBy(key, acknowledgementText(key), key.acknowledgement)
    ? key.previousKey
    : null;

export const isEndorsedBy = (before: Pick<SealKey, 'publicKey'>, key: SealKey): boolean =>
  key.endorsement !== null && isSignedBy(before, endorsementText(key), key.endorsement);

export const keyIdOf = (publicKey: string): string =>
  hash('sha256', Buffer.from(publicKey, 'base64url'), 'hex').slice(0, 16);

export function isSignedBy(
  { publicKey }: Pick<SealKey, 'publicKey'>,
  text: string | Buffer,
  signature: string,
): boolean {
  try {
    return verify(null, Buffer.from(text), publicKeyOf(publicKey), Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

export const signed = (privateKey: KeyObject, text: string | Buffer): string =>
  sign(null, Buffer.from(text), privateKey).toString('base64url');

/** RFC 8032 keys are 32 bytes; X.509 puts twelve constant ones before them. */
const derOfPublicKey = Buffer.from('302a300506032b6570032100', 'hex');
export const publicKeyOf = (raw: string): KeyObject =>
  createPublicKey({
    key: Buffer.concat([derOfPublicKey, Buffer.from(raw, 'base64url')]),
    format: 'der',
    type: 'spki',
  });
export const rawPublicKey = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).subarray(derOfPublicKey.length).toString('base64url');
export const privateKeyOf = (der: Buffer): KeyObject => createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });

export type Misfit = 'changed' | 'removed' | 'inserted' | 'reordered';

/**
 * The first event that is not the one that was sealed. `actual` holds the hashes from the same event on, and beyond the sealed ones as far as
 * they are known: what stands further on tells a removed event from a changed one.
 */
export function firstMisfit(sealed: Buffer, actual: Buffer): { readonly index: number; readonly what: Misfit } | null {
  const length = Math.min(sealed.length, actual.length);
  if (sealed.compare(actual, 0, length, 0, length) === 0)
    return actual.length >= sealed.length ? null : { index: length / 32, what: 'removed' };
  let at = 0;
  while (sealed.compare(actual, at, at + 32, at, at + 32) === 0) at += 32;
  const wantedIsLater = indexOfHash(actual, sealed.subarray(at, at + 32), at) !== null;
  const foundIsWantedLater = indexOfHash(sealed, actual.subarray(at, at + 32), at) !== null;
  const what = wantedIsLater
    ? foundIsWantedLater
      ? 'reordered'
      : 'inserted'
    : foundIsWantedLater
      ? 'removed'
      : 'changed';
  return { index: at / 32, what };
}

/** Where among the hashes, from a byte on; null: nowhere. */
export function indexOfHash(hashes: Buffer, wanted: Buffer, from = 0): number | null {
  for (let at = hashes.indexOf(wanted, from); at !== -1; at = hashes.indexOf(wanted, at + 1)) {
    if (at % 32 === 0) return at / 32;
  }
  return null;
}
