import { Inject } from '@nestjs/common';
import { CommandHandler, QueryBus, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { ApiClient } from '../../http/authentication.js';
import { Refusal } from '../../kernel/domain/refusal.js';
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
    @Inject(ShownDocuments) private readonly shown: ShownDocuments,
  ) {}

  async execute({ client, number }: ReceiptByNumber): Promise<ShownDocument> {
    return readable(await this.shown.receiptWith(number), 'RECEIPT_NOT_FOUND', number, client, this.queries);
  }
}

@QueryHandler(CreditNoteByNumber)
export class CreditNoteByNumberHandler implements IQueryHandler<CreditNoteByNumber> {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ShownDocuments) private readonly shown: ShownDocuments,
  ) {}

  async execute({ client, number }: CreditNoteByNumber): Promise<ShownDocument> {
    return readable(await this.shown.creditNoteWith(number), 'CREDIT_NOTE_NOT_FOUND', number, client, this.queries);
  }
}

@QueryHandler(GenuineDocument)
export class GenuineDocumentHandler implements IQueryHandler<GenuineDocument> {
  constructor(
    @Inject(ReceiptProof) private readonly proof: ReceiptProof,
    @Inject(ShownDocuments) private readonly shown: ShownDocuments,
  ) {}

  async execute({ number, signature }: GenuineDocument): Promise<ShownDocument> {
    const shown = (await this.shown.receiptWith(number)) ?? (await this.shown.creditNoteWith(number));
    if (shown !== null && this.proof.isGenuine(shown.facts, signature)) return shown;
    throw new Refusal('not-found', 'RECEIPT_NOT_FOUND', { genuine: false });
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
    @Inject(ShownDocuments) private readonly shown: ShownDocuments,
    @Inject(Receipts) private readonly receipts: Receipts,
  ) {}

  async execute({ client, number, ebmNumber, at, by }: RecordEbmNumber): Promise<void> {
    const found = await this.shown.receiptWith(number);
    const { facts } = await readable(found, 'RECEIPT_NOT_FOUND', number, client, this.queries);
    await this.receipts.addEbmNumber(facts.paymentId, ebmNumber, at, by);
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

/** Hides documents of payments that the caller may not read. */
async function readable(
  shown: ShownDocument | null,
  code: string,
  number: string,
  client: ApiClient,
  queries: QueryBus,
): Promise<ShownDocument> {
  const none = new Refusal('not-found', code, { number });
  if (shown === null) throw none;
  await queries.execute(new PaymentById(client, shown.facts.paymentId)).catch((error: unknown) => {
    throw error instanceof Refusal ? none : error;
  });
  return shown;
}
