import type { ApiClient } from '../../http/authentication.js';
import type { Disclosure } from '../../http/shown-to.js';
import type { DatedSettlement } from './settlement.commands.js';
import { factsOf } from './settlement.facts.js';

/** Settlements as the HTTP contract shows them to a client. */
export class SettlementResources {
  constructor(private readonly disclosure: Disclosure) {}

  one({ settlement, ageDays, isOverdue }: DatedSettlement, client: ApiClient) {
    return this.disclosure.shownTo(client, null, [], { ...factsOf(settlement), ageDays, overdue: isOverdue });
  }
}
