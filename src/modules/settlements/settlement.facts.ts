import { inTransit, type KnownSettlement } from './settlement.decider.js';

/** The facts about a settlement that do not depend on when they are asked for, under the names that the HTTP contract gives them. */
export function factsOf(settlement: KnownSettlement) {
  const { id, status, provider, bankAccount, gross, net, fees, leftAt, expectedBy, covers, reference } = settlement;
  const { deposits, requestedBy, cancelled, createdAt, receivedAt } = settlement;
  return {
    id,
    status,
    provider,
    bankAccount,
    gross: gross.amount,
    net: net.amount,
    fees: fees.amount,
    inTransit: inTransit(settlement).amount,
    currency: gross.currency,
    leftAt,
    expectedBy,
    covers,
    reference,
    deposits: deposits.map(({ amount, fee, receivedAt: at, bankReference, itemId, note, confirmedBy }) => ({
      amount: amount.amount,
      fee: fee.amount,
      receivedAt: at,
      bankReference,
      itemId,
      note,
      confirmedBy: confirmedBy.id,
    })),
    requestedBy: requestedBy.id,
    cancelled: cancelled && { reason: cancelled.reason, by: cancelled.by.id, at: cancelled.at },
    createdAt,
    receivedAt,
  };
}
