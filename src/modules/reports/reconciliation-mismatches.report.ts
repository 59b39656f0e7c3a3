import { Money } from '../../kernel/domain/money.js';
import { itemView, type ItemDocument } from '../reconciliation/contract.js';
import { column, type Report, type Row } from './report.js';
import { kigaliDayOf, kigaliTimeOf, range, type Ask } from './sources.js';

const titles = {
  'amount-mismatch': 'Amount mismatch',
  'status-mismatch': 'Status mismatch',
  'currency-mismatch': 'Currency mismatch',
  'missing-internally': 'Missing internally',
  'missing-at-provider': 'Missing at provider',
  unreadable: 'Unreadable',
} as const;
type Outcome = keyof typeof titles;
const isMismatch = (outcome: string): outcome is Outcome => outcome in titles;

/** Every line of a statement that does not agree with what we know, and every movement that is on no statement, found on these days. */
export const reconciliationMismatches: Report = {
  name: 'reconciliation-mismatches',
  title: 'Reconciliation mismatches',
  covers: 'days',
  isAboutPeople: false,
  filters: ['provider'],
  columns: [
    column('day', 'Day (Kigali)', 'day', 'On which it was found'),
    column('time', 'Time (Kigali)', 'time', 'The moment, in Kigali'),
    column('id', 'Item', 'word', 'Its id'),
    column('outcome', 'Outcome', 'word', 'What does not agree'),
    column('status', 'Status', 'word', '`open`, `assigned`, `awaiting-approval`, `waiting` or `resolved`, as of now'),
    column('ageDays', 'Age in days', 'number', 'Since it was found; of one that is resolved, until it was'),
    column('provider', 'Provider', 'word', 'Whose statement it is, or should be on'),
    column('account', 'Account', 'word', 'Of the statement'),
    column('statementId', 'Statement', 'word', 'Empty where it is on none'),
    column('line', 'Line', 'number', 'Of the file'),
    column('kind', 'Kind', 'word', '`payment`, `refund` or `payout`, where one is meant'),
    column('movementId', 'Movement', 'word', 'The payment, refund or payout that is meant'),
    column('paymentId', 'Payment', 'word', 'The payment that it is about'),
    column('providerTransactionId', 'Provider transaction', 'word', 'The provider’s own number'),
    column('movedAt', 'Moved at (Kigali)', 'time', 'By the statement; of what is on none, when we confirmed it'),
    column('amount', 'Amount', 'money', 'By the statement; of what is on none, ours'),
    column('fee', 'Fee', 'money', 'By the statement'),
    column('expectedFee', 'Expected fee', 'money', 'By the tariff'),
    column('currency', 'Currency', 'word', 'ISO 4217'),
    column('reasons', 'Reasons', 'word', 'Why it came to this, as codes'),
    column('assignee', 'Assignee', 'word', 'Who works on it'),
    column('resolution', 'Resolution', 'word', 'How it was resolved'),
    column('resolvedBy', 'Resolved by', 'word', 'The API client or user'),
    column('resolvedAt', 'Resolved at (Kigali)', 'time', 'The moment, in Kigali'),
  ],
  async *rows(ask, sources) {
    const query = { where: { openedAt: range(ask) }, sort: { field: 'openedAt', direction: 'ascending' } } as const;
    for await (const page of sources.pages(itemView.collection, query, ask))
      for (const item of page)
        if (isMismatch(item.outcome) && (ask.filters.provider ?? item.provider) === item.provider)
          yield rowOf(item, ask);
  },
  totals: Object.values(titles),
  counts: ({ outcome, amount, currency }) => [
    {
      of: titles[outcome as Outcome],
      // What cannot be read has none, and a statement may name a currency that is none.
      amount: amount === null || currency === null ? null : Money.parse(String(amount), String(currency)),
    },
  ],
};

function rowOf(item: ItemDocument, { now }: Pick<Ask, 'now'>): Row {
  const { line, missed, work } = item;
  const meant = line?.meant ?? missed;
  const resolvedAt = work.resolution?.at ?? null;
  const movedAt = line?.at ?? missed?.confirmedAt ?? null;
  return {
    day: kigaliDayOf(item.openedAt),
    time: kigaliTimeOf(item.openedAt),
    id: item.id,
    outcome: item.outcome,
    status: item.status,
    ageDays: Math.floor((Date.parse(resolvedAt ?? now) - Date.parse(item.openedAt)) / dayMs),
    provider: item.provider,
    account: item.account,
    statementId: item.statementId,
    line: line?.line ?? null,
    kind: meant?.kind ?? null,
    movementId: meant?.id ?? null,
    paymentId: item.paymentId,
    providerTransactionId: line?.transactionId ?? missed?.transactionId ?? null,
    movedAt: movedAt === null ? null : kigaliTimeOf(movedAt),
    amount: line?.amount ?? missed?.amount ?? null,
    fee: line?.fee ?? null,
    expectedFee: line?.expectedFee ?? null,
    currency: line?.currency ?? missed?.currency ?? null,
    reasons: line?.reasons.join(' ') ?? null,
    assignee: item.assignee,
    resolution: work.resolution?.resolution ?? null,
    resolvedBy: work.resolution?.resolvedBy.id ?? null,
    resolvedAt: resolvedAt === null ? null : kigaliTimeOf(resolvedAt),
  };
}

const dayMs = 24 * 3_600_000;
