import { Module, type DynamicModule, type ModuleMetadata, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Logger } from 'pino';
import { peopleNeeded, type ApprovalThresholds } from '../../kernel/domain/approvals.js';
import { Followers } from '../../kernel/following/followers.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken, kernelToken, loggerToken, masterKeyToken } from '../../kernel/tokens.js';
import { mayForAll } from '../../http/access.js';
import { authenticatorToken, type Authenticator } from '../../http/authentication.js';
import { KeysInFlight } from '../../http/idempotency.js';
import { Disclosure } from '../../http/shown-to.js';
import {
  Doubts,
  Movements,
  movementReviewsToken,
  submitWhenBegun,
  type MovementReviews,
} from '../movements/contract.js';
import { OutgoingDoubts, OutgoingMovements } from '../outgoing/contract.js';
import { Providers, Router } from '../providers/contract.js';
import { BatchResults } from './batch-results.js';
import { batchHandlers, type BatchParts } from './batch.handlers.js';
import { BatchResources } from './batch.resource.js';
import { batchLineView, batchView } from './batch.view.js';
import { approvedPayouts } from './approved-payouts.js';
import { Batches } from './batches.js';
import { BatchesController } from './batches.controller.js';
import { payoutHandlers, type PayoutParts } from './payout.handlers.js';
import { PayoutKind } from './payout.movement.js';
import { PayoutResources } from './payout.resource.js';
import { payoutWebhooks } from './payout-webhooks.resource.js';
import { FloatNeeds } from '../float/contract.js';
import { WebhookSources } from '../webhooks/contract.http.js';
import { openPayoutClaimsView, payoutView } from './payout.view.js';
import { PayoutsController } from './payouts.controller.js';
import { Payouts, type CountApprovers } from './payouts.js';
import { SendBatches } from './send-batches.js';

export interface PayoutsSettings {
  readonly approvalThresholds: ApprovalThresholds;
  readonly expirySeconds: number;
}

const payoutPartsToken = Symbol('PayoutParts');
const batchPartsToken = Symbol('BatchParts');
const countApproversToken = Symbol('CountApprovers');

@Module({})
export class PayoutsModule {
  /** `knows`: the modules whose contracts it imports. */
  static register(settings: PayoutsSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: PayoutsModule,
      imports: [CqrsModule, ...knows],
      controllers: [PayoutsController, BatchesController],
      providers: [
        {
          provide: countApproversToken,
          inject: [authenticatorToken],
          useFactory:
            (clients: Authenticator): CountApprovers =>
            (approvedBy, amount) => ({
              needed: peopleNeeded(settings.approvalThresholds, amount),
              left: approvedBy
                .map(({ id }) => id)
                .filter((id) => !mayForAll(clients.withId(id)?.roles ?? [], 'POST /v1/payouts/:id/approve')),
            }),
        },
        {
          provide: Payouts,
          inject: [kernelToken, masterKeyToken, countApproversToken],
          useFactory: (kernel: Kernel, masterKey: Buffer, countApprovers: CountApprovers) =>
            new Payouts(kernel, new KeyedHash(masterKey, 'provider-reference'), countApprovers, settings.expirySeconds),
        },
        {
          provide: PayoutKind,
          inject: [Payouts, Movements, Doubts, Followers, PersonalData, kernelToken, documentsToken],
          useFactory: (
            payouts: Payouts,
            movements: Movements,
            doubts: Doubts,
            followers: Followers,
            personalData: PersonalData,
            { clock }: Kernel,
            documents: DocumentStore,
          ) => {
            followers.addView(payoutView);
            followers.addView(openPayoutClaimsView);
            followers.addView(batchView);
            followers.addView(batchLineView);
            const kind = new PayoutKind(payouts, personalData, documents, clock);
            const ours = new OutgoingMovements(kind);
            movements.add(ours);
            followers.addPolicy(submitWhenBegun(movements, ours));
            doubts.add(new OutgoingDoubts(kind));
            return kind;
          },
        },
        {
          provide: Batches,
          inject: [
            kernelToken,
            masterKeyToken,
            Providers,
            PersonalData,
            documentsToken,
            countApproversToken,
            FloatNeeds,
          ],
          useFactory: (
            kernel: Kernel,
            masterKey: Buffer,
            providers: Providers,
            personalData: PersonalData,
            documents: DocumentStore,
            countApprovers: CountApprovers,
            float: FloatNeeds,
          ) => {
            const batches = new Batches(
              kernel,
              new KeyedHash(masterKey, 'payout-file'),
              providers,
              personalData,
              documents,
              countApprovers,
              settings.approvalThresholds,
            );
            float.add(() => approvedPayouts(documents, batches));
            return batches;
          },
        },
        {
          provide: SendBatches,
          inject: [
            Batches,
            Payouts,
            Router,
            PersonalData,
            documentsToken,
            kernelToken,
            countApproversToken,
            Followers,
            loggerToken,
          ],
          useFactory: (
            batches: Batches,
            payouts: Payouts,
            router: Router,
            personalData: PersonalData,
            documents: DocumentStore,
            kernel: Kernel,
            countApprovers: CountApprovers,
            followers: Followers,
            logger: Logger,
          ) => {
            const sending = new SendBatches(
              batches,
              payouts,
              router,
              personalData,
              documents,
              kernel,
              countApprovers,
              (batchId) => new BatchResults(batches, documents, nothingInTheWay).counts(batchId),
              logger,
            );
            followers.addLeasedProcess(sending);
            return sending;
          },
        },
        {
          provide: BatchResults,
          inject: [Batches, documentsToken, SendBatches],
          useFactory: (batches: Batches, documents: DocumentStore, sending: SendBatches) =>
            new BatchResults(batches, documents, sending),
        },
        {
          provide: PayoutResources,
          inject: [WebhookSources, kernelToken, PersonalData, movementReviewsToken, Disclosure],
          useFactory: (
            webhooks: WebhookSources,
            { store }: Kernel,
            ...parts: [PersonalData, MovementReviews, Disclosure]
          ) => {
            const resources = new PayoutResources(...parts, settings.approvalThresholds);
            webhooks.add(payoutWebhooks(store, resources));
            return resources;
          },
        },
        {
          provide: BatchResources,
          inject: [PersonalData, Disclosure],
          useFactory: (personalData: PersonalData, disclosure: Disclosure) =>
            new BatchResources(personalData, disclosure),
        },
        {
          provide: payoutPartsToken,
          inject: [Payouts, Movements, Providers, Router, PersonalData, KeysInFlight, kernelToken, documentsToken],
          useFactory: (
            payouts: Payouts,
            movements: Movements,
            providers: Providers,
            router: Router,
            personalData: PersonalData,
            keysInFlight: KeysInFlight,
            { clock }: Kernel,
            documents: DocumentStore,
          ): PayoutParts => ({
            payouts,
            movements,
            providers,
            router,
            personalData,
            keysInFlight,
            documents,
            clock,
          }),
        },
        {
          provide: batchPartsToken,
          inject: [Batches, BatchResults, documentsToken],
          useFactory: (batches: Batches, results: BatchResults, documents: DocumentStore): BatchParts => ({
            batches,
            results,
            documents,
          }),
        },
        ...handlersOf(payoutHandlers, payoutPartsToken),
        ...handlersOf(batchHandlers, batchPartsToken),
      ],
      exports: [PayoutResources, BatchResources],
    };
  }
}

const nothingInTheWay = { waitsFor: () => null };

const handlersOf = (handlers: readonly Type[], partsToken: symbol) =>
  handlers.map((handler) => ({
    provide: handler,
    inject: [partsToken],
    useFactory: (parts: unknown): unknown => new handler(parts),
  }));
