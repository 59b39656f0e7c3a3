import type { Clock } from '../../kernel/domain/clock.js';
import { RateLimit } from '../../kernel/rate-limit.js';

/**
 * Every delivery is recorded, so an attacker could fill the disk. The limit counts KiB of the log, at least one for each delivery. A provider that
 * repeats callbacks stays far below it, and all senders of forged tokens share one small limit.
 */
export class FloodGate {
  readonly #ofToken: RateLimit;
  readonly #ofSource: RateLimit;
  readonly #ofStrangers: RateLimit;

  constructor(clock: Clock) {
    this.#ofToken = new RateLimit(0.1, clock, 1_024);
    this.#ofSource = new RateLimit(1, clock, 4_096);
    this.#ofStrangers = new RateLimit(10, clock, 16_384);
  }

  /** Throws `TooManyRequests`. A genuine token has a limit of its own, since a provider calls for many payments from few addresses. */
  let(isOurs: boolean, tokenHash: string, sourceAddress: string, bytes: number): void {
    const cost = Math.max(1, bytes / 1_024);
    if (isOurs) return this.#ofToken.take(tokenHash, cost);
    this.#ofSource.take(sourceAddress, cost);
    this.#ofStrangers.take('all', cost);
  }
}
