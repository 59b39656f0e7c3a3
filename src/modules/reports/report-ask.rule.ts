import type { Instant } from '../../kernel/domain/clock.js';
import type { FieldError } from '../../kernel/domain/invalid-input.js';

/** Which days, filters and form a report may be asked for. Days are Kigali days. */
export const formats = ['json', 'csv', 'xlsx', 'pdf'] as const;
export type Format = (typeof formats)[number];

export const dimensionNames = ['service', 'branch', 'department', 'program', 'reference'] as const;
export const groupings = [...dimensionNames, 'provider'] as const;
export type Grouping = (typeof groupings)[number];
export const filterNames = [...groupings, 'client'] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Readonly<Partial<Record<FilterName, string>>>;

export interface AskedReport {
  readonly from: string | null;
  readonly to: string | null;
  readonly format: Format;
  /** The table alone, for programs; of CSV. */
  readonly plain: boolean;
  readonly filters: Readonly<Record<string, string>>;
  readonly by: string | null;
  readonly phoneNumbers: 'masked' | 'whole';
}

interface Covering {
  readonly name: string;
  readonly covers: 'days' | 'now';
  readonly filters: readonly string[];
  /** Without it there is no PDF. */
  readonly paper?: unknown;
}

/** A year and its leap day. */
export const mostDays = 366;

/** The days that are meant: one that is left out is the other, and both are today. */
export function daysOf(
  { from, to }: Pick<AskedReport, 'from' | 'to'>,
  { covers }: Pick<Covering, 'covers'>,
  now: Instant,
) {
  if (covers === 'now') return { from: null, to: null };
  const today = todayAt(now);
  return { from: from ?? to ?? today, to: to ?? from ?? today };
}

/** What is wrong with one field. */
export type WrongReport = { readonly field: string } & (
  | { readonly is: 'no-filter' | 'no-pdf' | 'not-grouped' | 'as-of-now' }
  | { readonly is: 'after-today'; readonly today: string }
  | { readonly is: 'before-first' | 'too-long'; readonly first: string }
);

export function wrongIn(asked: AskedReport, report: Covering, now: Instant): readonly WrongReport[] {
  const { from, to, filters, by } = asked;
  const wrong: WrongReport[] = Object.keys(filters)
    .filter((each) => !report.filters.includes(each))
    .map((field) => ({ field, is: 'no-filter' }));
  if (asked.format === 'pdf' && report.paper === undefined) wrong.push({ field: 'format', is: 'no-pdf' });
  if (by !== null && report.name !== 'revenue-by-service') wrong.push({ field: 'by', is: 'not-grouped' });
  if (report.covers === 'now') {
    if (from !== null) wrong.push({ field: 'from', is: 'as-of-now' });
    if (to !== null) wrong.push({ field: 'to', is: 'as-of-now' });
    return wrong;
  }
  const today = todayAt(now);
  const days = daysOf(asked, report, now);
  const [first, last] = [days.from!, days.to!];
  for (const [field, day] of Object.entries({ from, to }))
    if (day !== null && day > today) wrong.push({ field, is: 'after-today', today });
  if (wrong.length > 0) return wrong;
  if (last < first) wrong.push({ field: 'to', is: 'before-first', first });
  else if (daysFrom(first, last) > mostDays) wrong.push({ field: 'to', is: 'too-long', first });
  return wrong;
}

/** The same for programs, in words that say what to do. */
export const faultsOf = (asked: AskedReport, report: Covering, now: Instant): readonly FieldError[] =>
  wrongIn(asked, report, now).map((wrong) => ({ field: wrong.field, message: saidOf(wrong, report) }));

function saidOf(wrong: WrongReport, { name, filters }: Covering): string {
  switch (wrong.is) {
    case 'no-filter':
      return `is no filter of ${name}, which takes ${filters.join(', ') || 'none'}`;
    case 'no-pdf':
      return `is not for ${name}, which has no PDF`;
    case 'not-grouped':
      return `is for revenue-by-service, not ${name}`;
    case 'as-of-now':
      return `is not for ${name}: it tells how things stand now`;
    case 'after-today':
      return `must not be after today, which is ${wrong.today} in Kigali`;
    case 'before-first':
      return `must not be before from, which is ${wrong.first}`;
    case 'too-long':
      return `must be at most ${mostDays} days from ${wrong.first}, counted with it: ask for the years one by one`;
  }
}

const todayAt = (now: Instant): string => new Date(Date.parse(now) + kigaliAheadMs).toISOString().slice(0, 10);
const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs + 1;
const dayMs = 24 * 3_600_000;
const kigaliAheadMs = 2 * 3_600_000;
