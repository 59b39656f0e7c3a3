import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type App } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { person } from '../support/people.js';

let app: App;
let finance: Browser;
let approver: Browser;
beforeAll(async () => {
  app = await startApp();
  [finance, approver] = [(await person(app, ['finance'])).browser, (await person(app, ['approver'])).browser];
});
afterAll(() => app.close());

const dimensions = { service: 'permits', branch: 'kigali' };
const rowsOf = (html: string) => [...html.matchAll(/<a href="\/payments\/(pay_[0-9a-f]+)">/g)].map(([, id]) => id);

describe('the list of payments', () => {
  it('is filtered by its address, says what it leaves out, and is the same list as CSV', async () => {
    const [paid, other] = [
      await app.request('0788000001', rwf(5_000), { dimensions, description: '=cmd|<b>' }),
      await app.request('0788000002', rwf(7_000), { record: { type: 'permit', id: '=HYPERLINK("x")' } }),
    ];
    await app.caughtUp();
    await app.sandbox.payerApproves(paid.paymentId);
    await app.caughtUp();

    const all = await finance.get('/payments');
    expect(all.status).toBe(200);
    expect(rowsOf(all.text).toSorted()).toEqual([paid.paymentId, other.paymentId].toSorted());
    expect(all.text).toContain('all payments');
    expect(all.text).toContain('5,000\u00a0RWF');
    expect(all.text).toContain('+25078*****01');
    expect(all.text).not.toContain('788000001');
    expect(all.text).toContain('permit =HYPERLINK(&quot;x&quot;)');
    expect(all.text).toContain('href="/payments" aria-current="page"');

    const kept = await finance.get('/payments?status=successful&service=permits&from=2026-11-22&to=2026-11-22&branch=');
    expect(rowsOf(kept.text)).toEqual([paid.paymentId]);
    expect(kept.text).toContain('Status successful, Product or service permits, From 2026-11-22, To 2026-11-22');
    // The day of Kigali has begun two hours before that of UTC.
    expect(rowsOf((await finance.get('/payments?from=2026-11-23')).text)).toEqual([]);
    expect((await finance.get('/payments?branch=huye')).text).toContain('No payment matches these filters.');

    const wrong = await finance.get('/payments?from=2026-02-30&status=paid');
    expect(wrong.status).toBe(400);
    expect(wrong.text).toContain('<a href="#from">The filter &quot;From&quot; cannot be read and is left out</a>');
    expect(rowsOf(wrong.text)).toHaveLength(2);

    const csv = await finance.get('/payments?status=successful&format=csv');
    expect([csv.status, csv.headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
    const [header, line, ...more] = csv.text.trimEnd().split('\r\n');
    expect(header).toMatch(/^\ufeff?Created,Payment,Status,Amount,Currency,Paid,/);
    expect(line).toContain(`${paid.paymentId},successful,5000,RWF,5000,0,'+25078*****01,invoice,`);
    expect(more).toEqual([]);
    expect((await finance.get('/payments?format=csv')).text).toContain(`,permit,"'=HYPERLINK(""x"")",`);
  });

  it('goes on page by page, with its filters, and ends', async () => {
    for (let index = 0; index < 51; index += 1)
      await app.request(`07881000${String(index).padStart(2, '0')}`, rwf(100 + index), {
        dimensions: { service: 'pages' },
      });
    await app.caughtUp();
    const first = await finance.get('/payments?service=pages');
    expect(rowsOf(first.text)).toHaveLength(50);
    const next = /href="(\/payments\?service=pages&amp;cursor=[^"]+)"/.exec(first.text)![1]!.replaceAll('&amp;', '&');
    const second = await finance.get(next);
    expect(rowsOf(second.text)).toHaveLength(1);
    expect(second.text).not.toContain('Older');
    const csv = await finance.get('/payments?service=pages&format=csv');
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(52);
  });
});

describe('the page of a payment', () => {
  it('says what is so, how it came to be so, asks the provider, and keeps a note', async () => {
    const { paymentId } = await app.request('0788000009', rwf(9_000), { dimensions, description: '<script>x' });
    await app.caughtUp();
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    const page = `/payments/${paymentId}`;
    const before = await finance.get(page);
    expect(before.text).toContain('Please approve the payment on your phone. Do not pay again.');
    expect(before.text).toContain('&lt;script&gt;x');
    expect(before.text).toContain('Payment Submitted');

    const asked = await finance.submit(`${page}/status-check`, {});
    expect([asked.status, asked.headers['location']]).toEqual([303, `${page}?done=1`]);
    await app.caughtUp();
    const after = await finance.follow(asked);
    expect(after.text).toContain('Your payment has been received. Thank you.');
    expect(after.text).toMatch(/<a href="\/v1\/receipts\/RCT-2026-\d{6}\.html">/);
    expect((await finance.submit(`${page}/notes`, { text: ' ' })).status).toBe(400);
    await finance.get(page);
    const noted = await finance.follow(await finance.submit(`${page}/notes`, { text: 'She called about it.' }));
    expect(noted.text).toContain('She called about it.');
    expect(noted.text).toContain('Bosco Nkusi');
    expect((await finance.get('/payments/pay_absent')).status).toBe(404);
  });

  it('says why it ended in words, each code once, and no time by which it would expire', async () => {
    const { paymentId } = await app.request('0788000011', rwf(1_300), { record: { type: 'permit', id: 'K-1' } });
    await app.caughtUp();
    const open = await finance.get(`/payments/${paymentId}`);
    expect(open.text).toContain('<dt>Expires</dt>');
    await app.sandbox.payerDoesNotAnswer(paymentId);
    await app.caughtUp();
    const over = await finance.get(`/payments/${paymentId}`);
    expect(over.text).toContain('<dd>its time was over <span class="code">(EXPIRED)</span></dd>');
    expect(over.text).not.toContain('<dt>Expires</dt>');
    const kinyarwanda = (await finance.get(`/payments/${paymentId}?lang=rw`)).text;
    await finance.get('/payments?lang=en');
    for (const words of ['igihe cyarangiye', 'uruhushya K-1', 'Ubwishyu bwasabwe', '(sisitemu)'])
      expect(kinyarwanda).toContain(words);
    // Details that are folded away are as the API has them.
    const shown = kinyarwanda.replaceAll(/<pre[\s\S]*?<\/pre>/g, '');
    expect(shown).not.toMatch(/Payment Created|permit |submit-when-created/);
  });

  it('keeps what was typed where a filter or a note is refused, with the fault beside its field', async () => {
    const filtered = await finance.get('/payments?status=paid&from=28/11/2026&service=permits');
    expect(filtered.status).toBe(400);
    for (const kept of ['value="28/11/2026"', 'id="from-wrong"', 'id="status-wrong"', 'value="permits"'])
      expect(filtered.text).toContain(kept);
    const { paymentId } = await app.request('0788000012', rwf(1_000));
    await app.caughtUp();
    const page = `/payments/${paymentId}`;
    await finance.get(page);
    const long = `She called. ${'x'.repeat(2_000)}`;
    const noted = await finance.submit(`${page}/notes`, { text: long });
    expect([noted.status, noted.text.includes(`>\n${long}</textarea>`)]).toEqual([400, true]);
    expect(noted.text).toContain('id="text-wrong"');
  });

  it('shows to each role what it may do, and nothing to nobody', async () => {
    const { paymentId } = await app.request('0788000010', rwf(1_000));
    await app.caughtUp();
    const seen = await approver.get(`/payments/${paymentId}`);
    expect(seen.status).toBe(200);
    expect(seen.text).not.toContain('status-check');
    expect(seen.text).not.toContain('What happened');
    const forged = new URLSearchParams({ text: 'x' });
    expect((await approver.post(`/payments/${paymentId}/notes`, forged)).status).toBe(403);
    expect((await finance.post(`/payments/${paymentId}/notes`, forged)).status).toBe(403);
    const answer = await app.anonymous.get('/payments');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in?next=%2Fpayments']);
  });
});
