import type { Clock } from './domain/clock.js';

/** Requests that change something and are being answered. Background work that is in no hurry lets them go first. */
export class InFlightRequests {
  #count = 0;
  /** Lets go on what waits; null: nothing has waited since none was in flight. */
  #waiting: AbortController | null = null;

  constructor(private readonly clock: Clock) {}

  /** Returns what is called once, when the request has its answer or its caller has gone away. */
  begin(): () => void {
    this.#count += 1;
    return () => {
      this.#count -= 1;
      if (this.#count > 0) return;
      this.#waiting?.abort(none);
      this.#waiting = null;
    };
  }

  /** Resolves when none is in flight, after so many milliseconds at the latest: the work waits, and is never kept from going on. */
  async pass(mostMs: number): Promise<void> {
    if (this.#count === 0) return;
    this.#waiting ??= new AbortController();
    await this.clock.sleep(mostMs, this.#waiting.signal).catch(goesOn);
  }
}

/** Made once: an abort without a reason makes an error, with its stack, each time. */
const none = new Error('No request is in flight');
const goesOn = () => undefined;
