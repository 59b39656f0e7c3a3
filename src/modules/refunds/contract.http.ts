export {
  ApproveRefund,
  CheckRefundStatus,
  CompleteRefundByHand,
  RefundById,
  RefundsWhere,
  RefundTimelineOf,
  RejectRefund,
  RequestRefund,
} from './refund.commands.js';
export { RefundResources } from './refund.resource.js';
