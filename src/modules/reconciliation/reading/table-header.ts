import { minorDigits } from '../../../kernel/domain/money.js';
import type { Row } from './delimited-rows.js';
import { plainWord, type Field, type StatementFormat } from './statement-formats.js';
import { unreadable } from './unreadable.js';

/** Which column holds what. */
export interface TableHeader {
  readonly line: number;
  /** Every header once: repeated ones are told apart. */
  readonly columns: readonly string[];
  readonly places: { readonly [field in Field]?: number };
  /** The column of the currency of each money column, and the currency that its header names. */
  readonly currencies: {
    readonly [field in MoneyField]?: { readonly place: number | null; readonly code: string | null };
  };
}

export const moneyFields = ['amount', 'credit', 'debit', 'fee', 'balance', 'balanceBefore'] as const;
export type MoneyField = (typeof moneyFields)[number];

/** Rows with a title, an account or a period may stand above the header. */
export const mostRowsAboveHeader = 20;

/** The first row of those that has every column that is needed. */
export function findHeader(rows: readonly Row[], format: Format): TableHeader | null {
  for (const row of rows.slice(0, mostRowsAboveHeader)) {
    const header = headerIn(row, format);
    if (missingIn(header, format).length === 0) return header;
  }
  return null;
}

/** Tells of the row that came nearest what it lacks, and by which headers that would have been known. */
export function noHeader(rows: readonly Row[], format: Format) {
  const headers = rows.slice(0, mostRowsAboveHeader).map((row) => headerIn(row, format));
  const known = ({ places }: TableHeader) => Object.keys(places).length;
  const nearest = headers.reduce<TableHeader | null>(
    (best, each) => (best !== null && known(best) >= known(each) ? best : each),
    null,
  );
  if (nearest === null) return unreadable('EMPTY', 1, 'the file is empty');
  const missing = missingIn(nearest, format);
  const lookedFor = Object.fromEntries(missing.flat().map((field) => [field, format.headers[field] ?? []]));
  const named = (field: Field) => format.headers[field]?.[0] ?? field;
  const lacks = missing.map((choice) => choice.map((field) => `"${named(field)}"`).join(' or ')).join(', ');
  const where = known(nearest) === 0 ? `none of the first ${mostRowsAboveHeader} lines is a header: it` : 'the header';
  return unreadable('NO_HEADER', nearest.line, `${where} lacks a column ${lacks}`, {
    column: named(missing[0]![0]!),
    missing: missing.map((choice) => choice.map(named).join(' / ')),
    lookedFor,
  });
}

type Format = StatementFormat & { readonly isBank: boolean };

function missingIn({ places }: TableHeader, { isBank }: Format): readonly (readonly Field[])[] {
  const amount: readonly Field[] = ['amount', 'credit', 'debit'];
  // A line without an id is known by its amount, its time and the balance after it.
  const needed: readonly (readonly Field[])[] = isBank
    ? [['date'], amount, ['id', 'balance', 'text']]
    : [['date'], amount, ['status'], ['id', 'balance']];
  return needed.filter((choice) => !choice.some((field) => field in places));
}

function headerIn({ line, cells }: Row, format: Format): TableHeader {
  const names = cells.map((cell) => plainWord(cell));
  const codes = cells.map(codeIn);
  const bare = cells.map((cell, place) => (codes[place] === null ? null : plainWord(cell.replace(codeAtEnd, ''))));
  const places: { [field in Field]?: number } = {};
  const taken = new Set<number>();
  const find = (field: Field, all: readonly (string | null)[]) => {
    for (const synonym of format.headers[field] ?? []) {
      const place = all.findIndex((name, at) => name === plainWord(synonym) && !taken.has(at));
      if (place === -1 || place in places) continue;
      places[field] = place;
      taken.add(place);
      return;
    }
  };
  const all = (Object.keys(format.headers) as Field[]).filter((field) => field !== 'currency');
  for (const field of all) find(field, names);
  for (const field of moneyFields) if (!(field in places)) find(field, bare);

  const currencyNames = new Set(format.headers.currency?.map(plainWord));
  const currencyPlaces = names.flatMap((name, place) => (currencyNames.has(name) ? [place] : []));
  const isMoney = (place: number) => moneyFields.some((field) => places[field] === place);
  // One currency that stands behind no money column is that of the whole row.
  const [only] = currencyPlaces;
  if (currencyPlaces.length === 1 && (only === 0 || !isMoney(only! - 1))) places.currency = only!;
  const currencies: { [field in MoneyField]?: { place: number | null; code: string | null } } = {};
  for (const field of moneyFields) {
    const place = places[field];
    if (place === undefined) continue;
    currencies[field] = { place: currencyPlaces.includes(place + 1) ? place + 1 : null, code: codes[place]! };
  }
  return { line, columns: toldApart(cells, currencyPlaces), places, currencies };
}

const codeAtEnd = /[\s([]+([A-Za-z]{3})[)\]]?\s*$/;
/** `Amount (RWF)`. */
function codeIn(cell: string): string | null {
  const code = codeAtEnd.exec(cell)?.[1]?.toUpperCase();
  const named = code === 'FRW' ? 'RWF' : code;
  return named !== undefined && minorDigits(named) !== null ? named : null;
}

function toldApart(cells: readonly string[], currencyPlaces: readonly number[]): readonly string[] {
  const columns: string[] = [];
  for (const [place, cell] of cells.entries()) {
    const name = cell.trim() || `#${place + 1}`;
    const beside = currencyPlaces.includes(place) && place > 0 ? `${name} (${cells[place - 1]!.trim()})` : name;
    let free = columns.includes(name) ? beside : name;
    for (let number = 2; columns.includes(free); number += 1) free = `${beside} (${number})`;
    columns.push(free);
  }
  return columns;
}
