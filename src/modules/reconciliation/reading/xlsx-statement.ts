import { DateOrder } from './dates.js';
import type { Row } from './delimited-rows.js';
import type { StatementFile } from './statement-file.js';
import { formatOf, shippedFormats } from './statement-formats.js';
import type { ReadingOptions, StatementPlan } from './statement-plan.js';
import { unreadable } from './unreadable.js';
import { findHeader, mostRowsAboveHeader, noHeader } from './table-header.js';
import { tablePlan } from './table-plan.js';
import { XmlReader, type XmlHandler } from './xml-reader.js';
import { unzipped, zipEntriesOf, type ZipEntry } from './zip-file.js';

/** Takes the first sheet that has a header; hidden ones are left out. */
export async function planXlsx(file: StatementFile, options: ReadingOptions): Promise<StatementPlan> {
  const workbook = await openWorkbook(file);
  const format = formatOf(options.formats ?? shippedFormats(), options);
  let nearest: readonly Row[] = [];
  for (const sheet of workbook.sheets) {
    const above: Row[] = [];
    const order = new DateOrder();
    let header: ReturnType<typeof findHeader> = null;
    for await (const { rows } of workbook.rowsOf(sheet)) {
      for (const row of rows) {
        if (header === null && above.length < mostRowsAboveHeader) header = findHeader([row], format);
        if (header === null) above.push(row);
        else if (row.line > header.line) order.see(row.cells[header.places.date!] ?? '', row.line);
      }
      if (header === null && above.length >= mostRowsAboveHeader) break;
    }
    if (header !== null) {
      const notes =
        workbook.sheets.length > 1 ? [`Of the ${workbook.sheets.length} sheets, "${sheet.name}" was read.`] : [];
      const start = { header, above };
      return {
        format: 'xlsx',
        ...tablePlan(start, order, { delimiter: '', lineEnd: 'LF', sheet: sheet.path }, options, notes),
      };
    }
    if (nearest.length === 0) nearest = above;
  }
  throw noHeader(nearest, format);
}

/** With as many cells as the header has: a sheet leaves out the empty ones at the end of a row. */
export async function* xlsxRows(file: StatementFile, path: string, columns: number) {
  const workbook = await openWorkbook(file);
  const sheet = workbook.sheets.find((each) => each.path === path);
  if (sheet === undefined) throw unreadable('DAMAGED', 1, 'the sheet that was read before is not in the spreadsheet');
  for await (const { rows, bytes } of workbook.rowsOf(sheet)) {
    const whole = rows.map((row): Row => {
      const left = Math.max(0, columns - row.cells.length);
      return left === 0 ? row : { ...row, cells: [...row.cells, ...Array<string>(left).fill('')] };
    });
    yield { rows: whole, bytes };
  }
  yield { rows: [], bytes: file.bytes };
}

interface Sheet {
  readonly name: string;
  readonly path: string;
}

async function openWorkbook(file: StatementFile) {
  const entries = await zipEntriesOf(file);
  const part = async (path: string, handler: XmlHandler, isNeeded = false) => {
    const entry = entries.get(path);
    if (entry === undefined) {
      if (isNeeded) throw noWorkbook(entries);
      return;
    }
    await readXml(file, entry, handler, mostPartBytes);
  };
  const book = new WorkbookPart();
  await part('xl/workbook.xml', book, true);
  const relations = new Map<string, string>();
  await part('xl/_rels/workbook.xml.rels', {
    open(name, attributes) {
      if (name === 'Relationship') relations.set(attributes['Id'] ?? '', attributes['Target'] ?? '');
    },
    text() {},
    close() {},
  });
  const styles = new StylesPart();
  await part('xl/styles.xml', styles);
  const strings = new StringsPart();
  await part('xl/sharedStrings.xml', strings);
  const sheets = book.sheets.flatMap(({ name, relation }): Sheet[] => {
    const target = relations.get(relation) ?? '';
    const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    return entries.has(path) ? [{ name, path }] : [];
  });
  if (sheets.length === 0) throw unreadable('NO_SHEET', 1, 'the spreadsheet has no sheet that is shown');
  return {
    sheets,
    async *rowsOf({ path }: Sheet): AsyncGenerator<{ rows: readonly Row[]; bytes: number }> {
      const reader = new SheetPart(strings.all, styles.dateStyles, book.is1904);
      const xml = new XmlReader(reader, 'the sheet');
      for await (const { text, bytes } of unzipped(file, entries.get(path)!, mostSheetBytes)) {
        xml.write(text);
        yield { rows: reader.taken(), bytes };
      }
      xml.end();
    },
  };
}

async function readXml(file: StatementFile, entry: ZipEntry, handler: XmlHandler, mostBytes: number): Promise<void> {
  const xml = new XmlReader(handler, entry.name);
  for await (const { text } of unzipped(file, entry, mostBytes)) xml.write(text);
  xml.end();
}

/** Of the zips that people send in place of a spreadsheet, those of documents are named. */
function noWorkbook(entries: ReadonlyMap<string, ZipEntry>) {
  const document = documents.find(([part]) => entries.has(part))?.[1];
  return document === undefined
    ? unreadable('ARCHIVE', 1, 'the file is an archive (ZIP)', { form: 'ZIP' })
    : unreadable('OTHER_DOCUMENT', 1, `the file is a document (${document})`, { form: document });
}
const documents = [
  ['xl/workbook.bin', 'XLSB'],
  ['word/document.xml', 'Word'],
  ['ppt/presentation.xml', 'PowerPoint'],
  ['content.xml', 'OpenDocument'],
] as const;

class WorkbookPart implements XmlHandler {
  readonly sheets: { readonly name: string; readonly relation: string }[] = [];
  is1904 = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'workbookPr') this.is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
    const relation = Object.entries(attributes).find(([key]) => key === 'id' || key.endsWith(':id'))?.[1] ?? '';
    this.sheets.push({ name: attributes['name'] ?? '', relation });
  }
  text(): void {}
  close(): void {}
}

/** Which styles of cells show a number as a date. */
class StylesPart implements XmlHandler {
  readonly #dateFormats = new Set<number>();
  readonly dateStyles = new Set<number>();
  #styles = -1;
  #isInCells = false;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'numFmt' && isDateCode(attributes['formatCode'] ?? ''))
      this.#dateFormats.add(Number(attributes['numFmtId']));
    if (name === 'cellXfs') this.#isInCells = true;
    if (name !== 'xf' || !this.#isInCells) return;
    this.#styles += 1;
    const format = Number(attributes['numFmtId']);
    const isBuiltIn =
      (format >= 14 && format <= 22) ||
      (format >= 27 && format <= 36) ||
      (format >= 45 && format <= 58 && format !== 48 && format !== 49);
    if (isBuiltIn || this.#dateFormats.has(format)) this.dateStyles.add(this.#styles);
  }
  text(): void {}
  close(name: string): void {
    if (name === 'cellXfs') this.#isInCells = false;
  }
}

const isDateCode = (code: string): boolean => /[ymdhs]/i.test(code.replaceAll(/"[^"]*"|\\.|\[[^\]]*\]/g, ''));

class StringsPart implements XmlHandler {
  readonly all: string[] = [];
  #text = '';
  #isText = false;
  #phonetic = 0;
  #characters = 0;

  open(name: string, _: unknown, line: number): void {
    if (name === 'si') this.#text = '';
    if (name === 'rPh') this.#phonetic += 1;
    this.#isText = name === 't' && this.#phonetic === 0;
    if (this.#characters > mostStringCharacters)
      throw unreadable('TOO_MUCH', line, 'the spreadsheet has more text than a statement has');
  }
  text(text: string): void {
    if (!this.#isText) return;
    this.#text += text;
    this.#characters += text.length;
  }
  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1;
    if (name === 't') this.#isText = false;
    if (name === 'si') this.all.push(this.#text);
  }
}

class SheetPart implements XmlHandler {
  #rows: Row[] = [];
  #line = 0;
  #cells: string[] = [];
  #place = -1;
  #type = 'n';
  #isDate = false;
  #value = '';
  #isValue = false;

  constructor(
    readonly strings: readonly string[],
    readonly dateStyles: ReadonlySet<number>,
    readonly is1904: boolean,
  ) {}

  taken(): readonly Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const number = Number(attributes['r'] ?? this.#line + 1);
      if (!Number.isSafeInteger(number) || number <= this.#line)
        throw unreadable('DAMAGED', this.#line + 1, 'the rows of the sheet are not in their order');
      this.#line = number;
      this.#cells = [];
      this.#place = -1;
    } else if (name === 'c') {
      this.#place = attributes['r'] === undefined ? this.#place + 1 : placeOf(attributes['r']);
      if (!(this.#place >= 0 && this.#place < mostColumns))
        throw unreadable('TOO_MUCH', this.#line, `the sheet has more than ${mostColumns} columns`);
      this.#type = attributes['t'] ?? 'n';
      this.#isDate =
        this.#type === 'n' && attributes['s'] !== undefined && this.dateStyles.has(Number(attributes['s']));
      this.#value = '';
    } else this.#isValue = name === 'v' || name === 't';
  }

  text(text: string): void {
    if (!this.#isValue) return;
    this.#value += text;
    if (this.#value.length > longestCell) throw unreadable('TOO_MUCH', this.#line, 'a cell of the sheet is too long');
  }

  close(name: string): void {
    this.#isValue = false;
    if (name === 'c') {
      while (this.#cells.length < this.#place) this.#cells.push('');
      this.#cells[this.#place] = this.#shown();
    }
    if (name === 'row') this.#rows.push({ line: this.#line, cells: this.#cells, fault: null });
  }

  #shown(): string {
    const value = this.#value;
    if (this.#type === 's') return this.strings[Number(value)] ?? '';
    if (this.#type !== 'n' || value === '') return value;
    return this.#isDate ? dateShown(Number(value), this.is1904) : numberShown(value);
  }
}

const placeOf = (reference: string): number => {
  let place = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') place = place * 26 + letter.charCodeAt(0) - 64;
  return place - 1;
};

/** A spreadsheet keeps a date as the number of days since 1899-12-30, or since 1904, and a time alone as a part of a day. */
function dateShown(serial: number, is1904: boolean): string {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return String(serial);
  const seconds = Math.round((serial + (is1904 ? 1_462 : 0)) * 86_400);
  const text = new Date(Date.UTC(1899, 11, 30) + seconds * 1_000).toISOString();
  if (serial < 1) return text.slice(11, 19);
  return seconds % 86_400 === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}

/**
 * A number as the spreadsheet shows it, in fifteen digits: `5000.1` is kept as 5000.1000000000004. What has more digits before the point has lost some,
 * and stays in its short form, which is refused.
 */
function numberShown(value: string): string {
  if (/^-?\d{1,15}$/.test(value)) return value;
  const shown = Number(value).toPrecision(15);
  const plain = Number(shown);
  if (!Number.isFinite(plain)) return value;
  return Math.abs(plain) < 1e15 ? String(plain) : plain.toExponential();
}

const mostColumns = 256;
const longestCell = 32_767;
const mostPartBytes = 256 * 1_024 * 1_024;
const mostSheetBytes = 2_048 * 1_024 * 1_024;
const mostStringCharacters = 64 * 1_024 * 1_024;
