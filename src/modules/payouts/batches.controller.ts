import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiExtraModels, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import type { Origin } from '../../kernel/domain/events.js';
import { RejectionBody } from '../../http/common-bodies.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { bytesOf, discardRest, takesFile } from '../../http/json-body.js';
import { ListQuery } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import {
  ApproveBatch,
  BatchById,
  BatchesWhere,
  BatchLinesWhere,
  CheckBatchFile,
  ReceiveBatch,
  RejectBatch,
} from './batch.commands.js';
import { modelsOfBatches, operations } from './batch.documentation.js';
import { BatchResources } from './batch.resource.js';
import { ApproveBatchQuery, BatchLinesQuery, NewBatchQuery } from './payout.bodies.js';

@ApiTags('Payout batches')
@ApiBearerAuth()
@ApiExtraModels(...modelsOfBatches)
@Controller('v1/payout-batches')
export class BatchesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(BatchResources) private readonly resources: BatchResources,
  ) {}

  @Documented(operations.createPayoutBatch)
  @ApiConsumes('text/csv')
  @ApiBody({ required: true, schema: { type: 'string', example: 'Record,Msisdn,Name,Amount,Currency,Description\n' } })
  @RouteConfig({ [takesFile]: ['text/csv'] })
  @Post()
  @HttpCode(202)
  async receive(
    @Query() { dryRun }: NewBatchQuery,
    @Body() _body: unknown,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    try {
      const file = bytesOf(request);
      if (dryRun) {
        const checked = await this.queries.execute(new CheckBatchFile(client, file));
        void reply.code(200);
        return await this.resources.check(checked, client);
      }
      const received = await this.commands.execute(new ReceiveBatch(client, file, by));
      if (received.isNew) void reply.header('location', `/v1/payout-batches/${received.batch.id}`);
      else void reply.code(200).header('idempotent-replayed', 'true');
      return this.resources.one(received);
    } finally {
      // A file that is refused in its middle is still being sent.
      if (request.body instanceof Readable && !request.body.readableEnded) discardRest(request.body);
    }
  }

  @Documented(operations.listPayoutBatches)
  @Get()
  async list(@Query() { limit, cursor }: ListQuery) {
    const page = await this.queries.execute(new BatchesWhere(limit, cursor ?? null));
    return { data: page.documents.map((state) => this.resources.one(state)), nextCursor: page.nextCursor };
  }

  @Documented(operations.getPayoutBatch)
  @Get(':id')
  async find(@Param('id') id: string) {
    return this.resources.one(await this.queries.execute(new BatchById(id)));
  }

  @Documented(operations.listPayoutBatchLines)
  @Get(':id/lines')
  async lines(
    @Param('id') id: string,
    @Query() { valid, limit, cursor }: BatchLinesQuery,
    @Client() client: ApiClient,
  ) {
    const page = await this.queries.execute(new BatchLinesWhere(id, valid, limit, cursor ?? null));
    return { data: await this.resources.lines(page, client), nextCursor: page.nextCursor };
  }

  @Documented(operations.approvePayoutBatch)
  @Post(':id/approve')
  @HttpCode(200)
  async approve(
    @Param('id') id: string,
    @Query() { skipInvalid }: ApproveBatchQuery,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.resources.one(await this.commands.execute(new ApproveBatch(client, id, skipInvalid, by)));
  }

  @Documented(operations.rejectPayoutBatch)
  @Post(':id/reject')
  @HttpCode(200)
  async reject(
    @Param('id') id: string,
    @Body() { reason }: RejectionBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.resources.one(await this.commands.execute(new RejectBatch(client, id, reason, by)));
  }
}
