export { ReceiptLookupModule, ReceiptsModule, type ReceiptsSettings } from './receipts.module.js';
export type { Organisation } from './receipts.js';
export { receiptView } from './receipt.view.js';
