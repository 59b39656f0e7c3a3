import {
  Body,
  Controller,
  Delete,
  ForbiddenException,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Origin } from '../../kernel/domain/events.js';
import { mayUse } from '../../http/access.js';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { Documented } from '../../http/operation.documentation.js';
import { IsLine } from '../../http/texts.js';
import { DocumentedBody } from '../../http/validated.documentation.js';
import { CancelReportJob, FileOfReportJob, ReportJobById, ReportJobsOf, RequestReportJob } from './report.commands.js';
import { operations } from './report.documentation.js';
import type { ReportJob } from './report-jobs.js';
import { askedBy, ReportQuery } from './reports.controller.js';

/** The members are those of the query of a report. */
@DocumentedBody('NewReportJob')
export class JobBody extends ReportQuery {
  @ApiProperty({ example: 'revenue-by-service' })
  @IsLine(1, 100)
  name!: string;
}

@ApiTags('Reports')
@ApiBearerAuth()
@Controller('v1/report-jobs')
export class ReportJobsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Documented(operations.createReportJob)
  @Post()
  @HttpCode(202)
  async request(
    @Body() { name, ...query }: JobBody,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (name === 'audit-log' && !mayUse(client.roles, 'GET /v1/reports/audit-log')) throw new ForbiddenException();
    const job = await this.commands.execute(new RequestReportJob(name, askedBy(query), client, by));
    void reply.header('location', `/v1/report-jobs/${job.id}`);
    return shown(job);
  }

  @Documented(operations.listReportJobs)
  @Get()
  async list(@Client() { id: owner }: ApiClient) {
    return { data: (await this.queries.execute(new ReportJobsOf(owner))).map(shown) };
  }

  @Documented(operations.getReportJob)
  @Get(':id')
  async find(@Param('id') id: string, @Client() { id: owner }: ApiClient) {
    return shown(await this.queries.execute(new ReportJobById(owner, id)));
  }

  @Documented(operations.getReportJobFile)
  @Get(':id/file')
  async file(@Param('id') id: string, @Client() { id: owner }: ApiClient): Promise<StreamableFile> {
    const { content, name, type } = await this.queries.execute(new FileOfReportJob(owner, id));
    return new StreamableFile(content, { type, disposition: `attachment; filename="${name}"` });
  }

  @Documented(operations.cancelReportJob)
  @Delete(':id')
  @HttpCode(204)
  async cancel(@Param('id') id: string, @Client() { id: owner }: ApiClient): Promise<void> {
    await this.commands.execute(new CancelReportJob(owner, id));
  }
}

const shown = ({
  id,
  report,
  asked,
  status,
  rows,
  percent,
  createdAt,
  finishedAt,
  expiresAt,
  file,
  failure,
}: ReportJob) => ({
  id,
  name: report,
  from: asked.from,
  to: asked.to,
  format: asked.format,
  status,
  progress: { rows, percent },
  createdAt,
  finishedAt,
  expiresAt,
  file,
  failure,
});
