import { epochMs, type Instant } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';

export const roundings = ['half-up', 'up', 'down'] as const;
export type Rounding = (typeof roundings)[number];

/** What a provider takes for a product from one day to another, both of Kigali and both within. */
export interface Tariff {
  readonly provider: string;
  readonly product: string;
  readonly currency: string;
  readonly validFrom: string;
  /** Null: it is in force. */
  readonly validTo: string | null;
  readonly bands: readonly Band[];
  readonly rounding: Rounding;
  readonly bearer: 'merchant' | 'payer';
  /** False: nobody has compared it with the contract. What differs from it may be the tariff's fault. */
  readonly confirmed: boolean;
  readonly source: string;
  readonly doubts: readonly string[];
}

/** Amounts from `from` up to `to`, both within; a fee is the percentage of the whole amount and a fixed part, within `min` and `max`. */
export interface Band {
  readonly from: Money;
  /** Null: any amount. */
  readonly to: Money | null;
  readonly percent: Percent;
  readonly fixed: Money;
  readonly min: Money | null;
  readonly max: Money | null;
}

/** `0.5` % is 5 of 1,000: never a float. */
export interface Percent {
  readonly of: bigint;
  readonly per: bigint;
}

export interface ExpectedFee {
  readonly fee: Money;
  readonly tariff: Tariff;
}
export interface NoFee {
  readonly fee: null;
  /** Why no fee can be expected. */
  readonly reason: string;
}

export type Tariffs = readonly Tariff[];

/** What the tariff that was in force at that time makes of an amount. */
export function expectedFee(
  tariffs: Tariffs,
  { provider, product, at, amount }: { provider: string; product: string; at: Instant; amount: Money },
): ExpectedFee | NoFee {
  const ofProduct = tariffs.filter((tariff) => tariff.provider === provider && tariff.product === product);
  if (ofProduct.length === 0) return none(`there is no tariff for ${product} of ${provider}`);
  const ofCurrency = ofProduct.filter(({ currency }) => currency === amount.currency);
  if (ofCurrency.length === 0) return none(`there is no tariff for ${product} of ${provider} in ${amount.currency}`);
  const tariff = ofCurrency.find((each) => isInForce(each, at));
  if (tariff === undefined) return none(`no tariff for ${product} of ${provider} was in force at that time`);
  const band = tariff.bands.find(({ from, to }) => !from.exceeds(amount) && (to === null || !amount.exceeds(to)));
  if (band === undefined) return none(`the tariff for ${product} of ${provider} names no fee for this amount`);
  return { fee: feeOf(band, amount, tariff.rounding), tariff };
}

/** What the provider is expected to keep of an amount: nothing where the payer bears the fee. Null: no tariff says. */
export function keptFee(tariffs: Tariffs, ask: Parameters<typeof expectedFee>[1]): Money | null {
  const expected = expectedFee(tariffs, ask);
  return expected.fee !== null && expected.tariff.bearer === 'payer' ? Money.zero(ask.amount.currency) : expected.fee;
}

export function isInForce({ validFrom, validTo }: Pick<Tariff, 'validFrom' | 'validTo'>, at: Instant): boolean {
  const now = epochMs(at);
  return now >= startOf(validFrom) && (validTo === null || now < startOf(validTo) + dayMs);
}

export function feeOf({ percent, fixed, min, max }: Band, amount: Money, rounding: Rounding): Money {
  const share = divided(amount.minor * percent.of, percent.per, rounding);
  const fee = Money.ofMinor(share, amount.currency).plus(fixed);
  if (min !== null && min.exceeds(fee)) return min;
  return max !== null && fee.exceeds(max) ? max : fee;
}

/** `0.5`; null: it is no percentage from 0 to 100 with at most four decimals. */
export function readPercent(text: string): Percent | null {
  const parts = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(text);
  if (parts === null) return null;
  const [, whole, decimals = ''] = parts;
  const per = 100n * 10n ** BigInt(decimals.length);
  const of = BigInt(`${whole}${decimals}`);
  return of > per ? null : { of, per };
}

function divided(of: bigint, by: bigint, rounding: Rounding): bigint {
  if (rounding === 'down') return of / by;
  return rounding === 'up' ? (of + by - 1n) / by : (2n * of + by) / (2n * by);
}

const none = (reason: string): NoFee => ({ fee: null, reason });
/** The first moment of a day in Kigali, two hours ahead of UTC. */
const startOf = (day: string): number => epochMs(`${day}T00:00:00.000Z`) - 2 * 3_600_000;
const dayMs = 24 * 3_600_000;
