import type { Sealed } from '../../kernel/domain/sealed.js';
import type { View } from '../../kernel/following/view.js';
import type { PayerDetails } from '../payments/contract.js';
import { creditNoteEvents, ReceiptIssued, type CreditNoteEvent, type IssuedReceipt } from './receipt.events.js';
import type { EventOf } from '../../kernel/domain/events.js';

/** Receipts in lists of payments. What one says, and which has a number, is read from the log. */
export interface ReceiptDocument {
  /** The id of the payment, which has one receipt. */
  readonly id: string;
  readonly number: string;
  readonly paymentId: string;
  readonly client: string;
  readonly issuedAt: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly method: string;
  readonly provider: string;
  readonly providerReference: string;
  readonly providerTransactionId: string | null;
  readonly payer: Sealed<PayerDetails>;
  readonly record: IssuedReceipt['record'];
  readonly organisation: IssuedReceipt['organisation'];
  readonly paidAt: string;
}

export const receiptView: View<ReceiptDocument, EventOf<typeof ReceiptIssued>> = {
  collection: { name: 'receipts.v1', indexes: [] },
  events: [ReceiptIssued],
  idOf: ({ data }) => data.paymentId,
  on: {
    ReceiptIssued: (
      _,
      { data: { at, amount, logo: _logo, publicBaseUrl: _url, layout: _layout, proof: _proof, ...data } },
    ) => ({
      ...data,
      id: data.paymentId,
      issuedAt: at,
      amount: amount.toJSON(),
    }),
  },
};

/** The credit notes of a payment, in the order of their numbers. */
export interface CreditNoteDocument {
  /** Its refund: the payment’s id and the revision of the event. */
  readonly id: string;
  readonly number: string;
  readonly paymentId: string;
  readonly client: string;
  readonly receipt: string;
  readonly refundId: string;
  readonly amount: { readonly amount: string; readonly currency: string };
  readonly refundedAt: string;
  readonly issuedAt: string;
}

export const creditNoteView: View<CreditNoteDocument, CreditNoteEvent> = {
  collection: { name: 'credit-notes.v1', indexes: [['paymentId', 'number']] },
  events: creditNoteEvents,
  idOf: ({ data }) => data.refund,
  on: {
    CreditNoteIssued: (_, { data }) => ({
      id: data.refund,
      number: data.number,
      paymentId: data.paymentId,
      client: data.client,
      receipt: data.receipt,
      refundId: data.refundId,
      amount: data.amount.toJSON(),
      refundedAt: data.refundedAt,
      issuedAt: data.at,
    }),
  },
};
