import type { DateOrder } from './dates.js';
import type { Row } from './delimited-rows.js';
import { currencyIn } from './amounts.js';
import type { ReadingOptions, StatementPlan, TablePlan } from './statement-plan.js';
import type { TableHeader } from './table-header.js';

/** The header of a table, and the rows above it. */
export interface TableStart {
  readonly header: TableHeader;
  readonly above: readonly Row[];
}

export function tablePlan(
  { header, above }: TableStart,
  order: DateOrder,
  shape: Pick<TablePlan, 'delimiter' | 'lineEnd' | 'sheet'>,
  options: ReadingOptions,
  notes: readonly string[],
): Pick<StatementPlan, 'columns' | 'accounts' | 'table' | 'notes'> {
  const table: TablePlan = {
    ...shape,
    header,
    order: order.decide(header.columns[header.places.date!]!, options.dateFormat),
    currency: currencyAbove(above) ?? options.currency,
  };
  return { columns: header.columns, accounts: accountsAbove(above), table, notes };
}

const accountLabel = /^\s*(?:wallet|account|a\/c|compte|merchant|msisdn|fri)\b[^:#\d]*[:#]?\s*(?<account>\S.*)?$/i;

/** The rows above the header tell whose statement it is: `Account: 28181818`, or the number in the cell behind. */
function accountsAbove(rows: readonly Row[]): readonly string[] {
  const accounts = rows.flatMap(({ cells }) =>
    cells.flatMap((cell, place) => {
      const label = accountLabel.exec(cell);
      if (label === null) return [];
      const account = /[+\d][\d\s-]{3,}\d/.exec(label.groups?.['account'] ?? cells[place + 1] ?? '')?.[0];
      return account === undefined ? [] : [account.replaceAll(/[\s-]/g, '')];
    }),
  );
  return [...new Set(accounts)];
}

function currencyAbove(rows: readonly Row[]): string | null {
  for (const { cells } of rows)
    for (const [place, cell] of cells.entries()) {
      const label = /^\s*(?:currency|ccy|devise)\s*[:#]?\s*(?<code>[A-Za-z]{3})?\s*$/i.exec(cell);
      const code = label === null ? undefined : (label.groups?.['code'] ?? cells[place + 1]);
      const named = code === undefined ? null : currencyIn(code);
      if (named !== null) return named;
    }
  return null;
}
