import { describe, expect, it } from '@jest/globals';
import { Ishyura, OutcomeUnknown, Refused, type NewPayment } from '../../clients/typescript/src/index.ts';

type Reply = Error | { status: number; body?: unknown; headers?: Record<string, string>; raw?: string };

/** A gateway that gives these answers, one after the other, and the last one for ever. */
function gateway(...replies: readonly Reply[]) {
  const requests: { url: string; method: string; headers: Record<string, string>; body: string | undefined }[] = [];
  const slept: number[] = [];
  const client = new Ishyura({
    baseUrl: 'https://pay.example.rw/',
    apiKey: 'a-key',
    random: () => 0.5,
    sleep: async (ms) => void slept.push(ms),
    fetch: async (url, { method, headers, body }) => {
      requests.push({
        url,
        method: method!,
        headers: headers as Record<string, string>,
        body: body as string | undefined,
      });
      const reply = replies[Math.min(requests.length, replies.length) - 1]!;
      if (reply instanceof Error) throw reply;
      const isProblem = reply.status >= 400;
      return new Response(reply.raw ?? JSON.stringify(reply.body), {
        status: reply.status,
        headers: {
          'content-type': isProblem ? 'application/problem+json' : 'application/json',
          'x-request-id': 'req-1',
          ...reply.headers,
        },
      });
    },
  });
  return { client, requests, slept };
}
const problem = (status: number, code: string, headers: Record<string, string> = {}, more: object = {}): Reply => ({
  status,
  body: { type: 'about:blank', title: 'x', status, detail: 'A detail.', code, ...more },
  headers,
});
const created: Reply = { status: 202, body: { id: 'pay_1', status: 'created' } };
const lost = new TypeError('fetch failed');
const html: Reply = { status: 502, raw: '<html>', headers: { 'content-type': 'text/html' } };
const ask: NewPayment = {
  amount: '5000',
  currency: 'RWF',
  payer: { msisdn: '0788123456' },
  record: { type: 'order', id: 'O-1' },
};

describe('a request that can never be sent', () => {
  const unsent = { tries: 8, sleep: () => Promise.reject(new Error('it was repeated')) };

  it.each([
    ['an address without a scheme', { baseUrl: '127.0.0.1:3000', apiKey: 'a-key' }, {}],
    ['an address with a password', { baseUrl: 'https://user:password@pay.example.rw', apiKey: 'a-key' }, {}],
    ['an API key with a line break', { baseUrl: 'https://pay.example.rw', apiKey: 'a-key\nb' }, {}],
    [
      'an Idempotency-Key that no header can have',
      { baseUrl: 'https://pay.example.rw', apiKey: 'a-key' },
      { key: '中' },
    ],
  ])('is said to be one at once, and not to be unknown: %s', async (_, options, asking) => {
    const client = new Ishyura({ ...options, ...unsent });
    await expect(client.createPayment(ask, asking)).rejects.toMatchObject({ name: 'TypeError' });
  });

  it.each(['', '.', '..'])('has the id "%s", in whose place a list would answer', async (id) => {
    const { client, requests } = gateway({ status: 200, body: { data: [], nextCursor: null } });
    const asked = [
      client.payment(id),
      client.record('order', id),
      client.createAttempt(id),
      client.checkStatus(id),
      client.requestRefund(id, { reason: 'x' }),
      client.refund(id),
      (async () => client.timeline(id).next())(),
    ];
    for (const outcome of await Promise.allSettled(asked))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'TypeError' } });
    expect(requests).toEqual([]);
  });
});

describe('a request with a key', () => {
  it.each([
    ['no answer', lost, 250],
    ['a proxy’s 502', html, 250],
    [
      'a proxy’s 429',
      { status: 429, raw: '<html>', headers: { 'content-type': 'text/html', 'retry-after': '4' } },
      4_000,
    ],
    ['MAY_BE_RECORDED', problem(503, 'MAY_BE_RECORDED', { 'retry-after': '2' }), 2_000],
    ['STORE_UNAVAILABLE', problem(503, 'STORE_UNAVAILABLE', { 'retry-after': '1' }), 1_000],
    ['INTERNAL_ERROR', problem(500, 'INTERNAL_ERROR'), 250],
    ['RATE_LIMITED', problem(429, 'RATE_LIMITED', { 'retry-after': '3' }), 3_000],
    ['IDEMPOTENCY_KEY_IN_FLIGHT', problem(409, 'IDEMPOTENCY_KEY_IN_FLIGHT'), 250],
    ['a success that breaks off', { status: 202, raw: '{"id":' }, 250],
  ] as const)('is repeated after %s, with the same key and the same bytes', async (_, reply, pauseMs) => {
    const { client, requests, slept } = gateway(reply, reply, created);
    expect(await client.createPayment(ask, { waitSeconds: 60 })).toEqual({ id: 'pay_1', status: 'created' });
    const [first, second, third] = requests;
    expect(first).toMatchObject({ url: 'https://pay.example.rw/v1/payments', method: 'POST' });
    expect(first!.headers).toMatchObject({ authorization: 'Bearer a-key', prefer: 'wait=10' });
    expect(first!.headers['idempotency-key']).toMatch(/^[\da-f-]{36}$/);
    expect([second, third]).toEqual([first, first]);
    expect(slept).toEqual([pauseMs, Math.max(pauseMs, 500)]);
  });

  it.each([
    [2.3456, 'wait=3'],
    [0.0001, 'wait=1'],
    [1e12, 'wait=10'],
    [-1, undefined],
    [NaN, undefined],
  ])('waits whole seconds, ten at most, when it is asked for %d', async (waitSeconds, prefer) => {
    const { client, requests } = gateway(created);
    await client.createPayment(ask, { waitSeconds });
    expect(requests[0]!.headers['prefer']).toBe(prefer);
  });

  it('takes a new key for each call, and the caller’s where it gives one', async () => {
    const { client, requests } = gateway(created);
    await client.createPayment(ask);
    await client.createPayment(ask);
    await client.createPayment(ask, { key: 'order-1' });
    const keys = requests.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(3);
    expect(keys[2]).toBe('order-1');
  });

  it.each([
    ['no answer', lost],
    ['MAY_BE_RECORDED', problem(503, 'MAY_BE_RECORDED')],
    ['a proxy', html],
  ] as const)(
    'that is never answered (%s) is an outcome that is not known, with its key, and no refusal',
    async (_, reply) => {
      const { client, requests, slept } = gateway(reply);
      const error = await client.createPayment(ask, { key: 'order-1' }).catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(OutcomeUnknown);
      expect(error).toMatchObject({ key: 'order-1' });
      expect(requests).toHaveLength(8);
      expect(slept).toEqual([250, 500, 1_000, 2_000, 4_000, 5_000, 5_000]);
    },
  );

  it.each(['UNAUTHENTICATED', 'FORBIDDEN', 'STORE_UNAVAILABLE', 'RATE_LIMITED'])(
    'stays unknown where %s follows a try without an answer: the first try may be on record',
    async (code) => {
      const { client } = gateway(lost, problem(401, code));
      await expect(client.createPayment(ask)).rejects.toBeInstanceOf(OutcomeUnknown);
    },
  );

  it('that nothing was recorded of is refused once the tries are used up', async () => {
    const { client, requests } = gateway(problem(503, 'STORE_UNAVAILABLE'));
    await expect(client.createPayment(ask)).rejects.toMatchObject({ name: 'Refused', code: 'STORE_UNAVAILABLE' });
    expect(requests).toHaveLength(8);
  });

  it('is refused at once by a rule, with the problem by its code', async () => {
    const { client, requests } = gateway(problem(409, 'RECORD_ALREADY_PAID', {}, { paymentId: 'pay_7' }));
    const error = await client.createPayment(ask).catch((thrown: unknown) => thrown);
    if (!(error instanceof Refused)) throw new Error('It is not refused');
    // The type of `problem` follows from the code: without `is`, `paymentId` would not compile.
    expect(error.is('RECORD_ALREADY_PAID', 'RECORD_PERHAPS_PAID') && error.problem.paymentId).toBe('pay_7');
    expect(error.is('PAYER_ERASED')).toBe(false);
    expect([error.requestId, requests.length]).toEqual(['req-1', 1]);
  });
});

describe('a request without a key', () => {
  it('that changes something is not repeated where it may be on record', async () => {
    for (const reply of [lost, html, problem(503, 'MAY_BE_RECORDED'), problem(500, 'INTERNAL_ERROR')]) {
      const { client, requests } = gateway(reply);
      await expect(client.checkStatus('pay_1')).rejects.toMatchObject({ name: 'OutcomeUnknown', key: null });
      expect(requests).toHaveLength(1);
    }
  });

  it('is repeated where certainly nothing was recorded', async () => {
    const { client, requests } = gateway(problem(429, 'RATE_LIMITED'), { status: 200, body: { id: 'pay_1' } });
    await client.checkStatus('pay_1');
    expect(requests).toHaveLength(2);
  });

  it('that only asks is repeated', async () => {
    const { client, requests } = gateway(lost, html, { status: 200, body: { status: 'paid' } });
    expect(await client.record('order', 'O/1 é', { part: '2', waitSeconds: 5 })).toEqual({ status: 'paid' });
    expect(requests[2]).toMatchObject({ url: 'https://pay.example.rw/v1/records/order/O%2F1%20%C3%A9?part=2' });
  });

  it('for a record that was never asked for is null, and no error', async () => {
    const { client } = gateway(problem(404, 'RECORD_NOT_FOUND'));
    expect(await client.record('order', 'O-1')).toBeNull();
  });
});

it('reads a list to its end, page by page, and no further than its reader', async () => {
  const page = (ids: string[], nextCursor: string | null): Reply => ({
    status: 200,
    body: { data: ids.map((id) => ({ id })), nextCursor },
  });
  const { client, requests } = gateway(page(['a', 'b'], 'c+1'), page([], 'c2'), page(['c'], null));
  const read: string[] = [];
  for await (const { id } of client.payments({ status: 'successful', limit: 2 })) read.push(id);
  expect(read).toEqual(['a', 'b', 'c']);
  const base = 'https://pay.example.rw/v1/payments?status=successful&limit=2';
  expect(requests.map(({ url }) => url)).toEqual([base, `${base}&cursor=c%2B1`, `${base}&cursor=c2`]);
  const short = gateway(page(['a', 'b'], 'c1'));
  for await (const { id } of short.client.payments()) if (id === 'a') break;
  expect(short.requests).toHaveLength(1);
});
