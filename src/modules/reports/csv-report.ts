import { csvBeginning, csvCell, csvLine } from '../../http/csv.js';
import { numberOf, shownCell } from './cells.js';
import { emptyText, endOf, headingLines, Pieces, totalTitles, type Bytes, type ReportStream } from './report-file.js';
import type { Cell, Column } from './report.js';

/**
 * CSV by RFC 4180. For people it begins with a byte order mark, by which Excel knows UTF-8, and has lines above and below the table. `plain` is for
 * programs: the table alone, under the names that JSON has.
 */
export async function* csvReport(stream: ReportStream, { plain }: { readonly plain: boolean }): Bytes {
  const { heading, columns, rows, totals } = stream;
  const pieces = new Pieces();
  if (!plain) {
    pieces.add(csvBeginning);
    for (const line of headingLines(stream)) pieces.add(csvLine(line));
    pieces.add('\r\n');
  }
  pieces.add(csvLine(columns.map(({ title, name }) => (plain ? name : title))));
  for await (const row of rows) {
    const piece = pieces.add(rowOf(columns, (column) => (plain ? (row[column.name] ?? null) : shownCell(column, row))));
    if (piece !== null) yield piece;
  }
  if (!plain) {
    if (totals.rows === 0) pieces.add(csvLine([emptyText(heading)]));
    pieces.add('\r\n');
    pieces.add(csvLine(totalTitles));
    for (const { of, currency, count, amount } of totals.all())
      pieces.add(`${[field(of), field(currency), String(count), amount ?? ''].join(',')}\r\n`);
    pieces.add(csvLine([endOf(totals.rows)]));
  }
  yield pieces.take();
}

function rowOf(columns: readonly Column[], cellOf: (column: Column) => Cell): string {
  const cells = columns.map((column) => {
    const cell = cellOf(column);
    return numberOf(cell, column.kind) ?? field(cell as string | null);
  });
  return `${cells.join(',')}\r\n`;
}

const field = (text: string | null | undefined): string => csvCell(text ?? '');
