import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rwf } from '../../../test/support/specify-payment.js';
import { fitOf, suggestCoverage, type WalletDay, type WalletLine } from './suggest-coverage.rule.js';

const day = (date: number, taken: number, out = 0): WalletDay => ({
  day: `2026-11-${String(date).padStart(2, '0')}`,
  in: rwf(taken),
  out: rwf(out),
});
const line = (at: string, moved: number, fee: number | null = null): WalletLine => ({
  at: `2026-11-${at}:00.000Z`,
  paymentId: null,
  moved: rwf(moved),
  expectedFee: fee === null ? null : rwf(fee),
});

describe('what a deposit may be made of', () => {
  const days = [day(25, 1_000), day(26, 2_000, 500), day(27, 0), day(28, 4_000)];

  it('is days in a row that come to it, the nearer to the deposit the better, each with its reasons', () => {
    expect(suggestCoverage(days, [], rwf(5_500), '2026-11-29')).toEqual([
      {
        by: 'days', from: '2026-11-26', to: '2026-11-28', gross: rwf(5_500), fee: rwf(0), entries: null, score: 0.93,
        reasons: [
          'What came into the wallet from 2026-11-26 to 2026-11-28, less what went out, is 5500 RWF',
          'That is the deposit to the last unit',
          'The deposit came on that day or the next',
        ],
      },
    ]); // prettier-ignore
    expect(suggestCoverage(days, [], rwf(1_000), '2026-11-29')).toMatchObject([
      { from: '2026-11-25', to: '2026-11-25', score: 0.8 },
    ]);
    expect(suggestCoverage(days, [], rwf(4_000), '2026-11-27')).toEqual([]);
    expect(suggestCoverage(days, [], rwf(999), '2026-11-29')).toEqual([]);
  });

  it('is days less the fees that the tariff expects, where every line of them is known', () => {
    const lines = [line('28T08:00', 3_000, 15), line('28T09:00', 1_000, 5)];
    expect(suggestCoverage(days, lines, rwf(3_980), '2026-11-29')).toMatchObject([
      { by: 'days', from: '2026-11-28', gross: rwf(4_000), fee: rwf(20), score: 0.85 },
    ]);
    expect(suggestCoverage(days, lines.slice(1), rwf(3_980), '2026-11-29')).toEqual([]);
    expect(suggestCoverage(days, [...lines.slice(1), line('28T08:00', 3_000)], rwf(3_980), '2026-11-29')).toEqual([]);
  });

  it('is entries in a row where the provider cuts the day at another hour', () => {
    const lines = [
      line('27T23:00', 700),
      line('28T08:00', 300),
      line('28T09:00', 200),
      line('28T10:00', -50),
      line('28T20:00', 9_000),
    ];
    expect(suggestCoverage([], lines.toReversed(), rwf(450), '2026-11-29')).toEqual([
      {
        by: 'entries', from: '2026-11-28T08:00:00.000Z', to: '2026-11-28T10:00:00.000Z', gross: rwf(450), fee: rwf(0), entries: 3, score: 0.6,
        reasons: ['3 entries in a row from 2026-11-28T08:00:00.000Z to 2026-11-28T10:00:00.000Z come to exactly 450 RWF'],
      },
    ]); // prettier-ignore
    const alike = ['08', '09', '10', '11', '12', '13', '14'].map((hour) => line(`28T${hour}:00`, 100));
    expect(suggestCoverage([], alike, rwf(100), '2026-11-29')).toMatchObject([
      { score: 0.1 },
      { score: 0.1 },
      { score: 0.1 },
    ]);
  });

  it('always comes to the deposit: nothing is suggested that does not (property)', () => {
    const moves = fc.array(
      fc.integer({ min: -500, max: 2_000 }).filter((each) => each !== 0),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(moves, fc.nat(), fc.nat(), (amounts, one, other) => {
        const lines = amounts.map((amount, at) =>
          line(
            `${String(1 + Math.floor(at / 2)).padStart(2, '0')}T${at % 2 === 0 ? '08' : '15'}:00`,
            amount,
            amount > 0 ? 1 : null,
          ),
        );
        const [first, last] = [one % amounts.length, other % amounts.length].sort((a, b) => a - b) as [number, number];
        const sum = amounts.slice(first, last + 1).reduce((total, amount) => total + amount, 0);
        if (sum <= 0) return;
        const sums = new Map<string, WalletDay>();
        for (const { at, moved } of lines) {
          const known = sums.get(at.slice(0, 10)) ?? { day: at.slice(0, 10), in: rwf(0), out: rwf(0) };
          sums.set(
            known.day,
            moved.isPositive ? { ...known, in: known.in.plus(moved) } : { ...known, out: known.out.minus(moved) },
          );
        }
        const found = suggestCoverage([...sums.values()], lines, rwf(sum), '2026-11-30');
        // There is a run of entries, since the deposit was made of one.
        expect(found.some(({ by }) => by === 'entries') || found.length === 10).toBe(true);
        for (const { by, from, to, gross, fee, score } of found) {
          const within = lines.filter(
            ({ at }) => (by === 'days' ? at.slice(0, 10) : at) >= from && (by === 'days' ? at.slice(0, 10) : at) <= to,
          );
          const moved = within.reduce((total, each) => total + Number(each.moved.minor), 0);
          expect([Number(gross.minor), Number(gross.minor) - Number(fee.minor)]).toEqual([moved, sum]);
          expect(score > 0 && score <= 1).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a settlement in transit', () => {
  const open = { left: rwf(10_000), leftAt: '2026-11-28T10:00:00.000Z', expectedBy: '2026-12-01T10:00:00.000Z' };
  it('fits a deposit of its sum, or of a little less, and no other', () => {
    const on = (amount: number, receivedAt = '2026-11-29T00:00:00.000Z') =>
      fitOf(open, { amount: rwf(amount), receivedAt })?.score ?? null;
    expect([on(10_000), on(9_950), on(9_799), on(10_001), on(10_000, '2026-12-05T00:00:00.000Z')]).toEqual([
      0.95,
      0.65,
      null,
      null,
      0.7,
    ]);
  });
});
