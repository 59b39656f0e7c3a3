import { Module, type DynamicModule, type ModuleMetadata, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DocumentStore } from '../../kernel/documents/document-store.js';
import type { Kernel } from '../../kernel/event-store/handle.js';
import { KeysInFlight } from '../../kernel/http/idempotency.js';
import { documentsToken, kernelToken, masterKeyToken } from '../../kernel/kernel.module.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Followers } from '../../kernel/projections/followers.js';
import { CallbackAddresses, Payers } from '../callbacks/index.js';
import { Providers } from '../providers/index.js';
import { Attempts } from './attempts.js';
import { CallbackTally } from './callback-tally.js';
import { ChaseSilentPayments } from './chase-silent-payments.saga.js';
import { checkWhenCalledBack } from './check-when-called-back.policy.js';
import type { Patience } from './next-step.js';
import { hearPerhapsPaid } from './hear-perhaps-paid.policy.js';
import { paymentHandlers, type PaymentParts } from './payment.handlers.js';
import { openClaimsView, paymentView } from './payment.view.js';
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
import { SagaSchedule } from './saga-schedule.js';
import { submitWhenCreated } from './submit-when-created.policy.js';
import { suspectDuplicates } from './suspect-duplicates.policy.js';

export interface PaymentsSettings {
  readonly expirySeconds: number;
  readonly duplicateWindowSeconds: number;
  readonly patience: Patience;
}

const partsToken = Symbol('PaymentParts');

@Module({})
export class PaymentsModule {
  /** `knows`: the modules whose doors it looks into. */
  static register(settings: PaymentsSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: PaymentsModule,
      imports: [CqrsModule, ...knows],
      controllers: [PaymentsController],
      providers: [
        {
          provide: Payments,
          inject: [kernelToken, Payers],
          useFactory: (kernel: Kernel, payers: Payers) => {
            const payments = new Payments(kernel);
            payers.of = async (paymentId) => (await payments.recall(paymentId, () => true))?.payer ?? null;
            return payments;
          },
        },
        {
          provide: Attempts,
          inject: [Payments, Providers, PersonalData, CallbackAddresses, kernelToken],
          useFactory: (
            payments: Payments,
            providers: Providers,
            personalData: PersonalData,
            callbacks: CallbackAddresses,
            { clock }: Kernel,
          ) => new Attempts(payments, providers, personalData, callbacks, clock),
        },
        {
          provide: PaymentWatch,
          inject: [kernelToken, Payments],
          useFactory: ({ store, clock }: Kernel, payments: Payments) =>
            new PaymentWatch(store, clock, (id) => payments.streamOf(id)),
        },
        {
          provide: ChaseSilentPayments,
          inject: [Payments, Attempts, Followers, PaymentWatch, kernelToken, documentsToken],
          useFactory: (
            payments: Payments,
            attempts: Attempts,
            followers: Followers,
            watch: PaymentWatch,
            { store, clock, newId }: Kernel,
            documents: DocumentStore,
          ) => {
            const view = followers.addView(paymentView);
            followers.addView(openClaimsView);
            followers.addPolicy(submitWhenCreated(attempts));
            followers.addPolicy(checkWhenCalledBack(attempts));
            followers.addPolicy(hearPerhapsPaid(payments));
            followers.addPolicy(
              suspectDuplicates(
                payments,
                documents,
                (position) => view.reached(position),
                settings.duplicateWindowSeconds,
              ),
            );
            const saga = new ChaseSilentPayments(payments, attempts, store, documents, settings.patience, clock, newId);
            followers.addInTurns(saga);
            followers.addProcess(watch);
            return saga;
          },
        },
        SagaSchedule,
        {
          provide: CallbackTally,
          inject: [kernelToken, Followers],
          useFactory: ({ store, clock }: Kernel, followers: Followers) => {
            const tally = new CallbackTally(store, clock);
            followers.addProcess(tally);
            return tally;
          },
        },
        {
          provide: PaymentResources,
          inject: [PersonalData, receiptLookupToken, reviewLookupToken, Payments],
          useFactory: (
            personalData: PersonalData,
            receipts: ReceiptLookup,
            reviews: ReviewLookup,
            payments: Payments,
          ) => new PaymentResources(personalData, receipts, reviews, payments),
        },
        {
          provide: partsToken,
          inject: [
            Payments,
            Attempts,
            Providers,
            PersonalData,
            PaymentResources,
            KeysInFlight,
            kernelToken,
            documentsToken,
            masterKeyToken,
          ],
          useFactory: (
            payments: Payments,
            attempts: Attempts,
            providers: Providers,
            personalData: PersonalData,
            resources: PaymentResources,
            keysInFlight: KeysInFlight,
            { store, clock }: Kernel,
            documents: DocumentStore,
            masterKey: Buffer,
          ): PaymentParts => ({
            payments,
            attempts,
            providers,
            personalData,
            resources,
            keysInFlight,
            store,
            documents,
            clock,
            references: new KeyedHash(masterKey, 'provider-reference'),
            expirySeconds: settings.expirySeconds,
          }),
        },
        ...paymentHandlers.map((handler: Type) => ({
          provide: handler,
          inject: [partsToken],
          useFactory: (parts: PaymentParts): unknown => new handler(parts),
        })),
      ],
      exports: [Payments, CallbackTally],
    };
  }
}
