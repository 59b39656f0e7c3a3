import { statusOf } from './document-content.js';
import type { ShownDocument } from './receipt.commands.js';

const commonOf = ({ facts, provider }: ShownDocument) => ({
  number: facts.number,
  issuedAt: facts.issuedAt,
  paidAt: facts.paidAt,
  paymentId: facts.paymentId,
  ...facts.amount,
  method: facts.method,
  provider,
  providerReference: facts.providerReference,
  providerTransactionId: facts.providerTransactionId,
  payer: { msisdn: facts.payer.msisdn, ...(facts.payer.erased && { erased: true }) },
  record: {
    type: facts.record.type,
    id: facts.record.id,
    ...(facts.record.part === null ? {} : { part: facts.record.part }),
  },
  organisation: facts.organisation,
  verifyUrl: facts.verifyUrl,
  qr: facts.qr,
});

/** A receipt as the HTTP contract shows it. */
export const shownReceipt = (shown: ShownDocument) => ({
  ...commonOf(shown),
  status: statusOf(shown.facts, shown.since),
  refundedAmount: shown.since.refundedAmount,
  creditNotes: shown.since.creditNotes.map((number) => ({ number, url: `/v1/credit-notes/${number}` })),
  ebmNumber: shown.since.ebmNumber,
});

export const shownCreditNote = (shown: ShownDocument) => ({
  ...commonOf(shown),
  refundId: shown.facts.refund!.refundId,
  receipt: shown.facts.refund!.receipt,
  refundedAt: shown.facts.refund!.at,
});
