export { AssignReview, ResolveReview, ReviewById, ReviewsWhere, ReviewTimelineOf } from './review.commands.js';
export { ReviewResources } from './review.resource.js';
