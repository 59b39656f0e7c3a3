import { Money } from '../../kernel/domain/money.js';
import { paymentView } from '../payments/contract.js';
import { dimensionCells, movementColumns } from './movement-row.js';
import { column, type Report } from './report.js';
import { filterNames } from './report-ask.rule.js';
import { fits, kigaliDayOf, kigaliTimeOf, shownText } from './sources.js';

const {
  kind: _kind,
  transactionId: _none,
  paymentId: _same,
  decidedIn: _open,
  day: _day,
  time: _time,
  amount,
  currency,
  ...columns
} = movementColumns;
const statuses = ['created', 'submitted', 'pending', 'uncertain'] as const;
const titles = { created: 'Created', submitted: 'Submitted', pending: 'Pending', uncertain: 'Uncertain' } as const;

/** Every payment that has no final answer now, the oldest of each status first. */
export const pendingPayments: Report = {
  name: 'pending-payments',
  title: 'Pending payments',
  covers: 'now',
  isAboutPeople: true,
  filters: filterNames,
  columns: [
    column('status', 'Status', 'word', '`created`, `submitted`, `pending` or `uncertain`'),
    column('day', 'Asked on (Kigali)', 'day', 'The Kigali day on which it was asked for'),
    column('time', 'Asked at (Kigali)', 'time', 'The moment, in Kigali'),
    ...Object.values(columns),
    column('attempt', 'Attempt', 'number', 'The number of its newest attempt'),
    column('ageMinutes', 'Age in minutes', 'number', 'Since its newest attempt began'),
    column('doubts', 'Doubts', 'word', 'Why it is uncertain'),
    amount,
    currency,
  ],
  async *rows(ask, sources) {
    for (const status of statuses) {
      const query = { where: { status }, sort: { field: 'createdAt', direction: 'ascending' } } as const;
      for await (const page of sources.pages(paymentView.collection, query, ask)) {
        const payments = page.filter((payment) => fits(payment, ask.filters));
        const numbers = await sources.numbers(
          payments.map(({ payer }) => payer),
          ask,
        );
        for (const [index, payment] of payments.entries()) {
          const attempt = payment.attempts.at(-1)!;
          yield {
            status,
            day: kigaliDayOf(payment.createdAt),
            time: kigaliTimeOf(payment.createdAt),
            id: payment.id,
            client: payment.client,
            recordType: payment.record.type,
            record: shownText(payment.record.id, ask),
            part: shownText(payment.record.part, ask),
            ...dimensionCells(payment.dimensions, ask),
            phone: numbers[index]!,
            provider: attempt.provider,
            providerReference: attempt.providerReference,
            attempt: attempt.number,
            ageMinutes: Math.floor((Date.parse(ask.now) - Date.parse(attempt.at)) / 60_000),
            doubts: payment.doubts.join(' ') || null,
            amount: payment.amount.amount,
            currency: payment.amount.currency,
          };
        }
      }
    }
  },
  totals: Object.values(titles),
  counts: ({ status, amount: sum, currency: of }) => [
    { of: titles[status as keyof typeof titles], amount: Money.parse(String(sum), String(of))! },
  ],
};
