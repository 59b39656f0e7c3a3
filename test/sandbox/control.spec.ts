import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startCaller } from './caller.js';
import type { Caller } from './caller.js';

let caller: Caller;
beforeEach(async () => void (caller = await startCaller()));
afterEach(() => caller.close());

describe('the control routes', () => {
  it('are documented where they are, for people and for programs', async () => {
    const json = (await caller.control('GET', '')).json as {
      routes: { method: string; path: string }[];
      faults: object;
    };
    const page = await (await fetch(`${caller.sandbox.url}/control`, { headers: { accept: 'text/html' } })).text();
    for (const { method, path } of json.routes) expect(page).toContain(`${method} ${path}`);
    for (const fault of Object.keys(json.faults)) expect(page).toContain(`<code>${fault}</code>`);
  });

  it('list transactions by number, newest first', async () => {
    const one = await caller.pay('250788000001');
    const two = await caller.pay('250788000002', { callback: true });
    const three = await caller.pay('250788000001');
    await caller.sandbox.idle();
    const references = async (query: string) => {
      const { json } = await caller.control('GET', `/transactions${query}`);
      return (json.data as { referenceId: string }[]).map(({ referenceId }) => referenceId);
    };
    expect(await references('')).toEqual([three.reference, two.reference, one.reference]);
    expect(await references('?msisdn=250788000001')).toEqual([three.reference, one.reference]);
    expect(await references('?status=FAILED')).toEqual([]);
    expect(await references('?limit=1')).toEqual([three.reference]);
    expect((await caller.control('GET', `/transactions/${two.reference}`)).json).toEqual({
      referenceId: two.reference,
      product: 'collection',
      operation: 'requesttopay',
      environment: 'mtnrwanda',
      status: 'SUCCESSFUL',
      reason: null,
      amount: '1500',
      currency: 'RWF',
      externalId: 'pay-000123',
      msisdn: '250788000002',
      financialTransactionId: expect.stringMatching(/^\d{10}$/),
      callbackUrl: caller.callbackUrl,
      callbacks: [{ at: '2026-11-22T10:00:00.000Z', method: 'PUT', url: caller.callbackUrl, answered: 200 }],
      repeats: 0,
      acceptedAt: '2026-11-22T10:00:00.000Z',
      settledAt: '2026-11-22T10:00:00.000Z',
      request: expect.objectContaining({ externalId: 'pay-000123' }),
    });
  });

  it('change settings, and refuse what is none', async () => {
    const changed = await caller.control('PUT', '/settings', { latencyMs: 0, reasonShape: 'object' });
    expect([changed.status, changed.json.reasonShape]).toEqual([200, 'object']);
    for (const wrong of [
      { latency: 1 },
      { latencyMs: -1 },
      { latencyMs: '5' },
      { reasonShape: 'poem' },
      { constructor: 1 },
    ]) {
      expect((await caller.control('PUT', '/settings', wrong)).status).toBe(400);
    }
  });

  it('move the clock', async () => {
    expect((await caller.control('POST', '/clock', { advanceSeconds: 90 })).json).toEqual({
      now: '2026-11-22T10:01:30.000Z',
      advancedSeconds: 90,
    });
    for (const wrong of [{}, { advanceSeconds: -1 }, { advanceSeconds: '5' }])
      expect((await caller.control('POST', '/clock', wrong)).status).toBe(400);
  });

  it('reset everything but the credentials', async () => {
    const { reference } = await caller.pay('250788000001');
    const before = await caller.status(reference);
    await caller.control('PUT', '/faults', { rules: '500' });
    await caller.control('PUT', '/settings', { reasonShape: 'object' });
    await caller.control('POST', '/clock', { advanceSeconds: 90 });
    await caller.control('POST', '/reset');
    expect((await caller.control('GET', '/calls')).json).toEqual({});
    expect((await caller.status(reference)).status).toBe(404);
    const { control } = caller.sandbox;
    expect([control.faults(), control.behaviour().reasonShape, control.clock().advancedSeconds]).toEqual([
      [],
      'text',
      0,
    ]);
    expect(control.balances().collection).toEqual({ EUR: '0.00', RWF: '0' });
    await caller.pay('250788000001', { reference });
    expect((await caller.status(reference)).json).toEqual(before.json);
  });

  it('let answers go that were to come late when everything is reset', async () => {
    await caller.token();
    caller.sandbox.control.setFaults('latency=30000');
    const reference = '7ad3a4f0-69fc-489d-9e03-fc7a261199e0';
    const paid = caller.pay('250788000001', { reference });
    while (!caller.sandbox.control.transaction(reference)) await caller.control('GET', '/clock');
    await caller.control('POST', '/reset');
    expect((await paid).status).toBe(202);
    expect((await caller.status(reference)).status).toBe(404);
  });

  it('count the calls', async () => {
    const { reference } = await caller.pay('250788000001');
    await caller.status(reference);
    await caller.status(reference);
    expect((await caller.control('GET', '/calls')).json).toEqual({
      token: 1,
      requesttopay: 1,
      'requesttopay status': 2,
    });
  });

  it('refuse balances that no account can hold', async () => {
    for (const wrong of [
      { disbursement: { USD: '1' } },
      { disbursement: { RWF: '1.5' } },
      { disbursement: { RWF: '-1' } },
      [],
    ]) {
      expect((await caller.control('PUT', '/balances', wrong)).status).toBe(400);
    }
  });
});

describe('the statement', () => {
  const header =
    'Id,External id,Date,Status,Type,Provider Category,Information,Note/Message,From,From name,From Handler Name,To,To name,To Handler Name,' +
    'Initiated By,On Behalf Of,Amount,Currency,External Amount,Currency,External FX Rate,External Service Provider,Fee,Currency,Discount,Currency,' +
    'Promotion,Currency,Coupon,Currency,Balance,Currency';

  it('has a line for each movement, in Kigali’s time, with the balance after it', async () => {
    const paid = await caller.pay('250788000001', { body: { externalId: 'inv;"7"', payerMessage: 'Permit, fee' } });
    await caller.pay('250780000051');
    await caller.control('POST', '/clock', { advanceSeconds: 43_200 });
    const late = await caller.pay('250788000002', { body: { amount: '500' } });
    await caller.pay('250788000003', { path: '/disbursement/v1_0/transfer' });
    const idOf = async (reference: string) => (await caller.status(reference)).json.financialTransactionId as string;
    const { text, headers } = await caller.control('GET', '/statement.csv');
    expect(headers.get('content-type')).toBe('text/csv;charset=utf-8');
    const lines = [
      header,
      `${await idOf(paid.reference)},"inv;""7""",2026-11-22 12:00:00,Successful,Payment,,,"Permit, fee",FRI:250788000001/MSISDN,Sandbox Payer,,FRI:collection/MM,Sandbox Merchant,,,,1500,RWF,,,,,0,RWF,,,,,,,1500,RWF`,
      `${await idOf(late.reference)},pay-000123,2026-11-23 00:00:00,Successful,Payment,,,Permit fee 000123,FRI:250788000002/MSISDN,Sandbox Payer,,FRI:collection/MM,Sandbox Merchant,,,,500,RWF,,,,,0,RWF,,,,,,,2000,RWF`,
    ];
    expect(text).toBe(lines.map((line) => `${line}\r\n`).join(''));

    const later = await caller.control(
      'GET',
      '/statement.csv?from=2026-11-22T20:00:00Z&dateFormat=DD/MM/YYYY&separator=;',
    );
    expect(later.text.split('\r\n')[1]).toContain(';23/11/2026 00:00:00;Successful;');
    expect(later.text.split('\r\n').length).toBe(3);
    const failed = await caller.control('GET', '/statement.csv?failed=true');
    expect(failed.text).toContain(',Failed,Payment,');
    const out = await caller.control('GET', '/statement.csv?product=disbursement');
    expect(out.text).toContain(',-1500,RWF,');
    expect(out.text).toContain(',999998500,RWF\r\n');
    expect((await caller.control('GET', '/statement.csv?environment=sandbox')).text).toBe(`${header}\r\n`);
  });

  it('refuses what it cannot write', async () => {
    for (const wrong of [
      'product=savings',
      'environment=mtnmars',
      'dateFormat=YY',
      'separator=%7C',
      'from=yesterday',
    ]) {
      expect((await caller.control('GET', `/statement.csv?${wrong}`)).status).toBe(400);
    }
  });
});

describe('the simulated phone', () => {
  const press = (form: Record<string, string>, path = '/phone', headers: Record<string, string> = {}) =>
    fetch(caller.sandbox.url + path, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual', headers });
  const shown = async (path = '/') => (await fetch(caller.sandbox.url + path)).text();

  it('lists what waits, and answers it with a button', async () => {
    const { reference } = await caller.pay('250780000053', { callback: true });
    expect(await shown()).toContain(`value="${reference}"`);
    const { status, headers } = await press({ transaction: reference, answer: 'approve' });
    expect([status, headers.get('location')]).toEqual([303, '/']);
    expect(caller.received.map(({ body }) => body.status)).toEqual(['SUCCESSFUL']);
    expect(await shown('/phone')).toMatch(/SUCCESSFUL.*Callback: PUT localhost:\d+ → 200/s);
    expect(await shown('/phone')).toContain('Nothing is waiting.');
  });

  it('rejects and lets expire', async () => {
    const answers = [];
    for (const answer of ['reject', 'expire']) {
      const { reference } = await caller.pay('250780000053');
      await press({ transaction: reference, answer });
      answers.push((await caller.status(reference)).json.reason);
    }
    expect(answers).toEqual(['APPROVAL_REJECTED', 'EXPIRED']);
    expect((await press({ transaction: 'nothing', answer: 'reject' })).status).toBe(404);
    expect((await press({ transaction: 'nothing', answer: 'sing' })).status).toBe(400);
  });

  it('can keep every request for a person', async () => {
    await press({ approval: 'by-hand' }, '/phone/approval');
    const { reference } = await caller.pay('250788000001');
    expect((await caller.status(reference)).json.status).toBe('PENDING');
    expect(await shown()).toContain('You answer every request yourself');
    expect((await press({ approval: 'never' }, '/phone/approval')).status).toBe(400);
  });

  it('escapes what callers wrote, shows no secret path and runs no script but its own', async () => {
    await caller.pay('250780000053', { body: { externalId: '<img src=x onerror=alert(1)>' } });
    await caller.pay('250788000001', { callback: true });
    await caller.sandbox.idle();
    const answer = await fetch(caller.sandbox.url);
    const html = await answer.text();
    expect(html).not.toContain('<img');
    expect(html).not.toContain('mtn-momo/secret');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /default-src 'none'; style-src 'sha256-.*script-src 'sha256-/,
    );
  });

  it('does nothing for another site', async () => {
    const { reference } = await caller.pay('250780000053');
    const { status } = await press({ transaction: reference, answer: 'approve' }, '/phone', {
      'sec-fetch-site': 'cross-site',
    });
    expect([status, (await caller.status(reference)).json.status]).toEqual([403, 'PENDING']);
  });
});
