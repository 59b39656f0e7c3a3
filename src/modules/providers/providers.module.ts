import { Module, type DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { outageView } from './outage.view.js';
import type { OutageThresholds } from './outage.rule.js';
import { Outages } from './outages.js';
import type { Provider } from './provider.js';
import { providerHandlers } from './provider.handlers.js';
import { ProvidersController } from './providers.controller.js';
import { Providers } from './providers.js';
import { Router, type FeeOf, type RoutingSettings } from './router.js';
import { WatchOutages } from './watch-outages.js';

@Module({})
export class ProvidersModule {
  static register(
    providers: readonly Provider[],
    routing: RoutingSettings,
    thresholds: OutageThresholds,
    feeOf?: FeeOf,
  ): DynamicModule {
    return {
      module: ProvidersModule,
      global: true,
      imports: [CqrsModule],
      controllers: [ProvidersController],
      providers: [
        { provide: Providers, useValue: new Providers(providers) },
        {
          provide: Outages,
          inject: [kernelToken, documentsToken, Followers],
          useFactory: (kernel: Kernel, documents: DocumentStore, followers: Followers) => {
            followers.addView(outageView);
            const outages = new Outages(kernel, documents);
            followers.addProcess(outages);
            followers.addLeasedProcess(new WatchOutages(providers, outages, thresholds, kernel));
            return outages;
          },
        },
        {
          provide: Router,
          inject: [Providers, Outages],
          useFactory: (all: Providers, outages: Outages) =>
            new Router(all, routing, (provider) => outages.of(provider), feeOf),
        },
        ...providerHandlers,
      ],
      exports: [Providers, Router, Outages],
    };
  }
}
