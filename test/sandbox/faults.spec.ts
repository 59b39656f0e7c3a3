import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startCaller } from './caller.js';
import type { Caller } from './caller.js';

let caller: Caller;
beforeEach(async () => void (caller = await startCaller()));
afterEach(() => caller.close());

const payer = '250788000001';

describe('an answer that is spoiled on demand', () => {
  const cases: [rule: string, status: number | 'no answer', body: RegExp, recorded: boolean][] = [
    ['drop-before', 'no answer', /^$/, false],
    ['drop-after', 'no answer', /^$/, true],
    ['429', 429, /"statusCode":429/, false],
    ['500', 500, /INTERNAL_PROCESSING_ERROR/, false],
    ['503', 503, /SERVICE_UNAVAILABLE/, false],
    ['quota', 403, /Out of call volume quota/, false],
    ['html', 200, /^<html>.*Request Rejected/, false],
    ['html-403', 403, /^<html>.*support ID is: \d+/, false],
  ];
  for (const [rule, status, body, recorded] of cases) {
    it(`is ${rule} for a creating call`, async () => {
      caller.sandbox.control.setFaults(`${rule} times 1`);
      const reference = randomUUID();
      const answer = await caller.pay(payer, { reference }).catch(() => ({ status: 'no answer', text: '' }));
      expect(answer.status).toBe(status);
      expect(answer.text).toMatch(body);
      expect((await caller.status(reference)).status).toBe(recorded ? 200 : 404);
      expect((await caller.pay(payer, { reference })).status).toBe(recorded ? 409 : 202);
    });

    if (rule !== 'drop-after') {
      it(`is ${rule} for status, account and token calls`, async () => {
        await caller.token();
        const { reference } = await caller.pay(payer);
        for (const stage of ['status', 'account', 'token']) {
          caller.sandbox.control.setFaults(`${rule} on ${stage} times 1`);
          const path = {
            status: `/v1_0/requesttopay/${reference}`,
            account: '/v1_0/account/balance',
            token: '/token/',
          }[stage]!;
          const asked = caller.call(stage === 'token' ? 'POST' : 'GET', `/collection${path}`);
          expect([stage, (await asked.catch(() => ({ status: 'no answer' }))).status]).toEqual([stage, status]);
        }
        expect((await caller.status(reference)).status).toBe(200);
      });
    }
  }

  it.each<[string, number, object]>([
    ['login-failed', 500, { error: 'login_failed' }],
    ['no-token', 200, { access_token: null, token_type: 'access_token', expires_in: 3600 }],
  ])('is %s for a token call, and for nothing else', async (rule, status, body) => {
    await caller.token();
    caller.sandbox.control.setFaults(`${rule} times 1`);
    expect((await caller.pay(payer)).status).toBe(202);
    const { status: said, json } = await caller.call('POST', '/collection/token/');
    expect([said, json]).toEqual([status, body]);
  });

  it('may be on record all the same', async () => {
    caller.sandbox.control.setFaults([{ fault: '500', recorded: true, times: 1 }]);
    const { status, reference } = await caller.pay(payer);
    expect([status, (await caller.status(reference)).status]).toEqual([500, 200]);
  });

  it('breaks off in the middle', async () => {
    const { reference } = await caller.pay(payer);
    caller.sandbox.control.setFaults('truncated times 1');
    const { status, text, json } = await caller.status(reference);
    expect([status, json]).toEqual([200, {}]);
    expect(text).toMatch(/^\{"financialTransactionId"/);
  });

  it('comes late, in the sandbox’s time', async () => {
    await caller.token();
    caller.sandbox.control.setFaults('latency=30000');
    const seen: string[] = [];
    const reference = randomUUID();
    const paid = caller.pay(payer, { reference }).then(() => seen.push('answer'));
    while (!caller.sandbox.control.transaction(reference)) await caller.control('GET', '/clock');
    await caller.sandbox.control.advance(29.999);
    await caller.control('GET', '/clock');
    expect(seen).toEqual([]);
    await caller.sandbox.control.advance(0.001);
    await paid;
  });
});

describe('a status that is told wrong on demand', () => {
  it('has an unknown word, another amount or other fields', async () => {
    const { reference } = await caller.pay(payer);
    const told = async (rule: string | object[]) => {
      caller.sandbox.control.setFaults(rule as string);
      const { json } = await caller.status(reference);
      return [json.status, json.amount, json.currency];
    };
    expect(await told('status-word')).toEqual(['ONGOING', '1500', 'RWF']);
    expect(await told('status-word=TIMEOUT')).toEqual(['TIMEOUT', '1500', 'RWF']);
    expect(await told('wrong-amount')).toEqual(['SUCCESSFUL', '1501', 'RWF']);
    expect(await told('wrong-amount=15')).toEqual(['SUCCESSFUL', '15', 'RWF']);
    expect(await told([{ fault: 'status-lie', fields: { currency: 'EUR' } }])).toEqual(['SUCCESSFUL', '1500', 'EUR']);
    expect(await told('')).toEqual(['SUCCESSFUL', '1500', 'RWF']);
  });

  it('flips after it was final, and the balance with it', async () => {
    caller.sandbox.control.setFaults('flip=10000 times 1');
    const { reference } = await caller.pay(payer);
    expect((await caller.status(reference)).json.status).toBe('SUCCESSFUL');
    expect(caller.sandbox.control.balances().collection.RWF).toBe('1500');
    await caller.sandbox.control.advance(10);
    expect((await caller.status(reference)).json).toMatchObject({
      status: 'FAILED',
      reason: 'INTERNAL_PROCESSING_ERROR',
    });
    expect(caller.sandbox.control.balances().collection.RWF).toBe('0');
  });
});

describe('a share', () => {
  const outcomes = async (count: number) => {
    const seen = [];
    for (let n = 0; n < count; n++) {
      const answer = await caller.pay(payer).catch(() => ({ status: 0 }));
      seen.push(answer.status);
    }
    return seen;
  };

  it('strikes the same requests under the same seed', async () => {
    const rules = '20% drop-after, 10% html, 10% 503';
    caller.sandbox.control.setFaults(rules);
    const first = await outcomes(60);
    await caller.close();
    caller = await startCaller({ faults: rules });
    const again = await outcomes(60);
    expect(again).toEqual(first);
    expect(new Set(first)).toEqual(new Set([202, 200, 503, 0]));
    caller.sandbox.control.reset();
    expect(await outcomes(60)).toEqual(first);
  });
});

describe('the rules', () => {
  it('are read from a line or from JSON, and shown as they stand', async () => {
    const put = await caller.control('PUT', '/faults', {
      rules: '5% drop-after, latency=300 for 250788000001 on status times 2',
    });
    expect(put.json.rules).toEqual([
      { fault: 'drop-after', percent: 5 },
      { fault: 'latency', ms: 300, msisdn: '250788000001', on: 'status', times: 2 },
    ]);
    expect((await caller.control('GET', '/faults')).json).toEqual(put.json);
    expect((await caller.control('DELETE', '/faults')).json).toEqual({ rules: [] });
  });

  const wrong: unknown[] = [
    { rules: 'explode' },
    { rules: '5% 5% 500' },
    { rules: '500=3' },
    { rules: 'drop-after on status' },
    { rules: [{ fault: '500', percent: 101 }] },
    { rules: [{ fault: '500', colour: 'red' }] },
    { rules: [{ fault: 'constructor' }] },
    { rules: { fault: '500' } },
    'no json',
  ];
  for (const body of wrong) {
    it(`are refused with the reason: ${JSON.stringify(body)}`, async () => {
      const { status, json } = await caller.control('PUT', '/faults', body);
      expect([status, typeof json.message]).toEqual([400, 'string']);
      expect(caller.sandbox.control.faults()).toEqual([]);
    });
  }
});
