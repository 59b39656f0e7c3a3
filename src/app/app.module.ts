import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { AccessGuard } from '../http/authentication.js';
import { PagesModule } from '../http/pages/pages.module.js';
import { ProblemFilter } from '../http/problem.filter.js';
import { KernelModule, type KernelParts } from './kernel.module.js';
import { AccessModule } from '../modules/access/index.js';
import { AuditModule, SealKeysModule } from '../modules/audit/index.js';
import { CallbacksModule } from '../modules/callbacks/index.js';
import { FloatModule } from '../modules/float/index.js';
import { DashboardModule } from '../modules/dashboard/index.js';
import { LedgerModule } from '../modules/ledger/index.js';
import { NoticesModule } from '../modules/notices/index.js';
import { MovementsModule } from '../modules/movements/index.js';
import { PayersModule } from '../modules/payers/index.js';
import { PaymentLinksModule } from '../modules/payment-links/index.js';
import { PaymentsModule } from '../modules/payments/index.js';
import { PayoutsModule } from '../modules/payouts/index.js';
import { PeopleModule } from '../modules/people/index.js';
import { ProvidersModule } from '../modules/providers/index.js';
import { type Provider } from '../modules/providers/contract.js';
import { ReceiptLookupModule, ReceiptsModule } from '../modules/receipts/index.js';
import { ReconciliationModule } from '../modules/reconciliation/index.js';
import { RefundsModule } from '../modules/refunds/index.js';
import { ReportsModule } from '../modules/reports/index.js';
import { ReviewLookupModule, ReviewsModule } from '../modules/reviews/index.js';
import { SettlementsModule } from '../modules/settlements/index.js';
import { WebhookSourcesModule, WebhooksModule } from '../modules/webhooks/index.js';
import { OperationsModule } from './operations/operations.module.js';
import { feeByTariff } from './fee-by-tariff.js';
import type { Settings } from './settings.js';
import { startFacts } from './start-facts.js';

interface AppParts extends KernelParts {
  readonly settings: Settings;
  readonly providers: readonly Provider[];
  /** False where a test owns the clock and runs the sagas itself. */
  readonly ownClock: boolean;
}

/** The composition root: the modules and their adapters. */
@Module({})
export class AppModule {
  static with({ settings, providers, ownClock, ...kernel }: AppParts): DynamicModule {
    const { publicBaseUrl, organisation, organisationLogo: logo } = settings;
    const environment = isSandbox(settings) ? 'sandbox' : 'live';
    const callbacks = CallbacksModule.register({ publicBaseUrl, providers: providers.map(({ name }) => name) });
    const movements = MovementsModule.register(
      {
        scheduleMs: settings.statusCheckScheduleSeconds.map((seconds) => seconds * 1_000),
        giveUpAfterMs: settings.giveUpAfterSeconds * 1_000,
      },
      [callbacks],
    );
    const payments = PaymentsModule.register(
      {
        expirySeconds: settings.paymentExpirySeconds,
        duplicateWindowSeconds: settings.duplicateWindowSeconds,
      },
      [movements],
    );
    const refunds = RefundsModule.register(
      {
        thresholds: settings.approvalThresholds,
        expirySeconds: settings.refundExpirySeconds,
        decisionDays: settings.refundDecisionDays,
      },
      [movements, payments],
    );
    const payouts = PayoutsModule.register(
      { approvalThresholds: settings.approvalThresholds, expirySeconds: settings.refundExpirySeconds },
      [movements, AccessModule],
    );
    const reviews = ReviewsModule.register([payments, movements, AccessModule]);
    const webhooks = WebhooksModule.register({
      allowedHosts: settings.webhookAllowedHosts,
      keptDays: settings.webhookDeliveriesDays,
    });
    const reconciliation = ReconciliationModule.register(
      {
        dataDir: settings.dataDir,
        currency: settings.approvalThresholds.currency,
        tariffs: settings.tariffs.known,
        formats: settings.statementFormats.known,
      },
      [movements, AccessModule],
    );
    const settlements = SettlementsModule.register({ tariffs: settings.tariffs.known });
    const methodOf = (name: string) => providers.find((provider) => provider.name === name)?.method ?? name;
    return {
      module: AppModule,
      imports: [
        KernelModule.register(kernel),
        PagesModule.register({
          // Through the built-in sandbox, and in the sandbox of a provider, no real money moves.
          environment: settings.momo === null || settings.momoTargetEnvironment === 'sandbox' ? 'SANDBOX' : 'LIVE',
          organisation: organisation.name,
          isHttps: publicBaseUrl.startsWith('https:'),
          publicOrigin: new URL(publicBaseUrl).origin,
        }),
        ScheduleModule.forRoot({ intervals: ownClock }),
        ProvidersModule.register(
          providers,
          {
            routes: settings.routes,
            kyc: settings.routingKyc,
            fallback: settings.routingFallback,
          },
          settings.outageThresholds,
          feeByTariff(settings.tariffs.known, kernel.kernel.clock),
        ),
        AccessModule,
        NoticesModule.register({ smtp: settings.smtp, noticesTo: settings.noticesTo }),
        FloatModule.register(providers),
        PeopleModule.register({ publicBaseUrl, organisation: organisation.name }),
        WebhookSourcesModule.register(),
        SealKeysModule.register(),
        ReceiptLookupModule.register(),
        ReviewLookupModule.register(),
        callbacks,
        movements,
        payments,
        refunds,
        payouts,
        PaymentLinksModule.register(
          {
            publicBaseUrl,
            organisation,
            openAmounts: settings.paymentLinkAmounts,
            prompts: settings.paymentLinkPrompts,
          },
          [payments],
        ),
        ReceiptsModule.register({ publicBaseUrl, organisation, logo, methodOf }, [payments]),
        reconciliation,
        reviews,
        PayersModule.register({ erasuresFile: settings.erasuresFile, retentionMonths: settings.retentionMonths }, [
          payments,
        ]),
        DashboardModule.register([payments, refunds, payouts, reviews, reconciliation, settlements, AccessModule]),
        LedgerModule.register(
          {
            providers: providers.map(({ name }) => name),
            thresholds: settings.approvalThresholds,
            organisation,
            environment,
          },
          [payments, AccessModule],
        ),
        settlements,
        ReportsModule.register(
          {
            organisation: organisation.name,
            environment,
            currency: settings.approvalThresholds.currency,
            tariffs: settings.tariffs.known,
            jobsDirectory: join(settings.dataDir, 'reports'),
            schedule: settings.reportsSchedule,
            folder: settings.reportsFolder,
            mailTo: settings.reportsMailTo,
          },
          [AccessModule],
        ),
        AuditModule.register({ sealFile: settings.sealFile, start: startFacts(settings, kernel.masterKey) }, [
          callbacks,
        ]),
        webhooks,
        OperationsModule.register(settings.metricsToken, [movements, webhooks, refunds]),
      ],
      providers: [
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
      ],
    };
  }
}

/** No real money moves: the built-in sandbox, or the provider's own. */
const isSandbox = ({ momo, momoTargetEnvironment }: Settings): boolean =>
  momo === null || momoTargetEnvironment === 'sandbox';
