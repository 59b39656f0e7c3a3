import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { time } from '../../http/values.documentation.js';
import { reportNames } from './all-reports.js';
import { columnKinds } from './report.js';
import { filterNames } from './report-ask.rule.js';

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
  @ApiProperty({ type: 'integer', minimum: 0 }) count!: number;
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

export const filesOf = (types: readonly string[]) =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', contentMediaType: type } }]));
const files = ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

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
    summary: 'Get a report as JSON, CSV or XLSX',
    description:
      'Days are Kigali days. A payment belongs to the day on which it was confirmed, a refund or payout to that on which it was completed, what failed to that of its end; what is pending is as of now. CSV is UTF-8 with a byte order mark and has lines above and below the table; `plain=true` leaves these out. A text cell that a spreadsheet would run begins with an apostrophe. A report about people is put on record when it is made.',
    inPath: {
      name: { description: `The name of the report: ${reportNames.join(', ')}`, example: 'daily-transactions' },
    },
    answers: reportAnswer,
    appends: true,
    refuses: ['PAYER_READ_REQUIRED', 'REPORT_NOT_FOUND'],
  },
  getAuditLogReport: {
    id: 'getAuditLogReport',
    summary: 'Get the report of the audit log',
    description:
      'Every event of these days: what happened, to what and by whom. In the same forms as the other reports.',
    answers: reportAnswer,
    appends: true,
  },
} as const satisfies Readonly<Record<string, OperationText>>;
