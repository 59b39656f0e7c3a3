import { Money } from '../../kernel/domain/money.js';
import { entryView } from '../ledger/contract.js';
import { column, type Report } from './report.js';
import { kigaliDayOf, kigaliTimeOf, moneyOf, range } from './sources.js';

/** Every line that was posted to the fee account of a provider on these days. Fees are posted where a statement or an adjustment names them; none is guessed. */
export const providerFees: Report = {
  name: 'provider-fees',
  title: 'Provider fees',
  covers: 'days',
  isAboutPeople: false,
  filters: ['provider'],
  columns: [
    column('day', 'Day (Kigali)', 'day', 'Of the fee'),
    column('time', 'Time (Kigali)', 'time', 'The moment, in Kigali'),
    column('provider', 'Provider', 'word', 'Whose fee it is'),
    column('entry', 'Ledger entry', 'word', 'The id of the entry'),
    column('postedFor', 'Posted for', 'day', 'The day of the ledger that has it: a later one where its own was closed'),
    column('source', 'Source', 'word', '`statement`, `settlement` or `adjustment`'),
    column('sourceId', 'Source id', 'word', 'Of the thing that named the fee'),
    column('description', 'Description', 'text', 'Of the entry'),
    column('fee', 'Fee', 'money', 'Negative where a fee was taken back'),
    column('currency', 'Currency', 'word', 'ISO 4217'),
  ],
  async *rows(ask, sources) {
    const { gte, lt } = range(ask);
    // The accounts of fees stand together in the index of accounts.
    for (const account of await feeAccounts(sources.documents)) {
      const provider = account.slice(prefix.length);
      if ((ask.filters.provider ?? provider) !== provider) continue;
      const query = {
        where: { account, order: { gte, lt } },
        sort: { field: 'order', direction: 'ascending' },
      } as const;
      for await (const page of sources.pages(entryView.collection, query, ask))
        for (const { entry } of page)
          for (const { amount, side } of entry!.lines.filter((line) => line.account === account)) {
            const money = moneyOf(amount);
            yield {
              day: kigaliDayOf(entry!.at),
              time: kigaliTimeOf(entry!.at),
              provider,
              entry: entry!.id,
              postedFor: entry!.day,
              source: entry!.source.type,
              sourceId: entry!.source.id,
              description: entry!.description,
              fee: (side === 'debit' ? money : Money.zero(money.currency).minus(money)).amount,
              currency: money.currency,
            };
          }
    }
  },
  totals: ['Fees'],
  counts: ({ fee, currency }) => [{ of: 'Fees', amount: Money.parse(String(fee), String(currency))! }],
};

type Documents = Parameters<Report['rows']>[1]['documents'];

/** The accounts of fees in which anything was posted. */
export async function feeAccounts(documents: Documents): Promise<readonly string[]> {
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
