import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { PaymentWatch, type Wait, type WaitingLimits } from './payment-watch.js';

let clock: FakeClock;
let store: SqliteEventStore;
let watches: PaymentWatch[];
beforeEach(() => {
  clock = new FakeClock();
  store = SqliteEventStore.inMemory(clock);
  watches = [];
});
afterEach(async () => {
  for (const watch of watches) await watch.stop();
  await store.close();
});

async function watching(limits?: WaitingLimits) {
  const watch = new PaymentWatch(store, clock, (id) => `payment-${id}`, limits);
  watches.push(watch);
  await watch.start();
  return watch;
}

let events = 0;
async function happens(type: string, stream = 'payment-1'): Promise<void> {
  const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
  events += 1;
  const id = `00000000-0000-4000-8000-${String(events).padStart(12, '0')}`;
  await store.append(stream, last?.revision ?? 'no-stream', [{ id, type, data: {}, metadata: {} as never }]);
}

/** A wait whose end is told by `isOver`, and which counts how often it looked. */
function waiting(watch: PaymentWatch, more: Partial<Wait> = {}) {
  const told = { isOver: false, looks: 0, answer: undefined as boolean | undefined };
  const look = async () => {
    told.looks += 1;
    return told.isOver ? null : ['payment-1'];
  };
  const ended = watch
    .wait({ client: 'cli_1', patienceMs: 5_000, gone: new AbortController().signal, look, ...more })
    .then((answer) => (told.answer = answer));
  return { told, ended };
}
const turns = async (isSo: () => boolean) => {
  for (let turn = 0; turn < 1_000 && !isSo(); turn += 1) await new Promise(setImmediate);
  expect(isSo()).toBe(true);
};

describe('a caller that waits', () => {
  it('is answered by the event that ends the wait, on every instance that follows the log', async () => {
    const both = [await watching(), await watching()].map((watch) => waiting(watch));
    await turns(() => both.every(({ told }) => told.looks === 2));
    for (const { told } of both) told.isOver = true;
    await happens('PaymentSucceeded');
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([true, true]);
    expect(both.map(({ told }) => told.looks)).toEqual([3, 3]);
  });

  it('looks again at an event of its streams alone, and never at an interval', async () => {
    const { told, ended } = waiting(await watching());
    await turns(() => told.looks === 2);
    await happens('PaymentSubmitted', 'payment-2');
    await happens('NoteAdded');
    await clock.pass({ ms: 4_999 });
    expect(told).toEqual({ isOver: false, looks: 2, answer: undefined });
    await happens('PaymentPending');
    await turns(() => told.looks === 3);
    await clock.pass({ ms: 1 });
    expect(await ended).toBe(true);
  });

  it('misses no event that comes while it looks', async () => {
    const watch = await watching();
    let looks = 0;
    const look = async () => {
      looks += 1;
      if (looks === 3) return null;
      if (looks === 2) {
        await happens('PaymentSucceeded');
        // Long enough for the reader to have it before this look returns.
        for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      }
      return ['payment-1'];
    };
    const { ended } = waiting(watch, { look });
    expect(await ended).toBe(true);
    expect(looks).toBe(3);
  });

  it('follows the streams that its last look has named', async () => {
    const watch = await watching();
    let streams: string[] | null = ['record-1', 'payment-1'];
    let looks = 0;
    const look = async () => {
      looks += 1;
      return streams;
    };
    const { ended } = waiting(watch, { look });
    await turns(() => looks === 2);
    streams = ['record-1', 'payment-2'];
    await happens('RecordClaimed', 'record-1');
    await turns(() => looks === 4);
    await happens('PaymentSubmitted', 'payment-1');
    streams = null;
    await happens('PaymentSucceeded', 'payment-2');
    expect(await ended).toBe(true);
    expect(looks).toBe(5);
  });

  it('is not kept where there is nothing to wait for', async () => {
    const watch = await watching();
    const { told, ended } = waiting(watch, { look: async () => null });
    expect([await ended, watch.callers, told.looks]).toEqual([true, 0, 0]);
  });

  it('is let go, and told so, when the server stops', async () => {
    const watch = await watching();
    const before = waiting(watch);
    await turns(() => before.told.looks === 2);
    watch.onModuleDestroy();
    expect(await before.ended).toBe(false);
    expect(await waiting(watch).ended).toBe(false);
    expect([watch.callers, clock.sleepers]).toEqual([0, 0]);
  });

  it('gives its place back when it goes away', async () => {
    const watch = await watching();
    const gone = new AbortController();
    const { told, ended } = waiting(watch, { gone: gone.signal });
    await turns(() => told.looks === 2);
    gone.abort();
    await ended;
    expect([watch.callers, clock.sleepers]).toEqual([0, 0]);
  });

  it('gives its place back when a look fails', async () => {
    const watch = await watching();
    let looks = 0;
    const look = async () => {
      looks += 1;
      if (looks === 2) throw new Error('the store is away');
      return ['payment-1'];
    };
    await expect(waiting(watch, { look }).ended).rejects.toThrow('the store is away');
    expect([watch.callers, clock.sleepers]).toEqual([0, 0]);
  });

  it('is one of so many: of one client, and of all', async () => {
    const watch = await watching({ callers: 3, callersOfOneClient: 2 });
    const kept = ['cli_1', 'cli_1', 'cli_2'].map((client) => waiting(watch, { client }));
    await turns(() => kept.every(({ told }) => told.looks === 2));
    expect(await waiting(watch, { client: 'cli_1' }).ended).toBe(false);
    expect(await waiting(watch, { client: 'cli_3' }).ended).toBe(false);
    for (const { told } of kept) told.isOver = true;
    await happens('PaymentFailed');
    expect(await Promise.all(kept.map(({ ended }) => ended))).toEqual([true, true, true]);
    expect(watch.callers).toBe(0);
    const next = waiting(watch, { client: 'cli_3' });
    await turns(() => next.told.looks === 2);
    await clock.pass({ seconds: 5 });
    expect(await next.ended).toBe(true);
  });
});
