import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import type { Origin } from '../../kernel/domain/events.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { Documented } from '../../http/operation.documentation.js';
import { IsLine, Must } from '../../http/texts.js';
import { DocumentedQuery } from '../../http/validated.documentation.js';
import { isDay } from '../ledger/contract.js';
import { reports } from './all-reports.js';
import { formats, groupings, type AskedReport, type Format } from './report-ask.rule.js';
import { MakeReport } from './report.commands.js';
import { operations } from './report.documentation.js';

export const IsDay = () =>
  Must((value) => typeof value === 'string' && isDay(value), 'must be a day such as 2026-11-28', {
    type: 'string',
    format: 'date',
    pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  });

@DocumentedQuery()
export class DaysQuery {
  @ApiPropertyOptional({ example: '2026-11-01', description: 'The first day, in Kigali; default: `to`, or today' })
  @IsOptional()
  @IsDay()
  from?: string;

  @ApiPropertyOptional({
    example: '2026-11-22',
    description: 'The last day, in Kigali, which is in it; default: `from`',
  })
  @IsOptional()
  @IsDay()
  to?: string;

  @ApiPropertyOptional({ default: 'false', description: 'Of CSV: the table alone, for programs' })
  @IsOptional()
  @IsIn(['true', 'false'])
  plain: 'true' | 'false' = 'false';
}

@DocumentedQuery()
class AuditLogQuery extends DaysQuery {
  @ApiPropertyOptional({ default: 'json', description: 'The form of the report' })
  @IsOptional()
  @IsIn(formats.filter((each) => each !== 'pdf'))
  format: Format = 'json';
}

@DocumentedQuery()
export class ReportQuery extends DaysQuery {
  @ApiPropertyOptional({ default: 'json', description: 'The form of the report' })
  @IsOptional()
  @IsIn(formats)
  format: Format = 'json';

  @ApiPropertyOptional({
    default: 'masked',
    description: 'Whole numbers need the role `payer:read`, and each is put on record',
  })
  @IsOptional()
  @IsIn(['masked', 'whole'])
  phoneNumbers: 'masked' | 'whole' = 'masked';

  @ApiPropertyOptional({ default: 'service', description: 'What `revenue-by-service` is grouped by' })
  @IsOptional()
  @IsIn(groupings)
  by?: string;

  @ApiPropertyOptional({ example: 'permits', description: 'With this dimension' })
  @IsOptional()
  @IsLine(1, 64)
  service?: string;
  @ApiPropertyOptional({ example: 'kigali', description: 'With this dimension' })
  @IsOptional()
  @IsLine(1, 64)
  branch?: string;
  @ApiPropertyOptional({ example: 'one-stop', description: 'With this dimension' })
  @IsOptional()
  @IsLine(1, 64)
  department?: string;
  @ApiPropertyOptional({ example: '2026', description: 'With this dimension' })
  @IsOptional()
  @IsLine(1, 64)
  program?: string;
  @ApiPropertyOptional({ example: 'field-7', description: 'With this dimension' })
  @IsOptional()
  @IsLine(1, 64)
  reference?: string;
  @ApiPropertyOptional({ example: 'mtn-momo', description: 'By this provider' })
  @IsOptional()
  @IsLine(1, 40)
  provider?: string;
  @ApiPropertyOptional({ description: 'Of this API client' }) @IsOptional() @IsLine(1, 100) client?: string;
}

@ApiTags('Reports')
@ApiBearerAuth()
@Controller('v1/reports')
export class ReportsController {
  constructor(@Inject(CommandBus) private readonly commands: CommandBus) {}

  @Documented(operations.listReports)
  @Get()
  list() {
    return {
      data: reports.map(({ name, title, covers, isAboutPeople, filters, columns }) => ({
        name,
        title,
        covers,
        isAboutPeople,
        filters,
        columns: columns.map(({ name: column, title: shown, kind, description }) => ({
          name: column,
          title: shown,
          kind,
          description,
        })),
      })),
    };
  }

  @Documented(operations.getAuditLogReport)
  @Get('audit-log')
  auditLog(
    @Query() query: AuditLogQuery,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#make('audit-log', query, client, by, reply);
  }

  @Documented(operations.getReport)
  @Get(':name')
  find(
    @Param('name') name: string,
    @Query() query: ReportQuery,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.#make(name, query, client, by, reply);
  }

  async #make(
    name: string,
    query: AskedQuery,
    client: ApiClient,
    by: Origin,
    reply: FastifyReply,
  ): Promise<StreamableFile> {
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const made = await this.commands.execute(new MakeReport(name, askedBy(query), client, by, gone.signal));
    const isFile = made.asked.format !== 'json';
    return new StreamableFile(Readable.from(made.bytes, { objectMode: false }), {
      type: made.contentType,
      ...(isFile && { disposition: `attachment; filename="${made.fileName}"` }),
    });
  }
}

export type AskedQuery = { readonly [Name in keyof ReportQuery]?: ReportQuery[Name] | null | undefined };

export const askedBy = ({ from, to, format, plain, phoneNumbers, by, ...filters }: AskedQuery): AskedReport => ({
  from: from ?? null,
  to: to ?? null,
  format: format ?? 'json',
  plain: plain === 'true',
  phoneNumbers: phoneNumbers ?? 'masked',
  by: by ?? null,
  filters: Object.fromEntries(
    Object.entries(filters).filter(([, value]) => typeof value === 'string'),
  ) as AskedReport['filters'],
});
