import {
  banner,
  errorSummary,
  facts,
  field,
  money,
  select,
  tableCell,
  tableFrame,
  when,
  type Choice,
  type Wrong,
} from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import type { RecordType } from '../../kernel/domain/record.js';
import { isFinal, paymentStatuses } from '../payments/contract.js';
import type { Failure } from '../providers/contract.js';
import { dimensionRows, failureOf, recordOf } from './code-words.page.js';
import type { Frame } from './page-frame.js';
import { addressOf, type Filters } from './list-filters.js';
import {
  cards,
  dayField,
  doneBanner,
  filterForm,
  listFoot,
  shownWords,
  tag,
  whenLabel,
  wrongFilters,
} from './list-parts.page.js';
import { auditLinks, noteForm, timeline, type ShownStep } from './money-parts.page.js';
import { refundableRows } from './refundable.page.js';
import type { Refundable } from './refundable.rule.js';
import type { PaymentFilter } from './payment-filters.js';
import type { StatusGroup } from './payment-groups.rule.js';
import {
  addNote,
  amountLabel,
  anyLabel,
  checkNow,
  dimensionLabels,
  fromLabel,
  paymentLabel,
  providerLabel,
  statusLabel,
  toLabel,
} from './words.page.js';

type PaymentStatus = (typeof paymentStatuses)[number];

/** A payment as its resource shows it to the person who looks. */
export interface ShownPayment {
  readonly id: string;
  readonly status: PaymentStatus;
  readonly amount: string;
  readonly currency: string;
  readonly paidAmount: string | null;
  readonly refundedAmount: string;
  readonly payer: { readonly msisdn: string | null };
  readonly provider: string;
  readonly providerReference: string;
  readonly providerTransactionId: string | null;
  readonly record: { readonly type: RecordType; readonly id: string; readonly part?: string };
  readonly description: string | null;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly failure: Failure | null;
  readonly reviewId: string | null;
  readonly attempts: readonly {
    readonly number: number;
    readonly provider: string;
    readonly providerReference: string;
    readonly status: PaymentStatus;
    readonly at: string;
  }[];
  readonly receipt: { readonly number: string; readonly issuedAt: string; readonly url: string } | null;
  readonly createdAt: string;
  readonly submittedAt: string | null;
  readonly confirmedAt: string | null;
  readonly expiresAt: string;
}

interface ListOf extends Frame {
  readonly filters: Filters<PaymentFilter>;
  /** As they stand in the form. */
  readonly typed: Filters<PaymentFilter>;
  readonly wrong: readonly PaymentFilter[];
  /** Null: together the filters match few of very many, and were not looked for. */
  readonly payments: readonly ShownPayment[] | null;
  /** The cursor of the next page; null: this is the last one. */
  readonly next: string | null;
}

/** The list: one form of filters, one table, and the same list as CSV. */
export function paymentsPage({ language, menu, filters, typed, wrong, payments, next }: ListOf): Page {
  const say = sayIn(language);
  const faults: readonly Wrong[] = wrongFilters(wrong, labels, say);
  const isFiltered = addressOf('/payments', filters) !== '/payments';
  return {
    language,
    menu,
    title: say(paymentsTitle),
    status: faults.length > 0 ? 400 : 200,
    body: html`${errorSummary(faults, language)}${filterForm('/payments', isFiltered || faults.length > 0, filterFields(typed, faults, say), say)}${shownWords(saidOf(filters, say), '/payments', say, noFilter)}${
      payments === null
        ? banner('warn', say(tooBroad))
        : payments.length === 0
          ? html`<p>${say(isFiltered ? nothingFiltered : nothingYet)}</p>\n`
          : table(payments, language, say)
    }${payments !== null && payments.length > 0 && listFoot('/payments', filters, next, say, older)}`,
  };
}

function filterFields(filters: Filters<PaymentFilter>, wrong: readonly Wrong[], say: Say): Markup {
  const choices: readonly Choice[] = [
    ['', say(anyLabel)],
    ...Object.entries(standingTexts).map(([each, word]): Choice => [each, say(word)]),
  ];
  const one = (name: 'provider' | 'recordId' | 'service' | 'branch') =>
    field({ name, label: say(labels[name]), value: filters[name], required: false, maxlength: 100, wrong });
  const day = (name: 'from' | 'to') => dayField(name, labels[name], filters, wrong, say);
  return html`${select({ name: 'status', label: say(labels.status), value: filters.status, choices, wrong })}${day('from')}${day('to')}${one('service')}${one('branch')}${one('recordId')}${one('provider')}`;
}

/** What is shown, in words: whoever prints the page sees what it leaves out. */
function saidOf(filters: Filters<PaymentFilter>, say: Say): readonly string[] {
  const { status, from, to } = filters;
  return [
    status === '' ? '' : `${say(labels.status)} ${say(standingTexts[status as keyof typeof standingTexts])}`,
    ...(['service', 'branch', 'recordId', 'provider'] as const).map((name) =>
      filters[name] === '' ? '' : `${say(labels[name])} ${filters[name]}`,
    ),
    from === '' ? '' : `${say(labels.from)} ${from}`,
    to === '' ? '' : `${say(labels.to)} ${to}`,
  ].filter((part) => part !== '');
}

function table(payments: readonly ShownPayment[], language: Language, say: Say): Markup {
  const columns = [whenLabel, labels.status, amountLabel, payerLabel, recordLabel, paymentLabel];
  const cell = (label: Text<[], string>, value: Value, kind?: 'number' | 'head') =>
    tableCell({ label: say(label), value, kind });
  const rows = payments.map(
    (payment) =>
      html`<tr>${cell(whenLabel, when(payment.createdAt, language))}${cell(labels.status, statusTag(payment.status, say))}${cell(amountLabel, money(payment, language), 'number')}${cell(payerLabel, payment.payer.msisdn && html`<span class="phone">${payment.payer.msisdn}</span>`)}${cell(recordLabel, recordOf(payment.record, say))}${cell(paymentLabel, html`<a href="/payments/${payment.id}">${payment.id.slice(0, 12)}…</a>`, 'head')}</tr>`,
  );
  return tableFrame(
    say(caption, payments.length),
    columns.length,
    html`<thead><tr>${columns.map((column) => html`<th scope="col">${say(column)}</th>`)}</tr></thead>
<tbody>${rows}</tbody>`,
  );
}

const statusTag = (status: PaymentStatus, say: Say): Markup => tag(tones[status] ?? 'warn', say(statusTexts[status]));

const tones: Readonly<Record<string, 'good' | 'bad'>> = { successful: 'good', failed: 'bad', expired: 'bad' };

interface OneOf extends Frame {
  readonly payment: ShownPayment;
  /** What the payer is told. */
  readonly message: string;
  /** Null: the role does not see it. */
  readonly steps: readonly ShownStep[] | null;
  readonly mayCheck: boolean;
  readonly mayNote: boolean;
  readonly refunds: {
    /** What can still go back, and why not more; null: nothing was paid. */
    readonly refundable: Refundable | null;
    readonly mayAsk: boolean;
    readonly maySee: boolean;
  };
  readonly seesReviews: boolean;
  readonly mayReplay: boolean;
  readonly mayPack: boolean;
  readonly done: boolean;
  /** A note as it was typed. */
  readonly note: string;
  readonly wrong: readonly Wrong[];
}

/** One payment: what is so, how it came to be so, and what can be done about it. */
export function paymentPage(of: OneOf): Page {
  const { language, menu, token, payment, message, steps, mayCheck, mayNote, refunds, seesReviews, done, wrong } = of;
  const say = sayIn(language);
  const { amount, currency, failure, receipt, dimensions } = payment;
  const time = (at: string | null) => (at === null ? '–' : when(at, language));
  const row = (label: string, value: Value): readonly (readonly [string, Value])[] =>
    value === null ? [] : [[label, value]];
  return {
    language,
    menu,
    title: `${say(paymentLabel)} ${payment.id}`,
    status: wrong.length > 0 ? 400 : 200,
    body: html`${errorSummary(wrong, language)}${doneBanner(done, say)}<p>${statusTag(payment.status, say)}</p>
<p class="amount">${money({ amount, currency }, language)}</p>
${facts([
  ...row(say(tellPayer), message),
  ...(refunds.refundable === null ? [] : refundableRows(refunds.refundable, language, say)),
  ...row(say(payerLabel), payment.payer.msisdn ?? '–'),
  ...row(say(recordLabel), recordOf(payment.record, say)),
  ...row(say(descriptionLabel), payment.description),
  ...dimensionRows(dimensions, say),
  ...row(say(failureLabel), failure && failureOf(failure, say)),
  ...row(say(labels.provider), payment.provider),
  ...row(say(transactionLabel), payment.providerTransactionId),
  ...row(say(referenceLabel), payment.providerReference),
  ...row(say(receiptLabel), receipt && html`<a href="${receipt.url}.html">${receipt.number}</a>`),
  ...row(
    say(reviewLabel),
    payment.reviewId &&
      (seesReviews ? html`<a href="/reviews/${payment.reviewId}">${payment.reviewId}</a>` : payment.reviewId),
  ),
  ...row(say(createdLabel), time(payment.createdAt)),
  ...row(say(submittedLabel), time(payment.submittedAt)),
  ...row(say(confirmedLabel), time(payment.confirmedAt)),
  ...row(say(expiresLabel), isFinal(payment.status) || payment.status === 'uncertain' ? null : time(payment.expiresAt)),
])}
${
  (refunds.mayAsk || refunds.maySee) &&
  html`<p class="actions">${refunds.mayAsk && html`<a class="button second" href="/payments/${payment.id}/refund">${say(askForRefund)}</a> `}${refunds.maySee && html`<a href="/refunds?paymentId=${payment.id}">${say(itsRefunds)}</a>`}</p>
`
}${
      mayCheck &&
      html`<form method="post" action="/payments/${payment.id}/status-check">${hiddenToken(token)}<p>${say(checkMeans)}</p><p class="actions"><button class="second">${say(checkNow)}</button></p></form>\n`
    }${attemptsTable(payment, language, say)}${steps !== null && timeline(steps, language)}${
      mayNote && noteForm(`/payments/${payment.id}/notes`, token, say(addNote), { typed: of.note, wrong }, say)
    }${auditLinks({ id: payment.id, ...of }, say)}<p><a href="/payments">${say(backToList)}</a></p>
`,
  };
}

function attemptsTable({ attempts }: ShownPayment, language: Language, say: Say): Markup {
  const columns = [attemptLabel, whenLabel, labels.status, labels.provider, referenceLabel];
  return cards(
    say(attemptsCaption),
    columns.map((column) => say(column)),
    attempts.map(({ number, provider, providerReference, status, at }) => [
      number,
      when(at, language),
      statusTag(status, say),
      provider,
      html`<span class="code">${providerReference}</span>`,
    ]),
  );
}

const paymentsTitle = text({ en: 'Payments', rw: 'Ubwishyu', fr: 'Paiements' });
const noFilter = text({ en: 'all payments', rw: 'ubwishyu bwose', fr: 'tous les paiements' });
const tooBroad = text({
  en: 'Together these filters match few of very many payments, and looking for them would take too long. Ask for a shorter time.',
  rw: 'Ibyo washunguje bihuye na bike muri byinshi cyane, kubishaka byatwara igihe kirekire. Saba igihe kigufi.',
  fr: 'Ensemble, ces filtres correspondent à peu de paiements parmi un très grand nombre, et la recherche serait trop longue. Demandez une période plus courte.',
});
const nothingFiltered = text({
  en: 'No payment matches these filters.',
  rw: 'Nta bwishyu buhuye n’ibyo washunguje.',
  fr: 'Aucun paiement ne correspond à ces filtres.',
});
const nothingYet = text({
  en: 'There is no payment yet.',
  rw: 'Nta bwishyu buraboneka.',
  fr: 'Il n’y a encore aucun paiement.',
});
const older = text({ en: 'Older', rw: 'Ibya kera', fr: 'Plus anciens' });
const caption = text({
  en: (count: number) => `Payments on this page, newest first: ${count}`,
  rw: (count: number) => `Ubwishyu kuri uru rupapuro, ubushya bubanza: ${count}`,
  fr: (count: number) => `Paiements sur cette page, les plus récents d’abord : ${count}`,
});
const payerLabel = text({ en: 'Payer', rw: 'Uwishyura', fr: 'Payeur' });
const recordLabel = text({ en: 'Record', rw: 'Icyishyurwa', fr: 'Objet' });
const tellPayer = text({ en: 'Tell the payer', rw: 'Bwira uwishyura', fr: 'Dites au payeur' });
const askForRefund = text({ en: 'Ask for a refund', rw: 'Saba gusubiza amafaranga', fr: 'Demander un remboursement' });
const itsRefunds = text({ en: 'Its refunds', rw: 'Ayo bwasubijwe', fr: 'Ses remboursements' });
const descriptionLabel = text({ en: 'Description', rw: 'Ibisobanuro', fr: 'Description' });
const failureLabel = text({ en: 'Failure', rw: 'Impamvu bitakunze', fr: 'Échec' });
const transactionLabel = text({
  en: 'Provider transaction',
  rw: 'Nimero y’igikorwa',
  fr: 'Transaction de l’opérateur',
});
const referenceLabel = text({ en: 'Provider reference', rw: 'Indango y’igikorwa', fr: 'Référence de l’opérateur' });
const receiptLabel = text({ en: 'Receipt', rw: 'Inyemezabwishyu', fr: 'Reçu' });
const reviewLabel = text({ en: 'Review', rw: 'Isuzuma', fr: 'Vérification' });
const createdLabel = text({ en: 'Created', rw: 'Bwatangiye', fr: 'Créé' });
const submittedLabel = text({ en: 'Submitted', rw: 'Bwoherejwe', fr: 'Transmis' });
const confirmedLabel = text({ en: 'Confirmed', rw: 'Bwemejwe', fr: 'Confirmé' });
const expiresLabel = text({ en: 'Expires', rw: 'Burangira', fr: 'Expire' });
const checkMeans = text({
  en: 'Asks the provider how this payment stands. The payer is not asked again.',
  rw: 'Bibaza ikigo cy’itumanaho uko ubu bwishyu buhagaze. Uwishyura ntiyongera kubazwa.',
  fr: 'Demande à l’opérateur où en est ce paiement. Le payeur n’est pas sollicité de nouveau.',
});
const attemptLabel = text({ en: 'Attempt', rw: 'Inshuro', fr: 'Tentative' });
const attemptsCaption = text({ en: 'Attempts', rw: 'Inshuro byageragejwe', fr: 'Tentatives' });
const backToList = text({ en: 'Payments', rw: 'Ubwishyu', fr: 'Paiements' });

const recordIdLabel = text({ en: 'Record id', rw: 'Indango y’icyishyurwa', fr: 'Identifiant de l’objet' });
const labels = {
  status: statusLabel,
  provider: providerLabel,
  recordId: recordIdLabel,
  service: dimensionLabels.service,
  branch: dimensionLabels.branch,
  from: fromLabel,
  to: toLabel,
};

const created = text({ en: 'created', rw: 'bwatangiye', fr: 'créé' });
const submitted = text({ en: 'submitted', rw: 'bwoherejwe', fr: 'transmis' });
const pending = text({ en: 'pending', rw: 'burategerejwe', fr: 'en attente' });
const uncertain = text({ en: 'uncertain', rw: 'ntibizwi neza', fr: 'incertain' });
const successful = text({ en: 'successful', rw: 'bwakunze', fr: 'réussi' });
const failed = text({ en: 'failed', rw: 'ntibwakunze', fr: 'échoué' });
const expired = text({ en: 'expired', rw: 'igihe cyarangiye', fr: 'expiré' });
const refunded = text({ en: 'refunded', rw: 'bwasubijwe', fr: 'remboursé' });
export const statusTexts: Readonly<Record<PaymentStatus, Text<[], string>>> = {
  created,
  submitted,
  pending,
  uncertain,
  successful,
  failed,
  expired,
  refunded,
};

/** Several statuses together. */
export const groupTexts: Readonly<Record<StatusGroup, Text<[], string>>> = {
  'pending-all': text({ en: 'pending (all)', rw: 'ubutegerejwe bwose', fr: 'en attente (tous)' }),
  undecided: text({
    en: 'pending or uncertain',
    rw: 'burategerejwe cyangwa ntibizwi neza',
    fr: 'en attente ou incertain',
  }),
  'took-money': text({
    en: 'successful or refunded',
    rw: 'bwakunze cyangwa bwasubijwe',
    fr: 'réussi ou remboursé',
  }),
  'without-money': text({
    en: 'failed or expired',
    rw: 'ntibwakunze cyangwa igihe cyarangiye',
    fr: 'échoué ou expiré',
  }),
};
const standingTexts = { ...statusTexts, ...groupTexts };
