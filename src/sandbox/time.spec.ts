import { describe, expect, it } from '@jest/globals';
import { SandboxTime } from './time.js';

const noon = Date.UTC(2026, 10, 22, 10);

describe('time', () => {
  const stopped = () => new SandboxTime({ now: () => noon });

  it('runs due work in order of time, and first come first served among equal times', () => {
    const time = stopped();
    const ran: string[] = [];
    const order = [5, 1, 9, 3, 1, 7, 3, 8, 2, 6, 4, 5];
    order.forEach((seconds, place) => time.after(seconds * 1000, () => ran.push(`${seconds}/${place}`)));
    time.advance(6_999);
    time.advance(3_000);
    const sorted = order
      .map((seconds, place) => ({ seconds, place }))
      .sort((a, b) => a.seconds - b.seconds || a.place - b.place);
    expect(ran).toEqual(sorted.map(({ seconds, place }) => `${seconds}/${place}`));
  });

  it('is due at its moment, and not a millisecond before', () => {
    const time = stopped();
    let ran = 0;
    time.after(1_000, () => ran++);
    time.advance(999);
    expect(ran).toBe(0);
    time.advance(1);
    expect([ran, time.now()]).toEqual([1, noon + 1_000]);
  });

  it('runs work that a round plans for now in the next round', async () => {
    const time = stopped();
    let rounds = 0;
    const again = () => void (++rounds < 3 && time.after(0, again));
    time.after(0, again);
    time.runDue();
    expect(time.anythingDue()).toBe(true);
    while (time.anythingDue()) await new Promise((resolve) => setImmediate(resolve));
    expect(rounds).toBe(3);
  });

  it('runs automatically on the real clock, the earliest first', async () => {
    const time = new SandboxTime(null);
    const ran: number[] = [];
    await new Promise<void>((resolve) => {
      time.after(20, () => (ran.push(20), resolve()));
      time.after(1, () => ran.push(1));
    });
    expect(ran).toEqual([1, 20]);
    time.close();
  });

  it('runs automatically after a jump past an armed timer', async () => {
    const time = new SandboxTime(null);
    const ran: string[] = [];
    time.after(3_600_000, () => ran.push('in an hour'));
    time.advance(3_600_000);
    await new Promise<void>((resolve) => time.after(5, () => (ran.push('soon'), resolve())));
    expect(ran).toEqual(['in an hour', 'soon']);
    time.close();
  });

  it('runs work that is not due when all is run', () => {
    const time = stopped();
    let ran = 0;
    time.after(60_000, () => ran++);
    time.runAll();
    time.advance(60_000);
    expect(ran).toBe(1);
  });

  it('does nothing once it is closed', () => {
    const time = stopped();
    time.after(1, () => expect('this').toBe('forgotten'));
    time.close();
    time.advance(10);
    expect(time.anythingDue()).toBe(false);
  });
});
