import { Secret, TOTP } from 'otpauth';
import type { Role } from '../../src/kernel/domain/role.js';
import type { App } from './app.js';
import { Browser } from './browser.js';

export const password = 'four words of mine';
export const firefox = 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0';

/** The authenticator app on a person's phone. */
export class Phone {
  constructor(
    private readonly app: App,
    private readonly secret: string,
  ) {}

  /** As the page of the set-up shows its secret. */
  static on(app: App, page: string): Phone {
    return new Phone(app, /<span class="code">([A-Z2-7 ]{39})<\/span>/.exec(page)![1]!.replaceAll(' ', ''));
  }

  get code(): string {
    return new TOTP({ secret: Secret.fromBase32(this.secret) }).generate({ timestamp: this.app.clock.now() });
  }
}

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly browser: Browser;
  /** Null without a second factor. */
  readonly phone: Phone | null;
  /** Recovery codes. */
  readonly codes: readonly string[];
}

let people = 0;

/** Invited by the API, signed in, and with an app as the second factor unless `isBare`. */
export async function person(
  app: App,
  roles: readonly Role[],
  { isBare = false, name = 'Bosco Nkusi' } = {},
): Promise<Person> {
  people += 1;
  const email = `person${people}@example.rw`;
  const { body } = await app.admin.post('/v1/users', { email, name, roles });
  const browser = new Browser(app, { 'user-agent': firefox });
  const link = new URL(body['inviteUrl'] as string).pathname;
  await browser.get(link);
  await browser.follow(await browser.submit(link, { password }));
  if (isBare) return { id: body.id, email, browser, phone: null, codes: [] };
  const phone = Phone.on(app, (await browser.get('/settings/me/second-factor')).text);
  const { text } = await browser.submit('/settings/me/second-factor', { code: phone.code });
  const codes = [...text.matchAll(/<li class="code">([^<]*)<\/li>/g)].map(([, code]) => code!);
  return { id: body.id, email, browser, phone, codes };
}

export async function signIn(browser: Browser, email: string, typed = password, next = '') {
  await browser.get(`/sign-in${next && `?next=${encodeURIComponent(next)}`}`);
  return browser.submit('/sign-in', { email, password: typed });
}
