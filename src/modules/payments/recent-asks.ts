/**
 * Who was asked for how much lately, as far as this process has followed the log alone. It answers the one question for nearly every payment:
 * whether there can be another like it. "No" is certain, and only said once a whole window has been followed since the start.
 */
export class RecentAsks {
  /** When each was last asked for; the one that was asked for last is the last of them. */
  readonly #newest = new Map<string, number>();

  constructor(
    /** How long before a payment another like it counts. */
    private readonly windowMs: number,
    /** All that was asked for after this moment has come by here. */
    private knownAfter: number,
    private readonly most = 100_000,
  ) {}

  /** To be called for each payment in the order of the log. */
  mayHaveAnother(like: string, at: number): boolean {
    const since = at - this.windowMs;
    const newest = this.#newest.get(like);
    this.#note(like, Math.max(at, newest ?? at));
    return since <= this.knownAfter || (newest !== undefined && newest >= since);
  }

  #note(like: string, at: number): void {
    this.#newest.delete(like);
    this.#newest.set(like, at);
    if (this.#newest.size <= this.most) return;
    const [[oldest, askedAt]] = this.#newest as unknown as [[string, number]];
    this.#newest.delete(oldest);
    this.knownAfter = Math.max(this.knownAfter, askedAt);
  }
}
