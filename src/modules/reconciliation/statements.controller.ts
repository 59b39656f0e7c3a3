import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Origin } from '../../kernel/domain/events.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { bytesOf, discardRest, takesFile } from '../../http/json-body.js';
import { filtersOf } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { ItemsOfStatementQuery, NewStatementQuery, StatementsQuery } from './reconciliation.bodies.js';
import {
  CancelStatement,
  CheckStatement,
  ItemsOfStatement,
  ReceiveStatement,
  StatementById,
  StatementsWhere,
} from './reconciliation.commands.js';
import { modelsOfStatements, operations } from './reconciliation.documentation.js';
import { ReconciliationResources } from './reconciliation.resource.js';

const media = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'text/plain',
  'application/xml',
  'application/octet-stream',
] as const;

@ApiTags('Reconciliation')
@ApiBearerAuth()
@ApiExtraModels(...modelsOfStatements)
@Controller('v1/reconciliation/statements')
export class StatementsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ReconciliationResources) private readonly resources: ReconciliationResources,
  ) {}

  @Documented(operations.createStatement)
  @ApiConsumes(...media)
  @ApiBody({ required: true, schema: { type: 'string', example: 'Id,Date,Status,Type,Amount,Currency\n' } })
  @RouteConfig({ [takesFile]: media })
  @Post()
  @HttpCode(202)
  async receive(
    @Query() { provider, account, dateFormat, dryRun }: NewStatementQuery,
    @Body() _body: unknown,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      const file = bytesOf(request);
      const declared = { provider, account, dateFormat: dateFormat ?? null };
      if (dryRun) {
        const checked = await this.queries.execute(new CheckStatement(file, declared));
        void reply.code(200);
        return await this.resources.check(checked, client);
      }
      const received = await this.commands.execute(new ReceiveStatement(file, declared, client, by));
      if (received.isNew) void reply.header('location', `/v1/reconciliation/statements/${received.statement.id}`);
      else void reply.code(200).header('idempotent-replayed', 'true');
      return this.resources.statement(received);
    } finally {
      // A file that is refused in its middle is still being sent.
      if (request.body instanceof Readable && !request.body.readableEnded) discardRest(request.body);
    }
  }

  @Documented(operations.listStatements)
  @Get()
  async list(@Query() { status, provider, account, limit, cursor }: StatementsQuery) {
    const where = filtersOf({ status, provider, account }) as Record<string, string>;
    const page = await this.queries.execute(new StatementsWhere(where, limit, cursor ?? null));
    return { data: page.documents.map((one) => this.resources.statement(one)), nextCursor: page.nextCursor };
  }

  @Documented(operations.getStatement)
  @Get(':id')
  async find(@Param('id') id: string) {
    return this.resources.statement(await this.queries.execute(new StatementById(id)));
  }

  @Documented(operations.cancelStatement)
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return this.resources.statement(await this.commands.execute(new CancelStatement(id, client, by)));
  }

  @Documented(operations.listStatementItems)
  @Get(':id/items')
  async items(
    @Param('id') id: string,
    @Query() { outcome, limit, cursor }: ItemsOfStatementQuery,
    @Client() client: ApiClient,
  ) {
    const page = await this.queries.execute(new ItemsOfStatement(id, outcome, limit, cursor ?? null));
    return { data: await this.resources.items(page.documents, client), nextCursor: page.nextCursor };
  }
}
