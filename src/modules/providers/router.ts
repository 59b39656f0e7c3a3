import type { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { AccountHolder, Failure, Instrument, Provider } from './provider.js';
import type { Providers } from './providers.js';
import { route, type CandidateFacts, type Routed, type Routes, type RoutingAsk } from './routing.rule.js';

export interface RoutingSettings {
  readonly routes: Routes;
  /** Whether providers are asked if they know the payer's account before one is chosen. */
  readonly kyc: boolean;
  /** Whether a payment that a provider certainly did not take goes to the next one. */
  readonly fallback: boolean;
}

/** What a payment over a provider is expected to cost; null: not known. */
export type FeeOf = (provider: string, amount: Money) => Money | null;

/** Chooses the provider of a payment, and the next one where the first certainly did not take it. */
export class Router {
  /** Since this process started, by provider. */
  readonly counts = new Map<string, { chosen: number; fellBackTo: number; didNotTake: number }>();

  constructor(
    private readonly providers: Providers,
    private readonly settings: RoutingSettings,
    private readonly outageOf: (provider: string) => unknown,
    private readonly feeOf: FeeOf = () => null,
  ) {}

  /** The decision and its reasons; null reasons where there was nothing to choose. Refuses with the codes of POST /v1/payments. */
  async first(
    ask: RoutingAsk,
    payer: Instrument,
  ): Promise<{ readonly provider: Provider; readonly routed: Routed | null }> {
    const { all } = this.providers;
    if (all.length < 2) {
      const provider = this.providers.choose(ask.amount, payer, ask.wanted ?? undefined);
      return { provider, routed: null };
    }
    const routed = await this.#routed(ask, payer, []);
    if (routed.provider === null) throw refusalOf(routed);
    this.#countsOf(routed.provider).chosen += 1;
    return { provider: this.providers.named(routed.provider)!, routed };
  }

  /**
   * The next provider of a payment that the newest of `tried` certainly did not take; null: there is none, or the failure is not about the
   * network. `failure` is null where the request never left.
   */
  async next(
    ask: RoutingAsk,
    payer: Instrument,
    tried: readonly string[],
    failure: Failure | null,
  ): Promise<(Routed & { readonly provider: string }) | null> {
    const isAboutNetwork = failure === null || aboutNetwork.has(failure.code);
    if (!this.settings.fallback || ask.wanted !== null || !isAboutNetwork) return null;
    const routed = await this.#routed(ask, payer, tried);
    const { provider } = routed;
    return provider === null || this.#outage(this.providers.named(provider)!) !== null ? null : { ...routed, provider };
  }

  /** The payment has gone from one to the next. */
  fellBack(from: string, to: string): void {
    this.#countsOf(from).didNotTake += 1;
    this.#countsOf(to).fellBackTo += 1;
  }

  isOutageDeclared(provider: string): boolean {
    return this.outageOf(provider) !== null;
  }

  async #routed(ask: RoutingAsk, payer: Instrument, tried: readonly string[]): Promise<Routed> {
    const candidates = this.providers.all.filter(({ collections }) => collections !== null);
    const facts = await Promise.all(candidates.map((each) => this.#factsOf(each, ask, payer, tried)));
    return route(ask, facts, this.settings.routes);
  }

  async #factsOf(
    provider: Provider,
    { amount, wanted }: RoutingAsk,
    payer: Instrument,
    tried: readonly string[],
  ): Promise<CandidateFacts> {
    const { name } = provider;
    const obstacle = provider.collections!.cannotTake(amount, payer);
    const isWanted = wanted === null || wanted === name;
    const account: AccountHolder | null =
      this.settings.kyc && isWanted && obstacle !== 'CURRENCY_NOT_SUPPORTED'
        ? ((await provider.collections!.accountOf?.(payer)) ?? null)
        : null;
    return {
      provider: name,
      obstacle,
      account,
      outage: this.#outage(provider),
      fee: this.feeOf(name, amount),
      tried: tried.includes(name),
    };
  }

  #outage(provider: Provider): CandidateFacts['outage'] {
    if (this.outageOf(provider.name) !== null) return 'outage-declared';
    const isOpen = provider
      .health()
      .products.some(({ product, circuit }) => product === 'collection' && circuit === 'open');
    return isOpen ? 'circuit-open' : null;
  }

  #countsOf(provider: string) {
    const counts = this.counts.get(provider) ?? { chosen: 0, fellBackTo: 0, didNotTake: 0 };
    this.counts.set(provider, counts);
    return counts;
  }
}

/** Refusals that another network may not share: the payer's own words and limits are none of them. */
const aboutNetwork: ReadonlySet<Failure['code']> = new Set(['CONFIGURATION', 'PROVIDER_ERROR', 'PAYER_NOT_FOUND']);

/** Of several obstacles the caller is told the one that is closest to a payment. */
function refusalOf({ candidates }: Routed): Refusal {
  const wished = candidates.filter(({ reasons }) => !reasons.includes('not-wished'));
  const has = (...any: readonly string[]) =>
    wished.some(({ reasons }) => reasons.some((reason) => any.includes(reason)));
  if (has('number', 'account-not-active', 'account-elsewhere')) return new Refusal('invalid', 'MSISDN_NOT_SUPPORTED');
  if (has('currency')) return new Refusal('invalid', 'CURRENCY_NOT_SUPPORTED');
  return new Refusal('invalid', 'PROVIDER_NOT_AVAILABLE');
}
