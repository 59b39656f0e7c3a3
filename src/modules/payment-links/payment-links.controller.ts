import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../../kernel/domain/events.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { canonicalJson, IdempotencyKey, tellMade } from '../../http/idempotency.js';
import { filtersOf, timeRange } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { CreatePaymentLinkBody, PaymentLinksQuery } from './payment-link.bodies.js';
import { ClosePaymentLink, CreatePaymentLink, PaymentLinkById, PaymentLinksWhere } from './payment-link.commands.js';
import { operations } from './payment-link.documentation.js';
import { PaymentLinkResources } from './payment-link.resource.js';

@ApiTags('Payment links')
@ApiBearerAuth()
@Controller('v1/payment-links')
export class PaymentLinksController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PaymentLinkResources) private readonly resources: PaymentLinkResources,
  ) {}

  @Documented(operations.createPaymentLink)
  @Post()
  @HttpCode(201)
  async create(
    @Body() body: CreatePaymentLinkBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new CreatePaymentLink(client, key, body.ask(), canonicalJson(request.body), by);
    const answered = await this.commands.execute(command);
    tellMade(reply, `/v1/payment-links/${answered.link.id}`, answered.replayed);
    return this.resources.one(answered, client);
  }

  @Documented(operations.listPaymentLinks)
  @Get()
  async list(
    @Query() { reference, recordId, from, to, limit, cursor }: PaymentLinksQuery,
    @Client() client: ApiClient,
  ) {
    const where = filtersOf({ reference, 'record.id': recordId, ...timeRange('createdAt', from, to) });
    const page = await this.queries.execute(new PaymentLinksWhere(client, where, limit, cursor ?? null));
    return { data: await this.resources.all(page.documents, client), nextCursor: page.nextCursor };
  }

  @Documented(operations.getPaymentLink)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return this.resources.one(await this.queries.execute(new PaymentLinkById(client, id)), client);
  }

  @Documented(operations.closePaymentLink)
  @Post(':id/close')
  @HttpCode(200)
  async close(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return this.resources.one(await this.commands.execute(new ClosePaymentLink(client, id, by)), client);
  }
}
