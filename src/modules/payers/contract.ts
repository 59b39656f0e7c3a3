export { readErasures } from './erasures-file.js';
export { payerView } from './payer.view.js';
export { repeatErasures } from './repeat-erasures.js';
