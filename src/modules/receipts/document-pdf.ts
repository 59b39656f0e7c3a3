import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import type { Content, Row } from './document-content.js';
import { qrBorder, qrModules, runsOf } from './document-page.js';

export const papers = ['a4', 'roll80'] as const;
/** A4, or the 80 mm roll of a till's printer, as long as it needs to be. */
export type Paper = (typeof papers)[number];

/**
 * The paper of a document: the same bytes for the same content, on whatever machine and day. So nothing in it is compressed (zlib’s output differs
 * between processors and versions), its dates are those of the document, and its fonts come with the program. Its text can be selected, and its
 * structure is tagged for readers aloud.
 */
export function documentPdf(content: Content, paper: Paper, logo: Buffer | null, issuedAt: Date): Promise<Buffer> {
  // One after the other, and requests that wait are answered in between: each takes some ten milliseconds of the one thread.
  const made = before.then(yieldToRequests).then(() => make(content, paper, logo, issuedAt));
  before = made.then(ignored, ignored);
  return made;
}

let before: Promise<void> = Promise.resolve();
const ignored = () => undefined;

async function make(content: Content, paper: Paper, logo: Buffer | null, issuedAt: Date): Promise<Buffer> {
  const { title, number, organisation, language } = content;
  const document = new PDFDocument({
    autoFirstPage: false,
    compress: false,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    lang: language,
    // No standard font is loaded.
    font: null as unknown as string,
    info: {
      Title: `${title} ${number.value}`,
      Author: organisation.name,
      Creator: 'Ishyura',
      Producer: 'Ishyura',
      CreationDate: issuedAt,
      ModDate: issuedAt,
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  document.registerFont('regular', fonts.regular() as unknown as Buffer);
  document.registerFont('bold', fonts.bold() as unknown as Buffer);
  write(document, blocksOf(document, content, forms[paper], logo), forms[paper]);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Millimetres in points. */
const mm = (length: number): number => (length * 72) / 25.4;

interface Form {
  readonly width: number;
  /** Null: as long as its content. */
  readonly height: number | null;
  readonly margin: number;
  readonly text: number;
  readonly small: number;
  readonly heading: number;
  readonly amount: number;
  /** Of the column of labels; null: labels stand above their values. */
  readonly labels: number | null;
  readonly qr: number;
  readonly logo: number;
  readonly isCentred: boolean;
}

const forms: Readonly<Record<Paper, Form>> = {
  a4: {
    width: mm(210),
    height: mm(297),
    margin: mm(20),
    text: 10,
    small: 8.5,
    heading: 19,
    amount: 24,
    labels: mm(52),
    qr: mm(42),
    logo: mm(20),
    isCentred: false,
  },
  // Printers for it have 72 mm of paper that they can print on.
  roll80: {
    width: mm(80),
    height: null,
    margin: mm(5),
    text: 8.5,
    small: 7,
    heading: 13,
    amount: 17,
    labels: null,
    qr: mm(48),
    logo: mm(16),
    isCentred: true,
  },
};

/** A part of the page that is not broken. */
interface Block {
  readonly height: number;
  draw(top: number): void;
}

type Document = PDFKit.PDFDocument;
type Face = 'regular' | 'bold';

const ink = '#111111';
const soft = '#555555';
const rule = '#bbbbbb';

function write(document: Document, blocks: readonly Block[], { width, height, margin }: Form): void {
  const total = blocks.reduce((sum, block) => sum + block.height, 0);
  const pageHeight = height ?? total + 2 * margin;
  const newPage = () => document.addPage({ size: [width, pageHeight], margin: 0 });
  newPage();
  let top = margin;
  for (const block of blocks) {
    if (top + block.height > pageHeight - margin + tolerance && top > margin) {
      newPage();
      top = margin;
    }
    block.draw(top);
    top += block.height;
  }
}

const tolerance = 0.01;

function blocksOf(document: Document, content: Content, form: Form, logo: Buffer | null): readonly Block[] {
  const { organisation, tinLabel, title, number, amount, rows, ebm, notFiscal, scan, verifyUrl, qr } = content;
  const { margin, isCentred } = form;
  const inner = form.width - 2 * margin;
  const align = isCentred ? 'center' : 'left';
  const paragraph = (text: string, face: Face, size: number, color: string, tag: string, more: Partial<Placed> = {}) =>
    textBlock(document, text, { face, size, color, tag, left: margin, width: inner, align, ...more });
  const tin = organisation.tin === null ? [] : [`${tinLabel} ${organisation.tin}`];
  const widthOfLogo = logo === null || isCentred ? 0 : form.logo * 2.4;
  const beside = { width: inner - widthOfLogo };
  const organisationLines = [
    paragraph(organisation.name, 'bold', form.text + 3, ink, 'P', beside),
    ...[organisation.contact, ...tin].map((line) => paragraph(line, 'regular', form.text, soft, 'P', beside)),
  ];
  return [
    ...(logo === null ? [] : [logoBlock(document, logo, organisation.name, form)]),
    ...organisationLines,
    ...(logo === null || isCentred ? [] : [space(Math.max(0, form.logo - heightOf(organisationLines)))]),
    line(document, form, form.text),
    paragraph(title, 'bold', form.heading, ink, 'H1'),
    paragraph(`${number.label} ${number.value}`, 'regular', form.text + 1, ink, 'P'),
    space(form.text),
    paragraph(amount.label, 'regular', form.text, soft, 'P'),
    paragraph(amount.figures, 'bold', form.amount, ink, 'P'),
    paragraph(`${amount.words.label}: ${amount.words.value}`, 'regular', form.text, ink, 'P'),
    line(document, form, form.text),
    ...tableBlocks(document, [...rows, ebm], form),
    line(document, form, form.text),
    isCentred
      ? stacked([
          qrBlock(document, qr, form, (form.width - form.qr) / 2),
          space(form.text / 2),
          paragraph(scan, 'regular', form.small, ink, 'P'),
          paragraph(verifyUrl, 'regular', form.small, soft, 'P', { link: verifyUrl }),
        ])
      : sideBySide(qrBlock(document, qr, form, margin), [
          paragraph(scan, 'regular', form.text, ink, 'P', {
            left: margin + form.qr + mm(6),
            width: inner - form.qr - mm(6),
          }),
          space(form.text / 2),
          paragraph(verifyUrl, 'regular', form.small, soft, 'P', {
            left: margin + form.qr + mm(6),
            width: inner - form.qr - mm(6),
            link: verifyUrl,
          }),
        ]),
    space(form.text),
    paragraph(notFiscal, 'bold', form.text, ink, 'P'),
  ];
}

interface Placed {
  readonly face: Face;
  readonly size: number;
  readonly color: string;
  readonly tag: string;
  readonly left: number;
  readonly width: number;
  readonly align: 'left' | 'center';
  readonly link?: string;
}

function textBlock(document: Document, given: string, placed: Placed): Block {
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

/** Rows of labels and values, each with its header cell, as a table that is read aloud row by row. */
function tableBlocks(document: Document, rows: readonly Row[], form: Form): readonly Block[] {
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

function qrBlock(document: Document, text: string, form: Form, left: number): Block {
  const modules = qrModules(text);
  const size = form.qr / (modules.length + 2 * qrBorder);
  // At the margin its quiet border is paper anyway.
  const start = form.isCentred ? left + qrBorder * size : left;
  return {
    height: form.qr,
    draw: (top) =>
      tagged(
        document,
        'Figure',
        () => {
          for (const { x, y, width } of runsOf(modules))
            document.rect(start + x * size, top + (y + qrBorder) * size, width * size, size);
          document.fill('#000000');
        },
        text,
      ),
  };
}

/** Beside the name of the organisation, or above it. */
function logoBlock(document: Document, logo: Buffer, name: string, form: Form): Block {
  const { margin, width, isCentred } = form;
  const wide = isCentred ? width - 2 * margin : form.logo * 2.2;
  return {
    height: isCentred ? form.logo + form.text / 2 : 0,
    draw: (top) =>
      tagged(
        document,
        'Figure',
        () =>
          document.image(logo, isCentred ? margin : width - margin - wide, top, {
            fit: [wide, form.logo],
            align: isCentred ? 'center' : 'right',
          }),
        plain(name),
      ),
  };
}

function line(document: Document, { margin, width }: Form, gap: number): Block {
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

const space = (height: number): Block => ({ height, draw: () => undefined });
const heightOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { height }) => sum + height, 0);

const stacked = (blocks: readonly Block[]): Block => ({
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
const sideBySide = (left: Block, right: readonly Block[]): Block => ({
  height: Math.max(left.height, heightOf(right)),
  draw(top) {
    left.draw(top);
    stacked(right).draw(top + Math.max(0, (left.height - heightOf(right)) / 2));
  },
});

function tagged(document: Document, tag: string, draw: () => unknown, alt?: string): void {
  document.addStructure(document.struct(tag, alt === undefined ? {} : { alt }, () => void draw()));
}

function artifact(document: Document, draw: () => unknown): void {
  document.markContent('Artifact', { type: 'Layout' });
  draw();
  document.endMarkedContent();
}

/** What no font can draw, and what would turn the writing around, is left out. */
const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, ' ');

const require = createRequire(import.meta.url);
const fonts = { regular: lazily('DejaVuSans.ttf'), bold: lazily('DejaVuSans-Bold.ttf') };

/**
 * A font for one document. Its file is read and its tables are parsed once; but what fontkit remembers of glyphs goes into a document, so each
 * document begins with nothing remembered.
 */
function lazily(file: string): () => Font {
  let parsed: Font | null = null;
  return () => {
    parsed ??= create(readFileSync(require.resolve(`dejavu-fonts-ttf/ttf/${file}`))) as Font;
    return Object.assign(Object.create(parsed) as Font, { _glyphs: {} });
  };
}
