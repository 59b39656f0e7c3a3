import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { KeysInFlight } from '../../http/idempotency.js';
import {
  CancelSettlement,
  DepositsOfSettlement,
  ExpectSettlement,
  ReceiveSettlement,
  SettlementById,
  SettlementsInTransit,
  SettlementsOverdue,
  SettlementsWhere,
  SettlementSuggestions,
  type DatedSettlement,
} from './settlement.commands.js';
import type { KnownSettlement } from './settlement.decider.js';
import { asSettlement, settlementView } from './settlement.view.js';
import { settlementIdFor, type Settlements } from './settlements.js';

export interface SettlementHandlerParts {
  readonly settlements: Settlements;
  readonly documents: DocumentStore;
  readonly personalData: Pick<PersonalData, 'fingerprint'>;
  readonly keysInFlight: KeysInFlight;
}

const dated = (settlements: Settlements, settlement: KnownSettlement): DatedSettlement => ({
  settlement,
  ageDays: settlements.ageDays(settlement),
  isOverdue: settlements.isOverdue(settlement),
});

@CommandHandler(ExpectSettlement)
export class ExpectSettlementHandler implements ICommandHandler<ExpectSettlement> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  execute({ key, asked, body, person, by }: ExpectSettlement) {
    const { settlements, keysInFlight, personalData } = this.parts;
    const id = settlementIdFor(person.id, key);
    return keysInFlight.once(id, async () => {
      const { settlement, replayed } = await settlements.expect(id, asked, personalData.fingerprint(body), person, by);
      return { ...dated(settlements, settlement), replayed };
    });
  }
}

@CommandHandler(ReceiveSettlement)
export class ReceiveSettlementHandler implements ICommandHandler<ReceiveSettlement> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  async execute({ settlementId, deposit, person, by }: ReceiveSettlement) {
    const { settlements } = this.parts;
    const known = await settlements.find(settlementId);
    if (known === null) throw unknown(settlementId);
    return dated(settlements, await settlements.receive(settlementId, deposit(known.gross.currency), person, by));
  }
}

@CommandHandler(CancelSettlement)
export class CancelSettlementHandler implements ICommandHandler<CancelSettlement> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  async execute({ settlementId, reason, person, by }: CancelSettlement) {
    const { settlements } = this.parts;
    return dated(settlements, await settlements.cancel(settlementId, reason, person, by));
  }
}

@QueryHandler(SettlementById)
export class SettlementByIdHandler implements IQueryHandler<SettlementById> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  async execute({ settlementId }: SettlementById) {
    const found = await this.parts.settlements.find(settlementId);
    if (found === null) throw unknown(settlementId);
    return dated(this.parts.settlements, found);
  }
}

@QueryHandler(SettlementsWhere)
export class SettlementsWhereHandler implements IQueryHandler<SettlementsWhere> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  async execute({ where, limit, cursor }: SettlementsWhere) {
    const { documents, settlements } = this.parts;
    const sort = { field: 'createdAt', direction: 'descending' } as const;
    const page = await documents.query(settlementView.collection, { where, sort, limit, cursor });
    return {
      settlements: page.documents.map((document) => dated(settlements, asSettlement(document))),
      nextCursor: page.nextCursor,
    };
  }
}

@QueryHandler(SettlementsOverdue)
export class SettlementsOverdueHandler implements IQueryHandler<SettlementsOverdue> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  async execute() {
    const { settlements } = this.parts;
    return (await settlements.overdue()).map((one) => dated(settlements, one));
  }
}

@QueryHandler(DepositsOfSettlement)
export class DepositsOfSettlementHandler implements IQueryHandler<DepositsOfSettlement> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  async execute({ settlementId }: DepositsOfSettlement) {
    const found = await this.parts.settlements.find(settlementId);
    if (found === null) throw unknown(settlementId);
    return this.parts.settlements.depositsOf(found);
  }
}

@QueryHandler(SettlementsInTransit)
export class SettlementsInTransitHandler implements IQueryHandler<SettlementsInTransit> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  execute() {
    return this.parts.settlements.inTransit();
  }
}

@QueryHandler(SettlementSuggestions)
export class SettlementSuggestionsHandler implements IQueryHandler<SettlementSuggestions> {
  constructor(private readonly parts: SettlementHandlerParts) {}

  async execute({ provider, amount, receivedAt }: SettlementSuggestions) {
    const { settlements } = this.parts;
    const found = await settlements.suggest({ provider, amount, receivedAt });
    const suggested = found.settlements.map(({ settlement, ...why }) => ({
      ...dated(settlements, settlement),
      ...why,
    }));
    return { ...found, settlements: suggested };
  }
}

const unknown = (settlementId: string) => new Refusal('not-found', 'SETTLEMENT_NOT_FOUND', { settlementId });

export const settlementHandlers = [
  ExpectSettlementHandler,
  ReceiveSettlementHandler,
  CancelSettlementHandler,
  SettlementByIdHandler,
  SettlementsWhereHandler,
  SettlementsOverdueHandler,
  DepositsOfSettlementHandler,
  SettlementsInTransitHandler,
  SettlementSuggestionsHandler,
];
