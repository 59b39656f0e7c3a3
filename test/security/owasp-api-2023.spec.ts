import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { access, isForAnybody } from '../../src/http/access.js';
import { Caller, rwf, startApp, type Answer, type App, type Body } from '../support/app.js';
import { sendRaw } from '../support/raw-http.js';

/** One attack or more for each item of the OWASP API Security Top 10 (2023), on the running application, and what comes of it. */
let app: App;
let victim: Caller;
let attacker: Caller;
let paymentId: string;
let receiptNumber: string;
beforeAll(async () => {
  app = await startApp();
  victim = await app.client('service');
  attacker = await app.client('service');
  paymentId = (await app.request('0788555123', rwf(5_000), { record: { type: 'permit', id: 'P-1' } }, victim))
    .paymentId;
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  receiptNumber = ((await app.payment(paymentId, victim))['receipt'] as Body).number;
});
afterEach(() => app.sandbox.goesWrong());
afterAll(() => app.close());

const codeOf = ({ status, body }: Answer) => [status, body?.code];
const withKey = (key: string) => new Caller(app, key, null);

describe('API1:2023 Broken Object Level Authorization', () => {
  it('another client’s payment and receipt are answered as what is not there, by whatever route', async () => {
    const routes: readonly ((id: string) => Promise<Answer>)[] = [
      (id) => attacker.get(`/v1/payments/${id}`),
      (id) => attacker.get(`/v1/payments/${id}/timeline`),
      (id) => attacker.get(`/v1/payments/${id}/receipt`),
      (id) => attacker.post(`/v1/payments/${id}/status-check`),
      (id) => attacker.post(`/v1/payments/${id}/notes`, { text: 'Mine.' }),
      (id) => attacker.post(`/v1/payments/${id}/attempts`, undefined, { key: 'mine' }),
    ];
    const absent = `pay_${'0'.repeat(32)}`;
    for (const ask of routes) {
      const [theirs, none] = [await ask(paymentId), await ask(absent)];
      expect(codeOf(theirs)).toEqual([404, 'PAYMENT_NOT_FOUND']);
      expect(theirs.text.replaceAll(paymentId, absent)).toBe(none.text);
    }
    expect(codeOf(await attacker.get(`/v1/receipts/${receiptNumber}`))).toEqual([404, 'RECEIPT_NOT_FOUND']);
    expect((await app.timeline(paymentId, victim)).map(({ type }) => type)).not.toContain('NoteAdded');
  });

  it('a list holds the caller’s own alone, whatever it is asked by', async () => {
    for (const query of ['', '?recordId=P-1', '?msisdn=0788555123', '?status=successful'])
      expect((await attacker.get(`/v1/payments${query}`)).body.data).toEqual([]);
  });

  it('another client’s Idempotency-Key and record lead to nothing of that client', async () => {
    const ask = app.ask('0788555124', rwf(5_000), { record: { type: 'permit', id: 'P-2' } });
    const theirs = await victim.post('/v1/payments', ask, { key: 'order-7' });
    const own = await attacker.post('/v1/payments', ask, { key: 'order-7' });
    expect([theirs.status, own.status]).toEqual([202, 202]);
    expect(own.body.id).not.toBe(theirs.body.id);
  });
});

describe('API2:2023 Broken Authentication', () => {
  it('only a key in the header Authorization is taken, and a forged token is not', async () => {
    const key = victim.key!;
    const jwt = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"roles":["admin"]}').toString('base64url')}.`;
    const headers = [
      { 'x-api-key': key },
      { cookie: `ishyura=${key}` },
      { authorization: key },
      { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
      { authorization: `Bearer ${jwt}` },
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${key}, Bearer ${key}` },
    ];
    for (const each of headers)
      expect(codeOf(await app.anonymous.get('/v1/payments', each))).toEqual([401, 'UNAUTHENTICATED']);
    expect((await app.anonymous.get(`/v1/payments?access_token=${key}`)).status).toBe(401);
  });

  it('guesses from one address are answered 429 after sixty, and a good key from there is let in', async () => {
    const from = { 'x-forwarded-for': '198.51.100.7' };
    const statuses = new Set<number>();
    for (let number = 0; number < 61; number += 1)
      statuses.add(
        (await app.anonymous.get('/v1/payments', { ...from, authorization: `Bearer guess-${number}` })).status,
      );
    expect([...statuses]).toEqual([401, 429]);
    expect((await victim.get('/v1/payments', from)).status).toBe(200);
  });

  it('a key that was revoked or replaced is refused at the next request', async () => {
    const { id, key } = (await app.admin.post('/v1/api-clients', { name: 'Lost', roles: ['service'] })).body;
    const newer = (await app.admin.post(`/v1/api-clients/${id}/rotate`, {})).body['key'] as string;
    expect((await withKey(key as string).get('/v1/payments')).status).toBe(401);
    await app.admin.call('DELETE', `/v1/api-clients/${id}`);
    expect((await withKey(newer).get('/v1/payments')).status).toBe(401);
  });
});

describe('API3:2023 Broken Object Property Level Authorization', () => {
  it.each([
    ['id', 'pay_mine'],
    ['status', 'successful'],
    ['client', 'cli_bootstrap'],
    ['paidAmount', '5000'],
    ['refundedAmount', '5000'],
    ['receipt', { number: 'RCT-2026-000001' }],
    ['__proto__x', { isAdmin: true }],
  ])('a request cannot set %s', async (field, value) => {
    const body = { ...app.ask('0788555125', rwf(100)), [field]: value };
    const { status, body: problem } = await attacker.post('/v1/payments', body, { key: `mass-${field}` });
    expect([status, problem.errors.map((error) => error.field)]).toEqual([400, [field]]);
  });

  it('a client cannot give itself a role, an id or a key', async () => {
    for (const more of [{ id: 'cli_bootstrap' }, { key: 'chosen-by-the-caller-0123456789' }, { keyHash: 'x' }]) {
      const body = { name: 'Mine', roles: ['admin'], ...more };
      expect((await attacker.post('/v1/api-clients', body)).status).toBe(403);
      expect((await app.admin.post('/v1/api-clients', body)).status).toBe(400);
    }
  });

  it('no role without `payer:read` reads a whole number, and no role reads a key or its hash', async () => {
    for (const role of ['support', 'finance', 'approver', 'auditor'] as const) {
      const reader = await app.client(role);
      for (const path of ['', `/${paymentId}`, `/${paymentId}/receipt`])
        expect((await reader.get(`/v1/payments${path}`)).text).not.toContain('788555123');
    }
    const { text } = await app.admin.get('/v1/api-clients?limit=200');
    expect(text).not.toMatch(/ish_|hash/i);
  });
});

describe('API4:2023 Unrestricted Resource Consumption', () => {
  it('a body, a list, an address and a nesting have bounds', async () => {
    const big = JSON.stringify({ description: 'x'.repeat(65 * 1_024) });
    const deep = `{"a":${'['.repeat(1_000)}${']'.repeat(1_000)}}`;
    expect((await attacker.post('/v1/payments', big, { key: 'big' })).status).toBe(413);
    expect((await attacker.post('/v1/payments', deep, { key: 'deep' })).status).toBe(400);
    expect((await attacker.get('/v1/payments?limit=100000')).status).toBe(400);
    expect((await attacker.get(`/v1/payments/${'x'.repeat(5_000)}`)).status).toBe(414);
  });

  it('a key may ask so often and no more, and another key is not slowed by it', async () => {
    const limited = await startApp({ settings: { RATE_LIMIT_PER_SECOND: '5' } });
    const [one, other] = [await limited.client('service'), await limited.client('service')];
    const answers = await Promise.all(Array.from({ length: 30 }, () => one.get('/v1/payments')));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = answers.find(({ status }) => status === 429)!;
    expect([refused.body.code, refused.headers['retry-after']]).toEqual(['RATE_LIMITED', '1']);
    expect((await other.get('/v1/payments')).status).toBe(200);
    await limited.close();
  });
});

describe('API5:2023 Broken Function Level Authorization', () => {
  it('a service reaches no function of an administrator, an auditor or a decider', async () => {
    const reached: string[] = [];
    for (const [route, row] of access) {
      if (isForAnybody(row) || 'service' in row) continue;
      const [method, path] = route.split(' ') as ['GET', string];
      const answer = await attacker.call(method, path.replaceAll(/:\w+/g, 'x'));
      // A page knows no key, and leads to where people sign in.
      const refused = path.startsWith('/v1/') ? 403 : 303;
      if (answer.status !== refused) reached.push(`${route} ${answer.status}`);
    }
    expect(reached).toEqual([]);
  });

  it('another spelling of the path or the method opens nothing', async () => {
    const raw = (method: string, path: string) => {
      const headers = `Host: x\r\nAuthorization: Bearer ${attacker.key}\r\nConnection: close`;
      return sendRaw(app.url, `${method} ${path} HTTP/1.1\r\n${headers}\r\n\r\n`);
    };
    for (const path of ['/V1/api-clients', '//v1/api-clients', '/v1/payments/../api-clients', '/v1/api-clients;x'])
      expect([path, (await raw('GET', path)).status]).toEqual([path, 404]);
    for (const path of ['/v1/api-clients', '/v1/api-clients/', '/v1/api%2Dclients', '/v1/api-clients?x=1'])
      expect([path, (await raw('GET', path)).status]).toEqual([path, 403]);
    expect((await raw('HEAD', '/v1/api-clients')).status).toBe(403);
    const override = {
      'x-http-method-override': 'DELETE',
      'x-original-url': '/v1/api-clients',
      'x-rewrite-url': '/v1/api-clients',
    };
    const answer = await attacker.get('/v1/payments', override);
    expect([answer.status, answer.body.data.map(({ id }) => id.startsWith('pay_')).every(Boolean)]).toEqual([
      200,
      true,
    ]);
  });
});

describe('API6:2023 Unrestricted Access to Sensitive Business Flows', () => {
  it('a hundred requests at once for one bill ask the payer once', async () => {
    const body = { ...rwf(7_000), payer: { msisdn: '0788555126' }, record: { type: 'invoice', id: 'ONCE' } };
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, number) => attacker.post('/v1/payments', body, { key: `bot-${number}` })),
    );
    await app.caughtUp();
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 202).map(({ body: { code } }) => code))).toEqual(
      new Set(['RECORD_PAYMENT_IN_PROGRESS']),
    );
    expect(app.provider.requests.filter(({ payer }) => payer.msisdn === '+250788555126')).toHaveLength(1);
  });

  it('a payer who is asked again and again for the same amount is noticed', async () => {
    await app.request('0788555127', rwf(900), {}, attacker);
    await app.clock.pass({ seconds: 1 });
    const again = await app.request('0788555127', rwf(900), {}, attacker);
    await app.caughtUp();
    expect((await app.payment(again.paymentId, attacker))['duplicateSuspected']).toBe(true);
  });
});

describe('API7:2023 Server Side Request Forgery', () => {
  it('no header and no field of a request says where the gateway or the provider calls', async () => {
    const evil = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' };
    const body = app.ask('0788555128', rwf(100));
    const answer = await attacker.post('/v1/payments', body, { key: 'ssrf', headers: evil });
    await app.caughtUp();
    const { callbackUrl } = app.provider.requests.at(-1)!;
    expect([answer.status, callbackUrl.startsWith(`${app.url}/callbacks/mtn-momo/`)]).toEqual([202, true]);
    const receipt = await victim.get(`/v1/payments/${paymentId}/receipt`, evil);
    expect(receipt.text).not.toContain('evil.example');
  });

  it.each([
    ['callbackUrl', 'http://169.254.169.254/latest/meta-data/'],
    ['provider', 'http://127.0.0.1:22/'],
  ])('%s does not take an address', async (field, value) => {
    const body = { ...app.ask('0788555128', rwf(100)), [field]: value };
    expect([400, 422]).toContain((await attacker.post('/v1/payments', body, { key: `to-${field}` })).status);
  });
});

describe('API8:2023 Security Misconfiguration', () => {
  it('every answer tells browsers and caches to keep out, and allows no other origin', async () => {
    const origin = { origin: 'https://evil.example' };
    const answers = [
      await attacker.get('/v1/payments', origin),
      await attacker.get('/nowhere', origin),
      await app.anonymous.get('/v1/payments', origin),
    ];
    for (const { headers } of answers) {
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
      for (const name of ['access-control-allow-origin', 'server', 'x-powered-by'])
        expect(headers[name]).toBeUndefined();
    }
  });

  it('no fault shows what is inside', async () => {
    const answers = [
      await attacker.post('/v1/payments', '{"amount":', { key: 'broken' }),
      await attacker.get('/v1/payments/%00'),
      await attacker.get('/v1/payments?cursor=%27%20OR%201=1--'),
      await attacker.get('/v1/payments?status[$ne]=failed'),
      await attacker.get('/docs/../../package.json'),
    ];
    for (const { status, text } of answers) {
      expect([400, 404]).toContain(status);
      expect(text).not.toMatch(/node_modules|\.ts:|\.js:|at \w+ \(|sqlite|SELECT|dependencies/i);
    }
  });

  it('methods that nothing needs are refused, and metrics are not for callers from elsewhere', async () => {
    for (const [method, expected] of [
      ['TRACE', 404],
      ['OPTIONS', 405],
      ['PATCH', 405],
    ] as const) {
      const { status } = await sendRaw(
        app.url,
        `${method} /v1/payments HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect([method, status]).toEqual([method, expected]);
    }
    expect((await app.anonymous.get('/metrics', { 'x-forwarded-for': '203.0.113.1' })).status).toBe(403);
  });
});

describe('API9:2023 Improper Inventory Management', () => {
  it('every route is in the OpenAPI document and in the table of access, and in both for the same people', async () => {
    const document = JSON.parse((await app.anonymous.get('/docs/openapi.json')).text) as {
      paths: Record<string, Record<string, { security: object[] }>>;
    };
    const documented = Object.entries(document.paths).flatMap(([path, ofPath]) =>
      Object.entries(ofPath).map(
        ([method, { security }]) =>
          [
            `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
            security.some((way) => 'bearer' in way),
          ] as const,
      ),
    );
    // Pages are for people, and are no part of the API's document.
    const isPage = (route: string) =>
      !/^\w+ \/(v1|callbacks|health|metrics|r|pay)(\/|$)/.test(route) || route.endsWith(' /pay/:token');
    const listed = [...access].filter(([route]) => !isPage(route)).map(([route, row]) => [route, !isForAnybody(row)]);
    expect(documented.toSorted()).toEqual(listed.toSorted());
  });

  it('no other version, no second copy and no forgotten tool answers', async () => {
    const forgotten = [
      '/v0/payments',
      '/v2/payments',
      '/api/v1/payments',
      '/api/payments',
      '/docs-json',
      '/docs-yaml',
      '/swagger',
      '/graphql',
      '/debug',
      '/.env',
      '/.git/config',
      '/admin',
      '/control',
      '/v1/internal',
    ];
    for (const path of forgotten) expect([path, (await app.admin.get(path)).status]).toEqual([path, 404]);
  });
});

describe('API10:2023 Unsafe Consumption of APIs', () => {
  const afterProvider = async (msisdn: string, ...faults: Parameters<App['sandbox']['goesWrong']>) => {
    const asked = await app.request(msisdn, rwf(3_000), {}, victim);
    await app.caughtUp();
    app.sandbox.goesWrong(...faults);
    await app.sandbox.payerApproves(asked.paymentId);
    await app.caughtUp();
    return app.payment(asked.paymentId, victim);
  };

  it('a success of another amount, or of another payer, is no success', async () => {
    expect((await afterProvider('0788555130', { fault: 'wrong-amount', amount: '1' })).status).toBe('uncertain');
    const lie = { fault: 'status-lie', fields: { payer: { partyIdType: 'MSISDN', partyId: '250788999999' } } } as const;
    expect((await afterProvider('0788555131', lie)).status).toBe('uncertain');
  });

  it('a word that is not known, and a page in place of an answer, decide nothing', async () => {
    for (const [msisdn, fault] of [
      ['0788555132', { fault: 'status-word', word: '<script>' }],
      ['0788555133', { fault: 'html', on: 'status' }],
    ] as const) {
      const { status } = await afterProvider(msisdn, fault);
      expect([fault.fault, status]).toEqual([fault.fault, 'submitted']);
    }
  });

  it('a forged callback moves nothing: the provider is asked, and only the answer counts', async () => {
    const { paymentId: id } = await app.request('0788555134', rwf(3_000), {}, victim);
    await app.caughtUp();
    const forged = {
      status: 'SUCCESSFUL',
      amount: '3000',
      currency: 'RWF',
      externalId: id,
      financialTransactionId: '1',
    };
    const path = app.sandbox.callbackPath(id);
    expect((await app.anonymous.post(path, forged)).status).toBe(200);
    expect((await app.anonymous.post('/callbacks/mtn-momo/guessed', forged)).status).toBe(200);
    await app.caughtUp();
    expect(['submitted', 'pending']).toContain((await app.payment(id, victim)).status);
  });
});
