import { atMost } from '../../kernel/bounded-memory.js';
import type { Clock } from '../../kernel/domain/clock.js';
import { TooManyRequests } from '../../kernel/rate-limit.js';

/** How many requests the pages may send to phones in any hour. */
export interface PromptLimits {
  readonly perLink: number;
  readonly perNumber: number;
  readonly perAddress: number;
}

/**
 * A link must not be a way to have strangers’ phones ring: requests are counted by the number that they go to and by the address that they come
 * from, whatever the link, and are refused above the limit. How often a link is pressed is counted in its own stream, over all instances.
 */
export class PromptBounds {
  readonly #times = atMost<readonly number[]>(keysKept);

  constructor(
    private readonly limits: PromptLimits,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** Counts one more. Throws `TooManyRequests`, and counts nothing, where that would be too many. */
  take(subject: string, address: string): void {
    const now = this.clock.now();
    const counts = [
      { key: `number ${subject}`, most: this.limits.perNumber },
      { key: `address ${address}`, most: this.limits.perAddress },
    ].map(({ key, most }) => ({ key, most, times: this.#recent(key, now) }));
    const full = counts.filter(({ times, most }) => times.length >= most);
    if (full.length > 0) {
      const opensAt = Math.max(...full.map(({ times, most }) => times.at(-most)! + hourMs));
      throw new TooManyRequests(Math.max(1, Math.ceil((opensAt - now) / 1_000)));
    }
    for (const { key, times } of counts) this.#times.set(key, [...times, now]);
  }

  #recent(key: string, now: number): readonly number[] {
    return (this.#times.get(key) ?? []).filter((at) => at > now - hourMs);
  }
}

const hourMs = 60 * 60 * 1_000;
const keysKept = 50_000;
