import type { Logger } from 'pino';
import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Followers } from '../../kernel/following/followers.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { reportNamed, reportNames } from './all-reports.js';
import { csvReport } from './csv-report.js';
import { jsonReport } from './json-report.js';
import { daysOf, faultsOf, groupings, type AskedReport, type Format } from './report-ask.rule.js';
import type { Period, ScheduleRow } from './report-schedule.js';
import { ReportExported, type ReportEvent } from './report.events.js';
import { counted, type Bytes, type ReportStream } from './report-file.js';
import { Totals, type Report } from './report.js';
import type { NumbersShown, Progress, Sources } from './sources.js';
import { reportPdf } from './report-pdf.js';
import { xlsxReport } from './xlsx-report.js';

export interface ReportParts {
  readonly kernel: Kernel;
  readonly sources: Sources;
  readonly followers: Pick<Followers, 'viewsReached'>;
  readonly logger: Pick<Logger, 'error'>;
  readonly organisation: string;
  readonly environment: 'sandbox' | 'live';
  /** Of the installation. */
  readonly currency: string;
}

/** Whom a report is made for. */
export interface Reader {
  readonly by: Origin;
  /** Puts on record that it sees whole numbers; null where it may not. */
  readonly seen: ((subjects: readonly string[]) => Promise<void>) | null;
}

/** A report that is ready to be read, once. */
export interface MadeReport {
  readonly report: Report;
  readonly asked: AskedReport;
  readonly stream: ReportStream;
  readonly bytes: Bytes;
  readonly fileName: string;
  readonly contentType: string;
}

export const contentTypes: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
};

/** Makes reports: each is checked, put on record where it is about people, and then read while it is written. */
export class Reports {
  readonly #codec = new EventCodec<ReportEvent>([ReportExported]);

  constructor(private readonly parts: ReportParts) {}

  /** Throws what is wrong with it. */
  check(name: string, asked: AskedReport): Report {
    const report = reportNamed(name);
    if (report === null) throw new Refusal('not-found', 'REPORT_NOT_FOUND', { report: name, reports: reportNames });
    const faults = faultsOf(asked, report, this.#now());
    if (faults.length > 0) throw new InvalidInput(faults);
    return report;
  }

  /** `signal` is aborted when nobody waits for it any more. */
  async make(
    name: string,
    asked: AskedReport,
    reader: Reader,
    signal: AbortSignal,
    progress?: Progress,
  ): Promise<MadeReport> {
    const report = this.check(name, asked);
    const numbers = this.#numbersFor(asked, reader);
    const isFresh = await this.isUpToNow(signal);
    const at = this.#now();
    if (report.isAboutPeople) await this.#putOnRecord(report, asked, reader.by, at);
    const notes = isFresh ? [] : ['Some of the newest events are not in it yet: make it again in a minute'];
    const stream = await begun(this.#stream(report, asked, numbers, at, notes, signal, progress));
    return {
      report,
      asked,
      stream,
      bytes: asked.format === 'pdf' ? once(await reportPdf(stream, report.paper!)) : bytesOf(report, stream, asked),
      fileName: fileNameOf(report, asked, at),
      contentType: contentTypes[asked.format],
    };
  }

  /** A report of the schedule, which is over and read so far: phone numbers are masked. */
  scheduled({ report: name, format }: ScheduleRow, period: Period, signal: AbortSignal) {
    const report = reportNamed(name)!;
    const asked: AskedReport = { ...period, format, plain: false, filters: {}, by: null, phoneNumbers: 'masked' };
    const at = this.#now();
    const stream = this.#stream(report, asked, 'masked', at, [], signal);
    return { stream, bytes: bytesOf(report, stream, asked), facts: factsOf(report, asked, at) };
  }

  #stream(
    report: Report,
    asked: AskedReport,
    numbers: NumbersShown,
    at: Instant,
    notes: readonly string[],
    signal: AbortSignal,
    progress?: Progress,
  ): ReportStream {
    const { sources, organisation, environment, currency } = this.parts;
    const { from, to } = daysOf(asked, report, at);
    const by = groupings.find((each) => each === asked.by) ?? 'service';
    const ask = { from, to, filters: asked.filters, by, numbers, signal, progress, now: at };
    const totals = new Totals(report, currency);
    return {
      heading: {
        report: report.name,
        title: report.title,
        organisation,
        environment,
        from,
        to,
        madeAt: at,
        filters: asked.filters,
        phoneNumbers: asked.phoneNumbers,
        notes: [...notes, ...(to !== null && endOf(to) > at ? [`${to} is not over yet`] : [])],
      },
      columns: report.columns,
      rows: counted(report.rows(ask, sources), totals),
      totals,
    };
  }

  /** Whether what is in the log now is in the documents; it is not waited for without end. */
  async isUpToNow(signal: AbortSignal): Promise<boolean> {
    const { kernel, followers } = this.parts;
    const patience = new AbortController();
    const reached = kernel.store
      .head()
      .then((head) => followers.viewsReached(head))
      .then(() => true);
    const late = kernel.clock.sleep(longestWaitMs, AbortSignal.any([patience.signal, signal])).then(
      () => false,
      () => false,
    );
    try {
      return await Promise.race([reached, late]);
    } finally {
      patience.abort();
      reached.catch(() => undefined);
    }
  }

  #numbersFor({ phoneNumbers }: AskedReport, { seen }: Reader): NumbersShown {
    if (phoneNumbers === 'masked') return 'masked';
    if (seen === null) throw new Refusal('forbidden', 'PAYER_READ_REQUIRED', {});
    return { seen };
  }

  async #putOnRecord(report: Report, asked: AskedReport, by: Origin, at: Instant): Promise<void> {
    const { store, clock, newId } = this.parts.kernel;
    const exported = ReportExported({ ...factsOf(report, asked, at), phoneNumbers: asked.phoneNumbers, at });
    await store.append(`report-export-${newId()}`, 'no-stream', [this.#codec.write(exported, newId(), by, clock)]);
  }

  #now(): Instant {
    return instant(this.parts.kernel.clock.now());
  }
}

/** What the log says of a report that was made. */
export const factsOf = (report: Report, asked: AskedReport, at: Instant) => ({
  report: report.name,
  ...daysOf(asked, report, at),
  format: asked.format,
  filters: { ...asked.filters },
});

function bytesOf(
  report: Report,
  stream: ReportStream,
  { format, plain }: Pick<AskedReport, 'format' | 'plain'>,
): Bytes {
  if (format === 'json') return jsonReport(stream);
  if (format === 'csv') return csvReport(stream, { plain });
  return format === 'xlsx' ? xlsxReport(stream) : once(reportPdf(stream, report.paper!));
}

async function* once(content: Buffer | Promise<Buffer>): Bytes {
  yield await content;
}

/** `daily-transactions_2026-11-01_2026-11-30.csv`; of one day its name once, and of now the moment in Kigali. */
export function fileNameOf(report: Report, asked: AskedReport, at: Instant): string {
  const { from, to } = daysOf(asked, report, at);
  const moment = new Date(Date.parse(at) + kigaliAheadMs).toISOString().slice(0, 19).replaceAll(':', '');
  const days = from === null ? moment : to === from ? from : `${from}_${to}`;
  return `${report.name}_${days}.${asked.format}`;
}

/** The same, with its first row read: what is wrong with the stores is told before anything of the report has left. */
async function begun(stream: ReportStream): Promise<ReportStream> {
  const rows = stream.rows[Symbol.asyncIterator]();
  const first = await rows.next();
  async function* all() {
    try {
      for (let next = first; next.done !== true; next = await rows.next()) yield next.value;
    } finally {
      await rows.return?.();
    }
  }
  return { ...stream, rows: all() };
}

const kigaliAheadMs = 2 * 3_600_000;
/** When a Kigali day is over. */
const endOf = (day: string): Instant => instant(Date.parse(`${day}T22:00:00.000Z`));
const longestWaitMs = 5_000;
