import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { minorDigits, Money, tooManyDecimals } from './money.js';

const rwf = (minor: bigint) => Money.ofMinor(minor, 'RWF');
const anyCurrency = fc.constantFrom('RWF', 'UGX', 'EUR', 'USD', 'KES', 'BHD', 'TND');
const anyMinor = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const anyMoney = fc.tuple(anyMinor, anyCurrency).map(([minor, currency]) => Money.ofMinor(minor, currency));
const seed = { seed: 20261122, verbose: fc.VerbosityLevel.Verbose } as const;

describe('Money', () => {
  it('says of a currency without decimals that it has none', () => {
    expect(tooManyDecimals('RWF')).toBe('must have no decimals: RWF has none');
    expect(tooManyDecimals('EUR')).toBe('must have at most 2 decimals in EUR');
  });

  it.each([
    ['5000', 'RWF', 5_000n],
    ['0', 'RWF', 0n],
    ['-1', 'RWF', -1n],
    ['12.5', 'EUR', 1_250n],
    ['12.50', 'EUR', 1_250n],
    ['12', 'EUR', 1_200n],
    ['0.01', 'EUR', 1n],
    ['-0.01', 'EUR', -1n],
    ['1.234', 'TND', 1_234n],
    ['90071992547409931234.56', 'USD', 9_007_199_254_740_993_123_456n],
  ])('reads %s %s', (text, currency, minor) => {
    expect(Money.parse(text, currency)).toEqual(Money.ofMinor(minor, currency));
  });

  it.each([
    ['', 'RWF'],
    [' 5000', 'RWF'],
    ['5000\n', 'RWF'],
    ['5 000', 'RWF'],
    ['5,000', 'RWF'],
    ['5000.0', 'RWF'],
    ['5000.', 'RWF'],
    ['0.5', 'RWF'],
    ['.5', 'EUR'],
    ['1.234', 'EUR'],
    ['01', 'RWF'],
    ['00', 'RWF'],
    ['+1', 'RWF'],
    ['--1', 'RWF'],
    ['1e3', 'RWF'],
    ['0x10', 'RWF'],
    ['Infinity', 'RWF'],
    ['NaN', 'RWF'],
    ['٥٠٠٠', 'RWF'],
    ['−1', 'RWF'],
    ['5000', 'rwf'],
    ['5000', 'RWFX'],
    ['5000', ''],
    ['5000', 'XXX'],
    ['5000', 'XAU'],
    ['5000', 'constructor'],
  ])('does not read %j %s', (text, currency) => {
    expect(Money.parse(text, currency)).toBeNull();
  });

  it.each([
    [5_000n, 'RWF', '5000'],
    [0n, 'EUR', '0.00'],
    [5n, 'EUR', '0.05'],
    [-5n, 'EUR', '-0.05'],
    [1_250n, 'EUR', '12.50'],
    [-1_250n, 'EUR', '-12.50'],
    [1n, 'TND', '0.001'],
    [-5_000n, 'RWF', '-5000'],
  ])('writes %s minor units of %s as %s', (minor, currency, amount) => {
    const money = Money.ofMinor(minor, currency);
    expect(money.amount).toBe(amount);
    expect(String(money)).toBe(`${amount} ${currency}`);
    expect(JSON.stringify(money)).toBe(JSON.stringify({ amount, currency }));
  });

  it('knows no zero below zero', () => {
    expect(Money.parse('-0', 'RWF')).toEqual(rwf(0n));
    expect(Money.parse('-0.00', 'EUR')!.amount).toBe('0.00');
  });

  it.each([
    ['RWF', 0],
    ['EUR', 2],
    ['TND', 3],
    ['XXX', null],
    ['__proto__', null],
  ])('knows that %s has %s decimals', (currency, digits) => {
    expect(minorDigits(currency)).toBe(digits);
  });

  it('is not made in a currency that does not exist', () => {
    expect(() => Money.ofMinor(1n, 'ABC')).toThrow('No such currency: ABC');
    expect(() => Money.zero('')).toThrow('No such currency: ');
  });

  it('compares within one currency', () => {
    expect(rwf(2n).exceeds(rwf(1n))).toBe(true);
    expect(rwf(1n).exceeds(rwf(1n))).toBe(false);
    expect(rwf(0n).exceeds(rwf(1n))).toBe(false);
    expect(rwf(1n).equals(rwf(1n))).toBe(true);
    expect(rwf(100n).equals(Money.ofMinor(100n, 'UGX'))).toBe(false);
    expect([rwf(1n).isPositive, rwf(0n).isPositive, rwf(-1n).isPositive]).toEqual([true, false, false]);
  });

  it.each(['plus', 'minus', 'exceeds'] as const)('refuses %s across currencies', (operation) => {
    expect(() => rwf(1n)[operation](Money.ofMinor(1n, 'EUR'))).toThrow('RWF and EUR do not add up');
  });

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(anyMoney, (money) => {
        const { amount, currency } = JSON.parse(JSON.stringify(money)) as { amount: string; currency: string };
        expect(Money.parse(amount, currency)).toEqual(money);
      }),
      seed,
    );
  });

  it('reads any text as an amount that says the same, or not at all', () => {
    const almostAmounts = fc.stringMatching(/^-?\d{0,20}[.,]?\d{0,4}$/);
    fc.assert(
      fc.property(almostAmounts, anyCurrency, (text, currency) => {
        const money = Money.parse(text, currency);
        const digits = minorDigits(currency)!;
        const plain = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) && (text.split('.')[1]?.length ?? 0) <= digits;
        expect(money !== null).toBe(plain);
        if (money === null) return;
        const [whole, fraction = ''] = text.replace('-', '').split('.');
        const expected = digits ? `${whole}.${fraction.padEnd(digits, '0')}` : whole!;
        expect(money.amount).toBe(money.minor < 0n ? `-${expected}` : expected);
      }),
      { ...seed, numRuns: 500 },
    );
  });

  it('adds and takes away without ever losing anything', () => {
    fc.assert(
      fc.property(anyMinor, anyMinor, anyCurrency, (a, b, currency) => {
        const [one, other] = [Money.ofMinor(a, currency), Money.ofMinor(b, currency)];
        expect(one.plus(other).minus(other).equals(one)).toBe(true);
        expect(one.plus(other).equals(other.plus(one))).toBe(true);
        expect(one.minus(one).equals(Money.zero(currency))).toBe(true);
        expect(one.exceeds(other)).toBe(one.minus(other).isPositive);
      }),
      seed,
    );
  });
});
