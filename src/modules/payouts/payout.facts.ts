import type { KnownPayout } from './payout.state.js';

/** The facts about a payout that need no personal data, under the names that the HTTP contract gives them. */
export function factsOf(payout: KnownPayout) {
  const { attempts, amount, record } = payout;
  const current = attempts.at(-1) ?? null;
  return {
    id: payout.id,
    status: payout.status,
    amount: amount.amount,
    currency: amount.currency,
    provider: current?.provider ?? payout.provider,
    providerReference: current?.providerReference ?? null,
    providerTransactionId: payout.providerTransactionId,
    record: { type: record.type, id: record.id, part: record.part },
    dimensions: payout.dimensions,
    batchId: payout.batch?.id ?? null,
    requestedBy: payout.requestedBy.id,
    approvedBy: payout.approvedBy.map(({ id }) => id),
    rejectedBy: payout.rejectedBy?.id ?? null,
    failure: payout.failure,
    attempts: attempts.map(({ number, provider, providerReference, status, at }) => ({
      number,
      provider,
      providerReference,
      status,
      at,
    })),
    createdAt: payout.createdAt,
    submittedAt: payout.submittedAt,
    completedAt: payout.completedAt,
  };
}
