import { Money } from '../../kernel/domain/money.js';
import { adjustmentView } from '../ledger/contract.js';
import { column, type Report } from './report.js';
import { kigaliDayOf, kigaliTimeOf, range, shownText } from './sources.js';

const statuses = { approved: 'Approved', rejected: 'Rejected', requested: 'Requested' } as const;

/** Every line of every adjustment that was decided on these days, or was asked for on them and waits. */
export const manualAdjustments: Report = {
  name: 'manual-adjustments',
  title: 'Manual adjustments',
  covers: 'days',
  isAboutPeople: false,
  filters: [],
  columns: [
    column('day', 'Day (Kigali)', 'day', 'When it was decided; of one that waits, when it was asked for'),
    column('time', 'Time (Kigali)', 'time', 'The moment, in Kigali'),
    column('id', 'Adjustment', 'word', 'Its id; it has a row for each line'),
    column('status', 'Status', 'word', '`approved` (posted), `rejected` or `requested`'),
    column('account', 'Account', 'word', 'Of the ledger'),
    column('debit', 'Debit', 'money', 'Empty where it is a credit'),
    column('credit', 'Credit', 'money', 'Empty where it is a debit'),
    column('currency', 'Currency', 'word', 'ISO 4217'),
    column('reason', 'Reason', 'text', 'As the requester wrote it'),
    column('paymentId', 'Payment', 'word', 'The payment that it is about'),
    column('requestedBy', 'Requested by', 'word', 'The API client or user'),
    column('approvedBy', 'Approved by', 'word', 'Everybody who approved it'),
    column('rejectedBy', 'Rejected by', 'word', 'The API client or user'),
  ],
  async *rows(ask, sources) {
    const { gte, lt } = range(ask);
    // Adjustments are few, and one may have waited long: all that were asked for before the end of the days are looked at.
    const query = { where: { createdAt: { lt } }, sort: { field: 'createdAt', direction: 'ascending' } } as const;
    for await (const page of sources.pages(adjustmentView.collection, query, ask)) {
      for (const { id, status, lines, currency, reason, paymentId, ...known } of page) {
        const at = known.decidedAt ?? known.createdAt;
        if (at < gte || at >= lt) continue;
        for (const { account, side, amount } of lines)
          yield {
            day: kigaliDayOf(at),
            time: kigaliTimeOf(at),
            id,
            status,
            account,
            debit: side === 'debit' ? amount.amount : null,
            credit: side === 'credit' ? amount.amount : null,
            currency,
            reason: shownText(reason, ask),
            paymentId,
            requestedBy: known.requestedBy.id,
            approvedBy: known.approvedBy.map((signer) => signer.id).join(' ') || null,
            rejectedBy: known.rejectedBy?.id ?? null,
          };
      }
    }
  },
  totals: Object.values(statuses).flatMap((status) => [`${status}: debits`, `${status}: credits`]),
  counts: ({ status, debit, credit, currency }) => [
    {
      of: `${statuses[status as keyof typeof statuses]}: ${debit === null ? 'credits' : 'debits'}`,
      amount: Money.parse(String(debit ?? credit), String(currency))!,
    },
  ],
};
