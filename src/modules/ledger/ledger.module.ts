import { Module, type DynamicModule, type ModuleMetadata, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { ApprovalThresholds } from '../../kernel/domain/approvals.js';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { mayForAll } from '../../http/access.js';
import { authenticatorToken, type Authenticator } from '../../http/authentication.js';
import { KeysInFlight } from '../../http/idempotency.js';
import { Payments } from '../payments/contract.js';
import { adjustmentView } from './adjustment.view.js';
import { Adjustments } from './adjustments.js';
import { AdjustmentsController } from './adjustments.controller.js';
import type { Standing } from './day.events.js';
import { standingNow } from './day-standing.js';
import { DaysController } from './days.controller.js';
import { LedgerController } from './ledger.controller.js';
import { ledgerHandlers, type LedgerParts } from './ledger.handlers.js';
import { followLedger } from './follow-ledger.js';

export interface LedgerSettings {
  /** The providers of the installation: their wallets are accounts from the beginning. */
  readonly providers: readonly string[];
  readonly thresholds: ApprovalThresholds;
  /** What the page of a day says of the installation. */
  readonly organisation: Standing['organisation'];
  readonly environment: Standing['environment'];
}

const partsToken = Symbol('LedgerParts');

@Module({})
export class LedgerModule {
  static register(
    { providers, thresholds, organisation, environment }: LedgerSettings,
    knows: NonNullable<ModuleMetadata['imports']>,
  ): DynamicModule {
    return {
      module: LedgerModule,
      imports: [CqrsModule, ...knows],
      controllers: [LedgerController, AdjustmentsController, DaysController],
      providers: [
        {
          provide: partsToken,
          inject: [kernelToken, documentsToken, Followers, Payments, PersonalData, KeysInFlight, authenticatorToken],
          useFactory: (
            kernel: Kernel,
            documents: DocumentStore,
            followers: Followers,
            payments: Payments,
            personalData: PersonalData,
            keysInFlight: KeysInFlight,
            clients: Authenticator,
          ): LedgerParts => {
            const { currency } = thresholds;
            const { balances, days } = followLedger({
              kernel,
              documents,
              followers,
              providers,
              currency,
              standing: () => standingNow(documents, { organisation, environment }),
            });
            followers.addView(adjustmentView);
            const adjustments = new Adjustments({
              kernel,
              payments,
              thresholds,
              accounts: () => balances.codes(),
              mayApprove: (id) => mayApprove(clients.withId(id)?.roles ?? []),
            });
            const installation = { organisation, environment };
            return { adjustments, days, balances, documents, personalData, keysInFlight, currency, installation };
          },
        },
        ...ledgerHandlers.map((handler: Type) => ({
          provide: handler,
          inject: [partsToken],
          useFactory: (parts: LedgerParts): unknown => new handler(parts),
        })),
      ],
    };
  }
}

const mayApprove = (roles: readonly string[]): boolean => mayForAll(roles, 'POST /v1/ledger/adjustments/:id/approve');
