import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { FakeClock, eventLoopTurns } from '../../../test/support/fake-clock.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { defineEvent, type EventOf, type Origin } from '../domain/events.js';
import { DocumentStoreUnavailable } from '../ports/document-store.js';
import { StoreUnavailable } from '../ports/event-store.js';
import { OrderedPolicyRunner, replayDeadLetters, type OrderedPolicy } from './ordered-policy.js';

const Rang = defineEvent('Rang', z.object({ who: z.string() }));
type Ring = EventOf<typeof Rang>;

let clock: FakeClock;
let log: SqliteEventStore;
let running: OrderedPolicyRunner<Ring>[];
/** What each call was for. */
let calls: string[][];
let origins: Origin[];
let parked: string[];
let answer: (who: readonly string[]) => Error | null;
let mayBeSkipped: (who: string) => boolean;
let ids: number;

const announce: OrderedPolicy<Ring> = {
  name: 'announce-rings',
  events: [Rang],
  batch: 3,
  async handle(events, by) {
    const who = events.map(({ data }) => data.who);
    calls.push(who);
    origins.push(by);
    const fault = answer(who);
    if (fault !== null) throw fault;
  },
  mayBeSkipped: async ({ data }) => mayBeSkipped(data.who),
};

const append = async (type: string, data: unknown) => {
  ids += 1;
  const id = `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
  const metadata = { ...anyOrigin, at: clock.at, schemaVersion: 1 };
  await log.append(`bell-${ids}`, 'no-stream', [{ id, type, data, metadata }]);
};
const ring = async (...who: string[]) => {
  for (const each of who) await append('Rang', { who: each });
  await eventLoopTurns();
};
const start = async () => {
  const runner = new OrderedPolicyRunner(announce, log, clock, (reason) => parked.push(reason));
  running.push(runner);
  await runner.start();
  await eventLoopTurns();
  return runner;
};
const deadLetters = async () => (await log.checkpoint('announce-rings'))?.deadLetters ?? [];

beforeEach(() => {
  clock = new FakeClock();
  log = SqliteEventStore.inMemory(clock);
  running = [];
  calls = [];
  origins = [];
  parked = [];
  answer = () => null;
  mayBeSkipped = () => true;
  ids = 0;
});
afterEach(async () => {
  for (const runner of running) await runner.stop();
  await log.close();
});

describe('an ordered policy', () => {
  it('is given its events in the order of the log, in batches of at most so many', async () => {
    await ring('aline', 'bosco', 'chantal', 'denis');
    await append('Knocked', {});
    const runner = await start();
    await ring('eric');
    expect(calls).toEqual([['aline', 'bosco', 'chantal'], ['denis'], ['eric']]);
    expect(runner).toMatchObject({ position: 6n, fault: null });
  });

  it('acts as itself, because of the first event of the batch', async () => {
    await ring('aline', 'bosco');
    await start();
    expect(origins).toEqual([
      {
        actor: { kind: 'saga', id: 'announce-rings', name: 'announce-rings' },
        correlationId: anyOrigin.correlationId,
        causationId: '00000000-0000-4000-8000-000000000001',
      },
    ]);
  });

  it('goes on where it was stopped', async () => {
    const runner = await start();
    await ring('aline');
    await runner.stop();
    await ring('bosco');
    calls = [];
    await start();
    expect(calls).toEqual([['bosco']]);
  });

  it('is given at most the last second again after a crash', async () => {
    await start();
    await ring('aline');
    await clock.pass({ seconds: 1 });
    await ring('bosco');
    await ring('chantal');
    calls = [];
    await start();
    expect(calls).toEqual([['chantal']]);
  });

  it('passes what is none of its business without a call, and does not read it again', async () => {
    const runner = await start();
    await append('Knocked', {});
    await eventLoopTurns();
    await runner.stop();
    expect(await log.checkpoint('announce-rings')).toEqual({ position: 1n, deadLetters: [] });
    expect(calls).toEqual([]);
  });
});

describe('an ordered policy that fails', () => {
  it('tries the batch again as a whole, then one by one, and skips only the event that fails', async () => {
    answer = (who) => (who.includes('bosco') ? new Error('bosco is out') : null);
    await ring('aline', 'bosco', 'chantal');
    const runner = await start();
    await clock.pass({ ms: 22_699 });
    expect([runner.fault, await deadLetters(), parked]).toEqual(['bosco is out', [], []]);
    await clock.pass({ ms: 1 });
    expect(calls.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => ['aline', 'bosco', 'chantal']));
    expect(calls.slice(8)).toEqual([['aline'], ['bosco'], ['chantal']]);
    expect(runner).toMatchObject({ position: 3n, fault: null });
    expect(parked).toEqual(['bosco is out']);
    expect(await deadLetters()).toEqual([
      { position: 2n, stream: 'bell-2', revision: 0, type: 'Rang', reason: 'bosco is out', parkedAt: clock.at },
    ]);
  });

  it('gives the next batch as many tries', async () => {
    answer = (who) => (who.includes('bosco') || who.includes('eric') ? new Error('out') : null);
    await ring('aline', 'bosco', 'chantal', 'denis', 'eric');
    await start();
    await clock.pass({ minutes: 1 });
    expect(calls.filter((who) => who.length > 1)).toEqual([
      ...Array.from({ length: 8 }, () => ['aline', 'bosco', 'chantal']),
      ...Array.from({ length: 8 }, () => ['denis', 'eric']),
    ]);
    expect((await deadLetters()).map(({ position }) => position)).toEqual([2n, 5n]);
  });

  it('waits for an event that may not be skipped', async () => {
    answer = (who) => (who.includes('aline') ? new Error('out') : null);
    mayBeSkipped = () => false;
    await ring('aline', 'bosco');
    const runner = await start();
    await clock.pass({ minutes: 10 });
    expect([runner.fault, runner.position, await deadLetters()]).toEqual(['out', 0n, []]);
    answer = () => null;
    await clock.pass({ seconds: 10 });
    expect(runner).toMatchObject({ position: 2n, fault: null });
  });

  it.each([new StoreUnavailable('away'), new DocumentStoreUnavailable('away')])(
    'never skips an event because a store is away, nor counts that as a try: %s',
    async (fault) => {
      answer = () => fault;
      await ring('aline', 'bosco');
      await start();
      await clock.pass({ hours: 1 });
      expect(await deadLetters()).toEqual([]);
      calls = [];
      answer = () => (calls.length <= 7 ? new Error('a bug') : null);
      await clock.pass({ minutes: 5 });
      expect(calls).toEqual(Array.from({ length: 8 }, () => ['aline', 'bosco']));
      expect(await deadLetters()).toEqual([]);
    },
  );

  it('skips an event that cannot be read, at once', async () => {
    await append('Rang', { no: 'name' });
    await ring('bosco');
    await start();
    expect(calls).toEqual([['bosco']]);
    expect(await deadLetters()).toMatchObject([{ position: 1n, stream: 'bell-1' }]);
  });

  it('does not give a dead letter to a batch that comes again', async () => {
    answer = (who) => (who.includes('aline') || (who.includes('bosco') && calls.length < 12) ? new Error('out') : null);
    mayBeSkipped = (who) => who === 'aline';
    await ring('aline', 'bosco');
    await start();
    await clock.pass({ minutes: 1 });
    expect(calls.slice(8)).toEqual([['aline'], ['bosco'], ['bosco'], ['bosco']]);
    expect((await deadLetters()).map(({ position }) => position)).toEqual([1n]);
  });

  it('stands still rather than skip more than four hundred events', async () => {
    for (let n = 0; n < 402; n += 1) await append('Rang', { no: 'name' });
    const runner = await start();
    await eventLoopTurns(2_000);
    expect(await deadLetters()).toHaveLength(400);
    expect(runner.fault).toMatch(/expected string/);
  });
});

describe('the dead letters of an ordered policy', () => {
  it('are tried again on request, and what was done is given again', async () => {
    answer = (who) => (who.includes('bosco') ? new Error('out') : null);
    await ring('aline', 'bosco', 'chantal', 'denis');
    const runner = await start();
    await clock.pass({ minutes: 1 });
    await runner.stop();
    answer = () => null;
    calls = [];
    expect(await replayDeadLetters(log, 'announce-rings')).toBe(1);
    expect(await log.checkpoint('announce-rings')).toEqual({ position: 1n, deadLetters: [] });
    await start();
    expect(calls).toEqual([['bosco', 'chantal', 'denis']]);
    expect(await replayDeadLetters(log, 'announce-rings')).toBe(0);
  });

  it('are tried again by a holder that is at work', async () => {
    answer = (who) => (who.includes('bosco') ? new Error('out') : null);
    await ring('aline', 'bosco');
    const runner = await start();
    await clock.pass({ minutes: 1 });
    answer = () => null;
    calls = [];
    await replayDeadLetters(log, 'announce-rings');
    await clock.pass({ seconds: 1 });
    await ring('chantal');
    await clock.pass({ seconds: 1 });
    expect(calls).toEqual([['chantal'], ['bosco', 'chantal']]);
    expect([runner, await deadLetters()]).toMatchObject([{ position: 3n, fault: null }, []]);
  });
});

describe('an ordered policy whose log was unavailable', () => {
  it('reports no fault once the log answers again, before any new event', async () => {
    const claim = log.claimCheckpoint.bind(log);
    log.claimCheckpoint = async () => {
      throw new StoreUnavailable('away');
    };
    const runner = await start();
    expect(runner.fault).toBe('away');
    log.claimCheckpoint = claim;
    await clock.pass({ seconds: 1 });
    expect([runner.fault, calls]).toEqual([null, []]);
  });
});

describe('two holders of one ordered policy', () => {
  it('cannot both move its checkpoint: the one that was taken over begins again from what the other kept', async () => {
    const older = await start();
    await ring('aline');
    const newer = await start();
    await clock.pass({ seconds: 1 });
    await newer.stop();
    const kept = await log.checkpoint('announce-rings');
    await older.stop();
    expect(await log.checkpoint('announce-rings')).toEqual(kept);
  });
});
