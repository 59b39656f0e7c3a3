import { yieldToRequests } from '../kernel/yield-to-requests.js';
import { artifact, oneAfterTheOther, openPdf, plain, tagged, type PdfDocument } from './pdf.js';

// What flows over pages: receipts and credit notes, the page of a closed day, reports.

export interface Sheet {
  readonly width: number;
  /** Null: as long as its content. */
  readonly height: number | null;
  readonly margin: number;
  readonly text: number;
  readonly small: number;
  /** Of the column of labels; null: labels stand above their values. */
  readonly labels: number | null;
}

export interface PaperFacts {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** The moment of the document itself, never that of its making. */
  readonly at: Date;
  readonly sheet: Sheet;
  /** What stands at the foot of a page; null: pages have none. */
  readonly foot: ((page: number, of: number) => string) | null;
}

/**
 * The paper of a document: the same bytes for the same content, on whatever machine and day. So nothing in it is compressed (zlib’s output differs
 * between processors and versions), its dates are those of the document, and its fonts come with the program. Its text can be selected, and its
 * structure is tagged for readers aloud.
 */
export function paperOf(facts: PaperFacts, blocksOf: (document: PdfDocument) => readonly Block[]): Promise<Buffer> {
  return oneAfterTheOther(async () => {
    const { title, author, language, at, sheet, foot } = facts;
    const keepsPages = foot !== null;
    const { document, bytes } = openPdf({ title, author, language, at, compress: false, keepsPages });
    await write(document, blocksOf(document), sheet);
    if (foot !== null) writeFeet(document, sheet, foot);
    return bytes();
  });
}

/** A part of the page that is not broken. */
export interface Block {
  readonly height: number;
  /** What is drawn again above it where it begins a page. */
  readonly repeats?: Block;
  draw(top: number): void;
}

export type Face = 'regular' | 'bold';

export const ink = '#111111';
export const soft = '#555555';
const rule = '#bbbbbb';

/** A long document is written in turns with requests that wait. */
async function write(document: PdfDocument, blocks: readonly Block[], { width, height, margin }: Sheet): Promise<void> {
  const pageHeight = height ?? heightOf(blocks) + 2 * margin;
  const newPage = () => document.addPage({ size: [width, pageHeight], margin: 0 });
  newPage();
  let top = margin;
  for (const [index, block] of blocks.entries()) {
    if (index % blocksOfTurn === blocksOfTurn - 1) await yieldToRequests();
    if (top + block.height > pageHeight - margin + tolerance && top > margin) {
      newPage();
      top = margin;
      block.repeats?.draw(top);
      top += block.repeats?.height ?? 0;
    }
    block.draw(top);
    top += block.height;
  }
}

const blocksOfTurn = 10;
const tolerance = 0.01;

/** When all pages are there, each says which of how many it is. */
function writeFeet(
  document: PdfDocument,
  { width, margin, small }: Sheet,
  foot: NonNullable<PaperFacts['foot']>,
): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    document.switchToPage(page);
    const top = document.page.height - margin * 0.7;
    artifact(document, () =>
      document
        .font('regular')
        .fontSize(small)
        .fillColor(soft)
        .text(plain(foot(page - start + 1, count)), margin, top, { width: width - 2 * margin, lineBreak: false }),
    );
  }
}

export interface Placed {
  readonly face: Face;
  readonly size: number;
  readonly color: string;
  readonly tag: string;
  readonly left: number;
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
  readonly link?: string;
}

export function textBlock(document: PdfDocument, given: string, placed: Placed): Block {
  const { face, size, color, tag, left, width, align, link } = placed;
  const text = plain(given);
  const set = () => document.font(face).fontSize(size);
  const height = set().heightOfString(text, { width, lineGap: size * 0.15 });
  return {
    height,
    draw: (top) =>
      tagged(document, tag, () =>
        set()
          .fillColor(color)
          .text(text, left, top, { width, align, lineGap: size * 0.15, ...(link !== undefined && { link }) }),
      ),
  };
}

export interface Labelled {
  readonly label: string;
  readonly value: string;
}

/** Rows of labels and values, each with its header cell, as a table that is read aloud row by row. */
export function tableBlocks(document: PdfDocument, rows: readonly Labelled[], form: Sheet): readonly Block[] {
  const { margin, labels, width } = form;
  const inner = width - 2 * margin;
  let table: PDFKit.PDFStructureElement | null = null;
  const open = () => {
    if (table === null) {
      table = document.struct('Table');
      document.addStructure(table);
    }
    return table;
  };
  return rows.map(({ label, value }, index) => {
    const cell = (face: Face, size: number, color: string, left: number, of: number, text: string) => {
      const set = () => document.font(face).fontSize(size);
      const shown = plain(text);
      const height = set().heightOfString(shown, { width: of, lineGap: size * 0.15 });
      return {
        height,
        draw: (top: number) =>
          void set()
            .fillColor(color)
            .text(shown, left, top, { width: of, lineGap: size * 0.15 }),
      };
    };
    const gap = form.text * 0.45;
    const head = cell('regular', labels === null ? form.small : form.text, soft, margin, labels ?? inner, label);
    const body = cell('regular', form.text, ink, margin + (labels ?? 0), inner - (labels ?? 0), value);
    const below = labels === null ? head.height : 0;
    return {
      height: (labels === null ? head.height + body.height : Math.max(head.height, body.height)) + gap,
      draw: (top) => {
        const row = document.struct('TR');
        open().add(row);
        row.add(document.struct('TH', {}, () => head.draw(top)));
        row.add(document.struct('TD', {}, () => body.draw(top + below)));
        row.end();
        if (index === rows.length - 1) open().end();
      },
    };
  });
}

export interface GridColumn {
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'right';
}

/** Rows of cells under a header that stands on every page again. The last row may be a sum: it stands out. */
export function gridBlocks(
  document: PdfDocument,
  columns: readonly GridColumn[],
  rows: readonly (readonly string[])[],
  sheet: Sheet,
  { lastIsSum = false } = {},
): readonly Block[] {
  const size = sheet.small;
  const gap = size * 0.5;
  const lefts = columns.map((_, index) =>
    columns.slice(0, index).reduce((left, { width }) => left + width + gap, sheet.margin),
  );
  let table: PDFKit.PDFStructureElement | null = null;
  const open = () => {
    if (table === null) {
      table = document.struct('Table');
      document.addStructure(table);
    }
    return table;
  };
  const rowOf = (cells: readonly string[], face: Face, color: string) => {
    const set = () => document.font(face).fontSize(size);
    const texts = columns.map((_, index) => plain(cells[index] ?? ''));
    const heights = columns.map(({ width }, index) =>
      set().heightOfString(texts[index]!, { width, lineGap: size * 0.1 }),
    );
    const cell = (index: number, top: number) => {
      const { width, align } = columns[index]!;
      set()
        .fillColor(color)
        .text(texts[index]!, lefts[index]!, top, { width, align, lineGap: size * 0.1 });
    };
    return { height: Math.max(...heights) + gap, cell };
  };
  const under = (top: number) =>
    artifact(document, () =>
      document
        .moveTo(sheet.margin, top)
        .lineTo(sheet.width - sheet.margin, top)
        .lineWidth(0.4)
        .stroke(rule),
    );
  const head = rowOf(
    columns.map(({ title }) => title),
    'bold',
    ink,
  );
  const headAgain: Block = {
    height: head.height + gap,
    draw(top) {
      artifact(document, () => columns.forEach((_, index) => head.cell(index, top)));
      under(top + head.height);
    },
  };
  const first: Block = {
    height: head.height + gap,
    draw(top) {
      const row = document.struct('TR');
      open().add(row);
      columns.forEach((_, index) => row.add(document.struct('TH', {}, () => head.cell(index, top))));
      row.end();
      under(top + head.height);
      if (rows.length === 0) open().end();
    },
  };
  const body = rows.map((cells, at): Block => {
    const isLast = at === rows.length - 1;
    // It is measured when its turn comes: of many rows that takes long.
    let measured: ReturnType<typeof rowOf> | null = null;
    const drawn = () => (measured ??= rowOf(cells, isLast && lastIsSum ? 'bold' : 'regular', ink));
    return {
      get height() {
        return drawn().height;
      },
      repeats: headAgain,
      draw(top) {
        const row = document.struct('TR');
        open().add(row);
        columns.forEach((_, index) => row.add(document.struct('TD', {}, () => drawn().cell(index, top))));
        row.end();
        if (isLast) open().end();
      },
    };
  });
  return [first, ...body];
}

export function line(document: PdfDocument, { margin, width }: Sheet, gap: number): Block {
  return {
    height: 2 * gap,
    draw: (top) =>
      artifact(document, () =>
        document
          .moveTo(margin, top + gap)
          .lineTo(width - margin, top + gap)
          .lineWidth(0.6)
          .stroke(rule),
      ),
  };
}

export const space = (height: number): Block => ({ height, draw: () => undefined });
export const heightOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { height }) => sum + height, 0);

export const stacked = (blocks: readonly Block[]): Block => ({
  height: heightOf(blocks),
  draw(top) {
    let at = top;
    for (const block of blocks) {
      block.draw(at);
      at += block.height;
    }
  },
});

/** The right one stands in the middle of the left one’s height. */
export const sideBySide = (left: Block, right: readonly Block[]): Block => ({
  height: Math.max(left.height, heightOf(right)),
  draw(top) {
    left.draw(top);
    stacked(right).draw(top + Math.max(0, (left.height - heightOf(right)) / 2));
  },
});
