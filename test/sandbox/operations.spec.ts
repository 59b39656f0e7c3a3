import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { basic, startCaller } from './caller.js';
import type { Caller } from './caller.js';

let caller: Caller;
beforeEach(async () => void (caller = await startCaller()));
afterEach(() => caller.close());

/** MTN's lists of operations: 23 of Collections, 16 of Disbursements, and of Remittance those that are not leftovers. */
const published = {
  collection: [
    'POST /token/',
    'POST /oauth2/token/',
    'POST /v1_0/bc-authorize',
    'GET /oauth2/v1_0/userinfo',
    'POST /v1_0/requesttopay',
    'GET /v1_0/requesttopay/{id}',
    'POST /v1_0/requesttopay/{id}/deliverynotification',
    'POST /v1_0/requesttowithdraw',
    'POST /v2_0/requesttowithdraw',
    'GET /v1_0/requesttowithdraw/{id}',
    'POST /v2_0/invoice',
    'GET /v2_0/invoice/{id}',
    'DELETE /v2_0/invoice/{id}',
    'POST /v2_0/payment',
    'GET /v2_0/payment/{id}',
    'POST /v2_0/preapproval',
    'GET /v2_0/preapproval/{id}',
    'DELETE /v1_0/preapproval/{id}',
    'GET /v1_0/preapprovals/msisdn/250788000001',
    'GET /v1_0/account/balance',
    'GET /v1_0/account/balance/RWF',
    'GET /v1_0/accountholder/msisdn/250788000001/active',
    'GET /v1_0/accountholder/msisdn/250788000001/basicuserinfo',
  ],
  disbursement: [
    'POST /token/',
    'POST /oauth2/token/',
    'POST /v1_0/bc-authorize',
    'GET /oauth2/v1_0/userinfo',
    'POST /v1_0/transfer',
    'GET /v1_0/transfer/{id}',
    'POST /v1_0/deposit',
    'POST /v2_0/deposit',
    'GET /v1_0/deposit/{id}',
    'POST /v1_0/refund',
    'POST /v2_0/refund',
    'GET /v1_0/refund/{id}',
    'GET /v1_0/account/balance',
    'GET /v1_0/account/balance/RWF',
    'GET /v1_0/accountholder/msisdn/250788000001/active',
    'GET /v1_0/accountholder/msisdn/250788000001/basicuserinfo',
  ],
  remittance: [
    'POST /token/',
    'POST /oauth2/token/',
    'POST /v1_0/bc-authorize',
    'GET /oauth2/v1_0/userinfo',
    'POST /v1_0/transfer',
    'GET /v1_0/transfer/{id}',
    'POST /v2_0/cashtransfer',
    'GET /v2_0/cashtransfer/{id}',
    'GET /v1_0/account/balance',
    'GET /v1_0/account/balance/RWF',
    'GET /v1_0/accountholder/msisdn/250788000001/active',
    'GET /v1_0/accountholder/msisdn/250788000001/basicuserinfo',
  ],
};

describe('every published operation', () => {
  for (const [product, operations] of Object.entries(published)) {
    it(`of ${product} is there`, async () => {
      expect(operations.length).toBe({ collection: 23, disbursement: 16, remittance: 12 }[product]);
      for (const operation of operations) {
        const [method, path] = operation.split(' ') as [string, string];
        const { json } = await caller.call(method, `/${product}${path.replace('{id}', randomUUID())}`);
        expect([operation, json.statusCode]).not.toEqual([operation, 404]);
      }
    });
  }
});

describe('names that every object of the language has', () => {
  it('choose nothing', async () => {
    const cash = await caller.pay('250788000001', {
      path: '/remittance/v2_0/cashtransfer',
      body: { externalId: 'constructor' },
    });
    const refund = await caller.pay('constructor', { path: '/disbursement/v1_0/refund' });
    const active = await caller.call('GET', '/collection/v1_0/accountholder/email/constructor/active');
    const malformed = await caller.call('GET', '/collection/v1_0/accountholder/email/%E0%A4%A/active');
    expect([cash.status, refund.status, active.json, malformed.json]).toEqual([
      202,
      202,
      { result: true },
      { result: true },
    ]);
  });
});

describe('money', () => {
  it('comes in by collections and goes out of the float', async () => {
    const paid = await caller.pay('250788000001');
    await caller.pay('250788000001', { path: '/collection/v2_0/requesttowithdraw', body: { amount: '500' } });
    await caller.pay('250780000050');
    await caller.pay('250788000002', { path: '/disbursement/v1_0/transfer', body: { amount: '700' } });
    await caller.pay(paid.reference, { path: '/disbursement/v2_0/refund', body: { amount: '300' } });
    const balances = [];
    for (const product of ['collection', 'disbursement', 'remittance']) {
      balances.push((await caller.call('GET', `/${product}/v1_0/account/balance`)).json);
    }
    expect(balances).toEqual(
      ['2000', '999999000', '1000000000'].map((availableBalance) => ({ availableBalance, currency: 'RWF' })),
    );
    const euro = await caller.call('GET', '/disbursement/v1_0/account/balance/EUR', { environment: 'sandbox' });
    expect(euro.json).toEqual({ availableBalance: '1000000000.00', currency: 'EUR' });
  });

  it('does not go out when the float is too small', async () => {
    const path = '/disbursement/v1_0/transfer';
    await caller.control('PUT', '/balances', { disbursement: { RWF: '1999' } });
    const first = await caller.pay('250788000002', { path });
    const second = await caller.pay('250788000002', { path });
    expect((await caller.status(first.reference, path)).json).toMatchObject({
      status: 'SUCCESSFUL',
      payee: { partyId: '250788000002' },
    });
    const { json } = await caller.status(second.reference, path);
    expect(json).toMatchObject({ status: 'FAILED', reason: 'NOT_ENOUGH_FUNDS' });
    expect(json.financialTransactionId).toBeUndefined();
    expect(caller.sandbox.control.balances().disbursement.RWF).toBe('499');
  });

  it('goes back only for a payment that was successful', async () => {
    const path = '/disbursement/v1_0/refund';
    const reasons = [];
    for (const payer of ['250788000001', '250780000051', '250780000053']) {
      const paid = await caller.pay(payer);
      const { reference } = await caller.pay(paid.reference, { path });
      const { json } = await caller.status(reference, path);
      reasons.push([json.status, json.reason, json.payee]);
    }
    const unknown = await caller.pay(randomUUID(), { path });
    reasons.push([(await caller.status(unknown.reference, path)).json.reason]);
    expect(reasons).toEqual([
      ['SUCCESSFUL', undefined, { partyIdType: 'MSISDN', partyId: '250788000001' }],
      ['FAILED', 'TRANSACTION_NOT_FOUND', { partyIdType: 'MSISDN', partyId: '250780000051' }],
      ['FAILED', 'TRANSACTION_NOT_FOUND', { partyIdType: 'MSISDN', partyId: '250780000053' }],
      ['TRANSACTION_NOT_FOUND'],
    ]);
  });

  it('is shown as the setting wants the balance to look', async () => {
    const seen = [];
    caller.sandbox.control.behave({ balance: 'rotating' });
    for (let turn = 0; turn < 9; turn++) {
      const { status, json } = await caller.call('GET', '/collection/v1_0/account/balance');
      seen.push([status, json.availableBalance ?? json.code]);
    }
    expect(seen).toEqual([
      [200, '0'],
      [404, 'RESOURCE_NOT_FOUND'],
      [200, '0'],
      [200, '-25'],
      [500, 'NOT_ALLOWED'],
      [500, 'NOT_ALLOWED_TARGET_ENVIRONMENT'],
      [500, 'INTERNAL_PROCESSING_ERROR'],
      [503, 'SERVICE_UNAVAILABLE'],
      [200, '0'],
    ]);
    caller.sandbox.control.behave({ balance: 'real', balanceByCurrency: '500' });
    expect((await caller.call('GET', '/collection/v1_0/account/balance/RWF')).status).toBe(500);
  });

  it('does not go out in a country that has not enabled it', async () => {
    caller.sandbox.control.behave({ disbursementEnabled: false });
    const { status, json } = await caller.pay('250788000002', {
      path: '/disbursement/v1_0/transfer',
      body: { amount: 5 },
    });
    expect([status, json]).toEqual([403, { statusCode: 403, message: 'Forbidden' }]);
    expect((await caller.call('GET', '/disbursement/v1_0/account/balance')).status).toBe(200);
  });
});

describe('an invoice', () => {
  const path = '/collection/v2_0/invoice';
  const cancel = (id: string, own: string, body: unknown = { externalId: 'pay-000123' }) =>
    caller.call('DELETE', `${path}/${id}`, { headers: { 'X-Reference-Id': own }, body });

  it('has what the payer types, and can be cancelled while it waits', async () => {
    const { reference } = await caller.pay('250780000053', { path });
    expect((await caller.status(reference, path)).json).toEqual({
      referenceId: reference,
      externalId: 'pay-000123',
      amount: '1500',
      currency: 'RWF',
      status: 'PENDING',
      paymentReference: expect.stringMatching(/^[0-9a-f]{8}$/),
      invoiceId: expect.stringMatching(/^[0-9a-f]{16}$/),
      expiryDateTime: '2026-11-22T11:00:00.000Z',
      payeeFirstName: 'Sandbox',
      payeeLastName: 'Merchant',
      intendedPayer: { partyIdType: 'MSISDN', partyId: '250780000053' },
      description: 'Permit',
    });
    expect((await cancel(reference, 'no')).status).toBe(400);
    expect((await cancel(reference, reference)).status).toBe(409);
    expect((await cancel(randomUUID(), randomUUID())).status).toBe(404);
    expect((await cancel(reference, randomUUID())).status).toBe(200);
    const { json } = await caller.status(reference, path);
    expect(json).toMatchObject({ status: 'FAILED', errorReason: { code: 'TRANSACTION_CANCELED' } });
    expect((await cancel(reference, randomUUID())).json.code).toBe('NOT_ALLOWED');
  });
});

describe('a pre-approval', () => {
  const path = '/collection/v2_0/preapproval';
  const approved = async (msisdn: string) =>
    JSON.parse((await caller.call('GET', `/collection/v1_0/preapprovals/MSISDN/${msisdn}`)).text) as object[];

  it('is listed while it is approved, and can be cancelled then', async () => {
    const { reference } = await caller.pay('250788000001', { path });
    const refused = await caller.pay('250780000051', { path });
    expect((await caller.status(reference, path)).json).toMatchObject({
      status: 'SUCCESSFUL',
      expirationDateTime: '2026-11-22T11:00:00.000Z',
    });
    expect(await approved('250788000001')).toMatchObject([{ preApprovalId: reference, status: 'APPROVED' }]);
    expect(await approved('250788000002')).toEqual([]);

    const cancel = (id: string) => caller.call('DELETE', `/collection/v1_0/preapproval/${id}`);
    expect((await cancel(refused.reference)).json.code).toBe('NOT_ALLOWED');
    const { status, text } = await cancel(reference);
    expect([status, text]).toEqual([200, '']);
    expect(await approved('250788000001')).toEqual([]);

    await caller.pay('250780000069', { path });
    expect(await approved('250780000069')).toEqual([]);
  });
});

describe('a delivery notification', () => {
  const notify = (reference: string, body: unknown) =>
    caller.call('POST', `/collection/v1_0/requesttopay/${reference}/deliverynotification`, { body });

  it('is sent for a success, for a day', async () => {
    const paid = await caller.pay('250788000001');
    const waiting = await caller.pay('250780000053');
    const message = { notificationMessage: 'a'.repeat(160) };
    const { status, text } = await notify(paid.reference, message);
    expect([status, text]).toEqual([200, '']);
    expect((await notify(paid.reference, { notificationMessage: 'a'.repeat(161) })).status).toBe(400);
    expect((await notify(waiting.reference, message)).json.code).toBe('NOT_SUCCESSFULLY_COMPLETED');
    expect((await notify(randomUUID(), message)).status).toBe(404);
    await caller.sandbox.control.advance(86_401);
    expect((await notify(paid.reference, message)).status).toBe(410);
  });
});

describe('consent', () => {
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const authorize = (msisdn: string) =>
    caller.call('POST', '/collection/v1_0/bc-authorize', {
      headers: form,
      body: `login_hint=ID:${msisdn}/MSISDN&scope=profile&access_type=offline`,
    });
  const token = (grant: Record<string, string>) => {
    const { apiUser, apiKey } = caller.sandbox.credentials.collection;
    const headers = { ...form, Authorization: basic(apiUser, apiKey) };
    return caller.call('POST', '/collection/oauth2/token/', { headers, body: new URLSearchParams(grant).toString() });
  };
  const ciba = (id: unknown) => token({ grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: String(id) });
  const userInfo = (bearer: unknown) =>
    caller.call('GET', '/collection/oauth2/v1_0/userinfo', { headers: { Authorization: `Bearer ${String(bearer)}` } });

  it('is asked for, given, read with and renewed', async () => {
    const asked = await authorize('250788000001');
    expect(asked.json).toMatchObject({
      interval: 5,
      expires_in: 3600,
      auth_req_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    const given = await ciba(asked.json.auth_req_id);
    expect(given.json).toMatchObject({ scope: 'profile', expires_in: 3600 });
    expect((await userInfo(given.json.access_token)).json).toMatchObject({
      sub: '250788000001',
      phone_number: '250788000001',
    });
    expect((await userInfo(await caller.token())).status).toBe(401);
    const renewed = await token({ grant_type: 'refresh_token', refresh_token: given.json.refresh_token as string });
    expect((await userInfo(renewed.json.access_token)).status).toBe(200);
  });

  it('goes wrong by the payer’s number', async () => {
    const errors: unknown[] = [(await authorize('250780000050')).status];
    for (const number of [51, 52, 53, 57])
      errors.push((await ciba((await authorize(`2507800000${number}`)).json.auth_req_id)).json.error);
    for (const number of [55, 56, 58]) {
      const { json } = await ciba((await authorize(`2507800000${number}`)).json.auth_req_id);
      errors.push((await userInfo(json.access_token)).json.code);
    }
    expect(errors).toEqual([
      404,
      'access_denied',
      'authorization_pending',
      'expired_token',
      'invalid_grant',
      'consent_revoked',
      'insufficient_scope',
      'NOT_ENOUGH_FUNDS',
    ]);
    expect((await ciba('nothing')).json).toEqual({ error: 'invalid_grant' });
    expect((await token({ grant_type: 'password' })).json).toEqual({ error: 'unsupported_grant_type' });
  });
});

describe('status checks', () => {
  it('beyond the limit of a second are refused where it is switched on', async () => {
    const { reference } = await caller.pay('250788000001');
    caller.sandbox.control.behave({ statusChecksPerSecond: 2 });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push((await caller.status(reference)).status);
    await caller.sandbox.control.advance(1);
    statuses.push((await caller.status(reference)).status);
    expect(statuses).toEqual([200, 200, 429, 200]);
  });
});
