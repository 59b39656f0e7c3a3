import type { Clock } from '../../kernel/domain/clock.js';
import { VolatileReader } from '../../kernel/following/volatile-reader.js';
import type { EventStore } from '../../kernel/ports/event-store.js';

/** What may end a wait: the provider's answers about a payment, and what changes how its record stands. */
const news = [
  'PaymentSubmitted',
  'PaymentPending',
  'PaymentSucceeded',
  'PaymentFailed',
  'PaymentExpired',
  'PaymentBecameUncertain',
  'ContradictionDecided',
  'RecordClaimed',
  'RecordReleased',
];

export interface WaitingLimits {
  readonly callers: number;
  readonly callersOfOneClient: number;
}

/** Each is an open request. One client cannot take every place. */
export const waitingLimits: WaitingLimits = { callers: 1_000, callersOfOneClient: 250 };

export interface Wait {
  /** The API client that waits. */
  readonly client: string;
  readonly patienceMs: number;
  /** Aborted when the caller has gone away. */
  readonly gone: AbortSignal;
  /** The streams whose next event may end the wait; null: it is over. Called once, and again after each such event. */
  readonly look: () => Promise<readonly string[] | null>;
}

/** Lets callers wait for what becomes of payments and records, all over one subscription: the log is read at an event, and never at an interval. */
export class PaymentWatch {
  readonly #waiting = new Map<string, Set<() => void>>();
  readonly #places = new Map<string, number>();
  readonly #reader: VolatileReader;
  #taken = 0;
  readonly #closing = new AbortController();

  constructor(
    store: Pick<EventStore, 'subscribe' | 'head'>,
    private readonly clock: Clock,
    /** The stream of a payment. */
    readonly streamOf: (paymentId: string) => string,
    private readonly limits = waitingLimits,
  ) {
    this.#reader = new VolatileReader(store, clock, { types: news }, ({ events }) => {
      for (const { stream } of events) this.#waiting.get(stream)?.forEach((heard) => heard());
    });
  }

  start(): Promise<void> {
    return this.#reader.start();
  }

  /** The server is stopping: every waiting request is answered at once with what is so now. */
  onModuleDestroy(): void {
    this.#closing.abort(over);
  }

  stop(): Promise<void> {
    return this.#reader.stop();
  }

  /** How many callers wait. */
  get callers(): number {
    return this.#taken;
  }

  /** Resolves when `look` says that the wait is over, or after `patienceMs`; true. False: it could not wait as long as it was asked to. */
  async wait({ client, patienceMs, gone, look }: Wait): Promise<boolean> {
    let watched = await look();
    if (watched === null) return true;
    const places = this.#places.get(client) ?? 0;
    const isFull = this.#taken >= this.limits.callers || places >= this.limits.callersOfOneClient;
    if (isFull || this.#closing.signal.aborted) return false;
    this.#take(client, 1);
    const ended = new AbortController();
    let isOver = false;
    const ends = [
      this.clock.sleep(patienceMs, ended.signal).catch(ignored),
      aborted(this.#closing.signal, ended.signal),
      aborted(gone, ended.signal),
    ].map((end) => end.then(() => (isOver = true)));
    try {
      while (!isOver) {
        // It listens before it looks, so that no event is missed.
        const heard = this.#next(watched);
        try {
          const streams = await look();
          if (streams === null) return true;
          if (isAlike(streams, watched)) await Promise.race([heard.next, ...ends]);
          watched = streams;
        } finally {
          heard.stop();
        }
      }
      return !this.#closing.signal.aborted;
    } finally {
      ended.abort(over);
      this.#take(client, -1);
    }
  }

  #next(streams: readonly string[]): { readonly next: Promise<void>; stop(): void } {
    const { promise: next, resolve } = Promise.withResolvers<void>();
    for (const stream of streams) {
      const waiting = this.#waiting.get(stream) ?? new Set();
      this.#waiting.set(stream, waiting.add(resolve));
    }
    const stop = () => {
      for (const stream of streams) {
        const waiting = this.#waiting.get(stream);
        waiting?.delete(resolve);
        if (waiting?.size === 0) this.#waiting.delete(stream);
      }
    };
    return { next, stop };
  }

  #take(client: string, places: 1 | -1): void {
    this.#taken += places;
    const held = (this.#places.get(client) ?? 0) + places;
    if (held === 0) this.#places.delete(client);
    else this.#places.set(client, held);
  }
}

/** Resolves when `signal` is aborted; forgotten once `until` is. */
function aborted(signal: AbortSignal, until: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true, signal: until }));
}

const isAlike = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((stream) => other.includes(stream));

/** Made once: an abort without a reason makes an error, with its stack, for each wait. */
const over = new Error('The wait is over');
const ignored = () => undefined;
