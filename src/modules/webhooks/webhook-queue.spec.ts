import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { anyOrigin } from '../../../test/support/specify.js';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { SqliteDocumentStore } from '../../adapters/sqlite/document-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import type { ApiClient } from '../../http/authentication.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Recorded } from '../../kernel/domain/events.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Deliveries } from './deliveries.js';
import { Endpoints } from './endpoints.js';
import { WebhookSources } from './source.port.js';
import { WebhookQueue } from './webhook-queue.js';

const clock = new FakeClock();
const by = anyOrigin;
const hashes = new KeyedHash(Buffer.alloc(32, 1), 'webhook-secret');
const silent = { warn: () => undefined } as never;

describe('the endpoints of webhooks', () => {
  let log: SqliteEventStore;
  let documents: SqliteDocumentStore;
  let personalData: PersonalData;
  const endpointsHere = (store: EventStore = log) =>
    new Endpoints({ store, clock, newId: randomUUID }, personalData, hashes);
  const anEndpoint = (endpoints: Endpoints, clientId: string | null) =>
    endpoints.create({ url: 'https://example.org/hook', events: ['*'], clientId }, by);

  beforeEach(async () => {
    log = SqliteEventStore.inMemory(clock);
    documents = SqliteDocumentStore.inMemory();
    personalData = new PersonalData(Buffer.alloc(32, 1), SqliteKeyStore.inMemory(), clock);
  });
  afterEach(async () => {
    await log.close();
    await documents.close();
  });

  it('are seen at once as they were changed here, and within a second as another instance has changed them', async () => {
    const shared = new Proxy<EventStore>(log, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        return name === 'soleWriter' ? false : typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const [here, there] = [endpointsHere(shared), endpointsHere(shared)];
    const { endpoint } = await anEndpoint(here, null);
    const urlsHere = async () => (await here.lately()).map(({ url, status }) => [url, status]);
    expect(await urlsHere()).toEqual([['https://example.org/hook', 'active']]);
    await here.change(endpoint.id, { url: 'https://example.org/new', events: null, start: false }, by);
    expect(await urlsHere()).toEqual([['https://example.org/new', 'active']]);
    await there.stop(endpoint.id, 'GONE', by);
    await clock.pass({ ms: 999 });
    expect(await urlsHere()).toEqual([['https://example.org/new', 'active']]);
    await clock.pass({ ms: 1 });
    expect(await urlsHere()).toEqual([['https://example.org/new', 'stopped']]);
    await here.change(endpoint.id, { url: null, events: null, start: true }, by);
    await there.remove(endpoint.id, by);
    here.forget();
    expect(await urlsHere()).toEqual([['https://example.org/new', 'removed']]);
  });

  it('are not remembered as they were read before a change that came meanwhile', async () => {
    const here = endpointsHere();
    const { endpoint } = await anEndpoint(here, null);
    await Promise.all([here.lately(), here.stop(endpoint.id, 'GONE', by), here.lately()]);
    expect((await here.lately()).map(({ status }) => status)).toEqual(['stopped']);
  });

  it('get one new secret, however often the same is asked for', async () => {
    const here = endpointsHere();
    const { endpoint } = await anEndpoint(here, null);
    const rotate = (key: string | null) => here.rotate(endpoint.id, 60_000, by, key);
    const [first, atOnce] = await Promise.all([rotate('form'), rotate('form')]);
    const again = await rotate('form');
    expect([atOnce.secret, again.secret, again.isNewest]).toEqual([first.secret, first.secret, true]);
    expect(again.endpoint.secrets).toHaveLength(2);
    const other = await rotate('other');
    expect(other.secret).not.toBe(first.secret);
    expect(await rotate('form')).toMatchObject({ endpoint: other.endpoint, isNewest: false });
    expect((await Promise.all([rotate(null), rotate('other')])).map(({ isNewest }) => isNewest)).toContain(true);
  });

  it('sign with a secret that was rotated as long as both are good, and not with one that is lost', async () => {
    const here = endpointsHere();
    const { endpoint } = await anEndpoint(here, null);
    const [first] = await here.signingKeys(endpoint);
    const { endpoint: rotated } = await here.rotate(endpoint.id, 60_000, by);
    const both = await here.signingKeys(rotated);
    expect(both).toHaveLength(2);
    expect([both[0]!.equals(first!), both[1]!.equals(first!)]).toEqual([false, true]);
    await clock.pass({ ms: 60_000 });
    expect(await here.signingKeys(rotated)).toEqual([both[0]]);
    await here.remove(endpoint.id, by);
    await expect(here.signingKeys(rotated)).rejects.toThrow('is not in the key store any more');
  });

  it('are told of an event in one writing for all of one client, and in another for another client', async () => {
    const here = endpointsHere();
    const deliveries = new Deliveries(documents, randomUUID);
    await deliveries.declare();
    const owners = ['cli_1', 'cli_1', 'cli_2', null, null];
    for (const owner of owners) await anEndpoint(here, owner);
    const about = await personalData.seal('subject', { msisdn: '+250788123456' as Msisdn });
    let shown: string[] = [];
    const sources = new WebhookSources();
    sources.add({
      group: 'payment',
      events: [],
      types: { PaymentSubmitted: 'payment.submitted' },
      route: 'GET /v1/payments/:id',
      schema: 'Payment',
      tell: async () => ({
        resourceId: 'pay_1',
        sequence: 2,
        owner: 'cli_1',
        about,
        show: async ({ id }) => {
          shown.push(id);
          return { id: 'pay_1', shownTo: id };
        },
      }),
    });
    const client = (id: string) =>
      ({ kind: 'client', id, name: id, roles: ['service'], owner: null, scope: 'own', correlationId: id }) as ApiClient;
    const queue = new WebhookQueue(
      { store: log, clock, newId: randomUUID },
      sources,
      here,
      deliveries,
      personalData,
      {
        withId: client,
      } as never,
      silent,
    );
    const event = (id: string, position: bigint) =>
      ({
        id,
        position,
        stream: 'payment-pay_1',
        type: 'PaymentSubmitted',
        metadata: { ...by, at: clock.at },
      }) as Recorded;
    const events = [event('one', 1_000n), event('two', 1_001n)];

    // Of another client's payment the second client hears nothing.
    expect(await queue.queue(events, { only: null, alsoFailed: false })).toHaveLength(8);
    expect(shown.toSorted()).toEqual(['cli_1', 'cli_1', 'webhooks', 'webhooks']);
    const { documents: made } = await deliveries.where({ limit: 100 });
    const bodies = Map.groupBy(made, ({ client, position }) => `${client} ${position}`);
    expect(bodies.size).toBe(4);
    for (const [whose, ofOne] of bodies) {
      expect(new Set(ofOne.map(({ body }) => body)).size).toBe(1);
      const text = (await personalData.open(ofOne[0]!.body as never)) as unknown as string;
      expect(JSON.parse(text)).toMatchObject({
        type: 'payment.submitted',
        data: { shownTo: whose.startsWith('null') ? 'webhooks' : 'cli_1', sequence: 2 },
      });
    }
    // What is there already is not written once more.
    shown = [];
    expect(await queue.queue(events, { only: null, alsoFailed: false })).toEqual([]);
    expect(shown).toEqual([]);
  });

  it('delay no other endpoint by what is asked of many deliveries: all of it is written together', async () => {
    let [open, rounds] = [0, 0];
    const counted = new Proxy<DocumentStore>(documents, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value !== 'function') return value;
        if (name !== 'write') return value.bind(target) as unknown;
        return async (...args: unknown[]) => {
          if (open === 0) rounds += 1;
          open += 1;
          await (value.apply(target, args) as Promise<unknown>);
          open -= 1;
        };
      },
    });
    const here = endpointsHere();
    const deliveries = new Deliveries(counted, randomUUID);
    await deliveries.declare();
    const { endpoint } = await anEndpoint(here, null);
    const payment = { resourceId: 'pay_1', owner: 'cli_1', about: null, show: async () => ({ id: 'pay_1' }) };
    const sources = new WebhookSources();
    sources.add({
      group: 'payment',
      events: [],
      types: { PaymentSubmitted: 'payment.submitted' },
      route: 'GET /v1/payments/:id',
      schema: 'Payment',
      tell: async ({ position }) => ({ ...payment, sequence: Number(position) }),
    });
    const kernel = { store: log, clock, newId: randomUUID };
    const queue = new WebhookQueue(kernel, sources, here, deliveries, personalData, {} as never, silent);
    const event = (type: string, position: number, data: object = {}) =>
      ({
        id: `${type}-${position}`,
        position: BigInt(position),
        type,
        data,
        metadata: { ...by, at: clock.at },
      }) as Recorded;
    const roundsOf = async (work: Promise<unknown>): Promise<number> => {
      rounds = 0;
      await work;
      return rounds;
    };
    const handled = (...events: Recorded[]) => roundsOf(queue.policy.handle(events as never, by));
    const standing = async () => {
      const { documents: all } = await deliveries.where({ limit: 200 });
      return Object.fromEntries(
        [...Map.groupBy(all, ({ status }) => status)].map(([status, of]) => [status, of.length]),
      );
    };
    const submitted = Array.from({ length: 60 }, (_, number) => event('PaymentSubmitted', 1_000 + number));
    const asked = { endpointId: endpoint.id, at: clock.at };
    const tests = Array.from({ length: 60 }, (_, number) =>
      event('WebhookTestAsked', 2_000 + number, { ...asked, deliveryId: `whd_${number}` }),
    );
    expect([await handled(...submitted), await handled(...tests)]).toEqual([1, 1]);
    const made = await deliveries.where({ where: { type: 'payment.submitted' }, limit: 200 });
    const failing = made.documents.map(({ id }) =>
      deliveries.change(id, (each) => ({ ...each, status: 'failed', nextTryAt: null })),
    );
    await Promise.all(failing);
    expect(await standing()).toEqual({ pending: 60, failed: 60 });
    const again = queue.queue(submitted, { only: endpoint.id, alsoFailed: true });
    expect([await roundsOf(again), await standing()]).toEqual([1, { pending: 120 }]);
    expect(await handled(event('WebhookEndpointRemoved', 3_000, asked))).toBe(1);
    expect(await standing()).toEqual({ failed: 120 });
  });

  it('of more than seven days ago are not queued, which the log says once with what to do; a removal holds all the same', async () => {
    const here = endpointsHere();
    const deliveries = new Deliveries(documents, randomUUID);
    await deliveries.declare();
    const [{ endpoint: hears }] = [
      await anEndpoint(here, null),
      await here.create({ url: 'https://example.org/', events: ['refund.*'], clientId: null }, by),
    ];
    const sources = new WebhookSources();
    sources.add({
      group: 'payment',
      events: [],
      types: { PaymentSubmitted: 'payment.submitted' },
      route: 'GET /v1/payments/:id',
      schema: 'Payment',
      tell: async ({ position }) => ({
        resourceId: 'pay_1',
        sequence: Number(position),
        owner: 'cli_1',
        about: null,
        show: async () => ({ id: 'pay_1' }),
      }),
    });
    const said: unknown[] = [];
    const logger = { warn: (facts: object, text: string) => void said.push({ ...facts, text }) } as never;
    const kernel = { store: log, clock, newId: randomUUID };
    const queue = new WebhookQueue(kernel, sources, here, deliveries, personalData, {} as never, logger);
    const event = (position: number, daysAgo: number, type = 'PaymentSubmitted', data: object = {}) =>
      ({
        id: `event-${position}`,
        position: BigInt(position),
        type,
        data,
        metadata: { ...by, at: instant(clock.now() - daysAgo * 86_400_000) },
      }) as Recorded;
    const handle = (...events: Recorded[]) => queue.policy.handle(events as never, by);

    await handle(event(1_000, 6.9), event(1, 30));
    expect(said).toEqual([]);
    await handle(event(1_001, 9), event(1_002, 8));
    await handle(event(1_003, 7.5));
    await handle(event(1_004, 7.1), event(1_005, 0));
    await handle(event(1_006, 0));
    expect(said).toEqual([
      {
        events: 2,
        since: instant(clock.now() - 9 * 86_400_000),
        endpoints: [hears.id],
        text: expect.stringContaining('/recover'),
      },
      { events: 2, endpoints: [hears.id], text: expect.stringContaining('More webhooks') },
    ]);
    const standing = async () =>
      (await deliveries.where({ limit: 10 })).documents.map(({ sequence, status }) => [sequence, status]).toSorted();
    expect(await standing()).toEqual([1_000, 1_005, 1_006].map((sequence) => [sequence, 'pending']));
    await handle(event(1_007, 8, 'WebhookEndpointRemoved', { endpointId: hears.id, at: clock.at }));
    expect(await standing()).toEqual([1_000, 1_005, 1_006].map((sequence) => [sequence, 'failed']));
  });
});
