import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

// An API key is `ish_`, 43 characters that are 256 random bits, and 6 that are a checksum of the rest. The prefix lets secret scanners find a
// leaked key (`ish_[0-9A-Za-z]{49}`), and the checksum tells a mistyped key from a revoked one without any list.

const prefix = 'ish_';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const bodyLength = 43;
const checkLength = 6;

/** `bits`: 256 that nobody can guess. */
export function newKey(bits: Buffer = randomBytes(32)): string {
  const body = inDigits(BigInt(`0x${bits.toString('hex')}`), bodyLength);
  return prefix + body + checkOf(prefix + body);
}

/**
 * Whether it has a form in which keys are made, with 256 random bits; keys were made without a checksum before. Any other may be a
 * `BOOTSTRAP_API_KEY`, and is as hard to guess as its owner made it.
 */
export const isGenerated = (key: string): boolean => /^ish_(?:[\w-]{43}|[0-9A-Za-z]{49})$/.test(key);

/** Such a key was never made. */
export function isMistyped(key: string): boolean {
  const [, unchecked, check] = /^(ish_[0-9A-Za-z]{43})([0-9A-Za-z]{6})$/.exec(key) ?? [];
  return unchecked !== undefined && check !== checkOf(unchecked);
}

// There is nothing to guess in 256 random bits, so a fast hash is enough, and every request needs it.
export const hashOf = (key: string): string => hash('sha256', key, 'base64url');

/** Names a key in logs and lists. It is a part of the hash: it says nothing of the key. */
export const keyIdOf = (keyHash: string): string =>
  `key_${Buffer.from(keyHash, 'base64url').subarray(0, 8).toString('hex')}`;

const checkOf = (text: string): string => inDigits(BigInt(crc32(text)), checkLength);

function inDigits(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; rest > 0n; rest /= 62n) text = digits[Number(rest % 62n)]! + text;
  return text.padStart(length, '0');
}
