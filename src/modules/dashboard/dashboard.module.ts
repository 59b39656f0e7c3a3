import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { AuditPagesController } from './audit-pages.controller.js';
import { BatchesPagesController } from './batches-pages.controller.js';
import { BooksDesk } from './books-desk.js';
import { DaysPagesController } from './days-pages.controller.js';
import { BreakdownController } from './breakdown.controller.js';
import { counterView } from './counters.view.js';
import { DashboardFigures } from './dashboard-figures.js';
import { dashboardHandlers } from './dashboard.handlers.js';
import { HomeController } from './home.controller.js';
import { PaymentsPagesController } from './payments-pages.controller.js';
import { PayoutsPagesController } from './payouts-pages.controller.js';
import { ReconciliationPagesController } from './reconciliation-pages.controller.js';
import { RefundRequestPagesController } from './refund-request-pages.controller.js';
import { RefundsPagesController } from './refunds-pages.controller.js';
import { ReportsPagesController } from './reports-pages.controller.js';
import { ReviewsPagesController } from './reviews-pages.controller.js';
import { SettingsPagesController } from './settings-pages.controller.js';
import { SettlementsPagesController } from './settlements-pages.controller.js';
import { StatementsPagesController } from './statements-pages.controller.js';
import { WebhooksPagesController } from './webhooks-pages.controller.js';

const controllers = [
  HomeController,
  BreakdownController,
  PaymentsPagesController,
  RefundRequestPagesController,
  RefundsPagesController,
  BatchesPagesController,
  PayoutsPagesController,
  ReviewsPagesController,
  ReconciliationPagesController,
  StatementsPagesController,
  SettlementsPagesController,
  DaysPagesController,
  ReportsPagesController,
  WebhooksPagesController,
  AuditPagesController,
  SettingsPagesController,
];

/** Pages over the modules’ questions and commands, for the people who work here all day. */
@Module({})
export class DashboardModule {
  /** `knows`: the modules whose contracts it imports. */
  static register(knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: DashboardModule,
      imports: [CqrsModule, ...knows],
      controllers,
      providers: [
        ...dashboardHandlers,
        BooksDesk,
        {
          provide: DashboardFigures,
          inject: [kernelToken, documentsToken, Followers],
          useFactory: ({ clock }: Kernel, documents: DocumentStore, followers: Followers) => {
            const counters = followers.addView(counterView);
            return new DashboardFigures(documents, clock, () => followers.lagOf(counters));
          },
        },
      ],
    };
  }
}
