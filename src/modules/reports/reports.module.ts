import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, loggerToken } from '../../kernel/tokens.js';
import { NoticeSources } from '../notices/contract.js';
import type { Tariffs } from '../tariffs/contract.js';
import { movementEndView } from './movement-end.view.js';
import { ReportJobs } from './report-jobs.js';
import { ReportJobsController } from './report-jobs.controller.js';
import { reportHandlers } from './report.handlers.js';
import { reportNotices } from './report-notices.js';
import type { ScheduleRow } from './report-schedule.js';
import { Reports } from './reports.js';
import { ReportsController } from './reports.controller.js';
import { Sources } from './sources.js';
import { WriteScheduledReports } from './write-scheduled-reports.js';

export interface ReportSettings {
  readonly organisation: string;
  readonly environment: 'sandbox' | 'live';
  /** Of the installation. */
  readonly currency: string;
  readonly tariffs: Tariffs;
  /** Where the files of jobs are kept for a day. */
  readonly jobsDirectory: string;
  readonly schedule: readonly ScheduleRow[];
  /** Where scheduled reports are written; null: nowhere. */
  readonly folder: string | null;
  /** Whom they are sent to. */
  readonly mailTo: readonly string[];
}

@Module({})
export class ReportsModule {
  static register(
    { organisation, environment, currency, tariffs, jobsDirectory, schedule, folder, mailTo }: ReportSettings,
    knows: NonNullable<ModuleMetadata['imports']>,
  ): DynamicModule {
    return {
      module: ReportsModule,
      imports: [CqrsModule, ...knows],
      controllers: [ReportsController, ReportJobsController],
      providers: [
        ...reportHandlers,
        {
          provide: Reports,
          inject: [kernelToken, documentsToken, PersonalData, Followers, loggerToken],
          useFactory: (
            kernel: Kernel,
            documents: DocumentStore,
            personalData: PersonalData,
            followers: Followers,
            logger: Logger,
          ) => {
            followers.addView(movementEndView);
            const sources = new Sources(documents, kernel.store, personalData, tariffs);
            return new Reports({ kernel, sources, followers, logger, organisation, environment, currency });
          },
        },
        {
          provide: ReportJobs,
          inject: [Reports, kernelToken, Followers, loggerToken],
          useFactory: (reports: Reports, { clock, newId }: Kernel, followers: Followers, logger: Logger) => {
            const jobs = new ReportJobs(reports, jobsDirectory, clock, newId, logger);
            followers.addProcess(jobs);
            return jobs;
          },
        },
        {
          provide: WriteScheduledReports,
          inject: [Reports, kernelToken, Followers, NoticeSources, loggerToken],
          useFactory: (
            reports: Reports,
            kernel: Kernel,
            followers: Followers,
            notices: NoticeSources,
            logger: Logger,
          ) => {
            const writing = new WriteScheduledReports(kernel, reports, schedule, folder, logger);
            if (schedule.length > 0) followers.addLeasedProcess(writing);
            if (mailTo.length > 0) notices.add(reportNotices(reports, mailTo));
            return writing;
          },
        },
      ],
    };
  }
}
