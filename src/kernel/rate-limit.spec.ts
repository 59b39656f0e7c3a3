import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../test/support/fake-clock.js';
import { RateLimit, TooManyRequests } from './rate-limit.js';

/** How many of so many requests at once are let through. */
function letThrough(limit: RateLimit, count: number, key = 'cli_1'): number {
  let through = 0;
  for (let n = 0; n < count; n += 1) {
    try {
      limit.take(key);
      through += 1;
    } catch (error) {
      expect(error).toBeInstanceOf(TooManyRequests);
    }
  }
  return through;
}
const retryAfter = (limit: RateLimit): number => {
  try {
    limit.take('cli_1');
    return 0;
  } catch (error) {
    return (error as TooManyRequests).retryAfterSeconds;
  }
};

describe('a rate limit', () => {
  it('lets a burst of twice its rate through, and then its rate in each second', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(10, clock);
    expect(letThrough(limit, 50)).toBe(20);
    await clock.pass({ ms: 99 });
    expect(letThrough(limit, 50)).toBe(0);
    await clock.pass({ ms: 1 });
    expect(letThrough(limit, 50)).toBe(1);
    await clock.pass({ seconds: 1 });
    expect(letThrough(limit, 50)).toBe(10);
    await clock.pass({ hours: 1 });
    expect(letThrough(limit, 50)).toBe(20);
  });

  it('counts each key by itself', () => {
    const limit = new RateLimit(1, new FakeClock());
    expect(letThrough(limit, 5, 'cli_1')).toBe(2);
    expect(letThrough(limit, 5, 'cli_2')).toBe(2);
  });

  it('says after how long the next request passes, and lets one pass then', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(1, clock);
    letThrough(limit, 2);
    expect(retryAfter(limit)).toBe(1);
    await clock.pass({ seconds: 1 });
    expect(retryAfter(limit)).toBe(0);
  });

  it('adds and removes no tokens when the clock is set back', async () => {
    const clock = new FakeClock();
    const limit = new RateLimit(10, clock);
    expect(letThrough(limit, 15)).toBe(15);
    clock.jump(-3_600_000);
    expect(letThrough(limit, 50)).toBe(5);
    await clock.pass({ seconds: 1 });
    expect(letThrough(limit, 50)).toBe(10);
  });

  it('of 0 limits nothing', () => expect(letThrough(new RateLimit(0, new FakeClock()), 10_000)).toBe(10_000));
});
