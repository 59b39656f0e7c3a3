import type { Clock } from '../../kernel/domain/clock.js';

/** Whether we still take work: false from the first sign that we are to stop. */
export class Readiness {
  stopping = false;
  #last: { readonly at: number; readonly tried: Promise<void> } | null = null;

  constructor(private readonly clock: Clock) {}

  /** Tries what costs a write, however often anybody asks: once in two seconds, and again at once after it has failed. */
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
