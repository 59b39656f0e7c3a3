import { dayOf, figures } from '../../http/pages/formats.js';
import { sayIn, text } from '../../http/pages/text.js';
import { artifact, drawQr, mm, oneAfterTheOther, openPdf, plain, tagged, type PdfDocument } from '../../paper/pdf.js';
import type { Language } from '../../kernel/domain/language.js';
import type { LinkOfLine } from './sheet.commands.js';

interface SheetFacts {
  readonly links: readonly LinkOfLine[];
  readonly organisation: { readonly name: string; readonly contact: string };
  readonly environment: 'SANDBOX' | 'LIVE';
  readonly language: Language;
  readonly at: Date;
}

/** A sheet to print and cut: a card with its QR code for each link, eight on a page of A4. */
export const sheetPdf = (facts: SheetFacts): Promise<Buffer> => oneAfterTheOther(() => make(facts));

function make({ links, organisation, environment, language, at }: SheetFacts): Promise<Buffer> {
  const say = sayIn(language);
  const title = say(titleOfSheet);
  const { document, bytes } = openPdf({ title, author: organisation.name, language, at, compress: true });
  const pages = Math.ceil(links.length / cardsOnAPage);
  for (let page = 0; page < pages; page += 1) {
    document.addPage({ size: [mm(210), mm(297)], margin: 0 });
    const day = dayOf(at.toISOString(), language);
    const heading = [environment, say(pageOf, page + 1, pages), day, title, organisation.name, organisation.contact];
    tagged(document, 'P', () =>
      document
        .font('regular')
        .fontSize(8)
        .fillColor(soft)
        .text(plain(heading.join('  ·  ')), margin, mm(6), {
          width: mm(210) - 2 * margin,
          height: mm(6),
          ellipsis: true,
        }),
    );
    links
      .slice(page * cardsOnAPage, (page + 1) * cardsOnAPage)
      .forEach((link, place) => drawCard(document, link, organisation.name, environment, language, place));
  }
  return bytes();
}

function drawCard(
  document: PdfDocument,
  { link, url, name, description }: LinkOfLine,
  organisation: string,
  environment: SheetFacts['environment'],
  language: Language,
  place: number,
): void {
  const say = sayIn(language);
  const left = margin + (place % 2) * card.width;
  const top = firstTop + Math.floor(place / 2) * card.height;
  artifact(document, () =>
    document.rect(left, top, card.width, card.height).dash(2, { space: 3 }).lineWidth(0.4).stroke(cut).undash(),
  );
  drawQr(document, url, left + mm(1), top + mm(4), qr);
  const textLeft = left + qr + mm(2);
  const width = card.width - qr - mm(5);
  const bottom = top + card.height - mm(3);
  let at = top + mm(6);
  const put = (
    said: string | null,
    face: 'regular' | 'bold',
    size: number,
    color: string,
    lines: number,
    tag = 'P',
  ) => {
    if (said === null) return;
    document.font(face).fontSize(size);
    const height = Math.min(document.heightOfString(plain(said), { width }), lines * document.currentLineHeight(true));
    if (at + height > bottom) return;
    const y = at;
    tagged(document, tag, () =>
      document.fillColor(color).text(plain(said), textLeft, y, { width, height: height + 0.1, ellipsis: true }),
    );
    at += height + mm(1.4);
  };
  const amount = link.amount;
  put(organisation, 'bold', 10, ink, 2, 'H2');
  if (amount === null) put(say(youChoose), 'bold', 11, ink, 3);
  else put(`${figures(amount.amount, language)}\u00a0${amount.currency}`, 'bold', 15, ink, 2);
  put(name, 'bold', 9.5, ink, 3);
  put(description, 'regular', 8.5, ink, 4);
  put(`${say(reference)}: ${link.record.id}`, 'regular', 8, soft, 2);
  put(say(scan), 'regular', 8, ink, 3);
  if (environment === 'SANDBOX') put('SANDBOX', 'bold', 8, soft, 1);
  document.link(left + mm(1), top + mm(4), qr, qr, url);
}

const cardsOnAPage = 8;
const margin = mm(12);
const firstTop = mm(13);
const card = { width: (mm(210) - 2 * margin) / 2, height: mm(67) };
/** Readable at arm’s length from a sheet on a wall. */
const qr = mm(44);

const ink = '#111111';
const soft = '#555555';
const cut = '#999999';

const titleOfSheet = text({ en: 'Payment links', rw: 'Kode zo kwishyura', fr: 'Liens de paiement' });
const pageOf = text({
  en: (page: number, pages: number) => `page ${page} of ${pages}`,
  rw: (page: number, pages: number) => `urupapuro rwa ${page} kuri ${pages}`,
  fr: (page: number, pages: number) => `page ${page} sur ${pages}`,
});
const youChoose = text({
  en: 'You choose the amount',
  rw: 'Wihitiramo umubare w’amafaranga',
  fr: 'Vous choisissez le montant',
});
const reference = text({ en: 'Reference', rw: 'Indango', fr: 'Référence' });
const scan = text({
  en: 'Scan the code with your phone to pay by mobile money.',
  rw: 'Sikana iyi kode ukoresheje telefone yawe, wishyure na Mobile Money.',
  fr: 'Scannez le code avec votre téléphone pour payer par Mobile Money.',
});
