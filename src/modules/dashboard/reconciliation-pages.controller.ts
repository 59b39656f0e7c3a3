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
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { languageOf } from '../../http/pages/page-language.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { sayIn } from '../../http/pages/text.js';
import { validated } from '../../http/validation.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import type { Condition } from '../../kernel/ports/document-store.js';
import { unresolved } from '../reconciliation/contract.js';
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
import { BooksDesk, csvOf, csvOfRows, filled, filtersBy, isAsked, wrongIn, type Fault } from './books-desk.js';
import { frameOf } from './page-frame.js';
import { unlessTooBroad } from './list-csv.js';
import { addressOf } from './list-filters.js';
import { changedSince } from './money-parts.page.js';
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
    const isAll = isAsked(request.query, 'status', 'all');
    const query = isAll ? { ...(request.query as object), status: '' } : request.query;
    const { filters: read, errors } = await filtersBy(ItemsQuery, query, filterNames);
    const filters = isAll ? { ...read, status: 'all' } : read;
    if (isAsked(request.query, 'format', 'csv') && errors.length === 0) {
      if (isAsked(request.query, 'of', 'ageing')) {
        const { ageing } = await this.#page(filters, client, 1, null);
        return csvOfRows(reply, 'reconciliation-ageing', ageingColumns, ageing);
      }
      const columns = this.#columns();
      return csvOf(reply, 'reconciliation', columns, (cursor) => this.#page(filters, client, inAQuestion, cursor));
    }
    if (errors.length === 0) return this.#queue(filters, call, null);
    const wrong = wrongIn(errors, request.query, itemLabels, languageOf(request, person.language));
    return this.#queue(filters, call, { status: 400, wrong });
  }

  @PageRoute()
  @Get('items/:id')
  item(@Param('id') id: string, @Called() call: Call): Promise<string> {
    return this.#item(id, call, null);
  }

  /** First what it would be; the second time, where the same is found as then, it is done. */
  @FormRoute()
  @Post('items/resolve')
  @HttpCode(200)
  async resolveAll(@Called() call: Call): Promise<string> {
    const { request } = call;
    const filters = filled(request.body, bulkNames);
    let shown: string | null = null;
    const fault = await this.desk.fault(call, itemLabels, async () => {
      const { resolution, note } = await validated(ResolveItemBody, filled(request.body, decisionNames));
      await validated(ItemFilter, filters);
      if (Object.keys(filters).length === 0)
        throw new InvalidInput([{ field: 'filter', message: 'must not be empty' }]);
      shown = await this.#resolveAll(filters, { resolution, note, adjustmentId: null }, call);
    });
    if (fault === null) return shown!;
    const { filters: known } = await filtersBy(ItemFilter, filters, bulkNames);
    return this.#queue(known, call, fault);
  }

  @FormRoute()
  @Post('items/:id/assign')
  @HttpCode(200)
  assign(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, request } = call;
    return this.#work(id, call, async () => {
      const { assignee } = await validated(AssignItemBody, filled(request.body, ['assignee']));
      // The form that names somebody was sent without a name: it is not taken for the one that takes it oneself.
      if (assignee === undefined && 'assignee' in (request.body as Form))
        throw new InvalidInput([{ field: 'assignee', message: 'must be the id of somebody who may resolve it' }]);
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

  /** One act; what was wrong with it is shown on the page of the item. Pressed twice it is done once, and on a page on which the item stood otherwise not at all. */
  async #work(id: string, call: Call, work: () => Promise<Work>): Promise<string> {
    const { client, by, request, person } = call;
    let asked: Work | null = null;
    let is: 'done' | 'changed' = 'done';
    const fault = await this.desk.fault(call, itemLabels, async () => {
      asked = await work();
      const { item, story } = await this.#read(id, client);
      if (fieldOf(request.body as Form, 'seen') !== seenOf(item, story)) {
        if (await this.#isLast(asked, id, client)) return;
        // What somebody has found out is kept, whatever others have done meanwhile.
        is = asked.act === 'note' ? 'done' : 'changed';
      }
      if (is === 'done') await this.desk.commands.execute(new WorkOnItem(id, asked, client, by));
    });
    // Of two presses at once, the second is refused for what the first has done.
    const isDone = fault === null ? is === 'done' : asked !== null && (await this.#isLast(asked, id, client));
    if (isDone) throw new SeeOther(`${here}/items/${id}?done=1`);
    const message = sayIn(languageOf(request, person.language))(changedSince);
    return this.#item(id, call, fault ?? { status: 409, wrong: [{ field: null, message }] });
  }

  async #read(id: string, client: ApiClient) {
    const item: ShownItem = await this.resources.item(await this.desk.queries.execute(new ItemById(id)), client);
    const story = await this.resources.story(await this.desk.queries.execute(new StoryOfItem(id)), client);
    return { item, story };
  }

  /** Whether the last that was done about it is this, by this person: it was pressed twice. */
  async #isLast(work: Work, id: string, client: ApiClient): Promise<boolean> {
    const last = (await this.desk.queries.execute(new StoryOfItem(id))).at(-1);
    if (last?.metadata.actor.id !== client.id) return false;
    const [{ said } = { said: null }] = await this.resources.story([last], client);
    switch (work.act) {
      case 'assign':
        return last.type === 'MismatchAssigned' && last.data.assignee === work.assignee;
      case 'note':
        return last.type === 'MismatchNoted' && said === work.text;
      case 'resolve': {
        const { resolution, note, adjustmentId } = work.decided;
        if (resolution === 'written-off') return last.type === 'WriteOffRequested' && said === note;
        const isSame = last.type === 'MismatchResolved' && last.data.resolution === resolution && said === note;
        return isSame && (resolution !== 'adjusted' || last.data.adjustmentId === adjustmentId);
      }
      case 'approve':
        return last.type === 'MismatchResolved' && last.data.approvedBy?.id === client.id;
      case 'reject':
        return last.type === 'WriteOffRejected' && said === work.text;
      case 'reopen':
        return last.type === 'MismatchReopened' && said === work.text;
      case 'accept-suggestion':
        return last.type === 'SuggestionAccepted';
    }
  }

  async #resolveAll(
    filters: Readonly<Record<string, string>>,
    decided: ResolveItems['decided'],
    call: Call,
  ): Promise<string> {
    const { client, by, request } = call;
    const where = asked(filters, client);
    const seen = fieldOf(request.body as Form, 'seen');
    const order = new ResolveItems(where, decided, seen === '', client, by, seen);
    const { found, resolved, items, set } = await this.desk.commands.execute(order);
    if (seen === set) {
      const came = { done: String(resolved), left: String(Math.max(0, found - resolved)) };
      throw new SeeOther(addressOf(here, filters, came));
    }
    const { resolution, note } = decided;
    const page = bulkPage({
      ...frameOf(call, here),
      columns: this.#columns(),
      filters,
      resolution,
      note,
      found,
      seen: set,
      items: await this.resources.items(items, client),
      hasChanged: seen !== '',
    });
    return this.desk.show(call, page);
  }

  async #queue(filters: Readonly<Record<string, string>>, call: Call, fault: Fault | null): Promise<string> {
    const { person, client, request } = call;
    const cursor = fieldOf(request.query as Form, 'cursor') || null;
    const page = await unlessTooBroad(this.#page(filters, client, onAPage, cursor));
    const ageing = page?.ageing ?? (await this.#page({ status: 'all' }, client, 1, null)).ageing;
    const { roles } = person.principal;
    // Nothing is left to do about the items of the other states.
    const { status = 'all', ...others } = filters;
    const isOpen = unresolved.some((one) => one === status);
    const forMany = isOpen ? filters : others;
    const isForMany =
      (isOpen || status === 'all') &&
      Object.keys(forMany).length > 0 &&
      Object.keys(forMany).every((name) => (bulkNames as readonly string[]).includes(name));
    const shown = queuePage({
      ...frameOf(call, here),
      columns: this.#columns(),
      filters,
      forMany,
      wrong: fault?.wrong ?? [],
      items: page?.rows ?? null,
      ageing,
      next: page === null || page.next === null ? null : addressOf(here, filters, { cursor: page.next }),
      csv: addressOf(here, filters, { format: 'csv' }),
      ageingCsv: addressOf(here, { format: 'csv', of: 'ageing' }),
      mayBulk: isForMany && mayUse(roles, 'POST /reconciliation/items/resolve'),
      maySeeStatements: mayUse(roles, 'GET /reconciliation/statements'),
      done: fault === null ? numberIn(request, 'done') : null,
      left: numberIn(request, 'left') ?? 0,
      typed: fault === null ? {} : filled(request.body, decisionNames),
    });
    return this.desk.show(call, shown, fault);
  }

  async #item(id: string, call: Call, fault: Fault | null): Promise<string> {
    const { person, client, request } = call;
    const { item, story } = await this.#read(id, client);
    const { roles } = person.principal;
    const page = itemPage({
      ...frameOf(call, here),
      seen: seenOf(item, story),
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
    const { status, ...others } = filters;
    const where = { ...asked(others, client), ...statusIn(status) };
    const found = await this.desk.queries.execute(new ItemsWhere(where, limit, cursor));
    const { data, nextCursor, ageing } = await this.resources.page(found, client);
    const rows: readonly ShownItem[] = data;
    return { rows, next: nextCursor, ageing };
  }

  #columns() {
    return itemColumns((id) => this.desk.nameOf(id));
  }
}

/** How it stands: a press on a page on which it stood otherwise is not carried out. */
const seenOf = ({ status }: ShownItem, story: readonly unknown[]): string => `${status}-${story.length}`;

async function reasoned(act: 'reject' | 'reopen', request: FastifyRequest): Promise<Work> {
  const { reason } = await validated(ItemReasonBody, filled(request.body, ['reason']));
  return { act, text: reason };
}

/** `me` is whoever asks. */
function asked(filters: Readonly<Record<string, string>>, client: ApiClient): Readonly<Record<string, string>> {
  return filters['assignee'] === 'me' ? { ...filters, assignee: client.id } : filters;
}

/** Without a state the queue is what waits for somebody, so that its lists and its ages count the same. */
function statusIn(status: string | undefined): Readonly<Record<string, Condition>> {
  if (status === 'all') return {};
  return { status: status ?? { in: unresolved } };
}

function numberIn({ query }: FastifyRequest, name: string): number | null {
  const value = fieldOf(query as Form, name);
  return /^\d{1,6}$/.test(value) ? Number(value) : null;
}
