import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, noon, eventLoopTurns } from '../../../test/support/fake-clock.js';
import { anyOrigin as by, specify } from '../../../test/support/specify.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { beginning } from '../../kernel/domain/position.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { client } from './client.decider.js';
import { ClientKeyAdded, ClientRegistered } from './client.events.js';
import { SkippedEvents } from '../../kernel/following/skipped-events.js';
import { ViewRunner } from '../../kernel/following/view-runner.js';
import { clientView } from './client.view.js';
import { Clients } from './clients.js';

const registered = ClientRegistered({
  clientId: 'cli_1',
  name: 'Permits',
  roles: ['service'],
  keyHash: 'hash',
  at: noon,
});

describe('a client', () => {
  const register = (name: string) => ({ Register: { client: { ...registered.data, name } } });
  it('is registered once', () => {
    specify(client).given().when(register('Permits')).thenEmits(registered);
    specify(client).given(registered).when(register('Others')).thenNothing();
  });

  const added = (keyHash: string) => ClientKeyAdded({ clientId: 'cli_1', keyHash, at: noon });
  const add = (keyHash: string) => ({ AddKey: { key: added(keyHash).data } });
  it('is given another key once, and none when there is no such client', () => {
    specify(client).given(registered).when(add('another')).thenEmits(added('another'));
    specify(client).given(registered, added('another')).when(add('another')).thenNothing();
    specify(client).given(registered).when(add('hash')).thenNothing();
    specify(client).given().when(add('hash')).thenNothing();
  });
});

describe('clients', () => {
  let log: SqliteEventStore;
  let documents: SqliteDocumentStore;
  let running: Clients[];
  let ids: number;

  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const start = async () => {
    const clients = new Clients({ store: log, clock: new FakeClock(), newId }, documents);
    await clients.start();
    running.push(clients);
    return clients;
  };

  beforeEach(() => {
    log = SqliteEventStore.inMemory(new FakeClock());
    documents = SqliteDocumentStore.inMemory();
    running = [];
    ids = 0;
  });
  afterEach(async () => {
    for (const clients of running) await clients.stop();
    await Promise.all([log.close(), documents.close()]);
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
    await eventLoopTurns();
    expect(other.withKey(key)).toEqual(client);
    expect((await start()).withKey(key)).toEqual(client);
  });

  it('have an admin by the key that was set, also when there is one by another key, which stays good', async () => {
    const clients = await start();
    expect(await clients.bootstrap('a key that was set by its owner')).toBe(true);
    expect(await clients.bootstrap('a key that was set by its owner')).toBe(false);
    expect(await clients.bootstrap('another key')).toBe(true);
    expect(await (await start()).bootstrap('another key')).toBe(false);
    await eventLoopTurns();
    for (const each of [clients, await start()])
      for (const key of ['a key that was set by its owner', 'another key'])
        expect(each.withKey(key)).toEqual({ id: 'cli_bootstrap', name: 'bootstrap admin', roles: ['admin'] });
    expect((await log.readAll(beginning, 10)).events.map(({ type }) => type)).toEqual([
      'ClientRegistered',
      'ClientKeyAdded',
    ]);
  });

  it('are not made admins by a key that one of them has without being an admin', async () => {
    const clients = await start();
    const { client, key } = await clients.register('Permits', ['service'], by);
    await expect(clients.bootstrap(key)).rejects.toThrow(`BOOTSTRAP_API_KEY is the key of ${client.id}`);
    expect(clients.withKey(key)).toEqual(client);
  });

  it('have a first key that works at once, and after a restart only when it was registered', async () => {
    const one = await start();
    const unseen = one.makeFirstKey();
    expect(one.withKey(unseen)).toMatchObject({ roles: ['admin'] });
    expect((await log.readAll(beginning, 10)).events).toEqual([]);

    const other = await start();
    expect(other.hasAdmin).toBe(false);
    const shown = other.makeFirstKey();
    await other.registerFirstAdmin(shown);
    const again = await start();
    expect([again.withKey(unseen), again.withKey(shown)]).toEqual([
      null,
      expect.objectContaining({ roles: ['admin'] }),
    ]);
  });

  it('are one admin when two instances start at once, and each key that was shown works everywhere', async () => {
    const instances = [await start(), await start()];
    const keys = instances.map((clients) => clients.makeFirstKey());
    await Promise.all(instances.map((clients, index) => clients.registerFirstAdmin(keys[index]!)));
    await eventLoopTurns();
    for (const clients of [...instances, await start()])
      expect(keys.map((key) => clients.withKey(key)?.id)).toEqual(['cli_bootstrap', 'cli_bootstrap']);
    expect((await log.readAll(beginning, 10)).events).toHaveLength(2);
  });

  it('do not count as admins without being some', async () => {
    const clients = await start();
    await clients.register('Permits', ['service', 'payer:read'], by);
    expect(clients.hasAdmin).toBe(false);
    expect(clients.makeFirstKey()).toMatch(/^ish_/);
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
    await eventLoopTurns();
    expect(clients.withKey(key)).toEqual(client);
    expect((await start()).withKey(key)).toEqual(client);
  });

  describe('at a start with the view of those that there are', () => {
    /** Up to the end that the log has now. */
    const fillView = async () => {
      const skipped = new SkippedEvents(documents);
      await skipped.declare();
      const view = new ViewRunner(clientView, log, documents, skipped, new FakeClock());
      await view.declare();
      await view.start(null);
      await view.reached(await log.head());
      await view.stop();
    };

    it('are read from their own streams, and the log only from where the view stands', async () => {
      const first = await start();
      const { client, key } = await first.register('Permits', ['service'], by);
      await fillView();
      const { client: later, key: laterKey } = await first.register('Licences', ['service'], by);
      const from: bigint[] = [];
      const subscribe = log.subscribe.bind(log);
      log.subscribe = (after, filter, signal) => (from.push(after), subscribe(after, filter, signal));
      const clients = await start();
      expect(from).toEqual([1n]);
      expect([clients.withKey(key), clients.withKey(laterKey)]).toEqual([client, later]);
    });

    it('are known when nothing came after it', async () => {
      const { client, key } = await (await start()).register('Permits', ['service'], by);
      await fillView();
      expect((await start()).withKey(key)).toEqual(client);
    });

    it('are not made by a document: who has no stream has no key', async () => {
      await (await start()).register('Permits', ['service'], by);
      await fillView();
      await documents.write(clientView.collection, [{ id: 'cli_x', document: { id: 'cli_x' }, position: 1n }]);
      const clients = await start();
      expect(clients.withId('cli_x')).toBeNull();
    });
  });
});
