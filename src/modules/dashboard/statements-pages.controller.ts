import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayUse } from '../../http/access.js';
import { By, Client, Person, type ApiClient, type SignedIn } from '../../http/authentication.js';
import { withFile } from '../../http/pages/file-form.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { FileFormRoute, FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { validated } from '../../http/validation.js';
import type { Origin } from '../../kernel/domain/events.js';
import { outcomes, type ItemOutcome } from '../reconciliation/contract.js';
import {
  CancelStatement,
  CheckStatement,
  ItemsOfStatement,
  NewStatementQuery,
  ReceiveStatement,
  ReconciliationResources,
  StatementById,
  StatementsQuery,
  StatementsWhere,
} from '../reconciliation/contract.http.js';
import { addressOf, BooksDesk, csvOf, csvOfRows, filled, filtersBy, isAsked, type Fault } from './books-desk.js';
import { itemColumns, type ShownItem } from './reconciliation.page.js';
import {
  statementColumns,
  statementLabels,
  statementPage,
  statementsPage,
  totalColumns,
  totalsOf,
  type CheckedFile,
  type ShownStatement,
} from './statements.page.js';

const here = '/reconciliation/statements';
const declaredNames = ['provider', 'account', 'dateFormat'] as const;
const onAPage = 50;
const inAQuestion = 200;

/** Statements of providers and banks: they are looked at, taken in, and followed until they are reconciled. */
@Controller('reconciliation/statements')
export class StatementsPagesController {
  constructor(
    @Inject(BooksDesk) private readonly desk: BooksDesk,
    @Inject(ReconciliationResources) private readonly resources: ReconciliationResources,
  ) {}

  @PageRoute()
  @Get()
  async list(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!isAsked(request.query, 'format', 'csv')) return this.#list(person, request, reply);
    const { filters } = await filtersBy(StatementsQuery, request.query, ['status', 'provider', 'account']);
    return csvOf(reply, 'statements', this.#columns(), (cursor) => this.#page(filters, inAQuestion, cursor));
  }

  /** Says what the file would come to, and records nothing. */
  @FileFormRoute()
  @Post('check')
  @HttpCode(200)
  async check(
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { language } = this.desk.frame(person, request, here);
    let checked: CheckedFile | null = null;
    const fault = await withFile(request, (file) =>
      this.desk.fault(request, language, statementLabels, async () => {
        const found = await this.desk.queries.execute(new CheckStatement(file, await declaredIn(request)));
        checked = await this.resources.check(found, client);
      }),
    );
    return this.#list(person, request, reply, fault, checked);
  }

  @FileFormRoute()
  @Post()
  @HttpCode(200)
  async receive(
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { language } = this.desk.frame(person, request, here);
    let id = '';
    const fault = await withFile(request, (file) =>
      this.desk.fault(request, language, statementLabels, async () => {
        const declared = await declaredIn(request);
        id = (await this.desk.commands.execute(new ReceiveStatement(file, declared, client, by))).statement.id;
      }),
    );
    if (fault !== null) return this.#list(person, request, reply, fault);
    throw new SeeOther(`${here}/${id}`);
  }

  @PageRoute()
  @Get(':id')
  async one(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!isAsked(request.query, 'format', 'csv')) return this.#one(id, person, client, null, request, reply);
    const outcome = outcomeIn(request);
    if (isAsked(request.query, 'of', 'totals')) {
      const { totals, currency } = this.resources.statement(await this.desk.queries.execute(new StatementById(id)));
      return csvOfRows(
        reply,
        'statement-totals',
        totalColumns(() => ''),
        totalsOf(totals, currency),
      );
    }
    return csvOf(reply, 'statement', this.#itemColumns(), (cursor) =>
      this.#lines(id, outcome, client, inAQuestion, cursor),
    );
  }

  @FormRoute()
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { language } = this.desk.frame(person, request, here);
    const fault = await this.desk.fault(request, language, statementLabels, () =>
      this.desk.commands.execute(new CancelStatement(id, client, by)),
    );
    if (fault !== null) return this.#one(id, person, client, fault, request, reply);
    throw new SeeOther(`${here}/${id}`);
  }

  async #list(
    person: SignedIn,
    request: FastifyRequest,
    reply: FastifyReply,
    fault: Fault | null = null,
    checked: CheckedFile | null = null,
  ): Promise<string> {
    const { filters } = await filtersBy(StatementsQuery, request.query, ['status', 'provider', 'account']);
    const { rows, next } = await this.#page(filters, onAPage, fieldOf(request.query as Form, 'cursor') || null);
    const page = statementsPage({
      ...this.desk.frame(person, request, here),
      columns: this.#columns(),
      itemColumns: this.#itemColumns(),
      filters,
      wrong: fault?.wrong ?? [],
      statements: rows,
      next: next === null ? null : addressOf(here, filters, { cursor: next }),
      csv: addressOf(here, filters, { format: 'csv' }),
      mayImport: mayUse(person.principal.roles, 'POST /reconciliation/statements'),
      typed: filled(request.body, declaredNames),
      checked,
    });
    return this.desk.show(request, reply, page, fault);
  }

  async #one(
    id: string,
    person: SignedIn,
    client: ApiClient,
    fault: Fault | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<string> {
    const outcome = outcomeIn(request);
    const statement: ShownStatement = this.resources.statement(await this.desk.queries.execute(new StatementById(id)));
    const cursor = fieldOf(request.query as Form, 'cursor') || null;
    const { rows, next } = await this.#lines(id, outcome, client, onAPage, cursor);
    const place = `${here}/${id}`;
    const only = { outcome: outcome ?? '' };
    const page = statementPage({
      ...this.desk.frame(person, request, here),
      statement,
      items: rows,
      itemColumns: this.#itemColumns(),
      outcome: outcome ?? '',
      next: next === null ? null : addressOf(place, only, { cursor: next }),
      csv: addressOf(place, only, { format: 'csv' }),
      totalsCsv: addressOf(place, { format: 'csv', of: 'totals' }),
      receivedBy: this.desk.nameOf(statement.receivedBy),
      mayCancel: mayUse(person.principal.roles, 'POST /reconciliation/statements/:id/cancel'),
      wrong: fault?.wrong ?? [],
    });
    return this.desk.show(request, reply, page, fault);
  }

  async #page(filters: Readonly<Record<string, string>>, limit: number, cursor: string | null) {
    const found = await this.desk.queries.execute(new StatementsWhere(filters, limit, cursor));
    const rows: readonly ShownStatement[] = found.documents.map((one) => this.resources.statement(one));
    return { rows, next: found.nextCursor };
  }

  async #lines(id: string, outcome: ItemOutcome | undefined, client: ApiClient, limit: number, cursor: string | null) {
    const found = await this.desk.queries.execute(new ItemsOfStatement(id, outcome, limit, cursor));
    const rows: readonly ShownItem[] = await this.resources.items(found.documents, client);
    return { rows, next: found.nextCursor };
  }

  #columns() {
    return statementColumns((id) => this.desk.nameOf(id));
  }

  #itemColumns() {
    return itemColumns((id) => this.desk.nameOf(id));
  }
}

async function declaredIn(request: FastifyRequest) {
  const { provider, account, dateFormat } = await validated(NewStatementQuery, filled(request.body, declaredNames));
  return { provider, account, dateFormat: dateFormat ?? null };
}

const outcomeIn = ({ query }: FastifyRequest): ItemOutcome | undefined =>
  outcomes.find((one) => isAsked(query, 'outcome', one));
