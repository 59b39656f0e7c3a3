import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  WebhookEndpointChanged,
  WebhookEndpointCreated,
  WebhookEndpointListed,
  WebhookEndpointRemoved,
  WebhookEndpointStarted,
  WebhookEndpointStopped,
  webhookEvents,
  webhookListEvents,
  WebhookRecoveryAsked,
  WebhookRedeliveryAsked,
  WebhookSecretRotated,
  WebhookTestAsked,
  type StopReason,
  type WebhookEvent,
  type WebhookListEvent,
} from './webhook.events.js';

export interface EndpointSecret {
  readonly number: number;
  /** Null: it does not end. */
  readonly endsAt: Instant | null;
}

export interface Endpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  /** Null: it hears of every client's things. */
  readonly clientId: string | null;
  readonly status: 'active' | 'stopped' | 'removed';
  readonly stoppedBecause: StopReason | null;
  readonly createdAt: Instant;
  /** When it was created, or started the last time. */
  readonly startedAt: Instant;
  /** Oldest first. */
  readonly secrets: readonly EndpointSecret[];
}

export interface EndpointOrders {
  readonly Create: {
    readonly endpointId: string;
    readonly url: string;
    readonly events: readonly string[];
    readonly clientId: string | null;
    readonly at: Instant;
  };
  readonly Change: {
    readonly endpointId: string;
    readonly url: string | null;
    readonly events: readonly string[] | null;
    readonly start: boolean;
    readonly at: Instant;
  };
  readonly Stop: { readonly endpointId: string; readonly because: StopReason; readonly at: Instant };
  readonly Remove: { readonly endpointId: string; readonly at: Instant };
  readonly RotateSecret: {
    readonly endpointId: string;
    readonly secret: number;
    readonly earlierSecretsEndAt: Instant;
    readonly at: Instant;
  };
  readonly Test: { readonly endpointId: string; readonly deliveryId: string; readonly at: Instant };
  readonly Redeliver: { readonly endpointId: string; readonly deliveryId: string; readonly at: Instant };
  readonly Recover: { readonly endpointId: string; readonly since: Instant; readonly at: Instant };
}

/** Where webhooks of one client are sent to. */
export const endpoint: Decider<Endpoint | null, EndpointOrders, WebhookEvent> = {
  category: 'webhook',
  events: webhookEvents,
  initial: null,
  decide: {
    Create: (known, { endpointId, url, events, clientId, at }) =>
      known === null
        ? [WebhookEndpointCreated({ endpointId, url, events: [...events], clientId, secret: 1, at })]
        : nothing,
    Change(known, { endpointId, url, events, start, at }) {
      const before = there(known, endpointId);
      const after = { url: url ?? before.url, events: [...(events ?? before.events)] };
      const isChanged = after.url !== before.url || !areSame(after.events, before.events);
      return [
        ...(isChanged ? [WebhookEndpointChanged({ endpointId, ...after, at })] : []),
        ...(start && before.status === 'stopped' ? [WebhookEndpointStarted({ endpointId, at })] : []),
      ];
    },
    Stop: (known, { endpointId, because, at }) =>
      known?.status === 'active' ? [WebhookEndpointStopped({ endpointId, because, at })] : nothing,
    Remove: (known, { endpointId, at }) => {
      there(known, endpointId);
      return [WebhookEndpointRemoved({ endpointId, at })];
    },
    RotateSecret(known, { endpointId, secret, earlierSecretsEndAt, at }) {
      const { secrets } = there(known, endpointId);
      // Another rotation was faster: its secret is this one, since it is kept by its number.
      if (secrets.at(-1)!.number >= secret) return nothing;
      return [WebhookSecretRotated({ endpointId, secret, earlierSecretsEndAt, at })];
    },
    Test(known, { endpointId, deliveryId, at }) {
      active(known, endpointId);
      return [WebhookTestAsked({ endpointId, deliveryId, at })];
    },
    Redeliver(known, { endpointId, deliveryId, at }) {
      active(known, endpointId);
      return [WebhookRedeliveryAsked({ endpointId, deliveryId, at })];
    },
    Recover(known, { endpointId, since, at }) {
      active(known, endpointId);
      return [WebhookRecoveryAsked({ endpointId, since, at })];
    },
  },
  evolve: {
    WebhookEndpointCreated: (_, { data: { endpointId, url, events, clientId, secret, at } }) => ({
      id: endpointId,
      url,
      events,
      clientId,
      status: 'active',
      stoppedBecause: null,
      createdAt: at,
      startedAt: at,
      secrets: [{ number: secret, endsAt: null }],
    }),
    WebhookEndpointChanged: (known, { data: { url, events } }) => known && { ...known, url, events },
    WebhookEndpointStopped: (known, { data: { because } }) =>
      known && { ...known, status: 'stopped', stoppedBecause: because },
    WebhookEndpointStarted: (known, { data: { at } }) =>
      known && { ...known, status: 'active', stoppedBecause: null, startedAt: at },
    WebhookEndpointRemoved: (known) => known && { ...known, status: 'removed' },
    WebhookSecretRotated: (known, { data: { secret, earlierSecretsEndAt } }) =>
      known && {
        ...known,
        secrets: [
          ...known.secrets.map((each) => ({ ...each, endsAt: earlier(each.endsAt, earlierSecretsEndAt) })),
          { number: secret, endsAt: null },
        ],
      },
    WebhookTestAsked: (known) => known,
    WebhookRedeliveryAsked: (known) => known,
    WebhookRecoveryAsked: (known) => known,
  },
};

/** The names of all endpoints. */
export const endpointList: Decider<
  readonly string[],
  { readonly List: { readonly endpointId: string; readonly at: Instant } },
  WebhookListEvent
> = {
  category: 'webhooks',
  events: webhookListEvents,
  initial: [],
  decide: {
    List: (known, { endpointId, at }) =>
      known.includes(endpointId) ? nothing : [WebhookEndpointListed({ endpointId, at })],
  },
  evolve: { WebhookEndpointListed: (known, { data }) => [...known, data.endpointId] },
};

/** The secrets that sign at a moment, the newest first. */
export const secretsAt = ({ secrets }: Endpoint, at: Instant): readonly number[] =>
  secrets
    .filter(({ endsAt }) => endsAt === null || endsAt > at)
    .map(({ number }) => number)
    .toReversed();

export const endpointNotFound = (endpointId: string) =>
  new Refusal('not-found', 'WEBHOOK_ENDPOINT_NOT_FOUND', { endpointId });

function there(known: Endpoint | null, endpointId: string): Endpoint {
  if (known === null || known.status === 'removed') throw endpointNotFound(endpointId);
  return known;
}

function active(known: Endpoint | null, endpointId: string): Endpoint {
  const found = there(known, endpointId);
  if (found.status === 'stopped') throw new Refusal('conflict', 'WEBHOOK_ENDPOINT_STOPPED', { endpointId });
  return found;
}

const areSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((name, index) => name === other[index]);
// Instants sort as text.
const earlier = (endsAt: Instant | null, other: Instant): Instant =>
  endsAt !== null && endsAt < other ? endsAt : other;
