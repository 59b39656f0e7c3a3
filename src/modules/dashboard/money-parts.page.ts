import { area, banner, when, type Wrong } from '../../http/pages/components.js';
import { html, type Markup, type Value } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import { sayIn, text, type Say, type Text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import type { OutgoingStatus } from '../outgoing/contract.js';
import type { Frame } from './page-frame.js';
import { folded, foldedText, tag, whenLabel } from './list-parts.page.js';
import { stepWords } from './code-words.page.js';
import { eventWord } from './event-words.page.js';
import { addressOf } from './list-filters.js';
import type { Decidable, Done } from './money-forms.js';
import type { Refused } from './page-refusals.js';
import {
  addNote,
  amountLabel,
  detailsLabel,
  doneWord,
  fromLabel,
  noteLabel,
  paymentLabel,
  providerLabel,
  reasonLabel,
  statusLabel,
  toLabel,
} from './words.page.js';

/** A page from which a person does something. */
export interface WorkFrame extends Frame {
  /** What the person has just done. */
  readonly done: Done | null;
  /** A rule has refused what was asked. */
  readonly refused: Refused | null;
  /** It is not what it was when the person opened the page from which the form came. Nothing was done. */
  readonly hasChanged: boolean;
  readonly wrong: readonly Wrong[];
}

/** One event of a timeline. */
export interface ShownStep {
  readonly type: string;
  readonly at: string;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly data: object;
}

/** First on the page: what came of what was just pressed. */
export function outcomeBanner({ done, refused, hasChanged }: WorkFrame, say: Say): Markup | null {
  if (hasChanged) return banner('warn', say(changedSince));
  if (refused !== null) return banner('warn', refusedWords(refused, say));
  if (done === null) return null;
  return banner('good', say(done === 'now' ? doneWord : wasDone));
}

export const statusOf = ({ refused, hasChanged, wrong }: WorkFrame): number =>
  hasChanged ? 409 : (refused?.status ?? (wrong.length > 0 ? 400 : 200));

/** A form that asks for one thing. `seen`: how the thing stood on the page from which the form is sent. */
export const actionForm = (action: string, token: string, seen: string, body: Value): Markup =>
  html`<form method="post" action="${action}">${hiddenToken(token)}<input type="hidden" name="seen" value="${seen}">${body}</form>
`;

export const pressButton = (name: string, kind: 'first' | 'second' | 'danger' = 'first'): Markup =>
  html`<p class="actions"><button class="${kind}">${name}</button></p>`;

/** A box to tick. */
export const tick = (name: string, label: string, isTicked = false): Markup =>
  html`<div class="choice"><input type="checkbox" id="${name}" name="${name}" value="yes"${isTicked && html` checked`}><label for="${name}">${label}</label></div>
`;

/** How a refund or a payout stands, in one word. While anything about it is in doubt it is neither good nor bad. */
export function outgoingTag(status: OutgoingStatus, isDoubted: boolean, say: Say): Markup {
  const word = say(outgoingWords[isDoubted ? 'uncertain' : status]);
  return tag(isDoubted ? 'warn' : (tones[status] ?? 'warn'), word);
}
const tones: Readonly<Record<string, 'good' | 'bad'>> = { successful: 'good', failed: 'bad', rejected: 'bad' };

export const outgoingWord = (status: OutgoingStatus, say: Say): string => say(outgoingWords[status]);

/** What is true of a kind of money that goes out, and not of the others. */
interface Standings {
  readonly inDoubt: Text<[], string>;
  readonly approved?: Text<[], string>;
  readonly successful: Text<[], string>;
}

/** One sentence that is true whatever happens next. */
export function standing(
  { status, approvedBy }: { readonly status: OutgoingStatus; readonly approvedBy: readonly unknown[] },
  isDoubted: boolean,
  { inDoubt, approved = standsApproved, successful }: Standings,
  say: Say,
): string {
  if (isDoubted) return say(inDoubt);
  switch (status) {
    case 'requested':
      return say(approvedBy.length > 0 ? standsHalfApproved : standsRequested);
    case 'approved':
      return say(approved);
    case 'rejected':
      return say(standsRejected);
    case 'submitted':
      return say(standsSubmitted);
    case 'successful':
      return say(successful);
    case 'uncertain':
      return say(inDoubt);
    case 'failed':
      return say(standsFailed);
  }
}

interface DecisionOf {
  readonly decision: Decidable;
  /** Of what is decided. */
  readonly path: string;
  readonly token: string;
  readonly seen: string;
  readonly typed: { readonly reason: string };
  readonly wrong: readonly Wrong[];
  readonly approveMeans: string;
  /** How many people have to approve it, and have so far. */
  readonly approvals: { readonly needed: number; readonly given: number };
  /** What is decided beside it. */
  readonly approveWith?: Value;
  readonly rejectMeans?: string;
  readonly mayReject?: boolean;
}

/** Who may approve, and why this person cannot. */
export function decisionPart(of: DecisionOf, say: Say): Markup | null {
  const {
    decision,
    path,
    token,
    seen,
    typed,
    wrong,
    approveMeans,
    approvals,
    approveWith,
    rejectMeans,
    mayReject = true,
  } = of;
  if (decision === null) return null;
  if (decision !== 'may')
    return html`<h2>${say(twoPeople)}</h2>
<p>${say(decision === 'own' ? ownRequest : approvedAlready)}</p>
`;
  const isRejecting = typed.reason !== '' || wrong.some((one) => one.field === 'reason');
  const reason = area({ name: 'reason', label: say(rejectReason), value: typed.reason, maxlength: 2_000, wrong });
  const reject = html`${rejectMeans !== undefined && html`<p>${rejectMeans}</p>\n`}${actionForm(`${path}/reject`, token, seen, html`${reason}${pressButton(say(rejectLabel), 'danger')}`)}`;
  return html`<h2>${say(twoPeople)}</h2>
<p>${approveMeans}</p>
<p>${say(approvalsSoFar, approvals.needed, approvals.given)}</p>
${actionForm(`${path}/approve`, token, seen, html`${approveWith}${pressButton(say(approveLabel))}`)}${mayReject && folded(say(rejectLabel), isRejecting, reject)}`;
}

/** What happened, oldest first, the provider’s own words folded away. */
export function timeline(steps: readonly ShownStep[], language: Language): Markup {
  const say = sayIn(language);
  const items = steps.map(
    ({ type, at, actor, data }) =>
      html`<li>${when(at, language)} – <strong>${eventWord(type, say)}</strong>${stepWords(data, language)} (${actorName(actor, say)})${foldedText(say(detailsLabel), JSON.stringify(data, null, 1))}</li>`,
  );
  return html`<h2>${say(timelineTitle)}</h2>
<ol>${items}</ol>
`;
}

/** To how a thing stood at a moment, and to what proves it, for those who may look there. */
export const auditLinks = (
  { id, mayReplay, mayPack = false }: { readonly id: string; readonly mayReplay: boolean; readonly mayPack?: boolean },
  say: Say,
): Markup | null =>
  !mayReplay && !mayPack
    ? null
    : html`<p>${mayReplay && html`<a href="${addressOf('/audit/replay', { id })}">${say(howItStood)}</a>`}${mayReplay && mayPack && ' · '}${mayPack && html`<a href="/audit/payments/${id}/evidence">${say(evidencePack)}</a>`}</p>
`;

/** What the system does by itself has names of its own, which say nothing to people: the log has them. */
export const actorName = ({ kind, name }: ShownStep['actor'], say: Say): string =>
  kind === 'saga' || kind === 'system' ? say(theSystem) : name;

/** What people have noted, oldest first. */
export function notes(steps: readonly ShownStep[], language: Language): Markup | null {
  if (steps.length === 0) return null;
  const items = steps.map(
    ({ at, actor, data }) =>
      html`<li>${when(at, language)} – ${actor.name}: ${(data as { readonly note?: string | null }).note ?? '–'}</li>`,
  );
  return html`<h2>${sayIn(language)(notesTitle)}</h2>
<ul>${items}</ul>
`;
}

/** The form of a note. */
export function noteForm(
  action: string,
  token: string,
  title: string,
  { typed, wrong }: { readonly typed: string; readonly wrong: readonly Wrong[] },
  say: Say,
): Markup {
  return html`<h2>${title}</h2>
<form method="post" action="${action}">${hiddenToken(token)}${area({ name: 'text', label: say(noteLabel), hint: say(noteHint), value: typed, maxlength: 2_000, wrong })}${pressButton(say(addNote), 'second')}</form>
`;
}

/** In place of a form whose text would be lost: the second factor is shown first. */
export const factorFirst = (path: string, say: Say): Markup =>
  html`<p>${say(factorNeeded)}</p>
<p class="actions"><a class="button" href="/sign-in/second-factor?next=${path}">${say(showFactor)}</a></p>
`;

export const wrongText = (most: number, language: Language): string => sayIn(language)(textFault, most);
export const wrongLine = (language: Language): string => sayIn(language)(lineFault);

/** What a rule has refused, and what to do. Of every code it is true that this press has changed nothing. */
export function refusedWords({ code, detail }: Refused, say: Say): Value {
  const known = refusals[code];
  const kind = code.replace(/^(REFUND|PAYOUT|PAYMENT|BATCH)_/, '');
  const words = say(known ?? refusals[kind] ?? otherRefusal);
  const payout = detail['payoutId'];
  const isOther = known !== undefined && code.startsWith('RECORD_') && typeof payout === 'string';
  const what = typeof detail['what'] === 'string' ? ` (${detail['what']})` : '';
  return html`${words}${what}${isOther && html` <a href="/payouts/${payout}">${payout}</a>`}${known === undefined && refusals[kind] === undefined && html` <span class="code">${code}</span>`}`;
}

export const columnLabels = {
  time: whenLabel,
  status: statusLabel,
  amount: amountLabel,
  requestedBy: text({ en: 'Asked for by', rw: 'Byasabwe na', fr: 'Demandé par' }),
  approvedBy: text({ en: 'Approved by', rw: 'Byemejwe na', fr: 'Approuvé par' }),
  rejectedBy: text({ en: 'Rejected by', rw: 'Byanzwe na', fr: 'Refusé par' }),
  reason: reasonLabel,
  provider: providerLabel,
  reference: text({ en: 'Provider reference', rw: 'Indango y’igikorwa', fr: 'Référence de l’opérateur' }),
  transaction: text({ en: 'Provider transaction', rw: 'Nimero y’igikorwa', fr: 'Transaction de l’opérateur' }),
  failure: text({ en: 'Failure', rw: 'Impamvu bitakunze', fr: 'Échec' }),
  review: text({ en: 'Review', rw: 'Isuzuma', fr: 'Vérification' }),
  asked: text({ en: 'Asked for', rw: 'Byasabwe', fr: 'Demandé le' }),
  submitted: text({ en: 'Given to the provider', rw: 'Byahawe ikigo cy’itumanaho', fr: 'Transmis à l’opérateur' }),
  completed: text({ en: 'Completed', rw: 'Byarangiye', fr: 'Terminé' }),
  record: text({ en: 'Record', rw: 'Icyishyurwa', fr: 'Objet' }),
  description: text({ en: 'Description', rw: 'Ibisobanuro', fr: 'Description' }),
  payment: paymentLabel,
  from: fromLabel,
  to: toLabel,
};
export const payeeLabel = text({ en: 'Payee', rw: 'Uwohererezwa', fr: 'Bénéficiaire' });
export const checkMeans = text({
  en: 'Asks the provider how this stands. No money is sent by it.',
  rw: 'Bibaza ikigo cy’itumanaho uko bimeze. Nta mafaranga yoherezwa na byo.',
  fr: 'Demande à l’opérateur où cela en est. Aucun argent n’est envoyé.',
});
const approveLabel = text({ en: 'Approve', rw: 'Emeza', fr: 'Approuver' });
const rejectLabel = text({ en: 'Reject', rw: 'Anga', fr: 'Refuser' });
export const rejectReason = text({
  en: 'Why it is rejected',
  rw: 'Impamvu byanzwe',
  fr: 'Pourquoi c’est refusé',
});
const twoPeople = text({
  en: 'A second person decides',
  rw: 'Undi muntu ni we ufata icyemezo',
  fr: 'Une seconde personne décide',
});
const approvalsSoFar = text({
  en: (needed: number, given: number) => `People who have to approve it: ${needed}. So far: ${given}.`,
  rw: (needed: number, given: number) => `Abantu bagomba kubyemeza: ${needed}. Abamaze kubyemeza: ${given}.`,
  fr: (needed: number, given: number) => `Personnes qui doivent l’approuver : ${needed}. Jusqu’ici : ${given}.`,
});
const ownRequest = text({
  en: 'You asked for it yourself, so another person has to approve or reject it.',
  rw: 'Ni wowe wabisabye, ni yo mpamvu undi muntu agomba kubyemeza cyangwa kubyanga.',
  fr: 'Vous l’avez demandé vous-même : une autre personne doit l’approuver ou le refuser.',
});
const approvedAlready = text({
  en: 'You have approved it. More people have to approve it before anything is sent.',
  rw: 'Warabyemeje. Hagomba abandi babyemeza mbere y’uko hagira icyoherezwa.',
  fr: 'Vous l’avez approuvé. D’autres personnes doivent l’approuver avant tout envoi.',
});
export const waitsForYou = text({
  en: 'Waiting for your decision',
  rw: 'Bitegereje icyemezo cyawe',
  fr: 'En attente de votre décision',
});

const theSystem = text({ en: 'this system', rw: 'sisitemu', fr: 'ce système' });
const howItStood = text({
  en: 'How it stood at a moment',
  rw: 'Uko byari bimeze mu gihe runaka',
  fr: 'Comment il était à un moment donné',
});
const evidencePack = text({
  en: 'Evidence pack: everything on record about it, signed (ZIP)',
  rw: 'Dosiye y’ibimenyetso: ibyanditswe byose, isinye (ZIP)',
  fr: 'Dossier de preuves : tout ce qui est consigné, signé (ZIP)',
});
const timelineTitle = text({ en: 'What happened', rw: 'Uko byagenze', fr: 'Ce qui s’est passé' });
const notesTitle = text({ en: 'Notes', rw: 'Ibyitonderwa', fr: 'Notes' });
const noteHint = text({
  en: 'It is kept with the payment, with your name.',
  rw: 'Kibikwa hamwe n’ubwishyu, n’izina ryawe.',
  fr: 'Elle est conservée avec le paiement, avec votre nom.',
});
const wasDone = text({
  en: 'You had done this already. Nothing was done again.',
  rw: 'Ibi wari warabikoze. Nta cyongeye gukorwa.',
  fr: 'Vous l’aviez déjà fait. Rien n’a été refait.',
});
export const changedSince = text({
  en: 'This has changed since you opened the page. Nothing was done now. Below is how it stands; look at it before you decide.',
  rw: 'Ibi byahindutse kuva wafungura urupapuro. Nta cyakozwe ubu. Hasi hari uko bimeze; banza ubirebe mbere yo gufata icyemezo.',
  fr: 'Ceci a changé depuis que vous avez ouvert la page. Rien n’a été fait maintenant. Voici la situation ; regardez-la avant de décider.',
});
const factorNeeded = text({
  en: 'This needs your second factor, not older than ten minutes. Show it first, so that nothing you write is lost.',
  rw: 'Ibi bisaba icyemezo cya kabiri kitarengeje iminota icumi. Banza ucyerekane kugira ngo ibyo wandika bitazimira.',
  fr: 'Ceci demande votre second facteur, datant de moins de dix minutes. Montrez-le d’abord, pour ne rien perdre de ce que vous écrirez.',
});
const showFactor = text({
  en: 'Show the second factor',
  rw: 'Erekana icyemezo cya kabiri',
  fr: 'Montrer le second facteur',
});
const textFault = text({
  en: (most: number) => `Enter a text of 1 to ${most} characters`,
  rw: (most: number) => `Andika umwandiko utarengeje inyuguti ${most}`,
  fr: (most: number) => `Entrez un texte de 1 à ${most} caractères`,
});
const lineFault = text({
  en: 'Enter 1 to 100 characters on one line',
  rw: 'Andika ku murongo umwe inyuguti zitarenze 100',
  fr: 'Entrez de 1 à 100 caractères sur une ligne',
});

export const outgoingWords: Readonly<Record<OutgoingStatus, Text<[], string>>> = {
  requested: text({ en: 'waiting for approval', rw: 'bitegereje kwemezwa', fr: 'en attente d’approbation' }),
  approved: text({ en: 'approved', rw: 'byemejwe', fr: 'approuvé' }),
  rejected: text({ en: 'rejected', rw: 'byanzwe', fr: 'refusé' }),
  submitted: text({ en: 'with the provider', rw: 'biri ku kigo cy’itumanaho', fr: 'chez l’opérateur' }),
  successful: text({ en: 'successful', rw: 'byakunze', fr: 'réussi' }),
  failed: text({ en: 'failed', rw: 'ntibyakunze', fr: 'échoué' }),
  uncertain: text({ en: 'in doubt', rw: 'biracyashidikanywaho', fr: 'en doute' }),
};

const standsRequested = text({
  en: 'Nobody has decided it yet. Nothing has been sent.',
  rw: 'Nta wurabifatira icyemezo. Nta cyoherejwe.',
  fr: 'Personne ne l’a encore décidé. Rien n’a été envoyé.',
});
const standsHalfApproved = text({
  en: 'Not enough people have approved it yet. Nothing has been sent.',
  rw: 'Ababyemeje ntibaragera ku bakenewe. Nta cyoherejwe.',
  fr: 'Trop peu de personnes l’ont approuvé. Rien n’a été envoyé.',
});
const standsApproved = text({
  en: 'It was approved. The provider has not confirmed it yet.',
  rw: 'Byaremejwe. Ikigo cy’itumanaho nticyarabyemeza.',
  fr: 'Il est approuvé. L’opérateur ne l’a pas encore confirmé.',
});
const standsRejected = text({
  en: 'It was rejected. Nothing was sent.',
  rw: 'Byaranzwe. Nta cyoherejwe.',
  fr: 'Il a été refusé. Rien n’a été envoyé.',
});
const standsSubmitted = text({
  en: 'The provider has it, and has not said how it ended.',
  rw: 'Ikigo cy’itumanaho kirabifite, ntikiravuga uko byarangiye.',
  fr: 'L’opérateur l’a, et n’a pas dit comment cela s’est terminé.',
});
const standsFailed = text({
  en: 'It did not go through, and no money moved by it.',
  rw: 'Ntibyakunze, kandi nta mafaranga yagiye.',
  fr: 'Il n’a pas abouti, et aucun argent n’a bougé.',
});

const otherRefusal = text({
  en: 'A rule refused this. Nothing was done now.',
  rw: 'Hari itegeko ritabyemeye. Nta cyakozwe ubu.',
  fr: 'Une règle l’a refusé. Rien n’a été fait maintenant.',
});
const refusals: Readonly<Record<string, Text<[], string>>> = {
  APPROVER_IS_REQUESTER: ownRequest,
  NOT_REQUESTED: text({
    en: 'It does not wait for a decision any more. Nothing was done now.',
    rw: 'Ntibigitegereje icyemezo. Nta cyakozwe ubu.',
    fr: 'Une décision n’est plus attendue. Rien n’a été fait maintenant.',
  }),
  REFUND_NOT_COMPLETABLE: text({
    en: 'Only an approved manual refund can be completed, while the people who approved it still may approve. Nothing was done now.',
    rw: 'Harangizwa gusa isubizwa rikorwa n’umuntu ryemejwe, n’ababyemeje bakibyemerewe. Nta cyakozwe ubu.',
    fr: 'Seul un remboursement manuel approuvé peut être terminé, tant que ceux qui l’ont approuvé peuvent encore approuver. Rien n’a été fait maintenant.',
  }),
  PAYMENT_NOT_REFUNDABLE: text({
    en: 'Only a successful payment can be refunded, and none about whose money a review is open. Decide that review first. Nothing was done now.',
    rw: 'Hasubizwa gusa ubwishyu bwakunze, kandi nta suzuma ry’amafaranga yabwo rifunguye. Banza urifateho icyemezo. Nta cyakozwe ubu.',
    fr: 'Seul un paiement réussi peut être remboursé, sans vérification ouverte sur son argent. Décidez-la d’abord. Rien n’a été fait maintenant.',
  }),
  REFUND_EXCEEDS_PAYMENT: text({
    en: 'This is more than what is left of the payment. Nothing was done now.',
    rw: 'Aya arenze asigaye ku bwishyu. Nta cyakozwe ubu.',
    fr: 'C’est plus que ce qui reste du paiement. Rien n’a été fait maintenant.',
  }),
  REFUNDABLE_CHANGED: text({
    en: 'What is left of the payment has changed since you looked: there is another refund of it. Nothing was asked for now.',
    rw: 'Asigaye ku bwishyu yahindutse kuva wareba: hari irindi subizwa ryabwo. Nta cyasabwe ubu.',
    fr: 'Le reste du paiement a changé depuis que vous avez regardé : il y a un autre remboursement. Rien n’a été demandé maintenant.',
  }),
  REFUND_METHOD_NOT_AVAILABLE: text({
    en: 'This installation cannot send money back through that provider. Ask for a manual refund. Nothing was done now.',
    rw: 'Iyi sisitemu ntishobora gusubiza amafaranga inyuze kuri icyo kigo. Saba isubizwa rikorwa n’umuntu. Nta cyakozwe ubu.',
    fr: 'Cette installation ne peut pas rembourser par cet opérateur. Demandez un remboursement manuel. Rien n’a été fait maintenant.',
  }),
  PAYER_ERASED: text({
    en: 'This person’s data has been erased, so nothing can be sent to the number. Nothing was done now.',
    rw: 'Amakuru y’uyu muntu yarasibwe, nta kintu cyoherezwa kuri nimero. Nta cyakozwe ubu.',
    fr: 'Les données de cette personne ont été effacées : rien ne peut être envoyé au numéro. Rien n’a été fait maintenant.',
  }),
  PAYEE_ERASED: text({
    en: 'This person’s data has been erased, so nothing can be sent to the number. Nothing was done now.',
    rw: 'Amakuru y’uwohererezwa yarasibwe, nta kintu cyoherezwa kuri nimero. Nta cyakozwe ubu.',
    fr: 'Les données du bénéficiaire ont été effacées : rien ne peut être envoyé au numéro. Rien n’a été fait maintenant.',
  }),
  CURRENCY_NOT_SUPPORTED: text({
    en: 'No provider of this installation pays in this currency any more. Nothing was done now.',
    rw: 'Nta kigo cy’itumanaho cy’iyi sisitemu kicyishyura muri iri faranga. Nta cyakozwe ubu.',
    fr: 'Aucun opérateur de cette installation ne paie plus dans cette devise. Rien n’a été fait maintenant.',
  }),
  MSISDN_NOT_SUPPORTED: text({
    en: 'No provider of this installation pays this number any more. Nothing was done now.',
    rw: 'Nta kigo cy’itumanaho cy’iyi sisitemu kicyishyura iyi nimero. Nta cyakozwe ubu.',
    fr: 'Aucun opérateur de cette installation ne paie plus ce numéro. Rien n’a été fait maintenant.',
  }),
  ATTEMPT_NOT_ALLOWED: text({
    en: 'A new attempt needs a payout that has failed. Nothing was done now.',
    rw: 'Kongera kugerageza bisaba kohereza kutakunze. Nta cyakozwe ubu.',
    fr: 'Une nouvelle tentative suppose un versement échoué. Rien n’a été fait maintenant.',
  }),
  RECORD_PAYOUT_IN_PROGRESS: text({
    en: 'Another payout for this record waits, is under way or is in doubt. Nothing was done now.',
    rw: 'Hari andi mafaranga yoherezwa kuri iki kintu ategereje, ari mu nzira cyangwa ashidikanywaho. Nta cyakozwe ubu.',
    fr: 'Un autre versement pour cet objet attend, est en cours ou en doute. Rien n’a été fait maintenant.',
  }),
  RECORD_ALREADY_PAID_OUT: text({
    en: 'This record has been paid out already. Nothing was done now.',
    rw: 'Iki kintu cyarishyuwe. Nta cyakozwe ubu.',
    fr: 'Cet objet a déjà été versé. Rien n’a été fait maintenant.',
  }),
  RECORD_PERHAPS_PAID: text({
    en: 'This record was perhaps paid out already, and no person has decided it yet. Do not pay it again. Nothing was done now.',
    rw: 'Iki kintu gishobora kuba cyarishyuwe, kandi nta muntu urabifataho icyemezo. Ntucyishyure bundi bushya. Nta cyakozwe ubu.',
    fr: 'Cet objet a peut-être déjà été versé, et personne ne l’a encore décidé. Ne le versez pas de nouveau. Rien n’a été fait maintenant.',
  }),
  BATCH_HAS_INVALID_LINES: text({
    en: 'The file has lines that cannot be paid. Tick that they are left out, or reject the file. Nothing was done now.',
    rw: 'Iyi dosiye ifite imirongo idashobora kwishyurwa. Emeza ko ivanwamo, cyangwa wange dosiye. Nta cyakozwe ubu.',
    fr: 'Le fichier a des lignes impayables. Cochez qu’elles sont laissées de côté, ou refusez le fichier. Rien n’a été fait maintenant.',
  }),
  BATCH_UNREADABLE: text({
    en: 'The file cannot be read. Correct it, then send it again. Nothing is on record.',
    rw: 'Dosiye ntisomeka. Yikosore, wongere uyohereze. Nta cyanditswe.',
    fr: 'Le fichier est illisible. Corrigez-le et renvoyez-le. Rien n’est enregistré.',
  }),
  PROVIDER_NOT_AVAILABLE: text({
    en: 'No provider of this installation pays money out. Nothing is on record.',
    rw: 'Nta kigo cy’itumanaho cy’iyi sisitemu cyohereza amafaranga. Nta cyanditswe.',
    fr: 'Aucun opérateur de cette installation ne verse d’argent. Rien n’est enregistré.',
  }),
  REVIEW_RESOLVED: text({
    en: 'This review has been decided already. Your decision was not recorded.',
    rw: 'Iri suzuma ryarafatiwe icyemezo. Icyemezo cyawe nticyanditswe.',
    fr: 'Cette vérification est déjà décidée. Votre décision n’a pas été enregistrée.',
  }),
  DECISION_NOT_POSSIBLE: text({
    en: 'This decision does not fit how it stands now. Nothing was decided.',
    rw: 'Iki cyemezo ntikijyanye n’uko bimeze ubu. Nta cyemejwe.',
    fr: 'Cette décision ne convient pas à la situation actuelle. Rien n’a été décidé.',
  }),
  PROVIDER_SAYS_PENDING: text({
    en: 'The provider’s newest answer is that it is not over. Wait, or tick that you decide all the same. Nothing was decided.',
    rw: 'Igisubizo gishya cy’ikigo cy’itumanaho ni uko bitararangira. Tegereza, cyangwa wemeze ko ufata icyemezo uko byagenda kose. Nta cyemejwe.',
    fr: 'D’après la dernière réponse de l’opérateur, ce n’est pas terminé. Attendez, ou cochez que vous décidez quand même. Rien n’a été décidé.',
  }),
  NOT_UNCERTAIN: text({
    en: 'It is not in doubt: the provider is still being asked. Wait for its answer. Nothing was decided.',
    rw: 'Ntibishidikanywaho: ikigo cy’itumanaho kiracyabazwa. Tegereza igisubizo. Nta cyemejwe.',
    fr: 'Il n’y a pas de doute : l’opérateur est encore interrogé. Attendez sa réponse. Rien n’a été décidé.',
  }),
  SETTLED: text({
    en: 'It has another outcome already. Nothing was decided.',
    rw: 'Bifite undi musozo. Nta cyemejwe.',
    fr: 'L’issue est déjà autre. Rien n’a été décidé.',
  }),
};
