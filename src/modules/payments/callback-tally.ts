import { atMost } from '../../kernel/bounded-memory.js';
import type { Clock } from '../../kernel/domain/clock.js';
import type { EventOf } from '../../kernel/domain/events.js';
import { EventCodec } from '../../kernel/event-store/event-codec.js';
import type { EventStore } from '../../kernel/event-store/event-store.js';
import { CallbackReceived } from '../callbacks/index.js';
import { follow } from '../../kernel/event-store/follow.js';
import {
  PaymentCreated,
  PaymentExpired,
  PaymentFailed,
  PaymentReattempted,
  PaymentSubmitted,
  PaymentSucceeded,
} from './payment.events.js';

const watched = [
  PaymentCreated,
  PaymentReattempted,
  PaymentSubmitted,
  PaymentSucceeded,
  PaymentFailed,
  PaymentExpired,
  CallbackReceived,
] as const;
type Watched = EventOf<(typeof watched)[number]>;

/** How callbacks of one provider have fared since this process started. */
export interface CallbackCounts {
  /** Attempts that the provider took on: each should be called back about once. */
  expected: number;
  received: number;
  /** After we had learned the outcome by asking. */
  late: number;
  /** The outcome is known, and nobody has called. */
  missing: number;
}

/** Counts who calls back and who does not, so that an operator sees a broken callback address before payments grow slow by it. */
export class CallbackTally {
  /** By provider. */
  readonly counts = new Map<string, CallbackCounts>();
  readonly #codec = new EventCodec<Watched>(watched);
  readonly #attempts = atMost<{ readonly counts: CallbackCounts; heard: boolean; over: boolean }>(attemptsKept);
  readonly #stopping = new AbortController();
  #following: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    this.#following = this.#follow(await this.store.head());
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
  }

  count({ type, data }: Watched): void {
    switch (type) {
      case 'PaymentCreated':
        return this.#begin(`${data.paymentId}/1`, data.provider);
      case 'PaymentReattempted':
        return this.#begin(`${data.paymentId}/${data.attempt}`, data.provider);
      case 'CallbackReceived':
        return data.matched === null ? undefined : this.#hear(`${data.matched.paymentId}/${data.matched.attempt}`);
      case 'PaymentSubmitted': {
        const attempt = this.#attempts.get(`${data.paymentId}/${data.attempt}`);
        if (attempt !== undefined) attempt.counts.expected += 1;
        return;
      }
      case 'PaymentSucceeded':
      case 'PaymentFailed':
      case 'PaymentExpired':
        return this.#end(`${data.paymentId}/${data.attempt}`);
    }
  }

  #begin(key: string, provider: string): void {
    const counts = this.counts.get(provider) ?? { expected: 0, received: 0, late: 0, missing: 0 };
    this.counts.set(provider, counts);
    this.#attempts.set(key, { counts, heard: false, over: false });
  }

  #hear(key: string): void {
    const attempt = this.#attempts.get(key);
    if (attempt === undefined || attempt.heard) return;
    attempt.heard = true;
    attempt.counts[attempt.over ? 'late' : 'received'] += 1;
    if (attempt.over) attempt.counts.missing -= 1;
  }

  #end(key: string): void {
    const attempt = this.#attempts.get(key);
    if (attempt === undefined || attempt.over) return;
    attempt.over = true;
    if (!attempt.heard) attempt.counts.missing += 1;
  }

  #follow(from: bigint): Promise<void> {
    return follow(this.store, this.clock, from, { types: this.#codec.types }, this.#stopping.signal, ({ events }) => {
      for (const event of events) this.count(this.#codec.read(event));
    });
  }
}

const attemptsKept = 100_000;
