/**
 * Who is due when. Putting again replaces; taking what is due costs by what is due, not by what waits: those who wait lie in a drawer for each
 * second, and only the drawers whose time has come are opened.
 */
export class Timetable {
  readonly #dueAt = new Map<string, number>();
  /** By second. Whoever was put elsewhere since is passed over when the drawer is opened. */
  readonly #drawers = new Map<number, string[]>();
  readonly #seconds = new Heap();

  put(key: string, at: number): void {
    if (this.#dueAt.get(key) === at) return;
    this.#dueAt.set(key, at);
    const second = secondOf(at);
    const drawer = this.#drawers.get(second);
    if (drawer !== undefined) {
      drawer.push(key);
      return;
    }
    this.#drawers.set(second, [key]);
    this.#seconds.add(second);
  }

  /** In the order of their times. */
  takeDue(now: number): string[] {
    const due: { readonly key: string; readonly at: number }[] = [];
    for (let second = this.#seconds.first; second !== undefined && second <= secondOf(now);) {
      const early = this.#open(second, now, due);
      // Of the second that is not over yet some stay.
      if (early.length > 0) {
        this.#drawers.set(second, early);
        break;
      }
      this.#drawers.delete(second);
      this.#seconds.removeFirst();
      second = this.#seconds.first;
    }
    return due.sort((one, other) => one.at - other.at).map(({ key }) => key);
  }

  #open(second: number, now: number, due: { readonly key: string; readonly at: number }[]): string[] {
    const early: string[] = [];
    for (const key of this.#drawers.get(second)!) {
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

/** The least of some numbers. */
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
