import { evolve } from '../../kernel/domain/decider.js';
import type { View } from '../../kernel/following/view.js';
import { review, type KnownReview, type Review } from './review.decider.js';
import { reviewEvents, type ReviewEvent } from './review.events.js';

const grow = (document: KnownReview | null, event: ReviewEvent): KnownReview =>
  evolve<Review, ReviewEvent>(review, document ?? review.initial, [event]) as KnownReview;

export const reviewView: View<KnownReview, ReviewEvent> = {
  collection: {
    name: 'reviews.v3',
    indexes: [
      ['openedAt'],
      ['status', 'openedAt'],
      ['reason', 'openedAt'],
      ['paymentId', 'openedAt'],
      ['refundId', 'openedAt'],
      ['payoutId', 'openedAt'],
    ],
  },
  events: reviewEvents,
  idOf: ({ data }) => data.reviewId,
  on: Object.fromEntries(reviewEvents.map(({ type }) => [type, grow])),
};
