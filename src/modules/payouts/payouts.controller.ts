import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../../kernel/domain/events.js';
import { RejectionBody } from '../../http/common-bodies.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { canonicalJson, IdempotencyKey, tellMade } from '../../http/idempotency.js';
import { filtersOf, timeRange } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { PayoutsQuery, ReattemptPayoutBody, RequestPayoutBody } from './payout.bodies.js';
import {
  ApprovePayout,
  PayoutById,
  PayoutsWhere,
  ReattemptPayout,
  RejectPayout,
  RequestPayout,
  type AnsweredPayout,
} from './payout.commands.js';
import { operations } from './payout.documentation.js';
import { PayoutResources } from './payout.resource.js';

@ApiTags('Payouts')
@ApiBearerAuth()
@Controller('v1/payouts')
export class PayoutsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PayoutResources) private readonly resources: PayoutResources,
  ) {}

  @Documented(operations.requestPayout)
  @Post()
  @HttpCode(201)
  async request(
    @Body() body: RequestPayoutBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const command = new RequestPayout(client, key, body.ask(), canonicalJson(request.body), by);
    return this.#answer(await this.commands.execute(command), client, reply);
  }

  @Documented(operations.listPayouts)
  @Get()
  async list(@Query() { status, batchId, from, to, limit, cursor }: PayoutsQuery, @Client() client: ApiClient) {
    const where = filtersOf({ status, batchId, ...timeRange('createdAt', from, to) });
    const page = await this.queries.execute(new PayoutsWhere(client, where, limit, cursor ?? null));
    return { data: await this.resources.all(page.documents, client), nextCursor: page.nextCursor };
  }

  @Documented(operations.getPayout)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return this.resources.one(await this.queries.execute(new PayoutById(client, id)), client);
  }

  @Documented(operations.approvePayout)
  @Post(':id/approve')
  @HttpCode(200)
  async approve(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return this.resources.one(await this.commands.execute(new ApprovePayout(client, id, by)), client);
  }

  @Documented(operations.rejectPayout)
  @Post(':id/reject')
  @HttpCode(200)
  async reject(
    @Param('id') id: string,
    @Body() { reason }: RejectionBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.resources.one(await this.commands.execute(new RejectPayout(client, id, reason, by)), client);
  }

  @Documented(operations.createPayoutAttempt)
  @Post(':id/attempts')
  @HttpCode(202)
  async reattempt(
    @Param('id') id: string,
    @Body() { payee }: ReattemptPayoutBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const body = canonicalJson(request.body ?? {});
    const command = new ReattemptPayout(client, id, key, payee?.payee() ?? null, body, by);
    return this.#answer(await this.commands.execute(command), client, reply);
  }

  #answer({ payout, replayed }: AnsweredPayout, client: ApiClient, reply: FastifyReply) {
    tellMade(reply, `/v1/payouts/${payout.id}`, replayed);
    return this.resources.one(payout, client);
  }
}
