import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Followers } from '../../kernel/following/followers.js';
import { CallbackAddresses, OneAddress, Persons } from '../callbacks/contract.js';
import { Providers } from '../providers/contract.js';
import { CallbackTally } from './callback-tally.js';
import { ChaseSilentMovements } from './chase-silent-movements.saga.js';
import { Doubts } from './doubt.port.js';
import { checkWhenCalledBack } from './check-when-called-back.policy.js';
import { Movements } from './movements.js';
import type { Patience } from './next-step.js';
import { References } from './references.js';
import { SagaSchedule } from './saga-schedule.js';

@Module({})
export class MovementsModule {
  /** `knows`: the modules whose contracts it imports. */
  static register(patience: Patience, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: MovementsModule,
      imports: knows,
      providers: [
        { provide: Doubts, useFactory: () => new Doubts() },
        {
          provide: Movements,
          inject: [Providers, PersonalData, CallbackAddresses, Persons, OneAddress, kernelToken, Followers],
          useFactory: (
            providers: Providers,
            personalData: PersonalData,
            callbacks: CallbackAddresses,
            persons: Persons,
            oneAddress: OneAddress,
            kernel: Kernel,
            followers: Followers,
          ) => {
            const movements = new Movements(providers, personalData, callbacks, kernel.clock, new References(kernel));
            persons.of = (movement) => movements.personOf(movement);
            providers.callbackAddressOf = (provider) => callbacks.urlForAll(provider);
            oneAddress.read = (provider, body) => movements.namedBy(provider, body);
            followers.addPolicy(checkWhenCalledBack(movements));
            return movements;
          },
        },
        {
          provide: ChaseSilentMovements,
          inject: [Movements, Followers, kernelToken, documentsToken],
          useFactory: (
            movements: Movements,
            followers: Followers,
            { store, clock, newId }: Kernel,
            documents: DocumentStore,
          ) => {
            const saga = new ChaseSilentMovements(movements, store, documents, patience, clock, newId);
            followers.addLeasedProcess(saga);
            return saga;
          },
        },
        SagaSchedule,
        {
          provide: CallbackTally,
          inject: [Movements, kernelToken, Followers],
          useFactory: (movements: Movements, { store, clock }: Kernel, followers: Followers) => {
            const tally = new CallbackTally(movements, store, clock);
            followers.addProcess(tally);
            return tally;
          },
        },
      ],
      exports: [Movements, Doubts, CallbackTally],
    };
  }
}
