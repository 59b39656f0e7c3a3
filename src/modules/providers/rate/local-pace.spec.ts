import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FakeClock } from '../../../../test/support/fake-clock.js';
import { LocalPace, SlidingWindow, windowMs } from './local-pace.js';

describe('the pace of one process', () => {
  it('says when to ask again, and releases the waiting calls when it is stopped', async () => {
    const clock = new FakeClock();
    const pace = new LocalPace(clock, 2);
    expect([pace.take(), pace.take()]).toEqual([true, true]);
    const again = pace.take();
    await clock.pass({ ms: windowMs - 1 });
    expect(clock.sleepers).toBe(1);
    await clock.pass({ ms: 1 });
    await again;
    expect([pace.take(), pace.take()]).toEqual([true, true]);
    const never = pace.take();
    pace.stop();
    await never;
    expect(clock.sleepers).toBe(0);
  });

  it('never exceeds its bound in any window, for any start times', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.nat({ max: 400 }), { maxLength: 100 }),
        (perSecond, gaps) => {
          const pace = new SlidingWindow(perSecond);
          const starts: number[] = [];
          let now = 0;
          for (const gap of gaps) {
            now += gap;
            now += pace.waitMs(now);
            expect(pace.waitMs(now)).toBe(0);
            pace.started(now);
            starts.push(now);
          }
          starts.forEach((start, index) => {
            const next = starts[index + perSecond];
            if (next !== undefined) expect(next - start).toBeGreaterThanOrEqual(windowMs);
          });
        },
      ),
    ));
});
