export { Payments } from './payments.js';
export { PaymentsModule, type PaymentsSettings } from './payments.module.js';
export { PaymentSucceeded, type PayerDetails } from './payment.events.js';
export type { KnownPayment } from './payment.decider.js';
export { PaymentById } from './payment.commands.js';
export { receiptLookupToken, type ReceiptLookup, type ReceiptSummary } from './payment.resource.js';
