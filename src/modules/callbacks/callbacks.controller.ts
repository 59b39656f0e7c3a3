import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { Condition } from '../../kernel/ports/document-store.js';
import { Client, type ApiClient } from '../../http/authentication.js';
import { filtersOf, IsMoment, ListQuery, timeRange } from '../../http/list-query.js';
import { Disclosure } from '../../http/shown-to.js';
import { Documented } from '../../http/operation.documentation.js';
import { DocumentedQuery } from '../../http/validated.documentation.js';
import { IsLine } from '../../http/texts.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { CallbacksWhere } from './callback.commands.js';
import { operations } from './callback.documentation.js';
import type { CallbackDocument } from './callback.view.js';

@DocumentedQuery()
class CallbacksQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Whether the address is one that the gateway gave to the provider' })
  @IsOptional()
  @IsIn(['true', 'false'])
  matched?: string;

  @ApiPropertyOptional({ description: 'About an attempt of this payment' })
  @IsOptional()
  @IsLine(1, 100)
  paymentId?: string;

  @ApiPropertyOptional({ description: 'About an attempt of this refund' })
  @IsOptional()
  @IsLine(1, 100)
  refundId?: string;

  @ApiPropertyOptional({ description: 'About an attempt of this payout' })
  @IsOptional()
  @IsLine(1, 100)
  payoutId?: string;
  @ApiPropertyOptional({ description: 'Received at or after' }) @IsOptional() @IsMoment() from?: string;
  @ApiPropertyOptional({ description: 'Received before' }) @IsOptional() @IsMoment() to?: string;
}

@ApiTags('Callbacks')
@ApiBearerAuth()
@Controller('v1/callbacks')
export class CallbacksController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  @Documented(operations.listCallbacks)
  @Get()
  async list(@Query() query: CallbacksQuery, @Client() client: ApiClient) {
    const { matched, paymentId, refundId, payoutId, from, to, limit, cursor } = query;
    const where: Record<string, Condition> = {
      ...timeRange('receivedAt', from, to),
      ...filtersOf({ paymentId, refundId, payoutId }),
    };
    if (matched !== undefined) where['matched'] = matched === 'true';
    const page = await this.queries.execute(new CallbacksWhere(where, limit, cursor ?? null));
    return {
      data: await Promise.all(page.documents.map((document) => this.#show(document, client))),
      nextCursor: page.nextCursor,
    };
  }

  async #show({ raw, signature = null, ...rest }: CallbackDocument, client: ApiClient) {
    const callback = { ...rest, signature };
    const opened = await this.personalData.open(raw);
    if (opened === null) return { ...callback, sourceAddress: null, body: null };
    const { sourceAddress, body } = opened;
    return this.disclosure.shownTo(client, null, [raw], { ...callback, sourceAddress, body });
  }
}
