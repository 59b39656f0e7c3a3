import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { Followers } from '../../kernel/following/followers.js';
import { FailedAuthentications } from '../../modules/access/index.js';
import { CallbackTally } from '../../modules/movements/contract.js';
import { Providers, Router } from '../../modules/providers/contract.js';
import { FloatStandings } from '../../modules/float/index.js';
import { NoticeStandings } from '../../modules/notices/index.js';
import { OverdueRefunds } from '../../modules/refunds/index.js';
import { WebhookStandings } from '../../modules/webhooks/index.js';
import { DocumentProbe } from './document-probe.js';
import { Metrics } from './metrics.js';
import { metricsAccessToken, OperationsController } from './operations.controller.js';
import { Readiness } from './readiness.js';

@Module({})
export class OperationsModule {
  static register(metricsToken: string | null, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: OperationsModule,
      imports: [...knows, TerminusModule.forRoot({ errorLogStyle: 'json', logger: false })],
      controllers: [OperationsController],
      providers: [
        { provide: metricsAccessToken, useValue: metricsToken },
        { provide: Readiness, inject: [kernelToken], useFactory: ({ clock }: Kernel) => new Readiness(clock) },
        {
          provide: DocumentProbe,
          inject: [kernelToken, documentsToken, Followers],
          useFactory: ({ clock }: Kernel, documents: DocumentStore, followers: Followers) => {
            const probe = new DocumentProbe(documents, clock);
            followers.addProcess(probe);
            return probe;
          },
        },
        {
          provide: Metrics,
          inject: [
            kernelToken,
            Followers,
            Providers,
            Router,
            CallbackTally,
            FailedAuthentications,
            WebhookStandings,
            NoticeStandings,
            FloatStandings,
            OverdueRefunds,
          ],
          useFactory: (
            kernel: Kernel,
            followers: Followers,
            providers: Providers,
            router: Router,
            callbacks: CallbackTally,
            failures: FailedAuthentications,
            webhooks: WebhookStandings,
            notices: NoticeStandings,
            floats: FloatStandings,
            refunds: OverdueRefunds,
          ) => {
            const metrics = new Metrics(
              kernel,
              followers,
              providers,
              router,
              callbacks,
              failures,
              webhooks,
              notices,
              floats,
              refunds,
            );
            followers.addProcess(metrics);
            return metrics;
          },
        },
      ],
      exports: [Readiness, Metrics],
    };
  }
}
