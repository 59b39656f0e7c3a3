import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { KnownStreams } from '../../kernel/following/known-streams.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { outage, type Outage, type OutageOrders } from './outage.decider.js';
import type { OutageEvent } from './outage.events.js';
import { outageView, type KnownProvider } from './outage.view.js';

/** Outages that people declare: every instance knows them within a second. Those by figures are the circuits of the providers themselves. */
export class Outages {
  readonly #handler: Handler<Outage | null, OutageOrders, OutageEvent>;
  readonly #known: KnownStreams<Outage, OutageOrders, OutageEvent, KnownProvider>;

  constructor(
    private readonly kernel: Kernel,
    documents: DocumentStore,
  ) {
    this.#handler = new Handler(outage, kernel);
    this.#known = new KnownStreams(outage, this.#handler, outageView, kernel, documents);
  }

  start(): Promise<void> {
    return this.#known.start();
  }

  stop(): Promise<void> {
    return this.#known.stop();
  }

  /** From memory; null: none is declared now. */
  of(provider: string): Outage['declared'] {
    return this.#known.get(provider)?.declared ?? null;
  }

  async say(name: keyof OutageOrders, provider: string, reason: string, by: Origin): Promise<void> {
    const at = instant(this.kernel.clock.now());
    await this.#handler.handle(name, provider, { provider, reason, at, by });
    const { state, revision } = await this.#handler.load(provider);
    if (state !== null && typeof revision === 'number') this.#known.know(provider, state, revision);
  }
}
