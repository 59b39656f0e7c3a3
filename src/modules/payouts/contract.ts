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
  PayoutRouted,
  PayoutSucceeded,
  type PayeeDetails,
  type PayoutEvent,
  type PayoutRecordEvent,
} from './payout.events.js';
export { evolvePayout, type KnownPayout, type Payout } from './payout.state.js';
export { factsOf as payoutFactsOf } from './payout.facts.js';
export { batch, type Batch, type KnownBatch } from './batch.decider.js';
export { needsPayee } from './may-pay-again.rule.js';
export { asPayout, openPayoutClaimsView, payoutView, type PayoutDocument } from './payout.view.js';
