import { PassingMap } from '../../kernel/passing-map.js';
import { yieldToRequests } from '../../kernel/yield-to-requests.js';
import type { Clock } from '../../kernel/domain/clock.js';
import type { Position } from '../../kernel/domain/position.js';
import {
  mostWaiting,
  type Consumer,
  type Consumption,
  type ConsumptionProgress,
  type EventStore,
  type RecordedEvent,
} from '../../kernel/ports/event-store.js';

/** Where a group's progress is kept by a store that has no groups of its own. */
export interface GroupMemory {
  checkpoint(group: string): Promise<Position>;
  parked(group: string): Promise<readonly Position[]>;
  saveCheckpoint(group: string, position: Position): Promise<void>;
  park(group: string, position: Position, reason: string): Promise<void>;
  unpark(group: string, position: Position): Promise<void>;
  /** Parked events that were asked for again while the group had no consumer. */
  again(group: string): Promise<readonly RecordedEvent[]>;
}

/** An event that is this group's business now. */
interface Taken {
  readonly event: RecordedEvent;
  readonly isNew: boolean;
  tries: number;
  ended(end: 'handled' | 'parked'): Promise<void>;
}

/**
 * A group of one, for a store that has a single process: follows the log, works on several events at once, and remembers the position
 * below which every event is done. After a crash the events above it come again.
 */
export class CheckpointedConsumption implements Consumption {
  readonly #stopping = new AbortController();
  readonly #inHand = new PassingMap<Position, Promise<void>>();
  /** Failed, and to be tried again later. They take no room meanwhile. */
  readonly #waiting = new PassingMap<Position, Taken>();
  /** To be tried again as soon as there is room. Parked events stay on record as parked until they are done. */
  readonly #again = new Map<Position, Taken>();
  /** Read from the log and not done: in hand, waiting, or given back by a stop. The checkpoint never passes them. */
  readonly #unfinished = new PassingMap<Position, RecordedEvent>();
  readonly #running: Promise<void>;
  #taken = 0;
  #resumed = false;
  /** Parked before the last stop, perhaps above the checkpoint: they come again by `replayParked` alone. */
  #parkedBefore = new Set<Position>();
  #read: Position = 0n;
  /** What was in the log before this process came may have been handled by one before it. */
  #newSince: Position = 0n;
  #saved: Position = 0n;
  #saving: Promise<void> | null = null;
  #roomMade: () => void = () => undefined;
  #fault: string | null = null;

  constructor(
    private readonly store: Pick<EventStore, 'subscribe' | 'head'>,
    private readonly memory: GroupMemory,
    private readonly consumer: Consumer,
    private readonly clock: Clock,
    private readonly stopped: () => void,
  ) {
    this.#running = this.#run();
  }

  get group(): string {
    return this.consumer.group;
  }

  get progress(): ConsumptionProgress {
    return {
      inHand: this.#inHand.size,
      waiting: this.#waiting.size,
      position: this.#doneUpTo(),
      read: this.#read,
      oldestAt: this.#oldest()?.metadata.at ?? null,
      fault: this.#fault,
    };
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#roomMade();
    await this.#running;
    await Promise.all(this.#inHand.values());
    await this.#saving;
    await this.#save().catch(ignored);
    this.stopped();
  }

  /** A parked event, once more. */
  again(event: RecordedEvent): void {
    const { position } = event;
    if (this.#inHand.has(position) || this.#waiting.has(position)) return;
    this.#takeWhenThereIsRoom({
      event,
      isNew: false,
      tries: 0,
      ended: async (end) => {
        // If this fails it stays parked, and is only asked for once more.
        if (end === 'handled') await this.memory.unpark(this.group, position).catch(ignored);
      },
    });
  }

  async #run(): Promise<void> {
    const signal = this.#stopping.signal;
    for (let faults = 0; !signal.aborted; faults += 1) {
      try {
        await this.#resume();
        for await (const batch of this.store.subscribe(this.#read, this.consumer.filter, signal)) {
          for (const event of batch.events) {
            if (this.#parkedBefore.delete(event.position)) continue;
            while (!this.#hasRoom && !signal.aborted) await this.#room();
            if ((this.#taken += 1) % eventsPerEventLoopTurn === 0) await yieldToRequests();
            if (signal.aborted) return;
            this.#takeNew(event);
          }
          this.#read = batch.position;
          this.#saveSoon();
          this.#fault = null;
          faults = 0;
        }
      } catch (error) {
        // The store went away; we come back to where we were.
        this.#fault = (error as Error).message;
        await this.clock.sleep(Math.min(10_000, 100 * 2 ** faults), signal).catch(ignored);
      }
    }
  }

  async #resume(): Promise<void> {
    if (this.#resumed) return;
    this.#parkedBefore = new Set(await this.memory.parked(this.group));
    this.#newSince = await this.store.head();
    this.#read = this.#saved = await this.memory.checkpoint(this.group);
    this.#resumed = true;
    for (const event of await this.memory.again(this.group)) this.again(event);
  }

  get #hasRoom(): boolean {
    const begun = this.#inHand.size + this.#waiting.size + this.#again.size;
    return this.#inHand.size < this.consumer.concurrency && begun < mostWaiting;
  }

  #takeNew(event: RecordedEvent): void {
    const { position } = event;
    this.#read = position;
    this.#unfinished.set(position, event);
    this.#take({
      event,
      isNew: position > this.#newSince,
      tries: 0,
      ended: async () => void this.#unfinished.delete(position),
    });
  }

  #takeWhenThereIsRoom(taken: Taken): void {
    this.#again.set(taken.event.position, taken);
    this.#takeAgain();
  }

  #takeAgain(): void {
    for (const [position, taken] of this.#again) {
      if (this.#inHand.size >= this.consumer.concurrency || this.#stopping.signal.aborted) return;
      this.#again.delete(position);
      this.#take(taken);
    }
  }

  #take(taken: Taken): void {
    const { position } = taken.event;
    const work = this.#handle(taken).finally(() => {
      this.#inHand.delete(position);
      this.#takeAgain();
      this.#roomMade();
      this.#saveSoon();
    });
    this.#inHand.set(position, work);
  }

  async #handle(taken: Taken): Promise<void> {
    const { event, isNew } = taken;
    taken.tries += 1;
    try {
      await this.consumer.handle(event, { first: isNew && taken.tries === 1 });
      await taken.ended('handled');
    } catch (error) {
      const next = this.#whatNext(error, taken.tries);
      // An event that cannot be parked stays above the checkpoint and comes again.
      if (next === 'park' && (await this.memory.park(this.group, event.position, told(error)).then(yes, no)))
        return taken.ended('parked');
      this.#tryLater(taken, next === 'park' ? 1_000 : next);
    }
  }

  #tryLater(taken: Taken, ms: number): void {
    const { position } = taken.event;
    this.#waiting.set(position, taken);
    const retry = () => {
      this.#waiting.delete(position);
      this.#takeWhenThereIsRoom(taken);
    };
    this.clock.sleep(ms, this.#stopping.signal).then(retry, ignored);
  }

  /** When the consumer's own failure handler throws, the event is parked. */
  #whatNext(error: unknown, tries: number): number | 'park' {
    try {
      return this.consumer.onFailure(error, tries);
    } catch {
      return 'park';
    }
  }

  #room(): Promise<void> {
    return new Promise((resolve) => {
      this.#roomMade = resolve;
    });
  }

  #doneUpTo(): Position {
    let lowest = this.#read;
    for (const position of this.#unfinished.keys()) if (position <= lowest) lowest = position - 1n;
    return lowest;
  }

  #oldest(): RecordedEvent | undefined {
    const isStuck = this.#waiting.size >= mostWaiting;
    // In the order of the log, for so they were taken.
    for (const event of this.#unfinished.values()) if (isStuck || !this.#waiting.has(event.position)) return event;
    return undefined;
  }

  // A checkpoint that lags costs only repetition, so it rides along at leisure: one write at a time.
  #saveSoon(): void {
    if (this.#saving !== null || this.#doneUpTo() - this.#saved < saveEvery) return;
    this.#saving = this.#save()
      .catch(ignored)
      .finally(() => {
        this.#saving = null;
      });
  }

  async #save(): Promise<void> {
    const position = this.#doneUpTo();
    if (position <= this.#saved) return;
    await this.memory.saveCheckpoint(this.group, position);
    this.#saved = position;
  }
}

/** Of a group's events, in one turn of the event loop; so little that requests never wait long for it. */
const eventsPerEventLoopTurn = 4;
const saveEvery = 256n;
const told = (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));
// The checkpoint is only ever behind, never wrong; the store's own fault is reported where the store is needed.
const ignored = () => undefined;
const yes = () => true;
const no = () => false;
