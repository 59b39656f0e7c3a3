export { receiptView } from './receipt.view.js';
export type { Organisation } from './receipts.js';
export { receiptEvents, type ReceiptEvent } from './receipt.events.js';
