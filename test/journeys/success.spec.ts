import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { receiptView } from '../../src/modules/receipts/receipt.view.js';
import { rwf, startApp, type App } from '../support/app.js';

describe('a payment that succeeds', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('is submitted, approved, confirmed through the callback, and receipted', async () => {
    const { paymentId, payment } = await app.request('0788123456', rwf(5_000), { record: invoice('INV-1001', '1') });
    expect(payment).toMatchObject({
      id: paymentId,
      status: 'created',
      amount: '5000',
      currency: 'RWF',
      refundedAmount: '0',
      payer: { msisdn: '+250788123456' },
      provider: 'mtn-momo',
      providerTransactionId: null,
      record: { type: 'invoice', id: 'INV-1001', part: '1' },
      description: null,
      dimensions: {},
      metadata: {},
      failure: null,
      duplicateSuspected: false,
      reviewId: null,
      receipt: null,
      createdAt: '2026-11-22T12:00:00.000Z',
      submittedAt: null,
      confirmedAt: null,
      expiresAt: '2026-11-22T12:05:00.000Z',
    });
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'submitted',
      submittedAt: app.clock.at,
      attempts: [
        { number: 1, provider: 'mtn-momo', providerReference: payment.providerReference, status: 'submitted' },
      ],
    });

    await app.clock.pass({ seconds: 3 });
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();

    const paid = await app.payment(paymentId);
    expect(paid).toMatchObject({
      status: 'successful',
      confirmedAt: '2026-11-22T12:00:03.000Z',
      providerTransactionId: app.sandbox.transaction(paymentId).financialTransactionId,
      receipt: { number: 'RCT-2026-000001', issuedAt: '2026-11-22T12:00:03.000Z' },
    });
    expect(await app.typesOf(paymentId)).toEqual(['PaymentCreated', 'PaymentSubmitted', 'PaymentSucceeded']);
    expect(app.sandbox.transactions(paymentId)).toHaveLength(1);
    expect(app.sandbox.transaction(paymentId).callbacks).toMatchObject([{ method: 'PUT', answered: 200 }]);
  });

  it('has a receipt, by the payment and by its number, and a public page that verifies it', async () => {
    const { paymentId } = await app.request('0788123456', rwf(7_000));
    await app.caughtUp();
    const before = await app.service.get(`/v1/payments/${paymentId}/receipt`);
    expect([before.status, before.body.code]).toEqual([404, 'RECEIPT_NOT_ISSUED']);

    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const { status, body: receipt } = await app.service.get(`/v1/payments/${paymentId}/receipt`);
    expect(status).toBe(200);
    const payment = await app.payment(paymentId);
    expect(receipt).toMatchObject({
      paymentId,
      amount: '7000',
      currency: 'RWF',
      method: 'MTN MoMo',
      provider: 'mtn-momo',
      providerReference: payment.providerReference,
      providerTransactionId: payment.providerTransactionId,
      payer: { msisdn: '+25078*****56' },
      status: 'paid',
      organisation: { name: 'One Stop Centre', contact: 'Set ORGANISATION_CONTACT', tin: null },
    });
    expect((await app.service.get(`/v1/receipts/${receipt.number}`)).body).toEqual(receipt);

    const { pathname } = new URL(receipt.verifyUrl as string);
    const page = await app.anonymous.get(pathname);
    expect([page.status, page.body]).toMatchObject([200, { genuine: true, number: receipt.number, amount: '7000' }]);
    const forged = await app.anonymous.get(`${pathname.slice(0, -1)}${pathname.endsWith('A') ? 'B' : 'A'}`);
    expect([forged.status, forged.body.genuine]).toEqual([404, false]);
  });

  it('shows its receipt while the view of receipts lags behind, since the log has it', async () => {
    const { paymentId } = await app.request('0788123456', rwf(8_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const { receipt } = await app.payment(paymentId);
    expect(receipt).toMatchObject({ number: expect.stringMatching(/^RCT-2026-/) });
    await app.forget(receiptView.collection);
    expect((await app.payment(paymentId)).receipt).toEqual(receipt);
    const { body } = await app.service.get(`/v1/receipts/${(receipt as { number: string }).number}`);
    expect(body).toMatchObject({ paymentId, status: 'paid' });
    const page = await app.anonymous.get(new URL(body.verifyUrl as string).pathname);
    expect([page.status, page.body]).toMatchObject([200, { genuine: true }]);
  });

  it('is known after the first status check when the callback is lost', async () => {
    const { paymentId } = await app.request('250780000001', rwf(5_000));
    await app.caughtUp();
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ seconds: 4 });
    expect(await app.payment(paymentId)).toMatchObject({ status: 'submitted' });
    await app.clock.pass({ seconds: 1 });
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
    expect(app.sandbox.transaction(paymentId).callbacks).toEqual([]);
  });

  it('gets status checks after 5, 10, 20, 30 and 60 seconds, then every 60 seconds, and none once it is final', async () => {
    const { paymentId, payment } = await app.request('250780000002', rwf(5_000));
    await app.caughtUp();
    const asked = () => app.provider.statusChecks.filter((reference) => reference === payment.providerReference).length;
    const seen: number[] = [];
    for (let second = 1; second <= 190; second += 1) {
      const before = asked();
      await app.clock.pass({ seconds: 1 });
      if (asked() > before) seen.push(second);
    }
    expect(seen).toEqual([5, 15, 35, 65, 125, 185]);
    expect(await app.payment(paymentId)).toMatchObject({ status: 'pending' });
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const before = asked();
    await app.clock.pass({ minutes: 3 });
    expect(asked()).toBe(before);
    expect(await app.typesOf(paymentId)).toEqual([
      'PaymentCreated',
      'PaymentSubmitted',
      'PaymentPending',
      'PaymentSucceeded',
    ]);
  });
});

const invoice = (id: string, part: string) => ({ type: 'invoice', id, part });
