import type { Clock } from '../../kernel/domain/clock.js';
import { RateLimit } from '../../kernel/rate-limit.js';

/**
 * Every delivery is kept, so an attacker could fill the disk. The limit counts KiB of the log, at least one for each delivery: a provider that
 * repeats itself stays far below it, and all senders of invented tokens share one small allowance.
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

  /** Throws `TooManyRequests`. A token of ours is limited by itself alone: a provider calls from few addresses, for many. */
  let(isOurs: boolean, tokenHash: string, sourceAddress: string, bytes: number): void {
    const cost = Math.max(1, bytes / 1_024);
    if (isOurs) return this.#ofToken.take(tokenHash, cost);
    this.#ofSource.take(sourceAddress, cost);
    this.#ofStrangers.take('all', cost);
  }
}
