import type { Language } from '../../kernel/domain/language.js';
import { figures, type DocumentFacts } from './document-content.js';
import { texts } from './document-texts.js';

/** What a payer is written about a receipt or credit note. The payer’s language is not known, so all of them are there. */
export function documentMail({ kind, number, amount, organisation, verifyUrl, record, refund }: DocumentFacts) {
  const isReceipt = kind === 'receipt';
  const title = (language: Language) => (isReceipt ? texts[language].receipt : texts[language].creditNote);
  const parts = order.map((language) => {
    const say = texts[language];
    const told = {
      by: organisation.name,
      amount: figures(amount, say),
      what: `${say.records[record.type] ?? record.type} ${record.id}`,
      number,
      receipt: refund?.receipt ?? '',
    };
    const sentence = isReceipt ? mails[language].paid(told) : mails[language].refunded(told);
    return [sentence, mails[language].attached, `${mails[language].check} ${verifyUrl}`, say.notFiscal].join('\n');
  });
  return {
    subject: `${number}: ${order.map(title).join(' / ')}`,
    text: `${parts.join('\n\n* * *\n\n')}\n\n${organisation.name}\n${organisation.contact}\n`,
  };
}

interface Told {
  readonly by: string;
  readonly amount: string;
  readonly what: string;
  readonly number: string;
  /** Of a credit note. */
  readonly receipt: string;
}

interface MailTexts {
  readonly paid: (told: Told) => string;
  readonly refunded: (told: Told) => string;
  readonly attached: string;
  readonly check: string;
}

const order = ['rw', 'en', 'fr'] as const satisfies readonly Language[];

const mails: Readonly<Record<Language, MailTexts>> = {
  en: {
    paid: ({ by, amount, what, number }) =>
      `${by} has received your payment of ${amount} (${what}). Receipt: ${number}.`,
    // Also where the provider took a payment back by itself: who gave it back is not said.
    refunded: ({ by, amount, number, receipt }) =>
      `${amount} of your payment to ${by} was refunded (receipt ${receipt}). Credit note: ${number}.`,
    attached: 'It is attached to this message.',
    check: 'You can check it here, and see later refunds:',
  },
  rw: {
    paid: ({ by, amount, what, number }) =>
      `${by} yakiriye ubwishyu bwawe bwa ${amount} (${what}). Inyemezabwishyu: ${number}.`,
    refunded: ({ by, amount, number, receipt }) =>
      `Amafaranga yasubijwe: ${amount}, ku bwishyu wakoreye ${by} (inyemezabwishyu ${receipt}). Inyemeza y’amafaranga yasubijwe: ${number}.`,
    attached: 'Iri ku mugereka w’ubu butumwa.',
    check: 'Wayigenzurira hano, ukanareba amafaranga yaba yarasubijwe nyuma:',
  },
  fr: {
    paid: ({ by, amount, what, number }) => `${by} a reçu votre paiement de ${amount} (${what}). Reçu : ${number}.`,
    refunded: ({ by, amount, number, receipt }) =>
      `Montant remboursé de votre paiement à ${by} : ${amount} (reçu ${receipt}). Note de crédit : ${number}.`,
    attached: 'Le document est joint à ce message.',
    check: 'Vous pouvez le vérifier ici, et voir d’éventuels remboursements :',
  },
};
