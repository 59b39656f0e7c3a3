/**
 * Keys by due time. Setting a key again replaces its time. Due keys are bucketed by second, so that the cost depends on the due keys,
 * not on the waiting ones.
 */
export class Timetable {
  readonly #dueAt = new Map<string, number>();
  /** Buckets by second. A key that has moved to another bucket is skipped when its old bucket is taken. */
  readonly #buckets = new Map<number, string[]>();
  readonly #seconds = new Heap();

  put(key: string, at: number): void {
    if (this.#dueAt.get(key) === at) return;
    this.#dueAt.set(key, at);
    const second = secondOf(at);
    const bucket = this.#buckets.get(second);
    if (bucket !== undefined) {
      bucket.push(key);
      return;
    }
    this.#buckets.set(second, [key]);
    this.#seconds.add(second);
  }

  /** In the order of their times. */
  takeDue(now: number): string[] {
    const due: { readonly key: string; readonly at: number }[] = [];
    for (let second = this.#seconds.first; second !== undefined && second <= secondOf(now);) {
      const early = this.#takeFrom(second, now, due);
      // Keys later in the current second stay.
      if (early.length > 0) {
        this.#buckets.set(second, early);
        break;
      }
      this.#buckets.delete(second);
      this.#seconds.removeFirst();
      second = this.#seconds.first;
    }
    return due.sort((one, other) => one.at - other.at).map(({ key }) => key);
  }

  #takeFrom(second: number, now: number, due: { readonly key: string; readonly at: number }[]): string[] {
    const early: string[] = [];
    for (const key of this.#buckets.get(second)!) {
      const at = this.#dueAt.get(key);
      if (at === undefined || secondOf(at) !== second) continue;
      if (at > now) {
        early.push(key);
        continue;
      }
      this.#dueAt.delete(key);
      due.push({ key, at });
    }
    return early;
  }
}

const secondOf = (at: number): number => Math.floor(at / 1_000);

/** A min-heap of numbers. */
class Heap {
  readonly #numbers: number[] = [];

  get first(): number | undefined {
    return this.#numbers[0];
  }

  add(number: number): void {
    let at = this.#numbers.push(number) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (this.#numbers[parent]! <= number) break;
      this.#numbers[at] = this.#numbers[parent]!;
      at = parent;
    }
    this.#numbers[at] = number;
  }

  removeFirst(): void {
    const last = this.#numbers.pop();
    if (last === undefined || this.#numbers.length === 0) return;
    let at = 0;
    for (let child = 1; child < this.#numbers.length; child = 2 * at + 1) {
      if (child + 1 < this.#numbers.length && this.#numbers[child + 1]! < this.#numbers[child]!) child += 1;
      if (last <= this.#numbers[child]!) break;
      this.#numbers[at] = this.#numbers[child]!;
      at = child;
    }
    this.#numbers[at] = last;
  }
}
