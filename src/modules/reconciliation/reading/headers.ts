/** The meanings of columns that are looked for. */
export type Field =
  | 'id'
  | 'externalId'
  | 'date'
  | 'time'
  | 'status'
  | 'type'
  | 'from'
  | 'fromName'
  | 'to'
  | 'toName'
  | 'party'
  | 'partyName'
  | 'amount'
  | 'credit'
  | 'debit'
  | 'entryType'
  | 'currency'
  | 'fee'
  | 'balance'
  | 'balanceBefore'
  | 'text';

/** By which headers a column is known. They are compared without case, spaces and punctuation. */
export type HeaderSynonyms = { readonly [field in Field]?: readonly string[] };
