import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body } from '../support/app.js';
import { sendRaw } from '../support/raw-http.js';

describe('a callback', () => {
  let app: App;
  let auditor: Awaited<ReturnType<App['client']>>;
  beforeAll(async () => {
    app = await startApp();
    auditor = await app.client('auditor', 'payer:read');
  });
  afterAll(() => app.close());

  const submitted = async (msisdn: string) => {
    const { paymentId } = await app.request(msisdn, rwf(5_000));
    await app.caughtUp();
    return { paymentId, path: app.sandbox.callbackPath(paymentId) };
  };
  const recorded = async (paymentId: string): Promise<readonly Body[]> => {
    await app.caughtUp();
    return (await auditor.get(`/v1/callbacks?paymentId=${paymentId}`)).body.data;
  };
  const success = (paymentId: string) =>
    JSON.stringify({
      externalId: paymentId,
      amount: '5000',
      currency: 'RWF',
      status: 'SUCCESSFUL',
      financialTransactionId: '1',
    });

  it('that arrives before the submission is recorded is accepted', async () => {
    app.sandbox.behaves({ approval: 'automatic' });
    app.sandbox.goesWrong({ fault: 'callback-early', times: 1 });
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    app.sandbox.behaves({ approval: 'by-hand' });
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful', receipt: {} });
    expect((await app.typesOf(paymentId)).filter((type) => type === 'PaymentSucceeded')).toHaveLength(1);
  });

  it('repeated twenty times changes nothing after the first, and each delivery is recorded', async () => {
    const { paymentId, path } = await submitted('0780000002');
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => app.anonymous.call('PUT', path, { body: success(paymentId) })),
    );
    expect(answers.map(({ status, text }) => `${status}${text}`)).toEqual(Array(20).fill('200'));
    await app.caughtUp();
    expect(await app.typesOf(paymentId)).toEqual(['PaymentCreated', 'PaymentSubmitted', 'PaymentSucceeded']);
    const deliveries = await recorded(paymentId);
    expect(deliveries).toHaveLength(20);
    expect(new Set(deliveries.map(({ id }) => id)).size).toBe(20);
  });

  it('that arrives after the status check gave the outcome changes nothing', async () => {
    const { paymentId, path } = await submitted('0780000003');
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ seconds: 5 });
    const before = await app.payment(paymentId);
    expect(before.status).toBe('successful');
    expect((await app.anonymous.call('PUT', path, { body: success(paymentId) })).status).toBe(200);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toEqual(before);
    expect(await app.typesOf(paymentId)).toHaveLength(3);
  });

  it('with a wrong outcome changes nothing: the status check returns another outcome', async () => {
    const { paymentId, path } = await submitted('0780000004');
    const before = app.provider.statusChecks.length;
    expect((await app.anonymous.call('POST', path, { body: success(paymentId) })).status).toBe(200);
    await app.caughtUp();
    expect(app.provider.statusChecks.length).toBe(before + 1);
    expect(await app.payment(paymentId)).toMatchObject({ status: 'pending', receipt: null });
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'failed' });
  });

  it('with a forged token is answered 200, recorded as unmatched, and triggers no status check', async () => {
    const before = app.provider.statusChecks.length;
    const { paymentId, path } = await submitted('0780000005');
    const tampered = `${path.slice(0, -2)}${path.endsWith('xx') ? 'yy' : 'xx'}`;
    for (const unknown of ['/callbacks/mtn-momo/no-such-token', '/callbacks/mtn-momo/a.b', tampered]) {
      const { status, text } = await app.anonymous.call('POST', unknown, { body: success(paymentId) });
      expect([unknown, status, text]).toEqual([unknown, 200, '']);
    }
    await app.caughtUp();
    expect(app.provider.statusChecks).toHaveLength(before);
    const { data } = (await auditor.get('/v1/callbacks?matched=false')).body;
    expect(data).toHaveLength(3);
    expect(data[0]).toMatchObject({
      provider: 'mtn-momo',
      method: 'POST',
      matched: false,
      paymentId: null,
      wellFormed: true,
    });
    expect(await recorded(paymentId)).toEqual([]);
  });

  it.each([
    ['POST', 'application/json'],
    ['PUT', 'application/json'],
    ['POST', 'text/plain'],
    ['PUT', 'application/x-www-form-urlencoded'],
    ['POST', 'application/xml; charset=utf-16'],
    ['PUT', 'nonsense'],
    ['POST', ''],
  ] as const)('by %s with Content-Type "%s" is accepted', async (method, type) => {
    const { paymentId, path } = await submitted(`07800001${String(++phones).padStart(2, '0')}`);
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    const { status, text } = await app.anonymous.call(method, path, {
      body: success(paymentId),
      headers: { 'content-type': type },
    });
    expect([status, text]).toEqual([200, '']);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
    expect(await recorded(paymentId)).toMatchObject([
      { method, wellFormed: true, matched: true, body: success(paymentId) },
    ]);
  });
  let phones = 0;

  it('without a Content-Type is accepted too', async () => {
    const { paymentId, path } = await submitted('0780000030');
    const { status } = await sendRaw(
      app.url,
      `PUT ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}`,
    );
    expect(status).toBe(200);
    expect(await recorded(paymentId)).toMatchObject([{ method: 'PUT', wellFormed: true, body: '{}' }]);
  });

  it.each([['null'], ['[]'], ['7'], ['"text"'], ['{"status":{"a":[1]}}']])(
    'with the JSON body %s only triggers a status check',
    async (body) => {
      const { paymentId, path } = await submitted(`07800002${String(++phones).padStart(2, '0')}`);
      expect((await app.anonymous.call('POST', path, { body })).status).toBe(200);
      expect(await recorded(paymentId)).toMatchObject([{ wellFormed: true, body }]);
      expect(['submitted', 'pending']).toContain((await app.payment(paymentId)).status);
    },
  );

  it.each([['{'], ['<html></html>'], ['{"a":1}x'], ['']])(
    'that is not JSON (%j) is answered 400, is recorded, and triggers a status check',
    async (body) => {
      const { paymentId, path } = await submitted(`07800003${String(++phones).padStart(2, '0')}`);
      const before = app.provider.statusChecks.length;
      const answer = await app.anonymous.call('PUT', path, { body });
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(await recorded(paymentId)).toMatchObject([{ wellFormed: false, matched: true, paymentId, body }]);
      expect(app.provider.statusChecks).toHaveLength(before + 1);
    },
  );

  it('that is not JSON triggers the status check that confirms the outcome', async () => {
    const { paymentId, path } = await submitted('0780000036');
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    expect((await app.anonymous.call('PUT', path, { body: 'status=SUCCESSFUL' })).status).toBe(400);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful', receipt: {} });
  });

  it('that is not JSON and has a forged token triggers no status check', async () => {
    const before = app.provider.statusChecks.length;
    expect((await app.anonymous.call('PUT', '/callbacks/mtn-momo/made-up', { body: '{' })).status).toBe(400);
    await app.caughtUp();
    expect(app.provider.statusChecks).toHaveLength(before);
  });

  it('that is not UTF-8 is answered 400 and recorded', async () => {
    const { paymentId, path } = await submitted('0780000032');
    const answer = await app.anonymous.call('PUT', path, { body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) });
    expect(answer.status).toBe(400);
    expect(await recorded(paymentId)).toMatchObject([{ wellFormed: false }]);
  });

  it('of 64 KiB is accepted, and one byte more is answered 413', async () => {
    const { paymentId, path } = await submitted('0780000031');
    const body = JSON.stringify('x'.repeat(64 * 1024 - 2));
    expect((await app.anonymous.call('POST', path, { body })).status).toBe(200);
    expect((await app.anonymous.call('POST', path, { body: `${body} ` })).status).toBe(413);
    const [kept] = await recorded(paymentId);
    expect(kept!['body']).toBe(body);
  });

  it('for an unknown provider is 404', async () => {
    expect((await app.anonymous.call('POST', '/callbacks/airtel/x', { body: '{}' })).status).toBe(404);
  });

  it('is answered 503, and not 200, when it cannot be recorded', async () => {
    const { path } = await submitted('0780000033');
    await app.caughtUp();
    app.events.goAway();
    const answer = await app.anonymous.call('POST', path, { body: '{}' });
    app.events.comeBack();
    expect([answer.status, answer.body.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  });

  it('is listed with its sender and time, and can be filtered by whether it was matched', async () => {
    const { paymentId, path } = await submitted('0780000034');
    await app.anonymous.call('POST', path, { body: '{}' });
    const [kept] = await recorded(paymentId);
    expect(Object.keys(kept!).sort()).toEqual(
      'id provider method receivedAt sourceAddress matched paymentId refundId payoutId wellFormed signature body'
        .split(' ')
        .sort(),
    );
    expect(kept).toMatchObject({ receivedAt: app.clock.at, sourceAddress: '127.0.0.1' });
    const { data } = (await auditor.get('/v1/callbacks?matched=true&limit=200')).body;
    expect(data.every(({ matched }) => matched === true)).toBe(true);
    const future = (await auditor.get('/v1/callbacks?from=2027-01-01T00:00:00Z')).body;
    expect(future).toEqual({ data: [], nextCursor: null });
  });

  it.each([
    ['41.186.10.1', '41.186.10.1'],
    ['9.9.9.9, 41.186.10.1', '41.186.10.1'],
    ['2c0f:eb68::1', '2c0f:eb68::1'],
    ['no address', '127.0.0.1'],
    ['x'.repeat(8_000), '127.0.0.1'],
  ])('through a proxy with "%s" has that sender if it is an address', async (forwarded, from) => {
    const { paymentId, path } = await submitted(`07800004${String(++phones).padStart(2, '0')}`);
    await app.anonymous.call('POST', path, { body: '{}', headers: { 'x-forwarded-for': forwarded } });
    expect(await recorded(paymentId)).toMatchObject([{ sourceAddress: from }]);
  });

  it('is shown only to clients with the right role', async () => {
    expect((await app.service.get('/v1/callbacks')).status).toBe(403);
    expect((await app.anonymous.get('/v1/callbacks')).status).toBe(401);
    const support = await app.client('support');
    const { paymentId, path } = await submitted('0780000035');
    await app.anonymous.call('POST', path, { body: '{"payer":{"partyIdType":"MSISDN","partyId":"250780000035"}}' });
    await app.caughtUp();
    const { text } = await support.get(`/v1/callbacks?paymentId=${paymentId}`);
    expect(text).not.toContain('780000035');
  });
});

describe('callbacks about payments that are over, while the provider is silent', () => {
  it('wait without delaying the callback of another payment, and all get a status check in the end', async () => {
    const app = await startApp();
    const auditor = await app.client('auditor');
    const ends: string[] = [];
    for (let n = 0; n < 64; n += 1) {
      const { paymentId } = await app.request('250780000051', rwf(1_000 + n));
      await app.caughtUp();
      ends.push(paymentId);
    }
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    app.sandbox.loseCallbackFor(paymentId);
    const asked = (id: string) => {
      const reference = app.sandbox.transaction(id).referenceId;
      return app.provider.statusChecks.filter((one) => one === reference).length;
    };
    const before = ends.map(asked);
    app.sandbox.goesWrong({ fault: 'drop-before', on: 'status' });
    for (const id of ends) {
      const path = app.sandbox.callbackPath(id);
      expect((await app.anonymous.call('PUT', path, { body: '{"status":"SUCCESSFUL"}' })).status).toBe(200);
    }
    await app.clock.pass({ seconds: 30 });
    app.sandbox.goesWrong();
    // The time that the circuit stays open.
    await app.clock.pass({ seconds: 6 });
    await app.sandbox.payerApproves(paymentId);
    expect((await app.anonymous.call('PUT', app.sandbox.callbackPath(paymentId), { body: '{}' })).status).toBe(200);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
    await app.clock.pass({ minutes: 2 });
    expect(ends.filter((id, n) => asked(id) === before[n])).toEqual([]);
    expect((await app.anonymous.get('/health/ready')).status).toBe(200);
    expect((await auditor.get('/v1/callbacks?matched=true&limit=200')).body.data.length).toBeGreaterThanOrEqual(65);
    await app.close();
  });
});
