import {
  banner,
  errorSummary,
  facts,
  field,
  fileField,
  money,
  select,
  when,
  type Choice,
  type Wrong,
} from '../../http/pages/components.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { dayOf, figures } from '../../http/pages/formats.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import {
  dateFormats,
  outcomes,
  statementStatuses,
  type ItemOutcome,
  type StatementStatus,
} from '../reconciliation/contract.js';
import { csvLink, filteredBy, listEnd, tableOf, type Column } from './books.page.js';
import type { Frame } from './page-frame.js';
import { knownSentence } from './known-sentences.page.js';
import { filterForm } from './list-parts.page.js';
import { noticeTexts, outcomeTexts, statementStatusTexts } from './reconciliation-words.page.js';
import { whenOr, type ShownItem } from './reconciliation.page.js';
import { amountLabel, anyLabel, feesLabel, lineLabel, outcomeLabel, providerLabel, statusLabel } from './words.page.js';

type ShownTotals = Readonly<Partial<Record<ItemOutcome, { readonly count: number; readonly amount: string }>>>;

/** A statement as its resource shows it. */
export interface ShownStatement {
  readonly id: string;
  readonly status: StatementStatus;
  readonly provider: string;
  readonly account: string;
  readonly currency: string;
  readonly format: string;
  readonly progress: { readonly lines: number; readonly bytes: number; readonly totalBytes: number };
  readonly totals: ShownTotals;
  readonly fees: Readonly<Record<string, string>>;
  readonly notices: readonly { readonly code: keyof typeof noticeTexts; readonly detail: string }[];
  readonly notes: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly waitsFor: string | null;
  readonly receivedBy: string;
  readonly createdAt: string;
  readonly importedAt: string | null;
  readonly reconciledAt: string | null;
}

/** What a file would come to. */
export interface CheckedFile {
  readonly provider: string;
  readonly account: string;
  /** Accounts of the provider that are known, where this one is not; empty: it is, or none is. */
  readonly otherAccounts: readonly string[];
  readonly format: string;
  readonly currency: string;
  readonly fees: Readonly<Record<string, string>>;
  readonly earlier: { readonly id: string; readonly receivedBy: string; readonly createdAt: string } | null;
  readonly progress: { readonly lines: number };
  readonly totals: ShownTotals;
  readonly notices: ShownStatement['notices'];
  readonly notes: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly findings: readonly ShownItem[];
}

const path = '/reconciliation/statements';

export const statementColumns = (nameOf: (id: string | null) => string): readonly Column<ShownStatement>[] => [
  {
    name: 'Statement',
    label: statementLabel,
    text: ({ id }) => id,
    kind: 'head',
    shown: ({ id, account }) => html`<a href="${path}/${id}">${account}</a>`,
  },
  { name: 'Provider', label: providerLabel, text: ({ provider }) => provider },
  { name: 'Account', text: ({ account }) => account },
  {
    name: 'Status',
    label: statusLabel,
    text: ({ status }) => status,
    shown: ({ status }, language) => sayIn(language)(statementStatusTexts[status]),
  },
  {
    name: 'From',
    label: fromLabel,
    text: ({ from }) => from ?? '',
    shown: ({ from }, language) => (from === null ? '' : dayOf(from, language)),
  },
  {
    name: 'To',
    label: toLabel,
    text: ({ to }) => to ?? '',
    shown: ({ to }, language) => (to === null ? '' : dayOf(to, language)),
  },
  {
    name: 'Lines',
    label: linesLabel,
    kind: 'number',
    text: ({ progress }) => String(progress.lines),
    shown: ({ progress }, language) => figures(String(progress.lines), language),
  },
  { name: 'Bytes read', text: ({ progress }) => String(progress.bytes) },
  { name: 'Bytes', text: ({ progress }) => String(progress.totalBytes) },
  { name: 'Currency', text: ({ currency }) => currency },
  ...outcomes.flatMap((outcome): Column<ShownStatement>[] => [
    { name: `${outcome} count`, text: ({ totals }) => String(totals[outcome]?.count ?? 0) },
    { name: `${outcome} amount`, text: ({ totals }) => totals[outcome]?.amount ?? '0' },
  ]),
  {
    name: 'Fees',
    text: ({ fees }) =>
      Object.entries(fees)
        .map(([of, fee]) => `${fee} ${of}`)
        .join(' '),
  },
  { name: 'Notices', text: ({ notices }) => notices.map(({ code }) => code).join(' ') },
  { name: 'Received by', text: ({ receivedBy }) => nameOf(receivedBy) },
  {
    name: 'Received',
    label: receivedLabel,
    text: ({ createdAt }) => createdAt,
    shown: ({ createdAt }, language) => when(createdAt, language),
  },
  { name: 'Reconciled', text: ({ reconciledAt }) => reconciledAt ?? '' },
];

interface ListOf extends Frame {
  readonly columns: readonly Column<ShownStatement>[];
  readonly filters: Readonly<Record<string, string>>;
  readonly wrong: readonly Wrong[];
  readonly statements: readonly ShownStatement[];
  readonly next: string | null;
  readonly csv: string;
  readonly mayImport: boolean;
  readonly typed: Readonly<Record<string, string>>;
  /** What the file that was sent would come to; null: none was. */
  readonly checked: CheckedFile | null;
  readonly nameOf: (id: string | null) => string;
  readonly itemColumns: readonly Column<ShownItem>[];
}

/** All statements, and the form that takes one in: first it is looked at, and nothing is recorded by that. */
export function statementsPage(of: ListOf): Page {
  const { language, menu, columns, filters, wrong, statements, next, csv, mayImport, checked } = of;
  const say = sayIn(language);
  const parts = Object.entries(filters).map(([name, value]): readonly [string, string] => [
    say(statementLabels[name as keyof typeof statementLabels]),
    name === 'status' ? say(statementStatusTexts[value as StatementStatus]) : value,
  ]);
  return {
    language,
    menu,
    title: say(statementsTitle),
    body: html`${errorSummary(wrong, language)}${checked !== null && checkedPart(checked, of, say)}${mayImport && importForm(of, say)}<h2>${say(allStatements)}</h2>
${statementFilters(filters, say)}${filteredBy(parts, path, say)}
${statements.length === 0 ? html`<p>${say(nothingYet)}</p>\n` : html`${tableOf(columns, statements, say(caption, statements.length), language)}${listEnd({ next, csv }, language)}`}<p><a href="/reconciliation">${say(toQueue)}</a></p>
`,
  };
}

function importForm({ token, wrong, typed, statements }: ListOf, say: Say): Markup {
  const known = [...new Set(statements.map(({ account }) => account))].slice(0, accountsShown).join(', ');
  const hint = known === '' ? say(accountHint) : say(knownAccounts, say(accountHint), known);
  const formats = [['', say(formatByFile)] as const, ...dateFormats.map((value) => [value, value] as const)];
  return html`<h2>${say(importTitle)}</h2>
<form method="post" action="${path}/check" enctype="multipart/form-data">${hiddenToken(token)}
${field({ name: 'provider', label: say(providerLabel), hint: say(providerHint), value: typed['provider'] ?? '', maxlength: 50, wrong })}
${field({ name: 'account', label: say(accountLabel), hint, value: typed['account'] ?? '', maxlength: 100, wrong })}
${select({ name: 'dateFormat', label: say(dateFormatLabel), value: typed['dateFormat'] ?? '', choices: formats, wrong })}
${fileField({ name: 'file', label: say(fileLabel), hint: say(fileHint), wrong })}
<p class="actions"><button>${say(checkFile)}</button><button class="second" formaction="${path}">${say(importFile)}</button></p></form>
`;
}

function checkedPart(checked: CheckedFile, { language, itemColumns, nameOf }: ListOf, say: Say): Markup {
  const { progress, totals, currency, fees, from, to, findings, format, earlier, provider, account } = checked;
  const others = checked.otherAccounts.join(', ');
  const known = totals['duplicate-line']?.count ?? 0;
  return html`<div class="banner good" role="status"><h2>${say(checkedTitle)}</h2><p>${say(checkedMeans)}${earlier === null && html` ${say(chooseAgain)}`}</p></div>
${earlier !== null && banner('warn', html`${say(importedBefore, when(earlier.createdAt, language), nameOf(earlier.receivedBy))} <a href="${path}/${earlier.id}">${say(openStatement)}</a>`)}${others !== '' && banner('warn', say(newAccount, account, provider, others))}${
    known > 0 &&
    html`<p>${say(knownLines, figures(String(known), language), figures(String(progress.lines), language))}</p>
`
  }${noticesOf(checked.notices, language, say)}${notesOf(checked.notes, language)}${facts([
    [say(formatLabel), format],
    [say(linesLabel), figures(String(progress.lines), language)],
    [say(fromLabel), whenOr(from, language)],
    [say(toLabel), whenOr(to, language)],
    ...totalsOf(totals).map(
      ({ outcome, count, amount }) =>
        [
          say(outcomeTexts[outcome]),
          html`${figures(String(count), language)} · ${money({ amount, currency }, language)}`,
        ] as const,
    ),
    ...feesOf(fees, language, say),
  ])}
${findings.length > 0 && tableOf(badColumns(itemColumns), findings, say(findingsCaption, findings.length), language)}`;
}

const noticesOf = (notices: ShownStatement['notices'], language: Language, say: Say): readonly Markup[] =>
  notices.map(({ code, detail }) => banner('warn', html`${say(noticeTexts[code])} ${knownSentence(detail, language)}`));

const notesOf = (notes: readonly string[], language: Language): readonly Markup[] =>
  notes.map((note) => html`<p>${knownSentence(note, language)}</p>\n`);

const feesOf = (fees: ShownStatement['fees'], language: Language, say: Say) =>
  Object.entries(fees).map(([currency, amount]) => [say(feesLabel), money({ amount, currency }, language)] as const);

function statementFilters(filters: Readonly<Record<string, string>>, say: Say): Markup {
  const isOpen = Object.keys(filters).length > 0;
  const any: Choice = ['', say(anyLabel)];
  // The form of the file has fields of these names too.
  return filterForm(
    path,
    isOpen,
    html`${select({ name: 'status', label: say(statusLabel), value: filters['status'] ?? '', choices: [any, ...statementStatuses.map((value) => [value, say(statementStatusTexts[value])] as const)] })}`,
    say,
  );
}

export interface OutcomeTotal {
  readonly outcome: ItemOutcome;
  readonly count: number;
  readonly amount: string;
  readonly currency: string;
}

export const totalsOf = (totals: ShownTotals, currency = ''): readonly OutcomeTotal[] =>
  outcomes.flatMap((outcome) => {
    const found = totals[outcome];
    return found === undefined ? [] : [{ outcome, currency, ...found }];
  });

export const totalColumns = (address: (outcome: ItemOutcome) => string): readonly Column<OutcomeTotal>[] => [
  {
    name: 'Outcome',
    label: outcomeLabel,
    text: ({ outcome }) => outcome,
    kind: 'head',
    shown: ({ outcome }, language) => html`<a href="${address(outcome)}">${sayIn(language)(outcomeTexts[outcome])}</a>`,
  },
  {
    name: 'Count',
    label: countLabel,
    kind: 'number',
    text: ({ count }) => String(count),
    shown: ({ count }, language) => figures(String(count), language),
  },
  {
    name: 'Amount',
    label: amountLabel,
    kind: 'number',
    text: ({ amount }) => amount,
    shown: (total, language) => money(total, language),
  },
  { name: 'Currency', text: ({ currency }) => currency },
];

interface StatementOf extends Frame {
  readonly statement: ShownStatement;
  readonly items: readonly ShownItem[];
  readonly itemColumns: readonly Column<ShownItem>[];
  readonly outcome: ItemOutcome | '';
  readonly next: string | null;
  readonly csv: string;
  readonly totalsCsv: string;
  readonly receivedBy: string;
  readonly mayCancel: boolean;
  /** The file was sent once more: nothing was imported by that. */
  readonly isSentAgain: boolean;
  readonly wrong: readonly Wrong[];
}

/** One statement: how far it is, what it came to, and its lines. While it is at work the browser asks again by itself. */
export function statementPage(of: StatementOf): Page {
  const { language, menu, token, statement, items, outcome, next, csv, totalsCsv, mayCancel, wrong } = of;
  const say = sayIn(language);
  const { id, status, progress, notices, fees } = statement;
  const isAtWork = status === 'importing' || status === 'matching';
  const percent = progress.totalBytes === 0 ? 0 : Math.floor((100 * progress.bytes) / progress.totalBytes);
  const totals = totalsOf(statement.totals, statement.currency);
  const columns = outcome === 'unreadable' ? badColumns(of.itemColumns) : of.itemColumns;
  const known = statement.totals['duplicate-line']?.count ?? 0;
  return {
    language,
    menu,
    title: say(statementTitle, statement.provider, statement.account),
    ...(isAtWork && wrong.length === 0 && { refreshSeconds: 3 }),
    body: html`${errorSummary(wrong, language)}${of.isSentAgain && banner('warn', say(importedBefore, when(statement.createdAt, language), of.receivedBy))}<p><span class="tag ${status === 'reconciled' ? 'good' : 'warn'}">${say(statementStatusTexts[status])}</span></p>
${isAtWork && html`<p role="status">${say(progressText, percent, figures(String(progress.lines), language))}</p>\n`}${statement.waitsFor !== null && banner('warn', say(waitsForFile))}${noticesOf(notices, language, say)}${notesOf(statement.notes, language)}${known > 0 && html`<p>${say(knownLines, figures(String(known), language), figures(String(progress.lines), language))}</p>\n`}${facts(
      [
        [say(linesLabel), figures(String(progress.lines), language)],
        [say(formatLabel), statement.format],
        [say(fromLabel), whenOr(statement.from, language)],
        [say(toLabel), whenOr(statement.to, language)],
        ...feesOf(fees, language, say),
        [say(receivedLabel), when(statement.createdAt, language)],
        [say(receivedByLabel), of.receivedBy],
        [say(reconciledLabel), whenOr(statement.reconciledAt, language)],
      ],
    )}
${
  totals.length > 0 &&
  html`${tableOf(
    totalColumns((one) => `${path}/${id}?outcome=${one}`),
    totals,
    say(totalsCaption),
    language,
  )}${csvLink(totalsCsv, language)}`
}${
      isAtWork &&
      mayCancel &&
      html`<form method="post" action="${path}/${id}/cancel">${hiddenToken(token)}<p>${say(cancelMeans)}</p><p class="actions"><button class="danger">${say(cancel)}</button></p></form>\n`
    }<h2>${outcome === '' ? say(linesTitle) : say(outcomeTexts[outcome])}</h2>
${items.length === 0 ? html`<p>${say(noLines)}</p>\n` : html`${tableOf(columns, items, say(caption, items.length), language)}${listEnd({ next, csv }, language)}`}${outcome !== '' && html`<p><a href="${path}/${id}">${say(linesTitle)}</a></p>\n`}<p><a href="${path}">${say(statementsTitle)}</a></p>
`,
  };
}

/** Lines that cannot be read: where, and why. */
const badColumns = (columns: readonly Column<ShownItem>[]): readonly Column<ShownItem>[] => {
  const labels = new Map([
    ['Outcome', outcomeLabel],
    ['Amount', amountLabel],
    ['Line', lineLabel],
    ['Wrong column', columnLabel],
    ['Wrong', whyLabel],
    ['Reasons', reasonsLabel],
  ]);
  return columns.flatMap((column) => {
    const label = labels.get(column.name);
    return label !== undefined ? [{ ...column, label }] : column.name === 'Item' ? [column] : [];
  });
};

const statementsTitle = text({ en: 'Statements', rw: 'Raporo z’ibigo', fr: 'Relevés' });
const allStatements = text({ en: 'All statements', rw: 'Raporo zose', fr: 'Tous les relevés' });
const importTitle = text({ en: 'Import a statement', rw: 'Injiza raporo', fr: 'Importer un relevé' });
const providerHint = text({
  en: 'Such as mtn-momo; of a bank: bank, or bank:bk',
  rw: 'Urugero mtn-momo; kuri banki: bank, cyangwa bank:bk',
  fr: 'Par exemple mtn-momo ; pour une banque : bank, ou bank:bk',
});
const accountHint = text({
  en: 'As you call it, the same for every file of it',
  rw: 'Uko muyita, kimwe kuri buri dosiye yayo',
  fr: 'Comme vous l’appelez, pareil pour tous ses fichiers',
});
const accountsShown = 6;
const knownAccounts = text({
  en: (hint: string, known: string) => `${hint}. So far: ${known}`,
  rw: (hint: string, known: string) => `${hint}. Kugeza ubu: ${known}`,
  fr: (hint: string, known: string) => `${hint}. Jusqu’ici : ${known}`,
});
const newAccount = text({
  en: (account: string, provider: string, known: string) =>
    `"${account}" has no statement of ${provider} yet. Known accounts: ${known}. If it is one of them, write it as it is written there: under another name its lines and fees could be counted again.`,
  rw: (account: string, provider: string, known: string) =>
    `"${account}" nta raporo ya ${provider} iragira. Konti zizwi: ${known}. Niba ari imwe muri zo, yandike uko yanditse aho: ku rindi zina imirongo n’ibiguzi byayo byashobora kongera kubarwa.`,
  fr: (account: string, provider: string, known: string) =>
    `« ${account} » n’a pas encore de relevé de ${provider}. Comptes connus : ${known}. Si c’est l’un d’eux, écrivez-le comme là : sous un autre nom, ses lignes et ses frais pourraient être comptés de nouveau.`,
});
const formatByFile = text({ en: 'As the file tells', rw: 'Nk’uko dosiye ibivuga', fr: 'Selon le fichier' });
const fileHint = text({
  en: 'CSV, XLSX, MT940 or CAMT.053, as the provider or the bank gave it',
  rw: 'CSV, XLSX, MT940 cyangwa CAMT.053, uko ikigo cyangwa banki yayitanze',
  fr: 'CSV, XLSX, MT940 ou CAMT.053, tel que reçu de l’opérateur ou de la banque',
});
const checkFile = text({
  en: 'Look first, record nothing',
  rw: 'Banza urebe, nta kibikwa',
  fr: 'Vérifier d’abord, sans rien enregistrer',
});
const importFile = text({ en: 'Import it', rw: 'Yinjize', fr: 'L’importer' });
const checkedTitle = text({
  en: 'What this file would come to',
  rw: 'Ibyava muri iyi dosiye',
  fr: 'Ce que donnerait ce fichier',
});
const checkedMeans = text({
  en: 'Nothing was recorded.',
  rw: 'Nta cyabitswe.',
  fr: 'Rien n’a été enregistré.',
});
const chooseAgain = text({
  en: 'To import it, choose the same file again below.',
  rw: 'Kugira ngo uyinjize, ongera uhitemo iyo dosiye hasi.',
  fr: 'Pour l’importer, choisissez de nouveau le même fichier ci-dessous.',
});
const importedBefore = text({
  en: (at: Markup, by: string) => html`This file was sent before: on ${at}, by ${by}. Nothing of it is counted again.`,
  rw: (at: Markup, by: string) =>
    html`Iyi dosiye yoherejwe mbere: ku wa ${at}, na ${by}. Nta kintu cyayo cyongera kubarwa.`,
  fr: (at: Markup, by: string) =>
    html`Ce fichier a déjà été envoyé : le ${at}, par ${by}. Rien n’en est compté de nouveau.`,
});
const openStatement = text({ en: 'Open it', rw: 'Yifungure', fr: 'L’ouvrir' });
const knownLines = text({
  en: (known: string, lines: string) =>
    `${known} of its ${lines} lines were known already, from this file or an earlier one: they are counted once.`,
  rw: (known: string, lines: string) =>
    `Mu mirongo yayo ${lines}, ${known} yari isanzwe izwi, yo muri iyi dosiye cyangwa mu yabanje: ibarwa rimwe.`,
  fr: (known: string, lines: string) =>
    `${known} de ses ${lines} lignes étaient déjà connues, de ce fichier ou d’un précédent : elles comptent une fois.`,
});
const findingsCaption = text({
  en: (count: number) => `The first ${count} lines that do not simply match`,
  rw: (count: number) => `Imirongo ${count} ya mbere idahura neza`,
  fr: (count: number) => `Les ${count} premières lignes qui ne concordent pas simplement`,
});
const nothingYet = text({ en: 'No statement is here.', rw: 'Nta raporo ihari.', fr: 'Aucun relevé ici.' });
const caption = text({
  en: (count: number) => `${count} on this page`,
  rw: (count: number) => `${count} kuri uru rupapuro`,
  fr: (count: number) => `${count} sur cette page`,
});
const toQueue = text({ en: 'What does not agree', rw: 'Ibidahura', fr: 'Ce qui ne concorde pas' });
const statementTitle = text({
  en: (provider: string, account: string) => `Statement of ${provider}, ${account}`,
  rw: (provider: string, account: string) => `Raporo ya ${provider}, ${account}`,
  fr: (provider: string, account: string) => `Relevé de ${provider}, ${account}`,
});
const progressText = text({
  en: (percent: number, lines: string) =>
    `${percent} % read, ${lines} lines. This page shows itself anew every three seconds.`,
  rw: (percent: number, lines: string) =>
    `Hasomwe ${percent} %, imirongo ${lines}. Uru rupapuro rwivugurura buri masegonda atatu.`,
  fr: (percent: number, lines: string) =>
    `${percent} % lus, ${lines} lignes. Cette page se renouvelle toutes les trois secondes.`,
});
const waitsForFile = text({
  en: 'The file is not on this machine any more, and the import waits for it: send the same file again.',
  rw: 'Dosiye ntikiri kuri iyi mashini, kwinjiza birayitegereje: ongera wohereze iyo dosiye.',
  fr: 'Le fichier n’est plus sur cette machine et l’import l’attend : renvoyez le même fichier.',
});
const totalsCaption = text({
  en: 'What its lines came to',
  rw: 'Ibyavuye mu mirongo yayo',
  fr: 'Ce que donnent ses lignes',
});
const cancelMeans = text({
  en: 'What was recorded of this file is taken back. It can be imported again.',
  rw: 'Ibyabitswe byo muri iyi dosiye bivanwaho. Ishobora kongera kwinjizwa.',
  fr: 'Ce qui a été enregistré de ce fichier est annulé. Il peut être importé de nouveau.',
});
const cancel = text({ en: 'Cancel the import', rw: 'Hagarika kwinjiza', fr: 'Annuler l’import' });
const linesTitle = text({ en: 'All its lines', rw: 'Imirongo yayo yose', fr: 'Toutes ses lignes' });
const noLines = text({ en: 'No lines.', rw: 'Nta mirongo.', fr: 'Aucune ligne.' });

const statementLabel = text({ en: 'Account', rw: 'Konti', fr: 'Compte' });
const accountLabel = text({ en: 'Account', rw: 'Konti', fr: 'Compte' });
const dateFormatLabel = text({
  en: 'Order of day and month',
  rw: 'Uko umunsi n’ukwezi bikurikirana',
  fr: 'Ordre du jour et du mois',
});
const fileLabel = text({ en: 'File', rw: 'Dosiye', fr: 'Fichier' });
const fromLabel = text({ en: 'First line', rw: 'Umurongo wa mbere', fr: 'Première ligne' });
const toLabel = text({ en: 'Last line', rw: 'Umurongo wa nyuma', fr: 'Dernière ligne' });
const linesLabel = text({ en: 'Lines', rw: 'Imirongo', fr: 'Lignes' });
const formatLabel = text({ en: 'Form', rw: 'Ubwoko', fr: 'Format' });
const receivedLabel = text({ en: 'Received', rw: 'Yakiriwe', fr: 'Reçu' });
const receivedByLabel = text({ en: 'Sent by', rw: 'Yoherejwe na', fr: 'Envoyé par' });
const reconciledLabel = text({ en: 'Reconciled', rw: 'Yagereranyijwe', fr: 'Rapproché' });
const countLabel = text({ en: 'Lines', rw: 'Imirongo', fr: 'Lignes' });
const columnLabel = text({ en: 'Column', rw: 'Inkingi', fr: 'Colonne' });
const whyLabel = text({ en: 'What is wrong', rw: 'Ikosa', fr: 'Ce qui ne va pas' });
const reasonsLabel = text({ en: 'Reasons', rw: 'Impamvu', fr: 'Motifs' });

export const statementLabels = {
  provider: providerLabel,
  account: accountLabel,
  dateFormat: dateFormatLabel,
  file: fileLabel,
  status: statusLabel,
  outcome: outcomeLabel,
};
