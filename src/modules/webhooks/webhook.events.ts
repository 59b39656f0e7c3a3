import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

const endpointId = z.string();
const at = instantShape;

/** The secret is not here: it is kept with the data keys, wrapped under the master key, by the endpoint and this number. */
const secret = z.number().int().positive();

export const WebhookEndpointCreated = defineEvent(
  'WebhookEndpointCreated',
  z.object({
    endpointId,
    url: z.string(),
    events: z.array(z.string()).min(1),
    /** The API client that it belongs to; null: it hears of every client's things. */
    clientId: z.string().nullable(),
    secret,
    at,
  }),
);
export const WebhookEndpointChanged = defineEvent(
  'WebhookEndpointChanged',
  z.object({ endpointId, url: z.string(), events: z.array(z.string()).min(1), at }),
);

/** `GONE`: it answered 410. `FAILING`: every try of three days failed. */
export const stopReasons = ['GONE', 'FAILING'] as const;
export type StopReason = (typeof stopReasons)[number];
export const WebhookEndpointStopped = defineEvent(
  'WebhookEndpointStopped',
  z.object({ endpointId, because: z.enum(stopReasons), at }),
);
export const WebhookEndpointStarted = defineEvent('WebhookEndpointStarted', z.object({ endpointId, at }));
export const WebhookEndpointRemoved = defineEvent('WebhookEndpointRemoved', z.object({ endpointId, at }));

/** A new secret in place of the earlier ones, which end at `earlierSecretsEndAt` unless they end before. */
export const WebhookSecretRotated = defineEvent(
  'WebhookSecretRotated',
  z.object({ endpointId, secret, earlierSecretsEndAt: at, at }),
);

export const WebhookTestAsked = defineEvent('WebhookTestAsked', z.object({ endpointId, deliveryId: z.string(), at }));
export const WebhookRedeliveryAsked = defineEvent(
  'WebhookRedeliveryAsked',
  z.object({ endpointId, deliveryId: z.string(), at }),
);
export const WebhookRecoveryAsked = defineEvent('WebhookRecoveryAsked', z.object({ endpointId, since: at, at }));

export const webhookEvents = [
  WebhookEndpointCreated,
  WebhookEndpointChanged,
  WebhookEndpointStopped,
  WebhookEndpointStarted,
  WebhookEndpointRemoved,
  WebhookSecretRotated,
  WebhookTestAsked,
  WebhookRedeliveryAsked,
  WebhookRecoveryAsked,
];
export type WebhookEvent = EventOf<(typeof webhookEvents)[number]>;

/** Names an endpoint that is about to be created: one stream holds them all, so that none is missed by a reader of documents that lag. */
export const WebhookEndpointListed = defineEvent('WebhookEndpointListed', z.object({ endpointId, at }));
export const webhookListEvents = [WebhookEndpointListed];
export type WebhookListEvent = EventOf<typeof WebhookEndpointListed>;
