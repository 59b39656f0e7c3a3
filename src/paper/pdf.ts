import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import { yieldToRequests } from '../kernel/yield-to-requests.js';
import { qrBorder, qrModules, runsOf } from '../http/pages/qr.js';

/** What every PDF is made with: fonts that come with the program, text that can be selected, a structure that is tagged for readers aloud. */

export type PdfDocument = PDFKit.PDFDocument;

interface PdfFacts {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  /** The moment of the document itself, never that of its making. */
  readonly at: Date;
  /** zlib’s output differs between processors and versions: what has to be the same bytes everywhere is not compressed. */
  readonly compress: boolean;
  /** Its pages are kept until its end, so that each can say of how many it is. */
  readonly keepsPages?: boolean;
}

/** A document without a page, with the fonts `regular` and `bold`, and what ends it. */
export function openPdf({ title, author, language, at, compress, keepsPages = false }: PdfFacts): {
  readonly document: PdfDocument;
  readonly bytes: () => Promise<Buffer>;
} {
  const document = new PDFDocument({
    autoFirstPage: false,
    compress,
    tagged: true,
    displayTitle: true,
    pdfVersion: '1.7',
    lang: language,
    bufferPages: keepsPages,
    // No standard font is loaded.
    font: null as unknown as string,
    info: {
      Title: title,
      Author: author,
      Creator: 'Ishyura',
      Producer: 'Ishyura',
      CreationDate: at,
      ModDate: at,
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => document.on('end', resolve));
  document.registerFont('regular', fonts.regular() as unknown as Buffer);
  document.registerFont('bold', fonts.bold() as unknown as Buffer);
  const bytes = async () => {
    document.end();
    await ended;
    return Buffer.concat(chunks);
  };
  return { document, bytes };
}

/** Each takes some ten milliseconds of the one thread: requests that wait are answered in between. */
export function oneAfterTheOther(make: () => Promise<Buffer>): Promise<Buffer> {
  const made = before.then(yieldToRequests).then(make);
  before = made.then(ignored, ignored);
  return made;
}

let before: Promise<void> = Promise.resolve();
const ignored = () => undefined;

/** Millimetres in points. */
export const mm = (length: number): number => (length * 72) / 25.4;

/** What no font can draw, and what would turn the writing around, is left out. */
export const plain = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, ' ');

export function tagged(document: PdfDocument, tag: string, draw: () => unknown, alt?: string): void {
  document.addStructure(document.struct(tag, alt === undefined ? {} : { alt }, () => void draw()));
}

/** What is drawn for the eye alone. */
export function artifact(document: PdfDocument, draw: () => unknown): void {
  document.markContent('Artifact', { type: 'Layout' });
  draw();
  document.endMarkedContent();
}

/** A QR code with its quiet border, `size` wide in all. */
export function drawQr(document: PdfDocument, text: string, left: number, top: number, size: number): void {
  const modules = qrModules(text);
  const module = size / (modules.length + 2 * qrBorder);
  const draw = () => {
    for (const { x, y, width } of runsOf(modules))
      document.rect(left + (x + qrBorder) * module, top + (y + qrBorder) * module, width * module, module);
    document.fill('#000000');
  };
  tagged(document, 'Figure', draw, text);
}

/** How wide its quiet border is. */
export const qrMargin = (text: string, size: number): number =>
  (qrBorder * size) / (qrModules(text).length + 2 * qrBorder);

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
