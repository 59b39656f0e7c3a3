import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LeasesUnavailable, type Leases } from '../../src/kernel/ports/leases.js';

const hour = 3_600_000;
const moment = 100;

/** Every adapter of the Leases passes this; `pause` lets a little time go by. */
export function describeLeases(
  name: string,
  open: () => Promise<Leases>,
  pause: (leases: Leases) => Promise<void>,
): void {
  describe(`Leases: ${name}`, () => {
    let leases: Leases;
    beforeEach(async () => {
      leases = await open();
    });
    afterEach(() => leases.close());

    /** Asks again until it is had; a hundred times at most. */
    const until = async <T>(ask: () => Promise<T | null>): Promise<T> => {
      for (let tries = 0; tries < 100; tries += 1) {
        const answer = await ask();
        if (answer !== null) return answer;
        await pause(leases);
      }
      throw new Error('Never');
    };
    const fenceOf = async (holder: string, ttlMs = hour) =>
      (await leases.acquire('views', holder, ttlMs))?.fence ?? null;

    it('gives a name to the first who asks, and to nobody else', async () => {
      expect(await fenceOf('a')).not.toBeNull();
      expect(await fenceOf('b')).toBeNull();
      expect(await leases.acquire('saga', 'b', hour)).not.toBeNull();
    });

    it('gives it to one of twenty who ask at once', async () => {
      const asked = Array.from({ length: 20 }, (_, index) => fenceOf(`h${index}`));
      const fences = await Promise.all(asked);
      expect(fences.filter((fence) => fence !== null)).toHaveLength(1);
    });

    it('gives it to the next when its time is over, with a greater fence', async () => {
      const first = (await fenceOf('a', moment))!;
      const second = await until(() => fenceOf('b'));
      expect(second).toBeGreaterThan(first);
      expect(await leases.renew('views', 'a', first, hour)).toBe(false);
      await leases.release('views', 'a', first);
      expect(await fenceOf('c')).toBeNull();
    });

    it('gives a lease that is over to one of twenty', async () => {
      await fenceOf('a', moment);
      const first = await until(async () => {
        const fences = await Promise.all(Array.from({ length: 20 }, (_, index) => fenceOf(`h${index}`)));
        const had = fences.filter((fence) => fence !== null);
        return had.length === 0 ? null : had;
      });
      expect(first).toHaveLength(1);
    });

    it('keeps it for whoever renews it', async () => {
      const fence = (await fenceOf('a', moment))!;
      expect(await leases.renew('views', 'a', fence, hour)).toBe(true);
      for (let times = 0; times < 3; times += 1) {
        await pause(leases);
        expect(await fenceOf('b')).toBeNull();
      }
    });

    it('lets one that has run out be renewed while nobody has taken it', async () => {
      const fence = (await fenceOf('a', 1))!;
      await pause(leases);
      expect(await leases.renew('views', 'a', fence, hour)).toBe(true);
      expect(await fenceOf('b')).toBeNull();
    });

    it('gives it to the next at once when it is released, with a greater fence', async () => {
      const first = (await fenceOf('a'))!;
      await leases.release('views', 'a', first);
      expect(await leases.renew('views', 'a', first, hour)).toBe(false);
      expect(await fenceOf('b')).toBeGreaterThan(first);
    });

    it('is released and renewed only by its holder, in its own turn', async () => {
      const first = (await fenceOf('a'))!;
      const second = (await fenceOf('a'))!;
      expect(second).toBeGreaterThan(first);
      expect(await leases.renew('views', 'a', first, hour)).toBe(false);
      expect(await leases.renew('views', 'b', second, hour)).toBe(false);
      await leases.release('views', 'a', first);
      await leases.release('views', 'b', second);
      expect(await fenceOf('b')).toBeNull();
    });

    it('knows nothing of a name that nobody ever had', async () => {
      expect(await leases.renew('never', 'a', 1n, hour)).toBe(false);
      await leases.release('never', 'a', 1n);
    });
  });
}

/** What a server has besides: more than one door. */
export function describeSharedLeases(name: string, open: () => Promise<readonly [Leases, Leases]>): void {
  describe(`Leases, shared: ${name}`, () => {
    it('are one for two instances', async () => {
      const [one, other] = await open();
      const had = await Promise.all([one.acquire('views', 'a', hour), other.acquire('views', 'b', hour)]);
      expect(had.filter((lease) => lease !== null)).toHaveLength(1);
      await one.close();
      await expect(one.acquire('views', 'a', hour)).rejects.toThrow(LeasesUnavailable);
      await other.close();
    });
  });
}
