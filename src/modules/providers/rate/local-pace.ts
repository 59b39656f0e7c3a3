import type { Clock } from '../../../kernel/domain/clock.js';
import type { Pace } from './pace.js';

/** A little more than a second: otherwise delayed calls could arrive as eleven within the provider's second. */
export const windowMs = 1_050;

/** The rate limit of a single process. */
export class LocalPace implements Pace {
  private readonly window: SlidingWindow;
  private readonly stopped = new AbortController();

  constructor(
    private readonly clock: Clock,
    perSecond: number,
  ) {
    this.window = new SlidingWindow(perSecond);
  }

  take(): true | Promise<void> {
    const now = this.clock.now();
    const waitMs = this.window.waitMs(now);
    if (waitMs > 0) return this.clock.sleep(waitMs, this.stopped.signal).catch(() => undefined);
    this.window.started(now);
    return true;
  }

  stop(): void {
    this.stopped.abort(new Error('stopped'));
  }
}

/** A sliding window: at most this many starts in any `windowMs`; 0: no limit. Pure: the time is an argument. */
export class SlidingWindow {
  private readonly starts: number[] = [];
  private next = 0;

  constructor(private readonly perSecond: number) {}

  /** How long until another may start. */
  waitMs(now: number): number {
    const oldest = this.starts[this.next];
    if (this.perSecond === 0 || oldest === undefined) return 0;
    // A clock that was set back would make us wait for as long as it jumped.
    if (oldest > now) this.starts[this.next] = now;
    return Math.max(0, this.starts[this.next]! + windowMs - now);
  }

  started(now: number): void {
    if (this.perSecond === 0) return;
    this.starts[this.next] = now;
    this.next = (this.next + 1) % this.perSecond;
  }
}
