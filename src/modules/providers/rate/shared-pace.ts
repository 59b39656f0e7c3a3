import type { Clock } from '../../../kernel/domain/clock.js';
import type { Rhythm, Slot, RateSlots } from '../../../kernel/ports/slots.js';
import { SlidingWindow, windowMs } from './local-pace.js';
import type { Pace } from './pace.js';

/**
 * A pace that all instances keep together: every start has a slot, and each slot is given to one of them, once. Which start it is for is decided
 * when it has come. While no slots can be had it goes on alone, with a part of the limit.
 */
export class SharedPace implements Pace {
  readonly #rhythm: Rhythm;
  readonly #mostAtOnce: number;
  /** It counts the starts that had a slot too, so that going on alone begins with what has left already. */
  readonly #alone: SlidingWindow;
  readonly #stopped = new AbortController();
  #kept: KeptSlot[] = [];
  /** Until slots have come, or have been waited for long enough. */
  #reserving: Promise<void> = Promise.resolve();
  /** Until the store has said something, however late. */
  #isAsking = false;
  #isAlone = false;
  #isResting = false;
  #lateInARow = 0;

  /** `perSecond` is at least 1, and the same for all who share the name. */
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
      // What comes later than that is lost: nobody here waits for it any more.
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

  /** False when all came too late to be used. */
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

  /** A slot opens by sleeping, which no jump of the clock shortens, and closes by the clock, which a late awakening does not stop. */
  #open(slot: KeptSlot): void {
    slot.isOpen = slot.closesAt >= this.clock.now();
    if (!slot.isOpen) this.#noteLate();
  }

  /** Where everything is slow, every slot would be lost, and nothing would ever start. */
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
  /** When to look at `isOpen` again. */
  opens: Promise<void>;
  readonly closesAt: number;
}

/** How late a start may be. It lengthens the rhythm: ten late ones and the next ten must not meet within a second. */
const openForMs = 50;

/**
 * How much one instance reserves at once: one slot, unless many fit. What another one wants with more urgency waits behind it.
 */
const reservedAheadMs = 100;

/** As many as may all have reserved their most at one time: 7 s at ten a second. More of them would be taken for a clock that was set back. */
const mostInstances = 64;

/**
 * Who cannot ask does not know how many others cannot either: up to four of them stay within the limit, if it is at least four. Waiting instead
 * would leave payments unconfirmed for as long as documents are away, and nothing else does.
 */
const instancesAlone = 4;

const longestReservationMs = 2_000;
const askAgainAfterMs = 1_000;
const mostLateInARow = 3;
const woken = () => undefined;
