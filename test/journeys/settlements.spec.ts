import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';

// One app and one story: payments of two days are moved to the bank, which credits them less a fee.
let app: App;
let finance: Caller;
beforeAll(async () => {
  app = await startApp({ tickSeconds: 60 });
  finance = await app.client('finance');
});
afterAll(() => app.close());

const hourMs = 3_600_000;
const asked = { provider: 'mtn-momo', bankAccount: 'BK 100-2003-45', amount: '12000', currency: 'RWF', leftAt: '' };
const balanceOf = async (code: string) => {
  await app.caughtUp();
  const { body } = await finance.get('/v1/ledger/accounts');
  return (body.data as (Body & { balance: string })[]).find((each) => each['code'] === code)?.balance ?? '0';
};
const accounts = async () => [
  await balanceOf('provider:mtn-momo:wallet'),
  await balanceOf('settlement-in-transit'),
  await balanceOf('bank'),
  await balanceOf('fees:mtn-momo'),
];
async function reconciled(statementId: unknown): Promise<void> {
  const status = async () => (await finance.get(`/v1/reconciliation/statements/${String(statementId)}`)).body['status'];
  for (let turn = 0; turn < 100 && (await status()) !== 'reconciled'; turn += 1) {
    await app.clock.pass({ seconds: 1 });
    await app.caughtUp();
  }
  await app.caughtUp();
}
async function paid(payer: string, amount: number): Promise<void> {
  const { paymentId } = await app.request(payer, rwf(amount));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
}

describe('money that is moved from the wallet to the bank', () => {
  let id = '';
  let firstDay = '';

  it('is in transit from the moment a person says that it has left, once for one key', async () => {
    firstDay = app.clock.at.slice(0, 10);
    await paid('+250788123456', 5_000);
    app.clock.jump(24 * hourMs);
    await paid('+250788123457', 7_000);
    const body = { ...asked, leftAt: app.clock.at, reference: '9000123456' };
    const made = await finance.post('/v1/settlements', body, { key: 'move-1' });
    expect(made).toMatchObject({
      status: 201,
      body: { status: 'expected', gross: '12000', inTransit: '12000', net: '0', ageDays: 0, overdue: false },
    });
    id = made.body['id'] as string;
    expect(made.headers['location']).toBe(`/v1/settlements/${id}`);
    const again = await finance.post('/v1/settlements', body, { key: 'move-1' });
    expect(again).toMatchObject({ status: 201, body: { id }, headers: { 'idempotent-replayed': 'true' } });
    expect((await finance.post('/v1/settlements', { ...body, amount: '1' }, { key: 'move-1' })).body.code).toBe(
      'IDEMPOTENCY_KEY_REUSED',
    );
    expect((await finance.post('/v1/settlements', { ...body, provider: 'nobody' }, { key: 'x' })).body.code).toBe(
      'INVALID_REQUEST',
    );
    expect(
      (
        await finance.post(
          '/v1/settlements',
          { ...body, coversFrom: '2026-11-02', expectedBy: '2020-01-01' },
          { key: 'x' },
        )
      ).body,
    ).toMatchObject({
      code: 'INVALID_REQUEST',
      errors: [{ field: 'expectedBy' }, { field: 'coversTo' }],
    });
    for (const leftAt of ['2062-11-28', '9999-12-31T23:59:59Z'])
      expect((await finance.post('/v1/settlements', { ...body, leftAt }, { key: 'x' })).body).toMatchObject({
        errors: [{ field: 'leftAt', message: expect.stringContaining('must not be after today, which is ') as never }],
      });
    expect(await accounts()).toEqual(['0', '12000', '0', '0']);
  });

  it('is suggested for a deposit, with the days that it is made of, and nothing is taken from that by itself', async () => {
    app.clock.jump(24 * hourMs);
    const receivedAt = app.clock.at;
    const query = (amount: number) =>
      finance.get(
        `/v1/settlements/suggestions?provider=mtn-momo&amount=${amount}&currency=RWF&receivedAt=${receivedAt}`,
      );
    const { body } = await query(12_000);
    expect(body).toMatchObject({
      settlements: [{ settlement: { id, status: 'expected' }, score: 0.95 }],
      coverage: [
        { by: 'days', from: firstDay, gross: '12000', fee: '0' },
        { by: 'entries', entries: 2 },
      ],
    });
    // By the shipped tariff 0.5 % is kept of each of the two: 25 and 35.
    expect((await query(11_940)).body).toMatchObject({
      settlements: [{ score: 0.65 }],
      coverage: [{ by: 'days', gross: '12000', fee: '60' }],
    });
    expect((await query(99)).body).toMatchObject({ settlements: [], coverage: [] });
    expect(await accounts()).toEqual(['0', '12000', '0', '0']);
  });

  it('is at the bank when a person confirms the deposit, once; what was kept is a fee', async () => {
    const deposit = { amount: '11940', fee: '60', receivedAt: app.clock.at.slice(0, 10), bankReference: 'FT26333' };
    expect((await finance.post(`/v1/settlements/${id}/receive`, { ...deposit, fee: '61' })).body).toMatchObject({
      code: 'DEPOSIT_EXCEEDS_SETTLEMENT',
      inTransit: '12000',
    });
    const done = await finance.post(`/v1/settlements/${id}/receive`, deposit);
    expect(done).toMatchObject({
      status: 200,
      body: { status: 'received', net: '11940', fees: '60', inTransit: '0', deposits: [{ bankReference: 'FT26333' }] },
    });
    expect((await finance.post(`/v1/settlements/${id}/receive`, deposit)).body['deposits']).toHaveLength(1);
    expect(await accounts()).toEqual(['0', '0', '11940', '60']);
    expect((await finance.post(`/v1/settlements/${id}/cancel`, { reason: 'No' })).body).toMatchObject({
      code: 'SETTLEMENT_NOT_EXPECTED',
      settlementStatus: 'received',
    });
    const entries = await finance.get('/v1/ledger/entries?account=settlement-in-transit');
    expect((entries.body.data as Body[]).map((entry) => entry['source'])).toMatchObject([
      { type: 'settlement', id },
      { type: 'settlement', id },
    ]);
    const told = (await app.admin.get(`/v1/audit/settlements/${id}`)).body;
    expect(told).toMatchObject({
      settlement: { status: 'received', gross: '12000', net: '11940', inTransit: '0' },
      events: [{ type: 'SettlementExpected' }, { type: 'DepositClaimed' }, { type: 'SettlementReceived' }],
    });
    const before = await app.admin.get(`/v1/audit/settlements/${id}?at=${(told['settlement'] as Body)['createdAt']}`);
    expect(before.body).toMatchObject({ settlement: { inTransit: '12000' }, events: [{ type: 'SettlementExpected' }] });
    expect((await app.admin.get('/v1/audit/settlements/stl_0')).body).toMatchObject({ code: 'SETTLEMENT_NOT_FOUND' });
  });

  it('ends with a fee that was forgotten, and not by a fee alone; it is of a currency of its wallet', async () => {
    const body = { ...asked, amount: '1000', leftAt: app.clock.at };
    expect(await finance.post('/v1/settlements', { ...body, currency: 'EUR' }, { key: 'move-e' })).toMatchObject({
      status: 422,
      body: { code: 'CURRENCY_NOT_SUPPORTED' },
    });
    await paid('+250788123459', 1_000);
    const made = await finance.post('/v1/settlements', body, { key: 'move-f' });
    const path = `/v1/settlements/${made.body['id']}/receive`;
    const deposit = { amount: '990', receivedAt: app.clock.at.slice(0, 10), bankReference: 'FT26444' };
    const fee = { ...deposit, amount: '0', fee: '10' };
    for (const wrong of [fee, { ...fee, fee: '0' }, { ...deposit, amount: '0' }])
      expect((await finance.post(path, wrong)).body).toMatchObject({
        code: 'INVALID_REQUEST',
        errors: [{ field: 'amount', message: expect.stringContaining('must be more than zero') as never }],
      });
    expect((await finance.post(path, deposit)).body).toMatchObject({ status: 'partly-received', inTransit: '10' });
    expect((await finance.post(path, { ...fee, fee: '11' })).body.code).toBe('DEPOSIT_EXCEEDS_SETTLEMENT');
    const before = await accounts();
    for (const _ of ['once', 'again'])
      expect((await finance.post(path, fee)).body).toMatchObject({
        status: 'received',
        net: '990',
        fees: '10',
        inTransit: '0',
      });
    const [wallet, inTransit, bank, fees] = (await accounts()).map(BigInt);
    expect([wallet, inTransit, bank, fees]).toEqual(
      before.map(BigInt).map((sum, place) => sum + [0n, -10n, 0n, 10n][place]!),
    );
    await app.caughtUp();
    const report = await finance.get(`/v1/reports/settlement?from=${app.clock.at.slice(0, 10)}`);
    expect((report.body['data'] as Body[]).find(({ id: of }) => of === made.body['id'])).toMatchObject({
      deposits: 1,
      bankReferences: 'FT26444',
      fees: '10',
      inTransit: '0',
    });
  });

  it('cannot be confirmed by a deposit that belongs to another settlement', async () => {
    await paid('+250788123458', 20_000);
    const other = await finance.post(
      '/v1/settlements',
      { ...asked, amount: '11940', leftAt: app.clock.at },
      { key: 'move-2' },
    );
    const receive = (bankReference: string) =>
      finance.post(`/v1/settlements/${other.body['id']}/receive`, {
        amount: '11940',
        receivedAt: app.clock.at.slice(0, 10),
        bankReference,
      });
    expect((await receive(' ft26333')).body).toMatchObject({ code: 'DEPOSIT_ALREADY_USED', settlementId: id });
    const day = app.clock.at.slice(0, 10);
    const file =
      'Transaction Date,Narration,Reference,Debit,Credit,Balance\n' +
      `${day},MTN MOMO SETTLEMENT,FT26334,,"11,940.00","1,011,940.00"\n${day},Ledger fee,FT26335,500,,"1,011,440"\n${day},Rent,FT26336,,999,"1,012,439"\n`;
    const sent = await finance.post('/v1/reconciliation/statements?provider=bank:bk&account=100200345', file, {
      headers: { 'content-type': 'text/csv' },
    });
    expect(sent.status).toBe(202);
    await reconciled(sent.body['id']);
    const path = `/v1/settlements/${other.body['id']}`;
    const { data } = (await finance.get(`${path}/deposits`)).body;
    expect(data).toMatchObject([
      { bank: 'bank:bk', account: '100200345', amount: '11940', bankReference: 'FT26334', score: 0.95 },
    ]);
    const itemId = (data as Body[])[0]!['itemId'];
    const line = { amount: '11940', receivedAt: day, bankReference: 'FT26334', itemId };
    expect((await finance.post(`${path}/receive`, { ...line, amount: '11000' })).body).toMatchObject({
      errors: [{ field: 'amount' }],
    });
    expect((await finance.post(`${path}/receive`, { ...line, itemId: 'itm_nobody' })).body).toMatchObject({
      errors: [{ field: 'itemId' }],
    });
    expect((await finance.post(`${path}/receive`, line)).body).toMatchObject({
      status: 'received',
      deposits: [{ itemId }],
    });
    // The same line under another reference, for another move of the same sum.
    const third = await finance.post(
      '/v1/settlements',
      { ...asked, amount: '11940', leftAt: app.clock.at },
      { key: 'move-2b' },
    );
    const thirdPath = `/v1/settlements/${third.body['id']}`;
    expect((await finance.get(`${thirdPath}/deposits`)).body['data']).toEqual([]);
    expect((await finance.post(`${thirdPath}/receive`, { ...line, bankReference: 'FT 26334' })).body).toMatchObject({
      code: 'DEPOSIT_ALREADY_USED',
      settlementId: other.body['id'],
    });
    // And the same line in a file that begins earlier.
    const header = file.slice(0, file.indexOf('\n') + 1);
    const longer = file.replace(header, `${header}${day},Interest,FT26330,,"1","1,000,000"\n`);
    const overlapping = await finance.post('/v1/reconciliation/statements?provider=bank:bk&account=100200345', longer, {
      headers: { 'content-type': 'text/csv' },
    });
    await reconciled(overlapping.body['id']);
    const items = `/v1/reconciliation/statements/${overlapping.body['id']}/items?outcome=duplicate-line`;
    const copies = (await finance.get(items)).body['data'] as (Body & { row: Body })[];
    const copy = copies.find(({ row }) => row['Reference'] === 'FT26334')!['id'];
    expect(
      (await finance.post(`${thirdPath}/receive`, { ...line, itemId: copy, bankReference: 'FT 26334' })).body,
    ).toMatchObject({ errors: [{ field: 'itemId' }] });
    await finance.post(`${thirdPath}/cancel`, { reason: 'Entered twice' });
    expect(
      (
        await finance.post('/v1/settlements/stl_nobody/receive', {
          amount: '1',
          receivedAt: '2026-11-29',
          bankReference: 'F',
        })
      ).body.code,
    ).toBe('SETTLEMENT_NOT_FOUND');
  });

  it('is overdue when it has not come in time, by its age, until it is cancelled', async () => {
    const { body } = await finance.post(
      '/v1/settlements',
      { ...asked, amount: '8060', leftAt: app.clock.at, expectedBy: null, coversFrom: null, coversTo: null },
      { key: 'move-3' },
    );
    app.clock.jump(97 * hourMs);
    await app.caughtUp();
    expect((await finance.get('/v1/settlements/in-transit')).body.data).toMatchObject([
      { provider: 'mtn-momo', currency: 'RWF', count: 1, amount: '8060', overdue: { count: 1, amount: '8060' },
        ages: [{ count: 0 }, { count: 0 }, { fromDays: 4, toDays: 7, count: 1 }, { count: 0 }] },
    ]); // prettier-ignore
    expect((await finance.get('/v1/settlements?status=expected&provider=mtn-momo')).body.data).toMatchObject([
      { id: body['id'], overdue: true, ageDays: 4 },
    ]);
    expect((await finance.post(`/v1/settlements/${body['id']}/cancel`, { reason: 'Never made' })).body).toMatchObject({
      status: 'cancelled',
      inTransit: '0',
      cancelled: { reason: 'Never made' },
    });
    expect(await accounts()).toEqual(['8060', '0', '24870', '70']);
    expect((await finance.get('/v1/settlements/in-transit')).body.data).toEqual([]);
    expect((await (await app.client('support')).get('/v1/settlements')).status).toBe(403);
  });
});
