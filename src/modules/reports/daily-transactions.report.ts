import { Money } from '../../kernel/domain/money.js';
import { movementColumns, movementRows } from './movement-row.js';
import { column, type Report } from './report.js';
import { filterNames } from './report-ask.rule.js';

const { day, time, kind, id, paymentId, client, recordType, record, part, amount, currency, ...more } = movementColumns;

/** Every movement of money of these days: payments when they were confirmed, refunds and payouts when they were completed. */
export const dailyTransactions: Report = {
  name: 'daily-transactions',
  title: 'Daily transactions',
  covers: 'days',
  isAboutPeople: true,
  filters: filterNames,
  columns: [
    day,
    time,
    kind,
    id,
    paymentId,
    client,
    recordType,
    record,
    part,
    ...Object.values(more),
    column('direction', 'Direction', 'word', '`in`: money that came; `out`: money that left'),
    amount,
    currency,
  ],
  paper: [
    { name: 'time', mm: 28, align: 'left' },
    { name: 'kind', mm: 14, align: 'left' },
    { name: 'id', mm: 56, align: 'left' },
    { name: 'record', mm: 29, align: 'left' },
    { name: 'service', mm: 26, align: 'left' },
    { name: 'phone', mm: 24, align: 'left' },
    { name: 'provider', mm: 18, align: 'left' },
    { name: 'providerTransactionId', mm: 26, align: 'left' },
    { name: 'amount', mm: 22, align: 'right' },
    { name: 'currency', mm: 13, align: 'left' },
  ],
  async *rows(ask, sources) {
    for await (const movements of sources.ended({ list: 'moved' }, ask)) {
      for (const { row, movement } of await movementRows(movements, ask, sources))
        yield { ...row, direction: movement.kind === 'payment' ? 'in' : 'out' };
    }
  },
  totals: ['Payments', 'Refunds', 'Payouts', 'Net'],
  counts: (row) => {
    const money = Money.parse(String(row['amount']), String(row['currency']))!;
    const isIn = row['direction'] === 'in';
    return [
      { of: { payment: 'Payments', refund: 'Refunds', payout: 'Payouts' }[row['kind'] as 'payment']!, amount: money },
      { of: 'Net', amount: isIn ? money : Money.zero(money.currency).minus(money) },
    ];
  },
};
