export {
  CancelReportJob,
  FileOfReportJob,
  ReportJobById,
  ReportJobsOf,
  RequestReportJob,
  ScheduleOfReports,
} from './report.commands.js';
export { JobBody } from './report-jobs.controller.js';
export type { ReportJob } from './report-jobs.js';
export { askedBy } from './reports.controller.js';
