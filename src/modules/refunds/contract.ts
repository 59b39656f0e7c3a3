export { factsOf as refundFactsOf } from './refund.facts.js';
export { evolveRefund, refund, refundedBy, type KnownRefund, type Refund } from './refund.decider.js';
export {
  RefundApproved,
  RefundBecameUncertain,
  RefundCompletedManually,
  RefundContradictionDecided,
  refundEvents,
  RefundFailed,
  RefundOutcomeConfirmed,
  RefundOutcomeContradicted,
  RefundRecorded,
  RefundRejected,
  RefundRequested,
  RefundSubmitted,
  RefundSucceeded,
  type RefundEvent,
  type RefundWords,
} from './refund.events.js';
export { openReservationsView, refundView, type RefundDocument } from './refund.view.js';
export { Refunds } from './refunds.js';
