import { instant, type Clock } from '../kernel/domain/clock.js';
import type { FeeOf } from '../modules/providers/contract.js';
import { expectedFee, type Tariffs } from '../modules/tariffs/contract.js';

/** What a payment costs over a provider now, for routing. A tariff that nobody has compared with the contract steers no payment. */
export const feeByTariff =
  (tariffs: Tariffs, clock: Pick<Clock, 'now'>): FeeOf =>
  (provider, amount) => {
    const confirmed = tariffs.filter((tariff) => tariff.confirmed);
    return expectedFee(confirmed, { provider, product: 'collection', at: instant(clock.now()), amount }).fee;
  };
