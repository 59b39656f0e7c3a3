import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { beginning } from '../../src/kernel/domain/position.js';
import { isLostConnection } from '../../src/adapters/eventstoredb/connection.js';
import { EventstoredbEventStore } from '../../src/adapters/eventstoredb/event-store.js';
import {
  StoreUnavailable,
  type Consumer,
  type EventFilter,
  type EventStore,
} from '../../src/kernel/ports/event-store.js';
import { event, some, until } from '../contract/event-store.contract.js';
import { EventStoreDouble } from '../support/eventstoredb-double/double.js';
import { FakeClock } from '../support/fake-clock.js';

// Defects of the server and its client 6.2.1, measured on a real server; the numbers are those of the facts in
// docs/decisions/0011-the-eventstoredb-client-and-its-defects.md.
let double: EventStoreDouble;
let clock: FakeClock;
let store: EventstoredbEventStore;
const opened: EventStore[] = [];
const doubles: EventStoreDouble[] = [];
beforeEach(async () => {
  double = await another();
  clock = new FakeClock();
  store = open();
});
afterEach(async () => {
  await Promise.all(doubles.map((one) => one.comeBack()));
  for (const one of doubles) one.thaw();
  await Promise.all(opened.splice(0).map((one) => one.close()));
  await Promise.all(doubles.splice(0).map((one) => one.stop()));
});

async function another(): Promise<EventStoreDouble> {
  const one = await EventStoreDouble.start();
  doubles.push(one);
  return one;
}

function open(connectionString = double.connectionString, callMs = 5_000): EventstoredbEventStore {
  const one = EventstoredbEventStore.connect(connectionString, clock, { callMs, silenceMs: 2_000 });
  opened.push(one);
  return one;
}

const calls = (method: string) => double.calls.get(`/event_store.client.streams.Streams/${method}`) ?? 0;
const unavailable = (promise: Promise<unknown>) => expect(promise).rejects.toThrow(StoreUnavailable);
const idsIn = (stream: string) => double.log.events(stream).map(({ id }) => id);

async function took(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Follows the log until the test ends, and keeps the ids that it saw. */
function follow(filter: EventFilter = {}, after = beginning, from: EventStore = store) {
  const seen: string[] = [];
  const stop = new AbortController();
  let reached = after;
  const following = (async () => {
    for await (const { events, position } of from.subscribe(after, filter, stop.signal)) {
      expect(position > reached).toBe(true);
      seen.push(...events.map(({ id }) => id));
      reached = position;
    }
  })();
  return { seen, stop: () => (stop.abort(), following), reached: () => reached };
}

/** Appends one event to its own stream, and repeats the append with the same ids until it succeeds. */
async function write(stream: string, events = some(1)): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    try {
      await store.append(stream, 'no-stream', events);
      return events[0]!.id;
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || tries > 100) throw error;
      await new Promise(setImmediate);
    }
  }
}

describe('Appending', () => {
  it('continues when another store of the process fails or is closed (2)', async () => {
    const dying = await another();
    const [other, closing] = [open(dying.connectionString), open()];
    await other.append('order-1', 'no-stream', some(1));
    const lost = Array.from({ length: 40 }, (_, n) => other.append(`lost-${n}`, 'no-stream', some(1)));
    const healthy = Array.from({ length: 40 }, (_, n) => store.append(`order-${n}`, 'no-stream', some(1)));
    const last = closing.append('last-1', 'no-stream', some(1));
    const settled = Promise.allSettled(lost);
    await dying.kill();
    await closing.close();
    await Promise.all([...healthy, last]);
    await settled;
    for (let n = 0; n < 20; n += 1) await store.append(`later-${n}`, 'no-stream', some(1));
    expect(calls('BatchAppend')).toBe(0);
  });

  it.each([
    ['an id that is no UUID', () => ({ ...event(), id: 'order-1' })],
    ['an empty type', () => event('')],
    ['a type of the server', () => event('$metadata')],
    ['more than a mebibyte', () => event('Large', 'x'.repeat(1_048_576))],
  ])('refuses %s without affecting other appends (3, 9)', async (_, bad) => {
    await expect(store.append('order-1', 'no-stream', [event(), bad()])).rejects.not.toThrow(StoreUnavailable);
    expect(calls('Append')).toBe(0);
    await store.append('order-1', 'no-stream', some(1));
  });

  it('has its own timeout on a frozen server, and writes once (4)', async () => {
    store = open(double.connectionString, 500);
    await store.append('order-1', 'no-stream', some(1));
    double.freeze();
    const events = some(2);
    const inDoubt = () =>
      expect(store.append('order-2', 'no-stream', events)).rejects.toMatchObject({ name: 'MayBeRecorded' });
    expect(await took(inDoubt)).toBeLessThan(20_000);
    double.thaw();
    await write('order-2', events);
    expect(idsIn('order-2')).toEqual(events.map(({ id }) => id));
  });

  it('has certainly written nothing while no server is there', async () => {
    await double.kill();
    await expect(store.append('order-1', 'no-stream', some(1))).rejects.toMatchObject({ name: 'StoreUnavailable' });
  });

  it.each([
    ['written, and no answer came', 'write-then-break', 1],
    ['lost', 'break-before-write', 0],
  ] as const)('is in doubt when it was %s, after every repetition', async (_, fault, written) => {
    await store.append('order-0', 'no-stream', some(1));
    double.faultyAppends(fault, fault, fault, fault);
    const events = some(1);
    await expect(store.append('order-1', 'no-stream', events)).rejects.toMatchObject({ name: 'MayBeRecorded' });
    expect(idsIn('order-1')).toHaveLength(written);
    await write('order-1', events);
    expect(idsIn('order-1')).toEqual([events[0]!.id]);
  });

  it.each([
    ['written before the connection broke', ['write-then-break']],
    ['lost with the connection', ['break-before-write']],
    ['written once, lost once', ['write-then-break', 'break-before-write']],
  ] as const)('is repeated unchanged when it was %s (5)', async (_, faults) => {
    await store.append('order-1', 'no-stream', some(1));
    double.faultyAppends(...faults);
    const events = some(3);
    expect(await store.append('order-1', 0, events)).toMatchObject({ revision: 3 });
    expect(idsIn('order-1').slice(1)).toEqual(events.map(({ id }) => id));
  });

  it('gives up after a bounded number of tries, and a later repetition still writes once (5)', async () => {
    double.faultyAppends('write-then-break', ...Array.from({ length: 3 }, () => 'break-before-write' as const));
    const events = some(2);
    await unavailable(store.append('order-1', 'no-stream', events));
    expect(await store.append('order-1', 'no-stream', events)).toMatchObject({ revision: 1 });
    expect(idsIn('order-1')).toHaveLength(2);
  });

  it('is unavailable, not refused, when the disk is full', async () => {
    double.diskIsFull(true);
    await unavailable(store.append('order-1', 'no-stream', some(1)));
    double.diskIsFull(false);
    expect(await store.append('order-1', 'no-stream', some(1))).toMatchObject({ revision: 0 });
  });

  it('finds the new leader', async () => {
    const leader = await another();
    await store.append('order-1', 'no-stream', some(1));
    double.leaderIs({ host: '127.0.0.1', port: leader.port });
    expect(await store.append('order-2', 'no-stream', some(1))).toMatchObject({ revision: 0 });
    expect(leader.log.events('order-2')).toHaveLength(1);
    expect(double.log.events('order-2')).toHaveLength(0);
  });
});

describe('A connection that is lost during large appends', () => {
  const child = fileURLToPath(new URL('./lost-connection.child.ts', import.meta.url));
  const hooks = new URL('./neighbours.mjs', import.meta.url).href;

  async function appendMuchBy(by: string): Promise<{ code: number | null; said: string[] }> {
    const options = ['--no-warnings', '--experimental-transform-types', '--import', hooks];
    const running = spawn(process.execPath, [...options, child, double.connectionString, by], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const said: string[] = [];
    const ended = once(running, 'exit');
    for await (const line of createInterface(running.stdout)) {
      said.push(line);
      if (line !== 'under way') continue;
      await until(() => [...double.calls.keys()].some((method) => /Append$/.test(method)));
      await double.kill();
    }
    return { code: ((await ended) as [number | null])[0], said };
  }

  it('does not end the process (8)', async () => {
    const { code, said } = await appendMuchBy('adapter');
    expect(said).toEqual(['under way', expect.stringMatching(/^alive, \d+ refused$/)]);
    expect(code).toBe(0);
  });

  it('would end it without our handling: a process with the client alone ends (8)', async () => {
    const { code, said } = await appendMuchBy('client');
    expect(said).toEqual(['under way']);
    expect(code).not.toBe(0);
  });

  it('is distinguished from every other fault (8)', () => {
    const metadata = { getMap: () => ({}) };
    const lost = Object.assign(new Error('14 UNAVAILABLE'), { code: 14, details: 'Connection dropped', metadata });
    expect(isLostConnection(lost)).toBe(true);
    expect(isLostConnection(Object.assign(new Error('13 INTERNAL'), { ...lost, code: 13 }))).toBe(false);
    expect(isLostConnection(Object.assign(new Error('ours'), { code: 14 }))).toBe(false);
    expect(isLostConnection(new TypeError('undefined is not iterable'))).toBe(false);
    expect(isLostConnection(undefined)).toBe(false);
  });
});

describe('An unavailable server', () => {
  const everyQuestion = (asked: EventStore): [string, () => Promise<unknown>][] => [
    ['append', () => asked.append('order-1', 'no-stream', some(1))],
    ['readStream', () => asked.readStream('order-1')],
    ['readAll', () => asked.readAll(beginning, 10)],
    ['head', () => asked.head()],
    ['parked', () => asked.parked()],
    ['replayParked', () => asked.replayParked('submit')],
  ];

  it('is reported at once as StoreUnavailable, and works again without a new connection (18, 20, 21)', async () => {
    await store.append('order-0', 'no-stream', some(1));
    await double.kill();
    for (let round = 0; round < 2; round += 1) {
      for (const [, ask] of everyQuestion(store)) expect(await took(() => unavailable(ask()))).toBeLessThan(10_000);
    }
    await double.comeBack();
    expect(await took(() => write('order-1'))).toBeLessThan(20_000);
    expect(await store.readStream('order-1')).toHaveLength(1);
  });

  it('is unavailable when discovery fails (18)', async () => {
    const undiscoverable = `${double.connectionString.replace('esdb:', 'esdb+discover:')}&maxDiscoverAttempts=2&discoveryInterval=10`;
    const asked = open(undiscoverable);
    await double.kill();
    for (const [, ask] of everyQuestion(asked)) await unavailable(ask());
    await double.comeBack();
    expect(await asked.append('order-1', 'no-stream', some(1))).toMatchObject({ revision: 0 });
  });

  it('is unavailable for every call when it is frozen (27)', async () => {
    store = open(double.connectionString, 500);
    await store.append('order-1', 'no-stream', some(1));
    double.freeze();
    const asked = everyQuestion(store).map(([, ask]) => unavailable(ask()));
    expect(await took(() => Promise.all(asked))).toBeLessThan(20_000);
  });
});

describe('Closing', () => {
  it.each<[string, () => Promise<void> | void]>([
    ['answers', () => undefined],
    ['is away', () => double.kill()],
    ['is frozen', () => double.freeze()],
  ])('ends followers and groups within a bounded time when the server %s', async (_, breakIt) => {
    store = open(double.connectionString, 500);
    const id = await write('order-1');
    const [follower, given] = [follow(), [] as string[]];
    const handle = async (one: { id: string }) => void given.push(one.id);
    store.consume({ group: 'submit', filter: {}, concurrency: 1, handle, onFailure: () => 'park' });
    await until(() => follower.seen.includes(id) && given.includes(id));
    await breakIt();
    expect(await took(() => Promise.all([store.close(), store.close()]))).toBeLessThan(30_000);
    await follower.stop();
    await unavailable(store.append('order-2', 'no-stream', some(1)));
    await unavailable(store.head());
  });

  it('ends a follower that has only just begun', async () => {
    await write('order-1');
    const follower = follow();
    await new Promise(setImmediate);
    expect(await took(() => store.close())).toBeLessThan(20_000);
    await follower.stop();
  });

  it('waits for earlier calls', async () => {
    const asked = Array.from({ length: 100 }, (_, n) => store.append(`order-${n}`, 'no-stream', some(1)));
    await Promise.all([...asked, store.close()]);
    expect(double.log.all.filter(({ stream }) => stream.startsWith('order-'))).toHaveLength(100);
  });
});

describe('Reading', () => {
  it('never requests zero events, which the server would never answer (24)', async () => {
    await store.append('order-1', 'no-stream', some(2));
    expect(await store.readAll(beginning, 0)).toEqual({ events: [], position: beginning });
    expect(await store.readStream('order-1', { limit: 0 })).toEqual([]);
  });

  it('continues from a position between two events, where a read is refused (19, 28)', async () => {
    const first = await store.append('order-1', 'no-stream', some(1));
    const id = await write('order-2');
    await write('noise-1');
    const filter = { categories: ['order'] };
    const { events, position } = await store.readAll(first.position + 1n, 10, filter);
    expect(events.map((one) => one.id)).toEqual([id]);
    const head = await store.head();
    expect(position <= head).toBe(true);
    expect(await store.readAll(head + 1n, 10, filter)).toEqual({ events: [], position: head + 1n });
  });

  it('names a stream that was deleted by hand', async () => {
    await write('order-1');
    double.log.tombstone('order-1', 'any');
    await expect(store.append('order-1', 0, some(1))).rejects.toThrow('EventStoreDB refuses order-1: stream-deleted');
    await expect(store.readStream('order-1')).rejects.toThrow('EventStoreDB refuses order-1: stream-deleted');
  });

  it('serves every call beside more followers than a connection has streams (32)', async () => {
    const written = await Promise.all(Array.from({ length: 30 }, (_, n) => write(`order-${n}`)));
    const followers = Array.from({ length: 150 }, (_, n) => follow(n % 2 ? { categories: ['order'] } : {}));
    await until(() => followers.every(({ seen }) => seen.length === written.length));
    const more = await Promise.all(Array.from({ length: 150 }, (_, n) => write(`order-more-${n}`)));
    const reads = await Promise.all(Array.from({ length: 150 }, (_, n) => store.readStream(`order-more-${n}`)));
    expect(reads.flat()).toHaveLength(150);
    await until(() => followers.every(({ seen }) => seen.length === written.length + more.length));
    for (const { seen } of followers) expect(new Set(seen).size).toBe(seen.length);
    await Promise.all(followers.map(({ stop }) => stop()));
  });

  it('keeps its subscriptions on a separate connection (53)', async () => {
    await write('order-1');
    const follower = follow();
    await until(() => follower.seen.length === 1);
    expect(double.connections).toBe(2);
    await follower.stop();
  });

  it('skips the server’s own events, and finds our last event before them', async () => {
    const id = await write('order-1');
    const head = await store.head();
    for (let n = 0; n < 40; n += 1) double.log.setMetadata('order-1', { n });
    expect(await store.head()).toBe(head);
    expect((await store.readAll(beginning, 1_000)).events.map((one) => one.id)).toEqual([id]);
    const next = await write('order-2');
    const follower = follow();
    await until(() => follower.seen.length === 2);
    expect(follower.seen).toEqual([id, next]);
    await follower.stop();
  });
});

describe('A follower misses nothing and sees nothing twice', () => {
  const breaks: [string, () => Promise<void>][] = [
    ['the server is killed and comes back (20, 33)', async () => (await double.kill(), await double.comeBack())],
    [
      'the server is stopped cleanly and comes back (20, 33)',
      async () => (await double.stopPolitely({ graceMs: 50 }), await double.comeBack()),
    ],
    ['the connection breaks (33)', async () => double.breakConnections()],
    ['it is found too slow (35)', async () => double.findConsumersTooSlow()],
  ];

  it.each(breaks)('when %s', async (_, breakIt) => {
    const written = await Promise.all(Array.from({ length: 20 }, (_, n) => write(`order-${n}`)));
    const followers = [follow(), follow({ categories: ['order'] }), follow({ types: ['Happened'] })];
    await until(() => followers.every(({ seen }) => seen.length === written.length));
    for (let round = 0; round < 3; round += 1) {
      const during = Array.from({ length: 10 }, (_, n) => write(`order-${round}-${n}`));
      await breakIt();
      written.push(...(await Promise.all(during)));
      written.push(await write(`order-after-${round}`));
    }
    await until(() => followers.every(({ seen }) => seen.length >= written.length));
    const inOrder = double.log.all.filter(({ stream }) => stream.startsWith('order-')).map(({ id }) => id);
    for (const { seen } of followers) expect(seen).toEqual(inOrder);
    await Promise.all(followers.map(({ stop }) => stop()));
  });

  it('when the server drops it as too slow in a long history with few matches (35, 37)', async () => {
    for (let n = 0; n < 60; n += 1) await store.append(`noise-${n}`, 'no-stream', some(50));
    const wanted = [await write('order-1')];
    for (let n = 60; n < 120; n += 1) await store.append(`noise-${n}`, 'no-stream', some(50));
    wanted.push(await write('order-2'));
    const follower = follow({ categories: ['order'] });
    for (let n = 0; n < 5; n += 1) {
      await new Promise(setImmediate);
      double.findConsumersTooSlow();
    }
    const head = await store.head();
    await until(() => follower.reached() >= head);
    expect(follower.seen).toEqual(wanted);
    await follower.stop();
  });

  it('reports its progress over events that do not match (37)', async () => {
    for (let n = 0; n < 60; n += 1) await store.append(`noise-${n}`, 'no-stream', some(50));
    const reached: bigint[] = [];
    const head = await store.head();
    for await (const { position } of store.subscribe(beginning, { types: ['Never'] }, new AbortController().signal)) {
      reached.push(position);
      if (position >= head) break;
    }
    expect(reached.at(-1)).toBe(head);
  });
});

describe('A group', () => {
  const consumer = (parts: Partial<Consumer> & Pick<Consumer, 'handle'>): Consumer => ({
    group: 'submit',
    filter: { categories: ['order'] },
    concurrency: 4,
    onFailure: () => 'park',
    ...parts,
  });
  const group = (name: string) => [...double.groups].find(([key]) => key.startsWith(`$all::${name}@`))?.[1];
  const totalDelivered = () => group('submit')!.totalItems;

  it('does not handle events again that the server redelivers after a crash (39)', async () => {
    const given: string[] = [];
    const consumption = store.consume(consumer({ handle: async ({ id }) => void given.push(id) }));
    const written = await Promise.all(Array.from({ length: 30 }, (_, n) => write(`order-${n}`)));
    await until(() => given.length === 30);
    double.redeliver();
    await until(() => totalDelivered() >= 60);
    await double.kill();
    await double.comeBack({ fromCheckpoints: true });
    written.push(await write('order-last'));
    await until(() => given.includes(written.at(-1)!));
    expect([...given].sort()).toEqual([...written].sort());
    await consumption.stop();
  });

  describe('marks a delivery as the first', () => {
    /** A member that records its deliveries, and fails while the test wants it to. */
    function member(at: EventstoredbEventStore) {
      const handed: { readonly id: string; readonly first: boolean }[] = [];
      let fails = false;
      const consumption = at.consume(
        consumer({
          prefersFirst: true,
          handle: async ({ id }, { first }) => {
            handed.push({ id, first });
            if (fails) throw new Error('not yet');
          },
          onFailure: () => 60_000,
        }),
      );
      return {
        handed,
        consumption,
        failFrom: (now: boolean) => (fails = now),
        async append(stream: string) {
          const [one] = some(1);
          await at.append(stream, 'no-stream', [one!]);
          return one!.id;
        },
      };
    }
    const standing = (members: number) => until(() => group('submit')?.members.length === members);
    const of = (id: string) => (one: { readonly id: string }) => one.id === id;

    it('at the member that appended the event, whichever member the server chooses', async () => {
      const members = [store, open(), open()].map(member);
      await standing(3);
      const everything = () => members.flatMap(({ handed }) => handed);
      // An event older than a member's first append is not passed on.
      for (const [n, one] of members.entries()) await one.append(`order-begun-${n}`);
      await until(() => everything().length === 3);
      for (let n = 0; n < 12; n += 1) {
        const author = members[n % 3]!;
        const id = await author.append(`order-${n}`);
        await until(() => everything().some(of(id)));
        expect(author.handed.filter(of(id))).toEqual([{ id, first: true }]);
      }
      await Promise.all(members.map(({ consumption }) => consumption.stop()));
    });

    it('not at another member when the author has left with the event in progress (41)', async () => {
      const [author, other] = [member(store), member(open())];
      await standing(2);
      await other.append('order-begun');
      author.failFrom(true);
      const id = await author.append('order-1');
      await until(() => author.handed.some(of(id)) || other.handed.some(of(id)));
      await author.consumption.stop();
      await until(() => other.handed.some(of(id)));
      expect(other.handed.filter(of(id))).toEqual([{ id, first: false }]);
      await other.consumption.stop();
    });

    it('once, also when the server forgets deliveries or delivers an event to two members at once (39, 52)', async () => {
      const [author, other] = [member(store), member(open())];
      await standing(2);
      const firsts = () => [...author.handed, ...other.handed].filter(({ first }) => first).map(({ id }) => id);
      const ids = [await other.append('order-begun')];
      for (let n = 0; n < 5; n += 1) ids.push(await author.append(`order-${n}`));
      await until(() => ids.every((id) => [...author.handed, ...other.handed].some(of(id))));
      const stored = double.log.all.filter(({ stream }) => stream.startsWith('order-'));
      for (const { deliver } of group('submit')!.members)
        for (const event of stored) deliver({ event, link: null, retryCount: 0 });
      double.redeliver();
      await double.kill();
      await double.comeBack({ fromCheckpoints: true });
      await standing(2);
      double.redeliver();
      const last = await author.append('order-last');
      await until(() => firsts().includes(last) || other.handed.some(of(last)));
      expect(new Set(firsts()).size).toBe(firsts().length);
      await Promise.all([author.consumption.stop(), other.consumption.stop()]);
    });
  });

  it('comes back after every way to lose the server, at least once for each event (20, 33)', async () => {
    const given = new Set<string>();
    const consumption = store.consume(consumer({ handle: async ({ id }) => void given.add(id) }));
    const written: string[] = [];
    for (const [n, breakIt] of [
      async () => (await double.kill(), await double.comeBack({ fromCheckpoints: true })),
      async () => (await double.stopPolitely({ graceMs: 30 }), await double.comeBack()),
      async () => double.findConsumersTooSlow(),
      async () => group('submit')?.restart(),
    ].entries()) {
      written.push(await write(`order-${n}-before`));
      await breakIt();
      written.push(await write(`order-${n}-after`));
      await until(() => written.every((id) => given.has(id)));
    }
    await consumption.stop();
  });

  it('keeps a failing event while it waits, so that the server never counts a retry (43)', async () => {
    let tries = 0;
    const consumption = store.consume(
      consumer({
        handle: async () => {
          tries += 1;
          throw new Error('not yet');
        },
        onFailure: (_, tried) => (tried < 30 ? 60_000 : 'park'),
      }),
    );
    await write('order-1');
    for (let n = 1; n < 30; n += 1) {
      await until(() => tries === n && clock.sleepers > 0);
      await clock.pass({ ms: 60_000 });
    }
    let parked = await store.parked();
    for (; parked.length === 0; parked = await store.parked()) expect(tries).toBe(30);
    expect(totalDelivered()).toBe(1);
    expect(parked).toMatchObject([{ group: 'submit', stream: 'order-1', reason: 'Error: not yet' }]);
    expect(parked[0]!.parkedAt).toBe(clock.at);
    await consumption.stop();
  });

  it('is shared by two instances: each event goes to one of them', async () => {
    const other = open();
    const given: [string, string][] = [];
    const take = (by: string) => consumer({ handle: async ({ id }) => void given.push([by, id]) });
    const consumptions = [store.consume(take('one')), other.consume(take('other'))];
    await until(() => group('submit')?.members.length === 2);
    const written = await Promise.all(Array.from({ length: 40 }, (_, n) => write(`order-${n}`)));
    await until(() => given.length >= 40);
    expect(given.map(([, id]) => id).sort()).toEqual([...written].sort());
    expect(new Set(given.map(([by]) => by))).toEqual(new Set(['one', 'other']));
    await Promise.all(consumptions.map((consumption) => consumption.stop()));
  });

  it('loses no acknowledgement at a stop: nothing is redelivered (46)', async () => {
    const given: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      const consumption = store.consume(consumer({ handle: async ({ id }) => void given.push(id) }));
      const written = await Promise.all(Array.from({ length: 10 }, (_, n) => write(`order-${round}-${n}`)));
      await until(() => written.every((id) => given.includes(id)));
      await consumption.stop();
    }
    expect(new Set(given).size).toBe(50);
    expect(given).toHaveLength(50);
  });

  it('is updated when its settings on the server are older', async () => {
    const first = store.consume(consumer({ handle: async () => undefined }));
    await until(() => group('submit')?.members.length === 1);
    await first.stop();
    const submit = group('submit')!;
    await until(() => submit.members.length === 0);
    submit.settings = { ...submit.settings, messageTimeoutMs: 500 };
    const next = store.consume(consumer({ handle: async () => undefined }));
    await until(() => submit.members.length === 1);
    expect(submit.settings.messageTimeoutMs).toBe(300_000);
    await next.stop();
  });
});

it('requires a user for a secured server, because credentials select the append path', () => {
  expect(() => EventstoredbEventStore.connect('esdb://db:2113', clock)).toThrow('needs a user');
  expect(() => EventstoredbEventStore.connect('http://db:2113?tls=false', clock)).toThrow();
});
