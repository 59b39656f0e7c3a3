import type { Cell, ColumnKind } from './report.js';

/**
 * Text that no spreadsheet runs: one that begins as a formula does gets an apostrophe before it. Blanks do not hide the beginning, since some
 * programs drop them, and neither do the wide forms of the signs.
 */
export const harmless = (text: string): string =>
  /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;

const decimal = /^-?\d+(\.\d+)?$/;

/** An amount, count or percentage as decimal text; null for any other cell. It is written as it is: a minus sign of a number is no formula. */
export function numberOf(cell: Cell, kind: ColumnKind): string | null {
  if (typeof cell === 'number') return String(cell);
  return kind === 'money' && cell !== null && decimal.test(cell) ? cell : null;
}

/** Whether a spreadsheet, which computes in binary floating point, keeps this number as it is. */
export const isExact = (number: string): boolean => /^-?\d{1,15}$/.test(number) || !decimal.test(number);
