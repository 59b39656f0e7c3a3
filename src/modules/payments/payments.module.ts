import { Module, type DynamicModule, type ModuleMetadata, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { KeysInFlight } from '../../http/idempotency.js';
import { Disclosure } from '../../http/shown-to.js';
import { documentsToken, kernelToken, masterKeyToken } from '../../kernel/tokens.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Followers } from '../../kernel/following/followers.js';
import { Doubts, Movements, submitWhenBegun } from '../movements/contract.js';
import { Providers, Router } from '../providers/contract.js';
import { WebhookSources } from '../webhooks/contract.http.js';
import { Fallback } from './fallback.js';
import { hearPerhapsPaid } from './hear-perhaps-paid.policy.js';
import { paymentHandlers, type PaymentParts } from './payment.handlers.js';
import { PaymentDoubts } from './payment.doubts.js';
import { PaymentMovements } from './payment.movement.js';
import { openClaimsView, paymentView } from './payment.view.js';
import { paymentWebhooks } from './payment-webhooks.resource.js';
import {
  PaymentResources,
  receiptLookupToken,
  reviewLookupToken,
  type ReceiptLookup,
  type ReviewLookup,
} from './payment.resource.js';
import { PaymentWatch } from './payment-watch.js';
import { PaymentsController } from './payments.controller.js';
import { Payments } from './payments.js';
import { RecordsController } from './records.controller.js';
import { RecentAsks } from './recent-asks.js';
import { suspectDuplicates } from './suspect-duplicates.policy.js';

export interface PaymentsSettings {
  readonly expirySeconds: number;
  readonly duplicateWindowSeconds: number;
}

const referencesOf = (masterKey: Buffer) => new KeyedHash(masterKey, 'provider-reference');
const partsToken = Symbol('PaymentParts');

@Module({})
export class PaymentsModule {
  /** `knows`: the modules that it may import. */
  static register(settings: PaymentsSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: PaymentsModule,
      imports: [CqrsModule, ...knows],
      controllers: [PaymentsController, RecordsController],
      providers: [
        { provide: Payments, inject: [kernelToken], useFactory: (kernel: Kernel) => new Payments(kernel) },
        {
          provide: PaymentWatch,
          inject: [kernelToken, Payments],
          useFactory: ({ store, clock }: Kernel, payments: Payments) =>
            new PaymentWatch(store, clock, (id) => payments.streamOf(id)),
        },
        {
          provide: PaymentMovements,
          inject: [
            Payments,
            Movements,
            Doubts,
            Followers,
            PersonalData,
            PaymentWatch,
            Router,
            kernelToken,
            documentsToken,
            masterKeyToken,
          ],
          useFactory: (
            payments: Payments,
            movements: Movements,
            doubts: Doubts,
            followers: Followers,
            personalData: PersonalData,
            watch: PaymentWatch,
            router: Router,
            { store, clock }: Kernel,
            documents: DocumentStore,
            masterKey: Buffer,
          ) => {
            const view = followers.addView(paymentView);
            followers.addView(openClaimsView);
            const fallback = new Fallback(payments, router, personalData, referencesOf(masterKey));
            const ours = new PaymentMovements(payments, personalData, documents, clock, fallback);
            movements.add(ours);
            doubts.add(new PaymentDoubts(payments));
            followers.addPolicy(submitWhenBegun(movements, ours));
            followers.addPolicy(hearPerhapsPaid(payments));
            followers.addPolicy(
              suspectDuplicates(
                payments,
                documents,
                (position) => view.reached(position),
                settings.duplicateWindowSeconds,
                store.soleWriter ? new RecentAsks(settings.duplicateWindowSeconds * 1_000, clock.now()) : null,
              ),
            );
            followers.addProcess(watch);
            return ours;
          },
        },
        {
          provide: PaymentResources,
          inject: [
            WebhookSources,
            kernelToken,
            PersonalData,
            receiptLookupToken,
            reviewLookupToken,
            Payments,
            Disclosure,
          ],
          useFactory: (
            webhooks: WebhookSources,
            { store }: Kernel,
            personalData: PersonalData,
            receipts: ReceiptLookup,
            reviews: ReviewLookup,
            payments: Payments,
            disclosure: Disclosure,
          ) => {
            const resources = new PaymentResources(personalData, receipts, reviews, payments, disclosure);
            webhooks.add(paymentWebhooks(store, resources));
            return resources;
          },
        },
        {
          provide: partsToken,
          inject: [
            Payments,
            Movements,
            Providers,
            Router,
            PersonalData,
            PaymentResources,
            KeysInFlight,
            kernelToken,
            documentsToken,
            masterKeyToken,
          ],
          useFactory: (
            payments: Payments,
            movements: Movements,
            providers: Providers,
            router: Router,
            personalData: PersonalData,
            resources: PaymentResources,
            keysInFlight: KeysInFlight,
            { clock }: Kernel,
            documents: DocumentStore,
            masterKey: Buffer,
          ): PaymentParts => ({
            payments,
            movements,
            providers,
            router,
            personalData,
            resources,
            keysInFlight,
            documents,
            clock,
            references: referencesOf(masterKey),
            expirySeconds: settings.expirySeconds,
          }),
        },
        ...paymentHandlers.map((handler: Type) => ({
          provide: handler,
          inject: [partsToken],
          useFactory: (parts: PaymentParts): unknown => new handler(parts),
        })),
      ],
      exports: [Payments, PaymentResources],
    };
  }
}
