import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { Fenced, type Collection } from '../ports/document-store.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { LeasesUnavailable, type Lease, type Leases } from '../ports/leases.js';
import { MemoryLeases } from '../../../test/support/memory-leases.js';
import { runUnderLease, type LeasedRun } from './run-under-lease.js';

const ttlMs = 9_000;
const hour = 3_600_000;

/** A server of leases that can be away, and can be slow. */
class Faulty implements Leases {
  away = false;
  /** While it is set, answers wait for it, and what was asked is done at once. */
  slow: Promise<void> | null = null;

  constructor(private readonly leases: Leases) {}

  async acquire(name: string, holder: string, ttl: number): Promise<Lease | null> {
    return this.#answer(() => this.leases.acquire(name, holder, ttl));
  }
  async renew(name: string, holder: string, fence: bigint, ttl: number): Promise<boolean> {
    return this.#answer(() => this.leases.renew(name, holder, fence, ttl));
  }
  async release(name: string, holder: string, fence: bigint): Promise<void> {
    return this.#answer(() => this.leases.release(name, holder, fence));
  }
  async close(): Promise<void> {}

  async #answer<T>(ask: () => Promise<T>): Promise<T> {
    if (this.away) throw new LeasesUnavailable('away');
    const answer = await ask();
    await this.slow;
    return answer;
  }
}

/** Work that goes on until it is told to end, and may be slow to end. */
class Work {
  readonly fences: bigint[] = [];
  running = 0;
  most = 0;
  failing: Error | null = null;
  ending: Promise<void> | null = null;

  readonly do = async (fence: bigint, signal: AbortSignal) => {
    this.fences.push(fence);
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    try {
      if (this.failing) throw this.failing;
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      await this.ending;
    } finally {
      this.running -= 1;
    }
  };
}

function gate(): { readonly opens: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opens: promise, open: resolve };
}

describe('Work under a lease', () => {
  let clock: FakeClock;
  let shared: MemoryLeases;
  beforeEach(() => {
    clock = new FakeClock();
    shared = new MemoryLeases(clock);
  });
  const run = (work: Work, leases: Leases = shared, own: FakeClock = clock): LeasedRun =>
    runUnderLease(leases, 'views', own, work.do, { ttlMs });

  it('runs at one of two, and goes over when the first stops', async () => {
    const [a, b] = [new Work(), new Work()];
    const [first, second] = [run(a), run(b)];
    await clock.pass({ hours: 1 });
    expect([a.running, b.running]).toEqual([1, 0]);
    expect([first.holding, second.holding]).toEqual([true, false]);
    await first.stop();
    expect(a.running).toBe(0);
    await clock.pass({ ms: ttlMs / 3 });
    expect(b.running).toBe(1);
    expect([a.fences, b.fences]).toEqual([[1n], [2n]]);
    await second.stop();
    expect(clock.sleepers).toBe(0);
  });

  it('goes over when the first has died, within the term and one try', async () => {
    await shared.acquire('views', 'dead', ttlMs);
    const work = new Work();
    const leased = run(work);
    await clock.pass({ ms: ttlMs - 1 });
    expect(work.running).toBe(0);
    await clock.pass({ ms: ttlMs / 3 });
    expect(work.running).toBe(1);
    await leased.stop();
  });

  it('goes on through renewals that fail for a while', async () => {
    const [leases, work] = [new Faulty(shared), new Work()];
    const leased = run(work, leases);
    await clock.pass({ ms: ttlMs / 3 - 1 });
    leases.away = true;
    await clock.pass({ ms: ttlMs / 4 });
    expect([work.running, leased.fault]).toEqual([1, 'away']);
    leases.away = false;
    await clock.pass({ hours: 1 });
    expect([work.fences, leased.fault]).toEqual([[1n], null]);
    await leased.stop();
  });

  it('ends before the lease does when it cannot be renewed, and comes back', async () => {
    const [leases, a, b] = [new Faulty(shared), new Work(), new Work()];
    const first = run(a, leases);
    await clock.pass({ ms: 1 });
    const second = run(b);
    leases.away = true;
    let both = 0;
    for (let passed = 0; passed < 2 * ttlMs; passed += 250) {
      await clock.pass({ ms: 250 });
      both = Math.max(both, a.running + b.running);
    }
    expect([both, a.running, b.running]).toEqual([1, 0, 1]);
    expect(first.fault).toBe('away');
    leases.away = false;
    await clock.pass({ ms: ttlMs });
    expect([first.fault, first.holding]).toEqual([null, false]);
    await second.stop();
    await clock.pass({ ms: ttlMs });
    expect([a.fences, b.fences]).toEqual([[1n, 3n], [2n]]);
    await first.stop();
  });

  it('ends when its renewal is not answered', async () => {
    const [leases, work, answer] = [new Faulty(shared), new Work(), gate()];
    const leased = run(work, leases);
    await clock.pass({ ms: 1 });
    leases.slow = answer.opens;
    await clock.pass({ ms: ttlMs * 0.8 - 2 });
    expect(work.running).toBe(1);
    await clock.pass({ ms: 2 });
    expect(work.running).toBe(0);
    leases.slow = null;
    answer.open();
    await leased.stop();
  });

  it('does not begin with a lease whose answer came too late', async () => {
    const [leases, work, answer] = [new Faulty(shared), new Work(), gate()];
    leases.slow = answer.opens;
    const leased = run(work, leases);
    await clock.pass({ ms: ttlMs });
    leases.slow = null;
    answer.open();
    await clock.pass({ ms: 1 });
    expect(work.fences).toEqual([]);
    await clock.pass({ ms: ttlMs / 3 });
    expect(work.fences).toEqual([2n]);
    await leased.stop();
  });

  it('ends when another instance has the lease', async () => {
    const work = new Work();
    const leased = runUnderLease(shared, 'views', clock, work.do, { ttlMs, holder: 'a' });
    await clock.pass({ ms: 1 });
    await shared.release('views', 'a', 1n);
    await shared.acquire('views', 'b', hour);
    await clock.pass({ ms: ttlMs / 3 });
    expect([work.running, leased.holding]).toEqual([0, false]);
    await leased.stop();
  });

  it('never runs twice here, however slow it is to end', async () => {
    const [leases, work, end] = [new Faulty(shared), new Work(), gate()];
    work.ending = end.opens;
    const leased = run(work, leases);
    await clock.pass({ ms: 1 });
    leases.away = true;
    await clock.pass({ ms: ttlMs });
    leases.away = false;
    await clock.pass({ hours: 1 });
    expect([work.running, work.fences]).toEqual([1, [1n]]);
    work.ending = null;
    end.open();
    await clock.pass({ ms: ttlMs });
    expect([work.running, work.most, work.fences]).toEqual([1, 1, [1n, 2n]]);
    await leased.stop();
  });

  it('says why it failed, lets the lease go, and begins again', async () => {
    const work = new Work();
    work.failing = new Error('no disk');
    const leased = run(work);
    await clock.pass({ ms: 1 });
    expect([leased.fault, leased.holding]).toEqual(['no disk', false]);
    expect(await shared.acquire('views', 'other', 1)).not.toBeNull();
    work.failing = null;
    await clock.pass({ ms: ttlMs });
    expect([leased.fault, work.running]).toEqual([null, 1]);
    await leased.stop();
  });

  it.each([-hour, hour])('is not disturbed when its machine’s clock jumps by %s ms', async (by) => {
    // The server's clock is another one: it goes on.
    const [own, work, other] = [new FakeClock(), new Work(), new Work()];
    const leased = run(work, shared, own);
    const second = run(other);
    await own.pass({ ms: 1 });
    own.jump(by);
    for (let passed = 0; passed < 5 * ttlMs; passed += 500) {
      await own.pass({ ms: 500 });
      await clock.pass({ ms: 500 });
    }
    expect([work.fences, other.fences]).toEqual([[1n], []]);
    await leased.stop();
    await second.stop();
  });

  it('writes nothing when it was frozen, and wakes up after another has begun', async () => {
    const letters: Collection = { name: 'letters', indexes: [] };
    const documents = SqliteDocumentStore.inMemory();
    await documents.declare(letters);
    const write = (id: string, position: bigint, fence: bigint) =>
      documents.write(letters, [{ id, document: { id }, position }], {
        reader: 'letters',
        position,
        ...(fence !== null && { fence }),
      });
    // Each machine has a clock of its own, and the frozen one's stands still.
    const [frozen, work, other] = [new FakeClock(), new Work(), new Work()];
    const first = run(work, shared, frozen);
    await frozen.pass({ ms: 1 });
    await write('a', 1n, work.fences[0]!);
    const second = run(other);
    await clock.pass({ ms: 2 * ttlMs });
    expect([work.running, other.running]).toEqual([1, 1]);
    await write('b', 2n, other.fences[0]!);
    await expect(write('a', 3n, work.fences[0]!)).rejects.toThrow(Fenced);
    expect((await documents.query(letters, { limit: 9 })).documents).toEqual([{ id: 'a' }, { id: 'b' }]);
    // Its first renewal tells it.
    await frozen.pass({ ms: ttlMs / 3 });
    expect(work.running).toBe(0);
    await first.stop();
    await second.stop();
    await documents.close();
  });
});
