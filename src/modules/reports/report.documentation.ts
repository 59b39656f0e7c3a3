import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { time, timeOrNull } from '../../http/values.documentation.js';
import { reportNames } from './all-reports.js';
import { columnKinds } from './report.js';
import { filterNames, formats } from './report-ask.rule.js';
import { jobStatuses } from './report-jobs.js';

const date = { type: String, format: 'date', nullable: true, example: '2026-11-28' } as const;
const text = { type: String } as const;

@ApiSchema({ name: 'ReportColumn' })
class ShownColumn {
  @ApiProperty({ example: 'amount', description: 'The member of each row' }) name!: string;
  @ApiProperty({ example: 'Amount', description: 'The header in CSV and XLSX' }) title!: string;
  @ApiProperty({
    enum: columnKinds,
    description: '`money` is decimal text in the `currency` of its row; `number` is a JSON number',
  })
  kind!: string;
}

@ApiSchema({ name: 'ReportColumnDescription' })
class DescribedColumn extends ShownColumn {
  @ApiProperty({ example: 'In major units' }) description!: string;
}

@ApiSchema({ name: 'ReportDescription' })
class ShownDescription {
  @ApiProperty({ enum: reportNames }) name!: string;
  @ApiProperty({ example: 'Daily transactions' }) title!: string;
  @ApiProperty({ enum: ['days', 'now'], description: '`days` takes `from` and `to`; `now` tells how things stand' })
  covers!: string;
  @ApiProperty({ type: Boolean, description: 'To make it is put on record' }) isAboutPeople!: boolean;
  @ApiProperty({ type: [String], enum: filterNames }) filters!: string[];
  @ApiProperty({ type: [DescribedColumn] }) columns!: DescribedColumn[];
}

@ApiSchema({ name: 'ReportDescriptions' })
class ShownDescriptions {
  @ApiProperty({ type: [ShownDescription] }) data!: ShownDescription[];
}

@ApiSchema({ name: 'ReportTotal' })
class ShownTotal {
  @ApiProperty({ example: 'Payments' }) of!: string;
  @ApiProperty({ ...text, nullable: true, example: 'RWF', description: 'Null where it is a count alone' })
  currency!: string | null;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'How many payments, refunds or other things it is made of',
  })
  count!: number;
  @ApiProperty({ ...text, nullable: true, pattern: '^-?(0|[1-9]\\d*)(\\.\\d+)?$', example: '5000' })
  amount!: string | null;
}

@ApiSchema({ name: 'Report' })
class ShownReport {
  @ApiProperty({ enum: reportNames }) report!: string;
  @ApiProperty({ example: 'Daily transactions' }) title!: string;
  @ApiProperty({ example: 'One Stop Centre' }) organisation!: string;
  @ApiProperty({ enum: ['sandbox', 'live'] }) environment!: string;
  @ApiProperty({ enum: ['Africa/Kigali'], description: 'Of its days and times' }) timeZone!: string;
  @ApiProperty(date) from!: string | null;
  @ApiProperty(date) to!: string | null;
  @ApiProperty({ ...time, description: 'In UTC' }) madeAt!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { service: 'permits' } })
  filters!: object;
  @ApiProperty({ enum: ['masked', 'whole'] }) phoneNumbers!: string;
  @ApiProperty({ type: [String], example: ['2026-11-28 is not over yet'] }) notes!: string[];
  @ApiProperty({ type: [ShownColumn] }) columns!: ShownColumn[];
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: { type: ['string', 'number', 'null'] } },
    description: 'The rows: each has a member for each column',
  })
  data!: object[];
  @ApiProperty({ type: [ShownTotal] }) totals!: ShownTotal[];
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How many rows it has' }) rows!: number;
}

const jobId = {
  type: String,
  pattern: '^rep_[0-9a-f-]{36}$',
  example: 'rep_7f1c2d3e-4b5a-4978-8796-a5b4c3d2e1f0',
} as const;

@ApiSchema({ name: 'ReportJobProgress' })
class ShownProgress {
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Written so far' }) rows!: number;
  @ApiProperty({ type: 'integer', minimum: 0, maximum: 100, description: 'Of what is to be read' }) percent!: number;
}

@ApiSchema({ name: 'ReportJobFile' })
class ShownJobFile {
  @ApiProperty({ example: 'daily-transactions_2026-11-28.csv' }) name!: string;
  @ApiProperty({ type: 'integer', minimum: 0 }) bytes!: number;
  @ApiProperty({ pattern: '^[0-9a-f]{64}$' }) sha256!: string;
}

@ApiSchema({ name: 'ReportJob' })
class ShownJob {
  @ApiProperty(jobId) id!: string;
  @ApiProperty({ enum: reportNames }) name!: string;
  @ApiProperty(date) from!: string | null;
  @ApiProperty(date) to!: string | null;
  @ApiProperty({ enum: formats }) format!: string;
  @ApiProperty({ enum: jobStatuses }) status!: string;
  @ApiProperty() progress!: ShownProgress;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) finishedAt!: string | null;
  @ApiProperty({ ...timeOrNull, description: 'When the job and its file are removed' }) expiresAt!: string | null;
  @ApiProperty({ type: ShownJobFile, nullable: true, description: 'Null until it is done' }) file!: ShownJobFile | null;
  @ApiProperty({ type: String, nullable: true, description: 'Why it failed' }) failure!: string | null;
}

@ApiSchema({ name: 'ReportJobList' })
class ShownJobs {
  @ApiProperty({ type: [ShownJob] }) data!: ShownJob[];
}

const ofJob = { id: { description: 'The id of the job', example: jobId.example } };

export const filesOf = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]));
const files = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/pdf'];

export const reportModels = [ShownReport];

const reportAnswer = {
  200: {
    description:
      'The report, row by row as it is read; without its end (`rows` in JSON, `End of report` in a file) it is not whole',
    content: {
      'application/json': { schema: { $ref: '#/components/schemas/Report' } },
      ...filesOf(files),
    },
    models: reportModels,
  },
} as const;

export const operations = {
  listReports: {
    id: 'listReports',
    summary: 'List all reports with their columns',
    answers: { 200: { description: 'The reports', type: ShownDescriptions } },
    needsNoStore: true,
  },
  getReport: {
    id: 'getReport',
    summary: 'Get a report as JSON, CSV, XLSX or, of some, PDF',
    description:
      'Days are Kigali days. A payment belongs to the day on which it was confirmed, a refund or payout to that on which it was completed, what failed to that of its end; what is pending is as of now. CSV is UTF-8 with a byte order mark and has lines above and below the table; `plain=true` leaves these out. A text cell that a spreadsheet would run begins with an apostrophe. `daily-transactions` and `settlement` have a PDF of at most 1,000 rows. A report about people is put on record when it is made.',
    inPath: {
      name: { description: `The name of the report: ${reportNames.join(', ')}`, example: 'daily-transactions' },
    },
    answers: reportAnswer,
    appends: true,
    refuses: ['PAYER_READ_REQUIRED', 'REPORT_NOT_FOUND', 'REPORT_TOO_LONG_FOR_PDF'],
  },
  getAuditLogReport: {
    id: 'getAuditLogReport',
    summary: 'Get the report of the audit log',
    description:
      'Every event of these days: what happened, to what and by whom. In the same forms as the other reports.',
    answers: reportAnswer,
    appends: true,
  },
  createReportJob: {
    id: 'createReportJob',
    summary: 'Have a long report made in the background',
    description:
      'The members are those of `GET /v1/reports/{name}`. One report is made at a time. The job and its file live for a day on the instance that took it, and end with it.',
    answers: { 202: { description: 'The job', type: ShownJob, headers: ['Location'] } },
    refuses: ['PAYER_READ_REQUIRED', 'REPORT_NOT_FOUND', 'TOO_MANY_REPORT_JOBS'],
  },
  listReportJobs: {
    id: 'listReportJobs',
    summary: 'List the report jobs of this API client, newest first',
    answers: { 200: { description: 'Those of the last day on this instance', type: ShownJobs } },
    needsNoStore: true,
  },
  getReportJob: {
    id: 'getReportJob',
    summary: 'Get a report job with its progress',
    inPath: ofJob,
    answers: { 200: { description: 'The job', type: ShownJob } },
    needsNoStore: true,
    refuses: ['REPORT_JOB_NOT_FOUND'],
  },
  getReportJobFile: {
    id: 'getReportJobFile',
    summary: 'Get the file of a report job',
    inPath: ofJob,
    answers: {
      200: {
        description: 'The file, in the form that was asked for',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Report' } }, ...filesOf(files) },
        models: reportModels,
      },
    },
    needsNoStore: true,
    refuses: ['REPORT_JOB_NOT_FOUND', 'REPORT_JOB_NOT_DONE'],
  },
  cancelReportJob: {
    id: 'cancelReportJob',
    summary: 'Cancel a report job, or remove its file',
    inPath: ofJob,
    answers: { 204: { description: 'It is stopped where it was still being made, and its file is removed' } },
    needsNoStore: true,
    refuses: ['REPORT_JOB_NOT_FOUND'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
