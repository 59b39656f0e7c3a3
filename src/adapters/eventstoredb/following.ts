import { END, BACKWARDS } from '@eventstore/db-client';
import type { Position } from '../../kernel/domain/position.js';
import { beginning } from '../../kernel/domain/position.js';
import { ignored, realMs, unavailable, type EventstoredbConnection } from './connection.js';
import { placeOf, recorded, serverFilter } from './events.js';
import { matches, type EventFilter, type RecordedEvent, type EventBatch } from '../../kernel/ports/event-store.js';

/**
 * The followers of the log. New events are read once, by one subscription for the whole process (fact 32), and cached in memory for a
 * while. A follower that is further behind catches up with its own subscription, which the server filters. A subscription never reconnects by
 * itself (facts 20, 33, 35), so it is opened again after its last event.
 */
export class EventstoredbFollowing {
  readonly #newest = new NewestEvents();
  readonly #stopping = new AbortController();
  readonly #catchingUp = new Places(mostCatchUpsAtOnce);
  #tail: Promise<void> | null = null;

  constructor(private readonly connection: EventstoredbConnection) {}

  async *subscribe(after: Position, filter: EventFilter, caller: AbortSignal): AsyncIterable<EventBatch> {
    const signal = AbortSignal.any([caller, this.#stopping.signal]);
    if (signal.aborted) return;
    this.#tail ??= this.#followTail();
    const wake = () => this.#newest.wake();
    signal.addEventListener('abort', wake, { once: true });
    try {
      let position = after;
      for (let faults = 0; !signal.aborted;) {
        if (!this.#newest.has(position)) {
          if (!this.#newest.begun) {
            await this.#newest.grown(position, signal);
            continue;
          }
          await this.#catchingUp.enter();
          try {
            for await (const batch of this.#catchUp(position, filter, this.#newest.position, signal)) {
              faults = 0;
              position = batch.position;
              yield batch;
              if (signal.aborted) return;
            }
          } catch {
            await realMs(pauseMs(faults), signal);
            faults += 1;
          } finally {
            this.#catchingUp.leave();
          }
          continue;
        }
        const events = this.#newest.after(position, batchLimit);
        const last = events.at(-1);
        if (last === undefined) {
          await this.#newest.grown(position, signal);
          continue;
        }
        position = last.position;
        yield { events: events.filter((event) => matches(filter, event)), position };
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#newest.wake();
    await this.#tail;
  }

  /** Reads new events into the cache from the current end of the log, until the process ends. */
  async #followTail(): Promise<void> {
    const { signal } = this.#stopping;
    for (let faults = 0; !signal.aborted; faults += 1) {
      try {
        if (!this.#newest.begun) this.#newest.begin(await this.#end());
        if (signal.aborted) return;
        await this.#tailOnce(() => (faults = 0));
      } catch {
        // Other calls to the store report the fault; followers wait.
      }
      await realMs(pauseMs(faults), signal);
    }
  }

  async #end(): Promise<Position> {
    const [last] = await this.connection.read((client) =>
      client.readAll({ fromPosition: END, direction: BACKWARDS, maxCount: 1, requiresLeader: true }),
    );
    return last?.event?.position?.commit ?? beginning;
  }

  #tailOnce(stands: () => void): Promise<void> {
    const { signal } = this.#stopping;
    return new Promise((resolve, reject) => {
      const subscription = this.connection.subscriptions.subscribeToAll({
        fromPosition: placeOf(this.#newest.position),
        filter: serverFilter({}),
        requiresLeader: true,
      });
      const end = (how: () => void) => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        void subscription.unsubscribe().catch(ignored);
        how();
      };
      const stop = () => end(resolve);
      const timer = setTimeout(
        () => end(() => reject(new Error('The subscription was not confirmed'))),
        this.connection.limits.silenceMs,
      );
      signal.addEventListener('abort', stop, { once: true });
      subscription.on('confirmation', () => {
        clearTimeout(timer);
        stands();
      });
      subscription.on('data', ({ event }) => {
        const own = recorded(event);
        if (own !== null) this.#newest.add(own);
      });
      subscription.on('error', (error) => end(() => reject(error)));
      subscription.on('end', () => end(resolve));
    });
  }

  /**
   * From a position up to the end of the log at the start of the catch-up. Between two matching events the server reports how far it has
   * read, so that a rarely matching filter does not start far back again (fact 37).
   */
  async *#catchUp(
    after: Position,
    filter: EventFilter,
    reach: Position,
    signal: AbortSignal,
  ): AsyncIterable<EventBatch> {
    if (filter.categories?.length === 0 || filter.types?.length === 0) {
      yield { events: [], position: reach };
      return;
    }
    let events: RecordedEvent[] = [];
    let position = after;
    let fault: Error | null = null;
    let caughtUp = false;
    let wake: () => void = ignored;
    const subscription = this.connection.subscriptions.subscribeToAll({
      fromPosition: placeOf(after),
      filter: serverFilter(filter, {
        maxSearchWindow: 1_000,
        checkpointInterval: 1,
        checkpointReached: async (_, { commit }) => {
          // The client may report a checkpoint while events before it are still in its buffer.
          while (subscription.readableLength > 0 && !subscription.destroyed && fault === null && !signal.aborted) {
            await realMs(1);
          }
          if (commit > position) position = commit;
          wake();
        },
      }),
      requiresLeader: true,
    });
    const fail = (error: Error) => {
      fault ??= error;
      wake();
    };
    const silence = setTimeout(() => {
      // A slow reader causes the silence itself.
      if (subscription.isPaused()) silence.refresh();
      else fail(new Error('Nothing comes'));
    }, this.connection.limits.silenceMs);
    subscription.on('data', ({ event }) => {
      silence.refresh();
      const at = event!.position!.commit;
      if (at <= position) return;
      const own = recorded(event);
      if (own !== null && matches(filter, own)) events.push(own);
      position = at;
      if (events.length >= batchLimit) subscription.pause();
      wake();
    });
    subscription.on('confirmation', () => silence.refresh());
    subscription.on('caughtUp', () => {
      caughtUp = true;
      wake();
    });
    subscription.on('error', fail);
    subscription.on('end', () => fail(new Error('It ended')));
    const onAbort = () => wake();
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      let given = after;
      while (!signal.aborted) {
        const whole = caughtUp && subscription.readableLength === 0;
        // Every event up to `reach` has been delivered when the server reports that it has no more.
        if (whole && position < reach) position = reach;
        if (position > given) {
          const batch = { events, position };
          events = [];
          given = position;
          yield batch;
          subscription.resume();
          silence.refresh();
          continue;
        }
        if (whole || position >= reach) return;
        if (fault !== null) throw unavailable(fault);
        if (caughtUp) await new Promise(setImmediate);
        else await new Promise<void>((resolve) => (wake = resolve));
        // Events of one event-loop turn are delivered as one batch.
        await new Promise(setImmediate);
      }
    } finally {
      clearTimeout(silence);
      signal.removeEventListener('abort', onAbort);
      fault ??= new Error('The reader has stopped');
      await subscription.unsubscribe().catch(ignored);
      subscription.resume();
    }
  }
}

const pauseMs = (faults: number) => Math.min(2_000, 100 * 2 ** faults);

const batchLimit = 512;
const mostCatchUpsAtOnce = 16;
const mostEventsInMemory = 8_192;

/** A cache of the end of the log, on which followers wait for new events. */
class NewestEvents {
  #events: RecordedEvent[] = [];
  #before: Position | null = null;
  #position: Position = beginning;
  #waiting: (() => void)[] = [];
  #waking = false;

  get begun(): boolean {
    return this.#before !== null;
  }

  /** The position of its newest event. */
  get position(): Position {
    return this.#position;
  }

  begin(position: Position): void {
    this.#before = this.#position = position;
    this.wake();
  }

  add(event: RecordedEvent): void {
    if (event.position <= this.#position) return;
    this.#events.push(event);
    this.#position = event.position;
    if (this.#events.length > mostEventsInMemory) {
      const forgotten = this.#events.splice(0, this.#events.length / 2);
      this.#before = forgotten.at(-1)!.position;
    }
    if (this.#waking) return;
    this.#waking = true;
    setImmediate(() => {
      this.#waking = false;
      this.wake();
    });
  }

  /** Wakes all waiting followers. */
  wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  /** Whether every event after this position is, or will be, in the cache. */
  has(after: Position): boolean {
    return this.#before !== null && after >= this.#before;
  }

  after(position: Position, most: number): readonly RecordedEvent[] {
    if (position >= this.#position) return [];
    let [low, high] = [0, this.#events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#events[middle]!.position <= position) low = middle + 1;
      else high = middle;
    }
    return this.#events.slice(low, low + most);
  }

  grown(position: Position, signal: AbortSignal): Promise<void> {
    if (signal.aborted || (this.has(position) && this.#position > position)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

class Places {
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(private readonly places: number) {}

  async enter(): Promise<void> {
    if (this.#taken < this.places) this.#taken += 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#taken -= 1;
    else next();
  }
}
