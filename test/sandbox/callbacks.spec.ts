import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCaller } from './caller.js';
import type { Caller } from './caller.js';

let caller: Caller;
beforeEach(async () => void (caller = await startCaller({ behaviour: { callbackDelayMs: 2_000 } })));
afterEach(() => caller.close());

describe('a callback', () => {
  it('goes out once, with the status, when the payment is final and not before', async () => {
    const { reference } = await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(1.999);
    expect((await caller.status(reference)).json).toEqual({
      externalId: 'pay-000123',
      amount: '1500',
      currency: 'RWF',
      payer: { partyIdType: 'MSISDN', partyId: '250788000001' },
      payerMessage: 'Permit fee 000123',
      payeeNote: 'Permit fee 000123',
      status: 'PENDING',
    });
    expect(caller.received).toEqual([]);

    await caller.sandbox.control.advance(0.001);
    const { json } = await caller.status(reference);
    expect(json).toMatchObject({ status: 'SUCCESSFUL', financialTransactionId: expect.stringMatching(/^\d{10}$/) });
    const url = '/callbacks/mtn-momo/secret';
    expect(caller.received).toEqual([{ method: 'PUT', url, contentType: 'application/json', body: json }]);

    await caller.sandbox.control.advance(86_400);
    expect(caller.received.length).toBe(1);
    expect(caller.sandbox.control.transaction(reference)?.callbacks).toEqual([
      { at: '2026-11-22T10:00:02.000Z', method: 'PUT', url: caller.callbackUrl, answered: 200 },
    ]);
  });

  it('has the method of its operation', async () => {
    const paid = await caller.pay('250788000001');
    await caller.sandbox.control.advance(2);
    const paths = {
      '/collection/v1_0/requesttopay': 'PUT',
      '/collection/v1_0/requesttowithdraw': 'POST',
      '/collection/v2_0/requesttowithdraw': 'PUT',
      '/collection/v2_0/invoice': 'PUT',
      '/collection/v2_0/payment': 'PUT',
      '/collection/v2_0/preapproval': 'PUT',
      '/disbursement/v1_0/transfer': 'PUT',
      '/disbursement/v1_0/deposit': 'POST',
      '/disbursement/v2_0/deposit': 'PUT',
      '/disbursement/v1_0/refund': 'POST',
      '/disbursement/v2_0/refund': 'PUT',
      '/remittance/v1_0/transfer': 'PUT',
      '/remittance/v2_0/cashtransfer': 'PUT',
    };
    const seen: Record<string, string | undefined> = {};
    for (const path of Object.keys(paths)) {
      await caller.pay(path.endsWith('/refund') ? paid.reference : '250788000001', { path, callback: true });
      await caller.sandbox.control.advance(2);
      seen[path] = caller.received.at(-1)?.method;
      expect(caller.received.pop()?.body.status).toBe('SUCCESSFUL');
    }
    expect(seen).toEqual(paths);

    caller.sandbox.control.behave({ callbackMethod: 'POST' });
    await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(2);
    expect(caller.received.at(-1)?.method).toBe('POST');
  });

  it('is sent again only where retries are switched on', async () => {
    caller.receiverAnswers(500);
    await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(60);
    expect(caller.received.length).toBe(1);

    caller.sandbox.control.behave({ callbackRetries: 2, callbackRetryMs: 1_000 });
    const { reference } = await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(2);
    await caller.sandbox.control.advance(1);
    caller.receiverAnswers(200);
    await caller.sandbox.control.advance(1);
    await caller.sandbox.control.advance(60);
    expect(caller.sandbox.control.transaction(reference)?.callbacks.map(({ answered }) => answered)).toEqual([
      500, 500, 200,
    ]);
  });

  it('shows the reason as a text, or as an object where that is switched on', async () => {
    await caller.pay('250780000051', { callback: true });
    await caller.sandbox.control.advance(2);
    caller.sandbox.control.behave({ reasonShape: 'object', referenceIdInStatus: true });
    const { reference } = await caller.pay('250780000051', { callback: true });
    await caller.sandbox.control.advance(2);
    expect(caller.received.map(({ body }) => body.reason)).toEqual([
      'APPROVAL_REJECTED',
      { code: 'APPROVAL_REJECTED', message: 'approval rejected' },
    ]);
    expect(caller.received[1]?.body.referenceId).toBe(reference);
  });

  it('is not sent to a scheme that the setting does not allow', async () => {
    caller.sandbox.control.behave({ callbackScheme: 'https' });
    const { reference } = await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(2);
    expect(caller.received).toEqual([]);
    expect(caller.sandbox.control.transaction(reference)?.callbacks[0]?.answered).toBe('not sent: scheme');
  });
});

describe('a callback that goes wrong on demand', () => {
  const statuses = () => caller.received.map(({ body }) => body.status);

  it('is lost', async () => {
    caller.sandbox.control.setFaults('callback-lost for 250788000001');
    await caller.pay('250788000001', { callback: true });
    await caller.pay('250788000002', { callback: true });
    await caller.sandbox.control.advance(86_400);
    expect(caller.received.map(({ body }) => (body.payer as { partyId: string }).partyId)).toEqual(['250788000002']);
  });

  it('is doubled', async () => {
    caller.sandbox.control.setFaults('callback-doubled');
    await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(2);
    expect(statuses()).toEqual(['SUCCESSFUL', 'SUCCESSFUL']);
  });

  it('is late', async () => {
    caller.sandbox.control.setFaults('callback-late=30000');
    const { reference } = await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(31);
    expect([(await caller.status(reference)).json.status, caller.received.length]).toEqual(['SUCCESSFUL', 0]);
    await caller.sandbox.control.advance(1);
    expect(statuses()).toEqual(['SUCCESSFUL']);
  });

  it('overtakes the answer', async () => {
    caller.sandbox.control.setFaults('callback-early');
    const seen: number[] = [];
    const { status } = await caller
      .pay('250788000001', { callback: true })
      .finally(() => seen.push(caller.received.length));
    expect([status, seen]).toEqual([202, [1]]);
    await caller.sandbox.control.advance(60);
    expect(statuses()).toEqual(['SUCCESSFUL']);
  });

  it('goes to a wrong host', async () => {
    caller.sandbox.control.setFaults('callback-wrong-host');
    const { reference } = await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(2);
    expect(caller.received).toEqual([]);
    expect(caller.sandbox.control.transaction(reference)?.callbacks[0]).toMatchObject({
      url: 'http://127.0.0.1:9/callbacks/mtn-momo/secret',
      answered: 'ECONNREFUSED',
    });
  });

  it('lies', async () => {
    caller.sandbox.control.setFaults([
      { fault: 'callback-lie', times: 1 },
      { fault: 'callback-lie', msisdn: '250788000002', fields: { amount: '1' } },
    ]);
    const { reference } = await caller.pay('250788000001', { callback: true });
    await caller.pay('250788000002', { callback: true });
    await caller.sandbox.control.advance(2);
    // They go out at once, on a connection each, and arrive in any order.
    expect(caller.received.map(({ body }) => `${String(body.status)} ${String(body.amount)}`).sort()).toEqual([
      'FAILED 1500',
      'SUCCESSFUL 1',
    ]);
    expect((await caller.status(reference)).json.status).toBe('SUCCESSFUL');
  });
});

describe('a decision by hand', () => {
  it('settles a waiting payment and calls back before it is answered', async () => {
    const { reference } = await caller.pay('250780000053', { callback: true });
    const { status, json } = await caller.control('POST', `/transactions/${reference}`, {
      status: 'FAILED',
      reason: 'EXPIRED',
    });
    expect([status, json.status, json.reason, (json.callbacks as unknown[]).length]).toEqual([
      200,
      'FAILED',
      'EXPIRED',
      1,
    ]);
    expect(caller.received.map(({ body }) => [body.status, body.reason])).toEqual([['FAILED', 'EXPIRED']]);
  });

  it('takes the place of what was planned, and may contradict what was final', async () => {
    const { reference } = await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.decide(reference, { status: 'FAILED' });
    await caller.sandbox.control.advance(60);
    expect((await caller.status(reference)).json).toMatchObject({ status: 'FAILED', reason: 'APPROVAL_REJECTED' });
    await caller.sandbox.control.decide(reference, { status: 'SUCCESSFUL', callback: false });
    expect((await caller.status(reference)).json.status).toBe('SUCCESSFUL');
    expect(caller.received.map(({ body }) => body.status)).toEqual(['FAILED']);
    expect(caller.sandbox.control.balances().collection.RWF).toBe('1500');
  });

  it('waits for the payer where approval is by hand, for five minutes', async () => {
    caller.sandbox.control.behave({ approval: 'by-hand' });
    const { reference } = await caller.pay('250788000001', { callback: true });
    await caller.sandbox.control.advance(299);
    expect((await caller.status(reference)).json.status).toBe('PENDING');
    await caller.sandbox.control.advance(1);
    expect((await caller.status(reference)).json).toMatchObject({ status: 'FAILED', reason: 'EXPIRED' });
  });

  it('knows only what is there', async () => {
    const { reference } = await caller.pay('250788000001');
    const answers = [
      await caller.control('POST', '/transactions/nothing', { status: 'FAILED' }),
      await caller.control('POST', `/transactions/${reference}`, { status: 'so so' }),
      await caller.control('POST', `/transactions/${reference}`, { status: 'FAILED', callback: 'twice' }),
      await caller.control('POST', `/transactions/${reference}`, 'no json'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 400, 400]);
  });
});
