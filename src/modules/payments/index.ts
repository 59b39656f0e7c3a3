export { Payments } from './payments.js';
export { PaymentsModule, type PaymentsSettings } from './payments.module.js';
export {
  ContradictionDecided,
  DuplicateSuspected,
  OutcomeConfirmed,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentExpired,
  PaymentFailed,
  PaymentSucceeded,
  SubmissionStopped,
  type Grounds,
  type PayerDetails,
} from './payment.events.js';
export { isFinal, isInDoubt, type KnownPayment } from './payment.decider.js';
export { openClaimsView, paymentView } from './payment.view.js';
export { ShownEvent, ShownPayment, ShownRecord } from './payment.documentation.js';
export { EvidenceOf, PaymentById } from './payment.commands.js';
export {
  receiptLookupToken,
  reviewLookupToken,
  type ReceiptLookup,
  type ReceiptSummary,
  type ReviewLookup,
} from './payment.resource.js';
