import { Money } from '../../kernel/domain/money.js';
import type { Msisdn } from '../../kernel/domain/msisdn.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { collectionsOf, disbursementsOf } from './provider.js';
import type { Disbursements, Instrument, Provider, ProviderHealth } from './provider.js';
import type { RoutedKind } from './routing.rule.js';

/** The providers of this installation, in the order in which they are tried for a payer. */
export class Providers {
  /** The address for the callbacks of a provider that knows one for all of them. The module of movements sets the function. */
  callbackAddressOf: (provider: string) => string | null = () => null;

  constructor(readonly all: readonly Provider[]) {}

  named(name: string): Provider | undefined {
    return this.all.find((provider) => provider.name === name);
  }

  /** The requested provider, or the first that accepts the payment; refuses with the codes of POST /v1/payments. */
  choose(amount: Money, payer: Instrument, wanted?: string): Provider {
    return this.chooseFor('payment', amount, payer, wanted);
  }

  /** The requested provider, or the first that pays this payee; refuses with the codes of POST /v1/payouts. */
  chooseForPayout(amount: Money, payee: Instrument, wanted?: string): Provider {
    return this.chooseFor('payout', amount, payee, wanted);
  }

  /** The same of either kind. */
  chooseFor(kind: RoutedKind, amount: Money, person: Instrument, wanted: string | undefined): Provider {
    const able = this.ableTo(kind);
    const candidates = wanted === undefined ? able : able.filter((provider) => provider.name === wanted);
    let because: Obstacle | 'PROVIDER_NOT_AVAILABLE' = 'PROVIDER_NOT_AVAILABLE';
    for (const provider of candidates) {
      const obstacle = this.obstacleOf(provider, kind, amount, person);
      if (obstacle === null) return provider;
      // Of several obstacles the caller is told the one that is closest to a payment.
      if (because !== 'MSISDN_NOT_SUPPORTED') because = obstacle;
    }
    throw new Refusal('invalid', because);
  }

  /** Whether any provider pays out at all. */
  get canPayOut(): boolean {
    return this.ableTo('payout').length > 0;
  }

  /** The providers that take payments, or make payouts, of any kind. */
  ableTo(kind: RoutedKind): readonly Provider[] {
    return this.all.filter(({ collections, disbursements }) =>
      kind === 'payment' ? collections !== null : paysOut(disbursements),
    );
  }

  /** Of a provider that is able to do it. */
  obstacleOf(provider: Provider, kind: RoutedKind, amount: Money, person: Instrument): Obstacle | null {
    return kind === 'payment'
      ? collectionsOf(provider).cannotTake(amount, person)
      : disbursementsOf(provider).cannotSend(amount, person);
  }

  /** Whether money of this currency is in the wallet at a provider: it takes it, or sends it. */
  hasCurrency(name: string, currency: string): boolean {
    const { collections = null, disbursements = null } = this.named(name) ?? {};
    const [one, anybody] = [Money.ofMinor(1n, currency), { kind: 'msisdn', msisdn: nobody } as const];
    const obstacles = [collections?.cannotTake(one, anybody), disbursements?.cannotSend(one, anybody)];
    // What is wrong with the number says nothing of the currency.
    return obstacles.some((obstacle) => obstacle !== undefined && obstacle !== 'CURRENCY_NOT_SUPPORTED');
  }

  /** Refuses a payer when the chosen provider says for certain that the account cannot pay. */
  async admit(payer: Instrument, provider: Provider): Promise<void> {
    if (await collectionsOf(provider).saysInactive?.(payer)) throw new Refusal('invalid', 'MSISDN_NOT_SUPPORTED');
  }

  health(): ProviderHealth[] {
    return this.all.map((provider) => provider.health());
  }

  /** Calls in progress are answered `unknown` at once; a stop that cannot wait for a slow provider calls this itself. */
  async close(): Promise<void> {
    await Promise.all(this.all.map((provider) => provider.close()));
  }

  /** Called by Nest, at the latest when the server has answered its requests in progress. */
  onApplicationShutdown(): Promise<void> {
    return this.close();
  }
}

const paysOut = (disbursements: Disbursements | null): boolean =>
  disbursements !== null && disbursements.paysOut !== false;

const nobody = '+250780000000' as Msisdn;

type Obstacle = 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED';
