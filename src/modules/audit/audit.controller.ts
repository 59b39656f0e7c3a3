import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { Client, type ApiClient } from '../../http/authentication.js';
import { IsMoment, ListQuery, timeRange } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { Disclosure } from '../../http/shown-to.js';
import { IsLine } from '../../http/texts.js';
import { DocumentedQuery } from '../../http/validated.documentation.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Condition } from '../../kernel/ports/document-store.js';
import { AuditEventsWhere, LogVerdict, PaymentAsOf, StoryAsOf } from './audit.commands.js';
import { operations } from './audit.documentation.js';
import type { ReplayedKind } from './other-replay.js';

@DocumentedQuery()
class AuditEventsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'All of this stream, as `payment-pay_…`' })
  @IsOptional()
  @IsLine(1, 300)
  stream?: string;
  @ApiPropertyOptional({ description: 'Made by this actor: the id of an API client, a user, a policy or a provider' })
  @IsOptional()
  @IsLine(1, 100)
  actor?: string;
  @ApiPropertyOptional({ description: 'Of this type, as `PaymentCreated`' })
  @IsOptional()
  @IsLine(1, 100)
  type?: string;
  @ApiPropertyOptional({ description: 'Recorded at or after' }) @IsOptional() @IsMoment() from?: string;
  @ApiPropertyOptional({ description: 'Recorded before' }) @IsOptional() @IsMoment() to?: string;
}

@DocumentedQuery()
class ReplayQuery {
  @ApiPropertyOptional({ description: 'The moment; default: now' }) @IsOptional() @IsMoment() at?: string;
}

@ApiTags('Audit')
@ApiBearerAuth()
@Controller('v1/audit')
export class AuditController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  @Documented(operations.listAuditEvents)
  @Get('events')
  async list(@Query() query: AuditEventsQuery, @Client() client: ApiClient) {
    const { stream, actor, type, from, to, limit, cursor } = query;
    const where: Record<string, Condition> = { ...timeRange('at', from, to) };
    for (const [field, value] of Object.entries({ stream, actor, type })) if (value !== undefined) where[field] = value;
    const { about, ...page } = await this.queries.execute(
      new AuditEventsWhere({ where, limit, cursor: cursor ?? null }),
    );
    return this.disclosure.shownTo(client, null, about, page);
  }

  @Documented(operations.replayPayment)
  @Get('payments/:id')
  async replay(@Param('id') paymentId: string, @Query() { at }: ReplayQuery, @Client() client: ApiClient) {
    const moment = at === undefined ? null : instant(Date.parse(at));
    const { about, ...replayed } = await this.queries.execute(new PaymentAsOf(paymentId, moment));
    return this.disclosure.shownTo(client, null, about, replayed);
  }

  @Documented(operations.replayPayout)
  @Get('payouts/:id')
  replayPayout(@Param('id') id: string, @Query() { at }: ReplayQuery, @Client() client: ApiClient) {
    return this.#story('payout', id, at, client);
  }

  @Documented(operations.replayPayoutBatch)
  @Get('payout-batches/:id')
  replayBatch(@Param('id') id: string, @Query() { at }: ReplayQuery, @Client() client: ApiClient) {
    return this.#story('batch', id, at, client);
  }

  @Documented(operations.replayAdjustment)
  @Get('adjustments/:id')
  replayAdjustment(@Param('id') id: string, @Query() { at }: ReplayQuery, @Client() client: ApiClient) {
    return this.#story('adjustment', id, at, client);
  }

  @Documented(operations.replayDay)
  @Get('days/:date')
  replayDay(@Param('date') date: string, @Query() { at }: ReplayQuery, @Client() client: ApiClient) {
    return this.#story('day', date, at, client);
  }

  @Documented(operations.replaySettlement)
  @Get('settlements/:id')
  replaySettlement(@Param('id') id: string, @Query() { at }: ReplayQuery, @Client() client: ApiClient) {
    return this.#story('settlement', id, at, client);
  }

  async #story(kind: ReplayedKind, id: string, at: string | undefined, client: ApiClient) {
    const moment = at === undefined ? null : instant(Date.parse(at));
    const { about, standing, ...told } = await this.queries.execute(new StoryAsOf(kind, id, moment));
    return this.disclosure.shownTo(client, null, about, { at: told.at, [kind]: standing, events: told.events });
  }

  @Documented(operations.verifyLog)
  @Get('verify')
  verify() {
    return this.queries.execute(new LogVerdict());
  }
}
