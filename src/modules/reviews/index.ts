export { ReviewLookupModule, ReviewsModule } from './reviews.module.js';
