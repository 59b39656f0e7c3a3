import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';

let app: App;
let support: Caller;

beforeEach(async () => {
  app = await startApp({ settings: { PAYMENT_EXPIRY_SECONDS: '60' } });
  support = await app.client('support');
});
afterEach(() => app.close());

const payer = '+250788123456';
const reviews = async (query = ''): Promise<readonly Body[]> => (await support.get(`/v1/reviews${query}`)).body.data;

/** A payment that the payer neither approves nor rejects until we stopped waiting. */
async function inDoubt(): Promise<{ paymentId: string; review: Body }> {
  const { paymentId } = await app.request(payer, rwf(5_000));
  await app.clock.pass({ seconds: 61 });
  await app.caughtUp();
  const [review] = await reviews(`?paymentId=${paymentId}`);
  return { paymentId, review: review! };
}

const evidence = 'MTN support confirmed by e-mail on 22 November.';

describe('a payment that the provider never settles', () => {
  it('waits for a person, with all known findings', async () => {
    const { paymentId, review } = await inDoubt();
    expect(review).toMatchObject({
      reason: 'UNCERTAIN_PAYMENT',
      status: 'open',
      paymentId,
      refundId: null,
      payoutId: null,
      callbackId: null,
      itemId: null,
      assignee: null,
      decision: null,
      resolvedAt: null,
      resolvedBy: null,
    });
    const { payment, timeline } = review['evidence'] as { payment: Body; timeline: Body[] };
    expect(payment).toMatchObject({ id: paymentId, status: 'uncertain', reviewId: review.id });
    expect(timeline.map(({ type }) => type)).toEqual([
      'PaymentCreated',
      'PaymentSubmitted',
      'PaymentPending',
      'PaymentBecameUncertain',
    ]);
    expect(JSON.stringify(review)).not.toContain('788123456');
    expect(await app.payment(paymentId)).toMatchObject({ status: 'uncertain', reviewId: review.id });
  });

  it('is paid when a person decides so on evidence, and gets its receipt', async () => {
    const { paymentId, review } = await inDoubt();
    const decided = await support.post(`/v1/reviews/${review.id}/resolve`, { decision: 'paid', evidence });
    expect(decided.status).toBe(200);
    expect(decided.body).toMatchObject({ status: 'resolved', decision: 'paid', resolvedBy: support.id });
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'successful',
      receipt: { number: 'RCT-2026-000001' },
    });
    const [last] = (await app.timeline(paymentId)).slice(-1);
    expect(last).toMatchObject({ type: 'PaymentSucceeded', actor: { id: support.id }, data: { reviewId: review.id } });
  });

  it('is not paid when a person decides so, and may be attempted again', async () => {
    const { paymentId, review } = await inDoubt();
    const path = `/v1/reviews/${review.id}/resolve`;
    expect((await support.post(path, { decision: 'not-paid', evidence })).body).toMatchObject({
      status: 409,
      code: 'PROVIDER_SAYS_PENDING',
    });
    expect((await support.post(path, { decision: 'not-paid', evidence, force: true })).status).toBe(200);
    expect(await app.payment(paymentId)).toMatchObject({ status: 'failed' });
    expect((await app.service.post(`/v1/payments/${paymentId}/attempts`, undefined, { key: 'again' })).status).toBe(
      202,
    );
  });

  it('is decided once: the refusal of a second decision names the first', async () => {
    const { review } = await inDoubt();
    const decide = (decision: string) =>
      support.post(`/v1/reviews/${review.id}/resolve`, { decision, evidence, force: true });
    const [one, other] = await Promise.all([decide('paid'), decide('not-paid')]);
    expect([one.status, other.status].sort()).toEqual([200, 409]);
    expect([one, other].find(({ status }) => status === 409)!.body).toMatchObject({ code: 'REVIEW_RESOLVED' });
  });

  it('returns to the queue when the provider contradicts the decision', async () => {
    const { paymentId, review } = await inDoubt();
    await support.post(`/v1/reviews/${review.id}/resolve`, { decision: 'not-paid', evidence, force: true });
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const payment = await app.payment(paymentId);
    expect(payment).toMatchObject({ status: 'failed', reviewId: review.id, paidAmount: null });
    expect(payment['customerMessage']).toMatchObject({
      en: 'We are checking your payment with your mobile money provider. Do not pay again; we will tell you.',
    });
    expect(await reviews('?status=open')).toMatchObject([{ id: review.id, status: 'open', decision: null }]);
    expect(await app.typesOf(paymentId)).toContain('OutcomeContradicted');
  });

  it('leaves the queue again when the provider first says pending, and then confirms the decision', async () => {
    app.sandbox.goesWrong({ fault: '503', on: 'status' });
    const { paymentId, review } = await inDoubt();
    expect(await app.typesOf(paymentId)).not.toContain('PaymentPending');
    await support.post(`/v1/reviews/${review.id}/resolve`, { decision: 'not-paid', evidence });
    app.sandbox.goesWrong();
    await app.clock.pass({ seconds: 70 });
    expect(await reviews('?status=open')).toMatchObject([{ id: review.id, reason: 'CONTRADICTION' }]);
    const { record } = await app.payment(paymentId);
    const ask = { ...app.ask(payer, rwf(5_000)), record };
    // The payer can still approve it: no other payment of the record is submitted.
    const refused = { status: 409, body: { code: 'RECORD_PAYMENT_IN_PROGRESS', paymentId } };
    expect(await app.service.post('/v1/payments', ask, { key: 'other' })).toMatchObject(refused);
    expect(await app.service.post(`/v1/payments/${paymentId}/attempts`, undefined, { key: 'again' })).toMatchObject(
      refused,
    );
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    expect(await reviews('?status=open')).toEqual([]);
    expect((await app.payment(paymentId))['customerMessage']).toMatchObject({
      en: 'The payment did not go through. No money was taken. You may try again.',
    });
    expect((await app.service.post('/v1/payments', ask, { key: 'other' })).status).toBe(202);
  });

  it('gets status checks after the decision, so that a lost callback hides nothing', async () => {
    const { paymentId, review } = await inDoubt();
    await support.post(`/v1/reviews/${review.id}/resolve`, { decision: 'not-paid', evidence, force: true });
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ seconds: 70 });
    await app.caughtUp();
    expect(await reviews('?status=open')).toMatchObject([{ id: review.id, reason: 'CONTRADICTION' }]);
  });

  describe('and that is reported as paid later', () => {
    async function perhapsPaid() {
      const { paymentId, review } = await inDoubt();
      await support.post(`/v1/reviews/${review.id}/resolve`, { decision: 'not-paid', evidence, force: true });
      const { record } = await app.payment(paymentId);
      const ask = { ...app.ask(payer, rwf(5_000)), record };
      const other = await app.service.post('/v1/payments', ask, { key: 'other' });
      expect(other.status).toBe(202);
      await app.caughtUp();
      await app.sandbox.payerRejects(other.body.id);
      await app.caughtUp();
      await app.sandbox.payerApproves(paymentId);
      await app.caughtUp();
      return { paymentId, other: other.body.id, ask, path: `/v1/reviews/${review.id}/resolve` };
    }

    it('the payer of another payment that waits for approval is asked to wait', async () => {
      const { paymentId, review } = await inDoubt();
      await support.post(`/v1/reviews/${review.id}/resolve`, { decision: 'not-paid', evidence, force: true });
      const { record } = await app.payment(paymentId);
      const ask = { ...app.ask(payer, rwf(5_000)), record };
      const other = (await app.service.post('/v1/payments', ask, { key: 'other' })).body.id;
      await app.caughtUp();
      const told = async () => ((await app.payment(other))['customerMessage'] as { en: string }).en;
      expect(await told()).toMatch(/^Please approve/);
      await app.sandbox.payerApproves(paymentId);
      await app.caughtUp();
      expect(await told()).toMatch(/^We are checking/);
    });

    it('no new payment or attempt is submitted for its record, and no payer is told to pay', async () => {
      const { paymentId, other, ask } = await perhapsPaid();
      const refused = { status: 409, body: { code: 'RECORD_PERHAPS_PAID', paymentId } };
      expect(await app.service.post('/v1/payments', ask, { key: 'third' })).toMatchObject(refused);
      for (const id of [paymentId, other]) {
        expect(await app.service.post(`/v1/payments/${id}/attempts`, undefined, { key: id })).toMatchObject(refused);
        expect((await app.payment(id))['customerMessage']).toMatchObject({
          en: expect.stringContaining('Do not pay again') as unknown,
        });
      }
    });

    it.each([
      ['not-paid', 'failed', 202, null],
      ['returned', 'failed', 202, null],
      ['paid', 'successful', 409, '5000'],
    ])('until a person decides: %s', async (decision, status, then, paidAmount) => {
      const { paymentId, ask, path } = await perhapsPaid();
      expect((await support.post(path, { decision, evidence })).status).toBe(200);
      await app.caughtUp();
      const payment = await app.payment(paymentId);
      expect(payment).toMatchObject({ status, paidAmount });
      expect(payment.receipt === null).toBe(status === 'failed');
      expect((await app.service.post('/v1/payments', ask, { key: 'third' })).status).toBe(then);
      expect(await reviews('?status=open')).toEqual([]);
    });
  });

  it('leaves the queue when the provider answers later', async () => {
    const { paymentId, review } = await inDoubt();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
    expect(await reviews('?status=resolved')).toMatchObject([{ id: review.id, decision: 'answered' }]);
  });
});

describe('the queue', () => {
  it('assigns a review only to a client that may resolve it', async () => {
    const { review } = await inDoubt();
    const auditor = await app.client('auditor');
    for (const assignee of ['nobody', auditor.id, app.service.id, ' ', 'a\u0000', '', 'constructor']) {
      const { status, body } = await support.post(`/v1/reviews/${review.id}/assign`, { assignee });
      expect([assignee, status, body.errors.map(({ field }) => field)]).toEqual([assignee, 400, ['assignee']]);
    }
    expect((await reviews())[0]).toMatchObject({ status: 'open', assignee: null });
    const colleague = await app.client('support');
    const given = await support.post(`/v1/reviews/${review.id}/assign`, { assignee: colleague.id });
    expect([given.status, given.body['assignee']]).toEqual([200, colleague.id]);
  });

  it('refuses evidence that is blank or has control characters', async () => {
    const { review } = await inDoubt();
    for (const said of ['', ' \n', 'a\u0000b', 'a\ud800']) {
      const answer = await support.post(`/v1/reviews/${review.id}/resolve`, { decision: 'paid', evidence: said });
      expect([said, answer.status, answer.body.errors.map(({ field }) => field)]).toEqual([said, 400, ['evidence']]);
    }
    const lines = { decision: 'paid', evidence: 'MTN:\n\tpaid.' };
    expect((await support.post(`/v1/reviews/${review.id}/resolve`, lines)).status).toBe(200);
  });

  it('shows the assignee of each review', async () => {
    const { review } = await inDoubt();
    const taken = await support.post(`/v1/reviews/${review.id}/assign`, {});
    expect(taken.body).toMatchObject({ status: 'assigned', assignee: support.id });
    expect(await reviews('?status=assigned')).toHaveLength(1);
    expect(await reviews('?status=open')).toHaveLength(0);
  });

  it('refuses a decision without evidence, one that does not fit, and one without the role', async () => {
    const { review } = await inDoubt();
    const path = `/v1/reviews/${review.id}/resolve`;
    expect((await support.post(path, { decision: 'paid' })).body).toMatchObject({ code: 'INVALID_REQUEST' });
    expect((await support.post(path, { decision: 'paid', evidence: '' })).status).toBe(400);
    expect((await support.post(path, { decision: 'answered', evidence })).status).toBe(400);
    expect((await support.post(path, { decision: 'duplicate', evidence })).body).toMatchObject({
      code: 'DECISION_NOT_POSSIBLE',
    });
    expect((await app.service.post(path, { decision: 'paid', evidence })).status).toBe(403);
    expect((await (await app.client('auditor')).post(path, { decision: 'paid', evidence })).status).toBe(403);
    expect((await support.post('/v1/reviews/rev_none/resolve', { decision: 'paid', evidence })).body).toMatchObject({
      code: 'REVIEW_NOT_FOUND',
    });
  });

  it('has a suspected duplicate, whose payment continues', async () => {
    await app.request(payer, rwf(5_000));
    await app.clock.pass({ seconds: 1 });
    const { paymentId } = await app.request(payer, rwf(5_000));
    await app.caughtUp();
    const [review] = await reviews('?reason=DUPLICATE_SUSPECTED');
    expect(review).toMatchObject({ paymentId });
    expect(await app.payment(paymentId)).toMatchObject({
      duplicateSuspected: true,
      reviewId: review!.id,
      status: 'submitted',
    });
  });

  it('shows a client a suspected duplicate of another client without naming that client’s payment', async () => {
    const other = await app.client('service');
    const first = await app.request(payer, rwf(5_000));
    await app.clock.pass({ seconds: 1 });
    const { paymentId } = await app.request(payer, rwf(5_000), {}, other);
    await app.caughtUp();
    const told = async (by: Caller) =>
      (await app.timeline(paymentId, by)).find(({ type }) => type === 'DuplicateSuspected')!['data'];
    expect(await told(other)).toMatchObject({ otherPaymentId: null });
    expect(JSON.stringify(await app.timeline(paymentId, other))).not.toContain(first.paymentId);
    expect(await told(support)).toMatchObject({ otherPaymentId: first.paymentId });
  });

  it('stops submissions of a payment that a person calls a duplicate, and waits for the outcome of earlier ones', async () => {
    await app.request(payer, rwf(5_000));
    await app.clock.pass({ seconds: 1 });
    const { paymentId } = await app.request(payer, rwf(5_000));
    await app.caughtUp();
    const [review] = await reviews('?reason=DUPLICATE_SUSPECTED');
    const decided = await support.post(`/v1/reviews/${review!.id}/resolve`, { decision: 'duplicate', evidence });
    expect(decided.body).toMatchObject({ status: 'resolved', decision: 'duplicate' });
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful' });
    expect(await app.typesOf(paymentId)).toContain('SubmissionStopped');
  });

  it('stops a duplicate also when the log becomes unavailable right after the decision', async () => {
    await app.request(payer, rwf(5_000));
    await app.clock.pass({ seconds: 1 });
    const { paymentId } = await app.request(payer, rwf(5_000));
    await app.caughtUp();
    const [review] = await reviews('?reason=DUPLICATE_SUSPECTED');
    app.events.goAwayAfter('ReviewResolved', { answered: true });
    const decided = await support.post(`/v1/reviews/${review!.id}/resolve`, { decision: 'duplicate', evidence });
    app.events.comeBack();
    expect([decided.status, decided.body.code]).toEqual([503, 'MAY_BE_RECORDED']);
    await app.clock.pass({ seconds: 15 });
    expect(await app.typesOf(paymentId)).toContain('SubmissionStopped');
  });

  it('allows no new attempt of a failed payment that a person called a duplicate', async () => {
    await app.request(payer, rwf(5_000));
    await app.clock.pass({ seconds: 1 });
    const { paymentId } = await app.request(payer, rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    const [review] = await reviews('?reason=DUPLICATE_SUSPECTED');
    await support.post(`/v1/reviews/${review!.id}/resolve`, { decision: 'duplicate', evidence });
    expect(await app.service.post(`/v1/payments/${paymentId}/attempts`, undefined, { key: 'again' })).toMatchObject({
      status: 409,
      body: { code: 'ATTEMPT_NOT_ALLOWED' },
    });
  });

  it('has a success of another amount, which is paid only with that amount and its transaction number', async () => {
    app.sandbox.goesWrong({ fault: 'wrong-amount', amount: '4500' });
    const { paymentId } = await app.request(payer, rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const [review] = await reviews('?reason=AMOUNT_DISAGREES&status=open');
    const resolve = (more: object) =>
      support.post(`/v1/reviews/${review!.id}/resolve`, { decision: 'paid', evidence, ...more });
    const fields = async (more: object) => (await resolve(more)).body.errors.map(({ field }) => field);
    expect(await fields({})).toEqual(['amount', 'providerTransactionId']);
    expect(await fields({ amount: '4500' })).toEqual(['providerTransactionId']);
    expect(await fields({ amount: '4500.5', providerTransactionId: '9012345678' })).toEqual(['amount']);
    expect(await fields({ amount: '0', providerTransactionId: '9012345678' })).toEqual(['amount']);
    expect((await resolve({ amount: '4500', providerTransactionId: '9012345678' })).status).toBe(200);
    await app.caughtUp();
    const payment = await app.payment(paymentId);
    expect(payment).toMatchObject({
      status: 'successful',
      amount: '5000',
      paidAmount: '4500',
      providerTransactionId: '9012345678',
    });
    const receipt = await app.service.get(`/v1/payments/${paymentId}/receipt`);
    expect(receipt.body).toMatchObject({ amount: '4500', providerTransactionId: '9012345678' });
  });

  it('has a review of unmatched callbacks at most once a day', async () => {
    for (const token of ['made-up', 'made-up-again', 'and-again']) {
      await app.anonymous.call('PUT', `/callbacks/mtn-momo/${token}`, { body: { status: 'SUCCESSFUL' } });
    }
    await app.caughtUp();
    expect(await reviews('?reason=CALLBACK_UNMATCHED')).toHaveLength(1);
    app.clock.jump(24 * 3_600_000);
    await app.anonymous.call('PUT', '/callbacks/mtn-momo/tomorrow', { body: {} });
    await app.caughtUp();
    expect(await reviews('?reason=CALLBACK_UNMATCHED')).toHaveLength(2);
  });
});
