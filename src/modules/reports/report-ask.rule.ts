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

/** What is wrong, in words that say what to do. */
export function faultsOf(asked: AskedReport, report: Covering, now: Instant): readonly FieldError[] {
  const { from, to, filters, by } = asked;
  const faults: FieldError[] = [];
  const fault = (field: string, message: string) => faults.push({ field, message });
  for (const name of Object.keys(filters).filter((each) => !report.filters.includes(each)))
    fault(name, `is no filter of ${report.name}, which takes ${report.filters.join(', ') || 'none'}`);
  if (asked.format === 'pdf' && report.paper === undefined)
    fault('format', `is not for ${report.name}, which has no PDF`);
  if (by !== null && report.name !== 'revenue-by-service') fault('by', `is for revenue-by-service, not ${report.name}`);
  if (report.covers === 'now') {
    if (from !== null) fault('from', `is not for ${report.name}: it tells how things stand now`);
    if (to !== null) fault('to', `is not for ${report.name}: it tells how things stand now`);
    return faults;
  }
  const today = todayAt(now);
  const days = daysOf(asked, report, now);
  const [first, last] = [days.from!, days.to!];
  for (const [field, day] of Object.entries({ from, to }))
    if (day !== null && day > today) fault(field, `must not be after today, which is ${today} in Kigali`);
  if (faults.length > 0) return faults;
  if (last < first) fault('to', `must not be before from, which is ${first}`);
  else if (daysFrom(first, last) > mostDays)
    fault('to', `must be at most ${mostDays} days from ${first}, counted with it: ask for the years one by one`);
  return faults;
}

const todayAt = (now: Instant): string => new Date(Date.parse(now) + kigaliAheadMs).toISOString().slice(0, 10);
const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs + 1;
const dayMs = 24 * 3_600_000;
const kigaliAheadMs = 2 * 3_600_000;
