import type { ApiClient } from '../../http/authentication.js';
import type { Disclosure } from '../../http/shown-to.js';
import type { DatedSettlement } from './settlement.commands.js';
import { inTransit } from './settlement.decider.js';

/** Settlements as the HTTP contract shows them to a client. */
export class SettlementResources {
  constructor(private readonly disclosure: Disclosure) {}

  one({ settlement, ageDays, isOverdue }: DatedSettlement, client: ApiClient) {
    const { id, status, provider, bankAccount, gross, net, fees, leftAt, expectedBy, covers, reference } = settlement;
    const { deposits, requestedBy, cancelled, createdAt, receivedAt } = settlement;
    return this.disclosure.shownTo(client, null, [], {
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
      ageDays,
      overdue: isOverdue,
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
    });
  }
}
