import { instant, type Clock } from '../domain/clock.js';
import type { AnyEventDefinition, DomainEvent, Origin, Recorded } from '../domain/events.js';
import { beginning, type Position } from '../domain/position.js';
import { EventCodec } from '../handling/event-codec.js';
import { DocumentStoreUnavailable } from '../ports/document-store.js';
import {
  StoreUnavailable,
  type ClaimedCheckpoint,
  type DeadLetter,
  type EventStore,
  type RecordedEvent,
} from '../ports/event-store.js';
import { causedBy } from './policy.js';
import { StoppableRun } from './stoppable-run.js';

/** When these happen, do that, in the order of the log and by one holder at a time. Each event may come again, alone or with others. */
export interface OrderedPolicy<E extends DomainEvent> {
  /** A sentence: `issue-receipts`. Its checkpoint is kept under it, so it never changes. */
  readonly name: string;
  readonly events: readonly AnyEventDefinition[];
  /** How many events at most it takes in one call. */
  readonly batch: number;
  handle(events: readonly Recorded<E>[], by: Origin): Promise<void>;
  /** Whether the others may go on without this event, which failed every time; default: yes. */
  mayBeSkipped?(event: Recorded<E>): Promise<boolean>;
}

/**
 * Follows the log for one ordered policy. A batch that fails is tried again as a whole, since it may be half done; after eight faults its
 * events are tried one by one, and the one that fails becomes a dead letter. The checkpoint lags by up to a second, so the last events come
 * again after a crash.
 */
export class OrderedPolicyRunner<E extends DomainEvent> {
  readonly #codec: EventCodec<E>;
  readonly #running = new StoppableRun();
  #position: Position = beginning;
  #deadLetters: readonly DeadLetter[] = [];
  #keptPosition: Position = beginning;
  #keptAt = 0;
  #fault: string | null = null;

  constructor(
    private readonly policy: OrderedPolicy<E>,
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly onParked: (reason: string) => void,
  ) {
    this.#codec = new EventCodec<E>(policy.events);
  }

  get name(): string {
    return this.policy.name;
  }

  /** Every event up to here is done, or is a dead letter. */
  get position(): Position {
    return this.#position;
  }

  /** Why it stands still; null while it goes. */
  get fault(): string | null {
    return this.#fault;
  }

  async start(): Promise<void> {
    this.#running.start((signal) => this.#run(signal));
  }

  async stop(): Promise<void> {
    await this.#running.stop();
    this.#fault = null;
  }

  async #run(signal: AbortSignal): Promise<void> {
    for (let faults = 0; !signal.aborted; faults += 1) {
      try {
        await this.#follow(await this.store.claimCheckpoint(this.name), signal, () => (faults = 0));
      } catch (error) {
        this.#fault = (error as Error).message;
        await this.#pause(faults, signal);
      }
    }
  }

  async #follow(claim: ClaimedCheckpoint, signal: AbortSignal, went: () => void): Promise<void> {
    this.#position = this.#keptPosition = claim.last.position;
    this.#deadLetters = claim.last.deadLetters;
    this.#keptAt = this.clock.now();
    // The log answers again. Without this a fault would be reported until the next event.
    this.#fault = null;
    try {
      for await (const { events, position } of this.store.subscribe(
        this.#position,
        { types: this.#codec.types },
        signal,
      )) {
        for (let from = 0; from < events.length; from += this.policy.batch) {
          const batch = events.slice(from, from + this.policy.batch);
          await this.#handleUntilDone(batch, claim, signal);
          if (signal.aborted) return;
          this.#position = batch.at(-1)!.position;
        }
        this.#position = position;
        this.#fault = null;
        went();
        if (this.clock.now() - this.#keptAt >= keepEveryMs) await this.#keep(claim);
      }
    } finally {
      if (this.#position > this.#keptPosition) await this.#keep(claim).catch(ignored);
    }
  }

  /** Returns before it is done only when the turn ends. */
  async #handleUntilDone(stored: readonly RecordedEvent[], claim: ClaimedCheckpoint, signal: AbortSignal) {
    let faults = 0;
    for (let tries = 0; !signal.aborted; tries += 1) {
      try {
        const events = await this.#read(stored, claim);
        if (events.length === 0) return;
        return await (faults < faultsBeforeSkipping
          ? this.policy.handle(events, causedBy(this.name, events[0]!))
          : this.#handleOneByOne(events, claim));
      } catch (error) {
        this.#fault = (error as Error).message;
        // A store that is away comes back: no event is skipped for it.
        if (!isAway(error)) faults += 1;
        await this.#pause(tries, signal);
      }
    }
  }

  /** Without the dead letters: they were tried often enough. */
  async #read(stored: readonly RecordedEvent[], claim: ClaimedCheckpoint): Promise<readonly Recorded<E>[]> {
    const events: Recorded<E>[] = [];
    for (const event of stored) {
      if (this.#deadLetters.some(({ position }) => position === event.position)) continue;
      try {
        events.push(this.#codec.read(event));
      } catch (error) {
        await this.#park(event, error as Error, claim);
      }
    }
    return events;
  }

  async #handleOneByOne(events: readonly Recorded<E>[], claim: ClaimedCheckpoint): Promise<void> {
    for (const event of events) {
      try {
        await this.policy.handle([event], causedBy(this.name, event));
      } catch (error) {
        if (isAway(error) || !((await this.policy.mayBeSkipped?.(event)) ?? true)) throw error;
        await this.#park(event, error as Error, claim);
      }
    }
  }

  async #park(event: RecordedEvent | Recorded<E>, error: Error, claim: ClaimedCheckpoint): Promise<void> {
    // It fails at everything: skipping more would only hide that.
    if (this.#deadLetters.length >= mostDeadLetters) throw error;
    const { position, stream, revision, type } = event;
    const reason = error.message.slice(0, longestReason);
    const deadLetter = { position, stream, revision, type, reason, parkedAt: instant(this.clock.now()) };
    const deadLetters = [...this.#deadLetters, deadLetter];
    await claim.keep({ position: this.#position, deadLetters });
    this.#deadLetters = deadLetters;
    this.onParked(reason);
  }

  async #keep(claim: ClaimedCheckpoint): Promise<void> {
    const position = this.#position;
    await claim.keep({ position, deadLetters: this.#deadLetters });
    this.#keptPosition = position;
    this.#keptAt = this.clock.now();
  }

  #pause(faults: number, signal: AbortSignal): Promise<void> {
    return this.clock.sleep(Math.min(10_000, 100 * 2 ** faults), signal).catch(ignored);
  }
}

/** Has an ordered policy go back to its first dead letter and take all of them again; says how many. A holder that is at work notices and goes back too. */
export async function replayDeadLetters(store: EventStore, policy: string): Promise<number> {
  const { last, keep } = await store.claimCheckpoint(policy);
  const before = last.deadLetters.map(({ position }) => position - 1n);
  const position = before.reduce((least, each) => (each < least ? each : least), last.position);
  if (before.length > 0) await keep({ position, deadLetters: [] });
  return before.length;
}

const isAway = (error: unknown): boolean =>
  error instanceof StoreUnavailable || error instanceof DocumentStoreUnavailable;
const ignored = () => undefined;

const faultsBeforeSkipping = 8;
const keepEveryMs = 1_000;
/** All of them are written with each checkpoint, which EventStoreDB takes up to a mebibyte of. */
const mostDeadLetters = 400;
const longestReason = 2_000;
