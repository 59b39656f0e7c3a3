import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type Answer, type App } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { person, signIn, type Person } from '../support/people.js';
import { until } from '../support/until.js';
import { answerWith, Receiver } from '../support/webhook-receiver.js';

/** The pages of those who look after an installation, and of those who look over it. */
let app: App;
let receiver: Receiver;
let admin: Person;
let auditor: Browser;
let support: Browser;
beforeAll(async () => {
  receiver = await Receiver.start();
  app = await startApp({ settings: { WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' } });
  admin = await person(app, ['admin'], { name: 'Aline Uwase' });
  auditor = (await person(app, ['auditor'])).browser;
  support = (await person(app, ['support'])).browser;
});
afterAll(async () => {
  await app.close();
  await receiver.stop();
});

/** Of the text of a page. */
const has = (word: string) => (text: string) => text.includes(word);

const locationOf = ({ status, headers }: Answer): string => {
  expect(status).toBe(303);
  return headers['location']!;
};

describe('webhooks in the browser', () => {
  it('are set up, tested, fail, are started again, sent again, given another secret, and removed', async () => {
    const { browser } = admin;
    const first = await browser.get('/webhooks');
    expect(first.text).toContain('No delivery has failed.');
    expect(first.text).toContain('href="/webhooks" aria-current="page"');

    const wrong = await browser.submit('/webhooks/endpoints', {
      url: '',
      events: 'payment',
      clientId: 'x'.repeat(101),
    });
    expect(wrong.status).toBe(400);
    for (const field of ['url', 'events', 'clientId']) expect(wrong.text).toContain(`<a href="#${field}">`);
    const inside = { url: 'https://192.168.0.1/', events: 'payment.*', clientId: '' };
    const refused = await browser.submit('/webhooks/endpoints', inside);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('Enter an address with https')]);
    const nobody = await browser.submit('/webhooks/endpoints', {
      ...inside,
      events: 'pay.me',
      clientId: 'cli_nobody',
    });
    for (const field of ['url', 'events', 'clientId']) expect(nobody.text).toContain(`<a href="#${field}">`);
    expect(nobody.text).toContain('value="cli_nobody"');
    const unknown = await browser.submit('/webhooks/endpoints', {
      ...inside,
      url: receiver.url('/'),
      events: 'pay.me',
    });
    expect(unknown.text).toContain('not pay.me');

    const typed = { url: receiver.url('/<hooks>'), events: 'payment.*, receipt.issued', clientId: '' };
    const { address, page } = browser;
    const made = await browser.submit('/webhooks/endpoints', typed);
    const secret = /whsec_[\w+/=]+/.exec(made.text)![0];
    const place = /href="(\/webhooks\/endpoints\/whe_[0-9a-f]+)"/.exec(made.text)![1]!;
    // Pressed twice it is one endpoint: of two, each would be sent every webhook. Other things typed are another one.
    const pressedAgain = (more: Partial<typeof typed>) => {
      Object.assign(browser, { address, page });
      return browser.submit('/webhooks/endpoints', { ...typed, ...more });
    };
    const again = await pressedAgain({});
    expect([again.status, again.text.includes(secret), again.text.includes(place)]).toEqual([200, true, true]);
    const other = await pressedAgain({ url: receiver.url('/second') });
    expect([other.text.includes(secret), other.text.includes(place)]).toEqual([false, false]);
    const [, second] = /href="(\/webhooks\/endpoints\/whe_[0-9a-f]+)"/.exec(other.text)!;
    await browser.get(`${second}/remove`);
    await browser.submit(`${second}/remove`, {});
    expect((await pressedAgain({ url: receiver.url('/second') })).status).toBe(404);
    const { text: endpoints } = await browser.get('/webhooks');
    expect(endpoints.match(/href="\/webhooks\/endpoints\/whe_/g)).toHaveLength(1);
    expect((await browser.get(place)).text).not.toContain(secret);
    expect(browser.page).toContain('/&lt;hooks&gt;');

    receiver.answers(answerWith(410, '<script>alert(1)</script>'));
    const offered = browser.page;
    const tested = [browser.submit(`${place}/test`, {}), browser.submit(`${place}/test`, {})];
    const [delivery, ...others] = (await Promise.all(tested)).map((one) => locationOf(one).replace('?done=1', ''));
    expect(others).toEqual([delivery]);
    await until(async () => (await browser.get(delivery!)).text, has('410'));
    const page410 = browser.page;
    browser.page = offered;
    expect(locationOf(await browser.submit(`${place}/test`, {}))).toBe(`${delivery}?done=1`);
    browser.page = page410;
    expect(browser.page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    await until(async () => (await browser.get('/webhooks')).text, has('Stopped endpoints, which are sent nothing: 1'));
    // What failed comes before anything else.
    expect(browser.page.indexOf(delivery!)).toBeLessThan(browser.page.indexOf(place));
    expect(browser.page).toContain('It answered that it is gone (410).');
    // A stopped endpoint is sent nothing, so its page offers to start it and nothing that sends.
    expect((await browser.get(delivery!)).text).not.toContain('/redeliver');
    expect((await browser.get(place)).text).not.toContain(`${place}/recover`);
    receiver.answers(answerWith(204));
    await browser.follow(await browser.submit(`${place}/start`, {}));
    expect(browser.page).toContain('Done.');

    const untold = (await browser.get(delivery!)).text;
    await browser.submit(`${delivery}/redeliver`, {});
    await until(async () => (await browser.get(delivery!)).text, has('>delivered<'));
    // Pressed again, it shows the try that the first press has led to, and makes none.
    browser.page = untold;
    expect(locationOf(await browser.submit(`${delivery}/redeliver`, {}))).toBe(delivery);
    const { tries } = (await app.admin.get(`/v1/webhook-deliveries/${delivery!.split('/').at(-1)}`)).body;
    expect((tries as { status: number }[]).map(({ status }) => status)).toEqual([410, 204]);
    await browser.get(place);
    const never = await browser.submit(`${place}/recover`, { since: '2026-02-30' });
    expect([never.status, never.text]).toEqual([400, expect.stringContaining('<a href="#since">')]);
    expect(never.text).toContain('value="2026-02-30"');
    const tooOld = await browser.submit(`${place}/recover`, { since: '2025-01-01' });
    expect(tooOld.text).toContain('WEBHOOK_DELIVERIES_DAYS');
    expect(locationOf(await browser.submit(`${place}/recover`, { since: '2026-11-22' }))).toBe(`${place}?done=1`);
    await browser.get(place);
    const changed = await browser.submit(place, { url: receiver.url('/other'), events: '*' });
    expect((await browser.follow(changed)).text).toContain('/other');
    const toRotate = browser.page;
    const rotate = (overlap: string) => {
      browser.page = toRotate;
      return browser.submit(`${place}/rotate`, { overlap });
    };
    const secretOn = ({ text }: Answer) => /whsec_[\w+/=]+/.exec(text)![0];
    const rotated = await Promise.all([rotate('day'), rotate('day')]);
    expect(rotated.map(secretOn)).toEqual([secretOn(rotated[0]), secretOn(rotated[0])]);
    expect(secretOn(await rotate('day'))).toBe(secretOn(rotated[0]));
    expect(secretOn(rotated[0])).not.toBe(secret);
    // To end the earlier ones at once is another order, after which the first one's secret is not the newest.
    expect(secretOn(await rotate('none'))).not.toBe(secretOn(rotated[0]));
    expect(locationOf(await rotate('day'))).toBe(place);
    const happened = (await app.admin.get(`/v1/audit/events?stream=webhook-${place.split('/').at(-1)}&limit=200`)).body;
    const times = (type: string) => happened.data.filter((one) => one['type'] === type).length;
    expect([times('WebhookSecretRotated'), times('WebhookRedeliveryAsked')]).toEqual([2, 1]);
    const late = await pressedAgain({ url: receiver.url('/<hooks>') });
    expect(locationOf(late)).toBe(place);

    const csv = await browser.get('/webhooks/deliveries?format=csv');
    expect(csv.text).toMatch(/^\ufeff?Created,Delivery,Endpoint,Type,/);
    expect(csv.text).toContain(`${delivery!.split('/').at(-1)!},${place.split('/').at(-1)!},test,`);
    const filtered = await browser.get('/webhooks/deliveries?status=failed&from=2026-02-30');
    expect([filtered.status, filtered.text]).toEqual([400, expect.stringContaining('Status failed')]);
    expect((await browser.get(`${place}/remove`)).text).toContain('<h1>Remove this endpoint?</h1>');
    expect(locationOf(await browser.submit(`${place}/remove`, {}))).toBe('/webhooks');
    expect((await browser.get(place)).status).toBe(404);
    expect((await browser.get(delivery!)).text).toContain('Removed');
  });

  it('are looked at by an auditor, who changes nothing, and by nobody else', async () => {
    const seen = await auditor.get('/webhooks');
    expect([seen.status, seen.text]).toEqual([200, expect.not.stringContaining('action="/webhooks')]);
    expect((await auditor.post('/webhooks/endpoints', new URLSearchParams())).status).toBe(403);
    expect((await support.get('/webhooks')).status).toBe(403);
    expect((await support.get('/')).text).not.toContain('href="/webhooks"');
  });
});

describe('the log in the browser', () => {
  it('is filtered by its address, said in words, the same list as CSV, and leads to how a thing stood', async () => {
    const { paymentId } = await app.request('0788000021', rwf(4_000), { description: '=cmd|<b>' });
    await app.caughtUp();
    await app.clock.pass({ minutes: 1 });
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const stream = `payment-${paymentId}`;
    const list = await auditor.get(`/audit?stream=${stream}&from=2026-11-22&to=`);
    expect(list.text).toContain(`what happened to ${stream}, From 2026-11-22`);
    expect(list.text).toContain('<strong>Payment Succeeded</strong>');
    expect(list.text).toContain('+25078*****21');
    expect(list.text).not.toContain('788000021');
    expect(list.text).toContain('=cmd|&lt;b&gt;');
    expect((await auditor.get('/audit?actor=nobody')).text).toContain('Nothing matches these filters.');
    expect((await auditor.get('/audit?to=2026-13-01')).status).toBe(400);
    const csv = await auditor.get(`/audit?stream=${stream}&format=csv`);
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(1 + list.text.match(/<strong>/g)!.length);
    expect(csv.text).not.toContain('788000021');

    // Each row of the list, and each step of the story, leads to how the payment stood right then.
    const begun = /href="(\/audit\/replay\?id=pay_[^"]+)"/.exec(list.text.split('Payment Created')[1]!)![1]!;
    const then = await auditor.get(begun.replaceAll('&amp;', '&'));
    expect(then.text).toContain('<dt>status</dt><dd>submitted</dd>');
    expect(then.text).toContain('asked for 4,000 RWF');
    expect(then.text).not.toContain('said SUCCESSFUL');
    const now = await auditor.get(`/audit/replay?id=${paymentId}`);
    expect(now.text).toContain('<dt>status</dt><dd>successful</dd>');
    expect(now.text).toContain('MTN said SUCCESSFUL');
    const early = await auditor.get(`/audit/replay?id=${paymentId}&at=2026-11-22+11:59`);
    expect([early.status, early.text]).toEqual([404, expect.stringContaining('There was nothing of this name')]);
    const wrong = await auditor.get(`/audit/replay?id=${paymentId}&at=yesterday`);
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('<a href="#at">')]);
    expect((await auditor.get('/audit/replay?id=%3Cb%3E')).text).toContain('value="&lt;b&gt;"');
  });

  it('tells refunds and payouts as they stood, too', async () => {
    const { paymentId } = await app.request('0788000022', rwf(4_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const refund = { amount: '1000', reason: 'A window is broken' };
    const { id } = (await app.admin.post(`/v1/payments/${paymentId}/refunds`, refund, { key: 'refund' })).body;
    const payout = {
      amount: '2000',
      currency: 'RWF',
      payee: { msisdn: '0788000023', name: 'Keza' },
      record: { type: 'other', id: 'OUT-1' },
    };
    const out = (await app.admin.post('/v1/payouts', payout, { key: 'payout' })).body;
    await app.caughtUp();
    const page = await auditor.get(`/audit/replay?id=${id}`);
    expect(page.text).toContain('<dt>status</dt><dd>requested</dd>');
    expect(page.text).toContain(`href="/audit/replay?id=${paymentId}"`);
    expect((await auditor.get(`/audit/replay?id=${paymentId}`)).text).toContain(`href="/audit/replay?id=${id}"`);
    expect((await auditor.get(`/audit/replay?id=${out.id}`)).text).toContain('+25078*****23');
    for (const none of ['ref_0', 'pay_0', 'out_0', 'bat_0', 'adj_0', 'stl_0', '2026-11-01'])
      expect([none, (await auditor.get(`/audit/replay?id=${none}`)).status]).toEqual([none, 404]);
  });

  it('finds what happened by the words that it shows, and names near ones where there is none', async () => {
    const { paymentId } = await app.request('0788000025', rwf(4_100));
    await app.caughtUp();
    const stream = `payment-${paymentId}`;
    const shown = async (query: string) => {
      const { status, text } = await auditor.get(`/audit?${query}`);
      return [status, text.match(/<strong>[^<]*<\/strong>/g)?.length ?? 0, text] as const;
    };
    for (const type of ['PaymentCreated', 'Payment Created', 'payment CREATED', 'paiement créé']) {
      const [status, events, text] = await shown(`stream=${paymentId}&type=${encodeURIComponent(type)}`);
      expect([type, status, events]).toEqual([type, 200, 1]);
      expect(text).toContain(`what happened to ${stream}, only &quot;Payment Created&quot;`);
      expect(text).toContain(`value="${type}"`);
    }
    const csv = await auditor.get(`/audit?stream=${paymentId}&type=payment+created&format=csv`);
    expect(csv.text.trimEnd().split('\r\n')).toHaveLength(2);
    for (const format of ['', '&format=csv']) {
      const [status, , text] = await shown(`type=Payment+Craeted&from=2026-11-22${format}`);
      expect(status).toBe(400);
      expect(text).toContain('<a href="#type">Nothing that happens is called “Payment Craeted”.');
      expect(text).toContain('“Payment Created”');
      expect(text).toContain('value="Payment Craeted"');
    }
    const [, , french] = await shown('type=Payment+Craeted&lang=fr');
    expect(french).toContain('“Paiement créé”');
    await auditor.get('/audit?lang=en');
    expect((await shown('from=2026-13-01'))[2]).toContain('value="2026-13-01"');
  });

  it('tells a settlement as it stood, with the currency of each amount, from its row of the log', async () => {
    const leftAt = new Date(app.clock.now()).toISOString();
    const body = { ...rwf(3_000), provider: 'mtn-momo', bankAccount: 'BK 1', leftAt };
    const { id } = (await app.admin.post('/v1/settlements', body, { key: 'settlement' })).body;
    await app.caughtUp();
    const list = await auditor.get(`/audit?stream=${id}`);
    const then = /href="(\/audit\/replay\?id=stl_[^"]+)"/.exec(list.text)![1]!.replaceAll('&amp;', '&');
    const page = await auditor.get(then);
    expect(page.text).toContain('said that 3,000 RWF left the wallet of MTN for BK 1');
    expect(page.text).toContain('<dt>gross</dt><dd><span class="money">3,000\u00a0RWF</span></dd>');
    expect(page.text).toContain('<dt>in transit</dt><dd><span class="money">3,000\u00a0RWF</span></dd>');
    expect((await auditor.get(`/audit/replay?id=${id}&at=2026-11-22+11:59`)).status).toBe(404);
  });

  it('is a link away from a payment, refund and payout, for those who may look there', async () => {
    const { paymentId } = await app.request('0788000026', rwf(4_200));
    await app.caughtUp();
    const page = `/payments/${paymentId}`;
    const [replay, pack] = [`href="/audit/replay?id=${paymentId}"`, `href="/audit${page}/evidence"`];
    const seenBy = async (by: Browser) => {
      const { text } = await by.get(page);
      return [text.includes(replay), text.includes(pack)];
    };
    expect(await seenBy(auditor)).toEqual([true, true]);
    expect(await seenBy(support)).toEqual([false, true]);
    expect(await seenBy((await person(app, ['approver'])).browser)).toEqual([false, false]);
    expect((await auditor.get(`/audit/replay?id=${paymentId}`)).text).toContain(
      '<dt>amount</dt><dd><span class="money">4,200\u00a0RWF</span></dd>',
    );
  });

  it('is verified, and its seals are listed', async () => {
    await app.clock.pass({ minutes: 2 });
    await app.caughtUp();
    const seals = await auditor.get('/audit/seals');
    expect(seals.text).toMatch(/<span class="code">[0-9a-f]{64}<\/span>/);
    const verdict = await auditor.get('/audit/verify');
    expect(verdict.text).toContain('every event that is sealed is as it was sealed');
    expect((await support.get('/audit/verify')).status).toBe(403);
  });

  it('gives an evidence pack to those who may have it, after a second factor that is fresh', async () => {
    const { paymentId } = await app.request('0788000024', rwf(4_000));
    await app.caughtUp();
    const pack = `/audit/payments/${paymentId}/evidence`;
    const { browser, email, phone } = await person(app, ['support']);
    const made = await browser.get(pack);
    expect([made.status, made.headers['content-type']]).toEqual([200, 'application/zip']);
    await app.clock.pass({ minutes: 11 });
    expect(locationOf(await browser.get(pack))).toBe(`/sign-in/second-factor?next=${encodeURIComponent(pack)}`);
    const other = (await person(app, ['approver'])).browser;
    expect((await other.get(pack)).status).toBe(403);
    expect((await signIn(browser, email)).status).toBe(303);
    expect(phone).not.toBeNull();
  });
});

describe('the settings in the browser', () => {
  it('show how providers are, and people declare and end an outage', async () => {
    const place = '/settings/providers';
    await support.get(place);
    const long = `Maintenance ${'x'.repeat(200)}`;
    const kept = await support.submit(`${place}/mtn-momo/outage`, { 'reason-mtn-momo': long });
    expect([kept.status, kept.text]).toEqual([400, expect.stringContaining(`value="${long}"`)]);
    const wrong = await support.submit(`${place}/mtn-momo/outage`, { 'reason-mtn-momo': ' ' });
    expect([wrong.status, wrong.text]).toEqual([400, expect.stringContaining('<a href="#reason-mtn-momo">')]);
    const reason = 'Maintenance <until> 06:00';
    const declared = await support.follow(
      await support.submit(`${place}/mtn-momo/outage`, { 'reason-mtn-momo': reason }),
    );
    expect(declared.text).toContain('Maintenance &lt;until&gt; 06:00');
    expect((await app.admin.get('/v1/providers')).body.data[0]).toMatchObject({ outage: { reason } });
    expect((await auditor.get(place)).text).not.toContain('Declare an outage');
    await support.get(place);
    await support.submit(`${place}/mtn-momo/outage/end`, { 'reason-mtn-momo': 'Over' });
    expect((await app.admin.get('/v1/providers')).body.data[0]).toMatchObject({ outage: null });
    expect((await support.post(`${place}/unknown/outage/end`, new URLSearchParams())).status).toBe(403);
  });

  it('show with what the gateway was started, and no secret of it', async () => {
    const page = await auditor.get('/settings/gateway');
    expect(page.text).toContain('WEBHOOK_ALLOWED_HOSTS');
    expect(page.text).toMatch(/fingerprint [0-9a-f-]{36}/);
    expect((await support.get('/settings/gateway')).status).toBe(403);
  });
});

describe('reports and files of reports', () => {
  it('need a second factor that is fresh, of a person; a key needs none', async () => {
    const { browser } = await person(app, ['finance']);
    const cookie = `ishyura=${browser.cookies.get('ishyura')}`;
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };
    const report = '/v1/reports/daily-transactions?from=2026-11-22&format=csv';
    expect((await app.anonymous.get(report, headers)).status).toBe(200);
    const job = { name: 'refunds', from: '2026-11-22' };
    expect((await app.anonymous.post('/v1/report-jobs', job, { headers })).status).toBe(202);
    await app.clock.pass({ minutes: 11 });
    const answers = [
      await app.anonymous.get(report, headers),
      await app.anonymous.post('/v1/report-jobs', job, { headers }),
      await app.anonymous.get('/v1/report-jobs/absent/file', headers),
    ];
    for (const { status, body } of answers) expect([status, body['wants']]).toEqual([403, 'fresh-second-factor']);
    // What says nothing of anybody needs none.
    expect((await app.anonymous.get('/v1/reports', headers)).status).toBe(200);
    expect((await app.anonymous.get('/v1/report-jobs', headers)).status).toBe(200);
    expect((await app.admin.get(report)).status).toBe(200);
  });
});
