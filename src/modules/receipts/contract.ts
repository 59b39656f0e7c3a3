export { creditNoteView, receiptView } from './receipt.view.js';
export { refundOf } from './credit-notes.js';
export { faultOfLogo, mostLogoBytes } from './logos.js';
export { proofText, readQrText, signedText, type OfflineProof } from './offline-proof.js';
export type { DocumentSigner, Organisation, Proof } from './issuer.js';
export { creditNoteEvents, receiptEvents, type CreditNoteEvent, type ReceiptEvent } from './receipt.events.js';
