import { column, dimensionColumn, type Column, type Row } from './report.js';
import { kigaliDayOf, kigaliTimeOf, shownText, type Ask, type EndedMovement, type Sources } from './sources.js';

/** What every report of single movements says of each. */
export const movementColumns = {
  day: column('day', 'Day (Kigali)', 'day', 'The Kigali day to which it belongs'),
  time: column('time', 'Time (Kigali)', 'time', 'The moment, in Kigali'),
  kind: column('kind', 'Kind', 'word', '`payment`, `refund` or `payout`'),
  id: column('id', 'Id', 'word', 'Of the payment, refund or payout'),
  paymentId: column('paymentId', 'Payment', 'word', 'The payment whose money it is; empty for a payout'),
  client: column('client', 'API client', 'word', 'The id of the API client whose it is'),
  recordType: column('recordType', 'Record type', 'word', 'The type of the record that it is for'),
  record: column('record', 'Record', 'text', 'The record that it is for'),
  part: column('part', 'Part', 'text', 'The part of the record'),
  service: dimensionColumn('service', 'Service'),
  branch: dimensionColumn('branch', 'Branch'),
  department: dimensionColumn('department', 'Department'),
  program: dimensionColumn('program', 'Program'),
  reference: dimensionColumn('reference', 'Field reference'),
  person: column('phone', 'Phone number', 'phone', 'Of the payer or payee; empty where that person’s data is erased'),
  provider: column('provider', 'Provider', 'word', 'By which it moved, or was to move'),
  providerReference: column('providerReference', 'Our reference', 'word', 'By which the provider knows the attempt'),
  transactionId: column('providerTransactionId', 'Provider transaction', 'word', 'The provider’s own number of it'),
  amount: column('amount', 'Amount', 'money', 'In major units'),
  currency: column('currency', 'Currency', 'word', 'ISO 4217'),
  decidedIn: column(
    'reviewId',
    'Decided in review',
    'word',
    'The review in which a person decided it; empty: no person did',
  ),
} as const satisfies Record<string, Column>;

/** The cells of these columns, and the movement that they are of. */
export async function movementRows(
  movements: readonly EndedMovement[],
  ask: Ask,
  sources: Pick<Sources, 'numbers'>,
): Promise<readonly { readonly movement: EndedMovement; readonly row: Row }[]> {
  const numbers = await sources.numbers(
    movements.map(({ person }) => person),
    ask,
  );
  return movements.map((movement, index) => {
    const { end, amount, record, provider, providerReference, client, paymentId } = movement;
    const row = {
      day: kigaliDayOf(end.at),
      time: kigaliTimeOf(end.at),
      kind: movement.kind,
      id: end.movementId,
      paymentId,
      client,
      recordType: record.type,
      record: shownText(record.id, ask),
      part: shownText(record.part, ask),
      ...dimensionCells(movement.dimensions, ask),
      phone: numbers[index]!,
      provider,
      providerReference,
      providerTransactionId: end.transactionId,
      amount: amount.amount,
      currency: amount.currency,
      reviewId: end.decidedIn,
    };
    return { movement, row };
  });
}

export const dimensionCells = (dimensions: Readonly<Record<string, string>>, ask: Pick<Ask, 'numbers'>) => ({
  service: shownText(dimensions['service'], ask),
  branch: shownText(dimensions['branch'], ask),
  department: shownText(dimensions['department'], ask),
  program: shownText(dimensions['program'], ask),
  reference: shownText(dimensions['reference'], ask),
});
