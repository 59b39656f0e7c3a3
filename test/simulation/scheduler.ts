import type { Clock } from '../../src/kernel/domain/clock.js';

/** Chance, from a seed alone (mulberry32): the same seed, the same run, on any machine. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0 and less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number, at least 0 and less than `below`. */
  below(below: number): number {
    return Math.floor(this.next() * below);
  }

  of<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!;
  }

  uuid(): string {
    let hex = '';
    for (let digit = 0; digit < 32; digit += 1) {
      const drawn = hexDigits[this.below(16)]!;
      hex += digit === 12 ? '4' : digit === 16 ? '8' : drawn;
    }
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}

const hexDigits = '0123456789abcdef';

/** A process: after its death none of its pending calls returns; while frozen they return late. */
export class Life {
  frozen = false;
  #isAlive = true;

  constructor(
    readonly name: string,
    private readonly scheduler: Scheduler,
  ) {}

  get alive(): boolean {
    return this.#isAlive;
  }

  end(): void {
    this.#isAlive = false;
    this.scheduler.forget(this);
  }

  /** Where the world may go on without us, or end us. */
  point(): Promise<void> {
    return this.scheduler.point(this);
  }
}

/** The world's own doings, which no crash ends. */
type Owner = Life | null;

interface Waiting {
  readonly owner: Owner;
  readonly resume: () => void;
}

interface Sleeper extends Waiting {
  readonly due: number;
  readonly order: number;
}

/**
 * One step at a time, in random order: any waiting step may be next, and time passes at random or when no step
 * can continue.
 */
export class Scheduler {
  readonly #ready: Waiting[] = [];
  readonly #sleepers: Sleeper[] = [];
  #elapsed = 0;
  #order = 0;
  /** How far the wall clock is from the time that has passed: it jumps. */
  wallOffset = Date.parse('2026-11-22T21:57:00.000Z');
  /** Called before each step; may end lives. */
  beforeStep: (owner: Owner) => void = () => undefined;

  constructor(readonly chance: Chance) {}

  get elapsed(): number {
    return this.#elapsed;
  }

  get wall(): number {
    return this.wallOffset + this.#elapsed;
  }

  point(owner: Owner): Promise<void> {
    return new Promise((resume) => {
      if (owner === null || owner.alive) this.#ready.push({ owner, resume });
    });
  }

  sleep(owner: Owner, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const onAbort = () => {
        remove(this.#sleepers, sleeper);
        reject(signal!.reason as Error);
      };
      const sleeper: Sleeper = {
        owner,
        due: this.#elapsed + Math.max(0, ms),
        order: this.#order++,
        resume: () => {
          signal?.removeEventListener('abort', onAbort);
          resolve();
        },
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      if (owner === null || owner.alive) this.#sleepers.push(sleeper);
    });
  }

  clockOf(owner: Owner): Clock {
    return { now: () => this.wall, sleep: (ms, signal) => this.sleep(owner, ms, signal) };
  }

  /** False when there is nothing left to do, now or later. */
  async step(): Promise<boolean> {
    if (!this.#ready.some(isAwake) && !this.#passTime()) return false;
    if (this.#ready.some(isAwake)) {
      // Mostly what is ready goes on; sometimes time passes although much is ready, as on a slow machine.
      if (this.chance.happens(0.02)) this.#passTime();
      const next = this.chance.of(this.#ready.every(isAwake) ? this.#ready : this.#ready.filter(isAwake));
      remove(this.#ready, next);
      this.beforeStep(next.owner);
      if (next.owner === null || next.owner.alive) next.resume();
    }
    await settled();
    return true;
  }

  #passTime(): boolean {
    const next = this.#sleepers.reduce<Sleeper | null>(
      (first, sleeper) =>
        first === null || sleeper.due < first.due || (sleeper.due === first.due && sleeper.order < first.order)
          ? sleeper
          : first,
      null,
    );
    if (next === null) return false;
    this.#elapsed = Math.max(this.#elapsed, next.due);
    remove(this.#sleepers, next);
    this.#ready.push(next);
    return true;
  }

  /** Nothing that an ended life waits for happens to it. */
  forget(life: Life): void {
    for (const waiting of [this.#sleepers, this.#ready] as Waiting[][])
      for (const each of waiting.filter(({ owner }) => owner === life)) remove(waiting, each);
  }
}

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}

const isAwake = ({ owner }: Waiting): boolean => owner === null || !owner.frozen;

/** Lets every promise that can go on do so. Nothing here waits for a disk or a socket, so a few turns are enough, always the same. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
