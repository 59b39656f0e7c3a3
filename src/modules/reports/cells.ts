import { groupName } from './group-name.rule.js';
import type { Cell, Column, ColumnKind, Row } from './report.js';

/** As a file for people has it. JSON, and CSV for programs, have nothing where a dimension has no value. */
export function shownCell({ name, isDimension = false }: Column, row: Row): Cell {
  const cell = row[name] ?? null;
  return isDimension ? groupName(String(cell ?? '')) : cell;
}

const decimal = /^-?\d+(\.\d+)?$/;

/** An amount, count or percentage as decimal text; null for any other cell. It is written as it is: a minus sign of a number is no formula. */
export function numberOf(cell: Cell, kind: ColumnKind): string | null {
  if (typeof cell === 'number') return String(cell);
  return kind === 'money' && cell !== null && decimal.test(cell) ? cell : null;
}

/** Whether a spreadsheet, which computes in binary floating point, keeps this number as it is. */
export const isExact = (number: string): boolean => /^-?\d{1,15}$/.test(number) || !decimal.test(number);
