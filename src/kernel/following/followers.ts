import type { Logger } from 'pino';
import type { Document, DocumentStore } from '../ports/document-store.js';
import { epochMs, type Instant } from '../domain/clock.js';
import type { DomainEvent } from '../domain/events.js';
import type { Position } from '../domain/position.js';
import type { Consumption } from '../ports/event-store.js';
import type { Kernel } from '../handling/handle.js';
import type { Fence, Leases } from '../ports/leases.js';
import { runUnderLease, type LeasedRun, type LeaseTerms } from './run-under-lease.js';
import { OrderedPolicyRunner, type OrderedPolicy } from './ordered-policy.js';
import { run, type Policy } from './policy.js';
import { firstAfter } from './position-before.js';
import { SkippedEvents } from './skipped-events.js';
import { ViewRunner } from './view-runner.js';
import type { View, WholeLogView } from './view.js';

/** Something of a module's own that lives between start and stop. */
export interface Process {
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What only one instance may do at a time; it may get many turns, one after the other. Views and ordered policies are such, and so are the
 * saga, which is driven by the clock and follows the log only for a timetable in memory, and the seals, which both the log and the clock drive.
 */
export interface LeasedProcess {
  /** Turns are taken under it; a new version of a view is a new name, and runs beside the old one. */
  readonly name: string;
  /** Takes up where the last turn left off, here or elsewhere. Whatever it writes to documents carries the fence. */
  start(fence: Fence): Promise<void>;
  /** Ends the turn; without one it does nothing. */
  stop(): Promise<void>;
  /** How far it has come, where it follows the log. */
  readonly progress?: FollowerProgress;
}

/** How far one follower of the log has come. */
export interface FollowerProgress {
  readonly name: string;
  readonly kind: 'view' | 'policy' | 'ordered-policy';
  /** Of a policy that shares its events with other instances: as far as this one has been given them. */
  readonly position: Position;
  readonly fault: string | null;
  /** How many events of a policy are being handled, and how many wait for a later try. */
  readonly inHand?: number;
  readonly waiting?: number;
}

export interface Lag {
  readonly name: string;
  readonly kind: FollowerProgress['kind'];
  readonly behindMs: number;
  readonly waiting?: number;
  readonly fault: string | null;
}

export interface Turn {
  readonly name: string;
  readonly here: boolean;
  readonly fault: string | null;
}

/**
 * Everything that follows the log: modules add theirs while the application is put together, and it starts and stops them in order. Policies
 * run on every instance; each view, and whatever else takes turns, runs on the one that holds its lease, or here at once where one process has
 * the stores to itself.
 */
export class Followers {
  readonly skipped: SkippedEvents;
  readonly #views: ViewRunner[] = [];
  readonly #orderedPolicies: OrderedPolicyRunner<never>[] = [];
  readonly #leasedProcesses: LeasedProcess[] = [];
  readonly #policies: Policy<never>[] = [];
  readonly #processes: Process[] = [];
  readonly #consumptions = new Map<string, Consumption>();
  readonly #leased = new Map<string, LeasedRun>();

  constructor(
    private readonly kernel: Kernel,
    private readonly documents: DocumentStore,
    private readonly logger: Logger,
    /** Null where one process has the stores to itself. */
    private readonly leases: Leases | null,
    private readonly terms: LeaseTerms = {},
  ) {
    this.skipped = new SkippedEvents(documents);
  }

  addView<D extends Document, E extends DomainEvent>(view: View<D, E> | WholeLogView<D>): ViewRunner<D, E> {
    const { store, clock } = this.kernel;
    const runner = new ViewRunner(view, store, this.documents, this.skipped, clock);
    this.#views.push(runner as unknown as ViewRunner);
    return runner;
  }

  addOrderedPolicy<E extends DomainEvent>(policy: OrderedPolicy<E>): void {
    const { store, clock } = this.kernel;
    const runner = new OrderedPolicyRunner(policy, store, clock, (reason) => this.#parked(policy.name, reason));
    this.#orderedPolicies.push(runner as unknown as OrderedPolicyRunner<never>);
  }

  addLeasedProcess(work: LeasedProcess): void {
    this.#leasedProcesses.push(work);
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
    for (const work of this.#takingTurns) {
      if (this.leases === null) await work.start(null);
      else this.#leased.set(work.name, this.#underLease(this.leases, work));
    }
    for (const policy of this.#policies) {
      const consumption = run<never>(policy, this.kernel.store, (reason) => this.#parked(policy.name, reason));
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
    await Promise.all([...this.#leased.values()].map((leased) => leased.stop()));
    if (this.leases === null) await Promise.all(this.#takingTurns.map((work) => work.stop()));
  }

  /** Who takes turns, whether it runs here, and why its lease cannot be had or kept; null while all is well, here or elsewhere. */
  get turns(): readonly Turn[] {
    return this.#takingTurns.map(({ name }) => ({
      name,
      here: this.#runsHere(name),
      fault: this.#leased.get(name)?.fault ?? null,
    }));
  }

  /** Resolves once every view has read up to a position. */
  async viewsReached(position: Position): Promise<void> {
    await Promise.all(this.#views.map((view) => view.reached(position)));
  }

  /** As far as is known here: of views that run elsewhere, since the lags were last asked for. */
  get progress(): readonly FollowerProgress[] {
    return [
      ...this.#views.map(({ name, position, fault }) => ({ name, kind: 'view' as const, position, fault })),
      ...[...this.#consumptions].map(
        ([
          name,
          {
            progress: { position, inHand, waiting, fault },
          },
        ]) => ({
          name,
          kind: 'policy' as const,
          position,
          fault,
          inHand,
          waiting,
        }),
      ),
      ...this.#orderedPolicies
        .filter(({ name }) => this.#runsHere(name))
        .map(({ name, position, fault }) => ({ name, kind: 'ordered-policy' as const, position, fault })),
      ...this.#leasedProcesses.flatMap(({ name, progress }) => (this.#runsHere(name) && progress) || []),
    ];
  }

  /**
   * How old the oldest event is that each follower has not dealt with, in milliseconds; 0 at the end of the log. Positions of one store count
   * events and of another bytes: only time says the same of both. Of a policy, what waits for a later try is left out, and where it shares its
   * events with other instances, what these have.
   */
  async lags(): Promise<readonly Lag[]> {
    const { store } = this.kernel;
    const [head] = await Promise.all([store.head(), ...this.#views.map((view) => view.look())]);
    const followers = this.progress.filter(({ kind }) => kind !== 'policy');
    return Promise.all([
      ...followers.map(async ({ name, kind, position, fault }) => {
        return { name, kind, behindMs: await this.#behindMs(position, head), fault };
      }),
      ...[...this.#consumptions].map(
        async ([
          name,
          {
            progress: { read, waiting, oldestAt, fault },
          },
        ]) => {
          const unread = store.soleWriter ? await this.#behindMs(read, head) : 0;
          const behindMs = oldestAt === null ? unread : this.#ageMs(oldestAt);
          return { name, kind: 'policy' as const, behindMs, waiting, fault };
        },
      ),
    ]);
  }

  /** The same of one view alone. */
  async lagOf(view: Pick<ViewRunner, 'look' | 'position'>): Promise<number> {
    await view.look();
    return this.#behindMs(view.position, await this.kernel.store.head());
  }

  #ageMs(at: Instant): number {
    return Math.max(1, this.kernel.clock.now() - epochMs(at));
  }

  async #behindMs(position: Position, head: Position): Promise<number> {
    if (position >= head) return 0;
    const next = await firstAfter(this.kernel.store, position);
    return next === null ? 0 : this.#ageMs(next.metadata.at);
  }

  /** Of policies and of ordered policies, wherever they run. */
  async parkedCounts(): Promise<ReadonlyMap<string, number>> {
    const { store } = this.kernel;
    const ordered = this.#orderedPolicies.map(async ({ name }): Promise<[string, number]> => {
      return [name, (await store.checkpoint(name))?.deadLetters.length ?? 0];
    });
    const [ofGroups, ...ofOrdered] = await Promise.all([store.parkedCounts(), ...ordered]);
    return new Map([...ofGroups, ...ofOrdered.filter(([, count]) => count > 0)]);
  }

  #parked(policy: string, reason: string): void {
    this.logger.error({ policy, reason }, 'A policy parked an event after too many failures');
  }

  get #takingTurns(): readonly LeasedProcess[] {
    return [...this.#views, ...this.#orderedPolicies, ...this.#leasedProcesses];
  }

  #runsHere(name: string): boolean {
    return this.leases === null || this.#leased.get(name)?.holding === true;
  }

  #underLease(leases: Leases, work: LeasedProcess): LeasedRun {
    const turn = async (fence: bigint, signal: AbortSignal) => {
      try {
        await work.start(fence);
        this.logger.info({ name: work.name, fence: String(fence) }, 'Its lease was acquired: it runs on this instance');
        if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      } finally {
        await work.stop();
        this.logger.info(
          { name: work.name, fence: String(fence) },
          'Its lease has ended: it no longer runs on this instance',
        );
      }
    };
    return runUnderLease(leases, work.name, this.kernel.clock, turn, this.terms);
  }
}
