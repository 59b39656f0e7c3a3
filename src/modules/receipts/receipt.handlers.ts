import { Inject } from '@nestjs/common';
import { QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { documentsToken } from '../../kernel/tokens.js';
import { PaymentById } from '../payments/contract.http.js';
import { GenuineReceipt, ReceiptByNumber, ReceiptOfPayment } from './receipt.commands.js';
import { ReceiptProof } from './receipt-proof.js';
import { asReceiptDocument, receiptView, type ReceiptDocument } from './receipt.view.js';
import { Receipts } from './receipts.js';

@QueryHandler(ReceiptOfPayment)
export class ReceiptOfPaymentHandler implements IQueryHandler<ReceiptOfPayment> {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Receipts) private readonly receipts: Receipts,
  ) {}

  async execute({ client, paymentId }: ReceiptOfPayment): Promise<ReceiptDocument> {
    await this.queries.execute(new PaymentById(client, paymentId));
    const receipt = await this.receipts.of(paymentId);
    if (receipt === null) throw new Refusal('not-found', 'RECEIPT_NOT_ISSUED', { paymentId });
    return asReceiptDocument(receipt);
  }
}

@QueryHandler(ReceiptByNumber)
export class ReceiptByNumberHandler implements IQueryHandler<ReceiptByNumber> {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(documentsToken) private readonly documents: DocumentStore,
  ) {}

  async execute({ client, number }: ReceiptByNumber): Promise<ReceiptDocument> {
    const receipt = await find(this.documents, number);
    const none = new Refusal('not-found', 'RECEIPT_NOT_FOUND', { number });
    if (receipt === null) throw none;
    // Hides receipts of payments that the caller may not read.
    await this.queries.execute(new PaymentById(client, receipt.paymentId)).catch((error: unknown) => {
      throw error instanceof Refusal ? none : error;
    });
    return receipt;
  }
}

@QueryHandler(GenuineReceipt)
export class GenuineReceiptHandler implements IQueryHandler<GenuineReceipt> {
  constructor(
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(ReceiptProof) private readonly proof: ReceiptProof,
  ) {}

  async execute({ number, signature }: GenuineReceipt): Promise<ReceiptDocument> {
    const receipt = await find(this.documents, number);
    if (receipt === null || !this.proof.isGenuine(receipt, signature))
      throw new Refusal('not-found', 'RECEIPT_NOT_FOUND', { genuine: false });
    return receipt;
  }
}

export const receiptHandlers = [ReceiptOfPaymentHandler, ReceiptByNumberHandler, GenuineReceiptHandler];

async function find(store: DocumentStore, number: string): Promise<ReceiptDocument | null> {
  const { documents } = await store.query(receiptView.collection, { where: { number }, limit: 1 });
  return documents[0] ?? null;
}
