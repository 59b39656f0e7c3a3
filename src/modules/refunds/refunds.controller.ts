import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../../kernel/domain/events.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { canonicalJson, IdempotencyKey, tellMade } from '../../http/idempotency.js';
import { RejectionBody } from '../../http/common-bodies.js';
import { filtersOf } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { CompleteRefundBody, RefundsQuery, RequestRefundBody } from './refund.bodies.js';
import {
  ApproveRefund,
  CompleteRefundByHand,
  RefundById,
  RefundsWhere,
  RejectRefund,
  RequestRefund,
} from './refund.commands.js';
import { operations } from './refund.documentation.js';
import { RefundResources } from './refund.resource.js';

@ApiTags('Refunds')
@ApiBearerAuth()
@Controller('v1')
export class RefundsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(RefundResources) private readonly resources: RefundResources,
  ) {}

  @Documented(operations.requestRefund)
  @Post('payments/:id/refunds')
  @HttpCode(201)
  async request(
    @Param('id') id: string,
    @Body() body: RequestRefundBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { refund, replayed } = await this.commands.execute(
      new RequestRefund(client, id, key, body.ask(), canonicalJson(request.body), by),
    );
    tellMade(reply, `/v1/refunds/${refund.id}`, replayed);
    return this.resources.one(refund, client);
  }

  @Documented(operations.listRefunds)
  @Get('refunds')
  async list(@Query() { status, paymentId, overdue, limit, cursor }: RefundsQuery, @Client() client: ApiClient) {
    const where = filtersOf({ status, paymentId });
    const isOverdue = overdue !== undefined;
    const page = await this.queries.execute(new RefundsWhere(client, where, isOverdue, limit, cursor ?? null));
    return { data: await this.resources.all(page.documents, client), nextCursor: page.nextCursor };
  }

  @Documented(operations.getRefund)
  @Get('refunds/:id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return this.resources.one(await this.queries.execute(new RefundById(client, id)), client);
  }

  @Documented(operations.approveRefund)
  @Post('refunds/:id/approve')
  @HttpCode(200)
  async approve(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return this.resources.one(await this.commands.execute(new ApproveRefund(client, id, by)), client);
  }

  @Documented(operations.rejectRefund)
  @Post('refunds/:id/reject')
  @HttpCode(200)
  async reject(
    @Param('id') id: string,
    @Body() { reason }: RejectionBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.resources.one(await this.commands.execute(new RejectRefund(client, id, reason, by)), client);
  }

  @Documented(operations.completeRefund)
  @Post('refunds/:id/complete')
  @HttpCode(200)
  async complete(
    @Param('id') id: string,
    @Body() { providerReference, note, paidFrom }: CompleteRefundBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    const completion = { providerReference, note, paidFrom: paidFrom ?? 'wallet' };
    return this.resources.one(
      await this.commands.execute(new CompleteRefundByHand(client, id, completion, by)),
      client,
    );
  }
}
