import { expect, it } from '@jest/globals';
import { specifyView } from '../../../test/support/specify.js';
import { noon } from '../../../test/support/fake-clock.js';
import { Money } from '../../kernel/domain/money.js';
import { DayClosed } from './day.events.js';
import { EntryPosted, FailureCounted } from './journal.events.js';
import { dayView } from './ledger.view.js';

const rwf = (amount: number) => Money.ofMinor(BigInt(amount), 'RWF');
const place = {
  source: { type: 'payment', id: 'pay_1', eventId: 'e', stream: 's', revision: 0 },
  day: '2026-11-23',
  forDay: '2026-11-22',
  closedThrough: '2026-11-22',
  furthest: null,
  at: noon,
} as const;
const entry = (more: object) =>
  EntryPosted({
    ...place,
    entryId: 'ent_1',
    description: '',
    paymentId: 'pay_1',
    refundId: null,
    payoutId: null,
    tally: { as: 'successful', amount: rwf(5_000) },
    lines: [
      { account: 'bank', side: 'debit', amount: rwf(5_000), dimensions: {} },
      { account: 'revenue:permits', side: 'credit', amount: rwf(5_000), dimensions: {} },
    ],
    ...more,
  });
const later = (amount: object | null) => ({
  at: noon,
  day: '2026-11-23',
  source: { type: 'payment', id: 'pay_1' },
  amount,
});

it('a day has what was posted for it by account, and beside it what was learned of it later', () => {
  const { thenShowsPartly, thenShowsOnly } = specifyView(dayView).given(
    entry({}),
    FailureCounted({ ...place, amount: rwf(700) }),
    entry({ day: '2026-11-23', forDay: '2026-11-23' }),
  );
  thenShowsOnly('2026-11-22', '2026-11-23');
  thenShowsPartly('2026-11-22', {
    currencies: {},
    later: { count: 2, first: [later({ amount: '5000', currency: 'RWF' }), later(null)] as never },
  });
  thenShowsPartly('2026-11-23', {
    later: { count: 0, first: [] },
    currencies: {
      RWF: expect.objectContaining({
        debits: '10000',
        credits: '10000',
        accounts: { bank: ['10000', '0'], 'revenue:permits': ['0', '10000'] },
      }) as never,
    },
  });
});

it('a day counts the fees of every currency that a statement names, and has each of them among what was learned later', () => {
  const eur = Money.ofMinor(250n, 'EUR');
  const lines = [rwf(125), eur].flatMap((amount) => [
    { account: 'fees:mtn-momo', side: 'debit', amount, dimensions: {} },
    { account: 'provider:mtn-momo:wallet', side: 'credit', amount, dimensions: {} },
  ]);
  const fees = { tally: { as: 'fees', amount: rwf(125), others: [eur] }, lines };
  const { thenShowsPartly } = specifyView(dayView).given(entry(fees));
  const counted = (minor: string) =>
    expect.objectContaining({ counts: expect.objectContaining({ fees: { count: 1, minor } }) as never }) as never;
  thenShowsPartly('2026-11-23', { currencies: { RWF: counted('125'), EUR: counted('250') } });
  thenShowsPartly('2026-11-22', {
    later: {
      count: 2,
      first: [later({ amount: '125', currency: 'RWF' }), later({ amount: '2.50', currency: 'EUR' })] as never,
    },
  });
});

it('a day that was closed before its page was kept is read as one of which it is not known', () => {
  const closed = { day: '2026-11-22', totals: [], seal: null, at: noon };
  expect(DayClosed.read(closed, 1)).toEqual({ ...closed, standing: null });
  expect(DayClosed.version).toBe(2);
});
