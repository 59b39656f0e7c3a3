import { Controller, Get, HttpCode, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { languages, type Language } from '../../kernel/domain/language.js';
import { preferredLanguage, preferredType } from '../../http/negotiation.js';
import { By } from '../../http/authentication.js';
import { ListQuery } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { Must } from '../../http/texts.js';
import { notOfAList } from '../../http/validation.js';
import { DocumentedQuery } from '../../http/validated.documentation.js';
import { shownDay } from './day.resource.js';
import { isDay } from './kigali.rule.js';
import { CloseDay, DayByDate, DaysBetween, PageOfDay } from './ledger.commands.js';
import { operations } from './ledger.documentation.js';

const isNoDay = 'must be a day such as 2026-11-28';
const IsDay = () =>
  Must((value) => typeof value === 'string' && isDay(value), isNoDay, {
    type: 'string',
    format: 'date',
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  });

@DocumentedQuery()
export class DaysQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'This day or a later one, in Kigali' }) @IsOptional() @IsDay() from?: string;
  @ApiPropertyOptional({ description: 'This day or an earlier one, in Kigali' }) @IsOptional() @IsDay() to?: string;
}

@DocumentedQuery()
class DayQuery {
  @ApiPropertyOptional({ description: 'The language of PDF; absent: as `Accept-Language` says, else English' })
  @IsOptional()
  @IsIn(languages)
  lang?: Language;
}

const formats = ['application/json', 'application/pdf'] as const;

@ApiTags('Ledger')
@ApiBearerAuth()
@Controller('v1/days')
export class DaysController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Documented(operations.closeDay)
  @Post(':date/close')
  @HttpCode(200)
  async close(@Param('date') date: string, @By() by: Origin) {
    return shownDay(await this.commands.execute(new CloseDay(dayIn(date), by)));
  }

  @Documented(operations.listDays)
  @Get()
  async list(@Query() { from, to, limit, cursor }: DaysQuery) {
    if (cursor !== undefined && !isDay(cursor)) throw new InvalidInput([{ field: 'cursor', message: notOfAList }]);
    const { days, next } = await this.queries.execute(new DaysBetween(from ?? null, to ?? null, limit, cursor ?? null));
    return { data: days.map(shownDay), nextCursor: next };
  }

  @Documented(operations.getDay)
  @Get(':date')
  async find(
    @Param('date') named: string,
    @Query() { lang }: DayQuery,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const [, date, ending] = /^(.*?)(\.pdf)?$/.exec(named)!;
    const day = dayIn(date!);
    const format = ending === undefined ? preferredType(request, formats) : 'application/pdf';
    if (format === 'application/json') return shownDay(await this.queries.execute(new DayByDate(day)));
    const page = await this.queries.execute(new PageOfDay(day, lang ?? preferredLanguage(request, languages)));
    void reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `inline; filename="day-${day}.pdf"`);
    return page;
  }
}

function dayIn(date: string): string {
  if (!isDay(date)) throw new InvalidInput([{ field: 'date', message: isNoDay }]);
  return date;
}
