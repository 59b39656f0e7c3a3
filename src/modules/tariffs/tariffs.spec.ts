import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Money } from '../../kernel/domain/money.js';
import { expectedFee, isReadTariffs, keptFee, readTariffs, shippedTariffs, type Tariffs } from './contract.js';

const rwf = (minor: number | bigint) => Money.ofMinor(BigInt(minor), 'RWF');
const at = '2026-11-29T08:00:00.000Z';
const band = { from: '0', to: null, percent: '0.5', fixed: '0', min: null, max: null };
const record = {
  provider: 'mtn-momo', product: 'collection', currency: 'RWF', validFrom: '2026-01-01', validTo: null, bands: [band],
  rounding: 'half-up', bearer: 'merchant', confirmed: true, source: 'contract', doubts: [],
}; // prettier-ignore

function tariffs(...records: object[]): Tariffs {
  const read = readTariffs(JSON.stringify(records));
  if (!isReadTariffs(read)) throw new Error(read.mistakes.join('\n'));
  return read;
}
function mistakes(...records: unknown[]) {
  const read = readTariffs(JSON.stringify(records));
  return isReadTariffs(read) ? [] : read.mistakes;
}
const feeOf = (known: Tariffs, amount: number, when = at, product = 'collection') => {
  const expected = expectedFee(known, { provider: 'mtn-momo', product, at: when, amount: rwf(amount) });
  return expected.fee === null ? expected.reason : expected.fee.amount;
};

describe('the fee that a provider is expected to take', () => {
  it('is what the shipped tariff of MTN merchants says, which is not confirmed and says its doubts', () => {
    const known = shippedTariffs();
    expect([3_999, 4_000, 4_001, 25_000].map((amount) => feeOf(known, amount))).toEqual(['0', '0', '20', '125']);
    const expected = expectedFee(known, { provider: 'mtn-momo', product: 'collection', at, amount: rwf(25_000) });
    expect(expected).toMatchObject({
      tariff: { confirmed: false, doubts: [expect.any(String), expect.any(String), expect.any(String)] },
    });
  });

  it('is none, with the reason, where no tariff says it', () => {
    const known = shippedTariffs();
    expect(feeOf(known, 5_000, at, 'disbursement')).toBe('there is no tariff for disbursement of mtn-momo');
    expect(feeOf(known, 5_000, '2021-08-31T21:59:59.999Z')).toBe('no tariff for collection of mtn-momo was in force at that time');
    expect(expectedFee(known, { provider: 'mtn-momo', product: 'collection', at, amount: Money.ofMinor(5n, 'EUR') })).toEqual({ fee: null, reason: 'there is no tariff for collection of mtn-momo in EUR' });
    expect(expectedFee(known, { provider: 'airtel-money', product: 'collection', at, amount: rwf(5_001) })).toEqual({ fee: null, reason: 'the tariff for collection of airtel-money names no fee for this amount' });
  }); // prettier-ignore

  it('is that of the tariff in force on the day in Kigali', () => {
    const known = tariffs(
      { ...record, validTo: '2026-06-30' },
      { ...record, validFrom: '2026-07-01', bands: [{ ...band, percent: '1' }] },
    );
    expect(feeOf(known, 10_000, '2026-06-30T21:59:59.999Z')).toBe('50');
    expect(feeOf(known, 10_000, '2026-06-30T22:00:00.000Z')).toBe('100');
  });

  it('is rounded as the tariff says, has a fixed part, and stays within its bounds', () => {
    const of = (rounding: string, bands: object = {}) => tariffs({ ...record, rounding, bands: [{ ...band, ...bands }] });
    expect(['half-up', 'up', 'down'].map((rounding) => feeOf(of(rounding), 4_100))).toEqual(['21', '21', '20']);
    expect(['half-up', 'up', 'down'].map((rounding) => feeOf(of(rounding), 4_001))).toEqual(['20', '21', '20']);
    expect(feeOf(of('half-up', { fixed: '100' }), 10_000)).toBe('150');
    expect([100, 10_000, 1_000_000].map((amount) => feeOf(of('half-up', { min: '10', max: '1000' }), amount))).toEqual(['10', '50', '1000']);
  }); // prettier-ignore

  it('is kept of the amount where we bear it, and not where the payer does', () => {
    const kept = (bearer: string, product: string) => {
      const known = tariffs({ ...record, provider: 'airtel-money', bearer });
      return keptFee(known, { provider: 'airtel-money', product, at, amount: rwf(10_000) });
    };
    expect(kept('merchant', 'collection')).toEqual(rwf(50));
    expect(kept('payer', 'collection')).toEqual(rwf(0));
    expect(kept('payer', 'disbursement')).toBeNull();
  });

  it('never falls as the amount of a band grows, and is within one unit of the exact percentage (property)', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(amount, amount, fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom('half-up', 'up', 'down'), (one, other, tenThousandths, rounding) => {
        const percent = (tenThousandths / 10_000).toFixed(4);
        const known = tariffs({ ...record, rounding, bands: [{ ...band, percent }] });
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((each) => BigInt(feeOf(known, each))) as [bigint, bigint];
        expect(low <= high).toBe(true);
        const exactly = BigInt(Math.max(one, other)) * BigInt(tenThousandths);
        const apart = high * 1_000_000n - exactly;
        expect(apart < 1_000_000n && apart > -1_000_000n).toBe(true);
      }),
      { numRuns: 100 },
    ); // prettier-ignore
  });
});

describe('a file of tariffs', () => {
  it('tells each mistake in one sentence', () => {
    expect(mistakes({ ...record, currency: 'RWX', validFrom: '2026-02-30', fee: 1, bands: [{ ...band, percent: '101', from: 0 }] })).toEqual([
      'tariff 1: currency: must be a currency of ISO 4217',
      'tariff 1: validFrom: must be a day, such as "2026-01-31"',
      expect.stringMatching(/^tariff 1: bands\.0\.from: /),
      'tariff 1: bands.0.percent: must be a percentage in quotes, such as "0.5"',
      expect.stringMatching(/^tariff 1: it: .*"fee"/),
    ]);
    const bands = [
      { ...band, from: '0', to: '4000' },
      { ...band, from: '4002', to: '4001', min: '5', max: '4' },
      { ...band, from: '5000.5', to: null },
    ];
    expect(mistakes({ ...record, bands })).toEqual(['tariff 1 (mtn-momo collection RWF): "5000.5" has more decimals than RWF has']);
    expect(mistakes(record, { ...record, validTo: '2025-01-01', bearer: 'payer', bands: bands.with(2, { ...band, from: '9', to: null }).concat({ ...band, from: '10' }) })).toEqual([
      'tariff 2 (mtn-momo collection RWF): validTo is before validFrom',
      'tariff 2 (mtn-momo collection RWF): bearer must be merchant: a fee on top of a MoMo payment is prohibited in Rwanda',
      'tariff 2 (mtn-momo collection RWF): band 2 must begin right after band 1, which ends with 4000',
      'tariff 2 (mtn-momo collection RWF): band 2 ends before it begins',
      'tariff 2 (mtn-momo collection RWF): band 2: min is more than max',
      'tariff 2 (mtn-momo collection RWF): band 3 must begin right after band 2, which ends with 4001',
      'tariff 2 (mtn-momo collection RWF): band 3 has no end, and another band follows it',
    ]);
    expect(mistakes(record, { ...record, validFrom: '2026-05-01' })).toEqual(['tariff 1 and tariff 2 (mtn-momo collection RWF) are in force on the same days: end the first with validTo']);
    expect(readTariffs('{}')).toEqual({ mistakes: [expect.stringMatching(/^the file: /)] });
    expect(readTariffs('[')).toEqual({ mistakes: ['the file is not JSON'] });
  }); // prettier-ignore
});
