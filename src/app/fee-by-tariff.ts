import { instant, type Clock } from '../kernel/domain/clock.js';
import type { FeeOf } from '../modules/providers/contract.js';
import { expectedFee, type Tariffs } from '../modules/tariffs/contract.js';

/** What a payment or payout costs over a provider now, for routing. A tariff that nobody has compared with the contract steers nothing. */
export const feeByTariff =
  (tariffs: Tariffs, clock: Pick<Clock, 'now'>): FeeOf =>
  (provider, amount, kind) => {
    const confirmed = tariffs.filter((tariff) => tariff.confirmed);
    const product = kind === 'payment' ? 'collection' : 'disbursement';
    return expectedFee(confirmed, { provider, product, at: instant(clock.now()), amount }).fee;
  };
