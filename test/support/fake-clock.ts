import { epochMs, instant, type Clock, type Instant } from '../../src/kernel/domain/clock.js';

/** When every fake clock starts. */
export const noon: Instant = '2026-11-22T12:00:00.000Z';

interface Duration {
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
  readonly ms?: number;
}

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/**
 * A clock that only moves when a test says so. Sleeps are counted on a separate monotonic clock, as on a machine: a jump of the wall
 * clock neither wakes nor delays a sleeper.
 */
export class FakeClock implements Clock {
  /** In the order in which they fall due; those of one moment in the order in which they came. */
  readonly #sleepers: Sleeper[] = [];
  readonly #settle: () => Promise<void>;
  #elapsed = 0;
  #wall: number;
  #passing: Promise<void> = Promise.resolve();

  /**
   * `settle` waits for the work that an awakened sleeper has started. The default gives promises, sockets and worker threads some
   * turns of the event loop; an app that knows its positions can wait for the end of the work here.
   */
  constructor({ at = noon, settle = eventLoopTurns }: { at?: Instant; settle?: () => Promise<void> } = {}) {
    this.#wall = epochMs(at);
    this.#settle = settle;
  }

  now(): number {
    return this.#wall;
  }

  get at(): Instant {
    return instant(this.#wall);
  }

  /** How many are asleep. */
  get sleepers(): number {
    return this.#sleepers.length;
  }

  /** How many wake when `ms` have passed, and not before. */
  sleepersFor(ms: number): number {
    return this.#sleepers.filter(({ due }) => due === this.#elapsed + ms).length;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const sleeper: Sleeper = {
        due: this.#elapsed + Math.max(0, ms),
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      const onAbort = () => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        reject(signal!.reason as Error);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const later = this.#sleepers.findIndex(({ due }) => due > sleeper.due);
      this.#sleepers.splice(later === -1 ? this.#sleepers.length : later, 0, sleeper);
    });
  }

  /** Lets time pass: wakes each sleeper at its moment, and lets what it does settle before the next one is woken. */
  pass({ hours = 0, minutes = 0, seconds = 0, ms = 0 }: Duration): Promise<void> {
    const duration = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + ms;
    if (!(duration >= 0)) throw new Error(`Time does not pass by ${duration} ms; a wall clock may jump`);
    const passed = this.#passing.then(() => this.#pass(duration));
    this.#passing = passed.catch(() => undefined);
    return passed;
  }

  /** Sets the wall clock forwards or backwards, without waking a sleeper. */
  jump(ms: number): void {
    this.#wall += ms;
  }

  async #pass(duration: number): Promise<void> {
    await this.#settle();
    const end = this.#elapsed + duration;
    let wakingsInOneMoment = 0;
    for (let first = this.#sleepers[0]; first !== undefined && first.due <= end; first = this.#sleepers[0]) {
      wakingsInOneMoment = first.due > this.#elapsed ? 0 : wakingsInOneMoment + 1;
      if (wakingsInOneMoment > mostWakingsInOneMoment)
        throw new Error('A loop sleeps for zero milliseconds without end');
      this.#moveTo(first.due);
      const stillAsleep = this.#sleepers.findIndex(({ due }) => due > this.#elapsed);
      for (const { wake } of this.#sleepers.splice(0, stillAsleep === -1 ? this.#sleepers.length : stillAsleep)) wake();
      await this.#settle();
    }
    this.#moveTo(end);
    await this.#settle();
  }

  #moveTo(elapsed: number): void {
    this.#wall += elapsed - this.#elapsed;
    this.#elapsed = elapsed;
  }
}

const mostWakingsInOneMoment = 1_000;

/** Runs event-loop turns for promises, immediates, and ready sockets and threads. */
export async function eventLoopTurns(turns = 25): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
}
