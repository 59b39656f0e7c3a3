import type { Clock } from '../../../kernel/domain/clock.js';
import type { Rhythm, Slot, RateSlots } from '../../../kernel/ports/slots.js';
import { SlidingWindow, windowMs } from './local-pace.js';
import type { Pace } from './pace.js';

/**
 * The rate limit of all instances together: every start has a slot, and each slot is given to one instance, once. The start for a slot is chosen
 * when the slot opens. Without slots the instance continues alone, with a part of the limit.
 */
export class SharedPace implements Pace {
  readonly #rhythm: Rhythm;
  readonly #mostAtOnce: number;
  /** It also counts the starts that had a slot, so that the limit holds when the instance continues alone. */
  readonly #alone: SlidingWindow;
  readonly #stopped = new AbortController();
  #kept: KeptSlot[] = [];
  /** Resolves when slots have arrived or their timeout has passed. */
  #reserving: Promise<void> = Promise.resolve();
  /** True until the store has answered, however late. */
  #isAsking = false;
  #isAlone = false;
  #isResting = false;
  #lateInARow = 0;

  /** `perSecond` is at least 1, and equal for all users of the name. */
  constructor(
    private readonly slots: RateSlots,
    private readonly name: string,
    private readonly clock: Clock,
    perSecond: number,
  ) {
    const everyMs = (windowMs + openForMs) / perSecond;
    this.#rhythm = { everyMs, openForMs, farthestMs: mostInstances * Math.max(everyMs, reservedAheadMs) };
    this.#mostAtOnce = Math.max(1, Math.floor(reservedAheadMs / everyMs));
    this.#alone = new SlidingWindow(Math.max(1, Math.floor(perSecond / instancesAlone)));
  }

  take(wanted: number): true | Promise<void> {
    const now = this.clock.now();
    while (this.#kept[0] && this.#kept[0].closesAt < now) this.#kept.shift();
    const first = this.#kept[0];
    if (first?.isOpen) {
      this.#kept.shift();
      this.#lateInARow = 0;
      this.#alone.started(now);
      return true;
    }
    if (first === undefined && !this.#isAsking && !this.#isResting)
      this.#reserving = this.#reserve(Math.min(wanted, this.#mostAtOnce));
    if (this.#isAlone) return this.#takeAlone(now);
    return first?.opens ?? this.#reserving;
  }

  stop(): void {
    this.#stopped.abort(new Error('stopped'));
  }

  #takeAlone(now: number): true | Promise<void> {
    const waitMs = this.#alone.waitMs(now);
    if (waitMs > 0) return this.#sleep(waitMs).catch(() => undefined);
    this.#alone.started(now);
    return true;
  }

  async #reserve(count: number): Promise<void> {
    const answered = new AbortController();
    const late = this.#sleep(longestReservationMs, answered.signal).then(() => null);
    try {
      const slots = await Promise.race([this.#ask(count), late]);
      // A later answer is lost: no call waits for it any more.
      if (slots === null) this.#goAlone();
      else if (this.#keep(slots)) this.#isAlone = false;
      else this.#noteLate();
    } catch {
      this.#goAlone();
    } finally {
      answered.abort();
    }
  }

  async #ask(count: number): Promise<readonly Slot[]> {
    this.#isAsking = true;
    try {
      return await this.slots.reserve(this.name, this.#rhythm, count);
    } finally {
      this.#isAsking = false;
    }
  }

  /** False when all of them arrived too late. */
  #keep(slots: readonly Slot[]): boolean {
    const now = this.clock.now();
    const inTime = slots.filter(({ opensInMs, closesInMs }) => closesInMs >= Math.max(0, opensInMs));
    this.#kept = inTime.map(({ opensInMs, closesInMs }) => {
      const kept: KeptSlot = { isOpen: opensInMs <= 0, opens: Promise.resolve(), closesAt: now + closesInMs };
      if (!kept.isOpen) kept.opens = this.#sleep(opensInMs).then(() => this.#open(kept), woken);
      return kept;
    });
    return inTime.length > 0;
  }

  /** A slot opens after a sleep, which no jump of the clock shortens, and closes by the clock, so a late timer cannot use it. */
  #open(slot: KeptSlot): void {
    slot.isOpen = slot.closesAt >= this.clock.now();
    if (!slot.isOpen) this.#noteLate();
  }

  /** On a slow machine every slot would be lost, and no call would ever start. */
  #noteLate(): void {
    this.#lateInARow += 1;
    if (this.#lateInARow >= mostLateInARow) this.#goAlone();
  }

  #goAlone(): void {
    this.#isAlone = true;
    this.#isResting = true;
    void this.#sleep(askAgainAfterMs).then(() => {
      this.#isResting = false;
    }, woken);
  }

  #sleep(ms: number, signal?: AbortSignal): Promise<void> {
    const stopped = this.#stopped.signal;
    return this.clock.sleep(ms, signal ? AbortSignal.any([signal, stopped]) : stopped);
  }
}

interface KeptSlot {
  isOpen: boolean;
  /** When to check `isOpen` again. */
  opens: Promise<void>;
  readonly closesAt: number;
}

/** How late a start may be. It lengthens the interval: ten late starts and the next ten must not fall within one second. */
const openForMs = 50;

/**
 * How many slots one instance reserves at once: one, or more at a high limit. More urgent calls of other instances wait behind them.
 */
const reservedAheadMs = 100;

/** As many as may all have reserved their most at one time: 7 s at ten a second. More of them would be taken for a clock that was set back. */
const mostInstances = 64;

/**
 * An instance without the store does not know how many others are without it: up to four stay within a limit of at least four. Waiting instead
 * would leave payments unconfirmed while documents are unavailable, which no other part requires.
 */
const instancesAlone = 4;

const longestReservationMs = 2_000;
const askAgainAfterMs = 1_000;
const mostLateInARow = 3;
const woken = () => undefined;
