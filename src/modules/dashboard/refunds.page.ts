import { area, errorSummary, facts, field, money, select, when, type Wrong } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import { outgoingStatuses, type OutgoingStatus } from '../outgoing/contract.js';
import type { Failure } from '../providers/contract.js';
import { failureOf } from './code-words.page.js';
import { addressOf, type Filters } from './list-filters.js';
import type { Refundable } from './refundable.rule.js';
import type { Frame } from './page-frame.js';
import {
  cards,
  countOnPage,
  Figure,
  filterForm,
  listFoot,
  nothingHere,
  shownWords,
  tag,
  tooBroadBanner,
  wrongFilters,
} from './list-parts.page.js';
import {
  actionForm,
  auditLinks,
  checkMeans,
  columnLabels,
  decisionPart,
  factorFirst,
  noteForm,
  notes,
  outcomeBanner,
  outgoingTag,
  outgoingWord,
  pressButton,
  rejectReason,
  standing,
  statusOf,
  timeline,
  waitsForYou,
  type ShownStep,
  type WorkFrame,
} from './money-parts.page.js';
import type { Decidable } from './money-forms.js';
import { anyLabel, checkNow, dayHint, refundLabel } from './words.page.js';

/** A refund as its resource shows it to the person who looks. */
export interface ShownRefund {
  readonly id: string;
  readonly paymentId: string;
  readonly status: OutgoingStatus;
  readonly amount: string;
  readonly currency: string;
  readonly method: string;
  readonly reason: string | null;
  readonly complaintReference: string | null;
  readonly requestedBy: string;
  readonly approvedBy: readonly string[];
  readonly approvalsNeeded: number | null;
  readonly rejectedBy: string | null;
  readonly rejectionReason: string | null;
  readonly provider: string;
  readonly providerReference: string | null;
  readonly providerTransactionId: string | null;
  readonly failure: Failure | null;
  readonly completion: {
    readonly completedBy: string;
    readonly providerReference: string | null;
    readonly note: string | null;
    readonly paidFrom: string;
  } | null;
  readonly reviewId: string | null;
  readonly createdAt: string;
  readonly decideBy: string | null;
  readonly submittedAt: string | null;
  readonly completedAt: string | null;
}

/** One refund of a list, with what its resource does not say. */
export interface ListedRefund {
  readonly refund: ShownRefund;
  /** Something about its money waits for a person’s decision. */
  readonly isDoubted: boolean;
  readonly isOverdue: boolean;
  /** The name of who asked for it. */
  readonly askedBy: string;
}

export const refundsPath = '/refunds';
export type RefundFilter = 'status' | 'paymentId' | 'from' | 'to' | 'show';

interface ListOf extends Frame {
  readonly filters: Filters<RefundFilter>;
  /** As they stand in the form. */
  readonly typed: Filters<RefundFilter>;
  readonly wrong: readonly RefundFilter[];
  /** Null: together the filters match few of very many, and were not looked for. */
  readonly refunds: readonly ListedRefund[] | null;
  readonly next: string | null;
  /** Whether the person decides refunds of others. */
  readonly mayDecide: boolean;
}

export function refundsPage({ language, menu, filters, typed, wrong, refunds, next, mayDecide }: ListOf): Page {
  const say = sayIn(language);
  const faults = wrongFilters(wrong, filterLabels, say);
  const isFiltered = addressOf(refundsPath, filters) !== refundsPath;
  const queues: readonly (readonly [string, string])[] = [
    ...(mayDecide ? [['mine', say(waitsForYou)] as const] : []),
    ['overdue', say(overdueLabel)],
  ];
  return {
    language,
    menu,
    title: say(title),
    status: faults.length > 0 ? 400 : 200,
    body: html`${errorSummary(faults, language)}<p class="actions">${queues.map(([show, name]) => html`<a class="button second" href="${addressOf(refundsPath, { show })}">${name}</a> `)}</p>
${filters.show === '' && filterForm(refundsPath, isFiltered || faults.length > 0, filterFields(typed, faults, say), say)}${shownWords(saidOf(filters, say), refundsPath, say)}${
      refunds === null
        ? tooBroadBanner(say)
        : refunds.length === 0 && next === null
          ? nothingHere(isFiltered, say)
          : html`${refundsTable(refunds, say(countOnPage, refunds.length), language)}${listFoot(refundsPath, filters, next, say)}`
    }`,
  };
}

function filterFields(filters: Filters<RefundFilter>, wrong: readonly Wrong[], say: Say): Markup {
  const choices = [
    ['', say(anyLabel)] as const,
    ...outgoingStatuses.map((each) => [each, outgoingWord(each, say)] as const),
  ];
  const one = (name: 'from' | 'to' | 'paymentId', hint?: string) =>
    field({
      name,
      label: say(filterLabels[name]),
      value: filters[name],
      required: false,
      maxlength: 100,
      wrong,
      ...(hint !== undefined && { hint }),
    });
  return html`${select({ name: 'status', label: say(columnLabels.status), value: filters.status, choices, wrong })}${one('from', say(dayHint))}${one('to', say(dayHint))}${one('paymentId')}`;
}

function saidOf({ status, paymentId, from, to, show }: Filters<RefundFilter>, say: Say): readonly string[] {
  return [
    show === 'mine' ? say(waitsForYou) : show === 'overdue' ? say(overdueMeans) : '',
    status && `${say(columnLabels.status)} ${outgoingWord(status as OutgoingStatus, say)}`,
    paymentId && `${say(columnLabels.payment)} ${paymentId}`,
    from && `${say(columnLabels.from)} ${from}`,
    to && `${say(columnLabels.to)} ${to}`,
  ].filter((part) => part !== '');
}

function refundsTable(refunds: readonly ListedRefund[], caption: string, language: Frame['language']): Markup {
  const say = sayIn(language);
  const columns = [
    refundLabel,
    columnLabels.time,
    columnLabels.status,
    columnLabels.amount,
    columnLabels.requestedBy,
    dueLabel,
  ];
  return cards(
    caption,
    columns.map((column) => say(column)),
    refunds.map(({ refund, isDoubted, isOverdue, askedBy }) => [
      html`<a href="${refundsPath}/${refund.id}">${refund.id.slice(0, 12)}…</a>`,
      when(refund.createdAt, language),
      outgoingTag(refund.status, isDoubted, say),
      new Figure(money(refund, language)),
      askedBy,
      due(refund, isOverdue, language, say),
    ]),
  );
}

const due = ({ decideBy, status }: ShownRefund, isOverdue: boolean, language: Frame['language'], say: Say): Value =>
  decideBy === null || status !== 'requested'
    ? '–'
    : html`${when(decideBy, language)}${isOverdue && html` ${tag('bad', say(overdueWord))}`}`;

interface OneOf extends WorkFrame, ListedRefund {
  /** What of its payment has gone back and is set aside, this refund with it. */
  readonly payment: Refundable;
  /** How the refund stood when this page was made. */
  readonly seen: string;
  /** What the payer is told. */
  readonly message: string;
  readonly approversNeeded: number;
  readonly names: {
    readonly approvedBy: readonly string[];
    readonly rejectedBy: string | null;
    readonly completedBy: string | null;
  };
  /** Null: the role does not see it. */
  readonly steps: readonly ShownStep[] | null;
  /** Notes of the payment; null: the role does not see them. */
  readonly noted: readonly ShownStep[] | null;
  /** Whether the person decides it; a text says why not, where it still waits for a decision. */
  readonly decision: Decidable;
  readonly mayComplete: boolean;
  readonly mayCheck: boolean;
  readonly mayNote: boolean;
  readonly seesReviews: boolean;
  readonly mayReplay: boolean;
  /** The second factor was shown within the last ten minutes. */
  readonly isFresh: boolean;
  readonly typed: {
    readonly providerReference: string;
    readonly note: string;
    readonly paidFrom: string;
    readonly reason: string;
    readonly text: string;
  };
}

/** One refund: what is so, how it came to be so, and what can be done about it. */
export function refundPage(of: OneOf): Page {
  const { language, menu, token, refund, isDoubted, isOverdue, askedBy, names, message, wrong, seesReviews } = of;
  const say = sayIn(language);
  const row = (label: string, value: Value): readonly (readonly [string, Value])[] =>
    value === null ? [] : [[label, value]];
  const time = (at: string | null) => at && when(at, language);
  const { completion, failure } = refund;
  return {
    language,
    menu,
    title: `${say(refundLabel)} ${refund.id}`,
    status: statusOf(of),
    body: html`${errorSummary(wrong, language)}${outcomeBanner(of, say)}<p>${outgoingTag(refund.status, isDoubted, say)}</p>
<p class="amount">${money(refund, language)}</p>
<p>${standing(refund, isDoubted, standings(refund), say)}</p>
${facts([
  ...row(say(columnLabels.payment), html`<a href="/payments/${refund.paymentId}">${refund.paymentId}</a>`),
  ...row(say(paymentSoFar), sumOf(of.payment, language, say)),
  ...row(say(columnLabels.reason), refund.reason ?? '–'),
  ...row(say(complaintLabel), refund.complaintReference),
  ...row(say(methodLabel), say(refund.method === 'manual' ? manualMethod : automaticMethod)),
  ...row(say(tellPayer), message),
  ...row(say(columnLabels.requestedBy), askedBy),
  ...row(say(dueLabel), refund.status === 'requested' ? due(refund, isOverdue, language, say) : null),
  ...row(say(columnLabels.approvedBy), approvals(refund, names.approvedBy)),
  ...row(say(columnLabels.rejectedBy), names.rejectedBy),
  ...row(say(rejectReason), refund.rejectionReason),
  ...row(say(columnLabels.failure), failure && failureOf(failure, say)),
  ...row(
    say(columnLabels.review),
    refund.reviewId &&
      (seesReviews ? html`<a href="/reviews/${refund.reviewId}">${refund.reviewId}</a>` : refund.reviewId),
  ),
  ...row(say(columnLabels.provider), refund.provider),
  ...row(say(columnLabels.reference), refund.providerReference),
  ...row(say(columnLabels.transaction), refund.providerTransactionId),
  ...row(say(completedByLabel), names.completedBy),
  ...row(say(completionNote), completion?.note ?? null),
  ...row(say(paidFromLabel), completion && say(completion.paidFrom === 'bank' ? fromBank : fromWallet)),
  ...row(say(columnLabels.asked), time(refund.createdAt)),
  ...row(say(columnLabels.submitted), time(refund.submittedAt)),
  ...row(say(columnLabels.completed), time(refund.completedAt)),
])}
${decisionPart({ ...of, path: `${refundsPath}/${refund.id}`, approveMeans: say(refund.method === 'manual' ? approveMeansManual : approveMeans), rejectMeans: say(rejectMeans), approvals: { needed: of.approversNeeded, given: names.approvedBy.length } }, say)}${of.mayComplete && completionForm(of, say)}${
      of.mayCheck &&
      html`<form method="post" action="${refundsPath}/${refund.id}/status-check">${hiddenToken(token)}<p>${say(checkMeans)}</p>${pressButton(say(checkNow), 'second')}</form>\n`
    }${of.noted !== null && notes(of.noted, language)}${of.mayNote && noteForm(`${refundsPath}/${refund.id}/notes`, token, say(noteTitle), { typed: of.typed.text, wrong }, say)}${of.steps !== null && timeline(of.steps, language)}${auditLinks({ id: refund.id, mayReplay: of.mayReplay }, say)}<p><a href="${refundsPath}">${say(title)}</a></p>
`,
  };
}

/** Who decides sees whether it is all of the payment or a part, and what else of it goes back. */
const sumOf = ({ currency, paid, refunded, aside, left }: Refundable, language: Frame['language'], say: Say): Value =>
  (
    [
      [paidWord, paid],
      [refundedWord, refunded],
      [asideWord, aside],
      [leftWord, left],
    ] as const
  ).map(([words, amount], place) => html`${place > 0 && ', '}${say(words)} ${money({ amount, currency }, language)}`);

/** What is so of a refund alone. */
const standings = ({ method }: ShownRefund) => ({
  inDoubt: standsInDoubt,
  ...(method === 'manual' && { approved: standsToBePaid }),
  successful: method === 'manual' ? standsPaidByHand : standsSuccessful,
});

const approvals = ({ approvalsNeeded }: ShownRefund, names: readonly string[]): Value =>
  names.length === 0
    ? null
    : `${names.join(', ')}${approvalsNeeded === null ? '' : ` (${names.length}/${approvalsNeeded})`}`;

function completionForm({ refund, token, seen, typed, wrong, isFresh }: OneOf, say: Say): Markup {
  const path = `${refundsPath}/${refund.id}`;
  const fields = html`${field({ name: 'providerReference', label: say(completionReference), value: typed.providerReference, maxlength: 100, wrong })}${area({ name: 'note', label: say(completionNote), hint: say(completionHint), value: typed.note, maxlength: 2_000, wrong })}${select(
    {
      name: 'paidFrom',
      label: say(paidFromLabel),
      value: typed.paidFrom,
      choices: [
        ['wallet', say(fromWallet)],
        ['bank', say(fromBank)],
      ],
    },
  )}${pressButton(say(completeLabel))}`;
  return html`<h2>${say(completeTitle)}</h2>
${isFresh ? html`<p>${say(completeMeans)}</p>\n${actionForm(`${path}/complete`, token, seen, fields)}` : factorFirst(path, say)}`;
}

const paymentSoFar = text({ en: 'Of this payment', rw: 'Kuri ubu bwishyu', fr: 'De ce paiement' });
const paidWord = text({ en: 'paid', rw: 'ayishyuwe', fr: 'payé' });
const refundedWord = text({ en: 'refunded', rw: 'ayasubijwe', fr: 'remboursé' });
const asideWord = text({ en: 'set aside for refunds', rw: 'ayabitswe yo gusubiza', fr: 'mis de côté à rembourser' });
const leftWord = text({ en: 'left', rw: 'asigaye', fr: 'restant' });
const title = text({ en: 'Refunds', rw: 'Amafaranga asubizwa', fr: 'Remboursements' });
const dueLabel = text({ en: 'Decide by', rw: 'Gufatirwa icyemezo bitarenze', fr: 'À décider avant le' });
const overdueLabel = text({ en: 'Overdue', rw: 'Byarengeje igihe', fr: 'En retard' });
const overdueWord = text({ en: 'overdue', rw: 'byarengeje igihe', fr: 'en retard' });
const overdueMeans = text({
  en: 'nobody has decided them in time',
  rw: 'nta wabifatiye icyemezo ku gihe',
  fr: 'personne ne les a décidés à temps',
});
const complaintLabel = text({ en: 'Complaint', rw: 'Ikirego', fr: 'Réclamation' });
const methodLabel = text({ en: 'Method', rw: 'Uburyo', fr: 'Mode' });
const automaticMethod = text({ en: 'by the provider', rw: 'n’ikigo cy’itumanaho', fr: 'par l’opérateur' });
const manualMethod = text({ en: 'by a person', rw: 'n’umuntu', fr: 'par une personne' });
const tellPayer = text({ en: 'Tell the payer', rw: 'Bwira uwishyuye', fr: 'Dites au payeur' });
const noteTitle = text({
  en: 'Note a dispute or a call',
  rw: 'Andika impaka cyangwa telefoni',
  fr: 'Noter un litige ou un appel',
});
const approveMeans = text({
  en: 'With enough approvals the money is sent to the payer at once. It cannot be taken back from here.',
  rw: 'Iyo abemeje bahagije, amafaranga ahita yoherezwa ku wishyuye. Ntashobora kugarurwa hano.',
  fr: 'Avec assez d’approbations, l’argent est envoyé aussitôt au payeur. Il ne peut pas être repris d’ici.',
});
const approveMeansManual = text({
  en: 'With enough approvals a person pays it, and says so here. This system sends nothing.',
  rw: 'Iyo abemeje bahagije, umuntu arayishyura akabivuga hano. Iyi sisitemu nta cyo yohereza.',
  fr: 'Avec assez d’approbations, une personne le paie et l’indique ici. Ce système n’envoie rien.',
});
const rejectMeans = text({
  en: 'Nothing is sent, and the amount is free again for another refund.',
  rw: 'Nta cyoherezwa, kandi amafaranga yongera kuba yasubizwa mu rindi subizwa.',
  fr: 'Rien n’est envoyé, et le montant est de nouveau libre pour un autre remboursement.',
});
const completeTitle = text({ en: 'Say that it was paid', rw: 'Vuga ko yishyuwe', fr: 'Indiquer qu’il a été payé' });
const completeLabel = text({ en: 'It was paid', rw: 'Yishyuwe', fr: 'Il a été payé' });
const completeMeans = text({
  en: 'Only after you have paid it: the refund counts as paid from then on.',
  rw: 'Nyuma yo kuyishyura gusa: guhera ubwo isubizwa rifatwa nk’iryishyuwe.',
  fr: 'Seulement après l’avoir payé : le remboursement compte comme payé dès lors.',
});
const completionReference = text({
  en: 'Number of the transaction at the provider or the bank',
  rw: 'Nimero y’igikorwa ku kigo cy’itumanaho cyangwa kuri banki',
  fr: 'Numéro de la transaction chez l’opérateur ou à la banque',
});
const completionNote = text({ en: 'How it was paid', rw: 'Uko yishyuwe', fr: 'Comment il a été payé' });
const completionHint = text({
  en: 'Who paid it, from where, and where it can be seen',
  rw: 'Uwayishyuye, aho yavuye, n’aho byagaragara',
  fr: 'Qui l’a payé, d’où, et où cela se voit',
});
const completedByLabel = text({ en: 'Paid by', rw: 'Yishyuwe na', fr: 'Payé par' });
const paidFromLabel = text({ en: 'Paid from', rw: 'Yavuye', fr: 'Payé depuis' });
const fromWallet = text({ en: 'the wallet', rw: 'kuri mobile money', fr: 'le portefeuille' });
const fromBank = text({ en: 'the bank', rw: 'kuri banki', fr: 'la banque' });

const standsToBePaid = text({
  en: 'It was approved. Nobody has said here yet that it was paid.',
  rw: 'Byaremejwe. Nta waravuga hano ko yishyuwe.',
  fr: 'Il est approuvé. Personne n’a encore indiqué ici qu’il a été payé.',
});
const standsInDoubt = text({
  en: 'Nobody can say yet whether the money went back. Do not pay it in another way: a review is open until it is known.',
  rw: 'Nta wushobora kuvuga ko amafaranga yasubijwe cyangwa atasubijwe. Ntuyishyure mu bundi buryo: hari isuzuma rifunguye kugeza bimenyekanye.',
  fr: 'Personne ne peut encore dire si l’argent a été rendu. Ne le payez pas autrement : une vérification est ouverte jusqu’à ce qu’on le sache.',
});
const standsSuccessful = text({
  en: 'The money went back to the payer.',
  rw: 'Amafaranga yasubijwe uwishyuye.',
  fr: 'L’argent a été rendu au payeur.',
});
const standsPaidByHand = text({
  en: 'A person put on record that the money went back.',
  rw: 'Umuntu yanditse ko amafaranga yasubijwe.',
  fr: 'Une personne a enregistré que l’argent a été rendu.',
});

const showLabel = text({ en: 'Show', rw: 'Erekana', fr: 'Afficher' });
const filterLabels = {
  status: columnLabels.status,
  paymentId: columnLabels.payment,
  from: columnLabels.from,
  to: columnLabels.to,
  show: showLabel,
};
