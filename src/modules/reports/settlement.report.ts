import { Money } from '../../kernel/domain/money.js';
import { asSettlement, inTransit, settlementView, type SettlementDocument } from '../settlements/contract.js';
import { column, type Report, type Row } from './report.js';
import { kigaliDayOf, kigaliTimeOf, range, shownText, type Ask } from './sources.js';

/** Money on its way from wallets to the bank: every settlement that left, was received or was cancelled on these days, or is in transit since then. */
export const settlement: Report = {
  name: 'settlement',
  title: 'Settlement',
  covers: 'days',
  isAboutPeople: false,
  filters: ['provider'],
  columns: [
    column('day', 'Left on (Kigali)', 'day', 'The Kigali day on which it left the wallet'),
    column('time', 'Left at (Kigali)', 'time', 'The moment, in Kigali'),
    column('id', 'Settlement', 'word', 'Its id'),
    column('provider', 'Provider', 'word', 'Whose wallet it left'),
    column('bankAccount', 'Bank account', 'text', 'Where it is expected'),
    column('status', 'Status', 'word', '`expected`, `partly-received`, `received` or `cancelled`, as of now'),
    column('coversFrom', 'Covers from', 'day', 'The first day whose payments it is made of, where somebody has said'),
    column('coversTo', 'Covers to', 'day', 'The last such day'),
    column('reference', 'Provider reference', 'word', 'The provider’s own number of the move'),
    column('gross', 'Gross', 'money', 'What left the wallet'),
    column('fees', 'Fees', 'money', 'Kept by the provider or the bank on the way'),
    column('net', 'Net', 'money', 'What the bank’s statement has of it'),
    column('inTransit', 'In transit', 'money', 'Gross less net and fees; nothing of one that is cancelled'),
    column('currency', 'Currency', 'word', 'ISO 4217'),
    column('deposits', 'Deposits', 'number', 'On the bank’s statement'),
    column('bankReferences', 'Bank references', 'text', 'Of the deposits'),
    column('receivedAt', 'Received at (Kigali)', 'time', 'When the last of it was confirmed'),
    column('expectedBy', 'Expected by (Kigali)', 'time', 'From then on it is overdue'),
    column('ageDays', 'Age in days', 'number', 'Since it left; of one that is received or cancelled, until then'),
    column('overdue', 'Overdue', 'word', '`yes` where it is in transit and was expected by now'),
  ],
  paper: [
    { name: 'time', mm: 28, align: 'left' },
    { name: 'provider', mm: 20, align: 'left' },
    { name: 'bankAccount', mm: 34, align: 'left' },
    { name: 'status', mm: 22, align: 'left' },
    { name: 'bankReferences', mm: 40, align: 'left' },
    { name: 'gross', mm: 24, align: 'right' },
    { name: 'fees', mm: 18, align: 'right' },
    { name: 'net', mm: 24, align: 'right' },
    { name: 'inTransit', mm: 24, align: 'right' },
    { name: 'currency', mm: 13, align: 'left' },
  ],
  async *rows(ask, sources) {
    // They are few, and one may have been on its way for long: all are looked at.
    const query = { sort: { field: 'createdAt', direction: 'ascending' } } as const;
    for await (const page of sources.pages(settlementView.collection, query, ask))
      for (const document of page)
        if (isMeant(document, ask) && (ask.filters.provider ?? document.provider) === document.provider)
          yield rowOf(document, ask);
  },
  totals: ['Gross', 'Fees', 'Net', 'In transit'],
  counts: (row) => {
    if (row['status'] === 'cancelled') return [];
    // A settlement of which nothing is on its way any more is not one of those that are, and so with fees and with what has arrived.
    const some = (of: string, cell: string) => {
      const amount = Money.parse(String(row[cell]), String(row['currency']))!;
      return { of, amount, count: amount.minor === 0n ? 0 : 1 };
    };
    return [some('Gross', 'gross'), some('Fees', 'fees'), some('Net', 'net'), some('In transit', 'inTransit')];
  },
};

function isMeant({ leftAt, receivedAt, cancelled, isInTransit }: SettlementDocument, ask: Ask): boolean {
  const { gte, lt } = range(ask);
  const isOf = (at: string | null | undefined) => at !== null && at !== undefined && at >= gte && at < lt;
  return isOf(leftAt) || isOf(receivedAt) || isOf(cancelled?.at) || (isInTransit && leftAt < lt);
}

function rowOf(document: SettlementDocument, ask: Ask): Row {
  const known = asSettlement(document);
  // A fee that was forgotten is on no statement by itself.
  const deposits = known.deposits.filter(({ amount }) => amount.isPositive);
  const end = known.receivedAt ?? known.cancelled?.at ?? ask.now;
  return {
    day: kigaliDayOf(known.leftAt),
    time: kigaliTimeOf(known.leftAt),
    id: known.id,
    provider: known.provider,
    bankAccount: shownText(known.bankAccount, ask),
    status: known.status,
    coversFrom: known.covers?.from ?? null,
    coversTo: known.covers?.to ?? null,
    reference: known.reference,
    gross: known.gross.amount,
    fees: known.fees.amount,
    net: known.net.amount,
    inTransit: inTransit(known).amount,
    currency: known.gross.currency,
    deposits: deposits.length,
    bankReferences: deposits.map(({ bankReference }) => shownText(bankReference, ask)).join(' ') || null,
    receivedAt: known.receivedAt === null ? null : kigaliTimeOf(known.receivedAt),
    expectedBy: kigaliTimeOf(known.expectedBy),
    ageDays: Math.max(0, Math.floor((Date.parse(end) - Date.parse(known.leftAt)) / dayMs)),
    overdue: document.isInTransit && known.expectedBy < ask.now ? 'yes' : null,
  };
}

const dayMs = 24 * 3_600_000;
