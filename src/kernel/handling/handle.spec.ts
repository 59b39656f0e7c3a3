import { beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { FakeClock, noon } from '../../../test/support/fake-clock.js';
import { nothing, type Decider, type Order } from '../domain/decider.js';
import { defineEvent, type EventOf, type Origin } from '../domain/events.js';
import { Refusal } from '../domain/refusal.js';
import type { EventStore, NewEvent } from '../ports/event-store.js';
import { Handler, together } from './handle.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';

const Opened = defineEvent('Opened', z.object({ limit: z.number() }));
const Added = defineEvent('Added', z.object({ amount: z.number() }));
const Closed = defineEvent('Closed', z.object({}));
type TillEvent = EventOf<typeof Opened> | EventOf<typeof Added> | EventOf<typeof Closed>;

type Till =
  { readonly is: 'absent' } | { readonly is: 'open' | 'closed'; readonly limit: number; readonly total: number };
interface TillCommands {
  Open: Order & { limit: number };
  Add: Order & { amounts: number[] };
  Close: Order;
}

/** A till with a limit: opening and closing it twice changes nothing, and what would exceed the limit is refused. */
const till: Decider<Till, TillCommands, TillEvent> = {
  category: 'till',
  events: [Opened, Added, Closed],
  initial: { is: 'absent' },
  decide: {
    Open: (state, { limit }) => (state.is === 'absent' ? [Opened({ limit })] : nothing),
    Add(state, { amounts }) {
      if (state.is !== 'open') throw new Refusal('conflict', 'TILL_NOT_OPEN');
      const sum = amounts.reduce((a, b) => a + b, 0);
      if (state.total + sum > state.limit) throw new Refusal('conflict', 'OVER_LIMIT', { limit: state.limit });
      return amounts.map((amount) => Added({ amount }));
    },
    Close(state) {
      if (state.is === 'absent') throw new Error('A till that never was cannot be closed');
      return state.is === 'open' ? [Closed({})] : nothing;
    },
  },
  evolve: {
    Opened: (_, { data }) => ({ is: 'open', limit: data.limit, total: 0 }),
    Added: (state, { data }) => (state.is === 'absent' ? state : { ...state, total: state.total + data.amount }),
    Closed: (state) => (state.is === 'absent' ? state : { ...state, is: 'closed' }),
  },
};

const by: Origin = {
  actor: { kind: 'client', id: 'cli_1', name: 'Kiosk' },
  correlationId: 'req-1',
  causationId: null,
};
const order: Order = { at: noon, by };
const open = { ...order, limit: 100 };
const add = (...amounts: number[]) => ({ ...order, amounts });

let ids = 0;
const newId = () => `00000000-0000-4000-9000-${(ids += 1).toString(16).padStart(12, '0')}`;
const stored = (event: TillEvent): NewEvent => ({
  id: newId(),
  type: event.type,
  data: event.data,
  metadata: { ...by, at: noon, schemaVersion: 1 },
});

/** A store in between, where a test can do something just before or instead of what is asked. */
const between = (store: EventStore, changes: Partial<EventStore>): EventStore =>
  new Proxy(store, {
    get(target, name) {
      if (name in changes) return changes[name as keyof EventStore];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

describe('Handler', () => {
  const clock = new FakeClock();
  let store: SqliteEventStore;
  const handlerOver = (log: EventStore) => new Handler(till, { store: log, clock, newId });
  const typesIn = async (stream: string) => (await store.readStream(stream)).map(({ type }) => type);

  beforeEach(() => {
    store = SqliteEventStore.inMemory(clock);
  });

  it('decides, appends, and answers with the state, the events and their position', async () => {
    const handler = handlerOver(store);
    expect(await handler.handle('Open', '1', open)).toEqual({
      state: { is: 'open', limit: 100, total: 0 },
      events: [Opened({ limit: 100 })],
      position: 1n,
    });
    expect(await handler.handle('Add', '1', add(20, 30))).toEqual({
      state: { is: 'open', limit: 100, total: 50 },
      events: [Added({ amount: 20 }), Added({ amount: 30 })],
      position: 3n,
    });
    const [first, , last] = await store.readStream('till-1');
    expect(first!.metadata).toEqual({ ...by, at: noon, schemaVersion: 1 });
    expect(last).toMatchObject({ type: 'Added', data: { amount: 30 }, revision: 2 });
  });

  it('appends no event that its decider’s evolve refuses: it could never be read again', async () => {
    const Added = () => {
      throw new Error('A till may not be added to');
    };
    const broken: typeof till = { ...till, evolve: { ...till.evolve, Added } };
    const handler = new Handler(broken, { store, clock, newId });
    await handler.handle('Open', '1', open);
    await expect(handler.handle('Add', '1', add(20))).rejects.toThrow('A till may not be added to');
    expect(await typesIn('till-1')).toEqual(['Opened']);
  });

  it('loads what others have left', async () => {
    await handlerOver(store).handle('Open', '1', open);
    await handlerOver(store).handle('Add', '1', add(99));
    expect(await handlerOver(store).load('1')).toEqual({ state: { is: 'open', limit: 100, total: 99 }, revision: 1 });
    expect(await handlerOver(store).load('2')).toEqual({ state: { is: 'absent' }, revision: 'no-stream' });
    await expect(handlerOver(store).handle('Add', '1', add(2))).rejects.toThrow('OVER_LIMIT');
  });

  it('appends nothing when there is nothing to do', async () => {
    const handler = handlerOver(store);
    await handler.handle('Open', '1', open);
    expect(await handler.handle('Open', '1', { ...open, limit: 5 })).toEqual({
      state: { is: 'open', limit: 100, total: 0 },
      events: [],
      position: null,
    });
    expect(await typesIn('till-1')).toEqual(['Opened']);
  });

  it('leaves no trace of a refusal, and goes on as before', async () => {
    const handler = handlerOver(store);
    await expect(handler.handle('Add', '1', add(1))).rejects.toMatchObject({ code: 'TILL_NOT_OPEN' });
    expect(await store.head()).toBe(0n);
    await handler.handle('Open', '1', open);
    await expect(handler.handle('Add', '1', add(60, 60))).rejects.toMatchObject({
      name: 'Refusal',
      kind: 'conflict',
      code: 'OVER_LIMIT',
      detail: { limit: 100 },
    });
    expect(await typesIn('till-1')).toEqual(['Opened']);
    expect((await handler.handle('Add', '1', add(100))).state).toMatchObject({ total: 100 });
  });

  it('takes commands to one stream one after the other, without a lost race', async () => {
    let conflicts = 0;
    const handler = handlerOver(
      between(store, {
        append: (...args) =>
          store.append(...args).catch((error: unknown) => {
            conflicts += 1;
            throw error;
          }),
      }),
    );
    await handler.handle('Open', '1', open);
    const results = await Promise.allSettled(Array.from({ length: 60 }, () => handler.handle('Add', '1', add(2))));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(50);
    expect((await handler.load('1')).state).toMatchObject({ total: 100 });
    expect(conflicts).toBe(0);
  });

  it('does not let one stream wait for another', async () => {
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    const handler = handlerOver(
      between(store, {
        append: async (...args) => {
          if (args[0] === 'till-slow') await held;
          return store.append(...args);
        },
      }),
    );
    const slow = handler.handle('Open', 'slow', open);
    expect((await handler.handle('Open', 'quick', open)).position).toBe(1n);
    release();
    expect((await slow).position).toBe(2n);
  });

  it('goes on with a stream after a command to it has failed', async () => {
    const handler = handlerOver(store);
    const [refused, opened] = await Promise.allSettled([
      handler.handle('Add', '1', add(1)),
      handler.handle('Open', '1', open),
    ]);
    expect([refused.status, opened.status]).toEqual(['rejected', 'fulfilled']);
  });

  it('forgets what it remembers of a stream whose append failed, and asks the log what is true', async () => {
    let failing = true;
    const handler = handlerOver(
      between(store, {
        // Written, and then the answer is lost.
        append: async (...args) => {
          const appended = await store.append(...args);
          if (failing && args[1] !== 'no-stream') throw new Error('cable cut');
          return appended;
        },
      }),
    );
    await handler.handle('Open', '1', open);
    await expect(handler.handle('Close', '1', order)).rejects.toThrow('cable cut');
    failing = false;
    expect(await handler.handle('Close', '1', order)).toMatchObject({ events: [], position: null });
    expect((await handler.load('1')).state).toMatchObject({ is: 'closed' });
    expect(await typesIn('till-1')).toEqual(['Opened', 'Closed']);
  });

  it('keeps its state when an append failed that wrote nothing', async () => {
    let failing = false;
    const handler = handlerOver(
      between(store, { append: (...args) => (failing ? Promise.reject(new Error('no room')) : store.append(...args)) }),
    );
    await handler.handle('Open', '1', open);
    failing = true;
    await expect(handler.handle('Add', '1', add(70))).rejects.toThrow('no room');
    failing = false;
    expect((await handler.handle('Add', '1', add(70))).state).toMatchObject({ total: 70 });
  });

  it('never remembers a slow reading over a newer append', async () => {
    let release = () => undefined as void;
    const held = new Promise<void>((resolve) => (release = resolve));
    let slow = false;
    const handler = handlerOver(
      between(store, {
        readStream: async (...args) => {
          const events = await store.readStream(...args);
          if (slow) await held;
          return events;
        },
      }),
    );
    await handlerOver(store).handle('Open', '1', open);
    slow = true;
    const loading = handler.load('1');
    await Promise.resolve();
    slow = false;
    await handler.handle('Close', '1', order);
    release();
    await loading;
    expect(await handler.handle('Close', '1', order)).toMatchObject({ events: [], position: null });
    await expect(handler.handle('Add', '1', add(1))).rejects.toThrow('TILL_NOT_OPEN');
  });

  describe('beside others who write', () => {
    /** Before each append to the till, another writer is faster, as long as others are left. */
    const raced = (...others: TillEvent[][]) => {
      let appends = 0;
      const shared = between(store, {
        soleWriter: false,
        append: async (...args) => {
          appends += 1;
          const events = others.shift();
          if (events) {
            const [last] = await store.readStream(args[0], { direction: 'backwards', limit: 1 });
            await store.append(args[0], last?.revision ?? 'no-stream', events.map(stored));
          }
          return store.append(...args);
        },
      });
      return { handler: handlerOver(shared), appends: () => appends };
    };
    const somebodyAppends = async (...events: TillEvent[]) => {
      const [last] = await store.readStream('till-1', { direction: 'backwards', limit: 1 });
      await store.append('till-1', last?.revision ?? 'no-stream', events.map(stored));
    };

    it('decides a lost race again, on what the winner left', async () => {
      const { handler, appends } = raced([Added({ amount: 40 })]);
      await somebodyAppends(Opened({ limit: 100 }));
      expect(await handler.handle('Add', '1', add(60))).toMatchObject({ state: { total: 100 }, position: 3n });
      expect(appends()).toBe(2);
    });

    it('may come to another answer after a lost race: a refusal, or nothing to do', async () => {
      await somebodyAppends(Opened({ limit: 100 }));
      await expect(raced([Added({ amount: 90 })]).handler.handle('Add', '1', add(20))).rejects.toThrow('OVER_LIMIT');
      expect(await raced([Closed({})]).handler.handle('Close', '1', order)).toMatchObject({
        state: { is: 'closed', total: 90 },
        events: [],
        position: null,
      });
      expect(await typesIn('till-1')).toEqual(['Opened', 'Added', 'Closed']);
    });

    it('meets another who makes the same stream', async () => {
      const { handler, appends } = raced([Opened({ limit: 7 })]);
      expect(await handler.handle('Open', '1', open)).toMatchObject({
        state: { limit: 7 },
        events: [],
        position: null,
      });
      expect(appends()).toBe(1);
    });

    it('wins at the tenth try, and gives up after it', async () => {
      await somebodyAppends(Opened({ limit: 1_000 }));
      const ones = (count: number) => Array.from({ length: count }, () => [Added({ amount: 1 })]);
      const patient = raced(...ones(9));
      expect((await patient.handler.handle('Add', '1', add(100))).state).toMatchObject({ total: 109 });
      expect(patient.appends()).toBe(10);
      const unlucky = raced(...ones(10));
      await expect(unlucky.handler.handle('Add', '1', add(100))).rejects.toMatchObject({
        kind: 'conflict',
        code: 'TOO_MANY_RACES',
      });
      expect(unlucky.appends()).toBe(10);
      expect((await unlucky.handler.handle('Add', '1', add(100))).state).toMatchObject({ total: 219 });
    });

    it('never refuses on a state that it only remembers', async () => {
      const { handler } = raced();
      await handler.handle('Open', '1', open);
      await handler.handle('Close', '1', order);
      // Nothing reopens a till but a till of another make; what counts is that the log was asked.
      await somebodyAppends(Opened({ limit: 500 }));
      expect((await handler.handle('Add', '1', add(400))).state).toMatchObject({ is: 'open', total: 400 });
    });

    it('never says that there is nothing to do on a state that it only remembers', async () => {
      const { handler } = raced();
      await handler.handle('Open', '1', open);
      await handler.handle('Close', '1', order);
      await somebodyAppends(Opened({ limit: 500 }));
      expect(await handler.handle('Close', '1', order)).toMatchObject({ events: [Closed({})], position: 4n });
    });

    it('never fails on a state that it only remembers', async () => {
      const brittle: typeof till = {
        ...till,
        decide: {
          ...till.decide,
          Close(state) {
            if (state.is === 'closed') throw new Error('closed twice');
            return [Closed({})];
          },
        },
      };
      const handler = new Handler(brittle, { store: between(store, { soleWriter: false }), clock, newId });
      await handler.handle('Open', '1', open);
      await handler.handle('Close', '1', order);
      await somebodyAppends(Opened({ limit: 500 }));
      expect((await handler.handle('Close', '1', order)).position).toBe(4n);
      await expect(handler.handle('Close', '1', order)).rejects.toThrow('closed twice');
    });

    it('supposes that a stream it has never seen is new, and reads nothing when it is', async () => {
      let reads = 0;
      const readStream: EventStore['readStream'] = (...args) => {
        reads += 1;
        return store.readStream(...args);
      };
      const handler = handlerOver(between(store, { soleWriter: false, readStream }));
      await handler.handle('Open', '1', open);
      await handler.handle('Add', '1', add(1));
      expect(reads).toBe(0);
      expect((await handler.handle('Open', '1', open)).events).toEqual([]);
      expect(reads).toBe(1);
    });

    it('never refuses, nor says that there is nothing to do, because it supposes that', async () => {
      await somebodyAppends(Opened({ limit: 100 }));
      const { handler, appends } = raced();
      expect((await handler.handle('Add', '1', add(60))).state).toMatchObject({ total: 60 });
      expect(appends()).toBe(1);
      const another = raced();
      expect(await another.handler.handle('Open', '1', { ...open, limit: 7 })).toMatchObject({
        state: { limit: 100, total: 60 },
        events: [],
      });
      expect(another.appends()).toBe(1);
      expect(await typesIn('till-1')).toEqual(['Opened', 'Added']);
    });

    it('recalls what it has seen last, once what it has in hand is done', async () => {
      const { handler } = raced();
      await somebodyAppends(Opened({ limit: 100 }));
      expect(await handler.recall('1')).toBeNull();
      const adding = handler.handle('Add', '1', add(60));
      expect(await handler.recall('1')).toMatchObject({ total: 60 });
      await adding;
      await somebodyAppends(Added({ amount: 30 }));
      expect(await handler.recall('1')).toMatchObject({ total: 60 });
    });

    it('does not load what it only remembers', async () => {
      const { handler } = raced();
      await handler.handle('Open', '1', open);
      await somebodyAppends(Added({ amount: 30 }));
      expect(await handler.load('1')).toEqual({ state: { is: 'open', limit: 100, total: 30 }, revision: 1 });
    });

    it('never goes over a limit, however many instances add at once', async () => {
      const instances = Array.from({ length: 5 }, () => handlerOver(between(store, { soleWriter: false })));
      await instances[0]!.handle('Open', '1', open);
      const results = await Promise.allSettled(
        instances.flatMap((instance) => Array.from({ length: 12 }, () => instance.handle('Add', '1', add(2)))),
      );
      const taken = results.filter(({ status }) => status === 'fulfilled').length;
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Refusal);
      const { state } = await handlerOver(store).load('1');
      expect(state).toMatchObject({ total: 2 * taken });
      expect(taken).toBeLessThanOrEqual(50);
      expect(taken).toBeGreaterThan(0);
    });
  });

  it('does not read an event that it does not know', async () => {
    await store.append('till-1', 'no-stream', [{ ...stored(Opened({ limit: 1 })), type: 'Exploded' }]);
    await expect(handlerOver(store).load('1')).rejects.toThrow('Not an event that is known here: Exploded');
  });

  describe('together', () => {
    const opened = { state: { is: 'open', limit: 100, total: 0 }, events: [Opened({ limit: 100 })] };

    it('appends what several commands lead to, and answers as each of them would', async () => {
      const handler = handlerOver(store);
      const both = await together(store, [handler.joined('Open', '1', open), handler.joined('Open', '2', open)]);
      expect(both).toEqual([
        { ...opened, position: 1n },
        { ...opened, position: 2n },
      ]);
      expect((await handler.handle('Add', '2', add(70))).state).toMatchObject({ total: 70 });
    });

    it.each([
      ['refused', add(1)],
      ['without effect', order],
    ])('appends nothing when one of them is %s', async (what, command) => {
      const handler = handlerOver(store);
      await handler.handle('Open', '1', open);
      await handler.handle('Close', '1', order);
      const name = what === 'refused' ? ('Add' as const) : ('Close' as const);
      const joined = [handler.joined('Open', '2', open), handler.joined(name, '1', command as never)];
      expect(await together(store, joined)).toBeNull();
      expect(await typesIn('till-2')).toEqual([]);
    });

    it('appends nothing when another has moved one of the streams on, and supposes it no more', async () => {
      const handler = handlerOver(store);
      await handlerOver(store).handle('Open', '2', open);
      const joined = [handler.joined('Open', '1', open), handler.joined('Open', '2', { ...open, limit: 7 })];
      expect(await together(store, joined)).toBeNull();
      expect(await typesIn('till-1')).toEqual([]);
      expect((await handler.handle('Open', '2', { ...open, limit: 7 })).state).toMatchObject({ limit: 100 });
    });

    it('waits for its turn in each stream, and lets who asks for the state wait until it is done', async () => {
      const handler = handlerOver(store);
      const opening = handler.handle('Open', '1', open);
      const both = together(store, [handler.joined('Add', '1', add(5)), handler.joined('Open', '2', open)]);
      const after = handler.handle('Add', '1', add(6));
      expect((await handler.load('2')).state).toMatchObject({ is: 'open' });
      await Promise.all([opening, both, after]);
      expect((await handler.load('1')).state).toMatchObject({ total: 11 });
    });

    it('is nothing for a store that appends to one stream at a time', async () => {
      const handler = handlerOver(store);
      const single = between(store, { appendTogether: null });
      expect(await together(single, [handler.joined('Open', '1', open)])).toBeNull();
      expect(await store.head()).toBe(0n);
    });
  });
});
