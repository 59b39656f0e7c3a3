import { evolve } from '../../kernel/domain/decider.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import type { Payments } from '../payments/contract.js';
import type { WebhookSource } from '../webhooks/contract.http.js';
import { review, type Review } from './review.decider.js';
import { reviewEvents, ReviewOpened, ReviewReopened, ReviewResolved, type ReviewEvent } from './review.events.js';
import type { ReviewResources } from './review.resource.js';

/** What reviews tell webhooks. A review belongs to the client of its payment, and only those who may read reviews hear of it. */
export function reviewWebhooks(
  store: Pick<EventStore, 'readStream'>,
  payments: Pick<Payments, 'find'>,
  resources: Pick<ReviewResources, 'one'>,
): WebhookSource {
  const codec = new EventCodec<ReviewEvent>(reviewEvents);
  return {
    group: 'review',
    events: [ReviewOpened, ReviewReopened, ReviewResolved],
    types: { ReviewOpened: 'review.opened', ReviewReopened: 'review.opened', ReviewResolved: 'review.resolved' },
    route: 'GET /v1/reviews/:id',
    schema: 'Review',
    async tell({ stream, revision }) {
      const stored = await store.readStream(stream, { limit: revision + 1 });
      const events = stored.map((event) => codec.read(event));
      const known = evolve<Review, ReviewEvent>(review, review.initial, events);
      if (known.status === 'absent') return null;
      const payment = known.paymentId === null ? null : await payments.find(known.paymentId);
      return {
        resourceId: known.id,
        sequence: revision + 1,
        // One that is about no payment belongs to no client; endpoints of all clients hear of it.
        owner: payment?.client ?? null,
        about: payment?.payer ?? known.grounds,
        show: (client) => resources.one(known, client),
      };
    },
  };
}
