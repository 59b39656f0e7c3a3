import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maskMsisdn, parseMsisdn } from './msisdn.js';

const seed = { seed: 20261122, verbose: fc.VerbosityLevel.Verbose } as const;
// Of countries whose numbers may have any length.
const foreign = fc.stringMatching(/^[1345689]\d{7,14}$/);

describe('parseMsisdn', () => {
  it.each([
    ['+250788123456', '+250788123456'],
    ['250788123456', '+250788123456'],
    ['0788123456', '+250788123456'],
    ['0733123456', '+250733123456'],
    ['+46733123450', '+46733123450'],
    ['46733123450', '+46733123450'],
    ['+12345678', '+12345678'],
    ['+79161234567', '+79161234567'],
    ['+2511234567', '+2511234567'],
    ['+123456789012345', '+123456789012345'],
  ])('reads %s', (text, msisdn) => {
    expect(parseMsisdn(text)).toBe(msisdn);
  });

  it.each([
    '',
    '+',
    '0',
    '112',
    '+1234567',
    '+1234567890123456',
    '078812345',
    '07881234567',
    '0250788123456',
    '00250788123456',
    '+0788123456',
    '++250788123456',
    ' 0788123456',
    '0788123456\n',
    '0788 123 456',
    '0788-123-456',
    '(0788)123456',
    '0788123456x',
    'tel:+250788123456',
    '+25078812345６',
    '٠٧٨٨١٢٣٤٥٦',
    '0688123456',
    '788123456',
    '+788123456',
    '+25078812345',
    '25078812345',
    '+2507881234567',
    '+2500788123456',
    '2.50788123456e11',
  ])('does not read %j', (text) => {
    expect(parseMsisdn(text)).toBeNull();
  });

  it('says one number in one way, however it was written', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^7\d{8}$/), (subscriber) => {
        const all = [`+250${subscriber}`, `250${subscriber}`, `0${subscriber}`].map(parseMsisdn);
        expect(all).toEqual(all.map(() => `+250${subscriber}`));
      }),
      seed,
    );
  });

  it('reads what it gave', () => {
    fc.assert(
      fc.property(foreign, (number) => {
        const msisdn = parseMsisdn(number)!;
        expect(parseMsisdn(msisdn)).toBe(msisdn);
      }),
      seed,
    );
  });
});

describe('maskMsisdn', () => {
  it.each([
    ['+250788123456', '+25078*****56'],
    ['+46733123450', '+46733****50'],
    ['+123456789012345', '+12345********45'],
    ['+12345678', '+12****78'],
  ])('shows %s as %s', (text, masked) => {
    expect(maskMsisdn(parseMsisdn(text)!)).toBe(masked);
  });

  it('hides at least four digits of any number, and keeps its length', () => {
    fc.assert(
      fc.property(foreign, (number) => {
        const msisdn = parseMsisdn(number)!;
        const masked = maskMsisdn(msisdn);
        expect(masked).toHaveLength(msisdn.length);
        expect(masked).toMatch(/^\+\d*\*{4,}\d*$/);
      }),
      seed,
    );
  });
});
