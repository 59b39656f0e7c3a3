import { isInDoubt, type OutgoingStatus } from '../outgoing/contract.js';
import type { KnownRefund } from './refund.decider.js';

export interface CustomerMessage {
  readonly en: string;
  readonly rw: string;
  readonly fr: string;
}

/** The text to show to the payer. While anything about the refund is in doubt, it says neither that it was paid nor that it was not. */
export const refundMessage = (refund: KnownRefund): CustomerMessage =>
  messages[refund.attempts.some(isInDoubt) ? 'uncertain' : refund.status];

/** What can be said; the page on refunds holds the same texts. */
export const messages: Readonly<Record<OutgoingStatus, CustomerMessage>> = {
  requested: {
    en: 'A refund has been requested. We are deciding about it.',
    rw: 'Hasabwe gusubizwa amafaranga. Turimo kubifataho icyemezo.',
    fr: 'Un remboursement a été demandé. Nous prenons une décision.',
  },
  approved: {
    en: 'Your refund has been approved. The money has not been confirmed as paid yet.',
    rw: 'Gusubizwa amafaranga byemejwe. Ntibiremezwa ko amafaranga yishyuwe.',
    fr: 'Votre remboursement a été approuvé. Le paiement n’est pas encore confirmé.',
  },
  rejected: {
    en: 'The refund was not approved. Please contact us if you have questions.',
    rw: 'Gusubizwa amafaranga ntibyemejwe. Twandikire cyangwa uduhamagare niba ufite ikibazo.',
    fr: 'Le remboursement n’a pas été approuvé. Veuillez nous contacter si vous avez des questions.',
  },
  submitted: {
    en: 'Your refund is with your mobile money provider. Please wait.',
    rw: 'Ubusabe bwo kugusubiza amafaranga buri kuri mobile money. Tegereza gato.',
    fr: 'Votre remboursement est chez votre opérateur. Veuillez patienter.',
  },
  uncertain: {
    en: 'We are checking your refund with your mobile money provider. We will tell you.',
    rw: 'Turimo kugenzura isubizwa ry’amafaranga yawe. Turakumenyesha.',
    fr: 'Nous vérifions votre remboursement auprès de votre opérateur. Nous vous informerons.',
  },
  successful: {
    en: 'Your money has been given back to you.',
    rw: 'Amafaranga yawe wayasubijwe.',
    fr: 'Votre argent vous a été rendu.',
  },
  failed: {
    en: 'The refund did not go through. No money was sent to you by it. Please contact us.',
    rw: 'Gusubiza amafaranga ntibyakunze. Nta mafaranga woherejwe. Twandikire cyangwa uduhamagare.',
    fr: 'Le remboursement n’a pas abouti. Aucun montant ne vous a été envoyé. Veuillez nous contacter.',
  },
};

/** Why a refund did not go through, for the people who have to do something about it. */
export const failureWords: Readonly<Record<string, string>> = {
  INSUFFICIENT_FUNDS:
    'The disbursement account holds too little money, or the payer’s wallet may not take so much. Fill the account, then ask for the refund again.',
  PAYER_NOT_FOUND: 'The provider finds no wallet of this payer. Ask for the refund again as a manual one.',
  LIMIT_REACHED: 'A limit of the payer’s wallet is reached. Ask for the refund again later, or as a manual one.',
  NOT_ALLOWED: 'The payer’s wallet may not receive money, or our account may not send it. Ask the provider which.',
  CANCELLED:
    'It never left: by then an approver had left, the payment was in doubt, its amount was not set aside, or more would have gone back than was paid. Look at its payment, then ask for the refund again.',
  EXPIRED: 'The provider gave it up. No money moved. Ask for the refund again.',
  CONFIGURATION:
    'The provider refuses our disbursement keys, address or account. `ishyura doctor` names what is wrong.',
  PROVIDER_ERROR: 'The provider could not carry it out. No money moved. Ask for the refund again.',
  REJECTED_BY_PAYER: 'The provider says that it was rejected. No money moved. Ask for the refund again.',
  UNSPECIFIED: 'The provider gives no reason that is known here; `providerCode` is its own word.',
};
