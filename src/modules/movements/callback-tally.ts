import { atMost } from '../../kernel/bounded-memory.js';
import type { Clock } from '../../kernel/domain/clock.js';
import type { DomainEvent, EventOf } from '../../kernel/domain/events.js';
import { keyOf } from '../../kernel/domain/movement.js';
import { EventCodec } from '../../kernel/handling/event-codec.js';
import type { EventStore } from '../../kernel/ports/event-store.js';
import { VolatileReader } from '../../kernel/following/volatile-reader.js';
import { CallbackReceived } from '../callbacks/contract.js';
import type { Movements } from './movements.js';

/** The callbacks of one provider since this process started. */
interface CallbackCounts {
  /** Movements that the provider accepted: one callback is expected for each. */
  expected: number;
  received: number;
  /** Callbacks after a status check had given the outcome. */
  late: number;
  /** The outcome is known, and no callback has come. */
  missing: number;
}

/** Counts received and missing callbacks, so that an operator sees a broken callback address before it slows payments. */
export class CallbackTally {
  /** By provider. */
  readonly counts = new Map<string, CallbackCounts>();
  readonly #movements = atMost<{ readonly counts: CallbackCounts; heard: boolean; over: boolean }>(movementsKept);
  #reader: VolatileReader | null = null;

  constructor(
    private readonly movements: Movements,
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    // All kinds of movements are known by now.
    const codec = new EventCodec([...this.movements.events, CallbackReceived]);
    this.#reader = new VolatileReader(this.store, this.clock, { types: codec.types }, ({ events }) => {
      for (const event of events) this.count(codec.read(event));
    });
    await this.#reader.start();
  }

  async stop(): Promise<void> {
    await this.#reader?.stop();
  }

  count(event: DomainEvent): void {
    if (isCallback(event)) {
      if (event.data.matched !== null) this.#hear(keyOf(event.data.matched));
      return;
    }
    const news = this.movements.newsOf(event);
    if (news === null) return;
    const key = keyOf(news.movement);
    switch (news.is) {
      case 'began':
        return this.#begin(key, news.provider);
      case 'submitted': {
        const movement = this.#movements.get(key);
        if (movement !== undefined) movement.counts.expected += 1;
        return;
      }
      case 'settled':
      case 'decided':
        return this.#end(key);
      case 'uncertain':
        return;
    }
  }

  #begin(key: string, provider: string): void {
    const counts = this.counts.get(provider) ?? { expected: 0, received: 0, late: 0, missing: 0 };
    this.counts.set(provider, counts);
    this.#movements.set(key, { counts, heard: false, over: false });
  }

  #hear(key: string): void {
    const movement = this.#movements.get(key);
    if (movement === undefined || movement.heard) return;
    movement.heard = true;
    movement.counts[movement.over ? 'late' : 'received'] += 1;
    if (movement.over) movement.counts.missing -= 1;
  }

  #end(key: string): void {
    const movement = this.#movements.get(key);
    if (movement === undefined || movement.over) return;
    movement.over = true;
    if (!movement.heard) movement.counts.missing += 1;
  }
}

const isCallback = (event: DomainEvent): event is EventOf<typeof CallbackReceived> =>
  event.type === CallbackReceived.type;

const movementsKept = 100_000;
