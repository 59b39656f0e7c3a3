import { Money } from '../../kernel/domain/money.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { entryView } from '../ledger/contract.js';
import { expectedFee } from '../tariffs/contract.js';
import { column, type Report, type Row } from './report.js';
import { kigaliDayOf, moneyOf, range, type Ask, type EndedMovement, type Sources } from './sources.js';

interface Group {
  readonly day: string;
  readonly provider: string;
  readonly currency: string;
  movements: number;
  moved: Money;
  expected: Money;
  withoutTariff: number;
  isUnconfirmed: boolean;
  entries: number;
  posted: Money;
}

/**
 * What each provider took on each of these days, as it is posted in the ledger, beside what its tariff makes of the movements of that day. Fees are
 * posted where a statement or an adjustment names them; none is guessed.
 */
export const providerFees: Report = {
  name: 'provider-fees',
  title: 'Provider fees',
  covers: 'days',
  isAboutPeople: false,
  filters: ['provider'],
  columns: [
    column('day', 'Day (Kigali)', 'day', 'Of the movements, and of the fees as they were posted'),
    column('provider', 'Provider', 'word', 'Whose fees they are'),
    column('movements', 'Movements', 'number', 'Payments, refunds and payouts of the day'),
    column('moved', 'Moved', 'money', 'What they add up to'),
    column('expected', 'Expected fees', 'money', 'What the tariff of that day makes of them, one by one'),
    column(
      'withoutTariff',
      'Without tariff',
      'number',
      'Movements for which no tariff names a fee: none is expected of them',
    ),
    column('tariff', 'Tariff', 'word', '`confirmed`, or `unconfirmed` where nobody has compared it with the contract'),
    column('entries', 'Ledger entries', 'number', 'In the fee account of the provider'),
    column('posted', 'Posted fees', 'money', 'What they add up to'),
    column('difference', 'Difference', 'money', 'Posted less expected'),
    column('currency', 'Currency', 'word', 'ISO 4217'),
  ],
  async *rows(ask, sources) {
    const groups = new Map<string, Group>();
    for await (const movements of sources.ended({ list: 'moved' }, ask))
      for (const movement of movements) addMovement(groups, movement, sources);
    for await (const { provider, day, fee } of postedFees(ask, sources)) {
      const group = groupOf(groups, day, provider, fee.currency);
      group.entries += 1;
      group.posted = group.posted.plus(fee);
    }
    const keys = [...groups.keys()].sort();
    for (const key of keys) yield rowOf(groups.get(key)!);
  },
  totals: ['Moved', 'Expected fees', 'Posted fees', 'Difference'],
  counts: (row) => {
    const money = (cell: string) => Money.parse(String(row[cell]), String(row['currency']))!;
    const [movements, without, entries] = [row['movements'], row['withoutTariff'], row['entries']].map(Number) as [
      number,
      number,
      number,
    ];
    const withTariff = movements - without;
    return [
      { of: 'Moved', amount: money('moved'), count: movements },
      { of: 'Expected fees', amount: money('expected'), count: withTariff },
      { of: 'Posted fees', amount: money('posted'), count: entries },
      { of: 'Difference', amount: money('difference'), count: withTariff + entries },
    ];
  },
};

function addMovement(groups: Map<string, Group>, movement: EndedMovement, { tariffs }: Pick<Sources, 'tariffs'>): void {
  const { end, kind, amount, provider } = movement;
  const group = groupOf(groups, kigaliDayOf(end.at), provider, amount.currency);
  group.movements += 1;
  group.moved = group.moved.plus(amount);
  const product = kind === 'payment' ? 'collection' : 'disbursement';
  const expected = expectedFee(tariffs, { provider, product, at: end.at, amount });
  if (expected.fee === null) {
    group.withoutTariff += 1;
    return;
  }
  // What the payer bears is not taken from us.
  if (expected.tariff.bearer === 'merchant') group.expected = group.expected.plus(expected.fee);
  if (!expected.tariff.confirmed) group.isUnconfirmed = true;
}

function groupOf(groups: Map<string, Group>, day: string, provider: string, currency: string): Group {
  const key = `${day} ${provider} ${currency}`;
  let group = groups.get(key);
  if (group === undefined) {
    const zero = Money.zero(currency);
    group = {
      day,
      provider,
      currency,
      movements: 0,
      moved: zero,
      expected: zero,
      withoutTariff: 0,
      isUnconfirmed: false,
      entries: 0,
      posted: zero,
    };
    groups.set(key, group);
  }
  return group;
}

const rowOf = ({ isUnconfirmed, moved, expected, posted, ...group }: Group): Row => ({
  ...group,
  moved: moved.amount,
  expected: expected.amount,
  tariff: group.movements === group.withoutTariff ? null : isUnconfirmed ? 'unconfirmed' : 'confirmed',
  posted: posted.amount,
  difference: posted.minus(expected).amount,
});

/** Every line in the fee account of a provider on these days; negative where a fee was taken back. */
export async function* postedFees(
  ask: Ask,
  sources: Sources,
): AsyncGenerator<{ provider: string; day: string; fee: Money }> {
  const { gte, lt } = range(ask);
  for (const account of await feeAccounts(sources.documents)) {
    const provider = account.slice(prefix.length);
    if ((ask.filters.provider ?? provider) !== provider) continue;
    const query = { where: { account, order: { gte, lt } }, sort: { field: 'order', direction: 'ascending' } } as const;
    for await (const page of sources.pages(entryView.collection, query, ask))
      for (const { entry } of page)
        for (const { amount, side } of entry!.lines.filter((line) => line.account === account)) {
          const fee = moneyOf(amount);
          yield {
            provider,
            day: kigaliDayOf(entry!.at),
            fee: side === 'debit' ? fee : Money.zero(fee.currency).minus(fee),
          };
        }
  }
}

/** The accounts of fees in which anything was posted: they stand together in the index of accounts. */
async function feeAccounts(documents: Pick<DocumentStore, 'query'>): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    const { documents: next } = await documents.query(entryView.collection, {
      where: { account: { gt: found.at(-1) ?? prefix, lt: 'fees;' } },
      sort: { field: 'account', direction: 'ascending' },
      limit: 1,
    });
    const account = next[0]?.account;
    if (account === null || account === undefined) return found;
    found.push(account);
  }
}

const prefix = 'fees:';
