import { epochMs } from '../domain/clock.js';
import { PassingMap } from '../passing-map.js';
import type { Queued } from './queued.js';

/** One thing that is being sent, or was sent, and what came of it is being noted. */
export interface Call {
  readonly resourceId: string;
  /** False: it has its answer, which is being noted. */
  isOpen: boolean;
  done: Promise<void>;
}

/** What the sender knows of one lane, on the instance that has the turn. The documents are asked only for what is not known. */
export class LaneAtWork<D extends Queued> {
  readonly calls = new PassingMap<string, Call>();
  /** What is due and not begun, the longest first. Each is read again before it is sent. */
  readonly due = new PassingMap<string, D>();
  /** Since it was looked at, something was queued, or a call has ended. */
  hasChanged = true;
  #nextDue: number | undefined = undefined;
  /** How often that was forgotten, and the first that was queued for a later time since it was last asked for. */
  #timesForgotten = 0;
  #soonest = Infinity;
  #isWhole = false;
  #readAt = 0;
  /** How often it had to be read anew. */
  #times = 0;

  /** Whether nothing is due that is not known. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** When the next is due that was not due yet, in milliseconds since 1970; infinite: none is; undefined: it is not known. */
  get nextDue(): number | undefined {
    return this.#nextDue;
  }

  /** All that is to be sent and is not being sent; null: it is not known. */
  get pending(): Iterable<D> | null {
    return this.#isWhole && this.#nextDue === Infinity ? this.due.values() : null;
  }

  isStale(now: number, readEveryMs: number): boolean {
    const age = now - this.#readAt;
    return age < 0 || age >= readEveryMs || now >= (this.#nextDue ?? Infinity);
  }

  readAnew(): void {
    this.#isWhole = false;
    this.#times += 1;
    this.forgetNext();
    this.hasChanged = true;
  }

  /** After something was put off. */
  forgetNext(): void {
    this.#nextDue = undefined;
    this.#timesForgotten += 1;
  }

  /** Before it is asked when the next is due, which is given to the answer. What was put off meanwhile leaves it unknown. */
  askingNext(): (next: number) => void {
    const times = this.#timesForgotten;
    this.#soonest = Infinity;
    return (next) => {
      if (times === this.#timesForgotten) this.#nextDue = Math.min(next, this.#soonest);
    };
  }

  /** What was queued just now. Of so many that are due, at most, the lane keeps in mind that they are; the others are read again. */
  add(fresh: D, now: number, most: number): void {
    const dueAt = fresh.nextTryAt === null ? Infinity : epochMs(fresh.nextTryAt);
    if (dueAt > now) {
      this.#soonest = Math.min(this.#soonest, dueAt);
      if (this.#nextDue !== undefined) this.#nextDue = Math.min(this.#nextDue, dueAt);
    } else if (this.due.size < most) {
      this.due.set(fresh.id, fresh);
      this.hasChanged = true;
    } else {
      this.#isWhole = false;
      this.#times += 1;
    }
  }

  /** Before what is due is read; what was found is given to the answer. What could not be known meanwhile is read the next time. */
  reading(now: number): (found: readonly D[], isAll: boolean) => void {
    const times = this.#times;
    this.#readAt = now;
    return (found, isAll) => {
      for (const one of found) if (!this.due.has(one.id) && !this.calls.has(one.id)) this.due.set(one.id, one);
      this.#isWhole = isAll && times === this.#times;
    };
  }

  hasRoom(callsAtOnce: number): boolean {
    let open = 0;
    for (const { isOpen } of this.calls.values()) if (isOpen) open += 1;
    return open < callsAtOnce && this.calls.size < notedAtOnce;
  }

  /** Of one resource, one thing is sent at a time. */
  isBusyWith({ id, resourceId }: D): boolean {
    if (this.calls.has(id)) return true;
    for (const call of this.calls.values()) if (call.resourceId === resourceId) return true;
    return false;
  }
}

/** So many calls of a lane, at most, are repeated after a crash. A write of documents waits 40 ms for others, and is one for all of them. */
const notedAtOnce = 32;
