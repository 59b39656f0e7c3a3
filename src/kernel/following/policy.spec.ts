import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { FakeClock, noon, eventLoopTurns } from '../../../test/support/fake-clock.js';
import { anyOrigin } from '../../../test/support/specify.js';
import { defineEvent, type EventOf, type Origin } from '../domain/events.js';
import { DocumentStoreUnavailable } from '../ports/document-store.js';
import { StoreUnavailable, type Consumption } from '../ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { NotYet, run, type Policy } from './policy.js';

const Rang = defineEvent('Rang', z.object({ who: z.string() }));
type Ring = EventOf<typeof Rang>;

describe('a policy', () => {
  let clock: FakeClock;
  let log: SqliteEventStore;
  let consumptions: Consumption[];
  let parked: string[];
  let heard: (readonly [who: string, first: boolean])[];
  let origins: Origin[];
  let answer: (who: string) => Promise<void>;
  let ids: number;

  const openWhenRung: Policy<Ring> = {
    name: 'open-when-rung',
    events: [Rang],
    concurrency: 4,
    when: {
      async Rang({ data }, by, { first }) {
        heard.push([data.who, first]);
        origins.push(by);
        await answer(data.who);
      },
    },
  };
  const append = async (type: string, data: unknown) => {
    ids += 1;
    const id = `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    await log.append(`bell-${ids}`, 'no-stream', [
      { id, type, data, metadata: { ...anyOrigin, at: noon, schemaVersion: 1 } },
    ]);
    await eventLoopTurns();
  };
  const ring = (who: string) => append('Rang', Rang({ who }).data);
  const start = async () => {
    consumptions.push(run(openWhenRung, log, (reason) => parked.push(reason)));
    await eventLoopTurns();
    return consumptions.at(-1)!;
  };

  beforeEach(() => {
    clock = new FakeClock();
    log = SqliteEventStore.inMemory(clock);
    consumptions = [];
    parked = [];
    heard = [];
    origins = [];
    answer = async () => undefined;
    ids = 0;
  });
  afterEach(async () => {
    for (const consumption of consumptions) await consumption.stop();
    await log.close();
  });

  it('acts on what happens, as itself, because of that event, in the course of what began it', async () => {
    await start();
    await append('Knocked', {});
    await ring('aline');
    expect(heard).toEqual([['aline', true]]);
    expect(origins).toEqual([
      {
        actor: { kind: 'saga', id: 'open-when-rung', name: 'open-when-rung' },
        correlationId: anyOrigin.correlationId,
        causationId: '00000000-0000-4000-8000-000000000002',
      },
    ]);
  });

  it('cannot be sure to be first with what was there before it', async () => {
    await ring('aline');
    await start();
    await ring('bosco');
    expect(heard).toEqual([
      ['aline', false],
      ['bosco', true],
    ]);
  });

  it('tries again, ever more seldom, then sets the event aside and says so; the others do not wait', async () => {
    answer = (who) => (who === 'aline' ? Promise.reject(new Error('no answer')) : Promise.resolve());
    await start();
    await ring('aline');
    await ring('bosco');
    expect(heard).toEqual([
      ['aline', true],
      ['bosco', true],
    ]);
    await clock.pass({ ms: 99 });
    expect(heard).toHaveLength(2);
    await clock.pass({ ms: 1 });
    expect(heard.at(-1)).toEqual(['aline', false]);
    await clock.pass({ ms: 12_599 });
    expect(parked).toEqual([]);
    await clock.pass({ ms: 1 });
    expect(heard.filter(([who]) => who === 'aline')).toHaveLength(8);
    expect(parked).toEqual(['no answer']);
    expect(await log.parked()).toMatchObject([{ group: 'open-when-rung', stream: 'bell-1', type: 'Rang' }]);
    await clock.pass({ hours: 1 });
    expect(heard).toHaveLength(9);
  });

  it('is given parked events again on request, and never as a first delivery', async () => {
    answer = () => Promise.reject(new Error('no answer'));
    await start();
    await ring('aline');
    await clock.pass({ minutes: 1 });
    answer = async () => undefined;
    heard = [];
    expect(await log.replayParked('open-when-rung')).toBe(1);
    await eventLoopTurns();
    expect(heard).toEqual([['aline', false]]);
    expect(await log.parked()).toEqual([]);
  });

  it.each([new StoreUnavailable('away'), new DocumentStoreUnavailable('away')])(
    'never sets an event aside because a store is away: %s',
    async (fault) => {
      answer = () => Promise.reject(fault);
      await start();
      await ring('aline');
      await clock.pass({ hours: 2 });
      expect(parked).toEqual([]);
      answer = async () => undefined;
      await clock.pass({ seconds: 10 });
      const tries = heard.length;
      await clock.pass({ minutes: 1 });
      expect(heard).toHaveLength(tries);
    },
  );

  it('is patient with what has no answer yet, without a slot for it, and sets it aside after about an hour', async () => {
    answer = (who) => (who === 'bosco' ? Promise.resolve() : Promise.reject(new NotYet('no answer')));
    const consumption = await start();
    for (let n = 0; n < 10; n += 1) await ring(String(n));
    await ring('bosco');
    expect(heard.at(-1)).toEqual(['bosco', true]);
    expect(consumption.progress).toMatchObject({ inHand: 0, waiting: 10, position: 0n, oldestAt: null });
    await clock.pass({ minutes: 58 });
    expect(parked).toEqual([]);
    await clock.pass({ minutes: 5 });
    expect(parked).toHaveLength(10);
    expect(consumption.progress).toMatchObject({ waiting: 0, position: 11n });
  });

  it('parks an event that cannot be read', async () => {
    await start();
    await append('Rang', { nobody: true });
    await ring('bosco');
    await clock.pass({ minutes: 1 });
    expect(heard).toEqual([['bosco', true]]);
    expect(await log.parked()).toMatchObject([{ stream: 'bell-1' }]);
  });

  it('works on so many at once and no more', async () => {
    let open: () => void = () => undefined;
    const closed = new Promise<void>((resolve) => (open = resolve));
    answer = () => closed;
    const consumption = await start();
    for (let n = 0; n < 10; n += 1) await ring(String(n));
    expect(heard).toHaveLength(4);
    expect(consumption.progress).toMatchObject({ inHand: 4, position: 0n });
    open();
    await eventLoopTurns(100);
    expect(heard).toHaveLength(10);
    expect(consumption.progress).toMatchObject({ inHand: 0, position: 10n, read: 10n });
  });

  it('is given again after a restart what it had in hand, and not what it had done', async () => {
    answer = (who) => (who === 'bosco' ? Promise.reject(new Error('not yet')) : Promise.resolve());
    const consumption = await start();
    await ring('aline');
    await ring('bosco');
    await consumption.stop();
    answer = async () => undefined;
    heard = [];
    await start();
    expect(heard).toEqual([['bosco', false]]);
  });
});
