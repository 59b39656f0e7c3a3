import type { FieldError } from '../../kernel/domain/invalid-input.js';
import { minorDigits, Money } from '../../kernel/domain/money.js';
import { notAMsisdn, parseMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import { recordTypes, type RecordType } from '../../kernel/domain/record.js';
import { amountInCell, type Columns, type Header, type Row } from '../../kernel/domain/sheet.js';
import { isLineOf } from '../../kernel/domain/text.js';

/** A line of a file of payouts, and what is wrong or doubtful about it. No error and no warning repeats a cell: cells are personal data. */
export interface CheckedLine extends Row {
  readonly record: { readonly type: RecordType; readonly id: string } | null;
  readonly msisdn: Msisdn | null;
  readonly name: string | null;
  readonly description: string | null;
  readonly amount: Money | null;
  readonly dimensions: Readonly<Record<string, string>>;
  /** Empty: the line is valid. */
  readonly errors: readonly FieldError[];
  /** What a person should look at before approval. */
  readonly warnings: readonly FieldError[];
}

export interface Totals {
  readonly lines: number;
  readonly valid: number;
  readonly invalid: number;
  /** How many valid lines have a warning. */
  readonly warnings: number;
  /** The sum of the valid lines; null: there is none. */
  readonly amount: Money | null;
  /** What the invalid lines name, a sum for each currency; null: it was not counted. */
  readonly invalidAmounts: readonly Money[] | null;
  /** How many invalid lines name no amount that can be read; null: it was not counted. */
  readonly invalidWithoutAmount: number | null;
}

export const noLines = {
  ...{ lines: 0, valid: 0, invalid: 0, warnings: 0, amount: null },
  ...{ invalidAmounts: [] as Money[], invalidWithoutAmount: 0 },
};

/** One more invalid line, with the amount that it names; null: none that can be read. */
export function withInvalid(
  { invalidAmounts, invalidWithoutAmount }: Pick<Totals, 'invalidAmounts' | 'invalidWithoutAmount'>,
  amount: Money | null,
) {
  const sums = invalidAmounts ?? [];
  if (amount === null) return { invalidAmounts: [...sums], invalidWithoutAmount: (invalidWithoutAmount ?? 0) + 1 };
  const before = sums.find(({ currency }) => currency === amount.currency);
  const others = sums.filter((sum) => sum !== before);
  return {
    invalidAmounts: [...others, before?.plus(amount) ?? amount],
    invalidWithoutAmount: invalidWithoutAmount ?? 0,
  };
}

/** Why no provider pays this, as a caller of `POST /v1/payouts` would be told; null: one does. */
export type Obstacle = (amount: Money, msisdn: Msisdn) => 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED' | null;

/** The columns of a file of payouts. */
export const payoutColumns: Columns = {
  required: ['Record', 'Msisdn', 'Amount', 'Currency'],
  others: ['Name', 'Description', 'RecordType'],
};

/** Checks every line by itself, and then against the others. */
export function checkLines(header: Header, rows: readonly Row[], obstacle: Obstacle): readonly CheckedLine[] {
  const lines = rows.map((row) => checkLine(header, row, obstacle));
  return againstEachOther(lines);
}

export function totalsOf(lines: readonly CheckedLine[]): Totals {
  const valid = lines.filter(isValid);
  const [first] = valid;
  return {
    lines: lines.length,
    valid: valid.length,
    invalid: lines.length - valid.length,
    warnings: valid.filter(({ warnings }) => warnings.length > 0).length,
    amount:
      first === undefined
        ? null
        : valid.reduce((sum, { amount }) => sum.plus(amount), Money.zero(first.amount.currency)),
    ...lines
      .filter((line) => !isValid(line))
      .reduce(
        (sums: Pick<Totals, 'invalidAmounts' | 'invalidWithoutAmount'>, { amount }) => withInvalid(sums, amount),
        {
          invalidAmounts: [],
          invalidWithoutAmount: 0,
        },
      ),
  };
}

/** A line that can be paid. */
export type ValidLine = CheckedLine & {
  readonly record: NonNullable<CheckedLine['record']>;
  readonly msisdn: Msisdn;
  readonly amount: Money;
};
export const isValid = (line: CheckedLine): line is ValidLine => line.errors.length === 0;

function checkLine(header: Header, row: Row, obstacle: Obstacle): CheckedLine {
  const errors: FieldError[] = [];
  const cell = (column: string) => header.cell(row, column);
  const wrong = (field: string, message: string) => void errors.push({ field, message });

  if (row.cells.length !== header.columns.length)
    wrong('', `has ${row.cells.length} fields, and the header has ${header.columns.length}`);

  const id = cell('Record');
  const type = recordTypes.find((each) => each === (cell('RecordType').toLowerCase() || 'other')) ?? null;
  if (!isLineOf(id, 1, 100)) wrong('Record', 'must be text of 1 to 100 characters on one line');
  if (type === null) wrong('RecordType', `must be one of ${recordTypes.join(', ')}`);

  const msisdn = parseMsisdn(cell('Msisdn'));
  if (msisdn === null) wrong('Msisdn', numberFault(cell('Msisdn')));

  const currency = cell('Currency');
  if (minorDigits(currency) === null) wrong('Currency', 'must be a currency code of ISO 4217, such as RWF');
  const amount = amountInCell(cell('Amount'), currency);
  if (typeof amount === 'string') wrong('Amount', amount);

  const named = (column: string, most: number) => {
    const text = cell(column);
    if (!isLineOf(text, 0, most)) wrong(column, `must be text of at most ${most} characters on one line`);
    return text === '' ? null : text;
  };
  const name = named('Name', 100);
  const description = named('Description', 160);
  const dimensions = Object.fromEntries(
    header.dimensions.flatMap(({ name: dimension, column }) => {
      const text = named(column, 64);
      return text === null ? [] : [[dimension, text]];
    }),
  );

  if (amount instanceof Money && msisdn !== null) {
    const why = obstacle(amount, msisdn);
    if (why === 'CURRENCY_NOT_SUPPORTED') wrong('Currency', 'is not one that a configured provider pays in');
    if (why === 'MSISDN_NOT_SUPPORTED') wrong('Msisdn', 'is not a number that a configured provider pays');
  }
  const record = type === null || errors.some(({ field }) => field === 'Record') ? null : { type, id };
  const money = amount instanceof Money ? amount : null;
  return { ...row, record, msisdn, name, description, amount: money, dimensions, errors, warnings: [] };
}

function numberFault(text: string): string {
  return /^\d(\.\d+)?e\+?\d+$/i.test(text)
    ? 'is in the short form of a spreadsheet, which has lost digits: format the column as text, and enter the number again'
    : notAMsisdn;
}

function againstEachOther(lines: readonly CheckedLine[]): readonly CheckedLine[] {
  const currency = lines.find(({ amount }) => amount !== null);
  const records = new Map<string, number>();
  const payments = new Map<string, number>();
  return lines.map((line) => {
    const errors = [...line.errors];
    const warnings: FieldError[] = [];
    if (line.amount !== null && line.amount.currency !== currency!.amount!.currency) {
      const { currency: of } = currency!.amount!;
      errors.push({
        field: 'Currency',
        message: `must be ${of}, as on line ${currency!.line}: a file has one currency`,
      });
    }
    if (line.record !== null) {
      const key = JSON.stringify([line.record.type, line.record.id]);
      const earlier = records.get(key);
      if (earlier === undefined) records.set(key, line.line);
      else errors.push({ field: 'Record', message: `is the record of line ${earlier} too: a record is paid once` });
    }
    if (errors.length === 0) {
      const key = `${line.msisdn} ${line.amount!.amount}`;
      const earlier = payments.get(key);
      if (earlier === undefined) payments.set(key, line.line);
      else warnings.push({ field: 'Msisdn', message: `is paid the same amount on line ${earlier} already` });
    }
    return { ...line, errors, warnings };
  });
}
