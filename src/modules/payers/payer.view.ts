import type { EventOf } from '../../kernel/domain/events.js';
import { keyIdOf, subjectOf, type Sealed } from '../../kernel/domain/sealed.js';
import type { View } from '../../kernel/following/view.js';
import { RecordClaimed } from '../payments/contract.js';
import { BatchLineRead, PayoutReattempted, PayoutRecordClaimed } from '../payouts/contract.js';
import { PayerErased } from './payer.events.js';

/** Which data keys a payer's payments were sealed under, and which of them are to be destroyed. */
export interface PayerDocument {
  /** The subject. */
  readonly id: string;
  /** `kept`: some key of the payer is not erased. */
  readonly status: 'kept' | 'erased';
  /** Every key that the log names for the payer, in the order of the log. */
  readonly keyIds: readonly string[];
  readonly erasedKeyIds: readonly string[];
  /** When a payment was last asked of the payer, or a payout for the payee; null: none was since the log begins. */
  readonly lastAskedAt: string | null;
  readonly erasedAt: string | null;
}

type PayerOrClaim = EventOf<
  | typeof RecordClaimed
  | typeof PayoutRecordClaimed
  | typeof PayoutReattempted
  | typeof BatchLineRead
  | typeof PayerErased
>;

/**
 * A claim holds the payment's first sealed text, also that of a payment which then never began. A further attempt seals nothing about the payer.
 */
export const payerView: View<PayerDocument, PayerOrClaim> = {
  collection: { name: 'payers.v1', indexes: [['status', 'lastAskedAt'], ['erasedAt']] },
  events: [RecordClaimed, PayoutRecordClaimed, PayoutReattempted, BatchLineRead, PayerErased],
  idOf: ({ data }) => {
    if ('subject' in data) return data.subject;
    const person = personIn(data);
    return person === null ? 'no-payer' : subjectOf(person);
  },
  on: {
    RecordClaimed: named,
    PayoutRecordClaimed: named,
    PayoutReattempted: named,
    BatchLineRead: named,
    PayerErased(document, { data: { subject, keyIds, at } }) {
      const known = document ?? unknownPayer(subject);
      return withStatus({
        ...known,
        keyIds: distinct([...known.keyIds, ...keyIds]),
        erasedKeyIds: distinct([...known.erasedKeyIds, ...keyIds]),
        erasedAt: at,
      });
    },
  },
};

/** The person that an event seals something about for the first time; null: it does not. */
function personIn(data: Claim['data']): Sealed | null {
  if ('row' in data) return data.hasPayee ? data.row : null;
  if ('payee' in data) return data.payee;
  if (data.begins === null) return null;
  if ('request' in data.begins) return data.begins.request.payee;
  return 'creation' in data.begins ? data.begins.creation.payer : null;
}
type Claim = Exclude<PayerOrClaim, EventOf<typeof PayerErased>>;

function named(document: PayerDocument | null, { data }: Claim): PayerDocument | null {
  const person = personIn(data);
  if (person === null) return document;
  const known = document ?? unknownPayer(subjectOf(person));
  return withStatus({ ...known, keyIds: distinct([...known.keyIds, keyIdOf(person)]), lastAskedAt: data.at });
}

const unknownPayer = (id: string): PayerDocument => ({
  id,
  status: 'kept',
  keyIds: [],
  erasedKeyIds: [],
  lastAskedAt: null,
  erasedAt: null,
});

const withStatus = (payer: PayerDocument): PayerDocument => ({
  ...payer,
  status: payer.keyIds.every((keyId) => payer.erasedKeyIds.includes(keyId)) ? 'erased' : 'kept',
});

const distinct = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
