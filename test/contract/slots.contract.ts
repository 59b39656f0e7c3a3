import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SlotsUnavailable, type Rhythm, type Slot, type RateSlots } from '../../src/kernel/ports/slots.js';

const perSecond = 10;
/** Long, so that a server under test may be slow. */
const openForMs = 2_000;
/** Ten slots used at the last moment, and the next one used at once, are more than a second apart. */
const rhythm: Rhythm = { everyMs: (1_050 + openForMs) / perSecond, openForMs, farthestMs: 3_600_000 };
/** A store may have a clock of whole milliseconds, and the local clock is read a little after its answer. */
const toleranceMs = 5;

/** The contract of every RateSlots adapter; `elapsed` is the local time in milliseconds. */
export function describeSlots(name: string, open: () => Promise<RateSlots>, elapsed: () => number): void {
  describe(`RateSlots: ${name}`, () => {
    let slots: RateSlots;
    beforeEach(async () => {
      slots = await open();
    });
    afterEach(() => slots.close());

    const reserve = async (count = 1, of = 'checks', terms = rhythm) =>
      at(elapsed, await slots.reserve(of, terms, count));

    it('gives a slot of an idle name at once', async () => {
      const [slot] = await slots.reserve('checks', rhythm, 1);
      expect(slot!.opensInMs).toBeLessThanOrEqual(openForMs);
      expect(slot!.closesInMs).toBeLessThanOrEqual(openForMs);
    });

    it('gives the requested number of slots, one after another', async () => {
      const given = await reserve(12);
      expect(given).toHaveLength(12);
      given.slice(1).forEach((slot, index) => {
        expect(slot.opens - given[index]!.opens).toBeCloseTo(rhythm.everyMs, 3);
      });
    });

    it('continues after the last slot', async () => {
      const [first] = await reserve(5);
      const [next] = await reserve(1);
      expectApart(first!, next!, 5 * rhythm.everyMs);
    });

    it('keeps names apart', async () => {
      await reserve(30);
      const [slot] = await slots.reserve('other checks', rhythm, 1);
      expect(slot!.opensInMs).toBeLessThanOrEqual(openForMs);
    });

    it('never exceeds the limit within a second, even if each slot is used at its last moment', async () => {
      const given = (await Promise.all(Array.from({ length: 40 }, () => reserve(2)))).flat();
      expectWithinLimit(given, 80);
    });

    it('supports slots of less than a millisecond', async () => {
      const quick = { ...rhythm, everyMs: 0.11 };
      const [first] = await reserve(900, 'quick', quick);
      const [next] = await reserve(1, 'quick', quick);
      expectApart(first!, next!, 900 * 0.11);
    });

    it('gives no slot when the store answers too slowly, and takes none from other instances', async () => {
      await reserve(1);
      // Reading a clock takes some time.
      expect(await slots.reserve('checks', { ...rhythm, openForMs: -1 }, 50)).toEqual([]);
      const [slot] = await slots.reserve('checks', rhythm, 1);
      expect(slot!.opensInMs).toBeLessThanOrEqual(rhythm.everyMs);
    });

    it('drops reservations that are too far ahead, as after the clock was set back', async () => {
      await reserve(1, 'checks', { ...rhythm, everyMs: 1_000_000 });
      const near = { ...rhythm, everyMs: 20_000, farthestMs: 60_000 };
      const [slot] = await slots.reserve('checks', near, 1);
      expect(slot!.opensInMs).toBeLessThanOrEqual(openForMs);
      const [next] = await slots.reserve('checks', near, 1);
      expect(next!.opensInMs).toBeGreaterThan(0);
      expect(next!.opensInMs).toBeLessThanOrEqual(near.everyMs + openForMs);
    });
  });
}

/** The contract of a store on a server: several connections. */
export function describeSharedSlots(
  name: string,
  open: () => Promise<readonly RateSlots[]>,
  elapsed: () => number,
): void {
  describe(`RateSlots, shared: ${name}`, () => {
    it('are one sequence for three concurrent instances, and no instance starves', async () => {
      const instances = await open();
      const turns = 15;
      const given = await Promise.all(
        instances.map(async (slots) => {
          const own: Seen[] = [];
          for (let turn = 0; turn < turns; turn += 1)
            own.push(...at(elapsed, await slots.reserve('checks', rhythm, 1)));
          return own;
        }),
      );
      expectWithinLimit(given.flat(), instances.length * turns);
      // Each instance reserves again after its answer, with the others in between, so none gets all its slots before another gets one.
      const lastOfAnyFirst = Math.max(...given.map((own) => own[0]!.opens));
      const firstOfAnyLast = Math.min(...given.map((own) => own.at(-1)!.opens));
      expect(lastOfAnyFirst).toBeLessThan(firstOfAnyLast);
      for (const slots of instances) await slots.close();
      await expect(instances[0]!.reserve('checks', rhythm, 1)).rejects.toThrow(SlotsUnavailable);
    });
  });
}

/** A slot in local time. */
interface Seen {
  readonly opens: number;
  readonly closes: number;
}

const at = (elapsed: () => number, slots: readonly Slot[]): readonly Seen[] => {
  const now = elapsed();
  return slots.map(({ opensInMs, closesInMs }) => ({ opens: now + opensInMs, closes: now + closesInMs }));
};

function expectWithinLimit(slots: readonly Seen[], count: number): void {
  expect(slots).toHaveLength(count);
  const inOrder = slots.toSorted((one, other) => one.opens - other.opens);
  inOrder.slice(perSecond).forEach((slot, index) => {
    expect(slot.opens - inOrder[index]!.closes).toBeGreaterThanOrEqual(1_000);
  });
}

/** Each answer has its own reading of the store's clock: a slot's moment is between `openForMs` before its close and its opening. */
function expectApart(one: Seen, other: Seen, apartMs: number): void {
  const [oneFrom, otherFrom] = [one.closes - openForMs, other.closes - openForMs];
  expect(otherFrom - one.opens).toBeLessThanOrEqual(apartMs + toleranceMs);
  expect(other.opens - oneFrom).toBeGreaterThanOrEqual(apartMs - toleranceMs);
}
