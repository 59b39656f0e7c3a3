import type { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { AccountHolder, Failure, Instrument, Provider } from './provider.js';
import type { Providers } from './providers.js';
import {
  route,
  type CandidateFacts,
  type Routed,
  type RoutedKind,
  type Routes,
  type RoutingAsk,
} from './routing.rule.js';

export interface RoutingSettings {
  readonly routes: Routes;
  /** Whether providers are asked if they know the person's account before one is chosen. */
  readonly kyc: boolean;
  /** Whether a payment that a provider certainly did not take goes to the next one. */
  readonly fallback: boolean;
}

/** What a payment or payout over a provider is expected to cost; null: not known. */
export type FeeOf = (provider: string, amount: Money, kind: RoutedKind) => Money | null;

/** Chooses the provider of a payment or payout, and the next one where the first certainly did not take a payment. */
export class Router {
  /** Since this process started, by provider. */
  readonly counts = new Map<
    string,
    { chosen: number; chosenForPayouts: number; fellBackTo: number; didNotTake: number }
  >();

  constructor(
    private readonly providers: Providers,
    private readonly settings: RoutingSettings,
    private readonly outageOf: (provider: string) => unknown,
    private readonly feeOf: FeeOf = () => null,
  ) {}

  /** The decision and its reasons; null reasons where there was nothing to choose. Refuses with the codes of POST /v1/payments and /v1/payouts. */
  async first(
    ask: RoutingAsk,
    person: Instrument,
  ): Promise<{ readonly provider: Provider; readonly routed: Routed | null }> {
    const { all } = this.providers;
    if (all.length < 2) {
      const { kind, amount, wanted } = ask;
      return { provider: this.providers.chooseFor(kind, amount, person, wanted ?? undefined), routed: null };
    }
    const routed = await this.#routed(ask, person, []);
    if (routed.provider === null) throw refusalOf(routed);
    this.#countsOf(routed.provider)[ask.kind === 'payment' ? 'chosen' : 'chosenForPayouts'] += 1;
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
    return provider === null || this.#outageOf(provider, ask.kind) !== null ? null : { ...routed, provider };
  }

  /** Instead of a provider that was chosen, has not been asked yet, and is in an outage now; null: it stays, or no other is well. */
  async insteadOf(
    provider: string,
    ask: RoutingAsk,
    person: Instrument,
  ): Promise<(Routed & { readonly provider: string }) | null> {
    if (ask.wanted !== null || this.#outageOf(provider, ask.kind) === null) return null;
    const routed = await this.#routed(ask, person, []);
    const { provider: other } = routed;
    if (other === null || other === provider || this.#outageOf(other, ask.kind) !== null) return null;
    return { ...routed, provider: other };
  }

  /** The payment has gone from one to the next. */
  fellBack(from: string, to: string): void {
    this.#countsOf(from).didNotTake += 1;
    this.#countsOf(to).fellBackTo += 1;
  }

  isOutageDeclared(provider: string): boolean {
    return this.outageOf(provider) !== null;
  }

  async #routed(ask: RoutingAsk, person: Instrument, tried: readonly string[]): Promise<Routed> {
    const able = this.providers.ableTo(ask.kind);
    const facts = await Promise.all(able.map((each) => this.#factsOf(each, ask, person, tried)));
    return route(ask, facts, this.settings.routes);
  }

  async #factsOf(
    provider: Provider,
    { kind, amount, wanted }: RoutingAsk,
    person: Instrument,
    tried: readonly string[],
  ): Promise<CandidateFacts> {
    const { name, collections } = provider;
    const obstacle = this.providers.obstacleOf(provider, kind, amount, person);
    const isWanted = wanted === null || wanted === name;
    const account: AccountHolder | null =
      this.settings.kyc && isWanted && obstacle !== 'CURRENCY_NOT_SUPPORTED'
        ? ((await collections?.accountOf?.(person)) ?? null)
        : null;
    return {
      provider: name,
      obstacle,
      account,
      outage: this.#outageOf(name, kind),
      fee: this.feeOf(name, amount, kind),
      tried: tried.includes(name),
    };
  }

  #outageOf(name: string, kind: RoutedKind): CandidateFacts['outage'] {
    if (this.outageOf(name) !== null) return 'outage-declared';
    const product = kind === 'payment' ? 'collection' : 'disbursement';
    const isOpen = this.providers
      .named(name)
      ?.health()
      .products.some((each) => each.product === product && each.circuit === 'open');
    return isOpen === true ? 'circuit-open' : null;
  }

  #countsOf(provider: string) {
    const counts = this.counts.get(provider) ?? { chosen: 0, chosenForPayouts: 0, fellBackTo: 0, didNotTake: 0 };
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
