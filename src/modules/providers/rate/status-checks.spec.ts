import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FakeClock } from '../../../../test/support/fake-clock.js';
import { epochMs } from '../../../kernel/domain/clock.js';
import { noon } from '../../../../test/support/fake-clock.js';
import type { Pace } from './pace.js';
import { SharedPace } from './shared-pace.js';
import { MemorySlots } from '../../../../test/support/memory-slots.js';
import { LocalPace, windowMs } from './local-pace.js';
import { agesAfterMs, StatusChecks, UrgencyOrder } from './status-checks.js';
import type { Urgency } from '../provider.js';

const whenNoon = epochMs(noon);

function queue({
  perSecond = 0,
  atOnce = 64,
  paceBy = (clock: FakeClock): Pace => new LocalPace(clock, perSecond),
} = {}) {
  const clock = new FakeClock();
  /** The calls that were made, with milliseconds after noon. */
  const left: [string, number][] = [];
  const ends = new Map<string, (answer: string) => void>();
  const checks = new StatusChecks<string>(clock, {
    pace: paceBy(clock),
    atOnce,
    outlasts: (answer) => answer === 'successful',
    whenStopped: 'stopped',
  });
  return {
    clock,
    left,
    checks,
    names: () => left.map(([reference]) => reference),
    /** Answered at once. */
    ask: (reference: string, urgency: Urgency = 2) =>
      checks.ask(reference, urgency, async () => {
        left.push([reference, clock.now() - whenNoon]);
        return `${reference} is pending`;
      }),
    /** Answered when the test says so. */
    askSlow: (reference: string, urgency: Urgency = 2) =>
      checks.ask(reference, urgency, () => {
        left.push([reference, clock.now() - whenNoon]);
        return new Promise((resolve) => ends.set(reference, resolve));
      }),
    end: (reference: string, answer: string) => ends.get(reference)!(answer),
  };
}

describe('the pace', () => {
  it('starts one second’s calls at once, and the next when the first leaves the window', async () => {
    const { clock, left, ask } = queue({ perSecond: 2 });
    const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((reference) => ask(reference)));
    await clock.pass({ ms: windowMs - 1 });
    expect(left).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
    await clock.pass({ ms: 1 });
    expect(left.slice(2)).toEqual([
      ['c', windowMs],
      ['d', windowMs],
    ]);
    await clock.pass({ ms: windowMs });
    await all;
    expect(left.slice(4)).toEqual([['e', 2 * windowMs]]);
  });

  it('counts the calls before a pause', async () => {
    const { clock, left, ask } = queue({ perSecond: 2 });
    await ask('a');
    await clock.pass({ ms: 600 });
    void ask('b');
    void ask('c');
    await clock.pass({ ms: windowMs });
    expect(left).toEqual([
      ['a', 0],
      ['b', 600],
      ['c', windowMs],
    ]);
  });

  it('of 0 is no limit', async () => {
    const { left, ask } = queue({ perSecond: 0 });
    await Promise.all(Array.from({ length: 500 }, (_, index) => ask(`r${index}`)));
    expect(left).toHaveLength(500);
  });

  it('does not wait for a clock that was set back', async () => {
    const { clock, left, ask } = queue({ perSecond: 1 });
    await ask('a');
    clock.jump(-3_600_000);
    void ask('b');
    await clock.pass({ ms: windowMs });
    expect(left.map(([reference]) => reference)).toEqual(['a', 'b']);
  });
});

describe('the order', () => {
  it('is the most urgent first, and first come first served within one urgency', async () => {
    const { clock, names, ask } = queue({ perSecond: 1 });
    await ask('first');
    void ask('routine 1', 2);
    void ask('callback 1', 1);
    void ask('person 1', 0);
    void ask('routine 2', 2);
    void ask('person 2', 0);
    void ask('callback 2', 1);
    await clock.pass({ seconds: 10 });
    expect(names()).toEqual(['first', 'person 1', 'person 2', 'callback 1', 'callback 2', 'routine 1', 'routine 2']);
  });

  it('moves up a check that becomes more urgent, and makes it once', async () => {
    const { clock, names, ask } = queue({ perSecond: 1 });
    await ask('first');
    void ask('routine', 2);
    void ask('callback', 1);
    const late = ask('wanted', 2);
    const now = ask('wanted', 0);
    await clock.pass({ seconds: 10 });
    expect(names()).toEqual(['first', 'wanted', 'callback', 'routine']);
    expect(await late).toBe(await now);
  });

  it('does not move down a check that is requested again with less urgency', async () => {
    const { clock, names, ask } = queue({ perSecond: 1 });
    await ask('first');
    void ask('a', 0);
    void ask('b', 0);
    void ask('a', 2);
    await clock.pass({ seconds: 10 });
    expect(names()).toEqual(['first', 'a', 'b']);
  });

  it.each<[number, string]>([
    [2 * agesAfterMs - 1, 'person'],
    [2 * agesAfterMs, 'routine'],
    [2 * agesAfterMs + 1, 'routine'],
  ])('after %i ms of waiting a routine check meets a person: %s goes first', (waitedMs, first) => {
    const order = new UrgencyOrder();
    order.add('routine', 2, 0);
    order.add('person', 0, waitedMs);
    expect(order.take(() => true)).toBe(first);
  });

  it('starves no routine check while more urgent ones keep coming', async () => {
    const { clock, names, ask } = queue({ perSecond: 1 });
    await ask('first');
    void ask('routine', 2);
    for (let second = 0; second < 45; second += 1) {
      void ask(`person ${second}`, 0);
      void ask(`another ${second}`, 0);
      await clock.pass({ seconds: 1 });
    }
    expect(names()).toContain('routine');
  });

  it('is that of urgency and arrival for any concurrent checks', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Urgency>(0, 1, 2), { maxLength: 60 }), (urgencies) => {
        const order = new UrgencyOrder();
        urgencies.forEach((urgency, index) => order.add(`${urgency} ${index}`, urgency, 0));
        const taken: string[] = [];
        for (let next = order.take(() => true); next !== undefined; next = order.take(() => true)) taken.push(next);
        const expected = urgencies.map((urgency, index) => ({ urgency, index }));
        expected.sort((one, other) => one.urgency - other.urgency || one.index - other.index);
        expect(taken).toEqual(expected.map(({ urgency, index }) => `${urgency} ${index}`));
      }),
    ));
});

describe('a pace that other instances share', () => {
  const shared = () => queue({ paceBy: (clock) => new SharedPace(new MemorySlots(clock), 'checks', clock, 10) });

  it('chooses the next check when its slot opens, not when the slot was reserved', async () => {
    const { clock, left, ask } = shared();
    const first = ask('first');
    await clock.pass({ ms: 1 });
    await first;
    void ask('routine', 2);
    await clock.pass({ ms: 100 });
    void ask('person', 0);
    await clock.pass({ ms: 300 });
    expect(left).toEqual([
      ['first', 0],
      ['person', 110],
      ['routine', 220],
    ]);
  });

  it('starves no routine check while more urgent ones keep coming', async () => {
    const { clock, names, ask } = shared();
    void ask('routine', 2);
    for (let round = 0; round < 120; round += 1) {
      for (let person = 0; person < 3; person += 1) void ask(`person ${round} ${person}`, 0);
      await clock.pass({ ms: 250 });
    }
    expect(names()).toContain('routine');
  });

  it('releases the waiting checks when it is stopped', async () => {
    const { clock, names, ask, checks } = shared();
    const [first, second, third] = [ask('first'), ask('second'), ask('third')];
    await clock.pass({ ms: 1 });
    expect(await first).toBe('first is pending');
    checks.stop();
    expect([await second, await third, await ask('fourth'), clock.sleepers]).toEqual([
      'stopped',
      'stopped',
      'stopped',
      0,
    ]);
    await clock.pass({ seconds: 10 });
    expect(names()).toEqual(['first']);
  });
});

describe('checks of one reference', () => {
  it('are one GET while it waits', async () => {
    const { clock, names, ask } = queue({ perSecond: 1 });
    await ask('first');
    const answers = Promise.all([ask('a', 2), ask('a', 1), ask('a', 2)]);
    await clock.pass({ seconds: 2 });
    expect(await answers).toEqual(['a is pending', 'a is pending', 'a is pending']);
    expect(names()).toEqual(['first', 'a']);
  });

  it('are one GET while it is under way, for routine checks', async () => {
    const { names, askSlow, end } = queue();
    const answers = Promise.all([askSlow('a', 0), askSlow('a', 2)]);
    end('a', 'pending');
    expect(await answers).toEqual(['pending', 'pending']);
    expect(names()).toEqual(['a']);
  });

  it.each<[string, Urgency, string]>([
    ['a callback arrives during a GET that returns an older status', 1, 'pending'],
    ['a callback arrives during a GET that ends as failed', 1, 'failed'],
    ['a POST is answered during a GET that left before it', 0, 'not-found'],
    ['a person asks during a GET', 0, 'pending'],
  ])('are two GETs when %s', async (_, urgency, stale) => {
    const { names, askSlow, end, clock } = queue();
    const routine = askSlow('a', 2);
    const callbacks = Promise.all([askSlow('a', urgency), askSlow('a', urgency), askSlow('a', urgency)]);
    end('a', stale);
    await clock.pass({ ms: 0 });
    end('a', 'successful');
    expect([await routine, ...(await callbacks)]).toEqual([stale, 'successful', 'successful', 'successful']);
    expect(names()).toEqual(['a', 'a']);
  });

  it('that wait for the next GET have the urgency of the most urgent of them', async () => {
    const { clock, names, ask, askSlow, end } = queue({ perSecond: 1 });
    const first = askSlow('a', 2);
    void ask('a', 1);
    void ask('person', 0);
    await clock.pass({ ms: 500 });
    void ask('routine', 2);
    void ask('a', 0);
    end('a', 'pending');
    await first;
    void ask('callback', 1);
    await clock.pass({ seconds: 10 });
    expect(names()).toEqual(['a', 'person', 'a', 'callback', 'routine']);
  });

  it('are another GET when the one in progress throws', async () => {
    const { checks, ask } = queue();
    const broken = checks.ask('a', 2, () => Promise.reject(new Error('a bug')));
    const next = ask('a', 0);
    await expect(broken).rejects.toThrow('a bug');
    expect(await next).toBe('a is pending');
  });

  it('are at most two GETs, for any number of callbacks and any status', async () => {
    const { names, askSlow, end, clock } = queue();
    const asks = Promise.all([askSlow('a', 2), askSlow('a', 1), askSlow('a', 1), askSlow('a', 1)]);
    end('a', 'pending');
    await clock.pass({ ms: 0 });
    end('a', 'pending');
    await asks;
    expect(names()).toEqual(['a', 'a']);
  });

  it('are one GET when a callback arrives during the GET that returns the outcome', async () => {
    const { names, askSlow, end } = queue();
    const answers = Promise.all([askSlow('a', 2), askSlow('a', 1)]);
    end('a', 'successful');
    expect(await answers).toEqual(['successful', 'successful']);
    expect(names()).toEqual(['a']);
  });

  it('are another GET once the first is answered', async () => {
    const { names, ask } = queue();
    await ask('a');
    await ask('a');
    expect(names()).toEqual(['a', 'a']);
  });
});

describe('the number of GETs in progress', () => {
  it('has a bound', async () => {
    const { clock, names, askSlow, end } = queue({ atOnce: 2 });
    const all = ['a', 'b', 'c'].map((reference) => askSlow(reference));
    expect(names()).toEqual(['a', 'b']);
    end('b', 'pending');
    await all[1];
    await clock.pass({ ms: 0 });
    expect(names()).toEqual(['a', 'b', 'c']);
  });
});

describe('a bug in a GET', () => {
  it('reaches the callers of that GET, and no others', async () => {
    const { clock, ask, checks } = queue({ atOnce: 1 });
    const broken = checks.ask('a', 2, () => Promise.reject(new Error('a bug')));
    const whole = ask('b');
    await expect(broken).rejects.toThrow('a bug');
    await clock.pass({ ms: 0 });
    expect(await whole).toBe('b is pending');
    expect(await ask('a')).toBe('a is pending');
  });
});

describe('stopping', () => {
  it('answers the waiting checks, and later ones', async () => {
    const { names, ask, checks, clock } = queue({ perSecond: 1 });
    await ask('first');
    const waiting = ask('a');
    expect(checks.waitingCount).toBe(1);
    checks.stop();
    expect([await waiting, await ask('b'), clock.sleepers, checks.waitingCount]).toEqual(['stopped', 'stopped', 0, 0]);
    expect(names()).toEqual(['first']);
  });
});
