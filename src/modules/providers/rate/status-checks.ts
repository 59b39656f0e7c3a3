import type { Clock } from '../../../kernel/domain/clock.js';
import type { Urgency } from '../provider.js';
import type { Pace } from './pace.js';

/**
 * The queue of the provider's status GETs. The provider limits their rate (REFERENCE §11)
 * for all purposes together: checks of one reference share one GET, and the most urgent reference goes first. Only a routine check is
 * answered by a GET that left before it: a person, a callback and the answer to a POST may be newer than that GET.
 */
export class StatusChecks<Answer> {
  private readonly order = new UrgencyOrder();
  private readonly waiting = new Map<string, Check<Answer>>();
  private readonly underWay = new Map<string, Check<Answer>>();
  private isStopped = false;
  private isWaiting = false;

  constructor(
    private readonly clock: Clock,
    private readonly options: StatusChecksOptions<Answer>,
  ) {}

  /** For several checks of one reference the first one's `get` is called. */
  ask(reference: string, urgency: Urgency, get: () => Promise<Answer>): Promise<Answer> {
    if (this.isStopped) return Promise.resolve(this.options.whenStopped);
    const running = this.underWay.get(reference);
    if (running !== undefined && urgency === 2) return running.answer;
    if (running !== undefined) return this.askAfter(running, reference, urgency, get);

    let check = this.waiting.get(reference);
    if (check === undefined) {
      check = new Check(get);
      this.waiting.set(reference, check);
    }
    this.order.add(reference, urgency, this.clock.now());
    this.startWhatMay();
    return check.answer;
  }

  get waitingCount(): number {
    return this.waiting.size;
  }

  /** Waiting checks are answered `whenStopped`; GETs in progress end by themselves. */
  stop(): void {
    this.isStopped = true;
    this.options.pace.stop();
    for (const check of this.waiting.values()) check.settle(this.options.whenStopped);
    this.waiting.clear();
  }

  private askAfter(
    running: Check<Answer>,
    reference: string,
    urgency: Urgency,
    get: () => Promise<Answer>,
  ): Promise<Answer> {
    if (urgency < running.nextUrgency) running.nextUrgency = urgency;
    const again = () => this.ask(reference, running.nextUrgency, get);
    running.next ??= running.answer.then((answer) => (this.options.outlasts(answer) ? answer : again()), again);
    return running.next;
  }

  private startWhatMay(): void {
    const { pace, atOnce } = this.options;
    while (this.waiting.size > 0 && this.underWay.size < atOnce && !this.isWaiting) {
      const turn = pace.take(Math.min(this.waiting.size, atOnce - this.underWay.size));
      if (turn !== true) return this.startAgainAfter(turn);
      // The next check is chosen only now: a more urgent one may have arrived during the wait.
      const reference = this.order.take((candidate) => this.waiting.has(candidate));
      if (reference === undefined) return;
      this.start(reference);
    }
  }

  private start(reference: string): void {
    const check = this.waiting.get(reference)!;
    this.waiting.delete(reference);
    this.underWay.set(reference, check);
    const got = check.get();
    const ended = () => {
      this.underWay.delete(reference);
      check.settle(got);
      this.startWhatMay();
    };
    // A GET does not reject. If a bug makes it reject, its callers get the error, and the others continue.
    got.then(ended, ended);
  }

  private startAgainAfter(turn: Promise<void>): void {
    this.isWaiting = true;
    void turn.then(() => {
      this.isWaiting = false;
      this.startWhatMay();
    });
  }
}

interface StatusChecksOptions<Answer> {
  readonly pace: Pace;
  readonly atOnce: number;
  /** Whether an answer stays valid for checks that arrived after its GET left. */
  readonly outlasts: (answer: Answer) => boolean;
  readonly whenStopped: Answer;
}

class Check<Answer> {
  readonly answer: Promise<Answer>;
  settle!: (answer: Answer | Promise<Answer>) => void;
  /** The answer for checks that need a GET which has not left yet. */
  next: Promise<Answer> | null = null;
  nextUrgency: Urgency = 2;

  constructor(readonly get: () => Promise<Answer>) {
    this.answer = new Promise((resolve) => {
      this.settle = resolve;
    });
  }
}

/**
 * The order of the checks: by urgency, first come first served within one, and every `agesAfterMs` of waiting counts for one step of
 * urgency, so that routine checks are late under load but never starved. A check that becomes more urgent moves up; the
 * place that it leaves is skipped. Pure: the time is an argument.
 */
export class UrgencyOrder {
  private readonly heap: Place[] = [];
  private readonly rankOf = new Map<string, number>();
  private asks = 0;

  add(reference: string, urgency: Urgency, now: number): void {
    const rank = now + urgency * agesAfterMs;
    const known = this.rankOf.get(reference);
    if (known !== undefined && known <= rank) return;
    this.rankOf.set(reference, rank);
    this.push({ reference, rank, ask: this.asks++ });
  }

  /** Removes and returns the first check that is still pending. */
  take(isWanted: (reference: string) => boolean): string | undefined {
    for (let place = this.pop(); place !== undefined; place = this.pop()) {
      if (this.rankOf.get(place.reference) !== place.rank) continue;
      this.rankOf.delete(place.reference);
      if (isWanted(place.reference)) return place.reference;
    }
    return undefined;
  }

  private push(place: Place): void {
    const { heap } = this;
    let at = heap.push(place) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!goesBefore(place, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = place;
  }

  private pop(): Place | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && goesBefore(heap[child + 1]!, heap[child]!)) child += 1;
      if (!goesBefore(heap[child]!, last)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = last;
    return first;
  }
}

interface Place {
  readonly reference: string;
  /** The time from which it is as urgent as a new check of urgency 0. */
  readonly rank: number;
  readonly ask: number;
}

const goesBefore = (one: Place, other: Place): boolean =>
  one.rank < other.rank || (one.rank === other.rank && one.ask < other.ask);

export const agesAfterMs = 10_000;
