import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventLoopTurns, FakeClock } from '../../../test/support/fake-clock.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { instant } from '../../kernel/domain/clock.js';
import { beginning } from '../../kernel/domain/position.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { Sessions } from './sessions.js';

/** Two instances on one log, of which neither is its only writer. */
describe('the sessions of people', () => {
  let log: SqliteEventStore;
  let clock: FakeClock;
  let here: Sessions;
  let there: Sessions;
  let ids = 0;
  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;

  beforeEach(async () => {
    clock = new FakeClock();
    log = SqliteEventStore.inMemory(clock);
    const store = new Proxy<EventStore>(log, {
      get: (_, name) => {
        if (name === 'soleWriter') return false;
        const value = Reflect.get(log, name) as unknown;
        return typeof value === 'function' ? (value as () => unknown).bind(log) : value;
      },
    });
    [here, there] = [new Sessions({ store, clock, newId }), new Sessions({ store, clock, newId })];
    await Promise.all([here.start(), there.start()]);
  });
  afterEach(async () => {
    await Promise.all([here.stop(), there.stop()]);
    await log.close();
  });

  const begin = () => {
    const signedInAt = instant(clock.now());
    const started = { userId: 'usr_1', epoch: 1, signedInAt, secondFactorAt: null, browser: 'Firefox' };
    return here.begin(started, by);
  };

  it('are known to every instance from the first request on, by a cookie of which only the hash is kept', async () => {
    const cookie = await begin();
    expect(cookie).toMatch(/^[\w-]{43}$/);
    expect(await there.withCookie(cookie)).toMatchObject({ userId: 'usr_1' });
    expect(await here.withCookie(cookie)).toMatchObject({ userId: 'usr_1' });
    for (const wrong of ['', 'x'.repeat(43), `${cookie}x`, cookie.slice(1)])
      expect(await there.withCookie(wrong)).toBeNull();
    const { events } = await log.readAll(beginning, 10);
    expect(JSON.stringify(events.map(({ stream, data }) => [stream, data]))).not.toContain(cookie);
  });

  it('end on every instance that knows them', async () => {
    const cookie = await begin();
    const session = (await there.withCookie(cookie))!;
    await here.end(session.id, 'signed-out', by);
    await eventLoopTurns();
    expect(await there.withCookie(cookie)).toBeNull();
    expect(await here.withCookie(cookie)).toBeNull();
  });

  it('are not idle anywhere while they are used somewhere: once in five minutes that is on record', async () => {
    const cookie = await begin();
    const session = (await there.withCookie(cookie))!;
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await clock.pass({ minutes: 1 });
      expect(await here.withCookie(cookie)).not.toBeNull();
      here.used(session, by);
      await eventLoopTurns();
    }
    expect(await there.withCookie(cookie)).not.toBeNull();
    const { events } = await log.readAll(beginning, 100);
    expect(events.filter(({ type }) => type === 'SessionContinued')).toHaveLength(12);
    await clock.pass({ minutes: 30 });
    expect(await here.withCookie(cookie)).toBeNull();
    expect(await there.withCookie(cookie)).toBeNull();
  });
});
