import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { adminKey, rwf, startApp, type App, type Body } from '../support/app.js';

describe('fifty successes at once', () => {
  it('have fifty different receipts, numbered without a gap', async () => {
    const app = await startApp();
    try {
      const asked = await Promise.all(
        Array.from({ length: 50 }, (_, index) => app.request(`07801000${String(index + 10)}`, rwf(100 + index))),
      );
      await app.caughtUp();
      await Promise.all(asked.map(({ paymentId }) => app.sandbox.payerApproves(paymentId)));
      await app.caughtUp();
      const receipts = await Promise.all(
        asked.map(async ({ paymentId }) => (await app.service.get(`/v1/payments/${paymentId}/receipt`)).body),
      );
      expect(receipts.map(({ number }) => number).sort()).toEqual(
        Array.from({ length: 50 }, (_, index) => `RCT-2026-${String(index + 1).padStart(6, '0')}`),
      );
      receipts.forEach((receipt, index) => expect(receipt['amount']).toBe(String(100 + index)));
    } finally {
      await app.close();
    }
  });
});

describe('the evidence of a payment', () => {
  let app: App;
  let paymentId: string;
  let path: string;
  beforeAll(async () => {
    app = await startApp();
    ({ paymentId } = await app.request('0780000077', rwf(5_000), {
      description: 'Building permit fee',
      metadata: { cashier: 'Uwase' },
    }));
    await app.clock.pass({ seconds: 5 });
    path = app.sandbox.callbackPath(paymentId);
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
  });
  afterAll(() => app.close());

  it('is its timeline, oldest first, with actor, time and the raw answers of the provider', async () => {
    const events = await app.timeline(paymentId);
    expect(events.map(({ type, at, revision }) => [type, at, revision])).toEqual([
      ['PaymentCreated', '2026-11-22T12:00:00.000Z', 0],
      ['PaymentSubmitted', '2026-11-22T12:00:00.000Z', 1],
      ['PaymentPending', '2026-11-22T12:00:05.000Z', 2],
      ['PaymentSucceeded', '2026-11-22T12:00:05.000Z', 3],
    ]);
    expect(events.map(({ actor }) => (actor as { kind: string }).kind)).toEqual(['client', 'saga', 'saga', 'saga']);
    expect(events[0]).toMatchObject({ actor: { id: app.service.id, name: 'service' } });
    expect(events[1]).toMatchObject({ data: { answer: { request: { method: 'POST' }, response: { status: 202 } } } });
    const { body } = (events[3]!['data'] as unknown as { answer: { response: { body: string } } }).answer.response;
    expect(JSON.parse(body)).toMatchObject({ status: 'SUCCESSFUL', amount: '5000', externalId: paymentId });
  });

  it('has pages, and a null cursor on the last', async () => {
    const read: Body[] = [];
    let cursor: string | null = null;
    do {
      const page: Body = (
        await app.service.get(`/v1/payments/${paymentId}/timeline?limit=3${cursor === null ? '' : `&cursor=${cursor}`}`)
      ).body;
      read.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(read).toEqual(await app.timeline(paymentId));
  });

  it('contains no key, no token, no subscription key and no callback token', async () => {
    const { credentials } = app.platform;
    const secrets = [
      adminKey,
      app.service.key!,
      path.split('/').at(-1)!,
      ...Object.values(credentials).flatMap(({ subscriptionKey, apiKey, apiUser }) => [
        subscriptionKey,
        apiKey,
        Buffer.from(`${apiUser}:${apiKey}`).toString('base64'),
      ]),
    ];
    const shown = [
      JSON.stringify(await app.timeline(paymentId)),
      JSON.stringify(await app.payment(paymentId)),
      (await app.admin.get('/v1/callbacks')).text,
      (await app.anonymous.get('/metrics')).text,
      (await app.anonymous.get('/health/ready')).text,
      app.log.join('\n'),
    ];
    for (const text of shown) for (const secret of secrets) expect(text).not.toContain(secret);
    // No bearer token of the provider either: all of them have one form.
    for (const text of shown) expect(text).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
  });

  it('shows whole phone numbers only to readers of payers, and never in the log', async () => {
    const support = await app.client('support');
    const trusted = await app.client('support', 'payer:read');
    for (const route of ['', '/timeline', '/receipt']) {
      expect((await support.get(`/v1/payments/${paymentId}${route}`)).text).not.toContain('780000077');
    }
    expect((await support.get(`/v1/payments/${paymentId}`)).body).toMatchObject({ payer: { msisdn: '+25078*****77' } });
    expect((await support.get('/v1/payments')).text).not.toContain('780000077');
    expect((await trusted.get(`/v1/payments/${paymentId}`)).body).toMatchObject({ payer: { msisdn: '+250780000077' } });
    expect(app.log.join('\n')).not.toContain('780000077');
  });

  it('has no personal data in the stored events', async () => {
    const { events } = await app.events.readAll(0n, 1_000);
    const stored = JSON.stringify(events.map(({ data, metadata }) => [data, metadata]));
    for (const personal of ['780000077', 'Building permit fee', 'Uwase']) expect(stored).not.toContain(personal);
  });

  it('carries the request id from the request to every event that it led to', async () => {
    const answer = await app.service.post('/v1/payments', app.ask('0780000078', rwf(100)), {
      key: 'traced',
      headers: { 'x-request-id': 'trace-me-1', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
    });
    expect(answer.headers['x-request-id']).toBe('trace-me-1');
    await app.caughtUp();
    const { events } = await app.events.readAll(0n, 1_000);
    const led = events.filter(({ metadata }) => metadata.correlationId === 'trace-me-1').map(({ type }) => type);
    expect(led).toEqual(['RecordClaimed', 'PaymentCreated', 'PaymentSubmitted']);
    const line = app.log.find((text) => text.includes('trace-me-1'));
    expect(line).toContain('0af7651916cd43dd8448eb211c80319c');
  });
});
