import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { rwf, startApp, type App } from '../support/app.js';
import { describeInBrowser, isFitForAll, launchChromium, reloaded, watched } from '../support/chromium.js';
import { freePort } from '../support/free-port.js';
import { person } from '../support/people.js';
import { answerWith, Receiver } from '../support/webhook-receiver.js';

/** A phone; a screen of 1280 at 200 % zoom, which lays out as one of 640; a laptop. */
const widths = [360, 640, 1280];
/** Words differ by language, and the layout by width. */
const isJudged = (language: string, width: number) => language === 'en' || width === 360;

/** The pages of operators and auditors, and the list of payments, in a real browser. */
describeInBrowser('the pages of operators', () => {
  let app: App;
  let receiver: Receiver;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let origin: string;
  let paymentId: string;
  const complaints: string[] = [];
  beforeAll(async () => {
    receiver = await Receiver.start();
    const port = await freePort();
    origin = `http://localhost:${port}`;
    app = await startApp({ settings: { PUBLIC_BASE_URL: origin, WEBHOOK_ALLOWED_HOSTS: '127.0.0.1' }, port });
    for (let index = 0; index < 51; index += 1) {
      const asked = await app.request(`07880001${String(index).padStart(2, '0')}`, rwf(1_000 + index));
      paymentId = asked.paymentId;
    }
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ minutes: 2 });
    await app.caughtUp();
    const { browser: signedIn } = await person(app, ['admin'], { name: 'Aline Uwase' });
    browser = await launchChromium();
    context = await browser.newContext();
    const cookies = [...signedIn.cookies].map(([name, value]) => ({ name, value, url: origin }));
    await context.addCookies(cookies);
    page = watched(await context.newPage(), complaints);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
    await receiver.stop();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  const isFit = (path: string) => isFitForAll(page, origin + path, { widths, isJudged });

  it('an endpoint is added and tested by keyboard alone, fails, and is found first', async () => {
    receiver.answers(answerWith(410, 'gone'));
    await page.goto(`${origin}/webhooks`);
    await page.getByLabel('Address').focus();
    await page.keyboard.type(receiver.url('/hooks'));
    await page.keyboard.press('Tab');
    await page.keyboard.type('payment.*');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'The secret of this endpoint' }).waitFor();
    expect(await page.locator('p.code').textContent()).toMatch(/^whsec_/);
    await page.getByRole('link', { name: 'I have kept it' }).press('Enter');
    const endpoint = new URL(page.url()).pathname;
    await button('Send a test').press('Enter');
    await page.getByText('Done.').waitFor();
    const delivery = new URL(page.url()).pathname;
    for (let looks = 0; (await page.getByText('410').count()) === 0 && looks < 100; looks += 1) await reloaded(page);
    await isFit(delivery);
    await isFit(endpoint);
    await isFit('/webhooks');
    expect(await page.locator('table').first().textContent()).toContain('Not delivered');
    await isFit('/webhooks/deliveries?status=failed');
  });

  it('the log is filtered, a payment is opened as it stood, and the way back is the same list', async () => {
    await isFit(`/audit?stream=payment-${paymentId}`);
    const list = page.url();
    await page.getByRole('link', { name: 'as it stood then' }).last().click();
    await page.getByText('What had happened by then').waitFor();
    await page.goBack();
    expect(page.url()).toBe(list);
    await isFit(`/audit/replay?id=${paymentId}`);
    await isFit('/audit/seals');
    await button('Verify the log').click();
    await page.getByText('every event that is sealed is as it was sealed').waitFor();
    await isFit('/audit/verify');
  });

  it('the settings are fit for all, and an outage is declared and ended', async () => {
    await isFit('/settings/gateway');
    await isFit('/settings/providers');
    await page.getByLabel('Reason').fill('Maintenance');
    await page.getByRole('button', { name: 'Declare an outage' }).click();
    await page.getByText('Maintenance').waitFor();
    // What was sent is not sent again by the way back and a reload.
    await page.goBack();
    await reloaded(page);
    await page.getByLabel('Reason').fill('Over');
    await page.getByRole('button', { name: 'End the outage' }).click();
    await page.getByText('None').first().waitFor();
  });

  it.each(['/payments', '/webhooks', '/audit'])(
    '%s is read over a slow line: two requests, and no more than the budget',
    async (path) => {
      const fresh = await browser.newContext({ storageState: await context.storageState() });
      const slow = await fresh.newPage();
      const line = await fresh.newCDPSession(slow);
      await line.send('Network.enable');
      const conditions = { offline: false, latency: 400, downloadThroughput: 12_500, uploadThroughput: 12_500 };
      await line.send('Network.emulateNetworkConditions', conditions);
      let bytes = 0;
      let requests = 0;
      line.on('Network.loadingFinished', ({ encodedDataLength }) => {
        bytes += encodedDataLength;
        requests += 1;
      });
      await slow.goto(origin + path);
      await slow.getByRole('heading', { level: 1 }).waitFor();
      expect([path, requests <= 3]).toEqual([path, true]);
      expect([path, bytes < mostBytes, bytes]).toEqual([path, true, bytes]);
      await fresh.close();
    },
  );

  it('the list of payments is walked by keyboard: the content first, the filter opened, the next page and back', async () => {
    await page.goto(`${origin}/payments`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.className')).toBe('skip');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    await page.keyboard.press('Enter');
    expect(await page.getByLabel('Status').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Older' }).press('Enter');
    await page.waitForURL(/cursor=/);
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.goBack();
    expect(await page.locator('tbody tr').count()).toBe(50);
  });

  it('complained of nothing', () => expect(complaints).toEqual([]));
});

/** Of a first page with all that it loads, and a list as long as one page shows. */
const mostBytes = 45_000;
