import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { FakeClock, noon, eventLoopTurns } from '../../../test/support/fake-clock.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { defineEvent, type DomainEvent, type EventOf } from '../domain/events.js';
import { DocumentStoreUnavailable, type Document, type DocumentStore } from '../ports/document-store.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { StoreUnavailable, type EventStore } from '../ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { SkippedEvents } from './skipped-events.js';
import type { View } from './view.js';
import { ViewRunner } from './view-runner.js';

const Put = defineEvent('Put', z.object({ shelf: z.string(), what: z.string() }));
const Cleared = defineEvent('Cleared', z.object({ shelf: z.string() }));
type ShelfEvent = EventOf<typeof Put> | EventOf<typeof Cleared>;
interface Shelf extends Document {
  readonly things: readonly string[];
}

/** What lies on each shelf, in the order in which it was put there: an event that counts twice or not at all is seen. */
const shelves: View<Shelf, ShelfEvent> = {
  collection: { name: 'shelves.v1', indexes: [] },
  events: [Put, Cleared],
  idOf({ data }) {
    if (data.shelf === 'nameless') throw new Error('a shelf without a name');
    return data.shelf.includes('+') ? data.shelf.split('+') : data.shelf;
  },
  on: {
    Put(shelf, { data }, id) {
      if (data.what === 'bomb') throw new Error('it went off');
      const thing = data.what === 'too large' ? 'x'.repeat(8 * 2 ** 20) : data.what;
      return { id, things: [...(shelf?.things ?? []), thing] };
    },
    Cleared: () => null,
  },
};

const between = <T extends object>(whole: T, changes: Partial<T>): T =>
  new Proxy(whole, {
    get(target, name) {
      if (name in changes) return changes[name as keyof T];
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });

describe('a view', () => {
  let clock: FakeClock;
  let log: SqliteEventStore;
  let documents: SqliteDocumentStore;
  let skipped: SkippedEvents;
  let running: ViewRunner<Shelf, ShelfEvent>[];
  let ids: number;

  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const append = async (...events: DomainEvent[]) => {
    for (const { type, data } of events) {
      const id = newId();
      await log.append(`shelf-${ids}`, 'no-stream', [
        { id, type, data, metadata: { ...anyOrigin, at: noon, schemaVersion: 1 } },
      ]);
    }
  };
  const put = (shelf: string, ...things: string[]) => append(...things.map((what) => Put({ shelf, what })));
  const aRunner = (store: EventStore = log, over: DocumentStore = documents) => {
    const runner = new ViewRunner(shelves, store, over, new SkippedEvents(over), clock);
    running.push(runner);
    return runner;
  };
  const run = async (store: EventStore = log, over: DocumentStore = documents) => {
    const runner = aRunner(store, over);
    await runner.declare();
    await runner.start(null);
    return runner;
  };
  const caughtUp = async (runner: ViewRunner<Shelf, ShelfEvent>) => runner.reached(await log.head());
  const shown = async () => {
    const { documents: found } = await documents.query(shelves.collection, { limit: 1_000 });
    return Object.fromEntries(found.map(({ id, things }) => [id, things.join()]));
  };

  beforeEach(async () => {
    clock = new FakeClock();
    log = SqliteEventStore.inMemory(clock);
    documents = SqliteDocumentStore.inMemory();
    skipped = new SkippedEvents(documents);
    await skipped.declare();
    running = [];
    ids = 0;
  });
  afterEach(async () => {
    for (const runner of running) await runner.stop();
    await log.close();
    await documents.close();
  });

  it('shows what was there before it, and what comes', async () => {
    await put('a', '1', '2');
    const runner = await run();
    await put('b', '1');
    await put('a', '3');
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2,3', b: '1' });
    expect([runner.position, runner.fault, runner.name]).toEqual([4n, null, 'shelves.v1']);
  });

  it('has come as far as there is nothing for it, before the log tells it so', async () => {
    const quiet = SqliteEventStore.inMemory(clock, { tellLater: () => undefined });
    const store = between<EventStore>(log, {
      soleWriter: true,
      readAll: quiet.readAll.bind(quiet),
      subscribe: quiet.subscribe.bind(quiet),
      readStream: quiet.readStream.bind(quiet),
    });
    const runner = await run(store);
    const appendTo = (stream: string, { type, data }: DomainEvent) =>
      quiet.append(stream, 'no-stream', [
        { id: newId(), type, data, metadata: { ...anyOrigin, at: noon, schemaVersion: 1 } },
      ]);
    await appendTo('shelf-1', Put({ shelf: 'a', what: '1' }));
    await runner.reached(await quiet.head());
    await appendTo('other-1', { type: 'Other', data: {} } as never);
    await runner.reached(await quiet.head());
    expect([await shown(), runner.position]).toEqual([{ a: '1' }, 1n]);
    // What is for it is waited for.
    await appendTo('shelf-2', Put({ shelf: 'a', what: '2' }));
    await runner.reached(await quiet.head());
    expect([await shown(), runner.position]).toEqual([{ a: '1,2' }, 3n]);
    await runner.stop();
    await quiet.close();
  });

  it('removes a document, and begins it anew', async () => {
    const runner = await run();
    await put('a', '1');
    await append(Cleared({ shelf: 'a' }));
    await caughtUp(runner);
    expect(await shown()).toEqual({});
    await put('a', '2');
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '2' });
  });

  it('changes several documents by one event, each by itself, and each once', async () => {
    await put('a', '1');
    await put('a+b+a', '2');
    await caughtUp(await run());
    expect(await shown()).toEqual({ a: '1,2', b: '2' });
  });

  it('does not read again what somebody has looked at, and builds on nothing that was changed after the look', async () => {
    const looks: { answer: () => void }[] = [];
    let reads = 0;
    const slowToLookAt = between<DocumentStore>(documents, {
      async get(collection, ids) {
        reads += 1;
        const found = await documents.get(collection, ids);
        if (looks.length > 0) await new Promise<void>((answer) => (looks[0] = { answer }));
        return found;
      },
    });
    const runner = await run(log, slowToLookAt);
    await put('a+b', '1');
    await caughtUp(runner);
    expect([...(await runner.get(['a', 'c'])).keys()]).toEqual(['a']);
    await runner.stop();
    await runner.start(null);
    expect((await runner.get(['a'])).get('a')!.document.things).toEqual(['1']);
    const before = reads;
    await put('a', '2');
    await caughtUp(runner);
    expect(reads).toBe(before);

    await runner.stop();
    await runner.start(null);
    looks.push({ answer: () => undefined });
    const look = runner.get(['a']);
    await eventLoopTurns(1);
    const { answer } = looks.pop()!;
    // Of so many documents that one event changes, the view keeps none in memory.
    await put(['a', ...Array.from({ length: 30 }, (_, index) => `z${index}`)].join('+'), '3');
    await caughtUp(runner);
    answer();
    await look;
    await put('a', '4');
    await caughtUp(runner);
    expect((await shown())['a']).toBe('1,2,3,4');
  });

  it('goes on from its checkpoint after a restart, and counts nothing twice', async () => {
    await caughtUp(await put('a', '1').then(() => run()));
    await running[0]!.stop();
    await put('a', '2');
    await caughtUp(await run());
    expect(await shown()).toEqual({ a: '1,2' });
  });

  it('counts nothing twice when its checkpoint was lost, or every batch comes twice', async () => {
    await put('a', '1', '2');
    await append(Cleared({ shelf: 'a' }));
    await put('a', '3');
    await put('b', '1');
    await caughtUp(await run());
    await running[0]!.stop();
    const before = await shown();
    const twice = between<EventStore>(log, {
      async *subscribe(_, filter, signal) {
        yield* [await log.readAll(0n, 100, filter), await log.readAll(0n, 100, filter)];
        yield* log.subscribe(await log.head(), filter, signal);
      },
    });
    await caughtUp(await run(twice));
    await eventLoopTurns();
    expect(await shown()).toEqual(before);
  });

  it('rebuilt is what it was live', async () => {
    const runner = await run();
    for (let n = 0; n < 300; n += 1) {
      await put(`shelf ${n % 7}`, String(n));
      if (n % 11 === 0) await append(Cleared({ shelf: `shelf ${n % 5}` }));
    }
    await caughtUp(runner);
    const live = await shown();
    await runner.stop();
    await documents.clear(shelves.collection, ['shelves.v1']);
    expect(await shown()).toEqual({});
    await caughtUp(await run());
    expect(await shown()).toEqual(live);
  });

  it('passes over what it cannot take in, says so, and goes on', async () => {
    const runner = await run();
    await put('a', '1', 'bomb', '2');
    await append({ type: 'Put', data: { no: 'shelf' } });
    await put('nameless', '1');
    await put('a', '3');
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2,3' });
    const passedOver = await skipped.newest(10);
    expect(passedOver).toHaveLength(3);
    expect(passedOver.map(({ reader, type, stream }) => [reader, type, stream]).sort()).toEqual([
      ['shelves.v1', 'Put', 'shelf-2'],
      ['shelves.v1', 'Put', 'shelf-4'],
      ['shelves.v1', 'Put', 'shelf-5'],
    ]);
    expect(passedOver.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['it went off', 'a shelf without a name']),
    );
    expect(runner.fault).toBeNull();
  });

  it.each([
    ['live', true],
    ['when it is filled anew', false],
  ])('passes over only the event whose document the store refuses for ever, %s', async (_, live) => {
    const fill = async () => {
      await put('a', '1');
      await put('b', '1');
      await put('a', 'too large', '2');
      await put('b', '2', 'too large');
      await put('c', '1');
    };
    if (!live) await fill();
    const runner = await run();
    if (live) await fill();
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2', b: '1,2', c: '1' });
    expect((await skipped.newest(10)).map(({ stream, reason }) => [stream, reason]).sort()).toEqual([
      ['shelf-3', 'The document a cannot be stored: it is larger than 7340032 bytes of JSON'],
      ['shelf-6', 'The document b cannot be stored: it is larger than 7340032 bytes of JSON'],
    ]);
    expect(runner.fault).toBeNull();
    await runner.stop();
    await put('c', '2');
    await caughtUp(await run());
    expect(await shown()).toEqual({ a: '1,2', b: '1,2', c: '1,2' });
  });

  it('is not stopped by a reason of any length', async () => {
    await skipped.add(
      { reader: 'r', stream: 's-1', revision: 0, type: 'T', reason: 'x'.repeat(9 * 2 ** 20), at: noon },
      1n,
    );
    expect((await skipped.newest(1))[0]?.reason).toBe('x'.repeat(2_000));
  });

  it('says why it stands still while documents are away, and catches up when they are back', async () => {
    let away = false;
    const sometimes = between<DocumentStore>(documents, {
      write: async (...what: Parameters<DocumentStore['write']>) => {
        if (away) throw new DocumentStoreUnavailable('documents are away');
        await documents.write(...what);
      },
    } as Partial<DocumentStore>);
    const runner = await run(log, sometimes);
    await put('a', '1');
    await caughtUp(runner);
    away = true;
    await put('a', '2', '3');
    await eventLoopTurns();
    expect(runner.fault).toBe('documents are away');
    expect(runner.position).toBe(1n);
    await clock.pass({ minutes: 5 });
    expect(await shown()).toEqual({ a: '1' });
    away = false;
    await clock.pass({ seconds: 10 });
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2,3' });
    expect(runner.fault).toBeNull();
  });

  it('writes again what it does not know whether it wrote', async () => {
    let breaks = true;
    const sometimes = between<DocumentStore>(documents, {
      write: async (...what: Parameters<DocumentStore['write']>) => {
        await documents.write(...what);
        if (breaks) throw new DocumentStoreUnavailable('the answer was lost');
      },
    } as Partial<DocumentStore>);
    const runner = await run(log, sometimes);
    await put('a', '1', '2');
    await eventLoopTurns();
    breaks = false;
    await put('a', '3');
    await clock.pass({ seconds: 1 });
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2,3' });
  });

  /** One event at a time, as fast as the runner takes them. */
  const singly = (read: () => void = () => undefined) =>
    between<EventStore>(log, {
      async *subscribe(after, filter, signal) {
        let position = after;
        for (; !signal.aborted && position < (await log.head());) {
          const batch = await log.readAll(position, 1, filter);
          position = batch.position;
          read();
          yield batch;
        }
        if (!signal.aborted) yield* log.subscribe(position, filter, signal);
      },
    });

  it('makes the documents of the next batch while one is written, from what is written there', async () => {
    await put('a', '1');
    await put('a', '2');
    await put('a', '3');
    const told: string[] = [];
    const slow = between<DocumentStore>(documents, {
      write: async (...what: Parameters<DocumentStore['write']>) => {
        told.push('writes');
        await eventLoopTurns();
        await documents.write(...what);
        told.push('wrote');
      },
    } as Partial<DocumentStore>);
    const runner = await run(
      singly(() => told.push('reads')),
      slow,
    );
    expect(runner.position).toBe(0n);
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2,3' });
    expect(told).toEqual(['reads', 'writes', 'reads', 'wrote', 'writes', 'reads', 'wrote', 'writes', 'wrote']);
  });

  it.each([1, 2, 3])('makes anew what it made of a batch that could not be written: write %i', async (lost) => {
    await put('a', '1');
    await put('a', '2');
    await put('a', '3');
    let writes = 0;
    const sometimes = between<DocumentStore>(documents, {
      write: async (...what: Parameters<DocumentStore['write']>) => {
        writes += 1;
        const isLost = writes === lost;
        await eventLoopTurns();
        if (isLost) throw new DocumentStoreUnavailable('documents are away');
        await documents.write(...what);
      },
    } as Partial<DocumentStore>);
    const runner = await run(singly(), sometimes);
    for (let tries = 0; tries < 10 && runner.position < 3n; tries += 1) {
      await eventLoopTurns();
      await clock.pass({ seconds: 1 });
    }
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2,3' });
    expect(runner.fault).toBeNull();
  });

  it('makes anew what it made of a batch of which something is refused for ever', async () => {
    await put('a', '1');
    await put('a', 'too large');
    await put('a', '2');
    await caughtUp(await run(singly()));
    expect(await shown()).toEqual({ a: '1,2' });
    expect((await skipped.newest(10)).map(({ stream }) => stream)).toEqual(['shelf-2']);
  });

  it('comes back to where it was when the log was away', async () => {
    let away = true;
    const sometimes = between<EventStore>(log, {
      subscribe: (...what) => {
        if (away) throw new StoreUnavailable('the log is away');
        return log.subscribe(...what);
      },
    });
    const runner = await run(sometimes);
    await put('a', '1');
    await eventLoopTurns();
    expect(runner.fault).toBe('the log is away');
    away = false;
    await clock.pass({ seconds: 10 });
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1' });
  });

  it('lets no reader wait for ever: readers that wait when it is closed are told so', async () => {
    const runner = await run();
    const waiting = expect(runner.reached(99n)).rejects.toThrow('shelves.v1 is no longer followed from here');
    runner.close();
    await waiting;
    await expect(runner.reached(100n)).rejects.toThrow('no longer followed');
    await runner.reached(0n);
  });

  it('is seen where it does not run, by its checkpoint, and readers that wait there go on waiting through every change of turns', async () => {
    const [here, elsewhere] = [aRunner(), aRunner()];
    await here.declare();
    await here.start(1n);
    await put('a', '1');
    const first = elsewhere.reached(1n);
    const waiting = elsewhere.reached(3n);
    await clock.pass({ seconds: 1 });
    await first;
    await here.stop();
    await put('a', '2');
    await elsewhere.start(2n);
    await elsewhere.stop();
    await put('b', '1');
    await here.start(3n);
    await clock.pass({ seconds: 1 });
    await waiting;
    expect(await shown()).toEqual({ a: '1,2', b: '1' });
  });

  it('tells by its checkpoint that it is not behind, though nothing came for it', async () => {
    const [here, elsewhere] = [aRunner(), aRunner()];
    await here.declare();
    await here.start(1n);
    await log.append('other-1', 'no-stream', [
      { id: newId(), type: 'Other', data: {}, metadata: { ...anyOrigin, at: noon, schemaVersion: 1 } },
    ]);
    await here.reached(1n);
    await elsewhere.look();
    expect(elsewhere.position).toBe(0n);
    await clock.pass({ seconds: 1 });
    await eventLoopTurns();
    await elsewhere.look();
    expect(elsewhere.position).toBe(1n);
  });

  it('writes nothing any more when another has had a turn since', async () => {
    const [frozen, next] = [aRunner(), aRunner()];
    await frozen.declare();
    await frozen.start(1n);
    await next.start(2n);
    await put('a', '1');
    await next.reached(1n);
    await put('a', '2');
    await next.reached(2n);
    await eventLoopTurns();
    expect(frozen.fault).toBe('shelves.v1 has been taken over since fencing token 1');
    expect(frozen.position).toBeLessThan(2n);
    expect(await shown()).toEqual({ a: '1,2' });
    await frozen.stop();
    expect(frozen.fault).toBeNull();
  });

  it('takes the events of one batch for one document together where it can, and one after the other where they do not fit', async () => {
    const counts: number[] = [];
    const together: NonNullable<View<Shelf, ShelfEvent>['together']> = (shelf, events, id) => {
      counts.push(events.length);
      const things = [...(shelf?.things ?? [])];
      for (const { data } of events) {
        if (!('what' in data) || data.what === 'bomb') throw new Error('it does not fit');
        things.push(data.what);
      }
      return { id, things };
    };
    await put('a', '1', '2', '3');
    await put('b', '1', 'bomb', '2');
    await put('a', '4');
    const runner = new ViewRunner({ ...shelves, together }, log, documents, skipped, clock);
    running.push(runner);
    await runner.declare();
    await runner.start(null);
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2,3,4', b: '1,2' });
    expect(counts.toSorted()).toEqual([3, 4]);
    expect(await skipped.count()).toBe(1);
    await runner.stop();
    // A batch that comes again changes nothing.
    await documents.write(shelves.collection, [], { reader: shelves.collection.name, position: 0n });
    await put('a', '5');
    await runner.start(null);
    await caughtUp(runner);
    expect(await shown()).toEqual({ a: '1,2,3,4,5', b: '1,2' });
  });
});
