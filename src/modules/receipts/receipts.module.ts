import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { documentsToken, kernelToken, masterKeyToken } from '../../kernel/tokens.js';
import { KeyedHash } from '../../kernel/keyed-hash.js';
import { Followers } from '../../kernel/following/followers.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Payments } from '../payments/contract.js';
import { receiptLookupToken, type ReceiptLookup, type ReceiptSummary } from '../payments/contract.http.js';
import { documentSignerToken } from './contract.http.js';
import { CreditNotes } from './credit-notes.js';
import { issueCreditNotes } from './issue-credit-notes.policy.js';
import { issueReceipts } from './issue-receipts.policy.js';
import type { DocumentSigner, Issuer, Organisation } from './issuer.js';
import { Logos } from './logos.js';
import { NoticeSources } from '../notices/contract.js';
import { WebhookSources } from '../webhooks/contract.http.js';
import { receiptHandlers } from './receipt.handlers.js';
import { ReceiptProof } from './receipt-proof.js';
import { creditNoteNotices, receiptNotices } from './receipt-notices.js';
import { receiptWebhooks } from './receipt-webhooks.resource.js';
import { creditNoteView, receiptView } from './receipt.view.js';
import { ReceiptsController } from './receipts.controller.js';
import { findReceipt, Receipts } from './receipts.js';
import { ShownDocuments } from './shown-documents.js';

export interface ReceiptsSettings {
  readonly publicBaseUrl: string;
  readonly organisation: Organisation;
  /** The content of a PNG; null: none. */
  readonly logo: Buffer | null;
  readonly methodOf: (provider: string) => string;
}

/** Answers the question of payments, which may not import this module: the receipt of a payment. */
@Module({})
export class ReceiptLookupModule {
  static register(): DynamicModule {
    const lookup = {
      provide: receiptLookupToken,
      inject: [documentsToken, kernelToken],
      useFactory: (documents: DocumentStore, { store }: Kernel): ReceiptLookup => ({
        async of(paymentIds): Promise<ReadonlyMap<string, ReceiptSummary>> {
          const found = await documents.get(receiptView.collection, paymentIds);
          return new Map([...found.values()].map(({ document }) => [document.id, summaryOf(document)]));
        },
        async now(paymentId) {
          const found = await findReceipt(store, paymentId);
          return found === null ? null : summaryOf({ ...found.receipt, issuedAt: found.receipt.at });
        },
      }),
    };
    return { module: ReceiptLookupModule, global: true, providers: [lookup], exports: [receiptLookupToken] };
  }
}

const summaryOf = ({ number, issuedAt }: Pick<ReceiptSummary, 'number' | 'issuedAt'>): ReceiptSummary => ({
  number,
  issuedAt,
  url: `/v1/receipts/${number}`,
});

const issuerToken = Symbol('Issuer');

@Module({})
export class ReceiptsModule {
  static register(settings: ReceiptsSettings, knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    const { publicBaseUrl, organisation, logo, methodOf } = settings;
    return {
      module: ReceiptsModule,
      imports: [CqrsModule, ...knows],
      controllers: [ReceiptsController],
      providers: [
        { provide: Logos, inject: [kernelToken], useFactory: (kernel: Kernel) => new Logos(kernel, logo) },
        {
          provide: issuerToken,
          inject: [documentSignerToken, Logos],
          useFactory: (signer: DocumentSigner, logos: Logos): Issuer => ({
            organisation,
            publicBaseUrl,
            signer,
            logo: () => logos.hash(),
            methodOf,
          }),
        },
        {
          provide: Receipts,
          inject: [kernelToken, Payments, Followers, issuerToken],
          useFactory: (kernel: Kernel, payments: Payments, followers: Followers, issuer: Issuer) => {
            const receipts = new Receipts(kernel, payments, issuer);
            followers.addView(receiptView);
            followers.addOrderedPolicy(issueReceipts(receipts));
            return receipts;
          },
        },
        {
          provide: CreditNotes,
          inject: [kernelToken, Receipts, Followers, issuerToken],
          useFactory: (kernel: Kernel, receipts: Receipts, followers: Followers, issuer: Issuer) => {
            const creditNotes = new CreditNotes(kernel, receipts, issuer);
            followers.addView(creditNoteView);
            followers.addOrderedPolicy(issueCreditNotes(creditNotes));
            return creditNotes;
          },
        },
        {
          provide: ReceiptProof,
          inject: [masterKeyToken],
          useFactory: (masterKey: Buffer) => new ReceiptProof(publicBaseUrl, new KeyedHash(masterKey, 'receipt-proof')),
        },
        {
          provide: ShownDocuments,
          inject: [
            WebhookSources,
            NoticeSources,
            Logos,
            Receipts,
            CreditNotes,
            Payments,
            documentsToken,
            PersonalData,
            ReceiptProof,
          ],
          useFactory: (
            webhooks: WebhookSources,
            notices: NoticeSources,
            logos: Logos,
            ...parts: [Receipts, CreditNotes, Payments, DocumentStore, PersonalData, ReceiptProof]
          ) => {
            const shown = new ShownDocuments(...parts);
            const [receipts, creditNotes, , , personalData] = parts;
            webhooks.add(receiptWebhooks(shown));
            const mailed = { shown, personalData, logos };
            const payerOfReceipt = async (id: string) => (await receipts.of(id))?.receipt.payer ?? null;
            notices.add(receiptNotices({ ...mailed, payerOf: payerOfReceipt }));
            const payerOfNote = async (refund: string) => (await creditNotes.of(refund))?.payer ?? null;
            notices.add(creditNoteNotices({ ...mailed, payerOf: payerOfNote }));
            return shown;
          },
        },
        ...receiptHandlers,
      ],
    };
  }
}
