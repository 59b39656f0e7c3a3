import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { defineEvent, instantShape, moneyShape } from './events.js';
import { Money } from './money.js';

const Paid = defineEvent(
  'Paid',
  z.strictObject({ amount: moneyShape, payer: z.string().min(1), reference: z.string().nullable() }),
  [
    // 1: { rwf, from } · 2: { amount, from } · 3: { amount, payer } · 4: with a reference
    ({ rwf, from }: { rwf: number; from: string }) => ({ amount: { amount: String(rwf), currency: 'RWF' }, from }),
    ({ from, ...rest }: { from: string }) => ({ ...rest, payer: from }),
    (data: object) => ({ ...data, reference: null }),
  ],
);
const fiveThousand = Money.parse('5000', 'RWF')!;
const newest = { amount: fiveThousand, payer: 'Aline', reference: null };

describe('defineEvent', () => {
  it('makes events of its type, at the version after all of its upcasts', () => {
    expect(Paid(newest)).toEqual({ type: 'Paid', data: newest });
    expect([Paid.type, Paid.version]).toEqual(['Paid', 4]);
    expect(defineEvent('Seen', z.object({})).version).toBe(1);
  });

  it.each<[string, object]>([
    ['a field too few', { amount: fiveThousand, payer: 'Aline' }],
    ['a field too many', { ...newest, note: '' }],
    ['a field of another kind', { ...newest, payer: 7 }],
    ['an empty name', { ...newest, payer: '' }],
    ['a bare number for money', { ...newest, amount: 5_000 }],
    ['money in no currency', { ...newest, amount: { amount: '5000', currency: 'XXX' } }],
    ['money with decimals that its currency has not', { ...newest, amount: { amount: '5000.00', currency: 'RWF' } }],
    ['undefined where null is meant', { ...newest, reference: undefined }],
  ])('takes %s neither in nor out', (_, data) => {
    expect(() => Paid(data as typeof newest)).toThrow(z.ZodError);
    expect(() => Paid.read(data, 4)).toThrow(z.ZodError);
  });

  it.each([
    [1, { rwf: 5_000, from: 'Aline' }],
    [2, { amount: { amount: '5000', currency: 'RWF' }, from: 'Aline' }],
    [3, { amount: { amount: '5000', currency: 'RWF' }, payer: 'Aline' }],
    [4, { amount: { amount: '5000', currency: 'RWF' }, payer: 'Aline', reference: null }],
  ])('brings version %i to its newest shape, and leaves what was stored alone', (version, data) => {
    const before = JSON.stringify(data);
    const read = Paid.read(data, version);
    expect(read).toEqual(newest);
    expect(read.amount).toBeInstanceOf(Money);
    expect(JSON.stringify(data)).toBe(before);
  });

  it('checks an older version after its upcasts too', () => {
    expect(() => Paid.read({ rwf: 0.5, from: 'Aline' }, 1)).toThrow(z.ZodError);
    expect(() => Paid.read({ amount: { amount: '5000', currency: 'RWF' }, payer: 'Aline' }, 2)).toThrow(z.ZodError);
  });

  it.each([0, -1, 5, 1.5, NaN, Infinity, undefined, '4'])('knows no version %s', (version) => {
    expect(() => Paid.read(newest, version as number)).toThrow(`Paid has no version ${version}`);
  });

  it.each([null, undefined, 'text', 7, []])('reads no %j', (data) => {
    expect(() => Paid.read(data, 4)).toThrow(z.ZodError);
  });

  it('reads back whatever it made, through JSON', () => {
    const money = fc.tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.constantFrom('RWF', 'EUR', 'TND'));
    fc.assert(
      fc.property(money, fc.string({ minLength: 1, unit: 'binary' }), fc.option(fc.string()), (m, payer, reference) => {
        const { data } = Paid({ amount: Money.ofMinor(...m), payer, reference });
        expect(Paid.read(JSON.parse(JSON.stringify(data)), Paid.version)).toEqual(data);
      }),
      { seed: 20261122, verbose: fc.VerbosityLevel.Verbose },
    );
  });
});

describe('instantShape', () => {
  it('takes UTC with milliseconds', () => {
    expect(instantShape.parse('2026-11-22T10:00:00.000Z')).toBe('2026-11-22T10:00:00.000Z');
  });

  it.each([
    '2026-11-22T10:00:00Z',
    '2026-11-22T12:00:00.000+02:00',
    '2026-11-22 10:00:00.000Z',
    '2026-11-22',
    '2026-11-22T10:00:00.000Z\n',
    '',
    1_795_600_800_000,
  ])('does not take %j, which would not sort as text', (text) => {
    expect(instantShape.safeParse(text).success).toBe(false);
  });
});
