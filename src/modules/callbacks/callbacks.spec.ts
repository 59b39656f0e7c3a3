import { beforeEach, describe, expect, it } from '@jest/globals';
import { destroyKeyOf } from '../../../test/support/erased.js';
import { FakeClock, noon } from '../../../test/support/fake-clock.js';
import { specify, specifyView } from '../../../test/support/specify.js';
import { subjectOf, type Sealed } from '../../kernel/domain/sealed.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { beginning } from '../../kernel/domain/position.js';
import { StoreUnavailable, type EventStore } from '../../kernel/ports/event-store.js';
import { SqliteEventStore } from '../../adapters/sqlite/event-store.js';
import { TooManyRequests } from '../../kernel/rate-limit.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { SqliteKeyStore } from '../../adapters/sqlite/key-store.js';
import { CallbackAddresses } from './callback-addresses.js';
import { callback } from './callback.decider.js';
import { CallbackReceived, CallbackRejected, type RawCallback } from './callback.events.js';
import { callbackView } from './callback.view.js';
import { Callbacks, OneAddress, Persons, type Delivery } from './callbacks.js';

const masterKey = Buffer.alloc(32, 7);
const addresses = new CallbackAddresses('https://pay.example', new KeyedHash(masterKey, 'callback-token'));
const token = addresses.urlFor('mtn-momo', { kind: 'payment', id: 'pay_1', attempt: 1 }).split('/').at(-1)!;
const aline = '+250788123456' as Msisdn;
const success = JSON.stringify({ status: 'SUCCESSFUL', payer: { partyIdType: 'MSISDN', partyId: '250788123456' } });
const delivery: Delivery = {
  provider: 'mtn-momo',
  token,
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: success,
  sourceAddress: '10.0.0.1',
};
const recorded = {
  provider: 'mtn-momo',
  tokenHash: 'hash',
  method: 'PUT' as const,
  matched: { kind: 'payment' as const, id: 'pay_1', attempt: 1 },
  raw: 'sealed.aline.key.raw' as Sealed<RawCallback>,
  at: noon,
};

describe('a callback', () => {
  const { given } = specify(callback);
  const record = (wellFormed: boolean) => ({ Record: { delivery: recorded, wellFormed } });
  const eachByItself = { notIdempotent: true };

  it('is recorded as received when it is JSON, and as rejected when it is not', () => {
    given().when(record(true), eachByItself).thenEmits(CallbackReceived(recorded));
    given().when(record(false), eachByItself).thenEmits(CallbackRejected(recorded));
  });
  it('that is repeated is recorded again', () =>
    given(CallbackReceived(recorded)).when(record(true), eachByItself).thenEmits(CallbackReceived(recorded)));
});

describe('an event of version 1, when every callback was about a payment', () => {
  // As the log of a release before version 2 keeps it.
  const stored = {
    provider: 'mtn-momo',
    tokenHash: 'bT6yq0mMkYb3kq6wq1cJ2A',
    method: 'PUT',
    matched: { paymentId: 'pay_0cc175b9c0f1b6a831c399e269772661', attempt: 2 },
    raw: 'sealed.Zm9v.a2V5.cmF3',
    at: '2026-11-22T10:00:09.000Z',
  };
  const movement = { kind: 'payment', id: 'pay_0cc175b9c0f1b6a831c399e269772661', attempt: 2 };

  it.each([CallbackReceived, CallbackRejected])('is read as one about a movement', (definition) => {
    expect(definition.read(stored, 1)).toEqual({ ...stored, matched: movement, signature: null });
    expect(definition.read({ ...stored, matched: null }, 1)).toEqual({ ...stored, matched: null, signature: null });
    expect(definition.read({ ...stored, matched: movement }, definition.version)).toEqual({
      ...stored,
      matched: movement,
      signature: null,
    });
  });
});

describe('the view of callbacks', () => {
  it('shows every delivery, also an unmatched one', () => {
    const { thenShows, thenShowsOnly } = specifyView(callbackView).given(
      CallbackReceived(recorded),
      CallbackRejected({ ...recorded, matched: null }),
    );
    const [first, second] = ['cb_00000000-0000-4000-8000-000000000001', 'cb_00000000-0000-4000-8000-000000000002'];
    thenShowsOnly(first!, second!);
    const about = { refundId: null, payoutId: null };
    const shown = {
      provider: 'mtn-momo',
      method: 'PUT',
      receivedAt: noon,
      signature: null,
      raw: recorded.raw,
      ...about,
    };
    thenShows(first!, { id: first!, ...shown, matched: true, paymentId: 'pay_1', wellFormed: true });
    thenShows(second!, { id: second!, ...shown, matched: false, paymentId: null, wellFormed: false });
  });
});

describe('recording a callback', () => {
  let store: SqliteEventStore;
  let keys: SqliteKeyStore;
  let personalData: PersonalData;
  let callbacks: Callbacks;
  let persons: Persons;
  let payer: Sealed;
  let ids: number;

  const over = (log: EventStore) =>
    new Callbacks(
      {
        store: log,
        clock: new FakeClock(),
        newId: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
      },
      addresses,
      personalData,
      persons,
    );
  const onRecord = async () => (await store.readAll(beginning, 1_000)).events;
  const rawOf = async (index = 0) => {
    const { raw } = (await onRecord())[index]!.data as { raw: Sealed<RawCallback> };
    return { subject: subjectOf(raw), opened: await personalData.open(raw) };
  };

  beforeEach(async () => {
    ids = 0;
    store = SqliteEventStore.inMemory(new FakeClock());
    keys = SqliteKeyStore.inMemory();
    personalData = new PersonalData(masterKey, keys);
    payer = await personalData.seal(personalData.subjectOf(aline), { msisdn: aline });
    persons = new Persons();
    persons.of = ({ kind, id }) => Promise.resolve(kind === 'payment' && id === 'pay_1' ? payer : null);
    callbacks = over(store);
  });

  it('keeps it raw, sealed under the payer’s key, with its attempt', async () => {
    expect(await callbacks.record(delivery)).toBe(true);
    const [event] = await onRecord();
    expect(event).toMatchObject({
      type: 'CallbackReceived',
      data: { provider: 'mtn-momo', method: 'PUT', matched: { kind: 'payment', id: 'pay_1', attempt: 1 }, at: noon },
      metadata: { actor: { kind: 'provider', id: 'mtn-momo' } },
    });
    expect(event!.stream).toMatch(/^callback-mtn-momo-[\w-]{22}$/);
    expect(JSON.stringify(event!.data)).not.toMatch(/250788123456|SUCCESSFUL/);
    expect(JSON.stringify(event!.data)).not.toContain(token);
    expect(await rawOf()).toEqual({
      subject: personalData.subjectOf(aline),
      opened: { headers: delivery.headers, body: success, sourceAddress: '10.0.0.1' },
    });
  });

  it('seals it under the key of its payment, not of the number in its body, and never under a new key', async () => {
    await callbacks.record({ ...delivery, body: success.replace('250788123456', '250788999999') });
    expect((await rawOf()).subject).toBe(subjectOf(payer));
    await destroyKeyOf(subjectOf(payer), personalData);
    await callbacks.record(delivery);
    const anew = await personalData.seal(subjectOf(payer), { msisdn: aline });
    await callbacks.record(delivery);
    expect(await Promise.all([0, 1, 2].map(async (index) => (await rawOf(index)).opened))).toEqual([null, null, null]);
    expect(await personalData.open(anew)).toEqual({ msisdn: aline });
  });

  it('keeps one about a payment that is not in this log under the key for unknown persons', async () => {
    const lost = addresses.urlFor('mtn-momo', { kind: 'payment', id: 'pay_2', attempt: 1 }).split('/').at(-1)!;
    await callbacks.record({ ...delivery, token: lost });
    expect((await rawOf()).subject).toBe('nobody-known');
    expect((await onRecord())[0]!.data).toMatchObject({ matched: { kind: 'payment', id: 'pay_2', attempt: 1 } });
  });

  it('keeps every repeated delivery', async () => {
    await Promise.all([
      callbacks.record(delivery),
      callbacks.record({ ...delivery, method: 'POST' }),
      callbacks.record({ ...delivery, body: '{}' }),
      over(store).record(delivery),
    ]);
    expect((await onRecord()).map(({ type }) => type)).toEqual(Array.from({ length: 4 }, () => 'CallbackReceived'));
  });

  it.each<[string, string, boolean]>([
    ['null', 'null', true],
    ['a number', '7', true],
    ['a text', '"SUCCESSFUL"', true],
    ['a list', '[{"status":"SUCCESSFUL"}]', true],
    ['no payer', '{"payer":null}', true],
    ['a payer that is none', '{"payer":"250788123456"}', true],
    ['a payer without a number', '{"payer":{}}', true],
    ['a number that cannot be read', '{"payer":{"partyId":{"toString":1,"valueOf":2}}}', true],
    ['a list of numbers', '{"payer":{"partyId":[[[["250788123456"]]]]}}', true],
    ['a prototype', '{"__proto__":{"payer":{"partyId":"250788123456"}},"constructor":1}', true],
    ['brackets in brackets', '['.repeat(30_000) + ']'.repeat(30_000), true],
    ['an empty body', '', false],
    ['half an object', '{"status":', false],
    ['a page', '<html>502 Bad Gateway</html>', false],
    ['a zero byte', '\0', false],
    ['a byte order mark', '\ufeff{}', false],
  ])('keeps %s', async (_, body, isJson) => {
    expect(await callbacks.record({ ...delivery, body })).toBe(isJson);
    expect((await onRecord())[0]!.type).toBe(isJson ? 'CallbackReceived' : 'CallbackRejected');
    expect((await rawOf()).opened).toMatchObject({ body });
  });

  it('finds the movement of one at the address for all by what its body names, and keeps it where the movement’s own would be', async () => {
    const oneAddress = new OneAddress();
    const signature = { is: 'matched', reading: 'compact' } as const;
    oneAddress.read = async (_, body) => ({
      movement: body.includes('"one"') ? { kind: 'payment', id: 'pay_1', attempt: 1 } : null,
      reference: body.includes('"one"') ? 'one' : null,
      signature,
    });
    const kernel = { store, clock: new FakeClock(), newId: () => `id-${(ids += 1)}` };
    const read = new Callbacks(kernel, addresses, personalData, persons, oneAddress);
    const all = {
      ...delivery,
      provider: 'airtel-money',
      token: addresses.urlForAll('airtel-money').split('/').at(-1)!,
    };
    await read.record({ ...all, body: '{"transaction":{"id":"one"}}' });
    await read.record({ ...all, body: '{"transaction":{"id":"another"}}' });
    const recorded = await onRecord();
    const movement = { kind: 'payment', id: 'pay_1', attempt: 1 } as const;
    expect(recorded.map(({ data }) => data)).toMatchObject([
      { matched: movement, signature },
      { matched: null, signature },
    ]);
    expect(recorded[0]!.stream).toBe(addresses.streamOf('airtel-money', movement));
    expect(recorded[1]!.stream).not.toBe(recorded[0]!.stream);
    expect((await rawOf()).subject).toBe(subjectOf(payer));
    // The address of another provider is none of this one's.
    await read.record({ ...all, token: addresses.urlForAll('mtn-momo').split('/').at(-1)!, body: '{"id":"one"}' });
    expect((await onRecord())[2]!.data).toMatchObject({ matched: null, signature: null });
  });

  it('keeps one to a forged address as unmatched, under the key for unknown persons', async () => {
    for (const forged of [`${token}x`, 'garbage', '%00', 'é'.repeat(22), `${token.split('.')[0]}.${'é'.repeat(22)}`]) {
      expect(await callbacks.record({ ...delivery, token: forged })).toBe(true);
    }
    expect((await onRecord()).map(({ data }) => (data as { matched: unknown }).matched)).toEqual(Array(5).fill(null));
    expect((await rawOf()).subject).toBe('nobody-known');
    const subjects: string[] = [];
    for await (const { subject } of keys.all()) subjects.push(subject);
    expect(subjects.toSorted()).toEqual([subjectOf(payer), 'nobody-known'].toSorted());
  });

  it('keeps the headers that help to find the sender, cut to a length, and no secret', async () => {
    const long = 'x'.repeat(1_500);
    await callbacks.record({
      ...delivery,
      headers: {
        ...Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`x-padding-${index}`, long])),
        authorization: 'Bearer secret',
        cookie: 'session=secret',
        'ocp-apim-subscription-key': 'secret',
        'x-callback-url': `https://pay.example/callbacks/mtn-momo/${token}`,
        ['__proto__']: 'x',
        constructor: 'x',
        'content-type': 'application/json',
        'user-agent': `MTN\x80\xff ${long}`,
        'x-forwarded-for': `${'9.9.9.9, '.repeat(200)}10.0.0.1`,
        'x-correlation-id': 'c-1',
      },
    });
    const { headers } = (await rawOf()).opened!;
    expect(headers).toEqual({
      'content-type': 'application/json',
      'user-agent': `MTN\x80\xff ${long}`.slice(0, 256),
      'x-forwarded-for': expect.stringMatching(/, 9\.9\.9\.9, 10\.0\.0\.1$/),
      'x-correlation-id': 'c-1',
    });
    expect(headers['x-forwarded-for']).toHaveLength(256);
  });

  const most = 64 * 1_024;
  it.each<[string, Partial<Delivery>]>([
    ['made-up tokens with zero bytes', { token: 'made-up', body: '\0'.repeat(most) }],
    ['made-up tokens with bytes that are no UTF-8', { token: 'made-up', body: Buffer.alloc(most, 0xff) }],
    ['made-up tokens with long headers', { token: 'made-up', headers: { 'user-agent': '"'.repeat(15_000) } }],
    ['what is small and comes often', { body: '{}', headers: {} }],
    ['what is usual and comes often', {}],
  ])('bounds the growth of the log by a flood of %s', async (_, part) => {
    const flood = async () => {
      for (;;) await callbacks.record({ ...delivery, ...part });
    };
    await expect(flood()).rejects.toThrow(TooManyRequests);
    let bytes = 0;
    for (let position = beginning; ;) {
      const read = await store.readAll(position, 1_000);
      if (read.position === position) break;
      position = read.position;
      for (const event of read.events) {
        const { stream, id, type, data, metadata } = event;
        bytes += Buffer.byteLength(JSON.stringify({ stream, id, type, data, metadata }));
      }
    }
    const allowed = part.token === undefined ? 1_024 * 1_024 : 4_096 * 1_024;
    expect(bytes).toBeLessThanOrEqual(allowed);
    // And no less than its half: what is counted is what is kept, not a guess far above it.
    expect(bytes).toBeGreaterThan(allowed / 2);
  });

  it('is not acknowledged while the log is unavailable', async () => {
    const away = new Proxy(store, {
      get(target, name) {
        if (name === 'append') return () => Promise.reject(new StoreUnavailable('away'));
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    await expect(over(away).record(delivery)).rejects.toThrow(StoreUnavailable);
  });
});
