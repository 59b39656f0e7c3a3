import { createCipheriv, createHmac, createPublicKey, constants, publicEncrypt } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.js';

/** Airtel in the sandbox, by a caller that knows nothing but HTTP. */
let sandbox: Sandbox;
let receiver: Server;
let received: { method: string; body: string }[];
let bearer: string;
let ids = 0;

beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ method: request.method!, body });
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  sandbox = await startSandbox({ seed: 'airtel', clock: { now: () => Date.UTC(2026, 10, 22, 10) } });
  const { clientId: client_id, clientSecret: client_secret } = sandbox.airtel;
  const token = await call('POST', '/auth/oauth2/token', {
    client_id,
    client_secret,
    grant_type: 'client_credentials',
  });
  expect(token.json).toMatchObject({ expires_in: '180', token_type: 'bearer' });
  bearer = token.json['access_token'] as string;
  sandbox.control.setAirtelCallbackUrl(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/airtel`);
});
beforeEach(() => {
  received = [];
  sandbox.control.behave({ airtelRefusal: '400', airtelHash: 'compact', airtelSigning: 'off', approval: 'automatic' });
});
afterAll(async () => {
  await sandbox.close();
  receiver.close();
});

interface Said {
  readonly status: number;
  readonly json: Record<string, unknown>;
}
async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Said> {
  const response = await fetch(sandbox.url + path, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-country': 'RW',
      'x-currency': 'RWF',
      ...(bearer && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
}
const collection = (msisdn: string, transaction: object = {}) => ({
  reference: 'Permit fee',
  subscriber: { country: 'RW', currency: 'RWF', msisdn },
  transaction: { amount: 1500, country: 'RW', currency: 'RWF', id: `id${(ids += 1)}`, ...transaction },
});
async function collect(msisdn: string, transaction: object = {}, version = 'v1') {
  const body = collection(msisdn, transaction);
  const said = await call('POST', `/merchant/${version}/payments/`, body);
  return { ...said, id: body.transaction.id };
}
const codeOf = ({ json }: Said) => {
  const status = json['status'] as Record<string, unknown>;
  return status['response_code'] ?? status['result_code'];
};
const transactionOf = ({ json }: Said) =>
  (json['data'] as { transaction: Record<string, string> } | undefined)?.transaction;
const enquire = (id: string) => call('GET', `/standard/v1/payments/${id}`);

describe('Airtel in the sandbox', () => {
  it.each([
    ['730000000', 'TS', 'DP00800001001'],
    ['720000001', 'TF', 'DP00800001008'],
    ['730000002', 'TE', 'DP00800001029'],
    ['730000003', 'TIP', 'DP00800001006'],
    ['730000004', 'TA', 'DP00800001000'],
    ['730000005', 'TF', 'DP00800001007'],
    ['730000008', 'TF', 'DP00800001003'],
    ['730000010', 'TS', 'DP00800001001'],
    ['730000011', 'TIP', 'DP00800001006'],
    ['731234567', 'TS', 'DP00800001001'],
  ])('plays %s: %s', async (msisdn, status, code) => {
    const pushed = await collect(msisdn);
    expect([pushed.status, codeOf(pushed), transactionOf(pushed)?.['status']]).toEqual([
      200,
      'DP00800001006',
      'Success.',
    ]);
    const said = await enquire(pushed.id);
    expect([transactionOf(said)?.['status'], codeOf(said)]).toEqual([status, code]);
  });

  it('does not find what has no wallet, in both forms, and keeps what it answers 500 to', async () => {
    for (const [msisdn, status] of [
      ['730000006', 400],
      ['780000001', 400],
      ['730000009', 200],
    ] as const) {
      const refused = await collect(msisdn);
      expect([refused.status, codeOf(refused)]).toEqual([status, 'DP00800001010']);
      expect(codeOf(await enquire(refused.id))).toBe('DP00800001025');
    }
    const doubtful = await collect('730000007');
    expect(doubtful.status).toBe(500);
    expect(transactionOf(await enquire(doubtful.id))).toMatchObject({ status: 'TS', id: doubtful.id });
  });

  it.each<[string, () => Promise<Said>, string]>([
    ['a number with its country code', () => collect('250730000001'), 'ESB000033'],
    ['a number with its zero', () => collect('073000001'), 'ESB000036'],
    ['an amount as text', () => collect('730000000', { amount: '1500' }), 'ESB000008'],
    ['an amount with a fraction', () => collect('730000000', { amount: 15.5 }), 'DP00800001004'],
    ['another currency', () => collect('730000000', { currency: 'UGX' }), 'ESB000035'],
    ['an id that exists', async () => collect('730000000', { id: (await collect('730000000')).id }), 'ESB000041'],
    ['no country', () => call('GET', '/standard/v1/payments/x', undefined, { 'x-country': '' }), 'ROUTER006'],
    [
      'another currency of the call',
      () => call('GET', '/standard/v1/payments/x', undefined, { 'x-currency': 'UGX' }),
      'ROUTER112',
    ],
  ])('refuses %s', async (_, said, code) => expect(codeOf(await said())).toBe(code));

  it('takes no token of MTN, and none that has ended', async () => {
    expect(
      (await call('GET', '/standard/v1/users/balance', undefined, { authorization: 'Bearer nothing' })).status,
    ).toBe(401);
    expect((await call('GET', '/collection/v1_0/account/balance')).status).toBe(401);
  });

  it('calls back once, at the address of its portal, with a hash of the form that was chosen', async () => {
    sandbox.control.behave({ approval: 'by-hand' });
    for (const [form, payload] of [
      ['compact', (transaction: unknown) => JSON.stringify({ transaction })],
      ['pretty', (transaction: unknown) => JSON.stringify({ transaction }, null, 2)],
      ['inner', (transaction: unknown) => JSON.stringify(transaction)],
    ] as const) {
      sandbox.control.behave({ airtelHash: form });
      const { id } = await collect('731111111');
      await sandbox.control.decide(id, { status: 'SUCCESSFUL' });
      const { method, body } = received.at(-1)!;
      const { transaction, hash } = JSON.parse(body) as { transaction: Record<string, string>; hash: string };
      expect([method, transaction['id'], transaction['status_code']]).toEqual(['POST', id, 'TS']);
      expect(hash).toBe(createHmac('sha256', sandbox.airtel.callbackKey).update(payload(transaction)).digest('base64'));
    }
    expect(received).toHaveLength(3);
  });

  it('gives the whole back once, by its own number', async () => {
    const { id } = await collect('730000000');
    const number = transactionOf(await enquire(id))!['airtel_money_id'];
    const refund = () => call('POST', '/standard/v1/payments/refund', { transaction: { airtel_money_id: number } });
    expect(transactionOf(await refund())).toMatchObject({ status: 'SUCCESS' });
    expect(codeOf(await refund())).toBe('DP00800001005');
    sandbox.control.behave({ airtelRefunded: 'TR' });
    expect(transactionOf(await enquire(id))!['status']).toBe('TR');
    sandbox.control.behave({ airtelRefunded: 'TS' });
  });

  it('pays out under the encrypted PIN, and takes from the one account', async () => {
    const key = createPublicKey({ key: Buffer.from(sandbox.airtel.publicKey, 'base64'), format: 'der', type: 'spki' });
    const encrypted = (text: string) =>
      publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(text)).toString('base64');
    const payout = (pin: string) =>
      call('POST', '/standard/v1/disbursements/', {
        payee: { msisdn: '731111111' },
        reference: 'Allowance',
        pin,
        transaction: { amount: 700, id: `out${(ids += 1)}`, type: 'B2C' },
      });
    const balance = async () =>
      Number(((await call('GET', '/standard/v1/users/balance')).json['data'] as { balance: string }).balance);
    const before = await balance();
    expect(transactionOf(await payout(encrypted(sandbox.airtel.pin)))).toMatchObject({ status: 'TS' });
    expect(before - (await balance())).toBe(700);
    expect(codeOf(await payout(encrypted('0000')))).toBe('ROUTER116');
    expect(codeOf(await payout('clear text'))).toBe('ROUTER116');
  });

  it('wants v2 signed where signing is required', async () => {
    sandbox.control.behave({ airtelSigning: 'required' });
    expect(codeOf(await collect('730000000', {}, 'v2'))).toBe('DP00800001026');
    const { key } = (await call('GET', '/v1/rsa/encryption-keys')).json['data'] as { key: string };
    const rsa = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
    const body = collection('730000000');
    const [aesKey, start] = [Buffer.alloc(32, 1), Buffer.alloc(16, 2)];
    const cipher = createCipheriv('aes-256-cbc', aesKey, start);
    const signature = Buffer.concat([cipher.update(JSON.stringify(body)), cipher.final()]).toString('base64');
    const parts = Buffer.from(`${aesKey.toString('base64')}:${start.toString('base64')}`);
    const sealed = publicEncrypt({ key: rsa, padding: constants.RSA_PKCS1_PADDING }, parts).toString('base64');
    const signed = { 'x-signature': signature, 'x-key': sealed };
    expect(codeOf(await call('POST', '/merchant/v2/payments/', body, signed))).toBe('DP00800001006');
    expect(codeOf(await call('POST', '/merchant/v2/payments/', collection('730000000'), signed))).toBe('DP00800001026');
  });

  it('has its own faults, its own statement, and a list of its own', async () => {
    sandbox.control.setFaults([{ fault: '500', operation: 'airtel-collection', times: 1 }]);
    const failed = await collect('730000000');
    expect([failed.status, codeOf(await enquire(failed.id))]).toEqual([500, 'DP00800001025']);
    const { id } = await collect('730000000', { amount: 4321 });
    const statement = [
      ...sandbox.control.statement({
        product: 'airtel',
        environment: 'airtelrwanda',
        dateFormat: 'YYYY-MM-DD',
        separator: ',',
        failed: false,
        from: 0,
        to: Number.MAX_SAFE_INTEGER,
      }),
    ];
    expect(statement.at(-1)).toMatch(new RegExp(`^MP\\d{6}\\.\\d{4}\\.A,${id},.*,4321,RWF,`));
    const { transactions } = (await call('GET', '/merchant/v1/transactions?limit=1')).json['data'] as {
      transactions: unknown[];
    };
    expect(transactions).toMatchObject([{ transaction: { id, amount: 4321 } }]);
  });
});
