import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyOf, startCaller } from './caller.js';
import type { Caller } from './caller.js';
import type { EnvironmentName } from '../../src/sandbox/environments.js';

const path = '/collection/v1_0/requesttopay';
const body = bodyOf(path, '250788000001');

describe('what a creating call is refused for', () => {
  let caller: Caller;
  beforeAll(async () => void (caller = await startCaller()));
  afterAll(() => caller.close());

  it('is checked in the order key, bearer, headers, body, duplicate, currency, callback host', async () => {
    const used = randomUUID();
    await caller.pay('250788000001', { reference: used });
    const wrong = {
      'Ocp-Apim-Subscription-Key': undefined,
      Authorization: 'Bearer nobody',
      'X-Reference-Id': 'not-a-uuid',
      'X-Target-Environment': 'mtnmars',
      'X-Callback-Url': '',
    };
    const badBody = { ...body, amount: '1500.00' };
    const right = { 'X-Reference-Id': used, 'X-Callback-Url': 'http://elsewhere.example/' };
    const { subscriptionKey } = caller.sandbox.credentials.collection;
    const bearer = `Bearer ${await caller.token()}`;
    // Each step mends the mistake that the step before was refused for.
    const steps: [mended: Record<string, string>, body: unknown, answer: unknown[]][] = [
      [{}, badBody, [401, 401]],
      [{ 'Ocp-Apim-Subscription-Key': 'f'.repeat(32) }, badBody, [401, 401]],
      [{ 'Ocp-Apim-Subscription-Key': subscriptionKey }, badBody, [401, 401]],
      [{ Authorization: bearer }, badBody, [400, '']],
      [{ 'X-Reference-Id': used }, badBody, [500, 'NOT_ALLOWED_TARGET_ENVIRONMENT']],
      [{ 'X-Target-Environment': 'mtnrwanda' }, badBody, [400, '']],
      [{ 'X-Callback-Url': right['X-Callback-Url'] }, '{"amount":', [400, '']],
      [{}, badBody, [400, '']],
      [{}, { ...body, currency: 'EUR' }, [409, 'RESOURCE_ALREADY_EXIST']],
      [{ 'X-Reference-Id': randomUUID() }, { ...body, currency: 'EUR' }, [500, 'INVALID_CURRENCY']],
      [{}, body, [500, 'INVALID_CALLBACK_URL_HOST']],
      [{ 'X-Callback-Url': caller.callbackUrl }, body, [202, '']],
    ];
    let headers: Record<string, string | undefined> = { ...wrong };
    const answers = [];
    for (const [mended, given] of steps) {
      headers = { ...headers, ...mended };
      const { status, json, text } = await caller.call('POST', path, { headers, body: given });
      answers.push([status, json.code ?? json.statusCode ?? text]);
    }
    expect(answers).toEqual(steps.map(([, , answer]) => answer));
  });

  const refused: [what: string, change: Record<string, unknown>][] = [
    ['an amount that is a JSON number', { amount: 1500 }],
    ['an amount with decimals of a currency without', { amount: '1500.00' }],
    ['an amount of nothing', { amount: '0' }],
    ['an amount below nothing', { amount: '-5' }],
    ['an amount with an exponent', { amount: '1e3' }],
    ['no amount', { amount: undefined }],
    ['no currency', { currency: undefined }],
    ['a currency in small letters', { currency: 'rwf' }],
    ['an empty external id', { externalId: '' }],
    ['an external id that is null', { externalId: null }],
    ['no payer', { payer: undefined }],
    ['a payer of no known type', { payer: { partyIdType: 'IBAN', partyId: '250788000001' } }],
    ['a payer without a number', { payer: { partyIdType: 'MSISDN', partyId: '' } }],
    ['a note with an apostrophe', { payeeNote: "l'eau" }],
    ['a note of 129 characters', { payerMessage: 'a'.repeat(129) }],
    ['a note that is null', { payerMessage: null }],
  ];
  for (const [what, change] of refused) {
    it(`refuses ${what} with 400, an empty body and the reason in a header`, async () => {
      const reference = randomUUID();
      const answer = await caller.pay('250788000001', { reference, body: change });
      expect([answer.status, answer.text]).toEqual([400, '']);
      expect(answer.headers.get('x-sandbox-reason')).toMatch(new RegExp(`^${Object.keys(change)[0]} `));
      expect((await caller.status(reference)).status).toBe(404);
    });
  }

  const accepted: [what: string, change: Record<string, unknown>][] = [
    ['notes of 128 characters', { payerMessage: 'a'.repeat(128), payeeNote: 'b'.repeat(128) }],
    ['no notes', { payerMessage: undefined, payeeNote: undefined }],
    ['members that MTN does not know', { payee: null, callbackUrl: 'https://x.example', anything: [1] }],
    ['a payer known by e-mail', { payer: { partyIdType: 'email', partyId: 'a@b.rw' } }],
    ['a payer known by party code', { payer: { partyIdType: 'PARTY_CODE', partyId: randomUUID() } }],
  ];
  for (const [what, change] of accepted) {
    it(`accepts ${what}`, async () => {
      expect((await caller.pay('250788000001', { body: change })).status).toBe(202);
    });
  }

  it.each<[what: string, environment: EnvironmentName, msisdn: string, reason: string | undefined]>([
    ['a number of another network', 'mtnrwanda', '250728000001', 'PAYER_NOT_FOUND'],
    ['a number of another country', 'mtnrwanda', '256772123456', 'PAYER_NOT_FOUND'],
    ['a number that is too short', 'mtnrwanda', '25078800000', 'PAYER_NOT_FOUND'],
    ['a number with a plus', 'mtnrwanda', '+250788000001', 'PAYER_NOT_FOUND'],
    ['a number in the national form', 'mtnrwanda', '0788000001', 'PAYER_NOT_FOUND'],
    ['no number', 'mtnrwanda', 'nobody', 'PAYER_NOT_FOUND'],
    ['a wallet number', 'mtnrwanda', '250798000001', undefined],
    ['a Rwandan number', 'sandbox', '250728000001', undefined],
    ['a Swedish number', 'sandbox', '46733000001', undefined],
    ['a number with a plus', 'sandbox', '+46733000001', 'PAYER_NOT_FOUND'],
  ])('takes %s in %s (%s), and says later whether a payer has it', async (_, environment, msisdn, reason) => {
    const { status, reference } = await caller.pay(msisdn, { environment });
    expect(status).toBe(202);
    const { json } = await caller.status(reference, path, { environment });
    expect([json.status, json.reason]).toEqual([reason === undefined ? 'SUCCESSFUL' : 'FAILED', reason]);
  });

  it('knows which numbers have wallets by a setting, and calls who is to get money a payee', async () => {
    caller.sandbox.control.behave({ walletPrefixes: '25072, 25078' });
    const { reference } = await caller.pay('250728000001');
    expect((await caller.status(reference)).json.status).toBe('SUCCESSFUL');
    const transfer = '/disbursement/v1_0/transfer';
    const given = await caller.pay('250798000001', { path: transfer });
    expect((await caller.status(given.reference, transfer)).json.reason).toBe('PAYEE_NOT_FOUND');
  });

  it('refuses a reference that is not a UUID of version 4, or is the API user', async () => {
    for (const reference of [
      '',
      'pay-1',
      '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
      caller.sandbox.credentials.collection.apiUser,
    ]) {
      expect([reference, (await caller.pay('250788000001', { reference })).status]).toEqual([reference, 400]);
    }
  });

  it('echoes the amount as MTN does', async () => {
    const paid = await caller.pay('46733000001', { environment: 'sandbox', body: { amount: '012.50' } });
    const { json } = await caller.status(paid.reference, path, { environment: 'sandbox' });
    expect(json.amount).toBe('12.5');
  });

  it('knows a reference once, whatever the operation', async () => {
    const { reference } = await caller.pay('250788000001');
    const again = await caller.pay('250788000001', { reference, path: '/disbursement/v1_0/transfer' });
    expect([again.status, again.json]).toEqual([
      409,
      { code: 'RESOURCE_ALREADY_EXIST', message: 'Duplicated reference id. Creation of resource failed.' },
    ]);
    expect(caller.sandbox.control.transaction(reference)).toMatchObject({ operation: 'requesttopay', repeats: 1 });
  });

  it('finds a transaction only in its own environment and operation', async () => {
    const { reference } = await caller.pay('250788000001');
    const asked = [
      await caller.status(reference, path, { environment: 'sandbox' }),
      await caller.status(reference, '/collection/v1_0/requesttowithdraw'),
      await caller.status(randomUUID()),
    ];
    expect(asked.map(({ status, json }) => [status, json.code])).toEqual(asked.map(() => [404, 'RESOURCE_NOT_FOUND']));
    expect((await caller.status('pay-1')).status).toBe(400);
  });

  it('answers unknown paths as the gateway in front of the platform does, and doubled slashes with 400', async () => {
    expect((await caller.call('POST', '/disbursement/v2_0/transfer')).json).toEqual({
      statusCode: 404,
      message: 'Resource not found',
    });
    expect((await caller.call('POST', '/collection/token')).status).toBe(404);
    expect((await caller.call('GET', '/collection//v1_0/account/balance')).status).toBe(400);
  });

  it('refuses a body without a meaning', async () => {
    expect((await caller.pay('250788000001', { body: { payerMessage: 'a'.repeat(70_000) } })).status).toBe(413);
  });

  it('answers JSON and empty bodies with the headers that clients look for', async () => {
    const { reference, headers } = await caller.pay('250788000001');
    expect([headers.get('content-length'), headers.get('content-type')]).toEqual(['0', null]);
    expect(headers.get('x-correlationid')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await caller.status(reference)).headers.get('content-type')).toBe('application/json;charset=utf-8');
  });
});
