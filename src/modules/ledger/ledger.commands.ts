import { Command, Query } from '@nestjs/cqrs';
import type { Instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { KnownAdjustment } from './adjustment.decider.js';
import type { AskedAdjustment, Person } from './adjustments.js';
import type { Language } from '../../kernel/domain/language.js';
import type { ShownDay } from './day.state.js';
import type { ShownEntry } from './ledger.view.js';
import type { TrialBalance } from './trial-balance.js';

export class RequestAdjustment extends Command<{
  readonly adjustment: KnownAdjustment;
  readonly replayed: boolean;
}> {
  constructor(
    readonly key: string,
    readonly asked: AskedAdjustment,
    readonly body: string,
    readonly person: Person,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ApproveAdjustment extends Command<KnownAdjustment> {
  constructor(
    readonly adjustmentId: string,
    readonly person: Person,
    readonly by: Origin,
  ) {
    super();
  }
}

export class RejectAdjustment extends Command<KnownAdjustment> {
  constructor(
    readonly adjustmentId: string,
    readonly reason: string,
    readonly person: Person,
    readonly by: Origin,
  ) {
    super();
  }
}

export class AdjustmentById extends Query<KnownAdjustment> {
  constructor(readonly adjustmentId: string) {
    super();
  }
}

export class AdjustmentsWhere extends Query<Page<KnownAdjustment>> {
  constructor(
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

export class CloseDay extends Command<ShownDay> {
  constructor(
    readonly day: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class DayByDate extends Query<ShownDay> {
  constructor(readonly day: string) {
    super();
  }
}

/** Its page, as PDF. */
export class PageOfDay extends Query<Buffer> {
  constructor(
    readonly day: string,
    readonly language: Language,
  ) {
    super();
  }
}

export class DaysBetween extends Query<{ readonly days: readonly ShownDay[]; readonly next: string | null }> {
  constructor(
    readonly from: string | null,
    readonly to: string | null,
    readonly limit: number,
    /** The last day of the page before. */
    readonly before: string | null,
  ) {
    super();
  }
}

export class EntriesWhere extends Query<Page<ShownEntry>> {
  constructor(
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}

/** Null: with everything that is posted; in the installation's currency. */
export class TrialBalanceAt extends Query<TrialBalance> {
  constructor(
    readonly moment: Instant | null,
    readonly currency: string | null,
  ) {
    super();
  }
}

/** In every currency in which anything was posted. */
export class AccountBalances extends Query<readonly TrialBalance[]> {}
