import { Money } from '../../kernel/domain/money.js';
import { movementColumns, movementRows } from './movement-row.js';
import { column, type Report } from './report.js';
import { filterNames } from './report-ask.rule.js';

const { kind: _kind, transactionId: _none, paymentId: _same, amount, currency, ...columns } = movementColumns;

/** Every attempt of a payment that ended without money on these days. A payment that was tried again is there once for each such attempt. */
export const failedPayments: Report = {
  name: 'failed-payments',
  title: 'Failed payment attempts',
  covers: 'days',
  isAboutPeople: true,
  filters: filterNames,
  columns: [
    ...Object.values(columns),
    column('attempt', 'Attempt', 'number', 'Of the payment; the first is 1'),
    column('outcome', 'Outcome', 'word', '`failed` or `expired`'),
    column('failureCode', 'Failure', 'word', 'Why, in our words'),
    column('providerCode', 'Failure at provider', 'word', 'Why, in the provider’s own word'),
    amount,
    currency,
  ],
  async *rows(ask, sources) {
    for await (const movements of sources.ended({ list: 'not-moved' }, ask)) {
      const payments = movements.filter(({ kind }) => kind === 'payment');
      for (const { row, movement } of await movementRows(payments, ask, sources)) {
        const { attempt, outcome, failure } = movement.end;
        yield {
          ...row,
          attempt,
          outcome,
          failureCode: failure?.code ?? null,
          providerCode: failure?.providerCode ?? null,
        };
      }
    }
  },
  totals: ['Failed attempts', 'Expired attempts'],
  counts: ({ outcome, amount: sum, currency: of }) => [
    {
      of: outcome === 'expired' ? 'Expired attempts' : 'Failed attempts',
      amount: Money.parse(String(sum), String(of))!,
    },
  ],
};
