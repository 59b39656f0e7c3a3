import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { z } from 'zod';
import { FakeClock, eventLoopTurns } from '../../../test/support/fake-clock.js';
import { MemoryLeases } from '../../../test/support/memory-leases.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { defineEvent, type EventOf } from '../domain/events.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import type { Fence, Leases } from '../ports/leases.js';
import { Followers, type LeasedProcess } from './followers.js';
import { NotYet } from './policy.js';
import type { View } from './view.js';

const Counted = defineEvent('Counted', z.object({ what: z.string() }));
type Tally = { readonly id: string; readonly count: number };
const tallies: View<Tally, EventOf<typeof Counted>> = {
  collection: { name: 'tallies.v1', indexes: [] },
  events: [Counted],
  idOf: ({ data }) => data.what,
  on: { Counted: (tally, { data }) => ({ id: data.what, count: (tally?.count ?? 0) + 1 }) },
};

/** Work that tells when it is done, and by whose leave. */
class Work implements LeasedProcess {
  readonly name = 'work';
  readonly turns: Fence[] = [];
  runs = false;
  failing: Error | null = null;

  async start(fence: Fence): Promise<void> {
    if (this.failing !== null) throw this.failing;
    this.turns.push(fence);
    this.runs = true;
  }

  async stop(): Promise<void> {
    this.runs = false;
  }
}

let clock: FakeClock;
let log: SqliteEventStore;
let documents: SqliteDocumentStore;
let started: Followers[];
let ids: number;

const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
const count = (what: string) =>
  log.append(`count-${ids}`, 'no-stream', [
    { id: newId(), type: 'Counted', data: { what }, metadata: { ...anyOrigin, at: clock.at, schemaVersion: 1 } },
  ]);
const counted = async (what: string) => (await documents.get(tallies.collection, [what])).get(what)?.document.count;

const here = (followers: Followers) => followers.turns.flatMap((turn) => (turn.here ? [turn.name] : []));

async function anInstance(leases: Leases | null, work = new Work()) {
  const followers = new Followers({ store: log, clock, newId }, documents, pino({ level: 'silent' }), leases);
  const view = followers.addView(tallies);
  followers.addLeasedProcess(work);
  started.push(followers);
  await followers.start();
  await eventLoopTurns();
  return { followers, view, work };
}

beforeEach(() => {
  clock = new FakeClock();
  log = SqliteEventStore.inMemory(clock);
  documents = SqliteDocumentStore.inMemory();
  started = [];
  ids = 0;
});
afterEach(async () => {
  for (const followers of started) await followers.stop();
  await log.close();
  await documents.close();
});

describe('what takes turns', () => {
  it('runs at once where one process has the stores to itself', async () => {
    const { followers, work } = await anInstance(null);
    expect([here(followers), work.turns]).toEqual([['tallies.v1', 'work'], [null]]);
    await followers.stop();
    expect(work.runs).toBe(false);
  });

  it('runs at one of two instances, and at the other when the first has stopped', async () => {
    const leases = new MemoryLeases(clock);
    const [one, other] = [await anInstance(leases), await anInstance(leases)];
    await count('sheep');
    await clock.pass({ minutes: 5 });
    expect([here(one.followers), here(other.followers)]).toEqual([['tallies.v1', 'work'], []]);
    expect([one.work.turns.length, other.work.turns.length]).toEqual([1, 0]);
    await one.followers.stop();
    await count('sheep');
    await clock.pass({ seconds: 10 });
    await other.view.reached(2n);
    expect([one.work.runs, other.work.runs]).toEqual([false, true]);
    expect(other.work.turns[0]).toBeGreaterThan(one.work.turns[0]!);
    expect(await counted('sheep')).toBe(2);
  });

  it('runs elsewhere when the one that had it is dead, and the views lose nothing', async () => {
    const leases = new MemoryLeases(clock);
    await leases.acquire('tallies.v1', 'dead', 10_000);
    const { followers, view } = await anInstance(leases);
    await count('sheep');
    const waiting = view.reached(1n);
    expect(here(followers)).toEqual(['work']);
    await clock.pass({ seconds: 14 });
    await waiting;
    expect([here(followers), await counted('sheep')]).toEqual([['tallies.v1', 'work'], 1]);
  });

  it('says why it cannot begin, and begins when it can', async () => {
    const work = new Work();
    work.failing = new Error('documents are away');
    const { followers, view } = await anInstance(new MemoryLeases(clock), work);
    await clock.pass({ seconds: 1 });
    expect(followers.turns).toEqual([
      { name: 'tallies.v1', here: true, fault: null },
      { name: 'work', here: false, fault: 'documents are away' },
    ]);
    work.failing = null;
    await count('sheep');
    await clock.pass({ seconds: 10 });
    await view.reached(1n);
    expect([here(followers), work.runs]).toEqual([['tallies.v1', 'work'], true]);
    expect(followers.turns.map(({ fault }) => fault)).toEqual([null, null]);
  });
});

describe('a new version of a view', () => {
  it('is filled beside the old one, by an instance that does not wait for the old ones to go', async () => {
    const leases = new MemoryLeases(clock);
    await anInstance(leases);
    await count('sheep');
    const newer = new Followers({ store: log, clock, newId }, documents, pino({ level: 'silent' }), leases);
    const view = newer.addView<Tally, EventOf<typeof Counted>>({
      ...tallies,
      collection: { name: 'tallies.v2', indexes: [] },
    });
    started.push(newer);
    await newer.start();
    await view.reached(1n);
    await eventLoopTurns();
    expect(here(newer)).toEqual(['tallies.v2']);
    expect(await documents.count({ name: 'tallies.v2', indexes: [] })).toBe(1);
  });
});

describe('how far behind', () => {
  const lagOf = async ({ followers }: { followers: Followers }) =>
    (await followers.lags()).map(({ name, behindMs }) => [name, Math.round(behindMs)]);

  it('is the age of the oldest event that was not read', async () => {
    const leases = new MemoryLeases(clock);
    await leases.acquire('tallies.v1', 'dead', 60_000);
    const late = await anInstance(leases);
    expect(await lagOf(late)).toEqual([['tallies.v1', 0]]);
    await count('sheep');
    await clock.pass({ seconds: 3 });
    await count('goats');
    await clock.pass({ seconds: 4 });
    expect(await lagOf(late)).toEqual([['tallies.v1', 7_000]]);
  });

  it('is never nothing while there is something to read, whatever the clock says', async () => {
    const leases = new MemoryLeases(clock);
    await leases.acquire('tallies.v1', 'dead', 60_000);
    const late = await anInstance(leases);
    await count('sheep');
    clock.jump(-60_000);
    expect(await lagOf(late)).toEqual([['tallies.v1', 1]]);
  });

  it('of a policy is the age of the oldest event that it has in hand, without those that it tries again later', async () => {
    let finish: () => void = () => undefined;
    const inHand = new Promise<void>((resolve) => (finish = resolve));
    const followers = new Followers({ store: log, clock, newId }, documents, pino({ level: 'silent' }), null);
    followers.addPolicy<EventOf<typeof Counted>>({
      name: 'count-again',
      events: [Counted],
      concurrency: 3,
      when: {
        Counted: ({ data }) => (data.what === 'sheep' ? Promise.reject(new NotYet('no answer')) : inHand),
      },
    });
    started.push(followers);
    await followers.start();
    await count('sheep');
    await clock.pass({ seconds: 4 });
    expect(await followers.lags()).toMatchObject([{ kind: 'policy', behindMs: 0, waiting: 1, fault: null }]);
    await count('goats');
    await count('goats');
    await clock.pass({ seconds: 3 });
    expect(await lagOf({ followers })).toEqual([['count-again', 3_000]]);
    finish();
    await eventLoopTurns();
    expect(await lagOf({ followers })).toEqual([['count-again', 0]]);
  });

  it('is seen from an instance where the views do not run', async () => {
    const leases = new MemoryLeases(clock);
    await anInstance(leases);
    const other = await anInstance(leases);
    await count('sheep');
    await eventLoopTurns();
    expect(await lagOf(other)).toEqual([['tallies.v1', 0]]);
    expect(other.followers.progress).toEqual([{ name: 'tallies.v1', kind: 'view', position: 1n, fault: null }]);
  });
});
