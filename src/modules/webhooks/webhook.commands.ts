import { Command, Query } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { FieldError } from '../../kernel/domain/invalid-input.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { Delivery } from './delivery.js';
import type { EndpointWithSecret } from './endpoints.js';
import type { Endpoint } from './webhook.decider.js';

export { deliveryStatuses } from './delivery.js';
export type { Delivery, EndpointWithSecret };

export class CreateWebhookEndpoint extends Command<EndpointWithSecret> {
  constructor(
    readonly client: ApiClient,
    readonly url: string,
    readonly events: readonly string[],
    /** Undefined: the caller's own. Null: every client's. */
    readonly clientId: string | null | undefined,
    readonly by: Origin,
    /** The same key and the same endpoint are one endpoint, however often it is asked for. Null: each is another one. */
    readonly key: string | null = null,
  ) {
    super();
  }
}

export class ChangeWebhookEndpoint extends Command<Endpoint> {
  constructor(
    readonly client: ApiClient,
    readonly endpointId: string,
    readonly url: string | null,
    readonly events: readonly string[] | null,
    readonly start: boolean,
    readonly by: Origin,
  ) {
    super();
  }
}

/** All that is wrong with what an endpoint is to be, so that a form can say it at once. What is null is not looked at. */
export class WebhookEndpointFaults extends Query<readonly FieldError[]> {
  constructor(
    readonly url: string | null,
    readonly events: readonly string[] | null,
    /** Null: every client's. */
    readonly clientId: string | null,
  ) {
    super();
  }
}

export class RemoveWebhookEndpoint extends Command<void> {
  constructor(
    readonly client: ApiClient,
    readonly endpointId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class RotateWebhookSecret extends Command<EndpointWithSecret> {
  constructor(
    readonly client: ApiClient,
    readonly endpointId: string,
    readonly overlapMs: number,
    readonly by: Origin,
    /** The same key and the same overlap are one secret, however often it is asked for. Null: each is another one. */
    readonly key: string | null = null,
  ) {
    super();
  }
}

export class TestWebhookEndpoint extends Command<Delivery> {
  constructor(
    readonly client: ApiClient,
    readonly endpointId: string,
    readonly by: Origin,
    /** The same key is one delivery. Null: each is another one. */
    readonly key: string | null = null,
  ) {
    super();
  }
}

export class RecoverWebhooks extends Command<Endpoint> {
  constructor(
    readonly client: ApiClient,
    readonly endpointId: string,
    readonly since: Instant,
    readonly by: Origin,
  ) {
    super();
  }
}

export class RedeliverWebhook extends Command<Delivery> {
  constructor(
    readonly client: ApiClient,
    readonly deliveryId: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class WebhookEndpointById extends Query<Endpoint> {
  constructor(
    readonly client: ApiClient,
    readonly endpointId: string,
  ) {
    super();
  }
}

/** Newest first; those of a client that sees its own alone. */
export class WebhookEndpointsOf extends Query<readonly Endpoint[]> {
  constructor(readonly client: ApiClient) {
    super();
  }
}

export class WebhookDeliveryById extends Query<Delivery> {
  constructor(
    readonly client: ApiClient,
    readonly deliveryId: string,
  ) {
    super();
  }
}

export class WebhookDeliveriesWhere extends Query<Page<Delivery>> {
  constructor(
    readonly client: ApiClient,
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}
