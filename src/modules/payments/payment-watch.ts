import type { Clock } from '../../kernel/domain/clock.js';
import { follow } from '../../kernel/following/follow.js';
import type { EventStore } from '../../kernel/ports/event-store.js';

const firstAnswers = [
  'PaymentSubmitted',
  'PaymentPending',
  'PaymentSucceeded',
  'PaymentFailed',
  'PaymentExpired',
  'PaymentBecameUncertain',
];

/** Lets a caller wait for the provider's first answer, over one subscription however many wait. */
export class PaymentWatch {
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #stopping = new AbortController();
  #following: Promise<void> = Promise.resolve();
  #closing = false;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly streamOf: (paymentId: string) => string,
  ) {}

  async start(): Promise<void> {
    this.#following = this.#follow(await this.store.head());
  }

  /** Nest's first word that the server stops: nobody waits any longer, and those who did are answered as it stands. */
  onModuleDestroy(): void {
    this.#closing = true;
    for (const waiting of this.#waiting.values()) for (const heard of waiting) heard();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  /** Resolves at the first answer, or when the patience is over. `isAnswered` is asked once we listen, lest the answer slip by. */
  async answered(paymentId: string, patienceMs: number, isAnswered: () => Promise<boolean>): Promise<void> {
    const stream = this.streamOf(paymentId);
    const patience = new AbortController();
    const heard = new Promise<void>((resolve) => {
      const waiting = this.#waiting.get(stream) ?? new Set();
      this.#waiting.set(stream, waiting.add(resolve));
      patience.signal.addEventListener('abort', () => {
        waiting.delete(resolve);
        if (waiting.size === 0) this.#waiting.delete(stream);
      });
    });
    try {
      if ((await isAnswered()) || this.#closing) return;
      await Promise.race([heard, this.clock.sleep(patienceMs, patience.signal).catch(over)]);
    } finally {
      patience.abort();
    }
  }

  #follow(from: bigint): Promise<void> {
    return follow(this.store, this.clock, from, { types: firstAnswers }, this.#stopping.signal, ({ events }) => {
      for (const { stream } of events) this.#waiting.get(stream)?.forEach((heard) => heard());
    });
  }
}

const over = () => undefined;
