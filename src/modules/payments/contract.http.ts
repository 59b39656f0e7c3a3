export { ShownEvent, ShownMessage, ShownPayment, ShownRecord } from './payment.documentation.js';
export {
  AddPaymentNote,
  CheckPaymentStatus,
  CreatePayment,
  EvidenceOf,
  PaymentById,
  PaymentsWhere,
  TimelineOf,
} from './payment.commands.js';
export {
  PaymentResources,
  receiptLookupToken,
  reviewLookupToken,
  type ReceiptLookup,
  type ReceiptSummary,
  type ReviewLookup,
} from './payment.resource.js';
