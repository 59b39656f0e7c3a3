import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';

describe('phone numbers', () => {
  let app: App;
  let paymentId: string;
  let reviewId: string;
  beforeAll(async () => {
    app = await startApp({ settings: { PAYMENT_EXPIRY_SECONDS: '60' } });
    const asked = await app.request('0788555123', rwf(788_555_123), {
      description: 'Call 0788 555 123 or 788-555-123',
      metadata: { contact: '+250 (0) 788 555 123', '0788555123': 'x', orderId: '788555123' },
      dimensions: { service: 'of 0788.555.123' },
    });
    ({ paymentId } = asked);
    await app.caughtUp();
    await app.service.post(`/v1/payments/${paymentId}/notes`, { text: 'She called from (0788) 555 123.' });
    const path = '/callbacks/mtn-momo/forged';
    const said = {
      externalId: '788555123',
      amount: '788555123',
      payer: { partyId: '250788555123' },
      note: '0788 555123',
    };
    await app.anonymous.post(path, said);
    await app.anonymous.call('PUT', path, { body: 'from 250 788 555 123' });
    await app.clock.pass({ seconds: 61 });
    await app.caughtUp();
    reviewId = (await app.payment(paymentId))['reviewId'] as string;
    const support = await app.client('support');
    const evidence = 'MTN: 0788 555 123 paid under 9012345678';
    const resolved = await support.post(`/v1/reviews/${reviewId}/resolve`, {
      decision: 'paid',
      evidence,
      note: 'Told 788555123',
    });
    expect(resolved.status).toBe(200);
    await app.caughtUp();
  });
  afterAll(() => app.close());

  const pages = () => [
    '/v1/payments',
    `/v1/payments/${paymentId}`,
    `/v1/payments/${paymentId}/timeline`,
    `/v1/payments/${paymentId}/receipt`,
    '/v1/callbacks',
    '/v1/reviews',
    `/v1/reviews/${reviewId}`,
  ];

  it.each(['support', 'finance', 'auditor'] as const)(
    'are masked everywhere for %s, and amounts and ids are not',
    async (role) => {
      const reader = await app.client(role);
      for (const page of pages()) {
        const { status, text } = await reader.get(page);
        expect([page, status]).toEqual([page, 200]);
        // The text of a receipt's QR code holds the amount as well.
        const amounts = /\\?"(?:amount|paidAmount|externalId)\\?":\s*\\?"788555123\\?"|#1~788555123~RWF~/g;
        const kept = text.replaceAll(amounts, '');
        expect(kept.replace(/\D/g, '')).not.toContain('788555123');
        if (page !== '/v1/callbacks') expect(text).toContain(paymentId);
      }
      expect((await reader.get(`/v1/payments/${paymentId}`)).body).toMatchObject({
        amount: '788555123',
        payer: { msisdn: '+25078*****23' },
        description: 'Call +25078*****23 or +25078*****23',
      });
      expect((await reader.get(`/v1/reviews/${reviewId}`)).body).toMatchObject({
        evidence: { decidedOn: 'MTN: +25078*****23 paid under 9012345678' },
        note: 'Told +25078*****23',
      });
      const bodies = (await reader.get('/v1/callbacks')).body.data.map(({ body }) => body);
      expect(bodies).toContain(
        '{"externalId":"788555123","amount":"788555123","payer":{"partyId":"+25078*****23"},"note":"+25078*****23"}',
      );
    },
  );

  it('are whole for their own service, and for readers of payers', async () => {
    const reader = await app.client('support', 'payer:read');
    for (const caller of [app.service, reader, app.admin]) {
      expect((await caller.get(`/v1/payments/${paymentId}`)).body).toMatchObject({
        payer: { msisdn: '+250788555123' },
        description: 'Call 0788 555 123 or 788-555-123',
        metadata: { orderId: '788555123' },
      });
      expect((await caller.get(`/v1/payments/${paymentId}/timeline`)).text).toContain('(0788) 555 123');
    }
  });

  it('of another client stay masked for a service that is support as well', async () => {
    const both = await app.client('service', 'support');
    for (const page of pages()) expect((await both.get(page)).text).not.toMatch(/0788 555|\+250788/);
    const own = await app.request('0788555123', rwf(100), {}, both);
    expect(own.payment['payer']).toEqual({ msisdn: '+250788555123' });
  });

  it('reach no line of the log', () => expect(app.log.join('')).not.toMatch(/788\D{0,3}555\D{0,3}123/));

  it('can be searched for by readers of payers, and by a service among its own payments', async () => {
    const found = async (...roles: Parameters<App['client']>) =>
      (await (await app.client(...roles)).get('/v1/payments?msisdn=0788555123')).body;
    expect((await app.service.get('/v1/payments?msisdn=0788555123')).body.data.map(({ id }) => id)).toEqual([
      paymentId,
    ]);
    expect((await found('service')).data).toEqual([]);
    expect((await found('auditor', 'payer:read')).data.map(({ id }) => id)).toContain(paymentId);
    for (const roles of [['support'], ['finance'], ['approver'], ['auditor'], ['service', 'support']] as const) {
      const reader = await app.client(...roles);
      const { status, body } = await reader.get('/v1/payments?msisdn=0788555123');
      expect([roles, status, body.code]).toEqual([roles, 403, 'PAYER_READ_REQUIRED']);
    }
  });
});
