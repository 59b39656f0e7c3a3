import type { Clock } from '../../kernel/domain/clock.js';

/** Whether the process takes work: false from the first signal to stop. */
export class Readiness {
  stopping = false;
  #last: { readonly at: number; readonly tried: Promise<void> } | null = null;

  constructor(private readonly clock: Clock) {}

  /** Runs the check that costs a write at most once in two seconds, however many requests ask for it. A failed check is repeated at once. */
  async lately(attempt: () => Promise<void>): Promise<void> {
    const now = this.clock.now();
    const isFresh = this.#last !== null && now >= this.#last.at && now - this.#last.at < tryEveryMs;
    const last = isFresh ? this.#last! : (this.#last = { at: now, tried: attempt() });
    try {
      await last.tried;
    } catch (error) {
      if (this.#last === last) this.#last = null;
      throw error;
    }
  }
}

const tryEveryMs = 2_000;
