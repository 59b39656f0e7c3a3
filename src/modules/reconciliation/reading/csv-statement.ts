import { DateOrder } from './dates.js';
import { DelimitedRows, type Row } from './delimited-rows.js';
import type { StatementFile } from './statement-file.js';
import { formatOf, shippedFormats } from './statement-formats.js';
import type { ReadingOptions, StatementPlan } from './statement-plan.js';
import { unreadable } from './unreadable.js';
import { tablePlan, type TableStart } from './table-plan.js';
import { findHeader, mostRowsAboveHeader, noHeader } from './table-header.js';
import { encodingOf, textOf, type Encoding } from './text-encoding.js';

/** Looks through a file with separators between its cells. */
export async function planCsv(file: StatementFile, options: ReadingOptions): Promise<StatementPlan> {
  const encoding = await encodingOf(file);
  const format = formatOf(options.formats ?? shippedFormats(), options);
  const head = await headOfText(file, encoding);
  const lineEnd = !head.includes('\n') && head.includes('\r') ? 'CR' : 'LF';
  const { delimiter, start } = startOf(head, lineEnd, format);
  const order = new DateOrder();
  const place = start.header.places.date!;
  let isBelow = false;
  for await (const { rows } of csvRows(file, { encoding, delimiter, lineEnd }))
    for (const { line, cells } of rows) {
      isBelow ||= line > start.header.line;
      if (isBelow && cells.length > place) order.see(cells[place]!, line);
    }
  return {
    format: 'csv',
    encoding,
    ...tablePlan(start, order, { delimiter, lineEnd }, options, encodingNotes(encoding)),
  };
}

export interface CsvShape {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly lineEnd: 'LF' | 'CR';
}

export async function* csvRows(file: StatementFile, { encoding, delimiter, lineEnd }: CsvShape) {
  const cutter = new DelimitedRows(delimiter, lineEnd);
  for await (const { text, bytes } of textOf(file, encoding)) yield { rows: cutter.push(text), bytes };
  yield { rows: cutter.end(), bytes: file.bytes };
}

async function headOfText(file: StatementFile, encoding: Encoding): Promise<string> {
  let head = '';
  for await (const { text } of textOf(file, encoding)) {
    head += text;
    if (head.length > headCharacters) break;
  }
  return head;
}

/** What stands between the cells is what makes the most of the first rows a header. */
function startOf(
  head: string,
  lineEnd: 'LF' | 'CR',
  format: ReturnType<typeof formatOf>,
): { delimiter: string; start: TableStart } {
  if (head.trim() === '') throw unreadable('EMPTY', 1, 'the file is empty');
  let nearest: { rows: readonly Row[]; cells: number } | null = null;
  for (const delimiter of [',', ';', '\t', '|']) {
    const cutter = new DelimitedRows(delimiter, lineEnd);
    const rows = [...cutter.push(head), ...(head.length > headCharacters ? [] : cutter.end())].slice(
      0,
      mostRowsAboveHeader,
    );
    const header = findHeader(rows, format);
    if (header !== null) return { delimiter, start: { header, above: rows.filter(({ line }) => line < header.line) } };
    const cells = Math.max(0, ...rows.map((row) => row.cells.length));
    if (nearest === null || cells > nearest.cells) nearest = { rows, cells };
  }
  throw noHeader(nearest!.rows, format);
}

function encodingNotes(encoding: Encoding): readonly string[] {
  return encoding === 'windows-1252'
    ? [
        'The file is not UTF-8. It was read as Windows-1252; names with other letters than those of Western Europe may be wrong.',
      ]
    : [];
}

const headCharacters = 65_536;
