import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { rwf, startApp, type Answer, type App } from '../support/app.js';
import type { Browser } from '../support/browser.js';
import { person } from '../support/people.js';

/** The pages where people move money: one gateway for all of it, where two people approve from 100,000 RWF on. */
let app: App;
let finance: Browser;
let approver: Browser;
let second: Browser;
let support: Browser;
let both: Browser;
beforeAll(async () => {
  app = await startApp({ settings: { APPROVAL_THRESHOLDS: '0:1,100000:2' } });
  finance = (await person(app, ['finance'], { name: 'Bosco Nkusi' })).browser;
  approver = (await person(app, ['approver'], { name: 'Aline Uwase' })).browser;
  second = (await person(app, ['approver'], { name: 'Claude Habimana' })).browser;
  support = (await person(app, ['support'], { name: 'Diane Ingabire' })).browser;
  both = (await person(app, ['finance', 'approver'], { name: 'Eric Mugabo' })).browser;
});
afterAll(() => app.close());
beforeEach(() => app.sandbox.goesWrong());

let payers = 0;
async function paid(amount: number, about: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const { paymentId } = await app.request(`+250788${String(200_000 + (payers += 1))}`, rwf(amount), about);
  await app.caughtUp();
  await app.sandbox.payerApproves(paymentId);
  await app.caughtUp();
  return paymentId;
}

const hidden = (html: string, name: string): string =>
  new RegExp(`<input type="hidden" name="${name}" value="([^"]*)">`).exec(html)![1]!;

const tokenOf = async (by: Browser): Promise<string> => hidden((await by.get('/settings/me')).text, 'form-token');

type Typed = Readonly<Record<string, string>>;

/** As far as the page that shows it once more. */
async function preview(by: Browser, paymentId: string, { amount, method = 'automatic' }: Typed = {}): Promise<Answer> {
  const form = `/payments/${paymentId}/refund`;
  const { text } = await by.get(form);
  const left = /name="amount" [^>]*value="([^"]*)"/.exec(text)?.[1] ?? '';
  return by.get(`${form}?amount=${amount ?? left}&method=${method}`);
}

/** What its form sends. */
function askedWith(html: string, { reason = 'The permit was refused.', complaintReference = '' }: Typed = {}) {
  const form = html.slice(html.indexOf('<main'));
  const kept = ['form-token', 'amount', 'method', 'left', 'key'].map((name): [string, string] => [
    name,
    hidden(form, name),
  ]);
  return new URLSearchParams([...kept, ['reason', reason], ['complaintReference', complaintReference]]);
}

async function ask(by: Browser, paymentId: string, typed: Typed = {}): Promise<string> {
  const { text } = await preview(by, paymentId, typed);
  const answer = await by.post(`/payments/${paymentId}/refund`, askedWith(text, typed));
  expect(answer.status).toBe(303);
  await app.caughtUp();
  return /^\/refunds\/(ref_[0-9a-f]{32})\?done=now$/.exec(answer.headers['location']!)![1]!;
}
const refundOf = async (refundId: string) => (await app.admin.get(`/v1/refunds/${refundId}`)).body;
const sentFor = (refundId: string) => app.sandbox.control.transactions({ externalId: refundId, limit: 1_000 });
const refundsOf = async (paymentId: string) => (await app.admin.get(`/v1/refunds?paymentId=${paymentId}`)).body.data;

describe('who may not', () => {
  it('sees no button, and is refused by the route', async () => {
    const refundId = await ask(finance, await paid(1_500));
    const paymentId = (await refundOf(refundId)).paymentId;
    for (const by of [support, approver]) {
      expect((await by.get(`/payments/${paymentId}`)).text).not.toContain(`/payments/${paymentId}/refund`);
      expect((await by.get(`/payments/${paymentId}/refund`)).status).toBe(403);
    }
    const page = await support.get(`/refunds/${refundId}`);
    for (const how of ['approve', 'reject', 'complete']) {
      expect(page.text).not.toContain(`/refunds/${refundId}/${how}`);
      const body = new URLSearchParams({ 'form-token': hidden(page.text, 'form-token') });
      expect((await support.post(`/refunds/${refundId}/${how}`, body)).status).toBe(403);
    }
    expect((await support.get('/payouts')).status).toBe(403);
    expect((await approver.get('/reviews')).status).toBe(403);
    expect((await approver.get('/payouts/batches/new')).status).toBe(403);
  });
});

describe('a refund', () => {
  it('is looked at before it is asked for, approved by another person, and paid; each page says what is so', async () => {
    const paymentId = await paid(5_000);
    const payment = await finance.get(`/payments/${paymentId}`);
    expect(payment.text).toContain(`href="/payments/${paymentId}/refund"`);
    const shown = await preview(finance, paymentId, { amount: '2000' });
    expect([shown.status, await refundsOf(paymentId)]).toEqual([200, []]);
    const tooMuch = await preview(finance, paymentId, { amount: '5001' });
    expect([tooMuch.status, tooMuch.text.includes('This is more than what is left')]).toEqual([400, true]);
    expect(shown.text).toContain('2,000\u00a0RWF');
    expect(shown.text).toContain('Nothing is sent before another person has approved it.');
    const refundId = await ask(finance, paymentId, { amount: '2000', complaintReference: 'C-117' });

    const own = await finance.get(`/refunds/${refundId}`);
    expect(own.text).toContain('Nobody has decided it yet. Nothing has been sent.');
    expect(own.text).not.toContain(`/refunds/${refundId}/approve`);
    expect((await finance.get(`/payments/${paymentId}/refund`)).text).toContain('<strong><span class="money">3,000');

    const queue = await approver.get('/refunds?show=mine');
    expect(queue.text).toContain(`href="/refunds/${refundId}"`);
    expect(queue.text).toContain('Bosco Nkusi');
    const page = await approver.get(`/refunds/${refundId}`);
    expect(page.text).toContain('The permit was refused.');
    // Whoever decides sees that it is a part of the payment.
    const money = (amount: string) => `<span class="money">${amount}\u00a0RWF</span>`;
    expect(page.text).toContain(
      `<dt>Of this payment</dt><dd>paid ${money('5,000')}, refunded ${money('0')}, set aside for refunds ${money('2,000')}, left ${money('3,000')}</dd>`,
    );
    expect(page.text).toContain('C-117');
    expect(page.text).not.toContain('What happened');
    const approved = await approver.submit(`/refunds/${refundId}/approve`, {});
    expect([approved.status, approved.headers['location']]).toEqual([303, `/refunds/${refundId}?done=now`]);
    await app.caughtUp();
    const after = await approver.follow(approved);
    expect(after.text).toContain('The money went back to the payer.');
    expect(after.text).toContain('Aline Uwase (1/1)');
    expect(sentFor(refundId)).toHaveLength(1);
    const told = await finance.get(`/refunds/${refundId}`);
    expect(told.text).toContain('Refund Succeeded');
    expect((await finance.get('/refunds?status=successful&format=csv')).text).toContain(
      `,${refundId},${paymentId},successful,no,2000,RWF,`,
    );
  });

  it('of one’s own is decided by nobody oneself: there is no button, and the route refuses and is on record', async () => {
    const refundId = await ask(both, await paid(3_000));
    const page = await both.get(`/refunds/${refundId}`);
    expect(page.text).toContain('You asked for it yourself, so another person has to approve or reject it.');
    expect(page.text).not.toContain(`/refunds/${refundId}/approve`);
    expect((await both.get('/refunds?show=mine')).text).not.toContain(refundId);
    // Nobody takes a request back by oneself either: there is no such button and no such route.
    expect(page.text).not.toMatch(/\/refunds\/ref_[0-9a-f]+\/(?!notes)/);
    const cancel = await both.post(`/refunds/${refundId}/cancel`, new URLSearchParams());
    expect([404, 415]).toContain(cancel.status);
    expect((await refundOf(refundId)).status).toBe('requested');
    const body = new URLSearchParams({
      'form-token': hidden(page.text, 'form-token'),
      seen: 'requested-0-0',
      reason: 'x',
    });
    for (const how of ['approve', 'reject']) {
      const { status, text } = await both.post(`/refunds/${refundId}/${how}`, body);
      expect([how, status, text.includes('You asked for it yourself')]).toEqual([how, 403, true]);
    }
    const onRecord = async () =>
      (await app.admin.get('/v1/audit/events?type=ActionRefused&limit=200')).body.data.map(
        (event) => (event['data'] as unknown as { route: string }).route,
      );
    // Refusals of one minute are recorded together, beside the requests.
    await app.clock.pass({ minutes: 1 });
    for (let turn = 0; turn < 200 && (await onRecord()).length === 0; turn += 1) await app.caughtUp();
    expect(await onRecord()).toContain('POST /refunds/:id/approve');
    expect([(await refundOf(refundId)).status, sentFor(refundId)]).toEqual(['requested', []]);
  });

  it('says what is set aside by one that waits, what is left, and why no more can be asked for', async () => {
    const paymentId = await paid(5_000);
    const first = await ask(finance, paymentId, { amount: '2000' });
    const rows = (text: string) =>
      ['Paid', 'Refunded', 'Set aside for refunds that are not over', 'Left to refund'].map(
        (label) => new RegExp(`<dt>${label}</dt><dd>(?:<strong>)?<span class="money">([^<]*)`).exec(text)?.[1],
      );
    for (const path of [`/payments/${paymentId}`, `/payments/${paymentId}/refund`]) {
      const { text } = await finance.get(path);
      expect([path, rows(text)]).toEqual([path, ['5,000\u00a0RWF', '0\u00a0RWF', '2,000\u00a0RWF', '3,000\u00a0RWF']]);
      expect(text).toContain(`<a href="/refunds/${first}">`);
      expect(text).toContain('What is set aside cannot be asked for again.');
    }
    await ask(finance, paymentId);
    const none = await finance.get(`/payments/${paymentId}/refund`);
    expect(rows(none.text)).toEqual(['5,000\u00a0RWF', '0\u00a0RWF', '5,000\u00a0RWF', '0\u00a0RWF']);
    expect(none.text).toContain('All that is left is set aside for refunds that are not over.');
    const payment = await finance.get(`/payments/${paymentId}`);
    expect(payment.text).toContain('All that is left is set aside for refunds that are not over.');
    expect(payment.text).not.toContain(`href="/payments/${paymentId}/refund"`);
    await approver.get(`/refunds/${first}`);
    await approver.submit(`/refunds/${first}/approve`, {});
    await app.caughtUp();
    const after = (await support.get(`/payments/${paymentId}`)).text;
    expect(rows(after)).toEqual(['5,000\u00a0RWF', '2,000\u00a0RWF', '3,000\u00a0RWF', '0\u00a0RWF']);
  });

  it('of an amount that may mean two things is not asked for: the fault is beside the field, and what was typed stays', async () => {
    const paymentId = await paid(5_000);
    for (const typed of ['1e3', '1 000', '1,000', '-5', '0', '1.5', '٥٠٠', '9'.repeat(30), '']) {
      const { status, text } = await finance.get(
        `/payments/${paymentId}/refund?amount=${encodeURIComponent(typed)}&method=manual`,
      );
      expect([typed, status]).toEqual([typed, 400]);
      expect(text).toContain('<a href="#amount">');
      expect(text).toContain('id="amount-wrong"');
      expect(text).toContain(`value="${typed}"`);
      expect(text).toContain('<option value="manual" selected>');
    }
    expect(await refundsOf(paymentId)).toEqual([]);
  });

  it('is asked for once, however often and however fast its page is pressed', async () => {
    const paymentId = await paid(5_000);
    const { text } = await preview(finance, paymentId, { amount: '1000' });
    const press = () => finance.post(`/payments/${paymentId}/refund`, askedWith(text));
    const answers = await Promise.all([press(), press(), press()]);
    answers.push(await press());
    const places = new Set(answers.map(({ status, headers }) => `${status} ${headers['location']}`));
    expect([...places]).toEqual([expect.stringMatching(/^303 \/refunds\/ref_/)]);
    await app.caughtUp();
    expect(await refundsOf(paymentId)).toHaveLength(1);
  });

  it('is not asked for from an old page: what was left has changed', async () => {
    const paymentId = await paid(5_000);
    const old = (await preview(finance, paymentId, { amount: '1000' })).text;
    await ask(both, paymentId, { amount: '2000' });
    const { status, text } = await finance.post(`/payments/${paymentId}/refund`, askedWith(old));
    expect(status).toBe(409);
    expect(text).toContain('What is left of the payment has changed since you looked');
    // What was written is not lost, and the next press is one of a page of its own.
    expect(text).toContain('>\nThe permit was refused.</textarea>');
    expect(hidden(text, 'key')).not.toBe(hidden(old, 'key'));
    expect(text).toContain('<strong><span class="money">3,000');
    expect(await refundsOf(paymentId)).toHaveLength(1);
  });

  it('in two tabs: the old one says what has changed, and nothing is done twice', async () => {
    const refundId = await ask(finance, await paid(2_000));
    const form = (html: string) =>
      new URLSearchParams({ 'form-token': hidden(html, 'form-token'), seen: hidden(html, 'seen') });
    const tab = form((await approver.get(`/refunds/${refundId}`)).text);
    const other = form((await second.get(`/refunds/${refundId}`)).text);
    expect((await approver.post(`/refunds/${refundId}/approve`, tab)).status).toBe(303);
    const again = await approver.follow(await approver.post(`/refunds/${refundId}/approve`, tab));
    expect(again.text).toContain('You had done this already. Nothing was done again.');
    await app.caughtUp();
    other.set('reason', 'Too late.');
    for (const how of ['approve', 'reject']) {
      const late = await second.post(`/refunds/${refundId}/${how}`, other);
      expect([how, late.status]).toEqual([how, 409]);
      expect(late.text).toContain('This has changed since you opened the page. Nothing was done now.');
      expect(late.text).toContain('Aline Uwase (1/1)');
    }
    expect(sentFor(refundId)).toHaveLength(1);
    expect(await refundOf(refundId)).toMatchObject({ status: 'successful', rejectedBy: null });
  });

  it('is approved once by a press that is pressed three times', async () => {
    const refundId = await ask(finance, await paid(2_500));
    const { text } = await approver.get(`/refunds/${refundId}`);
    const form = new URLSearchParams({ 'form-token': hidden(text, 'form-token'), seen: hidden(text, 'seen') });
    const press = () => approver.post(`/refunds/${refundId}/approve`, form);
    const answers = await Promise.all([press(), press(), press()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    await app.caughtUp();
    const { status, approvedBy } = (await refundOf(refundId)) as unknown as { status: string; approvedBy: string[] };
    expect([status, approvedBy.length, sentFor(refundId).length]).toEqual(['successful', 1, 1]);
  });

  it('that a key asked for is approved by nobody whose key it is', async () => {
    const { id, browser } = await person(app, ['approver'], { name: 'Odile Batamuriza' });
    const key = async (owner: string) =>
      (await app.admin.post('/v1/api-clients', { name: 'Desk', roles: ['finance'], owner })).body['key'] as string;
    for (const owner of [id, ' odile  BATAMURIZA']) {
      const headers = { authorization: `Bearer ${await key(owner)}` };
      const ofKey = { key: `of-${owner.trim().slice(0, 5)}`, headers };
      const asked = await app.anonymous.post(`/v1/payments/${await paid(1_100)}/refunds`, { reason: 'x' }, ofKey);
      const payout = { ...rwf(800), payee: { msisdn: '0788000077' }, record: { type: 'other', id: `KEY-${owner}` } };
      const out = await app.anonymous.post('/v1/payouts', payout, ofKey);
      expect([asked.status, out.status]).toEqual([201, 201]);
      await app.caughtUp();
      for (const path of [`/refunds/${asked.body.id}`, `/payouts/${out.body.id}`]) {
        const { text } = await browser.get(path);
        expect(text).toContain('You asked for it yourself, so another person has to approve or reject it.');
        expect(text).not.toContain(`${path}/approve`);
        const form = new URLSearchParams({ 'form-token': hidden(text, 'form-token'), seen: 'requested-0-0' });
        const pressed = await browser.post(`${path}/approve`, form);
        expect([path, pressed.status, pressed.text.includes('You asked for it yourself')]).toEqual([path, 403, true]);
      }
    }
  });

  it('of a large amount waits for a second approver, who is not the first', async () => {
    const refundId = await ask(finance, await paid(200_000));
    const before = await approver.get(`/refunds/${refundId}`);
    expect(before.text).toContain('People who have to approve it: 2. So far: 0.');
    const half = await approver.follow(await approver.submit(`/refunds/${refundId}/approve`, {}));
    expect(half.text).toContain('Not enough people have approved it yet. Nothing has been sent.');
    expect(half.text).toContain('You have approved it. More people have to approve it');
    expect(sentFor(refundId)).toEqual([]);
    const last = await second.get(`/refunds/${refundId}`);
    expect(last.text).toContain('People who have to approve it: 2. So far: 1.');
    expect((await second.submit(`/refunds/${refundId}/approve`, {})).status).toBe(303);
    await app.caughtUp();
    expect((await refundOf(refundId)).status).toBe('successful');
  });

  it('by hand is paid by a person, who says so with the number of the transaction', async () => {
    const paymentId = await paid(4_000);
    const refundId = await ask(finance, paymentId, { method: 'manual' });
    await approver.get(`/refunds/${refundId}`);
    await approver.submit(`/refunds/${refundId}/approve`, {});
    await app.caughtUp();
    expect((await finance.get(`/refunds/${refundId}`)).text).not.toContain('/complete');
    const page = await both.get(`/refunds/${refundId}`);
    expect(page.text).toContain('Nobody has said here yet that it was paid.');
    const wrong = await both.submit(`/refunds/${refundId}/complete`, { providerReference: '', note: 'Seen.' });
    expect([wrong.status, wrong.text.includes('>\nSeen.</textarea>')]).toEqual([400, true]);
    const done = await both.submit(`/refunds/${refundId}/complete`, {
      providerReference: '9012345678',
      note: 'Seen.',
      paidFrom: 'bank',
    });
    const after = await both.follow(done);
    expect(after.text).toContain('A person put on record that the money went back.');
    expect(after.text).toContain('9012345678');
    expect(after.text).toContain('the bank');
  });

  it('is rejected with a reason, and its dispute is noted with the payment', async () => {
    const paymentId = await paid(1_000);
    const refundId = await ask(finance, paymentId);
    await approver.get(`/refunds/${refundId}`);
    expect((await approver.submit(`/refunds/${refundId}/reject`, { reason: '' })).status).toBe(400);
    const rejected = await approver.follow(
      await approver.submit(`/refunds/${refundId}/reject`, { reason: 'It was issued.' }),
    );
    expect(rejected.text).toContain('It was rejected. Nothing was sent.');
    expect(rejected.text).toContain('It was issued.');
    await support.get(`/refunds/${refundId}`);
    const noted = await support.follow(await support.submit(`/refunds/${refundId}/notes`, { text: 'He disputes it.' }));
    expect(noted.text).toContain('Diane Ingabire: He disputes it.');
    expect((await finance.get(`/payments/${paymentId}/refund`)).text).toContain('<strong><span class="money">1,000');
  });

  it('in doubt is called doubt, never failure, until a person decides on evidence', async () => {
    const refundId = await ask(finance, await paid(6_000));
    app.sandbox.goesWrong(
      { fault: '503', operation: 'refund', on: 'status' },
      { fault: 'callback-lost', operation: 'refund' },
    );
    await approver.get(`/refunds/${refundId}`);
    await approver.submit(`/refunds/${refundId}/approve`, {});
    await app.clock.pass({ minutes: 8 });
    const waiting = await support.get(`/refunds/${refundId}`);
    expect(waiting.text).toContain('The provider has it, and has not said how it ended.');
    expect((await support.submit(`/refunds/${refundId}/status-check`, {})).status).toBe(303);
    expect((await refundOf(refundId)).status).toBe('submitted');
    await app.clock.pass({ minutes: 8 });
    await app.caughtUp();
    const doubtful = await support.get(`/refunds/${refundId}`);
    expect(doubtful.text).toContain('Nobody can say yet whether the money went back.');
    expect(doubtful.text).not.toContain('<span class="tag bad">');
    const review = /href="(\/reviews\/rev_[0-9a-f]{24})"/.exec(doubtful.text)![1]!;
    expect((await support.get('/reviews?reason=UNCERTAIN_REFUND')).text).toContain(`href="${review}"`);

    // What is written would be lost on the way to the second factor, so that comes first.
    expect((await support.get(review)).text).not.toContain('name="evidence"');
    const decider = (await person(app, ['support'], { name: 'Fiona Keza' })).browser;
    expect((await decider.get(review)).text).toContain(
      'No final answer came in time. The money may have gone back, or not.',
    );
    const taken = await decider.follow(await decider.submit(`${review}/assign`, {}));
    expect(taken.text).toContain('Taken by: Fiona Keza');
    expect(taken.text).not.toContain('value="reversed"');
    const left = await decider.submit(`${review}/resolve`, { decision: 'paid', evidence: ' ', note: 'Kept.' });
    expect([left.status, left.text.includes('>\nKept.</textarea>')]).toEqual([400, true]);
    const undecided = await decider.submit(`${review}/resolve`, { evidence: 'Seen.', amount: '1e3', force: 'yes' });
    expect(undecided.status).toBe(400);
    for (const kept of [
      '<p class="wrong">Choose a decision</p>',
      '>\nSeen.</textarea>',
      'value="1e3"',
      'value="yes" checked',
    ])
      expect(undecided.text).toContain(kept);
    const typed = { decision: 'paid', evidence: 'Seen on the statement of MTN.', note: 'By telephone.' };
    const decided = await decider.follow(await decider.submit(`${review}/resolve`, typed));
    expect(decided.text).toContain('Seen on the statement of MTN.');
    expect(decided.text).toContain('The money moved (Fiona Keza)');
    await app.caughtUp();
    expect((await support.get(`/refunds/${refundId}`)).text).toContain('The money went back to the payer.');
    const story = await support.get(review);
    expect(story.text).toContain('Decided by: Fiona Keza');
    expect(story.text).not.toContain(`${review}/resolve`);
    expect((await support.get('/reviews?status=resolved&format=csv')).text).toContain(',Fiona Keza,paid,Fiona Keza,');
  });

  it('is decided once: the page of another person says who was faster', async () => {
    const { paymentId } = await app.request('+250788999001', rwf(1_000));
    await app.caughtUp();
    app.sandbox.goesWrong({ fault: '503', on: 'status' });
    app.sandbox.loseCallbackFor(paymentId);
    await app.clock.pass({ minutes: 6 });
    await app.caughtUp();
    const [one, other] = [
      await person(app, ['support'], { name: 'Gaspard' }),
      await person(app, ['support'], { name: 'Honorine' }),
    ];
    const id = (await app.payment(paymentId))['reviewId'] as string;
    await one.browser.get(`/reviews/${id}`);
    await other.browser.get(`/reviews/${id}`);
    const typed = { decision: 'not-paid', evidence: 'MTN says that nothing moved.' };
    await one.browser.submit(`/reviews/${id}/resolve`, typed);
    const late = await other.browser.submit(`/reviews/${id}/resolve`, { ...typed, decision: 'paid' });
    expect(late.status).toBe(409);
    expect(late.text).toContain('This has changed since you opened the page. Nothing was done now.');
    expect(late.text).toContain('No money moved (Gaspard)');
    expect((await app.payment(paymentId)).status).toBe('failed');
  });
});

describe('a review', () => {
  it('is not decided on evidence that has become stale: the provider has answered meanwhile', async () => {
    const { paymentId } = await app.request('+250788999002', rwf(1_200));
    await app.caughtUp();
    app.sandbox.goesWrong({ fault: '503', on: 'status' });
    app.sandbox.loseCallbackFor(paymentId);
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ minutes: 6 });
    await app.caughtUp();
    const page = `/reviews/${(await app.payment(paymentId))['reviewId'] as string}`;
    const reviewer = (await person(app, ['support'], { name: 'Mugisha' })).browser;
    expect((await reviewer.get(page)).text).toContain('<dt>Stands now</dt><dd>uncertain</dd>');
    const typed = { decision: 'not-paid', evidence: 'MTN said on the telephone that nothing moved.' };
    const old = reviewer.page;
    // The provider answers after all, while the reviewer is on the telephone.
    app.sandbox.goesWrong();
    await reviewer.get(`/payments/${paymentId}`);
    await reviewer.submit(`/payments/${paymentId}/status-check`, {});
    await app.caughtUp();
    expect((await app.payment(paymentId)).status).toBe('successful');
    const form = new URLSearchParams({ 'form-token': hidden(old, 'form-token'), seen: hidden(old, 'seen'), ...typed });
    const late = await reviewer.post(`${page}/resolve`, form);
    expect([late.status, late.text.includes('This has changed since you opened the page.')]).toEqual([409, true]);
    expect(late.text).toContain('The provider answered after all');
    expect((await app.payment(paymentId)).status).toBe('successful');
  });
});

describe('a file of payouts', () => {
  const file = (...lines: readonly string[]) =>
    ['Record,Msisdn,Name,Amount,Currency,Description', ...lines, ''].join('\n');
  const nasty = '<img src=x onerror=alert(1)>';

  /** The form with its file, as a browser sends it. */
  async function send(by: Browser, step: string, content: string, sha256 = '', page = ''): Promise<Answer> {
    const token = hidden(by.page, 'form-token');
    const part = (name: string, value: string, more = '') =>
      `--cut\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;
    // What the form of the second step has kept of the first.
    const kept = ['lines', 'amount', 'currency'].map((name) => {
      const value = new RegExp(`name="${name}" value="([^"]*)"`).exec(page || by.page)?.[1];
      return value === undefined ? '' : part(name, value);
    });
    const body = `${part('form-token', token)}${part('step', step)}${part('sha256', sha256)}${kept.join('')}${part('file', content, '; filename="may.csv"\r\nContent-Type: text/csv')}--cut--\r\n`;
    return by.sendRaw('/payouts/batches/new', body, 'multipart/form-data; boundary=cut');
  }
  const batches = async () => (await app.admin.get('/v1/payout-batches')).body.data;
  let clerk: Browser;
  beforeAll(async () => {
    clerk = (await person(app, ['finance'], { name: 'Innocent' })).browser;
  });

  it('is checked without a trace, sent as it was checked, approved by another person, and told line by line', async () => {
    const content = file(
      `PAGE-1,0788300001,${nasty},5000,RWF,"=HYPERLINK(""x"")"`,
      'PAGE-2,0788300002,Aline,6000,RWF,May',
      'PAGE-2,0788300003,Bosco,7000,RWF,May',
      'PAGE-4,123,Claude,7000,RWF,May',
      'PAGE-5,0788300002,Aline,6000,RWF,May',
    );
    await clerk.get('/payouts/batches/new');
    const checked = await send(clerk, 'check', content);
    expect([checked.status, await batches()]).toEqual([200, []]);
    expect(checked.text).toContain('Some lines cannot be paid.');
    expect(checked.text).toContain('<strong>Record</strong> is the record of line 3 too');
    expect(checked.text).toContain('Lines to look at: the same number and amount twice');
    // What is sent and what is not are two sums of different lines, and each amount has its currency.
    for (const [label, amount] of [
      ['Sum of the lines that can be paid', '<strong><span class="money">17,000\u00a0RWF</span></strong>'],
      ['Sum of the lines that cannot be paid: not sent', '<span class="money">14,000\u00a0RWF</span>'],
    ])
      expect(checked.text).toContain(`<dt>${label}</dt><dd>${amount}</dd>`);
    expect(checked.text).toContain(
      '<td class="number" data-label="Amount"><span class="money">5,000\u00a0RWF</span></td>',
    );
    expect(checked.text).not.toContain('<img');
    expect(checked.text).not.toContain('0788300001');
    const sha256 = hidden(checked.text, 'sha256');

    const other = await send(clerk, 'send', content.replace('5000', '5001'), sha256);
    expect([other.status, await batches()]).toEqual([400, []]);
    expect(other.text).toContain('This is not the file that was checked. Nothing is on record.');
    // The second step stays the second step: it says what came, and still waits for the file that was looked at.
    const without = await send(clerk, 'send', '', sha256, other.text);
    expect([without.status, await batches()]).toEqual([400, []]);
    expect(without.text).toContain('No file came with the form. Nothing is on record.');
    expect(without.text).toContain('The file that you looked at has 5 lines.');
    expect(without.text).toContain('17,000\u00a0RWF');
    expect(hidden(without.text, 'sha256')).toBe(sha256);
    const forged = await send(clerk, 'send', '', 'not-a-hash', '<input type="hidden" name="lines" value="9">');
    expect([forged.status, forged.text.includes('Check the file')]).toEqual([400, true]);
    await clerk.get('/payouts/batches/new');
    const sent = await send(clerk, 'send', content, sha256);
    await clerk.get('/payouts/batches/new');
    const again = await send(clerk, 'send', content, sha256);
    const location = sent.headers['location']!.replace('?done=now', '?done=already');
    expect([sent.status, again.headers['location']]).toEqual([303, location]);
    const page = sent.headers['location']!.replace('?done=now', '');
    await app.caughtUp();
    expect(await batches()).toHaveLength(1);
    expect((await clerk.get(again.headers['location']!)).text).toContain('You had done this already.');
    await clerk.get('/payouts/batches/new');
    const once = await send(clerk, 'check', content);
    expect(once.text).toContain(`This very file is on record already. It is not sent twice: <a href="${page}">`);
    expect(once.text).not.toContain('value="send"');
    const list = (await clerk.get('/payouts/batches')).text;
    for (const amount of ['17,000', '14,000']) expect(list).toContain(`<span class="money">${amount}\u00a0RWF</span>`);
    expect((await clerk.get('/payouts/batches?format=csv')).text).toContain(
      ',requested,5,3,17000,RWF,2,14000 RWF,0,1,0,,Innocent',
    );
    expect((await clerk.get(page)).text).not.toContain(`${page}/approve`);

    const boss = (await person(app, ['approver'], { name: 'Jeanne' })).browser;
    await boss.get(page);
    const refused = await boss.submit(`${page}/approve`, {});
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('The file has lines that cannot be paid.');
    const approved = await boss.submit(`${page}/approve`, { skipInvalid: 'yes' });
    expect(approved.status).toBe(303);
    for (let seconds = 0; seconds < 12; seconds += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
    }
    const told = await clerk.get(page);
    expect(told.text).toContain('Every line that can be paid has had its turn.');
    expect(told.text).toContain('Jeanne (1/1)');
    expect(told.text).not.toContain('<img');
    const csv = (await clerk.get(`${page}?format=csv`)).text.trimEnd().split('\r\n');
    expect(csv).toHaveLength(6);
    expect(csv[1]).toMatch(/^2,yes,,,out_[0-9a-f]{32},successful,PAGE-1,.*,"'=HYPERLINK\(""x""\)",,$/);
    const payout = /href="(\/payouts\/out_[0-9a-f]{32})"/.exec(told.text)![1]!;
    const one = await clerk.get(payout);
    expect(one.text).toContain('The money was paid to the payee.');
    expect(one.text).toContain('Payout Succeeded');
    expect(
      (await clerk.get(`/payouts?batchId=${page.slice(17)}&format=csv`)).text.trimEnd().split('\r\n'),
    ).toHaveLength(4);
  });

  it('that cannot be read is refused with the place and the reason, and nothing is on record', async () => {
    const before = (await batches()).length;
    await clerk.get('/payouts/batches/new');
    const answer = await send(clerk, 'check', 'Record,Amount\n1,2\n');
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The file cannot be read. Correct it, then send it again. Nothing is on record.');
    const none = await send(clerk, 'check', '');
    expect([none.status, none.text.includes('<a href="#file">Choose a file</a>')]).toEqual([400, true]);
    expect(await batches()).toHaveLength(before);
  });

  it('is rejected by another person with a reason; nothing of it is sent, and an old page of it does nothing', async () => {
    const content = file('REJECT-1,0788300011,Aline,5000,RWF,May');
    await clerk.get('/payouts/batches/new');
    const checked = await send(clerk, 'check', content);
    const sent = await send(clerk, 'send', content, hidden(checked.text, 'sha256'));
    const page = sent.headers['location']!.replace('?done=now', '');
    await app.caughtUp();
    const boss = (await person(app, ['approver'], { name: 'Kalisa' })).browser;
    const old = await boss.get(page);
    const tab = new URLSearchParams({ 'form-token': hidden(old.text, 'form-token'), seen: hidden(old.text, 'seen') });
    const empty = await boss.submit(`${page}/reject`, { reason: ' ' });
    expect([empty.status, empty.text.includes('id="reason-wrong"')]).toEqual([400, true]);
    const rejected = await boss.follow(await boss.submit(`${page}/reject`, { reason: 'The list is of May.' }));
    expect(rejected.text).toContain('It was rejected. Nothing was sent.');
    expect(rejected.text).toContain('Kalisa');
    expect(rejected.text).not.toContain(`${page}/approve`);
    const late = await boss.post(`${page}/approve`, tab);
    expect([late.status, late.text.includes('This has changed since you opened the page.')]).toEqual([409, true]);
    await app.clock.pass({ seconds: 5 });
    await app.caughtUp();
    expect((await app.admin.get(`/v1/payouts?batchId=${page.slice(17)}`)).body.data).toEqual([]);
  });

  it('a payout is rejected with a reason, once, and nothing is sent', async () => {
    const asked = { ...rwf(950), payee: { msisdn: '0788300021' }, record: { type: 'other', id: 'REJECT-2' } };
    const { body } = await app.service.post('/v1/payouts', asked, { key: 'a-payout-to-reject' });
    const page = `/payouts/${body.id}`;
    await app.caughtUp();
    const boss = (await person(app, ['approver'], { name: 'Lambert' })).browser;
    const old = await boss.get(page);
    const tab = new URLSearchParams({ 'form-token': hidden(old.text, 'form-token'), seen: hidden(old.text, 'seen') });
    const long = await boss.submit(`${page}/reject`, { reason: 'x'.repeat(2_001) });
    expect([long.status, long.text.includes('x'.repeat(2_001))]).toEqual([400, true]);
    const rejected = await boss.follow(await boss.submit(`${page}/reject`, { reason: 'Paid in cash.' }));
    expect(rejected.text).toContain('It was rejected. Nothing was sent.');
    tab.set('reason', 'Again.');
    const again = await boss.follow(await boss.post(`${page}/reject`, tab));
    expect(again.text).toContain('You had done this already. Nothing was done again.');
    const other = (await person(app, ['approver'])).browser;
    const seen = tab.get('seen')!;
    const late = await other.post(`${page}/approve`, new URLSearchParams({ 'form-token': await tokenOf(other), seen }));
    expect([late.status, late.text.includes('This has changed since you opened the page.')]).toEqual([409, true]);
    await app.caughtUp();
    expect([(await app.admin.get(`/v1/payouts/${body.id}`)).body.status, sentFor(body.id)]).toEqual(['rejected', []]);
  });

  it('a payout is approved by another person, and one that failed is tried again once', async () => {
    const { body } = await app.service.post(
      '/v1/payouts',
      {
        amount: '900',
        currency: 'RWF',
        payee: { msisdn: '+250780000057', name: nasty },
        record: { type: 'other', id: nasty },
        description: nasty,
      },
      { key: 'a-payout-of-a-page' },
    );
    const page = `/payouts/${body.id}`;
    await app.caughtUp();
    const boss = (await person(app, ['approver'])).browser;
    expect((await boss.get('/payouts?show=mine')).text).toContain(`href="${page}"`);
    const seen = await boss.get(page);
    expect([seen.text.includes('<img'), seen.text.includes('&lt;img')]).toEqual([false, true]);
    expect((await boss.submit(`${page}/approve`, {})).status).toBe(303);
    await app.caughtUp();
    await clerk.get(page);
    const failed = clerk.page;
    expect(failed).toContain('It did not go through, and no money moved by it.');
    const fresh = (await person(app, ['finance'])).browser;
    await fresh.get(page);
    const form = new URLSearchParams({
      'form-token': hidden(fresh.page, 'form-token'),
      seen: hidden(fresh.page, 'seen'),
    });
    const presses = await Promise.all([fresh.post(`${page}/attempts`, form), fresh.post(`${page}/attempts`, form)]);
    expect(presses.filter(({ status }) => status === 303).length).toBeGreaterThan(0);
    await app.caughtUp();
    const late = await fresh.post(`${page}/attempts`, form);
    expect([late.status, late.text.includes('This has changed since you opened the page.')]).toEqual([409, true]);
    expect((await app.admin.get(`/v1/payouts/${body.id}`)).body['attempts']).toHaveLength(2);
  });
});

describe('what others have written', () => {
  it('is text on every page, whatever it looks like', async () => {
    const nasty = '</textarea><script>alert(1)</script>';
    const dimensions = { service: nasty, branch: nasty };
    const paymentId = await paid(7_000, { description: nasty, dimensions, record: { type: 'other', id: nasty } });
    const asker = (await person(app, ['finance'], { name: '<script>Kamana' })).browser;
    const { text } = await preview(asker, paymentId);
    const tooLong = { reason: nasty.repeat(60), complaintReference: nasty };
    const shown = await asker.post(`/payments/${paymentId}/refund`, askedWith(text, tooLong));
    expect(shown.status).toBe(400);
    const refundId = await ask(asker, paymentId, { reason: nasty, complaintReference: nasty });
    await support.get(`/refunds/${refundId}`);
    await support.submit(`/refunds/${refundId}/notes`, { text: nasty });
    const boss = (await person(app, ['approver', 'support'])).browser;
    await boss.get(`/refunds/${refundId}`);
    const pages = [
      shown,
      await asker.get('/refunds'),
      await asker.get(`/refunds/${refundId}`),
      await boss.get(`/refunds/${refundId}`),
      await boss.submit(`/refunds/${refundId}/reject`, { reason: nasty }),
      await boss.get(`/refunds/${refundId}`),
      await asker.get(`/refunds?paymentId=${encodeURIComponent(nasty)}`),
      await asker.get(`/reviews?paymentId=${encodeURIComponent(nasty)}`),
      await asker.get(`/payouts?batchId=${encodeURIComponent(nasty)}`),
    ];
    for (const { text } of pages) expect(text).not.toContain('<script');
    expect((await asker.get(`/payments/${paymentId}`)).text).not.toContain('<script');
  });
});

describe('every field that anybody outside can fill', () => {
  /** Markup, and a formula to a spreadsheet; each field has its own, so that it is found again. */
  const said = (field: string) => `=${field}<img src=x>`;
  const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
  const shown = [
    ...['payment description', 'payment record', 'payment service', 'payment branch', 'payment own', 'note'],
    ...['refund reason', 'refund complaint', 'refund rejection', 'paid reference', 'paid note'],
    ...['payout name', 'payout description', 'payout record', 'payout own', 'payout rejection'],
    ...['line name', 'line description', 'line record', 'line own', 'evidence', 'decision note', 'client'],
  ];
  const inFiles = ['payment record', 'payment service', 'payment branch', 'refund reason', 'refund complaint'].concat([
    'payout name',
    'payout description',
    'payout record',
    'line name',
    'line description',
    'line record',
  ]);
  let pages: readonly Answer[];
  let files: readonly string[];

  beforeAll(async () => {
    const { browser: desk } = await person(app, ['finance', 'support', 'auditor'], { name: said('client') });
    const { browser: boss } = await person(app, ['approver'], { name: said('boss') });
    const dimensions = {
      service: said('payment service'),
      branch: said('payment branch'),
      [said('own')]: said('payment own'),
    };
    const record = { type: 'other', id: said('payment record') };
    const metadata = { [said('metadata')]: said('metadata') };
    const paymentId = await paid(9_000, { description: said('payment description'), dimensions, record, metadata });
    await desk.get(`/payments/${paymentId}`);
    await desk.submit(`/payments/${paymentId}/notes`, { text: said('note') });
    const words = { reason: said('refund reason'), complaintReference: said('refund complaint') };
    const refundId = await ask(desk, paymentId, { amount: '1000', ...words });
    await boss.get(`/refunds/${refundId}`);
    await boss.submit(`/refunds/${refundId}/reject`, { reason: said('refund rejection') });
    const byHand = await ask((await person(app, ['finance'])).browser, paymentId, { amount: '1000', method: 'manual' });
    await boss.get(`/refunds/${byHand}`);
    await boss.submit(`/refunds/${byHand}/approve`, {});
    await app.caughtUp();
    await desk.get(`/refunds/${byHand}`);
    const done = { providerReference: said('paid reference'), note: said('paid note') };
    expect((await desk.submit(`/refunds/${byHand}/complete`, done)).status).toBe(303);

    const payout = {
      ...{ ...rwf(700), payee: { msisdn: '0788000078', name: said('payout name') } },
      ...{ description: said('payout description'), record: { type: 'other', id: said('payout record') } },
      dimensions: { [said('own')]: said('payout own') },
    };
    const { body: out } = await app.service.post('/v1/payouts', payout, { key: 'every-field' });
    await app.caughtUp();
    await boss.get(`/payouts/${out.id}`);
    await boss.submit(`/payouts/${out.id}/reject`, { reason: said('payout rejection') });
    const header = `Record,Msisdn,Name,Amount,Currency,Description,${quoted(`Dimension:${said('column')}`)}`;
    const line = [
      said('line record'),
      '0788000079',
      said('line name'),
      '500',
      'RWF',
      said('line description'),
      said('line own'),
    ];
    await desk.get('/payouts/batches/new');
    const form = { 'form-token': hidden(desk.page, 'form-token'), step: 'check' };
    const parts = Object.entries(form).map(
      ([name, value]) => `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const named = `name="file"; filename="${said('file').replaceAll('=', '%3D')}.csv"`;
    const content = `${header}\n${line.map(quoted).join(',')}\n`;
    const sent = `${parts.join('')}--cut\r\nContent-Disposition: form-data; ${named}\r\nContent-Type: text/csv\r\n\r\n${content}\r\n--cut--\r\n`;
    const checked = await desk.sendRaw('/payouts/batches/new', sent, 'multipart/form-data; boundary=cut');
    const batch = await app.admin.call('POST', '/v1/payout-batches', {
      body: content,
      headers: { 'content-type': 'text/csv' },
    });

    const { paymentId: doubtful } = await app.request('+250788999003', rwf(1_000));
    await app.caughtUp();
    app.sandbox.goesWrong({ fault: '503', on: 'status' });
    app.sandbox.loseCallbackFor(doubtful);
    await app.clock.pass({ minutes: 6 });
    await app.caughtUp();
    const review = `/reviews/${(await app.payment(doubtful))['reviewId'] as string}`;
    await desk.get(review);
    const decided = { decision: 'not-paid', evidence: said('evidence'), note: said('decision note') };
    expect((await desk.submit(`${review}/resolve`, decided)).status).toBe(303);
    await app.caughtUp();

    const ids = [paymentId, refundId, byHand, out.id, batch.body.id];
    const paths = [
      ...['/payments', '/refunds', '/payouts', '/payouts/batches', '/reviews?status=all', '/audit', review],
      ...[`/payments/${paymentId}`, `/payments/${paymentId}/refund`, `/refunds/${refundId}`, `/refunds/${byHand}`],
      ...[`/payouts/${out.id}`, `/payouts/batches/${batch.body.id}`],
      ...ids.flatMap((id) => [`/audit?stream=${id}`, `/audit/replay?id=${id}`]),
    ];
    pages = [checked];
    for (const path of paths) pages = [...pages, await desk.get(path)];
    const lists = [
      '/payments',
      '/refunds',
      '/payouts',
      '/payouts/batches',
      '/reviews',
      '/audit',
      `/payouts/batches/${batch.body.id}`,
    ];
    files = [];
    for (const path of lists) files = [...files, (await desk.get(`${path}?format=csv`)).text];
  });

  it('is markup on no page of money', () => {
    for (const { status, text } of pages) expect([status, text.includes('<img')]).toEqual([200, false]);
  });
  it.each(shown)('is shown as text: %s', (field) => {
    const escaped = `=${field}&lt;img src=x&gt;`;
    expect([field, pages.some(({ text }) => text.includes(escaped))]).toEqual([field, true]);
  });
  it('is run by no spreadsheet', () => {
    const cells = files.flatMap((file) => (parse(file, { bom: true, relaxColumnCount: true }) as string[][]).flat());
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    for (const field of inFiles) expect([field, cells.includes(`'${said(field)}`)]).toEqual([field, true]);
    expect(cells).toContain(`'${said('column')}: ${said('line own')}`);
  });
});

describe('who has not shown the second factor lately', () => {
  it('shows it first, and comes back to the page', async () => {
    const refundId = await ask((await person(app, ['finance'])).browser, await paid(1_600));
    const late = (await person(app, ['approver'])).browser;
    await app.clock.pass({ minutes: 11 });
    await late.get(`/refunds/${refundId}`);
    const { status, headers } = await late.submit(`/refunds/${refundId}/approve`, {});
    expect([status, headers['location']]).toEqual([
      303,
      `/sign-in/second-factor?next=${encodeURIComponent(`/refunds/${refundId}`)}`,
    ]);
    expect((await refundOf(refundId)).status).toBe('requested');
  });
});
