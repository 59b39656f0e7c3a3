export { batchView, batchLineView, isOpenBatch, type BatchLineDocument } from './batch.view.js';
export { BatchLineRead, batchEvents, batchLineEvents, type BatchEvent, type BatchLineEvent } from './batch.events.js';
export {
  payoutEvents,
  payoutOutgoing,
  PayoutOutcomeConfirmed,
  payoutRecordEvents,
  PayoutReattempted,
  PayoutRecordClaimed,
  PayoutRequested,
  PayoutSucceeded,
  type PayeeDetails,
  type PayoutEvent,
  type PayoutRecordEvent,
} from './payout.events.js';
export type { KnownPayout } from './payout.state.js';
export { needsPayee } from './may-pay-again.rule.js';
export { asPayout, openPayoutClaimsView, payoutView, type PayoutDocument } from './payout.view.js';
