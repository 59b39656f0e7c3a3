import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type Answer, type App } from '../support/app.js';
import { sendRaw } from '../support/raw-http.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let keys = 0;
const sample = {
  amount: '5000',
  currency: 'RWF',
  payer: { msisdn: '0788123456' },
  record: { type: 'invoice', id: 'INV-1001' },
};
const newKey = () => `key-${(keys += 1)}`;
/** Each request has its own record, unless it names one. */
const create = (body: unknown): Promise<Answer> => app.service.post('/v1/payments', body, { key: newKey() });
const ask = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...sample,
  record: { type: 'invoice', id: `INV-${(keys += 1)}` },
  ...changes,
});

function expectProblem(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.body?.code]).toEqual([status, code]);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json(;|$)/);
  expect(answer.headers['x-request-id']).toMatch(/./);
  expect(answer.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status,
    detail: expect.any(String),
  });
  expect(answer.text).not.toMatch(/\bat .+\.(ts|js):\d+|node_modules|Error:/);
}

describe('a caller', () => {
  const routes = [
    ['POST', '/v1/payments'],
    ['GET', '/v1/payments'],
    ['GET', '/v1/payments/pay_1'],
    ['GET', '/v1/payments/pay_1/timeline'],
    ['GET', '/v1/payments/pay_1/receipt'],
    ['POST', '/v1/payments/pay_1/status-check'],
    ['POST', '/v1/payments/pay_1/attempts'],
    ['POST', '/v1/payments/pay_1/notes'],
    ['GET', '/v1/receipts/RCT-2026-000001'],
    ['GET', '/v1/callbacks'],
  ] as const;

  it.each(routes)('%s %s is 401 without a key, and says how to send one', async (method, path) => {
    const answer = await app.anonymous.call(method, path);
    expectProblem(answer, 401, 'UNAUTHENTICATED');
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  });

  it.each([
    ['Bearer'],
    ['Bearer '],
    ['Bearer wrong'],
    ['Basic dTpw'],
    ['bearer  two spaces'],
    [`Bearer ${'x'.repeat(5_000)}`],
    ['Bearer \u00e9'],
  ])('"%s" is not a valid key', async (authorization) => {
    const answer = await app.anonymous.get('/v1/payments', { authorization });
    expectProblem(answer, 401, 'UNAUTHENTICATED');
  });

  it('may write Bearer in any case', async () => {
    for (const scheme of ['bearer', 'BEARER']) {
      const { status } = await app.anonymous.get('/v1/payments', { authorization: `${scheme} ${app.service.key}` });
      expect(status).toBe(200);
    }
  });

  it.each([
    ['support', 'POST', '/v1/payments'],
    ['support', 'POST', '/v1/payments/pay_1/attempts'],
    ['finance', 'POST', '/v1/payments'],
    ['auditor', 'POST', '/v1/payments'],
    ['auditor', 'POST', '/v1/payments/pay_1/notes'],
    ['auditor', 'POST', '/v1/payments/pay_1/status-check'],
    ['approver', 'POST', '/v1/payments'],
    ['approver', 'POST', '/v1/payments/pay_1/notes'],
    ['approver', 'GET', '/v1/callbacks'],
    ['service', 'GET', '/v1/callbacks'],
    ['payer:read', 'GET', '/v1/payments'],
  ] as const)('as %s may not %s %s: 403, before the request is validated', async (role, method, path) => {
    const caller = await app.client(role);
    expectProblem(await caller.call(method, path), 403, 'FORBIDDEN');
  });

  it.each(['support', 'finance', 'approver', 'auditor', 'admin'] as const)(
    'as %s may read the payments of all clients',
    async (role) => {
      const { body } = await create(ask());
      const caller = await app.client(role);
      for (const route of ['', '/receipt']) {
        const { status } = await caller.get(`/v1/payments/${body.id}${route}`);
        expect(status).toBe(route === '' ? 200 : 404);
      }
      expect((await caller.get('/v1/payments')).status).toBe(200);
    },
  );

  it('gets 404 on every route for a payment of another client', async () => {
    const { body } = await create(ask());
    const other = await app.client('service');
    const known = async (method: 'GET' | 'POST', route: string, id: string) =>
      other.call(method, `/v1/payments/${id}${route}`, {
        ...(route === '/notes' ? { body: { text: 'x' } } : {}),
        key: newKey(),
      });
    for (const [method, route] of [
      ['GET', ''],
      ['GET', '/timeline'],
      ['GET', '/receipt'],
      ['POST', '/status-check'],
      ['POST', '/attempts'],
      ['POST', '/notes'],
    ] as const) {
      const answer = await known(method, route, body.id);
      expectProblem(answer, 404, 'PAYMENT_NOT_FOUND');
      const absent = await known(method, route, `pay_${'0'.repeat(32)}`);
      const withoutId = ({ paymentId: _, ...problem }: Answer['body']) => problem;
      expect(withoutId(absent.body)).toEqual(withoutId(answer.body));
    }
    expect((await other.get('/v1/payments')).body).toEqual({ data: [], nextCursor: null });
    const query = new URLSearchParams({
      recordId: (body['record'] as unknown as { id: string }).id,
      recordType: 'invoice',
    });
    expect((await other.get(`/v1/payments?${query}`)).body.data).toEqual([]);
  });
});

describe('an invalid request', () => {
  it.each([
    '/nothing',
    '/v1',
    '/v1/nothing',
    '/v2/payments',
    '/v1/payments/a/b/c',
    '/%00',
    '/..%2f..%2fetc/passwd',
    '/v1/payments/%ZZ',
  ])('for %s is 404 or 400, as a problem', async (path) => {
    const answer = await app.service.get(path);
    expect([400, 404]).toContain(answer.status);
    expectProblem(answer, answer.status, answer.status === 404 ? 'NOT_FOUND' : 'INVALID_REQUEST');
  });

  it.each([
    ['DELETE', '/v1/payments', 'GET, HEAD, POST'],
    ['PUT', '/v1/payments/', 'GET, HEAD, POST'],
    ['PATCH', '/v1/payments/pay_1', 'GET, HEAD'],
    ['GET', '/v1/payments/pay_1/attempts', 'POST'],
    ['DELETE', '/v1/reviews/rev_1/assign', 'POST'],
    ['POST', '/health/live', 'GET, HEAD'],
    ['GET', '/callbacks/mtn-momo/token', 'POST, PUT'],
  ] as const)('%s %s is 405 with Allow', async (method, path, allow) => {
    for (const caller of [app.service, app.anonymous]) {
      const answer = await caller.call(method, path, method === 'GET' ? {} : { body: '{' });
      expectProblem(answer, 405, 'METHOD_NOT_ALLOWED');
      expect(answer.headers['allow']).toBe(allow);
    }
  });

  it('for an unknown path is 404 with any method', async () => {
    for (const method of ['POST', 'PUT', 'DELETE'] as const)
      expectProblem(await app.service.call(method, '/v1/nothing'), 404, 'NOT_FOUND');
  });

  it('names every wrong field and what it must be, in texts that masking does not change', async () => {
    const body = { amount: 1500, currency: 'RWF', payer: { msisdn: '0788' }, phone: '0788123456' };
    const answer = await app.service.call('POST', '/v1/payments', { key: newKey(), body });
    expectProblem(answer, 400, 'INVALID_REQUEST');
    expect(answer.body.errors).toEqual([
      { field: 'phone', message: 'is not a field or parameter of this request' },
      { field: 'amount', message: 'must be decimal text without sign or exponent, such as "5000"' },
      { field: 'payer.msisdn', message: 'must be a phone number, as 07######## or +2507########' },
      { field: 'record', message: 'is required' },
    ]);
  });

  it.each([
    ['GET', '/v1/payments/pay_1?verbose=1', 'verbose'],
    ['GET', '/v1/payments/pay_1/receipt?a=1', 'a'],
    ['GET', '/v1/payments?toString=1', 'toString'],
    ['GET', '/v1/payments?constructor=1', 'constructor'],
    ['GET', '/v1/payments?__proto__=1', '__proto__'],
    ['GET', '/v1/payments?hasOwnProperty=1', 'hasOwnProperty'],
    ['GET', '/v1/payments/pay_1/timeline?order=asc', 'order'],
    ['POST', '/v1/payments/pay_1/status-check?force=1', 'force'],
    ['POST', '/v1/payments?dryRun=true', 'dryRun'],
  ] as const)('%s %s with an unknown parameter is 400', async (method, path, field) => {
    const answer = await app.service.call(method, path, {
      key: newKey(),
      ...(method === 'POST' ? { body: undefined } : {}),
    });
    expectProblem(answer, 400, 'INVALID_REQUEST');
    expect(answer.body.errors).toContainEqual({ field, message: 'is not a field or parameter of this request' });
  });

  it.each([
    'status=failed&status=failed',
    'limit=1&limit=2',
    'cursor=a&cursor=b',
    'msisdn=0788123456&msisdn=0788123456',
  ])('with a repeated parameter (%s) is 400', async (query) => {
    const answer = await app.service.get(`/v1/payments?${query}`);
    expectProblem(answer, 400, 'INVALID_REQUEST');
    expect(answer.body.errors).toEqual([{ field: query.split('=')[0], message: 'must not come twice' }]);
  });

  it('with a body on a route without one is 400', async () => {
    const message = 'must not be sent: this route takes no body';
    for (const [method, path] of [
      ['POST', '/v1/payments/pay_1/status-check'],
      ['GET', '/v1/payments/pay_1'],
      ['GET', '/v1/payments'],
    ] as const) {
      const answer = await app.service.call(method, path, { body: {} });
      expectProblem(answer, 400, 'INVALID_REQUEST');
      expect(answer.body.errors).toEqual([{ field: '', message }]);
    }
    const named = { headers: { 'content-type': 'application/json' } };
    expectProblem(await app.service.call('POST', '/v1/payments/pay_1/status-check', named), 404, 'PAYMENT_NOT_FOUND');
  });

  it('may have additional parameters on a public route, as probes and shared links do', async () => {
    expect((await app.anonymous.get('/health/live?probe=1')).status).toBe(200);
    expectProblem(await app.anonymous.get('/r/RCT-1/x?utm_source=sms'), 404, 'RECEIPT_NOT_FOUND');
  });

  it('for an id of control characters is 400', async () => {
    expectProblem(await app.service.get('/v1/payments/pay_%001'), 400, 'INVALID_REQUEST');
  });

  it.each([
    ['{'],
    ['{"amount":'],
    [''],
    ['{"a":1}}'],
    ["{'amount':'5000'}"],
    ['\u0000'],
    ['{"amount":"5000",}'],
    ['NaN'],
  ])('a body that is not JSON (%j) is 400', async (body) => {
    expectProblem(await create(body), 400, 'INVALID_REQUEST');
  });

  it.each([['null'], ['[]'], ['"text"'], ['7'], ['true'], ['[{"amount":"5000"}]']])(
    'a JSON body that is not an object (%s) is 400',
    async (body) => {
      expectProblem(await create(body), 400, 'INVALID_REQUEST');
    },
  );

  it('a missing body is 400', async () => {
    expectProblem(await app.service.call('POST', '/v1/payments', { key: newKey() }), 400, 'INVALID_REQUEST');
  });

  it.each([
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'nonsense',
  ])('a body with Content-Type %s is 415', async (type) => {
    const answer = await app.service.post('/v1/payments', JSON.stringify(ask()), {
      key: newKey(),
      headers: { 'content-type': type },
    });
    expectProblem(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it.each([
    ['content-encoding', 'gzip'],
    ['content-encoding', 'br'],
    ['content-encoding', 'identity, gzip'],
    ['content-type', 'application/json; charset=iso-8859-1'],
  ])('a body with %s: %s is 415', async (name, value) => {
    const answer = await app.service.post('/v1/payments', JSON.stringify(ask()), {
      key: newKey(),
      headers: { [name]: value },
    });
    expectProblem(answer, 415, 'UNSUPPORTED_MEDIA_TYPE');
  });

  it('a body with Content-Encoding: identity is accepted', async () => {
    const headers = { 'content-encoding': 'identity' };
    expect((await app.service.post('/v1/payments', ask(), { key: newKey(), headers })).status).toBe(202);
  });

  it.each(['application/json; charset=utf-8', 'application/json;charset=UTF-8', 'Application/JSON'])(
    'a body with Content-Type %s is read as JSON',
    async (type) => {
      const answer = await app.service.post('/v1/payments', JSON.stringify(ask()), {
        key: newKey(),
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(202);
    },
  );

  it('of more than 64 KiB is 413, and of 64 KiB is validated', async () => {
    const padded = (size: number) => {
      const text = JSON.stringify(ask());
      return text + ' '.repeat(size - text.length);
    };
    expect((await create(padded(64 * 1024))).status).toBe(202);
    expectProblem(await create(padded(64 * 1024 + 1)), 413, 'BODY_TOO_LARGE');
  });

  it('of more than 64 KiB without a Content-Length is 413 too', async () => {
    const chunk = ' '.repeat(33_000);
    const size = chunk.length.toString(16);
    const request = `POST /v1/payments HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${app.service.key}\r\nidempotency-key: k\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n${size}\r\n${chunk}\r\n${size}\r\n${chunk}\r\n0\r\n\r\n`;
    expect((await sendRaw(app.url, request)).status).toBe(413);
  });

  it('that is not UTF-8 is 400', async () => {
    const text = JSON.stringify(ask({ description: 'x?y' }));
    const bytes = Buffer.from(text);
    bytes[text.indexOf('?')] = 0xff;
    expectProblem(await app.service.post('/v1/payments', bytes, { key: newKey() }), 400, 'INVALID_REQUEST');
  });

  it('that nests a thousand deep is 400 and breaks nothing', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    expectProblem(await create(deep), 400, 'INVALID_REQUEST');
    expectProblem(
      await create(JSON.stringify(ask()).replace('"RWF"', `${'['.repeat(10_000)}${']'.repeat(10_000)}`)),
      400,
      'INVALID_REQUEST',
    );
    expectProblem(
      await create(JSON.stringify(ask({ metadata: 0 })).replace('"metadata":0', `"metadata":${deep}`)),
      400,
      'INVALID_REQUEST',
    );
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty', '__defineGetter__'])(
    'that has a member %s anywhere is 400, and pollutes nothing',
    async (name) => {
      const poison = `"${name}":{"isAdmin":true,"prototype":{"isAdmin":true}}`;
      const text = JSON.stringify(ask());
      expectProblem(await create(`{${poison},${text.slice(1)}`), 400, 'INVALID_REQUEST');
      const inside = JSON.stringify(ask({ metadata: {} })).replace('"metadata":{}', `"metadata":{${poison}}`);
      expectProblem(await create(inside), 400, 'INVALID_REQUEST');
      expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined();
    },
  );

  it.each([
    ['no HTTP', 'NONSENSE\r\n\r\n', 400, 'INVALID_REQUEST'],
    [
      'headers that are too large',
      `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
  ])('%s is refused as a problem', async (_, request, status, code) => {
    const answer = await sendRaw(app.url, request);
    expect(answer.status).toBe(status);
    expect(answer.text).toMatch(/content-type: application\/problem\+json/);
    expect(answer.text).toContain(`"code":"${code}"`);
  });
});

describe('POST /v1/payments', () => {
  const refused = async (changes: Record<string, unknown>, field: string) => {
    const answer = await create(ask(changes));
    expectProblem(answer, 400, 'INVALID_REQUEST');
    expect(answer.body.errors.map((error) => error.field)).toContain(field);
    for (const { message } of answer.body.errors) expect(message).toMatch(/./);
  };

  it('answers 202 with the address of the payment', async () => {
    const answer = await create(ask());
    expect(answer.status).toBe(202);
    expect(answer.body.id).toMatch(/^pay_/);
    expect(answer.headers['location']).toBe(`/v1/payments/${answer.body.id}`);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.headers['idempotent-replayed']).toBeUndefined();
  });

  it('shows exactly the members that the contract names', async () => {
    const { body } = await create(ask());
    expect(Object.keys(body).sort()).toEqual(
      [
        ...[
          'id',
          'status',
          'amount',
          'currency',
          'paidAmount',
          'refundedAmount',
          'payer',
          'provider',
          'providerReference',
        ],
        ...[
          'providerTransactionId',
          'record',
          'description',
          'dimensions',
          'metadata',
          'failure',
          'duplicateSuspected',
        ],
        ...[
          'reviewId',
          'attempts',
          'receipt',
          'customerMessage',
          'createdAt',
          'submittedAt',
          'confirmedAt',
          'expiresAt',
        ],
      ].sort(),
    );
    expect(body.providerReference).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(body['customerMessage']).toEqual({ en: expect.any(String), rw: expect.any(String), fr: expect.any(String) });
    expect(body['attempts']).toEqual([
      {
        number: 1,
        provider: 'mtn-momo',
        providerReference: body.providerReference,
        status: 'created',
        at: app.clock.at,
      },
    ]);
  });

  it.each([
    [5000],
    ['1e3'],
    ['1E3'],
    ['5000.00'],
    ['5000.0'],
    ['5000.'],
    ['.5'],
    ['-5'],
    ['+5'],
    ['0'],
    ['00'],
    ['05'],
    [' 5'],
    ['5 '],
    ['5\n'],
    ['５０００'],
    ['٥٠٠٠'],
    ['5,000'],
    ['5_000'],
    ['0x10'],
    ['Infinity'],
    ['NaN'],
    [''],
    ['1'.repeat(16)],
    [null],
    [true],
    [['5000']],
    [{ value: '5000' }],
  ])('refuses the amount %j', (amount) => refused({ amount }, 'amount'));

  it.each([['1'], ['9'.repeat(15)]])('accepts the amount %s', async (amount) => {
    const answer = await create(ask({ amount }));
    expect([answer.status, answer.body['amount']]).toEqual([202, amount]);
  });

  it.each([['XXX'], ['XTS'], ['rwf'], ['RW'], ['RWFF'], [''], ['R WF'], [7], [null], [['RWF']], ['constructor']])(
    'refuses the unknown currency %j',
    (currency) => refused({ currency }, 'currency'),
  );

  it.each([
    ['EUR', '50'],
    ['EUR', '50.25'],
    ['USD', '1'],
    ['KWD', '1.125'],
  ])('refuses %s, a currency that the provider does not accept, with 422', async (currency, amount) => {
    expectProblem(await create(ask({ currency, amount })), 422, 'CURRENCY_NOT_SUPPORTED');
  });

  it('validates the digits of an amount by its currency before the provider is asked', () =>
    refused({ currency: 'EUR', amount: '1.125' }, 'amount'));

  it.each([['+250788123456'], ['250788123456'], ['0788123456']])(
    'accepts the number %s, and returns it in E.164',
    async (msisdn) => {
      const answer = await create(ask({ payer: { msisdn } }));
      expect([answer.status, answer.body['payer']]).toEqual([202, { msisdn: '+250788123456' }]);
    },
  );

  it.each([
    ['788123456'],
    ['07881234567'],
    ['078812345'],
    ['+2507881234'],
    ['++250788123456'],
    ['+250 788 123 456'],
    ['0788-123-456'],
    ['０７８８１２３４５６'],
    ['00250788123456'],
    ['abc'],
    [''],
    [788123456],
    [null],
    [['0788123456']],
    [{}],
  ])('refuses the number %j', (msisdn) => refused({ payer: { msisdn } }, 'payer.msisdn'));

  it.each([['+46733123454'], ['+14155550123'], ['0738123456'], ['+250738123456']])(
    'refuses %s, a number that the provider does not serve, with 422',
    async (msisdn) => {
      expectProblem(await create(ask({ payer: { msisdn } })), 422, 'MSISDN_NOT_SUPPORTED');
    },
  );

  it('refuses a provider that is not configured with 422', async () => {
    expectProblem(await create(ask({ provider: 'airtel' })), 422, 'PROVIDER_NOT_AVAILABLE');
    expectProblem(await create(ask({ provider: '__proto__' })), 422, 'PROVIDER_NOT_AVAILABLE');
    expect((await create(ask({ provider: 'mtn-momo' }))).status).toBe(202);
  });

  it.each(['amount', 'currency', 'payer', 'record'])('refuses a request without %s', async (member) => {
    const { [member]: _, ...rest } = ask();
    const answer = await create(rest);
    expectProblem(answer, 400, 'INVALID_REQUEST');
    expect(answer.body.errors.some(({ field }) => field === member || field.startsWith(`${member}.`))).toBe(true);
  });

  it.each([
    [{ payer: {} }, 'payer.msisdn'],
    [{ payer: [] }, 'payer'],
    [{ payer: [{ msisdn: '0788123456' }] }, 'payer'],
    [{ payer: '0788123456' }, 'payer'],
    [{ payer: null }, 'payer'],
    [{ record: {} }, 'record.type'],
    [{ record: { type: 'invoice' } }, 'record.id'],
    [{ record: { id: 'x' } }, 'record.type'],
    [{ record: { type: 'bill', id: 'x' } }, 'record.type'],
    [{ record: { type: ['invoice'], id: 'x' } }, 'record.type'],
    [{ record: { type: 'invoice', id: 7 } }, 'record.id'],
    [{ record: { type: 'invoice', id: '' } }, 'record.id'],
    [{ record: { type: 'invoice', id: ['x'] } }, 'record.id'],
    [{ record: { type: 'invoice', id: 'a\u0000b' } }, 'record.id'],
    [{ record: { type: 'invoice', id: 'x', part: 1 } }, 'record.part'],
    [{ record: { type: 'invoice', id: 'x', part: '' } }, 'record.part'],
    [{ record: [{ type: 'invoice', id: 'x' }] }, 'record'],
    [{ description: 7 }, 'description'],
    [{ description: ['x'] }, 'description'],
    [{ description: 'a\u0007b' }, 'description'],
    [{ dimensions: [] }, 'dimensions'],
    [{ dimensions: ['x'] }, 'dimensions'],
    [{ dimensions: 'x' }, 'dimensions'],
    [{ dimensions: { service: 7 } }, 'dimensions'],
    [{ dimensions: { service: null } }, 'dimensions'],
    [{ dimensions: { service: { a: 'b' } } }, 'dimensions'],
    [{ metadata: [] }, 'metadata'],
    [{ metadata: { a: 1 } }, 'metadata'],
    [{ metadata: { a: ['x'] } }, 'metadata'],
    [{ metadata: { '': 'x' } }, 'metadata'],
    [{ metadata: { 'a\u0000b': 'x' } }, 'metadata'],
    [{ dimensions: { 'a\u0000b': 'x' } }, 'dimensions'],
    [{ dimensions: { 'a.b': 'x' } }, 'dimensions'],
    [{ dimensions: { $a: 'x' } }, 'dimensions'],
    [{ record: { type: 'invoice', id: '   ' } }, 'record.id'],
    [{ expiresInSeconds: '300' }, 'expiresInSeconds'],
    [{ expiresInSeconds: 29 }, 'expiresInSeconds'],
    [{ expiresInSeconds: 86_401 }, 'expiresInSeconds'],
    [{ expiresInSeconds: 30.5 }, 'expiresInSeconds'],
    [{ provider: 7 }, 'provider'],
    [{ provider: '' }, 'provider'],
  ])('refuses %j', (changes, field) => refused(changes, field));

  it.each([
    [{ amout: '5000' }, 'amout'],
    [{ status: 'successful' }, 'status'],
    [{ id: 'pay_mine' }, 'id'],
    [{ payer: { msisdn: '0788123456', name: 'x' } }, 'payer.name'],
    [{ record: { type: 'invoice', id: 'x', parts: '1' } }, 'record.parts'],
  ])('refuses unknown members: %j', (changes, field) => refused(changes, field));

  it('accepts every text at its greatest length, and refuses one more character', async () => {
    const most = {
      description: 'd'.repeat(160),
      record: { type: 'permit', id: 'i'.repeat(100), part: 'p'.repeat(40) },
      dimensions: { service: 's'.repeat(64) },
      metadata: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`member${index}`, 'm'.repeat(500)])),
    };
    const answer = await create(ask(most));
    expect(answer.status).toBe(202);
    expect(answer.body).toMatchObject(most);
    await refused({ description: 'd'.repeat(161) }, 'description');
    await refused({ record: { type: 'permit', id: 'i'.repeat(101) } }, 'record.id');
    await refused({ record: { type: 'permit', id: 'i', part: 'p'.repeat(41) } }, 'record.part');
    await refused({ dimensions: { service: 's'.repeat(65) } }, 'dimensions');
    await refused({ metadata: { a: 'm'.repeat(501) } }, 'metadata');
    await refused(
      { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`m${index}`, 'x'])) },
      'metadata',
    );
  });

  it('keeps texts in any script unchanged', async () => {
    const description = 'Uruhushya rwo kubaka — “Kigali” 中文 🏠';
    const answer = await create(ask({ description, metadata: { note: 'é' } }));
    expect(answer.body).toMatchObject({ description, metadata: { note: 'é' } });
    expect((await app.payment(answer.body.id))['description']).toBe(description);
  });

  it('accepts a time to live of 30 seconds and of a day', async () => {
    for (const expiresInSeconds of [30, 86_400]) {
      expect((await create(ask({ expiresInSeconds }))).status).toBe(202);
    }
  });

  it.each([
    ['"amount":"5000"', '"amount":"1","amount":"5000"', 'amount'],
    ['"amount":"5000"', '"amount":"5000","\\u0061mount":"5000"', 'amount'],
    ['"payer":{', '"payer":{"msisdn":"0788000000",', 'payer.msisdn'],
    ['"metadata":{', '"metadata":{"b":"1","b" : "1",', 'metadata.b'],
    ['"metadata":{', '"list":[{"c":1},{"c":1,"c":2}],"metadata":{', 'list.1.c'],
  ])('refuses a repeated member, and names it: %s becomes %s', async (once, twice, field) => {
    const text = JSON.stringify(ask({ metadata: { a: '1' } })).replace(once, twice);
    const answer = await create(text);
    expectProblem(answer, 400, 'INVALID_REQUEST');
    expect(answer.body.errors).toEqual([{ field, message: 'must not come twice' }]);
  });

  it('accepts the same name in two objects, and a name that looks like the end of a text', async () => {
    const metadata = { id: '1', type: '2', '"id"': '":{"', x: '\\' };
    expect((await create(ask({ metadata, dimensions: { id: '1' } }))).body).toMatchObject({ metadata });
  });

  it('is 503 while the log is unavailable; nothing is recorded, and a repetition is decided anew', async () => {
    const body = ask();
    const key = newKey();
    await app.caughtUp();
    app.events.goAway();
    const away = await app.service.post('/v1/payments', body, { key });
    app.events.comeBack();
    expectProblem(away, 503, 'STORE_UNAVAILABLE');
    const answer = await app.service.post('/v1/payments', body, { key });
    expect([answer.status, answer.headers['idempotent-replayed']]).toEqual([202, undefined]);
  });
});

describe('X-Request-Id', () => {
  it('is returned when it was sent, and generated when it is missing or invalid', async () => {
    const idOf = async (headers: Record<string, string>) =>
      (await app.service.get('/v1/payments', headers)).headers['x-request-id'];
    expect(await idOf({ 'x-request-id': 'order-4711/a' })).toBe('order-4711/a');
    const made = await idOf({});
    expect(made).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idOf({})).not.toBe(made);
    for (const invalid of ['has space', 'x'.repeat(500), '"quote"', '<script>']) {
      expect(await idOf({ 'x-request-id': invalid })).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('is part of every refusal', async () => {
    for (const path of ['/nothing', '/v1/payments/pay_1']) {
      const { headers } = await app.anonymous.get(path, { 'x-request-id': 'mine' });
      expect(headers['x-request-id']).toBe('mine');
    }
  });
});

describe('Prefer: wait', () => {
  const waiting = (prefer: string, body = ask()) =>
    app.service.post('/v1/payments', body, { key: newKey(), headers: { prefer } });

  it('answers with the provider’s first answer', async () => {
    const answer = await waiting('wait=5');
    expect([answer.status, answer.body.status]).toEqual([202, 'submitted']);
  });

  it('answers with the current state after the wait, and waits ten seconds at most', async () => {
    app.sandbox.goesWrong({ fault: 'drop-before', on: 'create' });
    const before = asleepFor(2_000, 10_000);
    const short = waiting('wait=2');
    const long = waiting('respond-async, wait=99');
    const answered = { short: false, long: false };
    void short.then(() => (answered.short = true));
    void long.then(() => (answered.long = true));
    const bothWait = () => asleepFor(2_000, 10_000).every((count, at) => count > before[at]!);
    while (!bothWait()) await new Promise(setImmediate);
    await app.clock.pass({ ms: 1_999 });
    expect(answered).toEqual({ short: false, long: false });
    await app.clock.pass({ ms: 1 });
    expect((await short).body.status).toBe('created');
    await app.clock.pass({ ms: 7_999 });
    expect(answered.long).toBe(false);
    await app.clock.pass({ ms: 1 });
    expect((await long).body.status).toBe('created');
    app.sandbox.goesWrong();
  });

  it('answers with the provider’s first answer, also for other spellings', async () => {
    for (const prefer of ['respond-async, WAIT = "5"; foo', 'wait=5, wait=x'])
      expect((await waiting(prefer)).body.status).toBe('submitted');
  });

  it.each(['wait=0', 'wait=-1', 'wait=x', 'wait=x, wait=5', 'wait', 'respond-async', 'return=minimal', 'foo; wait=5'])(
    '"%s" does not wait',
    async (prefer) => {
      const { status, body } = await waiting(prefer);
      expect([status, body.status]).toEqual([202, 'created']);
    },
  );

  /** The followers of the log sleep too, and more of them on servers: what tells the requests from them is how long. */
  const asleepFor = (...durations: number[]) => durations.map((ms) => app.clock.sleepersFor(ms));
});
