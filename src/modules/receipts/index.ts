export { ReceiptLookupModule, ReceiptsModule, type ReceiptsSettings } from './receipts.module.js';
export type { Organisation } from './receipts.js';
