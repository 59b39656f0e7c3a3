export { customerMessage, messages as customerMessages, type CustomerMessage } from './customer-messages.js';
export { Payments, type KnownStanding } from './payments.js';
export {
  ContradictionDecided,
  DuplicateSuspected,
  OutcomeConfirmed,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentCreated,
  PaymentExpired,
  PaymentFailed,
  PaymentReattempted,
  PaymentRerouted,
  PaymentRefunded,
  PaymentSucceeded,
  RecordClaimed,
  RefundReserved,
  SubmissionStopped,
  paymentEvents,
  recordEvents,
  type PayerDetails,
  type PaymentEvent,
  type RecordEvent,
} from './payment.events.js';
export { factsOf } from './payment.facts.js';
export { isFinal, paymentStatuses } from './payment.lifecycle.js';
export { evolvePayment, isInDoubt, paidFor, refundable, type KnownPayment, type Payment } from './payment.state.js';
export { allKeys, paymentIdFor, recordKeysFor, recordKeysOf } from './payment-identity.js';
export { openClaimsView, paymentView, type PaymentDocument } from './payment.view.js';
