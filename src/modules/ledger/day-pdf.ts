import type { Language } from '../../kernel/domain/language.js';
import { Money } from '../../kernel/domain/money.js';
import { figures } from '../../http/pages/formats.js';
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
  type GridColumn,
  type Sheet,
} from '../../paper/paper.js';
import { artifact, mm, type PdfDocument } from '../../paper/pdf.js';
import type { DayTotals, Standing } from './day.events.js';
import type { AccountOfDay, DaySheet } from './day.state.js';
import { dayTexts, type DayTexts } from './day-texts.js';

/** What is said of the installation where a day says nothing of it: it is not closed, or was closed before that was kept. */
export type Installation = Pick<Standing, 'organisation' | 'environment'>;

/** The page of a day, for a finance officer to sign. The same day has the same bytes, until more is learned about it. */
export function dayPdf(day: DaySheet, language: Language, installation: Installation): Promise<Buffer> {
  const say = dayTexts[language];
  const { organisation } = day.standing ?? installation;
  const title = `${titleOf(day, say)} ${day.date}`;
  const at = new Date(day.closedAt ?? day.asOf ?? `${day.date}T00:00:00.000Z`);
  const foot = (page: number, of: number) => `${organisation.name} · ${title} · ${say.page(page, of)}`;
  const facts = { title, author: organisation.name, language, at, sheet: a4, foot };
  return paperOf(facts, (document) => blocksOf(document, day, language, day.standing ?? installation));
}

const titleOf = ({ closedAt }: DaySheet, say: DayTexts): string =>
  closedAt === null ? say.provisionalTitle : say.title;

const a4: Sheet = { width: mm(210), height: mm(297), margin: mm(18), text: 9.5, small: 8, labels: mm(48) };
const inner = a4.width - 2 * a4.margin;

function blocksOf(
  document: PdfDocument,
  day: DaySheet,
  language: Language,
  { organisation, environment }: Installation,
): readonly Block[] {
  const say = dayTexts[language];
  const { closedAt } = day;
  const text = (words: string, face: 'regular' | 'bold', size: number, color: string, tag: string) =>
    textBlock(document, words, { face, size, color, tag, left: a4.margin, width: inner, align: 'left' });
  const paragraph = (words: string) => text(words, 'regular', a4.text, ink, 'P');
  const note = (words: string) => stacked([text(words, 'regular', a4.small, soft, 'P'), space(a4.small * 0.4)]);
  const section = (title: string, ...blocks: readonly Block[]) => [
    space(a4.text * 1.3),
    // A title does not stand alone at the foot of a page.
    stacked([text(title, 'bold', a4.text + 2, ink, 'H2'), space(a4.text * 0.4), ...blocks.slice(0, 2)]),
    ...blocks.slice(2),
  ];
  const isLive = environment === 'live';
  const tin = organisation.tin === null ? [] : [paragraph(`${say.tin} ${organisation.tin}`)];
  return [
    text(organisation.name, 'bold', a4.text + 2, ink, 'P'),
    paragraph(organisation.contact),
    ...tin,
    line(document, a4, a4.text * 0.7),
    text(`${titleOf(day, say)} ${day.date}`, 'bold', 18, ink, 'H1'),
    paragraph(`Africa/Kigali · ${isLive ? say.live : say.sandbox}`),
    closedAt === null
      ? text(say.notClosed(inKigali(day.asOf!)), 'bold', a4.text, ink, 'P')
      : paragraph(`${say.closedAt}: ${inKigali(closedAt)} (${say.kigaliTime})`),
    ...day.totals.flatMap((totals) =>
      section(
        `${closedAt === null ? say.totalsSoFar : say.totals} (${totals.currency})`,
        ...totalBlocks(document, totals, language),
      ),
    ),
    ...balanceSections(document, day, language, section, note, paragraph),
    ...section(
      closedAt === null ? say.openNow : say.open,
      note(closedAt === null ? say.openNowNote : say.openNote),
      ...openBlocks(document, day.standing, say, paragraph),
    ),
    // What is signed is a closed day: nothing of it changes any more.
    ...(closedAt === null
      ? [space(a4.text * 1.3), text(say.notToSign, 'bold', a4.text, ink, 'P')]
      : [
          ...section(say.later, note(say.laterNote), ...laterBlocks(document, day, language, paragraph)),
          ...section(say.seal, ...sealBlocks(document, day, say, paragraph)),
          ...section(say.signed, stacked([note(say.signedNote), signatureBlock(document, say)])),
        ]),
  ];
}

function totalBlocks(document: PdfDocument, totals: DayTotals, language: Language): readonly Block[] {
  const say = dayTexts[language];
  const columns = [left(say.what, inner - mm(70)), right(say.count, mm(25)), right(say.amount, mm(40))];
  const names = ['successful', 'failed', 'refunded', 'paidOut', 'fees'] as const;
  const rows = names.map((name) => [
    say[name],
    figures(String(totals[name].count), language),
    figures(totals[name].amount, language),
  ]);
  return gridBlocks(document, columns, rows, a4);
}

type Section = (title: string, ...blocks: readonly Block[]) => readonly Block[];
type Words = (words: string) => Block;

function balanceSections(
  document: PdfDocument,
  { balances, closedAt }: DaySheet,
  language: Language,
  section: Section,
  note: Words,
  paragraph: Words,
): readonly Block[] {
  const say = dayTexts[language];
  const title = closedAt === null ? say.trialBalanceSoFar : say.trialBalance;
  const currencies = [...new Set(balances.map(({ currency }) => currency))];
  if (currencies.length === 0) return section(title, paragraph(say.nothingPosted));
  const width = mm(28);
  const columns = [
    left(say.account, inner - 4 * width - 4 * a4.small * 0.5),
    ...[say.before, say.debits, say.credits, say.after].map((title) => right(title, width)),
  ];
  return currencies.flatMap((currency) => {
    const of = balances.filter((each) => each.currency === currency);
    const money = (minor: bigint) => figures(Money.ofMinor(minor, currency).amount, language);
    const sum = (amount: (account: AccountOfDay) => bigint) =>
      money(of.reduce((total, each) => total + amount(each), 0n));
    const after = ({ before, debits, credits }: AccountOfDay) => before + debits - credits;
    const rows = [
      ...of.map((each) => [each.code, money(each.before), money(each.debits), money(each.credits), money(after(each))]),
      [say.sum, sum(({ before }) => before), sum(({ debits }) => debits), sum(({ credits }) => credits), sum(after)],
    ];
    const grid = gridBlocks(document, columns, rows, a4, { lastIsSum: true });
    return section(`${title} (${currency})`, ...grid, note(say.balanceNote));
  });
}

function openBlocks(
  document: PdfDocument,
  standing: Standing | null,
  say: DayTexts,
  paragraph: Words,
): readonly Block[] {
  if (standing === null) return [paragraph(say.notKept)];
  // What an earlier version has kept under another name is said by that.
  const counted = (counts: Readonly<Record<string, number>>, words: Readonly<Record<string, string>>) =>
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${words[name] ?? name}: ${count}`)
      .join(', ') || say.none;
  const mismatches = standing.reviews['RECONCILIATION_MISMATCH'] ?? 0;
  return tableBlocks(
    document,
    [
      { label: say.payments, value: counted(standing.payments, say.statuses) },
      { label: say.refunds, value: counted(standing.refunds, say.statuses) },
      { label: say.payouts, value: counted(standing.payouts, say.statuses) },
      { label: say.reviews, value: counted(standing.reviews, say.reasons) },
      { label: say.mismatches, value: String(mismatches) },
    ],
    a4,
  );
}

function laterBlocks(
  document: PdfDocument,
  { later }: DaySheet,
  language: Language,
  paragraph: Words,
): readonly Block[] {
  const say = dayTexts[language];
  if (later.count === 0) return [paragraph(say.nothingLater)];
  const columns = [
    left(say.learned, mm(34)),
    left(say.postedFor, mm(22)),
    left(say.what, inner - mm(93)),
    right(say.amount, mm(32)),
  ];
  const rows = later.first.map(({ at, day, source, amount }) => [
    inKigali(at),
    day,
    `${say.sources[source.type]} ${source.id}`,
    amount === null ? '' : `${figures(amount.amount, language)} ${amount.currency}`,
  ]);
  const rest = later.count - later.first.length;
  return [...gridBlocks(document, columns, rows, a4), ...(rest > 0 ? [paragraph(say.more(rest))] : [])];
}

function sealBlocks(document: PdfDocument, { seal }: DaySheet, say: DayTexts, paragraph: Words) {
  if (seal === null) return [paragraph(say.notSealed)];
  return tableBlocks(
    document,
    [
      { label: say.sealNumber, value: String(seal.number) },
      { label: say.sealHead, value: seal.head },
      { label: say.sealKey, value: seal.keyId },
      { label: say.sealSignature, value: seal.signature },
    ],
    a4,
  );
}

/** Three lines to write on. */
function signatureBlock(document: PdfDocument, say: DayTexts): Block {
  const third = (inner - 2 * mm(6)) / 3;
  const names = [say.name, say.date, say.signature];
  const labels = names.map((words, index) => {
    const at = a4.margin + index * (third + mm(6));
    return {
      at,
      label: textBlock(document, words, {
        face: 'regular',
        size: a4.small,
        color: soft,
        tag: 'P',
        left: at,
        width: third,
        align: 'left',
      }),
    };
  });
  const room = mm(16);
  return {
    height: room + a4.small * 2,
    draw(top) {
      for (const { at, label } of labels) {
        artifact(document, () =>
          document
            .moveTo(at, top + room)
            .lineTo(at + third, top + room)
            .lineWidth(0.6)
            .stroke(ink),
        );
        label.draw(top + room + 2);
      }
    },
  };
}

const left = (title: string, width: number): GridColumn => ({ title, width, align: 'left' });
const right = (title: string, width: number): GridColumn => ({ title, width, align: 'right' });

const inKigali = (at: string): string =>
  new Date(Date.parse(at) + 2 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
