import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Document, DocumentStore, Collection } from '../../kernel/ports/document-store.js';
import { documentsToken } from '../../kernel/tokens.js';
import { PaymentById } from '../payments/contract.http.js';
import {
  CreditNoteByNumber,
  GenuineDocument,
  LogoWithHash,
  ReceiptByNumber,
  ReceiptOfPayment,
  RecordEbmNumber,
  type ShownDocument,
} from './receipt.commands.js';
import { Logos } from './logos.js';
import { ReceiptProof } from './receipt-proof.js';
import { creditNoteView, receiptView } from './receipt.view.js';
import { Receipts } from './receipts.js';
import { ShownDocuments } from './shown-documents.js';

@QueryHandler(ReceiptOfPayment)
export class ReceiptOfPaymentHandler implements IQueryHandler<ReceiptOfPayment> {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ShownDocuments) private readonly shown: ShownDocuments,
  ) {}

  async execute({ client, paymentId }: ReceiptOfPayment): Promise<ShownDocument> {
    await this.queries.execute(new PaymentById(client, paymentId));
    const receipt = await this.shown.receipt(paymentId);
    if (receipt === null) throw new Refusal('not-found', 'RECEIPT_NOT_ISSUED', { paymentId });
    return receipt;
  }
}

@QueryHandler(ReceiptByNumber)
export class ReceiptByNumberHandler implements IQueryHandler<ReceiptByNumber> {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(ShownDocuments) private readonly shown: ShownDocuments,
  ) {}

  async execute({ client, number }: ReceiptByNumber): Promise<ShownDocument> {
    const { paymentId } = await readableReceipt(this.documents, this.queries, client, number);
    return (await this.shown.receipt(paymentId)) ?? refused('RECEIPT_NOT_FOUND', { number });
  }
}

@QueryHandler(CreditNoteByNumber)
export class CreditNoteByNumberHandler implements IQueryHandler<CreditNoteByNumber> {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(ShownDocuments) private readonly shown: ShownDocuments,
  ) {}

  async execute({ client, number }: CreditNoteByNumber): Promise<ShownDocument> {
    const found = await find(this.documents, creditNoteView.collection, number);
    const none = new Refusal('not-found', 'CREDIT_NOTE_NOT_FOUND', { number });
    if (found === null) throw none;
    await hideFromOthers(this.queries, client, found.paymentId, none);
    return (await this.shown.creditNote(found.id)) ?? refused('CREDIT_NOTE_NOT_FOUND', { number });
  }
}

@QueryHandler(GenuineDocument)
export class GenuineDocumentHandler implements IQueryHandler<GenuineDocument> {
  constructor(
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(ReceiptProof) private readonly proof: ReceiptProof,
    @Inject(ShownDocuments) private readonly shown: ShownDocuments,
  ) {}

  async execute({ number, signature }: GenuineDocument): Promise<ShownDocument> {
    const isReceipt = number.startsWith('RCT-');
    const found = isReceipt
      ? await find(this.documents, receiptView.collection, number)
      : await find(this.documents, creditNoteView.collection, number);
    if (found !== null && this.proof.isGenuine(found, signature)) {
      const shown = isReceipt ? await this.shown.receipt(found.paymentId) : await this.shown.creditNote(found.id);
      if (shown !== null) return shown;
    }
    return refused('RECEIPT_NOT_FOUND', { genuine: false });
  }
}

@QueryHandler(LogoWithHash)
export class LogoWithHashHandler implements IQueryHandler<LogoWithHash> {
  constructor(@Inject(Logos) private readonly logos: Logos) {}

  execute({ hash }: LogoWithHash): Promise<Buffer> {
    return this.logos.withHash(hash);
  }
}

@CommandHandler(RecordEbmNumber)
export class RecordEbmNumberHandler implements ICommandHandler<RecordEbmNumber> {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(Receipts) private readonly receipts: Receipts,
  ) {}

  async execute({ client, number, ebmNumber, at, by }: RecordEbmNumber): Promise<void> {
    const { paymentId } = await readableReceipt(this.documents, this.queries, client, number);
    await this.receipts.addEbmNumber(paymentId, ebmNumber, at, by);
  }
}

export const receiptHandlers = [
  ReceiptOfPaymentHandler,
  ReceiptByNumberHandler,
  CreditNoteByNumberHandler,
  GenuineDocumentHandler,
  LogoWithHashHandler,
  RecordEbmNumberHandler,
];

async function readableReceipt(documents: DocumentStore, queries: QueryBus, client: ApiClient, number: string) {
  const none = new Refusal('not-found', 'RECEIPT_NOT_FOUND', { number });
  const found = await find(documents, receiptView.collection, number);
  if (found === null) throw none;
  await hideFromOthers(queries, client, found.paymentId, none);
  return found;
}

/** Hides documents of payments that the caller may not read. */
async function hideFromOthers(queries: QueryBus, client: ApiClient, paymentId: string, none: Refusal): Promise<void> {
  await queries.execute(new PaymentById(client, paymentId)).catch((error: unknown) => {
    throw error instanceof Refusal ? none : error;
  });
}

async function find<D extends Document>(store: DocumentStore, of: Collection<D>, number: string): Promise<D | null> {
  const { documents } = await store.query(of, { where: { number }, limit: 1 });
  return documents[0] ?? null;
}

function refused(code: string, detail: Readonly<Record<string, unknown>>): never {
  throw new Refusal('not-found', code, detail);
}
