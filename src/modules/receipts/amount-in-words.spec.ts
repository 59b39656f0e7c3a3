import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Money } from '../../kernel/domain/money.js';
import { amountInWords, numberInWords } from './amount-in-words.js';
import { languages } from '../../kernel/domain/language.js';

const most = 10n ** 15n - 1n;

describe('a number in English', () => {
  it.each([
    [0n, 'zero'],
    [1n, 'one'],
    [13n, 'thirteen'],
    [20n, 'twenty'],
    [21n, 'twenty-one'],
    [100n, 'one hundred'],
    [101n, 'one hundred and one'],
    [999n, 'nine hundred and ninety-nine'],
    [1_000n, 'one thousand'],
    [1_005n, 'one thousand and five'],
    [1_100n, 'one thousand one hundred'],
    [5_234n, 'five thousand two hundred and thirty-four'],
    [100_000n, 'one hundred thousand'],
    [1_000_000n, 'one million'],
    [2_000_050n, 'two million and fifty'],
    [3_000_000_000n, 'three billion'],
    [
      most,
      'nine hundred and ninety-nine trillion nine hundred and ninety-nine billion nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and ninety-nine',
    ],
  ])('%i is "%s"', (number, words) => expect(numberInWords(number, 'en')).toBe(words));
});

describe('a number in French', () => {
  it.each([
    [0n, 'zéro'],
    [1n, 'un'],
    [16n, 'seize'],
    [17n, 'dix-sept'],
    [21n, 'vingt et un'],
    [22n, 'vingt-deux'],
    [70n, 'soixante-dix'],
    [71n, 'soixante et onze'],
    [72n, 'soixante-douze'],
    [79n, 'soixante-dix-neuf'],
    [80n, 'quatre-vingts'],
    [81n, 'quatre-vingt-un'],
    [90n, 'quatre-vingt-dix'],
    [91n, 'quatre-vingt-onze'],
    [99n, 'quatre-vingt-dix-neuf'],
    [100n, 'cent'],
    [101n, 'cent un'],
    [180n, 'cent quatre-vingts'],
    [200n, 'deux cents'],
    [201n, 'deux cent un'],
    [1_000n, 'mille'],
    [1_001n, 'mille un'],
    [2_000n, 'deux mille'],
    [80_000n, 'quatre-vingt mille'],
    [200_000n, 'deux cent mille'],
    [200_200n, 'deux cent mille deux cents'],
    [1_000_000n, 'un million'],
    [80_000_000n, 'quatre-vingts millions'],
    [200_000_000n, 'deux cents millions'],
    [2_000_000_000n, 'deux milliards'],
    [1_000_000_000_000n, 'un billion'],
  ])('%i is "%s"', (number, words) => expect(numberInWords(number, 'fr')).toBe(words));
});

describe('a number in Kinyarwanda', () => {
  it.each([
    [0n, 'zeru'],
    [1n, 'rimwe'],
    [2n, 'kabiri'],
    [7n, 'karindwi'],
    [10n, 'icumi'],
    [11n, 'cumi na rimwe'],
    [18n, 'cumi n’umunani'],
    [19n, 'cumi n’icyenda'],
    [20n, 'makumyabiri'],
    [25n, 'makumyabiri na gatanu'],
    [30n, 'mirongo itatu'],
    [89n, 'mirongo inani n’icyenda'],
    [100n, 'ijana'],
    [101n, 'ijana na rimwe'],
    [110n, 'ijana n’icumi'],
    [200n, 'magana abiri'],
    [578n, 'magana atanu na mirongo irindwi n’umunani'],
    [1_000n, 'igihumbi'],
    [1_001n, 'igihumbi, rimwe'],
    [2_000n, 'ibihumbi bibiri'],
    [5_000n, 'ibihumbi bitanu'],
    [5_846n, 'ibihumbi bitanu, magana inani na mirongo ine na gatandatu'],
    [11_000n, 'ibihumbi cumi na kimwe'],
    [12_000n, 'ibihumbi cumi na bibiri'],
    [100_050n, 'ibihumbi ijana, mirongo itanu'],
    [150_000n, 'ibihumbi ijana na mirongo itanu'],
    [500_000n, 'ibihumbi magana atanu'],
    [1_000_000n, 'miliyoni imwe'],
    [2_000_000n, 'miliyoni ebyiri'],
    [12_000_000n, 'miliyoni cumi n’ebyiri'],
    [25_300_000n, 'miliyoni makumyabiri n’eshanu, ibihumbi magana atatu'],
    [3_000_000_000n, 'miliyari eshatu'],
    [1_000_000_000_000n, 'tiriyoni imwe'],
  ])('%i is "%s"', (number, words) => expect(numberInWords(number, 'rw')).toBe(words));
});

describe('an amount in words', () => {
  const words = (amount: string, currency: string) =>
    languages.map((language) => amountInWords(Money.parse(amount, currency)!, language));

  it('names the currency, one and many', () => {
    expect(words('5000', 'RWF')).toEqual([
      'five thousand Rwandan francs',
      'amafaranga y’u Rwanda ibihumbi bitanu',
      'cinq mille francs rwandais',
    ]);
    expect(words('1', 'RWF')).toEqual(['one Rwandan franc', 'ifaranga ry’u Rwanda rimwe', 'un franc rwandais']);
  });

  it('has "de" after a round million in French, and not after a broken one', () => {
    expect(words('2000000', 'RWF')[2]).toBe('deux millions de francs rwandais');
    expect(words('2000100', 'RWF')[2]).toBe('deux millions cent francs rwandais');
    expect(words('1000000', 'EUR')[2]).toBe('un million d’euros');
  });

  it('has the minor units as a fraction in figures', () => {
    expect(words('12.50', 'EUR')).toEqual([
      'twelve euros and 50/100',
      'amayero cumi na kabiri na 50/100',
      'douze euros et 50/100',
    ]);
    expect(words('0.05', 'EUR')[0]).toBe('zero euros and 05/100');
    expect(words('3.125', 'KWD')[0]).toBe('three KWD and 125/1000');
    expect(words('3.00', 'USD')[0]).toBe('three US dollars');
  });

  it('calls a currency without a name here by its code', () => {
    expect(words('7', 'UGX')).toEqual(['seven UGX', 'UGX karindwi', 'sept UGX']);
  });

  const anyNumber = fc.oneof(
    fc.bigInt({ min: 0n, max: most }),
    // Round numbers and their neighbours are where readings meet.
    fc
      .tuple(fc.bigInt({ min: 0n, max: 999n }), fc.integer({ min: 0, max: 4 }), fc.bigInt({ min: 0n, max: 999n }))
      .map(([value, scale, rest]) => value * 1_000n ** BigInt(scale) + rest),
  );

  it.each(languages)('differs between any two numbers: %s', (language) => {
    fc.assert(
      fc.property(anyNumber, anyNumber, (one, other) => {
        expect(numberInWords(one, language) === numberInWords(other, language)).toBe(one === other);
      }),
      { seed: 20261128 },
    );
    const seen = new Map<string, bigint>();
    // Every pattern of zero and non-zero digits: no gap and no grouping is heard as another number.
    for (let pattern = 0n; pattern < 4n ** 6n; pattern += 1n) {
      const number = BigInt([...pattern.toString(4)].map((digit) => '0159'[Number(digit)]).join(''));
      const said = numberInWords(number, language);
      expect([said, seen.get(said)]).toEqual([said, undefined]);
      seen.set(said, number);
    }
  });

  it.each(languages)('has no blank too many and nothing undefined: %s', (language) => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        const said = numberInWords(number, language);
        expect(said).toMatch(/^[a-zé’-]+(,? [a-zé’-]+)*$/);
        expect(said).not.toContain('undefined');
      }),
      { seed: 20261128 },
    );
  });

  it('is not made for a number that no amount can have', () => {
    expect(() => numberInWords(-1n, 'en')).toThrow('-1');
    expect(() => numberInWords(most + 1n, 'rw')).toThrow('10^15');
  });
});
