import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FakeClock, noon } from '../../../../test/support/fake-clock.js';
import { MemorySlots } from '../../../../test/support/memory-slots.js';
import { epochMs, type Clock } from '../../../kernel/domain/clock.js';
import { windowMs } from './local-pace.js';
import { SharedPace } from './shared-pace.js';

/** What ten a second are, with slots that stay open for 50 ms. */
const everyMs = 110;

/** Instances that share one store; everything happens by the one clock, and each may believe in another time and wake up late. */
function fleet({
  instances = 1,
  perSecond = 10,
  settle,
}: { instances?: number; perSecond?: number; settle?: number } = {}) {
  const clock = new FakeClock(settle === undefined ? {} : { settle: () => turns(settle) });
  const slots = new MemorySlots(clock);
  const members = Array.from({ length: instances }, () => {
    const own = new OwnClock(clock);
    return new Instance(new SharedPace(slots, 'checks', own, perSecond), clock, own);
  });
  return {
    clock,
    slots,
    members,
    one: members[0]!,
    starts: () => members.flatMap(({ starts }) => starts).toSorted((one, other) => one - other),
  };
}

class OwnClock implements Clock {
  jumpedMs = 0;
  lateMs = () => 0;

  constructor(private readonly clock: FakeClock) {}

  now(): number {
    return this.clock.now() + this.jumpedMs;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return this.clock.sleep(ms + this.lateMs(), signal);
  }
}

/** Starts its pending calls as soon as its rate limit allows. */
class Instance {
  /** Milliseconds after noon. */
  readonly starts: number[] = [];
  #wanted = 0;
  #waits = false;

  constructor(
    readonly pace: SharedPace,
    private readonly clock: FakeClock,
    readonly own: OwnClock,
  ) {}

  want(more: number): void {
    this.#wanted += more;
    this.#startWhatMay();
  }

  #startWhatMay(): void {
    while (this.#wanted > 0 && !this.#waits) {
      const turn = this.pace.take(this.#wanted);
      if (turn !== true) {
        this.#waits = true;
        void turn.then(() => {
          this.#waits = false;
          this.#startWhatMay();
        });
        return;
      }
      this.#wanted -= 1;
      this.starts.push(this.clock.now() - epochMs(noon));
    }
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

const mostInAnyWindow = (starts: readonly number[]): number =>
  Math.max(0, ...starts.map((from) => starts.filter((at) => at >= from && at < from + windowMs).length));

describe('an instance by itself', () => {
  it('starts the first at once and the others one after another', async () => {
    const { clock, one } = fleet();
    one.want(4);
    await clock.pass({ seconds: 1 });
    expect(one.starts).toEqual([0, everyMs, 2 * everyMs, 3 * everyMs]);
  });

  it('reserves one slot at a time, and none while nothing is wanted', async () => {
    const { clock, slots, one } = fleet();
    await clock.pass({ hours: 1 });
    expect(slots.asked).toBe(0);
    one.want(9);
    await clock.pass({ ms: 2 * everyMs });
    expect([one.starts.length, slots.asked]).toEqual([3, 4]);
    await clock.pass({ hours: 1 });
    expect([one.starts.length, slots.asked]).toEqual([9, 9]);
  });

  it('reserves what fits into 100 ms where the limit is high', async () => {
    const { clock, slots, one } = fleet({ perSecond: 1_000 });
    one.want(10_000);
    await clock.pass({ seconds: 1 });
    expect(one.starts).toHaveLength(910);
    expect(slots.asked).toBeLessThanOrEqual(12);
  });

  it('is released when it is stopped', async () => {
    const { clock, one } = fleet();
    one.want(1);
    await clock.pass({ ms: 1 });
    await one.pace.take(1);
    const waits = one.pace.take(1);
    expect([waits, clock.sleepers]).toEqual([expect.any(Promise), 1]);
    one.pace.stop();
    await waits;
    expect(clock.sleepers).toBe(0);
  });
});

describe('three instances', () => {
  it('stay within the limit together, and share it evenly', async () => {
    const { clock, members, starts } = fleet({ instances: 3 });
    for (const member of members) member.want(100);
    await clock.pass({ seconds: 11 });
    expect(mostInAnyWindow(starts())).toBe(10);
    expect(members.map((member) => member.starts.length)).toEqual([34, 34, 33]);
  });

  it('let a later call wait for no more than one slot of each other instance', async () => {
    const { clock, members } = fleet({ instances: 3 });
    members[0]!.want(100);
    members[1]!.want(100);
    await clock.pass({ ms: 5_005 });
    members[2]!.want(1);
    await clock.pass({ seconds: 1 });
    expect(members[2]!.starts[0]! - 5_005).toBeLessThanOrEqual(3 * everyMs);
  });

  it('never exceed the limit, for any latency of the store and any delay of their timers', () =>
    fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.nat({ max: 10 })),
        fc.infiniteStream(fc.nat({ max: 30 })),
        fc.array(fc.tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 12 }), fc.nat({ max: 700 })), { maxLength: 8 }),
        async (ways, late, asks) => {
          const { clock, slots, members, starts } = fleet({ instances: 3, settle: 3 });
          const way = () => ways.next().value;
          slots.ways = () => [way(), way(), way(), way()];
          for (const { own } of members) own.lateMs = () => late.next().value;
          let wanted = 0;
          for (const [member, more, pauseMs] of asks) {
            members[member]!.want(more);
            wanted += more;
            await clock.pass({ ms: pauseMs });
          }
          await clock.pass({ seconds: 20 });
          expect(starts()).toHaveLength(wanted);
          expect(mostInAnyWindow(starts())).toBeLessThanOrEqual(10);
        },
      ),
      { numRuns: 25 },
    ));
});

describe('an instance that is slow', () => {
  it('does not use a slot after its time', async () => {
    const { clock, one } = fleet();
    one.want(1);
    await clock.pass({ ms: 1 });
    // Two sleeps for each slot: the first is the timeout of the store.
    const late = [0, 51, 0, 50];
    one.own.lateMs = () => late.shift() ?? 0;
    one.want(2);
    await clock.pass({ seconds: 1 });
    // That of 110 ms was slept through, and that of 220 ms met at its last moment, before that of 330 ms.
    expect(one.starts).toEqual([0, 220 + 50, 330]);
  });

  it('continues alone after three late slots in a row, until a slot arrives in time', async () => {
    const { clock, slots, one } = fleet();
    slots.ways = () => [20, 20, 60, 60];
    one.want(30);
    await clock.pass({ ms: 3 * 160 });
    expect([one.starts, slots.asked]).toEqual([[480, 480], 3]);
    slots.ways = () => [1, 1, 1, 1];
    await clock.pass({ seconds: 4 });
    expect(one.starts.slice(2, 4)).toEqual([480 + windowMs, 480 + windowMs]);
    const inSlots = one.starts.slice(4);
    expect(inSlots).toHaveLength(18);
    inSlots.slice(1).forEach((start, index) => expect(start - inSlots[index]!).toBe(everyMs));
  });

  it('takes no slots from the others that it could not use', async () => {
    const { clock, slots, members } = fleet({ instances: 2 });
    let asks = 0;
    // The first request is in vain; the other instance is not affected.
    slots.ways = () => (asks++ % 2 === 0 ? [30, 30, 0, 0] : [0, 0, 0, 0]);
    members[0]!.want(1);
    members[1]!.want(2);
    await clock.pass({ ms: 59 });
    expect(members.map(({ starts }) => starts)).toEqual([[], [0]]);
    expect(slots.asked).toBe(3);
  });
});

describe('while the store is unavailable', () => {
  it('continues at once with a quarter of the limit, and with slots when the store is back', async () => {
    const { clock, slots, one } = fleet();
    slots.isAway = true;
    one.want(40);
    await clock.pass({ ms: 2 * windowMs });
    expect(one.starts).toEqual([0, 0, windowMs, windowMs, 2 * windowMs, 2 * windowMs]);
    slots.isAway = false;
    await clock.pass({ seconds: 6 });
    expect(one.starts).toHaveLength(40);
    const inSlots = one.starts.slice(8);
    inSlots.slice(1).forEach((start, index) => expect(start - inSlots[index]!).toBe(everyMs));
  });

  it('four instances together stay within the limit', async () => {
    const { clock, slots, members, starts } = fleet({ instances: 4 });
    slots.isAway = true;
    for (const member of members) member.want(50);
    await clock.pass({ seconds: 10 });
    expect(mostInAnyWindow(starts())).toBe(8);
  });

  it('counts earlier starts that had slots', async () => {
    const { clock, slots, one } = fleet();
    one.want(5);
    await clock.pass({ ms: 4 * everyMs });
    slots.isAway = true;
    one.want(5);
    await clock.pass({ seconds: 1 });
    // Two in any window, those of 330 and 440 ms among them.
    expect(one.starts.slice(5)).toEqual([330 + windowMs, 440 + windowMs].filter((at) => at <= 1_440));
    expect(mostInAnyWindow(one.starts)).toBe(5);
  });

  it.each([1, 2, 3])('starts at least one in its window at a limit of %i', async (perSecond) => {
    const { clock, slots, one } = fleet({ perSecond });
    slots.isAway = true;
    one.want(3);
    await clock.pass({ ms: 2 * windowMs });
    expect(one.starts).toEqual([0, windowMs, 2 * windowMs]);
  });

  it('asks again once a second, and not while nothing is wanted', async () => {
    const { clock, slots, one } = fleet();
    slots.isAway = true;
    one.want(21);
    await clock.pass({ seconds: 10 });
    expect(one.starts).toHaveLength(20);
    expect(slots.asked).toBeLessThanOrEqual(10);
    await clock.pass({ seconds: 5 });
    const asked = slots.asked;
    await clock.pass({ hours: 1 });
    expect([slots.asked, clock.sleepers]).toEqual([asked, 0]);
  });
});

describe('while the store does not answer', () => {
  it('waits two seconds for it, then continues alone, and sends no second request before an answer', async () => {
    const { clock, slots, one } = fleet();
    slots.isFrozen = true;
    one.want(30);
    await clock.pass({ ms: 1_999 });
    expect(one.starts).toEqual([]);
    await clock.pass({ ms: 1 });
    expect(one.starts).toEqual([2_000, 2_000]);
    await clock.pass({ seconds: 9 });
    expect([one.starts.length, slots.asked]).toEqual([18, 1]);
    slots.thaw();
    await clock.pass({ seconds: 3 });
    expect(one.starts).toHaveLength(30);
  });
});

describe('a clock that jumps', () => {
  it.each([-3_600_000, 3_600_000])('here, by %i ms, makes no start early and delays none', async (by) => {
    const { clock, one } = fleet();
    one.want(20);
    await clock.pass({ ms: 500 });
    one.own.jumpedMs = by;
    await clock.pass({ seconds: 3 });
    expect(one.starts).toHaveLength(20);
    expect(mostInAnyWindow(one.starts)).toBeLessThanOrEqual(10);
  });

  it.each([
    [-3_600_000, 0],
    [-5_000, 5_000],
    [3_600_000, 0],
  ])('at the store, by %i ms, delays no start by more than %i ms', async (by, heldUpMs) => {
    const { clock, slots, one } = fleet();
    one.want(3);
    await clock.pass({ ms: 500 });
    slots.aheadMs = by;
    one.want(10);
    await clock.pass({ ms: heldUpMs + 10 * everyMs });
    expect(one.starts).toHaveLength(13);
  });
});
