export { ReceiptLookupModule, ReceiptsModule, type ReceiptsSettings } from './receipts.module.js';
