import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { documentsToken, kernelToken, masterKeyToken } from '../../kernel/tokens.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { Followers } from '../../kernel/following/followers.js';
import { Payments } from '../payments/contract.js';
import { receiptLookupToken, type ReceiptLookup, type ReceiptSummary } from '../payments/contract.http.js';
import { issueReceipts } from './issue-receipts.policy.js';
import { receiptHandlers } from './receipt.handlers.js';
import { ReceiptProof } from './receipt-proof.js';
import { receiptView } from './receipt.view.js';
import { ReceiptsController } from './receipts.controller.js';
import { Receipts, type Organisation } from './receipts.js';

export interface ReceiptsSettings {
  readonly publicBaseUrl: string;
  readonly organisation: Organisation;
  readonly methodOf: (provider: string) => string;
}

/** Answers the question of payments, which may not import this module: the receipt of a payment. */
@Module({})
export class ReceiptLookupModule {
  static register(): DynamicModule {
    const lookup = {
      provide: receiptLookupToken,
      inject: [documentsToken],
      useFactory: (documents: DocumentStore): ReceiptLookup => ({
        async of(paymentIds): Promise<ReadonlyMap<string, ReceiptSummary>> {
          const found = await documents.get(receiptView.collection, paymentIds);
          return new Map(
            [...found.values()].map(({ document: { id, number, issuedAt } }) => [
              id,
              { number, issuedAt, url: `/v1/receipts/${number}` },
            ]),
          );
        },
      }),
    };
    return { module: ReceiptLookupModule, global: true, providers: [lookup], exports: [receiptLookupToken] };
  }
}

@Module({})
export class ReceiptsModule {
  static register(settings: ReceiptsSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: ReceiptsModule,
      imports: [CqrsModule, ...knows],
      controllers: [ReceiptsController],
      providers: [
        {
          provide: Receipts,
          inject: [kernelToken, Payments, Followers],
          useFactory: (kernel: Kernel, payments: Payments, followers: Followers) => {
            const receipts = new Receipts(kernel, payments, settings.organisation, settings.methodOf);
            followers.addView(receiptView);
            followers.addOrderedPolicy(issueReceipts(receipts));
            return receipts;
          },
        },
        {
          provide: ReceiptProof,
          inject: [masterKeyToken],
          useFactory: (masterKey: Buffer) =>
            new ReceiptProof(settings.publicBaseUrl, new KeyedHash(masterKey, 'receipt-proof')),
        },
        ...receiptHandlers,
      ],
    };
  }
}
