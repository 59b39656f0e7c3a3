import { expect, it } from '@jest/globals';
import { Money } from '../kernel/domain/money.js';
import type { Tariff } from '../modules/tariffs/contract.js';
import { feeByTariff } from './fee-by-tariff.js';

const rwf = (amount: number) => Money.ofMinor(BigInt(amount), 'RWF');
const tariff: Tariff = {
  provider: 'airtel-money',
  product: 'collection',
  currency: 'RWF',
  validFrom: '2026-01-01',
  validTo: null,
  bands: [{ from: rwf(1), to: null, percent: { of: 1n, per: 100n }, fixed: rwf(0), min: null, max: null }],
  rounding: 'half-up',
  bearer: 'merchant',
  confirmed: true,
  source: 'the contract',
  doubts: [],
};
const clock = { now: () => Date.parse('2026-11-22T10:00:00Z') };

it('a payment or payout costs what the confirmed tariff of its day makes of it, and nothing is known of any other', () => {
  const fee = feeByTariff([tariff, { ...tariff, provider: 'mtn-momo', confirmed: false }], clock);
  expect(fee('airtel-money', rwf(5_000), 'payment')).toEqual(rwf(50));
  expect(fee('airtel-money', rwf(5_000), 'payout')).toBeNull();
  expect(fee('mtn-momo', rwf(5_000), 'payment')).toBeNull();
  expect(
    feeByTariff([tariff], { now: () => Date.parse('2025-11-22T10:00:00Z') })('airtel-money', rwf(5_000), 'payment'),
  ).toBeNull();
});
