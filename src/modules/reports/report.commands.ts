import { Command, Query } from '@nestjs/cqrs';
import type { Readable } from 'node:stream';
import type { ApiClient } from '../../http/authentication.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { AskedReport } from './report-ask.rule.js';
import type { ReportJob } from './report-jobs.js';
import type { ScheduleRow } from './report-schedule.js';
import type { MadeReport } from './reports.js';

export class MakeReport extends Command<MadeReport> {
  constructor(
    readonly name: string,
    readonly asked: AskedReport,
    readonly client: ApiClient,
    readonly by: Origin,
    /** Aborted when the caller has gone. */
    readonly signal: AbortSignal,
  ) {
    super();
  }
}

export class RequestReportJob extends Command<ReportJob> {
  constructor(
    readonly name: string,
    readonly asked: AskedReport,
    readonly client: ApiClient,
    readonly by: Origin,
  ) {
    super();
  }
}

export class CancelReportJob extends Command<void> {
  constructor(
    readonly owner: string,
    readonly jobId: string,
  ) {
    super();
  }
}

export class ReportJobById extends Query<ReportJob> {
  constructor(
    readonly owner: string,
    readonly jobId: string,
  ) {
    super();
  }
}

export class ReportJobsOf extends Query<readonly ReportJob[]> {
  constructor(readonly owner: string) {
    super();
  }
}

export class FileOfReportJob extends Query<{
  readonly content: Readable;
  readonly name: string;
  readonly type: string;
}> {
  constructor(
    readonly owner: string,
    readonly jobId: string,
  ) {
    super();
  }
}

/** What is written by itself, and which days of it are written. */
export interface ScheduledReport extends ScheduleRow {
  /** The last day of what was written last; null: nothing was. */
  readonly writtenTo: string | null;
}

export class ScheduleOfReports extends Query<readonly ScheduledReport[]> {}
