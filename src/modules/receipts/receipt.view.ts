import type { Sealed } from '../../kernel/domain/sealed.js';
import type { View } from '../../kernel/following/view.js';
import type { PayerDetails } from '../payments/contract.js';
import { receiptEvents, type ReceiptEvent } from './receipt.events.js';

export type ReceiptDocument = Omit<ReceiptEvent['data'], 'at' | 'amount' | 'payer'> & {
  /** The id of the payment, which has one receipt. */
  readonly id: string;
  readonly issuedAt: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly payer: Sealed<PayerDetails>;
};

export const asReceiptDocument = ({ at, amount, ...data }: ReceiptEvent['data']): ReceiptDocument => ({
  ...data,
  id: data.paymentId,
  issuedAt: at,
  amount: amount.toJSON(),
});

export const receiptView: View<ReceiptDocument, ReceiptEvent> = {
  collection: { name: 'receipts.v1', indexes: [['number'], ['client', 'issuedAt']] },
  events: receiptEvents,
  idOf: ({ data }) => data.paymentId,
  on: { ReceiptIssued: (_, { data }) => asReceiptDocument(data) },
};
