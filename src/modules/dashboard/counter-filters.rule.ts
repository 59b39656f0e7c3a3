import { maskedText } from '../../kernel/masking.js';
import { isDay } from '../ledger/contract.js';
import type { Dimension } from './counters.view.js';

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
  | { readonly field: FilterDimension; readonly is: 'two-dimensions' };

const mostDays = 366;
const dayMs = 86_400_000;

/** What cannot be answered is left out, and named. */
export function counterFiltersIn(
  query: Readonly<Record<string, unknown>>,
  today: string,
): { readonly filters: CounterFilters; readonly wrong: readonly WrongFilter[] } {
  const text = (name: string): string => {
    const value = query[name];
    return typeof value === 'string' ? value.trim().slice(0, 100) : '';
  };
  const wrong: WrongFilter[] = [];
  const day = (name: 'from' | 'to', otherwise: string): string => {
    const given = text(name);
    if (given === '' || isDay(given)) return given || otherwise;
    wrong.push({ field: name, is: 'unreadable' });
    return otherwise;
  };
  let to = day('to', today);
  let from = day('from', text('to') === '' || to > today ? today : to);
  if (text('from') !== '' && text('to') === '' && from > to) to = from;
  if (from > to) wrong.push({ field: 'from', is: 'reversed' });
  else if ((Date.parse(to) - Date.parse(from)) / dayMs >= mostDays) wrong.push({ field: 'from', is: 'too-long' });
  if (wrong.some(({ is }) => is === 'reversed' || is === 'too-long')) from = to;
  const [first, second] = filterDimensions.filter((name) => text(name) !== '');
  if (second !== undefined) wrong.push({ field: second, is: 'two-dimensions' });
  return {
    filters: { from, to, dimension: first ?? 'all', value: first === undefined ? '' : maskedText(text(first)) },
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
