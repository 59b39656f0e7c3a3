import type { Origin } from '../../kernel/domain/events.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Process } from '../../kernel/following/followers.js';
import { StoppableRun } from '../../kernel/following/stoppable-run.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { InFlightRequests } from '../../kernel/in-flight-requests.js';
import { RevisionConflict } from '../../kernel/ports/event-store.js';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import { MetLines } from './met-lines.js';
import { noticesOf } from './notices.rule.js';
import type { KnownStatement } from './statement.decider.js';
import type { StatementFiles } from './statement-files.js';
import type { Statements, Tail } from './statements.js';

interface Told {
  info(what: object, message: string): void;
  error(what: object, message: string): void;
}

/**
 * Reads the statements whose files lie on this machine's disk, one after the other, and records their lines, some hundreds in an append. The append names
 * the revision of the one before, so of two instances with the same file one goes on and the other notices; and after a crash the reading goes on after
 * the last line on record. Between two appends every waiting request is answered.
 */
export class ImportStatements implements Process {
  readonly #running = new StoppableRun();
  #wake: () => void = () => undefined;

  constructor(
    private readonly statements: Statements,
    private readonly files: Pick<StatementFiles, 'removeUnfinished' | 'list' | 'open' | 'remove'>,
    private readonly kernel: Kernel,
    /** Resolves once the expectations and the items are as the log is now. */
    private readonly viewsAreCurrent: () => Promise<void>,
    private readonly logger: Told,
    private readonly requests: Pick<InFlightRequests, 'pass'>,
  ) {}

  async start(): Promise<void> {
    await this.files.removeUnfinished();
    this.#running.start((signal) => this.#forEver(signal));
  }

  async stop(): Promise<void> {
    const stopped = this.#running.stop();
    this.#wake();
    await stopped;
  }

  /** A file has come in. */
  wake(): void {
    this.#wake();
  }

  async #forEver(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      let pauseMs = idleMs;
      try {
        await this.run(signal);
      } catch (error) {
        // A store is away, which health tells, or another instance goes on with it. What is on record is on record.
        if (!signal.aborted && !(error instanceof RevisionConflict))
          this.logger.error({ err: error }, 'The import of statements could not go on: it tries again');
        pauseMs = afterFaultMs;
      }
      if (signal.aborted) return;
      const over = new AbortController();
      const slept = this.kernel.clock.sleep(pauseMs, AbortSignal.any([signal, over.signal])).catch(() => undefined);
      await Promise.race([woken, slept]);
      over.abort();
      await slept;
    }
  }

  /** What goes wrong with one file is told when all have had their turn: it does not hold up the others. */
  async run(signal: AbortSignal): Promise<void> {
    const faults: unknown[] = [];
    for (const id of await this.files.list()) {
      if (signal.aborted) return;
      try {
        const known = await this.statements.find(id);
        if (known?.status === 'importing') await this.#import(known, signal);
        // Received a moment ago by a request that has not recorded it yet, or that died: the file comes again, or is removed at a later start.
        else if (known !== null && !this.statements.isReceiving(id)) await this.files.remove(id);
      } catch (error) {
        faults.push(error);
      }
    }
    if (faults.length > 0) throw faults[0];
  }

  async #import(known: KnownStatement, signal: AbortSignal): Promise<void> {
    const by = this.#origin();
    const tail = await this.statements.tailOf(known);
    if (tail.isVoid) return;
    // After the look at the last line on record: what all of them have met stands in the expectations.
    await this.viewsAreCurrent();
    const met = await this.#metBefore(known, tail);
    let { revision } = tail;
    let soFar = tail.last?.data.soFar;
    const file = await this.files.open(known.id);
    if (file.bytes !== known.bytes)
      return this.#sendAgain(known, new Error(`Its file has ${file.bytes} bytes of ${known.bytes}`));
    const startedAt = performance.now();
    let behind = Promise.resolve();
    let forget: () => void = () => undefined;
    try {
      for await (const event of this.statements.read(known, file, met, soFar)) {
        revision = await this.statements.append(known.id, revision, event, by);
        // Not the event itself: what is kept of its lines until the next are read survives, and is moved about as if it were to stay.
        soFar = event.data.soFar;
        await yieldToRequests();
        await this.requests.pass(longestPassMs);
        // The views would fall behind by as much as there is, and what they have not read yet waits in memory. While they read these lines, the next are made.
        await behind;
        forget();
        forget = met.untilNow();
        behind = this.viewsAreCurrent();
        behind.catch(() => undefined);
        if (signal.aborted) return;
        const now = await this.statements.find(known.id);
        if (now?.status !== 'importing' || now.run !== known.run) return;
      }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return this.#sendAgain(known, error);
    }
    const from = soFar?.from ?? null;
    const earlier = from === null ? null : await this.statements.earlierThan(known, from);
    const notices = soFar === undefined ? [] : noticesOf(known, this.statements.withOwnAccounts(known, soFar), earlier);
    const imported = {
      statementId: known.id,
      lines: soFar?.lines ?? 0,
      from: soFar?.from ?? null,
      to: soFar?.to ?? null,
      notices: [...notices],
      at: new Date(this.kernel.clock.now()).toISOString(),
    };
    await this.statements.send('Finish', known.id, { imported }, by);
    await this.files.remove(known.id);
    const ms = Math.round(performance.now() - startedAt);
    this.logger.info({ statementId: known.id, lines: imported.lines, ms }, 'A statement was imported');
  }

  /** It was looked through when it came in: the file on the disk is another by now, or not all of it. */
  async #sendAgain({ id }: KnownStatement, error: Error): Promise<void> {
    this.logger.error({ err: error, statementId: id }, 'A statement cannot be read any more: send its file again');
    await this.files.remove(id);
  }

  /** What the lines on record have met, and no expectation says: after a crash none of it is in memory. */
  async #metBefore(known: KnownStatement, { last }: Tail): Promise<MetLines> {
    const met = new MetLines(true);
    if (last === null) return met;
    for (let from = 0; ;) {
      const page = await this.statements.linesOf(known.id, { from, limit: eventsReadAtOnce });
      for (const event of page) {
        if (event.type !== 'StatementLinesRead' || event.data.run !== known.run) continue;
        for (const line of event.data.lines) met.add(line);
      }
      // The views have read them all before the import goes on.
      met.untilNow()();
      if (page.length < eventsReadAtOnce) return met;
      from = page.at(-1)!.revision + 1;
      await yieldToRequests();
    }
  }

  #origin(): Origin {
    const name = 'import-statements';
    return { actor: { kind: 'saga', id: name, name }, correlationId: this.kernel.newId(), causationId: null };
  }
}

/** A million lines are four thousand appends, so requests hold them up by less than four minutes. */
const longestPassMs = 50;
const idleMs = 5_000;
const afterFaultMs = 5_000;
const eventsReadAtOnce = 20;
