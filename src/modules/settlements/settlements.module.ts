import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { KeysInFlight } from '../../http/idempotency.js';
import { Disclosure } from '../../http/shown-to.js';
import { Providers } from '../providers/contract.js';
import type { Tariffs } from '../tariffs/contract.js';
import { settlementHandlers, type SettlementHandlerParts } from './settlement.handlers.js';
import { SettlementResources } from './settlement.resource.js';
import { settlementView } from './settlement.view.js';
import { SettlementsController } from './settlements.controller.js';
import { Settlements } from './settlements.js';

const partsToken = Symbol('SettlementHandlerParts');

@Module({})
export class SettlementsModule {
  static register({ tariffs }: { readonly tariffs: Tariffs }): DynamicModule {
    return {
      module: SettlementsModule,
      imports: [CqrsModule],
      controllers: [SettlementsController],
      providers: [
        {
          provide: partsToken,
          inject: [kernelToken, documentsToken, Followers, Providers, PersonalData, KeysInFlight],
          useFactory: (
            kernel: Kernel,
            documents: DocumentStore,
            followers: Followers,
            providers: Providers,
            personalData: PersonalData,
            keysInFlight: KeysInFlight,
          ): SettlementHandlerParts => {
            followers.addView(settlementView);
            const settlements = new Settlements({ kernel, documents, providers, tariffs });
            return { settlements, documents, personalData, keysInFlight };
          },
        },
        {
          provide: SettlementResources,
          inject: [Disclosure],
          useFactory: (disclosure: Disclosure) => new SettlementResources(disclosure),
        },
        ...settlementHandlers.map((handler: Type) => ({
          provide: handler,
          inject: [partsToken],
          useFactory: (parts: SettlementHandlerParts): unknown => new handler(parts),
        })),
      ],
      exports: [SettlementResources],
    };
  }
}
