import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { basic, startCaller } from './caller.js';
import type { Caller } from './caller.js';

describe('provisioning', () => {
  let caller: Caller;
  beforeAll(async () => void (caller = await startCaller()));
  afterAll(() => caller.close());

  const provision = async (
    method: string,
    path: string,
    { key, id, body }: { key?: string; id?: string; body?: unknown } = {},
  ) => {
    const given = key ?? caller.sandbox.credentials.collection.subscriptionKey;
    const answer = await fetch(`${caller.sandbox.url}/v1_0/apiuser${path}`, {
      method,
      headers: {
        ...(given ? { 'ocp-apim-subscription-key': given } : {}),
        ...(id === undefined ? {} : { 'X-Reference-Id': id }),
        'X-Target-Environment': 'sandbox',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, json: (text ? JSON.parse(text) : {}) as Record<string, string> };
  };

  it('makes a user, shows it, and gives a key that gets a token', async () => {
    const id = randomUUID();
    const created = await provision('POST', '', { id, body: { providerCallbackHost: 'pay.example.rw' } });
    expect([created.status, created.text]).toEqual([201, '']);
    expect((await provision('GET', `/${id}`)).json).toEqual({
      providerCallbackHost: 'pay.example.rw',
      targetEnvironment: 'sandbox',
    });
    const { status, json } = await provision('POST', `/${id}/apikey`);
    expect([status, json.apiKey]).toEqual([201, expect.stringMatching(/^[0-9a-f]{32}$/)]);
    const token = (key: string) =>
      caller.call('POST', '/collection/token/', { headers: { Authorization: basic(id, key) } });
    expect((await token(json.apiKey!)).json).toMatchObject({ token_type: 'access_token', expires_in: 3600 });

    const second = await provision('POST', `/${id}/apikey`);
    expect((await token(json.apiKey!)).json).toEqual({ error: 'login_failed' });
    expect((await token(second.json.apiKey!)).status).toBe(200);

    const bearer = { Authorization: `Bearer ${(await token(second.json.apiKey!)).json.access_token as string}` };
    const own = await caller.pay('250788000001', {
      headers: { ...bearer, 'X-Callback-Url': 'https://pay.example.rw:8443/cb' },
    });
    const sub = await caller.pay('250788000001', {
      headers: { ...bearer, 'X-Callback-Url': 'https://www.pay.example.rw/cb' },
    });
    expect([own.status, sub.status, sub.json.code]).toEqual([202, 500, 'INVALID_CALLBACK_URL_HOST']);
  });

  it('refuses what is not in order', async () => {
    const id = randomUUID();
    await provision('POST', '', { id, body: { providerCallbackHost: 'string' } });
    const { disbursement } = caller.sandbox.credentials;
    const answers = [
      await provision('POST', '', { id: 'me', body: { providerCallbackHost: 'x' } }),
      await provision('POST', '', { id: randomUUID(), body: { host: 'x' } }),
      await provision('POST', '', { id, body: { providerCallbackHost: 'x' } }),
      await provision('POST', '', { id: randomUUID(), key: 'nobody', body: { providerCallbackHost: 'x' } }),
      await provision('POST', '', { id: randomUUID(), key: '', body: { providerCallbackHost: 'x' } }),
      await provision('GET', `/${randomUUID()}`),
      await provision('GET', `/${id}`, { key: disbursement.subscriptionKey }),
      await provision('POST', `/${randomUUID()}/apikey`),
    ];
    expect(answers.map(({ status, json }) => [status, json.code])).toEqual([
      [400, undefined],
      [400, undefined],
      [409, 'RESOURCE_ALREADY_EXIST'],
      [401, undefined],
      [401, undefined],
      [404, 'RESOURCE_NOT_FOUND'],
      [404, 'RESOURCE_NOT_FOUND'],
      [404, 'RESOURCE_NOT_FOUND'],
    ]);
  });
});

describe('tokens', () => {
  let caller: Caller;
  beforeAll(async () => void (caller = await startCaller()));
  afterAll(() => caller.close());

  const token = (headers: Record<string, string | undefined> = {}, body?: string) => {
    const { apiUser, apiKey } = caller.sandbox.credentials.collection;
    return caller.call('POST', '/collection/token/', {
      headers: { Authorization: basic(apiUser, apiKey), ...headers },
      body,
    });
  };
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

  it('are given for every body that clients send', async () => {
    const sent: [Record<string, string>, string | undefined][] = [
      [{}, undefined],
      [form, ''],
      [{}, '{}'],
      [{}, '{"grant_type":"client_credentials"}'],
      [form, 'grant_type=client_credentials'],
    ];
    for (const [headers, body] of sent) expect((await token(headers, body)).status).toBe(200);
  });

  it('have MTN’s oddities when they are switched on', async () => {
    caller.sandbox.control.behave({ tokenFormBody: 'html', wrongBasicCredentials: '500' });
    const firewall = await token(form, 'grant_type=client_credentials');
    expect([firewall.status, firewall.headers.get('content-type')]).toEqual([200, 'text/html']);
    expect(firewall.text).toContain('Request Rejected');
    expect((await token(form, '')).status).toBe(200);
    const refused = await token({ Authorization: 'Basic bm9ib2R5OnA=' });
    expect([refused.status, refused.json]).toEqual([500, { error: 'login_failed' }]);
    caller.sandbox.control.behave({ tokenFormBody: 'accepted', wrongBasicCredentials: '401' });
    expect((await token({ Authorization: 'Basic bm9ib2R5OnA=' })).json).toEqual({ error: 'login_failed' });
  });

  it('need the product’s own key, in a header or in the query', async () => {
    const { collection, disbursement } = caller.sandbox.credentials;
    const key = (value?: string) => ({ 'Ocp-Apim-Subscription-Key': value });
    expect((await token(key(disbursement.subscriptionKey))).json.message).toMatch(
      /^Access denied due to invalid subscription key/,
    );
    expect((await token(key())).json.message).toMatch(/^Access denied due to missing subscription key/);
    const { status } = await caller.call(
      'GET',
      `/collection/v1_0/account/balance?subscription-key=${collection.subscriptionKey}`,
      { headers: key() },
    );
    expect(status).toBe(200);
  });

  it('end after an hour, and when they are revoked', async () => {
    const Authorization = `Bearer ${(await token()).json.access_token as string}`;
    const balance = async (headers: Record<string, string>) =>
      (await caller.call('GET', '/collection/v1_0/account/balance', { headers })).status;
    await caller.sandbox.control.advance(3599);
    expect(await balance({ Authorization })).toBe(200);
    await caller.sandbox.control.advance(1);
    expect(await balance({ Authorization })).toBe(401);

    const fresh = { Authorization: `Bearer ${(await token()).json.access_token as string}` };
    expect(await balance(fresh)).toBe(200);
    await caller.control('DELETE', '/tokens');
    expect(await balance(fresh)).toBe(401);
    await caller.sandbox.control.advance(1);
  });

  it('of one product are none of another, and neither is an API user', async () => {
    const other = { Authorization: `Bearer ${await caller.token('disbursement')}` };
    expect((await caller.call('GET', '/collection/v1_0/account/balance', { headers: other })).status).toBe(401);

    const { apiUser, apiKey } = caller.sandbox.credentials.collection;
    const got = await caller.call('POST', '/disbursement/token/', {
      headers: { Authorization: basic(apiUser, apiKey) },
    });
    expect(got.status).toBe(200);
    const bearer = { Authorization: `Bearer ${got.json.access_token as string}` };
    const { status, json } = await caller.pay('250788000001', { path: '/disbursement/v1_0/transfer', headers: bearer });
    expect([status, json.code]).toEqual([500, 'NOT_ALLOWED_TARGET_ENVIRONMENT']);
  });

  it('that were made up are none', async () => {
    const real = await caller.token();
    for (const made of [`${real}x`, 'a.b.c', '', real.split('.').slice(0, 2).join('.')]) {
      const { status } = await caller.call('GET', '/collection/v1_0/account/balance', {
        headers: { Authorization: `Bearer ${made}` },
      });
      expect([made, status]).toEqual([made, 401]);
    }
  });
});

describe('credentials', () => {
  it('follow from the seed, and are what was fixed where something was', async () => {
    const fixed = { subscriptionKey: 'k'.repeat(32), apiUser: 'not-a-uuid', apiKey: 'key' };
    const [one, same, other] = [
      await startCaller(),
      await startCaller({ credentials: { disbursement: fixed } }),
      await startCaller({ seed: 'another' }),
    ];
    expect(same.sandbox.credentials).toEqual({ ...one.sandbox.credentials, disbursement: fixed });
    expect(other.sandbox.credentials.collection).not.toEqual(one.sandbox.credentials.collection);
    expect((await same.call('GET', '/disbursement/v1_0/account/balance')).json).toEqual({
      availableBalance: '1000000000',
      currency: 'RWF',
    });
    await Promise.all([one.close(), same.close(), other.close()]);
  });

  it('may be one user and key for two products', async () => {
    const shared = { apiUser: 'shared', apiKey: 'key' };
    const caller = await startCaller({ credentials: { collection: shared, disbursement: shared } });
    expect((await caller.pay('250788000001')).status).toBe(202);
    expect((await caller.pay('250788000001', { path: '/disbursement/v1_0/transfer' })).status).toBe(202);
    await caller.close();
  });
});
