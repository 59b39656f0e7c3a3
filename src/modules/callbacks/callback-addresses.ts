import { createHash } from 'node:crypto';
import type { Movement, MovementKind } from '../../kernel/domain/movement.js';
import { isSameText, type KeyedHash } from '../../kernel/keyed-hash.js';

/**
 * The address that a provider calls back: one per movement, unguessable, and telling by itself which movement it is for, so that a callback is
 * matched even before our own record of the submission, and a forged one is known without looking anything up.
 */
export class CallbackAddresses {
  constructor(
    private readonly publicBaseUrl: string,
    private readonly hash: KeyedHash,
  ) {}

  urlFor(provider: string, movement: Movement): string {
    return `${this.publicBaseUrl}/callbacks/${provider}/${this.#token(provider, textOf(movement))}`;
  }

  /** Null for a token that is not ours. */
  read(provider: string, token: string): Movement | null {
    const said = Buffer.from(token.split('.', 1)[0]!, 'base64url').toString();
    // The whole of it: a token that only means the same would be a stream and an account of its own.
    return isSameText(token, this.#token(provider, said)) ? movementOf(said) : null;
  }

  #token(provider: string, said: string): string {
    return `${Buffer.from(said).toString('base64url')}.${this.hash.text(provider, said)}`;
  }
}

// A payment's kind goes without saying: the addresses of payments are as they were before anything else moved money.
const textOf = ({ kind, id, attempt }: Movement): string =>
  kind === 'payment' ? `${id}.${attempt}` : `${kind}.${id}.${attempt}`;

function movementOf(text: string): Movement {
  const [attempt, id, kind = 'payment'] = text.split('.').reverse() as [string, string, MovementKind?];
  return { kind, id, attempt: Number(attempt) };
}

/** Tokens are secrets: streams and logs know them by this. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('base64url').slice(0, 22);
