export { Payments } from './payments.js';
export {
  ContradictionDecided,
  DuplicateSuspected,
  OutcomeConfirmed,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentExpired,
  PaymentFailed,
  PaymentSucceeded,
  RecordClaimed,
  SubmissionStopped,
  type Grounds,
  type PayerDetails,
} from './payment.events.js';
export { isFinal } from './payment.lifecycle.js';
export { isInDoubt, type KnownPayment } from './payment.state.js';
export { openClaimsView, paymentView } from './payment.view.js';
