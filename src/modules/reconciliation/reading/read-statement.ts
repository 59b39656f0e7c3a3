import { csvRows, planCsv } from './csv-statement.js';
import type { Row } from './delimited-rows.js';
import type { StatementFile } from './statement-file.js';
import { formatOf, shippedFormats } from './statement-formats.js';
import type { ReadLine, StatementChunk } from './statement-line.js';
import { unreadable, type ReadingOptions, type StatementPlan } from './statement-plan.js';
import { TableLines } from './table-lines.js';

/**
 * Looks through the whole file, and refuses what cannot be read as a whole: `STATEMENT_UNREADABLE` with `line`, `column`, `what` and, where no header was
 * found, `lookedFor`; where the dates can be read in two ways, `question: "dateFormat"` with the `choices`.
 */
export async function planStatement(file: StatementFile, options: ReadingOptions): Promise<StatementPlan> {
  if (file.bytes === 0) throw unreadable(1, 'the file is empty');
  return await planCsv(file, options);
}

/** The lines of a file, in its order, about a thousand at a time, in constant memory. */
export async function* readStatement(
  file: StatementFile,
  plan: StatementPlan,
  options: ReadingOptions,
): AsyncGenerator<StatementChunk> {
  yield* tableChunks(csvRows(file, { encoding: plan.encoding!, ...plan.table! }), plan, options);
}

async function* tableChunks(
  source: AsyncIterable<{ rows: readonly Row[]; bytes: number }>,
  plan: StatementPlan,
  options: ReadingOptions,
): AsyncGenerator<StatementChunk> {
  const { header } = plan.table!;
  const format = formatOf(options.formats ?? shippedFormats(), options);
  const reader = new TableLines(header, plan.table!, format, [options.account, ...plan.accounts]);
  let lines: ReadLine[] = [];
  let read = 0;
  for await (const { rows, bytes } of source) {
    for (const [place, row] of rows.entries()) {
      if (row.line <= header.line) continue;
      const line = reader.read(row);
      if (line === null) continue;
      lines.push(line);
      if (lines.length < linesPerChunk) continue;
      // Between what was read before these rows and after them.
      yield { lines, bytes: Math.floor(read + ((bytes - read) * (place + 1)) / rows.length) };
      lines = [];
    }
    read = bytes;
  }
  if (lines.length > 0 || read === 0) yield { lines, bytes: read };
}

const linesPerChunk = 1_000;

export type { ReadingOptions, StatementPlan } from './statement-plan.js';
