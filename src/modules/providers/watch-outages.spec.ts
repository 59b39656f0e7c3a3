import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { specify } from '../../../test/support/specify.js';
import { wellAt } from '../../../test/support/specify-provider.js';
import { instant } from '../../kernel/domain/clock.js';
import { evolve } from '../../kernel/domain/decider.js';
import { outage, standingOf, type Outage, type OutageOrders } from './outage.decider.js';
import { OutageDeclared, OutageEnded, type OutageEvent } from './outage.events.js';
import { callsToEnd, judgeFigures, type OutageThresholds, type StandingOutage } from './outage.rule.js';
import { WatchOutages } from './watch-outages.js';

const thresholds: OutageThresholds = { failedPercent: 50, leastCalls: 20, windowSeconds: 300 };
const windowMs = 300_000;
const at = instant(Date.parse('2026-11-22T10:00:00Z'));

describe('figures', () => {
  const never: StandingOutage = { by: null, changedAt: null };
  const byFigures: StandingOutage = { by: 'figures', changedAt: 0 };
  it.each<[string, [calls: number, failed: number], StandingOutage, number, 'declare' | 'end' | null]>([
    ['declare an outage at the share', [20, 10], never, 0, 'declare'],
    ['declare none below it', [20, 9], never, 0, null],
    ['declare none by too few calls', [19, 19], never, 0, null],
    ['say nothing of what a person declared', [20, 20], { by: 'person', changedAt: 0 }, windowMs, null],
    ['end nothing that a person declared', [20, 0], { by: 'person', changedAt: 0 }, windowMs, null],
    ['judge nothing within a window of the last change', [100, 100], { by: null, changedAt: 0 }, windowMs - 1, null],
    ['judge again after it', [100, 100], { by: null, changedAt: 0 }, windowMs, 'declare'],
    ['keep what they declared above half the share', [20, 6], byFigures, windowMs, null],
    ['end it at half the share', [20, 5], byFigures, windowMs, 'end'],
    ['end it not within a window', [20, 0], byFigures, windowMs - 1, null],
    ['end it not by too few calls', [callsToEnd - 1, 0], byFigures, windowMs, null],
  ])('%s', (_, [calls, failed], standing, now, expected) =>
    expect(judgeFigures(thresholds, { calls, failed }, standing, now)).toBe(expected),
  );
  it('declare nothing where they are off', () =>
    expect(judgeFigures({ ...thresholds, failedPercent: 0 }, { calls: 99, failed: 99 }, never, 0)).toBeNull());
});

describe('an outage', () => {
  const { given } = specify(outage);
  const provider = 'mtn-momo';
  const figures = { calls: 40, failed: 30, seconds: 300 };
  const declare = (reason: string, by: typeof figures | null = null) => ({
    Declare: { provider, reason, figures: by, at },
  });
  const end = (by: typeof figures | null = null) => ({ End: { provider, reason: 'well', figures: by, at } });
  const declared = (reason: string, by: typeof figures | null = null) =>
    OutageDeclared({ provider, reason, figures: by, at });
  const ended = (by: typeof figures | null = null) => OutageEnded({ provider, reason: 'well', figures: by, at });

  it('is declared by a person or by figures, and ended by whom it may be', () => {
    given().when(declare('a', figures)).thenEmits(declared('a', figures));
    given(declared('a')).when(declare('b', figures)).thenNothing();
    given(declared('a')).when(end(figures)).thenNothing();
    given(declared('a')).when(end()).thenEmits(ended());
    given(declared('a', figures)).when(end(figures)).thenEmits(ended(figures));
    given(declared('a', figures)).when(end()).thenEmits(ended());
    given(declared('a', figures), ended()).when(end(figures)).thenNothing();
  });
  it('by figures becomes a person’s when a person declares it', () => {
    given(declared('a', figures)).when(declare('b')).thenEmits(declared('b'));
    given(declared('a', figures), declared('b')).when(end(figures)).thenNothing();
  });
});

describe('the watch over outages', () => {
  /** A provider whose calls fail or not as told, and the outages as the log would have them. */
  async function world() {
    const clock = new FakeClock();
    const calls = { answered: 0, failed: 0 };
    let isWell = true;
    let probes = 0;
    const call = () => void (calls[isWell ? 'answered' : 'failed'] += 1);
    const events: OutageEvent[] = [];
    const state = () => evolve<Outage | null, OutageEvent>(outage, outage.initial, events);
    const provider = {
      name: 'mtn-momo',
      health: () => ({ ...wellAt('mtn-momo'), calls: { ...calls } }),
      probe: async () => {
        probes += 1;
        call();
      },
    };
    const outages = {
      standing: () => standingOf(state()),
      say: async (name: keyof OutageOrders, of: string, reason: string, figures: OutageOrders['End']['figures']) => {
        const order = { provider: of, reason, figures, at: instant(clock.now()) };
        events.push(...outage.decide[name](state(), order));
      },
    };
    const watch = new WatchOutages([provider], outages, thresholds, { clock, newId: () => 'id' });
    const rounds = async (count: number, each: () => void = () => undefined) => {
      for (let round = 0; round < count; round += 1) {
        each();
        await watch.run();
        clock.jump(10_000);
      }
    };
    await watch.run();
    return { rounds, call, events, well: (now: boolean) => void (isWell = now), probes: () => probes, outages };
  }
  const types = (events: readonly OutageEvent[]) => events.map(({ type }) => type);

  it('declares it with the figures, probes while payments go elsewhere, and ends it when they are well', async () => {
    const { rounds, call, events, well, probes } = await world();
    await rounds(30, call);
    well(false);
    await rounds(30, call);
    expect(events).toEqual([
      expect.objectContaining({
        data: expect.objectContaining({
          provider: 'mtn-momo',
          reason: '15 of 30 calls failed or were not answered within 300 s',
          figures: { calls: 30, failed: 15, seconds: 300 },
        }),
      }),
    ]);
    // Nobody pays over it any more, and it is away for an hour.
    const before = probes();
    await rounds(360);
    expect(probes()).toBe(before + 360);
    expect(types(events)).toEqual(['OutageDeclared']);
    well(true);
    await rounds(60);
    expect(types(events)).toEqual(['OutageDeclared', 'OutageEnded']);
    const last = probes();
    await rounds(60);
    expect([types(events).length, probes()]).toEqual([2, last]);
  });

  it('changes at most once in a window, however the calls go', async () => {
    const { rounds, call, events, well } = await world();
    let round = 0;
    // Well and away by turns of two minutes, for two hours.
    await rounds(720, () => {
      well(Math.floor((round += 1) / 12) % 2 === 0);
      for (let calls = 0; calls < 5; calls += 1) call();
    });
    const times = events.map(({ data }) => Date.parse(data.at));
    for (const [place, time] of times.entries())
      if (place > 0) expect(time - times[place - 1]!).toBeGreaterThanOrEqual(windowMs);
    expect(events.length).toBeGreaterThan(0);
  });
});
