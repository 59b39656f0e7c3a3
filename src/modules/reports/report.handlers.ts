import { Inject } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import { Disclosure, readsPayers } from '../../http/shown-to.js';
import type { Origin } from '../../kernel/domain/events.js';
import {
  CancelReportJob,
  FileOfReportJob,
  MakeReport,
  ReportJobById,
  ReportJobsOf,
  RequestReportJob,
  ScheduleOfReports,
} from './report.commands.js';
import { ReportJobs } from './report-jobs.js';
import { Reports, type Reader } from './reports.js';
import { WriteScheduledReports } from './write-scheduled-reports.js';

@CommandHandler(MakeReport)
export class MakeReportHandler implements ICommandHandler<MakeReport> {
  constructor(
    @Inject(Reports) private readonly reports: Reports,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  execute({ name, asked, client, by, signal }: MakeReport) {
    return this.reports.make(name, asked, readerOf(client, by, this.disclosure), signal);
  }
}

@CommandHandler(RequestReportJob)
export class RequestReportJobHandler implements ICommandHandler<RequestReportJob> {
  constructor(
    @Inject(ReportJobs) private readonly jobs: ReportJobs,
    @Inject(Disclosure) private readonly disclosure: Disclosure,
  ) {}

  async execute({ name, asked, client, by }: RequestReportJob) {
    return this.jobs.request(client.id, name, asked, readerOf(client, by, this.disclosure));
  }
}

@CommandHandler(CancelReportJob)
export class CancelReportJobHandler implements ICommandHandler<CancelReportJob> {
  constructor(@Inject(ReportJobs) private readonly jobs: ReportJobs) {}

  execute({ owner, jobId }: CancelReportJob) {
    return this.jobs.cancel(owner, jobId);
  }
}

@QueryHandler(ReportJobById)
export class ReportJobByIdHandler implements IQueryHandler<ReportJobById> {
  constructor(@Inject(ReportJobs) private readonly jobs: ReportJobs) {}

  async execute({ owner, jobId }: ReportJobById) {
    return this.jobs.find(owner, jobId);
  }
}

@QueryHandler(ReportJobsOf)
export class ReportJobsOfHandler implements IQueryHandler<ReportJobsOf> {
  constructor(@Inject(ReportJobs) private readonly jobs: ReportJobs) {}

  async execute({ owner }: ReportJobsOf) {
    return this.jobs.list(owner);
  }
}

@QueryHandler(FileOfReportJob)
export class FileOfReportJobHandler implements IQueryHandler<FileOfReportJob> {
  constructor(@Inject(ReportJobs) private readonly jobs: ReportJobs) {}

  async execute({ owner, jobId }: FileOfReportJob) {
    return this.jobs.file(owner, jobId);
  }
}

@QueryHandler(ScheduleOfReports)
export class ScheduleOfReportsHandler implements IQueryHandler<ScheduleOfReports> {
  constructor(@Inject(WriteScheduledReports) private readonly writing: WriteScheduledReports) {}

  execute() {
    return this.writing.standing();
  }
}

/** Each look at a whole number is on record before the number leaves. */
export const readerOf = (client: ApiClient, by: Origin, disclosure: Disclosure): Reader => ({
  by,
  seen: readsPayers(client) ? (subjects) => disclosure.numbersSeen(client, subjects) : null,
});

export const reportHandlers = [
  MakeReportHandler,
  RequestReportJobHandler,
  CancelReportJobHandler,
  ReportJobByIdHandler,
  ReportJobsOfHandler,
  FileOfReportJobHandler,
  ScheduleOfReportsHandler,
];
