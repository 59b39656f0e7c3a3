import { createHash, timingSafeEqual } from 'node:crypto';
import type { KeyedHash } from '../../kernel/keyed-hash.js';

/** Which attempt a callback speaks of. */
export interface CalledBack {
  readonly paymentId: string;
  readonly attempt: number;
}

/**
 * The address that a provider calls back: one per attempt, unguessable, and telling by itself which attempt it is for, so that a callback is
 * matched even before our own record of the submission, and a forged one is known without looking anything up.
 */
export class CallbackAddresses {
  constructor(
    private readonly publicBaseUrl: string,
    private readonly hash: KeyedHash,
  ) {}

  urlFor(provider: string, paymentId: string, attempt: number): string {
    const said = `${paymentId}.${attempt}`;
    const token = `${Buffer.from(said).toString('base64url')}.${this.#proof(provider, said)}`;
    return `${this.publicBaseUrl}/callbacks/${provider}/${token}`;
  }

  /** Null for a token that is not ours. */
  read(provider: string, token: string): CalledBack | null {
    const [encoded = '', proof = ''] = token.split('.', 2);
    const said = Buffer.from(encoded, 'base64url').toString();
    const expected = this.#proof(provider, said);
    if (proof.length !== expected.length || !timingSafeEqual(Buffer.from(proof), Buffer.from(expected))) return null;
    const dot = said.lastIndexOf('.');
    return { paymentId: said.slice(0, dot), attempt: Number(said.slice(dot + 1)) };
  }

  #proof(provider: string, said: string): string {
    return this.hash.text(provider, said);
  }
}

/** Tokens are secrets: streams and logs know them by this. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url').slice(0, 22);
