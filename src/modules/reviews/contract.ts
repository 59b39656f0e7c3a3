export { reviewView } from './review.view.js';
export { decisionsFor, type KnownReview } from './review.decider.js';
export { reviewEvents, reviewReasons, type Decision, type ReviewEvent } from './review.events.js';
export { reviewIdOf, reviewIdsOfAttempt } from './reviews.js';
