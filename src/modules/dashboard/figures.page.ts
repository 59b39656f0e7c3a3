import { banner, errorSummary, field, type Wrong } from '../../http/pages/components.js';
import { dayOf, figures as grouped } from '../../http/pages/formats.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { groupName } from '../reports/contract.js';
import {
  addressWith,
  filterDimensions,
  longestValue,
  type CounterFilters,
  type FilterDimension,
  type WrongFilter,
} from './counter-filters.rule.js';
import type { Amounts } from './figures.rule.js';
import { listedAs, type OutcomeName } from './figure-rows.rule.js';
import { dayField, filterForm, unknownFilter } from './list-parts.page.js';
import { groupTexts, statusTexts } from './payments.page.js';
import type { StatusGroup } from './payment-groups.rule.js';
import { atBeginning, dimensionLabels, fromLabel, providerLabel, toLabel } from './words.page.js';

// What the pages of figures have in common: their filters, their numbers and their words.

/** A number that is in the CSV too. */
export const count = (value: number, language: Language): Markup =>
  html`<data value="${value}">${grouped(String(value), language)}</data>`;

/** The amounts of each currency, one below the other and below their count: beside it, "3 500 RWF" would be read as one number. */
export const amountsOf = ({ amounts }: Amounts, language: Language): Markup =>
  html`${amounts.map(
    ({ amount, currency }) =>
      html`<data class="soft" value="${amount} ${currency}"><span class="money">${grouped(amount, language)}</span> ${currency}</data> `,
  )}`;

/** `850 ms` is `0.9 s`; the units are those of the SI, which each language writes alike. */
export function duration(ms: number, language: Language): Markup {
  const seconds = Math.round(ms / 1_000);
  const said =
    ms < 10_000
      ? `${grouped((ms / 1_000).toFixed(1), language)} s`
      : seconds < 60
        ? `${seconds} s`
        : seconds < 3_600
          ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
          : `${grouped(String(Math.floor(seconds / 3_600)), language)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return html`<data value="${ms}">${said.replaceAll(' ', '\u00a0')}</data>`;
}

/** A day as the counters name it. */
export const saidDay = (day: string, language: Language): string => dayOf(`${day}T10:00:00.000Z`, language);

/** The list of payments behind a number; null where the list has no such filter, as for payments that have no value. */
function listOf(filters: CounterFilters, status: StatusGroup | keyof typeof statusTexts | ''): string | null {
  const { dimension, value } = filters;
  if (dimension === 'department' || dimension === 'program' || dimension === 'reference') return null;
  // A number in it is masked: the list would find nothing by it.
  if (value.includes('*') || (value === '' && dimension !== 'all')) return null;
  return addressWith('/payments', filters, status === '' ? {} : { status });
}

/** How many payments, with the way to the list of them where there is one. `of`: how they stand; empty: however they stand. */
export const listed = (
  many: number,
  filters: CounterFilters,
  of: StatusGroup | keyof typeof statusTexts | '',
  language: Language,
): Markup => linked(many === 0 ? null : listOf(filters, of), count(many, language));

/** The same of an outcome, which is a status or several. */
export const listedOutcome = (many: number, filters: CounterFilters, name: OutcomeName, language: Language): Markup =>
  listed(many, filters, listedAs(name), language);

/** What is shown, with the way to it where there is one. */
export const linked = (to: string | null, shown: Markup): Markup =>
  to === null ? shown : html`<a href="${to}">${shown}</a>`;

/** A group as the page names it, with the way to its figures; what has no value has none. */
export const groupOf = (filters: CounterFilters, dimension: FilterDimension, value: string, say: Say): Markup => {
  const named = html`${groupName(value, say(noValue))}`;
  return value === '' ? named : html`<a href="${addressWith('/', { ...filters, dimension, value })}">${named}</a>`;
};

export function wrongFilters(wrong: readonly WrongFilter[], say: Say): readonly Wrong[] {
  return wrong.map((each): Wrong => {
    switch (each.is) {
      case 'unknown':
        return { field: null, message: say(unknownFilter, each.field) };
      case 'no-choice': {
        const choices = each.field === 'by' ? filterDimensions : ['csv'];
        return { field: null, message: say(noChoice, each.field, each.given, choices.join(', ')) };
      }
      default:
        return { field: each.field, message: say(wrongTexts[each.is], say(filterLabels[each.field])) };
    }
  });
}

interface FormOf {
  readonly action: '/' | '/breakdown';
  readonly filters: CounterFilters;
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: readonly Wrong[];
  readonly isOpen: boolean;
  readonly dimensions: readonly FilterDimension[];
  readonly hidden?: Markup;
}

export function figuresForm(of: FormOf, say: Say): Markup {
  const { action, filters, typed, wrong, isOpen, dimensions, hidden } = of;
  const day = (name: 'from' | 'to') => dayField(name, filterLabels[name], { ...filters, ...typed }, wrong, say);
  const value = (name: FilterDimension) =>
    field({
      name,
      label: say(filterLabels[name]),
      value: typed[name] ?? (filters.dimension === name ? filters.value : ''),
      required: false,
      maxlength: longestValue,
      wrong,
    });
  const fields = html`${hidden}${day('from')}${day('to')}${dimensions.length > 0 && html`<p class="hint">${say(oneDimension)}</p>`}${dimensions.map(value)}`;
  return filterForm(action, isOpen, fields, say);
}

/** What is counted, and of when, in words: whoever prints the page sees it. */
export function saidOf({ from, to, dimension, value }: CounterFilters, language: Language, say: Say): Markup {
  const days =
    from === to ? say(ofDay, saidDay(from, language)) : say(ofDays, saidDay(from, language), saidDay(to, language));
  return html`<p>${days}${dimension !== 'all' && ` ${say(filterLabels[dimension])}: ${value}.`}</p>
`;
}

/** Nothing while the figures are up to date. */
export const behind = (behindMs: number, language: Language, say: Say): Markup | null =>
  behindMs < notWorthTellingMs ? null : banner('warn', html`${say(isBehind)} ${duration(behindMs, language)}`);
const notWorthTellingMs = 5_000;

export const faultsOf = (wrong: readonly Wrong[], language: Language): Markup | null => errorSummary(wrong, language);

const oneDimension = text({
  en: 'Fill in one of these at most: figures of two together are not kept.',
  rw: 'Uzuza kimwe gusa muri ibi: imibare y’ibyiciro bibiri icyarimwe ntibikwa.',
  fr: 'Remplissez-en un au plus : les chiffres de deux à la fois ne sont pas conservés.',
});
const ofDay = text({
  en: (day: string) => `Payments asked for on ${day}, as they stand now.`,
  rw: (day: string) => `Ubwishyu bwasabwe ku ya ${day}, uko bumeze ubu.`,
  fr: (day: string) => `Paiements demandés le ${day}, dans leur état actuel.`,
});
const ofDays = text({
  en: (from: string, to: string) => `Payments asked for from ${from} to ${to}, as they stand now.`,
  rw: (from: string, to: string) => `Ubwishyu bwasabwe kuva ku ya ${from} kugeza ku ya ${to}, uko bumeze ubu.`,
  fr: (from: string, to: string) => `Paiements demandés du ${from} au ${to}, dans leur état actuel.`,
});
const isBehind = text({
  en: 'These figures are not up to date: the newest events are still being counted. Missing:',
  rw: 'Iyi mibare ntiragera ku gihe: ibiheruka biracyabarwa. Ibibura:',
  fr: 'Ces chiffres ne sont pas à jour : les derniers événements sont encore en cours de comptage. Retard :',
});

const noChoice = text({
  en: (name: string, given: string, choices: string) => `"${name}" cannot be "${given}". Choose one of: ${choices}`,
  rw: (name: string, given: string, choices: string) =>
    `"${name}" ntishobora kuba "${given}". Hitamo kimwe muri ibi: ${choices}`,
  fr: (name: string, given: string, choices: string) =>
    `« ${name} » ne peut pas être « ${given} ». Choisissez parmi : ${choices}`,
});
const wrongTexts = {
  unreadable: text({
    en: (name: string) => `The filter "${name}" cannot be read and is left out`,
    rw: (name: string) => `Akayunguruzo "${name}" ntigasomeka, ntikakoreshejwe`,
    fr: (name: string) => `Le filtre « ${name} » est illisible et a été ignoré`,
  }),
  reversed: text({
    en: (name: string) => `"${name}" is after the last day; the last day alone is shown`,
    rw: (name: string) => `"${name}" iri nyuma y’umunsi wa nyuma; herekanywe umunsi wa nyuma gusa`,
    fr: (name: string) => `« ${name} » est après le dernier jour ; seul le dernier jour est affiché`,
  }),
  'too-long': text({
    en: (name: string) => `"${name}": a page shows at most 366 days, and so does a report; the last day alone is shown`,
    rw: (name: string) =>
      `"${name}": urupapuro rwerekana iminsi itarenze 366, na raporo ni uko; herekanywe umunsi wa nyuma gusa`,
    fr: (name: string) =>
      `« ${name} » : une page affiche au plus 366 jours, un rapport aussi ; seul le dernier jour est affiché`,
  }),
  'two-dimensions': text({
    en: (name: string) =>
      `"${name}" is left out: figures of two filters together are not kept, and payments would have to be counted one by one. A report counts them by several filters together`,
    rw: (name: string) =>
      `"${name}" ntiyakoreshejwe: imibare y’ibyiciro bibiri icyarimwe ntibikwa, ubwishyu bwabarwa bumwe kuri bumwe. Raporo ibibara hakurikijwe byinshi icyarimwe`,
    fr: (name: string) =>
      `« ${name} » a été ignoré : les chiffres de deux filtres à la fois ne sont pas conservés, il faudrait compter les paiements un par un. Un rapport les compte selon plusieurs filtres à la fois`,
  }),
};

export const filterLabels = {
  from: fromLabel,
  to: toLabel,
  provider: providerLabel,
  ...dimensionLabels,
};

export const outcomeLabels: Readonly<Record<OutcomeName | 'total', Text<[], string>>> = {
  total: text({ en: 'All', rw: 'Bwose', fr: 'Tous' }),
  successful: atBeginning(statusTexts.successful),
  pending: atBeginning(groupTexts['pending-all']),
  uncertain: atBeginning(statusTexts.uncertain),
  failed: atBeginning(statusTexts.failed),
  expired: atBeginning(statusTexts.expired),
  refunded: atBeginning(statusTexts.refunded),
};
export const noValue = text({ en: '(none)', rw: '(nta cyo)', fr: '(aucun)' });
export const asCsv = text({
  en: 'All these figures as CSV',
  rw: 'Iyi mibare yose muri CSV',
  fr: 'Tous ces chiffres en CSV',
});
export const tooManyValues = text({
  en: 'There are too many different values in this period to show them here. Choose a shorter one, or make a report.',
  rw: 'Muri iki gihe harimo byinshi cyane bitandukanye ngo byerekanwe hano. Hitamo igihe kigufi, cyangwa ukoreshe raporo.',
  fr: 'Il y a trop de valeurs différentes sur cette période pour les afficher ici. Choisissez une période plus courte, ou lancez un rapport.',
});
export const chartLegend = text({
  en: 'From the bottom up: successful or refunded; pending or uncertain; failed or expired.',
  rw: 'Uhereye hasi: ubwakunze cyangwa ubwasubijwe; ubutegerejwe cyangwa ubutazwi neza; ubutarakunze cyangwa ubwarengeje igihe.',
  fr: 'De bas en haut : réussi ou remboursé ; en attente ou incertain ; échoué ou expiré.',
});
// Bounds of the histogram's places, which the times are at most.
export const medianLabel = text({ en: 'Half within', rw: 'Kimwe cya kabiri mu gihe cya', fr: 'La moitié en' });
export const averageLabel = text({ en: 'Average', rw: 'Impuzandengo', fr: 'Moyenne' });
export const p95Label = text({ en: '95 of 100 within', rw: '95 ku 100 mu gihe cya', fr: '95 sur 100 en' });
