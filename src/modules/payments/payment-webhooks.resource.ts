import { evolve } from '../../kernel/domain/decider.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import type { WebhookSource } from '../webhooks/contract.http.js';
import { payment } from './payment.decider.js';
import {
  PaymentBecameUncertain,
  PaymentCreated,
  paymentEvents,
  PaymentExpired,
  PaymentFailed,
  PaymentPending,
  PaymentReattempted,
  PaymentRefunded,
  PaymentSubmitted,
  PaymentSucceeded,
  type PaymentEvent,
} from './payment.events.js';
import type { PaymentResources } from './payment.resource.js';
import type { Payment } from './payment.state.js';

/** What payments tell webhooks: the payment after each event that moves it. */
export function paymentWebhooks(
  store: Pick<EventStore, 'readStream'>,
  resources: Pick<PaymentResources, 'asOf'>,
): WebhookSource {
  const codec = new EventCodec<PaymentEvent>(paymentEvents);
  return {
    group: 'payment',
    events: [
      PaymentCreated,
      PaymentReattempted,
      PaymentSubmitted,
      PaymentPending,
      PaymentSucceeded,
      PaymentFailed,
      PaymentExpired,
      PaymentBecameUncertain,
      PaymentRefunded,
    ],
    types: {
      PaymentCreated: 'payment.created',
      // A new attempt is created as the first one was.
      PaymentReattempted: 'payment.created',
      PaymentSubmitted: 'payment.submitted',
      PaymentPending: 'payment.pending',
      PaymentSucceeded: 'payment.successful',
      PaymentFailed: 'payment.failed',
      PaymentExpired: 'payment.expired',
      PaymentBecameUncertain: 'payment.uncertain',
      PaymentRefunded: 'payment.refunded',
    },
    route: 'GET /v1/payments/:id',
    schema: 'Payment',
    async tell({ stream, revision, metadata }) {
      const stored = await store.readStream(stream, { limit: revision + 1 });
      const events = stored.map((event) => codec.read(event));
      const known = evolve<Payment, PaymentEvent>(payment, payment.initial, events);
      if (known.status === 'absent') return null;
      return {
        resourceId: known.id,
        sequence: revision + 1,
        owner: known.client,
        about: known.payer,
        show: (client) => resources.asOf(metadata.at, known, client),
      };
    },
  };
}
