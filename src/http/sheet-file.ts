import { createHash } from 'node:crypto';
import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Refusal } from '../kernel/domain/refusal.js';
import { Header, type Columns, type Row } from '../kernel/domain/sheet.js';

/** A file as it was sent. Nothing of its lines is checked yet. */
export interface Sheet {
  /** Of its bytes: a file is known again by it. */
  readonly sha256: string;
  readonly header: Header;
  readonly rows: readonly Row[];
}

export interface SheetLimits {
  readonly lines: number;
  readonly bytes: number;
}

/** The file has more bytes than its limit. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
  readonly statusCode = 413;
}

/**
 * Reads a file of lines as it arrives: UTF-8 with or without BOM, `,` or `;` between the cells, any line ends, cells in quotes. A cell is always
 * text, also one that a spreadsheet would take for a formula. Refuses `BATCH_UNREADABLE`, which names the line, the column and what is wrong.
 */
export async function readSheet(
  source: AsyncIterable<Uint8Array>,
  columns: Columns,
  limits: SheetLimits,
): Promise<Sheet> {
  const hash = createHash('sha256');
  const texts = decoded(source, hash, limits.bytes);
  const head = await firstLine(texts);
  const parser = parse({
    delimiter: delimiterOf(head),
    info: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    // The number of cells is an error of its line, not of the file; so is a quote in the middle of a cell, which is kept as it is.
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
  });
  // An error of the source is an error of the parser, whose records are read below.
  pipeline(Readable.from(joined(head, texts)), parser, () => undefined);
  let header: Header | null = null;
  const rows: Row[] = [];
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const line = info.records + info.empty_lines;
      if (header === null) {
        header = headerOf(record, line, columns);
        continue;
      }
      // A spreadsheet leaves lines of empty cells at the end.
      if (record.every((cell) => cell.trim() === '')) continue;
      if (rows.length === limits.lines)
        throw unreadable(line, `the file has more than ${limits.lines} lines: split it`);
      rows.push({ line, cells: record });
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error['lines'] as number, wordsOf(error)) : error;
  }
  if (header === null) throw unreadable(1, 'the file is empty');
  if (rows.length === 0) throw unreadable(1, 'the file has a header and no lines');
  return { sha256: hash.digest('hex'), header, rows };
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly records: number; readonly empty_lines: number };
}

async function* decoded(
  source: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): unknown },
  mostBytes: number,
) {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let bytes = 0;
  const text = (chunk?: Uint8Array) => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw unreadable(1, 'the file is not UTF-8: save it as "CSV UTF-8"');
    }
  };
  for await (const chunk of source) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new FileTooLarge(`The file is larger than ${mostBytes} bytes`);
    hash.update(chunk);
    yield text(chunk);
  }
  yield text();
}

/** The text up to the first line end at least, which tells what stands between the cells. */
async function firstLine(texts: AsyncGenerator<string>): Promise<string> {
  let head = '';
  while (!/[\r\n]/.test(head) && head.length < longestLine) {
    const { value, done } = await texts.next();
    if (done) break;
    head += value;
  }
  return head;
}

async function* joined(head: string, texts: AsyncGenerator<string>) {
  if (head !== '') yield head;
  yield* texts;
}

/** Of the header, whose names hold neither. */
function delimiterOf(head: string): ',' | ';' {
  const line = /^[^\r\n]*/.exec(head)![0].replaceAll(/"[^"]*"/g, '');
  return line.split(';').length > line.split(',').length ? ';' : ',';
}

function headerOf(cells: readonly string[], line: number, columns: Columns): Header {
  const header = Header.read(cells, columns);
  if (header instanceof Header) return header;
  throw unreadable(line, `the column "${header.column.slice(0, 100)}" ${header.what}`, header.column.slice(0, 100));
}

const wordsOf = ({ code }: CsvError): string =>
  code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a quote is opened and never closed'
    : code === 'CSV_MAX_RECORD_SIZE'
      ? `a line is longer than ${longestLine} characters: a quote may be missing before it`
      : 'the quotes of a cell are not closed before the next one begins';

const unreadable = (line: number, what: string, column: string | null = null) =>
  new Refusal('invalid', 'BATCH_UNREADABLE', { line, column, what });

const longestLine = 16_384;
