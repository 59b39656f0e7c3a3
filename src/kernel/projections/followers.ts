import type { Logger } from 'pino';
import type { Document, DocumentStore } from '../documents/document-store.js';
import { epochMs } from '../domain/clock.js';
import type { DomainEvent } from '../domain/events.js';
import type { Position } from '../domain/position.js';
import type { Consumption, ParkedEvent } from '../event-store/event-store.js';
import type { Kernel } from '../event-store/handle.js';
import type { Fence, Leases } from '../lease/leases.js';
import { runUnderLease, type LeasedRun } from '../lease/run-under-lease.js';
import { run, type Policy } from './policy.js';
import { SkippedEvents } from './skipped-events.js';
import { ViewRunner } from './view-runner.js';
import type { View } from './view.js';

/** Something of a module's own that lives between start and stop. */
export interface Process {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** What only one instance may do at a time; it may get many turns, one after the other. */
export interface InTurns {
  /** Takes up where the last turn left off, here or elsewhere. Whatever it writes to documents carries the fence. */
  start(fence: Fence): Promise<void>;
  /** Ends the turn; without one it does nothing. */
  stop(): Promise<void>;
  /** How far it has come, when it follows the log for others. */
  readonly progress?: FollowerProgress;
}

/** How far one follower of the log has come. */
export interface FollowerProgress {
  readonly name: string;
  readonly kind: 'view' | 'policy' | 'process';
  /** Of a policy that shares its events with other instances: as far as this one has been given them. */
  readonly position: Position;
  readonly fault: string | null;
}

/**
 * Everything that follows the log: modules add theirs while the application is put together, and it starts and stops them in order. Policies
 * run on every instance; the views and whatever else takes turns run on the one that holds the lease, or here at once where one process has the
 * stores to itself.
 */
export class Followers {
  readonly skipped: SkippedEvents;
  readonly #views: ViewRunner[] = [];
  readonly #inTurns: InTurns[] = [];
  readonly #policies: Policy<never>[] = [];
  readonly #processes: Process[] = [];
  readonly #consumptions = new Map<string, Consumption>();
  #leased: LeasedRun | null = null;

  constructor(
    private readonly kernel: Kernel,
    private readonly documents: DocumentStore,
    private readonly logger: Logger,
    /** Null where one process has the stores to itself. */
    private readonly leases: Leases | null,
  ) {
    this.skipped = new SkippedEvents(documents);
  }

  addView<D extends Document, E extends DomainEvent>(view: View<D, E>): ViewRunner<D, E> {
    const { store, clock } = this.kernel;
    const runner = new ViewRunner(view, store, this.documents, this.skipped, clock);
    this.#views.push(runner as unknown as ViewRunner);
    return runner;
  }

  addInTurns(work: InTurns): void {
    this.#inTurns.push(work);
  }

  addPolicy<E extends DomainEvent>(policy: Policy<E>): void {
    this.#policies.push(policy as unknown as Policy<never>);
  }

  addProcess(process: Process): void {
    this.#processes.push(process);
  }

  async start(): Promise<void> {
    await this.skipped.declare();
    for (const view of this.#views) await view.declare();
    if (this.leases === null) await this.#beginTurn(null);
    else this.#leased = runUnderLease(this.leases, 'followers', this.kernel.clock, this.#takeTurn);
    for (const policy of this.#policies) {
      const consumption = run<never>(policy, this.kernel.store, (reason) =>
        this.logger.error({ policy: policy.name, reason }, 'A policy has set an event aside after too many failures'),
      );
      this.#consumptions.set(policy.name, consumption);
    }
    for (const process of this.#processes) await process.start();
  }

  async stop(): Promise<void> {
    for (const process of this.#processes.toReversed()) await process.stop();
    const consumed = [...this.#consumptions.values()].map((consumption) => consumption.stop());
    // A policy that waits for a view may wait for another instance, or for a store that is away; its event comes again.
    for (const view of this.#views) view.close();
    await Promise.all(consumed);
    if (this.#leased === null) await this.#endTurn();
    else await this.#leased.stop();
  }

  /** Whether the views and all else that takes turns run here. */
  get leads(): boolean {
    return this.leases === null || this.#leased?.holding === true;
  }

  /** Why the lease cannot be had or kept; null while all is well, and while another instance has it. */
  get leaseFault(): string | null {
    return this.#leased?.fault ?? null;
  }

  /** Resolves once every view has read up to a position. */
  async viewsReached(position: Position): Promise<void> {
    await Promise.all(this.#views.map((view) => view.reached(position)));
  }

  /** Where the views run elsewhere: sees how far they have come. */
  async look(): Promise<void> {
    await Promise.all(this.#views.map((view) => view.look()));
  }

  /** As far as is known here: of views that run elsewhere, since the last look. */
  get progress(): readonly FollowerProgress[] {
    return [
      ...this.#views.map(({ name, position, fault }) => ({ name, kind: 'view' as const, position, fault })),
      ...[...this.#consumptions].map(([name, { progress }]) => ({
        name,
        kind: 'policy' as const,
        position: progress.position,
        fault: null,
      })),
      ...(this.leads ? this.#inTurns.flatMap(({ progress }) => progress ?? []) : []),
    ];
  }

  /**
   * How old the oldest event is that a follower at this position has not read, in milliseconds; 0 at the end of the log. Positions of one store
   * count events and of another bytes: only time says the same of both.
   */
  async behindMs(position: Position): Promise<number> {
    const { store, clock } = this.kernel;
    const head = await store.head();
    for (let from = position; from < head;) {
      const { events, position: reached } = await store.readAll(from, 1);
      const [next] = events;
      if (next !== undefined) return Math.max(1, clock.now() - epochMs(next.metadata.at));
      if (reached === from) return 0;
      from = reached;
    }
    return 0;
  }

  parked(): Promise<readonly ParkedEvent[]> {
    return this.kernel.store.parked();
  }

  readonly #takeTurn = async (fence: Fence, signal: AbortSignal): Promise<void> => {
    try {
      await this.#beginTurn(fence);
      this.logger.info({ fence: String(fence) }, 'The views, the saga and the receipts run here from now on');
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    } finally {
      await this.#endTurn();
      this.logger.info({ fence: String(fence) }, 'The views, the saga and the receipts no longer run here');
    }
  };

  async #beginTurn(fence: Fence): Promise<void> {
    for (const work of [...this.#views, ...this.#inTurns]) await work.start(fence);
  }

  async #endTurn(): Promise<void> {
    await Promise.all([...this.#views, ...this.#inTurns].map((work) => work.stop()));
  }
}
