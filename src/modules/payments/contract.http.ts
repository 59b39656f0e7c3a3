export { ShownEvent, ShownMessage, ShownPayment, ShownRecord } from './payment.documentation.js';
export { CreatePayment, EvidenceOf, PaymentById } from './payment.commands.js';
export {
  receiptLookupToken,
  reviewLookupToken,
  type ReceiptLookup,
  type ReceiptSummary,
  type ReviewLookup,
} from './payment.resource.js';
