import type { Instant } from '../../kernel/domain/clock.js';
import { Money } from '../../kernel/domain/money.js';
import type { Collection, Document, DocumentStore, Query } from '../../kernel/ports/document-store.js';
import { accountOf, firstAccounts, inOrderOfChart, type Account } from './accounts.rule.js';
import { balanceView, entryView, periods, seriesOf, type Period, type Sums } from './ledger.view.js';

export interface AccountBalance extends Account {
  readonly debits: Money;
  readonly credits: Money;
  /** On the account's normal side; negative on the other. */
  readonly balance: Money;
}

export interface TrialBalance {
  readonly currency: string;
  readonly debits: Money;
  readonly credits: Money;
  readonly accounts: readonly AccountBalance[];
}

/**
 * Balances of all accounts, now or at any moment. At a moment they are those of the months before it, of the days of its month, of the hours of its
 * day, of the minutes of its hour, and of the entries of its minute up to it; so each entry counts once, to the millisecond.
 */
export class Balances {
  constructor(
    private readonly documents: DocumentStore,
    private readonly providers: readonly string[],
  ) {}

  /** Null: everything that is posted. */
  async at(moment: Instant | null, currency: string): Promise<TrialBalance> {
    const sums = new Sum();
    for (const code of firstAccounts(this.providers)) sums.add(code, 0n, 0n);
    if (moment === null) await this.#addPeriods(sums, 'month', currency, {});
    else {
      const parts = Object.entries(periods).map(([period, length], index): Promise<void> => {
        const before = Object.values(periods)[index - 1];
        const from = before === undefined ? {} : { gte: moment.slice(0, before) };
        return this.#addPeriods(sums, period as Period, currency, { ...from, lt: moment.slice(0, length) });
      });
      await Promise.all([...parts, this.#addEntries(sums, currency, moment)]);
    }
    return sums.balance(currency);
  }

  /** The codes of all accounts that exist: those of every installation, and those in which anything was posted. */
  async codes(): Promise<readonly string[]> {
    const all = new Set(firstAccounts(this.providers));
    for (const currency of await this.currencies())
      for (const { code } of (await this.at(null, currency)).accounts) all.add(code);
    return [...all].sort();
  }

  /** Every currency in which anything was posted. */
  async currencies(): Promise<readonly string[]> {
    const found: string[] = [];
    for (;;) {
      const { documents } = await this.documents.query(balanceView.collection, {
        where: { series: { gt: seriesOf('month', `${found.at(-1) ?? ''}`), lt: 'month a' } },
        sort: { field: 'series', direction: 'ascending' },
        limit: 1,
      });
      const [, currency] = documents[0]?.series.split(' ') ?? [];
      if (currency === undefined) return found;
      found.push(currency);
    }
  }

  async #addPeriods(
    sums: Sum,
    period: Period,
    currency: string,
    bounds: { readonly gte?: string; readonly lt?: string },
  ): Promise<void> {
    const range = Object.keys(bounds).length === 0 ? {} : { period: bounds };
    const where = { series: seriesOf(period, currency), ...range };
    const query = { where, sort: { field: 'period', direction: 'ascending' }, limit: mostAtOnce } as const;
    for await (const { sums: of } of all(this.documents, balanceView.collection, query)) sums.addAll(of);
  }

  async #addEntries(sums: Sum, currency: string, moment: Instant): Promise<void> {
    // After a moment an entry's order has a space and its place: '!' comes next.
    const where = { first: true, order: { gte: moment.slice(0, periods.minute), lt: `${moment}!` } };
    const query = { where, sort: { field: 'order', direction: 'ascending' }, limit: mostAtOnce } as const;
    for await (const { entry } of all(this.documents, entryView.collection, query)) {
      for (const { account, side, amount } of entry?.lines ?? []) {
        if (amount.currency !== currency) continue;
        const { minor } = Money.parse(amount.amount, currency)!;
        sums.add(account, side === 'debit' ? minor : 0n, side === 'credit' ? minor : 0n);
      }
    }
  }
}

class Sum {
  readonly #of = new Map<string, [debits: bigint, credits: bigint]>();

  add(code: string, debits: bigint, credits: bigint): void {
    const [before, beforeThat] = this.#of.get(code) ?? [0n, 0n];
    this.#of.set(code, [before + debits, beforeThat + credits]);
  }

  addAll(sums: Sums): void {
    for (const [code, [debits, credits]] of Object.entries(sums)) this.add(code, BigInt(debits), BigInt(credits));
  }

  balance(currency: string): TrialBalance {
    let [allDebits, allCredits] = [0n, 0n];
    const money = (minor: bigint) => Money.ofMinor(minor, currency);
    const accounts = [...this.#of].map(([code, [debits, credits]]): AccountBalance => {
      allDebits += debits;
      allCredits += credits;
      const account = accountOf(code) ?? { code, name: code, kind: 'asset', normal: 'debit' };
      const balance = account.normal === 'debit' ? debits - credits : credits - debits;
      return { ...account, debits: money(debits), credits: money(credits), balance: money(balance) };
    });
    return { currency, debits: money(allDebits), credits: money(allCredits), accounts: accounts.sort(inOrderOfChart) };
  }
}

async function* all<D extends Document>(
  store: DocumentStore,
  collection: Collection<D>,
  query: Query,
): AsyncIterable<D> {
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.query<D>>> = await store.query(collection, { ...query, cursor });
    yield* page.documents;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

const mostAtOnce = 1_000;
