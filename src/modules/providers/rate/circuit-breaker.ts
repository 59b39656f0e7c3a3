import type { Clock } from '../../../kernel/domain/clock.js';

/**
 * Stops calls to a platform that does not answer, and lets one trial call through every `tryAgainAfterMs`.
 *
 * Our own, because cockatiel's breaker reads `Date.now()` itself and so cannot be tested to the millisecond; because it
 * expects faults as exceptions, which this code does not throw; and because it admits no second trial while the first one,
 * which may take a whole timeout, is in progress.
 */
export class CircuitBreaker {
  private faults = 0;
  /** Null while closed; else when the next trial may go. */
  private nextTrialAt: number | null = null;

  constructor(private readonly clock: Pick<Clock, 'now'>) {}

  /** Whether this call may be made. `succeeded` or `faulted` follows, or neither when the call showed nothing about the platform. */
  lets(): boolean {
    if (this.nextTrialAt === null) return true;
    const now = this.clock.now();
    if (!this.isTrialDue(now)) return false;
    this.nextTrialAt = now + tryAgainAfterMs;
    return true;
  }

  /** An answer arrived, from a trial or from a call that was in progress when the circuit opened: the platform answers again. */
  succeeded(): void {
    this.faults = 0;
    this.nextTrialAt = null;
  }

  faulted(): void {
    this.faults += 1;
    if (this.faults >= faultsInARow) this.nextTrialAt ??= this.clock.now() + tryAgainAfterMs;
  }

  /** The provider itself asks for a pause. */
  restFor(ms: number): void {
    this.nextTrialAt = this.clock.now() + Math.min(Math.max(ms, 0), longestRestMs);
  }

  get state(): 'closed' | 'open' | 'half-open' {
    if (this.nextTrialAt === null) return 'closed';
    return this.isTrialDue(this.clock.now()) ? 'half-open' : 'open';
  }

  get consecutiveFaults(): number {
    return this.faults;
  }

  /** A clock that was set back would otherwise keep the circuit open for as long as it jumped. */
  private isTrialDue(now: number): boolean {
    return now >= this.nextTrialAt! || now < this.nextTrialAt! - longestRestMs;
  }
}

/** Consecutive faults, so that a platform that drops one call in five stays in use. */
export const faultsInARow = 10;
export const tryAgainAfterMs = 5_000;
/** PROVIDER_TIMEOUT_MS in API.md: an open circuit is tried again at least every 10 s. */
export const longestRestMs = 10_000;
