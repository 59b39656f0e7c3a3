import type { FieldError } from '../../kernel/domain/invalid-input.js';
import { minorDigits, Money } from '../../kernel/domain/money.js';
import { recordTypes, type RecordType } from '../../kernel/domain/record.js';
import { amountInCell, type Columns, type Header, type Row } from '../../kernel/domain/sheet.js';
import { isLineOf } from '../../kernel/domain/text.js';

/** The columns of a sheet of links. */
export const sheetColumns: Columns = {
  required: ['Record', 'Amount', 'Currency'],
  others: ['Name', 'Description', 'RecordType', 'Reference'],
};

/** A line of a sheet, and what is wrong with it. No error repeats a cell: cells are personal data. */
export interface CheckedSheetLine extends Row {
  readonly record: { readonly type: RecordType; readonly id: string } | null;
  /** Null: the payer names it, or it is wrong. */
  readonly amount: Money | null;
  readonly currency: string;
  readonly name: string | null;
  readonly description: string | null;
  readonly reference: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Empty: the line is valid. */
  readonly errors: readonly FieldError[];
}

/** Checks every line by itself, and then that no record comes twice. */
export function checkSheet(
  header: Header,
  rows: readonly Row[],
  /** Whether any provider takes this currency. */
  takes: (currency: string) => boolean,
): readonly CheckedSheetLine[] {
  const records = new Map<string, number>();
  return rows.map((row) => {
    const line = checkLine(header, row, takes);
    if (line.record === null) return line;
    const key = JSON.stringify(line.record);
    const earlier = records.get(key);
    if (earlier === undefined) {
      records.set(key, row.line);
      return line;
    }
    const again = { field: 'Record', message: `is the record of line ${earlier} too: a record is paid once` };
    return { ...line, errors: [...line.errors, again] };
  });
}

function checkLine(header: Header, row: Row, takes: (currency: string) => boolean): CheckedSheetLine {
  const errors: FieldError[] = [];
  const cell = (column: string) => header.cell(row, column);
  const wrong = (field: string, message: string) => void errors.push({ field, message });
  if (row.cells.length !== header.columns.length)
    wrong('', `has ${row.cells.length} fields, and the header has ${header.columns.length}`);

  const id = cell('Record');
  const type = recordTypes.find((each) => each === (cell('RecordType').toLowerCase() || 'other')) ?? null;
  const isId = isLineOf(id, 1, 100);
  if (!isId) wrong('Record', 'must be text of 1 to 100 characters on one line');
  if (type === null) wrong('RecordType', `must be one of ${recordTypes.join(', ')}`);

  const currency = cell('Currency');
  if (minorDigits(currency) === null) wrong('Currency', 'must be a currency code of ISO 4217, such as RWF');
  else if (!takes(currency)) wrong('Currency', 'is not one that a configured provider takes');
  // An empty amount is the payer’s to name.
  const amount = cell('Amount') === '' ? null : amountInCell(cell('Amount'), currency);
  if (typeof amount === 'string') wrong('Amount', amount);

  const named = (column: string, most: number) => {
    const text = cell(column);
    if (!isLineOf(text, 0, most)) wrong(column, `must be text of at most ${most} characters on one line`);
    return text === '' ? null : text;
  };
  const [name, description, reference] = [named('Name', 100), named('Description', 160), named('Reference', 64)];
  const dimensions = Object.fromEntries(
    header.dimensions.flatMap(({ name: dimension, column }) => {
      const text = named(column, 64);
      return text === null ? [] : [[dimension, text]];
    }),
  );
  return {
    ...row,
    record: isId && type !== null ? { type, id } : null,
    amount: amount instanceof Money ? amount : null,
    currency,
    name,
    description,
    reference,
    dimensions,
    errors,
  };
}
