import { csvRows, planCsv } from './csv-statement.js';
import { camt053Entries, planCamt053 } from './camt053-statement.js';
import type { Row } from './delimited-rows.js';
import { isMt940, mt940Entries, planMt940 } from './mt940-statement.js';
import type { StatementFile } from './statement-file.js';
import { formatOf, shippedFormats } from './statement-formats.js';
import type { ReadLine, StatementChunk } from './statement-line.js';
import type { ReadingOptions, StatementPlan } from './statement-plan.js';
import { unreadable } from './unreadable.js';
import { headOf } from './text-encoding.js';
import { planXlsx, xlsxRows } from './xlsx-statement.js';
import { TableLines } from './table-lines.js';

/**
 * Looks through the whole file, and refuses what cannot be read as a whole: `STATEMENT_UNREADABLE` with `line`, `column`, `what` and, where no header was
 * found, `lookedFor`; where the dates can be read in two ways, `question: "dateFormat"` with the `choices`.
 */
export async function planStatement(file: StatementFile, options: ReadingOptions): Promise<StatementPlan> {
  if (file.bytes === 0) throw unreadable(1, 'the file is empty');
  const head = Buffer.from(await headOf(file, 4_096));
  const unknown = unknownForms.find(([first]) => head.subarray(0, first.length).equals(first));
  if (unknown !== undefined) throw unreadable(1, unknown[1]);
  if (head.subarray(0, zip.length).equals(zip)) return await planXlsx(file, options);
  const text = head[1] === 0 ? head.toString('utf16le') : head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  if (/^\s*<(?:!doctype\s+)?html|^\s*<table/i.test(text)) throw unreadable(1, webPage);
  if (/^\s*</.test(text)) return await planCamt053(file);
  if (isMt940(text)) return await planMt940(file);
  return await planCsv(file, options);
}

/** The lines of a file, in its order, about five hundred at a time, in constant memory. */
export async function* readStatement(
  file: StatementFile,
  plan: StatementPlan,
  options: ReadingOptions,
): AsyncGenerator<StatementChunk> {
  if (plan.format === 'mt940') yield* inChunks(mt940Entries(file, plan.encoding!));
  else if (plan.format === 'camt.053') yield* inChunks(camt053Entries(file, plan.encoding!));
  else if (plan.format === 'xlsx') yield* inChunks(tableLines(xlsxRows(file, plan.table!.sheet!), plan, options));
  else yield* inChunks(tableLines(csvRows(file, { encoding: plan.encoding!, ...plan.table! }), plan, options));
}

async function* tableLines(
  source: AsyncIterable<{ rows: readonly Row[]; bytes: number }>,
  plan: StatementPlan,
  options: ReadingOptions,
) {
  const { header } = plan.table!;
  const format = formatOf(options.formats ?? shippedFormats(), options);
  const reader = new TableLines(header, plan.table!, format, [options.account, ...plan.accounts]);
  for await (const { rows, bytes } of source) {
    const entries: ReadLine[] = [];
    for (const row of rows) {
      const line = row.line > header.line ? reader.read(row) : null;
      if (line !== null) entries.push(line);
    }
    yield { entries, bytes };
  }
}

async function* inChunks(
  source: AsyncIterable<{ entries: readonly ReadLine[]; bytes: number }>,
): AsyncGenerator<StatementChunk> {
  let lines: ReadLine[] = [];
  let read = 0;
  for await (const { entries, bytes } of source) {
    for (const [place, entry] of entries.entries()) {
      lines.push(entry);
      if (lines.length < linesPerChunk) continue;
      // Between what was read before these lines and after them.
      yield { lines, bytes: Math.floor(read + ((bytes - read) * (place + 1)) / entries.length) };
      lines = [];
    }
    read = bytes;
  }
  yield { lines, bytes: read };
}

const linesPerChunk = 500;

const zip = Buffer.from([0x50, 0x4b, 3, 4]);
const webPage = 'the file is a web page under the name of a spreadsheet: open it, and save it as XLSX or CSV';
const unknownForms: readonly (readonly [Buffer, string])[] = [
  [
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    'the file is a spreadsheet of Excel 97 (.xls), or protected by a password: save it as XLSX or CSV',
  ],
  [Buffer.from('%PDF'), 'the file is a PDF: export the statement as CSV or XLSX'],
  [Buffer.from([0x1f, 0x8b]), 'the file is compressed with gzip: send what is in it'],
];

export type { ReadingOptions, StatementPlan } from './statement-plan.js';
