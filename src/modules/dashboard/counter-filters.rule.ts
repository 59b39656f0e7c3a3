import { maskedText } from '../../kernel/masking.js';
import { isDay } from '../ledger/contract.js';
import type { Dimension } from './counters.view.js';
import { asText, unknownNames } from './address-names.rule.js';

export const filterDimensions = ['service', 'branch', 'department', 'program', 'provider', 'reference'] as const;
export type FilterDimension = (typeof filterDimensions)[number];

/** Of which payments figures are asked for: days in Kigali, both of them included, and at most one value of one dimension. */
export interface CounterFilters {
  readonly from: string;
  readonly to: string;
  readonly dimension: Dimension;
  readonly value: string;
}

export type WrongFilter =
  | { readonly field: 'from' | 'to'; readonly is: 'unreadable' | 'too-long' | 'reversed' }
  /** Figures of two dimensions together are not kept: payments would have to be counted one by one. */
  | { readonly field: FilterDimension; readonly is: 'unreadable' | 'two-dimensions' }
  /** One of a few words is asked for. */
  | { readonly field: 'by' | 'format'; readonly is: 'no-choice'; readonly given: string }
  /** What the page does not know by this name, and so has not looked at. */
  | { readonly field: string; readonly is: 'unknown' };

const mostDays = 366;
export const longestValue = 64;
const dayMs = 86_400_000;

export interface AskedCounters {
  readonly filters: CounterFilters;
  /** What was wrong as it was given, for the form in which it is put right. */
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: readonly WrongFilter[];
}

/** What cannot be answered is left out, and named. `more`: what else the page knows by name. */
export function counterFiltersIn(
  query: Readonly<Record<string, unknown>>,
  today: string,
  more: readonly string[] = [],
): AskedCounters {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const wrong: WrongFilter[] = unknownNames(query, ['from', 'to', 'format', ...filterDimensions, ...more]).map(
    (field) => ({ field, is: 'unknown' }),
  );
  if (!['', 'csv'].includes(asText(query['format'])))
    wrong.push({ field: 'format', is: 'no-choice', given: asText(query['format']) });
  const day = (name: 'from' | 'to', otherwise: string): string => {
    const given = text(name);
    if (isDay(given)) return given;
    if (asText(query[name]) !== '') wrong.push({ field: name, is: 'unreadable' });
    return otherwise;
  };
  let to = day('to', today);
  let from = day('from', text('to') === '' || to > today ? today : to);
  if (text('from') !== '' && text('to') === '' && from > to) to = from;
  if (from > to) wrong.push({ field: 'from', is: 'reversed' });
  else if ((Date.parse(to) - Date.parse(from)) / dayMs >= mostDays) wrong.push({ field: 'from', is: 'too-long' });
  if (wrong.some(({ is }) => is === 'reversed' || is === 'too-long')) from = to;
  // No payment has a longer one.
  const isReadable = (name: FilterDimension) => text(name).length <= longestValue && typeof query[name] === 'string';
  const given = filterDimensions.filter((name) => asText(query[name]) !== '');
  wrong.push(...given.filter((name) => !isReadable(name)).map((field) => ({ field, is: 'unreadable' as const })));
  const [first, second] = given.filter(isReadable);
  if (second !== undefined) wrong.push({ field: second, is: 'two-dimensions' });
  return {
    filters: { from, to, dimension: first ?? 'all', value: first === undefined ? '' : maskedText(text(first)) },
    typed: Object.fromEntries(wrong.map(({ field }) => [field, asText(query[field])])),
    wrong,
  };
}

/** The address of a page with these filters; what is so by itself is left out. */
export function addressWith(
  path: string,
  filters: CounterFilters,
  more: Readonly<Record<string, string>> = {},
): string {
  const { from, to, dimension, value } = filters;
  const query = new URLSearchParams({ ...more, from, to, ...(dimension !== 'all' && { [dimension]: value }) });
  return `${path}?${query.toString()}`;
}
