import type { Money } from '../../kernel/domain/money.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import { collectionsOf } from './provider.js';
import type { Disbursements, Instrument, Provider, ProviderHealth } from './provider.js';

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
    return this.#first(wanted, ({ collections }) => collections && (() => collections.cannotTake(amount, payer)));
  }

  /** The requested provider, or the first that pays this payee; refuses with the codes of POST /v1/payouts. */
  chooseForPayout(amount: Money, payee: Instrument, wanted?: string): Provider {
    return this.#first(wanted, ({ disbursements }) =>
      paysOut(disbursements) ? () => disbursements.cannotSend(amount, payee) : null,
    );
  }

  /** Whether any provider pays out at all. */
  get canPayOut(): boolean {
    return this.all.some(({ disbursements }) => paysOut(disbursements));
  }

  #first(wanted: string | undefined, capability: (provider: Provider) => (() => Obstacle | null) | null): Provider {
    const candidates = wanted === undefined ? this.all : this.all.filter((provider) => provider.name === wanted);
    let because: Obstacle | 'PROVIDER_NOT_AVAILABLE' = 'PROVIDER_NOT_AVAILABLE';
    for (const provider of candidates) {
      const obstacleOf = capability(provider);
      if (obstacleOf === null) continue;
      const obstacle = obstacleOf();
      if (obstacle === null) return provider;
      // Of several obstacles the caller is told the one that is closest to a payment.
      if (because !== 'MSISDN_NOT_SUPPORTED') because = obstacle;
    }
    throw new Refusal('invalid', because);
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

const paysOut = (disbursements: Disbursements | null): disbursements is Disbursements =>
  disbursements !== null && disbursements.paysOut !== false;

type Obstacle = 'CURRENCY_NOT_SUPPORTED' | 'MSISDN_NOT_SUPPORTED';
