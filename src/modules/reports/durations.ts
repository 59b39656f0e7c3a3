/**
 * Durations that are only counted, so that percentiles of any number of them need little memory: to the tenth of a second below a minute, to the
 * second below an hour, to the minute beyond. A percentile is that of the nearest rank.
 */
export class Durations {
  readonly #counts = new Map<number, number>();
  #total = 0;

  add(ms: number): void {
    const step = ms < 60_000 ? 100 : ms < 3_600_000 ? 1_000 : 60_000;
    const rounded = Math.round(ms / step) * step;
    this.#counts.set(rounded, (this.#counts.get(rounded) ?? 0) + 1);
    this.#total += 1;
  }

  /** In seconds; null where there are none. */
  percentile(of: number): number | null {
    let left = Math.ceil((of / 100) * this.#total);
    for (const [ms, count] of [...this.#counts].sort(([one], [other]) => one - other)) {
      left -= count;
      if (left <= 0 && count > 0) return ms / 1_000;
    }
    return null;
  }
}
