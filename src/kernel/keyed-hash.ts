import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { derive } from './personal-data/personal-data.js';

/**
 * Values that the holders of the master key can compute again and others cannot guess: a second instance, a repeated request and a recovery
 * after a crash all derive the same reference.
 */
export class KeyedHash {
  readonly #key: KeyObject;

  constructor(masterKey: Buffer, purpose: string) {
    this.#key = derive(masterKey, purpose);
  }

  /** 32 bytes; the parts are told apart, so `('ab', 'c')` is not `('a', 'bc')`. */
  bytes(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#key).update(JSON.stringify(parts)).digest();
  }

  /** 22 characters of base64url: 132 bits. */
  text(...parts: readonly string[]): string {
    return this.bytes(...parts)
      .toString('base64url')
      .slice(0, 22);
  }

  /** In the form of a UUID version 4, which providers require. */
  uuid(...parts: readonly string[]): string {
    const bytes = this.bytes(...parts).subarray(0, 16);
    bytes[6] = (bytes[6]! & 0x0f) | 0x40;
    bytes[8] = (bytes[8]! & 0x3f) | 0x80;
    const hex = bytes.toString('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}

/** Takes as long for a guess that is nearly right as for any other of its length. */
export function isSameText(given: string, expected: string): boolean {
  // Bytes are compared, because one character may be several bytes.
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
