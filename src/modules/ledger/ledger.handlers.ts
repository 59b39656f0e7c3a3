import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import type { KeysInFlight } from '../../http/idempotency.js';
import type { KnownAdjustment } from './adjustment.decider.js';
import { adjustmentView, asAdjustment } from './adjustment.view.js';
import { adjustmentIdFor, type Adjustments } from './adjustments.js';
import { dayPdf, type Installation } from './day-pdf.js';
import type { Days } from './days.js';
import {
  AccountBalances,
  AdjustmentById,
  AdjustmentsWhere,
  ApproveAdjustment,
  CloseDay,
  DayByDate,
  DaysBetween,
  EntriesWhere,
  PageOfDay,
  RejectAdjustment,
  RequestAdjustment,
  TrialBalanceAt,
} from './ledger.commands.js';
import { entryView, type ShownEntry } from './ledger.view.js';
import type { Balances, TrialBalance } from './trial-balance.js';

export interface LedgerParts {
  readonly adjustments: Adjustments;
  readonly days: Days;
  readonly balances: Balances;
  readonly documents: DocumentStore;
  readonly personalData: Pick<PersonalData, 'fingerprint'>;
  readonly keysInFlight: KeysInFlight;
  /** Of the installation. */
  readonly currency: string;
  readonly installation: Installation;
}

@CommandHandler(RequestAdjustment)
export class RequestAdjustmentHandler implements ICommandHandler<RequestAdjustment> {
  constructor(private readonly parts: LedgerParts) {}

  execute({ key, asked, body, person, by }: RequestAdjustment) {
    const { adjustments, keysInFlight, personalData } = this.parts;
    const id = adjustmentIdFor(person.id, key);
    return keysInFlight.once(id, () => adjustments.request(id, asked, personalData.fingerprint(body), person, by));
  }
}

@CommandHandler(ApproveAdjustment)
export class ApproveAdjustmentHandler implements ICommandHandler<ApproveAdjustment> {
  constructor(private readonly parts: LedgerParts) {}

  execute({ adjustmentId, person, by }: ApproveAdjustment): Promise<KnownAdjustment> {
    return this.parts.adjustments.approve(adjustmentId, person, by);
  }
}

@CommandHandler(RejectAdjustment)
export class RejectAdjustmentHandler implements ICommandHandler<RejectAdjustment> {
  constructor(private readonly parts: LedgerParts) {}

  execute({ adjustmentId, reason, person, by }: RejectAdjustment): Promise<KnownAdjustment> {
    return this.parts.adjustments.reject(adjustmentId, reason, person, by);
  }
}

@QueryHandler(AdjustmentById)
export class AdjustmentByIdHandler implements IQueryHandler<AdjustmentById> {
  constructor(private readonly parts: LedgerParts) {}

  async execute({ adjustmentId }: AdjustmentById): Promise<KnownAdjustment> {
    const found = await this.parts.adjustments.find(adjustmentId);
    if (found === null) throw new Refusal('not-found', 'ADJUSTMENT_NOT_FOUND', { adjustmentId });
    return found;
  }
}

@QueryHandler(AdjustmentsWhere)
export class AdjustmentsWhereHandler implements IQueryHandler<AdjustmentsWhere> {
  constructor(private readonly parts: LedgerParts) {}

  async execute({ where, limit, cursor }: AdjustmentsWhere): Promise<Page<KnownAdjustment>> {
    const sort = { field: 'createdAt', direction: 'descending' } as const;
    const page = await this.parts.documents.query(adjustmentView.collection, { where, sort, limit, cursor });
    return { documents: page.documents.map(asAdjustment), nextCursor: page.nextCursor };
  }
}

@CommandHandler(CloseDay)
export class CloseDayHandler implements ICommandHandler<CloseDay> {
  constructor(private readonly parts: LedgerParts) {}

  execute({ day, by }: CloseDay) {
    return this.parts.days.close(day, by);
  }
}

@QueryHandler(DayByDate)
export class DayByDateHandler implements IQueryHandler<DayByDate> {
  constructor(private readonly parts: LedgerParts) {}

  execute({ day }: DayByDate) {
    return this.parts.days.find(day);
  }
}

@QueryHandler(PageOfDay)
export class PageOfDayHandler implements IQueryHandler<PageOfDay> {
  constructor(private readonly parts: LedgerParts) {}

  async execute({ day, language }: PageOfDay) {
    return dayPdf(await this.parts.days.sheet(day), language, this.parts.installation);
  }
}

@QueryHandler(DaysBetween)
export class DaysBetweenHandler implements IQueryHandler<DaysBetween> {
  constructor(private readonly parts: LedgerParts) {}

  execute({ from, to, limit, before }: DaysBetween) {
    return this.parts.days.between(from, to, limit, before);
  }
}

@QueryHandler(EntriesWhere)
export class EntriesWhereHandler implements IQueryHandler<EntriesWhere> {
  constructor(private readonly parts: LedgerParts) {}

  async execute({ where, limit, cursor }: EntriesWhere): Promise<Page<ShownEntry>> {
    const sort = { field: 'order', direction: 'descending' } as const;
    // Without an account each entry stands in the list once.
    const asked = { ...where, ...('account' in where ? {} : { first: true }) };
    const page = await this.parts.documents.query(entryView.collection, { where: asked, sort, limit, cursor });
    return { documents: page.documents.map(({ entry }) => entry!), nextCursor: page.nextCursor };
  }
}

@QueryHandler(TrialBalanceAt)
export class TrialBalanceAtHandler implements IQueryHandler<TrialBalanceAt> {
  constructor(private readonly parts: LedgerParts) {}

  execute({ moment, currency }: TrialBalanceAt): Promise<TrialBalance> {
    return this.parts.balances.at(moment, currency ?? this.parts.currency);
  }
}

@QueryHandler(AccountBalances)
export class AccountBalancesHandler implements IQueryHandler<AccountBalances> {
  constructor(private readonly parts: LedgerParts) {}

  async execute(): Promise<readonly TrialBalance[]> {
    const { balances, currency } = this.parts;
    const posted = await balances.currencies();
    return Promise.all([...new Set([currency, ...posted])].map((each) => balances.at(null, each)));
  }
}

export const ledgerHandlers = [
  RequestAdjustmentHandler,
  ApproveAdjustmentHandler,
  RejectAdjustmentHandler,
  AdjustmentByIdHandler,
  AdjustmentsWhereHandler,
  CloseDayHandler,
  DayByDateHandler,
  PageOfDayHandler,
  DaysBetweenHandler,
  EntriesWhereHandler,
  TrialBalanceAtHandler,
  AccountBalancesHandler,
];
