import { Money } from '../../kernel/domain/money.js';
import { Durations } from './durations.js';
import { groupName } from './group-name.rule.js';
import { column, type Report, type Row } from './report.js';
import { filterNames } from './report-ask.rule.js';
import { shownText, type EndedMovement } from './sources.js';

interface Group {
  readonly value: string;
  readonly currency: string;
  received: Money;
  payments: number;
  back: Money;
  refunds: number;
  readonly durations: Durations;
}

/** What was paid and what went back, by service or another dimension. Money paid out is no revenue, and not in it. */
export const revenueByService: Report = {
  name: 'revenue-by-service',
  title: 'Revenue by service',
  covers: 'days',
  isAboutPeople: false,
  filters: filterNames,
  columns: [
    column('by', 'Grouped by', 'word', 'The dimension, or `provider`'),
    column(
      'value',
      'Value',
      'text',
      'Of the dimension; `(none)` where a payment has none, `“(none)”` where it is called so',
    ),
    column('payments', 'Payments', 'number', 'Confirmed on these days'),
    column('received', 'Received', 'money', 'What was paid'),
    column('refunds', 'Refunds', 'number', 'Completed on these days'),
    column('refunded', 'Refunded', 'money', 'What went back'),
    column('net', 'Net', 'money', 'Received less refunded'),
    column('average', 'Average payment', 'money', 'Received by payments, rounded down to whole minor units'),
    column('p50Seconds', 'Time to confirm, p50 (s)', 'number', 'Half of the payments were confirmed within it'),
    column('p95Seconds', 'Time to confirm, p95 (s)', 'number', '95 of 100 payments were confirmed within it'),
    column('currency', 'Currency', 'word', 'ISO 4217'),
  ],
  async *rows(ask, sources) {
    const groups = new Map<string, Group>();
    for await (const movements of sources.ended({ list: 'moved' }, ask))
      for (const movement of movements) add(groups, movement, ask.by);
    for (const group of [...groups.values()].sort(byValue))
      yield rowOf(ask.by, group, groupName(shownText(group.value, ask)!));
  },
  totals: ['Received', 'Refunded', 'Net'],
  counts: (row) => {
    const money = (cell: string) => Money.parse(String(row[cell]), String(row['currency']))!;
    const [payments, back] = [Number(row['payments']), Number(row['refunds'])];
    return [
      { of: 'Received', amount: money('received'), count: payments },
      { of: 'Refunded', amount: money('refunded'), count: back },
      { of: 'Net', amount: money('net'), count: payments + back },
    ];
  },
};

function add(
  groups: Map<string, Group>,
  { kind, amount, dimensions, provider, end, beganAt }: EndedMovement,
  by: string,
) {
  if (kind === 'payout') return;
  const value = by === 'provider' ? provider : (dimensions[by] ?? '');
  const key = JSON.stringify([value, amount.currency]);
  let group = groups.get(key);
  if (group === undefined) {
    const nothing = Money.zero(amount.currency);
    const { currency } = amount;
    group = { value, currency, received: nothing, payments: 0, back: nothing, refunds: 0, durations: new Durations() };
    groups.set(key, group);
  }
  if (kind === 'refund') {
    group.back = group.back.plus(amount);
    group.refunds += 1;
    return;
  }
  group.received = group.received.plus(amount);
  group.payments += 1;
  if (beganAt !== null) group.durations.add(Date.parse(end.at) - Date.parse(beganAt));
}

function rowOf(by: string, { received, payments, back, refunds, durations, currency }: Group, value: string): Row {
  const average = payments === 0 ? Money.zero(currency) : Money.ofMinor(received.minor / BigInt(payments), currency);
  return {
    by,
    value,
    payments,
    received: received.amount,
    refunds,
    refunded: back.amount,
    net: received.minus(back).amount,
    average: average.amount,
    p50Seconds: durations.percentile(50),
    p95Seconds: durations.percentile(95),
    currency,
  };
}

const byValue = (one: Group, other: Group): number =>
  one.value === other.value ? (one.currency < other.currency ? -1 : 1) : one.value < other.value ? -1 : 1;
