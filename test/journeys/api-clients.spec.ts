import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { beginning } from '../../src/kernel/domain/position.js';
import type { RecordedEvent } from '../../src/kernel/ports/event-store.js';
import { Caller, rwf, startApp, type App, type Body } from '../support/app.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const withKey = (key: unknown) => new Caller(app, key as string, null);
const statusOf = async (key: unknown) => (await withKey(key).get('/v1/payments')).status;
const register = async (body: object) => (await app.admin.post('/v1/api-clients', { name: 'Permits', ...body })).body;
const accessEvents = async (type: string): Promise<readonly RecordedEvent[]> => {
  await app.caughtUp();
  return (await app.events.readAll(beginning, 10_000, { types: [type] })).events;
};

describe('an API client', () => {
  let client: Body;
  beforeEach(async () => {
    client = await register({ roles: ['service'] });
  });

  it('is registered with a key, which no other answer shows', async () => {
    const owner = 'Aline Uwase';
    const answer = await app.admin.post('/v1/api-clients', {
      name: 'Permits',
      roles: ['service', 'payer:read'],
      owner,
    });
    expect([answer.status, answer.body]).toEqual([
      201,
      {
        id: expect.stringMatching(/^cli_[0-9a-f]{24}$/),
        name: 'Permits',
        roles: ['service', 'payer:read'],
        owner,
        status: 'active',
        createdAt: app.clock.at,
        revokedAt: null,
        lastUsedAt: null,
        keys: [
          { id: expect.any(String), status: 'active', createdAt: app.clock.at, expiresAt: null, lastUsedAt: null },
        ],
        key: expect.stringMatching(/^ish_[0-9A-Za-z]{49}$/),
      },
    ]);
    const auditor = await app.client('auditor');
    const { key, ...rest } = answer.body;
    for (const reader of [app.admin, auditor]) {
      const one = await reader.get(`/v1/api-clients/${answer.body.id}`);
      expect(one.body).toEqual(rest);
      const list = await reader.get('/v1/api-clients?limit=200');
      expect(list.body.data).toContainEqual(rest);
      expect(one.text + list.text).not.toContain(key);
    }
    expect(JSON.stringify((await app.events.readAll(beginning, 10_000)).events, replacer)).not.toContain(key);
    expect(app.log.join('')).not.toContain(key);
  });

  it('asks for payments with its key', async () => {
    const asked = await app.request('0788123456', rwf(100), {}, withKey(client['key']));
    expect((await app.timeline(asked.paymentId, app.admin))[0]!['actor']).toEqual({
      kind: 'client',
      id: client.id,
      name: 'Permits',
    });
  });

  it('gets a new key at once, or with a time in which both are good', async () => {
    const { status, body } = await app.admin.post(`/v1/api-clients/${client.id}/rotate`, { graceSeconds: 3_600 });
    expect([status, body.id, body['keys']]).toMatchObject([
      200,
      client.id,
      [
        { status: 'active', expiresAt: null },
        { status: 'active', expiresAt: '2026-11-22T13:00:00.000Z' },
      ],
    ]);
    expect([await statusOf(client['key']), await statusOf(body['key'])]).toEqual([200, 200]);
    const third = (await app.admin.post(`/v1/api-clients/${client.id}/rotate`, {})).body;
    expect([await statusOf(client['key']), await statusOf(body['key']), await statusOf(third['key'])]).toEqual([
      401, 401, 200,
    ]);
  });

  it('is revoked, once and for all, and stays in the list', async () => {
    const path = `/v1/api-clients/${client.id}`;
    expect((await app.admin.call('DELETE', path)).status).toBe(204);
    expect((await app.admin.call('DELETE', path)).status).toBe(204);
    expect(await statusOf(client['key'])).toBe(401);
    expect((await app.admin.get(path)).body).toMatchObject({ status: 'revoked', revokedAt: app.clock.at });
    const rotated = await app.admin.post(`${path}/rotate`, {});
    expect([rotated.status, rotated.body.code]).toEqual([409, 'API_CLIENT_REVOKED']);
  });

  it('is not the last admin that is revoked, unless that is said', async () => {
    const path = '/v1/api-clients/cli_bootstrap';
    for (const answer of [
      await app.admin.call('DELETE', path),
      await app.admin.call('DELETE', `${path}?force=false`),
      await app.admin.post(`${path}/rotate`, { expiresAt: '2027-01-01' }),
    ])
      expect([answer.status, answer.body.code]).toEqual([409, 'LAST_ADMIN_KEY']);
  });

  it.each<[object, string]>([
    [{ roles: [] }, 'roles'],
    [{ roles: ['payer:read'] }, 'roles'],
    [{ roles: ['service', 'service'] }, 'roles'],
    [{ roles: ['root'] }, 'roles'],
    [{ roles: 'admin' }, 'roles'],
    [{ roles: ['service'], name: '' }, 'name'],
    [{ roles: ['service'], owner: ' ' }, 'owner'],
    [{ roles: ['service'], expiresAt: '2026-11-22T12:00:00Z' }, 'expiresAt'],
    [{ roles: ['service'], id: 'cli_mine' }, 'id'],
    [{ roles: ['service'], key: 'mine' }, 'key'],
  ])('is not registered with %j', async (body, field) => {
    const answer = await app.admin.post('/v1/api-clients', { name: 'Permits', ...body });
    expect([answer.status, answer.body.errors.map((error) => error.field)]).toEqual([400, [field]]);
  });

  it('that is unknown is 404', async () => {
    for (const answer of [
      await app.admin.get('/v1/api-clients/cli_x'),
      await app.admin.call('DELETE', '/v1/api-clients/cli_x'),
      await app.admin.post('/v1/api-clients/cli_x/rotate', {}),
    ])
      expect([answer.status, answer.body.code]).toEqual([404, 'API_CLIENT_NOT_FOUND']);
  });

  it('is listed in pages, newest first', async () => {
    await register({ roles: ['auditor'], name: 'Newer' });
    const pages: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await app.admin.get(`/v1/api-clients?limit=2${cursor && `&cursor=${cursor}`}`);
      pages.push(...(body.data as Body[]).map(({ id }) => id));
      cursor = body.nextCursor;
    }
    expect(pages).toEqual((await app.admin.get('/v1/api-clients?limit=200')).body.data.map(({ id }) => id));
    expect((await app.admin.get('/v1/api-clients?cursor=cli_x')).status).toBe(400);
  });

  it('shows when it was last used, which costs the log one event for each key and hour', async () => {
    const caller = withKey(client['key']);
    await Promise.all(Array.from({ length: 20 }, () => caller.get('/v1/payments')));
    await app.clock.pass({ hours: 1 });
    await caller.get('/v1/payments');
    await caller.get('/v1/payments');
    const used = (await accessEvents('ApiKeyUsed')).filter(({ data }) => (data as Body)['clientId'] === client.id);
    expect(used).toHaveLength(2);
    const { body } = await app.admin.get(`/v1/api-clients/${client.id}`);
    expect([body['lastUsedAt'], (body['keys'] as Body[])[0]!['lastUsedAt']]).toEqual([app.clock.at, app.clock.at]);
  });
});

describe('a request without a valid key', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const failures = async (address: string | null) =>
    (await accessEvents('AuthenticationFailed'))
      .map(({ data }) => data as Body)
      .filter((data) => data['address'] === address);

  it('is answered the same whatever is wrong, and the audit knows what it was', async () => {
    await app.clock.pass({ minutes: 2 });
    const revoked = await register({ roles: ['service'] });
    await app.admin.call('DELETE', `/v1/api-clients/${revoked.id}`);
    const expired = await register({ roles: ['service'], expiresAt: new Date(app.clock.now() + 1_000).toISOString() });
    await app.clock.pass({ seconds: 1 });
    const good = String(expired['key']);
    const mistyped = good.slice(0, 10) + (good[10] === 'a' ? 'b' : 'a') + good.slice(11);
    const sent: Readonly<Record<string, string | undefined>> = {
      missing: undefined,
      malformed: 'Basic YWRtaW46YWRtaW4=',
      unknown: 'Bearer somebody-elses-secret',
      mistyped: `Bearer ${mistyped}`,
      revoked: `Bearer ${String(revoked['key'])}`,
      expired: `Bearer ${good}`,
    };
    const answers = new Set<string>();
    for (const authorization of Object.values(sent)) {
      const headers = { ...from('196.12.1.1'), ...(authorization === undefined ? {} : { authorization }) };
      const { status, text } = await app.anonymous.get('/v1/payments', headers);
      expect(status).toBe(401);
      answers.add(text);
    }
    expect(answers.size).toBe(1);
    await app.clock.pass({ minutes: 1 });
    const found = await failures('196.12.1.1');
    expect(new Set(found.map(({ reason }) => reason))).toEqual(new Set(Object.keys(sent)));
    for (const { reason, clientId, keyId } of found) {
      const owner = { revoked: revoked.id, expired: expired.id }[reason as string] ?? null;
      expect([reason, clientId, keyId === null]).toEqual([reason, owner, owner === null]);
    }
    const everything =
      JSON.stringify((await app.events.readAll(beginning, 10_000)).events, replacer) + app.log.join('');
    for (const secret of [good, mistyped, String(revoked['key']), 'somebody-elses-secret', 'YWRtaW46YWRtaW4='])
      expect(everything).not.toContain(secret);
  });

  it('is 429 after sixty from one address, while good keys from there are let in', async () => {
    const made = (await register({ roles: ['service'] }))['key'] as string;
    const address = from('196.12.2.2');
    // The key that its owner chose was good from this address before.
    expect((await app.admin.get('/v1/payments', address)).status).toBe(200);
    const guess = (number: number) =>
      app.anonymous.get('/v1/payments', { ...address, authorization: `Bearer g${number}` });
    const statuses: number[] = [];
    for (let number = 0; number < 70; number += 1) statuses.push((await guess(number)).status);
    expect([statuses.indexOf(429), statuses.filter((status) => status === 401).length]).toEqual([59, 59]);
    const limited = await guess(0);
    expect([limited.status, limited.body.code, limited.headers['retry-after']]).toEqual([429, 'RATE_LIMITED', '2']);
    expect((await withKey(made).get('/v1/payments', address)).status).toBe(200);
    expect((await app.admin.get('/v1/payments', address)).status).toBe(200);
    // From elsewhere nothing is limited.
    const elsewhere = { ...from('196.12.2.3'), authorization: 'Bearer g0' };
    expect((await app.anonymous.get('/v1/payments', elsewhere)).status).toBe(401);
    await app.clock.pass({ seconds: 2 });
    expect((await guess(0)).status).toBe(401);
  });

  it('does not try a chosen key that was never good from an address with too many failures', async () => {
    const address = from('196.12.3.3');
    for (let number = 0; number < 61; number += 1) await app.anonymous.get('/v1/payments', address);
    expect((await app.admin.get('/v1/payments', address)).status).toBe(429);
    await app.clock.pass({ seconds: 2 });
    expect((await app.admin.get('/v1/payments', address)).status).toBe(200);
  });

  it('by the thousands, from many addresses, is at most ten events a minute, which count every one', async () => {
    await app.clock.pass({ minutes: 2 });
    const before = (await accessEvents('AuthenticationFailed')).length;
    const sent = 1_200;
    for (let number = 0; number < sent; number += 50)
      await Promise.all(
        Array.from({ length: 50 }, (_, place) =>
          app.anonymous.get('/v1/payments', from(`10.${number % 7}.${number % 251}.${place}`)),
        ),
      );
    await app.clock.pass({ minutes: 1 });
    const events = (await accessEvents('AuthenticationFailed')).slice(before).map(({ data }) => data as Body);
    expect(events.length).toBeLessThanOrEqual(20);
    expect(events.reduce((sum, { count }) => sum + Number(count), 0)).toBe(sent);
    expect(events.filter(({ address }) => address === null)).toHaveLength(1);
  });
});

describe('the rate limit', () => {
  it('is of a key, so that a client that rotates has both while both are good', async () => {
    const limited = await startApp({ settings: { RATE_LIMIT_PER_SECOND: '1' } });
    const caller = (key: unknown) => new Caller(limited, key as string, null);
    const { id, key } = (await limited.admin.post('/v1/api-clients', { name: 'Permits', roles: ['service'] })).body;
    const rotated = await limited.admin.post(`/v1/api-clients/${id}/rotate`, { graceSeconds: 60 });
    const statuses = async (by: Caller) => {
      const answers = [];
      for (let count = 0; count < 3; count += 1) answers.push((await by.get('/v1/payments')).status);
      return answers;
    };
    expect(await statuses(caller(key))).toEqual([200, 200, 429]);
    expect(await statuses(caller(rotated.body['key']))).toEqual([200, 200, 429]);
    await limited.close();
  });
});

const replacer = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);
