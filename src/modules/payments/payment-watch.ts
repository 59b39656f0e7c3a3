import type { Clock } from '../../kernel/domain/clock.js';
import { VolatileReader } from '../../kernel/following/volatile-reader.js';
import type { EventStore } from '../../kernel/ports/event-store.js';

const firstAnswers = [
  'PaymentSubmitted',
  'PaymentPending',
  'PaymentSucceeded',
  'PaymentFailed',
  'PaymentExpired',
  'PaymentBecameUncertain',
];

/** Lets callers wait for the provider's first answer, all over one subscription. */
export class PaymentWatch {
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #reader: VolatileReader;
  #closing = false;

  constructor(
    store: EventStore,
    private readonly clock: Clock,
    private readonly streamOf: (paymentId: string) => string,
  ) {
    this.#reader = new VolatileReader(store, clock, { types: firstAnswers }, ({ events }) => {
      for (const { stream } of events) this.#waiting.get(stream)?.forEach((heard) => heard());
    });
  }

  start(): Promise<void> {
    return this.#reader.start();
  }

  /** The server is stopping: every waiting request is answered at once with the payment as it is. */
  onModuleDestroy(): void {
    this.#closing = true;
    for (const waiting of this.#waiting.values()) for (const heard of waiting) heard();
  }

  stop(): Promise<void> {
    return this.#reader.stop();
  }

  /** Resolves at the first answer, or after `patienceMs`. `isAnswered` is called after the watch has begun, so that no answer is missed. */
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
}

const over = () => undefined;
