import { harmless } from '../../http/csv.js';
import { isExact, numberOf, shownCell } from './cells.js';
import { emptyText, endOf, headingLines, Pieces, totalTitles, type Bytes, type ReportStream } from './report-file.js';
import type { Cell, Column } from './report.js';
import { ZipWriter } from './zip.js';

/**
 * A workbook, written as its rows come: a sheet is a stream of rows, and what has to know how many sheets there are is written last. Text is kept in its
 * cell; numbers are numbers where a spreadsheet keeps them exact, and text otherwise.
 */
export async function* xlsxReport(stream: ReportStream): Bytes {
  const zip = new ZipWriter(new Date(stream.heading.madeAt));
  const source = new Rows(stream);
  let sheets = 0;
  do {
    sheets += 1;
    yield* zip.file(`xl/worksheets/sheet${sheets}.xml`, sheetOf(stream, source, sheets));
  } while (!source.isOver);
  for (const [name, content] of Object.entries(parts(sheets))) yield* zip.file(name, [Buffer.from(xml + content)]);
  yield zip.end();
}

/** The rows of a report, taken by one sheet after the other. */
class Rows {
  readonly #rows: AsyncIterator<Readonly<Record<string, Cell>>>;
  isOver = false;

  constructor({ rows }: ReportStream) {
    this.#rows = rows[Symbol.asyncIterator]();
  }

  async *atMost(count: number): AsyncGenerator<Readonly<Record<string, Cell>>> {
    let isWanted = false;
    try {
      for (let taken = 0; taken < count; taken += 1) {
        const next = await this.#rows.next();
        if (next.done === true) {
          this.isOver = true;
          break;
        }
        yield next.value;
      }
      isWanted = true;
    } finally {
      // Nobody takes rows any more.
      if (!isWanted) await this.#rows.return?.();
    }
  }
}

async function* sheetOf(stream: ReportStream, source: Rows, number: number): Bytes {
  const { heading, columns, totals } = stream;
  const pieces = new Pieces();
  const sheet = new Sheet();
  pieces.add(`${xml}<worksheet xmlns="${main}"><cols>${columns.map(widthOf).join('')}</cols><sheetData>`);
  if (number === 1) {
    for (const line of headingLines(stream))
      pieces.add(sheet.row(line.map((text, at) => textCell(text, at === 0 ? bold : 0))));
    pieces.add(sheet.row([]));
  }
  pieces.add(sheet.row(columns.map(({ title }) => textCell(title, bold))));
  for await (const row of source.atMost(rowsOfSheet)) {
    const piece = pieces.add(sheet.row(columns.map((column) => cellOf(shownCell(column, row), column.kind))));
    if (piece !== null) yield piece;
  }
  if (source.isOver) {
    if (totals.rows === 0) pieces.add(sheet.row([textCell(emptyText(heading))]));
    pieces.add(sheet.row([]));
    pieces.add(sheet.row(totalTitles.map((title) => textCell(title, bold))));
    for (const { of, currency, count, amount } of totals.all())
      pieces.add(sheet.row([textCell(of), textCell(currency ?? ''), cellOf(count, 'number'), cellOf(amount, 'money')]));
    pieces.add(sheet.row([textCell(endOf(totals.rows))]));
  } else pieces.add(sheet.row([textCell('Continued on the next sheet')]));
  pieces.add('</sheetData></worksheet>');
  yield pieces.take();
}

class Sheet {
  #row = 0;

  row(cells: readonly string[]): string {
    this.#row += 1;
    return `<row r="${this.#row}">${cells.join('')}</row>`;
  }
}

function cellOf(cell: Cell, kind: Column['kind']): string {
  const number = numberOf(cell, kind);
  if (number !== null && isExactly(number, cell))
    return `<c s="${kind === 'money' ? grouped : 0}"><v>${number}</v></c>`;
  return textCell(number ?? (cell as string | null) ?? '', 0, number === null);
}

/** A percentage or a duration is rounded anyway. */
const isExactly = (number: string, cell: Cell): boolean => typeof cell === 'number' || isExact(number);

function textCell(text: string, style = 0, mayRun = true): string {
  if (text === '') return '<c/>';
  const safe = mayRun ? harmless(text) : text;
  return `<c t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(safe)}</t></is></c>`;
}

/** XML has no place for most control characters, and a spreadsheet takes at most 32,767 characters in a cell. */
const escaped = (text: string): string =>
  text
    .slice(0, 32_000)
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

const widths: Readonly<Record<Column['kind'], number>> = {
  word: 24,
  text: 24,
  phone: 17,
  time: 20,
  day: 12,
  money: 14,
  number: 12,
};
const widthOf = ({ kind }: Column, at: number): string =>
  `<col min="${at + 1}" max="${at + 1}" width="${widths[kind]}" customWidth="1"/>`;

/** Of 1,048,576: what is left is for the lines above and below. */
const rowsOfSheet = 1_000_000;
const [bold, grouped] = [1, 2];
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function parts(sheets: number): Readonly<Record<string, string>> {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (content: string) => `<Relationships xmlns="${packages}/relationships">${content}</Relationships>`;
  const override = (part: string, type: string) => `<Override PartName="${part}" ContentType="${types}.${type}+xml"/>`;
  return {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers
      .map((n) => `<sheet name="${n === 1 ? 'Report' : `Report ${n}`}" sheetId="${n}" r:id="rId${n}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      numbers.map((n) => relation(`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`)).join('') +
        relation(`rId${sheets + 1}`, 'styles', 'styles.xml'),
    ),
    'xl/styles.xml':
      `<styleSheet xmlns="${main}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
      '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
      '<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>' +
      '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${override(
      '/xl/workbook.xml',
      'sheet.main',
    )}${override('/xl/styles.xml', 'styles')}${numbers
      .map((n) => override(`/xl/worksheets/sheet${n}.xml`, 'worksheet'))
      .join('')}</Types>`,
  };
}
