/** How often something may be started. */
export interface Pace {
  /**
   * True: one may start now, and is counted. Otherwise the promise says when to ask again; it never rejects. `wanted` is how many would
   * start if they could, this one included.
   */
  take(wanted: number): true | Promise<void>;
  /** Releases all waiting calls; no start is granted after it. */
  stop(): void;
}
