import { createHash } from 'node:crypto';
import type { Content, Row } from './document-content.js';
import { figures, refundRows, statusOf, statusText, time, type DocumentFacts, type Since } from './document-content.js';
import { texts } from './document-texts.js';
import { html, trusted, type Markup } from '../../http/pages/markup.js';
import { qrSvg } from '../../http/pages/qr.js';
import { languages, nameOfLanguage, type Language } from '../../kernel/domain/language.js';

/** One stylesheet for all pages: its hash is in their policy, so they need no 'unsafe-inline' and load nothing. */
const style = `
:root{color-scheme:light dark;--ink:#1c2430;--soft:#5a6675;--line:#d8dee6;--paper:#fff;--back:#f2f4f7;--good:#0b6b3a;--good-back:#e6f4ec;--warn:#8a4b00;--warn-back:#fff3e0;--bad:#a3161f;--bad-back:#fdebec}
@media (prefers-color-scheme:dark){:root{--ink:#e8ecf1;--soft:#a4afbd;--line:#3a4553;--paper:#1b222c;--back:#12171e;--good:#7fd6a4;--good-back:#12301f;--warn:#ffc27a;--warn-back:#3a2708;--bad:#ff9aa0;--bad-back:#3b1316}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif}
main{max-width:44rem;margin:1.5rem auto;background:var(--paper);border:1px solid var(--line);border-radius:.75rem;padding:1.75rem}
nav{display:flex;gap:1rem;justify-content:flex-end;max-width:44rem;margin:1rem auto -.5rem;padding:0 .5rem;font-size:.9rem}
nav a{color:inherit}nav [aria-current]{font-weight:700;text-decoration:none}
header{display:flex;gap:1rem;align-items:flex-start;justify-content:space-between;border-bottom:1px solid var(--line);padding-bottom:1rem}
header img{max-width:9rem;max-height:4.5rem}
header p{margin:.15rem 0 0;color:var(--soft);overflow-wrap:anywhere}
.name{font-size:1.15rem;font-weight:700;color:var(--ink);margin:0}
h1{font-size:1.5rem;margin:1.25rem 0 .25rem}
.number{font-size:1.05rem;margin:0 0 1rem}
.banner{border-radius:.5rem;padding:.9rem 1rem;margin:1.25rem 0 0}
.banner:first-child,.banner :first-child{margin-top:0}
.banner h1{margin:0;font-size:1.35rem}
.banner p{margin:.35rem 0 0}
.genuine{background:var(--good-back);color:var(--good)}
.back{background:var(--warn-back);color:var(--warn)}
.unknown{background:var(--bad-back);color:var(--bad)}
.amount{font-size:2rem;font-weight:700;line-height:1.2;margin:1.1rem 0 .9rem;overflow-wrap:anywhere}
.number strong{white-space:nowrap}a{color:inherit}
.words{margin:-.6rem 0 1rem;color:var(--soft)}
dl{display:grid;grid-template-columns:minmax(9rem,13rem) 1fr;margin:0;border-top:1px solid var(--line)}
dt,dd{margin:0;padding:.5rem 0;border-bottom:1px solid var(--line)}
dt{color:var(--soft);padding-right:1rem}dd{overflow-wrap:anywhere}
.check{display:flex;gap:1.25rem;align-items:center;margin-top:1.5rem}
.check svg{width:11rem;height:11rem;flex:none;background:#fff;border-radius:.25rem}
.check p{margin:.25rem 0;overflow-wrap:anywhere;min-width:0}
.check div{min-width:0}
.fiscal{margin:1.5rem 0 0;color:var(--soft)}
@media (max-width:34rem){main{margin:1rem .5rem;padding:1.1rem}dl{grid-template-columns:1fr}dt{border-bottom:0;padding-bottom:0}dd{padding-top:0}.amount{font-size:1.65rem}.check{flex-direction:column;align-items:flex-start}header{flex-direction:column-reverse}}
@media print{body{background:#fff}main{border:0;margin:0;padding:0;max-width:none}nav{display:none}}
`;

/** The policy of these pages. */
export const pagePolicy =
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src data:; ` +
  `base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** A receipt or credit note to read or print. The phone number in it is masked. */
export function documentPage(content: Content, logo: Buffer | null): string {
  const { organisation, tinLabel, amount } = content;
  const image = logo !== null && html`<img alt="" src="data:image/png;base64,${logo.toString('base64')}">`;
  const tin = organisation.tin !== null && html`<p>${tinLabel} ${organisation.tin}</p>`;
  return page(
    content.language,
    `${content.title} ${content.number.value}`,
    null,
    html`<header><div><p class="name">${organisation.name}</p><p>${organisation.contact}</p>${tin}</div>${image}</header>
<h1>${content.title}</h1>
<p class="number">${content.number.label} <strong>${content.number.value}</strong></p>
<p class="amount">${amount.figures}</p>
<p class="words">${amount.words.label}: ${amount.words.value}</p>
${list([...content.rows, content.ebm])}
<div class="check">${qrSvg(content.qr)}<div><p>${content.scan}</p><p><a href="${content.verifyUrl}">${content.verifyUrl}</a></p></div></div>
<p class="fiscal">${content.notFiscal}</p>`,
  );
}

/** What the public page says of a genuine document. It names no person. */
export function genuinePage(facts: DocumentFacts, since: Since, language: Language): string {
  const say = texts[language];
  const { organisation, refund } = facts;
  const status = statusOf(facts, since);
  const isReceipt = facts.kind === 'receipt';
  const rows: readonly Row[] = [
    { label: isReceipt ? say.receiptNumber : say.creditNoteNumber, value: facts.number },
    ...(refund === null
      ? [{ label: say.paidAt, value: time(facts.paidAt, say) }]
      : [
          { label: say.refundedAt, value: time(refund.at, say) },
          { label: say.ofReceipt, value: refund.receipt },
        ]),
    { label: say.issuedAt, value: time(facts.issuedAt, say) },
    ...(isReceipt ? [{ label: say.status, value: say[statusText[status]] }] : []),
    ...(isReceipt ? refundRows(facts, since, say) : []),
    { label: say.issuedBy, value: `${organisation.name}, ${organisation.contact}` },
    ...(since.ebmNumber === null ? [] : [{ label: say.ebmNumber, value: since.ebmNumber }]),
  ];
  const back =
    !isReceipt || status === 'paid'
      ? null
      : html`<div class="banner back"><p><strong>${say[statusText[status]]}</strong></p></div>`;
  return page(
    language,
    isReceipt ? say.genuine : say.genuineCreditNote,
    switcher(language),
    html`<div class="banner genuine"><h1>${isReceipt ? say.genuine : say.genuineCreditNote}</h1><p>${say.compare}</p></div>${back}
<p class="amount">${figures(facts.amount, say)}</p>
${list(rows)}
<p class="fiscal">${say.notFiscal}</p>`,
  );
}

/** What the public page says of an address that no document has. */
export function unknownPage(language: Language): string {
  const say = texts[language];
  return page(
    language,
    say.unknown,
    switcher(language),
    html`<div class="banner unknown"><h1>${say.unknown}</h1><p>${say.unknownMeans}</p></div>`,
  );
}

const page = (language: Language, title: string, before: Markup | null, body: Markup): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
${trusted(`<style>${style}</style>`)}
</head>
<body>
${before}<main>
${body}
</main>
</body>
</html>
`.toString();

const switcher = (current: Language): Markup =>
  html`<nav>${languages.map((language) => {
    const here = language === current && html` aria-current="true"`;
    return html`<a href="?lang=${language}" hreflang="${language}" lang="${language}"${here}>${nameOfLanguage[language]}</a>`;
  })}</nav>
`;

const list = (rows: readonly Row[]): Markup =>
  html`<dl>${rows.map(({ label, value }, index) => html`${index > 0 && '\n'}<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
