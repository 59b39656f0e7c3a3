import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';

describe('one business record', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const ask = (record: Record<string, string>, key: string, by = app.service, msisdn = '0780000001') =>
    by.post('/v1/payments', { ...rwf(5_000), payer: { msisdn }, record }, { key });

  it('has one payment in progress, which the refusal of every other request names', async () => {
    const record = { type: 'invoice', id: 'A-1' };
    const first = await ask(record, 'a-1');
    const second = await ask(record, 'a-2');
    expect([second.status, second.body]).toMatchObject([
      409,
      { code: 'RECORD_PAYMENT_IN_PROGRESS', paymentId: first.body.id },
    ]);
    await app.caughtUp();
    expect(app.provider.requests.map(({ externalId }) => externalId)).toEqual([first.body.id]);
  });

  it('that is paid is not paid again', async () => {
    const record = { type: 'invoice', id: 'A-2' };
    const first = await ask(record, 'b-1');
    await app.caughtUp();
    await app.sandbox.payerApproves(first.body.id);
    await app.caughtUp();
    const second = await ask(record, 'b-2');
    expect([second.status, second.body]).toMatchObject([
      409,
      { code: 'RECORD_ALREADY_PAID', paymentId: first.body.id },
    ]);
  });

  it('is free again after its payment failed', async () => {
    const record = { type: 'invoice', id: 'A-3' };
    const first = await ask(record, 'c-1');
    await app.caughtUp();
    await app.sandbox.payerRejects(first.body.id);
    await app.caughtUp();
    expect((await ask(record, 'c-2')).status).toBe(202);
  });

  it('is not free while it is uncertain whether its payment moved money', async () => {
    const record = { type: 'invoice', id: 'A-4' };
    const first = await ask(record, 'd-1', app.service, '0780000053');
    await app.clock.pass({ minutes: 6 });
    expect(await app.payment(first.body.id)).toMatchObject({ status: 'uncertain' });
    expect((await ask(record, 'd-2')).body).toMatchObject({
      code: 'RECORD_PAYMENT_IN_PROGRESS',
      paymentId: first.body.id,
    });
  });

  it('is another record with another type, id, part or client', async () => {
    const answers = await Promise.all([
      ask({ type: 'invoice', id: 'A-5' }, 'e-1'),
      ask({ type: 'order', id: 'A-5' }, 'e-2'),
      ask({ type: 'invoice', id: 'A-5', part: '2' }, 'e-3'),
      ask({ type: 'invoice', id: 'A-5', part: '01' }, 'e-4'),
      ask({ type: 'invoice', id: 'a-5' }, 'e-5'),
      ask({ type: 'invoice', id: 'A-5' }, 'e-1', await app.client('service')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202, 202, 202]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(6);
  });

  it('without a part is its part 1', async () => {
    const [none, one] = [
      { type: 'invoice', id: 'A-6' },
      { type: 'invoice', id: 'A-6', part: '1' },
    ] as const;
    for (const [index, [first, second]] of [
      [none, one],
      [one, none],
    ].entries()) {
      const payment = await ask({ ...first!, id: `A-6-${index}` }, `f-${index}-1`);
      expect([payment.status, payment.body.record]).toEqual([202, { ...first, id: `A-6-${index}` }]);
      const refused = await ask({ ...second!, id: `A-6-${index}` }, `f-${index}-2`);
      expect([refused.status, refused.body]).toMatchObject([
        409,
        { code: 'RECORD_PAYMENT_IN_PROGRESS', paymentId: payment.body.id },
      ]);
    }
  });

  it('with fifty concurrent requests has one payment, which the other answers name', async () => {
    const record = (index: number) => ({ type: 'booking', id: 'rush', ...(index % 2 === 0 && { part: '1' }) });
    const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => ask(record(index), `rush-${index}`)));
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted).toHaveLength(1);
    for (const { status, body } of answers) {
      if (status === 202) continue;
      expect([status, body]).toMatchObject([
        409,
        { code: 'RECORD_PAYMENT_IN_PROGRESS', paymentId: accepted[0]!.body.id },
      ]);
    }
    await app.caughtUp();
    expect(app.provider.requests.filter(({ externalId }) => externalId === accepted[0]!.body.id)).toHaveLength(1);
  });
});

describe('how a record stands', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const standing = async (path: string, by = app.service) => (await by.get(`/v1/records/${path}`)).body;

  it('is told from the claim to the refund, never later than the answers of its payments', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000), { record: { type: 'invoice', id: 'S-1' } });
    const asked = { type: 'invoice', id: 'S-1', part: '1', paymentId, amount: '5000', currency: 'RWF' };
    const open = { ...asked, status: 'in-progress', paidAt: null, refundedAmount: '0', receipt: null };
    // The documents may lag behind: none is read.
    expect(await standing('invoice/S-1')).toEqual(open);
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const { confirmedAt, receipt } = await app.payment(paymentId);
    const paid = { ...open, status: 'paid', paidAt: confirmedAt, receipt };
    expect(receipt).not.toBeNull();
    expect(await standing('invoice/S-1')).toEqual(paid);
    const finance = await app.client('finance');
    const refund = await finance.post(
      `/v1/payments/${paymentId}/refunds`,
      { amount: '2000', reason: 'Too much.', method: 'manual' },
      { key: 'refund-1' },
    );
    const approver = await app.client('approver');
    await approver.post(`/v1/refunds/${refund.body.id}/approve`);
    const another = await app.client('finance');
    const done = await another.post(`/v1/refunds/${refund.body.id}/complete`, {
      providerReference: '1',
      note: 'Cash.',
    });
    expect(done.body.status).toBe('successful');
    expect(await standing('invoice/S-1')).toEqual({ ...paid, refundedAmount: '2000' });
  });

  it('is unpaid after a failure, and names the newest payment', async () => {
    const first = await app.request('0780000001', rwf(5_001), { record: { type: 'permit', id: 'S/2 é' } });
    await app.caughtUp();
    await app.sandbox.payerRejects(first.paymentId);
    await app.caughtUp();
    const path = 'permit/S%2F2%20%C3%A9';
    expect(await standing(path)).toMatchObject({ id: 'S/2 é', status: 'unpaid', paymentId: first.paymentId });
    const second = await app.request('0780000001', rwf(5_002), { record: { type: 'permit', id: 'S/2 é' } });
    expect(await standing(path)).toMatchObject({ status: 'in-progress', paymentId: second.paymentId, amount: '5002' });
  });

  it('is uncertain while its payment is', async () => {
    const { paymentId } = await app.request('0780000053', rwf(5_003), { record: { type: 'order', id: 'S-3' } });
    await app.clock.pass({ minutes: 6 });
    expect(await standing('order/S-3')).toMatchObject({ status: 'uncertain', paymentId });
  });

  it('of a part is that of the part; without a part it is part 1, in whichever way it was asked for', async () => {
    const part = async (id: string, part?: string) =>
      (await app.request('0780000001', rwf(6_000), { record: { type: 'service', id, ...(part && { part }) } }))
        .paymentId;
    const [whole, one, two] = [await part('S-4'), await part('S-5', '1'), await part('S-5', '2')];
    const found = async (path: string) => {
      const { part, paymentId } = await standing(path);
      return [part, paymentId];
    };
    expect(await found('service/S-4')).toEqual(['1', whole]);
    expect(await found('service/S-4?part=1')).toEqual(['1', whole]);
    expect(await found('service/S-5')).toEqual(['1', one]);
    expect(await found('service/S-5?part=1')).toEqual(['1', one]);
    expect(await found('service/S-5?part=2')).toEqual(['2', two]);
    expect((await app.service.get('/v1/records/service/S-4?part=2')).body.code).toBe('RECORD_NOT_FOUND');
  });

  it('is 404 where no payment was ever asked for it, and for another client', async () => {
    await app.request('0780000001', rwf(5_004), { record: { type: 'order', id: 'S-6' } });
    const stranger = await app.client('service');
    for (const [by, path] of [
      [app.service, 'order/S-unknown'],
      [app.service, 'invoice/S-6'],
      [app.service, 'rubbish/1e3'],
      [stranger, 'order/S-6'],
      [stranger, `order/S-6?client=${app.service.id}`],
      [app.admin, 'order/S-6'],
      [app.admin, 'order/S-6?client=cli_0'],
    ] as const) {
      const { status, body } = await by.get(`/v1/records/${path}`);
      expect([path, status, body.code]).toEqual([path, 404, 'RECORD_NOT_FOUND']);
    }
  });

  it('is shown to roles that see all payments where they name the client, and 400 where they do not', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_005), { record: { type: 'order', id: 'S-7' } });
    const support = await app.client('support');
    expect(await standing(`order/S-7?client=${app.service.id}`, support)).toMatchObject({ paymentId });
    const { status, body } = await support.get('/v1/records/order/S-7');
    expect([status, body.errors.map(({ field }) => field)]).toEqual([400, ['client']]);
    for (const query of ['part=', 'client=', 'more=1', 'part=1&part=2'])
      expect([query, (await app.service.get(`/v1/records/order/S-7?${query}`)).status]).toEqual([query, 400]);
  });

  it('is answered after its outcome where the caller prefers to wait', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_006), { record: { type: 'order', id: 'S-8' } });
    await app.caughtUp();
    const awake = app.clock.sleepers;
    const waiting = [`/v1/records/order/S-8`, `/v1/payments/${paymentId}`].map((path) =>
      app.service.get(path, { prefer: 'wait=99' }),
    );
    while (app.clock.sleepers < awake + 2) await new Promise(setImmediate);
    await app.sandbox.payerApproves(paymentId);
    const [record, payment] = await Promise.all(waiting);
    expect([record!.body.status, payment!.body.status]).toEqual(['paid', 'successful']);
    for (const { headers } of [record!, payment!]) expect(headers['preference-applied']).toBe('wait=10');
    const again = await app.service.get('/v1/records/order/S-8', { prefer: 'wait=3' });
    expect([again.body.status, again.headers['preference-applied']]).toEqual(['paid', 'wait=3']);
    const not = await app.service.get('/v1/records/order/S-8', { prefer: 'wait=1e3' });
    expect(not.headers['preference-applied']).toBeUndefined();
  });

  it('is answered as it is when the wait is over', async () => {
    await app.request('0780000001', rwf(5_007), { record: { type: 'order', id: 'S-9' } });
    await app.caughtUp();
    const awake = app.clock.sleepers;
    const waiting = app.service.get('/v1/records/order/S-9', { prefer: 'wait=2' });
    while (app.clock.sleepers < awake + 1) await new Promise(setImmediate);
    await app.clock.pass({ seconds: 2 });
    const { body, headers } = await waiting;
    expect([body.status, headers['preference-applied']]).toEqual(['in-progress', 'wait=2']);
  });
});

describe('the same payer and amount for another record', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  const suspected = async (id: string) => (await app.payment(id))['duplicateSuspected'];

  it('within the window is accepted and suspected', async () => {
    const first = await app.request('0780000001', rwf(5_000));
    await app.clock.pass({ seconds: 600 });
    const second = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    expect(await suspected(second.paymentId)).toBe(true);
    expect(await suspected(first.paymentId)).toBe(false);
    expect((await app.timeline(second.paymentId)).find(({ type }) => type === 'DuplicateSuspected')).toMatchObject({
      data: { otherPaymentId: first.paymentId },
    });
    expect(app.sandbox.transactions(second.paymentId)).toHaveLength(1);
  });

  it('after the window is not suspected, nor is another amount or another payer', async () => {
    await app.request('0780000002', rwf(5_000));
    await app.clock.pass({ seconds: 601 });
    const late = await app.request('0780000002', rwf(5_000));
    const more = await app.request('0780000002', rwf(5_001));
    const other = await app.request('0780000003', rwf(5_000));
    await app.caughtUp();
    expect(await Promise.all([late, more, other].map(({ paymentId }) => suspected(paymentId)))).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('is recognised by its payer in every form of the number', async () => {
    await app.request('0780000004', rwf(5_000));
    await app.clock.pass({ seconds: 1 });
    const second = await app.request('+250780000004', rwf(5_000));
    await app.caughtUp();
    expect(await suspected(second.paymentId)).toBe(true);
  });

  it('at the same moment is suspected for one of the two, not for both', async () => {
    const both = await Promise.all([app.request('0780000005', rwf(9_000)), app.request('0780000005', rwf(9_000))]);
    await app.caughtUp();
    const seen = await Promise.all(both.map(({ paymentId }) => suspected(paymentId)));
    expect(seen.sort()).toEqual([false, true]);
  });
});

describe('a support note', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  it('is recorded with its author, and changes nothing else', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    await app.caughtUp();
    const before = await app.payment(paymentId);
    const support = await app.client('support');
    const text = 'The customer says that she was charged twice.';
    const answer = await support.post(`/v1/payments/${paymentId}/notes`, { text });
    expect(answer.status).toBe(201);
    expect(await app.payment(paymentId)).toEqual(before);
    expect((await app.timeline(paymentId)).at(-1)).toMatchObject({
      type: 'NoteAdded',
      actor: { kind: 'client', id: support.id, name: 'support' },
      data: { note: text },
    });
  });

  it.each([[{}], [{ text: '' }], [{ text: 7 }], [{ text: 'x'.repeat(2_001) }], [{ text: 'x', more: 1 }]])(
    'must not be empty or invalid: %j is refused',
    async (body) => {
      const { paymentId } = await app.request('0780000001', rwf(5_000));
      const answer = await app.service.post(`/v1/payments/${paymentId}/notes`, body);
      expect([answer.status, answer.body.code]).toEqual([400, 'INVALID_REQUEST']);
    },
  );

  it('on an unknown payment, or one of another client, is 404', async () => {
    const { paymentId } = await app.request('0780000001', rwf(5_000));
    const other = await app.client('service');
    for (const [by, id] of [
      [app.service, 'pay_0'],
      [other, paymentId],
    ] as const) {
      const answer = await by.post(`/v1/payments/${id}/notes`, { text: 'x' });
      expect([answer.status, answer.body.code]).toEqual([404, 'PAYMENT_NOT_FOUND']);
    }
  });
});
