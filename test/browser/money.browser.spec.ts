import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { languages } from '../../src/kernel/domain/language.js';
import { rwf, startApp, type App } from '../support/app.js';
import { person } from '../support/people.js';

/** The pages where people move money, in a real browser. `CHROMIUM` names another than Debian’s. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const isThere = existsSync(executablePath);
const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'];
args.push('--disable-background-networking', '--disable-component-update');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const patienceMs = 20_000;
const widths = [360, 768, 1280];

if (!isThere) {
  const why = `there is no browser at ${executablePath}; \`apt-get install chromium\` brings it, CHROMIUM names another`;
  console.warn(`The pages were NOT tested in a browser: ${why}.`);
  it(`the pages of money in a browser: did not run, ${why}`, () => expect(isThere).toBe(false));
}

(isThere ? describe : describe.skip)('the pages of money', () => {
  let app: App;
  let browser: Browser;
  let finance: Page;
  let approver: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    browser = await chromium.launch({ executablePath, args });
    finance = await watched(await signedIn(['finance', 'support']));
    approver = await watched(await signedIn(['approver'], { javaScriptEnabled: false }));
  }, 60_000);
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

  async function watched(of: BrowserContext): Promise<Page> {
    const opened = await of.newPage();
    opened.setDefaultTimeout(patienceMs);
    opened.on('console', (message) => {
      const isRefusal = message.text().includes('the server responded with a status of');
      if (['error', 'warning'].includes(message.type()) && !isRefusal) complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(String(error)));
    return opened;
  }

  /** Axe in each language and width: no violation of WCAG 2.2 A and AA, and nothing wider than the screen. */
  async function areFitForAll(page: Page, paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      for (const language of languages) {
        await page.goto(`${app.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        expect(await page.locator('html').getAttribute('lang')).toBe(language);
        await isFit(page, `${path} ${language}`);
      }
    }
  }

  async function isFit(page: Page, name: string): Promise<void> {
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const place = `${name} ${width}`;
      expect([place, await page.evaluate('document.scrollingElement.scrollWidth')]).toEqual([place, width]);
      expect([place, await violations(page)]).toEqual([place, []]);
    }
  }

  async function violations(page: Page): Promise<readonly string[]> {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const run = `axe.run(document, ${JSON.stringify({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })})`;
    // The policy of the pages runs no script of others; what the browser's own tools evaluate is none.
    await page.evaluate(axe);
    const { violations: found } = (await page.evaluate(run)) as {
      violations: readonly { id: string; nodes: readonly { html: string }[] }[];
    };
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
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
  }, 120_000);

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
    await approver.reload();
    await approver.getByText('The money went back to the payer.').waitFor();
    await approver.goBack();
    expect((await app.admin.get(`/v1${refund}`)).body).toMatchObject({
      status: 'successful',
      approvedBy: [expect.any(String)],
    });
  }, 60_000);

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
  }, 120_000);

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
  }, 120_000);

  it('complained of nothing', () => expect(complaints).toEqual([]));
});
