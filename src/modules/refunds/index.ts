export { RefundsModule, type RefundsSettings } from './refunds.module.js';
export { OverdueRefunds } from './overdue-refunds.js';
