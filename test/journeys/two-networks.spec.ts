import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';

/** Two networks behind one gateway, over HTTP and against the sandbox. Both serve every number here, so that each can take the other's place. */
let app: App;
let approver: Caller;
let support: Caller;
let auditor: Caller;

beforeAll(async () => {
  const everyNumber = '072,073,078,079';
  app = await startApp({
    airtel: true,
    settings: {
      MOMO_MSISDN_PREFIXES: everyNumber,
      AIRTEL_MSISDN_PREFIXES: everyNumber,

      OUTAGE_WINDOW_SECONDS: '60',
      OUTAGE_LEAST_CALLS: '10',
    },
    sandbox: { walletPrefixes: '25072,25073,25078,25079', airtelWalletPrefixes: '25072,25073,25078,25079' },
  });
  approver = await app.client('approver');
  support = await app.client('support');
  auditor = await app.client('auditor');
});
afterAll(() => app.close());
beforeEach(() => {
  app.sandbox.goesWrong();
  app.sandbox.behaves({ errorScenarios: 'asFailedReason' });
});

let payers = 0;
const anyPayer = () => `+25073${String(1_000_000 + (payers += 1))}`;
/** What the sandbox has of the newest attempt, at whichever network. */
const attemptOf = ({ providerReference }: Body) => {
  const [mtn, airtel] = [providerReference, providerReference.replaceAll('-', '')];
  return app.sandbox.control.transaction(airtel) ?? app.sandbox.control.transaction(mtn);
};
async function ask(more: object = {}, amount = 5_000): Promise<Body> {
  const { paymentId } = await app.request(anyPayer(), rwf(amount), { ...more });
  await app.caughtUp();
  return app.payment(paymentId);
}
async function decide(payment: Body, status: string, callback = true): Promise<Body> {
  await app.sandbox.control.decide(attemptOf(payment)!.referenceId, { status, callback });
  await app.caughtUp();
  return app.payment(payment.id);
}
const paidOverAirtel = async (amount?: number) => decide(await ask({ provider: 'airtel-money' }, amount), 'SUCCESSFUL');
const routedOf = async (id: string) =>
  (await app.timeline(id)).find(({ type }) => type === 'PaymentRouted')!['data'] as unknown;

describe('a payment over Airtel Money', () => {
  it('is submitted, called back about at the one address, paid, receipted and in the books, as over any network', async () => {
    const asked = await ask({ provider: 'airtel-money' });
    expect(asked).toMatchObject({ status: 'submitted', provider: 'airtel-money' });
    const paid = await decide(asked, 'SUCCESSFUL');
    expect(paid).toMatchObject({
      status: 'successful',
      paidAmount: '5000',
      providerTransactionId: attemptOf(asked)!.financialTransactionId,
      receipt: { number: expect.any(String) },
    });
    const receipt = await app.service.get(`/v1/payments/${asked.id}/receipt`);
    expect(receipt.body).toMatchObject({ method: 'Airtel Money', provider: 'airtel-money' });
    const entries = await app.admin.get(`/v1/ledger/entries?paymentId=${asked.id}`);
    expect(JSON.stringify(entries.body)).toContain('provider:airtel-money:wallet');
    const [callback] = (await app.admin.get(`/v1/callbacks?paymentId=${asked.id}`)).body.data;
    expect(callback).toMatchObject({
      provider: 'airtel-money',
      method: 'POST',
      matched: true,
      signature: { is: 'matched', reading: expect.any(String) },
    });
    expect(
      (await app.service.get('/v1/payments?provider=airtel-money&limit=200')).body.data.map(({ id }) => id),
    ).toContain(asked.id);
    const replay = await auditor.get(`/v1/audit/payments/${asked.id}`);
    expect(replay.text).toContain('through Airtel');
  });

  it('whose callback is lost is asked about once the grace time is over, and not before', async () => {
    const asked = await ask({ provider: 'airtel-money' });
    await decide(asked, 'SUCCESSFUL', false);
    await app.clock.pass({ seconds: 58 });
    expect(await app.payment(asked.id)).toMatchObject({ status: 'submitted' });
    await app.clock.pass({ seconds: 5 });
    expect(await app.payment(asked.id)).toMatchObject({ status: 'successful' });
  });

  it('is failed and expired by Airtel’s own words, and in doubt by its own doubt', async () => {
    const overNumber = async (last: string) => {
      const { paymentId } = await app.request(`+2507300000${last}`, rwf(3_000), { provider: 'airtel-money' });
      await app.caughtUp();
      await app.clock.pass({ seconds: 65 });
      return app.payment(paymentId);
    };
    expect(await overNumber('01')).toMatchObject({
      status: 'failed',
      failure: { code: 'REJECTED_BY_PAYER', providerCode: 'DP00800001008' },
    });
    expect(await overNumber('02')).toMatchObject({ status: 'expired' });
    expect(await overNumber('05')).toMatchObject({ status: 'failed', failure: { code: 'INSUFFICIENT_FUNDS' } });
    expect(await overNumber('06')).toMatchObject({ status: 'failed', failure: { code: 'PAYER_NOT_FOUND' } });
    expect(await overNumber('09')).toMatchObject({ status: 'failed', failure: { code: 'PAYER_NOT_FOUND' } });
    // The request was answered 500, and is there all the same.
    const doubtful = await overNumber('07');
    expect(doubtful).toMatchObject({ status: 'pending' });
    expect(await decide(doubtful, 'SUCCESSFUL')).toMatchObject({ status: 'successful' });
  });
});

describe('money back over Airtel Money', () => {
  const refund = async (paymentId: string, body: object = {}): Promise<Body> => {
    const asked = await app.service.post(
      `/v1/payments/${paymentId}/refunds`,
      { reason: 'Not issued.', ...body },
      { key: randomUUID() },
    );
    if (asked.status !== 201) return asked.body;
    await approver.post(`/v1/refunds/${asked.body.id}/approve`);
    await app.caughtUp();
    return (await app.service.get(`/v1/refunds/${asked.body.id}`)).body;
  };
  const refundsAtAirtel = (payment: Body) =>
    app.sandbox.control.transactions({
      operation: 'airtel-refund',
      externalId: payment.providerReference.replaceAll('-', ''),
    });

  it('goes back whole by Airtel’s number, and a part of it as a payout', async () => {
    const whole = await paidOverAirtel();
    expect(await refund(whole.id)).toMatchObject({ status: 'successful', provider: 'airtel-money', amount: '5000' });
    expect(await app.payment(whole.id)).toMatchObject({ status: 'refunded' });
    expect(refundsAtAirtel(whole)).toHaveLength(1);
    const part = await paidOverAirtel();
    expect(await refund(part.id, { amount: '2000' })).toMatchObject({ status: 'successful' });
    expect(refundsAtAirtel(part)).toHaveLength(0);
    expect(await app.payment(part.id)).toMatchObject({ status: 'successful', refundedAmount: '2000' });
  });

  it('whose answer is lost is never asked for again, and waits for a person', async () => {
    const payment = await paidOverAirtel();
    app.sandbox.goesWrong({ fault: 'drop-after', operation: 'airtel-refund' });
    const asked = await refund(payment.id);
    expect(asked).toMatchObject({ status: 'approved' });
    await app.clock.pass({ minutes: 16 });
    expect((await app.service.get(`/v1/refunds/${asked.id}`)).body).toMatchObject({ status: 'uncertain' });
    expect(refundsAtAirtel(payment)).toHaveLength(1);
    const reviews = (await app.admin.get('/v1/reviews?reason=UNCERTAIN_REFUND&status=open')).body.data;
    expect(reviews.map((review) => review['refundId'])).toContain(asked.id);
  });

  it('and payouts go to a phone under the encrypted PIN', async () => {
    const record = { type: 'other', id: 'ALLOWANCE-1' };
    const payee = { msisdn: '+250731234567', name: 'Aline' };
    const asked = await app.service.post(
      '/v1/payouts',
      { ...rwf(700), payee, record, provider: 'airtel-money' },
      { key: randomUUID() },
    );
    await approver.post(`/v1/payouts/${asked.body.id}/approve`);
    await app.caughtUp();
    expect((await app.service.get(`/v1/payouts/${asked.body.id}`)).body).toMatchObject({
      status: 'successful',
      provider: 'airtel-money',
    });
    expect(app.log.join('')).not.toContain(app.platform.airtel.clientSecret);
  });
});

describe('routing', () => {
  it('explains on the timeline whom it chose, and why', async () => {
    const byOrder = await ask();
    expect(byOrder).toMatchObject({ provider: 'mtn-momo' });
    expect(await routedOf(byOrder.id)).toMatchObject({
      provider: 'mtn-momo',
      isWished: false,
      candidates: [
        { provider: 'mtn-momo', is: 'chosen', reasons: ['in-order'] },
        { provider: 'airtel-money', is: 'possible', reasons: ['in-order'] },
      ],
    });
    const byWish = await ask({ provider: 'airtel-money' });
    expect(await routedOf(byWish.id)).toMatchObject({ provider: 'airtel-money', isWished: true });
    expect((await auditor.get(`/v1/audit/payments/${byOrder.id}`)).text).toContain('MTN was chosen');
  });

  it('goes round an outage that a person declares, until it is ended', async () => {
    const declare = (path: string) => support.post(`/v1/providers/mtn-momo/${path}`, { reason: 'Maintenance' });
    expect((await declare('outage')).body).toMatchObject({ name: 'mtn-momo', outage: { reason: 'Maintenance' } });
    const round = await ask();
    expect(round).toMatchObject({ provider: 'airtel-money' });
    expect(await routedOf(round.id)).toMatchObject({
      candidates: [{ provider: 'airtel-money' }, { provider: 'mtn-momo', reasons: ['outage-declared', 'in-order'] }],
    });
    // The caller's wish is carried out all the same.
    expect(await ask({ provider: 'mtn-momo' })).toMatchObject({ provider: 'mtn-momo' });
    expect((await declare('outage/end')).body).toMatchObject({ outage: null });
    expect(await ask()).toMatchObject({ provider: 'mtn-momo' });
    expect((await support.post('/v1/providers/mpesa/outage', { reason: 'x' })).body.code).toBe('PROVIDER_NOT_FOUND');
    const shown = async (by: Caller) =>
      (await by.get('/v1/providers')).body.data.map((each) => each['callbackAddress']);
    expect(await shown(support)).toEqual([null, null]);
    expect(await shown(app.admin)).toEqual([null, expect.stringMatching(/\/callbacks\/airtel-money\/[\w-]+\.[\w-]+$/)]);
  });

  it('chooses for payouts and each line of a file too, and again at the approval where an outage came between', async () => {
    const clerk = await app.client('finance');
    const outage = (path: string) => support.post(`/v1/providers/mtn-momo/${path}`, { reason: 'Maintenance' });
    const request = async (id: string, more: object = {}): Promise<Body> =>
      (
        await clerk.post(
          '/v1/payouts',
          { ...rwf(700), payee: { msisdn: '+250731234567' }, record: { type: 'other', id }, ...more },
          { key: randomUUID() },
        )
      ).body;
    const sent = async ({ id }: Body): Promise<Body> => {
      await approver.post(`/v1/payouts/${id}/approve`);
      await app.caughtUp();
      return (await clerk.get(`/v1/payouts/${id}`)).body;
    };
    const sentences = async (id: string): Promise<readonly string[]> => {
      const { events } = (await auditor.get(`/v1/audit/payouts/${id}`)).body as unknown as {
        events: readonly { sentence: string }[];
      };
      return events.map(({ sentence }) => sentence).filter((each) => each.includes('was chosen'));
    };
    const waiting = await request('OUT-1');
    const wished = await request('OUT-2', { provider: 'mtn-momo' });
    const stays = await request('OUT-3');
    expect(waiting).toMatchObject({ status: 'requested', provider: 'mtn-momo' });
    expect(await sent(stays)).toMatchObject({ provider: 'mtn-momo' });
    await outage('outage');
    const round = await request('OUT-4');
    expect(round).toMatchObject({ provider: 'airtel-money' });
    expect(await sent(waiting)).toMatchObject({
      provider: 'airtel-money',
      attempts: [{ number: 1, provider: 'airtel-money' }],
    });
    expect(await sent(wished)).toMatchObject({ provider: 'mtn-momo' });
    expect(await sentences(waiting.id)).toEqual([
      `MTN was chosen: MTN (by the order of the settings); Airtel (by the order of the settings) (payout ${waiting.id})`,
      `Airtel was chosen: Airtel (by the order of the settings); MTN (an outage is declared, by the order of the settings) (payout ${waiting.id})`,
    ]);
    const file = 'Record,Msisdn,Amount,Currency\nFILE-1,0731234568,900,RWF\n';
    const batch = await clerk.post('/v1/payout-batches', file, { headers: { 'content-type': 'text/csv' } });
    await approver.post(`/v1/payout-batches/${batch.body.id}/approve`);
    const line = async (): Promise<Body | undefined> =>
      (await clerk.get(`/v1/payouts?batchId=${batch.body.id}`)).body.data[0];
    for (let waited = 0; waited < 10 && (await line()) === undefined; waited += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
    }
    const ofLine = (await line())!;
    expect(ofLine).toMatchObject({ provider: 'airtel-money', batchId: batch.body.id });
    expect(await sentences(ofLine.id)).toEqual([
      `Airtel was chosen: Airtel (by the order of the settings); MTN (an outage is declared, by the order of the settings) (payout ${ofLine.id})`,
    ]);
    await outage('outage/end');
  });

  it.each<[string, () => void, object | null]>([
    [
      'refused it for a reason of its own',
      () => app.sandbox.behaves({ errorScenarios: 'asHttpError' }),
      { code: 'CONFIGURATION' },
    ],
    [
      'was never reached by it',
      () => {
        // Its token has ended by then, and it gets no other.
        app.clock.jump(3_601_000);
        app.sandbox.goesWrong({ fault: '503', on: 'token', operation: 'collection' });
      },
      null,
    ],
  ])('goes to the other network where the first %s, and nobody is told of a failure', async (_, breaks, failure) => {
    breaks();
    // For MTN's sandbox this number is one that it refuses.
    const { paymentId } = await app.request('+250780000058', rwf(5_000));
    await app.caughtUp();
    const went = await app.payment(paymentId);
    expect(went).toMatchObject({
      status: 'submitted',
      provider: 'airtel-money',
      failure: null,
      attempts: [
        { number: 1, provider: 'mtn-momo', status: 'failed' },
        { number: 2, provider: 'airtel-money', status: 'submitted' },
      ],
    });
    const timeline = await app.timeline(paymentId);
    expect(timeline.map(({ type }) => type)).toEqual([
      'PaymentCreated',
      'PaymentRouted',
      'PaymentRerouted',
      'PaymentSubmitted',
    ]);
    expect(timeline[2]!['data']).toMatchObject({ attempt: 2, provider: 'airtel-money', failure });
    expect(app.sandbox.transactions(paymentId)).toEqual([]);
    expect(await decide(went, 'SUCCESSFUL')).toMatchObject({
      status: 'successful',
      provider: 'airtel-money',
      paidAmount: '5000',
    });
    // The record is held by this payment, and paid.
    const record = went['record'] as { type: string; id: string };
    const again = await app.service.post(
      '/v1/payments',
      app.ask(anyPayer(), rwf(5_000), { record: { type: record.type, id: record.id } }),
      { key: randomUUID() },
    );
    expect(again.body.code).toBe('RECORD_ALREADY_PAID');
  });

  it('does not go to the other network against the caller’s wish', async () => {
    app.sandbox.behaves({ errorScenarios: 'asHttpError' });
    const { paymentId } = await app.request('+250780000058', rwf(5_000), { provider: 'mtn-momo' });
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({
      status: 'failed',
      provider: 'mtn-momo',
      failure: { code: 'CONFIGURATION' },
    });
  });

  it('never goes to the other network on a doubt', async () => {
    app.sandbox.goesWrong({ fault: 'drop-after', operation: 'requesttopay' });
    const doubtful = await ask();
    expect(doubtful).toMatchObject({ status: 'created', provider: 'mtn-momo', attempts: [{ number: 1 }] });
    app.sandbox.goesWrong();
    const paid = await decide(doubtful, 'SUCCESSFUL');
    expect(paid).toMatchObject({ status: 'successful', provider: 'mtn-momo', attempts: [{ number: 1 }] });
  });

  it('goes round an outage that figures show, and back when they are well, without a payment that tries', async () => {
    const outage = async () => (await support.get('/v1/providers')).body.data[0]!['outage'] as object | null;
    await app.clock.pass({ seconds: 80 });
    app.sandbox.goesWrong(...(['create', 'status', 'account'] as const).map((on) => ({ fault: 'html', on }) as const));
    for (let call = 0; call < 12; call += 1) await ask({ provider: 'mtn-momo' });
    await app.clock.pass({ seconds: 20 });
    await app.caughtUp();
    expect(await outage()).toMatchObject({ figures: { calls: expect.any(Number), failed: expect.any(Number) } });
    const round = await ask();
    expect(round).toMatchObject({ provider: 'airtel-money' });
    expect(JSON.stringify(await routedOf(round.id))).toContain('outage-declared');
    await app.clock.pass({ minutes: 3 });
    expect(await outage()).not.toBeNull();
    app.sandbox.goesWrong();
    await app.clock.pass({ minutes: 3 });
    await app.caughtUp();
    expect(await outage()).toBeNull();
    expect(await ask()).toMatchObject({ provider: 'mtn-momo' });
  });

  it('counts for operators what each network took and did not take', async () => {
    const { text } = await app.anonymous.get('/metrics');
    expect(text).toMatch(/ishyura_routed_payments_total\{provider="airtel-money",what="chosen"\} [1-9]/);
    expect(text).toMatch(/ishyura_provider_outage_declared\{provider="mtn-momo"\} 0/);
  });
});
