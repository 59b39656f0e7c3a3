import { Controller, Get, Inject, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import { Client, type ApiClient } from '../../http/authentication.js';
import { masked } from '../../kernel/masking.js';
import { Documented } from '../../http/operation.documentation.js';
import { documentsToken } from '../../kernel/tokens.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { PaymentById } from '../payments/contract.http.js';
import { operations } from './receipt.documentation.js';
import { ReceiptProof } from './receipt-proof.js';
import { asReceiptDocument, receiptView, type ReceiptDocument } from './receipt.view.js';
import { Receipts } from './receipts.js';

@ApiTags('Receipts')
@ApiBearerAuth()
@Controller()
export class ReceiptsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(documentsToken) private readonly documents: DocumentStore,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(Receipts) private readonly receipts: Receipts,
    @Inject(ReceiptProof) private readonly proof: ReceiptProof,
  ) {}

  @Documented(operations.getPaymentReceipt)
  @Get('v1/payments/:id/receipt')
  async ofPayment(@Param('id') id: string, @Client() client: ApiClient) {
    await this.queries.execute(new PaymentById(client, id));
    const receipt = await this.receipts.of(id);
    if (receipt === null) throw new Refusal('not-found', 'RECEIPT_NOT_ISSUED', { paymentId: id });
    return this.#show(asReceiptDocument(receipt));
  }

  @Documented(operations.getReceipt)
  @Get('v1/receipts/:number')
  async byNumber(@Param('number') number: string, @Client() client: ApiClient) {
    const receipt = await this.#find(number);
    const none = new Refusal('not-found', 'RECEIPT_NOT_FOUND', { number });
    if (receipt === null) throw none;
    // Hides receipts of payments that the caller may not read.
    await this.queries.execute(new PaymentById(client, receipt.paymentId)).catch((error: unknown) => {
      throw error instanceof Refusal ? none : error;
    });
    return this.#show(receipt);
  }

  @Documented(operations.verifyReceipt)
  @Get('r/:number/:signature')
  async verify(@Param('number') number: string, @Param('signature') signature: string) {
    const receipt = await this.#find(number);
    if (receipt === null || !this.proof.isGenuine(receipt, signature))
      throw new Refusal('not-found', 'RECEIPT_NOT_FOUND', { genuine: false });
    const { amount, issuedAt } = receipt;
    return { genuine: true, number, ...amount, issuedAt, status: 'paid' };
  }

  async #find(number: string): Promise<ReceiptDocument | null> {
    const { documents } = await this.documents.query(receiptView.collection, { where: { number }, limit: 1 });
    return documents[0] ?? null;
  }

  async #show({ number, issuedAt, paymentId, amount, payer, record, organisation, ...receipt }: ReceiptDocument) {
    const details = await this.personalData.open(payer);
    return {
      number,
      issuedAt,
      paidAt: receipt.paidAt,
      paymentId,
      ...amount,
      method: receipt.method,
      provider: receipt.provider,
      providerReference: receipt.providerReference,
      providerTransactionId: receipt.providerTransactionId,
      payer: masked({ msisdn: details?.msisdn ?? null }),
      record: { type: record.type, id: record.id, ...(record.part === null ? {} : { part: record.part }) },
      status: 'paid',
      organisation,
      verifyUrl: this.proof.urlOf({ number, paymentId, amount }),
    };
  }
}
