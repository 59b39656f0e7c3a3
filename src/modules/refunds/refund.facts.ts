import type { KnownRefund } from './refund.decider.js';

/** The facts about a refund that need no personal data, under the names that the HTTP contract gives them. */
export function factsOf(refund: KnownRefund) {
  const { attempts, amount, manual } = refund;
  return {
    id: refund.id,
    paymentId: refund.paymentId,
    status: refund.status,
    amount: amount.amount,
    currency: amount.currency,
    method: refund.method,
    requestedBy: refund.requestedBy.id,
    approvedBy: refund.approvedBy.map(({ id }) => id),
    approvalsNeeded: refund.approversNeeded,
    rejectedBy: refund.rejectedBy?.id ?? null,
    provider: refund.provider,
    providerReference: attempts.at(-1)?.providerReference ?? manual?.providerReference ?? null,
    providerTransactionId: refund.providerTransactionId,
    failure: refund.failure,
    createdAt: refund.createdAt,
    decideBy: refund.decideBy,
    submittedAt: refund.submittedAt,
    completedAt: refund.completedAt,
  };
}
