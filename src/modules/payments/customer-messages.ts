import type { PaymentStatus } from './payment.decider.js';

export interface CustomerMessage {
  readonly en: string;
  readonly rw: string;
  readonly fr: string;
}

/** What may be shown to the payer, word for word. While anything is open it never invites to pay again. */
export const customerMessage = (status: PaymentStatus): CustomerMessage => messages[status];

const messages: Readonly<Record<PaymentStatus, CustomerMessage>> = {
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
  refunded: {
    en: 'Your payment has been refunded.',
    rw: 'Amafaranga wari wishyuye wayasubijwe.',
    fr: 'Votre paiement a été remboursé.',
  },
};
