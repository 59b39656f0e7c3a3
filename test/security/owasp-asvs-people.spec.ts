import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { access, isForAnybody } from '../../src/http/access.js';
import { People } from '../../src/modules/people/index.js';
import { rwf, startApp, type Answer, type App } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { password, person, signIn, type Person } from '../support/people.js';

/** Items of the OWASP Application Security Verification Standard, level 2, on sign-in, sessions and forms: an attack or more for each. */
let app: App;
let victim: Person;
beforeAll(async () => {
  app = await startApp();
  victim = await person(app, ['support'], { isBare: true });
});
afterAll(() => app.close());

/** The routes of all pages for people who are signed in. */
const pages = [...access].flatMap(([route, row]) => {
  const [method = '', path = ''] = route.split(' ');
  return isForAnybody(row) || path.startsWith('/v1/') ? [] : [{ method, path }];
});
const pathsOf = (method: string) => pages.filter((each) => each.method === method).map(({ path }) => path);
/** Those that no id belongs to: lists, and what is one for all. */
const lists = pathsOf('GET').filter((path) => !path.includes(':'));

const locationOf = ({ status, headers }: Answer): string | undefined =>
  status === 303 ? headers['location'] : undefined;
const fromAddress = (address: string) => new Browser(app, { 'x-forwarded-for': address });
const field = (page: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!;

describe('session fixation', () => {
  it('no cookie that was there before a sign-in, or before the second factor, is a session afterwards', async () => {
    const { email, phone } = await person(app, ['finance']);
    const browser = new Browser(app);
    const planted = 'p'.repeat(43);
    browser.cookies.set('ishyura', planted);
    await signIn(browser, email);
    const afterPassword = browser.cookies.get('ishyura')!;
    expect(afterPassword).not.toBe(planted);
    await app.clock.pass({ seconds: 30 });
    await browser.get('/sign-in/second-factor');
    await browser.submit('/sign-in/second-factor', { code: phone!.code });
    expect(browser.cookies.get('ishyura')).not.toBe(afterPassword);
    for (const old of [planted, afterPassword]) {
      const thief = new Browser(app);
      thief.cookies.set('ishyura', old);
      expect(locationOf(await thief.get('/'))).toBe('/sign-in');
    }
    expect((await browser.get('/')).status).toBe(200);
  });

  it('a cookie that somebody kept is worth nothing after a sign-out', async () => {
    const browser = new Browser(app);
    await signIn(browser, victim.email);
    const thief = new Browser(app);
    thief.cookies.set('ishyura', browser.cookies.get('ishyura')!);
    await browser.get('/');
    await browser.submit('/sign-out', {});
    expect(locationOf(await thief.get('/'))).toBe('/sign-in');
  });
});

describe('session cookies', () => {
  it('are read by no script, sent by no other site, bound to https and the host, and hold 256 random bits', async () => {
    const secured = await startApp({ settings: { PUBLIC_BASE_URL: 'https://pay.example.rw' } });
    try {
      const { browser } = await person(secured, ['support'], { isBare: true });
      expect([...browser.cookies.keys()].toSorted()).toEqual(['__Host-ishyura', '__Host-ishyura-form']);
      const again = new Browser(secured);
      await again.get('/sign-in');
      const { headers } = await again.submit('/sign-in', { email: 'person@example.rw', password });
      expect(headers['set-cookie']).toBeUndefined();
      const { data } = (await secured.admin.get('/v1/users')).body;
      const signedIn = await signIn(again, data[0]!['email'] as string);
      expect(signedIn.headers['set-cookie']).toMatch(
        /^__Host-ishyura=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
      );
    } finally {
      await secured.close();
    }
  });
});

describe('cross-site request forgery', () => {
  it('a form of another site, or without the token of this session, changes nothing', async () => {
    const { browser } = victim;
    const own = field((await browser.get('/settings/me')).text, 'form-token');
    const stranger = await person(app, ['support'], { isBare: true });
    const others = field((await stranger.browser.get('/settings/me')).text, 'form-token');
    const send = (token: string, headers: Readonly<Record<string, string>>) =>
      browser.post('/settings/me/language', new URLSearchParams({ language: 'fr', 'form-token': token }), headers);
    const attacks: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
      ['', {}],
      [others, {}],
      [own, { 'sec-fetch-site': 'cross-site' }],
      [own, { 'sec-fetch-site': 'same-site' }],
      [own, { 'sec-fetch-site': 'none' }],
    ];
    for (const [token, headers] of attacks)
      expect([token, headers, (await send(token, headers)).status]).toEqual([token, headers, 403]);
    expect((await browser.get('/')).text).toContain('<html lang="en">');
    expect((await send(own, {})).status).toBe(303);
    await send(own, {}).then(() =>
      browser.post('/settings/me/language', new URLSearchParams({ language: 'en', 'form-token': own })),
    );
  });

  it('no form of any page is taken without the token of its session, whoever sends it', async () => {
    const { browser } = await person(app, ['admin']);
    for (const path of pathsOf('POST')) {
      const forged = await browser.post(path.replaceAll(/:\w+/g, 'absent'), new URLSearchParams({ text: 'x' }));
      // A form with a file is of another type than this one.
      expect([path, [403, 415].includes(forged.status)]).toEqual([path, true]);
    }
  });

  it('a person is not signed in as somebody else by a form of another site', async () => {
    const browser = new Browser(app);
    const page = await browser.get('/sign-in');
    const form = { email: victim.email, password };
    expect((await browser.submit('/sign-in', form, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    await new Browser(app).get('/sign-in');
    const withoutCookie = new Browser(app);
    const body = new URLSearchParams({ ...form, 'form-token': field(page.text, 'form-token') });
    expect((await withoutCookie.post('/sign-in', body)).status).toBe(403);
  });

  it('the session of a page opens the API to our own pages alone, and forms are no request of the API', async () => {
    const cookie = `ishyura=${victim.browser.cookies.get('ishyura')}`;
    const attempt = (headers: Readonly<Record<string, string>>, body: unknown = { text: 'x' }) =>
      app.anonymous.post('/v1/payments/pay_absent/notes', body, { headers: { cookie, ...headers } });
    expect((await attempt({ 'sec-fetch-site': 'same-origin' })).body.code).toBe('PAYMENT_NOT_FOUND');
    expect((await attempt({ origin: new URL(app.url).origin })).body.code).toBe('PAYMENT_NOT_FOUND');
    for (const headers of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ])
      expect([headers, (await attempt(headers)).body.code]).toEqual([headers, 'FORBIDDEN']);
    const form = { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' };
    expect((await attempt(form, 'text=x')).status).toBe(415);
  });
});

describe('clickjacking and caches', () => {
  it('no page may be framed, kept by a cache, or run a script that is not ours', async () => {
    const { browser } = await person(app, ['admin']);
    const known = pathsOf('GET').map((path) => path.replaceAll(/:\w+/g, 'absent'));
    for (const path of ['/sign-in', '/nothing-here', ...known]) {
      const { headers, status } = await browser.get(path);
      if (status === 303) continue;
      expect([path, headers['content-security-policy']]).toEqual([
        path,
        expect.stringContaining("frame-ancestors 'none'"),
      ]);
      expect([path, headers['content-security-policy']]).toEqual([
        path,
        expect.not.stringMatching(/unsafe|\*|https?:/),
      ]);
      expect([path, headers['cache-control']]).toEqual([path, expect.stringContaining('no-store')]);
      expect([path, headers['x-content-type-options']]).toEqual([path, 'nosniff']);
    }
  });
});

describe('open redirect', () => {
  it.each(['https://evil.example/', '//evil.example/', '/\\evil.example', '/%09/evil.example', 'javascript:alert(1)'])(
    'a sign-in leads to no place of another site: %s',
    async (next) => {
      const browser = new Browser(app);
      await browser.get(`/sign-in?next=${encodeURIComponent(next)}`);
      const forged = await browser.submit('/sign-in', { email: victim.email, password, next });
      expect(locationOf(forged)).toMatch(/^\/(?![/\\])/);
      expect(locationOf(forged)).not.toContain('//');
    },
  );
});

describe('open redirect after a second factor', () => {
  it('leads to no place of another site', async () => {
    const { browser, phone } = await person(app, ['finance']);
    for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
      await app.clock.pass({ seconds: 30 });
      await browser.get(`/sign-in/second-factor?next=${encodeURIComponent(next)}`);
      const forged = await browser.submit('/sign-in/second-factor', { code: phone!.code, next });
      expect([next, locationOf(forged)]).toEqual([next, '/']);
    }
  });
});

describe('enumeration of accounts', () => {
  it('an account that is none, was removed, or has no password yet is answered as a wrong password is, after the same work', async () => {
    const removed = await person(app, ['support'], { isBare: true });
    await app.admin.call('DELETE', `/v1/users/${removed.id}`);
    await app.admin.post('/v1/users', { email: 'invited@example.rw', name: 'I', roles: ['support'] });
    const passwords = app.gateway.app.get(People).signIns;
    const hashing = Reflect.get(passwords, 'passwords') as { verify(stored: string, typed: string): Promise<boolean> };
    const verify = hashing.verify.bind(hashing);
    let verified = 0;
    hashing.verify = (...args) => {
      verified += 1;
      return verify(...args);
    };
    const answers = new Set<string>();
    for (const email of [victim.email, 'nobody@example.rw', removed.email, 'invited@example.rw', 'no address']) {
      const { status, text } = await signIn(new Browser(app), email, 'not the password');
      const plain = text
        .replaceAll(email, '')
        .replaceAll(/form-token" value="[^"]*"/g, '')
        .replaceAll(/<time.*?<\/time>/g, '');
      answers.add(`${status} ${plain}`);
    }
    hashing.verify = verify;
    expect([...answers]).toHaveLength(1);
    expect(verified).toBe(5);
    expect([...answers][0]).toMatch(/^400 [\s\S]*E-mail address and password do not go together/);
  });
});

describe('brute force', () => {
  it('guesses for one account are few, from however many addresses, on record, and do not lock its owner out', async () => {
    const own = fromAddress('198.51.100.7');
    expect((await signIn(own, victim.email)).status).toBe(303);
    const statuses: number[] = [];
    for (let guess = 0; guess < 14; guess += 1)
      statuses.push((await signIn(fromAddress(`203.0.113.${guess}`), victim.email, 'a wrong guess')).status);
    expect(statuses).toContain(429);
    expect(statuses.filter((status) => status === 400).length).toBeLessThanOrEqual(10);
    expect((await signIn(own, victim.email)).status).toBe(303);
    await app.clock.pass({ minutes: 1 });
    await app.caughtUp();
    const { data } = (await app.admin.get('/v1/audit/events?type=AuthenticationFailed&limit=200')).body;
    const ofVictim = data.filter(
      (event) => (event['data'] as unknown as { userId: string | null }).userId === victim.id,
    );
    expect(ofVictim.length).toBeGreaterThan(0);
    expect(ofVictim[0]!['data']).toMatchObject({ reason: 'sign-in' });
    expect(JSON.stringify(data)).not.toContain('a wrong guess');
  });

  it('guesses of a second factor are as few, and the code of an app that was seen is worth nothing', async () => {
    const { email, phone } = await person(app, ['finance']);
    const seen = phone!.code;
    await app.clock.pass({ seconds: 30 });
    const thief = fromAddress('203.0.113.200');
    await signIn(thief, email);
    await thief.get('/sign-in/second-factor');
    const tries = async (code: string) => (await thief.submit('/sign-in/second-factor', { code })).status;
    expect(await tries(seen)).toBe(400);
    const statuses: number[] = [];
    for (let guess = 0; guess < 11; guess += 1) {
      await thief.get('/sign-in/second-factor');
      statuses.push(await tries(String(100_000 + guess)));
    }
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('what anybody outside can fill', () => {
  const markup = '<img src=x onerror=alert(1)>';
  const formula = '=HYPERLINK("http://evil.example")';
  let admin: Person;
  let paymentId: string;
  beforeAll(async () => {
    admin = await person(app, ['admin'], { name: markup });
    const text = `${formula}${markup}`;
    const asked = await app.service.post(
      '/v1/payments',
      {
        ...{ ...rwf(5_000), payer: { msisdn: '0788000041' }, description: text },
        record: { type: 'invoice', id: text, part: '=1+1' },
        dimensions: { service: `+${markup}`, branch: `@${markup}`, department: `-${markup}` },
        metadata: { [markup]: text },
      },
      { key: 'outside' },
    );
    paymentId = asked.body.id;
    expect(asked.status).toBe(202);
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.caughtUp();
    const words = { reason: text, complaintReference: formula };
    await app.service.post(`/v1/payments/${paymentId}/refunds`, words, { key: 'outside' });
    await app.service.post(`/v1/payments/${paymentId}/notes`, { text });
    // From anywhere, to an address that is no attempt’s: what a stranger sends is on record.
    await app.anonymous.post('/callbacks/mtn-momo/unknown', { status: text, reason: markup });
    const payout = { ...rwf(700), payee: { msisdn: '0788000042', name: text }, description: text };
    await app.admin.post('/v1/payouts', { ...payout, record: { type: 'other', id: text } }, { key: 'outside' });
    await app.caughtUp();
  });

  it('is shown as text by every page: a name, a record, a description, dimensions, metadata, a note, a reason, a callback, a browser', async () => {
    const { browser, email } = admin;
    const strange = new Browser(app, { 'user-agent': markup });
    await signIn(strange, email);
    const others = [`/payments/${paymentId}`, `/audit/replay?id=${paymentId}`, '/audit?type=CallbackRejected'];
    let shown = 0;
    for (const path of [...lists, ...others]) {
      const { text, status } = await browser.get(path);
      expect([path, status < 500]).toEqual([path, true]);
      expect([path, text.includes('<img')]).toEqual([path, false]);
      if (text.includes('&lt;img src=x onerror=alert(1)&gt;')) shown += 1;
    }
    expect(shown).toBeGreaterThanOrEqual(lists.length);
  });

  it('is run by no spreadsheet: no cell of any list’s CSV begins as a formula does', async () => {
    const { browser } = admin;
    let files = 0;
    for (const path of lists) {
      const { headers, text } = await browser.get(`${path}?format=csv`);
      if (!headers['content-type']?.startsWith('text/csv')) continue;
      files += 1;
      const rows = parse(text, { bom: true, relaxColumnCount: true }) as string[][];
      const run = rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell));
      expect([path, run]).toEqual([path, []]);
    }
    expect(files).toBeGreaterThanOrEqual(3);
    expect((await browser.get('/payments?format=csv')).text).toContain(`"'${formula.replaceAll('"', '""')}`);
  });
});
