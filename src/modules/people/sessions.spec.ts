import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventLoopTurns, FakeClock } from '../../../test/support/fake-clock.js';
import { anyOrigin as by } from '../../../test/support/specify.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { instant } from '../../kernel/domain/clock.js';
import { beginning } from '../../kernel/domain/position.js';
import type { Role } from '../../kernel/domain/role.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { Sessions } from './sessions.js';
import { isAdministrator } from './user.decider.js';
import { Users } from './users.js';

// Two instances on one log, of which neither is its only writer.
let log: SqliteEventStore;
let clock: FakeClock;
let kernel: Kernel;
let ids = 0;
beforeEach(() => {
  clock = new FakeClock();
  log = SqliteEventStore.inMemory(clock);
  const store = new Proxy<EventStore>(log, {
    get: (_, name) => {
      if (name === 'soleWriter') return false;
      const value = Reflect.get(log, name) as unknown;
      return typeof value === 'function' ? (value as () => unknown).bind(log) : value;
    },
  });
  kernel = { store, clock, newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}` };
});
afterEach(() => log.close());

describe('the sessions of people', () => {
  let here: Sessions;
  let there: Sessions;
  beforeEach(async () => {
    [here, there] = [new Sessions(kernel), new Sessions(kernel)];
    await Promise.all([here.start(), there.start()]);
  });
  afterEach(async () => {
    await Promise.all([here.stop(), there.stop()]);
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

describe('users', () => {
  let here: Users;
  let there: Users;
  beforeEach(async () => {
    const documents = {
      declare: async () => undefined,
      checkpoint: async () => null,
      query: async () => ({ documents: [], nextCursor: null }),
    } as unknown as DocumentStore;
    const personalData = {
      seal: async (id: string, value: string) => `sealed.${id}.key.${value}`,
    } as unknown as PersonalData;
    const hashes = new KeyedHash(Buffer.alloc(32, 7), 'people');
    [here, there] = [
      new Users(kernel, documents, personalData, hashes),
      new Users(kernel, documents, personalData, hashes),
    ];
    await Promise.all([here.start(), there.start()]);
  });
  afterEach(async () => {
    await Promise.all([here.stop(), there.stop()]);
  });

  const active = async (email: string, roles: readonly Role[]): Promise<string> => {
    const { user } = await here.invite({ email, name: email, roles, language: 'en' }, by);
    const [userId, at] = [user.id, instant(clock.now())];
    const password = await here.seal(userId, 'hash');
    await here.send('Accept', userId, { userId, hash: user.invitation!.hash, password, at, by });
    await eventLoopTurns();
    return userId;
  };
  const administrators = (users: Users) => users.all().filter(isAdministrator);

  it('keep one administrator, although two end each other in the same moment on two instances', async () => {
    const [one, other] = [await active('one@example.rw', ['admin']), await active('other@example.rw', ['admin'])];
    const came = await Promise.allSettled([here.remove(other, by), there.change(one, { roles: ['support'] }, by)]);
    expect(came.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(came.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'LAST_ADMINISTRATOR' } });
    await eventLoopTurns();
    expect([administrators(here).length, administrators(there).length]).toEqual([1, 1]);
    const [{ id: left } = { id: '' }] = administrators(here);
    await expect(there.remove(left, by)).rejects.toMatchObject({ code: 'LAST_ADMINISTRATOR' });
    // Who comes back counts again, on every instance.
    await active(left === one ? 'other@example.rw' : 'new@example.rw', ['admin']);
    await there.remove(left, by);
  });

  it('keep the roles that were taken away, although the person chooses a language in the same moment', async () => {
    await active('one@example.rw', ['admin']);
    const id = await active('other@example.rw', ['admin']);
    await Promise.all([here.change(id, { roles: ['support'] }, by), there.change(id, { language: 'rw' }, by)]);
    expect(await there.find(id)).toMatchObject({ roles: ['support'], language: 'rw' });
  });
});
