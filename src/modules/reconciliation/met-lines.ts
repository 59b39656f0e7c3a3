import { CompactSet } from './compact-set.js';
import type { KeptLine } from './statement.events.js';

/**
 * What an import remembers of the lines that it has read, so that none of them counts twice: their keys, and the movements that they have met. What
 * expectations say by themselves is forgotten as soon as they say it. So of lines that are known by the provider's number, which are nearly all, only
 * the newest are remembered, however many there are; of the others 16 bytes each.
 */
export class MetLines {
  readonly #keys = new CompactSet();
  readonly #movements = new CompactSet();
  /** Movements by which no expectation says yet that they are met, newest first, with the keys of their lines where those are told by the number. */
  #recent: readonly Map<string, string | null>[] = [new Map()];

  /** `isRecorded`: the lines go to the log, and from there to the expectations. */
  constructor(private readonly isRecorded: boolean) {}

  /** `byNumber`: the movements that have the number of the line. */
  hasKey(key: string, byNumber: readonly { readonly id: string }[]): boolean {
    for (const { id } of byNumber) for (const recent of this.#recent) if (recent.get(id) === key) return true;
    return this.#keys.size > 0 && this.#keys.has(key);
  }

  hasMovement(id: string): boolean {
    for (const recent of this.#recent) if (recent.has(id)) return true;
    return this.#movements.size > 0 && this.#movements.has(id);
  }

  add({ key, meets, meant, rule }: Pick<KeptLine, 'key' | 'meets' | 'meant' | 'rule'>): void {
    const isMet = meets && meant !== null;
    // The same line again has the same number, by which the expectation is found that has its key. By another rule it may not be found.
    const isTold = this.isRecorded && isMet && rule === 'transaction-id';
    if (isMet && this.isRecorded) this.#recent[0]!.set(meant.id, isTold ? key : null);
    else if (isMet) this.#movements.add(meant.id);
    if (key !== null && !isTold) this.#keys.add(key);
  }

  /** Gives a function that forgets what the expectations say once they have read all that was added until now. No line may be looked up meanwhile. */
  untilNow(): () => void {
    const before = this.#recent;
    this.#recent = [new Map(), ...before];
    return () => {
      this.#recent = this.#recent.filter((each) => !before.includes(each));
    };
  }
}
