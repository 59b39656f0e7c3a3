import { banner, errorSummary, facts, field, money, type Wrong } from '../../http/pages/components.js';
import { figures } from '../../http/pages/formats.js';
import { html, type Markup } from '../../http/pages/markup.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text } from '../../http/pages/text.js';
import type { Language } from '../../kernel/domain/language.js';
import type { Money } from '../../kernel/domain/money.js';
import { customerMessages } from '../payments/contract.js';
import type { AmountFault } from './link-amount.rule.js';
import type { OpenedLink } from './payment-link.commands.js';

/** What the payer has typed, and what was wrong with it. */
export interface Typed {
  readonly msisdn: string;
  readonly amount: string;
  readonly wrong: readonly Wrong[];
  /** Why nobody was asked although nothing is wrong with the form; null: it was, or something is. */
  readonly notice: Markup | null;
}

export const nothingTyped: Typed = { msisdn: '', amount: '', wrong: [], notice: null };

export interface Organisation {
  readonly name: string;
  readonly contact: string;
}

type Shown = Pick<Page, 'title' | 'body'> & { readonly refreshSeconds?: number };

/** The payer’s page: who asks, for what and how much, and what has become of it. `action`: where its form goes. */
export function payerPage(
  opened: OpenedLink,
  organisation: Organisation,
  action: string,
  typed: Typed,
  language: Language,
): Shown {
  switch (opened.standing.status) {
    case 'open':
      return openPage(opened, organisation, action, typed, language);
    case 'in-progress':
      return waitingPage(opened, organisation, action, language);
    case 'paid':
      return paidPage(opened, organisation, language);
    case 'closed':
    case 'expired':
      return overPage(opened, organisation, language);
  }
}

function openPage(
  opened: OpenedLink,
  organisation: Organisation,
  action: string,
  typed: Typed,
  language: Language,
): Shown {
  const say = sayIn(language);
  const { link, standing, message } = opened;
  const { amount, least, most } = link;
  const { wrong } = typed;
  const isAgain = message !== null && typed.notice === null && wrong.length === 0;
  const button = amount === null ? say(askMyPhone) : say(pay, written(amount, language));
  return {
    title: say(titleOpen, organisation.name),
    body: html`${isAgain && banner('warn', message[language])}${typed.notice}${errorSummary(wrong, language)}${asked(opened, organisation, language)}
<form method="post" action="${action}">
<input type="hidden" name="press" value="${standing.nextPress}">
${
  amount === null &&
  field({
    name: 'amount',
    label: say(amountLabel, link.currency),
    hint: say(amountHint, written(least!, language), written(most!, language)),
    inputmode: 'numeric',
    maxlength: 40,
    value: typed.amount,
    wrong,
  })
}${field({
      name: 'msisdn',
      label: say(numberLabel),
      hint: say(numberHint),
      type: 'tel',
      autocomplete: 'tel',
      maxlength: 30,
      value: typed.msisdn,
      wrong,
    })}<p>${say(whatHappens)}</p>
<p class="actions"><button type="submit">${button}</button></p>
</form>
<p class="soft">${say(noFee)}</p>
`,
  };
}

function waitingPage(opened: OpenedLink, organisation: Organisation, action: string, language: Language): Shown {
  const say = sayIn(language);
  const { link, standing, message, phone } = opened;
  const isOurs = link.presses.some(({ paymentId }) => paymentId === standing.paymentId);
  // A claim whose payment is about to begin has nothing to tell yet.
  const told = standing.isInDoubt
    ? (message ?? customerMessages.uncertain)[language]
    : isOurs
      ? (message ?? customerMessages.created)[language]
      : say(askedElsewhere);
  const isSoon = isOurs && !standing.isInDoubt && standing.payment?.status !== 'uncertain';
  const refreshSeconds = isSoon ? soonSeconds : laterSeconds;
  return {
    title: say(isSoon ? titleWaiting : titleChecking),
    refreshSeconds,
    body: html`${banner('warn', told)}${asked(opened, organisation, language, isOurs ? phone : null)}
<p>${say(looksAgain, refreshSeconds)}</p>
<p class="actions"><a class="button second" href="${action}">${say(lookNow)}</a></p>
`,
  };
}

function paidPage(opened: OpenedLink, organisation: Organisation, language: Language): Shown {
  const say = sayIn(language);
  const { standing, message, receipt } = opened;
  const isOurs = standing.payment !== null;
  const told = isOurs ? (message ?? customerMessages.successful) : customerMessages.paidOtherwise;
  const isAwaited = isOurs && receipt === null;
  return {
    title: say(titlePaid),
    ...(isAwaited && { refreshSeconds: soonSeconds }),
    body: html`${banner(standing.isInDoubt || standing.payment?.status === 'refunded' ? 'warn' : 'good', told[language])}${asked(opened, organisation, language)}
${receipt !== null && html`<p>${say(receiptIs)} <a href="${receipt.url}?lang=${language}">${receipt.number}</a></p>\n<p class="soft">${say(keepReceipt)}</p>\n`}${isAwaited && html`<p>${say(receiptSoon)}</p>\n`}`,
  };
}

function overPage(opened: OpenedLink, organisation: Organisation, language: Language): Shown {
  const say = sayIn(language);
  const isClosed = opened.standing.status === 'closed';
  return {
    title: say(isClosed ? titleClosed : titleExpired),
    body: html`${banner('warn', html`${say(isClosed ? isClosedNow : isExpiredNow)} ${opened.standing.newest !== null && say(nothingTaken)}`)}${asked(opened, organisation, language)}
<p>${say(askThem, organisation.name, organisation.contact)}</p>
`,
  };
}

/** How much is asked, by whom, and for what. */
function asked(
  opened: OpenedLink,
  organisation: Organisation,
  language: Language,
  phone: string | null = null,
): Markup {
  const say = sayIn(language);
  const { link, standing, description, name } = opened;
  const amount = standing.payment?.paidAmount ?? standing.payment?.amount ?? link.amount;
  const isShown = link.amount !== null || (standing.status !== 'open' && amount !== null);
  const row = (label: string, value: string | null) => (value === null ? [] : [[label, value] as const]);
  return html`${isShown && html`<p class="amount">${money(amount!.toJSON(), language)}</p>\n`}${facts([
    ...row(say(whoAsks), organisation.name),
    ...row(say(contact), organisation.contact),
    ...row(say(whatFor), description),
    ...row(say(forWhom), name),
    ...row(say(reference), link.record.id),
    ...row(say(phoneAsked), phone),
  ])}`;
}

/** What is wrong with an amount, for the person who typed it. */
export function amountFault(
  fault: AmountFault,
  { least, most, currency }: { readonly least: Money; readonly most: Money; readonly currency: string },
  language: Language,
): string {
  const say = sayIn(language);
  switch (fault) {
    case 'missing':
      return say(amountMissing);
    case 'not-digits':
      return say(amountNotDigits, currency);
    case 'too-little':
      return say(amountTooLittle, written(least, language));
    case 'too-much':
      return say(amountTooMuch, written(most, language));
  }
}

export const numberFault = (language: Language): string => sayIn(language)(numberWrong);
export const numberNotServed = (language: Language): string => sayIn(language)(numberOfOther);
export const notThrough = (language: Language): Markup => banner('warn', customerMessages.failed[language]);
export const notNow = (language: Language): Markup => banner('warn', sayIn(language)(notPossibleNow));
export const tooOften = (seconds: number, language: Language): Markup =>
  banner('warn', sayIn(language)(askedTooOften, Math.ceil(seconds / 60)));

const written = (amount: Money, language: Language): string =>
  `${figures(amount.amount, language)}\u00a0${amount.currency}`;

const soonSeconds = 5;
const laterSeconds = 30;

const titleOpen = text({
  en: (name: string) => `Pay ${name}`,
  rw: (name: string) => `Ishyura ${name}`,
  fr: (name: string) => `Payer ${name}`,
});
const titleWaiting = text({
  en: 'Waiting for your phone',
  rw: 'Dutegereje telefone yawe',
  fr: 'En attente de votre téléphone',
});
const titleChecking = text({
  en: 'This payment is being checked',
  rw: 'Ubu bwishyu buracyagenzurwa',
  fr: 'Ce paiement est en cours de vérification',
});
const titlePaid = text({ en: 'Paid', rw: 'Byishyuwe', fr: 'Payé' });
const titleClosed = text({ en: 'Closed', rw: 'Byafunzwe', fr: 'Fermé' });
const titleExpired = text({ en: 'No longer open', rw: 'Igihe cyarangiye', fr: 'Délai dépassé' });
const whoAsks = text({ en: 'Asked by', rw: 'Ubisaba', fr: 'Demandé par' });
const contact = text({ en: 'Contact', rw: 'Aho babarizwa', fr: 'Contact' });
const whatFor = text({ en: 'For', rw: 'Icyishyurwa', fr: 'Pour' });
const forWhom = text({ en: 'Name', rw: 'Izina', fr: 'Nom' });
const reference = text({ en: 'Reference', rw: 'Indango', fr: 'Référence' });
const phoneAsked = text({ en: 'Phone asked', rw: 'Telefone yabajijwe', fr: 'Téléphone sollicité' });
const numberLabel = text({
  en: 'Your mobile money number',
  rw: 'Nimero yawe ya Mobile Money',
  fr: 'Votre numéro Mobile Money',
});
const numberHint = text({ en: 'Such as 0788 123 456', rw: 'Urugero: 0788 123 456', fr: 'Par exemple 0788 123 456' });
const amountLabel = text({
  en: (currency: string) => `Amount in ${currency}`,
  rw: (currency: string) => `Umubare w’amafaranga (${currency})`,
  fr: (currency: string) => `Montant en ${currency}`,
});
const amountHint = text({
  en: (least: string, most: string) => `From ${least} to ${most}`,
  rw: (least: string, most: string) => `Kuva kuri ${least} kugeza kuri ${most}`,
  fr: (least: string, most: string) => `De ${least} à ${most}`,
});
const whatHappens = text({
  en: 'Press once. A request comes to this phone, and you approve it there with your PIN. Never type your PIN on a page.',
  rw: 'Kanda rimwe. Ubusabe buza kuri iyo telefone, ukabwemeza ukoresheje PIN yawe. Ntuzigere wandika PIN yawe ku rubuga.',
  fr: 'Appuyez une seule fois. Une demande arrive sur ce téléphone, et vous l’y approuvez avec votre code PIN. Ne tapez jamais votre code PIN sur une page.',
});
const pay = text({
  en: (amount: string) => `Pay ${amount}`,
  rw: (amount: string) => `Ishyura ${amount}`,
  fr: (amount: string) => `Payer ${amount}`,
});
const askMyPhone = text({ en: 'Pay', rw: 'Ishyura', fr: 'Payer' });
const noFee = text({
  en: 'This page adds no fee to the amount.',
  rw: 'Uru rubuga nta kindi kiguzi rwongera ku mafaranga.',
  fr: 'Cette page n’ajoute aucuns frais au montant.',
});
const looksAgain = text({
  en: (seconds: number) => `This page looks again by itself every ${seconds} seconds.`,
  rw: (seconds: number) => `Uru rupapuro rwongera kureba ubwarwo buri masegonda ${seconds}.`,
  fr: (seconds: number) => `Cette page se met à jour toute seule toutes les ${seconds} secondes.`,
});
const lookNow = text({ en: 'Look now', rw: 'Reba nonaha', fr: 'Voir maintenant' });
const askedElsewhere = text({
  en: 'A payment for this is under way already. Do not pay again.',
  rw: 'Hari ubundi bwishyu bw’ibi burimo gukorwa. Ntiwongere kwishyura.',
  fr: 'Un paiement est déjà en cours pour ceci. Ne payez pas une seconde fois.',
});
const receiptIs = text({ en: 'Your receipt:', rw: 'Inyemezabwishyu yawe:', fr: 'Votre reçu :' });
const keepReceipt = text({
  en: 'Keep its number or its address: anybody can check there that it is genuine.',
  rw: 'Bika nimero yayo cyangwa aderesi yayo: umuntu wese ashobora kuhasuzumira ko ari umwimerere.',
  fr: 'Gardez son numéro ou son adresse : chacun peut y vérifier qu’il est authentique.',
});
const receiptSoon = text({
  en: 'Your receipt is being made. This page shows it in a moment.',
  rw: 'Inyemezabwishyu yawe iracyakorwa. Uru rupapuro rurayerekana mu kanya.',
  fr: 'Votre reçu est en préparation. Cette page le montre dans un instant.',
});
const isClosedNow = text({
  en: 'This can no longer be paid here: it was closed.',
  rw: 'Ibi ntibigishobora kwishyurirwa hano: byafunzwe.',
  fr: 'Ceci ne peut plus être payé ici : la demande a été fermée.',
});
const isExpiredNow = text({
  en: 'This can no longer be paid here: its time is over.',
  rw: 'Ibi ntibigishobora kwishyurirwa hano: igihe cyabyo cyarangiye.',
  fr: 'Ceci ne peut plus être payé ici : le délai est dépassé.',
});
const nothingTaken = text({
  en: 'No money was taken here.',
  rw: 'Nta mafaranga yakuweho hano.',
  fr: 'Aucun montant n’a été prélevé ici.',
});
const askThem = text({
  en: (name: string, where: string) => `If you still want to pay, ask ${name} (${where}).`,
  rw: (name: string, where: string) => `Niba ugishaka kwishyura, baza ${name} (${where}).`,
  fr: (name: string, where: string) => `Si vous souhaitez encore payer, adressez-vous à ${name} (${where}).`,
});
const numberWrong = text({
  en: 'Enter a mobile number with all its digits, such as 0788 123 456',
  rw: 'Andika nimero ya telefone yuzuye, urugero 0788 123 456',
  fr: 'Entrez un numéro de téléphone complet, par exemple 0788 123 456',
});
const numberOfOther = text({
  en: 'This number belongs to an operator that cannot be paid with here. Enter another number',
  rw: 'Iyi nimero ni iy’ikigo cy’itumanaho kitishyurirwaho hano. Andika indi nimero',
  fr: 'Ce numéro est celui d’un opérateur qui n’est pas accepté ici. Entrez un autre numéro',
});
const amountMissing = text({ en: 'Enter an amount', rw: 'Andika umubare w’amafaranga', fr: 'Entrez un montant' });
const amountNotDigits = text({
  en: (currency: string) => `Enter the amount in ${currency} in digits alone, such as 5000`,
  rw: (currency: string) => `Andika umubare w’amafaranga (${currency}) mu mibare gusa, urugero 5000`,
  fr: (currency: string) => `Entrez le montant en ${currency} en chiffres seulement, par exemple 5000`,
});
const amountTooLittle = text({
  en: (least: string) => `Enter at least ${least}`,
  rw: (least: string) => `Andika nibura ${least}`,
  fr: (least: string) => `Entrez au moins ${least}`,
});
const amountTooMuch = text({
  en: (most: string) => `Enter at most ${most}`,
  rw: (most: string) => `Andika amafaranga atarenze ${most}`,
  fr: (most: string) => `Entrez au plus ${most}`,
});
const notPossibleNow = text({
  en: 'This cannot be paid here at the moment. No money was taken. Try again later, or ask the organisation.',
  rw: 'Ibi ntibishobora kwishyurirwa hano muri aka kanya. Nta mafaranga yakuweho. Ongera ugerageze nyuma, cyangwa ubaze ikigo.',
  fr: 'Ceci ne peut pas être payé ici pour le moment. Aucun montant n’a été prélevé. Réessayez plus tard, ou adressez-vous à l’organisation.',
});
const askedTooOften = text({
  en: (minutes: number) =>
    `Phones were asked too often from here in the last hour. Nobody was asked now. Try again in ${minutes} min.`,
  rw: (minutes: number) =>
    `Telefone zabajijwe kenshi cyane biturutse hano mu isaha ishize. Nta wabajijwe ubu. Ongera ugerageze nyuma y’iminota ${minutes}.`,
  fr: (minutes: number) =>
    `Trop de demandes ont été envoyées d’ici dans l’heure écoulée. Personne n’a été sollicité. Réessayez dans ${minutes} min.`,
});
