import type { Clock } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { Consumer, Consumption, EventStore, RecordedEvent } from './event-store.js';

/** Where a group's progress is kept by a store that has no groups of its own. */
export interface GroupMemory {
  checkpoint(group: string): Promise<Position>;
  saveCheckpoint(group: string, position: Position): Promise<void>;
  park(group: string, position: Position, reason: string): Promise<void>;
  unpark(group: string, position: Position): Promise<void>;
}

/**
 * A group of one, for a store that has a single process: follows the log, works on several events at once, and remembers the position
 * below which every event is done. After a crash the events above it come again.
 */
export class CheckpointedConsumption implements Consumption {
  readonly #stopping = new AbortController();
  readonly #inHand = new Map<Position, Promise<void>>();
  readonly #running: Promise<void>;
  #read: Position = 0n;
  #saved: Position = 0n;
  #saving: Promise<void> | null = null;
  #roomMade: () => void = () => undefined;

  constructor(
    private readonly store: Pick<EventStore, 'subscribe'>,
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

  get progress(): { inHand: number; position: Position } {
    return { inHand: this.#inHand.size, position: this.#doneUpTo() };
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
    if (this.#inHand.has(event.position)) return;
    this.#take(event, () => this.memory.unpark(this.group, event.position));
  }

  async #run(): Promise<void> {
    const signal = this.#stopping.signal;
    this.#read = this.#saved = await this.memory.checkpoint(this.group);
    for (let faults = 0; !signal.aborted; faults += 1) {
      try {
        for await (const stretch of this.store.subscribe(this.#read, this.consumer.filter, signal)) {
          for (const event of stretch.events) {
            while (this.#inHand.size >= this.consumer.concurrency && !signal.aborted) await this.#room();
            if (signal.aborted) return;
            this.#take(event, nothingMore);
            this.#read = event.position;
          }
          this.#read = stretch.position;
          this.#saveSoon();
          faults = 0;
        }
      } catch {
        // The store went away; health says so by itself, and we come back to where we were.
        await this.clock.sleep(Math.min(10_000, 100 * 2 ** faults), signal).catch(ignored);
      }
    }
  }

  #take(event: RecordedEvent, afterwards: () => Promise<void>): void {
    const work = this.#handle(event, afterwards).finally(() => {
      this.#inHand.delete(event.position);
      this.#roomMade();
      this.#saveSoon();
    });
    this.#inHand.set(event.position, work);
  }

  async #handle(event: RecordedEvent, afterwards: () => Promise<void>): Promise<void> {
    const signal = this.#stopping.signal;
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        await this.consumer.handle(event);
        return await afterwards();
      } catch (error) {
        const next = this.consumer.onFailure(error, tries);
        if (next === 'park') {
          const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
          // What cannot even be set aside is simply not done: it is above the checkpoint and comes again.
          if (await this.memory.park(this.group, event.position, reason).then(yes, no)) return;
        }
        await this.clock.sleep(next === 'park' ? 1_000 : next, signal).catch(ignored);
      }
    }
    // Stopped in the middle: never let the checkpoint pass it.
    this.#unfinished =
      this.#unfinished === null || event.position < this.#unfinished ? event.position : this.#unfinished;
  }

  #unfinished: Position | null = null;

  #room(): Promise<void> {
    return new Promise((resolve) => {
      this.#roomMade = resolve;
    });
  }

  #doneUpTo(): Position {
    let lowest = this.#read;
    for (const position of this.#inHand.keys()) if (position <= lowest) lowest = position - 1n;
    if (this.#unfinished !== null && this.#unfinished <= lowest) lowest = this.#unfinished - 1n;
    return lowest;
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

const saveEvery = 256n;
const nothingMore = () => Promise.resolve();
// The checkpoint is only ever behind, never wrong; the store's own fault is reported by whoever needs it.
const ignored = () => undefined;
const yes = () => true;
const no = () => false;
