import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { rwf, startApp, type App } from '../support/app.js';
import { describeInBrowser, isFit, isFitForAll, launchChromium, reloaded, watched } from '../support/chromium.js';
import { person } from '../support/people.js';

/** The pages where people move money, in a real browser. */
describeInBrowser('the pages of money', () => {
  let app: App;
  let browser: Browser;
  let finance: Page;
  let approver: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    browser = await launchChromium();
    finance = watched(await (await signedIn(['finance', 'support'])).newPage(), complaints);
    approver = watched(await (await signedIn(['approver'], { javaScriptEnabled: false })).newPage(), complaints);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  /** A browser with the session of a person who has just shown the second factor. */
  async function signedIn(
    roles: Parameters<typeof person>[1],
    options: { readonly javaScriptEnabled?: boolean } = {},
  ): Promise<BrowserContext> {
    const { cookies } = (await person(app, roles)).browser;
    const context = await browser.newContext({ ...options, locale: 'en' });
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: app.url })));
    return context;
  }

  async function areFitForAll(page: Page, paths: readonly string[]): Promise<void> {
    for (const path of paths) await isFitForAll(page, app.url + path);
  }

  async function paid(amount: number, msisdn: string): Promise<string> {
    const { paymentId } = await app.request(msisdn, rwf(amount));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    return paymentId;
  }
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  let refund = '';

  it('asks for a refund; going back and forth asks for nothing more', async () => {
    const paymentId = await paid(5_000, '0788000001');
    await areFitForAll(finance, [`/payments/${paymentId}/refund?x=1`]);
    await finance.goto(`${app.url}/payments/${paymentId}?lang=en`);
    await finance.getByRole('link', { name: 'Ask for a refund' }).click();
    await finance.getByLabel('Amount').fill('6000');
    await press(finance, 'Look at it first');
    await finance.getByRole('alert').getByRole('link').press('Enter');
    expect(await finance.evaluate('document.activeElement.id')).toBe('amount');
    await finance.getByLabel('Amount').fill('2000');
    await press(finance, 'Look at it first');
    await finance.getByRole('heading', { name: 'Look before you ask' }).waitFor();
    await isFit(finance, 'the preview');
    await finance.getByLabel('Why it goes back').fill('The permit was refused.');
    await press(finance, 'Ask for this refund');
    await finance.getByText('Nobody has decided it yet.', { exact: false }).waitFor();
    refund = new URL(finance.url()).pathname;
    await finance.goBack();
    // The page is made anew: it says what is left now.
    await finance.getByText('3,000').first().waitFor();
    await finance.goForward();
    await finance.getByText('Nobody has decided it yet.', { exact: false }).waitFor();
    await app.caughtUp();
    expect((await app.admin.get(`/v1/refunds?paymentId=${paymentId}`)).body.data).toHaveLength(1);
    await areFitForAll(finance, [refund, '/refunds']);
  });

  it('approves it by keyboard alone and without JavaScript', async () => {
    await approver.goto(`${app.url}/refunds?show=mine`);
    const link = approver.locator(`a[href="${refund}"]`);
    await link.focus();
    await approver.keyboard.press('Enter');
    await approver.getByRole('heading', { name: 'A second person decides' }).waitFor();
    const focused = approver.locator('button:focus', { hasText: 'Approve' });
    for (let tabs = 0; tabs < 60 && (await focused.count()) === 0; tabs += 1) await approver.keyboard.press('Tab');
    await approver.keyboard.press('Enter');
    await approver.getByText('Done.').waitFor();
    await app.caughtUp();
    await reloaded(approver);
    await approver.getByText('The money went back to the payer.').waitFor();
    await approver.goBack();
    expect((await app.admin.get(`/v1${refund}`)).body).toMatchObject({
      status: 'successful',
      approvedBy: [expect.any(String)],
    });
  });

  it('checks a file, sends it, and has it approved; each page is fit for everybody', async () => {
    const content = [
      'Record,Msisdn,Name,Amount,Currency,Description',
      'MAY-1,0788300001,Aline,5000,RWF,May',
      'MAY-2,12,Bosco,5000,RWF,May',
      '',
    ].join('\n');
    const file = { name: 'may.csv', mimeType: 'text/csv', buffer: Buffer.from(content) };
    await areFitForAll(finance, ['/payouts/batches/new']);
    await finance.goto(`${app.url}/payouts/batches/new?lang=en`);
    await finance.getByLabel('The file').setInputFiles(file);
    await press(finance, 'Check the file');
    await finance.getByText('Some lines cannot be paid.', { exact: false }).waitFor();
    await isFit(finance, 'the checked file');
    await finance.getByLabel('The same file once more').setInputFiles(file);
    await press(finance, 'Send for approval');
    await finance
      .getByText('You asked for it yourself', { exact: false })
      .waitFor()
      .catch(() => undefined);
    const page = new URL(finance.url()).pathname;
    await app.caughtUp();
    await approver.goto(`${app.url}${page}`);
    await approver.getByLabel('Leave out the lines', { exact: false }).check();
    await press(approver, 'Approve');
    await approver.getByText('Done.').waitFor();
    for (let seconds = 0; seconds < 12; seconds += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
    }
    const [payout] = (await app.admin.get('/v1/payouts')).body.data;
    await areFitForAll(finance, [page, '/payouts/batches', '/payouts', `/payouts/${payout!.id}`]);
  });

  it('shows a review, and how it is decided, fit for everybody', async () => {
    app.sandbox.goesWrong({ fault: '503', on: 'status' });
    const { paymentId } = await app.request('0788000009', rwf(1_000));
    app.sandbox.loseCallbackFor(paymentId);
    await app.clock.pass({ minutes: 6 });
    await app.caughtUp();
    const id = (await app.payment(paymentId))['reviewId'] as string;
    await areFitForAll(finance, ['/reviews', `/reviews/${id}`]);
    await finance.goto(`${app.url}/reviews/${id}?lang=en`);
    await finance.getByLabel('No money moved', { exact: false }).check();
    await finance.getByLabel('Evidence').fill('MTN says that nothing moved.');
    await press(finance, 'Record this decision');
    await finance.getByText('Done.').waitFor();
    await finance.getByText('Decided by: Bosco Nkusi').waitFor();
  });

  it('complained of nothing', () => expect(complaints).toEqual([]));
});
