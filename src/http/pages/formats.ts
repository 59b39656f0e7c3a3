import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import type { Language } from '../../kernel/domain/language.js';

/**
 * How figures and times are written. `Intl` groups the digits of Kinyarwanda by a full stop, so that 5.000 would be read as five by a person who
 * knows amounts as they are written in Rwanda; and the names of months change from one Node to the next. Pages and receipts write them alike, by
 * this table.
 */
interface Format {
  /** Between groups of three digits. */
  readonly thousands: string;
  /** Before the digits after the point. */
  readonly point: string;
  readonly months: readonly string[];
}

const noBreak = '\u00a0';

export const formats: Readonly<Record<Language, Format>> = {
  en: {
    thousands: ',',
    point: '.',
    months: 'January February March April May June July August September October November December'.split(' '),
  },
  rw: {
    thousands: ',',
    point: '.',
    months: 'Mutarama Gashyantare Werurwe Mata Gicurasi Kamena Nyakanga Kanama Nzeri Ukwakira Ugushyingo Ukuboza'.split(
      ' ',
    ),
  },
  fr: {
    thousands: noBreak,
    point: ',',
    months: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  },
};

/** A whole or decimal number as the contract writes it, `1234.50`, for people. */
export function figures(amount: string, language: Language): string {
  const { thousands, point } = formats[language];
  const [whole = '', digits] = amount.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  return digits === undefined ? grouped : `${grouped}${point}${digits}`;
}

/** The time of a clock in Kigali: `2026-11-28T14:05:09.000`. */
export const inKigali = (at: Instant): string => new Date(epochMs(at) + kigaliOffsetMs).toISOString().slice(0, -1);
const kigaliOffsetMs = 2 * 60 * 60 * 1_000;

/** `28 November 2026` in Kigali. */
export function dayOf(at: Instant, language: Language): string {
  const [year, month, day] = inKigali(at).slice(0, 10).split('-');
  return `${Number(day)} ${formats[language].months[Number(month) - 1]!} ${year}`;
}
