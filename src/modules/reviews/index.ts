export { ReviewLookupModule, ReviewsModule } from './reviews.module.js';
export { reviewView } from './review.view.js';
