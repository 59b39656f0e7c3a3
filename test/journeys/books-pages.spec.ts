import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App, type Body } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { person } from '../support/people.js';

/** The pages of the finance officer: one installation, one story. */
let app: App;
let finance: Browser;
let approver: Browser;
let auditor: Browser;
beforeAll(async () => {
  app = await startApp();
  finance = (await person(app, ['finance'], { name: 'Claudine Uwera' })).browser;
  approver = (await person(app, ['approver'])).browser;
  auditor = (await person(app, ['auditor'], { isBare: true })).browser;
});
afterAll(() => app.close());

const statements = '/reconciliation/statements';
const kigali = (at: string) => new Date(Date.parse(at) + 7_200_000).toISOString().slice(0, 19).replace('T', ' ');
const rowsIn = (csv: string) => csv.trimEnd().split('\r\n').slice(1);
const itemsIn = (html: string) =>
  [...html.matchAll(/href="(\/reconciliation\/items\/itm_[^"]+)"/g)].map(([, to]) => to!);

async function paid(msisdn: string, amount: number): Promise<Body> {
  const { paymentId } = await app.request(msisdn, rwf(amount));
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  return app.payment(paymentId);
}

async function reconciled(place: string): Promise<string> {
  for (let turn = 0; turn < 60; turn += 1) {
    const { text } = await finance.get(place);
    if (!text.includes('http-equiv="refresh"')) return text;
    await app.clock.pass({ seconds: 1 });
    await app.caughtUp();
  }
  throw new Error(`${place} is never reconciled`);
}

describe('a statement, from its upload to the last mismatch', () => {
  let place = '';
  let items: readonly string[] = [];

  it('is looked at first, without being recorded, and taken in with its progress', async () => {
    const payment = await paid('0788000101', 5_000);
    const at = kigali(String(payment['confirmedAt']));
    const file = [
      'Id,External id,Date,Status,Type,From,From name,To,Amount,Currency,Fee',
      `${String(payment['providerTransactionId'])},${payment.id},${at},Successful,Payment,FRI:250788000101/MSISDN,A,FRI:c/MM,5100,RWF,0`,
      `=cmd|1,,${at},Successful,Payment,FRI:250788999999/MSISDN,<script>x</script>,FRI:c/MM,700,RWF,0`,
      `bad-1,,${at},Successful,Payment,FRI:250788999998/MSISDN,B,FRI:c/MM,many,RWF,0`,
      `more-1,,${at},Successful,Payment,FRI:250788999997/MSISDN,C,FRI:c/MM,900,RWF,0`,
    ].join('\r\n');
    const declared = { provider: 'mtn-momo', account: 'whole', dateFormat: '' };

    await finance.get(statements);
    const wrong = await finance.submitFile(`${statements}/check`, { ...declared, account: '' }, file);
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('<a href="#account">&quot;Account&quot; cannot be taken as it is');
    const unread = await finance.submitFile(`${statements}/check`, declared, 'A,B\r\n1,2\r\n');
    expect(unread.status).toBe(422);
    expect(unread.text).toContain('The file cannot be read. Line ');

    const checked = await finance.submitFile(`${statements}/check`, declared, file);
    expect(checked.status).toBe(200);
    expect(checked.text).toContain('Nothing was recorded.');
    expect(checked.text).toContain('another amount');
    expect(checked.text).not.toContain('<script>x');
    expect((await finance.get(`${statements}?format=csv`)).text.trimEnd().split('\r\n')).toHaveLength(1);

    await finance.get(statements);
    const sent = await finance.submitFile(`${statements}/check`, declared, file, statements);
    expect(sent.status).toBe(303);
    place = sent.headers['location']!;
    const page = await reconciled(place);
    expect(page).toContain('reconciled');
    expect(page).toContain('Claudine Uwera');
    const bad = await finance.get(`${place}?outcome=unreadable`);
    expect(bad.text).toMatch(/data-label="Column">Amount<\/td>/);
    expect(bad.text).toMatch(/data-label="Line">4<\/td>/);

    // No number of the page that its CSV does not have.
    const totals = rowsIn((await finance.get(`${place}?format=csv&of=totals`)).text);
    expect(totals.toSorted()).toEqual([
      'amount-mismatch,1,5100,RWF',
      'missing-internally,2,1600,RWF',
      'unreadable,1,0,RWF',
    ]);
    const lines = await finance.get(`${place}?format=csv`);
    expect(rowsIn(lines.text)).toHaveLength(4);
    expect(lines.text).toContain(",'=cmd|1,");
    expect(rowsIn((await finance.get(`${statements}?format=csv`)).text)[0]).toContain(',mtn-momo,whole,reconciled,');
  });

  it('has a queue, which each role sees with what it may do', async () => {
    const queue = await finance.get('/reconciliation');
    items = itemsIn(queue.text);
    expect(items).toHaveLength(4);
    expect(queue.text).toContain('Not resolved, by age');
    expect(rowsIn((await finance.get('/reconciliation?format=csv&of=ageing')).text)[0]).toMatch(/,4$/);
    expect(itemsIn((await finance.get('/reconciliation?outcome=amount-mismatch')).text)).toHaveLength(1);
    const wrong = await finance.get('/reconciliation?outcome=odd');
    expect([wrong.status, itemsIn(wrong.text).length]).toEqual([400, 4]);

    const seen = await auditor.get(items[0]!);
    expect(seen.text).toContain('Why it is so');
    expect(seen.text).not.toContain('<form method="post" action="/reconciliation');
    expect((await auditor.get(statements)).text).not.toContain('type="file"');
    expect((await approver.get(statements)).status).toBe(403);
    expect((await approver.get('/reconciliation')).status).toBe(200);
  });

  it('says of an item why it is so, with what stands on the statement as text', async () => {
    const [unknown] = itemsIn((await finance.get(`${place}?outcome=missing-internally`)).text);
    const page = await finance.get(unknown!);
    expect(page.text).toContain('Nothing here has this transaction id or reference.');
    expect(page.text).toContain('=cmd|1');
    expect(page.text).toContain('&lt;script&gt;x&lt;/script&gt;');
    expect(page.text).not.toContain('<script>x');
    expect(page.text).not.toContain('250788999999');
  });

  it('writes off by two people, of whom the requester is none of those who approve', async () => {
    const [item] = itemsIn((await finance.get('/reconciliation?outcome=amount-mismatch')).text);
    await finance.get(item!);
    expect((await finance.submit(`${item}/resolve`, { resolution: 'written-off', note: '' })).status).toBe(400);
    const adjusted = await finance.submit(`${item}/resolve`, { resolution: 'adjusted', note: 'So.' });
    expect(adjusted.status).toBe(422);
    expect(adjusted.text).toContain('Name the approved adjustment of the ledger.');
    const asked = await finance.submit(`${item}/resolve`, { resolution: 'written-off', note: 'Not worth a call.' });
    expect(asked.headers['location']).toBe(`${item}?done=1`);
    await app.caughtUp();
    const waits = await finance.follow(asked);
    expect(waits.text).toContain('You asked for it, so another person has to decide.');
    expect(waits.text).not.toContain(`action="${item}/approve"`);
    const token = /name="form-token" value="([^"]*)"/.exec(waits.text)![1]!;
    expect((await finance.post(`${item}/approve`, new URLSearchParams({ 'form-token': token }))).status).toBe(403);

    // Also under the role that may, a person does not approve what that person has asked for.
    const { browser: both } = await person(app, ['finance', 'approver'], { name: 'Both' });
    const [other] = itemsIn((await both.get(`${place}?outcome=unreadable`)).text);
    await both.get(other!);
    await both.submit(`${other}/resolve`, { resolution: 'written-off', note: 'Mine.' });
    const own = /name="form-token" value="([^"]*)"/.exec((await both.get(other!)).text)![1]!;
    const refused = await both.post(`${other}/approve`, new URLSearchParams({ 'form-token': own }));
    expect(refused.status).toBe(403);
    expect(refused.text).toContain('You asked for this yourself');

    for (const each of [item!, other!]) {
      const page = await approver.get(each);
      expect(page.text).toContain('asks that it be written off.');
      const approved = await approver.submit(`${each}/approve`, {});
      expect([approved.status, approved.headers['location']]).toEqual([303, `${each}?done=1`]);
    }
    await app.caughtUp();
    const done = await finance.get(item!);
    expect(done.text).toContain('Written off');
    expect(done.text).toContain('Not worth a call.');
    expect(done.text).toContain('Mismatch Resolved');
  });

  it('resolves what is left at once, after it has shown what that is', async () => {
    const queue = await finance.get('/reconciliation?outcome=missing-internally&status=open');
    expect(itemsIn(queue.text)).toHaveLength(2);
    const [first] = itemsIn(queue.text);
    const preview = await finance.submit('/reconciliation/items/resolve', {
      resolution: 'wrong-line',
      note: 'Theirs.',
    });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain('2 would be resolved as:');
    // Somebody takes one of them out in the meantime.
    const { browser: colleague } = await person(app, ['finance'], { name: 'Colleague' });
    await colleague.get(first!);
    await colleague.submit(`${first}/resolve`, { resolution: 'waiting', note: 'Asked MTN.' });
    await app.caughtUp();
    const changed = await finance.submit('/reconciliation/items/resolve', {});
    expect(changed.status).toBe(409);
    expect(changed.text).toContain('1 would be resolved as:');
    const done = await finance.submit('/reconciliation/items/resolve', {});
    expect(done.status).toBe(303);
    await app.caughtUp();
    await finance.get(first!);
    await finance.submit(`${first}/resolve`, { resolution: 'accepted', note: 'They say that it is ours.' });
    await app.caughtUp();
    const ages = rowsIn((await finance.get('/reconciliation?format=csv&of=ageing')).text).map(
      (row) => row.split(',')[1],
    );
    expect(new Set(ages)).toEqual(new Set(['0']));
    const reopened = await finance.get(first!);
    expect(reopened.text).toContain('Open it again');
  });
});

describe('a settlement', () => {
  const typed = (more: Readonly<Record<string, string>> = {}) => ({
    provider: 'mtn-momo',
    bankAccount: 'BK <b>100</b>',
    amount: '5000',
    currency: 'RWF',
    leftAt: kigali(app.clock.at).slice(0, 16),
    ...more,
  });

  it('is recorded once for one form, is in transit, and is confirmed by a person', async () => {
    await finance.get('/settlements');
    const wrong = await finance.submit('/settlements', typed({ amount: '5,000', expectedBy: '2020-01-01' }));
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('<a href="#amount">');
    const sent = await finance.submit('/settlements', typed());
    expect([sent.status, sent.text]).toEqual([303, '']);
    const place = sent.headers['location']!.replace('?done=1', '');
    expect((await finance.submit('/settlements', typed())).headers['location']).toBe(sent.headers['location']);
    await app.caughtUp();

    const list = await finance.get('/settlements');
    expect(list.text).toContain('BK &lt;b&gt;100&lt;/b&gt;');
    expect(list.text).toContain('In transit: has left the wallet');
    const transit = rowsIn((await finance.get('/settlements?format=csv&of=in-transit')).text);
    expect(transit.slice(0, 3)).toEqual([
      'mtn-momo,all,1,5000,RWF',
      'mtn-momo,overdue,0,0,RWF',
      'mtn-momo,0–1,1,5000,RWF',
    ]);
    expect(rowsIn((await finance.get('/settlements?format=csv')).text)[0]).toContain(',expected,5000,0,0,5000,RWF,');

    const asked = `/settlements/suggestions?provider=mtn-momo&amount=5000&currency=RWF&receivedAt=${kigali(app.clock.at).slice(0, 10)}+23:00`;
    const found = await finance.get(asked);
    expect(found.text).toContain(`<a href="${place}">BK &lt;b&gt;`);
    expect(found.text).toContain('Days and payments in a row that come to it');
    expect(rowsIn((await finance.get(`${asked}&format=csv&of=coverage`)).text).length).toBeGreaterThan(0);
    expect((await finance.get('/settlements/suggestions?provider=nobody')).status).toBe(400);

    const page = await auditor.get(place);
    expect(page.text).not.toContain('/receive');
    await finance.get(place);
    const deposit = { amount: '4900', fee: '100', receivedAt: kigali(app.clock.at).slice(0, 16), bankReference: 'FT1' };
    const done = await finance.submit(`${place}/receive`, deposit);
    expect(done.status).toBe(303);
    await app.caughtUp();
    const after = await finance.follow(done);
    expect(after.text).toContain('received');
    expect(after.text).not.toContain('/receive');
    expect(rowsIn((await finance.get(`${place}?format=csv`)).text)[0]).toMatch(/^FT1,4900,100,/);
    await finance.get('/settlements');
  });
});

describe('a report', () => {
  it('is made in the background from its filters, and its cells are safe for a spreadsheet', async () => {
    const { paymentId } = await app.request('0788000777', rwf(300), {
      record: { type: 'permit', id: '=HYPERLINK("x")' },
      description: '@SUM(1)',
    });
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const reports = await finance.get('/reports');
    const names = [...reports.text.matchAll(/<li><a href="\/reports\/([a-z-]+)">/g)].map(([, name]) => name);
    expect(names).toHaveLength(10);
    expect((await finance.get('/reports/audit-log')).status).toBe(403);
    expect((await auditor.get('/reports')).text).toContain('href="/reports/audit-log"');
    expect((await auditor.get('/reports/audit-log')).status).toBe(200);
    expect((await finance.get('/reports/nothing')).status).toBe(404);

    await finance.get('/reports/daily-transactions');
    const wrong = await finance.submit('/reports/jobs', { from: '2026-02-30', format: 'csv' });
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('<a href="#from">&quot;From&quot; is no day: write it as 2026-11-28</a>');
    for (const [typed, said] of [
      [{ from: '2099-01-01' }, /&quot;From&quot; must not be after today, which is 20\d\d-\d\d-\d\d in Kigali/],
      [{ from: '2026-11-02', to: '2026-11-01' }, /&quot;To&quot; must not be before the first day, 2026-11-02/],
      [{ from: '2024-01-01', to: '2026-11-01' }, /&quot;To&quot;: a report has at most 366 days/],
      [{ format: 'doc' }, /&quot;Form&quot; must be one of: json, csv, xlsx, pdf/],
    ] as const) {
      const refused = await finance.submit('/reports/jobs', { format: 'csv', ...typed });
      expect([refused.status, said.test(refused.text)]).toEqual([400, true]);
    }
    for (const path of ['/reports?zzz=1', '/reports?format=pdf', '/reports/refunds?zzz=1', '/reports/refunds?from=2026-11-40', '/reports?format=csv&of=x'])
      expect([path, (await finance.get(path)).status]).toEqual([path, 400]);
    expect((await finance.get('/reports/refunds?zzz=1')).text).toContain('&quot;zzz&quot; is no filter of this page');
    expect((await finance.get('/reports/refunds?from=2026-11-01')).text).toContain('value="2026-11-01"');
    await finance.get('/reports/daily-transactions');
    const sent = await finance.submit('/reports/jobs', { from: '', to: '', format: 'csv', provider: 'mtn-momo' });
    const place = sent.headers['location']!;
    expect(place).toMatch(/^\/reports\/jobs\/rep_/);
    let page = await finance.follow(sent);
    for (let turn = 0; turn < 100 && page.text.includes('http-equiv="refresh"'); turn += 1) {
      await app.clock.pass({ seconds: 1 });
      page = await finance.get(place);
    }
    const file = /href="(\/reports\/jobs\/[^"]+\/file)"/.exec(page.text)![1]!;
    const { text } = await finance.get(file);
    expect(text).toContain(`"'=HYPERLINK(""x"")"`);
    expect(text).not.toMatch(/(^|,)"?[=@]/m);
    expect(rowsIn((await finance.get('/reports?format=csv&of=jobs')).text)[0]).toMatch(/^daily-transactions,rep_/);
    // Nobody else's.
    expect((await auditor.get(place)).status).toBe(404);
    await finance.get(place);
    expect((await finance.submit(`${place}/cancel`, {})).headers['location']).toBe('/reports');
    expect((await finance.get(place)).status).toBe(404);
    // The role decides about each report, not the form that was sent.
    const token = /name="form-token" value="([^"]*)"/.exec((await finance.get('/reports')).text)![1]!;
    const forged = new URLSearchParams({ 'form-token': token, name: 'audit-log', format: 'csv' });
    expect((await finance.post('/reports/jobs', forged)).status).toBe(403);
  });
});

describe('a day', () => {
  it('is closed once it is over, by a person whose second factor is fresh, and never again', async () => {
    const today = kigali(app.clock.at).slice(0, 10);
    const day = `/reports/days/${today}`;
    const open = await finance.get(day);
    expect(open.text).toContain('Close the day');
    const early = await finance.submit(`${day}/close`, {});
    expect(early.status).toBe(409);
    expect(early.text).toContain('The day is not over yet in Kigali.');
    expect((await auditor.get(day)).text).not.toContain(`${day}/close`);

    await app.clock.pass({ minutes: 11 });
    await finance.get(day);
    const stale = await finance.submit(`${day}/close`, {});
    expect([stale.status, stale.headers['location']]).toEqual([
      303,
      `/sign-in/second-factor?next=${encodeURIComponent(day)}`,
    ]);

    app.clock.jump(24 * 3_600_000);
    await app.caughtUp();
    const { browser } = await person(app, ['finance'], { name: 'Next Day' });
    // The page and its CSV say the same.
    const [cells] = rowsIn((await browser.get(`${day}?format=csv`)).text).map((row) => row.split(','));
    expect(cells!.slice(0, 5)).toEqual([today, 'open', 'RWF', '2', '5300']);
    const next = await browser.get(day);
    expect(next.text).toContain('2 · <span class="money">5,300');
    const closed = await browser.submit(`${day}/close`, {});
    expect(closed.headers['location']).toBe(`${day}?done=1`);
    await app.caughtUp();
    expect((await browser.follow(closed)).text).toContain('closed');
    const list = await browser.get('/reports/days');
    expect(list.text).toContain(`href="${day}"`);
    expect(
      rowsIn((await browser.get('/reports/days?format=csv')).text).some((row) => row.startsWith(`${today},closed,`)),
    ).toBe(true);
    expect((await browser.get(`/v1/days/${today}.pdf?lang=rw`)).headers['content-type']).toBe('application/pdf');
    const token = /name="form-token" value="([^"]*)"/.exec((await browser.get(day)).text)![1]!;
    const again = await browser.post(`${day}/close`, new URLSearchParams({ 'form-token': token }));
    expect([again.status, again.text.includes('The day is closed already.')]).toEqual([409, true]);
    expect((await browser.get('/reports/days/2026-02-30')).status).toBe(404);
  });
});
