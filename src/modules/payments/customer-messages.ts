import { isFinal, type PaymentStatus } from './payment.lifecycle.js';
import { isInDoubt, type KnownPayment } from './payment.state.js';
import type { RecordStatus } from './payments.js';

export interface CustomerMessage {
  readonly en: string;
  readonly rw: string;
  readonly fr: string;
}

/**
 * The text to show to the payer. It depends on everything that is known, not on the status alone: while this payment or another one for the same
 * record is open, it never invites the payer to pay again.
 */
export function customerMessage(payment: KnownPayment, record: RecordStatus): CustomerMessage {
  if (payment.attempts.some(isInDoubt)) return messages.uncertain;
  if (!isToldByRecord(payment)) return messages[payment.status];
  // The payer must not approve this request once the money was taken, or was perhaps taken, by another one.
  if (!isFinal(payment.status))
    return record === 'in-doubt' || record === 'paid' ? messages.uncertain : messages[payment.status];
  switch (record) {
    case 'in-doubt':
      return messages.uncertain;
    case 'paid':
      return messages.paidOtherwise;
    case 'in-progress':
      return messages.askedOtherwise;
    case 'free':
      if (payment.isReturned) return messages.returned;
      return payment.stoppedIn === null ? messages[payment.status] : messages.cancelled;
  }
}

/** The message depends on the record's status for a payment that failed or expired, and for one that waits for approval. */
export const isToldByRecord = ({ status }: KnownPayment): boolean =>
  status === 'submitted' || status === 'pending' || status === 'failed' || status === 'expired';

/** What can be said; the support playbook holds the same texts. */
export const messages: Readonly<
  Record<PaymentStatus | 'returned' | 'cancelled' | 'paidOtherwise' | 'askedOtherwise', CustomerMessage>
> = {
  created: {
    en: 'We are sending the payment request to your phone. Please wait.',
    rw: 'Turimo kohereza ubusabe bwo kwishyura kuri telefone yawe. Tegereza gato.',
    fr: 'Nous envoyons la demande de paiement à votre téléphone. Veuillez patienter.',
  },
  submitted: {
    en: 'Please approve the payment on your phone. Do not pay again.',
    rw: 'Emeza kwishyura kuri telefone yawe. Ntiwongere kwishyura.',
    fr: 'Veuillez approuver le paiement sur votre téléphone. Ne payez pas une seconde fois.',
  },
  pending: {
    en: 'Please approve the payment on your phone. Do not pay again.',
    rw: 'Emeza kwishyura kuri telefone yawe. Ntiwongere kwishyura.',
    fr: 'Veuillez approuver le paiement sur votre téléphone. Ne payez pas une seconde fois.',
  },
  uncertain: {
    en: 'We are checking your payment with your mobile money provider. Do not pay again; we will tell you.',
    rw: 'Turimo kugenzura ubwishyu bwawe. Ntiwongere kwishyura; turakumenyesha.',
    fr: 'Nous vérifions votre paiement auprès de votre opérateur. Ne payez pas une seconde fois ; nous vous informerons.',
  },
  successful: {
    en: 'Your payment has been received. Thank you.',
    rw: 'Ubwishyu bwawe bwakiriwe. Murakoze.',
    fr: 'Votre paiement a été reçu. Merci.',
  },
  failed: {
    en: 'The payment did not go through. No money was taken. You may try again.',
    rw: 'Kwishyura ntibyakunze. Nta mafaranga yakuweho. Ushobora kongera kugerageza.',
    fr: 'Le paiement n’a pas abouti. Aucun montant n’a été prélevé. Vous pouvez réessayer.',
  },
  expired: {
    en: 'The payment was not approved in time. No money was taken. You may try again.',
    rw: 'Igihe cyo kwemeza kwishyura cyarangiye. Nta mafaranga yakuweho. Ushobora kongera kugerageza.',
    fr: 'Le paiement n’a pas été approuvé à temps. Aucun montant n’a été prélevé. Vous pouvez réessayer.',
  },
  returned: {
    en: 'Your money has been given back to you.',
    rw: 'Amafaranga yawe wayasubijwe.',
    fr: 'Votre argent vous a été rendu.',
  },
  paidOtherwise: {
    en: 'This has been paid by another request. Do not pay again.',
    rw: 'Ibi byamaze kwishyurwa mu bundi busabe. Ntiwongere kwishyura.',
    fr: 'Ceci a été payé par une autre demande. Ne payez pas une seconde fois.',
  },
  askedOtherwise: {
    en: 'This request is over, and a newer one is under way. Please follow the newer one.',
    rw: 'Ubu busabe bwararangiye, hari ubundi bushya burimo gukorwa. Kurikira ubwo bushya.',
    fr: 'Cette demande est terminée, et une plus récente est en cours. Veuillez suivre la plus récente.',
  },
  cancelled: {
    en: 'This payment request was cancelled. No money was taken by it.',
    rw: 'Ubu busabe bwo kwishyura bwahagaritswe. Nta mafaranga yakuweho.',
    fr: 'Cette demande de paiement a été annulée. Aucun montant n’a été prélevé.',
  },
  refunded: {
    en: 'Your payment has been refunded.',
    rw: 'Amafaranga wari wishyuye wayasubijwe.',
    fr: 'Votre paiement a été remboursé.',
  },
};
