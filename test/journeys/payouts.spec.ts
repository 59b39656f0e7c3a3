import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type Answer, type App, type Body, type Caller } from '../support/app.js';

// One installation for all of these stories: each has payees and records of its own.
let app: App;
let clerk: Caller;
let boss: Caller;
let records = 0;
beforeAll(async () => {
  app = await startApp({ settings: { APPROVAL_THRESHOLDS: '0:1,500000:2', REFUND_EXPIRY_SECONDS: '120' } });
  [clerk, boss] = [await app.client('finance'), await app.client('approver')];
});
afterAll(() => app.close());

const ask = (msisdn: string, more: Record<string, unknown> = {}) => ({
  amount: '25000',
  currency: 'RWF',
  payee: { msisdn, name: 'Aline Uwase' },
  record: { type: 'other', id: `ALLOWANCE-${(records += 1)}` },
  ...more,
});
const request = (msisdn: string, more: Record<string, unknown> = {}, by = app.service): Promise<Answer> =>
  by.post('/v1/payouts', ask(msisdn, more), { key: `key-${records}` });
const approve = (id: string, by = boss) => by.post(`/v1/payouts/${id}/approve`);
const payout = async (id: string, by = app.service): Promise<Body> => (await by.get(`/v1/payouts/${id}`)).body;
/** Asked for by the service and approved by another person. */
async function sent(msisdn: string, more: Record<string, unknown> = {}): Promise<Body> {
  const { body } = await request(msisdn, more);
  expect((await approve(body.id)).status).toBe(200);
  await app.caughtUp();
  return payout(body.id);
}
const transfers = (id: string) => app.sandbox.transactions(id);
const reviewOf = async (id: string) => (await app.admin.get(`/v1/reviews/${(await payout(id))['reviewId']}`)).body;
const decide = async (id: string, decision: string, more = {}) =>
  app.admin.post(`/v1/reviews/${(await payout(id))['reviewId']}/resolve`, {
    decision,
    evidence: 'MTN told us',
    ...more,
  });

describe('a payout', () => {
  it('waits for another person, is then sent to the phone, and is shown with all that is known of it', async () => {
    const { status, body, headers } = await request('0788123456', {
      description: 'Allowance of November',
      dimensions: { branch: 'kigali' },
      metadata: { ward: '7' },
    });
    expect([status, headers['location']]).toEqual([201, `/v1/payouts/${body.id}`]);
    expect(body).toMatchObject({
      status: 'requested',
      amount: '25000',
      currency: 'RWF',
      payee: { msisdn: '+250788123456', name: 'Aline Uwase' },
      provider: 'mtn-momo',
      providerReference: null,
      record: { type: 'other', id: `ALLOWANCE-${records}`, part: '1' },
      description: 'Allowance of November',
      dimensions: { branch: 'kigali' },
      metadata: { ward: '7' },
      batchId: null,
      requestedBy: app.service.id,
      approvedBy: [],
      rejectedBy: null,
      failure: null,
      reviewId: null,
      submittedAt: null,
      completedAt: null,
    });
    await app.caughtUp();
    expect(transfers(body.id)).toEqual([]);

    const approved = await approve(body.id);
    expect([approved.status, approved.body.status]).toEqual([200, 'approved']);
    await app.caughtUp();
    expect(await payout(body.id)).toMatchObject({
      status: 'successful',
      approvedBy: [boss.id],
      providerTransactionId: expect.any(String),
      submittedAt: expect.any(String),
      completedAt: expect.any(String),
    });
    expect(transfers(body.id)).toMatchObject([{ operation: 'transfer', status: 'SUCCESSFUL', amount: '25000' }]);
  });

  it('is approved by nobody who asked for it, and by as many people as its amount needs', async () => {
    const admin = await request('0788123401', { amount: '600000' }, app.admin);
    expect((await approve(admin.body.id, app.admin)).body.code).toBe('APPROVER_IS_REQUESTER');
    expect((await app.admin.post(`/v1/payouts/${admin.body.id}/reject`, { reason: 'x' })).status).toBe(403);
    expect((await approve(admin.body.id)).body).toMatchObject({ status: 'requested', approvedBy: [boss.id] });
    expect((await approve(admin.body.id)).body).toMatchObject({ status: 'requested', approvedBy: [boss.id] });
    const other = await app.client('approver');
    expect((await approve(admin.body.id, other)).body).toMatchObject({
      status: 'approved',
      approvedBy: [boss.id, other.id],
    });
    await app.caughtUp();
    expect(transfers(admin.body.id)).toHaveLength(1);
  });

  it('that is rejected is never sent, and leaves its record free', async () => {
    const first = ask('0788123402');
    const { body } = await app.service.post('/v1/payouts', first, { key: 'rejected' });
    const rejected = await boss.post(`/v1/payouts/${body.id}/reject`, { reason: 'No delivery' });
    expect(rejected.body).toMatchObject({ status: 'rejected', rejectedBy: boss.id });
    expect((await approve(body.id)).body).toMatchObject({ code: 'PAYOUT_NOT_REQUESTED', payoutStatus: 'rejected' });
    expect((await app.service.post(`/v1/payouts/${body.id}/attempts`, {}, { key: 'again' })).body.code).toBe(
      'ATTEMPT_NOT_ALLOWED',
    );
    expect((await app.service.post('/v1/payouts', first, { key: 'once-more' })).status).toBe(201);
    await app.caughtUp();
    expect(transfers(body.id)).toEqual([]);
  });

  it('asked for fifty times at once with one key is one, and with fifty keys is one and 49 refusals', async () => {
    const same = ask('0788123403');
    const alike = await Promise.all(
      Array.from({ length: 50 }, () => app.service.post('/v1/payouts', same, { key: 'fifty' })),
    );
    const created = alike.filter(({ status }) => status === 201);
    expect(new Set(created.map(({ body }) => body.id)).size).toBe(1);
    expect(
      alike.filter(({ status }) => status !== 201).every(({ body }) => body.code === 'IDEMPOTENCY_KEY_IN_FLIGHT'),
    ).toBe(true);
    const again = await app.service.post('/v1/payouts', same, { key: 'fifty' });
    expect([again.status, again.headers['idempotent-replayed'], again.body.id]).toEqual([
      201,
      'true',
      created[0]!.body.id,
    ]);
    const reused = await app.service.post('/v1/payouts', { ...same, amount: '1' }, { key: 'fifty' });
    expect([reused.status, reused.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);

    const record = { record: { type: 'other', id: 'FIFTY' } };
    const apart = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        app.service.post('/v1/payouts', ask('0788123404', record), { key: `fifty-${at}` }),
      ),
    );
    const [one, ...none] = apart.filter(({ status }) => status === 201);
    expect(none).toEqual([]);
    const refused = apart.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(49);
    for (const { body } of refused)
      expect(body).toMatchObject({ code: 'RECORD_PAYOUT_IN_PROGRESS', payoutId: one!.body.id });
  });

  it('approved fifty times at once is sent once', async () => {
    const { body } = await request('0788123405');
    await Promise.all(Array.from({ length: 50 }, () => approve(body.id)));
    await app.caughtUp();
    expect([(await payout(body.id)).status, transfers(body.id).length]).toEqual(['successful', 1]);
  });

  it('takes its record: of a service for itself, of people for the whole organisation', async () => {
    const record = { record: { type: 'invoice', id: 'SHARED' } };
    const { id } = await sent('0788123406', record);
    expect((await request('0788123406', record)).body).toMatchObject({ code: 'RECORD_ALREADY_PAID_OUT', payoutId: id });
    expect((await request('0788123406', { record: { ...record.record, part: '2' } })).status).toBe(201);
    expect((await request('0788123406', record, await app.client('service'))).status).toBe(201);
    const byClerk = await request('0788123406', record, clerk);
    expect(byClerk.status).toBe(201);
    expect((await request('0788123406', record, await app.client('finance'))).body).toMatchObject({
      code: 'RECORD_PAYOUT_IN_PROGRESS',
      payoutId: byClerk.body.id,
    });
  });

  it.each([
    ['an amount with an exponent', { amount: '1e3' }, 400, 'INVALID_REQUEST'],
    ['a number of JSON', { amount: 1_000 }, 400, 'INVALID_REQUEST'],
    ['decimals in francs', { amount: '5000.00' }, 400, 'INVALID_REQUEST'],
    ['nothing to pay', { amount: '0' }, 400, 'INVALID_REQUEST'],
    ['no payee', { payee: undefined }, 400, 'INVALID_REQUEST'],
    ['a payer', { payer: { msisdn: '0788123456' } }, 400, 'INVALID_REQUEST'],
    ['a number of another network', { payee: { msisdn: '0730000000' } }, 422, 'MSISDN_NOT_SUPPORTED'],
    ['a currency that the provider does not pay in', { currency: 'EUR' }, 422, 'CURRENCY_NOT_SUPPORTED'],
    ['a provider that is not configured', { provider: 'airtel-money' }, 422, 'PROVIDER_NOT_AVAILABLE'],
  ])('is refused for %s', async (_, more, status, code) => {
    const refused = await request('0788123407', more);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  it('of another client is not there, and its number is masked for people without payer:read', async () => {
    const { id } = await sent('0788123408');
    const stranger = await app.client('service');
    expect((await stranger.get(`/v1/payouts/${id}`)).body.code).toBe('PAYOUT_NOT_FOUND');
    expect((await stranger.post(`/v1/payouts/${id}/attempts`, {}, { key: 'x' })).status).toBe(404);
    expect((await payout(id))['payee']).toMatchObject({ msisdn: '+250788123408' });
    expect((await payout(id, clerk))['payee']).toMatchObject({ msisdn: '+25078*****08' });
    expect((await payout(id, boss))['payee']).toMatchObject({ msisdn: '+25078*****08' });
  });

  it('is listed by its status and time', async () => {
    await app.clock.pass({ seconds: 1 });
    const { body } = await request('0788123409');
    await app.caughtUp();
    const listed = await app.service.get('/v1/payouts?status=requested&limit=1');
    expect(listed.body.data.map(({ id }) => id)).toEqual([body.id]);
    expect(
      (await app.service.get(`/v1/payouts?to=${String(body['createdAt'])}`)).body.data.every(
        ({ id }) => id !== body.id,
      ),
    ).toBe(true);
    expect((await (await app.client('service')).get('/v1/payouts')).body.data).toEqual([]);
  });
});

describe('a payout that has failed', () => {
  it.each([
    ['for lack of float', '250780000055', 'INSUFFICIENT_FUNDS'],
    ['as the provider’s EXPIRED, which is a failure here', '250780000052', 'EXPIRED'],
    ['as no wallet has the number', '250780000057', 'PAYER_NOT_FOUND'],
  ])('%s says so, and its record is free', async (_, msisdn, code) => {
    const failed = await sent(msisdn);
    expect(failed).toMatchObject({ status: 'failed', failure: { code }, completedAt: null });
    expect((await request('0788123410', { record: failed['record'] })).status).toBe(201);
  });

  it('is sent again to the same payee under a new reference, without a new approval', async () => {
    const failed = await sent('250780000053'.replace('53', '50'));
    const again = () => app.service.post(`/v1/payouts/${failed.id}/attempts`, {}, { key: 'attempt' });
    const answered = await again();
    expect([answered.status, answered.body.status, answered.body['approvedBy']]).toEqual([202, 'approved', [boss.id]]);
    await app.caughtUp();
    const replayed = await again();
    expect([replayed.status, replayed.headers['idempotent-replayed']]).toEqual([202, 'true']);
    const { attempts } = (await payout(failed.id)) as unknown as { attempts: readonly Body[] };
    expect(attempts.map(({ status }) => status)).toEqual(['failed', 'failed']);
    expect(new Set(attempts.map(({ providerReference }) => providerReference)).size).toBe(2);
    const other = await app.service.post(
      `/v1/payouts/${failed.id}/attempts`,
      { payee: { msisdn: '0788123411' } },
      { key: 'attempt' },
    );
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  it('is sent to another payee only when it was approved again', async () => {
    const failed = await sent('250780000050');
    const changed = await app.service.post(
      `/v1/payouts/${failed.id}/attempts`,
      { payee: { msisdn: '0788123412', name: 'Eric' } },
      { key: 'other' },
    );
    expect(changed.body).toMatchObject({
      status: 'requested',
      approvedBy: [],
      payee: { msisdn: '+250788123412', name: 'Eric' },
    });
    await app.caughtUp();
    expect(transfers(failed.id)).toHaveLength(1);
    await approve(failed.id);
    await app.caughtUp();
    expect(await payout(failed.id)).toMatchObject({ status: 'successful', payee: { msisdn: '+250788123412' } });
    expect(
      transfers(failed.id)
        .map(({ status }) => status)
        .toSorted(),
    ).toEqual(['FAILED', 'SUCCESSFUL']);
    expect((await app.service.post(`/v1/payouts/${failed.id}/attempts`, {}, { key: 'third' })).body).toMatchObject({
      code: 'ATTEMPT_NOT_ALLOWED',
      payoutStatus: 'successful',
    });
  });

  it('is not sent again while another payout holds its record', async () => {
    const failed = await sent('250780000050');
    const other = await request('0788123413', { record: failed['record'] });
    const refused = await app.service.post(`/v1/payouts/${failed.id}/attempts`, {}, { key: 'held' });
    expect(refused.body).toMatchObject({ code: 'RECORD_PAYOUT_IN_PROGRESS', payoutId: other.body.id });
  });

  it('needs approval again for the same payee when its approver has left', async () => {
    const leaver = await app.client('approver');
    const { body } = await request('250780000050');
    await approve(body.id, leaver);
    await app.caughtUp();
    await app.admin.call('DELETE', `/v1/api-clients/${leaver.id}`);
    const again = await app.service.post(`/v1/payouts/${body.id}/attempts`, {}, { key: 'left' });
    expect(again.body).toMatchObject({ status: 'requested', approvedBy: [] });
  });
});

describe('a payout without a final answer', () => {
  it('is what the provider says when asked, whatever a callback to its address claims', async () => {
    const pending = await sent('250780000053');
    const path = app.sandbox.callbackPath(pending.id);
    const entries = async () => (await app.admin.get(`/v1/ledger/entries?payoutId=${pending.id}`)).body.data;
    const before = await entries();
    for (const status of ['SUCCESSFUL', 'FAILED', 'SUCCESSFUL']) {
      const lie = { externalId: pending.id, status, amount: '25000', currency: 'RWF', financialTransactionId: '1' };
      expect((await app.anonymous.call('PUT', path, { body: lie })).status).toBe(200);
      await app.caughtUp();
      expect((await payout(pending.id)).status).toBe('submitted');
    }
    expect((await app.service.post(`/v1/payouts/${pending.id}/attempts`, {}, { key: 'lied' })).body.code).toBe(
      'ATTEMPT_NOT_ALLOWED',
    );
    expect(await entries()).toEqual(before);
    await app.sandbox.says(pending.id, 'SUCCESSFUL');
    await app.caughtUp();
    expect([(await payout(pending.id)).status, transfers(pending.id).length]).toEqual(['successful', 1]);
  });

  it('is uncertain after REFUND_EXPIRY_SECONDS, holds its record, and a person settles it in its review', async () => {
    const pending = await sent('250780000053');
    expect(pending.status).toBe('submitted');
    await app.clock.pass({ minutes: 3 });
    await app.caughtUp();
    const uncertain = await payout(pending.id);
    expect([uncertain.status, (await reviewOf(pending.id))['reason']]).toEqual(['uncertain', 'UNCERTAIN_PAYOUT']);
    expect(await reviewOf(pending.id)).toMatchObject({ status: 'open', paymentId: null, payoutId: pending.id });
    expect((await request('0788123414', { record: pending['record'] })).body).toMatchObject({
      code: 'RECORD_PAYOUT_IN_PROGRESS',
      payoutId: pending.id,
    });
    expect((await app.service.post(`/v1/payouts/${pending.id}/attempts`, {}, { key: 'doubt' })).body.code).toBe(
      'ATTEMPT_NOT_ALLOWED',
    );
    expect((await decide(pending.id, 'not-paid')).body).toMatchObject({
      code: 'PROVIDER_SAYS_PENDING',
      payoutId: pending.id,
    });
    expect((await decide(pending.id, 'not-paid', { force: true })).status).toBe(200);
    expect((await payout(pending.id)).status).toBe('failed');
  });

  it('that a person decided as paid is successful, and its record is paid out', async () => {
    const pending = await sent('250780000053');
    await app.clock.pass({ minutes: 3 });
    await app.caughtUp();
    expect((await decide(pending.id, 'paid', { providerTransactionId: '9012345678' })).status).toBe(200);
    expect(await payout(pending.id)).toMatchObject({ status: 'successful', providerTransactionId: '9012345678' });
    expect((await request('0788123415', { record: pending['record'] })).body.code).toBe('RECORD_ALREADY_PAID_OUT');
  });

  it('whose answer was lost is asked about, and not sent under another reference', async () => {
    app.sandbox.goesWrong({ fault: 'drop-after', operation: 'transfer', msisdn: '250788123416' });
    const { id } = await sent('0788123416');
    app.sandbox.goesWrong();
    await app.clock.pass({ minutes: 1 });
    await app.caughtUp();
    expect([(await payout(id)).status, transfers(id).length]).toEqual(['successful', 1]);
  });
});

describe('late truth', () => {
  it('after a failure holds the record as perhaps paid, until a person has decided', async () => {
    const failed = await sent('250780000050');
    expect(failed.status).toBe('failed');
    const waiting = await request('0788123417', { record: failed['record'] });
    expect(waiting.status).toBe(201);
    await app.sandbox.says(failed.id, 'SUCCESSFUL');
    await app.caughtUp();
    expect(await reviewOf(failed.id)).toMatchObject({ reason: 'CONTRADICTION', status: 'open' });

    const held = { code: 'RECORD_PERHAPS_PAID', payoutId: failed.id };
    // What was asked for before the truth came is not approved any more; nothing new is asked for; and the payout itself is not sent again.
    expect((await approve(waiting.body.id)).body).toMatchObject(held);
    expect((await request('0788123418', { record: failed['record'] })).body).toMatchObject(held);
    expect((await app.service.post(`/v1/payouts/${failed.id}/attempts`, {}, { key: 'late' })).body).toMatchObject(held);

    expect((await decide(failed.id, 'paid')).status).toBe(200);
    expect((await payout(failed.id)).status).toBe('successful');
    expect((await approve(waiting.body.id)).body).toMatchObject({
      code: 'RECORD_ALREADY_PAID_OUT',
      payoutId: failed.id,
    });
    await app.caughtUp();
    expect(transfers(waiting.body.id)).toEqual([]);
  });
});

describe('the story of a payout', () => {
  it('is told in sentences, as it stood at any moment, with what the provider called back', async () => {
    const before = app.clock.at;
    await app.clock.pass({ seconds: 1 });
    const { body } = await request('0788123490', { description: 'Allowance' });
    const asked = app.clock.at;
    await app.clock.pass({ seconds: 1 });
    await approve(body.id);
    await app.caughtUp();
    const auditor = await app.client('auditor');
    const at = async (moment?: string) =>
      auditor.get(`/v1/audit/payouts/${body.id}${moment === undefined ? '' : `?at=${moment}`}`);
    expect((await at(before)).body).toMatchObject({ code: 'PAYOUT_NOT_FOUND', payoutId: body.id });
    expect((await at(asked)).body).toMatchObject({ payout: { status: 'requested', approvedBy: [] } });
    const { payout: standing, events } = (await at()).body as unknown as { payout: Body; events: readonly Body[] };
    expect(standing).toMatchObject({
      id: body.id,
      status: 'successful',
      payee: { msisdn: '+25078*****90' },
      approvedBy: [boss.id],
    });
    const sentences = events.map(({ sentence }) => String(sentence));
    expect(sentences).toEqual(
      expect.arrayContaining([
        expect.stringContaining(`asked for payout ${body.id} of 25,000 RWF`),
        expect.stringContaining(`approved payout ${body.id}; it is sent`),
        `MTN took payout ${body.id} in`,
        'MTN called back: a reason to ask for the status',
        expect.stringContaining(`MTN said SUCCESSFUL of payout ${body.id}, transaction`),
      ]),
    );
    const { data } = (await auditor.get(`/v1/callbacks?payoutId=${body.id}`)).body;
    expect(data).toMatchObject([{ matched: true, paymentId: null, refundId: null, payoutId: body.id }]);
    expect((await app.service.get(`/v1/audit/payouts/${body.id}`)).status).toBe(403);
  });
});
