import { Controller, Get, Inject, Param } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { Client, type ApiClient } from '../../http/authentication.js';
import { masked } from '../../kernel/masking.js';
import { Documented } from '../../http/operation.documentation.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { GenuineReceipt, ReceiptByNumber, ReceiptOfPayment } from './receipt.commands.js';
import { operations } from './receipt.documentation.js';
import { ReceiptProof } from './receipt-proof.js';
import type { ReceiptDocument } from './receipt.view.js';

@ApiTags('Receipts')
@ApiBearerAuth()
@Controller()
export class ReceiptsController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(PersonalData) private readonly personalData: PersonalData,
    @Inject(ReceiptProof) private readonly proof: ReceiptProof,
  ) {}

  @Documented(operations.getPaymentReceipt)
  @Get('v1/payments/:id/receipt')
  async ofPayment(@Param('id') id: string, @Client() client: ApiClient) {
    return this.#show(await this.queries.execute(new ReceiptOfPayment(client, id)));
  }

  @Documented(operations.getReceipt)
  @Get('v1/receipts/:number')
  async byNumber(@Param('number') number: string, @Client() client: ApiClient) {
    return this.#show(await this.queries.execute(new ReceiptByNumber(client, number)));
  }

  @Documented(operations.verifyReceipt)
  @Get('r/:number/:signature')
  async verify(@Param('number') number: string, @Param('signature') signature: string) {
    const { amount, issuedAt } = await this.queries.execute(new GenuineReceipt(number, signature));
    return { genuine: true, number, ...amount, issuedAt, status: 'paid' };
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
      payer: masked({
        msisdn: details?.msisdn ?? null,
        ...(details === null && (await this.personalData.isErased(payer)) && { erased: true }),
      }),
      record: { type: record.type, id: record.id, ...(record.part === null ? {} : { part: record.part }) },
      status: 'paid',
      organisation,
      verifyUrl: this.proof.urlOf({ number, paymentId, amount }),
    };
  }
}
