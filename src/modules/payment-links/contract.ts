export { paymentLinkView } from './payment-link.view.js';
