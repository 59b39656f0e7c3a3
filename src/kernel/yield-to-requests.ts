/**
 * Lets waiting requests be answered before background work continues. Under load each turn of the event loop answers many requests and does a
 * little background work; without load it returns at once. So a burst of payments is accepted, and submitted as fast as that allows.
 */
export const yieldToRequests = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Many pieces of background work, of which a few are done in each turn of the event loop, in their order: a request waits for no more than
 * those. The more are waiting, the more are done, so that they keep up also where a turn takes long.
 */
export class InTurns {
  #waiting: (() => void)[] = [];

  /** Resolves when it is the turn of the caller, who does one short piece of work then. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#waiting.push(resolve) === 1) setImmediate(this.#go);
    });
  }

  readonly #go = (): void => {
    for (const resolve of this.#waiting.splice(0, Math.ceil(this.#waiting.length / turnsForAll))) resolve();
    if (this.#waiting.length > 0) setImmediate(this.#go);
  };
}

const turnsForAll = 4;
