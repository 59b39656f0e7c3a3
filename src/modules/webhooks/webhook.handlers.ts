import { createHash, randomBytes } from 'node:crypto';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { access, isForAnybody, scopeOf } from '../../http/access.js';
import { seesAllClients, type ApiClient, type Authenticator } from '../../http/authentication.js';
import { instant, type Clock } from '../../kernel/domain/clock.js';
import { InvalidInput, type FieldError } from '../../kernel/domain/invalid-input.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Page } from '../../kernel/ports/document-store.js';
import type { Deliveries } from './deliveries.js';
import type { Delivery } from './delivery.js';
import type { Endpoints, EndpointWithSecret } from './endpoints.js';
import { namesOf } from './event-types.js';
import type { GuardedHttp } from './guarded-http.js';
import type { WebhookSources } from './source.port.js';
import {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  RecoverWebhooks,
  RedeliverWebhook,
  RemoveWebhookEndpoint,
  RotateWebhookSecret,
  TestWebhookEndpoint,
  WebhookDeliveriesWhere,
  WebhookDeliveryById,
  WebhookEndpointById,
  WebhookEndpointFaults,
  WebhookEndpointsOf,
} from './webhook.commands.js';
import { endpointNotFound, type Endpoint } from './webhook.decider.js';
import type { WebhookQueue } from './webhook-queue.js';

export interface WebhookParts {
  readonly endpoints: Endpoints;
  readonly deliveries: Deliveries;
  readonly queue: WebhookQueue;
  readonly sources: WebhookSources;
  readonly http: Pick<GuardedHttp, 'faultOf'>;
  readonly clients: Pick<Authenticator, 'withId'>;
  readonly clock: Pick<Clock, 'now'>;
  /** How long settled deliveries are kept. */
  readonly keptMs: number;
}

@CommandHandler(CreateWebhookEndpoint)
export class CreateWebhookEndpointHandler implements ICommandHandler<CreateWebhookEndpoint> {
  constructor(private readonly parts: WebhookParts) {}

  async execute(asked: CreateWebhookEndpoint): Promise<EndpointWithSecret> {
    const { client, url, events, clientId = client.id, by, key } = asked;
    if (clientId !== client.id && !seesAllClients(client)) throw new Refusal('forbidden', 'FORBIDDEN');
    const owner = clientId === null ? null : this.parts.clients.withId(clientId);
    if (owner === null && clientId !== null) throw new Refusal('not-found', 'API_CLIENT_NOT_FOUND', { clientId });
    await refuseWrong(this.parts, url, events, owner?.roles ?? null);
    const once = key === null ? null : JSON.stringify([client.id, key]);
    return this.parts.endpoints.create({ url, events, clientId }, by, once);
  }
}

@CommandHandler(ChangeWebhookEndpoint)
export class ChangeWebhookEndpointHandler implements ICommandHandler<ChangeWebhookEndpoint> {
  constructor(private readonly parts: WebhookParts) {}

  async execute({ client, endpointId, url, events, start, by }: ChangeWebhookEndpoint): Promise<Endpoint> {
    const { clientId } = await visible(this.parts, client, endpointId);
    const roles = clientId === null ? null : (this.parts.clients.withId(clientId)?.roles ?? null);
    await refuseWrong(this.parts, url, events, roles);
    return this.parts.endpoints.change(endpointId, { url, events, start }, by);
  }
}

@QueryHandler(WebhookEndpointFaults)
export class WebhookEndpointFaultsHandler implements IQueryHandler<WebhookEndpointFaults> {
  constructor(private readonly parts: WebhookParts) {}

  async execute({ url, events, clientId }: WebhookEndpointFaults): Promise<readonly FieldError[]> {
    const owner = clientId === null ? null : this.parts.clients.withId(clientId);
    const faults = await faultsOf(this.parts, url, events, owner?.roles ?? null);
    return clientId !== null && owner === null
      ? [...faults, { field: 'clientId', message: 'is the id of no API client' }]
      : faults;
  }
}

@CommandHandler(RemoveWebhookEndpoint)
export class RemoveWebhookEndpointHandler implements ICommandHandler<RemoveWebhookEndpoint> {
  constructor(private readonly parts: WebhookParts) {}

  async execute({ client, endpointId, by }: RemoveWebhookEndpoint): Promise<void> {
    await visible(this.parts, client, endpointId);
    await this.parts.endpoints.remove(endpointId, by);
  }
}

@CommandHandler(RotateWebhookSecret)
export class RotateWebhookSecretHandler implements ICommandHandler<RotateWebhookSecret> {
  constructor(private readonly parts: WebhookParts) {}

  async execute({ client, endpointId, overlapMs, by, key }: RotateWebhookSecret): Promise<EndpointWithSecret> {
    await visible(this.parts, client, endpointId);
    const once = key === null ? null : JSON.stringify([client.id, key, overlapMs]);
    return this.parts.endpoints.rotate(endpointId, overlapMs, by, once);
  }
}

@CommandHandler(TestWebhookEndpoint)
export class TestWebhookEndpointHandler implements ICommandHandler<TestWebhookEndpoint> {
  constructor(private readonly parts: WebhookParts) {}

  async execute({ client, endpointId, by, key }: TestWebhookEndpoint): Promise<Delivery> {
    const { endpoints, queue, deliveries, clock } = this.parts;
    await visible(this.parts, client, endpointId);
    const hash = createHash('sha256').update(JSON.stringify([client.id, endpointId, key]));
    const deliveryId = `whd_${(key === null ? randomBytes(16) : hash.digest().subarray(0, 16)).toString('hex')}`;
    const before = key === null ? null : await deliveries.find(deliveryId);
    if (before !== null) return before;
    const at = instant(clock.now());
    const position = await endpoints.test(endpointId, deliveryId, at, by);
    await queue.addTest(endpointId, deliveryId, position, at);
    return (await deliveries.find(deliveryId))!;
  }
}

@CommandHandler(RecoverWebhooks)
export class RecoverWebhooksHandler implements ICommandHandler<RecoverWebhooks> {
  constructor(private readonly parts: WebhookParts) {}

  async execute({ client, endpointId, since, by }: RecoverWebhooks): Promise<Endpoint> {
    const { endpoints, clock, keptMs } = this.parts;
    await visible(this.parts, client, endpointId);
    const now = clock.now();
    // What was delivered before is not known any more, and would be sent again.
    if (Date.parse(since) < now - keptMs || Date.parse(since) > now) {
      const message = `must be a time of the last ${keptMs / 86_400_000} days, for which deliveries are kept (WEBHOOK_DELIVERIES_DAYS)`;
      throw new InvalidInput([{ field: 'since', message }]);
    }
    await endpoints.recover(endpointId, since, by);
    return endpoints.find(endpointId);
  }
}

@CommandHandler(RedeliverWebhook)
export class RedeliverWebhookHandler implements ICommandHandler<RedeliverWebhook> {
  constructor(private readonly parts: WebhookParts) {}

  async execute({ client, deliveryId, by }: RedeliverWebhook): Promise<Delivery> {
    const { endpoints, queue } = this.parts;
    const { endpointId } = await visibleDelivery(this.parts, client, deliveryId);
    const position = await endpoints.redeliver(endpointId, deliveryId, by);
    return (await queue.sendAgain(deliveryId, position)) ?? visibleDelivery(this.parts, client, deliveryId);
  }
}

@QueryHandler(WebhookEndpointById)
export class WebhookEndpointByIdHandler implements IQueryHandler<WebhookEndpointById> {
  constructor(private readonly parts: WebhookParts) {}

  execute({ client, endpointId }: WebhookEndpointById): Promise<Endpoint> {
    return visible(this.parts, client, endpointId);
  }
}

@QueryHandler(WebhookEndpointsOf)
export class WebhookEndpointsOfHandler implements IQueryHandler<WebhookEndpointsOf> {
  constructor(private readonly parts: WebhookParts) {}

  async execute({ client }: WebhookEndpointsOf): Promise<readonly Endpoint[]> {
    const all = (await this.parts.endpoints.all()).filter(({ status }) => status !== 'removed');
    return seesAllClients(client) ? all : all.filter(({ clientId }) => clientId === client.id);
  }
}

@QueryHandler(WebhookDeliveryById)
export class WebhookDeliveryByIdHandler implements IQueryHandler<WebhookDeliveryById> {
  constructor(private readonly parts: WebhookParts) {}

  execute({ client, deliveryId }: WebhookDeliveryById): Promise<Delivery> {
    return visibleDelivery(this.parts, client, deliveryId);
  }
}

@QueryHandler(WebhookDeliveriesWhere)
export class WebhookDeliveriesWhereHandler implements IQueryHandler<WebhookDeliveriesWhere> {
  constructor(private readonly parts: WebhookParts) {}

  execute({ client, where, limit, cursor }: WebhookDeliveriesWhere): Promise<Page<Delivery>> {
    return this.parts.deliveries.where({
      where: seesAllClients(client) ? where : { ...where, client: client.id },
      sort: { field: 'createdAt', direction: 'descending' },
      limit,
      cursor,
    });
  }
}

async function visible({ endpoints }: WebhookParts, client: ApiClient, endpointId: string): Promise<Endpoint> {
  const found = await endpoints.find(endpointId);
  if (!seesAllClients(client) && found.clientId !== client.id) throw endpointNotFound(endpointId);
  return found;
}

async function visibleDelivery({ deliveries }: WebhookParts, client: ApiClient, deliveryId: string): Promise<Delivery> {
  const found = await deliveries.find(deliveryId);
  if (found === null || (!seesAllClients(client) && found.client !== client.id))
    throw new Refusal('not-found', 'WEBHOOK_DELIVERY_NOT_FOUND', { deliveryId });
  return found;
}

async function refuseWrong(...asked: Parameters<typeof faultsOf>): Promise<void> {
  const faults = await faultsOf(...asked);
  if (faults.length > 0) throw new InvalidInput(faults);
}

async function faultsOf(
  { http, sources }: WebhookParts,
  url: string | null,
  events: readonly string[] | null,
  /** Of the client that it belongs to; null: it hears of every client's things. */
  roles: readonly string[] | null,
): Promise<readonly FieldError[]> {
  const offered = namesOf(sources.groups);
  const unknown = events?.find((name) => !offered.includes(name));
  const hidden = events?.find((name) => {
    const source = sources.all.find(({ group }) => name.startsWith(`${group}.`));
    const row = source && access.get(source.route);
    return roles !== null && row !== undefined && !isForAnybody(row) && scopeOf(roles, row) === null;
  });
  const ofEvents =
    unknown !== undefined
      ? `must be names of ${offered.join(', ')}, not ${unknown}`
      : hidden !== undefined
        ? `must be what this client may read, which ${hidden} is not`
        : null;
  const ofUrl = url === null ? null : await http.faultOf(url);
  return [
    ...(ofUrl === null ? [] : [{ field: 'url', message: ofUrl }]),
    ...(ofEvents === null ? [] : [{ field: 'events', message: ofEvents }]),
  ];
}

export const webhookHandlers = [
  CreateWebhookEndpointHandler,
  ChangeWebhookEndpointHandler,
  WebhookEndpointFaultsHandler,
  RemoveWebhookEndpointHandler,
  RotateWebhookSecretHandler,
  TestWebhookEndpointHandler,
  RecoverWebhooksHandler,
  RedeliverWebhookHandler,
  WebhookEndpointByIdHandler,
  WebhookEndpointsOfHandler,
  WebhookDeliveryByIdHandler,
  WebhookDeliveriesWhereHandler,
];
