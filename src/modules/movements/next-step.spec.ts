import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextCheckAt, nextStep, type Patience, type SilentAttempt, type Step } from './next-step.js';

const began = 1_000_000;
const seconds = (...waits: number[]) => waits.map((wait) => wait * 1_000);
const patience: Patience = { scheduleMs: seconds(5, 10, 20, 30, 60), giveUpAfterMs: 86_400_000 };
const silent: SilentAttempt = {
  beganAt: began,
  expiresAt: began + 300_000,
  uncertain: false,
  askedAt: null,
  firstCheckAt: null,
};
const uncertain: SilentAttempt = { ...silent, uncertain: true };

const step = (attempt: SilentAttempt, afterMs: number): Step => nextStep(attempt, patience, began + afterMs);
const waitUntil = (afterMs: number): Step => ({ is: 'wait', until: began + afterMs });
const askedAt = (afterMs: number, attempt = silent): SilentAttempt => ({ ...attempt, askedAt: began + afterMs });

describe('the next step', () => {
  it('is no check before the time that the provider asks for, and then the schedule goes on', () => {
    const late: SilentAttempt = { ...silent, firstCheckAt: began + 60_000 };
    expect(step(late, 5_000)).toEqual(waitUntil(60_000));
    expect(step(late, 60_000)).toEqual({ is: 'ask' });
    expect(step(askedAt(60_000, late), 60_000)).toEqual(waitUntil(65_000));
    // Also where its expiry comes first.
    expect(step({ ...late, firstCheckAt: began + 600_000 }, 5_000)).toEqual(waitUntil(300_000));
  });

  it('is to wait for the first moment of the schedule, and then to ask', () => {
    expect(step(silent, 0)).toEqual(waitUntil(5_000));
    expect(step(silent, 4_999)).toEqual(waitUntil(5_000));
    expect(step(silent, 5_000)).toEqual({ is: 'ask' });
    expect(step(silent, 5_001)).toEqual({ is: 'ask' });
  });

  it.each([
    [5_000, 15_000],
    [15_000, 35_000],
    [35_000, 65_000],
    [65_000, 125_000],
    [125_000, 185_000],
    [185_000, 245_000],
  ])('after asking at %i ms is to ask at %i ms', (asked, due) => {
    expect(step(askedAt(asked), asked)).toEqual(waitUntil(due));
    expect(step(askedAt(asked), due - 1)).toEqual(waitUntil(due));
    expect(step(askedAt(asked), due)).toEqual({ is: 'ask' });
  });

  it('keeps to the schedule after a slow answer', () => {
    expect(step(askedAt(14_999), 14_999)).toEqual(waitUntil(15_000));
    expect(step(askedAt(15_001), 15_001)).toEqual(waitUntil(35_000));
  });

  it('makes missed checks once', () => {
    expect(step(silent, 250_000)).toEqual({ is: 'ask' });
    expect(step(askedAt(250_000), 250_000)).toEqual(waitUntil(300_000));
  });

  it('is to stop waiting at expiry, and to wait at most until then', () => {
    expect(step(askedAt(245_000), 299_999)).toEqual(waitUntil(300_000));
    expect(step(askedAt(245_000), 300_000)).toEqual({ is: 'stop-waiting' });
    expect(step(silent, 9_999_999_999)).toEqual({ is: 'stop-waiting' });
  });

  it('is to continue checking once it is uncertain', () => {
    expect(step(askedAt(245_000, uncertain), 300_000)).toEqual(waitUntil(305_000));
    expect(step(askedAt(245_000, uncertain), 305_000)).toEqual({ is: 'ask' });
    expect(step(askedAt(4_000, { ...uncertain, expiresAt: began + 1 }), 4_000)).toEqual(waitUntil(5_000));
  });

  it('is to give up when patience is over, and not a millisecond before', () => {
    expect(step(askedAt(86_399_998, uncertain), 86_399_999)).toEqual(waitUntil(86_400_000));
    expect(step(uncertain, 86_399_999)).toEqual({ is: 'ask' });
    expect(step(uncertain, 86_400_000)).toEqual({ is: 'give-up' });
  });

  it('is never to give up an attempt before it has expired, however short patience is', () => {
    const short = { ...patience, giveUpAfterMs: 60_000 };
    expect(nextStep(uncertain, short, began + 299_999)).toEqual({ is: 'ask' });
    expect(nextStep(uncertain, short, began + 300_000)).toEqual({ is: 'give-up' });
    expect(nextStep(silent, short, began + 300_000)).toEqual({ is: 'stop-waiting' });
  });

  it('checks at once after the clock was set back', () => {
    expect(step(askedAt(200_000), 140_001)).toEqual(waitUntil(245_000));
    expect(step(askedAt(200_000), 139_999)).toEqual({ is: 'ask' });
    expect(step(silent, -60_001)).toEqual({ is: 'ask' });
    expect(step(askedAt(-3_600_000), -3_600_000)).toEqual(waitUntil(-3_540_000));
    expect(step(askedAt(-3_600_000), -3_540_000)).toEqual({ is: 'ask' });
  });
});

describe('for every schedule', () => {
  const anySchedule = fc.array(fc.integer({ min: 1, max: 86_400_000 }), { minLength: 1, maxLength: 8 });
  const naive = (schedule: readonly number[], after: number): number => {
    let at = began;
    for (let index = 0; ; index += 1) {
      at += schedule[Math.min(index, schedule.length - 1)]!;
      if (at > after) return at;
    }
  };

  it('the next check is its first future moment', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 5_000 }),
        (schedule, after) => {
          expect(nextCheckAt(began, began + after, schedule)).toBe(naive(schedule, began + after));
        },
      ),
    );
  });

  it('no attempt is checked early, and none is forgotten', () => {
    fc.assert(
      fc.property(
        anySchedule,
        fc.integer({ min: 30_000, max: 86_400_000 }),
        fc.integer({ min: 60_000, max: 200_000_000 }),
        fc.array(fc.integer({ min: 0, max: 40_000_000 }), { maxLength: 30 }),
        (scheduleMs, expiryMs, giveUpAfterMs, delays) => {
          let attempt: SilentAttempt = { ...silent, expiresAt: began + expiryMs };
          let now = began;
          for (const delay of delays) {
            const next = nextStep(attempt, { scheduleMs, giveUpAfterMs }, now);
            if (next.is === 'give-up') {
              expect(now).toBeGreaterThanOrEqual(began + Math.max(giveUpAfterMs, expiryMs));
              expect(attempt.uncertain).toBe(true);
              return;
            }
            if (next.is === 'wait') {
              expect(next.until).toBeGreaterThan(now);
              expect(next.until - (attempt.askedAt ?? began)).toBeLessThanOrEqual(
                Math.max(...scheduleMs) + (attempt.uncertain ? 0 : expiryMs),
              );
              now = next.until;
            } else if (next.is === 'ask') {
              expect(now).toBeGreaterThanOrEqual(naiveDue(attempt, scheduleMs));
              now += delay;
              attempt = { ...attempt, askedAt: now };
            } else {
              expect(now).toBeGreaterThanOrEqual(attempt.expiresAt);
              attempt = { ...attempt, uncertain: true };
            }
          }
        },
      ),
    );
  });

  const naiveDue = ({ beganAt, askedAt }: SilentAttempt, schedule: readonly number[]) =>
    nextCheckAt(beganAt, askedAt ?? beganAt, schedule);
});
