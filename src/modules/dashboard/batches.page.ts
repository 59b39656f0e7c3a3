import { banner, errorSummary, facts, money, when } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import { Money } from '../../kernel/domain/money.js';
import { amountInCell } from '../../kernel/domain/sheet.js';
import type { OutgoingStatus } from '../outgoing/contract.js';
import type { KnownBatch } from '../payouts/contract.js';
import { findingWords } from './batch-line-words.page.js';
import type { Frame } from './page-frame.js';
import { cards, countOnPage, Figure, folded, listFoot, nothingHere, tag } from './list-parts.page.js';
import {
  auditLinks,
  columnLabels,
  decisionPart,
  outcomeBanner,
  outgoingWord,
  payeeLabel,
  pressButton,
  refusedWords,
  statusOf,
  tick,
  type WorkFrame,
} from './money-parts.page.js';
import type { Decidable } from './money-forms.js';
import { amountLabel, lineLabel, payoutLabel } from './words.page.js';

type BatchStatus = KnownBatch['status'];
type Words = Text<[], string>;

interface Totals {
  readonly lines: number;
  readonly valid: number;
  readonly invalid: number;
  readonly warnings: number;
  readonly amount: string;
  readonly currency: string | null;
  readonly invalidAmounts: readonly { readonly amount: string; readonly currency: string }[] | null;
  readonly invalidWithoutAmount: number | null;
}

/** A file of payouts as its resource shows it. */
export interface ShownBatch {
  readonly id: string;
  readonly status: BatchStatus;
  readonly totals: Totals;
  readonly results: {
    readonly waiting: number;
    readonly underWay: number;
    readonly successful: number;
    readonly failed: number;
    readonly uncertain: number;
    readonly refused: number;
    readonly refusedAmount: string;
  };
  readonly skipInvalid: boolean;
  readonly waitsFor: 'APPROVAL' | 'FLOAT' | 'PROVIDER' | null;
  readonly approversNeeded: number;
  readonly createdAt: string;
  readonly approvedAt: string | null;
  readonly completedAt: string | null;
}

interface Fault {
  readonly field: string;
  readonly message: string;
}

/** A line of a file, as its resource shows it. */
export interface ShownLine {
  readonly line: number;
  readonly row: Readonly<Record<string, string>> | null;
  readonly valid: boolean;
  readonly errors: readonly Fault[];
  readonly warnings: readonly Fault[];
  readonly payoutId: string | null;
  readonly status: OutgoingStatus | 'refused' | null;
}

export const batchesPath = '/payouts/batches';

/** A file of a list, and the name of who sent it. */
export interface ListedBatch {
  readonly batch: ShownBatch;
  readonly askedBy: string;
}

interface ListOf extends Frame {
  readonly batches: readonly ListedBatch[];
  readonly next: string | null;
  readonly maySend: boolean;
}

export function batchesPage({ language, menu, batches, next, maySend }: ListOf): Page {
  const say = sayIn(language);
  const columns = [
    fileLabel,
    columnLabels.time,
    columnLabels.status,
    sumLabel,
    invalidSumLabel,
    linesLabel,
    columnLabels.requestedBy,
  ];
  const rows = batches.map(({ batch, askedBy }) => [
    html`<a href="${batchesPath}/${batch.id}">${batch.id.slice(0, 12)}…</a>`,
    when(batch.createdAt, language),
    batchTag(batch.status, say),
    new Figure(sum(batch.totals, language)),
    new Figure(batch.totals.invalid === 0 ? '–' : invalidSum(batch.totals, language, say)),
    new Figure(String(batch.totals.lines)),
    askedBy,
  ]);
  return {
    language,
    menu,
    title: say(title),
    body: html`${maySend && html`<p class="actions"><a class="button" href="${batchesPath}/new">${say(sendTitle)}</a></p>\n`}${
      batches.length === 0
        ? nothingHere(false, say)
        : html`${cards(
            say(countOnPage, batches.length),
            columns.map((column) => say(column)),
            rows,
          )}${listFoot(batchesPath, {}, next, say, older)}`
    }<p><a href="/payouts">${say(payouts)}</a></p>
`,
  };
}

/** What the second step knows of a file that was looked at: nothing of it is kept here. */
export interface LookedAt {
  readonly sha256: string;
  readonly lines: number;
  readonly amount: string;
  readonly currency: string;
}

interface SendOf extends WorkFrame {
  /** The file was checked: what it would come to. Nothing is on record. */
  readonly checked: {
    readonly totals: Totals;
    readonly lines: readonly ShownLine[];
    readonly sha256: string;
    /** This very file is on record already; null: it is not. */
    readonly earlier: { readonly id: string; readonly status: BatchStatus } | null;
  } | null;
  /** The file that was looked at and is not sent yet: the second step came to nothing. */
  readonly looked: LookedAt | null;
  /** What was sent is not the file that was checked, or there was none. */
  readonly fault: 'none' | 'another' | null;
}

/** A file is chosen and checked, looked at, and chosen once more to be sent: nothing is kept of it in between. */
export function sendBatchPage(of: SendOf): Page {
  const { language, menu, token, checked, looked, fault } = of;
  const say = sayIn(language);
  const message = fault === null ? null : faultWords(fault, looked, language);
  const wrong = message === null ? [] : [{ field: 'file', message }];
  return {
    language,
    menu,
    title: say(sendTitle),
    status: fault === null ? statusOf(of) : 400,
    body: html`${errorSummary(wrong, language)}${outcomeBanner(of, say)}${
      checked !== null
        ? html`${checkedFile(checked, language, say)}${sendForm(checked, token, say)}${startOver(say)}`
        : looked !== null
          ? html`<h2>${say(sendNowTitle)}</h2>
<p>${say(stillLooked, looked.lines)} <strong>${money(looked, language)}</strong></p>
<p>${say(sendNowMeans)}</p>
${fileForm('send', looked, token, say(sendNow), message, say)}${startOver(say)}`
          : html`<p>${say(fileMeans)}</p>
<p class="code">Record,Msisdn,Name,Amount,Currency,Description</p>
${fileForm('check', null, token, say(checkLabel), message, say)}`
    }<p><a href="${batchesPath}">${say(title)}</a></p>
`,
  };
}

function faultWords(fault: NonNullable<SendOf['fault']>, looked: LookedAt | null, language: Frame['language']): string {
  const say = sayIn(language);
  if (fault === 'another') return say(looked === null ? anotherFile : notTheFile);
  return say(looked === null ? noFile : noFileAgain);
}

function sendForm({ totals, sha256, earlier }: NonNullable<SendOf['checked']>, token: string, say: Say): Markup | null {
  if (earlier !== null)
    return banner(
      'warn',
      html`${say(sentBefore)} <a href="${batchesPath}/${earlier.id}">${earlier.id.slice(0, 12)}…</a> (${say(batchWords[earlier.status])})`,
    );
  if (totals.valid === 0 || totals.currency === null) return null;
  const looked = { sha256, lines: totals.lines, amount: totals.amount, currency: totals.currency };
  return html`<h2>${say(sendNowTitle)}</h2>
<p>${say(sendNowMeans)}</p>
${fileForm('send', looked, token, say(sendNow), null, say)}`;
}

const startOver = (say: Say): Markup => html`<h2>${say(anotherTitle)}</h2>
<p><a href="${batchesPath}/new">${say(startAgain)}</a></p>
`;

/** The file comes last: what stands before it is looked at first. */
const fileForm = (
  step: 'check' | 'send',
  looked: LookedAt | null,
  token: string,
  button: string,
  fault: string | null,
  say: Say,
) =>
  html`<form method="post" action="${batchesPath}/new" enctype="multipart/form-data">${hiddenToken(token)}<input type="hidden" name="step" value="${step}">${Object.entries(looked ?? {}).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<div class="field"><label for="file">${say(looked === null ? chooseFile : chooseAgain)}</label>
${fault !== null && html`<p class="wrong" id="file-wrong">${fault}</p>\n`}<input id="file" name="file" type="file" accept=".csv,text/csv" required${fault !== null && html` aria-invalid="true" aria-describedby="file-wrong"`}></div>${pressButton(button)}</form>
`;

function checkedFile({ totals, lines }: NonNullable<SendOf['checked']>, language: Frame['language'], say: Say): Markup {
  const bad = lines.filter(({ valid }) => !valid);
  const doubtful = lines.filter(({ valid, warnings }) => valid && warnings.length > 0);
  const table = (of: readonly ShownLine[], caption: string) => linesTable(of, caption, false, language);
  return html`${banner(totals.invalid > 0 ? 'warn' : 'good', say(totals.invalid > 0 ? hasBadLines : allLinesGood))}${totalsOf(totals, language, say)}${bad.length > 0 && table(bad, say(badLines))}${doubtful.length > 0 && table(doubtful, say(doubtfulLines))}${folded(say(firstLines), bad.length === 0, table(lines.slice(0, 100), say(firstLines)))}`;
}

/** The two sums are of different lines, and only the first is ever sent. */
const totalsOf = (totals: Totals, language: Frame['language'], say: Say): Markup =>
  facts([
    [say(linesLabel), totals.lines],
    [say(validLabel), totals.valid],
    [say(sumLabel), html`<strong>${sum(totals, language)}</strong>`],
    [say(invalidLabel), totals.invalid],
    ...(totals.invalid === 0 ? [] : [[say(invalidSumLabel), invalidSum(totals, language, say)] as const]),
    [say(warningsLabel), totals.warnings],
  ]);

const sum = ({ amount, currency }: Totals, language: Frame['language']): Value =>
  currency === null ? '–' : money({ amount, currency }, language);

function invalidSum({ invalidAmounts, invalidWithoutAmount }: Totals, language: Frame['language'], say: Say): Value {
  if (invalidAmounts === null) return say(notCounted);
  const without = invalidWithoutAmount ?? 0;
  const sums = invalidAmounts.map((each, place) => html`${place > 0 && ' + '}${money(each, language)}`);
  return html`${sums}${sums.length === 0 && without === 0 && '–'}${without > 0 && html`${sums.length > 0 && html`<br>`}${say(withoutAmount, without)}`}`;
}

function linesTable(
  lines: readonly ShownLine[],
  caption: string,
  hasPayouts: boolean,
  language: Frame['language'],
): Markup {
  const say = sayIn(language);
  const columns = [
    lineLabel,
    columnLabels.record,
    payeeLabel,
    amountLabel,
    judgedLabel,
    ...(hasPayouts ? [payoutLabel] : []),
  ];
  return cards(
    caption,
    columns.map((column) => say(column)),
    lines.map(({ line, row, valid, errors, warnings, payoutId, status }) => [
      String(line),
      ...(row === null ? [say(erased), '–', '–'] : cellsOf(row, language)),
      html`${!valid ? tag('bad', say(invalidWord)) : warnings.length > 0 ? tag('warn', say(warningsLabel)) : say(validWord)}${said(errors, say)}${said(warnings, say)}`,
      ...(hasPayouts
        ? [
            payoutId === null
              ? status === 'refused'
                ? say(refusedWord)
                : '–'
              : html`<a href="/payouts/${payoutId}">${status === null || status === 'refused' ? payoutId : outgoingWord(status, say)}</a>`,
          ]
        : []),
    ]),
  );
}

/** The cells of a line as the file has them; an amount that can be read is written as everywhere, and never without its currency. */
function cellsOf(row: Readonly<Record<string, string>>, language: Frame['language']): readonly (Value | Figure)[] {
  const { Record: record = '', Msisdn, Name, Amount = '', Currency = '', Description, RecordType: _, ...others } = row;
  const amount = amountInCell(Amount.trim(), Currency.trim());
  const listed = (cells: readonly (string | undefined)[]): string => cells.filter(Boolean).join(', ');
  const about = listed([Description, ...Object.values(others)]);
  return [
    html`${record || '–'}${about !== '' && html`<br><span class="soft">${about}</span>`}`,
    listed([Name, Msisdn]) || '–',
    new Figure(amount instanceof Money ? money(amount, language) : `${Amount} ${Currency}`.trim() || '–'),
  ];
}

/** What is wrong with a line or doubtful about it, by the column that the file has; and why it was refused in its turn. */
const said = (faults: readonly Fault[], say: Say): Value =>
  faults.map(({ field, message }) => {
    const [, code, payoutId] = /^([A-Z_]+)(?: \((out_[0-9a-f]+)\))?: /.exec(message) ?? [];
    if (code !== undefined) return html`<br>${refusedWords({ status: 409, code, detail: { payoutId } }, say)}`;
    const words = findingWords(message, say) ?? html`<span lang="en">${message}</span>`;
    return html`<br>${field !== '' && html`<strong>${field}</strong> `}${words}`;
  });

interface OneOf extends WorkFrame {
  readonly batch: ShownBatch;
  readonly seen: string;
  readonly names: {
    readonly requestedBy: string;
    readonly approvedBy: readonly string[];
    readonly rejectedBy: string | null;
  };
  readonly decision: Decidable;
  /** Only a file that nobody has approved yet is rejected. */
  readonly mayReject: boolean;
  readonly mayReplay: boolean;
  readonly lines: readonly ShownLine[];
  /** Which lines are shown. */
  readonly valid: '' | 'true' | 'false';
  readonly next: string | null;
  readonly typed: { readonly reason: string };
}

/** One file: its totals, what became of it, and its lines. */
export function batchPage(of: OneOf): Page {
  const { language, menu, batch, names, wrong, lines, valid, next } = of;
  const say = sayIn(language);
  const path = `${batchesPath}/${batch.id}`;
  const { results, approversNeeded, status } = batch;
  const row = (label: string, value: Value): readonly (readonly [string, Value])[] =>
    value === null ? [] : [[label, value]];
  const time = (at: string | null) => at && when(at, language);
  const isBegun = !['checking', 'requested', 'rejected'].includes(status);
  return {
    language,
    menu,
    title: `${say(fileLabel)} ${batch.id}`,
    status: statusOf(of),
    body: html`${errorSummary(wrong, language)}${outcomeBanner(of, say)}<p>${batchTag(status, say)}</p>
<p class="amount">${sum(batch.totals, language)}</p>
<p class="soft">${say(sumLabel)}</p>
<p>${say(stands[status])} ${batch.waitsFor !== null && say(waits[batch.waitsFor])}</p>
${totalsOf(batch.totals, language, say)}${
      isBegun &&
      html`<h2>${say(resultsTitle)}</h2>
${facts([
  [say(waitingLabel), results.waiting],
  [say(underWayLabel), results.underWay],
  [say(successfulLabel), results.successful],
  [say(uncertainLabel), results.uncertain],
  [say(failedLabel), results.failed],
  [
    say(refusedLabel),
    html`${results.refused}${results.refused > 0 && batch.totals.currency !== null && html` (${money({ amount: results.refusedAmount, currency: batch.totals.currency }, language)})`}`,
  ],
])}`
    }${facts([
      ...row(say(columnLabels.requestedBy), names.requestedBy),
      ...row(
        say(columnLabels.approvedBy),
        names.approvedBy.length === 0
          ? null
          : `${names.approvedBy.join(', ')} (${names.approvedBy.length}/${approversNeeded})`,
      ),
      ...row(say(columnLabels.rejectedBy), names.rejectedBy),
      ...row(say(leftOutLabel), batch.skipInvalid && batch.totals.invalid > 0 ? batch.totals.invalid : null),
      ...row(say(columnLabels.asked), time(batch.createdAt)),
      ...row(say(approvedLabel), time(batch.approvedAt)),
      ...row(say(columnLabels.completed), time(batch.completedAt)),
    ])}
${decisionPart({ ...of, path, approveMeans: say(approveMeans), approvals: { needed: approversNeeded, given: names.approvedBy.length }, approveWith: batch.totals.invalid > 0 && tick('skipInvalid', say(leaveOut, batch.totals.invalid)) }, say)}<h2>${say(linesLabel)}</h2>
<p><a href="${path}">${say(allLines)}</a> · <a href="${path}?valid=false">${say(invalidLabel)}</a> · <a href="${path}?valid=true">${say(validLabel)}</a></p>
${
  lines.length === 0
    ? nothingHere(valid !== '', say)
    : html`${linesTable(lines, say(countOnPage, lines.length), true, language)}${listFoot(path, { valid }, next, say)}`
}${auditLinks({ id: batch.id, mayReplay: of.mayReplay }, say)}<p><a href="/payouts?batchId=${batch.id}">${say(itsPayouts)}</a> · <a href="${batchesPath}">${say(title)}</a></p>
`,
  };
}

const batchTag = (status: BatchStatus, say: Say): Markup =>
  tag(status === 'done' ? 'good' : status === 'rejected' ? 'bad' : 'warn', say(batchWords[status]));

const title = text({ en: 'Files of payouts', rw: 'Dosiye z’amafaranga yoherezwa', fr: 'Fichiers de versements' });
const payouts = text({ en: 'Payouts', rw: 'Amafaranga yoherezwa', fr: 'Versements' });
const fileLabel = text({ en: 'File', rw: 'Dosiye', fr: 'Fichier' });
const linesLabel = text({ en: 'Lines', rw: 'Imirongo', fr: 'Lignes' });
const sumLabel = text({
  en: 'Sum of the lines that can be paid',
  rw: 'Igiteranyo cy’imirongo ishobora kwishyurwa',
  fr: 'Somme des lignes payables',
});
const invalidSumLabel = text({
  en: 'Sum of the lines that cannot be paid: not sent',
  rw: 'Igiteranyo cy’imirongo idashobora kwishyurwa: ntiyoherezwa',
  fr: 'Somme des lignes impayables : non envoyée',
});
const notCounted = text({
  en: 'not counted for this file',
  rw: 'ntiyabazwe kuri iyi dosiye',
  fr: 'non comptée pour ce fichier',
});
const withoutAmount = text({
  en: (count: number) => `lines without a readable amount: ${count}`,
  rw: (count: number) => `imirongo idafite amafaranga asomeka: ${count}`,
  fr: (count: number) => `lignes sans montant lisible : ${count}`,
});
const older = text({ en: 'Older', rw: 'Ibya kera', fr: 'Plus anciens' });
const sendTitle = text({
  en: 'Send a file of payouts',
  rw: 'Ohereza dosiye y’amafaranga',
  fr: 'Envoyer un fichier de versements',
});
const fileMeans = text({
  en: 'A CSV file in UTF-8, of at most 20,000 lines. Its first line names the columns; Name, Description and any Dimension: columns may be left out. Checking it records nothing.',
  rw: 'Dosiye ya CSV muri UTF-8, itarengeje imirongo 20,000. Umurongo wa mbere uvuga inkingi; Name, Description n’inkingi za Dimension: bishobora kuvamo. Kuyigenzura nta cyo byandika.',
  fr: 'Un fichier CSV en UTF-8, de 20 000 lignes au plus. La première ligne nomme les colonnes ; Name, Description et les colonnes Dimension: sont facultatives. Le vérifier n’enregistre rien.',
});
const chooseFile = text({ en: 'The file', rw: 'Dosiye', fr: 'Le fichier' });
const chooseAgain = text({
  en: 'The same file once more',
  rw: 'Iyo dosiye nanone',
  fr: 'Le même fichier encore une fois',
});
const checkLabel = text({ en: 'Check the file', rw: 'Genzura dosiye', fr: 'Vérifier le fichier' });
const hasBadLines = text({
  en: 'Some lines cannot be paid. Correct the file, or send it and let the approver leave them out. Nothing is on record yet.',
  rw: 'Hari imirongo idashobora kwishyurwa. Kosora dosiye, cyangwa uyohereze uyemeza ayivanemo. Nta cyanditswe.',
  fr: 'Certaines lignes sont impayables. Corrigez le fichier, ou envoyez-le et laissez l’approbateur les écarter. Rien n’est encore enregistré.',
});
const allLinesGood = text({
  en: 'Every line can be paid. Nothing is on record yet.',
  rw: 'Imirongo yose ishobora kwishyurwa. Nta cyanditswe.',
  fr: 'Toutes les lignes sont payables. Rien n’est encore enregistré.',
});
const badLines = text({
  en: 'Lines that cannot be paid',
  rw: 'Imirongo idashobora kwishyurwa',
  fr: 'Lignes impayables',
});
const doubtfulLines = text({
  en: 'Lines to look at: the same number and amount twice',
  rw: 'Imirongo yo kureba: nimero n’amafaranga bimwe inshuro ebyiri',
  fr: 'Lignes à regarder : mêmes numéro et montant deux fois',
});
const firstLines = text({
  en: 'The first lines, and every line that cannot be paid',
  rw: 'Imirongo ya mbere, n’idashobora kwishyurwa yose',
  fr: 'Les premières lignes, et toutes les lignes impayables',
});
const sendNowTitle = text({
  en: 'Send it for approval',
  rw: 'Yohereze kwemezwa',
  fr: 'L’envoyer pour approbation',
});
const sendNowMeans = text({
  en: 'Nothing was kept of the file. Choose it once more: a file that is not the one above is not taken. No money moves before another person has approved it.',
  rw: 'Nta cya dosiye cyabitswe. Yihitemo nanone: dosiye itari iyi ntiyakirwa. Nta mafaranga agenda undi muntu atarabyemeza.',
  fr: 'Rien n’a été gardé du fichier. Choisissez-le encore une fois : un autre fichier n’est pas pris. Aucun argent ne bouge avant qu’une autre personne l’approuve.',
});
const sendNow = text({ en: 'Send for approval', rw: 'Ohereza kwemezwa', fr: 'Envoyer pour approbation' });
const anotherTitle = text({ en: 'Another file', rw: 'Indi dosiye', fr: 'Un autre fichier' });
const startAgain = text({ en: 'Start again', rw: 'Ongera utangire', fr: 'Recommencer' });
const noFile = text({ en: 'Choose a file', rw: 'Hitamo dosiye', fr: 'Choisissez un fichier' });
const anotherFile = text({
  en: 'This is not the file that was checked. Nothing is on record. Check this one first.',
  rw: 'Iyi si yo dosiye yagenzuwe. Nta cyanditswe. Banza ugenzure iyi.',
  fr: 'Ce n’est pas le fichier vérifié. Rien n’est enregistré. Vérifiez d’abord celui-ci.',
});
const noFileAgain = text({
  en: 'No file came with the form. Nothing is on record. Choose the file that you looked at once more',
  rw: 'Nta dosiye yaje. Nta cyanditswe. Ongera uhitemo dosiye wari wabanje kureba',
  fr: 'Aucun fichier n’est arrivé. Rien n’est enregistré. Choisissez de nouveau le fichier que vous avez regardé',
});
const notTheFile = text({
  en: 'This is not the file that was checked. Nothing is on record. Choose the one that you looked at, or check the other one first',
  rw: 'Iyi si yo dosiye yagenzuwe. Nta cyanditswe. Hitamo iyo warebye, cyangwa ubanze ugenzure iyindi',
  fr: 'Ce n’est pas le fichier vérifié. Rien n’est enregistré. Choisissez celui que vous avez regardé, ou vérifiez d’abord l’autre',
});
const stillLooked = text({
  en: (lines: number) => `The file that you looked at has ${lines} lines. Of them, this can be paid:`,
  rw: (lines: number) => `Dosiye warebye ifite imirongo ${lines}. Muri yo, ibishobora kwishyurwa ni:`,
  fr: (lines: number) => `Le fichier que vous avez regardé a ${lines} lignes. Montant payable :`,
});
const sentBefore = text({
  en: 'This very file is on record already. It is not sent twice:',
  rw: 'Iyi dosiye ubwayo yaranditswe. Ntiyoherezwa kabiri:',
  fr: 'Ce même fichier est déjà enregistré. Il n’est pas envoyé deux fois :',
});
const validLabel = text({ en: 'Can be paid', rw: 'Ishobora kwishyurwa', fr: 'Payables' });
const invalidLabel = text({ en: 'Cannot be paid', rw: 'Idashobora kwishyurwa', fr: 'Impayables' });
const warningsLabel = text({ en: 'To look at', rw: 'Iyo kureba', fr: 'À regarder' });
const judgedLabel = text({ en: 'Checked', rw: 'Uko wagenzuwe', fr: 'Vérification' });
const validWord = text({ en: 'can be paid', rw: 'ushobora kwishyurwa', fr: 'payable' });
const invalidWord = text({ en: 'cannot be paid', rw: 'ntushobora kwishyurwa', fr: 'impayable' });
const refusedWord = text({
  en: 'refused when it was its turn',
  rw: 'wanzwe ugezweho',
  fr: 'refusée à son tour',
});
const erased = text({ en: 'data erased', rw: 'amakuru yarasibwe', fr: 'données effacées' });
const resultsTitle = text({ en: 'What became of it', rw: 'Uko byagenze', fr: 'Ce qu’il en est' });
const waitingLabel = text({ en: 'Not sent yet', rw: 'Bitaroherezwa', fr: 'Pas encore envoyés' });
const underWayLabel = text({ en: 'Under way', rw: 'Biri mu nzira', fr: 'En cours' });
const successfulLabel = text({ en: 'Successful', rw: 'Byakunze', fr: 'Réussis' });
const uncertainLabel = text({ en: 'In doubt', rw: 'Bishidikanywaho', fr: 'En doute' });
const failedLabel = text({ en: 'Failed or rejected', rw: 'Bitakunze cyangwa byanzwe', fr: 'Échoués ou refusés' });
const refusedLabel = text({ en: 'Refused at their turn', rw: 'Byanzwe bigezweho', fr: 'Refusés à leur tour' });
const leftOutLabel = text({ en: 'Lines left out', rw: 'Imirongo yavanywemo', fr: 'Lignes écartées' });
const approvedLabel = text({ en: 'Approved', rw: 'Byemejwe', fr: 'Approuvé le' });
const allLines = text({ en: 'All lines', rw: 'Imirongo yose', fr: 'Toutes les lignes' });
const itsPayouts = text({ en: 'Its payouts', rw: 'Amafaranga yayo yoherezwa', fr: 'Ses versements' });
const leaveOut = text({
  en: (count: number) => `Leave out the lines that cannot be paid: ${count}`,
  rw: (count: number) => `Vanamo imirongo idashobora kwishyurwa: ${count}`,
  fr: (count: number) => `Écarter les lignes impayables : ${count}`,
});
const approveMeans = text({
  en: 'With enough approvals every line that can be paid is sent, one after the other. Money that has left cannot be taken back from here.',
  rw: 'Iyo abemeje bahagije, buri murongo ushobora kwishyurwa woherezwa, umwe ku wundi. Amafaranga yagiye ntagarurwa hano.',
  fr: 'Avec assez d’approbations, chaque ligne payable est envoyée, l’une après l’autre. L’argent parti ne peut pas être repris d’ici.',
});
export const batchWords: Readonly<Record<BatchStatus, Words>> = {
  checking: text({ en: 'being read', rw: 'irasomwa', fr: 'en lecture' }),
  requested: text({ en: 'waiting for approval', rw: 'itegereje kwemezwa', fr: 'en attente d’approbation' }),
  approved: text({ en: 'approved', rw: 'yemejwe', fr: 'approuvé' }),
  rejected: text({ en: 'rejected', rw: 'yanzwe', fr: 'refusé' }),
  sending: text({ en: 'being sent', rw: 'iroherezwa', fr: 'en cours d’envoi' }),
  done: text({ en: 'done', rw: 'yarangiye', fr: 'terminé' }),
};
const standsChecking = text({
  en: 'Its lines are being put on record. Nothing has been sent. If this stays, send the same file again: it goes on where it stopped.',
  rw: 'Imirongo yayo irandikwa. Nta cyoherejwe. Niba bitinze, ongera wohereze iyo dosiye: ikomereza aho yari igeze.',
  fr: 'Ses lignes sont en cours d’enregistrement. Rien n’a été envoyé. Si cela dure, renvoyez le même fichier : il reprend où il s’est arrêté.',
});
const standsRequested = text({
  en: 'Not enough people have approved it yet. Nothing has been sent.',
  rw: 'Ababyemeje ntibaragera ku bakenewe. Nta cyoherejwe.',
  fr: 'Trop peu de personnes l’ont approuvé. Rien n’a été envoyé.',
});
const standsApproved = text({
  en: 'It was approved.',
  rw: 'Yaremejwe.',
  fr: 'Il est approuvé.',
});
const standsRejected = text({
  en: 'It was rejected. Nothing was sent.',
  rw: 'Yaranzwe. Nta cyoherejwe.',
  fr: 'Il a été refusé. Rien n’a été envoyé.',
});
const standsSending = text({
  en: 'Lines of it have been sent. It is done when each has an end.',
  rw: 'Imwe mu mirongo yayo yoherejwe. Irangira buri murongo ubonye umusozo.',
  fr: 'Des lignes ont été envoyées. Il est terminé quand chacune a une issue.',
});
const standsDone = text({
  en: 'Every line that can be paid has had its turn. The figures below say what became of each.',
  rw: 'Buri murongo ushobora kwishyurwa wagezweho. Imibare iri hasi ivuga uko byagenze.',
  fr: 'Chaque ligne payable a eu son tour. Les chiffres ci-dessous disent ce qu’il en est.',
});
const stands: Readonly<Record<BatchStatus, Words>> = {
  checking: standsChecking,
  requested: standsRequested,
  approved: standsApproved,
  rejected: standsRejected,
  sending: standsSending,
  done: standsDone,
};
const waits: Readonly<Record<NonNullable<ShownBatch['waitsFor']>, Words>> = {
  APPROVAL: text({
    en: 'It waits: somebody who approved it may not approve any more, so another person has to.',
    rw: 'Irategereje: uwayemeje ntakibyemerewe, undi muntu agomba kuyemeza.',
    fr: 'Il attend : une personne qui l’a approuvé ne le peut plus, une autre doit le faire.',
  }),
  FLOAT: text({
    en: 'It waits: our account at the provider holds too little money.',
    rw: 'Irategereje: konti yacu ku kigo cy’itumanaho ifite amafaranga make.',
    fr: 'Il attend : notre compte chez l’opérateur contient trop peu d’argent.',
  }),
  PROVIDER: text({
    en: 'It waits: the provider does not answer at this moment.',
    rw: 'Irategereje: ikigo cy’itumanaho ntigisubiza muri aka kanya.',
    fr: 'Il attend : l’opérateur ne répond pas en ce moment.',
  }),
};
