import { atMost } from './bounded-memory.js';
import type { Clock } from './domain/clock.js';

/** So much a second for each key, and a burst: each key's bucket fills by itself, and who finds it empty is told when to come again. */
export class RateLimit {
  /** A key that has not come for so long that others took its place finds its bucket full, as it would by then. */
  readonly #buckets = atMost<{ tokens: number; at: number }>(bucketsKept);

  constructor(
    /** 0: no limit. */
    private readonly perSecond: number,
    private readonly clock: Clock,
    private readonly burst = 2 * perSecond,
  ) {}

  /** Throws `TooManyRequests`, and has taken nothing then. */
  take(key: string, cost = 1): void {
    if (this.perSecond === 0) return;
    const now = this.clock.now();
    const bucket = this.#buckets.get(key) ?? { tokens: this.burst, at: now };
    // A clock that is set back gives nothing, and takes nothing away.
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
