import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mayUse } from '../../http/access.js';
import { Called, type ApiClient, type Call } from '../../http/authentication.js';
import { hasChosenFile, withFile } from '../../http/pages/file-form.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { FileFormRoute, FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { validated } from '../../http/validation.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { outcomes, type ItemOutcome } from '../reconciliation/contract.js';
import {
  CancelStatement,
  CheckStatement,
  ItemsOfStatement,
  ItemsOfStatementQuery,
  NewStatementQuery,
  ReceiveStatement,
  ReconciliationResources,
  StatementById,
  StatementsQuery,
  StatementsWhere,
} from '../reconciliation/contract.http.js';
import { BooksDesk, csvOf, csvOfRows, filled, filtersBy, isAsked, wrongIn, type Fault } from './books-desk.js';
import { frameOf } from './page-frame.js';
import { addressOf } from './list-filters.js';
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
  async list(@Called() call: Call) {
    const { request, reply } = call;
    if (!isAsked(request.query, 'format', 'csv')) return this.#list(call);
    const { filters, errors } = await filtersBy(StatementsQuery, request.query, ['status', 'provider', 'account']);
    if (errors.length > 0) return this.#list(call);
    return csvOf(reply, 'statements', this.#columns(), (cursor) => this.#page(filters, inAQuestion, cursor));
  }

  /** Says what the file would come to, and records nothing. */
  @FileFormRoute()
  @Post('check')
  @HttpCode(200)
  async check(@Called() call: Call): Promise<string> {
    const { client, request } = call;
    let checked: CheckedFile | null = null;
    const fault = await withFile(request, (file) =>
      this.desk.fault(call, statementLabels, async () => {
        const declared = await declaredIn(request);
        const found = await this.desk.queries.execute(new CheckStatement(file, declared));
        const otherAccounts = await this.#otherAccounts(declared.provider, declared.account);
        checked = { ...(await this.resources.check(found, client)), ...declared, otherAccounts };
      }),
    );
    return this.#list(call, fault, checked);
  }

  @FileFormRoute()
  @Post()
  @HttpCode(200)
  async receive(@Called() call: Call): Promise<string> {
    const { client, by, request } = call;
    let place = here;
    const fault = await withFile(request, (file) =>
      this.desk.fault(call, statementLabels, async () => {
        const declared = await declaredIn(request);
        const received = await this.desk.commands.execute(new ReceiveStatement(file, declared, client, by));
        place = `${here}/${received.statement.id}${received.isNew ? '' : '?again=1'}`;
      }),
    );
    if (fault !== null) return this.#list(call, fault);
    throw new SeeOther(place);
  }

  @PageRoute()
  @Get(':id')
  async one(@Param('id') id: string, @Called() call: Call) {
    const { client, request, reply } = call;
    const { errors } = await filtersBy(ItemsOfStatementQuery, request.query, ['outcome']);
    if (errors.length > 0) {
      const wrong = wrongIn(errors, request.query, statementLabels, frameOf(call, here).language);
      // The outcomes are links, so no field of the page is wrong.
      return this.#one(id, call, { status: 400, wrong: wrong.map((one) => ({ ...one, field: null })) });
    }
    if (!isAsked(request.query, 'format', 'csv')) return this.#one(id, call, null);
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
  async cancel(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client, by } = call;
    const fault = await this.desk.fault(call, statementLabels, () =>
      this.desk.commands.execute(new CancelStatement(id, client, by)),
    );
    if (fault !== null) return this.#one(id, call, fault);
    throw new SeeOther(`${here}/${id}`);
  }

  async #list(call: Call, fault: Fault | null = null, checked: CheckedFile | null = null): Promise<string> {
    const { person, request } = call;
    const { filters, errors } = await filtersBy(StatementsQuery, request.query, ['status', 'provider', 'account']);
    const { language } = frameOf(call, here);
    const wrong = wrongIn(errors, request.query, statementLabels, language);
    const shown = fault ?? (wrong.length === 0 ? null : { status: 400, wrong });
    const { rows, next } = await this.#page(filters, onAPage, fieldOf(request.query as Form, 'cursor') || null);
    const page = statementsPage({
      ...frameOf(call, here),
      columns: this.#columns(),
      itemColumns: this.#itemColumns(),
      filters,
      wrong: shown?.wrong ?? [],
      statements: rows,
      next: next === null ? null : addressOf(here, filters, { cursor: next }),
      csv: addressOf(here, filters, { format: 'csv' }),
      mayImport: mayUse(person.principal.roles, 'POST /reconciliation/statements'),
      typed: filled(request.body, declaredNames),
      checked,
      nameOf: (id) => this.desk.nameOf(id),
    });
    return this.desk.show(call, page, shown);
  }

  async #one(id: string, call: Call, fault: Fault | null): Promise<string> {
    const { person, client, request } = call;
    const outcome = outcomeIn(request);
    const statement: ShownStatement = this.resources.statement(await this.desk.queries.execute(new StatementById(id)));
    const cursor = fieldOf(request.query as Form, 'cursor') || null;
    const { rows, next } = await this.#lines(id, outcome, client, onAPage, cursor);
    const place = `${here}/${id}`;
    const only = { outcome: outcome ?? '' };
    const page = statementPage({
      ...frameOf(call, here),
      statement,
      items: rows,
      itemColumns: this.#itemColumns(),
      outcome: outcome ?? '',
      next: next === null ? null : addressOf(place, only, { cursor: next }),
      csv: addressOf(place, only, { format: 'csv' }),
      totalsCsv: addressOf(place, { format: 'csv', of: 'totals' }),
      receivedBy: this.desk.nameOf(statement.receivedBy),
      mayCancel: mayUse(person.principal.roles, 'POST /reconciliation/statements/:id/cancel'),
      isSentAgain: fault === null && isAsked(request.query, 'again', '1'),
      wrong: fault?.wrong ?? [],
    });
    return this.desk.show(call, page, fault);
  }

  /** Those of the same provider, where this one has no statement yet: the same account under another name would be counted again. */
  async #otherAccounts(provider: string, account: string): Promise<readonly string[]> {
    const { rows: known } = await this.#page({ provider, account }, 1, null);
    if (known.length > 0) return [];
    const { rows } = await this.#page({ provider }, onAPage, null);
    return [...new Set(rows.map((one) => one.account))];
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

/** Everything that is missing is told at once. */
async function declaredIn(request: FastifyRequest) {
  const noFile = hasChosenFile(request) ? [] : [{ field: 'file', message: 'must be chosen' }];
  const { provider, account, dateFormat } = await validated(
    NewStatementQuery,
    filled(request.body, declaredNames),
  ).catch((error: unknown) => {
    throw error instanceof InvalidInput ? new InvalidInput([...error.errors, ...noFile]) : error;
  });
  if (noFile.length > 0) throw new InvalidInput(noFile);
  return { provider, account, dateFormat: dateFormat ?? null };
}

const outcomeIn = ({ query }: FastifyRequest): ItemOutcome | undefined =>
  outcomes.find((one) => isAsked(query, 'outcome', one));
