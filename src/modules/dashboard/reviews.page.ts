import { area, errorSummary, facts, field, money, select, when, type Wrong } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { OutgoingStatus } from '../outgoing/contract.js';
import { reviewReasons, type Decision, type KnownReview, type ReviewEvent } from '../reviews/contract.js';
import { addressOf, type Filters } from './list-filters.js';
import type { Frame } from './page-frame.js';
import {
  cards,
  countOnPage,
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
  actorName,
  columnLabels,
  factorFirst,
  noteForm,
  notes,
  outcomeBanner,
  outgoingWord,
  pressButton,
  statusOf,
  tick,
  timeline,
  type WorkFrame,
  type ShownStep,
} from './money-parts.page.js';
import { statusTexts } from './payments.page.js';
import { addNote, amountLabel, anyLabel, noteLabel, payoutLabel, refundLabel } from './words.page.js';

type ReviewReason = (typeof reviewReasons)[number];
type Words = Text<[], string>;

/** A review of a list. */
export interface ListedReview {
  readonly id: string;
  readonly reason: ReviewReason;
  readonly status: KnownReview['status'];
  readonly openedAt: string;
  readonly paymentId: string | null;
  readonly refundId: string | null;
  readonly payoutId: string | null;
  readonly callbackId: string | null;
  readonly itemId: string | null;
  /** The name of who has taken it; null: nobody. */
  readonly assignee: string | null;
  readonly decision: Decision | null;
  readonly resolvedAt: string | null;
  /** The name of who decided it. */
  readonly resolvedBy: string | null;
}

export const reviewsPath = '/reviews';
export type ReviewFilter = 'status' | 'reason' | 'paymentId';
export const reviewStatuses = ['waiting', 'open', 'assigned', 'resolved', 'all'] as const;

interface ListOf extends Frame {
  readonly filters: Filters<ReviewFilter>;
  /** As they stand in the form. */
  readonly typed: Filters<ReviewFilter>;
  readonly wrong: readonly ReviewFilter[];
  /** Null: together the filters match few of very many, and were not looked for. */
  readonly reviews: readonly ListedReview[] | null;
  readonly next: string | null;
  readonly now: number;
}

/** What waits for a person, the oldest first. */
export function reviewsPage({ language, menu, filters, typed, wrong, reviews, next, now }: ListOf): Page {
  const say = sayIn(language);
  const faults = wrongFilters(wrong, filterLabels, say);
  const isFiltered = addressOf(reviewsPath, filters) !== reviewsPath;
  return {
    language,
    menu,
    title: say(title),
    status: faults.length > 0 ? 400 : 200,
    body: html`${errorSummary(faults, language)}${filterForm(reviewsPath, isFiltered || faults.length > 0, filterFields(typed, faults, say), say)}${shownWords(saidOf(filters, say), reviewsPath, say)}${
      reviews === null
        ? tooBroadBanner(say)
        : reviews.length === 0
          ? isFiltered
            ? nothingHere(true, say)
            : html`<p>${say(nothingWaits)}</p>\n`
          : html`${table(reviews, now, language, say)}${listFoot(reviewsPath, filters, next, say)}`
    }`,
  };
}

function filterFields(filters: Filters<ReviewFilter>, wrong: readonly Wrong[], say: Say): Markup {
  const states = reviewStatuses.map((each) => [each === 'waiting' ? '' : each, say(words[each])] as const);
  const reasons = [
    ['', say(anyLabel)] as const,
    ...reviewReasons.map((each) => [each, say(reasonWords[each])] as const),
  ];
  return html`${select({ name: 'status', label: say(columnLabels.status), value: filters.status, choices: states, wrong })}${select({ name: 'reason', label: say(columnLabels.reason), value: filters.reason, choices: reasons, wrong })}${field({ name: 'paymentId', label: say(columnLabels.payment), value: filters.paymentId, required: false, maxlength: 100, wrong })}`;
}

function saidOf({ status, reason, paymentId }: Filters<ReviewFilter>, say: Say): readonly string[] {
  return [
    say(words[(status || 'waiting') as keyof typeof words]),
    reason && say(reasonWords[reason as ReviewReason]),
    paymentId && `${say(columnLabels.payment)} ${paymentId}`,
  ].filter((part) => part !== '');
}

function table(reviews: readonly ListedReview[], now: number, language: Frame['language'], say: Say): Markup {
  const columns = [reviewLabel, columnLabels.reason, openedLabel, ageLabel, columnLabels.status, aboutLabel];
  return cards(
    say(countOnPage, reviews.length),
    columns.map((column) => say(column)),
    reviews.map((review) => [
      html`<a href="${reviewsPath}/${review.id}">${review.id.slice(0, 12)}…</a>`,
      say(reasonWords[review.reason]),
      when(review.openedAt, language),
      age(review, now, say),
      standing(review, say),
      aboutOf(review, false, say),
    ]),
  );
}

const age = ({ openedAt, resolvedAt }: ListedReview, now: number, say: Say): string => {
  const seconds = Math.max(
    0,
    Math.floor(((resolvedAt === null ? now : Date.parse(resolvedAt)) - Date.parse(openedAt)) / 1_000),
  );
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3_600) % 24,
    Math.floor(seconds / 60) % 60,
  ];
  return days > 0 ? say(daysAndHours, days, hours) : say(hoursAndMinutes, hours, minutes);
};

const standing = ({ status, assignee, decision, resolvedBy }: ListedReview, say: Say): Value =>
  status === 'resolved'
    ? html`${tag('good', say(words.resolved))} ${decision !== null && say(decisionWords[decision])}${resolvedBy !== null && ` (${resolvedBy})`}`
    : html`${tag('warn', say(words[status]))}${assignee !== null && ` ${assignee}`}`;

/** What it is about, with a way there. */
function aboutOf(review: ListedReview, isWhole: boolean, say: Say): Value {
  const { paymentId, refundId, payoutId, callbackId, itemId } = review;
  const short = (id: string) => (isWhole ? id : `${id.slice(0, 12)}…`);
  const to = (name: string, path: string | null, id: string) =>
    path === null ? `${name} ${short(id)}` : html`${name} <a href="${path}/${id}">${short(id)}</a>`;
  if (refundId !== null) return to(say(refundLabel), '/refunds', refundId);
  if (payoutId !== null) return to(say(payoutLabel), '/payouts', payoutId);
  if (paymentId !== null) return to(say(columnLabels.payment), '/payments', paymentId);
  if (itemId !== null) return to(say(itemLabel), null, itemId);
  return callbackId === null ? '–' : to(say(callbackLabel), null, callbackId);
}

/** In the words of the page of what it is about. */
const statusWord = ({ refundId, payoutId }: ListedReview, { status }: MoneyInQuestion, say: Say): string =>
  (refundId ?? payoutId) === null
    ? say(statusTexts[status as keyof typeof statusTexts])
    : outgoingWord(status as OutgoingStatus, say);

/** What was typed on the page of a review. */
export interface TypedDecision {
  readonly decision: string;
  readonly evidence: string;
  readonly note: string;
  readonly amount: string;
  readonly providerTransactionId: string;
  readonly force: boolean;
  /** A note. */
  readonly text: string;
}

/** The money that a review is about, as it stands now. */
export interface MoneyInQuestion {
  readonly amount: string;
  readonly currency: string;
  readonly status: string;
  readonly provider: string;
  readonly providerReference: string | null;
  readonly providerTransactionId: string | null;
}

interface OneOf extends WorkFrame {
  readonly review: ListedReview;
  readonly now: number;
  readonly seen: string;
  readonly about: MoneyInQuestion | null;
  readonly evidence: string | null;
  readonly note: string | null;
  /** What happened to the money that it is about; null: it is about none, or the role does not see it. */
  readonly steps: readonly ShownStep[] | null;
  readonly noted: readonly ShownStep[];
  /** Who opened, took and decided it. */
  readonly story: readonly ShownStep[];
  readonly decisions: readonly Decision[];
  readonly mayTake: boolean;
  readonly mayDecide: boolean;
  readonly mayNote: boolean;
  readonly isFresh: boolean;
  readonly typed: TypedDecision;
}

/** One review: what is in question, what is known, and what a person decides. */
export function reviewPage(of: OneOf): Page {
  const { language, menu, token, seen, review, now, about, evidence, note, wrong, story } = of;
  const say = sayIn(language);
  const row = (label: string, value: Value): readonly (readonly [string, Value])[] =>
    value === null ? [] : [[label, value]];
  const path = `${reviewsPath}/${review.id}`;
  return {
    language,
    menu,
    title: `${say(reviewLabel)} ${review.id}`,
    status: statusOf(of),
    body: html`${errorSummary(wrong, language)}${outcomeBanner(of, say)}<p>${standing(review, say)}</p>
<p><strong>${say(reasonWords[review.reason])}</strong> ${say(reasonMeans[review.reason])}</p>
${facts([
  ...row(say(aboutLabel), aboutOf(review, true, say)),
  ...row(
    say(columnLabels.payment),
    review.paymentId !== null && (review.refundId ?? review.payoutId) !== null
      ? html`<a href="/payments/${review.paymentId}">${review.paymentId}</a>`
      : null,
  ),
  ...row(say(columnLabels.amount), about && money(about, language)),
  ...row(say(statusNow), about && statusWord(review, about, say)),
  ...row(say(columnLabels.provider), about && about.provider),
  ...row(say(columnLabels.reference), about && about.providerReference),
  ...row(say(columnLabels.transaction), about && about.providerTransactionId),
  ...row(say(openedLabel), when(review.openedAt, language)),
  ...row(say(ageLabel), age(review, now, say)),
  ...row(say(takenLabel), review.assignee),
  ...row(say(decisionLabel), review.decision && say(decisionWords[review.decision])),
  ...row(say(decidedByLabel), review.resolvedBy),
  ...row(say(decidedAtLabel), review.resolvedAt && when(review.resolvedAt, language)),
  ...row(say(evidenceLabel), evidence),
  ...row(say(noteLabel), note),
])}
${
  of.mayTake &&
  actionForm(
    `${path}/assign`,
    token,
    seen,
    html`<p>${say(review.assignee === null ? takeMeans : takeOverMeans)}</p>${pressButton(say(takeLabel), 'second')}`,
  )
}${of.mayDecide && decisionForm(of, say)}${notes(of.noted, language)}${of.mayNote && noteForm(`${path}/notes`, token, say(addNote), { typed: of.typed.text, wrong }, say)}${of.steps !== null && timeline(of.steps, language)}<h2>${say(storyTitle)}</h2>
<ul>${story.map(({ type, at, actor, data }) => html`<li>${when(at, language)} – ${say(storyWords[type as ReviewEvent['type']])}: ${(data as { readonly assignee?: string }).assignee ?? actorName(actor, say)}</li>`)}</ul>
<p><a href="${reviewsPath}">${say(title)}</a></p>
`,
  };
}

function decisionForm({ review, token, seen, decisions, typed, wrong, isFresh }: OneOf, say: Say): Markup {
  const path = `${reviewsPath}/${review.id}`;
  const asksForMoney = decisions.includes('paid');
  const undecided = wrong.find((one) => one.field === 'decision')?.message;
  const one = (name: 'amount' | 'providerTransactionId', label: string, hint: string) =>
    field({ name, label, hint, value: typed[name], required: false, maxlength: 100, wrong });
  const fields = html`<fieldset id="decision"><legend>${say(decisionLabel)}</legend>${undecided !== undefined && html`<p class="wrong">${undecided}</p>\n`}${decisions.map((decision) => html`<div class="choice"><input type="radio" id="decision-${decision}" name="decision" value="${decision}" required${decision === typed.decision && html` checked`}><label for="decision-${decision}">${say(decisionWords[decision])}. ${say(decisionMeans[decision])}</label></div>`)}</fieldset>
${area({ name: 'evidence', label: say(evidenceLabel), hint: say(evidenceHint), value: typed.evidence, maxlength: 4_000, wrong })}${area({ name: 'note', label: say(noteLabel), value: typed.note, maxlength: 4_000, required: false, wrong })}${
    asksForMoney &&
    html`${one('amount', say(amountLabel), say(amountHint))}${one('providerTransactionId', say(columnLabels.transaction), say(transactionHint))}${tick('force', say(forceLabel), typed.force)}`
  }${pressButton(say(decide))}`;
  return html`<h2>${say(decideTitle)}</h2>
${isFresh ? actionForm(`${path}/resolve`, token, seen, fields) : factorFirst(path, say)}`;
}

export const decisionFault = (kind: 'decision' | 'amount' | 'transaction', language: Frame['language']): string =>
  sayIn(language)(kind === 'decision' ? chooseOne : kind === 'amount' ? amountWrong : transactionWrong);

const title = text({ en: 'Reviews', rw: 'Ibisuzumwa', fr: 'Vérifications' });
const reviewLabel = text({ en: 'Review', rw: 'Isuzuma', fr: 'Vérification' });
const openedLabel = text({ en: 'Opened', rw: 'Ryafunguwe', fr: 'Ouverte le' });
const ageLabel = text({ en: 'Age', rw: 'Rimaze', fr: 'Depuis' });
const aboutLabel = text({ en: 'About', rw: 'Ibyo rireba', fr: 'Au sujet de' });
const itemLabel = text({ en: 'Line of a statement', rw: 'Umurongo w’inyandiko', fr: 'Ligne de relevé' });
const callbackLabel = text({ en: 'Callback', rw: 'Ubutumwa bw’ikigo', fr: 'Rappel' });
const statusNow = text({ en: 'Stands now', rw: 'Uko bimeze ubu', fr: 'État actuel' });
const takenLabel = text({ en: 'Taken by', rw: 'Ryafashwe na', fr: 'Prise par' });
const decisionLabel = text({ en: 'Decision', rw: 'Icyemezo', fr: 'Décision' });
const decidedByLabel = text({ en: 'Decided by', rw: 'Icyemezo cyafashwe na', fr: 'Décidée par' });
const decidedAtLabel = text({ en: 'Decided', rw: 'Igihe cyafatiwe', fr: 'Décidée le' });
const evidenceLabel = text({ en: 'Evidence', rw: 'Ibimenyetso', fr: 'Preuves' });
const evidenceHint = text({
  en: 'What you saw, where, and who said it',
  rw: 'Ibyo wabonye, aho wabibonye, n’uwabivuze',
  fr: 'Ce que vous avez vu, où, et qui l’a dit',
});
const nothingWaits = text({
  en: 'Nothing waits for a decision.',
  rw: 'Nta gitegereje icyemezo.',
  fr: 'Rien n’attend de décision.',
});
const daysAndHours = text({
  en: (days: number, hours: number) => `${days} d ${hours} h`,
  rw: (days: number, hours: number) => `iminsi ${days}, amasaha ${hours}`,
  fr: (days: number, hours: number) => `${days} j ${hours} h`,
});
const hoursAndMinutes = text({
  en: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
  rw: (hours: number, minutes: number) => `amasaha ${hours}, iminota ${minutes}`,
  fr: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
});
const takeLabel = text({ en: 'Take it', rw: 'Rifate', fr: 'La prendre' });
const takeMeans = text({
  en: 'Nobody has taken it. Others see that you look at it.',
  rw: 'Nta warifashe. Abandi babona ko uri kurireba.',
  fr: 'Personne ne l’a prise. Les autres voient que vous la regardez.',
});
const takeOverMeans = text({
  en: 'Somebody else looks at it already. Speak with that person before you take it over.',
  rw: 'Hari undi uri kurireba. Banza uvugane na we mbere yo kurifata.',
  fr: 'Quelqu’un d’autre la regarde déjà. Parlez-lui avant de la reprendre.',
});
const decideTitle = text({ en: 'Decide', rw: 'Fata icyemezo', fr: 'Décider' });
const decide = text({ en: 'Record this decision', rw: 'Andika iki cyemezo', fr: 'Enregistrer cette décision' });
const amountHint = text({
  en: 'Only where it is another amount than was asked for',
  rw: 'Gusa iyo atari yo yari yasabwe',
  fr: 'Seulement si ce n’est pas le montant demandé',
});
const transactionHint = text({
  en: 'The number at the provider, where you know it',
  rw: 'Nimero ku kigo cy’itumanaho, niba uyizi',
  fr: 'Le numéro chez l’opérateur, si vous le connaissez',
});
const forceLabel = text({
  en: 'Decide although the provider says that it is not over',
  rw: 'Fata icyemezo nubwo ikigo cy’itumanaho kivuga ko bitararangira',
  fr: 'Décider bien que l’opérateur dise que ce n’est pas terminé',
});
const storyTitle = text({ en: 'Who looked at it', rw: 'Abarirebye', fr: 'Qui l’a regardée' });
const chooseOne = text({ en: 'Choose a decision', rw: 'Hitamo icyemezo', fr: 'Choisissez une décision' });
const amountWrong = text({
  en: 'Enter the amount in digits; it is needed where the provider names another amount',
  rw: 'Andika amafaranga mu mibare; arakenewe iyo ikigo cy’itumanaho kivuga andi',
  fr: 'Entrez le montant en chiffres ; il est nécessaire si l’opérateur en dit un autre',
});
const transactionWrong = text({
  en: 'Enter the number of the transaction without spaces; it is needed where the provider names another amount',
  rw: 'Andika nimero y’igikorwa nta mwanya; irakenewe iyo ikigo cy’itumanaho kivuga andi mafaranga',
  fr: 'Entrez le numéro de la transaction sans espaces ; il est nécessaire si l’opérateur dit un autre montant',
});

export const words: Readonly<Record<(typeof reviewStatuses)[number] | KnownReview['status'], Words>> = {
  waiting: text({
    en: 'waiting, the oldest first',
    rw: 'bitegereje, ibya kera bibanza',
    fr: 'en attente, les plus anciennes d’abord',
  }),
  open: text({ en: 'open', rw: 'rirafunguye', fr: 'ouverte' }),
  assigned: text({ en: 'taken', rw: 'ryafashwe', fr: 'prise' }),
  resolved: text({ en: 'decided', rw: 'ryafatiwe icyemezo', fr: 'décidée' }),
  all: text({ en: 'all, the newest first', rw: 'byose, ibishya bibanza', fr: 'toutes, les plus récentes d’abord' }),
};
export const reasonWords: Readonly<Record<ReviewReason, Words>> = {
  UNCERTAIN_PAYMENT: text({ en: 'Payment in doubt', rw: 'Ubwishyu bushidikanywaho', fr: 'Paiement en doute' }),
  DUPLICATE_SUSPECTED: text({
    en: 'Perhaps asked for twice',
    rw: 'Bishobora kuba byasabwe kabiri',
    fr: 'Peut-être demandé deux fois',
  }),
  CONTRADICTION: text({
    en: 'The provider contradicts itself',
    rw: 'Ikigo cy’itumanaho kirivuguruza',
    fr: 'L’opérateur se contredit',
  }),
  AMOUNT_DISAGREES: text({
    en: 'The amount or the payer disagrees',
    rw: 'Amafaranga cyangwa uwishyura ntibihura',
    fr: 'Le montant ou le payeur ne concorde pas',
  }),
  UNCERTAIN_REFUND: text({ en: 'Refund in doubt', rw: 'Isubizwa rishidikanywaho', fr: 'Remboursement en doute' }),
  UNCERTAIN_PAYOUT: text({ en: 'Payout in doubt', rw: 'Iyoherezwa rishidikanywaho', fr: 'Versement en doute' }),
  RECONCILIATION_MISMATCH: text({
    en: 'A statement disagrees',
    rw: 'Inyandiko ntihura',
    fr: 'Un relevé ne concorde pas',
  }),
  CALLBACK_UNMATCHED: text({
    en: 'A callback of nothing that we know',
    rw: 'Ubutumwa butazwi',
    fr: 'Un rappel de rien de connu',
  }),
};
const reasonMeans: Readonly<Record<ReviewReason, Words>> = {
  UNCERTAIN_PAYMENT: text({
    en: 'No final answer came in time. Money may have moved, or not.',
    rw: 'Nta gisubizo cya nyuma cyabonetse ku gihe. Amafaranga ashobora kuba yaragiye cyangwa ataragiye.',
    fr: 'Aucune réponse définitive n’est venue à temps. L’argent a pu bouger, ou non.',
  }),
  DUPLICATE_SUSPECTED: text({
    en: 'The same payer was asked for the same amount for another record a short time before.',
    rw: 'Uwishyura umwe yasabwe amafaranga angana ku kindi kintu mu gihe gito gishize.',
    fr: 'Le même payeur a été sollicité peu avant pour le même montant, pour un autre objet.',
  }),
  CONTRADICTION: text({
    en: 'It says now otherwise than before. Nothing has been changed by that.',
    rw: 'Ubu kivuga ibitandukanye n’ibya mbere. Nta cyahindutse kubera ibyo.',
    fr: 'Il dit maintenant autre chose qu’avant. Rien n’a été changé pour cela.',
  }),
  AMOUNT_DISAGREES: text({
    en: 'The provider names another amount, currency or person than was asked for.',
    rw: 'Ikigo cy’itumanaho kivuga amafaranga, ifaranga cyangwa umuntu bitari ibyasabwe.',
    fr: 'L’opérateur nomme un autre montant, une autre devise ou une autre personne.',
  }),
  UNCERTAIN_REFUND: text({
    en: 'No final answer came in time. The money may have gone back, or not.',
    rw: 'Nta gisubizo cya nyuma cyabonetse ku gihe. Amafaranga ashobora kuba yarasubijwe cyangwa atarasubijwe.',
    fr: 'Aucune réponse définitive n’est venue à temps. L’argent a pu être rendu, ou non.',
  }),
  UNCERTAIN_PAYOUT: text({
    en: 'No final answer came in time. The money may have been paid, or not.',
    rw: 'Nta gisubizo cya nyuma cyabonetse ku gihe. Amafaranga ashobora kuba yarishyuwe cyangwa atarishyuwe.',
    fr: 'Aucune réponse définitive n’est venue à temps. L’argent a pu être versé, ou non.',
  }),
  RECONCILIATION_MISMATCH: text({
    en: 'A line of a provider’s statement and our books are not the same.',
    rw: 'Umurongo w’inyandiko y’ikigo cy’itumanaho n’ibitabo byacu ntibihuye.',
    fr: 'Une ligne du relevé d’un opérateur et nos livres diffèrent.',
  }),
  CALLBACK_UNMATCHED: text({
    en: 'Somebody sent us news of a payment that we did not ask for.',
    rw: 'Hari uwatwoherereje amakuru y’ubwishyu tutasabye.',
    fr: 'Quelqu’un nous a annoncé un paiement que nous n’avons pas demandé.',
  }),
};
export const decisionWords: Readonly<Record<Decision, Words>> = {
  paid: text({ en: 'The money moved', rw: 'Amafaranga yagiye', fr: 'L’argent a bougé' }),
  'not-paid': text({ en: 'No money moved', rw: 'Nta mafaranga yagiye', fr: 'Aucun argent n’a bougé' }),
  returned: text({ en: 'It was given back elsewhere', rw: 'Yasubijwe ahandi', fr: 'Il a été rendu ailleurs' }),
  reversed: text({
    en: 'The provider took it back',
    rw: 'Ikigo cy’itumanaho cyayisubije',
    fr: 'L’opérateur l’a repris',
  }),
  distinct: text({
    en: 'Two different payments',
    rw: 'Ni ubwishyu bubiri butandukanye',
    fr: 'Deux paiements distincts',
  }),
  duplicate: text({ en: 'The same payment twice', rw: 'Ni ubwishyu bumwe kabiri', fr: 'Deux fois le même paiement' }),
  acknowledged: text({ en: 'Seen, and dealt with', rw: 'Byarebwe kandi byakemuwe', fr: 'Vu et traité' }),
  answered: text({
    en: 'The provider answered after all',
    rw: 'Ikigo cy’itumanaho cyageze aho gisubiza',
    fr: 'L’opérateur a fini par répondre',
  }),
};
const decisionMeans: Readonly<Record<Decision, Words>> = {
  paid: text({
    en: 'It counts as paid.',
    rw: 'Bifatwa nk’ibyishyuwe.',
    fr: 'Cela compte comme payé.',
  }),
  'not-paid': text({
    en: 'It counts as not paid, and may be asked for or sent again.',
    rw: 'Bifatwa nk’ibitishyuwe, kandi bishobora kongera gusabwa cyangwa koherezwa.',
    fr: 'Cela compte comme non payé, et peut être demandé ou envoyé de nouveau.',
  }),
  returned: text({
    en: 'The payer has it back already, and the record is free.',
    rw: 'Uwishyuye yarayasubijwe, kandi ikintu kirongera gusabwa.',
    fr: 'Le payeur l’a déjà récupéré, et l’objet est libre.',
  }),
  reversed: text({
    en: 'It is put on record as a refund that is complete.',
    rw: 'Byandikwa nk’isubizwa ryarangiye.',
    fr: 'C’est enregistré comme un remboursement terminé.',
  }),
  distinct: text({ en: 'Both go on.', rw: 'Byombi birakomeza.', fr: 'Les deux continuent.' }),
  duplicate: text({
    en: 'What certainly never left is not sent; what was sent is waited for.',
    rw: 'Icyo bizwi neza ko kitagiye nticyoherezwa; icyoherejwe kirategerezwa.',
    fr: 'Ce qui n’est certainement jamais parti n’est pas envoyé ; ce qui a été envoyé est attendu.',
  }),
  acknowledged: text({ en: 'No money moves by it.', rw: 'Nta mafaranga agenda.', fr: 'Aucun argent ne bouge.' }),
  answered: text({ en: 'No person decided.', rw: 'Nta muntu wafashe icyemezo.', fr: 'Personne n’a décidé.' }),
};
const storyWords: Readonly<Record<ReviewEvent['type'], Words>> = {
  ReviewOpened: text({ en: 'Opened by', rw: 'Ryafunguwe na', fr: 'Ouverte par' }),
  ReviewAssigned: text({ en: 'Taken by', rw: 'Ryafashwe na', fr: 'Prise par' }),
  ReviewResolved: text({ en: 'Decided by', rw: 'Ryafatiwe icyemezo na', fr: 'Décidée par' }),
  ReviewReopened: text({ en: 'Opened again by', rw: 'Ryongeye gufungurwa na', fr: 'Rouverte par' }),
};
const filterLabels = { status: columnLabels.status, reason: columnLabels.reason, paymentId: columnLabels.payment };
