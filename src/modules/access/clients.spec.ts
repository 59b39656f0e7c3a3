import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, noon, someTurns } from '../../../test/support/fake-clock.js';
import { anybody as by, specify } from '../../../test/support/specify.js';
import { beginning } from '../../kernel/domain/position.js';
import { SqliteEventStore } from '../../kernel/event-store/sqlite-event-store.js';
import { client } from './client.decider.js';
import { ClientRegistered } from './client.events.js';
import { Clients } from './clients.js';

const registered = ClientRegistered({
  clientId: 'cli_1',
  name: 'Permits',
  roles: ['service'],
  keyHash: 'hash',
  at: noon,
});

describe('a client', () => {
  const register = (name: string) => ({ RegisterClient: { client: { ...registered.data, name } } });
  it('is registered once', () => {
    specify(client).given().when(register('Permits')).thenEmits(registered);
    specify(client).given(registered).when(register('Others')).thenNothing();
  });
});

describe('clients', () => {
  let log: SqliteEventStore;
  let running: Clients[];
  let ids: number;

  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const start = async () => {
    const clients = new Clients({ store: log, clock: new FakeClock(), newId });
    await clients.start();
    running.push(clients);
    return clients;
  };

  beforeEach(() => {
    log = SqliteEventStore.inMemory(new FakeClock());
    running = [];
    ids = 0;
  });
  afterEach(async () => {
    for (const clients of running) await clients.stop();
    await log.close();
  });

  it('are known by their keys, of which only hashes are kept', async () => {
    const clients = await start();
    const { client, key } = await clients.register('Permits', ['service'], by);
    expect(key).toMatch(/^ish_[\w-]{43}$/);
    expect(clients.withKey(key)).toEqual(client);
    expect([clients.withKey(`${key}x`), clients.withKey(''), clients.withKey(key.slice(1))]).toEqual([
      null,
      null,
      null,
    ]);
    const { events } = await log.readAll(beginning, 10);
    expect(JSON.stringify(events.map(({ data, metadata }) => [data, metadata]))).not.toContain(key.slice(4));
  });

  it('are known after a restart, and to every instance', async () => {
    const one = await start();
    const other = await start();
    const { client, key } = await one.register('Permits', ['service'], by);
    await someTurns();
    expect(other.withKey(key)).toEqual(client);
    expect((await start()).withKey(key)).toEqual(client);
  });

  it('begin with an admin, made once: with the key that was set, or a new one', async () => {
    const clients = await start();
    // Whoever set it has it; only one that was made here is shown.
    expect(await clients.bootstrap('a key that was set by its owner')).toBeNull();
    expect(clients.withKey('a key that was set by its owner')).toMatchObject({ roles: ['admin'] });
    expect(await clients.bootstrap('another key')).toBeNull();
    expect(await (await start()).bootstrap(null)).toBeNull();
    expect(clients.withKey('another key')).toBeNull();
  });

  it('are one admin when two instances start at once, and only one of them shows a key', async () => {
    const instances = [await start(), await start()];
    const shown = await Promise.all(instances.map((clients) => clients.bootstrap(null)));
    expect(shown.map((key) => typeof key).toSorted()).toEqual(['object', 'string']);
    const key = shown.find((made) => made !== null)!;
    await someTurns();
    const admins = [...instances, await start()].map((clients) => clients.withKey(key));
    expect(new Set(admins.map((admin) => admin?.id))).toEqual(new Set(['cli_bootstrap']));
    expect((await log.readAll(beginning, 10)).events).toHaveLength(1);
  });

  it('do not count as admins without being some', async () => {
    const clients = await start();
    await clients.register('Permits', ['service', 'payer:read'], by);
    expect(clients.hasAdmin).toBe(false);
    expect(await clients.bootstrap(null)).toMatch(/^ish_/);
  });

  it('after one that nobody can read are known all the same', async () => {
    const clients = await start();
    await log.append('client-cli_9', 'no-stream', [
      {
        id: newId(),
        type: 'ClientRegistered',
        data: { no: 'client' },
        metadata: { ...by, at: noon, schemaVersion: 1 },
      },
    ]);
    const other = await start();
    const { client, key } = await other.register('Permits', ['service'], by);
    await someTurns();
    expect(clients.withKey(key)).toEqual(client);
    expect((await start()).withKey(key)).toEqual(client);
  });
});
