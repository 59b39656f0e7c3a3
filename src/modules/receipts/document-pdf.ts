import {
  heightOf,
  ink,
  line,
  paperOf,
  sideBySide,
  soft,
  space,
  stacked,
  tableBlocks,
  textBlock,
  type Block,
  type Face,
  type Placed,
  type Sheet,
} from '../../paper/paper.js';
import { drawQr, mm, plain, qrMargin, tagged, type PdfDocument } from '../../paper/pdf.js';
import type { Content } from './document-content.js';

export const papers = ['a4', 'roll80'] as const;
/** A4, or the 80 mm roll of a till's printer, as long as it needs to be. */
export type Paper = (typeof papers)[number];

/** The paper of a document: its content alone decides its bytes. */
export function documentPdf(content: Content, paper: Paper, logo: Buffer | null, issuedAt: Date): Promise<Buffer> {
  const { title, number, organisation, language } = content;
  const sheet = forms[paper];
  const facts = {
    title: `${title} ${number.value}`,
    author: organisation.name,
    language,
    at: issuedAt,
    sheet,
    foot: null,
  };
  return paperOf(facts, (document) => blocksOf(document, content, sheet, logo));
}

interface Form extends Sheet {
  readonly heading: number;
  readonly amount: number;
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

function blocksOf(document: PdfDocument, content: Content, form: Form, logo: Buffer | null): readonly Block[] {
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

function qrBlock(document: PdfDocument, text: string, form: Form, left: number): Block {
  // At the margin its quiet border is paper anyway.
  const start = form.isCentred ? left : left - qrMargin(text, form.qr);
  return { height: form.qr, draw: (top) => drawQr(document, text, start, top, form.qr) };
}

/** Beside the name of the organisation, or above it. */
function logoBlock(document: PdfDocument, logo: Buffer, name: string, form: Form): Block {
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
