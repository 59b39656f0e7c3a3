import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock, noon, eventLoopTurns } from '../../../test/support/fake-clock.js';
import { anyOrigin as by, specify } from '../../../test/support/specify.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { beginning } from '../../kernel/domain/position.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { evolve } from '../../kernel/domain/decider.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { client, type Client } from './client.decider.js';
import { ClientKeyAdded, ClientKeyRotated, ClientRegistered, ClientRevoked } from './client.events.js';
import { SkippedEvents } from '../../kernel/following/skipped-events.js';
import { ViewRunner } from '../../kernel/following/view-runner.js';
import { clientView } from './client.view.js';
import { Clients } from './clients.js';

const registered = ClientRegistered({
  clientId: 'cli_1',
  name: 'Permits',
  roles: ['service'],
  owner: null,
  keyHash: 'hash',
  keyEndsAt: null,
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

  const rotated = ClientKeyRotated({
    clientId: 'cli_1',
    keyHash: 'newer',
    keyEndsAt: null,
    earlierKeysEndAt: '2026-11-22T13:00:00.000Z',
    at: noon,
  });
  const rotate = { RotateKey: { rotation: rotated.data } };
  const revoked = ClientRevoked({ clientId: 'cli_1', at: noon });
  const revoke = { Revoke: { clientId: 'cli_1', at: noon } };
  it('is given a new key in place of the earlier ones, until it is revoked', () => {
    specify(client).given(registered).when(rotate).thenEmits(rotated);
    specify(client).given(registered, revoked).when(rotate).thenRefuses('API_CLIENT_REVOKED', { clientId: 'cli_1' });
    specify(client).given().when(rotate).thenRefuses('API_CLIENT_NOT_FOUND', { clientId: 'cli_1' });
  });

  it('is revoked once', () => {
    specify(client).given(registered, rotated).when(revoke).thenEmits(revoked);
    specify(client).given(registered, revoked).when(revoke).thenNothing();
    specify(client).given().when(revoke).thenRefuses('API_CLIENT_NOT_FOUND', { clientId: 'cli_1' });
  });

  it('ends its earlier keys at a rotation no later than they would have ended', () => {
    const endsSooner = ClientRegistered({ ...registered.data, keyEndsAt: '2026-11-22T12:30:00.000Z' });
    const state = evolve(client, client.initial, [endsSooner, added('another'), rotated]);
    expect(state!.keys.map(({ hash, endsAt }) => [hash, endsAt])).toEqual([
      ['hash', '2026-11-22T12:30:00.000Z'],
      ['another', '2026-11-22T13:00:00.000Z'],
      ['newer', null],
    ]);
  });

  it('that was revoked is good again by a key that is added, and by no earlier one', () => {
    const state = evolve(client, client.initial, [registered, revoked, added('another')]);
    expect(state).toMatchObject({ revokedAt: null, keys: [{ isRevoked: true }, { isRevoked: false }] });
  });

  it('of version 1 has a key that does not end', () => {
    const { keyEndsAt: _, owner: _owner, ...first } = registered.data;
    expect(ClientRegistered.read(first, 1)).toEqual(registered.data);
  });

  it('of version 2 has no owner', () => {
    const { owner: _, ...second } = registered.data;
    expect(ClientRegistered.read(second, 2)).toEqual(registered.data);
  });
});

const good = ({ id, name, roles, owner }: Client) =>
  ({ is: 'good', principal: { kind: 'client', id, name, roles, owner }, keyId: anyKeyId }) as const;
const anyKeyId = expect.stringMatching(/^key_[0-9a-f]{16}$/);
const firstAdmin = { is: 'good', principal: { id: 'cli_bootstrap' } };

describe('clients', () => {
  let log: SqliteEventStore;
  let documents: SqliteDocumentStore;
  let running: Clients[];
  let ids: number;
  let clock: FakeClock;

  const newId = () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`;
  const start = async () => {
    const clients = new Clients({ store: log, clock, newId }, documents, new KeyedHash(Buffer.alloc(32, 7), 'api-key'));
    await clients.start();
    running.push(clients);
    return clients;
  };

  beforeEach(() => {
    log = SqliteEventStore.inMemory(new FakeClock());
    documents = SqliteDocumentStore.inMemory();
    running = [];
    ids = 0;
    clock = new FakeClock();
  });
  afterEach(async () => {
    for (const clients of running) await clients.stop();
    await Promise.all([log.close(), documents.close()]);
  });

  it('are one with one key where the same is asked for again, and get no key back that has ended', async () => {
    const clients = await start();
    const register = (once: string) => clients.register('Permits', ['service'], by, {}, once);
    const [first, second] = await Promise.all([register('form'), register('form')]);
    expect(second).toEqual(first);
    expect(first.key).toMatch(/^ish_[0-9A-Za-z]{49}$/);
    expect(clients.withKey(first.key)).toMatchObject({ is: 'good', principal: { id: first.client.id } });
    expect((await register('another form')).client.id).not.toBe(first.client.id);
    expect(clients.all()).toHaveLength(2);

    const { id } = first.client;
    const terms = { graceMs: 0, keyEndsAt: null, force: false };
    const rotate = () => clients.rotate(id, terms, by, 'form');
    expect(await clients.issued(id, 'form')).toMatchObject({ key: first.key });
    const [rotated, again] = await Promise.all([
      clients.rotate(id, terms, by, 'other'),
      clients.rotate(id, terms, by, 'other'),
    ]);
    expect(again).toEqual(rotated);
    expect(rotated.client.keys).toHaveLength(2);
    expect(await clients.issued(id, 'other')).toEqual(rotated);
    expect(await clients.issued(id, 'form')).toBeNull();
    // Its key is no new one: that it was asked for brings it back neither here nor there.
    expect((await rotate()).client.keys).toHaveLength(2);
    expect(clients.withKey(first.key)).toMatchObject({ is: 'expired' });
    await clients.revoke(id, { force: false }, by);
    expect(await clients.issued(id, 'other')).toBeNull();
    expect((await register('form')).client.revokedAt).not.toBeNull();
    expect(clients.withKey(rotated.key)).toMatchObject({ is: 'revoked' });
  });

  it('are known by their keys, of which only hashes are kept', async () => {
    const clients = await start();
    const { client, key } = await clients.register('Permits', ['service'], by);
    expect(key).toMatch(/^ish_[0-9A-Za-z]{49}$/);
    expect(clients.withKey(key)).toEqual(good(client));
    for (const wrong of [`${key}x`, '', key.slice(1)]) expect(clients.withKey(wrong)).toEqual({ is: 'unknown' });
    const { events } = await log.readAll(beginning, 10);
    expect(JSON.stringify(events.map(({ data, metadata }) => [data, metadata]))).not.toContain(key.slice(4));
  });

  it('have an owner where one is named, who is known by each of their keys', async () => {
    const clients = await start();
    const { client, key } = await clients.register('Aline at the desk', ['approver'], by, { owner: 'Aline' });
    expect(clients.withKey(key)).toMatchObject({ principal: { id: client.id, owner: 'Aline' } });
    const { key: newer } = await clients.rotate(client.id, { graceMs: 0, keyEndsAt: null, force: false }, by);
    expect((await start()).withKey(newer)).toMatchObject({ principal: { id: client.id, owner: 'Aline' } });
  });

  it('are known after a restart, and to every instance', async () => {
    const one = await start();
    const other = await start();
    const { client, key } = await one.register('Permits', ['service'], by);
    await eventLoopTurns();
    expect(other.withKey(key)).toEqual(good(client));
    expect((await start()).withKey(key)).toEqual(good(client));
  });

  it('have an admin by the key that was set, also when there is one by another key, which stays good', async () => {
    const clients = await start();
    expect(await clients.bootstrap('a key that was set by its owner')).toBe('registered');
    expect(await clients.bootstrap('a key that was set by its owner')).toBe('known');
    expect(await clients.bootstrap('another key')).toBe('registered');
    expect(await (await start()).bootstrap('another key')).toBe('known');
    await eventLoopTurns();
    for (const each of [clients, await start()])
      for (const key of ['a key that was set by its owner', 'another key'])
        expect(each.withKey(key)).toMatchObject({ is: 'good', principal: { id: 'cli_bootstrap', roles: ['admin'] } });
    expect((await log.readAll(beginning, 10)).events.map(({ type }) => type)).toEqual([
      'ClientRegistered',
      'ClientKeyAdded',
    ]);
  });

  it('are not made admins by a key that one of them has without being an admin', async () => {
    const clients = await start();
    const { client, key } = await clients.register('Permits', ['service'], by);
    await expect(clients.bootstrap(key)).rejects.toThrow(`BOOTSTRAP_API_KEY is the key of ${client.id}`);
    expect(clients.withKey(key)).toEqual(good(client));
  });

  it('have a first key that works at once, and after a restart only when it was registered', async () => {
    const one = await start();
    const unseen = one.makeFirstKey();
    expect(one.withKey(unseen)).toMatchObject({ is: 'good', principal: { roles: ['admin'] } });
    expect((await log.readAll(beginning, 10)).events).toEqual([]);

    const other = await start();
    expect(other.hasAdmin).toBe(false);
    const shown = other.makeFirstKey();
    await other.registerFirstAdmin(shown);
    const again = await start();
    expect([again.withKey(unseen).is, again.withKey(shown).is]).toEqual(['unknown', 'good']);
  });

  it('are one admin when two instances start at once, and each key that was shown works everywhere', async () => {
    const instances = [await start(), await start()];
    const keys = instances.map((clients) => clients.makeFirstKey());
    await Promise.all(instances.map((clients, index) => clients.registerFirstAdmin(keys[index]!)));
    await eventLoopTurns();
    for (const clients of [...instances, await start()])
      expect(keys.map((key) => clients.withKey(key))).toMatchObject([firstAdmin, firstAdmin]);
    expect((await log.readAll(beginning, 10)).events).toHaveLength(2);
  });

  it('do not count as admins without being some', async () => {
    const clients = await start();
    await clients.register('Permits', ['service', 'payer:read'], by);
    expect(clients.hasAdmin).toBe(false);
    expect(clients.makeFirstKey()).toMatch(/^ish_/);
  });

  const at = { graceMs: 0, keyEndsAt: null, force: false };

  it('that get a new key lose the earlier one after the time of grace, on every instance', async () => {
    const one = await start();
    const other = await start();
    const { client, key } = await one.register('Permits', ['service'], by);
    const { key: newer } = await one.rotate(client.id, { ...at, graceMs: 60_000 }, by);
    await eventLoopTurns();
    for (const clients of [one, other, await start()])
      expect([clients.withKey(key).is, clients.withKey(newer).is]).toEqual(['good', 'good']);
    await clock.pass({ ms: 59_999 });
    expect(other.withKey(key).is).toBe('good');
    await clock.pass({ ms: 1 });
    for (const clients of [one, other, await start()])
      expect([clients.withKey(key).is, clients.withKey(newer).is]).toEqual(['expired', 'good']);
  });

  it('that are revoked have no key any more, on every instance, and are not given another', async () => {
    const one = await start();
    const other = await start();
    const { client, key } = await one.register('Permits', ['service'], by);
    await other.revoke(client.id, { force: false }, by);
    expect(other.withKey(key)).toEqual({ is: 'revoked', keyId: anyKeyId, clientId: client.id });
    await eventLoopTurns();
    for (const clients of [one, await start()]) {
      expect(clients.withKey(key).is).toBe('revoked');
      expect(clients.withId(client.id)).toBeNull();
      await expect(clients.rotate(client.id, at, by)).rejects.toMatchObject({ code: 'API_CLIENT_REVOKED' });
    }
  });

  it('with a key that ends are known until it does', async () => {
    const clients = await start();
    const { key } = await clients.register('Audit of 2026', ['auditor'], by, {
      keyEndsAt: '2026-11-22T12:01:00.000Z',
    });
    await clock.pass({ ms: 59_999 });
    expect(clients.withKey(key).is).toBe('good');
    await clock.pass({ ms: 1 });
    expect(clients.withKey(key).is).toBe('expired');
  });

  it('keep one admin key that lasts, unless that is forced', async () => {
    const clients = await start();
    const lockOut = { code: 'LAST_ADMIN_KEY' };
    await clients.bootstrap('a key that was set by its owner');
    await clients.register('Guest', ['admin'], by, { keyEndsAt: '2026-12-01T00:00:00.000Z' });
    await expect(clients.revoke('cli_bootstrap', { force: false }, by)).rejects.toMatchObject(lockOut);
    const ending = { ...at, keyEndsAt: '2026-12-01T00:00:00.000Z' };
    await expect(clients.rotate('cli_bootstrap', ending, by)).rejects.toMatchObject(lockOut);
    await clients.rotate('cli_bootstrap', at, by);
    const { client: second } = await clients.register('Second', ['admin'], by);
    await clients.revoke('cli_bootstrap', { force: false }, by);
    await expect(clients.revoke(second.id, { force: false }, by)).rejects.toMatchObject(lockOut);
    await clients.revoke(second.id, { force: true }, by);
    expect(clients.hasAdmin).toBe(true);
    await clock.pass({ hours: 9 * 24 });
    expect(clients.hasAdmin).toBe(false);
  });

  it('keep one admin key that lasts, although two instances end the last two in the same moment', async () => {
    const one = await start();
    const { client: first } = await one.register('First', ['admin'], by);
    const other = await start();
    const { client: second } = await one.register('Second', ['admin'], by);
    await one.rotate(first.id, at, by);
    const ending = { ...at, keyEndsAt: '2026-12-01T00:00:00.000Z' };
    const outcomes = await Promise.allSettled([
      one.revoke(first.id, { force: false }, by),
      other.revoke(second.id, { force: false }, by),
      one.rotate(second.id, ending, by),
      one.revoke(second.id, { force: false }, by),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes.filter(({ status }) => status === 'rejected'))
      expect(outcome).toMatchObject({ reason: { code: 'LAST_ADMIN_KEY' } });
    await eventLoopTurns();
    expect((await start()).hasAdmin).toBe(true);
    const left = (await start()).all().filter(({ revokedAt }) => revokedAt === null);
    await expect(other.revoke(left[0]!.id, { force: false }, by)).rejects.toMatchObject({ code: 'LAST_ADMIN_KEY' });
    await other.revoke(left[0]!.id, { force: true }, by);
  });

  it('have no admin again by a key that was revoked, and by another one at once', async () => {
    const clients = await start();
    await clients.bootstrap('a key that was set by its owner');
    await clients.revoke('cli_bootstrap', { force: true }, by);
    expect(await clients.bootstrap('a key that was set by its owner')).toBe('ended');
    expect(clients.hasAdmin).toBe(false);
    expect(await clients.bootstrap('another key')).toBe('registered');
    await eventLoopTurns();
    for (const each of [clients, await start()])
      expect([each.withKey('a key that was set by its owner').is, each.withKey('another key').is]).toEqual([
        'revoked',
        'good',
      ]);
  });

  it('of a log of before are known by their keys, which had no checksum', async () => {
    const key = `ish_${'k-_0'.repeat(10)}abc`;
    const keyHash = createHash('sha256').update(key).digest('base64url');
    const data = { clientId: 'cli_old', name: 'Old', roles: ['service'], keyHash, at: noon };
    const metadata = { ...by, at: noon, schemaVersion: 1 };
    await log.append('client-cli_old', 'no-stream', [{ id: newId(), type: 'ClientRegistered', data, metadata }]);
    expect((await start()).withKey(key)).toMatchObject({ is: 'good', principal: { id: 'cli_old' } });
  });

  it('after one that cannot be read are known all the same', async () => {
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
    expect(clients.withKey(key)).toEqual(good(client));
    expect((await start()).withKey(key)).toEqual(good(client));
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
      expect([clients.withKey(key), clients.withKey(laterKey)]).toEqual([good(client), good(later)]);
    });

    it('are known when nothing came after it', async () => {
      const { client, key } = await (await start()).register('Permits', ['service'], by);
      await fillView();
      expect((await start()).withKey(key)).toEqual(good(client));
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
