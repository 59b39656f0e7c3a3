import { banner, tableCell, tableFrame, type Wrong } from '../../http/pages/components.js';
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
import { groupName } from '../reports/contract.js';
import { outcomeNames, outcomeOf, partsOfDay } from './figure-rows.rule.js';
import type { BreakdownRow, Figures } from './figures.rule.js';
import {
  amountsOf,
  asCsv,
  averageLabel,
  behind,
  chartLegend,
  duration,
  faultsOf,
  figuresForm,
  filterLabels,
  groupOf,
  listed,
  listedOutcome,
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
  readonly filters: CounterFilters;
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: readonly WrongFilter[];
  /** Null: it was asked for by something that there is no breakdown by. */
  readonly found: BreakdownFound | null;
}

interface BreakdownFound {
  readonly by: FilterDimension;
  /** Null: too many values. */
  readonly rows: readonly BreakdownRow[] | null;
  readonly total: Figures;
  readonly behindMs: number;
}

/** One switch, one table: how payments stand in each service, branch, department, program, network, or field team. */
export function breakdownPage(of: BreakdownOf): Page {
  const { language, menu, filters, typed, wrong, found } = of;
  const say = sayIn(language);
  // Days are all that its form has fields for.
  const faults = wrongFilters(wrong, say).map(({ field, message }) => ({
    field: field === 'from' || field === 'to' ? field : null,
    message,
  }));
  return {
    language,
    menu,
    title: say(breakdownTitle),
    status: faults.length > 0 ? 400 : 200,
    body: html`${faultsOf(faults, language)}${switchOf(found?.by ?? null, filters, say)}${found !== null && foundPart(found, filters, typed, faults, language, say)}`,
  };
}

function foundPart(
  found: BreakdownFound,
  filters: CounterFilters,
  typed: Readonly<Record<string, string>>,
  faults: readonly Wrong[],
  language: Language,
  say: Say,
): Markup {
  const { by, rows, behindMs } = found;
  const hidden = html`<input type="hidden" name="by" value="${by}">`;
  const form = figuresForm(
    { action: '/breakdown', filters, typed, wrong: faults, isOpen: faults.length > 0, dimensions: [], hidden },
    say,
  );
  return html`${behind(behindMs, language, say)}${form}
${saidOf(filters, language, say)}${rows === null ? banner('warn', say(tooManyValues)) : rows.length === 0 ? html`<p>${say(nothingThen)}</p>\n` : shown(found, filters, rows, language, say)}`;
}

function switchOf(by: FilterDimension | null, filters: CounterFilters, say: Say): Markup {
  const links = filterDimensions.map(
    (name) =>
      html`<li><a href="${addressWith('/breakdown', filters, { by: name })}"${name === by && html` aria-current="true"`}>${say(filterLabels[name])}</a></li>`,
  );
  return html`<nav aria-label="${say(breakdownTitle)}"><ul class="switch">${links}</ul></nav>
`;
}

function shown(
  { by, total }: BreakdownFound,
  filters: CounterFilters,
  rows: readonly BreakdownRow[],
  language: Language,
  say: Say,
): Markup {
  const columns = [outcomeLabels.total, ...outcomeNames.map((name) => outcomeLabels[name]), averageLabel, p95Label];
  const line = (name: Markup, own: CounterFilters, figures: Figures) => {
    const { total: all, confirmation: times } = figures;
    const cells = [
      html`${listed(all.count, own, '', language)} ${amountsOf(all, language)}`,
      ...outcomeNames.map((outcome) => {
        const of = outcomeOf(figures, outcome);
        return html`${listedOutcome(of.count, own, outcome, language)} ${amountsOf(of, language)}`;
      }),
      times === null ? html`–` : duration(times.averageMs, language),
      times === null ? html`–` : duration(times.p95Ms, language),
    ].map((value, index) => tableCell({ label: say(columns[index]!), value, kind: 'number' }));
    return html`<tr>${tableCell({ label: say(filterLabels[by]), value: name, kind: 'head' })}${cells}</tr>`;
  };
  const lines = rows
    .slice(0, shownAtMost)
    .map(({ value, figures }) => line(groupOf(filters, by, value, say), { ...filters, dimension: by, value }, figures));
  const bars = rows.slice(0, barsAtMost).map(({ value, figures }) => {
    const { successful, failed, open } = partsOfDay(figures);
    return {
      label: shortened(groupName(value, say(noValue))),
      parts: [
        { tone: 'good' as const, count: successful },
        { tone: 'other' as const, count: open },
        { tone: 'bad' as const, count: failed },
      ],
    };
  });
  const left = rows.length - shownAtMost;
  return html`${columnChart(say(breakdownTitle), bars)}<p class="hint">${say(chartLegend)}</p>
${tableFrame(
  say(filterLabels[by]),
  columns.length + 1,
  html`<thead><tr><th scope="col">${say(filterLabels[by])}</th>${columns.map((column) => html`<th scope="col" class="number">${say(column)}</th>`)}</tr></thead>
<tbody>${lines}${line(html`${say(allTogether)}`, filters, total)}</tbody>`,
)}${left > 0 && html`<p>${say(moreInCsv, left)}</p>\n`}<p class="actions"><a href="${addressWith('/breakdown', filters, { by, format: 'csv' })}">${say(asCsv)}</a></p>
`;
}

/** The largest ones: a page of thousands of rows helps nobody, and the file has them all. */
const shownAtMost = 200;
const barsAtMost = 8;
const shortened = (label: string): string => (label.length > 7 ? `${label.slice(0, 6)}…` : label);

const breakdownTitle = text({ en: 'Breakdown', rw: 'Imibare mu byiciro', fr: 'Répartition' });
const nothingThen = text({
  en: 'No payment was asked for in this period. Choose a longer one.',
  rw: 'Nta bwishyu bwasabwe muri iki gihe. Hitamo igihe kirekire.',
  fr: 'Aucun paiement n’a été demandé sur cette période. Choisissez-en une plus longue.',
});
const allTogether = text({ en: 'All together', rw: 'Byose hamwe', fr: 'Tous ensemble' });
const moreInCsv = text({
  en: (left: number) => `Only in the CSV, and not shown here: ${left}`,
  rw: (left: number) => `Ibiterekanywe hano, biri muri CSV: ${left}`,
  fr: (left: number) => `Non affichés ici, mais dans le CSV : ${left}`,
});
