import { describe, expect, it } from '@jest/globals';
import { MemoryLeases } from '../../src/kernel/lease/memory-leases.js';
import { FakeClock } from '../support/fake-clock.js';
import { describeLeases } from './lease.contract.js';

let clock = new FakeClock();
describeLeases(
  'of one process',
  async () => new MemoryLeases((clock = new FakeClock()), 1n),
  () => clock.pass({ ms: 20 }),
);

describe('Leases of a process that has its stores to itself', () => {
  it('have no fence', async () => {
    const leases = new MemoryLeases(new FakeClock());
    expect(await leases.acquire('views', 'a', 1_000)).toEqual({ fence: null });
    expect(await leases.acquire('views', 'b', 1_000)).toBeNull();
    expect(await leases.renew('views', 'a', null, 1_000)).toBe(true);
    expect(await leases.renew('views', 'b', null, 1_000)).toBe(false);
  });
});
