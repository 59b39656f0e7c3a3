import { csvRows, planCsv } from './csv-statement.js';
import { camt053Entries, planCamt053 } from './camt053-statement.js';
import type { Row } from './delimited-rows.js';
import { isMt940, mt940Entries, planMt940 } from './mt940-statement.js';
import type { StatementFile } from './statement-file.js';
import { formatOf, shippedFormats } from './statement-formats.js';
import type { ReadLine, StatementChunk } from './statement-line.js';
import type { ReadingOptions, StatementPlan } from './statement-plan.js';
import { unreadable, type UnreadableReason } from './unreadable.js';
import { headOf } from './text-encoding.js';
import { planXlsx, xlsxRows } from './xlsx-statement.js';
import { TableLines } from './table-lines.js';

/**
 * Looks through the whole file, and refuses what cannot be read as a whole: `STATEMENT_UNREADABLE` with `reason`, `line`, `column`, `what` and, where no header was
 * found, `lookedFor`; where the dates can be read in two ways, `question: "dateFormat"` with the `choices`.
 */
export async function planStatement(file: StatementFile, options: ReadingOptions): Promise<StatementPlan> {
  if (file.bytes === 0) throw unreadable('EMPTY', 1, 'the file is empty');
  const head = Buffer.from(await headOf(file, headBytes));
  if (startsWith(head, oldOffice)) throw await oldDocument(file);
  const other = otherForms.find(([, first]) => startsWith(head, first));
  if (other !== undefined) {
    const [reason, , form, name] = other;
    throw unreadable(reason, 1, `the file is ${name}`, { form });
  }
  if (startsWith(head, zip) || startsWith(head, emptyZip)) return await planXlsx(file, options);
  const text = textIn(head);
  if (text === null) throw unreadable('NOT_TEXT', 1, 'the file is no text');
  if (/^\s*</.test(text)) {
    if (/<(?:!doctype\s+html|html|head|body|table)\b/i.test(text)) throw unreadable('WEB_PAGE', 1, webPage);
    if (/<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet/i.test(text))
      throw unreadable('OTHER_DOCUMENT', 1, 'the file is a spreadsheet of Excel 2003 (XML)', {
        form: 'Excel 2003 XML',
      });
    return await planCamt053(file);
  }
  if (isMt940(text)) return await planMt940(file);
  return await planCsv(file, options);
}

/** The lines of a file, in its order, some hundreds at a time, in constant memory. The generator that makes them is given out as it is: one that only passes on what it gets keeps all of it in memory until the next full collection. */
export function readStatement(
  file: StatementFile,
  plan: StatementPlan,
  options: ReadingOptions,
): AsyncGenerator<StatementChunk> {
  if (plan.format === 'mt940') return inChunks(mt940Entries(file, plan.encoding!));
  if (plan.format === 'camt.053') return inChunks(camt053Entries(file, plan.encoding!));
  if (plan.format === 'xlsx') {
    const rows = xlsxRows(file, plan.table!.sheet!, plan.columns.length);
    return inChunks(tableLines(rows, plan, options));
  }
  return inChunks(tableLines(csvRows(file, { encoding: plan.encoding!, ...plan.table! }), plan, options));
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

const linesPerChunk = 250;

const headBytes = 4_096;
const startsWith = (head: Buffer, first: Buffer): boolean => head.subarray(0, first.length).equals(first);
const bytes = (...all: readonly number[]) => Buffer.from(all);

const zip = Buffer.from('PK\u0003\u0004');
const emptyZip = Buffer.from('PK\u0005\u0006');
const oldOffice = bytes(0xd0, 0xcf, 0x11, 0xe0);
const webPage = 'the file is a web page, perhaps under the name of a spreadsheet';
/** What people send in place of a statement, by its first bytes. */
const otherForms: readonly (readonly [reason: UnreadableReason, first: Buffer, form: string, name: string])[] = [
  ['PDF', Buffer.from('%PDF'), 'PDF', 'a PDF'],
  ['PICTURE', bytes(0x89, 0x50, 0x4e, 0x47), 'PNG', 'a picture (PNG)'],
  ['PICTURE', bytes(0xff, 0xd8, 0xff), 'JPEG', 'a picture (JPEG)'],
  ['PICTURE', Buffer.from('GIF8'), 'GIF', 'a picture (GIF)'],
  ['PICTURE', bytes(0x49, 0x49, 0x2a, 0), 'TIFF', 'a picture (TIFF)'],
  ['PICTURE', bytes(0x4d, 0x4d, 0, 0x2a), 'TIFF', 'a picture (TIFF)'],
  ['ARCHIVE', bytes(0x1f, 0x8b), 'gzip', 'an archive (gzip)'],
  ['ARCHIVE', Buffer.from('Rar!'), 'RAR', 'an archive (RAR)'],
  ['ARCHIVE', bytes(0x37, 0x7a, 0xbc, 0xaf), '7z', 'an archive (7z)'],
  ['OTHER_DOCUMENT', Buffer.from('{\\rtf'), 'RTF', 'a document (RTF)'],
];

/** Office keeps what a password protects in the container of its old documents, under a name of its own. */
async function oldDocument(file: StatementFile) {
  let before = Buffer.alloc(0);
  for await (const chunk of file.chunks()) {
    const here = Buffer.concat([before, chunk]);
    if (here.includes(protectedPart)) return unreadable('PROTECTED', 1, 'the file is protected by a password');
    before = here.subarray(-protectedPart.length);
  }
  return unreadable('OLD_SPREADSHEET', 1, 'the file is of an old Office program, such as Excel 97 (.xls)');
}
const protectedPart = Buffer.from('EncryptedPackage', 'utf16le');

/** The beginning of a text, its first signs right whatever its encoding; null: it is none. A stray control character makes no text of another kind. */
function textIn(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le', 2);
  if (head[0] === 0xfe && head[1] === 0xff)
    return Buffer.from(head.subarray(2, head.length & ~1))
      .swap16()
      .toString('utf16le');
  const zeros = [0, 0];
  let controls = 0;
  for (const [place, byte] of head.entries()) {
    if (byte === 0) zeros[place % 2]! += 1;
    else if (byte < 0x20 && !blanks.has(byte)) controls += 1;
  }
  const [even, odd] = zeros as [number, number];
  const isUtf16 = Math.max(even, odd) > head.length / 4 && Math.min(even, odd) < head.length / 20;
  if (isUtf16) return head.toString(odd > even ? 'utf16le' : 'latin1');
  if (even + odd + controls > head.length / 50) return null;
  return head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
}
/** Tab, line ends, form feed, and the sign by which DOS ended a file. */
const blanks: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1a]);

export type { ReadingOptions, StatementPlan } from './statement-plan.js';
