export {
  ApproveBatch,
  BatchById,
  BatchesWhere,
  BatchLinesWhere,
  CheckBatchFile,
  ReceiveBatch,
  RejectBatch,
} from './batch.commands.js';
export { BatchResources } from './batch.resource.js';
export {
  ApprovePayout,
  CheckPayoutStatus,
  PayoutById,
  PayoutsWhere,
  PayoutTimelineOf,
  ReattemptPayout,
  RejectPayout,
} from './payout.commands.js';
export { PayoutResources } from './payout.resource.js';
