import { Money } from '../../kernel/domain/money.js';
import { percentile } from './confirmation-times.rule.js';
import { minorOf, type Counted, type Counter } from './counters.view.js';

export interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** How many, and how much of each currency. */
export interface Amounts {
  readonly count: number;
  readonly amounts: readonly MoneyJson[];
}

/** What counters add up to. */
export interface Figures {
  readonly total: Amounts;
  /** By status; a status that no payment has is left out. */
  readonly byStatus: Readonly<Record<string, Amounts>>;
  /** From the request to the confirmation; null where nothing was confirmed. */
  readonly confirmation: { readonly averageMs: number; readonly p50Ms: number; readonly p95Ms: number } | null;
  readonly refunds: Amounts;
  readonly reversals: Amounts;
}

export const noneOf: Amounts = { count: 0, amounts: [] };

export function summed(counters: readonly Counter[]): Figures {
  const statuses = new Set(counters.flatMap(({ payments }) => Object.keys(payments)));
  const byStatus = Object.fromEntries(
    [...statuses].toSorted().map((status) => [status, added(counters, ({ payments }) => [payments[status]])]),
  );
  const confirmed: Record<string, number> = {};
  for (const counter of counters)
    for (const [bucket, count] of Object.entries(counter.confirmed))
      confirmed[bucket] = (confirmed[bucket] ?? 0) + count;
  const howMany = Object.values(confirmed).reduce((sum, count) => sum + count, 0);
  return {
    total: added(counters, ({ payments }) => Object.values(payments)),
    byStatus,
    confirmation:
      howMany === 0
        ? null
        : {
            averageMs: Math.round(counters.reduce((sum, { confirmedMs }) => sum + confirmedMs, 0) / howMany),
            p50Ms: percentile(50, confirmed)!,
            p95Ms: percentile(95, confirmed)!,
          },
    refunds: added(counters, ({ refunds }) => [refunds]),
    reversals: added(counters, ({ reversals }) => [reversals]),
  };
}

/** Of several statuses together. */
export const together = ({ byStatus }: Figures, statuses: readonly string[]): Amounts =>
  statuses.map((status) => byStatus[status] ?? noneOf).reduce(plus, noneOf);

export interface BreakdownRow {
  /** Empty: the payments that have none. */
  readonly value: string;
  readonly figures: Figures;
}

/** The largest first. */
export function byValue(counters: readonly Counter[]): readonly BreakdownRow[] {
  return [...Map.groupBy(counters, ({ value }) => value)]
    .map(([value, own]) => ({ value, figures: summed(own) }))
    .filter(({ figures: { total, refunds, reversals } }) => total.count + refunds.count + reversals.count > 0)
    .toSorted(
      (one, other) => other.figures.total.count - one.figures.total.count || (one.value < other.value ? -1 : 1),
    );
}

function added(counters: readonly Counter[], of: (counter: Counter) => readonly (Counted | undefined)[]): Amounts {
  return counters
    .flatMap((counter) =>
      of(counter).map((counted) => ({
        count: counted?.count ?? 0,
        amounts: [{ amount: counted?.amount ?? '0', currency: counter.currency }],
      })),
    )
    .reduce(plus, noneOf);
}

function plus(one: Amounts, other: Amounts): Amounts {
  const sums = new Map(one.amounts.map(({ amount, currency }) => [currency, minorOf(amount, currency)]));
  for (const { amount, currency } of other.amounts)
    sums.set(currency, (sums.get(currency) ?? 0n) + minorOf(amount, currency));
  return {
    count: one.count + other.count,
    amounts: [...sums]
      .filter(([, minor]) => minor !== 0n)
      .toSorted(([first], [second]) => (first < second ? -1 : 1))
      .map(([currency, minor]) => Money.ofMinor(minor, currency).toJSON()),
  };
}
