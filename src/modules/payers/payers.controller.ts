import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { ListQuery } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { IsProse, Must } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { notAMsisdn, parseMsisdn, type Msisdn } from '../../kernel/domain/msisdn.js';
import { ErasePayer, ExportPayerData, RetentionPreviewFor } from './payer.commands.js';
import { operations } from './payer.documentation.js';

@DocumentedBody('PayerErasure')
class EraseBody {
  @ApiProperty({
    example: 'Asked for by the payer in writing on 3 March, file 2026/117.',
    description: 'Kept for ever and in plain text: name no person. Phone numbers in it are masked',
  })
  @IsProse(1, 500)
  reason!: string;
}

@DocumentedQuery()
class RetentionQuery {
  @ApiPropertyOptional({ type: 'integer', description: 'In place of `RETENTION_MONTHS`' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (/^\d{1,4}$/.test(String(value)) ? Number(value) : value))
  @Must(
    (value) => typeof value === 'number' && value >= 1 && value <= 1_200,
    'must be a whole number from 1 to 1,200',
    {
      type: 'integer',
      minimum: 1,
      maximum: 1_200,
    },
  )
  months?: number;
}

@ApiTags('Payers')
@ApiBearerAuth()
@Controller('v1')
export class PayersController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Documented(operations.erasePayer)
  @Delete('payers/:msisdn')
  @HttpCode(202)
  erase(@Param('msisdn') msisdn: string, @Body() { reason }: EraseBody, @By() by: Origin) {
    return this.commands.execute(new ErasePayer(readMsisdn(msisdn), reason, by));
  }

  @Documented(operations.getPayerData)
  @Get('payers/:msisdn/data')
  data(
    @Param('msisdn') msisdn: string,
    @Query() { limit, cursor }: ListQuery,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return this.commands.execute(new ExportPayerData(client, readMsisdn(msisdn), limit, cursor ?? null, by));
  }

  @Documented(operations.previewRetention)
  @Get('retention')
  preview(@Query() { months }: RetentionQuery) {
    return this.queries.execute(new RetentionPreviewFor(months));
  }
}

function readMsisdn(text: string): Msisdn {
  const msisdn = parseMsisdn(text);
  if (msisdn !== null) return msisdn;
  throw new InvalidInput([{ field: 'msisdn', message: notAMsisdn }]);
}
