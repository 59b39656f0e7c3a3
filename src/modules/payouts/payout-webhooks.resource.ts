import { evolve } from '../../kernel/domain/decider.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import type { WebhookSource } from '../webhooks/contract.http.js';
import { payout } from './payout.decider.js';
import { payoutEvents, type PayoutEvent } from './payout.events.js';
import type { PayoutResources } from './payout.resource.js';
import type { Payout } from './payout.state.js';

/** What payouts tell webhooks: the payout after each event that moves it. */
export function payoutWebhooks(
  store: Pick<EventStore, 'readStream'>,
  resources: Pick<PayoutResources, 'one'>,
): WebhookSource {
  const codec = new EventCodec<PayoutEvent>(payoutEvents);
  return {
    group: 'payout',
    events: payoutEvents.filter(({ type }) => type in types),
    types,
    route: 'GET /v1/payouts/:id',
    schema: 'Payout',
    async tell({ stream, revision }) {
      const stored = await store.readStream(stream, { limit: revision + 1 });
      const events = stored.map((event) => codec.read(event));
      const known = evolve<Payout, PayoutEvent>(payout, payout.initial, events);
      if (known.status === 'absent') return null;
      return {
        resourceId: known.id,
        sequence: revision + 1,
        owner: known.client,
        about: known.person,
        show: (client) => resources.one(known, client),
      };
    },
  };
}

const types: Readonly<Record<string, string>> = {
  PayoutRequested: 'payout.requested',
  PayoutApproved: 'payout.approved',
  PayoutRejected: 'payout.rejected',
  PayoutSubmitted: 'payout.submitted',
  PayoutSucceeded: 'payout.successful',
  PayoutFailed: 'payout.failed',
  PayoutBecameUncertain: 'payout.uncertain',
};
