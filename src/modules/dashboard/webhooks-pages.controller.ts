import { randomUUID } from 'node:crypto';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { mayUse } from '../../http/access.js';
import { Called, type ApiClient, type Call } from '../../http/authentication.js';
import { filtersOf } from '../../http/list-query.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, keyFor, keyOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { instant } from '../../kernel/domain/clock.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { isLineOf } from '../../kernel/domain/text.js';
import { isDay } from '../ledger/contract.js';
import { areEventNames, deliveryStatuses, type Delivery } from '../webhooks/contract.js';
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
  type EndpointWithSecret,
} from '../webhooks/contract.http.js';
import { frameOf } from './page-frame.js';
import { listAsCsv, unlessTooBroad, type CsvColumns } from './list-csv.js';
import { cursorIn, ifSet, oneOf, readFilters, wantsCsv, withinDays, type Filters } from './list-filters.js';
import {
  deliveriesPage,
  deliveryPage,
  endpointPage,
  removePage,
  secretPage,
  webhooksPage,
  wrongWebhook,
  type DeliveryFilter,
  type EndpointFields,
} from './webhooks.page.js';

const here = '/webhooks';
const failuresShown = 20;
const onAPage = 50;
const inAQuestion = 200;

/** Where webhooks go and what came of them, for the people who look after them. */
@Controller('webhooks')
export class WebhooksPagesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Pages) private readonly pages: Pages,
  ) {}

  @PageRoute()
  @Get()
  overview(@Called() call: Call): Promise<string> {
    return this.#overview(call, none, []);
  }

  @FormRoute()
  @Post('endpoints')
  @HttpCode(200)
  async create(@Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const typed = typedIn(request);
    const { url, events, clientId } = typed;
    const owner = clientId === '' ? null : clientId;
    const faults = await this.#faultsOf(typed, owner);
    const made = await this.#tried(faults, call, () =>
      this.commands.execute(
        new CreateWebhookEndpoint(client, url, namesIn(events), owner, by, keyOf(request.body as Form | undefined)),
      ),
    );
    if ('wrong' in made) return this.#overview(call, typed, made.wrong);
    return this.#secret(call, made.came);
  }

  @PageRoute()
  @Get('endpoints/:id')
  endpoint(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#endpoint(id, call, {}, []);
  }

  @FormRoute()
  @Post('endpoints/:id')
  @HttpCode(200)
  async change(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const typed = typedIn(request);
    const { clientId } = await this.queries.execute(new WebhookEndpointById(client, id));
    const changed = await this.#tried(await this.#faultsOf(typed, clientId), call, () =>
      this.commands.execute(new ChangeWebhookEndpoint(client, id, typed.url, namesIn(typed.events), false, by)),
    );
    if ('wrong' in changed) return this.#endpoint(id, call, typed, changed.wrong);
    throw new SeeOther(`${here}/endpoints/${id}?done=1`);
  }

  @FormRoute()
  @Post('endpoints/:id/start')
  async start(@Param('id') id: string, @Called() call: Call): Promise<never> {
    const { client, by } = call;
    await this.commands.execute(new ChangeWebhookEndpoint(client, id, null, null, true, by));
    throw new SeeOther(`${here}/endpoints/${id}?done=1`);
  }

  @FormRoute()
  @Post('endpoints/:id/rotate')
  @HttpCode(200)
  async rotate(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const form = request.body as Form | undefined;
    const overlapMs = overlaps[fieldOf(form, 'overlap') as keyof typeof overlaps] ?? overlaps.day;
    return this.#secret(
      call,
      await this.commands.execute(new RotateWebhookSecret(client, id, overlapMs, by, keyOf(form))),
    );
  }

  @FormRoute()
  @Post('endpoints/:id/test')
  async test(@Param('id') id: string, @Called() call: Call): Promise<never> {
    const { client, by, request } = call;
    const key = keyOf(request.body as Form | undefined);
    const { id: deliveryId } = await this.commands.execute(new TestWebhookEndpoint(client, id, by, key));
    throw new SeeOther(`${here}/deliveries/${deliveryId}?done=1`);
  }

  @FormRoute()
  @Post('endpoints/:id/recover')
  @HttpCode(200)
  async recover(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const day = fieldOf(request.body as Form | undefined, 'since');
    const since = instant(isDay(day) ? Date.parse(`${day}T00:00:00+02:00`) : 0);
    const asked = await this.#tried(isDay(day) ? [] : [{ field: 'since', message: '' }], call, () =>
      this.commands.execute(new RecoverWebhooks(client, id, since, by)),
    );
    if ('wrong' in asked) return this.#endpoint(id, call, { since: day }, asked.wrong);
    throw new SeeOther(`${here}/endpoints/${id}?done=1`);
  }

  @PageRoute()
  @Get('endpoints/:id/remove')
  askRemove(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#askRemove(id, call, false);
  }

  @FormRoute()
  @Post('endpoints/:id/remove')
  @HttpCode(200)
  async remove(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const endpoint = await this.#endpointOrNull(client, id);
    // A second press finds none, and that is what was asked for.
    if (endpoint === null || endpoint.status === 'removed') throw new SeeOther(here);
    const seen = fieldOf(request.body as Form | undefined, 'seen');
    if (seen !== endpoint.url) return this.#askRemove(id, call, seen !== '');
    await this.commands.execute(new RemoveWebhookEndpoint(client, id, by));
    throw new SeeOther(here);
  }

  @PageRoute()
  @Get('deliveries')
  async deliveries(@Called() call: Call): Promise<string | Readable> {
    const { client, request, reply } = call;
    const { filters, wrong } = readFilters(known, request.query);
    if (wantsCsv(request.query) && wrong.length === 0) {
      const page = (cursor: string | null) => this.#page(filters, client, inAQuestion, cursor);
      return listAsCsv(reply, 'webhook-deliveries.csv', columns, await page(null), page);
    }
    const found = await unlessTooBroad(this.#page(filters, client, onAPage, cursorIn(request.query)));
    return this.pages.show(request, reply, deliveriesPage({ ...frameOf(call, here), filters, wrong, found }));
  }

  @PageRoute()
  @Get('deliveries/:id')
  async delivery(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { person, client, request, reply } = call;
    const delivery = await this.queries.execute(new WebhookDeliveryById(client, id));
    const endpoint = await this.#endpointOrNull(client, delivery.endpointId);
    const mayRedeliver =
      endpoint?.status === 'active' && mayUse(person.principal.roles, 'POST /webhooks/deliveries/:id/redeliver');
    const shown = { ...frameOf(call, here), delivery, endpoint, mayRedeliver, isDone: isDoneIn(request) };
    return this.pages.show(request, reply, deliveryPage(shown));
  }

  @FormRoute()
  @Post('deliveries/:id/redeliver')
  async redeliver(@Param('id') id: string, @Called() call: Call): Promise<never> {
    const { client, by, request } = call;
    const { triesMade } = await this.queries.execute(new WebhookDeliveryById(client, id));
    // Pressed again, or on an old page: there was another try since, and it is shown first.
    if (fieldOf(request.body as Form | undefined, 'seen') !== String(triesMade))
      throw new SeeOther(`${here}/deliveries/${id}`);
    await this.commands.execute(new RedeliverWebhook(client, id, by));
    throw new SeeOther(`${here}/deliveries/${id}?done=1`);
  }

  async #overview(call: Call, typed: EndpointFields, wrong: readonly Wrong[]): Promise<string> {
    const { person, client, request, reply } = call;
    const [endpoints, failed, waiting] = await Promise.all([
      this.queries.execute(new WebhookEndpointsOf(client)),
      this.queries.execute(new WebhookDeliveriesWhere(client, { status: 'failed' }, failuresShown, null)),
      this.queries.execute(new WebhookDeliveriesWhere(client, { status: 'pending' }, failuresShown, null)),
    ]);
    const mayChange = mayUse(person.principal.roles, 'POST /webhooks/endpoints');
    const lists = { endpoints, failed: failed.documents, waiting: waiting.documents };
    return this.pages.show(
      request,
      reply,
      webhooksPage({
        ...frameOf(call, here),
        ...lists,
        hasMore: failed.nextCursor !== null,
        mayChange,
        key: keyFor(request),
        typed,
        wrong,
      }),
    );
  }

  async #endpoint(id: string, call: Call, typed: Partial<EndpointFields>, wrong: readonly Wrong[]): Promise<string> {
    const { person, client, request, reply } = call;
    const endpoint = await this.queries.execute(new WebhookEndpointById(client, id));
    const newest = await this.queries.execute(
      new WebhookDeliveriesWhere(client, { endpointId: id }, failuresShown, null),
    );
    const shown = {
      ...frameOf(call, here),
      endpoint,
      newest: newest.documents,
      mayChange: mayUse(person.principal.roles, 'POST /webhooks/endpoints/:id'),
      key: randomUUID(),
      typed: { ...none, url: endpoint.url, events: endpoint.events.join(', '), ...typed },
      wrong,
      isDone: wrong.length === 0 && isDoneIn(request),
    };
    return this.pages.show(request, reply, endpointPage(shown));
  }

  async #askRemove(id: string, call: Call, hasChanged: boolean): Promise<string> {
    const { client, request, reply } = call;
    const endpoint = await this.queries.execute(new WebhookEndpointById(client, id));
    return this.pages.show(request, reply, removePage({ ...frameOf(call, here), endpoint, hasChanged }));
  }

  /** All at once: what has no form that it may have, and of the rest what the rules say. */
  async #faultsOf(typed: EndpointFields, owner: string | null) {
    const formless = faultsOf(typed);
    const ifRead = <T>(field: string, value: T): T | null =>
      formless.some((fault) => fault.field === field) ? null : value;
    const query = new WebhookEndpointFaults(
      ifRead('url', typed.url),
      ifRead('events', namesIn(typed.events)),
      ifRead('clientId', owner),
    );
    const ruled = await this.queries.execute(query);
    return ['url', 'events', 'clientId'].flatMap((name) =>
      [...formless, ...ruled].filter(({ field }) => field === name).slice(0, 1),
    );
  }

  #secret(call: Call, { endpoint: { id }, secret, isNewest }: EndpointWithSecret): string {
    const { request, reply } = call;
    // Pressed again after the secret was changed: it is not this endpoint's any more.
    if (!isNewest) throw new SeeOther(`${here}/endpoints/${id}`);
    return this.pages.show(request, reply, secretPage({ ...frameOf(call, here), id, secret }));
  }

  /** Null: it was removed. */
  async #endpointOrNull(client: ApiClient, id: string) {
    try {
      return await this.queries.execute(new WebhookEndpointById(client, id));
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'not-found') return null;
      throw error;
    }
  }

  async #page(filters: Filters<DeliveryFilter>, client: ApiClient, limit: number, cursor: string | null) {
    const { status, endpointId, type, resourceId, from, to } = filters;
    const where = filtersOf({
      status: ifSet(status),
      endpointId: ifSet(endpointId),
      type: ifSet(type),
      resourceId: ifSet(resourceId),
      createdAt: withinDays(from, to),
    });
    const { documents, nextCursor } = await this.queries.execute(
      new WebhookDeliveriesWhere(client, where, limit, cursor),
    );
    return { rows: documents, next: nextCursor };
  }

  /** Carries an order out unless something typed has no form that it may have; what the order finds wrong with it is shown at its field too. */
  async #tried<T>(
    faults: readonly { readonly field: string; readonly message: string }[],
    call: Call,
    order: () => Promise<T>,
  ): Promise<{ readonly came: T } | { readonly wrong: readonly Wrong[] }> {
    const { person, request } = call;
    const language = languageOf(request, person.language);
    if (faults.length > 0) return { wrong: wrongWebhook(faults, language) };
    try {
      return { came: await order() };
    } catch (error) {
      if (error instanceof InvalidInput) return { wrong: wrongWebhook(error.errors, language) };
      if (error instanceof Refusal && error.code === 'API_CLIENT_NOT_FOUND')
        return { wrong: wrongWebhook([{ field: 'clientId', message: '' }], language) };
      throw error;
    }
  }
}

const none: EndpointFields = { url: '', events: '', clientId: '', since: '' };
const hourMs = 3_600_000;
/** How long the earlier secrets sign too. */
const overlaps = { none: 0, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;

const known = {
  status: oneOf(deliveryStatuses),
  endpointId: null,
  type: null,
  resourceId: null,
  from: isDay,
  to: isDay,
} as const;

const isDoneIn = ({ query }: FastifyRequest): boolean => (query as { readonly done?: unknown }).done === '1';

const typedIn = ({ body }: FastifyRequest): EndpointFields => ({
  url: fieldOf(body as Form | undefined, 'url'),
  events: fieldOf(body as Form | undefined, 'events'),
  clientId: fieldOf(body as Form | undefined, 'clientId'),
  since: fieldOf(body as Form | undefined, 'since'),
});

const namesIn = (events: string): readonly string[] => events.split(/[\s,;]+/).filter((name) => name !== '');

const faultsOf = ({ url, events, clientId }: EndpointFields) =>
  [
    ...(isLineOf(url, 1, 2_000) ? [] : ['url']),
    ...(areEventNames(namesIn(events)) ? [] : ['events']),
    ...(clientId === '' || isLineOf(clientId, 1, 100) ? [] : ['clientId']),
  ].map((field) => ({ field, message: '' }));

const columns: CsvColumns<Delivery> = [
  ['Created', ({ createdAt }) => createdAt],
  ['Delivery', ({ id }) => id],
  ['Endpoint', ({ endpointId }) => endpointId],
  ['Type', ({ type }) => type],
  ['Resource', ({ resourceId }) => resourceId],
  ['Status', ({ status }) => status],
  ['Tries', ({ triesMade }) => String(triesMade)],
  ['Last try', ({ tries }) => tries.at(-1)?.at ?? ''],
  ['Last answer', ({ tries }) => String(tries.at(-1)?.status ?? '')],
  ['Last error', ({ tries }) => tries.at(-1)?.error ?? ''],
  ['Next try', ({ nextTryAt }) => nextTryAt ?? ''],
];
