import type { Logger } from 'pino';
import type { Document, DocumentStore } from '../documents/document-store.js';
import type { DomainEvent } from '../domain/events.js';
import type { Position } from '../domain/position.js';
import type { Consumption, ParkedEvent } from '../event-store/event-store.js';
import type { Kernel } from '../event-store/handle.js';
import { run, type Policy } from './policy.js';
import { SkippedEvents } from './skipped-events.js';
import { ViewRunner } from './view-runner.js';
import type { View } from './view.js';

/** Something of a module's own that lives between start and stop. */
export interface Process {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** How far it has come, when it follows the log for others. */
  readonly progress?: FollowerProgress;
}

/** How far one follower of the log has come. */
export interface FollowerProgress {
  readonly name: string;
  readonly kind: 'view' | 'policy' | 'process';
  readonly position: Position;
  readonly fault: string | null;
}

/** Everything that follows the log: modules add theirs while the application is put together, and it starts and stops them in order. */
export class Followers {
  readonly skipped: SkippedEvents;
  readonly #views: ViewRunner[] = [];
  readonly #policies: Policy<never>[] = [];
  readonly #processes: Process[] = [];
  readonly #consumptions = new Map<string, Consumption>();

  constructor(
    private readonly kernel: Kernel,
    private readonly documents: DocumentStore,
    private readonly logger: Logger,
  ) {
    this.skipped = new SkippedEvents(documents);
  }

  addView<D extends Document, E extends DomainEvent>(view: View<D, E>): ViewRunner<D, E> {
    const { store, clock } = this.kernel;
    const runner = new ViewRunner(view, store, this.documents, this.skipped, clock);
    this.#views.push(runner as unknown as ViewRunner);
    return runner;
  }

  addPolicy<E extends DomainEvent>(policy: Policy<E>): void {
    this.#policies.push(policy as unknown as Policy<never>);
  }

  addProcess(process: Process): void {
    this.#processes.push(process);
  }

  async start(): Promise<void> {
    await this.skipped.declare();
    for (const view of this.#views) await view.start();
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
    await Promise.all([...this.#consumptions.values()].map((consumption) => consumption.stop()));
    await Promise.all(this.#views.map((view) => view.stop()));
  }

  /** Resolves once every view has read up to a position. */
  async viewsReached(position: Position): Promise<void> {
    await Promise.all(this.#views.map((view) => view.reached(position)));
  }

  get progress(): readonly FollowerProgress[] {
    return [
      ...this.#views.map((view) => ({
        name: view.name,
        kind: 'view' as const,
        position: view.position,
        fault: view.fault,
      })),
      ...[...this.#consumptions].map(([name, { progress }]) => ({
        name,
        kind: 'policy' as const,
        position: progress.position,
        fault: null,
      })),
      ...this.#processes.flatMap(({ progress }) => (progress === undefined ? [] : [progress])),
    ];
  }

  parked(): Promise<readonly ParkedEvent[]> {
    return this.kernel.store.parked();
  }
}
