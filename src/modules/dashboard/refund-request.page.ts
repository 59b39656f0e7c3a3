import { area, attribute, banner, errorSummary, facts, field, money, select } from '../../http/pages/components.js';
import { html, type Markup } from '../../http/pages/markup.js';
import { hiddenToken } from '../../http/pages/menu.js';
import type { Page } from '../../http/pages/pages.js';
import { sayIn, text, type Say } from '../../http/pages/text.js';
import { obstacleWords, refundableRows } from './refundable.page.js';
import type { Refundable } from './refundable.rule.js';
import { addressOf } from './list-filters.js';
import { outcomeBanner, statusOf, type WorkFrame } from './money-parts.page.js';
import { amountLabel, paymentLabel } from './words.page.js';

/** A refund as a person has typed it. */
export interface TypedRefund {
  readonly amount: string;
  readonly reason: string;
  readonly complaintReference: string;
  readonly method: 'automatic' | 'manual';
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
      payment.obstacle === null
        ? html`<form method="get" action="/payments/${payment.paymentId}/refund">${field({ name: 'amount', label: `${say(amountLabel)} (${payment.currency})`, hint: say(amountHint), value: typed.amount, inputmode: 'decimal', maxlength: 40, wrong })}${select({ name: 'method', label: say(methodLabel), value: typed.method, choices: methods(say) })}<p class="actions"><button>${say(goOn)}</button></p>
</form>
`
        : banner('warn', say(obstacleWords[payment.obstacle]))
    }${typed.reason !== '' && html`<h2>${say(written)}</h2>\n<p class="said">${typed.reason}</p>\n`}${back(payment, say)}`,
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
    body: html`${errorSummary(wrong, language)}${outcomeBanner(of, say)}<p class="amount">${money({ amount, currency: payment.currency }, language)}</p>
${amounts(payment, language, say)}${facts([[say(methodLabel), say(method === 'manual' ? manualMethod : automaticMethod)]])}
<p>${say(method === 'manual' ? thenManual : thenAutomatic)}</p>
<form method="post" action="${path}">${hiddenToken(token)}${Object.entries(kept).map(([name, value]) => html`<input type="hidden"${attribute('name', name)} value="${value}">`)}${area({ name: 'reason', label: say(reasonLabel), value: reason, maxlength: 2_000, wrong })}${field({ name: 'complaintReference', label: say(complaintLabel), value: complaintReference, required: false, maxlength: 100, wrong })}<p class="actions"><button>${say(ask)}</button> <a class="button second" href="${addressOf(path, { amount, method, change: 'yes' })}">${say(change)}</a></p>
</form>
${back(payment, say)}`,
  };
}

const amounts = (of: Refundable, language: RequestOf['language'], say: Say) =>
  facts([
    [say(paymentLabel), html`<a href="/payments/${of.paymentId}">${of.paymentId}</a>`],
    // Why none can be asked for stands in a banner of its own.
    ...refundableRows({ ...of, obstacle: null }, language, say),
  ]);

const back = ({ paymentId }: Refundable, say: Say): Markup =>
  html`<p><a href="/payments/${paymentId}">${say(backToPayment)}</a> · <a href="/refunds?paymentId=${paymentId}">${say(otherRefunds)}</a></p>
`;

const methods = (say: Say) =>
  [
    ['automatic', say(automaticMethod)],
    ['manual', say(manualMethod)],
  ] as const;

const title = text({ en: 'Ask for a refund', rw: 'Saba gusubiza amafaranga', fr: 'Demander un remboursement' });
const previewTitle = text({
  en: 'Look before you ask',
  rw: 'Banza urebe mbere yo gusaba',
  fr: 'Vérifiez avant de demander',
});
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
const written = text({
  en: 'What you had written, not sent',
  rw: 'Ibyo wari wanditse, bitoherejwe',
  fr: 'Ce que vous aviez écrit, non envoyé',
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
const backToPayment = text({ en: 'The payment', rw: 'Ubwishyu', fr: 'Le paiement' });
const otherRefunds = text({
  en: 'Its refunds so far',
  rw: 'Amaze gusubizwa',
  fr: 'Ses remboursements jusqu’ici',
});
