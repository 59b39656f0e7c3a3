import type { Clock } from '../../kernel/domain/clock.js';

/** Whether the process takes work: false from the first signal to stop. */
export class Readiness {
  stopping = false;
  readonly #last = new Map<string, { readonly at: number; readonly tried: Promise<void> }>();

  constructor(private readonly clock: Clock) {}

  /** Tries each of what costs a write at most once in two seconds, however often it is asked; again at once after a failure. */
  async lately(name: string, attempt: () => Promise<void>): Promise<void> {
    const now = this.clock.now();
    const known = this.#last.get(name);
    const isFresh = known !== undefined && now >= known.at && now - known.at < tryEveryMs;
    const last = isFresh ? known : { at: now, tried: attempt() };
    this.#last.set(name, last);
    try {
      await last.tried;
    } catch (error) {
      if (this.#last.get(name) === last) this.#last.delete(name);
      throw error;
    }
  }
}

const tryEveryMs = 2_000;
