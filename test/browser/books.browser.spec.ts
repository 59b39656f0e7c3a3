import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { rwf, startApp, type App } from '../support/app.js';
import {
  describeInBrowser,
  isFit as isFitNow,
  isFitForAll,
  launchChromium,
  reloaded,
  watched,
} from '../support/chromium.js';
import { person } from '../support/people.js';

/** The pages of the finance officer in a real browser. */
describeInBrowser('the pages of the books', () => {
  let app: App;
  let browser: Browser;
  /** Without JavaScript, as the work is done. */
  let plain: Page;
  /** The same session, with what the browser’s own tools need. */
  let judged: Page;
  const complaints: string[] = [];
  beforeAll(async () => {
    app = await startApp();
    browser = await launchChromium();
    const { cookies } = (await person(app, ['finance'], { name: 'Claudine Uwera' })).browser;
    [plain, judged] = [await pageWith(cookies, false), await pageWith(cookies, true)];
  });
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
    return watched(await context.newPage(), complaints);
  }

  const isFit = (at: string) => isFitForAll(judged, app.url + at);
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
    // The same in the browser that judges: what a press shows has no address of its own.
    await judged.goto(`${app.url}/reconciliation/statements`);
    await judged.locator('#provider').fill('mtn-momo');
    await judged.locator('#account').fill('collections');
    await judged.locator('#file').setInputFiles(file);
    await judged.getByRole('button', { name: 'Look first' }).click();
    await judged.getByText('Nothing was recorded.', { exact: false }).waitFor();
    await isFitNow(judged, 'the file that was looked at first');
    await judged.locator('#provider').fill('mtn-momo');
    await judged.locator('#account').fill('collections');
    await judged.locator('#file').setInputFiles({ ...file, buffer: Buffer.from('%PDF-1.7') });
    await judged.getByRole('button', { name: 'Import it' }).click();
    await judged.locator('#file-wrong').waitFor();
    await isFitNow(judged, 'the file that is refused');

    await plain.getByLabel('File', { exact: true }).setInputFiles(file);
    await button('Import it').click();
    await plain.getByRole('heading', { name: 'Statement of mtn-momo, collections' }).waitFor();
    const statement = path();
    for (let turn = 0; turn < 60 && (await plain.content()).includes('http-equiv="refresh"'); turn += 1) {
      await app.clock.pass({ seconds: 1 });
      await app.caughtUp();
      await plain.goto(app.url + statement);
    }
    await isFit(statement);
    await isFit(`${statement}?outcome=unreadable`);
    await isFit('/reconciliation/statements');

    await plain.goto(`${app.url}/reconciliation`);
    await isFit('/reconciliation?status=open');
    await judged.goto(`${app.url}/reconciliation?outcome=missing-internally&lang=en`);
    await judged.locator('#note').fill('Theirs.');
    await judged.getByRole('button', { name: 'Show what it would be' }).click();
    await judged.getByText('would be resolved as:', { exact: false }).waitFor();
    await isFitNow(judged, 'the preview of many');
    await plain.locator('tbody a[href^="/reconciliation/items/"]').first().click();
    const item = path();
    await isFit(item);
    await button('Take it myself').click();
    await plain.getByText('Done.').waitFor();
    await plain.goBack();
    await reloaded(plain);
    await plain.getByLabel('Resolution', { exact: true }).selectOption('written-off');
    await plain.locator('#note').fill('Not worth a call.');
    await button('Resolve').click();
    await plain.getByText('You asked for it, so another person has to decide.', { exact: false }).waitFor();
    await isFit(item);
  });

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
    await isFit('/settlements');
    await isFit(settlement);
    await isFit('/settlements/suggestions?provider=mtn-momo&amount=5000&currency=RWF&receivedAt=2026-11-22+23:00');
  });

  it('make a report and fetch its file, and show a day', async () => {
    await plain.goto(`${app.url}/reports`);
    await isFit('/reports');
    await plain.getByRole('link', { name: 'Daily transactions' }).click();
    await isFit('/reports/daily-transactions');
    await button('Make the report').click();
    const link = plain.getByRole('link', { name: 'Download the file' });
    for (let turn = 0; turn < 50 && (await link.count()) === 0; turn += 1) {
      await app.clock.pass({ seconds: 1 });
      await plain.goto(app.url + path());
    }
    const job = path();
    const [download] = await Promise.all([plain.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toMatch(/^daily-transactions_\d{4}-\d\d-\d\d\.csv$/);
    await isFit(job);
    await plain.goto(`${app.url}/reports/days`);
    await isFit('/reports/days');
    await plain.locator('tbody a').first().click();
    await isFit(path());
  });

  it('complained of nothing', () => expect(complaints).toEqual([]));
});
