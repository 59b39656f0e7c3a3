import { Command, Query } from '@nestjs/cqrs';
import type { Origin } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { Condition } from '../../kernel/ports/document-store.js';
import type { KnownSettlement } from './settlement.decider.js';
import type { AskedSettlement, InTransit, ReceivedDeposit, SuggestedDeposit, Suggestions } from './settlements.js';

interface Person {
  readonly id: string;
  readonly owner: string | null;
}

/** With what follows from today's date. */
export interface DatedSettlement {
  readonly settlement: KnownSettlement;
  readonly ageDays: number;
  readonly isOverdue: boolean;
}

export class ExpectSettlement extends Command<DatedSettlement & { readonly replayed: boolean }> {
  constructor(
    readonly key: string,
    readonly asked: AskedSettlement,
    readonly body: string,
    readonly person: Person,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ReceiveSettlement extends Command<DatedSettlement> {
  constructor(
    readonly settlementId: string,
    /** By the currency of the settlement. */
    readonly deposit: (currency: string) => ReceivedDeposit,
    readonly person: Person,
    readonly by: Origin,
  ) {
    super();
  }
}

export class CancelSettlement extends Command<DatedSettlement> {
  constructor(
    readonly settlementId: string,
    readonly reason: string,
    readonly person: Person,
    readonly by: Origin,
  ) {
    super();
  }
}

export class SettlementById extends Query<DatedSettlement> {
  constructor(readonly settlementId: string) {
    super();
  }
}

export class SettlementsWhere extends Query<{
  readonly settlements: readonly DatedSettlement[];
  readonly nextCursor: string | null;
}> {
  constructor(
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

/** Those that were expected by now, the longest on its way first. */
export class SettlementsOverdue extends Query<readonly DatedSettlement[]> {}

export class DepositsOfSettlement extends Query<readonly SuggestedDeposit[]> {
  constructor(readonly settlementId: string) {
    super();
  }
}

export class SettlementsInTransit extends Query<readonly InTransit[]> {}

interface DatedSuggestions extends Omit<Suggestions, 'settlements'> {
  readonly settlements: readonly (DatedSettlement & { readonly score: number; readonly reasons: readonly string[] })[];
}

export class SettlementSuggestions extends Query<DatedSuggestions> {
  constructor(
    readonly provider: string,
    readonly amount: Money,
    readonly receivedAt: string,
  ) {
    super();
  }
}
