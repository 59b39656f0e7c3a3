import type { Instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';
import { maskMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import { dayOf, figures, inKigali } from './formats.js';
import { html, trusted, type Markup, type Value } from './markup.js';
import { sayIn, text } from './text.js';

/** An amount with its currency: `5,000 RWF`. */
export const money = (
  { amount, currency }: { readonly amount: string; readonly currency: string },
  language: Language,
) => html`<span class="money">${figures(amount, language)}\u00a0${currency}</span>`;

/** A moment as the clock in Kigali shows it; the exact one in UTC is in the element. */
export const when = (at: Instant, language: Language): Markup =>
  html`<time datetime="${at}" title="${at}">${dayOf(at, language)}, ${inKigali(at).slice(11, 16)}</time>`;

/** A phone number as everybody may see it: masked. */
export const phone = (msisdn: Msisdn): Markup => html`<span class="phone">${maskMsisdn(msisdn)}</span>`;

/** What is wrong with one field of a form, or with the form as a whole. */
export interface Wrong {
  /** The name of its field; null: the form as a whole. */
  readonly field: string | null;
  readonly message: string;
}

/** First in the page, before the form: what was wrong, each with a link to its field. Nothing where nothing is wrong. */
export function errorSummary(wrong: readonly Wrong[], language: Language): Markup | null {
  if (wrong.length === 0) return null;
  const say = sayIn(language);
  const items = wrong.map(({ field, message }) =>
    field === null ? html`<li>${message}</li>` : html`<li><a href="#${field}">${message}</a></li>`,
  );
  return html`<div class="banner bad" role="alert" tabindex="-1" id="errors">
<h2>${say(thereIsAProblem)}</h2>
<ul>${items}</ul>
</div>
`;
}

interface Labelled {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string;
  readonly required?: boolean;
  readonly wrong?: readonly Wrong[];
}

export interface Field extends Labelled {
  readonly type?: 'text' | 'email' | 'password' | 'tel' | 'number';
  readonly autocomplete?: string;
  readonly inputmode?: 'numeric' | 'tel' | 'decimal';
  readonly maxlength?: number;
}

/** One field with its label, its hint and what was wrong with it. */
export function field(of: Field): Markup {
  const { name, type = 'text', value, autocomplete = 'off', inputmode, maxlength } = of;
  return labelled(
    of,
    (more) =>
      html`<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}"${attribute('value', value)}${attribute('inputmode', inputmode)}${attribute('maxlength', maxlength)}${more}>`,
  );
}

/** A field of several lines. */
export const area = (of: Labelled & { readonly maxlength: number }): Markup =>
  labelled(
    of,
    (more) =>
      // HTML drops the line feed after the tag, and would else drop one of the text.
      html`<textarea id="${of.name}" name="${of.name}" rows="3" maxlength="${of.maxlength}"${more}>\n${of.value ?? ''}</textarea>`,
  );

export type Choice = readonly [value: string, name: string];

/** One of several. */
export const select = (of: Omit<Labelled, 'required'> & { readonly choices: readonly Choice[] }): Markup =>
  labelled(
    { ...of, required: false },
    (more) =>
      html`<select id="${of.name}" name="${of.name}"${more}>${of.choices.map(
        ([value, name]) =>
          html`<option value="${value}"${value === (of.value ?? '') && html` selected`}>${name}</option>`,
      )}</select>`,
  );

export const fileField = (of: Labelled): Markup =>
  labelled(of, (more) => html`<input id="${of.name}" name="${of.name}" type="file"${more}>`);

/** The hint and the fault are read out with the field. */
function labelled(
  { name, label, hint, required = true, wrong = [] }: Labelled,
  control: (more: Markup) => Markup,
): Markup {
  const fault = wrong.find((one) => one.field === name)?.message;
  const described = [hint && `${name}-hint`, fault && `${name}-wrong`].filter(Boolean).join(' ');
  const more = html`${attribute('aria-describedby', described || undefined)}${required && html` required`}${fault && html` aria-invalid="true"`}`;
  return html`<div class="field"><label for="${name}">${label}</label>
${hint && html`<p class="hint" id="${name}-hint">${hint}</p>\n`}${fault && html`<p class="wrong" id="${name}-wrong">${fault}</p>\n`}${control(more)}</div>
`;
}

/** An attribute that is there only with a value. `name` is of our own code. */
export const attribute = (name: string, value: string | number | undefined): Markup | null =>
  value === undefined ? null : html` ${trusted(name)}="${value}"`;

/** Names and values, one below the other. */
export const facts = (rows: readonly (readonly [label: string, value: Value])[]): Markup =>
  html`<dl class="facts">${rows.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
`;

/**
 * A table, which on a small screen is one card for each row. `content`: its head and its rows. Where one of many columns is still too wide, it moves
 * in a frame of its own, by keyboard too; the page itself never does.
 */
export const tableFrame = (caption: string, columns: number, content: Value): Markup =>
  html`<div class="frame"${columns > alwaysFit && html` role="region" aria-label="${caption}" tabindex="0"`}><table class="cards"><caption>${caption}</caption>
${content}</table></div>
`;
const alwaysFit = 4;

export interface TableCell {
  /** Of its column, for a screen on which the head is not beside it. */
  readonly label: string;
  readonly value: Value;
  /** `head`: it names the row. `number`: it is written to the right. */
  readonly kind?: 'head' | 'number' | undefined;
}

const longWord = /\S{25}/;

/** One cell of a row. Words stay whole; only what is long and has no blank, as an id or an address, may be broken where it must. */
export function tableCell({ label, value, kind }: TableCell): Markup {
  const shown = html`${value}`;
  const classes = [kind === 'number' && 'number', longWord.test(wordsOf(shown)) && 'long'].filter(
    (each) => each !== false,
  );
  const more = html`${classes.length > 0 && html` class="${classes.join(' ')}"`} data-label="${label}"`;
  return kind === 'head' ? html`<th scope="row"${more}>${shown}</th>` : html`<td${more}>${shown}</td>`;
}

/** A table by its columns and rows. The first cell of a row names it. */
export const cards = (
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly (Value | Figure)[])[],
): Markup =>
  tableFrame(
    caption,
    columns.length,
    html`<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${row.map((each, index) => cellOf(columns[index]!, each, index))}</tr>\n`)}</tbody>`,
  );

/** A cell that is written to the right. */
export class Figure {
  constructor(readonly value: Value) {}
}

const cellOf = (label: string, of: Value | Figure, index: number): Markup =>
  of instanceof Figure
    ? tableCell({ label, value: of.value, kind: 'number' })
    : tableCell({ label, value: of, kind: index === 0 ? 'head' : undefined });

const wordsOf = (shown: Markup): string =>
  shown
    .toString()
    .replaceAll('<br>', ' ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&[a-z0-9#]+;/g, '-');

/** A sentence that the person should see first. */
export const banner = (kind: 'good' | 'warn' | 'bad', said: Value): Markup =>
  html`<div class="banner ${kind}" role="${kind === 'bad' ? 'alert' : 'status'}"><p>${said}</p></div>
`;

const thereIsAProblem = text({
  en: 'There is a problem',
  rw: 'Hari ikibazo',
  fr: 'Il y a un problème',
});
