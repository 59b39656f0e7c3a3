import { evolve } from '../../kernel/domain/decider.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import type { WebhookSource } from '../webhooks/contract.http.js';
import { refund, type Refund } from './refund.decider.js';
import { refundEvents, type RefundEvent } from './refund.events.js';
import type { RefundResources } from './refund.resource.js';

/** What refunds tell webhooks: the refund after each event that moves it. */
export function refundWebhooks(
  store: Pick<EventStore, 'readStream'>,
  resources: Pick<RefundResources, 'one'>,
): WebhookSource {
  const codec = new EventCodec<RefundEvent>(refundEvents);
  return {
    group: 'refund',
    events: refundEvents.filter(({ type }) => type in types),
    types,
    route: 'GET /v1/refunds/:id',
    schema: 'Refund',
    async tell({ stream, revision }) {
      const stored = await store.readStream(stream, { limit: revision + 1 });
      const events = stored.map((event) => codec.read(event));
      const known = evolve<Refund, RefundEvent>(refund, refund.initial, events);
      if (known.status === 'absent') return null;
      return {
        resourceId: known.id,
        sequence: revision + 1,
        owner: known.client,
        about: known.words,
        show: (client) => resources.one(known, client),
      };
    },
  };
}

const types: Readonly<Record<string, string>> = {
  RefundRequested: 'refund.requested',
  RefundApproved: 'refund.approved',
  RefundRejected: 'refund.rejected',
  RefundSubmitted: 'refund.submitted',
  RefundSucceeded: 'refund.successful',
  // By a person, another way than through the provider.
  RefundCompletedManually: 'refund.successful',
  // The provider took the money back by itself.
  RefundRecorded: 'refund.successful',
  RefundFailed: 'refund.failed',
  RefundBecameUncertain: 'refund.uncertain',
};
