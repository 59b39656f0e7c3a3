import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type Page } from 'playwright-core';
import { languages } from '../../src/kernel/domain/language.js';
import { rwf, startApp, type App } from '../support/app.js';
import { person } from '../support/people.js';

/** The pages of the finance officer in a real browser. `CHROMIUM` names another than Debian’s. */
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
  it(`the pages of the books in a browser: did not run, ${why}`, () => expect(isThere).toBe(false));
}

(isThere ? describe : describe.skip)('the pages of the books', () => {
  let app: App;
  let browser: Browser;
  /** Without JavaScript, as the work is done. */
  let plain: Page;
  /** The same session, with what the browser’s own tools need. */
  let judged: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    browser = await chromium.launch({ executablePath, args });
    const { cookies } = (await person(app, ['finance'], { name: 'Claudine Uwera' })).browser;
    [plain, judged] = [await pageWith(cookies, false), await pageWith(cookies, true)];
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  async function pageWith(cookies: ReadonlyMap<string, string>, javaScriptEnabled: boolean): Promise<Page> {
    const context = await browser.newContext({
      javaScriptEnabled,
      locale: 'en',
      viewport: { width: 360, height: 740 },
    });
    await context.addCookies([...cookies].map(([name, value]) => ({ name, value, url: app.url })));
    const opened = await context.newPage();
    opened.setDefaultTimeout(patienceMs);
    opened.on('console', (message) => {
      const isRefusal = message.text().includes('the server responded with a status of');
      if (['error', 'warning'].includes(message.type()) && !isRefusal) complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(String(error)));
    return opened;
  }

  /** Axe in each language and width: no violation of WCAG 2.2 A and AA, and nothing wider than the screen. */
  async function isFitForAll(path: string): Promise<void> {
    for (const language of languages) {
      await judged.goto(`${app.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
      expect(await judged.locator('html').getAttribute('lang')).toBe(language);
      await judged.evaluate(axe);
      // Folded away or not, what a page holds is held to it.
      await judged.evaluate(`document.querySelectorAll('details').forEach((each) => (each.open = true))`);
      for (const width of widths) {
        await judged.setViewportSize({ width, height: 800 });
        const place = `${path} ${language} ${width}`;
        expect([place, await judged.evaluate('document.scrollingElement.scrollWidth')]).toEqual([place, width]);
        expect([place, await violations()]).toEqual([place, []]);
      }
    }
    await judged.goto(`${app.url}/settings/me?lang=en`);
  }

  async function violations(): Promise<readonly string[]> {
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    const run = `axe.run(document, ${JSON.stringify({ runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })})`;
    const { violations: found } = (await judged.evaluate(run)) as {
      violations: readonly { id: string; nodes: readonly { html: string }[] }[];
    };
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  }

  const button = (name: string) => plain.getByRole('button', { name, exact: true });
  const path = () => new URL(plain.url()).pathname;

  it('take a statement in, and lead to what does not agree, without JavaScript and on a small screen', async () => {
    const { paymentId } = await app.request('0788000101', rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const { confirmedAt } = await app.payment(paymentId);
    const at = new Date(Date.parse(String(confirmedAt)) + 7_200_000).toISOString().slice(0, 19).replace('T', ' ');
    const lines = [
      'Id,External id,Date,Status,Type,From,To,Amount,Currency,Fee',
      `1,${paymentId},${at},Successful,Payment,FRI:250788000101/MSISDN,FRI:c/MM,5100,RWF,0`,
      `AVeryLongTransactionIdThatNothingBreaks0123456789,,${at},Successful,Payment,FRI:250788999999/MSISDN,FRI:c/MM,700,RWF,0`,
      `3,,${at},Successful,Payment,FRI:250788999998/MSISDN,FRI:c/MM,many,RWF,0`,
    ];
    const file = { name: 'mtn.csv', mimeType: 'text/csv', buffer: Buffer.from(lines.join('\r\n')) };
    await plain.goto(`${app.url}/reconciliation`);
    await plain.getByRole('link', { name: 'Statements' }).click();
    const fill = async () => {
      await plain.getByLabel('Provider', { exact: true }).fill('mtn-momo');
      await plain.getByLabel('Account', { exact: true }).fill('collections');
      await plain.getByLabel('File', { exact: true }).setInputFiles(file);
    };
    await fill();
    await button('Look first, record nothing').click();
    await plain.getByText('Nothing was recorded.', { exact: false }).waitFor();
    await plain.getByLabel('File', { exact: true }).setInputFiles(file);
    await button('Import it').click();
    await plain.getByRole('heading', { name: 'Statement of mtn-momo, collections' }).waitFor();
    const statement = path();
    for (let turn = 0; turn < 60 && (await plain.content()).includes('http-equiv="refresh"'); turn += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
      await plain.goto(app.url + statement);
    }
    await isFitForAll(statement);
    await isFitForAll(`${statement}?outcome=unreadable`);
    await isFitForAll('/reconciliation/statements');

    await plain.goto(`${app.url}/reconciliation`);
    await isFitForAll('/reconciliation?status=open');
    await plain.locator('tbody a[href^="/reconciliation/items/"]').first().click();
    const item = path();
    await isFitForAll(item);
    await button('Take it myself').click();
    await plain.getByText('Done.').waitFor();
    await plain.goBack();
    await plain.reload();
    await plain.getByLabel('Resolution', { exact: true }).selectOption('written-off');
    await plain.locator('#note').fill('Not worth a call.');
    await button('Resolve').click();
    await plain.getByText('You asked for it, so another person has to decide.', { exact: false }).waitFor();
    await isFitForAll(item);
  }, 180_000);

  it('move money to the bank once, however often the button is pressed', async () => {
    await plain.goto(`${app.url}/settlements`);
    await plain.getByLabel('Provider', { exact: true }).fill('mtn-momo');
    await plain.getByLabel('Bank account', { exact: true }).fill('BK 100-2003-45');
    await plain.getByLabel('Amount', { exact: true }).fill('5000');
    await plain.getByLabel('Currency', { exact: true }).fill('RWF');
    await plain.getByLabel('Left the wallet', { exact: true }).fill('2026-11-22 10:00');
    await button('Money has left the wallet').dblclick();
    await plain.getByRole('heading', { name: 'Settlement to BK 100-2003-45' }).waitFor();
    const settlement = path();
    await app.caughtUp();
    await plain.goto(`${app.url}/settlements`);
    expect(await plain.locator('tbody a[href^="/settlements/stl_"]').count()).toBe(1);
    await isFitForAll('/settlements');
    await isFitForAll(settlement);
    await isFitForAll(
      '/settlements/suggestions?provider=mtn-momo&amount=5000&currency=RWF&receivedAt=2026-11-22+23:00',
    );
  }, 120_000);

  it('make a report and fetch its file, and show a day', async () => {
    await plain.goto(`${app.url}/reports`);
    await isFitForAll('/reports');
    await plain.getByRole('link', { name: 'Daily transactions' }).click();
    await isFitForAll('/reports/daily-transactions');
    await button('Make the report').click();
    const link = plain.getByRole('link', { name: 'Download the file' });
    for (let turn = 0; turn < 50 && (await link.count()) === 0; turn += 1) {
      await app.clock.pass({ seconds: 1 });
      await plain.goto(app.url + path());
    }
    const job = path();
    const [download] = await Promise.all([plain.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^daily-transactions_\d{4}-\d\d-\d\d\.csv$/);
    await isFitForAll(job);
    await plain.goto(`${app.url}/reports/days`);
    await isFitForAll('/reports/days');
    await plain.locator('tbody a').first().click();
    await isFitForAll(path());
  }, 120_000);

  it('complained of nothing', () => expect(complaints).toEqual([]));
});
