import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';
import { RawConnection, sendRaw, type RawAnswer } from '../support/raw-http.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const lastBodyOf = ({ text }: RawAnswer) => text.slice(text.lastIndexOf('\r\n\r\n') + 4);
const statusesOf = ({ text }: RawAnswer) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));
const withKey = () => `host: x\r\nauthorization: Bearer ${app.service.key}\r\n`;

function expectProblem(answer: RawAnswer, status: number, code: string): void {
  expect([answer.status, JSON.parse(lastBodyOf(answer))]).toMatchObject([status, { status, code }]);
  expect(answer.text).toMatch(/content-type: application\/problem\+json/i);
  expect(answer.text).toMatch(/x-request-id: ./i);
  expect(answer.text).toMatch(/cache-control: no-store/i);
  expect(answer.text).not.toMatch(/\bat .+\.(ts|js):\d+|node_modules|Error:/);
}

describe('every answer', () => {
  it.each([
    ['GET', '/v1/payments', 200],
    ['GET', '/v1/payments/pay_1', 404],
    ['POST', '/v1/payments', 400],
    ['GET', '/nothing', 404],
    ['GET', '/%ZZ', 400],
    ['GET', '/health/live', 200],
    ['GET', '/health/ready', 200],
    ['GET', '/metrics', 200],
    ['GET', '/r/RCT-2026-000001/x', 404],
    ['PUT', '/callbacks/mtn-momo/x', 400],
    ['GET', '/docs/openapi.json', 200],
  ] as const)('to %s %s has the headers of a private answer', async (method, path, status) => {
    const answer = await app.service.call(method, path);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject({
      'cache-control': expect.stringContaining('no-store'),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
    });
    expect(answer.headers['content-security-policy']?.includes('script-src')).toBe(path.startsWith('/docs'));
  });

  it('without a key too', async () => {
    const { status, headers } = await app.anonymous.get('/v1/payments');
    expect([status, headers['cache-control'], headers['x-content-type-options']]).toEqual([401, 'no-store', 'nosniff']);
  });
});

describe('a malformed or ambiguous request', () => {
  const problems: [string, () => string | Buffer, number, string][] = [
    ['no HTTP', () => '\x00\x01garbage\r\n\r\n', 400, 'INVALID_REQUEST'],
    ['TLS', () => Buffer.from('160301020001000001fc0303', 'hex'), 400, 'INVALID_REQUEST'],
    ['HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, 'INVALID_REQUEST'],
    ['no Host', () => get('/health/live', ''), 400, 'INVALID_REQUEST'],
    ['two Hosts', () => get('/health/live', 'host: x\r\nhost: y\r\n'), 400, 'INVALID_REQUEST'],
    ['two lengths', () => post('content-length: 2\r\ncontent-length: 3\r\n', '{}'), 400, 'INVALID_REQUEST'],
    [
      'a length and chunks',
      () => post('content-length: 2\r\ntransfer-encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'),
      400,
      'INVALID_REQUEST',
    ],
    ['a negative length', () => post('content-length: -1\r\n', '{}'), 400, 'INVALID_REQUEST'],
    ['a transfer encoding that is not there', () => post('transfer-encoding: gzip\r\n', '{}'), 400, 'INVALID_REQUEST'],
    ['a chunk without a size', () => post('transfer-encoding: chunked\r\n', 'zz\r\n'), 400, 'INVALID_REQUEST'],
    ['a folded header', () => get('/health/live', 'host: x\r\nx: a\r\n b\r\n'), 400, 'INVALID_REQUEST'],
    ['a zero byte in a header', () => get('/health/live', 'host: x\r\nx: a\0b\r\n'), 400, 'INVALID_REQUEST'],
    ['lines that end in LF alone', () => 'GET /health/live HTTP/1.1\nhost: x\n\n', 400, 'INVALID_REQUEST'],
    [
      'a header of 20 KiB',
      () => get('/health/live', `host: x\r\nx: ${'x'.repeat(20_000)}\r\n`),
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['3,000 headers', () => get('/health/live', `host: x\r\n${'a: b\r\n'.repeat(3_000)}`), 431, 'HEADERS_TOO_LARGE'],
    ['an address of 20 KiB', () => get(`/v1/payments/${'x'.repeat(20_000)}`, withKey()), 431, 'HEADERS_TOO_LARGE'],
    ['an address of 8 KiB', () => get(`/v1/payments/${'x'.repeat(8_000)}`, withKey()), 414, 'URL_TOO_LONG'],
    ['a zero byte in the path', () => get('/v1/payments/a%00b', withKey()), 400, 'INVALID_REQUEST'],
    ['a line end in the path', () => get('/v1/payments/a%0d%0Ab', withKey()), 400, 'INVALID_REQUEST'],
    ['a path of no UTF-8', () => get('/v1/payments/%ff', withKey()), 400, 'INVALID_REQUEST'],
    [
      'a path that leads out of the documentation',
      () => get('/docs/..%2f..%2fpackage.json', 'host: x\r\n'),
      404,
      'NOT_FOUND',
    ],
    ['a zero byte in the documentation', () => get('/docs/%00', 'host: x\r\n'), 400, 'INVALID_REQUEST'],
    ['another case', () => get('/V1/Payments', withKey()), 404, 'NOT_FOUND'],
    ['slashes twice', () => get('//v1//payments', withKey()), 404, 'NOT_FOUND'],
    ['an encoded slash', () => get('/v1/payments/a%2fb', withKey()), 404, 'PAYMENT_NOT_FOUND'],
    ['another expectation', () => post('expect: 200-ok\r\ncontent-length: 2\r\n', '{}'), 417, 'EXPECTATION_FAILED'],
  ];
  const get = (path: string, headers: string) => `GET ${path} HTTP/1.1\r\n${headers}connection: close\r\n\r\n`;
  const post = (headers: string, body: string) =>
    `POST /v1/payments HTTP/1.1\r\n${withKey()}content-type: application/json\r\n${headers}connection: close\r\n\r\n${body}`;

  it.each(problems)('(%s) is answered by a problem, and the connection ends', async (_, request, status, code) => {
    expectProblem(await sendRaw(app.url, request()), status, code);
  });

  it('is answered after the earlier requests of its connection', async () => {
    app.sandbox.goesWrong({ fault: 'drop-before', on: 'create' });
    const body = JSON.stringify(app.ask('0780000001', rwf(100)));
    const connection = await RawConnection.open(app.url);
    const asleep = app.clock.sleepers;
    await connection.write(
      `POST /v1/payments HTTP/1.1\r\n${withKey()}content-type: application/json\r\nidempotency-key: pipelined\r\nprefer: wait=10\r\ncontent-length: ${body.length}\r\n\r\n${body}garbage\r\n\r\n`,
    );
    while (app.clock.sleepers === asleep) await new Promise(setImmediate);
    expect(connection.received).toBe('');
    await app.clock.pass({ seconds: 10 });
    app.sandbox.goesWrong();
    const answer = await connection.ended;
    expect(statusesOf(answer)).toEqual([202, 400]);
    expect(JSON.parse(lastBodyOf(answer))).toMatchObject({ code: 'INVALID_REQUEST' });
  });

  it('does not prevent the answers to earlier valid requests of its connection', async () => {
    const answer = await sendRaw(
      app.url,
      get('/health/live', 'host: x\r\n').replace('close', 'keep-alive').repeat(50) + get('/health/live', 'host: x\r\n'),
    );
    expect(statusesOf(answer)).toEqual(Array(51).fill(200));
  });

  it('is read to its end after 100 Continue', async () => {
    const answer = await sendRaw(app.url, post('expect: 100-continue\r\ncontent-length: 2\r\n', '{}'));
    expect(statusesOf(answer)).toEqual([100, 400]);
  });
});

describe('a request that is slow', () => {
  const head = (length: number, method = 'POST', path = '/v1/payments') =>
    `${method} ${path} HTTP/1.1\r\n${withKey()}content-type: application/json\r\nidempotency-key: k\r\ncontent-length: ${length}\r\n\r\n`;
  const linesSince = (of: App, before: number) =>
    of.log.slice(before).map((line) => JSON.parse(line) as { msg: string; level: number; status?: number });

  describe('in its headers', () => {
    let hasty: App;
    beforeAll(async () => {
      hasty = await startApp({ sending: { headersMs: 20, checkEveryMs: 5 } });
    });
    afterAll(() => hasty.close());

    it.each([
      ['says nothing', ''],
      ['stops', 'POST /v1/payments HTTP/1.1\r\nhost: x\r\n'],
    ])('and %s is answered 408', async (_, sent) => {
      const connection = await RawConnection.open(hasty.url);
      if (sent !== '') await connection.write(sent);
      expectProblem(await connection.ended, 408, 'REQUEST_TIMEOUT');
    });
  });

  describe('in its body', () => {
    let hasty: App;
    beforeAll(async () => {
      hasty = await startApp({ sending: { bodyMs: 20 } });
    });
    afterAll(() => hasty.close());

    it.each([
      ['a request', 'POST', '/v1/payments'],
      ['a callback', 'PUT', '/callbacks/mtn-momo/made-up'],
      ['nobody', 'POST', '/nothing'],
    ])('for %s is answered 408, and is logged with that status', async (_, method, path) => {
      const before = hasty.log.length;
      const connection = await RawConnection.open(hasty.url);
      await connection.write(`${head(100, method, path)}{"amount":`);
      expectProblem(await connection.ended, 408, 'REQUEST_TIMEOUT');
      await hasty.caughtUp();
      const requests = linesSince(hasty, before).filter(({ msg }) => msg === 'request');
      expect(requests.map(({ status }) => status)).toEqual([408]);
    });
  });

  it('and aborted by its caller is not logged as an error', async () => {
    const before = app.log.length;
    const connection = await RawConnection.open(app.url);
    await connection.write(`${head(100)}{"amount":`);
    connection.leave();
    // The server has seen it close once it answers a later request.
    await app.anonymous.get('/health/live');
    expect(linesSince(app, before).filter(({ level, status = 0 }) => level >= 40 || status >= 500)).toEqual([]);
  });
});

describe('a stop', () => {
  it('waits at most seven seconds for callers that are still sending', async () => {
    const stopping = await startApp();
    const headers = await RawConnection.open(stopping.url);
    await headers.write('GET /health/live HTTP/1.1\r\nhost: x\r\n');
    const body = await RawConnection.open(stopping.url);
    await body.write('PUT /callbacks/mtn-momo/x HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n{');
    const sent = 'PUT /callbacks/mtn-momo/y HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{';
    const inTime = await RawConnection.open(stopping.url);
    await inTime.write(sent);
    // The server has all of them once it answers a later request.
    await stopping.anonymous.get('/health/live');
    let isStopped = false;
    const stopped = stopping.stop().then(() => (isStopped = true));
    await stopping.clock.pass({ seconds: 6 });
    await inTime.write('}');
    expect((await inTime.ended).status).toBe(200);
    expect(isStopped).toBe(false);
    await stopping.clock.pass({ seconds: 1 });
    await stopped;
    expect([(await headers.ended).text, (await body.ended).text]).toEqual(['', '']);
    await stopping.agent.destroy();
    await stopping.platform.close();
  });
});
