import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { request as httpRequest } from 'undici';
import { WriteScheduledReports } from '../../src/modules/reports/write-scheduled-reports.js';
import { rwf, startApp, type App, type Body, type Caller } from '../support/app.js';

// One app and one story: it begins at 14:00 in Kigali on the 22nd of November.
let app: App;
let finance: Caller;
let approver: Caller;
let first: string;
let directory: string;

const today = '2026-11-22';
const payer = '+250788123456';
const report = async (path: string, by = finance): Promise<Body> => (await by.get(`/v1/reports/${path}`)).body;
const file = async (path: string) => {
  const { headers, body } = await httpRequest(`${app.url}/v1/reports/${path}`, {
    dispatcher: app.agent,
    headers: { authorization: `Bearer ${finance.key}` },
  });
  return { headers, bytes: new Uint8Array(await body.arrayBuffer()) };
};
const totalsOf = (body: Body) =>
  Object.fromEntries((body['totals'] as Body[]).map(({ of, count, amount }) => [of, [count, amount]]));

async function asked(amount: number, dimensions: object, more: object = {}): Promise<string> {
  const { paymentId } = await app.request(payer, rwf(amount), { dimensions, ...more });
  await app.caughtUp();
  return paymentId;
}

async function paid(amount: number, dimensions: object, more: object = {}): Promise<string> {
  const paymentId = await asked(amount, dimensions, more);
  await app.clock.pass({ seconds: 3 });
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  return paymentId;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'ishyura-reports-'));
  app = await startApp({
    tickSeconds: 60,
    settings: {
      DATA_DIR: directory,
      REPORTS_FOLDER: join(directory, 'scheduled'),
      REPORTS_SCHEDULE: 'daily-transactions:csv:daily,revenue-by-service:xlsx:weekly',
    },
  });
  [finance, approver] = [await app.client('finance'), await app.client('approver')];
  first = await paid(5_000, { service: 'permits', branch: 'kigali', program: 'water' });
  await paid(700, { service: 'parking' }, { record: { type: 'invoice', id: '=HYPERLINK("http://x")' } });
  const rejected = await asked(900, { service: 'parking' });
  await app.sandbox.payerRejects(rejected);
  await asked(1_200, { service: 'permits' });
  const refund = await finance.post(`/v1/payments/${first}/refunds`, { amount: '2000', reason: 'No' }, { key: 'r-1' });
  await approver.post(`/v1/refunds/${refund.body.id}/approve`);
  const payout = await finance.post(
    '/v1/payouts',
    {
      ...rwf(400),
      payee: { msisdn: payer },
      record: { type: 'other', id: 'A-1' },
      dimensions: { service: 'allowances' },
    },
    { key: 'p-1' },
  );
  await approver.post(`/v1/payouts/${payout.body.id}/approve`);
  await app.caughtUp();
  await app.clock.pass({ minutes: 2 });
  await app.caughtUp();
});
afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

describe('a report', () => {
  it('has every movement of money of a Kigali day, and totals that agree with the ledger', async () => {
    const daily = await report(`daily-transactions?from=${today}`);
    expect(daily).toMatchObject({
      report: 'daily-transactions',
      organisation: 'One Stop Centre',
      environment: 'sandbox',
      timeZone: 'Africa/Kigali',
      from: today,
      to: today,
      phoneNumbers: 'masked',
      notes: [`${today} is not over yet`],
      rows: 4,
    });
    expect(daily.data.map(({ kind, direction, amount, phone }) => [kind, direction, amount, phone])).toEqual([
      ['payment', 'in', '5000', '+25078*****56'],
      ['payment', 'in', '700', '+25078*****56'],
      ['refund', 'out', '2000', '+25078*****56'],
      ['payout', 'out', '400', '+25078*****56'],
    ]);
    expect(totalsOf(daily)).toEqual({
      Payments: [2, '5700'],
      Refunds: [1, '2000'],
      Payouts: [1, '400'],
      Net: [4, '3300'],
    });
    const { totals } = (await finance.get(`/v1/days/${today}`)).body as unknown as { totals: Record<string, unknown> };
    expect(totals).toMatchObject({
      successful: { count: 2, amount: '5700' },
      refunded: { count: 1, amount: '2000' },
      paidOut: { count: 1, amount: '400' },
      failed: { count: 1, amount: '900' },
    });
    expect((await report(`daily-transactions?from=2026-11-21`)).rows).toBe(0);
  });

  it('is of today where no day is named, and of one day where one is', async () => {
    expect(await report('daily-transactions')).toMatchObject({ from: today, to: today, rows: 4 });
    expect(await report('daily-transactions?to=2026-11-21')).toMatchObject({
      from: '2026-11-21',
      to: '2026-11-21',
      rows: 0,
    });
  });

  it('is filtered by dimension and provider, and revenue is grouped by any of them', async () => {
    expect(totalsOf(await report(`daily-transactions?from=${today}&service=permits`))).toMatchObject({
      Payments: [1, '5000'],
      Refunds: [1, '2000'],
      Payouts: [0, '0'],
    });
    const rows = async (query: string) =>
      (await report(`revenue-by-service?from=${today}${query}`)).data.map(
        ({ value, received, refunded, net, p50Seconds }) => [value, received, refunded, net, p50Seconds],
      );
    expect(await rows('')).toEqual([
      ['parking', '700', '0', '700', 3],
      ['permits', '5000', '2000', '3000', 3],
    ]);
    expect(await rows('&by=program')).toEqual([
      ['(none)', '700', '0', '700', 3],
      ['water', '5000', '2000', '3000', 3],
    ]);
    expect(await rows('&by=branch&program=water')).toEqual([['kigali', '5000', '2000', '3000', 3]]);
    expect(totalsOf(await report(`revenue-by-service?from=${today}`))).toEqual({
      Received: [2, '5700'],
      Refunded: [1, '2000'],
      Net: [3, '3700'],
    });
  });

  it('says what failed and why, what waits, what went back, and how the provider did', async () => {
    const failed = await report(`failed-payments?from=${today}`);
    expect(failed.data).toMatchObject([
      { attempt: 1, outcome: 'failed', failureCode: 'REJECTED_BY_PAYER', amount: '900' },
    ]);
    const pending = await report('pending-payments');
    expect(pending.data).toMatchObject([{ status: 'pending', amount: '1200', service: 'permits', ageMinutes: 2 }]);
    expect((await report(`refunds?from=${today}`)).data).toMatchObject([{ outcome: 'successful', amount: '2000' }]);
    const maintenance = (path: string) => app.admin.post(`/v1/providers/mtn-momo/${path}`, { reason: 'Maintenance' });
    await maintenance('outage');
    await app.clock.pass({ seconds: 70 });
    await maintenance('outage/end');
    await app.caughtUp();
    const [payments, payouts, refunds, all] = (await report(`provider-performance?from=${today}`)).data;
    expect(payments).toMatchObject({
      kind: 'payment',
      attempts: 3,
      successful: 2,
      successRate: 66.7,
      p50Seconds: 3,
      errors: 'REJECTED_BY_PAYER 1',
      moved: '5700',
    });
    expect([payouts, refunds]).toMatchObject([
      { kind: 'payout', successful: 1 },
      { kind: 'refund', successful: 1 },
    ]);
    expect(all).toMatchObject({
      kind: 'all',
      attempts: 5,
      outages: 0,
      declaredOutages: 1,
      declaredMinutes: 2,
      moved: '8100',
      fees: '0',
      feePer1000: 0,
    });
  });

  it('shows fees and adjustments as they were posted', async () => {
    const lines = [
      { account: 'fees:mtn-momo', debit: '25' },
      { account: 'provider:mtn-momo:wallet', credit: '25' },
    ];
    const body = { lines, currency: 'RWF', reason: '+1 fee by the statement' };
    const { id } = (await finance.post('/v1/ledger/adjustments', body, { key: 'a-1' })).body;
    await approver.post(`/v1/ledger/adjustments/${id}/approve`);
    await app.caughtUp();
    const adjustments = await report(`manual-adjustments?from=${today}`);
    expect(adjustments.data).toMatchObject([
      { id, status: 'approved', account: 'fees:mtn-momo', debit: '25', credit: null, approvedBy: approver.id },
      { id, account: 'provider:mtn-momo:wallet', debit: null, credit: '25' },
    ]);
    expect(totalsOf(adjustments)).toMatchObject({ 'Approved: debits': [1, '25'], 'Approved: credits': [1, '25'] });
    const fees = await report(`provider-fees?from=${today}`);
    // By the shipped tariff: 0.5 % of 5,000, nothing of 700, and none for what goes out.
    expect(fees.data).toMatchObject([
      {
        day: today,
        provider: 'mtn-momo',
        movements: 4,
        expected: '25',
        withoutTariff: 2,
        tariff: 'unconfirmed',
        entries: 1,
        posted: '25',
        difference: '0',
      },
    ]);
    expect((await report(`provider-performance?from=${today}`)).data.at(-1)).toMatchObject({
      fees: '25',
      feePer1000: 3.08,
    });
    expect(totalsOf(await report(`provider-performance?from=${today}`))).toEqual({
      Moved: [4, '8100'],
      Fees: [1, '25'],
    });
  });

  it('names what does not agree with a statement', async () => {
    const at = new Date(app.clock.now() + 2 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
    const statement = `Id,Date,Status,Type,From,To,Amount,Currency\r\nx-1,${at},Successful,Payment,FRI:250788999111/MSISDN,FRI:collection/MM,50,RWF`;
    const { body } = await finance.post('/v1/reconciliation/statements?provider=mtn-momo&account=main', statement, {
      headers: { 'content-type': 'text/csv' },
    });
    const status = async () => (await finance.get(`/v1/reconciliation/statements/${body.id}`)).body.status;
    for (let turn = 0; turn < 60 && (await status()) !== 'reconciled'; turn += 1) await app.clock.pass({ seconds: 1 });
    await app.caughtUp();
    const mismatches = await report(`reconciliation-mismatches?from=${today}`);
    expect(mismatches.data).toMatchObject([
      {
        outcome: 'missing-internally',
        status: 'open',
        providerTransactionId: 'x-1',
        amount: '50',
        line: 2,
        ageDays: 0,
      },
    ]);
    expect(totalsOf(mismatches)).toMatchObject({ 'Missing internally': [1, '50'], 'Missing at provider': [0, '0'] });
  });

  it('shows what is on its way from the wallet to the bank', async () => {
    const leftAt = new Date(app.clock.now()).toISOString();
    const body = { ...rwf(3_000), provider: 'mtn-momo', bankAccount: 'BK 1', leftAt };
    const { id } = (await finance.post('/v1/settlements', body, { key: 's-1' })).body;
    await app.caughtUp();
    const settlements = await report(`settlement?from=${today}`);
    expect(settlements.data).toMatchObject([
      { id, day: today, status: 'expected', gross: '3000', net: '0', inTransit: '3000', ageDays: 0, overdue: null },
    ]);
    expect(totalsOf(settlements)).toMatchObject({ Gross: [1, '3000'], 'In transit': [1, '3000'] });
    const pdf = await file(`settlement?from=${today}&format=pdf`);
    expect(Buffer.from(pdf.bytes).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('as CSV opens in a spreadsheet, runs nothing there, and says where it ends', async () => {
    const { text, headers } = await finance.get(`/v1/reports/daily-transactions?from=${today}&format=csv`);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="daily-transactions_${today}.csv"`,
    });
    expect(headers['etag']).toBeUndefined();
    expect(text).toMatch(/^Report,Daily transactions\r\nOrganisation,One Stop Centre\r\nEnvironment,SANDBOX/);
    const { bytes } = await file(`daily-transactions?from=${today}&format=csv`);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(text).toContain(`\r\nDays,"${today} (Africa/Kigali, UTC+2)"\r\n`);
    expect(text).toContain(`,"'=HYPERLINK(""http://x"")",`);
    expect(text).toContain(",'+25078*****56,");
    expect(text).toContain('\r\nNet,RWF,4,3300\r\nEnd of report: 4 rows\r\n');
    const plain = await finance.get(`/v1/reports/daily-transactions?from=${today}&format=csv&plain=true`);
    expect(plain.text.split('\r\n')[0]).toMatch(/^day,time,kind,id,/);
    expect(plain.text.split('\r\n')).toHaveLength(6);
    const empty = await finance.get('/v1/reports/refunds?from=2026-11-01&to=2026-11-21&format=csv');
    expect(empty.text).toContain('No rows: nothing of this kind on these days.\r\n');
  });

  it('as XLSX has text as text and amounts as numbers', async () => {
    const { headers, bytes } = await file(`daily-transactions?from=${today}&format=xlsx`);
    expect(headers['content-disposition']).toBe(`attachment; filename="daily-transactions_${today}.xlsx"`);
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toContain('[Content_Types].xml');
    const sheet = new TextDecoder().decode(files['xl/worksheets/sheet1.xml']);
    expect(sheet).toContain('<c s="2"><v>5000</v></c>');
    expect(sheet).toContain(`<t xml:space="preserve">'=HYPERLINK("http://x")</t>`);
    expect(sheet).toContain(`<t xml:space="preserve">'+25078*****56</t>`);
  });

  it('has a PDF where people read it on paper', async () => {
    const { headers, bytes } = await file(`daily-transactions?from=${today}&format=pdf`);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="daily-transactions_${today}.pdf"`,
    });
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('refuses what cannot be asked for, and says what to ask instead', async () => {
    const refused = async (path: string) => {
      const { status, body } = await finance.get(`/v1/reports/${path}`);
      return [status, body.code, ...(body.errors ?? []).map(({ field }) => field)];
    };
    expect(await refused('daily-transaction')).toEqual([404, 'REPORT_NOT_FOUND']);
    expect(await refused(`daily-transactions?from=${today}&to=2026-11-21`)).toEqual([400, 'INVALID_REQUEST', 'to']);
    expect(await refused('daily-transactions?from=2025-11-01&to=2026-11-21')).toEqual([400, 'INVALID_REQUEST', 'to']);
    expect(await refused('daily-transactions?from=2026-12-01')).toEqual([400, 'INVALID_REQUEST', 'from']);
    expect(await refused('daily-transactions?from=2026-02-30')).toEqual([400, 'INVALID_REQUEST', 'from']);
    expect(await refused(`pending-payments?from=${today}`)).toEqual([400, 'INVALID_REQUEST', 'from']);
    expect(await refused(`manual-adjustments?from=${today}&service=permits`)).toEqual([
      400,
      'INVALID_REQUEST',
      'service',
    ]);
    expect(await refused(`refunds?from=${today}&format=pdf`)).toEqual([400, 'INVALID_REQUEST', 'format']);
    expect(await refused(`audit-log?from=${today}`)).toEqual([403, 'FORBIDDEN']);
    expect(await refused(`refunds?from=${today}&phoneNumbers=whole`)).toEqual([403, 'PAYER_READ_REQUIRED']);
  });

  it('about people is put on record, and so is each whole number that it shows', async () => {
    const auditor = await app.client('auditor', 'payer:read');
    const whole = await report(`refunds?from=${today}&phoneNumbers=whole`, auditor);
    expect(whole.data).toMatchObject([{ phone: payer }]);
    await app.caughtUp();
    const of = async (type: string) =>
      (await auditor.get(`/v1/audit/events?type=${type}&actor=${auditor.id}`)).body.data;
    expect(await of('ReportExported')).toMatchObject([
      { data: { report: 'refunds', from: today, to: today, format: 'json', phoneNumbers: 'whole', filters: {} } },
    ]);
    expect(await of('PayerNumberSeen')).toHaveLength(1);
    const log = await report(`audit-log?from=${today}`, auditor);
    expect(log.data).toContainEqual(expect.objectContaining({ type: 'PayerNumberSeen', actor: auditor.id }));
    expect(log.rows).toBe(log.data.length);
  });
});

describe('a scheduled report', () => {
  const inFolder = async () => (await readdir(join(directory, 'scheduled'))).toSorted();
  const written = async () => (await app.admin.get('/v1/audit/events?type=ScheduledReportWritten')).body.data;

  it('is in the folder when its days are over, whole and once, also after a restart of its process', async () => {
    expect(await inFolder()).toEqual([
      'daily-transactions_2026-11-21.csv',
      'revenue-by-service_2026-11-09_2026-11-15.xlsx',
    ]);
    app.clock.jump(Date.parse('2026-11-22T22:01:30.000Z') - app.clock.now());
    await app.clock.pass({ minutes: 1 });
    while ((await written()).length < 4) await app.caughtUp();
    expect(await inFolder()).toEqual([
      'daily-transactions_2026-11-21.csv',
      'daily-transactions_2026-11-22.csv',
      'revenue-by-service_2026-11-09_2026-11-15.xlsx',
      'revenue-by-service_2026-11-16_2026-11-22.xlsx',
    ]);
    const text = await readFile(join(directory, 'scheduled', 'daily-transactions_2026-11-22.csv'), 'utf8');
    expect(text).toContain('\r\nPayments,RWF,2,5700\r\n');
    expect(text).toContain(`'+25078*****56`);
    expect(text).not.toContain('not over yet');
    const sha256 = createHash('sha256').update(text).digest('hex');
    expect((await written()).map(({ data }) => data)).toContainEqual(
      expect.objectContaining({ report: 'daily-transactions', from: today, to: today, rows: 4, sha256 }),
    );
    const writing = app.gateway.app.get(WriteScheduledReports);
    await writing.stop();
    await writing.start();
    await app.caughtUp();
    expect(await written()).toHaveLength(4);
  });
});

describe('a report job', () => {
  const ask = (body: object, by = finance) => by.post('/v1/report-jobs', body);
  const done = async (id: string) => {
    for (;;) {
      const { body } = await finance.get(`/v1/report-jobs/${id}`);
      if (body.status !== 'waiting' && body.status !== 'running') return body;
      await new Promise(setImmediate);
    }
  };
  const files = async () => (await readdir(join(directory, 'reports'))).filter((name) => !name.endsWith('.part'));

  it('is made in the background, and its file is the same as the report, for its client and its owner alone', async () => {
    const asked = await ask({ name: 'daily-transactions', from: today, format: 'csv', plain: 'true' });
    const { id } = asked.body;
    expect(asked).toMatchObject({
      status: 202,
      headers: { location: `/v1/report-jobs/${id}` },
      body: { name: 'daily-transactions' },
    });
    const made = await done(id);
    expect(made).toMatchObject({ status: 'done', progress: { rows: 4, percent: 100 }, failure: null });
    const { text, headers } = await finance.get(`/v1/report-jobs/${id}/file`);
    expect(headers['content-disposition']).toBe(`attachment; filename="daily-transactions_${today}.csv"`);
    expect(text).toBe((await finance.get(`/v1/reports/daily-transactions?from=${today}&format=csv&plain=true`)).text);
    const { mode, size } = await stat(join(directory, 'reports', id));
    expect([(mode & 0o777).toString(8), size]).toEqual(['600', (made['file'] as { bytes: number }).bytes]);
    expect((await finance.get('/v1/report-jobs')).body.data.map((job) => job.id)).toEqual([id]);
    expect((await app.admin.get(`/v1/report-jobs/${id}`)).body.code).toBe('REPORT_JOB_NOT_FOUND');
  });

  it('is cancelled with its file, and lives for a day', async () => {
    const { id } = (await ask({ name: 'refunds', from: today, format: 'xlsx' })).body;
    await done(id);
    expect((await finance.call('DELETE', `/v1/report-jobs/${id}`)).status).toBe(204);
    expect((await finance.get(`/v1/report-jobs/${id}`)).status).toBe(404);
    expect(await files()).toHaveLength(1);
    app.clock.jump(24 * 3_600_000);
    expect((await finance.get('/v1/report-jobs')).body.data).toEqual([]);
  });

  it('is refused where its report would be', async () => {
    const code = async (body: object) => (await ask(body)).body.code;
    expect(await code({ name: 'daily-transaction' })).toBe('REPORT_NOT_FOUND');
    expect(await code({ name: 'audit-log' })).toBe('FORBIDDEN');
    expect(await code({ name: 'refunds', phoneNumbers: 'whole' })).toBe('PAYER_READ_REQUIRED');
    expect(await code({ name: 'refunds', from: '2027-11-22' })).toBe('INVALID_REQUEST');
  });
});
