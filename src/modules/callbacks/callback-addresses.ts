import { createHash } from 'node:crypto';
import type { Movement, MovementKind } from '../../kernel/domain/movement.js';
import { isSameText, type KeyedHash } from '../../kernel/keyed-hash.js';

/**
 * The address that a provider calls back: one for each movement, which cannot be guessed, or one for all where the provider knows no other. It contains the movement that it is for, so a callback
 * is matched even before the submission is on record, and a forged address is recognised without a read.
 */
export class CallbackAddresses {
  constructor(
    private readonly publicBaseUrl: string,
    private readonly hash: KeyedHash,
  ) {}

  urlFor(provider: string, movement: Movement): string {
    return `${this.publicBaseUrl}/callbacks/${provider}/${this.#token(provider, textOf(movement))}`;
  }

  /** The one address of a provider that is told no other. */
  urlForAll(provider: string): string {
    return `${this.publicBaseUrl}/callbacks/${provider}/${this.#token(provider, ofAll)}`;
  }

  isForAll(provider: string, token: string): boolean {
    return isSameText(token, this.#token(provider, ofAll));
  }

  /** What callbacks of a movement are kept under, wherever they were sent. */
  hashOf(provider: string, movement: Movement): string {
    return tokenHash(this.#token(provider, textOf(movement)));
  }

  /** The stream of everything that was sent to the address of a movement. */
  streamOf(provider: string, movement: Movement): string {
    return `callback-${provider}-${this.hashOf(provider, movement)}`;
  }

  /** Null for a token that is not ours. */
  read(provider: string, token: string): Movement | null {
    const said = Buffer.from(token.split('.', 1)[0]!, 'base64url').toString();
    // The whole token is compared: another spelling of the same token would have a stream and a rate limit of its own.
    return said !== ofAll && isSameText(token, this.#token(provider, said)) ? movementOf(said) : null;
  }

  #token(provider: string, said: string): string {
    return `${Buffer.from(said).toString('base64url')}.${this.hash.text(provider, said)}`;
  }
}

/** No movement has this text: it has no attempt. */
const ofAll = 'all';

// Addresses of payments do not contain the kind, since providers still call those that earlier releases gave them.
const textOf = ({ kind, id, attempt }: Movement): string =>
  kind === 'payment' ? `${id}.${attempt}` : `${kind}.${id}.${attempt}`;

function movementOf(text: string): Movement {
  const [attempt, id, kind = 'payment'] = text.split('.').reverse() as [string, string, MovementKind?];
  return { kind, id, attempt: Number(attempt) };
}

/** Tokens are secrets: streams and logs contain this hash instead. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url').slice(0, 22);
