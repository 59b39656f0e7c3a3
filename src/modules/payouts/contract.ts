export { batchView, batchLineView, openBatchStatuses, type BatchLineDocument } from './batch.view.js';
export { batchEvents, batchLineEvents, type BatchEvent, type BatchLineEvent } from './batch.events.js';
export {
  payoutEvents,
  payoutRecordEvents,
  PayoutRecordClaimed,
  type PayeeDetails,
  type PayoutEvent,
  type PayoutRecordEvent,
} from './payout.events.js';
export type { KnownPayout } from './payout.state.js';
export { asPayout, openPayoutClaimsView, payoutView, type PayoutDocument } from './payout.view.js';
