import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import { languages, nameOfLanguage, type Language } from '../../kernel/domain/language.js';
import { stylesheetPath } from './assets.js';
import { when } from './components.js';
import { setCookie } from './cookies.js';
import { hiddenToken } from './hidden-token.js';
import { html, trusted, type Markup } from './markup.js';
import { pageOf } from './page-above.js';
import { languageAsked, languageCookie } from './page-language.js';
import { sessionOf } from './page-session.js';
import { sayIn, text } from './text.js';

export interface PageSettings {
  /** Whether money that moves here is real. It stands beside the heading of every page. */
  readonly environment: 'SANDBOX' | 'LIVE';
  readonly organisation: string;
  /** People reach the pages by https: cookies are then sent by https alone. */
  readonly isHttps: boolean;
  /** `https://pay.example.rw` */
  readonly publicOrigin: string;
}

export interface Page {
  readonly language: Language;
  /** The heading, and before the name of the organisation the title of the window. */
  readonly title: string;
  readonly body: Markup;
  /** What stands above the heading, for people who are signed in. */
  readonly menu?: Markup | null;
  readonly status?: number;
  /** For one thing at a time: a form, a message. */
  readonly isNarrow?: boolean;
  /** It shows what no other page ever shows, so nothing on it leads away by the way, not even to another language. */
  readonly isShownOnce?: boolean;
  /** The browser asks again after so many seconds, without any script. */
  readonly refreshSeconds?: number;
  /** A script of our own, without which the page can be used too. It may call this gateway and nothing else. */
  readonly script?: string;
}

/** What every page stands on: its head, its headers, the languages, and where and when it was made. */
export class Pages {
  constructor(
    readonly settings: PageSettings,
    private readonly clock: Pick<Clock, 'now'>,
  ) {}

  /** Sets the headers of a page, and returns it. No cache keeps it, and no other page may frame it. */
  show(request: FastifyRequest, reply: FastifyReply, page: Page): string {
    const nonce = page.script === undefined ? null : randomBytes(16).toString('base64');
    void reply
      .code(page.status ?? 200)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'private, no-store')
      .header('content-language', page.language)
      // Other sites learn nothing of where a person comes from; without any, browsers would not say of a form that it is ours.
      .header('referrer-policy', 'same-origin')
      .header('content-security-policy', policyOf(nonce));
    this.#keepAsked(request, reply);
    return this.#written(page, request, nonce).toString();
  }

  /** After a form: the browser fetches the page anew, so that reloading it sends nothing again. */
  seeOther(request: FastifyRequest, reply: FastifyReply, path: string): void {
    this.#keepAsked(request, reply);
    void reply.code(303).header('location', path).send();
  }

  /** For pages that know of no person, in this browser. */
  keepLanguage(reply: FastifyReply, language: Language): void {
    const { isHttps } = this.settings;
    setCookie(reply, { name: languageCookie, value: language, forSeconds: yearSeconds, isSecure: isHttps });
  }

  #keepAsked(request: FastifyRequest, reply: FastifyReply): void {
    const asked = languageAsked(request);
    if (asked !== null) this.keepLanguage(reply, asked);
  }

  #written(page: Page, request: FastifyRequest, nonce: string | null): Markup {
    const { language, title, body, menu = null, isNarrow = false, isShownOnce = false, refreshSeconds, script } = page;
    const { environment, organisation } = this.settings;
    const say = sayIn(language);
    return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refreshSeconds !== undefined && html`<meta http-equiv="refresh" content="${refreshSeconds}">\n`}<title>${title} – ${organisation}</title>
<link rel="stylesheet" href="${stylesheetPath}">
<link rel="icon" href="data:,">
</head>
<body class="${isNarrow ? 'narrow' : 'wide'}">
<a class="skip" href="#main">${say(skipToContent)}</a>
<header class="top"><p>${organisation}</p>
${!isShownOnce && html`<nav aria-label="${say(languageOfThePage)}">${languageChoice(language, request)}</nav>\n`}${menu}</header>
<main id="main" tabindex="-1">
<div class="heading"><h1>${title}</h1><span class="environment ${environment.toLowerCase()}">${environment}</span></div>
${body}</main>
<footer class="bottom"><p>${say(asOf)} ${when(instant(this.clock.now()), language)} (${say(kigaliTime)})</p></footer>
${script !== undefined && scriptOf(script, nonce!)}</body>
</html>
`;
  }
}

const scriptOf = (script: string, nonce: string): Markup => trusted(`<script nonce="${nonce}">${script}</script>\n`);

/** Loads its stylesheet from here and nothing else; a form goes nowhere else. */
const policyOf = (nonce: string | null): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    ...(nonce === null ? [] : [`script-src 'nonce-${nonce}'`, "connect-src 'self'"]),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Who is signed in chooses for good; who is not, or not yet, for this browser. */
function languageChoice(current: Language, request: FastifyRequest): Markup {
  const session = sessionOf(request);
  const { pathname, searchParams } = new URL(pageOf(request), 'http://page');
  const path = pathname.replace(/^\/{2,}/, '/');
  if (session === null || session.owes !== null)
    return html`<ul>${languages.map((each) => languageLink(each, current, path, searchParams))}</ul>`;
  searchParams.delete('lang');
  const next = searchParams.size === 0 ? path : `${path}?${searchParams.toString()}`;
  const buttons = languages.map(
    (each) =>
      html`<li><button class="link" name="language" value="${each}" lang="${each}"${each === current && here}>${nameOfLanguage[each]}</button></li>`,
  );
  return html`<form method="post" action="${ownLanguagePath}">${hiddenToken(session.formToken)}<input type="hidden" name="next" value="${next}"><ul>${buttons}</ul></form>`;
}

/** The page that is shown, in another language, with everything else of its address as it is. */
function languageLink(language: Language, current: Language, path: string, asked: URLSearchParams): Markup {
  const params = new URLSearchParams(asked);
  params.set('lang', language);
  const href = `${path}?${params.toString()}`;
  return html`<li><a href="${href}" hreflang="${language}" lang="${language}"${language === current && here}>${nameOfLanguage[language]}</a></li>`;
}

const here = html` aria-current="true"`;
/** Where a person's own language is set. */
const ownLanguagePath = '/settings/me/language';

const yearSeconds = 365 * 86_400;

const skipToContent = text({
  en: 'Skip to the content',
  rw: 'Jya ku bikubiye kuri uru rupapuro',
  fr: 'Aller au contenu',
});
const languageOfThePage = text({ en: 'Language', rw: 'Ururimi', fr: 'Langue' });
const asOf = text({ en: 'As of', rw: 'Nk’uko bimeze ku ya', fr: 'État au' });
const kigaliTime = text({ en: 'Kigali time', rw: 'isaha y’i Kigali', fr: 'heure de Kigali' });
