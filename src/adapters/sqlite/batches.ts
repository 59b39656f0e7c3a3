import { NotAsked } from './worker-protocol.js';

/** When what has come is handed over. */
export interface Pace<Item> {
  /** Calls back when nothing more is waited for. */
  readonly soon: (handOver: () => void) => void;
  /** Whether so many need wait for no more; default: never. */
  readonly isEnough?: (items: readonly Item[]) => boolean;
  /** How many of these, from the first on, may go together; default: all. */
  readonly together?: (items: readonly Item[]) => number;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly heard: (result: Result) => void;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Hands over one batch at a time, made of everything that came while it waited and while the batch before was done: waking a thread, and
 * committing, cost more than what is asked.
 */
export class Batches<Item, Result> {
  #gathered: Waiting<Item, Result>[] = [];
  #inHand: Promise<void> | null = null;
  #isScheduled = false;
  #isClosed = false;

  constructor(
    private readonly perform: (items: readonly Item[]) => Promise<readonly Result[]>,
    private readonly pace: Pace<Item>,
  ) {}

  /** `heard` is called in the order of the items, before any of their promises resolves. */
  add(item: Item, heard: (result: Result) => void = ignored): Promise<Result> {
    if (this.#isClosed) return Promise.reject(new NotAsked('it is closed'));
    return new Promise((resolve, reject) => {
      this.#gathered.push({ item, heard, resolve, reject });
      this.#schedule();
    });
  }

  /** Resolves when all that was added is done. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#inHand !== null || this.#gathered.length > 0) {
      this.#handOver();
      await this.#inHand;
    }
  }

  #schedule(): void {
    if (this.#inHand !== null || this.#gathered.length === 0) return;
    if (this.pace.isEnough?.(this.#items) === true) return this.#handOver();
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.pace.soon(() => {
      this.#isScheduled = false;
      this.#handOver();
    });
  }

  #handOver(): void {
    if (this.#inHand !== null || this.#gathered.length === 0) return;
    const batch = this.#gathered.splice(0, this.pace.together?.(this.#items) ?? this.#gathered.length);
    this.#inHand = this.perform(batch.map(({ item }) => item))
      .then(
        (results) => {
          batch.forEach(({ heard }, index) => heard(results[index]!));
          batch.forEach(({ resolve }, index) => resolve(results[index]!));
        },
        (error: unknown) => {
          for (const { reject } of batch) reject(error);
        },
      )
      .then(() => {
        this.#inHand = null;
        this.#schedule();
      });
  }

  get #items(): readonly Item[] {
    return this.#gathered.map(({ item }) => item);
  }
}

const ignored = () => undefined;
