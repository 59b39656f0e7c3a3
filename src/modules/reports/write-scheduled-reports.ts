import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { LeasedProcess } from '../../kernel/following/followers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { RevisionConflict } from '../../kernel/ports/event-store.js';
import { inFormOf, nameOf, periodsDue, scheduledFileName, type Period, type ScheduleRow } from './report-schedule.js';
import { ScheduledReportWritten } from './report.events.js';
import { writeWhole } from './report-jobs.js';
import type { Reports } from './reports.js';

type Written = ReturnType<typeof ScheduledReportWritten>;

/**
 * Writes the reports of the schedule into their folder, each when its days are over and the documents have read so far. One instance does it at a
 * time, and the log says which are written: a crash between the file and its event has the same file written once more.
 */
export class WriteScheduledReports implements LeasedProcess {
  readonly name = 'write-scheduled-reports';
  readonly #codec = new EventCodec<Written>([ScheduledReportWritten]);
  readonly #run = new StoppableRun();

  constructor(
    private readonly kernel: Kernel,
    private readonly reports: Pick<Reports, 'isUpToNow' | 'scheduled'>,
    private readonly schedule: readonly ScheduleRow[],
    /** Null: they are only sent by e-mail, which makes them anew. */
    private readonly folder: string | null,
    private readonly logger: Pick<Logger, 'error'>,
  ) {}

  async start(): Promise<void> {
    this.#run.start(async (signal) => {
      while (!signal.aborted) {
        await this.writeDue(signal);
        await this.kernel.clock.sleep(lookEveryMs, signal).catch(() => undefined);
      }
    });
  }

  async stop(): Promise<void> {
    await this.#run.stop();
  }

  /** What cannot be written now is tried again a minute later; one report does not hold up the others. */
  async writeDue(signal: AbortSignal): Promise<void> {
    for (const row of this.schedule) {
      try {
        await this.#writeRow(row, signal);
      } catch (error) {
        if (signal.aborted) return;
        this.logger.error(
          { err: error, report: nameOf(row) },
          'A scheduled report could not be written: it is tried again',
        );
      }
    }
  }

  /** The rows of the schedule, each with the last day that is written. */
  standing() {
    return Promise.all(this.schedule.map(async (row) => ({ ...row, writtenTo: (await this.#newest(row)).last })));
  }

  async #newest(row: ScheduleRow) {
    const [newest] = await this.kernel.store.readStream(streamOf(row), { direction: 'backwards', limit: 1 });
    return {
      last: newest === undefined ? null : this.#codec.read(newest).data.to,
      revision: newest?.revision ?? ('no-stream' as const),
    };
  }

  async #writeRow(row: ScheduleRow, signal: AbortSignal): Promise<void> {
    const newest = await this.#newest(row);
    let { revision } = newest;
    for (const period of periodsDue(row, newest.last, instant(this.kernel.clock.now()))) {
      if (!(await this.reports.isUpToNow(signal))) return;
      const event = await inFormOf(row, (form) => this.#write(form, period, signal));
      const { store, clock, newId } = this.kernel;
      try {
        await store.append(streamOf(row), revision, [this.#codec.write(event, newId(), bySchedule(newId()), clock)]);
      } catch (error) {
        // Another instance has the turn by now.
        if (error instanceof RevisionConflict) return;
        throw error;
      }
      revision = revision === 'no-stream' ? 0 : revision + 1;
    }
  }

  async #write(row: ScheduleRow, period: Period, signal: AbortSignal): Promise<Written> {
    const { stream, bytes, facts } = this.reports.scheduled(row, period, signal);
    const file = scheduledFileName(row, period);
    const written = { file: null, sha256: null } as { file: string | null; sha256: string | null };
    if (this.folder !== null) {
      await mkdir(this.folder, { recursive: true });
      const { sha256 } = await writeWhole(join(this.folder, file), bytes, signal);
      Object.assign(written, { file, sha256 });
    }
    const rows = this.folder === null ? null : stream.totals.rows;
    return ScheduledReportWritten({
      ...facts,
      ...period,
      every: row.every,
      ...written,
      rows,
      at: instant(this.kernel.clock.now()),
    });
  }
}

const streamOf = (row: ScheduleRow): string => `scheduled-report-${nameOf(row)}`;
const bySchedule = (correlationId: string): Origin => ({
  actor: { kind: 'system', id: 'write-scheduled-reports', name: 'schedule of reports' },
  correlationId,
  causationId: null,
});
const lookEveryMs = 60_000;
