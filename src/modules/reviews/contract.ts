export { reviewView } from './review.view.js';
