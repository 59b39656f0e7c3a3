import {
  Controller,
  ForbiddenException,
  Get,
  HttpCode,
  Inject,
  Param,
  Post,
  Req,
  Res,
  StreamableFile,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { mayUse } from '../../http/access.js';
import { By, Client, Person, type ApiClient, type SignedIn } from '../../http/authentication.js';
import { fieldOf, type Form } from '../../http/pages/form-body.js';
import { FormRoute, PageRoute } from '../../http/pages/page-route.js';
import { SeeOther } from '../../http/pages/see-other.js';
import { validated } from '../../http/validation.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { formats, groupings, reportNamed, reports } from '../reports/contract.js';
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
import {
  jobColumns,
  jobPage,
  reportLabels,
  reportPage,
  reportsPage,
  scheduleColumns,
  type ShownJob,
  type ShownReport,
} from './reports.page.js';

const here = '/reports';
const fieldNames = Object.keys(reportLabels);

/** Reports are made in the background, and fetched when they are done. */
@Controller('reports')
export class ReportsPagesController {
  constructor(@Inject(BooksDesk) private readonly desk: BooksDesk) {}

  @PageRoute()
  @Get()
  async list(
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const jobs = (await this.desk.queries.execute(new ReportJobsOf(client.id))).map(shownJob);
    const schedule = await this.desk.queries.execute(new ScheduleOfReports());
    if (isAsked(request.query, 'format', 'csv'))
      return isAsked(request.query, 'of', 'schedule')
        ? csvOfRows(reply, 'schedule-of-reports', scheduleColumns(), schedule)
        : csvOfRows(reply, 'report-jobs', jobColumns(), jobs);
    const mine = reports.filter(({ name }) => mayMake(person, name)).map(shownReport);
    const frame = this.desk.frame(person, request, here);
    return this.desk.show(request, reply, reportsPage({ ...frame, reports: mine, jobs, schedule }));
  }

  @FormRoute()
  @Post('jobs')
  @HttpCode(200)
  async request(
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @By() by: Origin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { language } = this.desk.frame(person, request, here);
    const report = fieldOf(request.body as Form | undefined, 'name');
    if (!mayMake(person, report)) throw new ForbiddenException();
    let id = '';
    const fault = await this.desk.fault(request, language, reportLabels, async () => {
      const { name, ...asked } = await validated(JobBody, filled(request.body, ['name', ...fieldNames]));
      id = (await this.desk.commands.execute(new RequestReportJob(name, askedBy(asked), client, by))).id;
    });
    if (fault !== null) return this.#report(report, person, fault, request, reply);
    throw new SeeOther(`${here}/jobs/${id}`);
  }

  @PageRoute()
  @Get('jobs/:id')
  async job(
    @Param('id') id: string,
    @Person() person: SignedIn,
    @Client() client: ApiClient,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const job = shownJob(await this.desk.queries.execute(new ReportJobById(client.id, id)));
    return this.desk.show(request, reply, jobPage({ ...this.desk.frame(person, request, here), job }));
  }

  @PageRoute()
  @Get('jobs/:id/file')
  async file(@Param('id') id: string, @Client() client: ApiClient): Promise<StreamableFile> {
    const { content, name, type } = await this.desk.queries.execute(new FileOfReportJob(client.id, id));
    return new StreamableFile(content, { type, disposition: `attachment; filename="${name}"` });
  }

  @FormRoute()
  @Post('jobs/:id/cancel')
  async cancel(@Param('id') id: string, @Client() client: ApiClient): Promise<never> {
    await this.desk.commands.execute(new CancelReportJob(client.id, id));
    throw new SeeOther(here);
  }

  @PageRoute()
  @Get('audit-log')
  auditLog(
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    return this.#report('audit-log', person, null, request, reply);
  }

  @PageRoute()
  @Get(':name')
  one(
    @Param('name') name: string,
    @Person() person: SignedIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    return this.#report(name, person, null, request, reply);
  }

  #report(name: string, person: SignedIn, fault: Fault | null, request: FastifyRequest, reply: FastifyReply): string {
    const report = reportNamed(name);
    if (report === null) throw new Refusal('not-found', 'REPORT_NOT_FOUND', { report: name });
    const { roles } = person.principal;
    const page = reportPage({
      ...this.desk.frame(person, request, here),
      report: shownReport(report),
      maySeeNumbers: report.isAboutPeople && (roles.includes('payer:read') || roles.includes('admin')),
      typed: fault === null ? {} : filled(request.body, fieldNames),
      wrong: fault?.wrong ?? [],
    });
    return this.desk.show(request, reply, page, fault);
  }
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
