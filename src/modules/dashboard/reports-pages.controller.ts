import { Controller, ForbiddenException, Get, HttpCode, Inject, Param, Post, StreamableFile } from '@nestjs/common';
import { mayUse } from '../../http/access.js';
import { Called, type Call, type SignedIn } from '../../http/authentication.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { validated } from '../../http/validation.js';
import { instant } from '../../kernel/domain/clock.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { kernelToken } from '../../kernel/tokens.js';
import { faultsOf, formats, groupings, reportNamed, reports } from '../reports/contract.js';
import {
  askedBy,
  CancelReportJob,
  FileOfReportJob,
  JobBody,
  ReportJobById,
  ReportJobsOf,
  RequestReportJob,
  ScheduleOfReports,
  type ReportJob,
} from '../reports/contract.http.js';
import { BooksDesk, csvOfRows, filled, isAsked, type Fault } from './books-desk.js';
import { asText, unknownNames } from './address-names.rule.js';
import { frameOf } from './page-frame.js';
import {
  jobColumns,
  jobPage,
  reportLabels,
  reportPage,
  reportsPage,
  scheduleColumns,
  type ShownJob,
  type ShownReport,
  type UnknownAsked,
  unknownWords,
} from './reports.page.js';

const here = '/reports';
const fieldNames = Object.keys(reportLabels);

/** Reports are made in the background, and fetched when they are done. */
@Controller('reports')
export class ReportsPagesController {
  constructor(
    @Inject(BooksDesk) private readonly desk: BooksDesk,
    @Inject(kernelToken) private readonly kernel: Pick<Kernel, 'clock'>,
  ) {}

  @PageRoute()
  @Get()
  async list(@Called() call: Call) {
    const { person, client, request, reply } = call;
    const faults = faultsOfList(request.query);
    const jobs = (await this.desk.queries.execute(new ReportJobsOf(client.id))).map(shownJob);
    const schedule = await this.desk.queries.execute(new ScheduleOfReports());
    if (isAsked(request.query, 'format', 'csv') && faults.length === 0)
      return isAsked(request.query, 'of', 'schedule')
        ? csvOfRows(reply, 'schedule-of-reports', scheduleColumns(), schedule)
        : csvOfRows(reply, 'report-jobs', jobColumns(), jobs);
    const mine = reports.filter(({ name }) => mayMake(person, name)).map(shownReport);
    const frame = frameOf(call, here);
    const wrong = unknownWords(faults, frame.language);
    const page = reportsPage({ ...frame, reports: mine, jobs, schedule, wrong });
    return this.desk.show(call, page, wrong.length === 0 ? null : { status: 400, wrong });
  }

  @FormRoute()
  @Post('jobs')
  @HttpCode(200)
  async request(@Called() call: Call): Promise<string> {
    const { person, client, by, request } = call;
    const report = fieldOf(request.body as Form | undefined, 'name');
    if (!mayMake(person, report)) throw new ForbiddenException();
    let id = '';
    const fault = await this.desk.fault(call, reportLabels, async () => {
      const { name, ...asked } = await validated(JobBody, filled(request.body, ['name', ...fieldNames]));
      id = (await this.desk.commands.execute(new RequestReportJob(name, askedBy(asked), client, by))).id;
    });
    if (fault !== null) return this.#report(report, call, fault);
    throw new SeeOther(`${here}/jobs/${id}`);
  }

  @PageRoute()
  @Get('jobs/:id')
  async job(@Param('id') id: string, @Called() call: Call): Promise<string> {
    const { client } = call;
    const job = shownJob(await this.desk.queries.execute(new ReportJobById(client.id, id)));
    return this.desk.show(call, jobPage({ ...frameOf(call, here), job }));
  }

  @PageRoute()
  @Get('jobs/:id/file')
  async file(@Param('id') id: string, @Called() call: Call): Promise<StreamableFile> {
    const { client } = call;
    const { content, name, type } = await this.desk.queries.execute(new FileOfReportJob(client.id, id));
    return new StreamableFile(content, { type, disposition: `attachment; filename="${name}"` });
  }

  @FormRoute()
  @Post('jobs/:id/cancel')
  async cancel(@Param('id') id: string, @Called() call: Call): Promise<never> {
    const { client } = call;
    await this.desk.commands.execute(new CancelReportJob(client.id, id));
    throw new SeeOther(here);
  }

  @PageRoute()
  @Get('audit-log')
  auditLog(@Called() call: Call): Promise<string> {
    return this.#asked('audit-log', call);
  }

  @PageRoute()
  @Get(':name')
  one(@Param('name') name: string, @Called() call: Call): Promise<string> {
    return this.#asked(name, call);
  }

  /** What of the form stands in the address is filled in, and judged as what is sent. */
  async #asked(name: string, call: Call): Promise<string> {
    const { query } = call.request;
    const report = reportNamed(name);
    const unknown = unknownNames(query, fieldNames).map((field): UnknownAsked => ({ field, is: 'unknown' }));
    const fault = await this.desk.fault(call, reportLabels, async () => {
      const { name: _name, ...asked } = await validated(JobBody, { name, ...filled(query, fieldNames) });
      const faults = report === null ? [] : faultsOf(askedBy(asked), report, instant(this.kernel.clock.now()));
      if (faults.length > 0) throw new InvalidInput(faults);
    });
    const wrong = [...unknownWords(unknown, frameOf(call, here).language), ...(fault?.wrong ?? [])];
    return this.#report(name, call, wrong.length === 0 ? null : { status: 400, wrong });
  }

  #report(name: string, call: Call, fault: Fault | null): string {
    const { person, request } = call;
    const report = reportNamed(name);
    if (report === null) throw new Refusal('not-found', 'REPORT_NOT_FOUND', { report: name });
    const { roles } = person.principal;
    const page = reportPage({
      ...frameOf(call, here),
      report: shownReport(report),
      maySeeNumbers: report.isAboutPeople && (roles.includes('payer:read') || roles.includes('admin')),
      typed: filled(request.method === 'POST' ? request.body : request.query, fieldNames),
      wrong: fault?.wrong ?? [],
    });
    return this.desk.show(call, page, fault);
  }
}

function faultsOfList(query: unknown): readonly UnknownAsked[] {
  const given = query as Readonly<Record<string, unknown>>;
  const choices = { format: ['csv'], of: ['jobs', 'schedule'] };
  return [
    ...unknownNames(given, Object.keys(choices)).map((field): UnknownAsked => ({ field, is: 'unknown' })),
    ...Object.entries(choices)
      .filter(([name, words]) => !['', ...words].includes(asText(given[name])))
      .map(([field, words]): UnknownAsked => ({ field, is: 'no-choice', choices: words })),
  ];
}

const mayMake = ({ principal: { roles } }: SignedIn, name: string): boolean =>
  name !== 'audit-log' || mayUse(roles, 'GET /v1/reports/audit-log');

const shownReport = ({ name, title, covers, filters, paper }: (typeof reports)[number]): ShownReport => ({
  name,
  title,
  covers,
  filters,
  groupings: name === 'revenue-by-service' ? groupings : [],
  formats: formats.filter((format) => format !== 'pdf' || paper !== undefined),
});

const shownJob = ({ id, report, asked, file, ...job }: ReportJob): ShownJob => ({
  id,
  report,
  from: asked.from,
  to: asked.to,
  format: asked.format,
  status: job.status,
  rows: job.rows,
  percent: job.percent,
  createdAt: job.createdAt,
  expiresAt: job.expiresAt,
  bytes: file?.bytes ?? null,
  sha256: file?.sha256 ?? null,
  failure: job.failure,
});
