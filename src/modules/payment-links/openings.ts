import type { Clock } from '../../kernel/domain/clock.js';
import { RateLimit } from '../../kernel/rate-limit.js';

/**
 * How often a page may be opened: many people share the address of their operator, so an address has room for many; a link has room for its few
 * people, and who tries tokens has little.
 */
export class Openings {
  readonly #ofAddress: RateLimit;
  readonly #ofLink: RateLimit;
  readonly #ofGuesses: RateLimit;

  constructor(clock: Clock) {
    this.#ofAddress = new RateLimit(50, clock, 500);
    this.#ofLink = new RateLimit(5, clock, 200);
    this.#ofGuesses = new RateLimit(0.5, clock, 60);
  }

  /** `linkId`: null for a token that is not ours. Throws `TooManyRequests`. */
  take(linkId: string | null, address: string): void {
    if (linkId === null) return this.#ofGuesses.take(address);
    this.#ofAddress.take(address);
    this.#ofLink.take(linkId);
  }
}
