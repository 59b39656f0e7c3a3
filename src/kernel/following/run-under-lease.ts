import { randomUUID } from 'node:crypto';
import type { Clock } from '../domain/clock.js';
import type { Leases } from '../ports/leases.js';

export interface LeasedRun {
  /** Whether the work is running here. */
  readonly holding: boolean;
  /** Why it last failed, or why the lease could not be had or kept; null while all is well, and while another has it. */
  readonly fault: string | null;
  /** Aborts the work, waits for its end and lets the next one have the lease. */
  stop(): Promise<void>;
}

export interface LeaseTerms {
  /** Unlike the name of any other holder; the default is new for each run. */
  readonly holder?: string;
  /** How long the others wait for one that has died. */
  readonly ttlMs?: number;
}

/**
 * Does the work while it has the lease, and tries for the lease while it has not. `signal` is aborted when the lease is lost, or could not be
 * renewed so long that it will soon be over; only when the work has ended is the lease tried for again, so that it never runs twice here. Work
 * that ends by itself gives the lease away and has to get it again.
 */
export function runUnderLease(
  leases: Leases,
  name: string,
  clock: Clock,
  work: (fence: bigint, signal: AbortSignal) => Promise<void>,
  { holder = randomUUID(), ttlMs = 10_000 }: LeaseTerms = {},
): LeasedRun {
  return new Run(leases, name, clock, work, holder, ttlMs);
}

class Run implements LeasedRun {
  holding = false;
  fault: string | null = null;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;

  constructor(
    private readonly leases: Leases,
    private readonly name: string,
    private readonly clock: Clock,
    private readonly work: (fence: bigint, signal: AbortSignal) => Promise<void>,
    private readonly holder: string,
    private readonly ttlMs: number,
  ) {
    this.#running = this.#run();
  }

  stop(): Promise<void> {
    this.#stopping.abort();
    return this.#running;
  }

  async #run(): Promise<void> {
    const stopping = this.#stopping.signal;
    while (!stopping.aborted) {
      await this.#takeTurn();
      await this.clock.sleep(this.ttlMs / renewalsPerTerm, stopping).catch(woken);
    }
  }

  async #takeTurn(): Promise<void> {
    const turn = new Turn(this.clock, this.ttlMs, this.#stopping.signal);
    try {
      const lease = await this.leases.acquire(this.name, this.holder, this.ttlMs);
      if (lease === null) {
        this.fault = null;
        return;
      }
      // An answer that took too long may speak of a lease that is over.
      if (!turn.signal.aborted) await this.#hold(lease.fence, turn);
      await this.leases.release(this.name, this.holder, lease.fence);
    } catch (error) {
      this.#note(error);
    } finally {
      turn.end();
    }
  }

  async #hold(fence: bigint, turn: Turn): Promise<void> {
    this.fault = null;
    this.holding = true;
    const renewing = this.#renew(fence, turn);
    try {
      await this.work(fence, turn.signal);
    } catch (error) {
      if (!turn.signal.aborted) this.#note(error);
    } finally {
      this.holding = false;
      turn.end();
      await renewing;
    }
  }

  async #renew(fence: bigint, turn: Turn): Promise<void> {
    let pauseMs = this.ttlMs / renewalsPerTerm;
    for (;;) {
      await this.clock.sleep(pauseMs, turn.signal).catch(woken);
      if (turn.signal.aborted) return;
      const renewal = turn.ask();
      try {
        if (!(await this.leases.renew(this.name, this.holder, fence, this.ttlMs))) return turn.end();
        renewal.granted();
        this.fault = null;
        pauseMs = this.ttlMs / renewalsPerTerm;
      } catch (error) {
        // It is not known whether it was renewed. There is time to ask again until the turn ends by itself.
        renewal.failed();
        this.#note(error);
        pauseMs = this.ttlMs / renewalsPerTerm / 4;
      }
    }
  }

  #note(error: unknown): void {
    this.fault = (error as Error).message;
  }
}

/**
 * One turn, which ends by itself somewhat before the lease does. Its time is counted from when the lease was asked for, since the store
 * counts from later, and by sleeping, since a machine's clock may be set.
 */
class Turn {
  readonly signal: AbortSignal;
  readonly #over = new AbortController();
  #alarm: AbortController;

  constructor(
    private readonly clock: Clock,
    private readonly ttlMs: number,
    stopping: AbortSignal,
  ) {
    this.signal = AbortSignal.any([this.#over.signal, stopping]);
    this.#alarm = this.#setAlarm();
  }

  ask(): { granted(): void; failed(): void } {
    const alarm = this.#setAlarm();
    return {
      granted: () => {
        this.#alarm.abort();
        this.#alarm = alarm;
      },
      failed: () => alarm.abort(),
    };
  }

  end(): void {
    this.#over.abort();
    this.#alarm.abort();
  }

  #setAlarm(): AbortController {
    const alarm = new AbortController();
    const off = AbortSignal.any([alarm.signal, this.signal]);
    void this.clock.sleep(this.ttlMs * heldOfTerm, off).then(() => this.#over.abort(), woken);
    return alarm;
  }
}

const renewalsPerTerm = 3;
/** What is left belongs to the work, which needs a moment to end. */
const heldOfTerm = 0.8;
const woken = () => undefined;
