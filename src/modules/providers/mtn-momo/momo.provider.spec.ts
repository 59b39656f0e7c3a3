import { createServer } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { FakeClock } from '../../../../test/support/fake-clock.js';
import { MemorySlots } from '../../../../test/support/memory-slots.js';
import type { RateSlots } from '../../../kernel/ports/slots.js';
import { Money } from '../../../kernel/domain/money.js';
import type { Msisdn } from '../../../kernel/domain/msisdn.js';
import { faultsInARow, tryAgainAfterMs } from '../rate/circuit-breaker.js';
import { safeMessage } from './momo.product.js';
import type { MomoProfile } from './momo.profile.js';
import { MomoProvider } from './momo.provider.js';
import type { OperatorLog } from '../provider-watch.js';
import type { CollectionRequest, Collections, Instrument, UndecidedKind } from '../provider.js';

const reference = '3f8b1c52-5d0e-4c7f-9b61-2f6a0c9d7e11';
const earlier = '7c1d9a40-0b1e-4e52-8a37-6de2b1f0c922';
const ofCollection = { collectionReference: earlier, collectionTransactionId: '9012345678' };
const keys = { subscriptionKey: 'collection-subscription', apiUser: 'collection-user', apiKey: 'collection-api-key' };
const wallet = (msisdn: string): Instrument => ({ kind: 'msisdn', msisdn: msisdn as Msisdn });
const payer = wallet('+250788000001');
const request: CollectionRequest = {
  reference,
  amount: Money.parse('1500', 'RWF')!,
  payer,
  externalId: 'pay_000123',
  description: 'Permit fee 000123',
  callbackUrl: 'https://pay.example.rw/callbacks/mtn-momo/a-token',
};

const successful = {
  financialTransactionId: '9012345678',
  externalId: 'pay_000123',
  amount: '1500',
  currency: 'RWF',
  payer: { partyIdType: 'MSISDN', partyId: '250788000001' },
  status: 'SUCCESSFUL',
};

interface Seen {
  readonly call: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

type Answer = (response: ServerResponse, seen: Seen) => void;

const answer =
  (status: number, body: unknown = '', headers: Record<string, string> = {}): Answer =>
  (response) =>
    response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
const error = (status: number, code: string) => answer(status, { code, message: 'No.' });
const gateway = (status: number, message: string) => answer(status, { statusCode: status, message });
const html = (status: number) => answer(status, '<html><title>Request Rejected</title></html>');
const silence: Answer = () => undefined;
const hangUp: Answer = (response) => response.destroy();
const token = (text: string, seconds = 3600) =>
  answer(200, { access_token: text, token_type: 'access_token', expires_in: seconds });

const tokenCall = 'POST /collection/token/';
const balance = 'GET /collection/v1_0/account/balance';
const pay = 'POST /collection/v1_0/requesttopay';
const look = `GET /collection/v1_0/requesttopay/${reference}`;

/** MTN as a list of answers for each call: each is returned once, the last one repeatedly. */
class ScriptedMomo {
  readonly seen: Seen[] = [];
  private readonly server: Server;
  private answers: Record<string, Answer[]> = {};

  constructor() {
    this.server = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const call = `${incoming.method} ${incoming.url}`;
        const seen = { call, headers: incoming.headers, body: Buffer.concat(chunks).toString() };
        this.seen.push(seen);
        const left = this.answers[call] ?? [answer(599, `unexpected ${call}`)];
        (left.length > 1 ? left.shift()! : left[0]!)(response, seen);
      });
    });
  }

  listen = () => new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));

  says(answers: Record<string, Answer[]>): void {
    this.answers = { [tokenCall]: [token('token-one')], ...answers };
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get calls(): string[] {
    return this.seen.map(({ call }) => call);
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}

let momo: ScriptedMomo;
let clock: FakeClock;
let open: MomoProvider[];

beforeEach(async () => {
  momo = new ScriptedMomo();
  clock = new FakeClock();
  open = [];
  await momo.listen();
});

afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  await momo.close();
});

function provider(profile: Partial<MomoProfile> = {}, slots: RateSlots | null = null, log?: OperatorLog): MomoProvider {
  const whole: MomoProfile = {
    baseUrl: momo.url,
    targetEnvironment: 'mtnrwanda',
    collection: keys,
    disbursement: {
      subscriptionKey: 'disbursement-subscription',
      apiUser: 'disbursement-user',
      apiKey: 'disbursement-key',
    },
    timeoutMs: 2_000,
    statusChecksPerSecond: 0,
    ...profile,
  };
  const one = new MomoProvider(whole, clock, slots, log);
  open.push(one);
  return one;
}

describe('asking for a payment', () => {
  it('sends the request of MTN’s definition, and keeps the exchange', async () => {
    momo.says({ [pay]: [answer(202, '', { 'X-CorrelationID': 'c-1' })] });
    expect(await provider().collections.requestToPay(request)).toEqual({
      is: 'accepted',
      exchange: {
        operation: 'requesttopay',
        at: '2026-11-22T12:00:00.000Z',
        latencyMs: expect.any(Number),
        request: { method: 'POST', path: '/collection/v1_0/requesttopay', body: momo.seen[1]!.body },
        response: { status: 202, correlationId: 'c-1', body: '' },
        fault: null,
      },
    });
    const [forToken, forPayment] = momo.seen;
    expect(forToken).toMatchObject({
      call: tokenCall,
      body: '',
      headers: {
        authorization: `Basic ${Buffer.from('collection-user:collection-api-key').toString('base64')}`,
        'ocp-apim-subscription-key': 'collection-subscription',
        'x-target-environment': 'mtnrwanda',
        'content-length': '0',
      },
    });
    expect(forToken!.headers['content-type']).toBeUndefined();
    expect(forPayment!.headers).toMatchObject({
      authorization: 'Bearer token-one',
      'ocp-apim-subscription-key': 'collection-subscription',
      'x-target-environment': 'mtnrwanda',
      'x-reference-id': reference,
      'x-callback-url': 'https://pay.example.rw/callbacks/mtn-momo/a-token',
      'content-type': 'application/json',
    });
    expect(JSON.parse(forPayment!.body)).toEqual({
      amount: '1500',
      currency: 'RWF',
      externalId: 'pay_000123',
      payer: { partyIdType: 'MSISDN', partyId: '250788000001' },
      payerMessage: 'Permit fee 000123',
      payeeNote: 'Permit fee 000123',
    });
  });

  it('has no callback header without a callback address', async () => {
    momo.says({ [pay]: [answer(202)] });
    await provider().collections.requestToPay({ ...request, callbackUrl: '' });
    expect(momo.seen[1]!.headers['x-callback-url']).toBeUndefined();
  });

  it('sends no callback address where callbacks are off', async () => {
    const transfer = 'POST /disbursement/v1_0/transfer';
    momo.says({ [pay]: [answer(202)], 'POST /disbursement/token/': [token('other')], [transfer]: [answer(202)] });
    const momoProvider = provider({ callbacks: false });
    const { payer: payee, ...asked } = request;
    await momoProvider.collections.requestToPay(request);
    await momoProvider.disbursements!.transfer({ ...asked, payee });
    const sent = momo.seen.filter(({ call }) => call === pay || call === transfer);
    expect(sent.map(({ headers }) => headers['x-callback-url'])).toEqual([undefined, undefined]);
    expect([momoProvider.health().callbacks, provider().health().callbacks]).toEqual([false, true]);
  });

  it('never sends under anything but a UUID v4', () =>
    expect(provider().collections.requestToPay({ ...request, reference: 'pay_1' })).rejects.toThrow(
      'A provider reference is a UUID v4',
    ));

  it('is accepted when the reference is known already', async () => {
    momo.says({ [pay]: [error(409, 'RESOURCE_ALREADY_EXIST')] });
    expect(await provider().collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
  });

  it('is refused where the answer says that the request was not taken', async () => {
    momo.says({ [pay]: [gateway(403, 'Forbidden')] });
    expect(await provider().collections.requestToPay(request)).toMatchObject({
      is: 'refused',
      failure: { code: 'CONFIGURATION', providerCode: null },
    });
    expect(momo.calls).toEqual([tokenCall, pay]);
  });
});

describe('a refusal that needs confirmation', () => {
  const doubts: [string, Answer, object][] = [
    [
      'stands when the reference is not found',
      error(404, 'RESOURCE_NOT_FOUND'),
      { is: 'refused', failure: { code: 'CONFIGURATION' } },
    ],
    ['becomes an acceptance when the reference is known', answer(200, { status: 'PENDING' }), { is: 'accepted' }],
    ['becomes an acceptance when it has been paid', answer(200, successful), { is: 'accepted' }],
    [
      'is unknown when the status check fails',
      error(503, 'SERVICE_UNAVAILABLE'),
      { is: 'unknown', why: 'refused, but not confirmed: HTTP 503 SERVICE_UNAVAILABLE' },
    ],
  ];

  it.each(doubts)('in a 500 with a configuration code %s', async (_, found, expected) => {
    momo.says({ [pay]: [error(500, 'INVALID_CALLBACK_URL_HOST')], [look]: [found] });
    expect(await provider().collections.requestToPay(request)).toMatchObject(expected);
    expect(momo.calls).toEqual([tokenCall, pay, look]);
  });

  it.each(doubts)('of a request that was sent before %s', async (_, found, expected) => {
    momo.says({ [pay]: [gateway(403, 'Forbidden')], [look]: [found] });
    expect(await provider().collections.requestToPay({ ...request, sentBefore: true })).toMatchObject(expected);
    expect(momo.calls).toEqual([tokenCall, pay, look]);
  });

  it('is not confirmed by a status GET that left before it came', async () => {
    const late: ServerResponse[] = [];
    momo.says({
      [pay]: [error(500, 'INVALID_CALLBACK_URL_HOST')],
      [look]: [(response) => void late.push(response), answer(200, { status: 'PENDING' })],
    });
    const momoProvider = provider();
    const routine = momoProvider.collections.status(reference, 2);
    while (late.length === 0) await clock.pass({ ms: 0 });
    const submitted = momoProvider.collections.requestToPay(request);
    while (!momo.calls.includes(pay)) await clock.pass({ ms: 0 });
    await clock.pass({ ms: 0 });
    error(404, 'RESOURCE_NOT_FOUND')(late[0]!, momo.seen[0]!);
    expect(await routine).toMatchObject({ is: 'not-found' });
    expect(await submitted).toMatchObject({ is: 'accepted' });
    expect(momo.calls).toEqual([tokenCall, look, pay, look]);
  });

  it('needs no confirmation when the request itself is refused', async () => {
    momo.says({ [pay]: [error(500, 'PAYER_NOT_FOUND')] });
    expect(await provider().collections.requestToPay(request)).toMatchObject({
      is: 'refused',
      failure: { code: 'PAYER_NOT_FOUND', providerCode: 'PAYER_NOT_FOUND' },
    });
    expect(momo.calls).toEqual([tokenCall, pay]);
  });
});

describe('an answer that decides nothing', () => {
  it.each<[string, Answer, UndecidedKind, string]>([
    ['a lost connection', hangUp, 'no-answer', 'UND_ERR_SOCKET'],
    ['no HTTP', (response) => response.socket!.end('SSH-2.0-OpenSSH_9.6\r\n'), 'no-answer', 'HTTPParserError'],
    ['a page of HTML', html(200), 'firewall-page', 'HTTP 200 with a page of HTML'],
    ['another 2xx', answer(200), 'unexpected-status', 'HTTP 200 where 202 was expected'],
    ['a redirect', answer(302, '', { location: '/elsewhere' }), 'unexpected-status', 'HTTP 302 where 202 was expected'],
    ['throttling', gateway(429, 'Rate limit is exceeded.'), 'throttled', 'HTTP 429'],
    ['an outage', error(503, 'SERVICE_UNAVAILABLE'), 'server-fault', 'HTTP 503 SERVICE_UNAVAILABLE'],
  ])('such as %s', async (_, said, kind, why) => {
    momo.says({ [pay]: [said] });
    expect(await provider().collections.requestToPay(request)).toMatchObject({ is: 'unknown', kind, why });
    expect(momo.calls).toEqual([tokenCall, pay]);
  });

  it.each<[string, Answer]>([
    ['silence', silence],
    ['half an answer', (response) => response.writeHead(202, { 'content-length': '10' }).write('half')],
  ])('such as %s', async (_, said) => {
    momo.says({ [balance]: [answer(200, { availableBalance: '1', currency: 'RWF' })], [pay]: [said] });
    const momoProvider = provider({ timeoutMs: 40 });
    // The token is fetched first, so that a slow machine does not affect the test.
    while ((await momoProvider.collections.balance()).is === 'unknown') await clock.pass({ ms: 0 });
    expect(await momoProvider.collections.requestToPay(request)).toMatchObject({
      is: 'unknown',
      why: 'no answer within 40 ms',
    });
  });
});

describe('a request that never left', () => {
  const lonely = { baseUrl: 'http://127.0.0.1:1' };

  it('is not sent when no connection can be made', async () => {
    const said = { why: 'no token: ECONNREFUSED', exchange: { response: null, fault: 'ECONNREFUSED' } };
    expect(await provider(lonely).collections.requestToPay(request)).toMatchObject({
      is: 'not-sent',
      failure: null,
      ...said,
    });
    expect(await provider(lonely).collections.status(reference, 0)).toMatchObject({ kind: 'unreachable', ...said });
  });

  it('is not sent when the connection is lost between the token and the request', async () => {
    momo.says({ [balance]: [answer(200, { availableBalance: '1', currency: 'RWF' })] });
    const momoProvider = provider();
    await momoProvider.collections.balance();
    await momo.close();
    const said = { why: 'ECONNREFUSED', exchange: { operation: 'requesttopay', fault: 'ECONNREFUSED' } };
    // The first call may still use the old connection and fail on it.
    await momoProvider.collections.requestToPay(request);
    expect(await momoProvider.collections.requestToPay(request)).toMatchObject({
      is: 'not-sent',
      failure: null,
      ...said,
    });
  });

  it('is not sent when the server has no TLS', async () => {
    momo.says({});
    const said = await provider({ baseUrl: momo.url.replace('http:', 'https:') }).collections.requestToPay(request);
    expect(said).toMatchObject({ is: 'not-sent', failure: null, exchange: { response: null } });
    expect(momo.calls).toEqual([]);
  });

  it('is not sent with an address that is not valid in a header', async () => {
    momo.says({ [pay]: [answer(202)] });
    expect(await provider().collections.requestToPay({ ...request, callbackUrl: 'https://a\r\nb' })).toMatchObject({
      is: 'not-sent',
      why: 'UND_ERR_INVALID_ARG',
    });
  });

  it('is distinguished from a doubt for disbursements, too', async () => {
    momo.says({ 'POST /disbursement/token/': [answer(500, { error: 'login_failed' })] });
    const { payer: payee, ...asked } = request;
    expect(await provider().disbursements!.transfer({ ...asked, payee })).toMatchObject({
      is: 'refused',
      failure: { code: 'CONFIGURATION' },
    });
    expect(await provider(lonely).disbursements!.transfer({ ...asked, payee })).toMatchObject({ is: 'not-sent' });
    expect(await provider(lonely).disbursements!.refund({ ...asked, ...ofCollection, sentBefore: true })).toMatchObject(
      { is: 'not-sent' },
    );
  });
});

describe('arbitrary bytes over the wire', () => {
  it('end in accepted, refused, not sent or unknown, and in one of the answers to a status check', async () => {
    const tokenBody = '{"access_token":"token-one"}';
    let next: Buffer = Buffer.alloc(0);
    const server = createSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (asked) => {
        if (asked.includes('/token/'))
          socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${tokenBody.length}\r\n\r\n${tokenBody}`);
        else socket.end(next);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const raw = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
    const answerLike = fc
      .tuple(
        fc.integer({ min: 90, max: 620 }),
        fc.string({ unit: 'binary-ascii', maxLength: 20 }),
        raw,
        fc.nat({ max: 220 }),
      )
      .map(([status, header, body, length]) =>
        Buffer.concat([
          Buffer.from(`HTTP/1.1 ${status} X\r\nx-h: ${header}\r\ncontent-length: ${length}\r\n\r\n`),
          body,
        ]),
      );
    try {
      await fc.assert(
        fc.asyncProperty(fc.oneof(raw, answerLike), async (bytes) => {
          next = bytes;
          const momoProvider = provider({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
          const submitted = await momoProvider.collections.requestToPay(request);
          expect(['accepted', 'refused', 'not-sent', 'unknown']).toContain(submitted.is);
          const said = await momoProvider.collections.status(reference, 0);
          expect(['pending', 'not-found', 'unknown']).toContain(said.is);
          await momoProvider.close();
        }),
        { numRuns: 150 },
      );
    } finally {
      server.close();
    }
  });
});

describe('an answer without end', () => {
  it('is read for 64 KiB, and its exchange keeps 4,096 characters', async () => {
    momo.says({ [pay]: [answer(500, 'x'.repeat(300_000))] });
    const said = await provider().collections.requestToPay(request);
    expect(said).toMatchObject({ is: 'unknown', why: 'HTTP 500 without a code' });
    expect(said.exchange!.response!.body).toBe('x'.repeat(4_096));
  });

  it('is cut off at its limit', async () => {
    const endless: Answer = (response) => {
      const more = () => {
        while (response.write('x'.repeat(16_384)));
      };
      response.on('drain', more).writeHead(500);
      more();
    };
    momo.says({ [pay]: [endless] });
    expect(await provider().collections.requestToPay(request)).toMatchObject({
      is: 'unknown',
      why: 'HTTP 500 without a code',
    });
  });
});

describe('the status of a payment', () => {
  it('is what MTN says', async () => {
    momo.says({ [look]: [answer(200, successful)] });
    expect(await provider().collections.status(reference, 0)).toMatchObject({
      is: 'successful',
      transactionId: '9012345678',
      payer,
      externalId: 'pay_000123',
      exchange: { operation: 'requesttopay-status', request: { method: 'GET', body: null }, response: { status: 200 } },
    });
  });

  it('is fetched once for concurrent checks', async () => {
    momo.says({ [look]: [answer(200, successful)] });
    const momoProvider = provider();
    await Promise.all([momoProvider.collections.status(reference, 2), momoProvider.collections.status(reference, 0)]);
    expect(momo.calls).toEqual([tokenCall, look]);
  });

  it('is fetched no faster than the profile allows', async () => {
    momo.says({ [look]: [answer(200, successful)], [look.replace(reference, earlier)]: [answer(200, successful)] });
    const momoProvider = provider({ statusChecksPerSecond: 1 });
    await momoProvider.collections.status(reference, 2);
    const second = momoProvider.collections.status(earlier, 2);
    expect(momoProvider.health().statusChecksWaiting).toBe(1);
    await clock.pass({ seconds: 2 });
    expect(await second).toMatchObject({ is: 'successful' });
  });

  it('is fetched by all instances together no faster than the profile allows', async () => {
    momo.says({ [look]: [answer(200, successful)], [look.replace(reference, earlier)]: [answer(200, successful)] });
    const slots = new MemorySlots(clock);
    const [one, other] = [provider({ statusChecksPerSecond: 1 }, slots), provider({ statusChecksPerSecond: 1 }, slots)];
    await one.collections.status(reference, 2);
    const second = other.collections.status(earlier, 2);
    await clock.pass({ ms: 1_000 });
    expect(other.health().statusChecksWaiting).toBe(1);
    await clock.pass({ seconds: 1 });
    expect(await second).toMatchObject({ is: 'successful' });
    expect(slots.asked).toBe(2);
  });

  it('is fetched without slots where there is no limit', async () => {
    momo.says({ [look]: [answer(200, successful)] });
    const slots = new MemorySlots(clock);
    expect(await provider({}, slots).collections.status(reference, 2)).toMatchObject({ is: 'successful' });
    expect(slots.asked).toBe(0);
  });

  it('is unknown once the process stops', async () => {
    momo.says({ [look]: [silence] });
    const momoProvider = provider({ statusChecksPerSecond: 1 });
    const answers = [momoProvider.collections.status(reference, 2), momoProvider.collections.status(earlier, 2)];
    while (!momo.calls.includes(look)) await clock.pass({ ms: 0 });
    await momoProvider.close();
    expect(await Promise.all(answers)).toMatchObject([
      { is: 'unknown', why: 'closing' },
      { is: 'unknown', why: 'stopping' },
    ]);
    expect(await momoProvider.collections.requestToPay(request)).toMatchObject({ is: 'not-sent', why: 'closing' });
  });
});

describe('the token', () => {
  it('is fetched once for concurrent calls', async () => {
    momo.says({ [pay]: [answer(202)] });
    const momoProvider = provider();
    await Promise.all(Array.from({ length: 20 }, () => momoProvider.collections.requestToPay(request)));
    expect(momo.calls.filter((call) => call === tokenCall)).toHaveLength(1);
  });

  it.each<[number, number]>([
    [3600, 3000],
    [600, 300],
    [10, 5],
  ])('that lives %i s is renewed %i s later, while the old one is still in use', async (lifetime, renewedAfter) => {
    momo.says({ [tokenCall]: [token('token-one', lifetime), token('token-two', lifetime)], [pay]: [answer(202)] });
    const momoProvider = provider();
    await momoProvider.collections.requestToPay(request);
    await clock.pass({ ms: renewedAfter * 1000 - 1 });
    await momoProvider.collections.requestToPay(request);
    expect(momo.calls.filter((call) => call === tokenCall)).toHaveLength(1);
    await clock.pass({ ms: 1 });
    await momoProvider.collections.requestToPay(request);
    while (momo.calls.filter((call) => call === tokenCall).length < 2) await clock.pass({ ms: 0 });
    await clock.pass({ ms: 0 });
    await momoProvider.collections.requestToPay(request);
    const used = momo.seen.filter(({ call }) => call === pay).map(({ headers }) => headers.authorization);
    expect(used).toEqual(['Bearer token-one', 'Bearer token-one', 'Bearer token-one', 'Bearer token-two']);
  });

  it('that cannot be renewed early is requested again later, not with every call', async () => {
    momo.says({ [tokenCall]: [token('token-one'), error(500, 'INTERNAL_PROCESSING_ERROR')], [pay]: [answer(202)] });
    const momoProvider = provider();
    const tokenCalls = () => momo.calls.filter((call) => call === tokenCall).length;
    await momoProvider.collections.requestToPay(request);
    await clock.pass({ seconds: 3000 });
    for (let call = 0; call < 3; call += 1) {
      expect(await momoProvider.collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
      while (tokenCalls() < 2) await clock.pass({ ms: 0 });
      await clock.pass({ ms: 0 });
    }
    expect(tokenCalls()).toBe(2);
    await clock.pass({ seconds: 5 });
    await momoProvider.collections.requestToPay(request);
    while (tokenCalls() < 3) await clock.pass({ ms: 0 });
  });

  it('is not used after it has expired', async () => {
    momo.says({ [tokenCall]: [token('token-one', 10), token('token-two')], [pay]: [answer(202)] });
    const momoProvider = provider();
    await momoProvider.collections.requestToPay(request);
    await clock.pass({ seconds: 10 });
    await momoProvider.collections.requestToPay(request);
    expect(momo.seen.at(-1)!.headers.authorization).toBe('Bearer token-two');
  });

  it('that is not accepted is replaced once, and the same call is made under the same reference', async () => {
    momo.says({ [tokenCall]: [token('token-one'), token('token-two')], [pay]: [answer(401), answer(202)] });
    expect(await provider().collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
    expect(momo.calls).toEqual([tokenCall, pay, tokenCall, pay]);
    const sent = momo.seen.filter(({ call }) => call === pay);
    expect(sent.map(({ headers }) => headers.authorization)).toEqual(['Bearer token-one', 'Bearer token-two']);
    expect(sent.map(({ headers }) => headers['x-reference-id'])).toEqual([reference, reference]);
    expect(sent[0]!.body).toBe(sent[1]!.body);
  });

  it('is replaced once only', async () => {
    momo.says({ [pay]: [answer(401)] });
    expect(await provider().collections.requestToPay(request)).toMatchObject({
      is: 'unknown',
      why: 'HTTP 401, the token was not accepted',
    });
    expect(momo.calls).toEqual([tokenCall, pay, tokenCall, pay]);
  });

  it('is replaced once for concurrent calls that were not accepted', async () => {
    momo.says({
      [tokenCall]: [token('token-one'), token('token-two')],
      [pay]: [
        (response, { headers }) =>
          answer(headers.authorization === 'Bearer token-two' ? 202 : 401)(response, momo.seen[0]!),
      ],
    });
    const momoProvider = provider();
    const answers = await Promise.all(Array.from({ length: 10 }, () => momoProvider.collections.requestToPay(request)));
    expect(answers.map(({ is }) => is)).toEqual(Array(10).fill('accepted'));
    expect(momo.calls.filter((call) => call === tokenCall)).toHaveLength(2);
  });

  it.each<[string, Answer]>([
    ['a wrong subscription key', gateway(401, 'Access denied due to invalid subscription key.')],
    ['wrong user or key', answer(401, { error: 'login_failed' })],
    ['wrong user or key, under 500', answer(500, { error: 'login_failed' })],
    ['no right to the product', gateway(403, 'Forbidden')],
    ['an undocumented answer with null for a token', answer(200, { access_token: null, expires_in: 3600 })],
    ['an undocumented answer with an empty token', answer(200, { access_token: '', expires_in: 3600 })],
    ['an undocumented answer without a token', answer(200, { expires_in: 3600 })],
  ])('is refused for %s, so that the payment is too: it never left', async (_, said) => {
    momo.says({ [tokenCall]: [said] });
    expect(await provider().collections.requestToPay(request)).toMatchObject({
      is: 'refused',
      failure: { code: 'CONFIGURATION', providerCode: null },
      exchange: { operation: 'token' },
    });
    expect(momo.calls).toEqual([tokenCall]);
  });

  it('is refused, which says nothing of a payment that was sent before', async () => {
    momo.says({ [tokenCall]: [answer(401, { error: 'login_failed' })] });
    expect(await provider().collections.requestToPay({ ...request, sentBefore: true })).toMatchObject({
      is: 'not-sent',
      failure: { code: 'CONFIGURATION', providerCode: null },
      exchange: { operation: 'token' },
    });
    expect(momo.calls).toEqual([tokenCall]);
  });

  it('that is revoked together with the key is refused, also for a payment that was under way with it', async () => {
    momo.says({ [tokenCall]: [token('token-one'), answer(401, { error: 'login_failed' })], [pay]: [answer(401)] });
    const momoProvider = provider();
    for (let payment = 0; payment < 2; payment += 1)
      expect(await momoProvider.collections.requestToPay(request)).toMatchObject({
        is: 'refused',
        failure: { code: 'CONFIGURATION', providerCode: null },
        exchange: { operation: 'token' },
      });
    expect(momo.calls).toEqual([tokenCall, pay, tokenCall, tokenCall]);
  });

  it.each<[string, Answer, string]>([
    ['a page of HTML under 200', html(200), 'no token: HTTP 200'],
    ['something else under 200', answer(200, { status: 'MAYBE' }), 'no token: HTTP 200'],
    ['half a body under 200', answer(200, '{"access_token":"half'), 'no token: HTTP 200'],
    ['a page of HTML under 403', html(403), 'no token: HTTP 403'],
    ['an outage', error(500, 'INTERNAL_PROCESSING_ERROR'), 'no token: HTTP 500'],
    ['silence', silence, 'no token: no answer within 40 ms'],
  ])('does not come, but %s: nothing is sent', async (_, said, why) => {
    momo.says({ [tokenCall]: [said] });
    expect(
      await provider({ timeoutMs: said === silence ? 40 : 2_000 }).collections.requestToPay(request),
    ).toMatchObject({
      is: 'not-sent',
      failure: null,
      why,
    });
    expect(momo.calls).toEqual([tokenCall]);
  });

  it('that cannot be fetched decides nothing about a payment', async () => {
    momo.says({ [tokenCall]: [answer(401, { error: 'login_failed' })] });
    expect(await provider().collections.status(reference, 0)).toMatchObject({
      is: 'unknown',
      kind: 'token-fault',
      why: 'no token: HTTP 401',
    });
  });
});

describe('secrets', () => {
  it('are in no answer, even if MTN echoes them', async () => {
    const everything: Answer = (response, { headers }) =>
      answer(400, `You sent ${JSON.stringify(headers)}`, { 'x-correlationid': String(headers.authorization) })(
        response,
        momo.seen[0]!,
      );
    const secrets = [
      'token-one',
      ...[
        'collection-subscription',
        'collection-api-key',
        Buffer.from('collection-user:collection-api-key').toString('base64'),
      ],
    ];
    for (const script of [{ [pay]: [everything] }, { [tokenCall]: [everything] }]) {
      momo.says(script);
      const said = JSON.stringify(await provider().collections.requestToPay(request));
      expect(said).toContain('[secret]');
      expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
    }
  });

  it('are not in the kept exchange of a token answer of unknown form', async () => {
    momo.says({ [tokenCall]: [answer(200, { accessToken: 'a-token-all-the-same' })] });
    const said = await provider().collections.requestToPay(request);
    expect(said).toMatchObject({ is: 'not-sent', exchange: { response: { body: '[withheld]' } } });
  });
});

describe('the circuit', () => {
  const circuit = (one: MomoProvider) => one.health().products.map(({ product, circuit }) => `${product} ${circuit}`);

  it('opens on platform faults, closes on an answer, and is separate for each product', async () => {
    momo.says({
      [look]: [...Array<Answer>(faultsInARow).fill(error(503, 'SERVICE_UNAVAILABLE')), answer(200, successful)],
    });
    const momoProvider = provider();
    for (let fault = 0; fault < faultsInARow; fault += 1) await momoProvider.collections.status(reference, 0);
    expect(circuit(momoProvider)).toEqual(['collection open', 'disbursement closed']);
    const asked = momo.calls.length;
    expect(await momoProvider.collections.status(reference, 0)).toEqual({
      is: 'unknown',
      kind: 'not-asked',
      why: 'circuit open',
      exchange: null,
    });
    expect(await momoProvider.collections.requestToPay(request)).toEqual({
      is: 'not-sent',
      why: 'circuit open',
      failure: null,
      exchange: null,
    });
    expect(momo.calls).toHaveLength(asked);
    await clock.pass({ ms: tryAgainAfterMs });
    expect(circuit(momoProvider)).toEqual(['collection half-open', 'disbursement closed']);
    expect(await momoProvider.collections.status(reference, 0)).toMatchObject({ is: 'successful' });
    expect(circuit(momoProvider)).toEqual(['collection closed', 'disbursement closed']);
  });

  it.each<[string, Answer, string]>([
    ['HTML', html(200), 'open'],
    ['lost connections', hangUp, 'open'],
    ['internal errors', error(500, 'INTERNAL_PROCESSING_ERROR'), 'open'],
    ['configuration errors', error(500, 'NOT_ALLOWED_TARGET_ENVIRONMENT'), 'closed'],
    ['wrong keys under 500', answer(500, { error: 'login_failed' }), 'closed'],
    ['unknown references', error(404, 'RESOURCE_NOT_FOUND'), 'closed'],
    ['throttling', gateway(429, 'Rate limit is exceeded.'), 'closed'],
  ])('is, after many answers of %s: %s', async (_, said, expected) => {
    momo.says({ [look]: [said] });
    const momoProvider = provider();
    for (let fault = 0; fault < faultsInARow; fault += 1) await momoProvider.collections.status(reference, 0);
    expect(circuit(momoProvider)[0]).toBe(`collection ${expected}`);
  });

  it('opens when no token can be fetched', async () => {
    momo.says({ [tokenCall]: [error(500, 'INTERNAL_PROCESSING_ERROR')] });
    const momoProvider = provider();
    for (let fault = 0; fault < faultsInARow; fault += 1) await momoProvider.collections.status(reference, 0);
    expect(circuit(momoProvider)[0]).toBe('collection open');
  });

  const quota = { statusCode: 403, message: 'Out of call volume quota. Quota will be replenished in 00:00:02.' };

  it.each<[string, Answer]>([
    ['429', answer(429, '', { 'retry-after': '2' })],
    ['403, the quota is used up', answer(403, quota, { 'retry-after': '2' })],
  ])('rests for as long as MTN asks: HTTP %s', async (_, said) => {
    momo.says({ [look]: [said, answer(200, successful)] });
    const momoProvider = provider();
    expect(await momoProvider.collections.status(reference, 0)).toMatchObject({ is: 'unknown', kind: 'throttled' });
    await clock.pass({ ms: 1_999 });
    expect(await momoProvider.collections.status(reference, 0)).toMatchObject({ why: 'circuit open' });
    await clock.pass({ ms: 1 });
    expect(await momoProvider.collections.status(reference, 0)).toMatchObject({ is: 'successful' });
  });
});

describe('a quota that is used up', () => {
  const quota = { statusCode: 403, message: 'Out of call volume quota. Quota will be replenished in 00:00:09.' };
  const usedUp = answer(403, quota, { 'retry-after': '9' });

  it('refuses no payment, and nothing is sent until it is over', async () => {
    momo.says({ [pay]: [usedUp, answer(202)] });
    const momoProvider = provider();
    expect(await momoProvider.collections.requestToPay(request)).toMatchObject({ is: 'unknown', kind: 'throttled' });
    expect(await momoProvider.collections.requestToPay(request)).toMatchObject({ is: 'not-sent', why: 'circuit open' });
    await clock.pass({ seconds: 9 });
    expect(await momoProvider.collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
    expect(momo.calls).toEqual([tokenCall, pay, pay]);
  });

  it('of the token call sends nothing and refuses nothing', async () => {
    momo.says({ [tokenCall]: [usedUp, token('token-one')], [pay]: [answer(202)] });
    const momoProvider = provider();
    expect(await momoProvider.collections.requestToPay(request)).toMatchObject({ is: 'not-sent', failure: null });
    await clock.pass({ seconds: 9 });
    expect(await momoProvider.collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
  });
});

describe('what operators are told', () => {
  let lines: object[];
  beforeEach(() => void (lines = []));
  const watched = (profile: Partial<MomoProfile> = {}) => {
    const note = (facts: object, message: string) => void lines.push({ message, ...facts });
    return provider(profile, null, { info: note, warn: note });
  };

  it('is every answer that decides nothing, by operation and kind, and the first of each in the log', async () => {
    const page = '<html><title>Request Rejected</title>Your support ID is: 441234567890<br></html>';
    momo.says({
      [pay]: [answer(403, page, { 'x-correlationid': 'c-9' }), error(409, 'RESOURCE_ALREADY_EXIST')],
      [look]: [error(503, 'SERVICE_UNAVAILABLE'), answer(200, { status: 'WAITING' }), answer(200, successful)],
      [balance]: [answer(200, 'half')],
    });
    const momoProvider = watched();
    await momoProvider.collections.requestToPay(request);
    await momoProvider.collections.requestToPay(request);
    for (let ask = 0; ask < 3; ask += 1) await momoProvider.collections.status(reference, 0);
    await momoProvider.collections.balance();
    expect(momoProvider.health().undecided).toEqual([
      { operation: 'requesttopay', kind: 'firewall-page', count: 1 },
      { operation: 'requesttopay-status', kind: 'server-fault', count: 1 },
      { operation: 'requesttopay-status', kind: 'unknown-words', count: 1 },
      { operation: 'balance', kind: 'malformed', count: 1 },
    ]);
    expect(lines).toMatchObject([
      { operation: 'requesttopay', kind: 'firewall-page', reference, correlationId: 'c-9', supportId: '441234567890' },
      { operation: 'requesttopay-status', kind: 'server-fault', reference, status: 503 },
      { operation: 'requesttopay-status', kind: 'unknown-words', why: 'status WAITING' },
      { operation: 'balance', kind: 'malformed', reference: null },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/250788000001|token-one|collection-/);
  });

  it('is that it is unreachable and that it is reachable again, once each for any number of calls', async () => {
    momo.says({ [look]: [hangUp, hangUp, hangUp, hangUp, answer(200, successful)] });
    const momoProvider = watched();
    for (let ask = 0; ask < 6; ask += 1) await momoProvider.collections.status(reference, 0);
    expect(lines.map((line) => (line as { message: string }).message)).toEqual([
      'provider unreachable',
      'provider reachable again',
    ]);
    expect(momoProvider.health()).toMatchObject({
      unreachableSince: null,
      undecided: [{ operation: 'requesttopay-status', kind: 'no-answer', count: 4 }],
    });
  });

  it('is that no server is there, at the first call', async () => {
    const lonely = watched({ baseUrl: 'http://127.0.0.1:1' });
    for (let call = 0; call < 4; call += 1) await lonely.collections.requestToPay(request);
    expect(lines).toMatchObject([{ message: 'provider unreachable', fault: 'ECONNREFUSED' }]);
    expect(lonely.health()).toMatchObject({
      unreachableSince: '2026-11-22T12:00:00.000Z',
      undecided: [{ operation: 'token', kind: 'unreachable', count: 4 }],
    });
  });

  it('is that our configuration is refused repeatedly, until a payment succeeds', async () => {
    momo.says({
      [tokenCall]: [...Array<Answer>(3).fill(answer(500, { error: 'login_failed' })), token('t')],
      [look]: [answer(200, successful)],
    });
    const momoProvider = watched();
    const alerts = () => momoProvider.health().products.map(({ alerts }) => alerts.map(({ alert }) => alert));
    for (const payment of ['1', '2', '3']) {
      expect(alerts()).toEqual([[], []]);
      await momoProvider.collections.requestToPay({ ...request, reference: reference.slice(0, -1) + payment });
    }
    expect(alerts()).toEqual([['configuration'], []]);
    await momoProvider.collections.status(reference, 0);
    expect(alerts()).toEqual([[], []]);
    expect(lines.map((line) => (line as { message: string }).message)).toEqual([
      'provider alert',
      'provider alert over',
    ]);
  });
});

describe('what it accepts', () => {
  it.each<[string, string, string, ReturnType<Collections['cannotTake']>]>([
    ['mtnrwanda', 'RWF', '+250788123456', null],
    ['mtnrwanda', 'RWF', '+250798123456', null],
    ['mtnrwanda', 'RWF', '+250728123456', 'MSISDN_NOT_SUPPORTED'],
    ['mtnrwanda', 'RWF', '+250738123456', 'MSISDN_NOT_SUPPORTED'],
    ['mtnrwanda', 'RWF', '+2507881234567', 'MSISDN_NOT_SUPPORTED'],
    ['mtnrwanda', 'RWF', '+46733123450', 'MSISDN_NOT_SUPPORTED'],
    ['mtnrwanda', 'EUR', '+250788123456', 'CURRENCY_NOT_SUPPORTED'],
    ['sandbox', 'EUR', '+46733123450', null],
    ['sandbox', 'EUR', '+250788123456', null],
    ['sandbox', 'RWF', '+250788123456', 'CURRENCY_NOT_SUPPORTED'],
    ['mtnuganda', 'UGX', '+256772123456', null],
    ['mtnuganda', 'UGX', '+250788123456', 'MSISDN_NOT_SUPPORTED'],
    ['mtnghana', 'GHS', '+233241234567', null],
  ])('%s: %s of %s: %s', (targetEnvironment, currency, msisdn, expected) =>
    expect(provider({ targetEnvironment }).collections.cannotTake(Money.parse('100', currency)!, wallet(msisdn))).toBe(
      expected,
    ),
  );
});

describe('which numbers it accepts', () => {
  it.each<[string, string, readonly string[], string, boolean]>([
    ['a ported number', 'mtnrwanda', ['072', '073', '077', '078', '079'], '+250728123456', true],
    ['a prefix in international form', 'mtnrwanda', ['+25072'], '+250728123456', true],
    ['a prefix without its plus', 'mtnrwanda', ['25072'], '+250728123456', true],
    ['every number of the country', 'mtnrwanda', ['+250'], '+250738123456', true],
    ['one that the setting leaves out', 'mtnrwanda', ['072'], '+250788123456', false],
    ['another length', 'mtnrwanda', ['078'], '+25078812345', false],
    ['another country', 'mtnrwanda', ['078'], '+256788123456', false],
    ['one network of another country', 'mtnuganda', ['077'], '+256772123456', true],
    ['another network of it', 'mtnuganda', ['077'], '+256752123456', false],
  ])('is a setting: %s', (_, targetEnvironment, msisdnPrefixes, msisdn, taken) => {
    const amount = Money.parse('100', targetEnvironment === 'mtnrwanda' ? 'RWF' : 'UGX')!;
    const said = provider({ targetEnvironment, msisdnPrefixes }).collections.cannotTake(amount, wallet(msisdn));
    expect(said).toBe(taken ? null : 'MSISDN_NOT_SUPPORTED');
  });
});

describe('a message', () => {
  it.each([
    ['Permit fee 000123', 'Permit fee 000123'],
    ["Côte d'Ivoire — n° 7 (été)", 'Cote d Ivoire n 7 ete'],
    ['  spaces \n and\ttabs ', 'spaces and tabs'],
    ['ikarita y’ubutaka', 'ikarita y ubutaka'],
    ['', 'pay 1'],
    ['支付', 'pay 1'],
    ['x'.repeat(300), 'x'.repeat(128)],
    [`${'x'.repeat(127)} y`, 'x'.repeat(127)],
  ])('%j becomes %j', (text, safe) => expect(safeMessage(text, 'pay_1')).toBe(safe));

  it('is never empty', () => expect(safeMessage('', '---')).toBe('Payment'));
});

describe('accounts', () => {
  it('have a balance', async () => {
    momo.says({
      'GET /collection/v1_0/account/balance': [answer(200, { availableBalance: '125000', currency: 'RWF' })],
    });
    expect(await provider().collections.balance()).toMatchObject({
      is: 'known',
      balance: Money.parse('125000', 'RWF'),
    });
  });

  it('are active or not', async () => {
    const call = 'GET /collection/v1_0/accountholder/msisdn/250788000001/active';
    momo.says({
      [call]: [answer(200, { result: true }), error(404, 'RESOURCE_NOT_FOUND'), error(500, 'NOT_ALLOWED'), hangUp],
    });
    const momoProvider = provider();
    const answers: string[] = [];
    for (let ask = 0; ask < 4; ask += 1) answers.push(await momoProvider.collections.accountHolder(payer.msisdn));
    expect(answers).toEqual(['active', 'not-found', 'unknown', 'unknown']);
  });

  it.each<[string, Answer, boolean]>([
    ['says that it is not', answer(200, { result: false }), true],
    ['says that it is', answer(200, { result: true }), false],
    ['does not find it', error(404, 'RESOURCE_NOT_FOUND'), false],
    ['does not say', answer(200, {}), false],
    ['is unwell', error(503, 'SERVICE_UNAVAILABLE'), false],
    ['answers a page', html(200), false],
    ['hangs up', hangUp, false],
  ])('are asked about before charging where that is wanted; only a clear no counts: MTN %s', async (_, says, no) => {
    momo.says({ 'GET /collection/v1_0/accountholder/msisdn/250788000001/active': [says] });
    expect(await provider({ checkPayer: true }).collections.saysInactive(payer)).toBe(no);
  });

  it('are not asked about unless that is wanted, and not waited for longer than three seconds', async () => {
    const call = 'GET /collection/v1_0/accountholder/msisdn/250788000001/active';
    momo.says({ [call]: [silence] });
    expect(await provider().collections.saysInactive(payer)).toBe(false);
    expect(momo.seen.filter((seen) => seen.call === call)).toEqual([]);
    const asked = provider({ checkPayer: true, timeoutMs: 60_000 }).collections.saysInactive(payer);
    await clock.pass({ seconds: 3 });
    expect(await asked).toBe(false);
  });

  it('are told of a success', async () => {
    const call = `POST /collection/v1_0/requesttopay/${reference}/deliverynotification`;
    momo.says({
      [call]: [answer(200), error(409, 'NOT_SUCCESSFULLY_COMPLETED'), error(503, 'SERVICE_UNAVAILABLE'), hangUp],
    });
    const momoProvider = provider();
    const answers: string[] = [];
    for (let ask = 0; ask < 4; ask += 1)
      answers.push(await momoProvider.collections.notifyDelivery(reference, 'Your permit: paid'));
    expect(answers).toEqual(['sent', 'refused', 'unknown', 'unknown']);
    expect(momo.seen[1]).toMatchObject({
      body: '{"notificationMessage":"Your permit paid"}',
      headers: { notificationmessage: 'Your permit paid' },
    });
  });
});

describe('sending money', () => {
  const { payer: payee, ...asked } = request;
  const disbursementToken = { 'POST /disbursement/token/': [token('disbursement-token')] };

  it.each([
    ['transfer', { payee: { partyIdType: 'MSISDN', partyId: '250788000001' } }],
    ['deposit', { payee: { partyIdType: 'MSISDN', partyId: '250788000001' } }],
    ['refund', { referenceIdToRefund: earlier }],
  ] as const)('as a %s is a request of the disbursement product', async (kind, more) => {
    momo.says({
      ...disbursementToken,
      [`POST /disbursement/v1_0/${kind}`]: [answer(202)],
      [`GET /disbursement/v1_0/${kind}/${reference}`]: [
        answer(200, { ...successful, payee: successful.payer, payer: undefined }),
      ],
    });
    const disbursements = provider().disbursements!;
    const sent =
      kind === 'refund'
        ? await disbursements.refund({ ...asked, ...ofCollection })
        : await disbursements[kind]({ ...asked, payee });
    expect(sent).toMatchObject({ is: 'accepted' });
    expect(momo.seen[1]!.headers).toMatchObject({
      authorization: 'Bearer disbursement-token',
      'ocp-apim-subscription-key': 'disbursement-subscription',
      'x-reference-id': reference,
    });
    expect(JSON.parse(momo.seen[1]!.body)).toEqual({
      amount: '1500',
      currency: 'RWF',
      externalId: 'pay_000123',
      ...more,
      payerMessage: 'Permit fee 000123',
      payeeNote: 'Permit fee 000123',
    });
    expect(await disbursements.status(kind, reference, 0, null)).toMatchObject({
      is: 'successful',
      payer: payee,
    });
  });

  it('needs keys', () => expect(provider({ disbursement: null }).disbursements).toBeNull());
});
