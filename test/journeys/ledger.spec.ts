import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';

interface Account extends Body {
  readonly balance: string;
}

// One app and one story: it begins at 14:00 in Kigali on the 22nd of November.
let app: App;
let finance: Caller;
let approver: Caller;

beforeAll(async () => {
  app = await startApp({ tickSeconds: 60, settings: { APPROVAL_THRESHOLDS: '0:1,500000:2' } });
  [finance, approver] = [await app.client('finance'), await app.client('approver')];
});
afterAll(() => app.close());

const payer = '+250788123456';
const ledger = async (path: string): Promise<Body> => (await finance.get(`/v1/ledger/${path}`)).body;
const entriesOf = async (query: string) => (await ledger(`entries?${query}`)).data;
const balancesOf = (balance: Body): Record<string, string> =>
  Object.fromEntries(
    (balance['accounts'] as Account[])
      .filter(({ balance: sum }) => sum !== '0')
      .map(({ code, balance: sum }) => [code, sum]),
  );
const balances = async (at?: string) => {
  const balance = await ledger(`trial-balance${at === undefined ? '' : `?at=${at}`}`);
  expect(balance['debits']).toBe(balance['credits']);
  return balancesOf(balance);
};

async function paid(amount: number, dimensions: object = { service: 'Permits', branch: 'kigali' }): Promise<string> {
  const { paymentId } = await app.request(payer, rwf(amount), { dimensions });
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  return paymentId;
}

let beforeAnything: string;
let afterTheFirst: string;
let first: string;

describe('the ledger', () => {
  it('has its accounts before any money has moved, and they balance', async () => {
    beforeAnything = app.clock.at;
    const { data } = await ledger('accounts');
    expect(data.map(({ code, balance }) => [code, balance])).toEqual([
      ['bank', '0'],
      ['payouts-in-transit', '0'],
      ['provider:mtn-momo:wallet', '0'],
      ['settlement-in-transit', '0'],
      ['overpayments', '0'],
      ['refunds-payable', '0'],
      ['suspense', '0'],
      ['fees:mtn-momo', '0'],
      ['write-offs', '0'],
      ['adjustments', '0'],
      ['opening-balances', '0'],
    ]);
    expect(await balances()).toEqual({});
  });

  it('posts a confirmed payment to the wallet and to the revenue of its service', async () => {
    await app.clock.pass({ seconds: 5 });
    first = await paid(5_000);
    await app.clock.pass({ seconds: 1 });
    afterTheFirst = app.clock.at;
    const [entry] = await entriesOf(`paymentId=${first}`);
    const events = (await app.admin.get(`/v1/audit/events?type=PaymentSucceeded`)).body.data;
    expect(entry).toEqual({
      id: `ent_${events[0]!.id.replaceAll('-', '')}`,
      at: (await app.payment(first))['confirmedAt'],
      day: '2026-11-22',
      forDay: '2026-11-22',
      description: 'Payment received',
      source: { type: 'payment', id: first, eventId: events[0]!.id },
      lines: [
        { account: 'provider:mtn-momo:wallet', debit: '5000', credit: '0', currency: 'RWF', dimensions: {} },
        {
          account: 'revenue:permits',
          debit: '0',
          credit: '5000',
          currency: 'RWF',
          dimensions: { service: 'Permits', branch: 'kigali' },
        },
      ],
    });
    expect(await balances()).toEqual({ 'provider:mtn-momo:wallet': '5000', 'revenue:permits': '5000' });
  });

  it('lists entries by account, by payment and by time, newest first and in pages', async () => {
    await app.clock.pass({ seconds: 10 });
    const second = await paid(700, { service: 'parking' });
    const ids = async (query: string) => (await entriesOf(query)).map(({ source }) => (source as Body).id);
    expect(await ids('account=provider:mtn-momo:wallet')).toEqual([second, first]);
    expect(await ids('account=revenue:parking')).toEqual([second]);
    expect(await ids(`paymentId=${second}&account=revenue:parking`)).toEqual([second]);
    expect(await ids(`from=${afterTheFirst}`)).toEqual([second]);
    expect(await ids(`to=${afterTheFirst}&account=provider:mtn-momo:wallet`)).toEqual([first]);
    expect(await ids('refundId=ref_none')).toEqual([]);
    expect(await ids('refundId=ref_none&payoutId=out_none')).toEqual([]);
    const page = await ledger('entries?limit=1');
    expect(page.data.map(({ source }) => (source as Body).id)).toEqual([second]);
    expect(await ids(`limit=1&cursor=${page.nextCursor}`)).toEqual([first]);
  });

  it('shows the balances of an earlier moment, before later facts were known', async () => {
    expect(await balances(beforeAnything)).toEqual({});
    expect(await balances(afterTheFirst)).toEqual({ 'provider:mtn-momo:wallet': '5000', 'revenue:permits': '5000' });
    const { confirmedAt } = (await app.payment(first)) as unknown as { confirmedAt: string };
    const msBefore = new Date(Date.parse(confirmedAt) - 1).toISOString();
    expect([await balances(msBefore), await balances(confirmedAt)]).toEqual([
      {},
      { 'provider:mtn-momo:wallet': '5000', 'revenue:permits': '5000' },
    ]);
    expect((await ledger('trial-balance?currency=EUR'))['debits']).toBe('0.00');
    expect((await finance.get('/v1/ledger/trial-balance?at=yesterday')).status).toBe(400);
  });

  it('keeps money that the provider contradicts in suspense until a person decides', async () => {
    const { paymentId } = await app.request(payer, rwf(900), { dimensions: { service: 'parking' } });
    await app.caughtUp();
    await app.sandbox.payerRejects(paymentId);
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.service.post(`/v1/payments/${paymentId}/status-check`);
    await app.caughtUp();
    expect(await app.payment(paymentId)).toMatchObject({ status: 'failed' });
    expect(await balances()).toMatchObject({ suspense: '900', 'provider:mtn-momo:wallet': '6600' });
    const [review] = (await app.admin.get(`/v1/reviews?paymentId=${paymentId}`)).body.data;
    const decision = { decision: 'returned', evidence: 'MTN gave it back.' };
    expect((await app.admin.post(`/v1/reviews/${review!.id}/resolve`, decision)).status).toBe(200);
    await app.caughtUp();
    expect((await balances())['suspense']).toBeUndefined();
    expect((await entriesOf(`paymentId=${paymentId}`)).map(({ description }) => description)).toEqual([
      'Money in doubt was not taken, or was returned',
      'Money was perhaps taken',
    ]);
  });
});

describe('a refund', () => {
  it('is owed from its approval on, and leaves the wallet when it is paid', async () => {
    await app.clock.pass({ seconds: 1 });
    const asked = await finance.post(
      `/v1/payments/${first}/refunds`,
      { amount: '2000', reason: 'The permit was refused.' },
      { key: 'refund-1' },
    );
    await app.caughtUp();
    expect(await entriesOf(`refundId=${asked.body.id}`)).toEqual([]);
    expect((await approver.post(`/v1/refunds/${asked.body.id}/approve`)).status).toBe(200);
    await app.caughtUp();
    await app.clock.pass({ minutes: 2 });
    await app.caughtUp();
    expect((await finance.get(`/v1/refunds/${asked.body.id}`)).body.status).toBe('successful');
    const entries = await entriesOf(`refundId=${asked.body.id}`);
    expect(entries.map(({ description, source }) => [description, source])).toMatchObject([
      ['Refund paid', { type: 'refund', id: asked.body.id }],
      ['Refund approved: it is owed', { type: 'refund', id: asked.body.id }],
    ]);
    expect((await entriesOf(`paymentId=${first}`)).map(({ id }) => id)).toEqual(
      expect.arrayContaining(entries.map(({ id }) => id)),
    );
    expect(await balances()).toMatchObject({ 'provider:mtn-momo:wallet': '3700', 'revenue:permits': '3000' });
    expect((await balances())['refunds-payable']).toBeUndefined();
  });
});

describe('a payout', () => {
  it('is in transit once the provider has taken it in, and an expense of its service when it is paid', async () => {
    await app.clock.pass({ seconds: 1 });
    const body = {
      amount: '400',
      currency: 'RWF',
      payee: { msisdn: payer },
      record: { type: 'other', id: 'ALLOWANCE-1' },
      dimensions: { service: 'allowances' },
    };
    const asked = await finance.post('/v1/payouts', body, { key: 'payout-1' });
    expect((await approver.post(`/v1/payouts/${asked.body.id}/approve`)).status).toBe(200);
    await app.caughtUp();
    await app.clock.pass({ minutes: 2 });
    await app.caughtUp();
    expect((await finance.get(`/v1/payouts/${asked.body.id}`)).body.status).toBe('successful');
    const entries = await entriesOf(`payoutId=${asked.body.id}`);
    expect(entries.map(({ description, source }) => [description, source])).toMatchObject([
      ['Payout paid', { type: 'payout', id: asked.body.id }],
      ['Payout is under way', { type: 'payout', id: asked.body.id }],
    ]);
    expect(await balances()).toMatchObject({ 'provider:mtn-momo:wallet': '3300', 'payouts:allowances': '400' });
    expect((await balances())['payouts-in-transit']).toBeUndefined();
  });
});

describe('an adjustment', () => {
  const lines = (debit: string, credit = debit) => [
    { account: 'fees:mtn-momo', debit },
    { account: 'provider:mtn-momo:wallet', credit },
  ];
  const ask = (body: object, key: string, by = finance) =>
    by.post('/v1/ledger/adjustments', { lines: lines('25'), currency: 'RWF', reason: 'Fees', ...body }, { key });

  it('is posted when another person has approved it, and not before', async () => {
    const asked = await ask({ paymentId: first }, 'adjust-1');
    expect(asked).toMatchObject({
      status: 201,
      headers: { location: `/v1/ledger/adjustments/${asked.body.id}` },
      body: {
        status: 'requested',
        lines: [
          { account: 'fees:mtn-momo', debit: '25', credit: '0' },
          { account: 'provider:mtn-momo:wallet', debit: '0', credit: '25' },
        ],
        requestedBy: finance.id,
        approvedBy: [],
        decidedAt: null,
      },
    });
    await app.caughtUp();
    expect((await balances())['fees:mtn-momo']).toBeUndefined();
    const approved = await approver.post(`/v1/ledger/adjustments/${asked.body.id}/approve`);
    expect(approved).toMatchObject({ status: 200, body: { status: 'approved', approvedBy: [approver.id] } });
    await app.caughtUp();
    expect(await balances()).toMatchObject({ 'fees:mtn-momo': '25', 'provider:mtn-momo:wallet': '3275' });
    const [entry] = await entriesOf(`account=fees:mtn-momo`);
    expect(entry).toMatchObject({ description: 'Adjustment', source: { type: 'adjustment', id: asked.body.id } });
    expect((await entriesOf(`paymentId=${first}`)).map(({ id }) => id)).toContain(entry!.id);
    const told = (await app.admin.get(`/v1/audit/adjustments/${asked.body.id}`)).body;
    expect(told).toMatchObject({
      adjustment: { status: 'approved', approvedBy: [approver.id] },
      events: [{ type: 'AdjustmentRequested' }, { type: 'AdjustmentApproved' }],
    });
    expect((await app.admin.get('/v1/audit/adjustments/adj_0')).body).toMatchObject({ code: 'ADJUSTMENT_NOT_FOUND' });
    const again = await ask({ paymentId: first }, 'adjust-1');
    expect(again).toMatchObject({
      status: 201,
      headers: { 'idempotent-replayed': 'true' },
      body: { id: asked.body.id },
    });
    await app.caughtUp();
    expect((await balances())['fees:mtn-momo']).toBe('25');
  });

  it('is refused where it does not balance, names no account, no payment or no amount, or reuses a key', async () => {
    const refused = async (body: object, key = 'adjust-2') => {
      const { status, body: answer } = await ask(body, key);
      return [status, answer.code, ...(answer.errors ?? []).map(({ field }) => field)];
    };
    expect(await refused({ lines: lines('25', '24') })).toEqual([422, 'ADJUSTMENT_NOT_BALANCED']);
    expect(await refused({}, 'adjust-1')).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect(await refused({ paymentId: 'pay_none' })).toEqual([400, 'INVALID_REQUEST', 'paymentId']);
    expect(await refused({ lines: lines('0') })).toEqual([400, 'INVALID_REQUEST', 'lines.0.debit', 'lines.1.credit']);
    for (const wrong of ['1e3', '-5', '5.5', 5, '05', '', null])
      expect(await refused({ lines: lines(wrong as string) })).toContain('INVALID_REQUEST');
    expect(await refused({ lines: [{ account: 'bank', debit: '1', credit: '1' }, ...lines('1')] })).toEqual([
      400,
      'INVALID_REQUEST',
      'lines',
    ]);
    const unknown = await ask({ lines: [{ account: 'revenue:permit', debit: '5' }, lines('5')[1]!] }, 'adjust-2');
    expect(unknown).toMatchObject({ status: 422, body: { code: 'ACCOUNT_UNKNOWN', account: 'revenue:permit' } });
    expect(unknown.body['accounts']).toContain('revenue:permits');
    expect((await finance.get('/v1/ledger/adjustments')).body.data).toHaveLength(1);
  });

  it('does not count an approver who has left', async () => {
    const { body } = await ask({ lines: lines('600000') }, 'adjust-left');
    const [leaves, stays] = [await app.client('approver'), await app.client('approver')];
    const decide = (by: Caller) => by.post(`/v1/ledger/adjustments/${body.id}/approve`);
    expect((await decide(leaves)).body).toMatchObject({ status: 'requested' });
    await app.admin.call('DELETE', `/v1/api-clients/${leaves.id}`);
    expect((await decide(approver)).body).toMatchObject({ status: 'requested' });
    const rejected = await stays.post(`/v1/ledger/adjustments/${body.id}/reject`, { reason: 'Only to see who counts' });
    expect(rejected.body).toMatchObject({ status: 'rejected' });
  });

  it('needs as many people as its amount asks for, and never its requester', async () => {
    const { body } = await ask({ lines: lines('500000') }, 'adjust-3');
    const path = `/v1/ledger/adjustments/${body.id}`;
    const requester = await app.client('finance', 'approver');
    const own = await ask({}, 'adjust-4', requester);
    expect(await requester.post(`/v1/ledger/adjustments/${own.body.id}/approve`)).toMatchObject({
      status: 403,
      body: { code: 'APPROVER_IS_REQUESTER' },
    });
    for (let times = 0; times < 2; times += 1)
      expect((await approver.post(`${path}/approve`)).body).toMatchObject({ status: 'requested' });
    const rejected = await requester.post(`${path}/reject`, { reason: 'The statement says another amount' });
    expect(rejected.body).toMatchObject({ status: 'rejected', rejectedBy: requester.id });
    expect(await approver.post(`${path}/approve`)).toMatchObject({
      status: 409,
      body: { code: 'ADJUSTMENT_NOT_REQUESTED', adjustmentStatus: 'rejected' },
    });
    await app.caughtUp();
    expect((await balances())['fees:mtn-momo']).toBe('25');
    expect((await finance.get('/v1/ledger/adjustments?status=requested')).body.data).toMatchObject([
      { id: own.body.id },
    ]);
    expect((await finance.get('/v1/ledger/adjustments/adj_none')).body.code).toBe('ADJUSTMENT_NOT_FOUND');
  });
});

describe('a day', () => {
  const day = async (date: string) => (await finance.get(`/v1/days/${date}`)).body;
  const close = (date: string) => finance.post(`/v1/days/${date}/close`);

  it('is not closed before it is over in Kigali, nor out of order', async () => {
    expect((await close('2026-11-22')).body).toMatchObject({ code: 'DAY_NOT_OVER', status: 409 });
    expect((await close('2026-11-21')).body).toMatchObject({ code: 'DAY_NOT_FOUND', status: 404 });
    expect((await close('2026-02-30')).body).toMatchObject({ code: 'INVALID_REQUEST', status: 400 });
    expect(await day('2026-11-22')).toMatchObject({
      date: '2026-11-22',
      timeZone: 'Africa/Kigali',
      status: 'open',
      totals: {
        currency: 'RWF',
        successful: { count: 2, amount: '5700' },
        refunded: { count: 1, amount: '2000' },
        paidOut: { count: 1, amount: '400' },
        failed: { count: 1, amount: '900' },
        trialBalance: { debits: '12325', credits: '12325' },
      },
      sealedAt: null,
      seal: null,
    });
  });

  it('is frozen by its closing, and a success that comes in meanwhile is posted for the next day', async () => {
    const { paymentId } = await app.request(payer, rwf(1_200), { dimensions: { service: 'parking' } });
    await app.caughtUp();
    // Half a second before midnight in Kigali the provider confirms it, and the log takes it only after the day was closed.
    app.clock.jump(Date.parse('2026-11-22T21:59:59.500Z') - app.clock.now());
    const held = app.events.hold('PaymentSucceeded');
    await app.sandbox.payerApproves(paymentId);
    await held.reached;
    app.clock.jump(1_000);
    const closings = await Promise.all(Array.from({ length: 20 }, () => close('2026-11-22')));
    expect(closings.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(closings.map(({ body }) => body.code))).toEqual(new Set([undefined, 'DAY_ALREADY_CLOSED']));
    const frozen = await day('2026-11-22');
    expect(frozen).toMatchObject({
      status: 'closed',
      totals: { successful: { count: 2, amount: '5700' }, trialBalance: { debits: '12325', credits: '12325' } },
    });
    held.release();
    await app.caughtUp();
    const [entry] = await entriesOf(`paymentId=${paymentId}`);
    expect(entry).toMatchObject({ at: '2026-11-22T21:59:59.500Z', day: '2026-11-23', forDay: '2026-11-22' });
    expect((await day('2026-11-22'))['totals']).toEqual(frozen['totals']);
    expect(await day('2026-11-23')).toMatchObject({
      status: 'open',
      totals: { successful: { count: 1, amount: '1200' }, trialBalance: { debits: '13525', credits: '13525' } },
    });
  });

  it('is sealed soon after its closing, and shows the seal', async () => {
    await app.clock.pass({ seconds: 15 });
    const closing = (await app.admin.get('/v1/audit/days/2026-11-22')).body;
    expect(closing).toMatchObject({
      day: { date: '2026-11-22', status: 'closed' },
      events: [{ type: 'DayClosed', sentence: expect.stringContaining('closed 2026-11-22: ') }],
    });
    expect((await app.admin.get('/v1/audit/days/2026-11-23')).body).toMatchObject({ code: 'DAY_NOT_FOUND' });
    const { sealedAt, seal } = await day('2026-11-22');
    const { data } = (await app.anonymous.get('/v1/seals?limit=200')).body;
    expect(sealedAt).not.toBeNull();
    const { number, head, keyId, signature } = data.find(
      (each) => each.number === (seal as { number: string }).number,
    )! as unknown as Record<string, unknown>;
    expect(seal).toEqual({ number, head, keyId, signature });
  });

  it('has a page to sign, the same bytes every time, with what was learned later about the day', async () => {
    const page = async (path: string, headers = {}) => finance.get(`/v1/days/${path}`, headers);
    const one = await page('2026-11-22.pdf');
    expect(one).toMatchObject({
      status: 200,
      headers: { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="day-2026-11-22.pdf"' },
    });
    await app.clock.pass({ seconds: 5 });
    expect((await page('2026-11-22', { accept: 'application/pdf' })).text).toBe(one.text);
    expect((await page('2026-11-22.pdf?lang=rw')).text).not.toBe(one.text);
    expect((await page('2026-11-26.pdf')).body.code).toBe('DAY_NOT_FOUND');
    expect((await page('2026-11-22', { accept: 'text/html' })).status).toBe(406);
  });

  it('is closed after the day before it, also without any entry, and the days are listed newest first', async () => {
    app.clock.jump(3 * 24 * 3_600_000);
    await app.caughtUp();
    expect((await close('2026-11-24')).body).toMatchObject({ code: 'EARLIER_DAY_OPEN', earlierDate: '2026-11-23' });
    expect((await close('2026-11-23')).status).toBe(200);
    const empty = await close('2026-11-24');
    expect(empty.body).toMatchObject({
      status: 'closed',
      totals: { successful: { count: 0, amount: '0' }, trialBalance: { debits: '13525', credits: '13525' } },
    });
    const { data, nextCursor } = (await finance.get('/v1/days?limit=2')).body;
    expect([data.map(({ date, status }) => [date, status]), nextCursor]).toEqual([
      [
        ['2026-11-26', 'open'],
        ['2026-11-25', 'open'],
      ],
      '2026-11-25',
    ]);
    const rest = (await finance.get(`/v1/days?from=2026-11-23&cursor=${nextCursor}`)).body.data;
    expect(rest.map(({ date, status }) => [date, status])).toEqual([
      ['2026-11-24', 'closed'],
      ['2026-11-23', 'closed'],
    ]);
  });
});
