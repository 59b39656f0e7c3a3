import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startCaller } from './caller.js';
import type { Caller } from './caller.js';

/** MTN's published table, written down once more: what a number does is read from here and not from the program. */
const prefixes = { sandbox: '467331234', mtnrwanda: '2507800000' } as const;

const failed = (reason: string) => ({ status: 'FAILED', reason });
const success = { status: 'SUCCESSFUL' };
const pending = { status: 'PENDING' };
const payer: Record<number, object> = {
  50: failed('INTERNAL_PROCESSING_ERROR'),
  51: failed('APPROVAL_REJECTED'),
  52: failed('EXPIRED'),
  53: pending,
  54: { status: 'CREATED' },
  55: failed('PAYER_NOT_FOUND'),
  56: failed('PAYEE_NOT_ALLOWED_TO_RECEIVE'),
  57: failed('NOT_ALLOWED'),
  58: failed('NOT_ALLOWED_TARGET_ENVIRONMENT'),
  59: failed('INVALID_CALLBACK_URL_HOST'),
  60: failed('INVALID_CURRENCY'),
  61: failed('INTERNAL_PROCESSING_ERROR'),
  62: failed('SERVICE_UNAVAILABLE'),
  63: failed('COULD_NOT_PERFORM_TRANSACTION'),
  65: success,
  69: success,
  99: success,
};
const payee: Record<number, object> = {
  50: failed('INTERNAL_PROCESSING_ERROR'),
  51: failed('APPROVAL_REJECTED'),
  52: failed('EXPIRED'),
  53: pending,
  54: { status: 'CREATED' },
  55: failed('NOT_ENOUGH_FUNDS'),
  56: failed('PAYER_LIMIT_REACHED'),
  57: failed('PAYEE_NOT_FOUND'),
  58: failed('NOT_ALLOWED'),
  59: failed('NOT_ALLOWED_TARGET_ENVIRONMENT'),
  60: failed('INVALID_CALLBACK_URL_HOST'),
  61: failed('INVALID_CURRENCY'),
  62: failed('INTERNAL_PROCESSING_ERROR'),
  63: failed('SERVICE_UNAVAILABLE'),
  64: failed('TRANSFER_TYPE_UNKNOWN'),
  69: success,
};
const preApproval: Record<number, object> = {
  50: failed('INTERNAL_PROCESSING_ERROR'),
  51: failed('APPROVAL_REJECTED'),
  52: failed('EXPIRED'),
  53: pending,
  54: { status: 'CREATED' },
  55: failed('PAYER_NOT_FOUND'),
  56: failed('NOT_ALLOWED'),
  57: failed('NOT_ALLOWED_TARGET_ENVIRONMENT'),
  58: failed('INVALID_CALLBACK_URL_HOST'),
  59: failed('INVALID_CURRENCY'),
  60: failed('INTERNAL_PROCESSING_ERROR'),
  61: failed('SERVICE_UNAVAILABLE'),
  62: success,
};

const operations: [create: string, status: string, table: Record<number, object>][] = [
  ['/collection/v1_0/requesttopay', '/collection/v1_0/requesttopay', { ...payer, 64: failed('TRANSFER_TYPE_UNKNOWN') }],
  ['/collection/v1_0/requesttowithdraw', '/collection/v1_0/requesttowithdraw', payer],
  ['/collection/v2_0/requesttowithdraw', '/collection/v1_0/requesttowithdraw', payer],
  ['/collection/v2_0/preapproval', '/collection/v2_0/preapproval', preApproval],
  ['/disbursement/v1_0/deposit', '/disbursement/v1_0/deposit', payer],
  ['/disbursement/v2_0/deposit', '/disbursement/v1_0/deposit', payer],
  ['/disbursement/v1_0/transfer', '/disbursement/v1_0/transfer', payee],
  ['/remittance/v1_0/transfer', '/remittance/v1_0/transfer', payee],
];

describe('the numbers of MTN’s test matrix', () => {
  let caller: Caller;
  beforeAll(async () => void (caller = await startCaller()));
  afterAll(() => caller.close());

  for (const environment of ['sandbox', 'mtnrwanda'] as const) {
    for (const [path, statusPath, table] of operations) {
      it(`lead where MTN says: ${path} in ${environment}`, async () => {
        const found: Record<number, object> = {};
        for (const number of Object.keys(table).map(Number)) {
          const { status, text, reference } = await caller.pay(`${prefixes[environment]}${number}`, {
            path,
            environment,
          });
          expect({ number, status, text }).toEqual({ number, status: 202, text: '' });
          const { json } = await caller.status(reference, statusPath, { environment });
          found[number] = { status: json.status, ...(json.reason === undefined ? {} : { reason: json.reason }) };
        }
        expect(found).toEqual(table);
      });
    }
  }

  it('are refused at once where the setting reads MTN’s names as HTTP errors', async () => {
    caller.sandbox.control.behave({ errorScenarios: 'asHttpError' });
    const answers = [];
    for (const number of [57, 58, 59, 60, 61, 62, 64, 51]) {
      const { status, json, reference } = await caller.pay(`2507800000${number}`);
      answers.push([number, status, json.code, (await caller.status(reference)).status]);
    }
    caller.sandbox.control.behave({ errorScenarios: 'asFailedReason' });
    expect(answers).toEqual([
      [57, 500, 'NOT_ALLOWED', 404],
      [58, 500, 'NOT_ALLOWED_TARGET_ENVIRONMENT', 404],
      [59, 500, 'INVALID_CALLBACK_URL_HOST', 404],
      [60, 500, 'INVALID_CURRENCY', 404],
      [61, 500, 'INTERNAL_PROCESSING_ERROR', 404],
      [62, 503, 'SERVICE_UNAVAILABLE', 404],
      [64, 500, 'TRANSFER_TYPE_UNKNOWN', 404],
      [51, 202, undefined, 200],
    ]);
  });

  it('are created first and successful 25 seconds later when delayed', async () => {
    const { reference } = await caller.pay('250780000054');
    await caller.sandbox.control.advance(24);
    expect((await caller.status(reference)).json.status).toBe('CREATED');
    await caller.sandbox.control.advance(1);
    expect((await caller.status(reference)).json.status).toBe('SUCCESSFUL');
  });

  it('stay pending for ever when ongoing', async () => {
    const { reference } = await caller.pay('250780000053', { callback: true });
    await caller.sandbox.control.advance(30 * 86_400);
    expect((await caller.status(reference)).json.status).toBe('PENDING');
    expect(caller.received).toEqual([]);
  });

  it('mean nothing in the other environment', async () => {
    const { reference } = await caller.pay('250780000050', { environment: 'sandbox' });
    expect((await caller.status(reference, undefined, { environment: 'sandbox' })).json.status).toBe('SUCCESSFUL');
    const other = await caller.pay('46733123451');
    expect((await caller.status(other.reference)).json.reason).toBe('PAYER_NOT_FOUND');
  });
});

describe('what else chooses a scenario', () => {
  let caller: Caller;
  beforeAll(async () => void (caller = await startCaller()));
  afterAll(() => caller.close());

  it('refunds: the id of what is to be refunded', async () => {
    const path = '/disbursement/v1_0/refund';
    const found = [];
    for (let selector = 1; selector <= 13; selector++) {
      const { reference } = await caller.pay(String(selector), { path });
      const { json } = await caller.status(reference, path);
      found.push(json.reason ?? json.status);
    }
    expect(found).toEqual([
      'TRANSACTION_NOT_FOUND',
      'INTERNAL_PROCESSING_ERROR',
      'APPROVAL_REJECTED',
      'EXPIRED',
      'PENDING',
      'CREATED',
      'NOT_ALLOWED',
      'NOT_ALLOWED_TARGET_ENVIRONMENT',
      'INVALID_CALLBACK_URL_HOST',
      'INVALID_CURRENCY',
      'INTERNAL_PROCESSING_ERROR',
      'SERVICE_UNAVAILABLE',
      'COULD_NOT_PERFORM_TRANSACTION',
    ]);
  });

  it('payments: the amount', async () => {
    const path = '/collection/v2_0/payment';
    const found: Record<string, unknown[]> = {};
    for (const amount of ['1000', '2000', '3000', '4000', '5000', '6000', '7000', '8000']) {
      const { reference } = await caller.pay('', { path, body: { money: { amount, currency: 'RWF' } } });
      found[amount] = [reference, (await caller.status(reference, path)).json.status];
    }
    await caller.sandbox.control.advance(60);
    for (const seen of Object.values(found)) seen[0] = (await caller.status(seen[0] as string, path)).json.status;
    expect(found).toEqual({
      1000: ['SUCCESSFUL', 'SUCCESSFUL'],
      2000: ['FAILED', 'FAILED'],
      3000: ['SUCCESSFUL', 'CREATED'],
      4000: ['FAILED', 'PENDING'],
      5000: ['PENDING', 'PENDING'],
      6000: ['PENDING', 'PENDING'],
      7000: ['FAILED', 'FAILED'],
      8000: ['SUCCESSFUL', 'SUCCESSFUL'],
    });
  });

  it('cash transfers: the external id', async () => {
    const path = '/remittance/v2_0/cashtransfer';
    const { reference } = await caller.pay('250788000001', {
      path,
      body: { externalId: '5', orginatingCountry: 'RW' },
    });
    const { json } = await caller.status(reference, path);
    expect(json).toMatchObject({ status: 'FAILED', reason: 'PAYEE_NOT_FOUND', orginatingCountry: 'RW' });
  });

  it('active: numbers, e-mail addresses and party codes', async () => {
    const asked: [string, number, unknown][] = [
      ['msisdn/250780000050', 404, 'RESOURCE_NOT_FOUND'],
      ['MSISDN/250780000051', 200, false],
      ['msisdn/250780000052', 500, 'NOT_ALLOWED'],
      ['msisdn/250780000053', 500, 'NOT_ALLOWED_TARGET_ENVIRONMENT'],
      ['msisdn/250780000054', 500, 'INTERNAL_PROCESSING_ERROR'],
      ['msisdn/250780000055', 503, 'SERVICE_UNAVAILABLE'],
      ['msisdn/250780000056', 200, true],
      ['msisdn/250788123456', 200, true],
      ['email/notfound@email.com', 404, 'RESOURCE_NOT_FOUND'],
      ['email/notactive%40email.com', 200, false],
      ['party_code/585c07a4-2c80-42f7-9e73-e586b36dee68', 503, 'SERVICE_UNAVAILABLE'],
    ];
    for (const product of ['collection', 'disbursement', 'remittance']) {
      for (const [who, status, says] of asked) {
        const answer = await caller.call('GET', `/${product}/v1_0/accountholder/${who}/active`);
        expect([who, answer.status, answer.json.code ?? answer.json.result]).toEqual([who, status, says]);
      }
    }
  });
});
