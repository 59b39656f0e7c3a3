import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mayForAll, mayUse } from '../../http/access.js';
import {
  authenticatorToken,
  Called,
  type ApiClient,
  type Authenticator,
  type Call,
} from '../../http/authentication.js';
import { filtersOf } from '../../http/list-query.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { validated } from '../../http/validation.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import {
  AssignItemBody,
  ItemById,
  ItemFilter,
  ItemNoteBody,
  ItemReasonBody,
  ItemsQuery,
  ItemsWhere,
  ReconciliationResources,
  ResolveItemBody,
  ResolveItems,
  StoryOfItem,
  WorkOnItem,
  type Work,
} from '../reconciliation/contract.http.js';
import { BooksDesk, csvOf, csvOfRows, filled, filtersBy, isAsked, type Fault } from './books-desk.js';
import { frameOf } from './page-frame.js';
import { unlessTooBroad } from './list-csv.js';
import { addressOf } from './list-filters.js';
import { wrongValue } from './books.page.js';
import {
  ageingColumns,
  bulkPage,
  itemColumns,
  itemLabels,
  itemPage,
  queuePage,
  type ShownItem,
} from './reconciliation.page.js';

const here = '/reconciliation';
const filterNames = ['outcome', 'status', 'assignee', 'statementId', 'paymentId'] as const;
/** Those of which the items that are to be resolved may be many. */
const bulkNames = ['outcome', 'status', 'assignee', 'statementId'] as const;
const decisionNames = ['resolution', 'note', 'adjustmentId'] as const;
const onAPage = 50;
const inAQuestion = 200;

/** What does not agree between our books and the providers’, for the people who find out why. */
@Controller('reconciliation')
export class ReconciliationPagesController {
  constructor(
    @Inject(BooksDesk) private readonly desk: BooksDesk,
    @Inject(ReconciliationResources) private readonly resources: ReconciliationResources,
    @Inject(authenticatorToken) private readonly clients: Authenticator,
  ) {}

  @PageRoute()
  @Get()
  async queue(@Called() call: Call) {
    const { person, client, request, reply } = call;
    const { filters, unread } = await filtersBy(ItemsQuery, request.query, filterNames);
    const columns = this.#columns();
    if (isAsked(request.query, 'format', 'csv') && unread.length === 0) {
      if (isAsked(request.query, 'of', 'ageing'))
        return csvOfRows(
          reply,
          'reconciliation-ageing',
          ageingColumns,
          (await this.#page(filters, client, 1, null)).ageing,
        );
      return csvOf(reply, 'reconciliation', columns, (cursor) => this.#page(filters, client, inAQuestion, cursor));
    }
    const frame = frameOf(call, here);
    const cursor = fieldOf(request.query as Form, 'cursor') || null;
    const page = await unlessTooBroad(this.#page(filters, client, onAPage, cursor));
    const ageing = page?.ageing ?? (await this.#page({}, client, 1, null)).ageing;
    const wrong = unread.map((field) => ({
      field,
      message: wrongValue(itemLabels[field as keyof typeof itemLabels][frame.language](), frame.language),
    }));
    const { roles } = person.principal;
    const isForMany =
      Object.keys(filters).length > 0 &&
      Object.keys(filters).every((name) => (bulkNames as readonly string[]).includes(name));
    const shown = queuePage({
      ...frame,
      columns,
      filters,
      wrong,
      items: page?.rows ?? null,
      ageing,
      next: page === null || page.next === null ? null : addressOf(here, filters, { cursor: page.next }),
      csv: addressOf(here, filters, { format: 'csv' }),
      ageingCsv: addressOf(here, { format: 'csv', of: 'ageing' }),
      mayBulk: isForMany && mayUse(roles, 'POST /reconciliation/items/resolve'),
      maySeeStatements: mayUse(roles, 'GET /reconciliation/statements'),
    });
    return this.desk.show(call, shown, wrong.length === 0 ? null : { status: 400, wrong });
  }

  @PageRoute()
  @Get('items/:id')
  item(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#item(id, call, null);
  }

  /** First what it would be; the second time, with what was found then, it is done. */
  @FormRoute()
  @Post('items/resolve')
  @HttpCode(200)
  async resolveAll(@Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    const filters = filled(request.body, bulkNames);
    const { resolution, note } = await validated(ResolveItemBody, filled(request.body, decisionNames));
    const decided = { resolution, note, adjustmentId: null };
    await validated(ItemFilter, filters);
    if (Object.keys(filters).length === 0) throw new InvalidInput([{ field: 'filter', message: 'must not be empty' }]);
    const where = this.#where(filters, client);
    const { found, items } = await this.desk.commands.execute(new ResolveItems(where, decided, true, client, by));
    const seen = fieldOf(request.body as Form, 'found');
    if (seen === String(found)) {
      await this.desk.commands.execute(new ResolveItems(where, decided, false, client, by));
      throw new SeeOther(addressOf(here, filters));
    }
    const frame = frameOf(call, here);
    const page = bulkPage({
      ...frame,
      columns: this.#columns(),
      filters,
      resolution,
      note,
      found,
      items: await this.resources.items(items, client),
      hasChanged: seen !== '',
    });
    return this.desk.show(call, page);
  }

  @FormRoute()
  @Post('items/:id/assign')
  @HttpCode(200)
  assign(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, request } = call;
    return this.#work(id, call, async () => {
      const { assignee } = await validated(AssignItemBody, filled(request.body, ['assignee']));
      const taker = this.clients.withId(assignee ?? client.id);
      if (taker === null || !mayForAll(taker.roles, 'POST /v1/reconciliation/items/:id/resolve'))
        throw new InvalidInput([{ field: 'assignee', message: 'must be the id of somebody who may resolve it' }]);
      return { act: 'assign', assignee: taker.id };
    });
  }

  @FormRoute()
  @Post('items/:id/notes')
  @HttpCode(200)
  note(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { request } = call;
    return this.#work(id, call, async () => {
      const { text } = await validated(ItemNoteBody, filled(request.body, ['text']));
      return { act: 'note', text };
    });
  }

  @FormRoute()
  @Post('items/:id/resolve')
  @HttpCode(200)
  resolve(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { request } = call;
    return this.#work(id, call, async () => {
      const asked = await validated(ResolveItemBody, filled(request.body, decisionNames));
      const { resolution, note, adjustmentId = null } = asked;
      return { act: 'resolve', decided: { resolution, note, adjustmentId } };
    });
  }

  @FormRoute()
  @Post('items/:id/approve')
  @HttpCode(200)
  approve(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#work(id, call, () => Promise.resolve({ act: 'approve' }));
  }

  @FormRoute()
  @Post('items/:id/reject')
  @HttpCode(200)
  reject(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { request } = call;
    return this.#work(id, call, () => reasoned('reject', request));
  }

  @FormRoute()
  @Post('items/:id/reopen')
  @HttpCode(200)
  reopen(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { request } = call;
    return this.#work(id, call, () => reasoned('reopen', request));
  }

  @FormRoute()
  @Post('items/:id/accept-suggestion')
  @HttpCode(200)
  accept(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#work(id, call, () => Promise.resolve({ act: 'accept-suggestion' }));
  }

  /** One act; what was wrong with it is shown on the page of the item. */
  async #work(id: string, call: Call, work: () => Promise<Work>): Promise<string> {
    const { client, by } = call;
    const fault = await this.desk.fault(call, itemLabels, async () =>
      this.desk.commands.execute(new WorkOnItem(id, await work(), client, by)),
    );
    if (fault !== null) return this.#item(id, call, fault);
    throw new SeeOther(`${here}/items/${id}?done=1`);
  }

  async #item(id: string, call: Call, fault: Fault | null): Promise<string> {
    const { person, client, request } = call;
    const item = await this.resources.item(await this.desk.queries.execute(new ItemById(id)), client);
    const story = await this.resources.story(await this.desk.queries.execute(new StoryOfItem(id)), client);
    const { roles } = person.principal;
    const page = itemPage({
      ...frameOf(call, here),
      item,
      story,
      nameOf: (of) => this.desk.nameOf(of),
      me: person.principal.id,
      mayWork: mayUse(roles, 'POST /reconciliation/items/:id/resolve'),
      mayApprove: mayUse(roles, 'POST /reconciliation/items/:id/approve'),
      maySeeStatements: mayUse(roles, 'GET /reconciliation/statements/:id'),
      done: fault === null && isAsked(request.query, 'done', '1'),
      wrong: fault?.wrong ?? [],
      typed: fault === null ? {} : filled(request.body, ['assignee', 'text', 'reason', ...decisionNames]),
    });
    return this.desk.show(call, page, fault);
  }

  async #page(filters: Readonly<Record<string, string>>, client: ApiClient, limit: number, cursor: string | null) {
    const found = await this.desk.queries.execute(new ItemsWhere(this.#where(filters, client), limit, cursor));
    const { data, nextCursor, ageing } = await this.resources.page(found, client);
    const rows: readonly ShownItem[] = data;
    return { rows, next: nextCursor, ageing };
  }

  /** `me` is whoever asks. */
  #where({ assignee, ...others }: Readonly<Record<string, string>>, client: ApiClient): Record<string, string> {
    return filtersOf({ ...others, assignee: assignee === 'me' ? client.id : assignee }) as Record<string, string>;
  }

  #columns() {
    return itemColumns((id) => this.desk.nameOf(id));
  }
}

async function reasoned(act: 'reject' | 'reopen', request: FastifyRequest): Promise<Work> {
  const { reason } = await validated(ItemReasonBody, filled(request.body, ['reason']));
  return { act, text: reason };
}
