import type { EventOf } from '../../kernel/domain/events.js';
import { keyIdOf, subjectOf } from '../../kernel/domain/sealed.js';
import type { View } from '../../kernel/following/view.js';
import { RecordClaimed } from '../payments/contract.js';
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
  /** When a payment was last asked of the payer; null: none was since the log begins. */
  readonly lastAskedAt: string | null;
  readonly erasedAt: string | null;
}

type PayerOrClaim = EventOf<typeof RecordClaimed> | EventOf<typeof PayerErased>;

/**
 * A claim holds the payment's first sealed text, also that of a payment which then never began. A further attempt seals nothing about the payer.
 */
export const payerView: View<PayerDocument, PayerOrClaim> = {
  collection: { name: 'payers.v1', indexes: [['status', 'lastAskedAt'], ['erasedAt']] },
  events: [RecordClaimed, PayerErased],
  idOf: ({ data }) => {
    if ('subject' in data) return data.subject;
    return 'creation' in data.begins ? subjectOf(data.begins.creation.payer) : 'no-payer';
  },
  on: {
    RecordClaimed(document, { data: { begins, at } }) {
      if (!('creation' in begins)) return document;
      const { payer } = begins.creation;
      const known = document ?? unknownPayer(subjectOf(payer));
      return withStatus({ ...known, keyIds: distinct([...known.keyIds, keyIdOf(payer)]), lastAskedAt: at });
    },
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
