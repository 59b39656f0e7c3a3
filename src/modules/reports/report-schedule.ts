import type { Instant } from '../../kernel/domain/clock.js';
import { reportNamed, reportNames } from './all-reports.js';
import { formats, type Format } from './report-ask.rule.js';
import { isTooLongForPdf } from './report-pdf.js';

/** Which reports are written by themselves, and which days each of them covers. */
export interface ScheduleRow {
  readonly report: string;
  readonly format: Format;
  readonly every: Every;
}

export const everies = ['day', 'week', 'month'] as const;
export type Every = (typeof everies)[number];
const words: Readonly<Record<string, Every>> = { daily: 'day', weekly: 'week', monthly: 'month' };

/** Kigali days, both of them in it. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** `daily-transactions:csv:daily,revenue-by-service:xlsx:monthly`. Text: what is wrong with it. */
export function readSchedule(text: string): readonly ScheduleRow[] | string {
  const rows: ScheduleRow[] = [];
  for (const part of text.split(',').map((each) => each.trim())) {
    const [name = '', form = '', rhythm = '', ...more] = part.split(':');
    const format = formats.find((each) => each === form);
    const every = words[rhythm];
    if (reportNamed(name) === null) return `${name} is no report: there are ${reportNames.join(', ')}`;
    if (format === undefined) return `${part}: the form is one of ${formats.join(', ')}`;
    if (format === 'pdf' && reportNamed(name)!.paper === undefined) return `${part}: ${name} has no PDF`;
    if (every === undefined || more.length > 0) return `${part}: the rhythm is one of ${Object.keys(words).join(', ')}`;
    if (rows.some((row) => nameOf(row) === nameOf({ report: name, format, every }))) return `${part} comes twice`;
    rows.push({ report: name, format, every });
  }
  return rows;
}

/** Of one row: the end of its stream's name. */
export const nameOf = ({ report, format, every }: ScheduleRow): string => `${report}-${format}-${every}`;

/** `daily-transactions_2026-11-01_2026-11-30.csv`; of one day its name once. */
export const scheduledFileName = ({ report, format }: ScheduleRow, { from, to }: Period): string =>
  `${report}_${from === to ? from : `${from}_${to}`}.${format}`;

/** In the form of the row, or as a spreadsheet where a PDF would be too long: at the next try it would be again, and the days after it would wait for it. */
export async function inFormOf<T>(row: ScheduleRow, make: (row: ScheduleRow) => Promise<T>): Promise<T> {
  try {
    return await make(row);
  } catch (error) {
    if (!isTooLongForPdf(error)) throw error;
    return make({ ...row, format: 'xlsx' });
  }
}

/**
 * The periods that are over and not written, oldest first. `last`: the last day that is written; null: none was, and the schedule begins with the
 * last period that is over. After a long rest not all that was missed is made up for, and a report of how things stand now is not made for days that
 * have passed.
 */
export function periodsDue(
  { report, every }: Pick<ScheduleRow, 'report' | 'every'>,
  last: string | null,
  now: Instant,
): readonly Period[] {
  const newest = lastOver(every, now);
  if (last === null) return [newest];
  if (reportNamed(report)!.covers === 'now') return newest.to > last ? [newest] : [];
  const due: Period[] = [];
  for (
    let period = newest;
    period.to > last && due.length < mostMadeUp;
    period = periodOf(every, moved(period.from, -1))
  )
    due.unshift(period);
  return due;
}

/** The last period that was over two minutes ago: what was recorded at its end is posted and read by then. */
function lastOver(every: Every, now: Instant): Period {
  const today = new Date(Date.parse(now) + kigaliAheadMs - graceMs).toISOString().slice(0, 10);
  return periodOf(every, moved(periodOf(every, today).from, -1));
}

/** The period in which a day lies. A week begins on Monday. */
function periodOf(every: Every, day: string): Period {
  if (every === 'day') return { from: day, to: day };
  if (every === 'week') {
    const from = moved(day, -((new Date(day).getUTCDay() + 6) % 7));
    return { from, to: moved(from, 6) };
  }
  const from = `${day.slice(0, 8)}01`;
  return { from, to: moved(`${moved(from, 31).slice(0, 8)}01`, -1) };
}

const moved = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);
const dayMs = 24 * 3_600_000;
const kigaliAheadMs = 2 * 3_600_000;
const graceMs = 2 * 60_000;
const mostMadeUp = 31;
