import { banner } from '../../http/pages/components.js';
import { html, type Markup } from '../../http/pages/markup.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { columnChart } from './chart.js';
import {
  addressWith,
  filterDimensions,
  type CounterFilters,
  type FilterDimension,
  type WrongFilter,
} from './counter-filters.rule.js';
import { outcomeNames, outcomeOf, partsOfDay } from './figure-rows.rule.js';
import type { BreakdownRow, Figures } from './figures.rule.js';
import {
  amountsOf,
  asCsv,
  averageLabel,
  behind,
  chartLegend,
  count,
  duration,
  faultsOf,
  figuresForm,
  filterLabels,
  noValue,
  outcomeLabels,
  p95Label,
  saidOf,
  tooManyValues,
  wrongFilters,
} from './figures.page.js';

interface BreakdownOf {
  readonly language: Language;
  readonly menu: Markup;
  readonly by: FilterDimension;
  readonly filters: CounterFilters;
  readonly wrong: readonly WrongFilter[];
  /** Null: too many values. */
  readonly rows: readonly BreakdownRow[] | null;
  readonly total: Figures;
  readonly behindMs: number;
}

/** One switch, one table: how payments stand in each service, branch, department, program, network, or field team. */
export function breakdownPage(of: BreakdownOf): Page {
  const { language, menu, by, filters, wrong, rows, behindMs } = of;
  const say = sayIn(language);
  const faults = wrongFilters(wrong, say);
  const hidden = html`<input type="hidden" name="by" value="${by}">`;
  const form = figuresForm(
    { action: '/breakdown', filters, wrong: faults, isOpen: faults.length > 0, dimensions: [], hidden },
    say,
  );
  return {
    language,
    menu,
    title: say(breakdownTitle),
    status: faults.length > 0 ? 400 : 200,
    body: html`${faultsOf(faults, language)}${behind(behindMs, language, say)}${switchOf(by, filters, say)}${form}
${saidOf(filters, language, say)}${rows === null ? banner('warn', say(tooManyValues)) : rows.length === 0 ? html`<p>${say(nothingThen)}</p>\n` : shown(of, rows, language, say)}`,
  };
}

function switchOf(by: FilterDimension, filters: CounterFilters, say: Say): Markup {
  const links = filterDimensions.map(
    (name) =>
      html`<li><a href="${addressWith('/breakdown', filters, { by: name })}"${name === by && html` aria-current="true"`}>${say(filterLabels[name])}</a></li>`,
  );
  return html`<nav aria-label="${say(breakdownTitle)}"><ul class="switch">${links}</ul></nav>
`;
}

function shown(
  { by, filters, total }: BreakdownOf,
  rows: readonly BreakdownRow[],
  language: Language,
  say: Say,
): Markup {
  const columns = [outcomeLabels.total, ...outcomeNames.map((name) => outcomeLabels[name]), averageLabel, p95Label];
  const cells = (figures: Figures) => {
    const { total: all, confirmation: times } = figures;
    const numbers = [all, ...outcomeNames.map((name) => outcomeOf(figures, name))];
    return [
      ...numbers.map((of) => html`${count(of.count, language)} ${amountsOf(of, language)}`),
      times === null ? html`–` : duration(times.averageMs, language),
      times === null ? html`–` : duration(times.p95Ms, language),
    ].map((value, index) => html`<td class="number" data-label="${say(columns[index]!)}">${value}</td>`);
  };
  const nameOf = (value: string) =>
    value === ''
      ? html`${say(noValue)}`
      : html`<a href="${addressWith('/', { ...filters, dimension: by, value })}">${value}</a>`;
  const lines = rows
    .slice(0, shownAtMost)
    .map(
      ({ value, figures }) =>
        html`<tr><th scope="row" data-label="${say(filterLabels[by])}">${nameOf(value)}</th>${cells(figures)}</tr>`,
    );
  const bars = rows.slice(0, barsAtMost).map(({ value, figures }) => {
    const { successful, failed, open } = partsOfDay(figures);
    return {
      label: shortened(value === '' ? say(noValue) : value),
      parts: [
        { tone: 'good' as const, count: successful },
        { tone: 'other' as const, count: open },
        { tone: 'bad' as const, count: failed },
      ],
    };
  });
  const left = rows.length - shownAtMost;
  return html`${columnChart(say(breakdownTitle), bars)}<p class="hint">${say(chartLegend)}</p>
<table class="cards"><caption>${say(filterLabels[by])}</caption>
<thead><tr><th scope="col">${say(filterLabels[by])}</th>${columns.map((column) => html`<th scope="col" class="number">${say(column)}</th>`)}</tr></thead>
<tbody>${lines}<tr><th scope="row" data-label="${say(filterLabels[by])}">${say(allTogether)}</th>${cells(total)}</tr></tbody></table>
${left > 0 && html`<p>${say(moreInCsv, left)}</p>\n`}<p class="actions"><a href="${addressWith('/breakdown', filters, { by, format: 'csv' })}">${say(asCsv)}</a></p>
`;
}

/** The largest ones: a page of thousands of rows helps nobody, and the file has them all. */
const shownAtMost = 200;
const barsAtMost = 8;
const shortened = (label: string): string => (label.length > 7 ? `${label.slice(0, 6)}…` : label);

const breakdownTitle = text({ en: 'Breakdown', rw: 'Imibare mu byiciro', fr: 'Répartition' });
const nothingThen = text({
  en: 'No payment was asked for in this time. Choose a longer one.',
  rw: 'Nta bwishyu bwasabwe muri iki gihe. Hitamo igihe kirekire.',
  fr: 'Aucun paiement n’a été demandé sur cette période. Choisissez-en une plus longue.',
});
const allTogether = text({ en: 'All together', rw: 'Byose hamwe', fr: 'Tous ensemble' });
const moreInCsv = text({
  en: (left: number) => `Not shown here, and in the CSV: ${left}`,
  rw: (left: number) => `Ibiterekanywe hano, biri muri CSV: ${left}`,
  fr: (left: number) => `Non affichés ici, mais dans le CSV : ${left}`,
});
