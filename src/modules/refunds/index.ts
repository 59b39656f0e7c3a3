export { RefundsModule, type RefundsSettings } from './refunds.module.js';
