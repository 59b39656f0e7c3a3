/**
 * Lets waiting requests be answered before background work continues. Under load each turn of the event loop answers many requests and does a
 * little background work; without load it returns at once. So a burst of payments is accepted, and submitted as fast as that allows.
 */
export const yieldToRequests = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Many pieces of background work, of which one is done in each turn of the event loop: a request waits for no more than one of them. */
export class OneByOne {
  readonly #waiting: (() => void)[] = [];

  /** Resolves when it is the turn of the caller, who does one short piece of work then. */
  turn(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#waiting.push(resolve) === 1) setImmediate(this.#next);
    });
  }

  readonly #next = (): void => {
    this.#waiting.shift()?.();
    if (this.#waiting.length > 0) setImmediate(this.#next);
  };
}
