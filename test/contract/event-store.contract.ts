import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Clock } from '../../src/kernel/domain/clock.js';
import type { EventMetadata } from '../../src/kernel/domain/events.js';
import { beginning, type Position } from '../../src/kernel/domain/position.js';
import {
  CheckpointClaimed,
  matches,
  RevisionConflict,
  type Consumer,
  type DeadLetter,
  type EventFilter,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type RecordedEvent,
} from '../../src/kernel/ports/event-store.js';
import { textOf } from '../../src/kernel/stored-text.js';
import { FakeClock, noon, eventLoopTurns } from '../support/fake-clock.js';

/** Waits for a condition over any number of event-loop turns, and fails the test after ten seconds. */
export async function until(fact: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!fact()) {
    if (performance.now() > giveUpAt) throw new Error(`The condition was not reached: ${String(fact)}`);
    await new Promise(setImmediate);
  }
}
const patienceMs = 60_000;

const metadata: EventMetadata = {
  actor: { kind: 'client', id: 'cli_1', name: 'Till' },
  correlationId: 'req-1',
  causationId: null,
  at: noon,
  schemaVersion: 1,
};

let made = 0;
/** A different id for each event of the run; ids have no meaning. */
export const newId = (): string => `00000000-0000-4000-8000-${(made += 1).toString(16).padStart(12, '0')}`;
export const event = (type = 'Happened', data: unknown = { n: made }): NewEvent => ({
  id: newId(),
  type,
  data,
  metadata,
});
export const some = (count: number, type?: string): NewEvent[] => Array.from({ length: count }, () => event(type));

/** The event without the members that the store adds. */
export const plain = ({ id, type, data, metadata }: NewEvent): NewEvent => ({ id, type, data, metadata });
const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id);
const revisionsOf = (events: readonly RecordedEvent[]) => events.map(({ revision }) => revision);

async function readWholeLog(store: EventStore, filter?: EventFilter, after = beginning): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for (let position = after; ;) {
    const batch = await store.readAll(position, 1_000, filter);
    if (batch.position === position) return events;
    events.push(...batch.events);
    position = batch.position;
  }
}

/** Follows the log until `enough` events have arrived, and checks every batch against the port's contract. */
async function follow(
  store: EventStore,
  after: Position,
  filter: EventFilter,
  enough: number,
  each: (event: RecordedEvent) => Promise<void> | void = () => undefined,
): Promise<RecordedEvent[]> {
  const seen: RecordedEvent[] = [];
  let reached = after;
  for await (const { events, position } of store.subscribe(after, filter, new AbortController().signal)) {
    expect(position > reached).toBe(true);
    for (const one of events) {
      if (one.position <= reached || one.position > position || !matches(filter, one)) {
        throw new Error(`${one.type} at ${one.position} does not belong between ${reached} and ${position}`);
      }
      reached = one.position;
      seen.push(one);
      await each(one);
    }
    reached = position;
    if (seen.length >= enough) return seen;
  }
  return seen;
}

/** The contract of the port. `open` gives each test its own log. */
export function describeEventStore(name: string, open: (clock: Clock) => Promise<EventStore>): void {
  describe(`EventStore on ${name}`, () => {
    let clock: FakeClock;
    let store: EventStore;
    beforeEach(async () => {
      clock = new FakeClock();
      store = await open(clock);
    });
    afterEach(async () => {
      await store.close();
    });

    /** Appends one event of the given type to each of the streams, one after the other. */
    const write = async (...entries: [stream: string, type: string][]) => {
      const revisions = new Map<string, number>();
      const positions: Position[] = [];
      for (const [stream, type] of entries) {
        const { revision, position } = await store.append(stream, revisions.get(stream) ?? 'no-stream', [event(type)]);
        revisions.set(stream, revision);
        positions.push(position);
      }
      return positions;
    };

    describe('append', () => {
      it('makes a new stream, whose first revision is 0', async () => {
        const first = event();
        const appended = await store.append('order-1', 'no-stream', [first]);
        expect(appended.revision).toBe(0);
        const [read, ...others] = await store.readStream('order-1');
        expect(others).toEqual([]);
        expect(plain(read!)).toEqual(first);
        expect(read).toMatchObject({ stream: 'order-1', revision: 0, position: appended.position });
      });

      it('continues at the revision that was read', async () => {
        await store.append('order-1', 'no-stream', some(2));
        const appended = await store.append('order-1', 1, some(1));
        expect(appended.revision).toBe(2);
        expect(revisionsOf(await store.readStream('order-1'))).toEqual([0, 1, 2]);
      });

      it('gives later appends higher positions, also in other streams', async () => {
        const positions = await write(['order-1', 'A'], ['order-2', 'A'], ['order-1', 'B']);
        expect(positions[0]! > beginning).toBe(true);
        expect(positions[1]! > positions[0]!).toBe(true);
        expect(positions[2]! > positions[1]!).toBe(true);
      });

      it.each([
        ['an older revision', 0, 2],
        ['a revision that does not exist yet', 5, 2],
        ['no stream, when there is one', 'no-stream', 2],
      ] as const)('refuses %s, and names the actual revision', async (_, expected, actual) => {
        const there = some(3);
        await store.append('order-1', 'no-stream', there);
        const refused = await store.append('order-1', expected, some(2)).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(RevisionConflict);
        expect(refused).toMatchObject({ stream: 'order-1', expected, actual });
        expect(idsOf(await store.readStream('order-1'))).toEqual(idsOf(there));
      });

      it('refuses an exact revision of a stream that does not exist, and does not make it', async () => {
        const refused = await store.append('order-1', 0, some(1)).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(RevisionConflict);
        expect(refused).toMatchObject({ stream: 'order-1', expected: 0, actual: 'no-stream' });
        expect(await store.readStream('order-1')).toEqual([]);
        expect((await store.append('order-1', 'no-stream', some(1))).revision).toBe(0);
      });

      it('appends nothing on a conflict, so the next append has the next revision', async () => {
        await store.append('order-1', 'no-stream', some(1));
        const head = await store.head();
        await expect(store.append('order-1', 'no-stream', some(3))).rejects.toThrow(RevisionConflict);
        expect(await store.head()).toBe(head);
        expect((await store.append('order-1', 0, some(1))).revision).toBe(1);
        expect(await readWholeLog(store, { categories: ['order'] })).toHaveLength(2);
      });

      it.each([2, 50])('lets exactly one of %i writers win who read the same revision', async (writers) => {
        await store.append('order-1', 'no-stream', some(1));
        const offers = Array.from({ length: writers }, () => some(2));
        const results = await Promise.allSettled(offers.map((events) => store.append('order-1', 0, events)));
        const winners = offers.filter((_, index) => results[index]!.status === 'fulfilled');
        expect(winners).toHaveLength(1);
        for (const result of results) {
          if (result.status === 'rejected')
            expect(result.reason).toMatchObject({ name: 'RevisionConflict', actual: 2 });
        }
        expect(idsOf(await store.readStream('order-1', { from: 1 }))).toEqual(idsOf(winners[0]!));
      });

      it('lets exactly one of 50 writers make a stream', async () => {
        const results = await Promise.allSettled(
          Array.from({ length: 50 }, () => store.append('claim-1', 'no-stream', some(1))),
        );
        expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await store.readStream('claim-1')).toHaveLength(1);
      });

      it('writes to many streams at once, each on its own', async () => {
        const streams = Array.from({ length: 100 }, (_, n) => `order-${n}`);
        await Promise.all(streams.map((stream) => store.append(stream, 'no-stream', some(3))));
        for (const stream of streams) expect(revisionsOf(await store.readStream(stream))).toEqual([0, 1, 2]);
        expect(await readWholeLog(store, { categories: ['order'] })).toHaveLength(300);
      });

      it('keeps the events of one append together and in order, also among other appends', async () => {
        const appends = Array.from({ length: 30 }, (_, n) => ({ stream: `order-${n}`, events: some(5) }));
        await Promise.all(appends.map(({ stream, events }) => store.append(stream, 'no-stream', events)));
        const all = await readWholeLog(store, { categories: ['order'] });
        for (const { stream, events } of appends) {
          const first = all.findIndex((one) => one.stream === stream);
          expect(idsOf(all.slice(first, first + 5))).toEqual(idsOf(events));
        }
      });

      it('refuses an append without events, or with data that JSON cannot express, without affecting others', async () => {
        const neighbours = [store.append('order-1', 'no-stream', some(1))];
        await expect(store.append('order-2', 'no-stream', [])).rejects.toThrow();
        const unspeakable = { ...event(), data: undefined };
        const refused = store.append('order-3', 'no-stream', [event(), unspeakable]);
        neighbours.push(store.append('order-4', 'no-stream', some(1)));
        await expect(refused).rejects.toThrow();
        await Promise.all(neighbours);
        expect(await store.readStream('order-2')).toEqual([]);
        expect(await store.readStream('order-3')).toEqual([]);
      });

      it.each<[string, unknown]>([
        ['unicode', { name: 'Ishyura ✓ Amafaranga 💳 Ünïçødé', rtl: 'تجربة', nul: 'a\u0000b', lines: 'a\nb\u2028c' }],
        ['an unpaired surrogate', { half: '\ud83d' }],
        ['nulls', { a: null, b: [null, { c: null }] }],
        ['null itself', null],
        ['false and nothings', { a: false, b: 0, c: '', d: [], e: {} }],
        ['a list', [1, 'two', { three: 3 }]],
        ['a text', 'just a text'],
        ['numbers at their edges', [Number.MAX_SAFE_INTEGER, -1.5e-300, 1e300]],
        ['half a megabyte', { text: 'é'.repeat(250_000) }],
      ])('gives back %s as it was', async (_, data) => {
        await store.append('order-1', 'no-stream', [event('Happened', data)]);
        expect((await store.readStream('order-1'))[0]!.data).toEqual(data);
        expect((await readWholeLog(store, { categories: ['order'] }))[0]!.data).toEqual(data);
      });

      it('keeps what was said at the time, not what the caller makes of its object later', async () => {
        const data = { amount: '5000' };
        const appending = store.append('order-1', 'no-stream', [event('Happened', data)]);
        data.amount = '1';
        await appending;
        expect((await store.readStream('order-1'))[0]!.data).toEqual({ amount: '5000' });
      });
    });

    describe('appendTogether', () => {
      const order = (number: number, expected: ExpectedRevision = 'no-stream') => ({
        stream: `order-${number}`,
        expected,
        events: some(2),
      });
      type Together = NonNullable<EventStore['appendTogether']>;
      /** Where the store cannot, that it says so is all that is promised. */
      const where = (promise: (appendTogether: Together) => Promise<void>) => async () => {
        if (store.appendTogether === null) expect(store.soleWriter).toBe(false);
        else await promise(store.appendTogether);
      };

      it(
        'writes all of it in this order, with nothing in between',
        where(async (appendTogether) => {
          const appends = [order(2), order(1), order(3)];
          const others = [store.append('other-1', 'no-stream', some(1)), store.append('other-2', 'no-stream', some(1))];
          const appended = await appendTogether(appends);
          await Promise.all(others);
          expect(appended.map(({ revision }) => revision)).toEqual([1, 1, 1]);
          const first = appended[0]!.position - 1n;
          const { events } = await store.readAll(first - 1n, 6);
          expect(idsOf(events)).toEqual(appends.flatMap(({ events }) => idsOf(events)));
          expect(appended.map(({ position }) => position)).toEqual([first + 1n, first + 3n, first + 5n]);
        }),
      );

      it.each([0, 1, 2])('writes nothing when append %i conflicts, and names its stream', (at) =>
        where(async (appendTogether) => {
          await store.append(`order-${at}`, 'no-stream', some(1));
          const head = await store.head();
          const refused = appendTogether([order(0), order(1), order(2)]);
          await expect(refused).rejects.toMatchObject({
            name: 'RevisionConflict',
            stream: `order-${at}`,
            expected: 'no-stream',
            actual: 0,
          });
          expect(await store.head()).toBe(head);
          await appendTogether([order(0), order(1), order(2)].filter((_, index) => index !== at));
        })(),
      );

      it(
        'asked again with the same ids succeeds with the first answer, and writes no second copy',
        where(async (appendTogether) => {
          const appends = [order(1), order(2)];
          const first = await appendTogether(appends);
          await store.append('order-2', 1, some(1));
          expect(await appendTogether(appends)).toEqual(first);
          expect(await readWholeLog(store)).toHaveLength(5);
        }),
      );

      it(
        'never takes one stream twice, or an append of no events',
        where(async (appendTogether) => {
          await expect(appendTogether([order(1), order(1, 1)])).rejects.toThrow('Several appends to one stream');
          await expect(appendTogether([order(1), { ...order(2), events: [] }])).rejects.toThrow('without events');
          expect(await store.head()).toBe(beginning);
        }),
      );

      it(
        'is shown to who follows the log',
        where(async (appendTogether) => {
          const appends = [order(1), order(2)];
          const following = follow(store, beginning, { categories: ['order'] }, 4);
          await appendTogether(appends);
          expect(idsOf(await following)).toEqual(appends.flatMap(({ events }) => idsOf(events)));
        }),
      );
    });

    describe('checkWritable', () => {
      it('leaves nothing in the log', async () => {
        const { position } = await store.append('order-1', 'no-stream', some(1));
        await store.checkWritable();
        await store.checkWritable();
        expect(await store.head()).toBe(position);
        expect(await readWholeLog(store)).toHaveLength(1);
      });

      it('throws when the store is closed', async () => {
        await store.close();
        await expect(store.checkWritable()).rejects.toMatchObject({ name: 'StoreUnavailable' });
      });
    });

    describe('append to a closed store', () => {
      it('is known to have written nothing', async () => {
        await store.append('order-1', 'no-stream', some(1));
        await store.close();
        await expect(store.append('order-2', 'no-stream', some(1))).rejects.toMatchObject({ name: 'StoreUnavailable' });
      });
    });

    describe('append, repeated with the same ids', () => {
      it('succeeds with the first answer, and writes no second copy', async () => {
        const events = some(3);
        const first = await store.append('order-1', 'no-stream', events);
        expect(await store.append('order-1', 'no-stream', events)).toEqual(first);
        expect(idsOf(await store.readStream('order-1'))).toEqual(idsOf(events));
      });

      it('succeeds with the first answer even after later events', async () => {
        await store.append('order-1', 'no-stream', some(1));
        const events = some(2);
        const first = await store.append('order-1', 0, events);
        await store.append('order-1', 2, some(4));
        await store.append('order-2', 'no-stream', some(1));
        expect(await store.append('order-1', 0, events)).toEqual(first);
        expect(await store.readStream('order-1')).toHaveLength(7);
      });

      it('is written once when both appends are concurrent', async () => {
        const events = some(2);
        const answers = await Promise.all([
          store.append('order-1', 'no-stream', events),
          store.append('order-1', 'no-stream', events),
        ]);
        expect(answers[1]).toEqual(answers[0]);
        expect(await store.readStream('order-1')).toHaveLength(2);
      });

      it('is delivered once to followers of the log', async () => {
        const [events, last] = [some(2), event('Last')];
        await store.append('order-1', 'no-stream', events);
        await store.append('order-1', 'no-stream', events);
        await store.append('order-1', 1, [last]);
        expect(idsOf(await follow(store, beginning, { categories: ['order'] }, 3))).toEqual([
          ...idsOf(events),
          last.id,
        ]);
      });

      it('conflicts at another place in the stream', async () => {
        const events = some(2);
        await store.append('order-1', 'no-stream', events);
        await store.append('order-1', 1, some(2));
        await expect(store.append('order-1', 1, events)).rejects.toThrow(RevisionConflict);
        expect(await store.readStream('order-1')).toHaveLength(4);
      });

      it.each([
        ['some of them old and some new', (old: NewEvent[]) => [old[0]!, event()]],
        ['more than the first time', (old: NewEvent[]) => [...old, event()]],
        ['in another order', (old: NewEvent[]) => [old[1]!, old[0]!]],
        ['others altogether', () => some(2)],
      ])('conflicts when they are %s', async (_, again) => {
        const events = some(2);
        await store.append('order-1', 'no-stream', events);
        await expect(store.append('order-1', 'no-stream', again(events))).rejects.toThrow(RevisionConflict);
        expect(idsOf(await store.readStream('order-1'))).toEqual(idsOf(events));
      });

      it('is written to another stream: an id only identifies an append within its stream', async () => {
        const events = some(2);
        await store.append('order-1', 'no-stream', events);
        await store.append('order-2', 'no-stream', events);
        expect(idsOf(await store.readStream('order-2'))).toEqual(idsOf(events));
      });
    });

    describe('readStream', () => {
      const five = some(5);
      const ids = (...revisions: number[]) => revisions.map((revision) => five[revision]!.id);
      beforeEach(async () => {
        await store.append('order-1', 'no-stream', five);
        await store.append('order-10', 'no-stream', some(2));
      });

      it.each([
        ['whole', {}, [0, 1, 2, 3, 4]],
        ['from a revision, that one included', { from: 2 }, [2, 3, 4]],
        ['with a limit', { limit: 2 }, [0, 1]],
        ['from a revision with a limit', { from: 3, limit: 1 }, [3]],
        ['from beyond the end', { from: 5 }, []],
        ['backwards', { direction: 'backwards' }, [4, 3, 2, 1, 0]],
        ['backwards from a revision, that one included', { direction: 'backwards', from: 2 }, [2, 1, 0]],
        ['backwards from beyond the end', { direction: 'backwards', from: 99 }, [4, 3, 2, 1, 0]],
        ['the last event', { direction: 'backwards', limit: 1 }, [4]],
        ['more than there are', { limit: 100 }, [0, 1, 2, 3, 4]],
      ] as const)('reads %s', async (_, options, expected) => {
        expect(idsOf(await store.readStream('order-1', options))).toEqual(ids(...expected));
      });

      it('reads nothing from a stream that does not exist', async () => {
        expect(await store.readStream('order-2')).toEqual([]);
        expect(await store.readStream('order')).toEqual([]);
        expect(await store.readStream('order-2', { direction: 'backwards', limit: 1 })).toEqual([]);
      });

      it('returns appended events as soon as the append was acknowledged', async () => {
        for (let n = 0; n < 20; n += 1) {
          const { revision } = await store.append('busy-1', n === 0 ? 'no-stream' : n - 1, some(1));
          expect((await store.readStream('busy-1', { direction: 'backwards', limit: 1 }))[0]!.revision).toBe(revision);
        }
      });
    });

    describe('readTexts', () => {
      it('reads every event as the text that `textOf` makes of it, in order and from any position', async () => {
        await write(['order-1', 'Made'], ['order-2', 'Made'], ['order-1', 'Paid']);
        await store.append('order-3', 'no-stream', [
          event('Made', { 'ö"': [1.5, null, '\u2028\ud800'], 7: {}, a: -0 }),
        ]);
        const events = await readWholeLog(store);
        const { events: texts, position } = await store.readTexts(beginning, 100);
        expect(texts).toEqual(events.map((each) => ({ position: each.position, text: textOf(each) })));
        expect(position).toBe(events.at(-1)!.position);
        expect((await store.readTexts(events[1]!.position, 1)).events).toEqual([texts[2]]);
        expect(await store.readTexts(position, 100)).toEqual({ events: [], position });
      });
    });

    describe('readAll', () => {
      it('reads every event in the order of its positions', async () => {
        const positions = await write(['order-1', 'A'], ['invoice-1', 'A'], ['order-1', 'B']);
        const { events, position } = await store.readAll(beginning, 1_000);
        const ours = events.filter(({ stream }) => ['order-1', 'invoice-1'].includes(stream));
        expect(ours.map((one) => one.position)).toEqual(positions);
        expect(position >= positions[2]!).toBe(true);
      });

      it.each([
        ['one category', { categories: ['order'] }, ['A', 'C', 'D', 'F']],
        ['two categories', { categories: ['order', 'invoice'] }, ['A', 'B', 'C', 'D', 'F']],
        ['one type', { types: ['B'] }, ['B']],
        ['two types', { types: ['B', 'E'] }, ['B', 'E']],
        ['categories and types', { categories: ['order', 'invoice'], types: ['A', 'B', 'E'] }, ['A', 'B']],
        ['a category that begins another', { categories: ['ord'] }, []],
        ['a category that another begins', { categories: ['orders'] }, ['E']],
        ['no category at all', { categories: [] }, []],
        ['no type at all', { types: [] }, []],
        ['nothing that exists', { categories: ['receipt'], types: ['A'] }, []],
      ])('reads %s', async (_, filter, types) => {
        // A stream without a dash is a category of its own; only the first dash counts.
        const positions = await write(
          ['order-1', 'A'],
          ['invoice-1', 'B'],
          ['order-1-part', 'C'],
          ['order', 'D'],
          ['orders-1', 'E'],
          ['order-2', 'F'],
        );
        expect((await readWholeLog(store, filter)).map(({ type }) => type)).toEqual(types);
        const live = follow(store, positions.at(-1)!, filter, types.length && 1);
        expect((await readWholeLog(store, filter, positions[0]!)).map(({ type }) => type)).toEqual(
          types.filter((type) => type !== 'A'),
        );
        for (const [n, type] of types.entries()) {
          const stream = { A: 'order-x', B: 'invoice-x', C: 'order-x-y', D: 'order-z', E: 'orders-x', F: 'order-w' }[
            type
          ]!;
          await store.append(stream, 'no-stream', [event(type)]);
          if (n === 0) expect((await live)[0]!.type).toBe(type);
        }
        if (types.length === 0) {
          await store.append('receipt-1', 'no-stream', [event('Z')]);
          expect(await live).toEqual([]);
        }
      });

      it('continues from any position, and never exceeds the limit', async () => {
        const positions = await write(...Array.from({ length: 7 }, () => ['order-1', 'A'] as [string, string]));
        for (const [index, after] of positions.entries()) {
          const { events } = await store.readAll(after, 2, { categories: ['order'] });
          expect(events.length).toBeLessThanOrEqual(2);
          expect(events.map(({ position }) => position)).toEqual(positions.slice(index + 1).slice(0, events.length));
          expect((await readWholeLog(store, { categories: ['order'] }, after)).map(({ position }) => position)).toEqual(
            positions.slice(index + 1),
          );
        }
      });

      it('reaches every matching event in small steps, over long batches that do not match', async () => {
        const entries = Array.from({ length: 60 }, (_, n) => [n % 20 === 19 ? 'order-1' : 'noise-1', 'A'] as const);
        const positions = await write(...entries.map(([stream, type]) => [stream, type] as [string, string]));
        const found: Position[] = [];
        let at = beginning;
        for (;;) {
          const { events, position } = await store.readAll(at, 4, { categories: ['order'] });
          expect(position >= at).toBe(true);
          for (const one of events) {
            expect(one.position > at && one.position <= position).toBe(true);
            found.push(one.position);
          }
          if (position === at) break;
          at = position;
        }
        expect(found).toEqual([positions[19], positions[39], positions[59]]);
      });

      it('advances its position over events that do not match, and never past the head', async () => {
        await write(['order-1', 'A'], ['noise-1', 'A'], ['noise-1', 'B']);
        const head = await store.head();
        const { position } = await store.readAll(beginning, 1_000, { categories: ['order'] });
        expect(position).toBe(head);
        expect(await store.readAll(head, 1_000, { categories: ['order'] })).toEqual({ events: [], position: head });
        const [next] = await write(['order-2', 'A']);
        expect((await store.readAll(position, 1_000)).events.map((one) => one.position)).toEqual([next]);
      });
    });

    describe('head', () => {
      it('is before the first event, and then that of the last one', async () => {
        const before = await store.head();
        const [first] = await write(['order-1', 'A']);
        expect(first! > before).toBe(true);
        expect(await store.head()).toBe(first);
        const { position } = await store.append('order-2', 'no-stream', some(3));
        expect(await store.head()).toBe(position);
        expect((await store.readStream('order-2')).at(-1)!.position).toBe(position);
      });
    });

    describe('at', () => {
      it('returns the event at a position, and whether the log reaches that position', async () => {
        expect(await store.at(beginning)).toEqual({ isReached: true, id: null, at: null });
        const events = some(2);
        const { position } = await store.append('order-1', 'no-stream', events);
        expect(await store.at(position)).toEqual({ isReached: true, id: events[1]!.id, at: noon });
        expect(await store.at(position + 1_000n)).toEqual({ isReached: false, id: null, at: null });
      });
    });

    describe('claimCheckpoint', () => {
      const deadLetter: DeadLetter = {
        position: 3n,
        stream: 'order-1',
        revision: 2,
        type: 'A',
        reason: 'it “failed”',
        parkedAt: noon,
      };

      it('begins at the beginning, and is null before it was ever claimed', async () => {
        expect(await store.checkpoint('issue')).toBeNull();
        expect((await store.claimCheckpoint('issue')).last).toEqual({ position: beginning, deadLetters: [] });
      });

      it('goes on from what was kept, and every policy by itself', async () => {
        const issuing = await store.claimCheckpoint('issue');
        await issuing.keep({ position: 4n, deadLetters: [] });
        await issuing.keep({ position: 5n, deadLetters: [deadLetter] });
        const posting = await store.claimCheckpoint('post');
        await posting.keep({ position: 2n, deadLetters: [] });
        const kept = { position: 5n, deadLetters: [deadLetter] };
        expect([await store.checkpoint('issue'), (await store.claimCheckpoint('issue')).last]).toEqual([kept, kept]);
        expect(await store.checkpoint('post')).toEqual({ position: 2n, deadLetters: [] });
      });

      it('may go back, for what is to be done again', async () => {
        const { keep } = await store.claimCheckpoint('issue');
        await keep({ position: 5n, deadLetters: [] });
        await keep({ position: 1n, deadLetters: [] });
        expect(await store.checkpoint('issue')).toEqual({ position: 1n, deadLetters: [] });
      });

      it('keeps out, for ever, who claimed it before', async () => {
        const older = await store.claimCheckpoint('issue');
        await older.keep({ position: 4n, deadLetters: [] });
        const newer = await store.claimCheckpoint('issue');
        await expect(older.keep({ position: 9n, deadLetters: [] })).rejects.toThrow(CheckpointClaimed);
        await newer.keep({ position: 5n, deadLetters: [] });
        await expect(older.keep({ position: 9n, deadLetters: [] })).rejects.toThrow(CheckpointClaimed);
        expect(await store.checkpoint('issue')).toEqual({ position: 5n, deadLetters: [] });
      });

      it('is given to one of two who claim it at once', async () => {
        const [one, other] = await Promise.all([store.claimCheckpoint('issue'), store.claimCheckpoint('issue')]);
        const kept = await Promise.allSettled([
          one.keep({ position: 1n, deadLetters: [] }),
          other.keep({ position: 1n, deadLetters: [] }),
        ]);
        expect(kept.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      });

      it('shows nothing of itself in the log', async () => {
        const [position] = await write(['order-1', 'A']);
        const live = follow(store, position!, {}, 1);
        const { keep } = await store.claimCheckpoint('issue');
        await keep({ position: position!, deadLetters: [deadLetter] });
        expect(await store.head()).toBe(position);
        expect((await readWholeLog(store)).map(({ stream }) => stream)).toEqual(['order-1']);
        expect((await store.at(position!)).isReached).toBe(true);
        await write(['order-2', 'A']);
        expect((await live).map(({ stream }) => stream)).toEqual(['order-2']);
      });
    });

    describe('subscribe', () => {
      const orders: EventFilter = { categories: ['order'] };

      it('delivers existing events, and then new ones', async () => {
        await write(['order-1', 'A'], ['order-2', 'B']);
        const following = follow(store, beginning, orders, 4);
        await eventLoopTurns();
        await write(['order-3', 'C'], ['noise-1', 'X'], ['order-4', 'D']);
        expect((await following).map(({ type }) => type)).toEqual(['A', 'B', 'C', 'D']);
      });

      it('starts after the position that it is given', async () => {
        const positions = await write(['order-1', 'A'], ['order-2', 'B'], ['order-3', 'C']);
        const following = follow(store, positions[1]!, orders, 2);
        await write(['order-4', 'D']);
        expect((await following).map(({ type }) => type)).toEqual(['C', 'D']);
      });

      it('delivers no old events from the head', async () => {
        await write(['order-1', 'A'], ['order-2', 'B']);
        const following = follow(store, await store.head(), orders, 1);
        await eventLoopTurns();
        await write(['order-3', 'C']);
        expect((await following).map(({ type }) => type)).toEqual(['C']);
      });

      it('advances over events that do not match', async () => {
        const positions = await write(['order-1', 'A'], ['noise-1', 'X'], ['noise-1', 'Y']);
        const stop = new AbortController();
        let reached = beginning;
        for await (const { position } of store.subscribe(beginning, orders, stop.signal)) {
          reached = position;
          if (position >= positions[2]!) stop.abort();
        }
        expect(reached).toBe(positions[2]);
      });

      it('ends when its signal is aborted: before it begins, while it waits, and in the middle of a batch', async () => {
        await write(['order-1', 'A'], ['order-2', 'A']);
        const count = async (signal: AbortSignal, stopAfter = Infinity, stop?: AbortController) => {
          let batches = 0;
          for await (const _ of store.subscribe(beginning, orders, signal)) {
            batches += 1;
            if (batches >= stopAfter) stop!.abort();
          }
          return batches;
        };
        expect(await count(AbortSignal.abort())).toBe(0);
        const inTheMiddle = new AbortController();
        expect(await count(inTheMiddle.signal, 1, inTheMiddle)).toBe(1);
        const whileWaiting = new AbortController();
        const waiting = count(whileWaiting.signal);
        await eventLoopTurns();
        whileWaiting.abort();
        expect(await waiting).toBeGreaterThanOrEqual(1);
      });

      it('stops one subscription without the other', async () => {
        const stop = new AbortController();
        const iterator = store.subscribe(beginning, orders, stop.signal)[Symbol.asyncIterator]();
        const other = follow(store, beginning, orders, 2);
        const first = iterator.next();
        await write(['order-1', 'A']);
        await first;
        const ended = iterator.next();
        stop.abort();
        expect((await ended).done).toBe(true);
        await write(['order-2', 'B']);
        expect((await other).map(({ type }) => type)).toEqual(['A', 'B']);
      });

      it('waits for a slow reader, which misses nothing', async () => {
        const written = 3_000;
        const following = follow(store, beginning, orders, written, () => eventLoopTurns(1));
        for (let n = 0; n < written / 50; n += 1) await store.append(`order-${n}`, 'no-stream', some(50));
        const seen = await following;
        expect(idsOf(seen)).toEqual(idsOf(await readWholeLog(store, orders)));
      });

      it('shows each of 10,000 events once and in order to every follower, while they are being written', async () => {
        const categories = ['order', 'invoice', 'noise'];
        const streams = Array.from({ length: 30 }, (_, n) => `${categories[n % 3]}-${n}`);
        let written = 0;
        const writeAll = async (stream: string, from: number, to: number) => {
          for (let n = from; n < to; n += 1) {
            const events = Array.from({ length: 1 + (n % 9) }, (_, k) => event(k % 2 ? 'Odd' : 'Even'));
            written += events.length;
            const before = await store.readStream(stream, { direction: 'backwards', limit: 1 });
            await store.append(stream, before[0]?.revision ?? 'no-stream', events);
          }
        };
        await Promise.all(streams.map((stream) => writeAll(stream, 0, 18)));
        const middle = (await store.readAll(beginning, 700)).position;
        const head = await store.head();
        const filters: EventFilter[] = [
          {},
          { categories: ['order'] },
          { categories: ['invoice', 'noise'], types: ['Odd'] },
          { types: ['Even'] },
        ];
        const stop = new AbortController();
        const readers = [beginning, middle, head].flatMap((after) =>
          filters.map((filter) => ({ after, filter, ids: [] as string[], reached: after })),
        );
        const reading = readers.map(async (reader) => {
          for await (const { events, position } of store.subscribe(reader.after, reader.filter, stop.signal)) {
            reader.ids.push(...idsOf(events));
            reader.reached = position;
          }
        });
        await Promise.all(streams.map((stream) => writeAll(stream, 18, 69)));
        expect(written).toBeGreaterThan(10_000);
        const end = await store.head();
        await until(() => readers.every(({ reached }) => reached >= end));
        stop.abort();
        await Promise.all(reading);
        for (const { after, filter, ids } of readers) {
          expect(ids).toEqual(idsOf(await readWholeLog(store, filter, after)));
        }
        const all = (await readWholeLog(store)).filter(({ stream }) => streams.includes(stream));
        expect(all).toHaveLength(written);
        expect(new Set(idsOf(all)).size).toBe(written);
      });
    });

    describe('consume', () => {
      const orders: EventFilter = { categories: ['order'] };
      const consumer = (parts: Partial<Consumer> & Pick<Consumer, 'handle'>): Consumer => ({
        group: 'submit',
        filter: orders,
        concurrency: 4,
        onFailure: () => 'park',
        ...parts,
      });
      /** A consumer that handles only the events that the test releases, and records all deliveries. */
      const gate = () => {
        const given: string[] = [];
        const held = new Map<string, { done: () => void; fail: (error: Error) => void }>();
        return {
          given,
          held,
          handle: ({ stream }: RecordedEvent) =>
            new Promise<void>((done, fail) => {
              given.push(stream);
              held.set(stream, {
                done: () => (held.delete(stream), done()),
                fail: (e) => (held.delete(stream), fail(e)),
              });
            }),
        };
      };
      const letAllThrough = (held: ReturnType<typeof gate>['held']) => [...held.values()].forEach(({ done }) => done());

      it('delivers existing and new events, and reports its progress', async () => {
        await write(['order-1', 'A'], ['noise-1', 'A']);
        const given: string[] = [];
        const consumption = store.consume(consumer({ handle: async ({ stream }) => void given.push(stream) }));
        await until(() => given.length === 1);
        const positions = await write(['order-2', 'A'], ['order-3', 'A']);
        await until(() => consumption.progress.position >= positions[1]!);
        expect(given.sort()).toEqual(['order-1', 'order-2', 'order-3']);
        expect(consumption.progress.inHand).toBe(0);
        await consumption.stop();
      });

      it('handles at most the allowed number of events at once', async () => {
        await write(...Array.from({ length: 10 }, (_, n) => [`order-${n}`, 'A'] as [string, string]));
        const { given, held, handle } = gate();
        const consumption = store.consume(consumer({ concurrency: 3, handle }));
        for (const so of [3, 6, 9]) {
          await until(() => given.length === so);
          await eventLoopTurns();
          expect(held.size).toBe(3);
          expect(consumption.progress.inHand).toBe(3);
          letAllThrough(held);
        }
        await until(() => given.length === 10);
        letAllThrough(held);
        expect(new Set(given).size).toBe(10);
        await consumption.stop();
      });

      it('does not count an event as handled while it is in progress, even if later ones are handled', async () => {
        const positions = await write(['order-1', 'A'], ['order-2', 'A'], ['order-3', 'A']);
        const { held, given, handle } = gate();
        const consumption = store.consume(consumer({ handle }));
        await until(() => given.length === 3);
        held.get('order-2')!.done();
        held.get('order-3')!.done();
        await until(() => consumption.progress.inHand === 1);
        expect(consumption.progress.position < positions[0]!).toBe(true);
        held.get('order-1')!.done();
        await until(() => consumption.progress.position >= positions[2]!);
        await consumption.stop();
      });

      it('retries after the given delays, to the millisecond', async () => {
        const start = clock.now();
        const tries: [number, number][] = [];
        const consumption = store.consume(
          consumer({
            handle: async () => {
              tries.push([tries.length + 1, clock.now() - start]);
              if (tries.length < 4) throw new Error('not yet');
            },
            onFailure: (_, tried) => [100, 1_000, 60_000][tried - 1]!,
          }),
        );
        const [position] = await write(['order-1', 'A']);
        for (const [tried, ms] of [100, 1_000, 60_000].entries()) {
          await until(() => tries.length === tried + 1 && clock.sleepers > 0);
          await clock.pass({ ms: ms - 1 });
          expect(tries).toHaveLength(tried + 1);
          await clock.pass({ ms: 1 });
        }
        await until(() => consumption.progress.position >= position!);
        expect(tries).toEqual([
          [1, 0],
          [2, 100],
          [3, 1_100],
          [4, 61_100],
        ]);
        expect(await store.parked()).toEqual([]);
        await consumption.stop();
      });

      it('parks an event on request with its reason, and continues with the others', async () => {
        const positions = await write(['order-1', 'A'], ['order-bad', 'B'], ['order-2', 'A']);
        const given: string[] = [];
        const failures: [string, number][] = [];
        const consumption = store.consume(
          consumer({
            concurrency: 1,
            handle: async ({ stream }) => {
              given.push(stream);
              if (stream === 'order-bad') throw new TypeError('cannot be');
            },
            onFailure: (error, tries) => {
              failures.push([(error as Error).message, tries]);
              return tries < 2 ? 0 : 'park';
            },
          }),
        );
        await until(() => failures.length === 1 && clock.sleepers > 0);
        await clock.pass({});
        await until(() => consumption.progress.position >= positions[2]!);
        expect(given).toEqual(['order-1', 'order-bad', 'order-2', 'order-bad']);
        expect(failures).toEqual([
          ['cannot be', 1],
          ['cannot be', 2],
        ]);
        expect(await store.parked()).toEqual([
          {
            group: 'submit',
            position: positions[1],
            stream: 'order-bad',
            revision: 0,
            type: 'B',
            reason: 'TypeError: cannot be',
            parkedAt: noon,
          },
        ]);
        await consumption.stop();
      });

      it('does not count an event that waits for a retry towards its concurrency', async () => {
        const positions = await write(...Array.from({ length: 6 }, (_, n) => [`order-${n}`, 'A'] as [string, string]));
        const done: string[] = [];
        let isAnswered = false;
        const consumption = store.consume(
          consumer({
            concurrency: 2,
            handle: async ({ stream }) => {
              if (!isAnswered && stream !== 'order-5') throw new Error('no answer');
              done.push(stream);
            },
            onFailure: () => 60_000,
          }),
        );
        await until(() => done.length === 1 && consumption.progress.waiting === 5);
        expect(consumption.progress).toMatchObject({ inHand: 0, oldestAt: null, fault: null });
        expect(consumption.progress.position < positions[0]!).toBe(true);
        isAnswered = true;
        await clock.pass({ minutes: 1 });
        await until(() => consumption.progress.position >= positions[5]!);
        expect(done.toSorted()).toEqual(['order-0', 'order-1', 'order-2', 'order-3', 'order-4', 'order-5']);
      });

      it('reports the age of the oldest unhandled event', async () => {
        await write(['order-1', 'A'], ['order-2', 'A']);
        let release: () => void = () => undefined;
        const held = new Promise<void>((resolve) => (release = resolve));
        const consumption = store.consume(consumer({ concurrency: 1, handle: () => held }));
        await until(() => consumption.progress.inHand === 1);
        expect(consumption.progress.oldestAt).toBe(noon);
        release();
        await until(() => consumption.progress.inHand === 0);
        expect(consumption.progress.oldestAt).toBeNull();
      });

      it('is not blocked by one event that is retried for hours', async () => {
        const given: string[] = [];
        const consumption = store.consume(
          consumer({
            concurrency: 2,
            handle: async ({ stream }) => {
              if (stream === 'order-bad') throw new Error('poison');
              given.push(stream);
            },
            onFailure: () => 3_600_000,
          }),
        );
        await write(['order-bad', 'A'], ['order-1', 'A'], ['order-2', 'A'], ['order-3', 'A']);
        await until(() => given.length === 3);
        expect(given).toEqual(['order-1', 'order-2', 'order-3']);
        await consumption.stop();
      });

      it('parks an event when the consumer’s failure handling throws', async () => {
        const given: string[] = [];
        const consumption = store.consume(
          consumer({
            handle: async ({ stream }) => {
              if (stream === 'order-bad') throw new Error('first');
              given.push(stream);
            },
            onFailure: () => {
              throw new Error('second');
            },
          }),
        );
        const positions = await write(['order-bad', 'A'], ['order-1', 'A']);
        await until(() => consumption.progress.position >= positions[1]!);
        expect(given).toEqual(['order-1']);
        expect((await store.parked()).map(({ stream, reason }) => [stream, reason])).toEqual([
          ['order-bad', 'Error: first'],
        ]);
        await consumption.stop();
      });

      it('redelivers parked events on request within its concurrency, and removes the handled ones', async () => {
        const bad = Array.from({ length: 6 }, (_, n) => `order-bad${n}`);
        let broken = true;
        let inHand = 0;
        let most = 0;
        const given: string[] = [];
        const consumption = store.consume(
          consumer({
            concurrency: 2,
            handle: async ({ stream }) => {
              given.push(stream);
              most = Math.max(most, (inHand += 1));
              await eventLoopTurns(2);
              inHand -= 1;
              if (broken || stream === 'order-bad5') throw new Error('broken');
            },
          }),
        );
        const positions = await write(...bad.map((stream) => [stream, 'A'] as [string, string]));
        await until(() => consumption.progress.position >= positions[5]!);
        expect((await store.parked()).map(({ stream }) => stream).sort()).toEqual(bad);
        expect([...(await store.parkedCounts())]).toEqual([['submit', 6]]);
        broken = false;
        given.length = 0;
        expect(await store.replayParked('submit')).toBe(6);
        await until(() => given.length === 6 && consumption.progress.inHand === 0);
        expect([...given].sort()).toEqual(bad);
        expect(most).toBe(2);
        expect((await store.parked()).map(({ stream }) => stream)).toEqual(['order-bad5']);
        expect([...(await store.parkedCounts())]).toEqual([['submit', 1]]);
        expect(consumption.progress.position >= positions[5]!).toBe(true);
        await consumption.stop();
      });

      it('replays nothing when nothing is parked, and nothing of another group', async () => {
        const submit = store.consume(
          consumer({
            handle: async () => {
              throw new Error('no');
            },
          }),
        );
        const notified: string[] = [];
        const notify = store.consume(
          consumer({ group: 'notify', handle: async ({ stream }) => void notified.push(stream) }),
        );
        const [position] = await write(['order-1', 'A']);
        await until(() => submit.progress.position >= position! && notify.progress.position >= position!);
        expect(await store.replayParked('notify')).toBe(0);
        expect(notified).toEqual(['order-1']);
        expect((await store.parked()).map(({ group }) => group)).toEqual(['submit']);
        await Promise.all([submit.stop(), notify.stop()]);
      });

      it('never marks a delivery as the first when the group may have had the event before', async () => {
        await write(['order-old', 'A']);
        const deliveries: [string, boolean][] = [];
        let broken = true;
        const consumption = store.consume(
          consumer({
            handle: async ({ stream }, { first }) => {
              deliveries.push([stream, first]);
              if (broken && stream === 'order-bad') throw new Error('broken');
            },
            onFailure: (_, tries) => (tries < 2 ? 10 : 'park'),
          }),
        );
        await until(() => deliveries.length === 1);
        const [position] = await write(['order-bad', 'A']);
        await until(() => deliveries.length === 2 && clock.sleepers > 0);
        await clock.pass({ ms: 10 });
        await until(() => consumption.progress.position >= position!);
        broken = false;
        await store.replayParked('submit');
        await until(() => deliveries.length === 4);
        // Which delivery is the first depends on the store; a later delivery is never marked as the first.
        expect(deliveries.map(([stream, first], n) => [stream, n === 1 ? 'perhaps' : first])).toEqual([
          ['order-old', false],
          ['order-bad', 'perhaps'],
          ['order-bad', false],
          ['order-bad', false],
        ]);
        await consumption.stop();
      });

      it('marks a delivery as the first once, over all restarts of the group', async () => {
        const handed: [string, boolean][] = [];
        const life = (broken: boolean) =>
          store.consume(
            consumer({
              prefersFirst: true,
              handle: async ({ stream }, { first }) => {
                handed.push([stream, first]);
                if (broken && stream === 'order-1') throw new Error('broken');
              },
              onFailure: () => 60_000,
            }),
          );
        const of = (name: string) => handed.filter(([stream]) => stream === name).map(([, first]) => first);
        const stands = async (marker: string) => {
          await write([marker, 'A']);
          await until(() => of(marker).length > 0);
        };
        const before = life(true);
        await stands('order-before');
        await write(['order-1', 'A']);
        await until(() => of('order-1').length === 1 && clock.sleepers > 0);
        await before.stop();
        const after = life(false);
        await stands('order-after');
        await write(['order-2', 'A']);
        await until(() => of('order-1').length === 2 && of('order-2').length === 1);
        expect([of('order-1'), of('order-2')]).toEqual([[true, false], [true]]);
        await after.stop();
      });

      it('takes no new event when it stops, and waits for the events in progress', async () => {
        await write(['order-1', 'A'], ['order-2', 'A'], ['order-3', 'A']);
        const { given, held, handle } = gate();
        const consumption = store.consume(consumer({ concurrency: 2, handle }));
        await until(() => given.length === 2);
        let stopped = false;
        const stopping = consumption.stop().then(() => (stopped = true));
        held.get('order-1')!.done();
        await eventLoopTurns();
        expect(stopped).toBe(false);
        held.get('order-2')!.done();
        await stopping;
        expect(given).toEqual(['order-1', 'order-2']);
        await write(['order-4', 'A']);
        await eventLoopTurns();
        expect(given).toEqual(['order-1', 'order-2']);
      });

      it('continues where the group was stopped, and redelivers unfinished events', async () => {
        const first = gate();
        const stopped = store.consume(consumer({ concurrency: 3, handle: first.handle, onFailure: () => 60_000 }));
        await write(['order-1', 'A'], ['order-2', 'A'], ['order-3', 'A'], ['order-4', 'A']);
        await until(() => first.given.length === 3);
        first.held.get('order-1')!.done();
        await until(() => first.given.length === 4);
        first.held.get('order-2')!.fail(new Error('in a moment'));
        first.held.get('order-3')!.done();
        first.held.get('order-4')!.done();
        await until(() => clock.sleepers > 0 && first.held.size === 0);
        await stopped.stop();

        const given: string[] = [];
        const next = store.consume(consumer({ handle: async ({ stream }) => void given.push(stream) }));
        const [position] = await write(['order-5', 'A']);
        await until(() => next.progress.position >= position!);
        // At least once: events after the unfinished one may be redelivered, events before it are not.
        expect(given).toContain('order-2');
        expect(given).toContain('order-5');
        expect(given).not.toContain('order-1');
        await next.stop();

        const again: string[] = [];
        const last = store.consume(consumer({ handle: async ({ stream }) => void again.push(stream) }));
        const [end] = await write(['order-6', 'A']);
        await until(() => last.progress.position >= end!);
        expect(again).toEqual(['order-6']);
        await last.stop();
      });

      it('can be stopped at once, and twice', async () => {
        await write(['order-1', 'A']);
        const consumption = store.consume(consumer({ handle: async () => undefined }));
        await Promise.all([consumption.stop(), consumption.stop()]);
        await consumption.stop();
        const given: string[] = [];
        const next = store.consume(consumer({ handle: async ({ stream }) => void given.push(stream) }));
        const [position] = await write(['order-2', 'A']);
        await until(() => next.progress.position >= position!);
        expect(given).toContain('order-2');
        await next.stop();
      });

      it('delivers a long history at least once per event while more is written', async () => {
        for (let n = 0; n < 20; n += 1) await store.append(`order-${n}`, 'no-stream', some(50));
        const given = new Map<string, number>();
        const consumption = store.consume(
          consumer({
            concurrency: 32,
            handle: async ({ id, revision }) => {
              if (revision % 7 === 0) await eventLoopTurns(1);
              given.set(id, (given.get(id) ?? 0) + 1);
            },
          }),
        );
        for (let n = 20; n < 40; n += 1) await store.append(`order-${n}`, 'no-stream', some(50));
        const head = await store.head();
        await until(() => consumption.progress.position >= head);
        expect([...given.keys()].sort()).toEqual(idsOf(await readWholeLog(store, orders)).sort());
        await consumption.stop();
      });
    });
  });
}
