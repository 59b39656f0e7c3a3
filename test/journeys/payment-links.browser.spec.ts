import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { startApp, type App, type Body } from '../support/app.js';
import { describeInBrowser, launchChromium, reloaded } from '../support/chromium.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The payer’s page in a real browser, on a small phone and without JavaScript. */
describeInBrowser('the payer’s page', () => {
  let app: App;
  let browser: Browser;
  let judge: Page | null = null;
  let records = 0;
  beforeAll(async () => {
    app = await startApp({ settings: { ORGANISATION_CONTACT: '+250 788 000 000, info@onestop.rw' } });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const link = async (more: object = {}): Promise<Body> => {
    const key = `browser-${(records += 1)}`;
    const record = { type: 'invoice', id: `INV-${records}` };
    const body = { amount: '25000', currency: 'RWF', record, description: 'School fees, second term', ...more };
    return (await app.service.post('/v1/payment-links', body, { key })).body;
  };
  const addressOf = ({ url }: Body, language = 'en') => `${app.url}${new URL(url as string).pathname}?lang=${language}`;
  const opened = async (address: string, width = 360): Promise<Page> => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width, height: 640 } });
    const page = await context.newPage();
    await page.goto(address);
    return page;
  };
  const pictureAs = async (page: Page, name: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  };
  const fits = async (page: Page) =>
    expect(await page.locator('html').evaluate((html) => html.scrollWidth <= html.clientWidth)).toBe(true);
  /** Axe is a script, so it looks at the same page in a browser that runs one. */
  const violationsOf = async (html: string): Promise<readonly string[]> => {
    judge ??= await (await browser.newContext({ viewport: { width: 360, height: 640 }, bypassCSP: true })).newPage();
    await judge.goto(`${app.url}/health/live`);
    await judge.setContent(html.replace(/<meta http-equiv[^>]*>/, ''));
    await judge.evaluate(axe);
    const { violations, passes } = await judge.evaluate(() => (globalThis as unknown as { axe: Axe }).axe.run());
    if (passes.length < 10) throw new Error('Axe has hardly looked at anything');
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html: node }) => node).join(' ')}`);
  };
  interface Axe {
    run(): Promise<AxeResults>;
  }

  it.each(['en', 'rw', 'fr'])(
    'is filled in, pressed, waited at and paid by hand, accessible in every state: %s',
    async (language) => {
      const made = await link({ amount: null, minAmount: '500', maxAmount: '1000000' });
      const page = await opened(addressOf(made, language));
      const looked = async (state: string) => {
        await fits(page);
        await pictureAs(page, `pay-${state}-${language}`);
        // Wrong and waiting are built of the same parts in every language.
        if (language === 'en' || state === 'open' || state === 'paid')
          expect([state, await violationsOf(await page.content())]).toEqual([state, []]);
      };
      await looked('open');
      const press = async (number: string, amount: string) => {
        await page.locator('#amount').fill(amount);
        await page.locator('#msisdn').fill(number);
        await page.locator('button').click();
      };
      await press('0788', '5');
      expect(await page.locator('#errors li').count()).toBe(2);
      await looked('wrong');
      // A second tab, in which the same form was opened.
      const tab = await opened(addressOf(made, language));
      await press(`0788 100 0${records}0`, '12000');
      await app.caughtUp();
      await reloaded(page);
      expect(await page.locator('form').count()).toBe(0);
      expect(await page.locator('meta[http-equiv=refresh]').getAttribute('content')).toBe('5');
      await looked('waiting');
      const { paymentId } = (await app.service.get(`/v1/payment-links/${made.id}`)).body;
      await tab.locator('#amount').fill('15000');
      await tab.locator('#msisdn').fill('0788 200 000');
      await tab.locator('button').click();
      expect(await tab.locator('form').count()).toBe(0);
      await tab.goBack();
      expect(await tab.locator('form').count()).toBe(0);
      await tab.context().close();
      await app.caughtUp();
      expect(app.sandbox.transactions(paymentId)).toHaveLength(1);
      await app.sandbox.payerApproves(paymentId);
      await app.caughtUp();
      await page.goto(addressOf(made, language));
      await looked('paid');
      await page.locator('a[href*="/r/RCT-"]').waitFor();
      await page.context().close();
    },
  );

  it('is readable at three widths, and says when it is over', async () => {
    const made = await link();
    for (const width of [320, 768, 1280]) {
      const page = await opened(addressOf(made), width);
      await fits(page);
      await pictureAs(page, `pay-${width}`);
      await page.context().close();
    }
    await app.service.post(`/v1/payment-links/${made.id}/close`);
    const page = await opened(addressOf(made));
    await pictureAs(page, 'pay-closed');
    expect(await violationsOf(await page.content())).toEqual([]);
    await page.context().close();
  });

  it('has a code and a sheet on paper, for eyes to look at', async () => {
    const folder = process.env['SCREENSHOTS'];
    const lines = Array.from({ length: 9 }, (_, index) =>
      index === 4
        ? `OPEN-${index},,RWF,,A gift for the new classroom`
        : `FEE-${index},${25_000 + index},RWF,Uwamahoro Nyiransengiyumva Béatrice,"School fees of the second term, class P${index}"`,
    );
    const body = ['Record,Amount,Currency,Name,Description', ...lines].join('\n');
    const headers = {
      'content-type': 'text/csv',
      accept: 'application/pdf',
      authorization: `Bearer ${app.service.key}`,
    };
    const answer = await fetch(`${app.url}/v1/payment-links/sheet?language=rw`, { method: 'POST', headers, body });
    const pdf = Buffer.from(await answer.arrayBuffer());
    expect([answer.status, pdf.subarray(0, 5).toString()]).toEqual([201, '%PDF-']);
    if (folder !== undefined) writeFileSync(join(folder, 'sheet.pdf'), pdf);
  });
});
