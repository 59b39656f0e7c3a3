import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { rwf, startApp, type App } from '../support/app.js';
import {
  describeInBrowser,
  isFitForAll,
  launchChromium,
  reloaded,
  violationsOn,
  watched,
} from '../support/chromium.js';
import { password, Phone } from '../support/people.js';
import { freePort } from '../support/free-port.js';

/** The pages of people in a real browser. */
describeInBrowser('the pages of people', () => {
  let app: App;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];
  /** By which people reach it: a passkey is bound to a host, and needs https or localhost. */
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    app = await startApp({ settings: { PUBLIC_BASE_URL: origin }, port });
    browser = await launchChromium();
    context = await browser.newContext();
    page = watched(await context.newPage(), complaints);
  });
  afterAll(async () => {
    await browser.close();
    await app.close();
  });

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  let phone: Phone;

  it('an administrator comes in by the link, sets up an app, and keeps the recovery codes', async () => {
    const link = new URL((await app.gateway.firstLink())!);
    await page.goto(origin + link.pathname);
    await isFitForAll(page, page.url());
    await page.getByLabel('Name').fill('Aline Uwase');
    await page.getByLabel('E-mail address').fill('aline@example.rw');
    await page.getByLabel('New password').fill('too short');
    await button('Save and sign in').click();
    // First what is wrong, with a way to the field by keyboard alone.
    await page.getByRole('alert').getByRole('link').press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('password');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByText('Your roles need a second factor').waitFor();
    phone = Phone.on(app, await page.content());
    await isFitForAll(page, page.url());
    await page.getByLabel('Six digits').fill(phone.code);
    await button('Add an authenticator app').click();
    await page.getByText('They are not shown again').waitFor();
    expect(await page.locator('.codes li').count()).toBe(10);
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('link', { name: 'I have kept them' }).click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await isFitForAll(page, page.url());
  });

  it('adds a passkey, and signs in with it', async () => {
    const cdp = await context.newCDPSession(page);
    await withKey(cdp);
    await page.goto(`${origin}/settings/me/second-factor`);
    await button('Add a passkey').click();
    await page.getByText('Saved.').waitFor();
    await page.getByText('Passkey 1', { exact: false }).first().waitFor();
    await button('Sign out').click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await isFitForAll(page, page.url());
    await page.getByLabel('E-mail address').fill('aline@example.rw');
    await page.getByLabel('Password').fill('not this one at all');
    await button('Sign in').click();
    await page.getByText('do not go together').first().waitFor();
    expect(await page.getByLabel('E-mail address').inputValue()).toBe('aline@example.rw');
    await page.getByLabel('Password').fill(password);
    await button('Sign in').click();
    await page.getByRole('heading', { name: 'Show the second factor' }).waitFor();
    await isFitForAll(page, page.url());
    await button('Use a passkey').click();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
  });

  it('invites somebody, whose page says the same in three languages, and goes back without sending again', async () => {
    await page.getByRole('link', { name: 'Users' }).click();
    await isFitForAll(page, page.url());
    await page.getByLabel('Name').fill('Bosco Nkusi');
    await page.getByLabel('E-mail address').fill('bosco@example.rw');
    await page.getByLabel('Support:', { exact: false }).check();
    await button('Make the link').click();
    await page.getByRole('heading', { name: 'The link for Bosco Nkusi' }).waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Users' }).click();
    await page.getByRole('link', { name: 'Bosco Nkusi' }).click();
    const place = page.url();
    await isFitForAll(page, place);
    await isFitForAll(page, `${place}/remove`);
    await isFitForAll(page, `${origin}/settings/clients/cli_bootstrap/rotate`);
    // A language that was chosen at the head of a page lasts, and leads back to it.
    await page.goto(place);
    await button('Ikinyarwanda').press('Enter');
    await page.locator('html[lang=rw]').waitFor();
    expect(page.url()).toBe(place);
    await page.goto(`${origin}/settings/me`);
    expect(await page.locator('html').getAttribute('lang')).toBe('rw');
    await button('English').click();
    await page.goto(place);
    await page.getByLabel('Name').fill('Bosco N');
    await button('Save').click();
    await page.getByText('Saved.').waitFor();
    await page.goBack();
    await reloaded(page);
    const { data } = (await app.admin.get('/v1/users')).body;
    expect(data.map(({ name }) => name)).toEqual(['Bosco N', 'Aline Uwase']);
    await page.goto(`${origin}/settings/me`);
    await isFitForAll(page, page.url());
    await page.goto(`${origin}/settings/clients`);
    await isFitForAll(page, page.url());
  });

  it('finds a payment by its filters, opens it, comes back to the same list, and adds a note', async () => {
    const { paymentId } = await app.request('0788000001', rwf(5_000), { dimensions: { service: 'permits' } });
    await app.caughtUp();
    await page.goto(`${origin}/payments`);
    await isFitForAll(page, page.url());
    await page.getByText('Filter', { exact: true }).first().click();
    await page.getByLabel('Service').fill('permits');
    await button('Filter').click();
    await page.getByText('Service permits', { exact: false }).waitFor();
    const filtered = page.url();
    await page.locator(`a[href="/payments/${paymentId}"]`).click();
    await isFitForAll(page, page.url());
    await page.getByLabel('Note').fill('She called about it.');
    await button('Add a note').click();
    await page.getByText('Done.').waitFor();
    await page.goto(filtered);
    await page.locator(`a[href="/payments/${paymentId}"]`).waitFor();
  });

  it('sees what came in today, goes from a branch to its list, and breaks it down, by keyboard alone', async () => {
    for (const [index, branch] of ['kigali', 'kigali', 'huye'].entries())
      await app.request(`078800010${index}`, rwf(5_000 + index), { dimensions: { service: 'permits', branch } });
    await app.caughtUp();
    await page.goto(`${origin}/`);
    await isFitForAll(page, page.url());
    await page.getByRole('link', { name: 'kigali', exact: true }).press('Enter');
    await page.getByText('Branch: kigali.').waitFor();
    expect(await page.locator('.stats strong').first().textContent()).toBe('2');
    await page.locator('.stats strong a').first().press('Enter');
    await page.getByText('Branch kigali', { exact: false }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(2);
    await page.goBack();
    await page.getByText('Branch: kigali.').waitFor();
    await page.goto(`${origin}/breakdown?by=branch`);
    await isFitForAll(page, page.url());
    await page.getByRole('link', { name: 'Field reference' }).press('Enter');
    await page.getByText('(none)').first().waitFor();
    await page.goto(`${origin}/?service=permits&branch=kigali`);
    await page.getByRole('alert').getByRole('link').press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('branch');
    expect(await violationsOn(page)).toEqual([]);
  });

  it('is used without JavaScript, by keyboard alone, and at 200 %', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 640, height: 400 } });
    page = watched(await plain.newPage(), complaints);
    await page.goto(`${origin}/settings/me`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.getByLabel('E-mail address').focus();
    await page.keyboard.type('aline@example.rw');
    await page.keyboard.press('Tab');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    await page.getByLabel('Code').waitFor();
    expect(await page.getByRole('button', { name: 'Use a passkey' }).isVisible()).toBe(false);
    await app.clock.pass({ seconds: 30 });
    await page.getByLabel('Code').focus();
    await page.keyboard.type(phone.code);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'My account' }).waitFor();
    await plain.close();
  });

  it('complained of nothing', () => expect(complaints).toEqual([]));

  /** A stick with a key in this computer, which agrees whenever it is asked. */
  async function withKey(cdp: CDPSession): Promise<void> {
    await cdp.send('WebAuthn.enable');
    const options = { protocol: 'ctap2', transport: 'usb', hasUserVerification: true, isUserVerified: true } as const;
    await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, automaticPresenceSimulation: true } });
  }
});
