import { instant, type Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { LeasedProcess } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { hasOpenMatters } from './payer.decider.js';
import { payerView, type PayerDocument } from './payer.view.js';
import type { Payers } from './payers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';

/** What a run of the retention did, or, on trial, would do. Counts and times, never a payer. */
export interface RetentionCount {
  /** Payers whose newest payment is older than this are due. */
  readonly before: Instant;
  /** Erased, or to be erased. */
  readonly due: number;
  /** Kept for an open payment, refund or review. */
  readonly kept: number;
  /** When the one of those that are due was last asked who was asked longest ago; null: none is due. */
  readonly oldest: string | null;
  /** False: there were more than one run takes, and the next one goes on. */
  readonly complete: boolean;
}

interface Told {
  info(what: object, message: string): void;
  error(what: object, message: string): void;
}

/**
 * Erases payers that have nothing younger than `months` and nothing open. One instance does so at a time, once a day, at most `mostPerRun`
 * payers in a run; one that is erased is due no more, so a run that was cut off is continued by the next one.
 */
export class Retention implements LeasedProcess {
  readonly name = 'retention';
  /** Of the newest run that ended here; null: there was none yet. */
  last: (RetentionCount & { readonly at: Instant }) | null = null;
  readonly #running = new StoppableRun();

  constructor(
    /** Null: data is kept for ever. */
    readonly months: number | null,
    private readonly payers: Pick<Payers, 'erase' | 'mattersOf' | 'viewsAreCurrent'>,
    private readonly documents: DocumentStore,
    private readonly kernel: Pick<Kernel, 'clock' | 'newId'>,
    private readonly logger: Told,
    private readonly mostPerRun = 10_000,
  ) {}

  async start(): Promise<void> {
    this.#running.start((signal) => this.#everyDay(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
  }

  async run(signal?: AbortSignal): Promise<RetentionCount> {
    if (this.months === null) throw new Error('There is no retention without RETENTION_MONTHS');
    const by: Origin = {
      actor: { kind: 'saga', id: this.name, name: this.name },
      correlationId: this.kernel.newId(),
      causationId: null,
    };
    const why = { reason: `RETENTION_MONTHS ${this.months}`, cause: 'retention' } as const;
    const count = await this.#go(this.months, signal, async (subject) => {
      await this.payers.erase(subject, why, by);
    });
    this.last = { ...count, at: instant(this.kernel.clock.now()) };
    return count;
  }

  /** What a run would do; changes nothing. */
  preview(months: number): Promise<RetentionCount> {
    return this.#go(months, undefined, async () => undefined);
  }

  async #everyDay(signal: AbortSignal): Promise<void> {
    let pauseMs = firstRunAfterMs;
    for (;;) {
      const isStopped = await this.kernel.clock.sleep(pauseMs, signal).then(no, yes);
      if (isStopped) return;
      try {
        const count = await this.run(signal);
        this.logger.info(count, 'The retention has run');
        pauseMs = count.complete ? dayMs : hourMs;
      } catch (error) {
        // The stores are away, which health tells; what was erased is erased.
        this.logger.error({ err: error }, 'The retention could not go on: it tries again within the hour');
        pauseMs = hourMs;
      }
    }
  }

  async #go(
    months: number,
    signal: AbortSignal | undefined,
    act: (subject: string) => Promise<void>,
  ): Promise<RetentionCount> {
    const before = instant(monthsBefore(this.kernel.clock.now(), months));
    await this.payers.viewsAreCurrent();
    let [due, kept] = [0, 0];
    let oldest: string | null = null;
    let cursor: string | null = null;
    do {
      const page: Page<PayerDocument> = await this.documents.query(payerView.collection, {
        where: { status: 'kept', lastAskedAt: { lt: before } },
        sort: { field: 'lastAskedAt', direction: 'ascending' },
        limit: readAtOnce,
        cursor,
      });
      for (const { id, lastAskedAt } of page.documents) {
        if (due === this.mostPerRun || signal?.aborted) return { before, due, kept, oldest, complete: false };
        const { newestAt, ...open } = await this.payers.mattersOf(id);
        // A further attempt, or an outcome that came late, is younger than the payment.
        if (newestAt !== null && newestAt >= before) continue;
        const isErased = hasOpenMatters(open) ? false : await act(id).then(yes, unlessOpened);
        if (!isErased) {
          kept += 1;
          continue;
        }
        due += 1;
        oldest ??= lastAskedAt;
      }
      cursor = page.nextCursor;
    } while (cursor !== null);
    return { before, due, kept, oldest, complete: true };
  }
}

/** The same day and time that many months earlier, in UTC; the last day of a month that is too short for it. */
export function monthsBefore(now: number, months: number): number {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months);
  const daysInMonth = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return date.setUTCDate(Math.min(day, daysInMonth));
}

// A review or a payment may have been opened since it was looked.
const unlessOpened = (error: unknown): boolean => {
  if (error instanceof Refusal && error.code === 'PAYER_NOT_ERASABLE') return false;
  throw error;
};

const yes = () => true;
const no = () => false;
const hourMs = 60 * 60 * 1_000;
const dayMs = 24 * hourMs;
/** A program that is restarted again and again still gets to it. */
const firstRunAfterMs = 10 * 60 * 1_000;
const readAtOnce = 200;
