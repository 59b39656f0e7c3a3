import { atMost } from './bounded-memory.js';
import type { Clock } from './domain/clock.js';

/** A token bucket for each key: a rate per second and a burst. A request that finds its bucket empty is told when to retry. */
export class RateLimit {
  /** A key that was evicted starts with a full bucket; by then its bucket would be full. */
  readonly #buckets = atMost<{ tokens: number; at: number }>(bucketsKept);

  constructor(
    /** 0: no limit. */
    private readonly perSecond: number,
    private readonly clock: Clock,
    private readonly burst = 2 * perSecond,
  ) {}

  /** Throws `TooManyRequests` without taking a token. */
  take(key: string, cost = 1): void {
    if (this.perSecond === 0) return;
    const now = this.clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: this.burst, at: now };
    // A clock that is set back adds no tokens and removes none.
    const refilled = bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * this.perSecond;
    const tokens = Math.min(this.burst, refilled) - cost;
    if (tokens < 0) throw new TooManyRequests(Math.ceil(-tokens / this.perSecond));
    this.#buckets.set(key, { tokens, at: now });
  }
}

const bucketsKept = 50_000;

export class TooManyRequests extends Error {
  override readonly name = 'TooManyRequests';

  constructor(readonly retryAfterSeconds: number) {
    super('Too many requests');
  }
}
