import { Money } from '../../kernel/domain/money.js';
import { movementColumns, movementRows } from './movement-row.js';
import { column, type Report } from './report.js';
import { filterNames } from './report-ask.rule.js';

const { kind: _kind, amount, currency, ...columns } = movementColumns;
const titles = { successful: 'Paid back', failed: 'Failed', rejected: 'Rejected', expired: 'Failed' } as const;

/** Every refund that ended on these days: paid back, failed or rejected. */
export const refunds: Report = {
  name: 'refunds',
  title: 'Refunds',
  covers: 'days',
  isAboutPeople: true,
  filters: filterNames,
  columns: [
    ...Object.values(columns),
    column('outcome', 'Outcome', 'word', '`successful`, `failed` or `rejected`'),
    column('failureCode', 'Failure', 'word', 'Why it failed, in our words'),
    amount,
    currency,
  ],
  async *rows(ask, sources) {
    for await (const movements of sources.ended({ kind: 'refund' }, ask)) {
      for (const { row, movement } of await movementRows(movements, ask, sources)) {
        const { outcome, failure } = movement.end;
        yield { ...row, outcome, failureCode: failure?.code ?? null };
      }
    }
  },
  totals: ['Paid back', 'Failed', 'Rejected'],
  counts: ({ outcome, amount: sum, currency: of }) => [
    { of: titles[outcome as keyof typeof titles], amount: Money.parse(String(sum), String(of))! },
  ],
};
