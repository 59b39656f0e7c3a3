import type { Logger } from 'pino';
import { scopeOf, access } from '../../http/access.js';
import type { ApiClient, Authenticator } from '../../http/authentication.js';
import { epochMs, instant } from '../../kernel/domain/clock.js';
import type { AnyEventDefinition, DomainEvent, Recorded } from '../../kernel/domain/events.js';
import type { OrderedPolicy } from '../../kernel/following/ordered-policy.js';
import { positionBefore } from '../../kernel/following/position-before.js';
import type { Position } from '../../kernel/domain/position.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { freshlyQueued, sortable } from '../../kernel/outbox/queued.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import { recoveries, type Deliveries } from './deliveries.js';
import { deliveries, deliveryIdOf, redelivered, recovered, type Delivery } from './delivery.js';
import type { Endpoints } from './endpoints.js';
import { asksFor, testType } from './event-types.js';
import type { Told, WebhookSource, WebhookSources } from './source.port.js';
import type { Endpoint } from './webhook.decider.js';
import { webhookEvents, type WebhookEvent } from './webhook.events.js';

/** Makes the deliveries of what happens, in the order of the log. Nothing is sent here, so no endpoint delays it. */
export class WebhookQueue {
  #onQueued: (made: readonly Delivery[] | null) => void = () => undefined;
  /** What was passed over since the log said so; null: nothing is being passed over. */
  #passedOver: { events: number; readonly endpoints: Set<string> } | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly sources: WebhookSources,
    private readonly endpoints: Endpoints,
    private readonly deliveries: Deliveries,
    private readonly personalData: PersonalData,
    private readonly clients: Pick<Authenticator, 'withId'>,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  /** Called after something was queued here; null: it is not known what, or there is more to do. */
  set onQueued(wake: (made: readonly Delivery[] | null) => void) {
    this.#onQueued = wake;
  }

  get policy(): OrderedPolicy<DomainEvent> {
    return {
      name: queuePolicy,
      events: [...this.sources.events, ...webhookEvents],
      batch: 64,
      handle: (events) => this.#handle(events),
    };
  }

  async #handle(events: readonly Recorded[]): Promise<void> {
    const oldest = this.kernel.clock.now() - longestBehindMs;
    const isCurrent = ({ metadata }: Recorded) => epochMs(metadata.at) >= oldest;
    // A removal says how the endpoint stands, however long ago it was.
    const orders = events.filter(isOurs).filter((event) => isCurrent(event) || isRemoval(event));
    if (orders.length > 0) this.endpoints.forget();
    // All at once: a write waits 40 ms for others, and the webhooks of every client wait for these.
    await Promise.all(orders.filter((event) => !isRemoval(event)).map((event) => this.#order(event)));
    // Nothing that the others have made due is left to an endpoint that was removed after them.
    await Promise.all(orders.filter(isRemoval).map((event) => this.#order(event)));
    const told = events.filter((event) => !isOurs(event));
    const made = await this.queue(told.filter(isCurrent), { only: null, alsoFailed: false });
    const isAsked = orders.length > 0;
    if (made.length > 0 || isAsked) this.#onQueued(isAsked ? null : made);
    await this.#passOver(
      told.filter((event) => !isCurrent(event)),
      events.some(isCurrent),
    );
  }

  /**
   * Tells the operator of what is too old to be queued by itself: at once of the first, and how much more it was when that is over. Of a log that was
   * moved it may be millions.
   */
  async #passOver(old: readonly Recorded[], isOver: boolean): Promise<void> {
    const active = old.length === 0 ? [] : (await this.endpoints.lately()).filter(isActive);
    const endpoints = new Set<string>();
    const missed: Recorded[] = [];
    for (const event of old) {
      const hearing = await this.#hearing(event, active);
      for (const { id } of hearing) endpoints.add(id);
      if (hearing.length > 0) missed.push(event);
    }
    if (missed.length > 0 && this.#passedOver === null) {
      this.#passedOver = { events: 0, endpoints: new Set() };
      const facts = { events: missed.length, since: missed[0]!.metadata.at, endpoints: [...endpoints] };
      this.logger.warn(facts, notQueued);
    } else if (this.#passedOver !== null) {
      this.#passedOver.events += missed.length;
      for (const id of endpoints) this.#passedOver.endpoints.add(id);
    }
    if (!isOver || this.#passedOver === null) return;
    const more = { events: this.#passedOver.events, endpoints: [...this.#passedOver.endpoints] };
    this.#passedOver = null;
    if (more.events > 0) this.logger.warn(more, moreNotQueued);
  }

  /** The endpoints that are told of an event. */
  async #hearing(event: Recorded, among: readonly Endpoint[]): Promise<readonly Endpoint[]> {
    const type = this.sources.of(event.type)?.types[event.type];
    const hearing: Endpoint[] = [];
    if (type === undefined) return hearing;
    for (const each of among)
      if (asksFor(each.events, type) && event.position > (await this.endpoints.createdAt(each.id))) hearing.push(each);
    return hearing;
  }

  /** Adds what the endpoints have not been told, and returns it. `only`: one endpoint; null: all. `alsoFailed`: what has failed is tried again too. */
  async queue(
    events: readonly Recorded[],
    { only, alsoFailed }: { readonly only: string | null; readonly alsoFailed: boolean },
  ): Promise<readonly Delivery[]> {
    if (events.length === 0) return [];
    const all = await this.endpoints.lately();
    const active = all.filter((each) => isActive(each) && (only === null || each.id === only));
    if (active.length === 0) return [];
    const wanted = new Map<string, () => Promise<Delivery | null>>();
    for (const [index, event] of events.entries()) {
      if (index % eventsPerTurn === eventsPerTurn - 1) await yieldToRequests();
      const source = this.sources.of(event.type);
      const type = source?.types[event.type];
      if (source === null || type === undefined) continue;
      const hearing = await this.#hearing(event, active);
      if (hearing.length === 0) continue;
      const told = await source.tell(event);
      if (told === null) continue;
      const written = new Map<string | null, Promise<Written | null>>();
      for (const { id, clientId } of hearing) {
        const deliveryId = deliveryIdOf(id, event.id);
        wanted.set(deliveryId, async () => {
          const writing = written.get(clientId) ?? this.#write(clientId, event, type, source, told);
          written.set(clientId, writing);
          const content = await writing;
          return content && { ...this.#fresh(deliveryId, id, clientId, event.position), ...content };
        });
      }
    }
    const known = await this.deliveries.among([...wanted.keys()]);
    const made: Delivery[] = [];
    for (const [id, make] of wanted) {
      if (!known.has(id)) {
        if (made.length % deliveriesPerTurn === deliveriesPerTurn - 1) await yieldToRequests();
        const fresh = await make();
        if (fresh !== null) made.push(fresh);
      }
    }
    await this.deliveries.add(deliveries, made);
    if (alsoFailed)
      await this.#changeAll([...known.keys()], (delivery) => recovered(delivery, instant(this.kernel.clock.now())));
    return made;
  }

  /** What `POST …/test` has asked for. Done at once by the instance that was asked, and again where the log tells of it. */
  async addTest(endpointId: string, deliveryId: string, position: Position, at: string): Promise<void> {
    const known = (await this.endpoints.all()).find(({ id }) => id === endpointId);
    if (known === undefined) return;
    const sequence = 1;
    const body = JSON.stringify({ type: testType, timestamp: at, data: { id: deliveryId, endpointId, sequence } });
    const rest = { type: testType, resourceId: deliveryId, sequence, body, isSealed: false };
    await this.deliveries.add(deliveries, [
      { ...this.#fresh(deliveryId, endpointId, known.clientId, position), ...rest },
    ]);
  }

  /** What `POST …/redeliver` has asked for; as `addTest`. */
  async sendAgain(deliveryId: string, position: Position): Promise<Delivery | null> {
    const now = instant(this.kernel.clock.now());
    return this.deliveries.change(deliveryId, (delivery) => redelivered(delivery, sortable(position), now));
  }

  /** The events of the log that are told to endpoints. */
  get told(): readonly AnyEventDefinition[] {
    return this.sources.events;
  }

  /** What all endpoints of one client are sent; null: they hear nothing of it. */
  async #write(
    clientId: string | null,
    event: Recorded,
    type: string,
    { route }: WebhookSource,
    told: Told,
  ): Promise<Written | null> {
    const client = this.#eyesOf(clientId, event);
    if (client === null) return null;
    if (clientId !== null) {
      const row = access.get(route);
      const isPublic = row !== undefined && 'anybody' in row;
      if (!isPublic && (scopeOf(client.roles, row) === null || told.owner !== clientId)) return null;
    }
    const data = { ...(await told.show(client)), sequence: told.sequence };
    const body = JSON.stringify({ type, timestamp: event.metadata.at, data });
    const { about, resourceId, sequence } = told;
    return {
      type,
      resourceId,
      sequence,
      // Under the key that its payment has: after an erasure it cannot be read here either.
      body: about === null ? body : await this.personalData.sealUnderKeyOf(about, body),
      isSealed: about !== null,
    };
  }

  #fresh(id: string, endpointId: string, client: string | null, position: Position) {
    return {
      id,
      endpointId,
      client,
      redeliveryOf: null,
      lastOrder: null,
      ...freshlyQueued(position, this.kernel.clock.now(), this.kernel.newId()),
    } as const;
  }

  /** By whose rights the resource is shown. An endpoint of all clients sees it masked; a client that may not call hears nothing. */
  #eyesOf(clientId: string | null, { metadata: { correlationId } }: Recorded): ApiClient | null {
    if (clientId === null)
      return { kind: 'client', id: 'webhooks', name: 'webhooks', roles: [], owner: null, scope: 'all', correlationId };
    const principal = this.clients.withId(clientId);
    return principal && { ...principal, scope: 'own', correlationId };
  }

  /** What was asked of one endpoint. Each may come twice, and counts once. */
  async #order(event: Recorded<WebhookEvent>): Promise<void> {
    const { endpointId, at } = event.data;
    switch (event.type) {
      case 'WebhookTestAsked':
        await this.addTest(endpointId, event.data.deliveryId, event.position, at);
        return;
      case 'WebhookRedeliveryAsked':
        await this.sendAgain(event.data.deliveryId, event.position);
        return;
      case 'WebhookRecoveryAsked': {
        const after = await this.#positionBefore(event.data.since);
        const until = sortable(event.position);
        const recovery = { id: event.id, endpointId, alsoFailed: true, after, until, isDone: false };
        await this.deliveries.add(recoveries, [recovery]);
        return;
      }
      case 'WebhookEndpointRemoved':
        await this.#fail(endpointId, at);
        return;
      default:
        return;
    }
  }

  async #positionBefore(since: string): Promise<string> {
    return sortable(await positionBefore(this.kernel.store, epochMs(since)));
  }

  async #fail(endpointId: string, at: string): Promise<void> {
    for (;;) {
      const { documents } = await this.deliveries.where({ where: { endpointId, status: 'pending' }, limit: 200 });
      if (documents.length === 0) return;
      await this.#changeAll(
        documents.map(({ id }) => id),
        (delivery) =>
          delivery.status === 'pending' ? { ...delivery, status: 'failed', nextTryAt: null, settledAt: at } : null,
      );
    }
  }

  /** At once: a write waits 40 ms for others, and other endpoints wait for this. */
  async #changeAll(ids: readonly string[], grow: (delivery: Delivery) => Delivery | null): Promise<void> {
    await Promise.all(ids.map((id) => this.deliveries.change(id, grow)));
  }
}

type Written = Pick<Delivery, 'type' | 'resourceId' | 'sequence' | 'body' | 'isSealed'>;

const ours: ReadonlySet<string> = new Set(webhookEvents.map(({ type }) => type));
const isOurs = (event: Recorded): event is Recorded<WebhookEvent> => ours.has(event.type);
const isActive = ({ status }: Endpoint): boolean => status === 'active';
const isRemoval = ({ type }: Recorded<WebhookEvent>): boolean => type === 'WebhookEndpointRemoved';

/** Its checkpoint is kept under it. */
export const queuePolicy = 'queue-webhooks';
/**
 * What was recorded longer ago is not queued by itself: a log that was moved to another store would otherwise send all that it holds once more. No
 * delivery is tried for so long. `recover` sends it.
 */
export const longestBehindMs = 7 * 86_400_000;
const notQueued =
  'Webhooks of events that were recorded more than 7 days ago were not queued: the gateway was off, its clock was set forward, or the log was moved. Where the endpoints were not told of them before, send them with POST /v1/webhook-endpoints/{id}/recover and this `since`.';
const moreNotQueued =
  'More webhooks were not queued, for the reason that was said before; its `since` goes for them too.';
/** So much is done before requests that wait are answered. */
const eventsPerTurn = 8;
const deliveriesPerTurn = 40;
