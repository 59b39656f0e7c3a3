import { describe, expect, it } from '@jest/globals';
import { epochMs } from '../../src/kernel/domain/clock.js';
import { FakeClock, noon, eventLoopTurns } from './fake-clock.js';

describe('FakeClock', () => {
  it('stands at noon until it is moved', async () => {
    const clock = new FakeClock();
    expect(clock.now()).toBe(epochMs(noon));
    await clock.pass({});
    expect(clock.at).toBe(noon);
  });

  it('starts where it is told to', () => {
    expect(new FakeClock({ at: '2020-02-29T23:59:59.999Z' }).at).toBe('2020-02-29T23:59:59.999Z');
  });

  it('passes hours, minutes, seconds and milliseconds together', async () => {
    const clock = new FakeClock();
    await clock.pass({ hours: 1, minutes: 2, seconds: 3, ms: 4 });
    expect(clock.at).toBe('2026-11-22T13:02:03.004Z');
  });

  it('wakes sleepers at their own moments, in the order of time, not of calls', async () => {
    const clock = new FakeClock();
    const woken: string[] = [];
    for (const ms of [300, 100, 200]) void clock.sleep(ms).then(() => woken.push(`${ms} at ${clock.at}`));
    await clock.pass({ ms: 250 });
    expect(woken).toEqual(['100 at 2026-11-22T12:00:00.100Z', '200 at 2026-11-22T12:00:00.200Z']);
    expect(clock.sleepers).toBe(1);
    expect(clock.at).toBe('2026-11-22T12:00:00.250Z');
  });

  it('wakes at the very millisecond and not one before', async () => {
    const clock = new FakeClock();
    let awake = false;
    void clock.sleep(1_000).then(() => (awake = true));
    await clock.pass({ ms: 999 });
    expect(awake).toBe(false);
    await clock.pass({ ms: 1 });
    expect(awake).toBe(true);
  });

  it('wakes sleepers of one moment in the order of their calls', async () => {
    const clock = new FakeClock();
    const woken: number[] = [];
    for (const name of [1, 2, 3]) void clock.sleep(5).then(() => woken.push(name));
    await clock.pass({ ms: 5 });
    expect(woken).toEqual([1, 2, 3]);
  });

  it('lets a loop of sleeps run its whole course in one pass', async () => {
    const clock = new FakeClock();
    const moments: number[] = [];
    const beat = async () => {
      for (;;) {
        await clock.sleep(10_000);
        await new Promise(setImmediate);
        moments.push(clock.now() - epochMs(noon));
      }
    };
    void beat();
    await clock.pass({ minutes: 1 });
    expect(moments).toEqual([10_000, 20_000, 30_000, 40_000, 50_000, 60_000]);
  });

  it('waits between two sleepers for the work that the first one started', async () => {
    const done: string[] = [];
    let pending: Promise<unknown> = Promise.resolve();
    const clock = new FakeClock({
      settle: async () => {
        await new Promise(setImmediate);
        await pending;
      },
    });
    void clock.sleep(1).then(() => {
      pending = eventLoopTurns(100).then(() => done.push('work of the first'));
    });
    void clock.sleep(2).then(() => done.push('second'));
    await clock.pass({ ms: 2 });
    expect(done).toEqual(['work of the first', 'second']);
  });

  it('takes two passes one after the other', async () => {
    const clock = new FakeClock();
    const woken: number[] = [];
    void clock.sleep(1_500).then(() => woken.push(clock.now() - epochMs(noon)));
    await Promise.all([clock.pass({ seconds: 1 }), clock.pass({ seconds: 1 })]);
    expect(woken).toEqual([1_500]);
    expect(clock.at).toBe('2026-11-22T12:00:02.000Z');
  });

  it('jumps without waking a sleeper, and a jump changes no sleep', async () => {
    const clock = new FakeClock();
    let awake = false;
    void clock.sleep(1_000).then(() => (awake = true));
    clock.jump(3_600_000);
    await clock.pass({ ms: 999 });
    expect(awake).toBe(false);
    clock.jump(-7_200_000);
    await clock.pass({ ms: 1 });
    expect(awake).toBe(true);
    expect(clock.at).toBe('2026-11-22T11:00:01.000Z');
  });

  it('ends a sleep with the reason of its abort, and forgets the sleeper', async () => {
    const clock = new FakeClock();
    const stop = new AbortController();
    const asleep = clock.sleep(1_000, stop.signal);
    expect(clock.sleepers).toBe(1);
    stop.abort(new Error('enough'));
    await expect(asleep).rejects.toThrow('enough');
    expect(clock.sleepers).toBe(0);
    await expect(clock.sleep(1, stop.signal)).rejects.toThrow('enough');
    expect(clock.sleepers).toBe(0);
  });

  it('ignores an abort after the waking', async () => {
    const clock = new FakeClock();
    const stop = new AbortController();
    const first = clock.sleep(1, stop.signal);
    void clock.sleep(10);
    await clock.pass({ ms: 1 });
    await first;
    stop.abort(new Error('too late'));
    expect(clock.sleepers).toBe(1);
  });

  it('wakes a sleeper of zero milliseconds at the next pass, and refuses an endless series of them', async () => {
    const clock = new FakeClock();
    let woken = 0;
    void clock.sleep(0).then(() => (woken += 1));
    await clock.pass({});
    expect(woken).toBe(1);
    const spin = async () => {
      for (;;) await clock.sleep(0);
    };
    void spin();
    await expect(clock.pass({ ms: 1 })).rejects.toThrow('A loop sleeps for zero milliseconds without end');
  });

  it('does not pass backwards', () => {
    expect(() => new FakeClock().pass({ ms: -1 })).toThrow('Time does not pass by -1 ms');
  });
});
