export { reviewView } from './review.view.js';
export { reviewEvents, reviewReasons, type ReviewEvent } from './review.events.js';
export { reviewIdOf, reviewIdsOfAttempt } from './reviews.js';
