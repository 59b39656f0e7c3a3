import { area, attribute, banner, errorSummary, facts, field, money, select } from '../../http/pages/components.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import { outcomeBanner, statusOf, type WorkFrame } from './money-parts.page.js';
import { amountLabel, paymentLabel } from './words.page.js';

/** A refund as a person has typed it. */
export interface TypedRefund {
  readonly amount: string;
  readonly reason: string;
  readonly complaintReference: string;
  readonly method: 'automatic' | 'manual';
}

/** What of a payment can go back. */
export interface Refundable {
  readonly paymentId: string;
  readonly currency: string;
  readonly paid: string;
  readonly refunded: string;
  /** Not refunded, and set aside for no other refund. */
  readonly left: string;
  /** False: its status allows none. */
  readonly isPossible: boolean;
}

interface RequestOf extends WorkFrame {
  readonly payment: Refundable;
  readonly typed: TypedRefund;
}

/** How much goes back, and who pays it: no more than a question, so that its answer has an address and the way back is right. */
export function refundFormPage(of: RequestOf): Page {
  const { language, menu, payment, typed, wrong } = of;
  const say = sayIn(language);
  return {
    language,
    menu,
    title: say(title),
    status: statusOf(of),
    body: html`${errorSummary(wrong, language)}${outcomeBanner(of, say)}${amounts(payment, language, say)}${
      payment.isPossible
        ? html`<form method="get" action="/payments/${payment.paymentId}/refund">${field({ name: 'amount', label: `${say(amountLabel)} (${payment.currency})`, hint: say(amountHint), value: typed.amount, inputmode: 'decimal', maxlength: 20, wrong })}${select({ name: 'method', label: say(methodLabel), value: typed.method, choices: methods(say) })}<p class="actions"><button>${say(goOn)}</button></p>
</form>
`
        : banner('warn', say(notPossible))
    }${back(payment, say)}`,
  };
}

/** The amount once more, what follows from it, and why it goes back. `key`: of this page; pressing it twice asks once. */
export function refundAskPage({ key, ...of }: RequestOf & { readonly key: string }): Page {
  const { language, menu, token, payment, typed, wrong } = of;
  const say = sayIn(language);
  const { amount, reason, complaintReference, method } = typed;
  const path = `/payments/${payment.paymentId}/refund`;
  const kept = { amount, method, left: payment.left, key };
  return {
    language,
    menu,
    title: say(previewTitle),
    status: statusOf(of),
    body: html`${errorSummary(wrong, language)}<p class="amount">${money({ amount, currency: payment.currency }, language)}</p>
${amounts(payment, language, say)}${facts([[say(methodLabel), say(method === 'manual' ? manualMethod : automaticMethod)]])}
<p>${say(method === 'manual' ? thenManual : thenAutomatic)}</p>
<form method="post" action="${path}">${hiddenToken(token)}${Object.entries(kept).map(([name, value]) => html`<input type="hidden"${attribute('name', name)} value="${value}">`)}${area({ name: 'reason', label: say(reasonLabel), value: reason, maxlength: 2_000, wrong })}${field({ name: 'complaintReference', label: say(complaintLabel), value: complaintReference, required: false, maxlength: 100, wrong })}<p class="actions"><button>${say(ask)}</button> <a class="button second" href="${path}">${say(change)}</a></p>
</form>
${back(payment, say)}`,
  };
}

const amounts = (
  { paymentId, currency, paid, refunded, left }: Refundable,
  language: RequestOf['language'],
  say: Say,
) =>
  facts([
    [say(paymentLabel), html`<a href="/payments/${paymentId}">${paymentId}</a>`],
    [say(paidLabel), money({ amount: paid, currency }, language)],
    [say(refundedLabel), money({ amount: refunded, currency }, language)],
    [say(leftLabel), html`<strong>${money({ amount: left, currency }, language)}</strong>`],
  ]);

const back = ({ paymentId }: Refundable, say: Say): Markup =>
  html`<p><a href="/payments/${paymentId}">${say(backToPayment)}</a> · <a href="/refunds?paymentId=${paymentId}">${say(otherRefunds)}</a></p>
`;

const methods = (say: Say) =>
  [
    ['automatic', say(automaticMethod)],
    ['manual', say(manualMethod)],
  ] as const;

export const amountFault = (kind: 'form' | 'zero' | 'more', language: RequestOf['language']): string =>
  sayIn(language)(kind === 'form' ? amountUnreadable : kind === 'zero' ? amountZero : amountMore);

const title = text({ en: 'Ask for a refund', rw: 'Saba gusubiza amafaranga', fr: 'Demander un remboursement' });
const previewTitle = text({
  en: 'Look before you ask',
  rw: 'Banza urebe mbere yo gusaba',
  fr: 'Vérifiez avant de demander',
});
const paidLabel = text({ en: 'Paid', rw: 'Ayishyuwe', fr: 'Payé' });
const refundedLabel = text({ en: 'Refunded', rw: 'Ayasubijwe', fr: 'Remboursé' });
const leftLabel = text({ en: 'Left to refund', rw: 'Ashobora gusubizwa', fr: 'Reste remboursable' });
const amountHint = text({
  en: 'All that is left, or a part of it',
  rw: 'Asigaye yose, cyangwa igice cyayo',
  fr: 'Tout le reste, ou une partie',
});
const reasonLabel = text({ en: 'Why it goes back', rw: 'Impamvu asubizwa', fr: 'Pourquoi il est rendu' });
const complaintLabel = text({
  en: 'Complaint that it answers, if any',
  rw: 'Ikirego gisubizwa, niba gihari',
  fr: 'Réclamation à laquelle il répond, le cas échéant',
});
const methodLabel = text({ en: 'Who pays it', rw: 'Uwishyura', fr: 'Qui le paie' });
const automaticMethod = text({
  en: 'the provider, to the number that paid',
  rw: 'ikigo cy’itumanaho, kuri nimero yishyuye',
  fr: 'l’opérateur, au numéro qui a payé',
});
const manualMethod = text({
  en: 'a person, who then says so here',
  rw: 'umuntu, akabivuga hano nyuma',
  fr: 'une personne, qui l’indique ensuite ici',
});
const goOn = text({ en: 'Look at it first', rw: 'Banza ubirebe', fr: 'Vérifier d’abord' });
const ask = text({ en: 'Ask for this refund', rw: 'Saba iri subizwa', fr: 'Demander ce remboursement' });
const change = text({ en: 'Change it', rw: 'Bihindure', fr: 'Modifier' });
const thenAutomatic = text({
  en: 'The amount is set aside. Nothing is sent before another person has approved it.',
  rw: 'Aya mafaranga abikwa ukwayo. Nta cyoherezwa undi muntu atarabyemeza.',
  fr: 'Le montant est mis de côté. Rien n’est envoyé avant qu’une autre personne l’approuve.',
});
const thenManual = text({
  en: 'The amount is set aside. After another person has approved it, somebody pays it and says so here; this system sends nothing.',
  rw: 'Aya mafaranga abikwa ukwayo. Undi muntu amaze kubyemeza, umuntu arayishyura akabivuga hano; iyi sisitemu nta cyo yohereza.',
  fr: 'Le montant est mis de côté. Une fois approuvé par une autre personne, quelqu’un le paie et l’indique ici ; ce système n’envoie rien.',
});
const notPossible = text({
  en: 'Only a successful payment of which something is left can be refunded.',
  rw: 'Hasubizwa gusa ubwishyu bwakunze kandi hari ayo bugisigaranye.',
  fr: 'Seul un paiement réussi dont il reste quelque chose peut être remboursé.',
});
const backToPayment = text({ en: 'The payment', rw: 'Ubwishyu', fr: 'Le paiement' });
const otherRefunds = text({
  en: 'Its refunds so far',
  rw: 'Amaze gusubizwa',
  fr: 'Ses remboursements jusqu’ici',
});
const amountUnreadable = text({
  en: 'Enter the amount in digits, without spaces',
  rw: 'Andika umubare w’amafaranga nta mwanya urimo',
  fr: 'Entrez le montant en chiffres, sans espaces',
});
const amountZero = text({
  en: 'The amount must be more than zero',
  rw: 'Amafaranga agomba kurenga zeru',
  fr: 'Le montant doit être supérieur à zéro',
});
const amountMore = text({
  en: 'This is more than what is left',
  rw: 'Aya arenze asigaye',
  fr: 'C’est plus que ce qui reste',
});
