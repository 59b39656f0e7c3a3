import { Refusal } from '../../kernel/domain/refusal.js';
import {
  gridBlocks,
  ink,
  line,
  paperOf,
  soft,
  space,
  stacked,
  tableBlocks,
  textBlock,
  type Block,
  type Sheet,
} from '../../paper/paper.js';
import { mm, type PdfDocument } from '../../paper/pdf.js';
import { shownCell } from './cells.js';
import { emptyText, endOf, headingLines, totalTitles, type ReportStream } from './report-file.js';
import type { PaperColumn, Row } from './report.js';

/** A report on paper, for those that have one: the columns that people look at, on as many pages as it takes. A long one belongs into a spreadsheet. */
export async function reportPdf(stream: ReportStream, columns: readonly PaperColumn[]): Promise<Buffer> {
  const { heading, totals, rows } = stream;
  const all: Row[] = [];
  for await (const row of rows) {
    if (all.length === mostRows) throw new Refusal('invalid', 'REPORT_TOO_LONG_FOR_PDF', { mostRows });
    all.push(row);
  }
  const { title, organisation: author, madeAt } = heading;
  const foot = (page: number, of: number) => `${author} · ${title} · Page ${page} of ${of}`;
  const facts = { title, author, language: 'en', at: new Date(madeAt), sheet: a4, foot };
  return paperOf(facts, (document) => {
    const known = new Map(stream.columns.map((column) => [column.name, column]));
    const cells = all.map((row) =>
      columns.map(({ name }) => {
        const column = known.get(name)!;
        return figures(String(shownCell(column, row) ?? ''), column.kind === 'money');
      }),
    );
    const grid = gridBlocks(
      document,
      columns.map(({ name, mm: width, align }) => ({ title: known.get(name)!.title, width: mm(width), align })),
      cells,
      a4,
    );
    const sums = totals
      .all()
      .map(({ of, currency, count, amount }) => [of, currency ?? '', String(count), figures(amount ?? '', true)]);
    return [
      ...headingBlocks(document, stream),
      ...grid,
      ...(all.length === 0 ? [paragraph(document, emptyText(heading))] : []),
      space(a4.text),
      ...gridBlocks(
        document,
        totalTitles.map(
          (each, index) => ({ title: each, width: mm(40), align: index < 2 ? 'left' : 'right' }) as const,
        ),
        sums,
        a4,
      ),
      space(a4.text / 2),
      paragraph(document, endOf(totals.rows)),
    ];
  });
}

const a4: Sheet = { width: mm(297), height: mm(210), margin: mm(14), text: 9, small: 7, labels: mm(40) };
/** About thirty pages. */
export const mostRows = 1_000;
export const isTooLongForPdf = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'REPORT_TOO_LONG_FOR_PDF';

function headingBlocks(document: PdfDocument, stream: ReportStream): readonly Block[] {
  const [[, title] = ['', ''], ...facts] = headingLines(stream);
  return [
    textBlock(document, title, { ...placed, face: 'bold', size: 16, color: ink, tag: 'H1' }),
    space(a4.text / 2),
    ...tableBlocks(
      document,
      facts.map(([label, value]) => ({ label, value })),
      a4,
    ),
    stacked([line(document, a4, a4.text / 2)]),
  ];
}

const placed = { left: a4.margin, width: a4.width - 2 * a4.margin, align: 'left' } as const;
const paragraph = (document: PdfDocument, words: string): Block =>
  textBlock(document, words, { ...placed, face: 'regular', size: a4.text, color: soft, tag: 'P' });

/** Amounts in groups of three digits. */
const figures = (text: string, isMoney: boolean): string =>
  isMoney ? text.replace(/^(-?\d+)/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')) : text;
