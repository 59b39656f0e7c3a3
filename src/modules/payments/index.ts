export { PaymentsModule, type PaymentsSettings } from './payments.module.js';
