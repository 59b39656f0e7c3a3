import { isInstant } from '../../../kernel/domain/clock.js';
import type { DateFormat, TablePlan } from './statement-plan.js';
import { unreadable } from './unreadable.js';

/** The moment in milliseconds, or what is wrong with the cell. */
export type DateRead = number | { readonly reason: string };
type Order = TablePlan['order'];

// Statements of Rwanda name no zone: their times are those of Kigali, two hours ahead of UTC all year.
const kigaliAheadMs = 2 * 3_600_000;

const clock = String.raw`(?:[T\s]+(?<hour>\d{1,2}):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?\s*(?<half>[AaPp]\.?[Mm]\.?)?)?`;
const zone = String.raw`\s*(?<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?`;
const yearFirst = new RegExp(String.raw`^(?<year>\d{4})([-/.]?)(?<month>\d\d)\2(?<day>\d\d)${clock}${zone}$`);
const yearLast = new RegExp(String.raw`^(?<one>\d{1,2})([-/.])(?<two>\d{1,2})\2(?<year>\d{4})${clock}${zone}$`);
const named = new RegExp(
  String.raw`^(?<day>\d{1,2})[-/.\s]*(?<name>[A-Za-z]{3,9})\.?[-/.,\s]*(?<year>\d{4}|\d\d)${clock}${zone}$`,
);
const namedFirst = new RegExp(
  String.raw`^(?<name>[A-Za-z]{3,9})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})${clock}${zone}$`,
);
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Gathers from every cell of the column whether days or months stand first. One cell with 13 or more in a place decides it for the
 * column; cells that contradict one another, and a column without any such cell, decide nothing.
 */
export class DateOrder {
  #dayFirst: number | null = null;
  #monthFirst: number | null = null;
  #either: number | null = null;

  /** False: the cell is not of a kind whose order matters. */
  see(cell: string, line: number): void {
    // By far the most cells begin with a year. In 1-12-2026 the hyphen behind the month stands at the same place.
    if (cell.charCodeAt(4) === hyphen && cell.charCodeAt(1) !== hyphen) return;
    // And nearly all others have two digits, two digits and a year.
    const separator = cell.charCodeAt(2);
    if ((separator === slash || separator === hyphen) && cell.charCodeAt(5) === separator) {
      const [first, second] = [twoDigits(cell, 0), twoDigits(cell, 3)];
      const isYear = twoDigits(cell, 6) >= 0 && twoDigits(cell, 8) >= 0;
      if (first >= 0 && second >= 0 && isYear && (cell.length === 10 || cell.charCodeAt(10) === blank))
        return this.#seeOrder(first, second, line);
    }
    const text = cell.trim();
    const end = text.search(/[^\d/.-]/);
    const [one, two, year, more] = (end === -1 ? text : text.slice(0, end)).split(/[/.-]/);
    if (year?.length !== 4 || more !== undefined || one!.length > 2 || two!.length > 2) return;
    this.#seeOrder(Number(one), Number(two), line);
  }

  #seeOrder(first: number, second: number, line: number): void {
    if (first > 12 && second <= 12) this.#dayFirst ??= line;
    else if (second > 12 && first <= 12) this.#monthFirst ??= line;
    else if (first !== second) this.#either ??= line;
  }

  /** Refuses a column that can be read in two ways, with the question, and one that cannot be read in any. */
  decide(column: string, asked: DateFormat | undefined): Order {
    const [day, month] = [this.#dayFirst, this.#monthFirst];
    if (day !== null && month !== null)
      throw unreadable(
        'DATES_OF_TWO_ORDERS',
        month,
        `on line ${day} the day stands before the month, and on line ${month} behind it`,
        {
          column,
        },
      );
    const numeric = day ?? month ?? this.#either;
    if (numeric !== null && asked === 'YYYY-MM-DD')
      throw unreadable(
        'OTHER_DATE_ORDER',
        numeric,
        'dateFormat=YYYY-MM-DD was named, and the year of this date stands last',
        {
          column,
        },
      );
    if (day !== null && asked === 'MM/DD/YYYY')
      throw unreadable(
        'OTHER_DATE_ORDER',
        day,
        'dateFormat=MM/DD/YYYY was named, and the day of this date stands first',
        { column },
      );
    if (month !== null && asked === 'DD/MM/YYYY')
      throw unreadable(
        'OTHER_DATE_ORDER',
        month,
        'dateFormat=DD/MM/YYYY was named, and the month of this date stands first',
        { column },
      );
    if (day !== null || asked === 'DD/MM/YYYY') return 'day first';
    if (month !== null || asked === 'MM/DD/YYYY') return 'month first';
    if (this.#either === null) return null;
    throw unreadable('DATE_ORDER', this.#either, 'day and month can nowhere be told apart', {
      column,
      question: 'dateFormat',
      choices: ['DD/MM/YYYY', 'MM/DD/YYYY'],
    });
  }
}

export class DateReader {
  readonly #days = new Map<string, number>();

  constructor(readonly order: Order) {}

  /** `time` is the cell of a column of its own; empty: there is none. */
  read(date: string, time = ''): DateRead {
    return this.#fast(date, time) ?? this.#slow((time === '' ? date : `${date.trim()} ${time.trim()}`).trim());
  }

  /** A day in ten characters and a time behind it, as most exports write it; a day is worked out once. */
  #fast(date: string, time: string): number | null {
    const { length } = date;
    if (
      time !== '' ||
      (length !== 19 && length !== 16) ||
      date.charCodeAt(10) !== blank ||
      date.charCodeAt(13) !== colon
    )
      return null;
    const day = date.slice(0, 10);
    let start = this.#days.get(day);
    if (start === undefined) {
      const read = this.#slow(day);
      if (typeof read !== 'number' || this.#days.size > 1_000) return null;
      this.#days.set(day, (start = read));
    }
    if (length === 19 && date.charCodeAt(16) !== colon) return null;
    const [hour, minute, second] = [twoDigits(date, 11), twoDigits(date, 14), length === 19 ? twoDigits(date, 17) : 0];
    if (!(hour < 24 && minute < 60 && second < 60)) return null;
    return start + ((hour * 60 + minute) * 60 + second) * 1_000;
  }

  #slow(text: string): DateRead {
    const parts = (yearFirst.exec(text) ?? yearLast.exec(text) ?? named.exec(text) ?? namedFirst.exec(text))?.groups;
    if (parts === undefined)
      return {
        reason: /^\d{1,2}[-/.]\d{1,2}[-/.]\d\d(\D|$)/.test(text)
          ? 'has a year of two digits'
          : 'is not a date in a form that is known, such as 2026-11-29 10:00:00 or 29/11/2026 10:00',
      };
    const day = this.#dayOf(parts);
    if (day === null) return { reason: 'has a day and a month in an order that the file does not tell' };
    const [year, month, date] = day;
    const midnight = Date.UTC(year, month - 1, date);
    const read = new Date(midnight);
    // JavaScript takes the year 26 for 1926.
    const isDay = read.getUTCFullYear() === year && read.getUTCMonth() === month - 1 && read.getUTCDate() === date;
    if (!isDay) return { reason: 'is not a day of the calendar' };
    // Exports write an empty date as 1970. As a day of the statement it would cover all years until now, and name all that is not on it.
    if (year < 2_000 || year > 2_099) return { reason: 'is of a year that no statement has' };
    const ofDay = timeOf(parts);
    if (ofDay === null) return { reason: 'is not a time of day' };
    const at = midnight + ofDay - aheadOf(parts['zone']);
    return isInstant(at) ? at : { reason: 'is not a day of the calendar' };
  }

  #dayOf(parts: Parts): readonly [number, number, number] | null {
    const { year = '', month, day, one, two, name } = parts;
    const full = Number(year.length === 2 ? `20${year}` : year);
    if (name !== undefined) return [full, months.indexOf(name.slice(0, 3).toLowerCase()) + 1, Number(day)];
    if (one === undefined) return [full, Number(month), Number(day)];
    if (one === two) return [full, Number(one), Number(two)];
    if (this.order === 'day first') return [full, Number(two), Number(one)];
    if (this.order === 'month first') return [full, Number(one), Number(two)];
    return null;
  }
}

type Parts = { readonly [name: string]: string | undefined };

function timeOf({ hour = '0', minute = '0', second = '0', fraction = '', half }: Parts): number | null {
  const isAfternoon = half?.toLowerCase().startsWith('p');
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (isAfternoon ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1_000 + Number(fraction.padEnd(3, '0').slice(0, 3));
}

function aheadOf(zone: string | undefined): number {
  if (zone === undefined) return kigaliAheadMs;
  const parts = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (parts === null) return 0;
  const ahead = (Number(parts[2]) * 60 + Number(parts[3])) * 60_000;
  return parts[1] === '-' ? -ahead : ahead;
}

/** NaN where the characters are no digits. */
const twoDigits = (text: string, at: number): number => {
  const [tens, ones] = [text.charCodeAt(at) - zero, text.charCodeAt(at + 1) - zero];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
};

const blank = 0x20;
const hyphen = 0x2d;
const slash = 0x2f;
const colon = 0x3a;
const zero = 0x30;
