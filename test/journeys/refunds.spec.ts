import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Caller, rwf, startApp, type Answer, type App, type Body } from '../support/app.js';

/** Money back to a payer, over HTTP and against the sandbox: one gateway for all of it, where two people approve from 100,000 RWF on. */
let app: App;
let approver: Caller;
let second: Caller;
let finance: Caller;
let alineAsks: Caller;
let alineApproves: Caller;
const payer = '+250788123456';
/** Each payment is of another payer: the same payer and amount would be suspected of being a duplicate. */
let payers = 0;

beforeAll(async () => {
  app = await startApp({ settings: { APPROVAL_THRESHOLDS: '0:1,100000:2' } });
  approver = await app.client('approver');
  second = await app.client('approver');
  finance = await app.client('finance');
  alineAsks = await owned('finance', 'Aline Uwase');
  alineApproves = await owned('approver', 'aline  uwase');
});
afterAll(() => app.close());
beforeEach(() => app.sandbox.goesWrong());

async function owned(role: string, owner: string): Promise<Caller> {
  const { body } = await app.admin.post('/v1/api-clients', { name: `${owner} as ${role}`, roles: [role], owner });
  return new Caller(app, body['key'] as string, body.id);
}

async function paid(amount: number, msisdn = `+250788${String(100_000 + (payers += 1))}`): Promise<string> {
  const { paymentId } = await app.request(msisdn, rwf(amount));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  return paymentId;
}

const ask = (paymentId: string, body: object = {}, by = finance, key = `key-${randomUUID()}`): Promise<Answer> =>
  by.post(`/v1/payments/${paymentId}/refunds`, { reason: 'The permit was refused.', ...body }, { key });

async function asked(paymentId: string, body: object = {}, by = finance): Promise<Body> {
  const answer = await ask(paymentId, body, by);
  if (answer.status !== 201) throw new Error(`POST …/refunds: ${answer.status} ${answer.text}`);
  return answer.body;
}

const decide = (refundId: string, how: 'approve' | 'reject' | 'complete', by: Caller, body?: object) =>
  by.post(`/v1/refunds/${refundId}/${how}`, body);
const refundOf = async (refundId: string, by = finance): Promise<Body> =>
  (await by.get(`/v1/refunds/${refundId}`)).body;
const sentFor = (refundId: string) => app.sandbox.control.transactions({ externalId: refundId, limit: 1_000 });
const referencesOf = (refundId: string) =>
  new Set(app.provider.disbursed.filter(({ externalId }) => externalId === refundId).map(({ reference }) => reference));
const reviewsOf = async (refundId: string): Promise<readonly Body[]> =>
  (await app.admin.get('/v1/reviews?limit=200')).body.data.filter((review) => review['refundId'] === refundId);

describe('a refund', () => {
  it('of a whole payment is asked for, approved by another person and paid by the provider', async () => {
    const paymentId = await paid(5_000);
    const answer = await ask(paymentId, { complaintReference: 'C-117' }, app.service);
    const refundId = answer.body.id;
    expect([answer.status, answer.headers['location']]).toEqual([201, `/v1/refunds/${refundId}`]);
    expect(answer.body).toMatchObject({
      paymentId,
      status: 'requested',
      amount: '5000',
      currency: 'RWF',
      method: 'automatic',
      reason: 'The permit was refused.',
      complaintReference: 'C-117',
      requestedBy: app.service.id,
      approvedBy: [],
      providerReference: null,
      completedAt: null,
      decideBy: '2026-11-29T12:00:00.000Z',
    });
    expect(sentFor(refundId)).toEqual([]);

    const approved = await decide(refundId, 'approve', approver);
    expect([approved.status, approved.body.status]).toEqual([200, 'approved']);
    await app.caughtUp();
    const refund = await refundOf(refundId, app.service);
    expect(refund).toMatchObject({
      status: 'successful',
      approvedBy: [approver.id],
      providerTransactionId: expect.any(String),
      completedAt: app.clock.at,
      reviewId: null,
      customerMessage: { en: 'Your money has been given back to you.' },
    });
    expect(sentFor(refundId)).toMatchObject([
      { operation: 'refund', amount: '5000', referenceId: refund.providerReference },
    ]);
    expect(await app.payment(paymentId)).toMatchObject({ status: 'refunded', refundedAmount: '5000' });

    const replayed = (await app.admin.get(`/v1/audit/payments/${paymentId}`)).body;
    expect(replayed['refunds']).toMatchObject([
      { id: refundId, status: 'successful', reason: 'The permit was refused.' },
    ]);
    expect((replayed['events'] as Body[]).map((event) => event['type'])).toEqual(
      expect.arrayContaining([
        'RefundReserved',
        'RefundRequested',
        'RefundApproved',
        'RefundSucceeded',
        'PaymentRefunded',
      ]),
    );
  });

  it('in two parts leaves the payment successful until they add up, and nothing more can go back then', async () => {
    const paymentId = await paid(5_000);
    const one = await asked(paymentId, { amount: '2000' });
    await decide(one.id, 'approve', approver);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful', refundedAmount: '2000' });
    const tooMuch = await ask(paymentId, { amount: '3001' });
    expect([tooMuch.status, tooMuch.body.code, tooMuch.body['refundable']]).toEqual([
      409,
      'REFUND_EXCEEDS_PAYMENT',
      '3000',
    ]);
    const rest = await asked(paymentId);
    expect(rest['amount']).toBe('3000');
    expect((await ask(paymentId)).body.code).toBe('REFUND_EXCEEDS_PAYMENT');
    await decide(rest.id, 'approve', approver);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'refunded', refundedAmount: '5000' });
    expect((await ask(paymentId)).body).toMatchObject({ code: 'PAYMENT_NOT_REFUNDABLE', paymentStatus: 'refunded' });
    const list = (await finance.get(`/v1/refunds?paymentId=${paymentId}&status=successful`)).body.data;
    expect(list.map(({ id }) => id).sort()).toEqual([one.id, rest.id].sort());
  });

  it('that fifty callers ask for at once is given as often as the payment allows, and not once more', async () => {
    const paymentId = await paid(5_000);
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(paymentId, { amount: '2000' })));
    const codes = answers.map(({ status, body }) => `${status} ${body.code ?? ''}`);
    expect(codes.filter((code) => code.startsWith('201'))).toHaveLength(2);
    expect(new Set(codes.filter((code) => !code.startsWith('201')))).toEqual(new Set(['409 REFUND_EXCEEDS_PAYMENT']));
  });

  it('that is asked for and approved fifty times at once with one key is one refund, sent once', async () => {
    const paymentId = await paid(5_000);
    const key = `key-${randomUUID()}`;
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask(paymentId, {}, finance, key)));
    const ids = new Set(answers.filter(({ status }) => status === 201).map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    for (const { status, body } of answers) if (status !== 201) expect(body.code).toBe('IDEMPOTENCY_KEY_IN_FLIGHT');
    const again = await ask(paymentId, {}, finance, key);
    expect([again.status, again.headers['idempotent-replayed']]).toEqual([201, 'true']);
    expect((await ask(paymentId, { amount: '1' }, finance, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
    const [refundId = ''] = ids;
    await Promise.all(Array.from({ length: 50 }, (_, n) => decide(refundId, 'approve', n % 2 ? approver : second)));
    await app.caughtUp();
    expect([await refundOf(refundId), sentFor(refundId).length, referencesOf(refundId).size]).toMatchObject([
      { status: 'successful' },
      1,
      1,
    ]);
  });

  it.each([
    [{ amount: '1e3' }, 'amount'],
    [{ amount: 2_000 }, 'amount'],
    [{ amount: '0' }, 'amount'],
    [{ amount: '-1' }, 'amount'],
    [{ amount: '1.5' }, 'amount'],
    [{ reason: ' ' }, 'reason'],
    [{ method: 'by-hand' }, 'method'],
    [{ approvedBy: ['me'] }, 'approvedBy'],
  ])('is not asked for with %j', async (body, field) => {
    const paymentId = await paid(5_000);
    const answer = await ask(paymentId, body);
    expect([answer.status, answer.body.errors.map((error) => error.field)]).toEqual([400, [field]]);
    expect(await app.payment(paymentId)).toMatchObject({ refundedAmount: '0' });
  });

  it('is of a successful payment alone, and of the client’s own', async () => {
    const { paymentId } = await app.request(payer, rwf(100));
    expect((await ask(paymentId)).body.code).toBe('PAYMENT_NOT_REFUNDABLE');
    await app.caughtUp();
    await app.sandbox.payerRejects(paymentId);
    expect((await ask(paymentId)).body.code).toBe('PAYMENT_NOT_REFUNDABLE');
    const own = await paid(100);
    const stranger = await app.client('service');
    expect((await ask(own, {}, stranger)).body.code).toBe('PAYMENT_NOT_FOUND');
    const { id } = await asked(own);
    expect((await stranger.get(`/v1/refunds/${id}`)).body.code).toBe('REFUND_NOT_FOUND');
    expect((await stranger.get('/v1/refunds')).body.data).toEqual([]);
  });
});

describe('the people of a refund', () => {
  it('are never its requester: not by the same key, not by another key of the same owner, not as an admin', async () => {
    const { id } = await asked(await paid(5_000), { method: 'manual' }, alineAsks);
    for (const how of ['approve', 'reject'] as const) {
      const refused = await decide(id, how, alineApproves, how === 'reject' ? { reason: 'No' } : undefined);
      expect([refused.status, refused.body.code]).toEqual([403, 'APPROVER_IS_REQUESTER']);
    }
    const byAdmin = await asked(await paid(5_000), {}, app.admin);
    expect((await decide(byAdmin.id, 'approve', app.admin)).body.code).toBe('APPROVER_IS_REQUESTER');
    await decide(id, 'approve', approver);
    const completion = { providerReference: '1', note: 'Paid' };
    expect((await decide(id, 'complete', alineAsks, completion)).body.code).toBe('APPROVER_IS_REQUESTER');
    expect(await refundOf(id)).toMatchObject({ status: 'approved' });
  });

  it('are two where the amount needs two, and one person counts once', async () => {
    const { id } = await asked(await paid(100_000), {}, app.service);
    const first = await decide(id, 'approve', alineApproves);
    expect(first.body).toMatchObject({ status: 'requested', approvedBy: [alineApproves.id], approvalsNeeded: 2 });
    expect((await decide(id, 'approve', alineApproves)).body.status).toBe('requested');
    const anotherKey = await owned('approver', 'ALINE UWASE');
    expect((await decide(id, 'approve', anotherKey)).body.status).toBe('requested');
    expect(sentFor(id)).toEqual([]);
    await decide(id, 'approve', approver);
    await app.caughtUp();
    expect(await refundOf(id)).toMatchObject({ status: 'successful' });
    const late = await decide(id, 'approve', second);
    expect([late.status, late.body.code, late.body['refundStatus']]).toEqual([
      409,
      'REFUND_NOT_REQUESTED',
      'successful',
    ]);
  });

  it('do not count once they have left', async () => {
    const leaver = await app.client('approver');
    const { id } = await asked(await paid(100_000), {}, app.service);
    await decide(id, 'approve', leaver);
    await app.admin.call('DELETE', `/v1/api-clients/${leaver.id}`);
    expect((await decide(id, 'approve', approver)).body.status).toBe('requested');
    expect((await decide(id, 'approve', second)).body.status).toBe('approved');

    const byHand = await asked(await paid(5_000), { method: 'manual' });
    const other = await app.client('approver');
    await decide(byHand.id, 'approve', other);
    await app.admin.call('DELETE', `/v1/api-clients/${other.id}`);
    const completion = { providerReference: '1', note: 'Paid' };
    const refused = await decide(byHand.id, 'complete', app.admin, completion);
    expect([refused.status, refused.body.code]).toEqual([409, 'REFUND_NOT_COMPLETABLE']);
  });

  it('reject it with a reason, and the amount is free again at once', async () => {
    const paymentId = await paid(5_000);
    const { id } = await asked(paymentId);
    const rejected = await decide(id, 'reject', approver, { reason: 'It was issued; call 0788123456.' });
    expect(rejected.body).toMatchObject({
      status: 'rejected',
      rejectedBy: approver.id,
      rejectionReason: 'It was issued; call +25078*****56.',
      customerMessage: { en: expect.stringContaining('not approved') },
    });
    expect((await decide(id, 'approve', approver)).body.code).toBe('REFUND_NOT_REQUESTED');
    expect((await ask(paymentId)).status).toBe(201);
  });

  it('pay a manual one by hand, after which it has gone back', async () => {
    const paymentId = await paid(5_000);
    const { id } = await asked(paymentId, { method: 'manual', amount: '1500' }, app.service);
    const completion = { providerReference: 'BK-2026-9', note: 'From the bank', paidFrom: 'bank' };
    expect((await decide(id, 'complete', finance, completion)).body.code).toBe('REFUND_NOT_COMPLETABLE');
    await decide(id, 'approve', approver);
    const done = await decide(id, 'complete', finance, completion);
    expect(done.body).toMatchObject({
      status: 'successful',
      providerReference: 'BK-2026-9',
      completion: { completedBy: finance.id, note: 'From the bank', paidFrom: 'bank' },
    });
    expect(sentFor(id)).toEqual([]);
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful', refundedAmount: '1500' });
    expect((await decide(id, 'complete', finance, completion)).body.code).toBe('REFUND_NOT_COMPLETABLE');
  });
});

describe('a refund whose outcome is not certain', () => {
  it('after a lost answer is asked about under its one reference, and paid once', async () => {
    const { id } = await asked(await paid(5_000));
    app.sandbox.goesWrong(
      { fault: 'drop-after', operation: 'refund', times: 1 },
      { fault: 'callback-lost', operation: 'refund' },
    );
    await decide(id, 'approve', approver);
    await app.clock.pass({ seconds: 40 });
    expect([await refundOf(id), sentFor(id).length, referencesOf(id).size]).toMatchObject([
      { status: 'successful' },
      1,
      1,
    ]);
  });

  it('is uncertain when its time is over, keeps its amount, and is paid when the provider says so after all', async () => {
    const paymentId = await paid(5_000);
    const { id } = await asked(paymentId);
    app.sandbox.goesWrong(
      { fault: '503', operation: 'refund', on: 'status' },
      { fault: 'callback-lost', operation: 'refund' },
    );
    await decide(id, 'approve', approver);
    await app.clock.pass({ minutes: 15 });
    const refund = await refundOf(id);
    expect(refund).toMatchObject({ status: 'uncertain', customerMessage: { en: expect.stringContaining('checking') } });
    const [review] = await reviewsOf(id);
    expect(review).toMatchObject({ reason: 'UNCERTAIN_REFUND', status: 'open', paymentId, refundId: id });
    expect(refund['reviewId']).toBe(review!.id);
    expect((await app.payment(paymentId))['reviewId']).toBeNull();
    expect((await ask(paymentId, { amount: '1' })).body.code).toBe('REFUND_EXCEEDS_PAYMENT');

    app.sandbox.goesWrong();
    await app.clock.pass({ minutes: 2 });
    expect([await refundOf(id), referencesOf(id).size]).toMatchObject([{ status: 'successful' }, 1]);
    expect(await app.payment(paymentId)).toMatchObject({ status: 'refunded' });
    expect(await reviewsOf(id)).toMatchObject([{ status: 'resolved', decision: 'answered' }]);
  });

  it('is decided by a person on evidence, and the provider’s late word against it opens the review again', async () => {
    const paymentId = await paid(5_000);
    const { id } = await asked(paymentId);
    app.sandbox.goesWrong(
      { fault: '503', operation: 'refund', on: 'status' },
      { fault: 'callback-lost', operation: 'refund' },
    );
    await decide(id, 'approve', approver);
    await app.clock.pass({ minutes: 15 });
    const [review] = await reviewsOf(id);
    const resolve = (decision: string, more: object = {}) =>
      app.admin.post(`/v1/reviews/${review!.id}/resolve`, { decision, evidence: 'By telephone', ...more });
    expect((await resolve('returned')).body.code).toBe('DECISION_NOT_POSSIBLE');
    expect((await resolve('not-paid')).status).toBe(200);
    expect(await refundOf(id)).toMatchObject({ status: 'failed' });
    // What is free again is asked for again, and the first turns out to be paid.
    const again = await asked(paymentId);
    app.sandbox.goesWrong();
    await app.clock.pass({ minutes: 2 });
    expect(await reviewsOf(id)).toMatchObject([{ id: review!.id, reason: 'CONTRADICTION', status: 'open' }]);
    expect(await refundOf(id)).toMatchObject({
      status: 'failed',
      customerMessage: { en: expect.stringContaining('checking') },
    });
    expect((await decide(again.id, 'reject', approver, { reason: 'Paid already' })).status).toBe(200);
    expect((await ask(paymentId)).body.code).toBe('REFUND_EXCEEDS_PAYMENT');
    expect((await resolve('paid')).status).toBe(200);
    await app.caughtUp();
    expect(await refundOf(id)).toMatchObject({ status: 'successful' });
    expect(await app.payment(paymentId)).toMatchObject({ status: 'refunded', refundedAmount: '5000' });
  });

  describe('that failed and was perhaps paid after all', () => {
    const failed = async (paymentId: string) => {
      const { id } = await asked(paymentId);
      const fields = { status: 'FAILED', reason: 'INTERNAL_PROCESSING_ERROR' };
      app.sandbox.goesWrong({ fault: 'status-lie', operation: 'refund', fields });
      await decide(id, 'approve', approver);
      await app.clock.pass({ seconds: 10 });
      const refund = await refundOf(id);
      expect(refund).toMatchObject({ status: 'failed' });
      app.sandbox.goesWrong();
      return { id, reference: refund.providerReference as string };
    };
    const turnsOutPaid = async ({ id, reference }: { id: string; reference: string }) => {
      await app.sandbox.control.decide(reference, { status: 'SUCCESSFUL', reason: null, callback: true });
      await app.caughtUp();
      expect(await reviewsOf(id)).toMatchObject([{ reason: 'CONTRADICTION', status: 'open' }]);
    };

    it('keeps the refund that was asked for in its place from being approved', async () => {
      const paymentId = await paid(5_000);
      const first = await failed(paymentId);
      const again = await asked(paymentId);
      await turnsOutPaid(first);
      const refused = await decide(again.id, 'approve', approver);
      expect([refused.status, refused.body]).toMatchObject([409, { code: 'REFUND_EXCEEDS_PAYMENT', refundable: '0' }]);
      expect([await refundOf(again.id), sentFor(again.id)]).toMatchObject([{ status: 'requested' }, []]);
    });

    it('keeps the refund that was approved in its place from being sent', async () => {
      const paymentId = await paid(5_000);
      const first = await failed(paymentId);
      const again = await asked(paymentId);
      app.sandbox.goesWrong({ fault: 'drop-before', operation: 'refund' });
      await decide(again.id, 'approve', approver);
      await app.clock.pass({ seconds: 1 });
      app.sandbox.goesWrong();
      await turnsOutPaid(first);
      await app.clock.pass({ minutes: 2 });
      expect([await refundOf(again.id), sentFor(again.id)]).toMatchObject([{ status: 'approved' }, []]);
    });
  });

  it('is doubted where the provider names another amount than was asked for', async () => {
    const paymentId = await paid(5_000);
    const { id } = await asked(paymentId, { amount: '2000' });
    app.sandbox.goesWrong({ fault: 'wrong-amount', operation: 'refund', amount: '1900' });
    await decide(id, 'approve', approver);
    await app.clock.pass({ seconds: 40 });
    expect(await refundOf(id)).toMatchObject({ status: 'uncertain' });
    const [review] = await reviewsOf(id);
    expect(review).toMatchObject({ reason: 'AMOUNT_DISAGREES' });
    const resolve = (more: object) =>
      app.admin.post(`/v1/reviews/${review!.id}/resolve`, {
        decision: 'paid',
        evidence: 'Seen on the statement',
        ...more,
      });
    expect((await resolve({})).body.errors.map(({ field }) => field)).toEqual(['amount', 'providerTransactionId']);
    expect((await resolve({ amount: '1900', providerTransactionId: '77' })).status).toBe(200);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'successful', refundedAmount: '1900' });
  });

  it('of an empty account fails in words, and its amount is free again', async () => {
    const paymentId = await paid(5_000);
    app.sandbox.control.setBalance('disbursement', 'RWF', '10');
    const { id } = await asked(paymentId);
    await decide(id, 'approve', approver);
    await app.caughtUp();
    expect(await refundOf(id)).toMatchObject({
      status: 'failed',
      failure: {
        code: 'INSUFFICIENT_FUNDS',
        providerCode: 'NOT_ENOUGH_FUNDS',
        message: expect.stringContaining('Fill the account'),
      },
    });
    app.sandbox.control.setBalance('disbursement', 'RWF', '1000000000');
    expect((await ask(paymentId)).status).toBe(201);
  });
});

describe('a payment', () => {
  it('about which a contradiction is open is not refunded: neither asked for nor approved', async () => {
    const paymentId = await paid(5_000);
    const { id } = await asked(paymentId, { amount: '1000' });
    await app.sandbox.says(paymentId, 'FAILED', 'INTERNAL_PROCESSING_ERROR');
    await app.caughtUp();
    expect((await ask(paymentId, { amount: '1000' })).body).toMatchObject({
      code: 'PAYMENT_NOT_REFUNDABLE',
      inReview: true,
    });
    expect((await decide(id, 'approve', approver)).body).toMatchObject({
      code: 'PAYMENT_NOT_REFUNDABLE',
      inReview: true,
    });
    expect(await refundOf(id)).toMatchObject({ status: 'requested' });
  });

  it('that the provider took back is a completed manual refund in the list', async () => {
    const paymentId = await paid(5_000);
    await app.sandbox.says(paymentId, 'FAILED', 'INTERNAL_PROCESSING_ERROR');
    await app.caughtUp();
    const [review] = (await app.admin.get(`/v1/reviews?paymentId=${paymentId}`)).body.data;
    const decision = { decision: 'reversed', evidence: 'On the statement', providerTransactionId: '4711' };
    expect((await app.admin.post(`/v1/reviews/${review!.id}/resolve`, decision)).status).toBe(200);
    await app.caughtUp();
    const { data } = (await finance.get(`/v1/refunds?paymentId=${paymentId}`)).body;
    expect(data).toMatchObject([
      { status: 'successful', method: 'manual', amount: '5000', providerTransactionId: '4711', reviewId: review!.id },
    ]);
    expect(await refundOf(data[0]!.id)).toEqual(data[0]);
  });

  it('whose payer is erased is refunded by its collection, and the erasure waits for an open refund', async () => {
    const msisdn = '+250788777888';
    const paymentId = await paid(5_000, msisdn);
    const first = await asked(paymentId, { amount: '1000' });
    const erase = () =>
      app.admin.call('DELETE', `/v1/payers/${encodeURIComponent(msisdn)}`, { body: { reason: 'Asked for' } });
    const refused = await erase();
    expect([refused.status, refused.body.code, refused.body['refundIds']]).toEqual([
      409,
      'PAYER_NOT_ERASABLE',
      [first.id],
    ]);
    await decide(first.id, 'approve', approver);
    await app.caughtUp();
    expect((await erase()).status).toBe(202);
    await app.clock.pass({ seconds: 5 });
    const { id } = await asked(paymentId, { reason: 'The rest goes back' });
    await decide(id, 'approve', approver);
    await app.caughtUp();
    expect(await refundOf(id)).toMatchObject({ status: 'successful', reason: 'The rest goes back' });
    expect(sentFor(id)).toMatchObject([{ operation: 'refund', amount: '4000' }]);
  });
});

describe('a refund that should have been decided', () => {
  it('is listed and counted as overdue, until it is decided', async () => {
    const paymentId = await paid(5_000);
    const { id } = await asked(paymentId);
    const overdue = async (by = finance, more = '') =>
      (await by.get(`/v1/refunds?overdue=true&paymentId=${paymentId}${more}`)).body.data.map((refund) => refund.id);
    const counted = async () =>
      Number(/^ishyura_refunds_overdue (\d+)$/m.exec((await app.anonymous.get('/metrics')).text)?.[1]);
    expect(await overdue()).toEqual([]);
    const before = await counted();
    app.clock.jump(7 * 24 * 3_600_000 + 1);
    expect([await overdue(), await overdue(app.service), await overdue(finance, '&status=approved')]).toEqual([
      [id],
      [id],
      [],
    ]);
    expect((await finance.get('/v1/refunds?overdue=no')).status).toBe(400);
    expect(await counted()).toBeGreaterThan(before);
    const { length } = (await finance.get('/v1/refunds?overdue=true&limit=200')).body.data;
    expect(await counted()).toBe(length);
    await decide(id, 'reject', approver, { reason: 'Too late' });
    await app.caughtUp();
    expect([await overdue(), await counted()]).toEqual([[], length - 1]);
  });
});

describe('MOMO_REFUND_BY=transfer', () => {
  it('gives money back as a transfer to the payer, and asks for its status as of one, whatever the setting says later', async () => {
    const other = await startApp({ settings: { MOMO_REFUND_BY: 'transfer' } });
    try {
      const [asks, approves] = [await other.client('finance'), await other.client('approver')];
      const { paymentId } = await other.request(payer, rwf(5_000));
      await other.caughtUp();
      await other.sandbox.payerApproves(paymentId);
      await other.caughtUp();
      other.sandbox.goesWrong({ fault: 'callback-lost', operation: 'transfer' });
      const body = { reason: 'The permit was refused.' };
      const refund = (await asks.post(`/v1/payments/${paymentId}/refunds`, body, { key: 'by-transfer' })).body;
      await approves.post(`/v1/refunds/${refund.id}/approve`);
      await other.clock.pass({ seconds: 40 });
      expect((await asks.get(`/v1/refunds/${refund.id}`)).body).toMatchObject({ status: 'successful' });
      expect(other.sandbox.control.transactions({ externalId: refund.id })).toMatchObject([
        { operation: 'transfer', amount: '5000', msisdn: '250788123456' },
      ]);
      expect(await other.payment(paymentId)).toMatchObject({ status: 'refunded' });
    } finally {
      await other.close();
    }
  });
});
