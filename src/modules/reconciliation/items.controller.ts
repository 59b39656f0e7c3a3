import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { mayForAll } from '../../http/access.js';
import { authenticatorToken, By, Client, type ApiClient, type Authenticator } from '../../http/authentication.js';
import { filtersOf } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import {
  AssignItemBody,
  ItemNoteBody,
  ItemReasonBody,
  ItemsQuery,
  ResolveItemBody,
  ResolveItemsBody,
} from './reconciliation.bodies.js';
import { ItemById, ItemsWhere, ResolveItems, WorkOnItem, type Work } from './reconciliation.commands.js';
import { operations } from './reconciliation.documentation.js';
import { ReconciliationResources } from './reconciliation.resource.js';

const isNobody = 'must be the id of an API client that may resolve the item';

@ApiTags('Reconciliation')
@ApiBearerAuth()
@Controller('v1/reconciliation/items')
export class ItemsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ReconciliationResources) private readonly resources: ReconciliationResources,
    @Inject(authenticatorToken) private readonly clients: Authenticator,
  ) {}

  @Documented(operations.listItems)
  @Get()
  async list(
    @Query() { outcome, status, assignee, statementId, paymentId, limit, cursor }: ItemsQuery,
    @Client() client: ApiClient,
  ) {
    const where = filtersOf({ outcome, status, assignee, statementId, paymentId }) as Record<string, string>;
    return this.resources.page(await this.queries.execute(new ItemsWhere(where, limit, cursor ?? null)), client);
  }

  @Documented(operations.getItem)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return this.resources.item(await this.queries.execute(new ItemById(id)), client);
  }

  @Documented(operations.resolveItems)
  @Post('resolve')
  @HttpCode(200)
  async resolveAll(
    @Body() { filter, resolution, note, adjustmentId, preview = false }: ResolveItemsBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    const { statementId, outcome, status, assignee } = filter;
    const where = filtersOf({ statementId, outcome, status, assignee }) as Record<string, string>;
    if (Object.keys(where).length === 0)
      throw new InvalidInput([{ field: 'filter', message: 'must name at least one of its members' }]);
    const decided = { resolution, note, adjustmentId: adjustmentId ?? null };
    const done = await this.commands.execute(new ResolveItems(where, decided, preview, client, by));
    return this.resources.resolved(done, preview, client);
  }

  @Documented(operations.resolveItem)
  @Post(':id/resolve')
  @HttpCode(200)
  resolve(
    @Param('id') id: string,
    @Body() { resolution, note, adjustmentId }: ResolveItemBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    const decided = { resolution, note, adjustmentId: adjustmentId ?? null };
    return this.#work(id, { act: 'resolve', decided }, client, by);
  }

  @Documented(operations.approveItem)
  @Post(':id/approve')
  @HttpCode(200)
  approve(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return this.#work(id, { act: 'approve' }, client, by);
  }

  @Documented(operations.rejectItem)
  @Post(':id/reject')
  @HttpCode(200)
  reject(
    @Param('id') id: string,
    @Body() { reason: text }: ItemReasonBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.#work(id, { act: 'reject', text }, client, by);
  }

  @Documented(operations.reopenItem)
  @Post(':id/reopen')
  @HttpCode(200)
  reopen(
    @Param('id') id: string,
    @Body() { reason: text }: ItemReasonBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.#work(id, { act: 'reopen', text }, client, by);
  }

  @Documented(operations.assignItem)
  @Post(':id/assign')
  @HttpCode(200)
  assign(@Param('id') id: string, @Body() { assignee }: AssignItemBody, @Client() client: ApiClient, @By() by: Origin) {
    const taker = this.clients.withId(assignee ?? client.id);
    if (taker === null || !mayForAll(taker.roles, 'POST /v1/reconciliation/items/:id/resolve'))
      throw new InvalidInput([{ field: 'assignee', message: isNobody }]);
    return this.#work(id, { act: 'assign', assignee: taker.id }, client, by);
  }

  @Documented(operations.addItemNote)
  @Post(':id/notes')
  @HttpCode(200)
  note(@Param('id') id: string, @Body() { text }: ItemNoteBody, @Client() client: ApiClient, @By() by: Origin) {
    return this.#work(id, { act: 'note', text }, client, by);
  }

  @Documented(operations.acceptSuggestion)
  @Post(':id/accept-suggestion')
  @HttpCode(200)
  accept(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return this.#work(id, { act: 'accept-suggestion' }, client, by);
  }

  async #work(itemId: string, work: Work, client: ApiClient, by: Origin) {
    return this.resources.item(await this.commands.execute(new WorkOnItem(itemId, work, client, by)), client);
  }
}
