import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { stylesheetPath } from '../../src/http/pages/assets.js';
import { adminKey, Caller, startApp, type App, type Body } from '../support/app.js';

// One installation for all of these stories: each link has a record, and each story a phone, of its own.
let app: App;
let finance: Caller;
let made = 0;
let phones = 0;
beforeAll(async () => {
  app = await startApp({
    tickSeconds: 10,
    settings: {
      PAYMENT_LINK_PROMPTS_PER_ADDRESS: '1000',
      ORGANISATION_CONTACT: '+250788000000',
      MOMO_CHECK_PAYER: 'on',
    },
  });
  finance = await app.client('finance');
});
afterAll(() => app.close());

const phone = () => `07880000${String((phones += 1)).padStart(2, '0')}`;
const ask = (more: object = {}) => ({
  amount: '5000',
  currency: 'RWF',
  record: { type: 'invoice', id: `LINK-${(made += 1)}` },
  description: 'School fees <second term>',
  ...more,
});
async function link(more: object = {}): Promise<Body> {
  const { status, body, text } = await app.service.post('/v1/payment-links', ask(more), { key: `link-${made}` });
  if (status !== 201) throw new Error(text);
  return body;
}
const now = async ({ id }: Body, by = app.service): Promise<Body> => (await by.get(`/v1/payment-links/${id}`)).body;

interface Page {
  readonly status: number;
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly html: string;
  /** Of the next press; null: the page has no form. */
  readonly press: string | null;
}
const pathOf = ({ url }: Body): string => new URL(url as string).pathname;
async function page(
  of: Body | string,
  form?: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Page> {
  const answer = await request(app.url + (typeof of === 'string' ? of : pathOf(of)), {
    dispatcher: app.agent,
    headers: { ...headers, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(form && { method: 'POST' as const, body: new URLSearchParams(form).toString() }),
  });
  const html = await answer.body.text();
  const location = answer.headers['location'] as string | undefined;
  const press = /name="press" value="(\d+)"/.exec(html)?.[1] ?? null;
  return { status: answer.statusCode, location, headers: answer.headers, html, press };
}
/** What a browser shows after a press. */
async function press(of: Body, msisdn: string, more: Record<string, string> = {}): Promise<Page> {
  const answer = await page(of, { msisdn, press: (await page(of)).press ?? '1', ...more });
  await app.caughtUp();
  return answer.status === 303 ? page(answer.location!) : answer;
}
const paymentsOf = async ({ record }: Body) =>
  (await app.service.get(`/v1/payments?recordId=${(record as { id: string }).id}`)).body.data;
const newest = async (of: Body): Promise<string> => (await now(of)).paymentId;
const prompts = (paymentId: string) => app.sandbox.transactions(paymentId).length;
const refreshes = ({ html }: Page) => /http-equiv="refresh" content="(\d+)"/.exec(html)?.[1] ?? null;

describe('a payment link', () => {
  it('is made once by a key, shows its address to its owner again, and to nobody who only reads', async () => {
    const body = ask({ dimensions: { branch: 'huye' }, reference: 'team-2', language: 'rw' });
    const first = await app.service.post('/v1/payment-links', body, { key: 'once' });
    expect(first.status).toBe(201);
    expect(first.headers['location']).toBe(`/v1/payment-links/${first.body.id}`);
    expect(first.body).toEqual({
      id: first.body.id,
      url: expect.stringMatching(/^http:\/\/gateway\.test\/pay\/[\w-]{65}$/),
      qr: `${first.body['url'] as string}/qr.svg`,
      status: 'open',
      paymentId: null,
      amount: '5000',
      currency: 'RWF',
      minAmount: null,
      maxAmount: null,
      record: body.record,
      description: 'School fees <second term>',
      name: null,
      dimensions: { branch: 'huye', reference: 'team-2' },
      reference: 'team-2',
      language: 'rw',
      expiresAt: null,
      createdAt: '2026-11-22T12:00:00.000Z',
      closedAt: null,
    });
    const again = await app.service.post('/v1/payment-links', body, { key: 'once' });
    expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([201, 'true', first.body]);
    const other = await app.service.post('/v1/payment-links', { ...body, amount: '1' }, { key: 'once' });
    expect([other.status, other.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);

    await app.caughtUp();
    expect(await now(first.body)).toEqual(first.body);
    expect(await now(first.body, finance)).toMatchObject({ id: first.body.id, url: null, qr: null });
    const listed = await finance.get('/v1/payment-links?reference=team-2');
    expect(listed.body.data).toMatchObject([{ id: first.body.id, url: null }]);
    const stranger = await app.client('service');
    expect((await stranger.get(`/v1/payment-links/${first.body.id}`)).body.code).toBe('PAYMENT_LINK_NOT_FOUND');
    expect((await stranger.get('/v1/payment-links')).body.data).toEqual([]);
    expect((await stranger.post(`/v1/payment-links/${first.body.id}/close`)).status).toBe(404);
  });

  it.each([
    [{ amount: undefined }, 400, 'amount'],
    [{ amount: '1e3' }, 400, 'amount'],
    [{ amount: '0' }, 400, 'amount'],
    [{ minAmount: '6000' }, 400, 'minAmount'],
    [{ maxAmount: '4999' }, 400, 'maxAmount'],
    [{ amount: null, minAmount: '500', maxAmount: '100' }, 400, 'minAmount'],
    [{ amount: null, minAmount: '2000001' }, 400, 'minAmount'],
    [{ expiresAt: '2026-11-22T12:00:00Z' }, 400, 'expiresAt'],
    [{ reference: 'a', dimensions: { reference: 'b' } }, 400, 'dimensions'],
    [{ language: 'de' }, 400, 'language'],
    [{ currency: 'USD' }, 422, null],
  ])('is refused with %j', async (more, status, field) => {
    const refused = await app.service.post('/v1/payment-links', ask(more), { key: `bad-${made}` });
    expect(refused.status).toBe(status);
    if (field === null) expect(refused.body.code).toBe('CURRENCY_NOT_SUPPORTED');
    else expect(refused.body.errors).toMatchObject([{ field }]);
  });
});

describe('the payer’s page', () => {
  it('says who asks, for what and how much, in three languages and 20 kB, loads nothing else and runs no script', async () => {
    const made = await link({ expiresAt: '2026-11-23T12:00:00Z' });
    const shown = await page(made, undefined, { 'accept-language': 'en' });
    expect(shown.status).toBe(200);
    for (const text of [
      'Pay One Stop Centre',
      '5,000\u00a0RWF',
      '+250788000000',
      'School fees &lt;second term&gt;',
      'SANDBOX',
    ])
      expect(shown.html).toContain(text);
    expect(shown.html).toContain('<time datetime="2026-11-22T12:00:00.000Z"');
    expect(shown.html).not.toContain('<script');
    expect(shown.headers).toMatchObject({
      'cache-control': 'private, no-store',
      'referrer-policy': 'same-origin',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    });
    const style = await page(stylesheetPath);
    expect(style.status).toBe(200);
    expect(Buffer.byteLength(shown.html + style.html)).toBeLessThan(20_000);

    expect((await page(`${pathOf(made)}?lang=rw`)).html).toContain('Ishyura One Stop Centre');
    expect((await page(`${pathOf(made)}?lang=fr`)).html).toContain('Payer One Stop Centre');
    const kinyarwanda = await link({ language: 'rw' });
    expect((await page(kinyarwanda, undefined, { 'accept-language': 'en' })).html).toContain('lang="rw"');
    expect((await page(kinyarwanda, undefined, { cookie: 'ishyura-language=fr' })).html).toContain('<html lang="fr">');
  });

  it('has a QR code, and is not there for a token that is not ours', async () => {
    const made = await link();
    const code = await app.anonymous.get(new URL(made['qr'] as string).pathname);
    expect([code.status, code.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(code.text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 (\d+) \1"/);
    const forged = pathOf(made).replace(/.$/, (last) => (last === 'A' ? 'E' : 'A'));
    expect((await page(forged)).status).toBe(404);
    expect((await page(forged, { msisdn: phone(), press: '1' })).status).toBe(404);
    expect((await app.anonymous.get(`${forged}/qr.svg`)).body.code).toBe('PAYMENT_LINK_NOT_FOUND');
  });

  it('asks a phone once for fifty presses at once, on two tabs, for reloads and by the back button', async () => {
    const made = await link();
    const [number, other] = [phone(), phone()];
    const form = { msisdn: `${number.slice(0, 4)} ${number.slice(4)}`, press: (await page(made)).press! };
    const pressed = await Promise.all(
      Array.from({ length: 50 }, (_, tab) => page(made, tab % 10 === 9 ? { ...form, msisdn: other } : form)),
    );
    expect(new Set(pressed.map(({ status, location }) => `${status} ${location}`))).toEqual(
      new Set([`303 ${pathOf(made)}`]),
    );
    await app.caughtUp();
    const [payment, ...more] = await paymentsOf(made);
    expect(more).toEqual([]);
    expect(payment).toMatchObject({ status: 'submitted', metadata: { paymentLinkId: made.id } });
    expect(prompts(payment!.id)).toBe(1);

    const waiting = await page(made);
    expect(waiting.html).toContain('Please approve the payment on your phone. Do not pay again.');
    expect(waiting.html).toContain('+25078*****');
    expect(waiting.html).not.toContain(number.slice(1));
    expect([waiting.press, refreshes(waiting)]).toEqual([null, '5']);
    // Back, and pressed again; another tab that was open; another number.
    for (const again of [form, { ...form, msisdn: other }, { ...form, press: '2' }, { ...form, press: 'x' }])
      expect((await page(made, again)).status).toBe(303);
    await app.caughtUp();
    expect(await paymentsOf(made)).toHaveLength(1);
    expect(prompts(payment!.id)).toBe(1);
    expect(await now(made)).toMatchObject({ status: 'in-progress', paymentId: payment!.id });

    await app.sandbox.payerApproves(payment!.id);
    await app.caughtUp();
    const paid = await page(made);
    expect(paid.html).toContain('Your payment has been received. Thank you.');
    expect([paid.press, refreshes(paid)]).toEqual([null, null]);
    expect(await now(made)).toMatchObject({ status: 'paid', paymentId: payment!.id });
    const receipt = /href="(http:\/\/gateway\.test\/r\/[^"]+)">(RCT-2026-\d+)</.exec(paid.html)!;
    expect((await app.anonymous.get(new URL(receipt[1]!).pathname)).body).toMatchObject({
      genuine: true,
      number: receipt[2],
      amount: '5000',
    });
    // The receipt is in the language in which the payer has read.
    const french = await page(`${pathOf(made)}?lang=fr`);
    expect(french.html).toContain(`href="${receipt[1]!.replace('?lang=en', '?lang=fr')}"`);
    expect(receipt[1]).toMatch(/\?lang=en$/);
    // The old form changes nothing, and a closed link still shows what was paid.
    expect((await page(made, form)).status).toBe(303);
    expect((await app.service.post(`/v1/payment-links/${made.id}/close`)).body).toMatchObject({ status: 'paid' });
    expect((await page(made)).html).toContain(receipt[2]!);
    await app.caughtUp();
    expect(await paymentsOf(made)).toHaveLength(1);
  });

  it('says honestly that a payment did not go through, and lets the payer try again with another number', async () => {
    const made = await link();
    const first = await press(made, phone());
    expect(first.press).toBeNull();
    const refused = await newest(made);
    await app.sandbox.payerRejects(refused);
    await app.caughtUp();
    const failed = await page(made);
    expect(failed.html).toContain('The payment did not go through. No money was taken. You may try again.');
    expect(failed.press).toBe('2');
    expect(await now(made)).toMatchObject({ status: 'open', paymentId: refused });
    // The form of the first press, from the browser’s history.
    expect((await page(made, { msisdn: phone(), press: '1' })).status).toBe(303);
    await app.caughtUp();
    expect(await paymentsOf(made)).toHaveLength(1);

    await press(made, phone());
    const second = await newest(made);
    expect([(await paymentsOf(made)).length, prompts(refused), prompts(second)]).toEqual([2, 1, 1]);
    await app.sandbox.payerDoesNotAnswer(second);
    await app.caughtUp();
    expect((await page(made)).html).toContain('The payment was not approved in time. No money was taken.');
    await press(made, phone());
    const third = await newest(made);
    await app.sandbox.payerApproves(third);
    await app.caughtUp();
    expect(await now(made)).toMatchObject({ status: 'paid', paymentId: third });
    const stories = (await app.admin.get(`/v1/audit/events?stream=payment-link-${made.id}`)).body.data;
    expect(stories.map(({ type }) => type).toReversed()).toEqual([
      'PaymentLinkCreated',
      'PaymentLinkPressed',
      'PaymentLinkPressed',
      'PaymentLinkPressed',
    ]);
  });

  it('asks the payer to wait and not to pay again while it is in doubt whether money was taken', async () => {
    const made = await link();
    // Of the sandbox: its provider says PENDING until somebody decides.
    await press(made, '0780000053');
    const [payment] = await paymentsOf(made);
    await app.clock.pass({ seconds: 300 });
    expect(await app.payment(payment!.id)).toMatchObject({ status: 'uncertain' });
    const doubtful = await page(made);
    expect(doubtful.html).toContain('Do not pay again; we will tell you.');
    expect([doubtful.press, refreshes(doubtful)]).toEqual([null, '30']);
    await press(made, phone(), { press: '2' });
    expect(await paymentsOf(made)).toHaveLength(1);
    expect(await now(made)).toMatchObject({ status: 'in-progress', paymentId: payment!.id });
    await app.sandbox.payerApproves(payment!.id);
    await app.caughtUp();
    expect(await now(made)).toMatchObject({ status: 'paid' });
  });

  it('asks nobody for a record that another link or request has paid or is about to', async () => {
    const record = { type: 'permit', id: 'SHARED-1' };
    const [one, other] = [await link({ record }), await link({ record })];
    const { paymentId } = await app.request(`+25${phone()}`, { amount: '5000', currency: 'RWF' }, { record });
    const meanwhile = await page(one);
    expect(meanwhile.html).toContain('A payment for this is under way already. Do not pay again.');
    expect(meanwhile.html).not.toContain('*****');
    await press(one, phone(), { press: '1' });
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    expect((await page(other)).html).toContain('This has been paid by another request. Do not pay again.');
    expect((await page(other)).html).not.toContain('/r/RCT');
    expect(await now(other)).toMatchObject({ status: 'paid', paymentId });
    expect((await app.service.get('/v1/payments?recordId=SHARED-1')).body.data).toHaveLength(1);
  });

  it('is over once it is closed or has expired, and says whom to ask', async () => {
    const closed = await link();
    expect((await app.service.post(`/v1/payment-links/${closed.id}/close`)).body).toMatchObject({
      status: 'closed',
      closedAt: app.clock.at,
    });
    expect((await app.service.post(`/v1/payment-links/${closed.id}/close`)).status).toBe(200);
    const expired = await link({ expiresAt: new Date(Date.parse(app.clock.at) + 60_000).toISOString() });
    await app.clock.pass({ seconds: 60 });
    for (const [of, text, status] of [
      [closed, 'it was closed', 'closed'],
      [expired, 'its time is over', 'expired'],
    ] as const) {
      const over = await press(of, phone(), { press: '1' });
      expect(over.html).toContain(text);
      expect(over.html).toContain('ask One Stop Centre (+250788000000)');
      expect(over.press).toBeNull();
      expect(await now(of)).toMatchObject({ status, paymentId: null });
      expect(await paymentsOf(of)).toEqual([]);
    }
  });

  it('shows a payment that was under way when the link was closed, and what became of it', async () => {
    const made = await link();
    await press(made, phone());
    const [payment] = await paymentsOf(made);
    expect((await app.service.post(`/v1/payment-links/${made.id}/close`)).body).toMatchObject({
      status: 'in-progress',
    });
    await app.sandbox.payerRejects(payment!.id);
    await app.caughtUp();
    const over = await page(made);
    expect(over.html).toContain('it was closed. No money was taken here.');
    expect(over.press).toBeNull();
  });

  it.each(['', 'aline', '078800', '+25078800000011', '07880000011', '123'])(
    'takes %j for no number',
    async (msisdn) => {
      const made = await link();
      const wrong = await press(made, msisdn);
      expect([wrong.status, wrong.press]).toEqual([422, '1']);
      expect(wrong.html).toContain('<a href="#msisdn">Enter a mobile number with all its digits');
      expect(await now(made)).toMatchObject({ status: 'open', paymentId: null });
    },
  );

  it('says that a number is another operator’s, and never whether one has an account', async () => {
    const made = await link();
    const foreign = await press(made, '0730000001');
    expect([foreign.status, foreign.press]).toEqual([422, '1']);
    expect(foreign.html).toContain('belongs to an operator that cannot be paid with here');
    // MTN says that this one has no active account: it is told as every payment that did not go through.
    const inactive = await press(made, '0780000051');
    expect(inactive.html).toContain('The payment did not go through. No money was taken. You may try again.');
    expect(inactive.html).not.toMatch(/account|active/i);
    expect(await paymentsOf(made)).toEqual([]);
    const paying = await press(made, phone());
    expect(paying.press).toBeNull();
  });

  it('lets the payer name the amount, between bounds', async () => {
    const made = await link({
      amount: null,
      minAmount: '500',
      maxAmount: '100000',
      record: { type: 'donation', id: 'D-1' },
    });
    expect(made).toMatchObject({ amount: null, minAmount: '500', maxAmount: '100000' });
    const number = phone();
    for (const [amount, text] of [
      ['', 'Enter an amount'],
      ['1e3', 'in digits alone'],
      ['-5', 'in digits alone'],
      ['0', 'Enter at least 500'],
      ['499', 'Enter at least 500'],
      ['100001', 'Enter at most 100,000'],
      ['9'.repeat(400), 'Enter at most 100,000'],
      ['<b>', 'in digits alone'],
    ] as const) {
      const wrong = await press(made, number, { amount });
      expect([wrong.status, wrong.html.includes(text)]).toEqual([422, true]);
      expect(wrong.html).not.toContain('<b>');
    }
    expect(await paymentsOf(made)).toEqual([]);
    const asked = await press(made, number, { amount: '12 000' });
    expect(asked.html).toContain('12,000\u00a0RWF');
    expect(await paymentsOf(made)).toMatchObject([{ amount: '12000', status: 'submitted' }]);
    expect(await link({ amount: null })).toMatchObject({ minAmount: '1', maxAmount: '2000000' });
  });

  it('cannot be used to have a stranger’s phone ring again and again', async () => {
    const made = await link();
    const stranger = phone();
    for (let ring = 1; ring <= 5; ring += 1) {
      expect((await press(made, ring === 5 ? phone() : stranger)).press).toBeNull();
      await app.sandbox.payerRejects(await newest(made));
      await app.caughtUp();
    }
    const enough = await press(made, phone());
    expect([enough.status, enough.headers['retry-after']]).toEqual([429, '3600']);
    expect(enough.html).toContain('Nobody was asked now. Try again in 60 min.');
    const others = [await link(), await link(), await link()];
    expect((await press(others[0]!, stranger)).press).toBeNull();
    expect((await press(others[1]!, stranger)).press).toBeNull();
    expect((await press(others[2]!, stranger)).status).toBe(429);
    await app.clock.pass({ minutes: 61 });
    expect((await press(made, phone())).press).toBeNull();
  });

  it('asks nobody for a client whose key was revoked', async () => {
    const shop = await app.client('service');
    const { body } = await shop.post('/v1/payment-links', ask(), { key: 'shop' });
    await app.admin.call('DELETE', `/v1/api-clients/${shop.id}`);
    const refused = await press(body, phone());
    expect([refused.status, refused.press]).toEqual([422, '1']);
    expect(refused.html).toContain('This cannot be paid here at the moment. No money was taken.');
    expect(await now(body, new Caller(app, adminKey, null))).toMatchObject({ status: 'open', paymentId: null });
  });
});

describe('a field team’s sheet', () => {
  const sheet = (text: string, query = '', headers: Record<string, string> = {}) =>
    app.service.call('POST', `/v1/payment-links/sheet${query}`, {
      body: text,
      headers: { 'content-type': 'text/csv', ...headers },
    });
  const good = [
    'Record;Name;Amount;Currency;Description;Reference;Dimension:branch',
    'FEE-1;Keza Uwase;25000;RWF;School fees, term 2;huye-2;huye',
    'FEE-2;=HYPERLINK("http://x");12500;RWF;;huye-2;huye',
    'FEE-3;"Uwamahoro; Béatrice";;RWF;A gift;;',
  ].join('\n');

  it('is checked line by line, and nothing is made of it', async () => {
    const bad = `Record,Amount,Currency,RecordType\nA,5000,RWF,fee\nB,1e3,RWF,\n,0,USD,\nC,7,RWF,\nC,7,RWF,\n`;
    const { status, body } = await sheet(bad, '?dryRun=true');
    expect([status, body['totals']]).toEqual([200, { lines: 5, valid: 1, invalid: 4 }]);
    expect((body['lines'] as Body[]).map(({ errors }) => errors.map(({ field }) => field))).toEqual([
      ['RecordType'],
      ['Amount'],
      ['Record', 'Currency', 'Amount'],
      [],
      ['Record'],
    ]);
    const refused = await sheet(bad);
    expect([refused.status, refused.body.code, refused.body['invalid']]).toEqual([422, 'SHEET_HAS_INVALID_LINES', 4]);
    expect(refused.text).not.toContain('1e3');
    expect((await sheet('Record,Amount\nA,5\n')).body).toMatchObject({ code: 'BATCH_UNREADABLE', column: 'Currency' });
    expect((await sheet(good, '', { accept: 'application/json' })).status).toBe(406);
    await app.caughtUp();
    expect((await app.service.get('/v1/payment-links?reference=huye-2')).body.data).toEqual([]);
  });

  it('becomes links, as a file that no spreadsheet runs, and as cards to print; the same file again is the same links', async () => {
    const made = await sheet(good, '?language=rw');
    expect([made.status, made.headers['content-type']]).toEqual([201, 'text/csv; charset=utf-8']);
    const rows = made.text.trimEnd().split('\r\n');
    expect(rows[0]).toBe('Line,Record,Name,Amount,Currency,Description,Reference,Url,Qr,Id');
    expect(rows[1]).toMatch(/^2,FEE-1,Keza Uwase,25000,RWF,"School fees, term 2",huye-2,http:\/\/gateway\.test\/pay\//);
    expect(rows[2]).toContain(`3,FEE-2,"'=HYPERLINK(""http://x"")",12500,RWF`);
    const again = await sheet(good, '?language=rw');
    expect([again.status, again.headers['idempotent-replayed'], again.text]).toEqual([200, 'true', made.text]);
    const paper = await sheet(good, '?language=rw', { accept: 'application/pdf' });
    expect([paper.status, paper.headers['content-type'], paper.text.slice(0, 5)]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ]);

    await app.caughtUp();
    const links = (await app.service.get('/v1/payment-links?reference=huye-2')).body.data;
    expect(links).toHaveLength(2);
    const first = links.find(({ name }) => name === 'Keza Uwase')!;
    expect(first).toMatchObject({
      amount: '25000',
      language: 'rw',
      dimensions: { branch: 'huye', reference: 'huye-2' },
      record: { type: 'other', id: 'FEE-1' },
    });
    expect((await page(first)).html).toContain('Keza Uwase');
    await press(first, phone());
    expect(await paymentsOf(first)).toMatchObject([{ dimensions: { branch: 'huye', reference: 'huye-2' } }]);
  });
});
