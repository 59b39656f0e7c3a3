import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type Answer, type App, type Caller } from '../support/app.js';

let app: App;
let support: Caller;
beforeAll(async () => {
  app = await startApp({ settings: { PAYMENT_EXPIRY_SECONDS: '60', GIVE_UP_AFTER_SECONDS: '120' } });
  support = await app.client('support');
});
afterAll(() => app.close());

/** The answer to the caller when the log becomes unavailable right after an append of this type. */
async function whenTheLogGoesAfter(type: string, answered: boolean, ask: () => Promise<Answer>): Promise<Answer> {
  await app.caughtUp();
  app.events.goAwayAfter(type, { answered });
  // Between two appends it can go away only where they are two.
  app.events.appendsTogether = !answered;
  const answer = await ask();
  app.events.comeBack();
  return answer;
}

const mayBeRecorded = (answer: Answer) =>
  expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([503, 'MAY_BE_RECORDED', '1']);

async function failedPayment(): Promise<string> {
  const { paymentId } = await app.request('250780000051', rwf(5_000));
  await app.caughtUp();
  expect(await app.payment(paymentId)).toMatchObject({ status: 'failed' });
  return paymentId;
}

async function reviewOfAnUncertainPayment(): Promise<{ paymentId: string; reviewId: string }> {
  const { paymentId } = await app.request('0780000009', rwf(5_000));
  await app.clock.pass({ seconds: 130 });
  const { reviewId } = await app.payment(paymentId);
  return { paymentId, reviewId: String(reviewId) };
}

describe('a request whose answer from the log is lost', () => {
  it.each([
    ['between the claim of the record and the payment', 'RecordClaimed', true],
    ['with the answer about the claim', 'RecordClaimed', false],
    ['with the answer about the payment', 'PaymentCreated', false],
  ])('a new payment, %s: may be recorded, and the same key asks the payer once', async (_, type, answered) => {
    const body = app.ask('0780000001', rwf(5_000));
    const ask = () => app.service.post('/v1/payments', body, { key: `lost-${type}-${answered}` });
    mayBeRecorded(await whenTheLogGoesAfter(type, answered, ask));
    await app.clock.pass({ seconds: 15 });
    const again = await ask();
    expect(again.status).toBe(202);
    await app.caughtUp();
    const types = await app.typesOf(again.body.id);
    expect(types.filter((one) => one === 'PaymentCreated' || one === 'PaymentSubmitted')).toEqual([
      'PaymentCreated',
      'PaymentSubmitted',
    ]);
  });

  it.each([
    ['between the claim of the record and the attempt', 'RecordClaimed', true],
    ['with the answer about the attempt', 'PaymentReattempted', false],
  ])('a new attempt, %s: may be recorded, and the same key makes one attempt', async (_, type, answered) => {
    const paymentId = await failedPayment();
    const ask = () => app.service.post(`/v1/payments/${paymentId}/attempts`, undefined, { key: 'anew' });
    mayBeRecorded(await whenTheLogGoesAfter(type, answered, ask));
    expect((await ask()).status).toBe(202);
    await app.caughtUp();
    const types = await app.typesOf(paymentId);
    expect(types.filter((one) => one === 'PaymentReattempted')).toHaveLength(1);
  });

  it('a note: may be recorded', async () => {
    const paymentId = await failedPayment();
    const ask = () => app.service.post(`/v1/payments/${paymentId}/notes`, { text: 'The payer called.' });
    mayBeRecorded(await whenTheLogGoesAfter('NoteAdded', false, ask));
  });

  it('a decision, between the payment and its review: may be recorded, and still closes the review', async () => {
    const { paymentId, reviewId } = await reviewOfAnUncertainPayment();
    const decision = { decision: 'not-paid', evidence: 'The statement has no such line.', force: true };
    const ask = () => support.post(`/v1/reviews/${reviewId}/resolve`, decision);
    mayBeRecorded(await whenTheLogGoesAfter('PaymentFailed', true, ask));
    await app.clock.pass({ seconds: 30 });
    expect(await app.payment(paymentId)).toMatchObject({ status: 'failed' });
    expect((await support.get(`/v1/reviews/${reviewId}`)).body).toMatchObject({ status: 'resolved' });
  });

  it('nothing was written: the caller is told that nothing is recorded', async () => {
    await app.caughtUp();
    app.events.goAway();
    const answer = await app.service.post('/v1/payments', app.ask('0780000001', rwf(5_000)), { key: 'never' });
    app.events.comeBack();
    expect([answer.status, answer.body.code]).toEqual([503, 'STORE_UNAVAILABLE']);
  });
});
