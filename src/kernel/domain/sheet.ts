import { minorDigits, Money, tooManyDecimals } from './money.js';
import { isLineOf } from './text.js';

/** What files of lines have in common that people make with a spreadsheet: payouts to make, payment links to hand out. */

/** One line of a file: its number as a spreadsheet shows it, where the header is line 1, and its cells in the order of the header. */
export interface Row {
  readonly line: number;
  readonly cells: readonly string[];
}

/** The columns of a kind of file. Any number of dimensions may come beside them. */
export interface Columns {
  readonly required: readonly string[];
  readonly others: readonly string[];
}

/** Where each column stands in a row. */
export class Header {
  readonly #places: ReadonlyMap<string, number>;
  readonly dimensions: readonly { readonly name: string; readonly column: string }[];

  private constructor(readonly columns: readonly string[]) {
    this.#places = new Map(columns.map((column, place) => [column, place]));
    this.dimensions = columns
      .filter((column) => column.startsWith(dimensionPrefix))
      .map((column) => ({ column, name: column.slice(dimensionPrefix.length) }));
  }

  /** By the names of the columns, in any order and case. */
  static read(
    cells: readonly string[],
    { required, others }: Columns,
  ): Header | { readonly column: string; readonly what: string } {
    const columns: string[] = [];
    for (const cell of cells) {
      const column = columnOf(cell.trim(), [...required, ...others]);
      if (typeof column !== 'string') return { column: cell.trim(), what: column.what };
      if (columns.includes(column)) return { column, what: 'comes twice' };
      columns.push(column);
    }
    const missing = required.find((column) => !columns.includes(column));
    if (missing !== undefined) return { column: missing, what: 'is missing' };
    const header = new Header(columns);
    return header.dimensions.length > mostDimensions
      ? { column: header.dimensions.at(-1)!.column, what: `is one dimension too many: at most ${mostDimensions}` }
      : header;
  }

  /** As it was stored. */
  static of(columns: readonly string[]): Header {
    return new Header(columns);
  }

  cell({ cells }: Pick<Row, 'cells'>, column: string): string {
    const place = this.#places.get(column);
    return place === undefined ? '' : (cells[place] ?? '').trim();
  }

  /** The cells by the names of their columns. */
  shown({ cells }: Pick<Row, 'cells'>): Record<string, string> {
    return Object.fromEntries(this.columns.map((column, place) => [column, cells[place] ?? '']));
  }
}

const dimensionPrefix = 'Dimension:';
const mostDimensions = 20;

function columnOf(cell: string, known: readonly string[]): string | { readonly what: string } {
  const column = known.find((name) => name.toLowerCase() === cell.toLowerCase());
  if (column !== undefined) return column;
  if (!cell.toLowerCase().startsWith(dimensionPrefix.toLowerCase()))
    return { what: `is not known: the columns are ${known.join(', ')} and ${dimensionPrefix}<name>` };
  const name = cell.slice(dimensionPrefix.length).trim();
  const isName = isLineOf(name, 1, 64) && !/^\$|\./.test(name) && !(name in Object.prototype);
  return isName
    ? `${dimensionPrefix}${name}`
    : { what: 'must name its dimension in 1 to 64 characters, without "." or a leading "$"' };
}

/**
 * The money of a cell, or what is wrong with it. Null: its currency is none, which is the fault of another cell. A spreadsheet writes `1e6` and
 * `5,000` where a person meant something else, so neither is read.
 */
export function amountInCell(text: string, currency: string): Money | string | null {
  if (!/^(0|[1-9]\d*)(\.\d+)?$/.test(text))
    return 'must be a number without sign, exponent or separators of thousands, such as 5000';
  if (text.replace('.', '').length > 15) return 'must have at most 15 digits';
  if (minorDigits(currency) === null) return null;
  const amount = Money.parse(text, currency);
  if (amount === null) return tooManyDecimals(currency);
  return amount.isPositive ? amount : 'must be more than zero';
}
