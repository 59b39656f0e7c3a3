import { banner, field, type Wrong } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { text, type Say, type Text } from '../../http/pages/text.js';
import { addressOf } from './list-filters.js';
import { dayHint, doneWord, filterTitle } from './words.page.js';

// What pages with lists have in common, whatever is listed.

export { cards, Figure } from '../../http/pages/components.js';

type Words = Text<[], string>;

export const folded = (title: string, isOpen: boolean, body: Value): Markup =>
  html`${isOpen ? html`<details open>` : html`<details>`}<summary>${title}</summary>
${body}</details>
`;

/** The form of a list’s filters. */
export const filterForm = (path: string, isOpen: boolean, fields: Value, say: Say): Markup =>
  html`<form method="get" action="${path}">${folded(say(filterTitle), isOpen, html`${fields}<p class="actions"><button>${say(filterTitle)}</button></p>\n`)}</form>
`;

/** A day in Kigali that bounds a list. */
export const dayField = (
  name: 'from' | 'to',
  label: Words,
  values: Readonly<Record<'from' | 'to', string>>,
  wrong: readonly Wrong[],
  say: Say,
): Markup =>
  field({ name, label: say(label), hint: say(dayHint), value: values[name], required: false, maxlength: 10, wrong });

/** Each filter that could not be read. */
export const wrongFilters = <Name extends string>(
  names: readonly Name[],
  labels: Readonly<Record<Name, Words>>,
  say: Say,
): readonly Wrong[] => names.map((name) => ({ field: name, message: say(wrongFilter, say(labels[name])) }));

/** What is shown, in words: whoever prints the page sees what it leaves out. `all`: where nothing is left out. */
export const shownWords = (parts: readonly string[], path: string, say: Say, all: Words = everything): Markup =>
  html`<p>${say(shownLabel)} ${parts.length === 0 ? say(all) : parts.join(', ')}. ${parts.length > 0 && html`<a href="${path}">${say(showAll)}</a>`}</p>
`;

/** Under a list: the page that follows, and the whole list as a file. */
export const listFoot = (
  path: string,
  filters: Readonly<Record<string, string>>,
  next: string | null,
  say: Say,
  nextLabel: Words = nextPage,
): Markup =>
  html`<p class="actions">${next !== null && html`<a class="button second" href="${addressOf(path, filters, { cursor: next })}">${say(nextLabel)}</a>`} <a href="${addressOf(path, filters, { format: 'csv' })}">${say(asCsv)}</a></p>
`;

export const doneBanner = (isDone: boolean, say: Say): Markup | null => (isDone ? banner('good', say(doneWord)) : null);

export const tooBroadBanner = (say: Say): Markup => banner('warn', say(tooBroad));

/** `filtered`: what is said where filters leave nothing. */
export const nothingHere = (isFiltered: boolean, say: Say, filtered: Words = nothingFiltered): Markup =>
  html`<p>${say(isFiltered ? filtered : nothingYet)}</p>\n`;

/** What somebody else has sent, or what an event says, folded away. */
export const foldedText = (title: string, content: string): Markup =>
  html`<details><summary>${title}</summary><pre class="code" tabindex="0">${content}</pre></details>`;

/** A word in a frame: never a colour alone. */
export const tag = (tone: 'good' | 'warn' | 'bad', word: string): Markup =>
  html`<span class="tag ${tone}">${word}</span>`;

/** `PaymentCreated` as words. */
export const spaced = (type: string): string => type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');

export const countOnPage = text({
  en: (count: number) => `On this page: ${count}`,
  rw: (count: number) => `Kuri uru rupapuro: ${count}`,
  fr: (count: number) => `Sur cette page : ${count}`,
});
export const whenLabel = text({ en: 'Time', rw: 'Igihe', fr: 'Heure' });
export const asCsv = text({ en: 'This list as CSV', rw: 'Uru rutonde nka CSV', fr: 'Cette liste en CSV' });

const shownLabel = text({ en: 'Shown:', rw: 'Ibyerekanywe:', fr: 'Affichés :' });
const everything = text({ en: 'all', rw: 'byose', fr: 'tout' });
const showAll = text({ en: 'Show all', rw: 'Erekana byose', fr: 'Tout afficher' });
const nextPage = text({ en: 'Next page', rw: 'Urupapuro rukurikira', fr: 'Page suivante' });
const wrongFilter = text({
  en: (name: string) => `The filter "${name}" cannot be read and is left out`,
  rw: (name: string) => `Akayunguruzo "${name}" ntigasomeka, ntikakoreshejwe`,
  fr: (name: string) => `Le filtre « ${name} » est illisible et a été ignoré`,
});
export const unknownFilter = text({
  en: (name: string) => `"${name}" is no filter of this page and is left out`,
  rw: (name: string) => `"${name}" si akayunguruzo k’uru rupapuro, ntikakoreshejwe`,
  fr: (name: string) => `« ${name} » n’est pas un filtre de cette page et a été ignoré`,
});
const tooBroad = text({
  en: 'Together these filters match few of very many, and looking for them would take too long. Ask for a shorter time.',
  rw: 'Ibyo washunguje bihuye na bike muri byinshi cyane, kubishaka byatwara igihe kirekire. Saba igihe kigufi.',
  fr: 'Ensemble, ces filtres correspondent à peu d’éléments parmi un très grand nombre, et la recherche serait trop longue. Demandez une période plus courte.',
});
const nothingFiltered = text({
  en: 'Nothing matches this.',
  rw: 'Nta gihuye n’ibi.',
  fr: 'Rien ne correspond.',
});
const nothingYet = text({ en: 'There is nothing yet.', rw: 'Nta kirahari.', fr: 'Il n’y a encore rien.' });
