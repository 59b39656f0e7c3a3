export { receiptView } from './receipt.view.js';
export type { Organisation } from './receipts.js';
