import { HttpException } from '@nestjs/common';
import type { Clock } from '../domain/clock.js';

/** So many requests a second for each key, with a burst of twice that. */
export class RateLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  constructor(
    /** 0: no limit. */
    private readonly perSecond: number,
    private readonly clock: Clock,
  ) {}

  take(key: string): void {
    if (this.perSecond === 0) return;
    const now = this.clock.now();
    const most = 2 * this.perSecond;
    const bucket = this.#buckets.get(key) ?? { tokens: most, at: now };
    // A clock that is set back gives nothing, and takes nothing away.
    const refilled = bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * this.perSecond;
    const tokens = Math.min(most, refilled) - 1;
    if (tokens < 0) throw new TooManyRequests(Math.ceil(-tokens / this.perSecond));
    this.#buckets.set(key, { tokens, at: now });
  }
}

export class TooManyRequests extends HttpException {
  constructor(readonly retryAfterSeconds: number) {
    super('Too Many Requests', 429);
  }
}
