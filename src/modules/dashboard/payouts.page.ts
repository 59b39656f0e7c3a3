import { errorSummary, facts, field, money, select, when, type Wrong } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import type { RecordType } from '../../kernel/domain/record.js';
import { outgoingStatuses, type OutgoingStatus } from '../outgoing/contract.js';
import type { Failure } from '../providers/contract.js';
import { dimensionRows, failureOf, recordOf } from './code-words.page.js';
import { addressOf, type Filters } from './list-filters.js';
import type { Frame } from './page-frame.js';
import {
  cards,
  countOnPage,
  Figure,
  filterForm,
  listFoot,
  nothingHere,
  shownWords,
  tooBroadBanner,
  wrongFilters,
} from './list-parts.page.js';
import {
  actionForm,
  auditLinks,
  checkMeans,
  columnLabels,
  decisionPart,
  outcomeBanner,
  outgoingTag,
  outgoingWord,
  payeeLabel,
  pressButton,
  standing,
  statusOf,
  timeline,
  waitsForYou,
  type ShownStep,
  type WorkFrame,
} from './money-parts.page.js';
import type { Decidable } from './money-forms.js';
import { anyLabel, checkNow, dayHint, payoutLabel } from './words.page.js';

/** A payout as its resource shows it to the person who looks. */
export interface ShownPayout {
  readonly id: string;
  readonly status: OutgoingStatus;
  readonly amount: string;
  readonly currency: string;
  readonly payee: { readonly msisdn: string | null; readonly name: string | null };
  readonly provider: string;
  readonly providerReference: string | null;
  readonly providerTransactionId: string | null;
  readonly record: { readonly type: RecordType; readonly id: string; readonly part: string | null };
  readonly description: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly batchId: string | null;
  readonly failure: Failure | null;
  readonly attempts: readonly {
    readonly number: number;
    readonly provider: string;
    readonly providerReference: string;
    readonly status: string;
    readonly at: string;
  }[];
  readonly reviewId: string | null;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly completedAt: string | null;
}

/** One payout of a list, with what its resource does not say. */
export interface ListedPayout {
  readonly payout: ShownPayout;
  readonly isDoubted: boolean;
  readonly askedBy: string;
}

export const payoutsPath = '/payouts';
export type PayoutFilter = 'status' | 'batchId' | 'from' | 'to' | 'show';

interface ListOf extends Frame {
  readonly filters: Filters<PayoutFilter>;
  /** As they stand in the form. */
  readonly typed: Filters<PayoutFilter>;
  readonly wrong: readonly PayoutFilter[];
  /** Null: together the filters match few of very many, and were not looked for. */
  readonly payouts: readonly ListedPayout[] | null;
  readonly next: string | null;
  readonly mayDecide: boolean;
}

export function payoutsPage({ language, menu, filters, typed, wrong, payouts, next, mayDecide }: ListOf): Page {
  const say = sayIn(language);
  const faults = wrongFilters(wrong, filterLabels, say);
  const isFiltered = addressOf(payoutsPath, filters) !== payoutsPath;
  return {
    language,
    menu,
    title: say(title),
    status: faults.length > 0 ? 400 : 200,
    body: html`${errorSummary(faults, language)}<p class="actions">${mayDecide && html`<a class="button second" href="${addressOf(payoutsPath, { show: 'mine' })}">${say(waitsForYou)}</a> `}<a class="button second" href="${payoutsPath}/batches">${say(files)}</a></p>
${filters.show === '' && filterForm(payoutsPath, isFiltered || faults.length > 0, filterFields(typed, faults, say), say)}${shownWords(saidOf(filters, say), payoutsPath, say)}${
      payouts === null
        ? tooBroadBanner(say)
        : payouts.length === 0 && next === null
          ? nothingHere(isFiltered, say)
          : html`${table(payouts, language, say)}${listFoot(payoutsPath, filters, next, say)}`
    }`,
  };
}

function filterFields(filters: Filters<PayoutFilter>, wrong: readonly Wrong[], say: Say): Markup {
  const choices = [
    ['', say(anyLabel)] as const,
    ...outgoingStatuses.map((each) => [each, outgoingWord(each, say)] as const),
  ];
  const one = (name: 'from' | 'to' | 'batchId', hint?: string) =>
    field({
      name,
      label: say(filterLabels[name]),
      value: filters[name],
      required: false,
      maxlength: 100,
      wrong,
      ...(hint !== undefined && { hint }),
    });
  return html`${select({ name: 'status', label: say(columnLabels.status), value: filters.status, choices, wrong })}${one('from', say(dayHint))}${one('to', say(dayHint))}${one('batchId')}`;
}

function saidOf({ status, batchId, from, to, show }: Filters<PayoutFilter>, say: Say): readonly string[] {
  return [
    show === 'mine' ? say(waitsForYou) : '',
    status && `${say(columnLabels.status)} ${outgoingWord(status as OutgoingStatus, say)}`,
    batchId && `${say(fileLabel)} ${batchId}`,
    from && `${say(columnLabels.from)} ${from}`,
    to && `${say(columnLabels.to)} ${to}`,
  ].filter((part) => part !== '');
}

function table(payouts: readonly ListedPayout[], language: Frame['language'], say: Say): Markup {
  const columns = [
    payoutLabel,
    columnLabels.time,
    columnLabels.status,
    columnLabels.amount,
    payeeLabel,
    columnLabels.record,
    columnLabels.requestedBy,
  ];
  return cards(
    say(countOnPage, payouts.length),
    columns.map((column) => say(column)),
    payouts.map(({ payout, isDoubted, askedBy }) => [
      html`<a href="${payoutsPath}/${payout.id}">${payout.id.slice(0, 12)}…</a>`,
      when(payout.createdAt, language),
      outgoingTag(payout.status, isDoubted, say),
      new Figure(money(payout, language)),
      payeeOf(payout),
      recordOf(payout.record, say),
      askedBy,
    ]),
  );
}

const payeeOf = ({ payee }: ShownPayout): string => [payee.name, payee.msisdn].filter(Boolean).join(', ') || '–';

interface OneOf extends WorkFrame, ListedPayout {
  /** How the payout stood when this page was made. */
  readonly seen: string;
  readonly approversNeeded: number;
  readonly names: { readonly approvedBy: readonly string[]; readonly rejectedBy: string | null };
  /** Null: the role does not see it. */
  readonly steps: readonly ShownStep[] | null;
  readonly decision: Decidable;
  readonly mayCheck: boolean;
  readonly mayTryAgain: boolean;
  readonly seesReviews: boolean;
  readonly mayReplay: boolean;
  readonly typed: { readonly reason: string };
}

/** One payout: what is so, how it came to be so, and what can be done about it. */
export function payoutPage(of: OneOf): Page {
  const { language, menu, token, seen, payout, isDoubted, askedBy, names, approversNeeded, wrong, seesReviews } = of;
  const say = sayIn(language);
  const row = (label: string, value: Value): readonly (readonly [string, Value])[] =>
    value === null ? [] : [[label, value]];
  const time = (at: string | null) => at && when(at, language);
  const { failure } = payout;
  const approvals = `${names.approvedBy.join(', ')} (${names.approvedBy.length}/${approversNeeded})`;
  return {
    language,
    menu,
    title: `${say(payoutLabel)} ${payout.id}`,
    status: statusOf(of),
    body: html`${errorSummary(wrong, language)}${outcomeBanner(of, say)}<p>${outgoingTag(payout.status, isDoubted, say)}</p>
<p class="amount">${money(payout, language)}</p>
<p>${standing({ status: payout.status, approvedBy: of.names.approvedBy }, of.isDoubted, { inDoubt: standsInDoubt, successful: standsSuccessful }, say)}</p>
${facts([
  ...row(say(payeeLabel), payeeOf(payout)),
  ...row(say(columnLabels.record), recordOf(payout.record, say)),
  ...row(say(columnLabels.description), payout.description),
  ...dimensionRows(payout.dimensions, say),
  ...row(
    say(fileLabel),
    payout.batchId && html`<a href="${payoutsPath}/batches/${payout.batchId}">${payout.batchId}</a>`,
  ),
  ...row(say(columnLabels.requestedBy), askedBy),
  ...row(say(columnLabels.approvedBy), names.approvedBy.length === 0 ? null : approvals),
  ...row(say(columnLabels.rejectedBy), names.rejectedBy),
  ...row(say(columnLabels.failure), failure && failureOf(failure, say)),
  ...row(
    say(columnLabels.review),
    payout.reviewId &&
      (seesReviews ? html`<a href="/reviews/${payout.reviewId}">${payout.reviewId}</a>` : payout.reviewId),
  ),
  ...row(say(columnLabels.provider), payout.provider),
  ...row(say(columnLabels.reference), payout.providerReference),
  ...row(say(columnLabels.transaction), payout.providerTransactionId),
  ...row(say(columnLabels.asked), time(payout.createdAt)),
  ...row(say(columnLabels.submitted), time(payout.submittedAt)),
  ...row(say(columnLabels.completed), time(payout.completedAt)),
])}
${decisionPart({ ...of, path: `${payoutsPath}/${payout.id}`, approveMeans: say(approveMeans), approvals: { needed: approversNeeded, given: names.approvedBy.length } }, say)}${
      of.mayCheck &&
      html`<form method="post" action="${payoutsPath}/${payout.id}/status-check">${hiddenToken(token)}<p>${say(checkMeans)}</p>${pressButton(say(checkNow), 'second')}</form>\n`
    }${
      of.mayTryAgain &&
      html`<h2>${say(againTitle)}</h2>
<p>${say(againMeans)}</p>
${actionForm(`${payoutsPath}/${payout.id}/attempts`, token, seen, pressButton(say(againTitle), 'second'))}`
    }${of.steps !== null && timeline(of.steps, language)}${auditLinks({ id: payout.id, mayReplay: of.mayReplay }, say)}<p><a href="${payoutsPath}">${say(title)}</a></p>
`,
  };
}

const title = text({ en: 'Payouts', rw: 'Amafaranga yoherezwa', fr: 'Versements' });
const files = text({ en: 'Files of payouts', rw: 'Dosiye z’amafaranga yoherezwa', fr: 'Fichiers de versements' });
const fileLabel = text({ en: 'File', rw: 'Dosiye', fr: 'Fichier' });
const showLabel = text({ en: 'Show', rw: 'Erekana', fr: 'Afficher' });
const approveMeans = text({
  en: 'With enough approvals the money is sent to the payee at once. It cannot be taken back from here.',
  rw: 'Iyo abemeje bahagije, amafaranga ahita yoherezwa. Ntashobora kugarurwa hano.',
  fr: 'Avec assez d’approbations, l’argent est envoyé aussitôt au bénéficiaire. Il ne peut pas être repris d’ici.',
});
const againTitle = text({ en: 'Try once more', rw: 'Ongera ugerageze', fr: 'Réessayer' });
const againMeans = text({
  en: 'Sends the same amount to the same payee under a new reference. If an approver has left since, it is approved anew first.',
  rw: 'Yohereza amafaranga angana ku muntu umwe mu ndango nshya. Iyo uwabyemeje yagiye, birongera bikemezwa mbere.',
  fr: 'Envoie le même montant au même bénéficiaire sous une nouvelle référence. Si un approbateur est parti depuis, il est d’abord approuvé de nouveau.',
});
const standsInDoubt = text({
  en: 'Nobody can say yet whether the money was paid. Do not pay it in another way: a review is open until it is known.',
  rw: 'Nta wushobora kuvuga ko amafaranga yishyuwe cyangwa atishyuwe. Ntuyishyure mu bundi buryo: hari isuzuma rifunguye kugeza bimenyekanye.',
  fr: 'Personne ne peut encore dire si l’argent a été versé. Ne le payez pas autrement : une vérification est ouverte jusqu’à ce qu’on le sache.',
});
const standsSuccessful = text({
  en: 'The money was paid to the payee.',
  rw: 'Amafaranga yishyuwe uwohererejwe.',
  fr: 'L’argent a été versé au bénéficiaire.',
});
const filterLabels = {
  status: columnLabels.status,
  batchId: fileLabel,
  from: columnLabels.from,
  to: columnLabels.to,
  show: showLabel,
};
