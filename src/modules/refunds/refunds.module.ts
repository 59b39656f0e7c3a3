import { Module, type DynamicModule, type ModuleMetadata, type Type } from '@nestjs/common';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import type { ApprovalThresholds } from '../../kernel/domain/approvals.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { documentsToken, kernelToken, masterKeyToken } from '../../kernel/tokens.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Followers } from '../../kernel/following/followers.js';
import { mayForAll } from '../../http/access.js';
import { authenticatorToken, type Authenticator } from '../../http/authentication.js';
import { KeysInFlight } from '../../http/idempotency.js';
import { Disclosure } from '../../http/shown-to.js';
import {
  Doubts,
  movementReviewsToken,
  Movements,
  submitWhenBegun,
  type MovementReviews,
} from '../movements/contract.js';
import { OutgoingDoubts, OutgoingMovements } from '../outgoing/contract.js';
import { Payments } from '../payments/contract.js';
import { Providers } from '../providers/contract.js';
import { approvedRefunds } from './approved-refunds.js';
import { OverdueRefunds } from './overdue-refunds.js';
import { recordReversals } from './record-reversals.policy.js';
import { RefundKind } from './refund.movement.js';
import { refundHandlers, type RefundParts } from './refund.handlers.js';
import { RefundResources } from './refund.resource.js';
import { refundWebhooks } from './refund-webhooks.resource.js';
import { FloatNeeds } from '../float/contract.js';
import { WebhookSources } from '../webhooks/contract.http.js';
import { openReservationsView, refundView } from './refund.view.js';
import { sealWords } from './refund-request.js';
import { Refunds } from './refunds.js';
import { RefundsController } from './refunds.controller.js';
import { tellPayment } from './tell-payment.policy.js';

export interface RefundsSettings {
  readonly thresholds: ApprovalThresholds;
  readonly expirySeconds: number;
  readonly decisionDays: number;
}

const partsToken = Symbol('RefundParts');

@Module({})
export class RefundsModule {
  /** `knows`: the modules that it may import. */
  static register(settings: RefundsSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: RefundsModule,
      imports: [CqrsModule, ...knows],
      controllers: [RefundsController],
      providers: [
        {
          provide: Refunds,
          inject: [
            kernelToken,
            Payments,
            authenticatorToken,
            Followers,
            Movements,
            Doubts,
            PersonalData,
            documentsToken,
            FloatNeeds,
          ],
          useFactory: (
            kernel: Kernel,
            payments: Payments,
            clients: Authenticator,
            followers: Followers,
            movements: Movements,
            doubts: Doubts,
            personalData: PersonalData,
            documents: DocumentStore,
            float: FloatNeeds,
          ) => {
            float.add(() => approvedRefunds(documents));
            const mayApprove = (id: string) =>
              mayForAll(clients.withId(id)?.roles ?? [], 'POST /v1/refunds/:id/approve');
            const refunds = new Refunds(kernel, payments, (ids) => ids.filter((id) => !mayApprove(id)));
            const kind = new RefundKind(refunds, personalData, documents, kernel.clock);
            const ours = new OutgoingMovements(kind);
            movements.add(ours);
            doubts.add(new OutgoingDoubts(kind));
            followers.addView(refundView);
            followers.addView(openReservationsView);
            followers.addPolicy(submitWhenBegun(movements, ours));
            followers.addPolicy(tellPayment(refunds));
            followers.addPolicy(recordReversals(refunds, payments, sealWords(personalData)));
            return refunds;
          },
        },
        {
          provide: OverdueRefunds,
          inject: [documentsToken, kernelToken],
          useFactory: (documents: DocumentStore, { clock }: Kernel) => new OverdueRefunds(documents, clock),
        },
        {
          provide: RefundResources,
          inject: [WebhookSources, kernelToken, PersonalData, movementReviewsToken, Disclosure],
          useFactory: (
            webhooks: WebhookSources,
            { store }: Kernel,
            ...parts: [PersonalData, MovementReviews, Disclosure]
          ) => {
            const resources = new RefundResources(...parts, settings.thresholds);
            webhooks.add(refundWebhooks(store, resources));
            return resources;
          },
        },
        {
          provide: partsToken,
          inject: [
            Refunds,
            Movements,
            Payments,
            Providers,
            PersonalData,
            documentsToken,
            KeysInFlight,
            QueryBus,
            kernelToken,
            masterKeyToken,
          ],
          useFactory: (
            refunds: Refunds,
            movements: Movements,
            payments: Payments,
            providers: Providers,
            personalData: PersonalData,
            documents: DocumentStore,
            keysInFlight: KeysInFlight,
            queries: QueryBus,
            { clock }: Kernel,
            masterKey: Buffer,
          ): RefundParts => ({
            refunds,
            movements,
            payments,
            providers,
            personalData,
            seal: sealWords(personalData),
            documents,
            keysInFlight,
            queries,
            clock,
            references: new KeyedHash(masterKey, 'provider-reference'),
            ...settings,
          }),
        },
        ...refundHandlers.map((handler: Type) => ({
          provide: handler,
          inject: [partsToken],
          useFactory: (parts: RefundParts): unknown => new handler(parts),
        })),
      ],
      exports: [Refunds, OverdueRefunds, RefundResources],
    };
  }
}
