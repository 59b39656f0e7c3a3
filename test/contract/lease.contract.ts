import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LeasesUnavailable, type Leases } from '../../src/kernel/ports/leases.js';

const hour = 3_600_000;
const moment = 100;

/** The contract of every Leases adapter; `pause` waits a little. */
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

    /** Retries until the lease is acquired, a hundred times at most. */
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

    it('gives a lease to the first holder that asks, and to no other', async () => {
      expect(await fenceOf('a')).not.toBeNull();
      expect(await fenceOf('b')).toBeNull();
      expect(await leases.acquire('saga', 'b', hour)).not.toBeNull();
    });

    it('gives it to one of twenty concurrent requests', async () => {
      const asked = Array.from({ length: 20 }, (_, index) => fenceOf(`h${index}`));
      const fences = await Promise.all(asked);
      expect(fences.filter((fence) => fence !== null)).toHaveLength(1);
    });

    it('gives it to the next holder after its expiry, with a greater fencing token', async () => {
      const first = (await fenceOf('a', moment))!;
      const second = await until(() => fenceOf('b'));
      expect(second).toBeGreaterThan(first);
      expect(await leases.renew('views', 'a', first, hour)).toBe(false);
      await leases.release('views', 'a', first);
      expect(await fenceOf('c')).toBeNull();
    });

    it('gives an expired lease to one of twenty concurrent requests', async () => {
      await fenceOf('a', moment);
      const first = await until(async () => {
        const fences = await Promise.all(Array.from({ length: 20 }, (_, index) => fenceOf(`h${index}`)));
        const had = fences.filter((fence) => fence !== null);
        return had.length === 0 ? null : had;
      });
      expect(first).toHaveLength(1);
    });

    it('keeps it for the holder that renews it', async () => {
      const fence = (await fenceOf('a', moment))!;
      expect(await leases.renew('views', 'a', fence, hour)).toBe(true);
      for (let times = 0; times < 3; times += 1) {
        await pause(leases);
        expect(await fenceOf('b')).toBeNull();
      }
    });

    it('allows the renewal of an expired lease that no other holder has taken', async () => {
      const fence = (await fenceOf('a', 1))!;
      await pause(leases);
      expect(await leases.renew('views', 'a', fence, hour)).toBe(true);
      expect(await fenceOf('b')).toBeNull();
    });

    it('gives it to the next holder at once after a release, with a greater fencing token', async () => {
      const first = (await fenceOf('a'))!;
      await leases.release('views', 'a', first);
      expect(await leases.renew('views', 'a', first, hour)).toBe(false);
      expect(await fenceOf('b')).toBeGreaterThan(first);
    });

    it('is released and renewed only by its holder, with its fencing token', async () => {
      const first = (await fenceOf('a'))!;
      const second = (await fenceOf('a'))!;
      expect(second).toBeGreaterThan(first);
      expect(await leases.renew('views', 'a', first, hour)).toBe(false);
      expect(await leases.renew('views', 'b', second, hour)).toBe(false);
      await leases.release('views', 'a', first);
      await leases.release('views', 'b', second);
      expect(await fenceOf('b')).toBeNull();
    });

    it('neither renews nor releases a lease that was never acquired', async () => {
      expect(await leases.renew('never', 'a', 1n, hour)).toBe(false);
      await leases.release('never', 'a', 1n);
    });
  });
}

/** The contract of a store on a server: several connections. */
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
