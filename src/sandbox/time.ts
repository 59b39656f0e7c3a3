/** The sandbox's own time: the clock it was given, and what was added by hand. */
export interface Clock {
  now(): number;
}

/**
 * Due work runs in the order of its time. On the real clock it runs automatically; on an injected clock nothing
 * runs until the clock is advanced or a request arrives, so that a test never waits.
 */
export class SandboxTime {
  private offsetMs = 0;
  private readonly due = new DueHeap();
  private timer: NodeJS.Timeout | null = null;
  private timerAt = Infinity;
  private soon = false;
  private closed = false;

  constructor(private readonly clock: Clock | null) {}

  now(): number {
    return (this.clock ? this.clock.now() : Date.now()) + this.offsetMs;
  }

  at(when: number, run: () => void): void {
    this.due.push(when, run);
    this.wake();
  }

  /** Runs `run` after `ms`, at the end of this turn at the earliest. */
  after(ms: number, run: () => void): void {
    this.at(this.now() + ms, run);
  }

  runDue(): void {
    // What this round plans waits for the next, or work that plans more work at once would never let go.
    const now = this.now();
    const planned = this.due.planned;
    for (let run = this.due.takeUntil(now, planned); run; run = this.due.takeUntil(now, planned)) run();
    this.wake();
  }

  /** Runs everything, due or not. */
  runAll(): void {
    const planned = this.due.planned;
    for (let run = this.due.takeUntil(Infinity, planned); run; run = this.due.takeUntil(Infinity, planned)) run();
  }

  anythingDue(): boolean {
    return this.due.nextAt() <= this.now();
  }

  advance(ms: number): void {
    this.offsetMs += ms;
    this.disarm();
    this.runDue();
  }

  get advancedMs(): number {
    return this.offsetMs;
  }

  set advancedMs(ms: number) {
    this.offsetMs = ms;
    this.disarm();
    this.wake();
  }

  close(): void {
    this.closed = true;
    this.due.clear();
    this.disarm();
  }

  /** A timer waits in real time, so after a jump of ours it would come too late for what it was armed for. */
  private disarm(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private wake(): void {
    const next = this.due.nextAt();
    if (this.closed || next === Infinity) return;
    const wait = next - this.now();
    if (wait <= 0) {
      if (this.soon) return;
      this.soon = true;
      setImmediate(() => {
        this.soon = false;
        this.runDue();
      });
      return;
    }
    if (this.clock || (this.timer && this.timerAt <= next)) return;
    this.disarm();
    this.timerAt = next;
    this.timer = setTimeout(
      () => {
        this.timer = null;
        this.runDue();
      },
      Math.min(wait, longestTimerMs),
    );
  }
}

const longestTimerMs = 2 ** 31 - 1;

interface Due {
  at: number;
  order: number;
  run: () => void;
}

/** A binary heap: earliest first, and first come first among equals. */
class DueHeap {
  private heap: Due[] = [];
  /** How many were ever pushed. */
  planned = 0;

  nextAt(): number {
    return this.heap[0]?.at ?? Infinity;
  }

  clear(): void {
    this.heap = [];
  }

  push(at: number, run: () => void): void {
    const heap = this.heap;
    const added = { at, order: this.planned++, run };
    let place = heap.push(added) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above]!;
      if (before(parent, added)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = added;
  }

  takeUntil(now: number, planned: number): (() => void) | null {
    const heap = this.heap;
    const first = heap[0];
    if (!first || first.at > now || first.order >= planned) return null;
    const last = heap.pop()!;
    if (heap.length > 0) {
      let place = 0;
      for (;;) {
        let child = 2 * place + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++;
        if (before(last, heap[child]!)) break;
        heap[place] = heap[child]!;
        place = child;
      }
      heap[place] = last;
    }
    return first.run;
  }
}

function before(one: Due, other: Due): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
