import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';

describe('a provider that gives no clear answer', () => {
  let app: App;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.close());

  const statusOf = async (id: string) => (await app.payment(id)).status;
  const referencesOf = (id: string) =>
    new Set(app.provider.requests.filter(({ externalId }) => externalId === id).map(({ reference }) => reference));

  it('until the payment expires makes it uncertain; status checks continue, and a late success has one receipt', async () => {
    const { paymentId } = await app.request('250780000053', rwf(5_000));
    await app.clock.pass({ seconds: 299 });
    expect(await statusOf(paymentId)).toBe('pending');
    await app.clock.pass({ seconds: 1 });
    expect(await statusOf(paymentId)).toBe('uncertain');
    const before = app.provider.statusChecks.length;
    await app.clock.pass({ minutes: 5 });
    expect(app.provider.statusChecks.length - before).toBe(5);
    expect(await statusOf(paymentId)).toBe('uncertain');

    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ minutes: 1 });
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'successful',
      receipt: { number: 'RCT-2026-000001' },
    });
    expect(await app.typesOf(paymentId)).toEqual([
      'PaymentCreated',
      'PaymentSubmitted',
      'PaymentPending',
      'PaymentBecameUncertain',
      'PaymentSucceeded',
    ]);
  });

  it('gets status checks for a day, and after that only from a person', async () => {
    const slow = await startApp({ tickSeconds: 60, settings: { GIVE_UP_AFTER_SECONDS: '3600' } });
    try {
      const { paymentId } = await slow.request('250780000053', rwf(5_000));
      await slow.clock.pass({ minutes: 59 });
      const before = slow.provider.statusChecks.length;
      await slow.clock.pass({ minutes: 30 });
      expect(slow.provider.statusChecks.length - before).toBeLessThanOrEqual(1);
      expect(await slow.payment(paymentId)).toMatchObject({ status: 'uncertain' });
      slow.sandbox.loseCallbackFor(paymentId);
      await slow.sandbox.payerApproves(paymentId);
      await slow.clock.pass({ minutes: 30 });
      expect(await slow.payment(paymentId)).toMatchObject({ status: 'uncertain' });
      const asked = await slow.service.post(`/v1/payments/${paymentId}/status-check`);
      expect([asked.status, asked.body.status]).toEqual([200, 'successful']);
    } finally {
      await slow.close();
    }
  });

  it('has payments that expire after the time that their caller sets', async () => {
    const { paymentId, payment } = await app.request('250780000053', rwf(5_000), { expiresInSeconds: 30 });
    expect(payment['expiresAt']).toBe('2026-11-22T12:00:30.000Z');
    await app.clock.pass({ seconds: 29 });
    expect(await statusOf(paymentId)).toBe('pending');
    await app.clock.pass({ seconds: 1 });
    expect(await statusOf(paymentId)).toBe('uncertain');
  });

  it('to a request that did not arrive gets the same reference again, after a status check found nothing', async () => {
    app.sandbox.goesWrong({ fault: 'drop-before', times: 1 });
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    expect(await statusOf(paymentId)).toBe('created');
    expect(app.sandbox.transactions(paymentId)).toHaveLength(0);
    await app.clock.pass({ seconds: 5 });
    expect(app.sandbox.transactions(paymentId)).toHaveLength(1);
    expect(referencesOf(paymentId).size).toBe(1);
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(await statusOf(paymentId)).toBe('successful');
  });

  it('to a request that arrived does not get it again', async () => {
    app.sandbox.goesWrong({ fault: 'drop-after', times: 1 });
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    expect(await statusOf(paymentId)).toBe('created');
    await app.clock.pass({ seconds: 5 });
    expect(await statusOf(paymentId)).toBe('pending');
    expect(app.provider.requests).toHaveLength(1);
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(app.sandbox.transactions(paymentId)).toMatchObject([{ status: 'SUCCESSFUL', repeats: 0 }]);
    expect(await statusOf(paymentId)).toBe('successful');
  });

  it('until the payment has expired gets no submission after that, only status checks', async () => {
    app.sandbox.goesWrong({ fault: 'drop-before' });
    const { paymentId } = await app.request('0780000001', rwf(5_000), { expiresInSeconds: 60 });
    await app.clock.pass({ seconds: 60 });
    expect(await statusOf(paymentId)).toBe('uncertain');
    const sent = app.provider.requests.length;
    expect(sent).toBeGreaterThan(1);
    app.sandbox.goesWrong();
    await app.clock.pass({ minutes: 10 });
    expect(app.provider.requests).toHaveLength(sent);
    expect(referencesOf(paymentId).size).toBe(1);
    expect(app.sandbox.transactions(paymentId)).toHaveLength(0);
    expect(await statusOf(paymentId)).toBe('uncertain');
    expect(await app.typesOf(paymentId)).toContain('StatusChecked');
  });

  it.each([
    ['500', false],
    ['500', true],
    ['503', false],
    ['503', true],
    ['html', false],
    ['html', true],
    ['429', false],
    ['truncated', true],
  ] as const)(
    'but answers %s to the request (recorded there: %s) leaves no doubt in the end',
    async (fault, recorded) => {
      app.sandbox.goesWrong({ fault, on: 'create', times: 1, recorded });
      const { paymentId } = await app.request('0780000001', rwf(5_000));
      await app.caughtUp();
      expect(['created', 'submitted']).toContain(await statusOf(paymentId));
      await app.clock.pass({ seconds: 35 });
      expect(['submitted', 'pending']).toContain(await statusOf(paymentId));
      expect(referencesOf(paymentId).size).toBe(1);
      expect(app.sandbox.transactions(paymentId)).toHaveLength(1);
      await app.sandbox.payerApproves(paymentId);
      await app.caughtUp();
      expect(await statusOf(paymentId)).toBe('successful');
    },
  );

  it.each(['500', '503', 'html', '429', 'truncated', 'drop-before'] as const)(
    'but answers %s to status checks changes nothing until it recovers',
    async (fault) => {
      const { paymentId } = await app.request('0780000001', rwf(5_000));
      await app.caughtUp();
      app.sandbox.goesWrong({ fault, on: 'status' });
      await app.sandbox.payerApproves(paymentId);
      await app.clock.pass({ minutes: 2 });
      expect(await statusOf(paymentId)).toBe('submitted');
      app.sandbox.goesWrong();
      await app.clock.pass({ minutes: 1 });
      expect(await statusOf(paymentId)).toBe('successful');
    },
  );

  it('but an unknown status decides nothing', async () => {
    app.sandbox.goesWrong({ fault: 'status-word', word: 'MAYBE' });
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ minutes: 6 });
    expect(await statusOf(paymentId)).toBe('uncertain');
    const findings = (await app.typesOf(paymentId)).filter((type) => type === 'StatusChecked');
    expect(findings).toHaveLength(1);
    app.sandbox.goesWrong();
    await app.clock.pass({ minutes: 1 });
    expect(await statusOf(paymentId)).toBe('successful');
  });

  it('but a success with another amount makes the payment uncertain, without a receipt', async () => {
    app.sandbox.goesWrong({ fault: 'wrong-amount', amount: '1' });
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ minutes: 10 });
    expect(await app.payment(paymentId)).toMatchObject({ status: 'uncertain', receipt: null, confirmedAt: null });
    const [doubt, ...more] = (await app.timeline(paymentId)).filter(({ type }) => type === 'PaymentBecameUncertain');
    expect(doubt).toMatchObject({ data: { reason: 'AMOUNT_DISAGREES' } });
    // One doubt about the amount; the expiry may add one more.
    expect(more.map(({ data }) => (data as unknown as { reason: string }).reason)).not.toContain('AMOUNT_DISAGREES');
  });

  it.each([
    ['another currency', { currency: 'EUR' }],
    ['another payer', { payer: { partyIdType: 'MSISDN', partyId: '250788999999' } }],
    ['another payment', { externalId: 'pay_somebody-else' }],
    ['no amount', { amount: null }],
  ])('but a success with %s makes the payment uncertain', async (_, fields) => {
    app.sandbox.goesWrong({ fault: 'status-lie', fields });
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'uncertain', receipt: null });
  });

  it('but contradicts a final outcome changes nothing; the contradiction becomes one review', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    await app.sandbox.payerRejects(paymentId);
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'successful',
      failure: null,
      receipt: { number: 'RCT-2026-000001' },
    });
    const contradictions = (await app.timeline(paymentId)).filter(({ type }) => type === 'OutcomeContradicted');
    expect(contradictions).toMatchObject([{ data: { was: 'successful', says: 'failed' } }]);
  });

  it('but a success after a failure changes nothing, and becomes a review', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'failed', receipt: null });
    expect((await app.timeline(paymentId)).at(-1)).toMatchObject({
      type: 'OutcomeContradicted',
      data: { was: 'failed', says: 'successful' },
    });
  });
});

describe('a requested status check', () => {
  let app: App;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.close());

  it('returns the outcome of a payment at once', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    const { status, body } = await app.service.post(`/v1/payments/${paymentId}/status-check`);
    expect([status, body.status]).toEqual([200, 'successful']);
  });

  it('answers 200 with the unchanged payment when the provider cannot be reached', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    app.sandbox.goesWrong({ fault: 'drop-before', on: 'status' });
    const before = await app.payment(paymentId);
    const { status, body } = await app.service.post(`/v1/payments/${paymentId}/status-check`);
    expect([status, body]).toEqual([200, before]);
  });

  it('does not call the provider about a final payment', async () => {
    const { paymentId } = await app.request('250780000051', rwf(5_000));
    await app.caughtUp();
    const before = app.provider.statusChecks.length;
    const { status, body } = await app.service.post(`/v1/payments/${paymentId}/status-check`);
    expect([status, body.status]).toEqual([200, 'failed']);
    expect(app.provider.statusChecks).toHaveLength(before);
  });
});
