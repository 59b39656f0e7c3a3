import { describe, expect, it } from '@jest/globals';
import { nextGapMs, retryGapsMs } from './retry-schedule.js';

const ids = Array.from({ length: 200 }, (_, number) => `whd_${number}`);

describe('the schedule of tries', () => {
  it('has the ten gaps of the contract, and then none', () => {
    expect(retryGapsMs.map((ms) => ms / 1_000)).toEqual([5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 43_200]);
    expect(nextGapMs('whd_1', 11)).toBeNull();
  });

  it.each(retryGapsMs.map((gap, index) => [index + 1, gap]))(
    'waits after try %i for %i ms, a tenth more or less, and not the same for all',
    (tries, gap) => {
      const gaps = ids.map((id) => nextGapMs(id, tries)!);
      expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gap * 0.9);
      expect(Math.max(...gaps)).toBeLessThanOrEqual(gap * 1.1);
      expect(new Set(gaps).size).toBeGreaterThan(100);
    },
  );

  it('waits equally long for one delivery on every instance', () => {
    expect(nextGapMs('whd_1', 3)).toBe(nextGapMs('whd_1', 3));
  });
});
