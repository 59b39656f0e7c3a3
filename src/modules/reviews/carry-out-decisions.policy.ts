import type { EventOf } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/projections/policy.js';
import { ReviewResolved } from './review.events.js';
import type { Reviews } from './reviews.js';

/** A decision whose author died before it reached the payment reaches it all the same. */
export const carryOutDecisions = (reviews: Reviews): Policy<EventOf<typeof ReviewResolved>> => ({
  name: 'carry-out-decisions',
  events: [ReviewResolved],
  concurrency: 8,
  when: {
    async ReviewResolved({ data, metadata }, by) {
      const review = await reviews.find(data.reviewId);
      // Reopened or decided anew since then: the newer event brings its own decision.
      if (review?.resolvedAt !== data.at) return;
      // In the log the decision is the person's who made it, not ours who carry it.
      await reviews.carryOut(review, { ...by, actor: metadata.actor });
    },
  },
});
