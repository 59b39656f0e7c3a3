import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rwf, startApp, type Answer, type App } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { password, person, signIn, type Person } from '../support/people.js';

let app: App;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const pathOf = (url: unknown): string => new URL(url as string).pathname;
const locationOf = ({ status, headers }: Answer): string | undefined =>
  status === 303 ? headers['location'] : undefined;
const halfMinute = () => app.clock.pass({ seconds: 30 });
/** Until a second factor is not fresh any more. */
async function tenMinutes(): Promise<void> {
  app.tickSeconds = 120;
  await app.clock.pass({ minutes: 10 });
  app.tickSeconds = 1;
}

const hiddenOf = (page: string): [string, string][] =>
  [...page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [name!, value!]);

describe('the first administrator', () => {
  it('comes in by the link of the start, which is one for all starts, works once, and leads to a second factor', async () => {
    const first = await startApp();
    try {
      const link = pathOf(await first.gateway.firstLink());
      expect(pathOf(await first.gateway.firstLink())).toBe(link);
      const [browser, other] = [new Browser(first), new Browser(first)];
      await Promise.all([browser.get(link), other.get(link)]);
      // All that is wrong at once, and what was typed is kept, but for the password.
      const wrong = await browser.submit(link, { name: '', email: 'aline', password: 'short' });
      expect(wrong.status).toBe(400);
      expect(wrong.text).toContain('<a href="#name">Enter a name</a>');
      expect(wrong.text).toContain('<a href="#email">Enter an e-mail address</a>');
      expect(wrong.text).toContain('<a href="#password">The password needs at least 12 characters</a>');
      expect(wrong.text).toContain('value="aline"');
      expect(wrong.text).not.toContain('value="short"');
      const who = { name: 'Aline Uwase', email: 'Aline@Example.RW', password };
      const [one, two] = await Promise.all([
        browser.submit(link, who),
        other.submit(link, { ...who, email: 'bosco@example.rw' }),
      ]);
      expect([one.status, two.status].toSorted()).toEqual([303, 404]);
      expect((one.status === 404 ? one : two).text).toContain('<a href="/sign-in">Sign in</a>');
      const winner = one.status === 303 ? browser : other;
      const setUp = await winner.follow(await winner.get('/'));
      expect(setUp.text).toContain('Your roles need a second factor');
      expect((await winner.get('/settings/users')).headers['location']).toBe('/settings/me/second-factor');
      expect(await first.gateway.firstLink()).toBeNull();
      const { data } = (await first.admin.get('/v1/users')).body;
      expect(data).toMatchObject([{ roles: ['admin'], status: 'active', hasSecondFactor: false }]);

      // The link stays void when the sign-in that it led to is void as well.
      expect((await first.admin.post(`/v1/users/${data[0]!.id}/reset-sign-in`)).status).toBe(200);
      expect((await winner.get(link)).status).toBe(404);
    } finally {
      await first.close();
    }
  });
});

describe('a person', () => {
  it('is invited, chooses a password, adds an app, signs out and in again, and everything is on record under the id', async () => {
    const { id, email, browser, phone, codes } = await person(app, ['finance']);
    expect(codes).toHaveLength(10);
    expect(new Set(codes).size).toBe(10);
    expect((await browser.get('/')).text).toContain('Bosco Nkusi</span>');
    expect(locationOf(await browser.submit('/sign-out', {}))).toBe('/sign-in');
    expect(locationOf(await browser.get('/'))).toBe('/sign-in');

    // A code works once, also after a sign-out.
    const used = phone!.code;
    const toSecond = await browser.follow(
      await signIn(browser, ` ${email.toUpperCase()} `, password, '/settings/me?a=1'),
    );
    expect(toSecond.text).toContain('Show the second factor');
    expect((await browser.submit('/sign-in/second-factor', { code: used })).status).toBe(400);
    await halfMinute();
    const shown = await browser.submit('/sign-in/second-factor', { code: phone!.code });
    expect(locationOf(shown)).toBe('/settings/me?a=1');
    expect((await browser.follow(shown)).text).toContain(email);

    await app.caughtUp();
    const { data } = (await app.admin.get(`/v1/audit/events?actor=${id}&limit=200`)).body;
    expect(data.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'InvitationAccepted',
        'AuthenticatorAdded',
        'AuthenticatorUsed',
        'SessionStarted',
        'SessionEnded',
      ]),
    );
    expect(new Set(data.map(({ actor }) => (actor as { kind: string }).kind))).toEqual(new Set(['user']));
  });

  it('gets in by each recovery code once', async () => {
    const { email, codes } = await person(app, ['finance']);
    const browser = new Browser(app);
    for (const [code, status] of [
      [codes[3]!.toUpperCase().replace('-', ' '), 303],
      [codes[3]!, 400],
      [codes[4]!, 303],
    ] as const) {
      await browser.follow(await signIn(browser, email));
      expect([code, (await browser.submit('/sign-in/second-factor', { code })).status]).toEqual([code, status]);
    }
    expect((await browser.get('/settings/me/second-factor')).text).toContain('8 of 10 are left');
  });

  it('changes the password, which ends every other session, and this one goes on', async () => {
    const { email, browser } = await person(app, ['support'], { isBare: true });
    const elsewhere = new Browser(app);
    await signIn(elsewhere, email);
    expect((await elsewhere.get('/settings/me')).status).toBe(200);
    await browser.get('/settings/me');
    const wrong = await browser.submit('/settings/me/password', {
      current: 'not it at all',
      password: 'another one of mine',
    });
    expect(wrong.text).toContain('This is not your current password');
    expect(wrong.text).not.toContain('<a href="#password">');
    const both = await browser.submit('/settings/me/password', { current: 'not it at all', password: 'short' });
    for (const field of ['current', 'password']) expect(both.text).toContain(`<a href="#${field}">`);
    const weak = await browser.submit('/settings/me/password', { current: password, password: 'qwertyqwerty' });
    expect(weak.text).toContain('Many people use this password');
    const done = await browser.submit('/settings/me/password', { current: password, password: 'another one of mine' });
    expect((await browser.follow(done)).text).toContain('Saved.');
    expect(locationOf(await elsewhere.get('/settings/me'))).toBe('/sign-in?next=%2Fsettings%2Fme');
    const refused = await signIn(elsewhere, email);
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('id="email-wrong"')]);
    expect((await signIn(elsewhere, email, 'another one of mine')).status).toBe(303);
  });

  it('sees where it is signed in, and ends one of these sessions alone', async () => {
    const { email, browser } = await person(app, ['support'], { isBare: true });
    const elsewhere = new Browser(app, {
      'user-agent': 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36',
    });
    await signIn(elsewhere, email);
    await app.caughtUp();
    const { text } = await browser.get('/settings/me');
    expect(text).toMatch(/Firefox, Windows[\s\S]*This one|This one[\s\S]*Firefox, Windows/);
    expect(text).toContain('Chrome, Android');
    await browser.follow(await browser.submit('/settings/me/sessions/end', {}));
    expect(locationOf(await elsewhere.get('/'))).toBe('/sign-in');
    expect((await browser.get('/')).status).toBe(200);
  });

  it('speaks the language of its choice, in whatever browser', async () => {
    const { browser } = await person(app, ['auditor'], { isBare: true });
    await browser.get('/settings/me');
    await browser.follow(await browser.submit('/settings/me/language', { language: 'rw' }));
    expect((await browser.get('/')).text).toContain('<html lang="rw">');
    expect((await browser.get('/?lang=fr')).text).toContain('<html lang="fr">');
  });

  it('chooses a language at the head of any page for good, and stays on that page', async () => {
    const { browser, email } = await person(app, ['finance']);
    await browser.get('/payments?status=failed&lang=fr');
    const chosen = await browser.submit('/settings/me/language', { language: 'rw' });
    expect(locationOf(chosen)).toBe('/payments?status=failed');
    expect((await browser.follow(chosen)).text).toContain('<html lang="rw">');
    await browser.get('/payments');
    const away = await browser.submit('/settings/me/language', { language: 'rw', next: 'https://evil.example/' });
    expect(locationOf(away)).toBe('/');
    // In another browser too, after the sign-in, which stays in the language in which it was begun.
    const other = new Browser(app);
    await other.get('/sign-in?lang=fr');
    const second = await other.follow(await other.submit('/sign-in', { email, password }));
    expect(second.text).toContain('<html lang="fr">');
    expect(second.text).toContain('hreflang="rw"');
    await halfMinute();
  });

  it('keeps the language in which the invitation was read', async () => {
    const { body } = await app.admin.post('/v1/users', { email: 'lang@example.rw', name: 'Lang', roles: ['support'] });
    const browser = new Browser(app);
    const link = pathOf(body['inviteUrl']);
    await browser.get(`${link}?lang=rw`);
    const answer = await browser.post(
      `${link}?lang=rw`,
      new URLSearchParams([...hiddenOf(browser.page), ['password', password]]),
    );
    expect((await browser.follow(answer)).text).toContain('<html lang="rw">');
    expect((await app.admin.get(`/v1/users/${body.id}`)).body['language']).toBe('rw');
  });

  it('is told in words and in the own language that there is no such page, and a program in JSON', async () => {
    const { browser } = await person(app, ['support'], { isBare: true });
    const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };
    await browser.get('/settings/me');
    await browser.submit('/settings/me/language', { language: 'rw' });
    for (const path of ['/nope', '/payments/pay_0', '/settings/me/language']) {
      const { status, text } = await browser.get(path, html);
      expect([path, status, text]).toEqual([path, 404, expect.stringContaining('Uru rupapuro ntirubaho')]);
      expect(text).toContain('action="/sign-out"');
      expect(text).toContain('href="/payments"');
    }
    expect((await browser.get('/nope')).headers['content-type']).toContain('application/problem+json');
    expect((await browser.get('/v1/nope', html)).headers['content-type']).toContain('application/problem+json');
    const stranger = await new Browser(app).get('/nope', html);
    expect([stranger.status, stranger.headers['content-type']]).toEqual([
      404,
      expect.stringContaining('application/problem+json'),
    ]);
  });

  it('removes a second factor only after having been asked once more', async () => {
    const { browser } = await person(app, ['finance']);
    const place = '/settings/me/second-factor/remove';
    await browser.get('/settings/me/second-factor');
    const asked = await browser.get(`${place}?passkey=`);
    expect(asked.text).toContain('<h1>Remove Authenticator app?</h1>');
    const refused = await browser.submit(place, {});
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('Your roles need a second factor')]);
  });
});

describe('an administrator in the browser', () => {
  it('invites, changes, resets and removes people, each with a second factor that is fresh, and an auditor only looks', async () => {
    const { browser, phone } = await person(app, ['admin'], { name: 'Aline Uwase' });
    await browser.get('/settings/users');
    const twice = await browser.submit('/settings/users', {
      name: '',
      email: 'x',
      roles: 'payer:read',
      language: 'fr',
    });
    expect(twice.status).toBe(400);
    for (const field of ['name', 'email', 'roles']) expect(twice.text).toContain(`<a href="#${field}">`);
    const known = await browser.submit('/settings/users', { name: '', email: 'person1@example.rw', roles: 'support' });
    for (const said of ['Enter a name', 'This address is that of a user already']) expect(known.text).toContain(said);
    const typed = {
      name: '<b>Chantal</b>',
      email: 'chantal@example.rw',
      roles: ['auditor', 'payer:read'],
      language: 'fr',
    };
    const { page: filled } = browser;
    const pressed = await Promise.all([
      browser.submit('/settings/users', typed),
      browser.submit('/settings/users', typed),
    ]);
    browser.page = filled;
    const invited = await browser.submit('/settings/users', typed);
    // Pressed twice, or back and again, it is one link, and it is shown.
    const linkOn = ({ text }: Answer) => /<p class="code">([^<]*)<\/p>/.exec(text)![1];
    expect(pressed.map(linkOn)).toEqual([linkOn(invited), linkOn(invited)]);
    expect(invited.text).toContain('The link for &lt;b&gt;Chantal&lt;/b&gt;');
    const link = pathOf(linkOn(invited));
    const { data } = (await app.admin.get('/v1/users?limit=1')).body;
    const id = data[0]!.id;
    expect(data).toMatchObject([
      { name: '<b>Chantal</b>', email: 'chantal@example.rw', language: 'fr', status: 'invited' },
    ]);

    const chantal = new Browser(app);
    const page = await chantal.get(link);
    expect(page.text).toContain('<html lang="fr">');
    await chantal.submit(link, { password });
    expect((await chantal.get('/settings/users')).text).not.toContain('/settings/users/usr_');
    expect((await chantal.get(`/settings/users/${id}`)).status).toBe(403);
    expect((await chantal.get(link)).status).toBe(404);
    // Once it was used it is not shown any more.
    browser.page = filled;
    expect((await browser.submit('/settings/users', typed)).text).toContain('This address is that of a user already');

    // Ten minutes later the second factor is asked for again, and leads back.
    await tenMinutes();
    const place = `/settings/users/${id}`;
    const stepUp = await browser.follow(await browser.get(place));
    expect(stepUp.text).toContain('Show the second factor');
    await browser.follow(await browser.submit('/sign-in/second-factor', { code: phone!.code }));
    expect(browser.address).toBe(place);
    const roles = await browser.submit(place, { name: 'Chantal', roles: ['support'], language: 'fr' });
    expect(roles.text).toContain('<h1>Other roles for &lt;b&gt;Chantal&lt;/b&gt;?</h1>');
    expect(roles.text).toContain('<dd>auditor, payer:read</dd>');
    expect(roles.text).toContain('<dd>support</dd>');
    expect((await chantal.get('/')).status).toBe(200);
    expect(locationOf(await browser.submit(place, {}))).toBe(`${place}?done=1`);
    // Other roles end the sessions.
    expect(locationOf(await chantal.get('/'))).toBe('/sign-in');
    await signIn(chantal, 'chantal@example.rw');
    expect((await chantal.get('/')).status).toBe(200);

    // A press that was not asked about first does nothing.
    await browser.get(place);
    const unasked = await browser.post(`${place}/remove`, new URLSearchParams([...hiddenOf(browser.page).slice(0, 1)]));
    expect(unasked.text).toContain('<h1>Remove Chantal?</h1>');
    const resetAsked = await browser.get(`${place}/reset-sign-in`);
    expect(resetAsked.text).toContain('<h1>Reset the sign-in of Chantal?</h1>');
    const stale = browser.page;
    const reset = await browser.submit(`${place}/reset-sign-in`, {});
    expect(reset.text).toContain('The link for Chantal');
    expect(locationOf(await chantal.get('/'))).toBe('/sign-in');
    expect((await signIn(chantal, 'chantal@example.rw')).status).toBe(400);

    browser.page = stale;
    const resetAgain = await browser.submit(`${place}/reset-sign-in`, {});
    expect(linkOn(resetAgain)).toBe(linkOn(reset));
    await new Browser(app).get(pathOf(linkOn(reset)));
    browser.page = stale.replace(/(name="key" value=")[^"]{8}/, '$100000000');
    const changed = await browser.submit(`${place}/reset-sign-in`, {});
    expect(changed.text).toContain('This has changed since you opened the page. Nothing was done.');

    await browser.get(`${place}/remove`);
    const removed = await browser.submit(`${place}/remove`, {});
    expect((await browser.follow(removed)).text).toContain('The user is removed');
    expect((await browser.get(place)).status).toBe(404);
    expect((await app.admin.get(`/v1/users/${id}`)).body.code).toBe('USER_NOT_FOUND');
    const again = await app.admin.post('/v1/users', {
      email: 'CHANTAL@example.rw',
      name: 'Chantal',
      roles: ['support'],
    });
    expect([again.status, again.body.id]).toEqual([201, id]);
    const twiceThere = await app.admin.post('/v1/users', {
      email: 'chantal@example.rw',
      name: 'C',
      roles: ['support'],
    });
    expect([twiceThere.status, twiceThere.body]).toMatchObject([409, { code: 'USER_EXISTS', userId: id }]);
  });
});

describe('the last administrator', () => {
  it('is neither removed nor demoted nor reset, by whomever, and two who remove each other at once leave one', async () => {
    const alone = await startApp();
    try {
      const [aline, bosco] = [await person(alone, ['admin'], { name: 'Aline' }), await person(alone, ['admin'])];
      // Invited is not yet able to act.
      await alone.admin.post('/v1/users', { email: 'chantal@example.rw', name: 'Chantal', roles: ['admin'] });
      const remove = async ({ browser }: Person, { id }: Person) => {
        await browser.get(`/settings/users/${id}/remove`);
        return browser.submit(`/settings/users/${id}/remove`, {});
      };
      const came = await Promise.all([remove(aline, bosco), remove(bosco, aline)]);
      const { data } = (await alone.admin.get('/v1/users')).body;
      expect(data.filter(({ status }) => status === 'active')).toHaveLength(1);
      expect(
        came.filter(({ status, headers }) => status === 303 && headers['location']?.includes('done')),
      ).toHaveLength(1);
      const left = data.some(({ id }) => id === aline.id) ? aline : bosco;

      const refused = await remove(left, left);
      expect([refused.status, refused.text]).toEqual([
        409,
        expect.stringContaining('Nobody would be left who may sign in as an administrator.'),
      ]);
      expect(refused.text).toContain('This is your own account.');
      const { id, browser } = left;
      await browser.get(`/settings/users/${id}`);
      await browser.submit(`/settings/users/${id}`, { name: 'A', roles: ['support'], language: 'en' });
      expect((await browser.submit(`/settings/users/${id}`, {})).status).toBe(409);
      await browser.get(`/settings/users/${id}/reset-sign-in`);
      expect((await browser.submit(`/settings/users/${id}/reset-sign-in`, {})).status).toBe(409);
      const problem = { status: 409, code: 'LAST_ADMINISTRATOR', userId: id };
      expect((await alone.admin.call('DELETE', `/v1/users/${id}`)).body).toMatchObject(problem);
      expect((await alone.admin.call('PATCH', `/v1/users/${id}`, { body: { roles: ['support'] } })).body).toMatchObject(
        problem,
      );
      expect((await browser.get('/settings/me')).status).toBe(200);

      // An API key is the way back in for who has lost everything, and the way to shut somebody out at once.
      expect((await alone.admin.post(`/v1/users/${id}/reset-sign-in`)).status).toBe(200);
      expect((await alone.admin.call('DELETE', `/v1/users/${id}`)).status).toBe(204);
    } finally {
      await alone.close();
    }
  });
});

describe('an administrator of API clients in the browser', () => {
  it('adds one, gives it a new key, ends its keys, and cannot end the last admin key', async () => {
    const { browser } = await person(app, ['admin'], { name: 'Aline Uwase' });
    await browser.get('/settings/clients');
    const wrong = await browser.submit('/settings/clients', { name: '', owner: 'x'.repeat(101), roles: 'payer:read' });
    for (const field of ['name', 'owner', 'roles']) expect(wrong.text).toContain(`<a href="#${field}">`);
    const keyOn = ({ text }: Answer) => /<p class="code">(ish_[^<]*)<\/p>/.exec(text)![1]!;
    const permits = { name: 'Permits', owner: 'Bosco', roles: ['service'] };
    const { page: filled } = browser;
    const pressAgain = (action: string, typed: Parameters<Browser['submit']>[1], page: string) => {
      browser.page = page;
      return browser.submit(action, typed);
    };
    const pressed = await Promise.all([
      browser.submit('/settings/clients', permits),
      browser.submit('/settings/clients', permits),
    ]);
    const made = await pressAgain('/settings/clients', permits, filled);
    // Pressed twice, or back and again, it is one client with one key. Other things typed are another one.
    expect(pressed.map(keyOn)).toEqual([keyOn(made), keyOn(made)]);
    const statusOf = async (key: string) =>
      (await app.anonymous.get('/v1/payments', { authorization: `Bearer ${key}` })).status;
    expect(await statusOf(keyOn(made))).toBe(200);
    const { data: all } = (await app.admin.get('/v1/api-clients?limit=200')).body;
    const data = all.filter(({ name }) => name === 'Permits');
    expect(data).toMatchObject([{ owner: 'Bosco', roles: ['service'] }]);
    const place = `/settings/clients/${data[0]!.id}`;
    await app.caughtUp();
    const asked = await browser.get(`${place}/rotate`);
    expect(asked.text).toContain('<h1>A new key for Permits?</h1>');
    expect(asked.text).toMatch(/data-label="Last used"><time /);
    const stale = browser.page;
    const rotated = await browser.submit(`${place}/rotate`, { grace: 'hour' });
    expect([await statusOf(keyOn(made)), await statusOf(keyOn(rotated))]).toEqual([200, 200]);
    // A second press makes no second key, and shows the one that was made. A press that asks for something else is told what has changed.
    expect(keyOn(await pressAgain(`${place}/rotate`, { grace: 'hour' }, stale))).toBe(keyOn(rotated));
    expect((await app.admin.get(`/v1/api-clients/${data[0]!.id}`)).body['keys']).toHaveLength(2);
    // Back at the form that made the client: its key is not the newest any more.
    expect(locationOf(await pressAgain('/settings/clients', permits, filled))).toBe('/settings/clients');
    const twice = await pressAgain(`${place}/rotate`, { grace: 'none' }, stale);
    expect(twice.text).toContain('This has changed since you opened the page. Nothing was done.');
    const atOnce = await browser.submit(`${place}/rotate`, { grace: 'none' });
    expect([await statusOf(keyOn(rotated)), await statusOf(keyOn(atOnce))]).toEqual([401, 200]);
    expect((await browser.get(`${place}/revoke`)).text).toContain('<h1>End all keys of Permits?</h1>');
    expect(await statusOf(keyOn(atOnce))).toBe(200);
    expect(locationOf(await browser.submit(`${place}/revoke`, {}))).toBe('/settings/clients');
    expect(await statusOf(keyOn(atOnce))).toBe(401);
    await browser.get('/settings/clients/cli_bootstrap/revoke');
    const last = await browser.submit('/settings/clients/cli_bootstrap/revoke', {});
    expect(last.text).toContain('No administrator’s key that lasts would be left');
  });
});

describe('a person at the API', () => {
  const ours = { 'sec-fetch-site': 'same-origin' };
  const cookieOf = ({ browser }: Person) => ({ cookie: `ishyura=${browser.cookies.get('ishyura')}`, ...ours });

  it('is a user in the log, by the same table of access as a key', async () => {
    const { paymentId } = await app.request('0788000101', rwf(5_000));
    const aline = await person(app, ['support', 'auditor'], { isBare: true, name: 'Aline Uwase' });
    const noted = await app.anonymous.post(
      `/v1/payments/${paymentId}/notes`,
      { text: 'Seen.' },
      { headers: cookieOf(aline) },
    );
    expect(noted.status).toBe(201);
    const [newest] = (await app.timeline(paymentId)).toReversed();
    expect(newest).toMatchObject({ type: 'NoteAdded', actor: { kind: 'user', id: aline.id, name: 'Aline Uwase' } });
    const refused = await app.anonymous.post(
      '/v1/api-clients',
      { name: 'x', roles: ['admin'] },
      { headers: cookieOf(aline) },
    );
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('sees whole phone numbers with a fresh second factor alone', async () => {
    const { paymentId } = await app.request('0788000102', rwf(5_000));
    const bosco = await person(app, ['finance', 'payer:read']);
    const numberFor = async (who: Person) =>
      (await app.anonymous.get(`/v1/payments/${paymentId}`, cookieOf(who))).body['payer'];
    expect(await numberFor(bosco)).toEqual({ msisdn: '+250788000102' });
    await tenMinutes();
    expect(await numberFor(bosco)).toEqual({ msisdn: '+25078*****02' });
  });

  it('moves money with a fresh second factor alone, and approves nothing that a key of its own has asked for', async () => {
    const { paymentId } = await app.request('0788000103', rwf(5_000));
    await app.caughtUp();
    await app.sandbox.payerApproves(paymentId);
    await app.clock.pass({ seconds: 6 });
    await app.caughtUp();
    const bosco = await person(app, ['finance']);
    const ask = (who: Person) =>
      app.anonymous.post(
        `/v1/payments/${paymentId}/refunds`,
        { amount: '1000', reason: 'Paid twice.' },
        { key: 'one', headers: cookieOf(who) },
      );
    const { body: refund } = await ask(bosco);
    expect(refund).toMatchObject({ status: 'requested', requestedBy: bosco.id });

    // A key of the same person, named by id, and one named by name.
    for (const owner of [bosco.id, ' bosco NKUSI ']) {
      const { body } = await app.admin.post('/v1/api-clients', { name: 'k', roles: ['approver'], owner });
      const own = await app.anonymous.post(`/v1/refunds/${refund.id}/approve`, undefined, {
        headers: { authorization: `Bearer ${body['key'] as string}` },
      });
      expect([owner, own.body.code]).toEqual([owner, 'APPROVER_IS_REQUESTER']);
    }
    const chantal = await person(app, ['approver'], { name: 'Chantal Mukamana' });
    await tenMinutes();
    const stale = await app.anonymous.post(`/v1/refunds/${refund.id}/approve`, undefined, {
      headers: cookieOf(chantal),
    });
    expect(stale.body).toMatchObject({ status: 403, code: 'FORBIDDEN', wants: 'fresh-second-factor' });
    await chantal.browser.get('/sign-in/second-factor');
    await chantal.browser.submit('/sign-in/second-factor', { code: chantal.phone!.code });
    const approved = await app.anonymous.post(`/v1/refunds/${refund.id}/approve`, undefined, {
      headers: cookieOf(chantal),
    });
    expect(approved.body).toMatchObject({ id: refund.id, approvedBy: [chantal.id] });
  });

  it('does nothing before the second factor is shown', async () => {
    const bosco = await person(app, ['finance']);
    const browser = new Browser(app);
    await signIn(browser, bosco.email);
    const headers = cookieOf({ ...bosco, browser });
    const { body } = await app.anonymous.get('/v1/payments', headers);
    expect(body).toMatchObject({ status: 403, code: 'FORBIDDEN', wants: 'second-factor' });
    expect(locationOf(await browser.get('/settings/me/second-factor'))).toMatch(/^\/sign-in\/second-factor/);
  });
});
