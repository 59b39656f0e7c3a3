import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { KnownStreams } from '../../kernel/following/known-streams.js';
import { Handler, type Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { outage, standingOf, type Outage, type OutageOrders } from './outage.decider.js';
import type { Figures, OutageEvent } from './outage.events.js';
import type { StandingOutage } from './outage.rule.js';
import { outageView, type KnownProvider } from './outage.view.js';

/** Outages that people declare and figures show: every instance knows them within a second. */
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

  /** From memory. */
  standing(provider: string): StandingOutage {
    return standingOf(this.#known.get(provider));
  }

  /** `figures`: those that show it; null: a person says it. */
  async say(
    name: keyof OutageOrders,
    provider: string,
    reason: string,
    figures: Figures | null,
    by: Origin,
  ): Promise<void> {
    const at = instant(this.kernel.clock.now());
    await this.#handler.handle(name, provider, { provider, reason, figures, at, by });
    const { state, revision } = await this.#handler.load(provider);
    if (state !== null && typeof revision === 'number') this.#known.know(provider, state, revision);
  }
}
