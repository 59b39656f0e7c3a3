import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { mayUse } from '../../http/access.js';
import { By, Client, Person, type ApiClient, type SignedIn } from '../../http/authentication.js';
import { filtersOf } from '../../http/list-query.js';
import type { Wrong } from '../../http/pages/components.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { menuFor } from '../../http/pages/menu.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { Pages } from '../../http/pages/pages.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { isPlain, isTextOf } from '../../kernel/domain/text.js';
import { QueryTooBroad } from '../../kernel/ports/document-store.js';
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
  WebhookEndpointsOf,
} from '../webhooks/contract.http.js';
import { listAsCsv, type CsvColumns, type Rows } from './list-csv.js';
import { cursorIn, ifSet, oneOf, readFilters, wantsCsv, type Filters } from './list-filters.js';
import { isDay, withinDays } from './payment-filters.js';
import {
  deliveriesPage,
  deliveryPage,
  endpointPage,
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
  overview(
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#overview(person, client, none, [], request, reply);
  }

  @FormRoute()
  @Post('endpoints')
  @HttpCode(200)
  async create(
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const typed = typedIn(request);
    const { url, events, clientId } = typed;
    const faults = faultsOf(typed);
    const owner = clientId === '' ? null : clientId;
    const made = await this.#tried(faults, person, request, () =>
      this.commands.execute(new CreateWebhookEndpoint(client, url, namesIn(events), owner, by)),
    );
    if ('wrong' in made) return this.#overview(person, client, typed, made.wrong, request, reply);
    return this.#secret(person, made.came.endpoint.id, made.came.secret, request, reply);
  }

  @PageRoute()
  @Get('endpoints/:id')
  endpoint(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    return this.#endpoint(id, person, client, null, [], request, reply);
  }

  @FormRoute()
  @Post('endpoints/:id')
  @HttpCode(200)
  async change(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const typed = typedIn(request);
    const changed = await this.#tried(faultsOf(typed), person, request, () =>
      this.commands.execute(new ChangeWebhookEndpoint(client, id, typed.url, namesIn(typed.events), false, by)),
    );
    if ('wrong' in changed) return this.#endpoint(id, person, client, typed, changed.wrong, request, reply);
    throw new SeeOther(`${here}/endpoints/${id}?done=1`);
  }

  @FormRoute()
  @Post('endpoints/:id/start')
  async start(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin): Promise<never> {
    await this.commands.execute(new ChangeWebhookEndpoint(client, id, null, null, true, by));
    throw new SeeOther(`${here}/endpoints/${id}?done=1`);
  }

  @FormRoute()
  @Post('endpoints/:id/rotate')
  @HttpCode(200)
  async rotate(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const overlap = fieldOf(request.body as Form | undefined, 'overlap');
    const overlapMs = overlaps[overlap as keyof typeof overlaps] ?? overlaps.day;
    const { secret } = await this.commands.execute(new RotateWebhookSecret(client, id, overlapMs, by));
    return this.#secret(person, id, secret, request, reply);
  }

  @FormRoute()
  @Post('endpoints/:id/test')
  async test(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin): Promise<never> {
    const { id: deliveryId } = await this.commands.execute(new TestWebhookEndpoint(client, id, by));
    throw new SeeOther(`${here}/deliveries/${deliveryId}?done=1`);
  }

  @FormRoute()
  @Post('endpoints/:id/recover')
  @HttpCode(200)
  async recover(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const day = fieldOf(request.body as Form | undefined, 'since');
    const since = instant(isDay(day) ? Date.parse(`${day}T00:00:00+02:00`) : 0);
    const asked = await this.#tried(isDay(day) ? [] : [{ field: 'since', message: '' }], person, request, () =>
      this.commands.execute(new RecoverWebhooks(client, id, since, by)),
    );
    if ('wrong' in asked) return this.#endpoint(id, person, client, null, asked.wrong, request, reply);
    throw new SeeOther(`${here}/endpoints/${id}?done=1`);
  }

  @FormRoute()
  @Post('endpoints/:id/remove')
  async remove(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin): Promise<never> {
    await this.commands.execute(new RemoveWebhookEndpoint(client, id, by));
    throw new SeeOther(here);
  }

  @PageRoute()
  @Get('deliveries')
  async deliveries(
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Readable> {
    const { filters, wrong } = readFilters(known, request.query);
    if (wantsCsv(request.query) && wrong.length === 0) {
      const page = async (cursor: string | null) => this.#page(filters, client, inAQuestion, cursor);
      return listAsCsv(reply, 'webhook-deliveries.csv', columns, await page(null), page);
    }
    const found = await this.#pageOrNull(filters, client, cursorIn(request.query));
    return this.pages.show(request, reply, deliveriesPage({ ...frameOf(person, request), filters, wrong, found }));
  }

  @PageRoute()
  @Get('deliveries/:id')
  async delivery(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const delivery = await this.queries.execute(new WebhookDeliveryById(client, id));
    const endpoint = await this.#endpointOrNull(client, delivery.endpointId);
    const mayRedeliver =
      endpoint?.status === 'active' && mayUse(person.principal.roles, 'POST /webhooks/deliveries/:id/redeliver');
    const shown = { ...frameOf(person, request), delivery, endpoint, mayRedeliver, isDone: isDoneIn(request) };
    return this.pages.show(request, reply, deliveryPage(shown));
  }

  @FormRoute()
  @Post('deliveries/:id/redeliver')
  async redeliver(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin): Promise<never> {
    await this.commands.execute(new RedeliverWebhook(client, id, by));
    throw new SeeOther(`${here}/deliveries/${id}?done=1`);
  }

  async #overview(
    person: SignedIn,
    client: ApiClient,
    typed: EndpointFields,
    wrong: readonly Wrong[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
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
        ...frameOf(person, request),
        ...lists,
        hasMore: failed.nextCursor !== null,
        mayChange,
        typed,
        wrong,
      }),
    );
  }

  async #endpoint(
    id: string,
    person: SignedIn,
    client: ApiClient,
    typed: EndpointFields | null,
    wrong: readonly Wrong[],
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const endpoint = await this.queries.execute(new WebhookEndpointById(client, id));
    const newest = await this.queries.execute(
      new WebhookDeliveriesWhere(client, { endpointId: id }, failuresShown, null),
    );
    const shown = {
      ...frameOf(person, request),
      endpoint,
      newest: newest.documents,
      mayChange: mayUse(person.principal.roles, 'POST /webhooks/endpoints/:id'),
      typed: typed ?? { url: endpoint.url, events: endpoint.events.join(', '), clientId: '' },
      wrong,
      isDone: wrong.length === 0 && isDoneIn(request),
    };
    return this.pages.show(request, reply, endpointPage(shown));
  }

  #secret(person: SignedIn, id: string, secret: string, request: FastifyRequest, reply: FastifyReply): string {
    return this.pages.show(request, reply, secretPage({ ...frameOf(person, request), id, secret }));
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

  /** Null where the filters together match too few of too many. */
  async #pageOrNull(
    filters: Filters<DeliveryFilter>,
    client: ApiClient,
    cursor: string | null,
  ): Promise<Rows<Delivery> | null> {
    try {
      return await this.#page(filters, client, onAPage, cursor);
    } catch (error) {
      if (error instanceof QueryTooBroad) return null;
      throw error;
    }
  }

  /** Carries an order out unless something typed has no form that it may have; what the order finds wrong with it is shown at its field too. */
  async #tried<T>(
    faults: readonly { readonly field: string; readonly message: string }[],
    person: SignedIn,
    request: FastifyRequest,
    order: () => Promise<T>,
  ): Promise<{ readonly came: T } | { readonly wrong: readonly Wrong[] }> {
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

const none: EndpointFields = { url: '', events: '', clientId: '' };
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

const frameOf = (person: SignedIn, request: FastifyRequest) => {
  const language = languageOf(request, person.language);
  return { language, menu: menuFor(person, language, here), token: person.formToken };
};

const isDoneIn = ({ query }: FastifyRequest): boolean => (query as { readonly done?: unknown }).done === '1';

const typedIn = ({ body }: FastifyRequest): EndpointFields => ({
  url: fieldOf(body as Form | undefined, 'url'),
  events: fieldOf(body as Form | undefined, 'events'),
  clientId: fieldOf(body as Form | undefined, 'clientId'),
});

const namesIn = (events: string): readonly string[] => events.split(/[\s,;]+/).filter((name) => name !== '');

const isLine = (text: string, most: number): boolean => isTextOf(text, 1, most) && isPlain(text);
const faultsOf = ({ url, events, clientId }: EndpointFields) =>
  [
    ...(isLine(url, 2_000) ? [] : ['url']),
    ...(areEventNames(namesIn(events)) ? [] : ['events']),
    ...(clientId === '' || isLine(clientId, 100) ? [] : ['clientId']),
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
