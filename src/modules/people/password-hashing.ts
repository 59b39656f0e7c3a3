import { randomBytes } from 'node:crypto';
import { TooManyRequests } from '../../kernel/rate-limit.js';

/**
 * argon2id, a little at a time: each hash takes memory for itself, so at most so many run at once, and a flood of sign-ins waits or is sent away
 * instead of taking the memory that payments need.
 */
export class PasswordHashing {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #decoy: Promise<string> | null = null;

  async hash(password: string): Promise<string> {
    const { hash } = await argon2();
    return this.#inTurn(() => hash(bytesOf(password), parameters));
  }

  /** A hash that was made with other parameters is held against those. */
  async verify(stored: string, password: string): Promise<boolean> {
    const { verify } = await argon2();
    return this.#inTurn(() => verify(stored, bytesOf(password)));
  }

  /** The hash of a password that nobody knows: it is held against what is typed for an account that is none, and takes as long. */
  decoy(): Promise<string> {
    this.#decoy ??= this.hash(randomBytes(32).toString('base64url')).catch((error: unknown) => {
      this.#decoy = null;
      throw error;
    });
    return this.#decoy;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= atOnce) {
      if (this.#waiting.length >= mostWaiting) throw new TooManyRequests(waitSeconds);
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      // The place goes on to the next one; it is free when nobody waits.
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** One password, however its letters were composed on the keyboard. */
const bytesOf = (password: string): Buffer => Buffer.from(password.normalize('NFKC'));

// It is loaded when somebody signs in: a gateway of API clients alone does without.
const argon2 = () => import('@node-rs/argon2');

/** 32 MiB, three passes: docs/decisions/0067. `algorithm` 2 is argon2id. */
const parameters = { algorithm: 2, memoryCost: 32 * 1_024, timeCost: 3, parallelism: 1 } as const;
const atOnce = 2;
const mostWaiting = 40;
const waitSeconds = 2;
