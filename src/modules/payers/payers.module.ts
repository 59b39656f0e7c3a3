import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, loggerToken } from '../../kernel/tokens.js';
import { carryOutErasures } from './carry-out-erasures.policy.js';
import { ErasuresFile } from './erasures-file.js';
import { Erasures } from './erasures.js';
import { payerHandlers } from './payer.handlers.js';
import { PayerResources } from './payer.resource.js';
import { payerView } from './payer.view.js';
import { PayersController } from './payers.controller.js';
import { Payers } from './payers.js';
import { RepeatErasures } from './repeat-erasures.js';
import { Retention } from './retention.js';

export interface PayersSettings {
  /** Null: no list of erasures is kept. */
  readonly erasuresFile: string | null;
  /** Null: data is kept for ever. */
  readonly retentionMonths: number | null;
}

@Module({})
export class PayersModule {
  static register(settings: PayersSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: PayersModule,
      imports: [CqrsModule, ...knows],
      controllers: [PayersController],
      providers: [
        PayerResources,
        ...payerHandlers,
        {
          provide: Erasures,
          inject: [PersonalData, Followers],
          useFactory: async (personalData: PersonalData, followers: Followers) => {
            const file = settings.erasuresFile === null ? null : new ErasuresFile(settings.erasuresFile);
            await file?.check();
            const erasures = new Erasures(personalData, file);
            followers.addPolicy(carryOutErasures(erasures));
            return erasures;
          },
        },
        {
          provide: Payers,
          inject: [kernelToken, documentsToken, PersonalData, Erasures, Followers],
          useFactory: (
            kernel: Kernel,
            documents: DocumentStore,
            personalData: PersonalData,
            erasures: Erasures,
            followers: Followers,
          ) => new Payers(kernel, documents, personalData, erasures, (position) => followers.viewsReached(position)),
        },
        {
          provide: RepeatErasures,
          inject: [kernelToken, documentsToken, Payers, PersonalData, Erasures, Followers, loggerToken],
          useFactory: (
            kernel: Kernel,
            documents: DocumentStore,
            payers: Payers,
            personalData: PersonalData,
            erasures: Erasures,
            followers: Followers,
            logger: Logger,
          ) => {
            const view = followers.addView(payerView);
            const repeat = new RepeatErasures(
              kernel,
              documents,
              payers,
              personalData,
              erasures,
              (position) => view.reached(position),
              logger,
            );
            followers.addProcess(repeat);
            return repeat;
          },
        },
        {
          provide: Retention,
          inject: [Payers, documentsToken, kernelToken, Followers, loggerToken],
          useFactory: (
            payers: Payers,
            documents: DocumentStore,
            kernel: Kernel,
            followers: Followers,
            logger: Logger,
          ) => {
            const retention = new Retention(settings.retentionMonths, payers, documents, kernel, logger);
            if (settings.retentionMonths !== null) followers.addLeasedProcess(retention);
            return retention;
          },
        },
      ],
      exports: [Retention],
    };
  }
}
