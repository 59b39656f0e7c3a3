export { auditEventView } from './audit-event.view.js';
export { checkReceipt, type ReceiptVerdict } from './check-receipt.js';
export { checkPack } from './evidence-pack.js';
export { Histories } from './history.js';
export { momentOf, replay, replayAll } from './replay.js';
export { sealView } from './seal.view.js';
export { readSealFile } from './seal-file.js';
export { SealKeys } from './seal-keys.js';
export { verifyLog, type Verdict } from './verify-log.js';
