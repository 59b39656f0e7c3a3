import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventLoopTurns, FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { instant, type Instant } from '../domain/clock.js';
import { DocumentStoreUnavailable, type Collection, type DocumentStore } from '../ports/document-store.js';
import { OutboxSender, type Carrier } from './outbox-sender.js';
import { Outbox, type Mark, type Recovery } from './outbox.js';
import { freshlyQueued, settled, sortable, withTry, type Queued } from './queued.js';

interface Letter extends Queued {
  readonly lane: string;
}

const letters: Collection<Letter> = {
  name: 'letters.v1',
  indexes: [['status', 'position'], ['lane', 'status', 'nextTryAt'], ['settledAt']],
};
const marks: Collection<Mark> = { name: 'letter-marks.v1', indexes: [] };
const recoveries: Collection<Recovery> = { name: 'letter-recoveries.v1', indexes: [['isDone']] };

describe('the sender of an outbox', () => {
  let clock: FakeClock;
  let log: SqliteEventStore;
  let documents: SqliteDocumentStore;
  let outbox: Outbox<Letter>;
  let sender: OutboxSender<Letter, { id: string }, Recovery>;
  let ids: number;
  let isFull: boolean;
  /** The calls in the order in which they began, and how many are open. */
  let calls: string[];
  let open: number;
  let mostOpen: number;
  let answer: (() => void)[];
  let answersAtOnce: boolean;
  let readsThatFail: number;
  let lanes: string[];
  /** Until when all that is due has to wait; null: it is sent. */
  let waitsUntil: Instant | null;
  /** How often documents were written, those that were written together once. */
  let writes: number;
  /** What a page of a recovery queues. */
  let queueAgain: () => Promise<void>;
  /** The lanes that were asked what is due, in order. */
  let asked: string[];

  const newId = () => `id-${(ids += 1)}`;

  beforeEach(async () => {
    clock = new FakeClock();
    log = SqliteEventStore.inMemory(clock);
    documents = SqliteDocumentStore.inMemory();
    [ids, isFull, calls, open, mostOpen, answer, answersAtOnce] = [0, false, [], 0, 0, [], true];
    [lanes, asked, readsThatFail, waitsUntil, writes] = [['a'], [], 0, null, 0];
    let writing = 0;
    queueAgain = async () => undefined;
    const store: DocumentStore = new Proxy(documents, {
      get(target, name) {
        if (name === 'get' && readsThatFail > 0) {
          readsThatFail -= 1;
          return () => Promise.reject(new DocumentStoreUnavailable('away'));
        }
        if (name === 'write' && isFull) return () => Promise.reject(new DocumentStoreUnavailable('disk full'));
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'write') return value.bind(target) as unknown;
        return async (...args: unknown[]) => {
          if (writing === 0) writes += 1;
          writing += 1;
          await (value.apply(target, args) as Promise<unknown>);
          writing -= 1;
        };
      },
    });
    outbox = new Outbox<Letter>(store, newId, { queued: letters, marks, recoveries }, 'lane');
    const due = outbox.due.bind(outbox);
    outbox.due = (lane, ...rest) => {
      asked.push(lane);
      return due(lane, ...rest);
    };
    await outbox.declare();
    const carrier: Carrier<Letter, { id: string }, Recovery> = {
      name: 'send-letters',
      queuePolicy: 'queue-letters',
      outbox,
      callsAtOnce: 4,
      keptMs: 86_400_000,
      lanes: async () => lanes.map((id) => ({ id })),
      choose: async (_, due) => waitsUntil ?? due,
      async send(_, { id }, startedAt) {
        calls.push(id);
        open += 1;
        mostOpen = Math.max(mostOpen, open);
        if (!answersAtOnce) await new Promise<void>((answered) => answer.push(answered));
        open -= 1;
        const made = { id: newId(), at: clock.at };
        return { made, after: (each) => settled(withTry(each, made), 'delivered', startedAt) };
      },
      told: [],
      queueAgain: () => queueAgain(),
      lostSince: (recovery) => recovery,
      close: async () => undefined,
    };
    sender = new OutboxSender({ store: log, clock, newId }, carrier);
  });
  afterEach(async () => {
    isFull = false;
    await sender.stop();
    await documents.close();
    await log.close();
  });

  const queue = (count: number, resources = count) =>
    outbox.add(
      letters,
      Array.from({ length: count }, (_, number) => ({
        ...freshlyQueued(1n, clock.now(), newId()),
        id: `letter-${String(number).padStart(3, '0')}`,
        lane: 'a',
        resourceId: `resource-${number % resources}`,
      })),
    );
  const rest = () => eventLoopTurns(400);
  const withStatus = (status: string) => documents.count(letters, { status });

  it('holds few connections, and takes the next as soon as one has answered', async () => {
    answersAtOnce = false;
    await queue(10);
    await sender.start();
    await rest();
    expect([calls.length, open]).toEqual([4, 4]);
    answer.shift()!();
    await rest();
    expect([calls.length, open, await withStatus('delivered')]).toEqual([5, 4, 1]);
    while (calls.length < 10 || answer.length > 0) {
      answer.shift()?.();
      await rest();
    }
    await rest();
    expect([mostOpen, await withStatus('delivered')]).toEqual([4, 10]);
  });

  it('calls each once, and no more than 32, while no outcome can be written; then writes them and goes on', async () => {
    await queue(50);
    await sender.start();
    isFull = true;
    await rest();
    expect(calls).toHaveLength(32);
    await clock.pass({ seconds: 30 });
    expect([calls.length, new Set(calls).size]).toEqual([32, 32]);
    isFull = false;
    await clock.pass({ seconds: 2 });
    await rest();
    expect([calls.length, new Set(calls).size, await withStatus('delivered')]).toEqual([50, 50, 50]);
  });

  it('sends nothing more of a resource before the outcome of its last call is written', async () => {
    await queue(6, 2);
    await sender.start();
    isFull = true;
    await rest();
    expect(calls).toEqual(['letter-000', 'letter-001']);
    isFull = false;
    await clock.pass({ seconds: 2 });
    await rest();
    for (const resource of [0, 1]) {
      const ofOne = calls.filter((id) => Number(id.slice(-3)) % 2 === resource);
      expect(ofOne).toEqual(ofOne.toSorted());
      expect(ofOne).toHaveLength(3);
    }
  });

  it('asks what is due only where that is not known, and at its time', async () => {
    lanes = ['a', 'b'];
    answersAtOnce = false;
    await queue(1);
    const later = { ...freshlyQueued(1n, clock.now() + 30_000, newId()), id: 'later', lane: 'b', resourceId: 'b' };
    await outbox.add(letters, [later]);
    await sender.start();
    await rest();
    expect([asked, calls]).toEqual([['a', 'b'], ['letter-000']]);
    answer.shift()!();
    await rest();
    // What is queued here is known, and so is that nothing else is due.
    const fresh = { ...freshlyQueued(1n, clock.now(), newId()), id: 'fresh', lane: 'a', resourceId: 'c' };
    await outbox.add(letters, [fresh]);
    sender.wake([fresh]);
    await rest();
    expect([asked.length, calls]).toEqual([2, ['letter-000', 'fresh']]);
    await clock.pass({ seconds: 29 });
    expect([asked.length, calls.length]).toEqual([2, 2]);
    await clock.pass({ seconds: 1 });
    await rest();
    expect([asked.slice(2), calls.slice(2)]).toEqual([['b'], ['later']]);
    sender.wake();
    await rest();
    expect(asked.slice(3)).toEqual(['a', 'b']);
    for (const answered of answer.splice(0)) answered();
    await rest();
    expect([open, await withStatus('delivered')]).toEqual([0, 3]);
  });

  it('forgets a lane that is gone, and reads what it has when it comes back', async () => {
    lanes = ['a', 'b'];
    await sender.start();
    await rest();
    for (const [there, asks] of [
      [['b'], []],
      [['a', 'b'], ['a']],
    ] as const) {
      lanes = [...there];
      asked = [];
      sender.wake([]);
      await rest();
      expect(asked).toEqual(asks);
    }
  });

  it('loses nothing of more than it keeps in mind, nor what is queued while it reads what is due', async () => {
    await sender.start();
    await rest();
    const fresh = Array.from({ length: 6_000 }, (_, number) => ({
      ...freshlyQueued(1n, clock.now(), newId()),
      id: `fresh-${number}`,
      lane: 'a',
      resourceId: `resource-${number}`,
    }));
    for (let from = 0; from < fresh.length; from += 1_000) {
      const some = fresh.slice(from, from + 1_000);
      await outbox.add(letters, some);
      sender.wake(from === 3_000 ? null : some);
    }
    for (let rests = 0; rests < 100 && calls.length < fresh.length; rests += 1) await rest();
    await rest();
    expect([calls.length, new Set(calls).size, await withStatus('delivered')]).toEqual([6_000, 6_000, 6_000]);
  });

  it('sends at once, and in its turn, what could not be read before its call', async () => {
    await sender.start();
    await rest();
    const fresh = [1, 2].map((number) => ({
      ...freshlyQueued(1n, clock.now(), newId()),
      id: `fresh-${number}`,
      lane: 'a',
      resourceId: 'a',
    }));
    await outbox.add(letters, fresh);
    readsThatFail = 1;
    sender.wake(fresh.slice(0, 1));
    await rest();
    expect([readsThatFail, calls[0]]).toEqual([0, 'fresh-1']);
    await rest();
    expect([calls, await withStatus('delivered')]).toEqual([['fresh-1', 'fresh-2'], 2]);
  });

  it('puts off together what has to wait, so that another lane does not wait for it', async () => {
    await queue(150);
    [lanes, waitsUntil] = [['a', 'b'], instant(clock.now() + 60_000)];
    writes = 0;
    await sender.start();
    await rest();
    const { documents: waiting } = await outbox.where({ limit: 200 });
    expect([...new Set(waiting.map(({ nextTryAt }) => nextTryAt))]).toEqual([waitsUntil]);
    expect([calls, writes]).toEqual([[], 3]);
    waitsUntil = null;
    await clock.pass({ seconds: 60 });
    await rest();
    expect([calls.length, await withStatus('delivered')]).toEqual([150, 150]);
  });

  it('sends what is due between the pages of recoveries', async () => {
    lanes = ['a', 'b'];
    let pages = 0;
    queueAgain = async () => {
      // A page takes its time: long enough for what the one before it has queued.
      for (let turns = 0; turns < 100 && pages > 0 && !calls.includes(`fresh-${pages}`); turns += 1)
        await eventLoopTurns(20);
      calls.push(`page ${(pages += 1)}`);
      const fresh = {
        ...freshlyQueued(1n, clock.now(), newId()),
        id: `fresh-${pages}`,
        lane: 'b',
        resourceId: `of ${pages}`,
      };
      await outbox.add(letters, [fresh]);
    };
    const given = ['1', '2', '3'].map((id) => ({ id, after: sortable(0n), until: sortable(0n), isDone: false }));
    await outbox.add(recoveries, given);
    await sender.start();
    await rest();
    await rest();
    expect(calls).toEqual(['page 1', 'fresh-1', 'page 2', 'fresh-2', 'page 3', 'fresh-3']);
  });

  it('begins what is queued for a later time when that has come', async () => {
    await sender.start();
    await rest();
    const later = { ...freshlyQueued(1n, clock.now() + 5_000, newId()), id: 'later', lane: 'a', resourceId: 'a' };
    await outbox.add(letters, [later]);
    sender.wake([later]);
    await clock.pass({ ms: 4_999 });
    expect(calls).toEqual([]);
    await clock.pass({ ms: 1 });
    await rest();
    expect(calls).toEqual(['later']);
  });
});
