import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { describeInBrowser, launchChromium, patienceMs, reloaded } from '../support/chromium.js';
import { startCaller, type Caller } from './caller.js';

const smallPhone = { width: 360, height: 640 };

/** The simulated phone in the hands of a person: a real browser on the real page. */
describeInBrowser('the phone', () => {
  let browser: Browser;
  let caller: Caller;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
  });
  beforeEach(async () => {
    caller = await startCaller({ behaviour: { approval: 'by-hand' } });
    page = await browser.newPage({ viewport: smallPhone });
    page.setDefaultTimeout(patienceMs);
    complaints = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(caller.sandbox.url);
  });
  afterEach(async () => {
    await page.close();
    await caller.close();
    expect(complaints).toEqual([]);
  });

  const waiting = (count: number) => page.getByRole('heading', { name: `Waiting for an answer (${count})` }).waitFor();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const asked = (more: object = {}) => caller.pay('250788123456', { callback: true, ...more });
  const pictureAs = async (name: string) => {
    const folder = process.env['SCREENSHOTS'];
    if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  };

  it('says that nothing waits, and shows a request as soon as one does', async () => {
    await page.getByText('Nothing is waiting.').waitFor();
    await asked();
    await waiting(1);
    const request = page.getByRole('listitem').filter({ hasText: '250788123456' });
    expect(await request.innerText()).toContain('1500 RWF');
    expect(await request.innerText()).toContain('Permit fee 000123');
    expect(await page.getByRole('status').innerText()).toBe('1 request is waiting');
  });

  it.each([
    ['Approve', 'SUCCESSFUL', undefined],
    ['Reject', 'FAILED', 'APPROVAL_REJECTED'],
    ['Let it expire', 'FAILED', 'EXPIRED'],
  ])('answers: %s, and the callback is seen going out', async (name, status, reason) => {
    const { reference } = await asked();
    await waiting(1);
    await button(name).click();
    await waiting(0);
    await page.getByText(reason ? `${status}: ${reason}` : status, { exact: true }).waitFor();
    await page.getByText(`Callback: PUT ${new URL(caller.callbackUrl).host} → 200`).waitFor();
    expect((await caller.status(reference)).json).toMatchObject({ status, ...(reason ? { reason } : {}) });
    expect(caller.received.map(({ body }) => body.status)).toEqual([status]);
    // The receiver's address holds its secret.
    expect(await page.content()).not.toContain('/secret');
  });

  it('shows of several requests each with buttons of its own, and answers the one that was meant', async () => {
    const first = await caller.pay('250788000001');
    const second = await caller.pay('250788000002');
    await waiting(2);
    await page
      .getByRole('listitem')
      .filter({ hasText: '250788000001' })
      .getByRole('button', { name: 'Reject' })
      .click();
    await waiting(1);
    expect((await caller.status(first.reference)).json.status).toBe('FAILED');
    expect((await caller.status(second.reference)).json.status).toBe('PENDING');
  });

  it('lets requests approve themselves, or a person answer', async () => {
    await button('Approve by itself').click();
    await page.getByText('Requests approve themselves after 0 s.').waitFor();
    const { reference } = await caller.pay('250788000001');
    expect((await caller.status(reference)).json.status).toBe('SUCCESSFUL');
    await button('Let me answer myself').click();
    await page.getByText('You answer every request yourself').waitFor();
  });

  it('is used by keyboard alone, and the focus stays where the hand was', async () => {
    await asked();
    await asked();
    await waiting(2);
    const focused = () => page.evaluate('document.activeElement.textContent');
    for (let tabs = 0; (await focused()) !== 'Approve'; tabs += 1) {
      expect(tabs).toBeLessThan(5);
      await page.keyboard.press('Tab');
    }
    const outline = 'getComputedStyle(document.activeElement).outlineStyle';
    expect(await page.evaluate(outline)).toBe('solid');
    await page.keyboard.press('Enter');
    await waiting(1);
    expect(await focused()).toBe('Waiting for an answer (1)');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('Approve');
    await page.keyboard.press('Space');
    await waiting(0);
    expect(caller.received.map(({ body }) => body.status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL']);
  });

  it('fits a small screen, long words and all', async () => {
    await asked({ body: { externalId: 'x'.repeat(60), payerMessage: 'Y'.repeat(128) } });
    await asked();
    await caller.pay('250788000003', { callback: true });
    await waiting(3);
    await button('Reject').first().click();
    await waiting(2);
    expect(await page.evaluate('document.scrollingElement.scrollWidth')).toBe(smallPhone.width);
    for (const each of await page.getByRole('button').all()) {
      expect((await each.boundingBox())!.height).toBeGreaterThanOrEqual(24);
    }
    await pictureAs('phone-360x640');
  });

  it('shows any text of a caller as text', async () => {
    const attack = '<img src=x onerror="window.attacked=1"><script>window.attacked=1</script>';
    // MTN takes no such message, and neither do we; an external id may be anything.
    expect((await asked({ body: { payerMessage: attack } })).status).toBe(400);
    expect((await asked({ body: { externalId: attack } })).status).toBe(202);
    await page.getByText(attack).waitFor();
    await reloaded(page);
    await page.getByText(attack).waitFor();
    expect(await page.evaluate('window.attacked')).toBeUndefined();
    expect(await page.locator('img').count()).toBe(0);
  });

  it('says so when the sandbox is gone', async () => {
    await page.route('**/phone', (route) => route.abort());
    await page.getByText('The sandbox does not answer.').waitFor();
    // That the request did not get through is the browser's own complaint, and right.
    expect(complaints.every((text) => /net::ERR_FAILED/.test(text))).toBe(true);
    complaints = [];
    await page.unroute('**/phone');
  });
});
