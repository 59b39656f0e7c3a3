import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';

describe('a payment that the provider refuses', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it.each([
    ['rejected by the payer', '250780000051', 'REJECTED_BY_PAYER', 'APPROVAL_REJECTED'],
    ['for a number without a wallet', '250780000055', 'PAYER_NOT_FOUND', 'PAYER_NOT_FOUND'],
    ['not allowed', '250780000057', 'NOT_ALLOWED', 'NOT_ALLOWED'],
    ['broken at the provider', '250780000061', 'PROVIDER_ERROR', 'INTERNAL_PROCESSING_ERROR'],
    ['failed without a reason that says why', '250780000050', 'PROVIDER_ERROR', 'INTERNAL_PROCESSING_ERROR'],
    ['set up wrongly', '250780000060', 'CONFIGURATION', 'INVALID_CURRENCY'],
  ])('has failed when it is %s, and has no receipt', async (_, msisdn, code, providerCode) => {
    const { paymentId } = await app.request(msisdn, rwf(5_000));
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'failed',
      failure: { code, providerCode },
      receipt: null,
      confirmedAt: null,
      providerTransactionId: null,
      attempts: [{ number: 1, status: 'failed' }],
    });
    expect((await app.service.get(`/v1/payments/${paymentId}/receipt`)).body.code).toBe('RECEIPT_NOT_ISSUED');
  });

  it('has failed with INSUFFICIENT_FUNDS when the payer has too little money', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    await app.sandbox.says(paymentId, 'FAILED', 'NOT_ENOUGH_FUNDS');
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'failed',
      failure: { code: 'INSUFFICIENT_FUNDS', providerCode: 'NOT_ENOUGH_FUNDS' },
    });
  });

  it('has expired when the provider says that the payer did not answer in time', async () => {
    const { paymentId } = await app.request('250780000052', rwf(5_000));
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'expired',
      failure: { code: 'EXPIRED', providerCode: 'EXPIRED' },
      receipt: null,
    });
  });

  it('invites the payer to pay again only when no money was taken, never while it is open', async () => {
    const { paymentId, payment } = await app.request('0780000003', rwf(5_000));
    const says = (of: { readonly [member: string]: unknown }) => (of['customerMessage'] as { en: string }).en;
    expect(says(payment)).not.toMatch(/again/);
    await app.caughtUp();
    expect(says(await app.payment(paymentId))).toMatch(/Do not pay again/);
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    expect(says(await app.payment(paymentId))).toMatch(/You may try again/);
  });
});

describe('a new attempt', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const failed = async (msisdn = '0780000010') => {
    const { paymentId, payment } = await app.request(msisdn, rwf(5_000), { expiresInSeconds: 60 });
    await app.caughtUp();
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    return { paymentId, payment };
  };
  const attempt = (paymentId: string, key: string) =>
    app.service.post(`/v1/payments/${paymentId}/attempts`, undefined, { key });

  it('after a failure has a new reference, and succeeds on its own', async () => {
    const { paymentId, payment } = await failed();
    const { status, headers, body } = await attempt(paymentId, 'again');
    expect(status).toBe(202);
    expect(headers['location']).toBe(`/v1/payments/${paymentId}`);
    expect(body).toMatchObject({ id: paymentId, status: 'created', failure: null, submittedAt: null });
    expect(body.providerReference).not.toBe(payment.providerReference);
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'successful',
      providerReference: body.providerReference,
      attempts: [
        { number: 1, status: 'failed', providerReference: payment.providerReference },
        { number: 2, status: 'successful', providerReference: body.providerReference },
      ],
    });
    expect(app.sandbox.transactions(paymentId)).toHaveLength(2);
  });

  it('requested twice with one key is one attempt', async () => {
    const { paymentId } = await failed('0780000011');
    const first = await attempt(paymentId, 'again');
    const second = await attempt(paymentId, 'again');
    expect([second.status, second.headers['location']]).toEqual([first.status, first.headers['location']]);
    expect(second.headers['idempotent-replayed']).toBe('true');
    expect(first.headers['idempotent-replayed']).toBeUndefined();
    await app.caughtUp();
    expect((await app.payment(paymentId))['attempts']).toHaveLength(2);
    expect(app.sandbox.transactions(paymentId)).toHaveLength(2);
  });

  it('requires an Idempotency-Key', async () => {
    const { paymentId } = await failed('0780000012');
    const answer = await app.service.post(`/v1/payments/${paymentId}/attempts`);
    expect([answer.status, answer.body.code]).toEqual([400, 'IDEMPOTENCY_KEY_MISSING']);
  });

  it('is refused while the payment is open, and once it is paid', async () => {
    const { paymentId } = await app.request('0780000013', rwf(5_000));
    const open = await attempt(paymentId, 'too-early');
    expect([open.status, open.body.code]).toEqual([409, 'ATTEMPT_NOT_ALLOWED']);
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const paid = await attempt(paymentId, 'too-late');
    expect([paid.status, paid.body.code]).toEqual([409, 'ATTEMPT_NOT_ALLOWED']);
    const nobody = await attempt('pay_00000000000000000000000000000000', 'x');
    expect([nobody.status, nobody.body.code]).toEqual([404, 'PAYMENT_NOT_FOUND']);
  });

  it('is refused while another payment holds the record, and the refusal names that payment', async () => {
    const record = { type: 'order', id: 'ORD-7' };
    const first = await app.request('250780000051', rwf(5_000), { record });
    await app.caughtUp();
    const other = await app.request('0780000014', rwf(5_000), { record });
    const held = await attempt(first.paymentId, 'held');
    expect([held.status, held.body]).toMatchObject([
      409,
      { code: 'RECORD_PAYMENT_IN_PROGRESS', paymentId: other.paymentId },
    ]);
    await app.caughtUp();
    await app.sandbox.payerApproves(other.paymentId);
    await app.caughtUp();
    const paid = await attempt(first.paymentId, 'paid');
    expect([paid.status, paid.body]).toMatchObject([409, { code: 'RECORD_ALREADY_PAID', paymentId: other.paymentId }]);
  });

  it('has a whole expiry time of its own', async () => {
    const { paymentId } = await failed('0780000015');
    await app.clock.pass({ minutes: 10 });
    const { body } = await attempt(paymentId, 'later');
    expect(Date.parse(body['expiresAt'] as string)).toBeGreaterThan(app.clock.now());
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'submitted' });
  });

  it('does not hide a late success of the first attempt, which becomes a review', async () => {
    const { paymentId, payment } = await failed('0780000016');
    await attempt(paymentId, 'again');
    await app.caughtUp();
    await app.sandbox.control.decide(payment.providerReference, { status: 'SUCCESSFUL' });
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'submitted' });
    expect(await app.typesOf(paymentId)).toContain('OutcomeContradicted');
  });
});
