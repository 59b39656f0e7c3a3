import { constants, createDecipheriv, generateKeyPairSync, privateDecrypt } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../../test/support/fake-clock.js';
import { Money } from '../../../kernel/domain/money.js';
import type { Msisdn } from '../../../kernel/domain/msisdn.js';
import type { CollectionRequest, Instrument, PayoutRequest } from '../provider.js';
import type { AirtelProfile } from './airtel.profile.js';
import { AirtelProvider } from './airtel.provider.js';

const reference = '3f8b1c52-5d0e-4c7f-9b61-2f6a0c9d7e11';
const id = '3f8b1c525d0e4c7f9b612f6a0c9d7e11';
const payer: Instrument = { kind: 'msisdn', msisdn: '+250730000001' as Msisdn };
const asked = {
  reference,
  amount: Money.parse('1500', 'RWF')!,
  externalId: 'pay_000123',
  description: 'Impôt nº 000123 – permis',
  callbackUrl: '',
};
const request: CollectionRequest = { ...asked, payer };
const payout: PayoutRequest = { ...asked, payee: payer };
const refund = { ...asked, collectionReference: reference, collectionTransactionId: 'MP1' };

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const publicText = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const decrypted = (text: string) =>
  privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text, 'base64')).toString();

interface Seen {
  readonly call: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
type Answer = (response: ServerResponse) => void;
const answer =
  (status: number, body: unknown = ''): Answer =>
  (response) =>
    response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
const hangUp: Answer = (response) => response.destroy();
const token = (text: string, seconds: unknown = '180') =>
  answer(200, { access_token: text, expires_in: seconds, token_type: 'bearer' });
const said = (status: string, code: string, success = true, http = '200') => ({
  data: { transaction: { id, status, airtel_money_id: 'MP1' } },
  status: { code: http, response_code: code, result_code: 'ESB000010', success },
});
const refusal = (code: string, http = '400') => ({ status: { response_code: code, code: http, success: false } });

const tokenCall = 'POST /auth/oauth2/token';
const collect = 'POST /merchant/v1/payments/';
const enquire = `GET /standard/v1/payments/${id}`;
const disburse = 'POST /standard/v1/disbursements/';
const giveBack = 'POST /standard/v1/payments/refund';

/** Airtel as a list of answers for each call: each is returned once, the last one repeatedly. */
let server: Server;
let seen: Seen[];
let answers: Record<string, Answer[]>;
let clock: FakeClock;
let open: AirtelProvider[];

beforeEach(async () => {
  seen = [];
  open = [];
  clock = new FakeClock();
  server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const call = `${incoming.method} ${incoming.url}`;
      seen.push({ call, headers: incoming.headers, body: Buffer.concat(chunks).toString() });
      const left = answers[call] ?? [answer(599, `unexpected ${call}`)];
      (left.length > 1 ? left.shift()! : left[0]!)(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await Promise.all(open.map((one) => one.close()));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function airtel(given: Record<string, Answer[]>, profile: Partial<AirtelProfile> = {}): AirtelProvider {
  answers = { [tokenCall]: [token('token-one')], ...given };
  const one = new AirtelProvider(
    {
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      environment: 'staging',
      country: 'RW',
      currency: 'RWF',
      clientId: 'an-application',
      clientSecret: 'the-secret-of-the-application',
      apiVersion: 'v1',
      signing: false,
      disbursement: { pin: '13579246', publicKey: publicText },
      callbackKey: null,
      timeoutMs: 2_000,
      statusChecksPerSecond: 0,
      firstCheckAfterMs: 60_000,
      checkPayer: true,
      msisdnPrefixes: undefined,
      refundBy: 'refund',
      callbacks: true,
      ...profile,
    },
    clock,
  );
  open.push(one);
  return one;
}
const calls = () => seen.map(({ call }) => call);

describe('a collection', () => {
  it('is asked for under our id, with the national number and a whole amount', async () => {
    const { collections } = airtel({ [collect]: [answer(200, said('Success.', 'DP00800001006'))] });
    expect(await collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
    expect(calls()).toEqual([tokenCall, collect]);
    expect(JSON.parse(seen[0]!.body)).toEqual({
      client_id: 'an-application',
      client_secret: 'the-secret-of-the-application',
      grant_type: 'client_credentials',
    });
    expect(seen[1]!.headers).toMatchObject({
      authorization: 'Bearer token-one',
      'x-country': 'RW',
      'x-currency': 'RWF',
    });
    expect(JSON.parse(seen[1]!.body)).toEqual({
      reference: 'Impot no 000123 permis',
      subscriber: { country: 'RW', currency: 'RWF', msisdn: '730000001' },
      transaction: { amount: 1500, country: 'RW', currency: 'RWF', id },
    });
  });

  it('is served for its own prefixes and currency', () => {
    const { collections } = airtel({});
    const obstacle = (msisdn: string, amount = asked.amount) =>
      collections.cannotTake(amount, { kind: 'msisdn', msisdn: msisdn as Msisdn });
    expect(['+250720000001', '+250730000001', '+250780000001', '+256730000001'].map((each) => obstacle(each))).toEqual([
      null,
      null,
      'MSISDN_NOT_SUPPORTED',
      'MSISDN_NOT_SUPPORTED',
    ]);
    expect(obstacle('+250730000001', Money.parse('1', 'EUR')!)).toBe('CURRENCY_NOT_SUPPORTED');
  });

  it('shares one token between calls at once, renews it 30 seconds before its end, and once after a 401', async () => {
    const { collections } = airtel({
      [tokenCall]: [token('token-one'), token('token-two', 180), token('token-three')],
      [collect]: [answer(200, said('Success.', 'DP00800001006'))],
      [enquire]: [answer(200, said('TIP', 'DP00800001006')), answer(401), answer(200, said('TS', 'DP00800001001'))],
    });
    await Promise.all([collections.requestToPay(request), collections.requestToPay(request)]);
    expect(calls().filter((call) => call === tokenCall)).toHaveLength(1);
    clock.jump(181_000);
    expect(await collections.status(reference, 0)).toMatchObject({ is: 'pending' });
    expect(await collections.status(reference, 0)).toMatchObject({ is: 'successful', transactionId: 'MP1' });
    expect(calls().filter((call) => call === tokenCall)).toHaveLength(3);
    expect(seen.at(-1)!.headers.authorization).toBe('Bearer token-three');
  });

  it('is not sent without a token, and refused where the keys are wrong', async () => {
    const wrong = airtel({ [tokenCall]: [answer(401, { error: 'invalid_client' })] });
    expect(await wrong.collections.requestToPay(request)).toMatchObject({
      is: 'refused',
      failure: { code: 'CONFIGURATION' },
    });
    const down = airtel({ [tokenCall]: [answer(503)] });
    expect(await down.collections.requestToPay(request)).toMatchObject({ is: 'not-sent', failure: null });
    expect(calls()).not.toContain(collect);
  });

  it('is refused by an answer under 200 that says so, without another word', async () => {
    const { collections } = airtel({ [collect]: [answer(200, refusal('DP00800001010'))] });
    expect(await collections.requestToPay(request)).toMatchObject({
      is: 'refused',
      failure: { code: 'PAYER_NOT_FOUND', providerCode: 'DP00800001010' },
    });
    expect(calls()).not.toContain(enquire);
  });

  it.each<[string, Answer, object]>([
    ['failed', answer(200, said('TF', 'DP00800001007')), { is: 'refused', failure: { code: 'INSUFFICIENT_FUNDS' } }],
    ['under way', answer(200, said('TIP', 'DP00800001006')), { is: 'accepted' }],
    ['paid', answer(200, said('TS', 'DP00800001001')), { is: 'accepted' }],
    ['not found yet', answer(200, refusal('DP00800001025')), { is: 'unknown', kind: 'unconfirmed' }],
    ['silent', hangUp, { is: 'unknown', kind: 'unconfirmed' }],
  ])('that is refused as a 200 is what the enquiry says: %s', async (_, enquired, expected) => {
    const doubtful = { [collect]: [answer(200, refusal('DP00800001003', '200'))], [enquire]: [enquired] };
    expect(await airtel(doubtful).collections.requestToPay(request)).toMatchObject(expected);
  });

  it('that was sent before is not refused by the refusal of its repetition', async () => {
    const given = {
      [collect]: [answer(400, refusal('DP00800001007'))],
      [enquire]: [answer(200, said('TIP', 'DP00800001006'))],
    };
    expect(await airtel(given).collections.requestToPay({ ...request, sentBefore: true })).toMatchObject({
      is: 'accepted',
    });
  });

  it('is in doubt after a 500 and after a lost answer', async () => {
    const { collections } = airtel({ [collect]: [answer(500, refusal('DP00800001005')), hangUp] });
    expect(await collections.requestToPay(request)).toMatchObject({ is: 'unknown', kind: 'server-fault' });
    expect(await collections.requestToPay(request)).toMatchObject({ is: 'unknown', kind: 'no-answer' });
  });

  it('is for an account that is not barred', async () => {
    const account = (barred: boolean) =>
      answer(200, { data: { is_barred: barred, msisdn: '730000001' }, status: { success: true } });
    const provider = airtel({ 'GET /standard/v1/users/730000001': [account(true), account(false), answer(500)] });
    expect(await provider.collections.saysInactive(payer)).toBe(true);
    expect(await provider.collections.accountOf(payer)).toBe('active');
    expect(await provider.collections.saysInactive(payer)).toBe(false);
  });
});

describe('a refund', () => {
  it('names Airtel’s number of the collection, and is over at once', async () => {
    const { disbursements } = airtel({ [giveBack]: [answer(200, said('SUCCESS', 'DP00800001001', false))] });
    expect(await disbursements.refund(refund)).toMatchObject({
      is: 'successful',
      transactionId: 'MP1',
      amount: 'as-asked',
    });
    expect(JSON.parse(seen.at(-1)!.body)).toEqual({ transaction: { airtel_money_id: 'MP1' } });
    expect([disbursements.isRepeatable('refund'), disbursements.isRepeatable('transfer')]).toEqual([false, true]);
  });

  it('learns that number by an enquiry where it is not known, and does not leave without it', async () => {
    const known = airtel({
      [enquire]: [answer(200, said('TS', 'DP00800001001'))],
      [giveBack]: [answer(200, said('SUCCESS', 'DP00800001001'))],
    });
    expect(await known.disbursements.refund({ ...refund, collectionTransactionId: null })).toMatchObject({
      is: 'successful',
    });
    const unknown = airtel({ [enquire]: [answer(500)] });
    expect(await unknown.disbursements.refund({ ...refund, collectionTransactionId: null })).toMatchObject({
      is: 'not-sent',
    });
    expect(calls().filter((call) => call === giveBack)).toHaveLength(1);
  });

  it('is in doubt after a lost answer, and is settled by nothing but the word that it was refunded', async () => {
    const { disbursements } = airtel({
      [giveBack]: [hangUp],
      [enquire]: [answer(200, said('TS', 'DP00800001001')), answer(200, said('TR', 'DP00800001001'))],
    });
    expect(await disbursements.refund(refund)).toMatchObject({ is: 'unknown', kind: 'no-answer' });
    expect(await disbursements.status('refund', reference, 2, reference)).toMatchObject({
      is: 'unknown',
      kind: 'unconfirmed',
    });
    expect(await disbursements.status('refund', reference, 2, reference)).toMatchObject({ is: 'successful' });
  });

  it('of a part goes as a payout, where payouts are set up', () => {
    expect(airtel({}).disbursements).toMatchObject({
      refundsBy: 'refund',
      partialRefundsBy: 'transfer',
      paysOut: true,
    });
    const without = airtel({}, { disbursement: null, refundBy: 'transfer' }).disbursements;
    expect(without).toMatchObject({ refundsBy: 'refund', partialRefundsBy: null, paysOut: false });
  });
});

describe('a payout', () => {
  it('goes with the PIN encrypted, which is kept nowhere, and is over where Airtel says so', async () => {
    const { disbursements } = airtel({ [disburse]: [answer(200, said('TS', 'DP00900001001'))] });
    const answered = await disbursements.transfer(payout);
    expect(answered).toMatchObject({ is: 'successful', transactionId: 'MP1', amount: 'as-asked' });
    const { pin, ...body } = JSON.parse(seen.at(-1)!.body) as { pin: string };
    expect(decrypted(pin)).toBe('13579246');
    expect(body).toEqual({
      payee: { msisdn: '730000001', currency: 'RWF' },
      reference: 'Impot no 000123 permis',
      transaction: { amount: 1500, id, type: 'B2C' },
    });
    expect(
      JSON.stringify(answered, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(pin);
  });

  it('is asked about by our id, and a repeated one exists already', async () => {
    const { disbursements } = airtel({
      [disburse]: [answer(400, refusal('DP00900001017'))],
      [`GET /standard/v1/disbursements/${id}`]: [
        answer(200, said('TIP', 'DP00900001006')),
        answer(200, said('TF', 'DP00900001007')),
      ],
    });
    expect(await disbursements.transfer({ ...payout, sentBefore: true })).toMatchObject({ is: 'accepted' });
    expect(await disbursements.status('transfer', reference, 2, null)).toMatchObject({ is: 'pending' });
    expect(await disbursements.status('transfer', reference, 2, null)).toMatchObject({
      is: 'failed',
      failure: { code: 'INSUFFICIENT_FUNDS' },
    });
  });
});

describe('a signed request', () => {
  const keyCall = 'GET /v1/rsa/encryption-keys';
  it('carries its exact body encrypted, and the key for that encrypted under Airtel’s, fetched once', async () => {
    const { collections } = airtel(
      {
        [keyCall]: [answer(200, { data: { key_id: 1, key: publicText, valid_upto: '01-01-2030 00:00:00' } })],
        'POST /merchant/v2/payments/': [answer(200, said('Success.', 'DP00800001006'))],
      },
      { signing: true, apiVersion: 'v2' },
    );
    expect(await collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
    expect(await collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
    expect(calls().filter((call) => call === keyCall)).toHaveLength(1);
    const { headers, body } = seen.at(-1)!;
    const [key, start] = decrypted(headers['x-key'] as string)
      .split(':')
      .map((part) => Buffer.from(part, 'base64'));
    const decipher = createDecipheriv('aes-256-cbc', key!, start!);
    const opened = Buffer.concat([
      decipher.update(Buffer.from(headers['x-signature'] as string, 'base64')),
      decipher.final(),
    ]);
    expect(opened.toString()).toBe(body);
  });

  it('that is refused for its signature goes out once more under a new key, where there is one, and a refund does not', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const another = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const key = (text: string) => answer(200, { data: { key_id: 1, key: text, valid_upto: '01-01-2030 00:00:00' } });
    const submitCall = 'POST /merchant/v2/payments/';
    const refundCall = 'POST /standard/v2/payments/refund';
    const mismatch = answer(400, { status: { response_code: 'DP00800001026', code: '400', success: false } });
    const { collections, disbursements } = airtel(
      {
        [keyCall]: [key(publicText), key(another), key(another)],
        [submitCall]: [mismatch, answer(200, said('Success.', 'DP00800001006')), mismatch],
        [refundCall]: [mismatch],
      },
      { signing: true, apiVersion: 'v2' },
    );
    expect(await collections.requestToPay(request)).toMatchObject({ is: 'accepted' });
    // The key of now is the key of before.
    expect(await collections.requestToPay(request)).toMatchObject({
      is: 'refused',
      failure: { code: 'CONFIGURATION' },
    });
    expect(calls().filter((call) => call === submitCall)).toHaveLength(3);
    expect(await disbursements.refund(refund)).toMatchObject({ is: 'refused', failure: { code: 'CONFIGURATION' } });
    expect(calls().filter((call) => call === refundCall)).toHaveLength(1);
  });

  it('is not sent without the key', async () => {
    const { collections } = airtel({ [keyCall]: [answer(500), answer(403)] }, { signing: true, apiVersion: 'v2' });
    expect(await collections.requestToPay(request)).toMatchObject({ is: 'not-sent', failure: null });
    expect(await collections.requestToPay(request)).toMatchObject({
      is: 'refused',
      failure: { code: 'CONFIGURATION' },
    });
  });
});
