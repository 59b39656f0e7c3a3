import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Logger } from 'pino';
import { instant, type Clock, type Instant } from '../../kernel/domain/clock.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Process } from '../../kernel/following/followers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import { StoreUnavailable } from '../../kernel/ports/event-store.js';
import { storageFault } from '../../kernel/storage-faults.js';
import { daysOf, type AskedReport } from './report-ask.rule.js';
import { isTooLongForPdf, mostRows } from './report-pdf.js';
import type { MadeReport, Reader, Reports } from './reports.js';
import type { Progress } from './sources.js';

export const jobStatuses = ['waiting', 'running', 'done', 'failed'] as const;

export interface ReportJob {
  readonly id: string;
  readonly report: string;
  readonly asked: AskedReport;
  readonly status: (typeof jobStatuses)[number];
  readonly rows: number;
  /** Of what is to be read; 100 when it is done. */
  readonly percent: number;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
  /** When its file is removed. */
  readonly expiresAt: Instant | null;
  readonly file: { readonly name: string; readonly bytes: number; readonly sha256: string } | null;
  /** Why it failed. */
  readonly failure: string | null;
}

interface Job {
  readonly id: string;
  readonly owner: string;
  readonly report: string;
  readonly asked: AskedReport;
  readonly reader: Reader;
  readonly createdAt: Instant;
  readonly cancelling: AbortController;
  readonly progress: { read: number; total: number };
  status: ReportJob['status'];
  made: MadeReport | null;
  finishedAt: Instant | null;
  file: ReportJob['file'];
  failure: string | null;
}

/**
 * Reports that are made in the background, one after the other. A job and its file live for a day on the instance that took it, and end with it:
 * the log has everything from which a report is made again.
 */
export class ReportJobs implements Process {
  readonly #jobs = new Map<string, Job>();
  readonly #sweeping = new StoppableRun();
  #working: Promise<void> = Promise.resolve();

  constructor(
    private readonly reports: Pick<Reports, 'check' | 'make'>,
    private readonly directory: string,
    private readonly clock: Clock,
    private readonly newId: () => string,
    private readonly logger: Pick<Logger, 'error'>,
  ) {}

  /** Files that an instance before this one has left are removed when they are a day old, as all are. */
  async start(): Promise<void> {
    this.#sweeping.start(async (signal) => {
      while (!signal.aborted) {
        await this.#sweep().catch((error: unknown) =>
          this.logger.error({ err: error }, 'Old reports cannot be removed'),
        );
        await this.clock.sleep(sweepEveryMs, signal).catch(() => undefined);
      }
    });
  }

  async stop(): Promise<void> {
    for (const { cancelling } of this.#jobs.values()) cancelling.abort();
    await Promise.all([this.#sweeping.stop(), this.#working]);
  }

  /** What is wrong with the report is told at once. */
  request(owner: string, report: string, given: AskedReport, reader: Reader): ReportJob {
    // The days are those that were meant when it was asked for, whenever its turn comes.
    const asked = { ...given, ...daysOf(given, this.reports.check(report, given), this.#now()) };
    if (asked.phoneNumbers === 'whole' && reader.seen === null)
      throw new Refusal('forbidden', 'PAYER_READ_REQUIRED', {});
    const unfinished = [...this.#jobs.values()].filter(({ status }) => status === 'waiting' || status === 'running');
    if (unfinished.length >= mostUnfinished) throw new Refusal('conflict', 'TOO_MANY_REPORT_JOBS', {});
    const job: Job = {
      id: `rep_${this.newId()}`,
      owner,
      report,
      asked,
      reader,
      createdAt: this.#now(),
      cancelling: new AbortController(),
      progress: { read: 0, total: 0 },
      status: 'waiting',
      made: null,
      finishedAt: null,
      file: null,
      failure: null,
    };
    this.#jobs.set(job.id, job);
    this.#working = this.#working.then(() => this.#run(job));
    return shown(job);
  }

  find(owner: string, id: string): ReportJob {
    return shown(this.#of(owner, id));
  }

  /** Newest first. */
  list(owner: string): readonly ReportJob[] {
    return [...this.#jobs.values()]
      .filter((job) => job.owner === owner && !this.#isOver(job))
      .map(shown)
      .toReversed();
  }

  async file(
    owner: string,
    id: string,
  ): Promise<{ readonly content: Readable; readonly name: string; readonly type: string }> {
    const job = this.#of(owner, id);
    const content = job.status === 'done' ? await this.#open(job) : null;
    if (content === null) throw new Refusal('conflict', 'REPORT_JOB_NOT_DONE', { jobId: id, jobStatus: job.status });
    const { contentType, fileName } = job.made!;
    return { content, name: fileName, type: contentType };
  }

  /** Stops it where it is still being made, and removes its file. */
  async cancel(owner: string, id: string): Promise<void> {
    const job = this.#of(owner, id);
    this.#jobs.delete(id);
    job.cancelling.abort();
    await rm(this.#path(job), { force: true });
  }

  /** Another client's job is as if it were not there. */
  #of(owner: string, id: string): Job {
    const job = this.#jobs.get(id);
    if (job?.owner !== owner || this.#isOver(job))
      throw new Refusal('not-found', 'REPORT_JOB_NOT_FOUND', { jobId: id });
    return job;
  }

  /** Null: somebody has removed the file, or its disk was lost. Then the job has failed after all. */
  async #open(job: Job): Promise<Readable | null> {
    const file = await open(this.#path(job)).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new StoreUnavailable(`The file of a report cannot be read: ${storageFault(error)}`, { cause: error });
    });
    if (file !== null && (await file.stat()).size === job.file?.bytes) return file.createReadStream();
    await file?.close();
    Object.assign(job, { status: 'failed', file: null, failure: lost });
    return null;
  }

  async #run(job: Job): Promise<void> {
    const { signal } = job.cancelling;
    if (signal.aborted) return;
    job.status = 'running';
    try {
      const progress: Progress = job.progress;
      job.made = await this.reports.make(job.report, job.asked, job.reader, signal, progress);
      job.file = await this.#write(job, job.made);
      job.status = 'done';
    } catch (error) {
      job.status = 'failed';
      const isTooLong = isTooLongForPdf(error);
      job.failure = signal.aborted ? 'It was stopped' : isTooLong ? tooLong : unfinished;
      if (!signal.aborted && !isTooLong) this.logger.error({ err: error, report: job.report }, 'A report job failed');
    } finally {
      job.finishedAt = this.#now();
    }
  }

  async #write(job: Job, made: MadeReport): Promise<NonNullable<ReportJob['file']>> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const path = this.#path(job);
    const written = await writeWhole(path, made.bytes, job.cancelling.signal);
    return { name: made.fileName, ...written };
  }

  async #sweep(): Promise<void> {
    for (const job of this.#jobs.values()) if (this.#isOver(job)) this.#jobs.delete(job.id);
    const names = await readdir(this.directory).catch(() => []);
    for (const name of names.filter((each) => isOurs.test(each))) {
      const path = join(this.directory, name);
      const found = await stat(path).catch(() => null);
      const isKept = this.#jobs.has(name.replace(/\.part$/, ''));
      if (found !== null && !isKept && this.clock.now() - found.mtimeMs >= keptMs) await rm(path, { force: true });
    }
  }

  #isOver({ finishedAt }: Job): boolean {
    return finishedAt !== null && this.clock.now() - Date.parse(finishedAt) >= keptMs;
  }

  #path({ id }: Job): string {
    return join(this.directory, id);
  }

  #now(): Instant {
    return instant(this.clock.now());
  }
}

/** Writes a file that is there as a whole or not at all, for its owner alone. */
export async function writeWhole(path: string, content: AsyncIterable<Uint8Array>, signal: AbortSignal) {
  const part = `${path}.part`;
  const hash = createHash('sha256');
  let bytes = 0;
  const measured = async function* () {
    for await (const piece of content) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
  };
  try {
    await pipeline(measured, createWriteStream(part, { mode: 0o600, flush: true }), { signal });
    await rename(part, path);
    return { bytes, sha256: hash.digest('hex') };
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}

function shown(job: Job): ReportJob {
  const { id, report, asked, status, made, progress, createdAt, finishedAt, file, failure } = job;
  const { read, total } = progress;
  return {
    id,
    report,
    asked,
    status,
    rows: made?.stream.totals.rows ?? 0,
    percent: status === 'done' ? 100 : total === 0 ? 0 : Math.min(99, Math.floor((100 * read) / total)),
    createdAt,
    finishedAt,
    expiresAt: finishedAt === null ? null : instant(Date.parse(finishedAt) + keptMs),
    file,
    failure,
  };
}

const unfinished = 'It could not be read or written to its end: ask for it again';
const lost = 'Its file is not there any more: ask for it again';
const tooLong = `It has more than ${mostRows} rows, too many for a PDF: ask for it as CSV or XLSX`;
const isOurs = /^rep_[0-9a-f-]+(\.part)?$/;
const keptMs = 24 * 3_600_000;
const sweepEveryMs = 3_600_000;
/** Over all clients: each is a pass over the documents. */
const mostUnfinished = 20;
