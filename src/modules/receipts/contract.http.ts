/** Injects what signs documents. It is provided by whoever keeps the keys, since receipts may not import that module. */
export const documentSignerToken = Symbol('DocumentSigner');
export { ReceiptOfPayment } from './receipt.commands.js';
