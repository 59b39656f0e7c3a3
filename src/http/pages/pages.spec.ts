import { describe, expect, it } from '@jest/globals';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { languages } from '../../kernel/domain/language.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { assets, stylesheetPath } from './assets.js';
import { cards, errorSummary, field, money, phone, when } from './components.js';
import { html, trusted, type Markup } from './markup.js';
import { languageOf } from './page-language.js';
import { Pages, type Page } from './pages.js';
import { stylesheet } from './stylesheet.js';
import { sayIn, text } from './text.js';

const nasty = `<script>alert("1")</script>&'`;
const harmless = '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;';

describe('markup', () => {
  it('escapes every text, between tags and in attributes', () =>
    expect(html`<p title="${nasty}">${nasty}${[nasty, nasty]}</p>`.toString()).toBe(
      `<p title="${harmless}">${harmless}${harmless}${harmless}</p>`,
    ));

  it('takes markup as it is, and nothing for null, undefined and false', () =>
    expect(html`<p>${html`<b>${1}</b>`}${trusted('<i>')}${null}${undefined}${false}</p>`.toString()).toBe(
      '<p><b>1</b><i></p>',
    ));

  it('is not made by a look-alike object', () => {
    const lookAlike = { toString: () => '<b>' } as unknown as Markup;
    expect(() => html`<p>${lookAlike}</p>`.toString()).toThrow();
  });

  it.each([
    ['an attribute without quotes', () => html`<p title=${nasty}></p>`],
    ['the name of an attribute', () => html`<p ${nasty}></p>`],
    ['the name of a tag', () => html`<${nasty}></${nasty}>`],
    [
      'a script',
      () =>
        html`<script>
          let a = '${nasty}';
        </script>`,
    ],
    [
      'a style',
      () =>
        html`<style>
          p {
            color: ${nasty};
          }
        </style>`,
    ],
  ])('refuses a value as %s, where escaping does not hold', (_, make) => expect(make).toThrow(/may stand after/));
});

const requestOf = (url: string, headers: Record<string, string> = {}, more: object = {}) =>
  ({
    method: 'GET',
    routeOptions: {},
    url,
    headers,
    query: Object.fromEntries(new URL(url, 'http://page').searchParams),
    ...more,
  }) as unknown as FastifyRequest;

function replyOf() {
  const headers = new Map<string, unknown>();
  const reply = {
    statusCode: 200,
    code(status: number) {
      reply.statusCode = status;
      return reply;
    },
    header(name: string, value: unknown) {
      headers.set(name, value);
      return reply;
    },
    getHeader: (name: string) => headers.get(name),
    removeHeader(name: string) {
      headers.delete(name);
      return reply;
    },
  };
  return { reply: reply as unknown as FastifyReply, headers };
}

describe('the language of a page', () => {
  it.each([
    ['the address', '/?lang=fr', 'ishyura-language=rw', 'rw', 'fr'],
    ['the person’s own', '/', 'ishyura-language=fr', 'rw', 'rw'],
    ['the one last chosen in this browser', '/', 'ishyura-language=fr', null, 'fr'],
    ['Accept-Language', '/?lang=de', 'ishyura-language=de', null, 'rw'],
  ] as const)('is that of %s first', (_, url, cookie, own, expected) =>
    expect(languageOf(requestOf(url, { cookie, 'accept-language': 'de, rw;q=0.5' }), own)).toBe(expected),
  );
});

it('stays that of the page on which a sign-in was begun, until it is done', () => {
  const languageWhile = (owes: string | null) =>
    languageOf(requestOf('/', { cookie: 'ishyura-language=fr' }, { signedIn: { owes } }), 'rw');
  expect([languageWhile('show'), languageWhile('set-up'), languageWhile(null)]).toEqual(['fr', 'fr', 'rw']);
});

const pages = new Pages(
  { environment: 'SANDBOX', organisation: nasty, isHttps: true, publicOrigin: 'https://pay.example.rw' },
  { now: () => 0 },
);
const page: Page = { language: 'en', title: nasty, body: html`<p>x</p>` };
const shown = (more: Partial<Page> = {}, url = '/settings/me?a=1&lang=rw', of: object = {}) => {
  const { reply, headers } = replyOf();
  return { text: pages.show(requestOf(url, {}, of), reply, { ...page, ...more }), headers };
};

describe('a page', () => {
  it.each(languages)(
    'has its language, a skip link, the environment beside its heading, and its time: %s',
    (language) => {
      const { text } = shown({ language });
      expect(text).toContain(`<html lang="${language}">`);
      expect(text).toMatch(/<body[^>]*>\n<a class="skip" href="#main">/);
      expect(text).toMatch(/<h1>[^<]*<\/h1><span class="environment sandbox">SANDBOX<\/span>/);
      expect(text).toContain('<time datetime="1970-01-01T00:00:00.000Z"');
      expect(text).not.toContain('undefined');
    },
  );

  it('shows every text as text', () => {
    expect(shown().text).not.toContain('<script');
    expect(shown().text).toContain(`<title>${harmless} – ${harmless}</title>`);
  });

  it('leads to itself in the other languages, and nowhere else', () => {
    expect(shown().text).toContain('<a href="/settings/me?a=1&amp;lang=fr" hreflang="fr" lang="fr">Français</a>');
    expect(shown({}, '//evil.example/?b=1').text).not.toContain('evil.example');
  });

  it('leads from what a form has sent to the page on which the form stands', () => {
    const of = { method: 'POST', routeOptions: { url: '/webhooks/endpoints/:id/rotate' } };
    expect(shown({}, '/webhooks/endpoints/whe_1/rotate', of).text).toContain(
      'href="/webhooks/endpoints/whe_1?lang=fr"',
    );
  });

  it('has who is signed in choose a language for good, by a form, and come back to it', () => {
    const signedIn = { language: 'en', owes: null, formToken: 'the-token' };
    const { text } = shown({}, '/settings/me?a=1&lang=rw', { signedIn });
    expect(text).toContain('<form method="post" action="/settings/me/language">');
    expect(text).toContain('<input type="hidden" name="form-token" value="the-token">');
    expect(text).toContain('<input type="hidden" name="next" value="/settings/me?a=1">');
    expect(text).toContain('<button class="link" name="language" value="en" lang="en" aria-current="true">English');
    expect(text).not.toContain('?a=1&amp;lang=');
    expect(shown({}, '/', { signedIn: { ...signedIn, owes: 'show' } }).text).toContain('<a href="/?lang=fr"');
  });

  it('leads nowhere by the way where it shows what no other page shows', () =>
    expect(shown({ isShownOnce: true }).text).not.toContain('Ikinyarwanda'));

  it('is kept by no cache and framed by no page, and runs no script', () => {
    const { headers, text } = shown();
    expect(headers.get('cache-control')).toBe('private, no-store');
    const policy = String(headers.get('content-security-policy'));
    expect(policy).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(text).not.toMatch(/ style=| on[a-z]+=/);
  });

  it('runs a script of its own by a nonce that is new each time', () => {
    const [one, other] = [shown({ script: 'let a = 1 < 2' }), shown({ script: 'let a = 1 < 2' })];
    const nonceOf = ({ text }: typeof one) => /<script nonce="([\w+/=]{24})">let a = 1 < 2<\/script>/.exec(text)![1]!;
    expect(nonceOf(one)).not.toBe(nonceOf(other));
    expect(one.headers.get('content-security-policy')).toContain(`script-src 'nonce-${nonceOf(one)}'`);
    expect(one.headers.get('content-security-policy')).not.toContain('unsafe');
  });

  it('keeps the language that was chosen, for a year, in a cookie that no script reads', () => {
    expect(shown().headers.get('set-cookie')).toEqual([
      'ishyura-language=rw; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure',
    ]);
    expect(shown({}, '/').headers.has('set-cookie')).toBe(false);
  });

  it('weighs, with its stylesheet, so little that 20 kB leave room for what it says', () => {
    expect(Buffer.byteLength(stylesheet)).toBeLessThan(8_500);
    expect(Buffer.byteLength(shown().text)).toBeLessThan(2_000);
    expect(assets.get(stylesheetPath.replace('/assets/', ''))?.body).toBe(stylesheet);
  });
});

describe('components', () => {
  it.each([
    ['en', '1,234,567\u00a0RWF', '29 November 2026, 00:30'],
    ['rw', '1,234,567\u00a0RWF', '29 Ugushyingo 2026, 00:30'],
    ['fr', '1\u00a0234\u00a0567\u00a0RWF', '29 novembre 2026, 00:30'],
  ] as const)('write money and the time of Kigali in %s', (language, amount, time) => {
    expect(money({ amount: '1234567', currency: 'RWF' }, language).toString()).toBe(
      `<span class="money">${amount}</span>`,
    );
    const at = '2026-11-28T22:30:00.000Z';
    expect(when(at, language).toString()).toBe(`<time datetime="${at}" title="${at}">${time}</time>`);
  });

  it('mask a phone number', () =>
    expect(phone('+250788123456' as Msisdn).toString()).toBe('<span class="phone">+25078*****56</span>'));

  it('name what is wrong first, with a link to its field, and again at the field', () => {
    const wrong = [{ field: 'email', message: 'Enter an e-mail address' }];
    expect(errorSummary(wrong, 'en')?.toString()).toContain('<a href="#email">Enter an e-mail address</a>');
    const made = field({ name: 'email', label: 'E-mail', hint: 'Yours', value: nasty, wrong }).toString();
    expect(made).toContain(`value="${harmless}"`);
    expect(made).toContain('aria-describedby="email-hint email-wrong"');
    expect(made).toContain('aria-invalid="true"');
    expect(errorSummary([], 'en')).toBeNull();
  });

  it('keep the words of a table whole, and let a wide one be moved by the keyboard', () => {
    const id = `pay_${'0123456789abcdef'.repeat(2)}`;
    const row = [
      'Igikombe cy’umuceri',
      html`<a href="/payments/${id}">${id}</a>`,
      `${'a'.repeat(12)}\u00a0${'b'.repeat(13)}`,
    ];
    const [few, many] = [
      cards('Few', ['a', 'b', 'c'], [row]),
      cards('Many', ['a', 'b', 'c', 'd', 'e'], [[...row, id, 1]]),
    ];
    expect([...few.toString().matchAll(/class="long"/g)]).toHaveLength(1);
    expect([...many.toString().matchAll(/class="long"/g)]).toHaveLength(2);
    expect(few.toString()).not.toContain('tabindex');
    expect(many.toString()).toContain('<div class="frame" role="region" aria-label="Many" tabindex="0"><table');
    expect(stylesheet).toContain('.frame{overflow-x:auto}');
    expect(stylesheet).toMatch(/\nth,td\{[^}]*overflow-wrap:normal\}/);
  });

  it('say a text in its language, with what it is about', () => {
    const left = text({ en: (n: number) => `${n} left`, rw: (n) => `Hasigaye ${n}`, fr: (n) => `Il en reste ${n}` });
    expect(languages.map((language) => sayIn(language)(left, 3))).toEqual(['3 left', 'Hasigaye 3', 'Il en reste 3']);
  });
});

describe('docs/translations.md', () => {
  it('lists every text of the pages, in three languages', () => {
    const file = new URL('../../../docs/translations.md', import.meta.url);
    const before = readFileSync(file, 'utf8');
    const after = `${before.split(marker)[0]!}${marker}\n\n${translations()}`;
    if (process.env['UPDATE_DOCS'] === '1') writeFileSync(file, after);
    else expect(before).toBe(after);
  });
});

describe('the table of docs/translations.md', () => {
  it('has a row for each file with texts in three languages besides those of the pages', () => {
    const page = readFileSync(new URL('../../../docs/translations.md', import.meta.url), 'utf8');
    const files = globSync('src/**/*.ts').filter(
      (name) => !/(\.page|\.spec)\.ts$|src\/http\/pages\/|domain\/language\.ts$/.test(name),
    );
    const saying = files.filter((name) => /^\s+rw: [^,]/m.test(readFileSync(name, 'utf8')));
    expect(saying.length).toBeGreaterThan(5);
    expect(saying.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
  });
});

const marker = '<!-- texts of the pages -->';

/** Of each file of pages, as it is written there. */
function translations(): string {
  const quoted = String.raw`(?:'[^']*'|\(?[^\n]*?=>\s*(?:html)?\`[^\`]*\`)`;
  const pattern = new RegExp(
    String.raw`text\(\{\s*en:\s*(${quoted}),\s*rw:\s*(${quoted}),\s*fr:\s*(${quoted}),?\s*\}\)`,
    'g',
  );
  const sources = globSync(['src/http/pages/*.ts', 'src/modules/*/*.page.ts', 'src/dashboard/**/*.ts'])
    .filter((name) => !name.endsWith('.spec.ts'))
    .toSorted();
  return sources
    .flatMap((name) => {
      const source = readFileSync(name, 'utf8');
      const found = [...source.matchAll(pattern)].map(([, ...said]) => said.map((one) => shownText(one!)).join(' | '));
      expect([name, found.length]).toEqual([name, [...source.matchAll(/\btext\(\{\s*en:/g)].length]);
      if (found.length === 0) return [];
      return [
        `## ${name}\n\n| English | Kinyarwanda | French |\n| --- | --- | --- |\n${found.map((row) => `| ${row} |`).join('\n')}\n`,
      ];
    })
    .join('\n');
}

/** Without the quotes or the function around it; what it is about in braces. */
const shownText = (source: string): string =>
  source
    .replace(/^'|'$/g, '')
    .replace(/^[^`]*`([^`]*)`[^`]*$/, '$1')
    .replaceAll('${', '{')
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ');
