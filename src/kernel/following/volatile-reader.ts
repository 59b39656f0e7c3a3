import type { Clock } from '../domain/clock.js';
import type { Position } from '../domain/position.js';
import type { EventBatch, EventFilter, EventStore } from '../ports/event-store.js';

/**
 * Reads the log into the memory of this process, on every instance, and remembers nothing: for what is worth nothing after a restart (counts,
 * callers that wait), or is read from its streams at each start (API keys, the saga's timetable).
 */
export class VolatileReader {
  readonly #stopping = new AbortController();
  #reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: Pick<EventStore, 'subscribe' | 'head'>,
    private readonly clock: Clock,
    private readonly filter: EventFilter,
    private readonly take: (batch: EventBatch) => void,
  ) {}

  /** From a position on; default: the end that the log has now. */
  async start(from?: Position): Promise<void> {
    this.#reading = this.#read(from ?? (await this.store.head()));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#reading;
  }

  /** When the store goes away, or a batch cannot be taken in, it comes back to where it was; health tells of the store by itself. */
  async #read(from: Position): Promise<void> {
    const { signal } = this.#stopping;
    let position = from;
    while (!signal.aborted) {
      try {
        for await (const batch of this.store.subscribe(position, this.filter, signal)) {
          this.take(batch);
          position = batch.position;
        }
      } catch {
        await this.clock.sleep(pauseMs, signal).catch(stopped);
      }
    }
  }
}

const pauseMs = 1_000;
const stopped = () => undefined;
