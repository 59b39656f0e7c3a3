import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { canonicalJson, IdempotencyKey, tellMade } from '../../http/idempotency.js';
import { filtersOf, timeRange } from '../../http/list-query.js';
import { positiveMoney } from '../../http/money-fields.js';
import { Documented } from '../../http/operation.documentation.js';
import {
  CancellationBody,
  ReceivedBody,
  SettlementBody,
  SettlementsQuery,
  SuggestionsQuery,
} from './settlement.bodies.js';
import {
  CancelSettlement,
  DepositsOfSettlement,
  ExpectSettlement,
  ReceiveSettlement,
  SettlementById,
  SettlementsInTransit,
  SettlementsWhere,
  SettlementSuggestions,
} from './settlement.commands.js';
import { operations } from './settlement.documentation.js';
import { SettlementResources } from './settlement.resource.js';

@ApiTags('Settlements')
@ApiBearerAuth()
@Controller('v1/settlements')
export class SettlementsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(SettlementResources) private readonly resources: SettlementResources,
  ) {}

  @Documented(operations.createSettlement)
  @Post()
  @HttpCode(201)
  async expect(
    @Body() body: SettlementBody,
    @IdempotencyKey() key: string,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { replayed, ...made } = await this.commands.execute(
      new ExpectSettlement(key, body.asked(), canonicalJson(request.body), client, by),
    );
    tellMade(reply, `/v1/settlements/${made.settlement.id}`, replayed);
    return this.resources.one(made, client);
  }

  @Documented(operations.listSettlements)
  @Get()
  async list(@Query() { status, provider, from, to, limit, cursor }: SettlementsQuery, @Client() client: ApiClient) {
    const where = { ...filtersOf({ status, provider }), ...timeRange('createdAt', from, to) };
    const page = await this.queries.execute(new SettlementsWhere(where, limit, cursor ?? null));
    return {
      data: await Promise.all(page.settlements.map((each) => this.resources.one(each, client))),
      nextCursor: page.nextCursor,
    };
  }

  @Documented(operations.getSettlementsInTransit)
  @Get('in-transit')
  async inTransit() {
    const found = await this.queries.execute(new SettlementsInTransit());
    const counted = ({ count, amount }: { readonly count: number; readonly amount: Money }) => ({
      count,
      amount: amount.amount,
    });
    return {
      data: found.map(({ provider, amount, count, overdue, ages }) => ({
        provider,
        currency: amount.currency,
        ...counted({ count, amount }),
        overdue: counted(overdue),
        ages: ages.map(({ fromDays, toDays, ...rest }) => ({ fromDays, toDays, ...counted(rest) })),
      })),
    };
  }

  @Documented(operations.getSettlementSuggestions)
  @Get('suggestions')
  async suggest(@Query() query: SuggestionsQuery, @Client() client: ApiClient) {
    const receivedAt = instant(Date.parse(query.receivedAt));
    const found = await this.queries.execute(
      new SettlementSuggestions(query.provider, positiveMoney(query), receivedAt),
    );
    const { coverage, settlements, entriesSince } = found;
    return {
      settlements: await Promise.all(
        settlements.map(async ({ score, reasons, ...each }) => ({
          settlement: await this.resources.one(each, client),
          score,
          reasons,
        })),
      ),
      coverage: coverage.map(({ gross, fee, ...rest }) => ({ ...rest, gross: gross.amount, fee: fee.amount })),
      entriesSince,
    };
  }

  @Documented(operations.getSettlement)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return this.resources.one(await this.queries.execute(new SettlementById(id)), client);
  }

  @Documented(operations.listDepositsOfSettlement)
  @Get(':id/deposits')
  async deposits(@Param('id') id: string) {
    const found = await this.queries.execute(new DepositsOfSettlement(id));
    return {
      data: found.map(({ amount, ...rest }) => ({ ...rest, amount: amount.amount, currency: amount.currency })),
    };
  }

  @Documented(operations.receiveSettlement)
  @Post(':id/receive')
  @HttpCode(200)
  async receive(@Param('id') id: string, @Body() body: ReceivedBody, @Client() client: ApiClient, @By() by: Origin) {
    const command = new ReceiveSettlement(id, (currency) => body.deposit(currency), client, by);
    return this.resources.one(await this.commands.execute(command), client);
  }

  @Documented(operations.cancelSettlement)
  @Post(':id/cancel')
  @HttpCode(200)
  async cancel(
    @Param('id') id: string,
    @Body() { reason }: CancellationBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.resources.one(await this.commands.execute(new CancelSettlement(id, reason, client, by)), client);
  }
}
