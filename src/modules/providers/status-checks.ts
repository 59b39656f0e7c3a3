import type { Clock } from '../../kernel/domain/clock.js';
import type { Urgency } from './provider.js';

/**
 * The queue before the provider's status GETs. The provider allows so many of them a second (REFERENCE §11), whoever asks
 * and for whatever reason: asks about one reference share one GET, and the most urgent reference goes first.
 */
export class StatusChecks<Answer> {
  private readonly order = new UrgencyOrder();
  private readonly waiting = new Map<string, Check<Answer>>();
  private readonly underWay = new Map<string, Check<Answer>>();
  private readonly pace: Pace;
  private readonly stopped = new AbortController();
  private sleeping = false;

  constructor(
    private readonly clock: Clock,
    private readonly options: StatusChecksOptions<Answer>,
  ) {
    this.pace = new Pace(options.perSecond);
  }

  /** Of several askers of one reference it is the first one's `get` that is called. */
  ask(reference: string, urgency: Urgency, get: () => Promise<Answer>): Promise<Answer> {
    if (this.stopped.signal.aborted) return Promise.resolve(this.options.whenStopped);
    const running = this.underWay.get(reference);
    if (running !== undefined && urgency !== 1) return running.answer;
    if (running !== undefined) return this.askAfter(running, reference, get);

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

  /** Those that wait are answered `whenStopped`; those under way end by themselves. */
  stop(): void {
    this.stopped.abort(new Error('stopped'));
    for (const check of this.waiting.values()) check.settle(this.options.whenStopped);
    this.waiting.clear();
  }

  /** A callback may know more than a GET that left before it came, unless that GET brings the end of the story. */
  private askAfter(running: Check<Answer>, reference: string, get: () => Promise<Answer>): Promise<Answer> {
    running.next ??= running.answer.then((answer) =>
      this.options.isFinal(answer) ? answer : this.ask(reference, 1, get),
    );
    return running.next;
  }

  private startWhatMay(): void {
    while (this.waiting.size > 0 && this.underWay.size < this.options.atOnce && !this.sleeping) {
      const waitMs = this.pace.waitMs(this.clock.now());
      if (waitMs > 0) return this.startAgainAfter(waitMs);
      const reference = this.order.take((candidate) => this.waiting.has(candidate));
      if (reference === undefined) return;
      this.pace.started(this.clock.now());
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
    // A GET does not reject; should a bug make it, the bug reaches those who asked, and the others go on.
    got.then(ended, ended);
  }

  private startAgainAfter(waitMs: number): void {
    this.sleeping = true;
    this.clock.sleep(waitMs, this.stopped.signal).then(
      () => {
        this.sleeping = false;
        this.startWhatMay();
      },
      // Only stop() ends a sleep early, and it has answered everybody.
      () => undefined,
    );
  }
}

export interface StatusChecksOptions<Answer> {
  /** 0: no limit. */
  readonly perSecond: number;
  readonly atOnce: number;
  readonly isFinal: (answer: Answer) => boolean;
  readonly whenStopped: Answer;
}

class Check<Answer> {
  readonly answer: Promise<Answer>;
  settle!: (answer: Answer | Promise<Answer>) => void;
  /** What those get who need an answer to a GET that has yet to leave. */
  next: Promise<Answer> | null = null;

  constructor(readonly get: () => Promise<Answer>) {
    this.answer = new Promise((resolve) => {
      this.settle = resolve;
    });
  }
}

/** At most so many starts in any `windowMs`. Pure: it is told the time. */
export class Pace {
  private readonly starts: number[] = [];
  private next = 0;

  constructor(private readonly perSecond: number) {}

  /** How long until another may start. */
  waitMs(now: number): number {
    const oldest = this.starts[this.next];
    if (this.perSecond === 0 || oldest === undefined) return 0;
    // A clock that was set back would make us wait for as long as it jumped.
    if (oldest > now) this.starts[this.next] = now;
    return Math.max(0, this.starts[this.next]! + windowMs - now);
  }

  started(now: number): void {
    if (this.perSecond === 0) return;
    this.starts[this.next] = now;
    this.next = (this.next + 1) % this.perSecond;
  }
}

/** A little more than a second: calls that the network delayed would else arrive as eleven within the provider's second. */
export const windowMs = 1_050;

/**
 * Who goes next: by urgency, first come first served within one, and every `agesAfterMs` of waiting counts for one step of
 * urgency, so that routine checks are late under load but never forgotten. An ask that becomes more urgent moves up; the
 * place it leaves behind is skipped. Pure: it is told the time.
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

  /** The first that is still wanted, taken out. */
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
  /** The time from which on it would be as urgent as a new ask of urgency 0. */
  readonly rank: number;
  readonly ask: number;
}

const goesBefore = (one: Place, other: Place): boolean =>
  one.rank < other.rank || (one.rank === other.rank && one.ask < other.ask);

export const agesAfterMs = 10_000;
