import {
  area,
  errorSummary,
  facts,
  field,
  money,
  select,
  when,
  type Choice,
  type Wrong,
} from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import { settlementStatuses, type SettlementStatus } from '../settlements/contract.js';
import { csvLink, filteredBy, hidden, listEnd, tableOf, type Column } from './books.page.js';
import { knownSentence } from './known-sentences.page.js';
import { addressOf } from './list-filters.js';
import { doneBanner } from './list-parts.page.js';
import type { Frame } from './page-frame.js';
import {
  amountLabel,
  dayHint,
  feeLabel,
  feesLabel,
  filterTitle,
  fromLabel,
  noteLabel,
  providerLabel,
  reasonLabel,
  statusLabel,
  toLabel,
} from './words.page.js';

/** A settlement as its resource shows it. */
export interface ShownSettlement {
  readonly id: string;
  readonly status: SettlementStatus;
  readonly provider: string;
  readonly bankAccount: string;
  readonly gross: string;
  readonly net: string;
  readonly fees: string;
  readonly inTransit: string;
  readonly currency: string;
  readonly leftAt: string;
  readonly expectedBy: string;
  readonly ageDays: number;
  readonly overdue: boolean;
  readonly covers: { readonly from: string; readonly to: string } | null;
  readonly reference: string | null;
  readonly deposits: readonly ShownDeposit[];
  readonly requestedBy: string;
  readonly cancelled: { readonly reason: string; readonly by: string; readonly at: string } | null;
  readonly createdAt: string;
  readonly receivedAt: string | null;
}
interface ShownDeposit {
  readonly amount: string;
  readonly fee: string;
  readonly receivedAt: string;
  readonly bankReference: string;
  readonly itemId: string | null;
  readonly note: string | null;
  readonly confirmedBy: string;
}

/** What is on its way, by provider; with a number of days in a band of age, else in all. */
export interface ShownTransit {
  readonly provider: string;
  readonly currency: string;
  readonly days: string;
  readonly count: number;
  readonly amount: string;
}

export interface ShownBankLine {
  readonly itemId: string;
  readonly bank: string;
  readonly account: string | null;
  readonly amount: string;
  readonly currency: string;
  readonly receivedAt: string;
  readonly bankReference: string | null;
  readonly score: number;
  readonly reasons: readonly string[];
}

export interface ShownCoverage {
  readonly by: 'days' | 'entries';
  readonly from: string;
  readonly to: string;
  readonly gross: string;
  readonly fee: string;
  readonly currency: string;
  readonly entries: number | null;
  readonly score: number;
  readonly reasons: readonly string[];
}

export interface SuggestedSettlement {
  readonly settlement: ShownSettlement;
  readonly score: number;
  readonly reasons: readonly string[];
}

const path = '/settlements';
const percent = (score: number): string => `${Math.round(score * 100)} %`;
const because = (reasons: readonly string[], language: Language): Value =>
  html`<ul>${reasons.map((each) => html`<li>${knownSentence(each, language)}</li>`)}</ul>`;

export const settlementColumns = (nameOf: (id: string | null) => string): readonly Column<ShownSettlement>[] => [
  {
    name: 'Settlement',
    label: settlementLabel,
    text: ({ id }) => id,
    kind: 'head',
    shown: ({ id, bankAccount }) => html`<a href="${path}/${id}">${bankAccount}</a>`,
  },
  { name: 'Provider', label: providerLabel, text: ({ provider }) => provider },
  { name: 'Bank account', text: ({ bankAccount }) => bankAccount },
  {
    name: 'Status',
    label: statusLabel,
    text: ({ status }) => status,
    shown: ({ status, overdue }, language) => statusTag(status, overdue, sayIn(language)),
  },
  {
    name: 'Gross',
    label: grossLabel,
    kind: 'number',
    text: ({ gross }) => gross,
    shown: ({ gross, currency }, language) => money({ amount: gross, currency }, language),
  },
  {
    name: 'Received',
    label: netLabel,
    kind: 'number',
    text: ({ net }) => net,
    shown: ({ net, currency }, language) => money({ amount: net, currency }, language),
  },
  {
    name: 'Fees',
    label: feesLabel,
    kind: 'number',
    text: ({ fees }) => fees,
    shown: ({ fees, currency }, language) => money({ amount: fees, currency }, language),
  },
  {
    name: 'In transit',
    label: transitLabel,
    kind: 'number',
    text: ({ inTransit }) => inTransit,
    shown: ({ inTransit, currency }, language) => money({ amount: inTransit, currency }, language),
  },
  { name: 'Currency', text: ({ currency }) => currency },
  {
    name: 'Left',
    label: leftLabel,
    text: ({ leftAt }) => leftAt,
    shown: ({ leftAt }, language) => when(leftAt, language),
  },
  { name: 'Expected by', text: ({ expectedBy }) => expectedBy },
  { name: 'Days', label: daysLabel, kind: 'number', text: ({ ageDays }) => String(ageDays) },
  { name: 'Overdue', text: ({ overdue }) => String(overdue) },
  { name: 'Covers from', text: ({ covers }) => covers?.from ?? '' },
  { name: 'Covers to', text: ({ covers }) => covers?.to ?? '' },
  { name: 'Reference', text: ({ reference }) => reference ?? '' },
  { name: 'Recorded by', text: ({ requestedBy }) => nameOf(requestedBy) },
  { name: 'Recorded', text: ({ createdAt }) => createdAt },
  { name: 'Whole', text: ({ receivedAt }) => receivedAt ?? '' },
];

export const transitColumns = (): readonly Column<ShownTransit>[] => [
  { name: 'Provider', label: providerLabel, text: ({ provider }) => provider, kind: 'head' },
  {
    name: 'Days',
    label: daysLabel,
    text: ({ days }) => days,
    shown: ({ days, provider }, language) =>
      days === 'all'
        ? sayIn(language)(allDays)
        : days === 'overdue'
          ? html`<a href="${addressOf(path, { status: 'overdue', provider })}">${sayIn(language)(overdueText)}</a>`
          : days,
  },
  { name: 'Count', label: countLabel, kind: 'number', text: ({ count }) => String(count) },
  {
    name: 'Amount',
    label: amountLabel,
    kind: 'number',
    text: ({ amount }) => amount,
    shown: (row, language) => money(row, language),
  },
  { name: 'Currency', text: ({ currency }) => currency },
];

export const depositColumns = (
  currency: string,
  nameOf: (id: string | null) => string,
): readonly Column<ShownDeposit>[] => [
  { name: 'Bank reference', label: bankReferenceLabel, text: ({ bankReference }) => bankReference, kind: 'head' },
  {
    name: 'Amount',
    label: amountLabel,
    kind: 'number',
    text: ({ amount }) => amount,
    shown: ({ amount }, language) => money({ amount, currency }, language),
  },
  {
    name: 'Fee',
    label: feeLabel,
    kind: 'number',
    text: ({ fee }) => fee,
    shown: ({ fee }, language) => money({ amount: fee, currency }, language),
  },
  { name: 'Currency', text: () => currency },
  {
    name: 'Credited',
    label: receivedLabel,
    text: ({ receivedAt }) => receivedAt,
    shown: ({ receivedAt }, language) => when(receivedAt, language),
  },
  { name: 'Item', text: ({ itemId }) => itemId ?? '' },
  { name: 'Confirmed by', label: confirmedByLabel, text: ({ confirmedBy }) => nameOf(confirmedBy) },
  { name: 'Note', label: noteLabel, text: ({ note }) => note ?? '' },
];

export const bankLineColumns = (address: (itemId: string) => string): readonly Column<ShownBankLine>[] => [
  {
    name: 'Item',
    label: bankLineLabel,
    kind: 'head',
    text: ({ itemId }) => itemId,
    shown: ({ itemId, bankReference }) => html`<a href="${address(itemId)}">${bankReference ?? itemId}</a>`,
  },
  { name: 'Bank', label: bankLabel, text: ({ bank, account }) => `${bank} ${account ?? ''}`.trim() },
  {
    name: 'Amount',
    label: amountLabel,
    kind: 'number',
    text: ({ amount }) => amount,
    shown: (line, language) => money(line, language),
  },
  { name: 'Currency', text: ({ currency }) => currency },
  {
    name: 'Credited',
    label: receivedLabel,
    text: ({ receivedAt }) => receivedAt,
    shown: ({ receivedAt }, language) => when(receivedAt, language),
  },
  { name: 'Likeness', label: scoreLabel, kind: 'number', text: ({ score }) => percent(score) },
  {
    name: 'Reasons',
    label: reasonsLabel,
    text: ({ reasons }) => reasons.join(' '),
    shown: ({ reasons }, language) => because(reasons, language),
  },
];

/** A day in Kigali, or the moment of an entry. */
const boundOf =
  (bound: 'from' | 'to') =>
  ({ by, [bound]: at }: ShownCoverage, language: Language): Value =>
    by === 'days' ? at : when(at, language);

export const coverageColumns = (): readonly Column<ShownCoverage>[] => [
  { name: 'From', label: fromLabel, kind: 'head', text: ({ from }) => from, shown: boundOf('from') },
  { name: 'To', label: toLabel, text: ({ to }) => to, shown: boundOf('to') },
  { name: 'By', text: ({ by }) => by },
  {
    name: 'Payments',
    label: countLabel,
    kind: 'number',
    text: ({ entries }) => (entries === null ? '' : String(entries)),
  },
  {
    name: 'Gross',
    label: grossLabel,
    kind: 'number',
    text: ({ gross }) => gross,
    shown: ({ gross, currency }, language) => money({ amount: gross, currency }, language),
  },
  {
    name: 'Fee',
    label: feeLabel,
    kind: 'number',
    text: ({ fee }) => fee,
    shown: ({ fee, currency }, language) => money({ amount: fee, currency }, language),
  },
  { name: 'Currency', text: ({ currency }) => currency },
  { name: 'Likeness', label: scoreLabel, kind: 'number', text: ({ score }) => percent(score) },
  {
    name: 'Reasons',
    label: reasonsLabel,
    text: ({ reasons }) => reasons.join(' '),
    shown: ({ reasons }, language) => because(reasons, language),
  },
];

export const suggestedColumns = (): readonly Column<SuggestedSettlement>[] => [
  {
    name: 'Settlement',
    label: settlementLabel,
    kind: 'head',
    text: ({ settlement }) => settlement.id,
    shown: ({ settlement: { id, bankAccount } }) => html`<a href="${path}/${id}">${bankAccount}</a>`,
  },
  {
    name: 'In transit',
    label: transitLabel,
    kind: 'number',
    text: ({ settlement }) => settlement.inTransit,
    shown: ({ settlement: { inTransit, currency } }, language) => money({ amount: inTransit, currency }, language),
  },
  { name: 'Currency', text: ({ settlement }) => settlement.currency },
  { name: 'Likeness', label: scoreLabel, kind: 'number', text: ({ score }) => percent(score) },
  {
    name: 'Reasons',
    label: reasonsLabel,
    text: ({ reasons }) => reasons.join(' '),
    shown: ({ reasons }, language) => because(reasons, language),
  },
];

interface ListOf extends Frame {
  readonly columns: readonly Column<ShownSettlement>[];
  readonly transit: readonly ShownTransit[];
  readonly filters: Readonly<Record<string, string>>;
  readonly settlements: readonly ShownSettlement[];
  readonly next: string | null;
  readonly csv: string;
  readonly transitCsv: string;
  readonly mayExpect: boolean;
  /** The same form sent twice is one settlement. */
  readonly key: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: readonly Wrong[];
}

/** What is expected at the bank, what is on its way and for how long, and what has come. */
export function settlementsPage(of: ListOf): Page {
  const { language, menu, columns, transit, filters, settlements, next, csv, transitCsv, mayExpect, wrong } = of;
  const say = sayIn(language);
  const any: Choice = ['', say(anyOne)];
  const parts = Object.entries(filters).map(([name, value]): readonly [string, string] =>
    name === 'status'
      ? [say(statusLabel), say(value === 'overdue' ? overdueText : statusTexts[value as SettlementStatus])]
      : [say(providerLabel), value],
  );
  return {
    language,
    menu,
    title: say(settlementsTitle),
    body: html`${errorSummary(wrong, language)}${transit.length === 0 ? html`<p>${say(nothingInTransit)}</p>\n` : html`${tableOf(transitColumns(), transit, say(transitCaption), language)}${csvLink(transitCsv, language)}`}<p class="actions"><a class="button second" href="${path}/suggestions">${say(suggestionsTitle)}</a></p>
<h2>${say(listTitle)}</h2>
<form method="get" action="${path}">${select({ name: 'status', label: say(statusLabel), value: filters['status'] ?? '', choices: [any, ...settlementStatuses.map((value) => [value, say(statusTexts[value])] as const), ['overdue', say(overdueText)]] })}<p class="actions"><button class="second">${say(filterTitle)}</button></p></form>
${filteredBy(parts, path, say)}${settlements.length === 0 ? html`<p>${say(nothing)}</p>\n` : html`${tableOf(columns, settlements, say(caption, settlements.length), language)}${listEnd({ next, csv }, language)}`}${mayExpect && expectForm(of, say)}`,
  };
}

function expectForm({ token, key, typed, wrong }: ListOf, say: Say): Markup {
  const one = (name: keyof typeof settlementLabels, hint?: string, required = true) =>
    field({
      name,
      label: say(settlementLabels[name]),
      ...(hint !== undefined && { hint }),
      value: typed[name] ?? '',
      required,
      maxlength: 100,
      wrong,
    });
  return html`<h2>${say(expectTitle)}</h2>
<form method="post" action="${path}">${hiddenToken(token)}${hidden('key', key)}<p>${say(expectMeans)}</p>
${one('provider', say(providerHint))}${one('bankAccount')}${one('amount', say(amountHint))}${one('currency', 'RWF')}${one('leftAt', say(momentHint))}${one('expectedBy', say(expectedHint), false)}${one('coversFrom', say(dayHint), false)}${one('coversTo', say(dayHint), false)}${one('reference', undefined, false)}<p class="actions"><button>${say(expectTitle)}</button></p></form>
`;
}

interface OneOf extends Frame {
  readonly settlement: ShownSettlement;
  readonly deposits: readonly Column<ShownDeposit>[];
  readonly bankLines: readonly ShownBankLine[];
  readonly mayWork: boolean;
  readonly nameOf: (id: string | null) => string;
  readonly done: boolean;
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: readonly Wrong[];
}

/** One settlement: what has come of it, which lines of the bank may be it, and the confirmation of one. */
export function settlementPage(of: OneOf): Page {
  const { language, menu, token, settlement, deposits, bankLines, mayWork, nameOf, done, typed, wrong } = of;
  const say = sayIn(language);
  const { id, currency, covers, cancelled } = settlement;
  const place = `${path}/${id}`;
  const amount = (value: string) => money({ amount: value, currency }, language);
  const isOpen = settlement.status === 'expected' || settlement.status === 'partly-received';
  const one = (name: keyof typeof settlementLabels, hint?: string, required = true) =>
    field({
      name,
      label: say(settlementLabels[name]),
      ...(hint !== undefined && { hint }),
      value: typed[name] ?? '',
      required,
      maxlength: 100,
      wrong,
    });
  return {
    language,
    menu,
    title: say(settlementTitle, settlement.bankAccount),
    body: html`${errorSummary(wrong, language)}${doneBanner(done, say)}<p>${statusTag(settlement.status, settlement.overdue, say)}</p>
<p class="amount">${amount(settlement.inTransit)}</p>
${facts([
  [say(transitLabel), amount(settlement.inTransit)],
  [say(grossLabel), amount(settlement.gross)],
  [say(netLabel), amount(settlement.net)],
  [say(feesLabel), amount(settlement.fees)],
  [say(providerLabel), settlement.provider],
  [say(leftLabel), when(settlement.leftAt, language)],
  [say(expectedByLabel), when(settlement.expectedBy, language)],
  [say(daysLabel), settlement.ageDays],
  ...(covers === null ? [] : [[say(coversLabel), `${covers.from} – ${covers.to}`] as const]),
  ...(settlement.reference === null ? [] : [[say(referenceLabel), settlement.reference] as const]),
  [say(recordedByLabel), nameOf(settlement.requestedBy)],
  ...(cancelled === null
    ? []
    : [
        [
          say(cancelledLabel),
          html`${cancelled.reason} (${nameOf(cancelled.by)}, ${when(cancelled.at, language)})`,
        ] as const,
      ]),
])}
${settlement.deposits.length > 0 && html`${tableOf(deposits, settlement.deposits, say(depositsCaption), language)}${csvLink(`${place}?format=csv`, language)}`}${
      isOpen &&
      html`<h2>${say(bankLinesTitle)}</h2>
${
  bankLines.length === 0
    ? html`<p>${say(noBankLines)}</p>\n`
    : html`${tableOf(
        bankLineColumns((itemId) => `${place}?deposit=${itemId}#receive`),
        bankLines,
        say(bankLinesCaption),
        language,
      )}${csvLink(`${place}?format=csv&of=bank-lines`, language)}`
}`
    }${
      isOpen &&
      mayWork &&
      html`<h2 id="receive">${say(receiveTitle)}</h2>
<form method="post" action="${place}/receive">${hiddenToken(token)}${typed['itemId'] !== undefined && hidden('itemId', typed['itemId'])}<p>${say(receiveMeans)}</p>
${one('amount', say(creditedHint))}${one('fee', say(feeHint), false)}${one('receivedAt', say(momentHint))}${one('bankReference')}${area({ name: 'note', label: say(noteLabel), hint: say(noPerson), maxlength: 1_000, value: typed['note'] ?? '', required: false, wrong })}<p class="actions"><button>${say(receiveTitle)}</button></p></form>
<h2>${say(cancelTitle)}</h2>
<form method="post" action="${place}/cancel">${hiddenToken(token)}<p>${say(cancelMeans)}</p>${area({ name: 'reason', label: say(reasonLabel), hint: say(noPerson), maxlength: 1_000, value: typed['reason'] ?? '', wrong })}<p class="actions"><button class="danger">${say(cancelTitle)}</button></p></form>
`
    }<p><a href="${path}">${say(settlementsTitle)}</a></p>
`,
  };
}

interface SuggestionsOf extends Frame {
  readonly typed: Readonly<Record<string, string>>;
  readonly wrong: readonly Wrong[];
  /** Null: nothing was asked for. */
  readonly found: {
    readonly settlements: readonly SuggestedSettlement[];
    readonly coverage: readonly ShownCoverage[];
  } | null;
  readonly csv: (part: 'settlements' | 'coverage') => string;
}

/** Which settlements, and which days of payments, a deposit at the bank may be. */
export function suggestionsPage({ language, menu, typed, wrong, found, csv }: SuggestionsOf): Page {
  const say = sayIn(language);
  const one = (name: 'provider' | 'amount' | 'currency' | 'receivedAt', hint: string) =>
    field({ name, label: say(settlementLabels[name]), hint, value: typed[name] ?? '', maxlength: 100, wrong });
  return {
    language,
    menu,
    title: say(suggestionsTitle),
    body: html`${errorSummary(wrong, language)}<p>${say(suggestionsMean)}</p>
<form method="get" action="${path}/suggestions">${one('provider', say(providerHint))}${one('amount', say(amountHint))}${one('currency', 'RWF')}${one('receivedAt', say(momentHint))}<p class="actions"><button>${say(look)}</button></p></form>
${
  found !== null &&
  html`<h2>${say(settlementsTitle)}</h2>
${found.settlements.length === 0 ? html`<p>${say(nothingFits)}</p>\n` : html`${tableOf(suggestedColumns(), found.settlements, say(settlementsFit), language)}${csvLink(csv('settlements'), language)}`}<h2>${say(paymentsTitle)}</h2>
${found.coverage.length === 0 ? html`<p>${say(nothingFits)}</p>\n` : html`${tableOf(coverageColumns(), found.coverage, say(paymentsFit), language)}${csvLink(csv('coverage'), language)}`}`
}<p><a href="${path}">${say(settlementsTitle)}</a></p>
`,
  };
}

const statusTag = (status: SettlementStatus, overdue: boolean, say: Say): Markup =>
  html`<span class="tag ${status === 'received' ? 'good' : overdue ? 'bad' : 'warn'}">${say(statusTexts[status])}${overdue && html`, ${say(overdueText)}`}</span>`;

export const statusTexts = {
  expected: text({ en: 'expected', rw: 'ategerejwe', fr: 'attendu' }),
  'partly-received': text({ en: 'partly received', rw: 'yakiriwe igice', fr: 'reçu en partie' }),
  received: text({ en: 'received', rw: 'yakiriwe', fr: 'reçu' }),
  cancelled: text({ en: 'cancelled', rw: 'yahagaritswe', fr: 'annulé' }),
};

const settlementsTitle = text({ en: 'Settlements', rw: 'Amafaranga yashyizwe muri banki', fr: 'Règlements' });
const settlementTitle = text({
  en: (account: string) => `Settlement to ${account}`,
  rw: (account: string) => `Amafaranga ajya kuri ${account}`,
  fr: (account: string) => `Règlement vers ${account}`,
});
const listTitle = text({ en: 'All settlements', rw: 'Yose', fr: 'Tous les règlements' });
const transitCaption = text({
  en: 'In transit: has left the wallet and is not at the bank',
  rw: 'Ari mu nzira: yavuye kuri konti ya telefone ataragera kuri banki',
  fr: 'En transit : parti du portefeuille et pas encore à la banque',
});
const nothingInTransit = text({
  en: 'Nothing is in transit.',
  rw: 'Nta mafaranga ari mu nzira.',
  fr: 'Rien n’est en transit.',
});
const allDays = text({ en: 'all', rw: 'yose', fr: 'tous' });
const overdueText = text({ en: 'overdue', rw: 'yarengeje igihe', fr: 'en retard' });
const suggestionsTitle = text({
  en: 'What is this deposit?',
  rw: 'Aya mafaranga yageze kuri banki ni ayahe?',
  fr: 'Quel est ce dépôt ?',
});
const suggestionsMean = text({
  en: 'Enter what the bank has credited. You see which settlements and which payments come to it; nothing is decided by that.',
  rw: 'Andika ayo banki yakiriye. Urabona amafaranga n’ubwishyu bibivamo; nta cyemezo bifata.',
  fr: 'Entrez ce que la banque a crédité. Vous voyez quels règlements et paiements y correspondent ; rien n’est décidé ainsi.',
});
const look = text({ en: 'Look for it', rw: 'Shakisha', fr: 'Chercher' });
const paymentsTitle = text({
  en: 'Payments it may cover',
  rw: 'Ubwishyu ashobora kuba akubiyemo',
  fr: 'Paiements qu’il peut couvrir',
});
const settlementsFit = text({
  en: 'Settlements that may be it, best first',
  rw: 'Ayashobora kuba ari yo, ahuye cyane abanza',
  fr: 'Règlements possibles, le meilleur d’abord',
});
const paymentsFit = text({
  en: 'Days and payments in a row that come to it',
  rw: 'Iminsi n’ubwishyu bikurikiranye bibivamo',
  fr: 'Jours et paiements consécutifs qui y correspondent',
});
const nothingFits = text({
  en: 'Nothing comes to this sum.',
  rw: 'Nta kivamo aya mafaranga.',
  fr: 'Rien n’atteint cette somme.',
});
const anyOne = text({ en: 'Any', rw: 'Yose', fr: 'Tous' });
const nothing = text({ en: 'No settlement is here.', rw: 'Nta mafaranga ari hano.', fr: 'Aucun règlement ici.' });
const caption = text({
  en: (count: number) => `${count} on this page, newest first`,
  rw: (count: number) => `${count} kuri uru rupapuro, ibishya bibanza`,
  fr: (count: number) => `${count} sur cette page, les plus récents d’abord`,
});
const expectTitle = text({
  en: 'Money has left the wallet',
  rw: 'Amafaranga yavuye kuri konti ya telefone',
  fr: 'De l’argent a quitté le portefeuille',
});
const expectMeans = text({
  en: 'Record it when you have moved money to the bank. From then on it is in transit in the ledger.',
  rw: 'Byandike umaze kohereza amafaranga kuri banki. Kuva ubwo aba ari mu nzira mu gitabo.',
  fr: 'Enregistrez-le quand vous avez viré l’argent à la banque. Il est dès lors en transit dans le grand livre.',
});
const providerHint = text({ en: 'Such as mtn-momo', rw: 'Urugero mtn-momo', fr: 'Par exemple mtn-momo' });
const amountHint = text({
  en: 'Digits alone, such as 1500000',
  rw: 'Imibare gusa, urugero 1500000',
  fr: 'Chiffres seuls, par exemple 1500000',
});
const momentHint = text({
  en: 'In Kigali: 2026-11-28 16:00, or the day alone',
  rw: 'I Kigali: 2026-11-28 16:00, cyangwa umunsi gusa',
  fr: 'À Kigali : 2026-11-28 16:00, ou le jour seul',
});
const expectedHint = text({
  en: 'Empty: three days after it left',
  rw: 'Nta cyanditse: iminsi itatu nyuma yo kugenda',
  fr: 'Vide : trois jours après le départ',
});
const depositsCaption = text({ en: 'What has come', rw: 'Ayageze kuri banki', fr: 'Ce qui est arrivé' });
const bankLinesTitle = text({
  en: 'Lines of the bank that may be it',
  rw: 'Imirongo ya banki ishobora kuba ari yo',
  fr: 'Lignes de la banque possibles',
});
const bankLinesCaption = text({
  en: 'Choose one: its figures are filled in below',
  rw: 'Hitamo umwe: imibare yawo irandikwa hasi',
  fr: 'Choisissez-en une : ses chiffres sont repris plus bas',
});
const noBankLines = text({
  en: 'No line of an imported bank statement fits.',
  rw: 'Nta murongo wa raporo ya banki uhuye.',
  fr: 'Aucune ligne d’un relevé bancaire importé ne convient.',
});
const receiveTitle = text({ en: 'Confirm the deposit', rw: 'Emeza ko yageze kuri banki', fr: 'Confirmer le dépôt' });
const receiveMeans = text({
  en: 'You say that you have found it on the bank’s statement. The ledger moves it to the bank.',
  rw: 'Wemeza ko wayabonye kuri raporo ya banki. Igitabo kiyimurira kuri banki.',
  fr: 'Vous dites l’avoir trouvé sur le relevé de la banque. Le grand livre le déplace vers la banque.',
});
const creditedHint = text({
  en: 'Digits alone, such as 1500000; 0 where only the fee was forgotten',
  rw: 'Imibare gusa, urugero 1500000; 0 niba ikiguzi ari cyo cyonyine cyibagiranye',
  fr: 'Chiffres seuls, par exemple 1500000 ; 0 si seuls les frais ont été oubliés',
});
const feeHint = text({
  en: 'What was kept on the way; empty: nothing',
  rw: 'Ayakaswe mu nzira; nta cyanditse: nta na make',
  fr: 'Ce qui a été retenu en route ; vide : rien',
});
const noPerson = text({
  en: 'It is kept for ever: name no person',
  rw: 'Bibikwa iteka: ntuvugemo umuntu',
  fr: 'C’est gardé pour toujours : ne nommez personne',
});
const cancelTitle = text({ en: 'Cancel the settlement', rw: 'Hagarika', fr: 'Annuler le règlement' });
const cancelMeans = text({
  en: 'Only where the money has never left the wallet.',
  rw: 'Gusa iyo amafaranga atigeze ava kuri konti ya telefone.',
  fr: 'Seulement si l’argent n’a jamais quitté le portefeuille.',
});

const settlementLabel = text({ en: 'Bank account', rw: 'Konti ya banki', fr: 'Compte bancaire' });
const grossLabel = text({ en: 'Gross', rw: 'Yose hamwe', fr: 'Brut' });
const netLabel = text({ en: 'At the bank', rw: 'Ageze kuri banki', fr: 'À la banque' });
const transitLabel = text({ en: 'In transit', rw: 'Ari mu nzira', fr: 'En transit' });
const leftLabel = text({ en: 'Left the wallet', rw: 'Yavuye kuri konti', fr: 'Parti du portefeuille' });
const expectedByLabel = text({ en: 'Expected by', rw: 'Ategerejwe bitarenze', fr: 'Attendu avant' });
const daysLabel = text({ en: 'Days', rw: 'Iminsi', fr: 'Jours' });
const countLabel = text({ en: 'Count', rw: 'Umubare', fr: 'Nombre' });
const currencyLabel = text({ en: 'Currency', rw: 'Ifaranga', fr: 'Devise' });
const coversLabel = text({
  en: 'Made of the payments of',
  rw: 'Akubiyemo ubwishyu bwo ku wa',
  fr: 'Fait des paiements du',
});
const coversFromLabel = text({
  en: 'First day of its payments',
  rw: 'Umunsi wa mbere w’ubwishyu',
  fr: 'Premier jour de ses paiements',
});
const coversToLabel = text({
  en: 'Last day of its payments',
  rw: 'Umunsi wa nyuma w’ubwishyu',
  fr: 'Dernier jour de ses paiements',
});
const referenceLabel = text({
  en: 'Provider’s number of the move',
  rw: 'Nimero y’ikigo y’iri yimurwa',
  fr: 'Numéro de l’opérateur',
});
const recordedByLabel = text({ en: 'Recorded by', rw: 'Byanditswe na', fr: 'Enregistré par' });
const cancelledLabel = text({ en: 'Cancelled', rw: 'Yahagaritswe', fr: 'Annulé' });
const receivedLabel = text({ en: 'Credited by the bank', rw: 'Banki yayakiriye', fr: 'Crédité par la banque' });
const bankReferenceLabel = text({ en: 'Bank’s reference', rw: 'Indango ya banki', fr: 'Référence de la banque' });
const bankLineLabel = text({ en: 'Line of the bank', rw: 'Umurongo wa banki', fr: 'Ligne de la banque' });
const bankLabel = text({ en: 'Bank', rw: 'Banki', fr: 'Banque' });
const confirmedByLabel = text({ en: 'Confirmed by', rw: 'Byemejwe na', fr: 'Confirmé par' });
const scoreLabel = text({ en: 'Likeness', rw: 'Uko bisa', fr: 'Ressemblance' });
const reasonsLabel = text({ en: 'Why', rw: 'Impamvu', fr: 'Pourquoi' });

export const settlementLabels = {
  status: statusLabel,
  provider: providerLabel,
  bankAccount: settlementLabel,
  amount: amountLabel,
  currency: currencyLabel,
  leftAt: leftLabel,
  expectedBy: expectedByLabel,
  coversFrom: coversFromLabel,
  coversTo: coversToLabel,
  reference: referenceLabel,
  receivedAt: receivedLabel,
  bankReference: bankReferenceLabel,
  fee: feeLabel,
  note: noteLabel,
  reason: reasonLabel,
};
