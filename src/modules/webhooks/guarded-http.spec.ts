import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { checkedLookup, GuardedHttp, longestCallMs, type Resolve } from './guarded-http.js';

const call = (url: string) => ({ url, headers: { 'content-type': 'application/json' }, body: '{}' });
const never = new AbortController().signal;

/** Answers each question with the next of these, as a name does whose owner changes it between a check and its use. */
const rebinding = (...answers: readonly string[][]): Resolve & { asked: number } => {
  const resolve = (_: string, done: Parameters<Resolve>[1]) => {
    const addresses = answers[Math.min(resolve.asked, answers.length - 1)]!;
    resolve.asked += 1;
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  resolve.asked = 0;
  return resolve;
};

const lookUp = (resolve: Resolve, all: boolean) =>
  new Promise((settle) =>
    checkedLookup(resolve)('hooks.example.rw', { all }, (error, address) => settle(error?.message ?? address)),
  );

describe('the look-up of a connection', () => {
  it('gives the addresses that it has checked', async () => {
    expect(await lookUp(rebinding(['1.1.1.1', '1.0.0.1']), false)).toBe('1.1.1.1');
    expect(await lookUp(rebinding(['1.1.1.1']), true)).toEqual([{ address: '1.1.1.1', family: 4 }]);
  });

  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1', '64:ff9b::a00:1', 'fe80::1'])(
    'fails where %s is among the addresses, also beside a public one',
    async (address) => {
      expect(await lookUp(rebinding([address]), false)).toMatch(/is refused/);
      expect(await lookUp(rebinding(['1.1.1.1', address]), true)).toMatch(/is refused/);
    },
  );

  it('fails where there is no address', async () => {
    expect(await lookUp(rebinding([]), false)).toBe('hooks.example.rw has no address');
  });
});

describe('a call', () => {
  let server: Server;
  let port: number;
  let requests: string[];
  let http: GuardedHttp;
  const clock = new FakeClock();

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request.url!);
      if (request.url === '/away') response.writeHead(302, { location: '/there' }).end();
      else if (request.url === '/long') response.writeHead(200).end('ü'.repeat(100_000));
      else if (request.url === '/cut') response.writeHead(200).end(`${' '.repeat(1_013)}250788123456 and more`);
      else if (request.url === '/endless') response.writeHead(200).write('begun');
      else if (request.url !== '/silent') response.writeHead(204).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    requests = [];
  });
  afterEach(() => http.close());
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  const allowing = (...hosts: string[]) => (http = new GuardedHttp(new Set(hosts), clock));

  it('reaches a loopback address only where WEBHOOK_ALLOWED_HOSTS names it', async () => {
    const url = `http://127.0.0.1:${port}/`;
    expect(await allowing(`127.0.0.1:${port}`).post(call(url), never)).toEqual({ status: 204, error: null, body: '' });
    expect(await allowing('127.0.0.1:1').post(call(url), never)).toMatchObject({ status: null });
    expect(requests).toEqual(['/']);
  });

  it('connects to no private address, whatever the name said when it was checked before', async () => {
    const resolve = rebinding(['1.1.1.1'], ['127.0.0.1']);
    http = new GuardedHttp(new Set(), clock, resolve);
    const url = `https://hooks.example.rw:${port}/`;
    expect(await http.faultOf(url)).toBeNull();
    expect(await http.post(call(url), never)).toMatchObject({
      status: null,
      error: expect.stringMatching(/127.0.0.1.*is refused/),
    });
    expect(resolve.asked).toBe(2);
    expect(requests).toEqual([]);
  });

  it('says of a name at once that it leads to a private address', async () => {
    http = new GuardedHttp(new Set(), clock, rebinding(['10.0.0.1']));
    expect(await http.faultOf('https://hooks.example.rw/')).toMatch(/must not lead to a private/);
  });

  it('follows no redirect', async () => {
    const answered = await allowing('127.0.0.1').post(call(`http://127.0.0.1:${port}/away`), never);
    expect([answered.status, requests]).toEqual([302, ['/away']]);
  });

  it('keeps the first 1,024 characters of a long answer', async () => {
    const { body } = await allowing('127.0.0.1').post(call(`http://127.0.0.1:${port}/long`), never);
    expect(body).toBe('ü'.repeat(1_024));
  });

  it('masks a phone number also where the end of what is kept cuts it', async () => {
    const { body } = await allowing('127.0.0.1').post(call(`http://127.0.0.1:${port}/cut`), never);
    expect(body.trim()).toBe('+25078*****');
  });

  it('ends after 15 s without an answer', async () => {
    const answered = allowing('127.0.0.1').post(call(`http://127.0.0.1:${port}/silent`), never);
    while (requests.length === 0) await new Promise(setImmediate);
    await clock.pass({ ms: longestCallMs });
    expect(await answered).toEqual({ status: null, error: 'no answer within 15 s', body: '' });
  });

  it('ends after 15 s, or when it is cut, also where no connection comes about', async () => {
    const accepted: Socket[] = [];
    const mute = createTcpServer((socket) => void accepted.push(socket.on('error', () => undefined)));
    await new Promise<void>((listening) => mute.listen(0, '127.0.0.1', listening));
    const url = `https://127.0.0.1:${(mute.address() as AddressInfo).port}/`;
    const here = allowing('127.0.0.1');
    const asked = here.post(call(url), never);
    await clock.pass({ seconds: 15 });
    expect(await asked).toEqual({ status: null, error: 'no answer within 15 s', body: '' });
    const cut = new AbortController();
    const other = here.post(call(url), cut.signal);
    cut.abort(new Error('the turn has ended'));
    expect(await other).toEqual({ status: null, error: 'the turn has ended', body: '' });
    await here.close();
    mute.close();
    for (const socket of accepted) socket.destroy();
  });

  it('counts an answer by its status, also where its body never ends', async () => {
    const answered = allowing('127.0.0.1').post(call(`http://127.0.0.1:${port}/endless`), never);
    while (requests.length === 0) await new Promise(setImmediate);
    for (let turn = 0; turn < 200; turn += 1) await new Promise(setImmediate);
    await clock.pass({ ms: longestCallMs });
    expect((await answered).status).toBe(200);
  });

  it('says what went wrong where nothing listens', async () => {
    const answered = await allowing('127.0.0.1').post(call('http://127.0.0.1:1/'), never);
    expect(answered).toMatchObject({ status: null, error: expect.stringMatching(/ECONNREFUSED/) });
  });
});
