import { banner, type Wrong } from '../../http/pages/components.js';
import { dayOf, inKigali } from '../../http/pages/formats.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';
import { addressOf, type Filters } from './list-filters.js';

type Named = Text<[], string>;

/** A table that is one card for each row on a small screen. The first cell of a row names it. */
export function cards(
  caption: string,
  columns: readonly Named[],
  rows: readonly (readonly Value[])[],
  say: Say,
): Markup {
  const cells = (row: readonly Value[]) =>
    row.map((value, index) => {
      const label = say(columns[index]!);
      return index === 0
        ? html`<th scope="row" data-label="${label}">${value}</th>`
        : html`<td data-label="${label}">${value}</td>`;
    });
  return html`<table class="cards"><caption>${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${say(column)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>\n`)}</tbody></table>
`;
}

/** The form of a list’s filters: folded where none is set. */
export const filterForm = (path: string, isOpen: boolean, fields: Value, say: Say): Markup =>
  html`<form method="get" action="${path}">${isOpen ? html`<details open>` : html`<details>`}<summary>${say(filterTitle)}</summary>
${fields}<p class="actions"><button>${say(filterTitle)}</button></p>
</details></form>
`;

/** What is shown, in words: whoever prints the page sees what it leaves out. */
export const shownWords = (parts: readonly string[], path: string, say: Say): Markup =>
  html`<p>${say(shownLabel)} ${parts.length === 0 ? say(everything) : parts.join(', ')}. ${parts.length > 0 && html`<a href="${path}">${say(showAll)}</a>`}</p>
`;

/** Under a list: the page that follows, and the whole list as a file. */
export const listFoot = <Name extends string>(
  path: string,
  filters: Filters<Name>,
  next: string | null,
  say: Say,
): Markup =>
  html`<p class="actions">${next !== null && html`<a class="button second" href="${addressOf(path, filters, { cursor: next })}">${say(olderLabel)}</a>`} <a href="${addressOf(path, filters, { format: 'csv' })}">${say(asCsv)}</a></p>
`;

export const select = (
  name: string,
  label: string,
  value: string,
  choices: readonly (readonly [value: string, name: string])[],
): Markup =>
  html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${choices.map(([each, called]) => html`<option value="${each}"${each === value && html` selected`}>${called}</option>`)}</select></div>
`;

/** A word in a frame: never a colour alone. */
export const tag = (tone: 'good' | 'warn' | 'bad', word: string): Markup =>
  html`<span class="tag ${tone}">${word}</span>`;

/** To the second: the order of two steps is seen. */
export const exactly = (at: Instant, language: Language): Markup =>
  html`<time datetime="${at}" title="${at}">${dayOf(at, language)}, ${inKigali(at).slice(11, 19)}</time>`;

/** `PaymentCreated` as words. */
export const spaced = (type: string): string => type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');

/** What somebody else has sent, or what an event says, folded away. */
export const folded = (title: string, content: string): Markup =>
  html`<details><summary>${title}</summary><pre class="code" tabindex="0">${content}</pre></details>`;

export const tooBroadBanner = (say: Say): Markup => banner('warn', say(tooBroad));
export const nothingHere = (isFiltered: boolean, say: Say): Markup =>
  html`<p>${say(isFiltered ? nothingFiltered : nothingYet)}</p>\n`;
export const doneBanner = (isDone: boolean, say: Say): Markup | null => (isDone ? banner('good', say(done)) : null);

/** Each filter that could not be read. */
export const wrongFilters = (names: readonly string[], labels: Readonly<Record<string, Named>>, say: Say) =>
  names.map((name): Wrong => ({ field: name, message: say(wrongFilter, say(labels[name]!)) }));

export const whenLabel = text({ en: 'Time', rw: 'Igihe', fr: 'Heure' });
export const fromLabel = text({ en: 'From', rw: 'Kuva', fr: 'Du' });
export const toLabel = text({ en: 'To', rw: 'Kugeza', fr: 'Au' });
export const statusLabel = text({ en: 'Status', rw: 'Uko bimeze', fr: 'Statut' });
export const typeLabel = text({ en: 'Type', rw: 'Ubwoko', fr: 'Type' });
export const detailsLabel = text({ en: 'Details', rw: 'Ibirambuye', fr: 'Détails' });
export const dayHint = text({
  en: 'A day in Kigali, such as 2026-11-28',
  rw: 'Umunsi w’i Kigali, urugero 2026-11-28',
  fr: 'Un jour à Kigali, par exemple 2026-11-28',
});
export const anyLabel = text({ en: 'Any', rw: 'Byose', fr: 'Tous' });
export const countOnPage = (count: number, language: Language): string => sayIn(language)(onThisPage, count);

const onThisPage = text({
  en: (count: number) => `On this page: ${count}`,
  rw: (count: number) => `Kuri uru rupapuro: ${count}`,
  fr: (count: number) => `Sur cette page : ${count}`,
});
const filterTitle = text({ en: 'Filter', rw: 'Shungura', fr: 'Filtrer' });
const shownLabel = text({ en: 'Shown:', rw: 'Ibyerekanywe:', fr: 'Affichés :' });
const everything = text({ en: 'all', rw: 'byose', fr: 'tout' });
const showAll = text({ en: 'Show all', rw: 'Erekana byose', fr: 'Tout afficher' });
const olderLabel = text({ en: 'Older ones', rw: 'Ibya kera', fr: 'Plus anciens' });
const asCsv = text({ en: 'This list as CSV', rw: 'Uru rutonde nka CSV', fr: 'Cette liste en CSV' });
const wrongFilter = text({
  en: (name: string) => `The filter "${name}" cannot be read and is left out`,
  rw: (name: string) => `Akayunguruzo "${name}" ntigasomeka, ntikakoreshejwe`,
  fr: (name: string) => `Le filtre « ${name} » est illisible et a été ignoré`,
});
const tooBroad = text({
  en: 'Together these filters match few of very many, and looking for them would take too long. Ask for a shorter time.',
  rw: 'Ibyo washunguje bihuye na bike muri byinshi cyane, kubishaka byatwara igihe kirekire. Saba igihe kigufi.',
  fr: 'Ensemble, ces filtres correspondent à peu d’éléments parmi un très grand nombre, et la recherche serait trop longue. Demandez une période plus courte.',
});
const nothingFiltered = text({
  en: 'Nothing matches these filters.',
  rw: 'Nta gihuye n’ibyo washunguje.',
  fr: 'Rien ne correspond à ces filtres.',
});
const nothingYet = text({ en: 'There is nothing yet.', rw: 'Nta kirahari.', fr: 'Il n’y a encore rien.' });
const done = text({ en: 'Done.', rw: 'Byakozwe.', fr: 'C’est fait.' });
