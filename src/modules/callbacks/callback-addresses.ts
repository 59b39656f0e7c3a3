import { createHash } from 'node:crypto';
import { isSameText, type KeyedHash } from '../../kernel/keyed-hash.js';

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
    return `${this.publicBaseUrl}/callbacks/${provider}/${this.#token(provider, `${paymentId}.${attempt}`)}`;
  }

  /** Null for a token that is not ours. */
  read(provider: string, token: string): CalledBack | null {
    const said = Buffer.from(token.split('.', 1)[0]!, 'base64url').toString();
    // The whole of it: a token that only means the same would be a stream and an account of its own.
    if (!isSameText(token, this.#token(provider, said))) return null;
    const dot = said.lastIndexOf('.');
    return { paymentId: said.slice(0, dot), attempt: Number(said.slice(dot + 1)) };
  }

  #token(provider: string, said: string): string {
    return `${Buffer.from(said).toString('base64url')}.${this.hash.text(provider, said)}`;
  }
}

/** Tokens are secrets: streams and logs know them by this. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url').slice(0, 22);
