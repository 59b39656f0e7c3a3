import type { KnownPayment } from './payment.state.js';

/** The facts about a payment that need no personal data, under the names that the HTTP contract gives them. */
export function factsOf(payment: KnownPayment) {
  const current = payment.attempts.at(-1)!;
  return {
    id: payment.id,
    status: payment.status,
    amount: payment.amount.amount,
    currency: payment.amount.currency,
    paidAmount: payment.paidAmount?.amount ?? null,
    refundedAmount: payment.refunded.amount,
    provider: current.provider,
    providerReference: current.providerReference,
    providerTransactionId: payment.providerTransactionId,
    failure: payment.failure,
    duplicateSuspected: payment.duplicateOf !== null,
    attempts: payment.attempts.map(({ number, provider, providerReference, status, at }) => ({
      number,
      provider,
      providerReference,
      status,
      at,
    })),
    createdAt: payment.createdAt,
    submittedAt: payment.submittedAt,
    confirmedAt: payment.confirmedAt,
    expiresAt: payment.expiresAt,
  };
}
