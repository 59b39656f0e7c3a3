import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import {
  amount,
  currency,
  paymentId,
  provider,
  providerReference,
  providerTransactionId,
  receiptNumber,
  shownMsisdn,
  time,
} from '../../http/values.documentation.js';
import { ShownRecord } from '../payments/contract.http.js';

@ApiSchema({ name: 'ReceiptPayer' })
class ShownPayer {
  @ApiProperty({
    ...shownMsisdn,
    example: '+25078*****56',
    description: 'Always masked; null once the payer’s data is erased',
  })
  msisdn!: string | null;
  @ApiPropertyOptional({ type: Boolean, enum: [true], description: 'Only where the payer’s data is erased' })
  erased?: true;
}

@ApiSchema({ name: 'Organisation' })
class ShownOrganisation {
  @ApiProperty({ example: 'One Stop Centre' }) name!: string;
  @ApiProperty({ example: 'help@example.rw' }) contact!: string;
  @ApiProperty({ type: String, nullable: true, example: '123456789' }) tin!: string | null;
}

@ApiSchema({ name: 'Receipt' })
class ShownReceipt {
  @ApiProperty(receiptNumber) number!: string;
  @ApiProperty(time) issuedAt!: string;
  @ApiProperty(time) paidAt!: string;
  @ApiProperty(paymentId) paymentId!: string;
  @ApiProperty(amount) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ example: 'MTN MoMo' }) method!: string;
  @ApiProperty(provider) provider!: string;
  @ApiProperty(providerReference) providerReference!: string;
  @ApiProperty(providerTransactionId) providerTransactionId!: string | null;
  @ApiProperty() payer!: ShownPayer;
  @ApiProperty() record!: ShownRecord;
  @ApiProperty({ enum: ['paid'] }) status!: string;
  @ApiProperty({ description: 'As it was at the time of issue' }) organisation!: ShownOrganisation;
  @ApiProperty({
    format: 'uri',
    example: 'https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFy',
    description: 'The public page that shows whether the receipt is genuine',
  })
  verifyUrl!: string;
}

@ApiSchema({ name: 'GenuineReceipt' })
class ShownProof {
  @ApiProperty({ enum: [true] }) genuine!: boolean;
  @ApiProperty(receiptNumber) number!: string;
  @ApiProperty(amount) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty(time) issuedAt!: string;
  @ApiProperty({ enum: ['paid'] }) status!: string;
}

const number = { description: 'The number of the receipt', example: 'RCT-2026-000001' };

export const operations = {
  getPaymentReceipt: {
    id: 'getPaymentReceipt',
    summary: 'Get the receipt of a payment',
    description: 'There is one as soon as the payment is successful, within a second.',
    inPath: { id: { description: 'The id of the payment', example: paymentId.example } },
    answers: { 200: { description: 'The receipt', type: ShownReceipt } },
    refuses: ['PAYMENT_NOT_FOUND', 'RECEIPT_NOT_ISSUED'],
  },
  getReceipt: {
    id: 'getReceipt',
    summary: 'Get a receipt by its number',
    inPath: { number },
    answers: { 200: { description: 'The receipt', type: ShownReceipt } },
    refuses: ['RECEIPT_NOT_FOUND'],
  },
  verifyReceipt: {
    id: 'verifyReceipt',
    summary: 'Check whether a receipt is genuine',
    description: 'The public page that a receipt’s `verifyUrl` leads to. It shows no personal data.',
    inPath: { number, signature: { description: 'As the receipt’s `verifyUrl` has it', example: 'Zm9vYmFy' } },
    answers: { 200: { description: 'It is genuine', type: ShownProof } },
    refuses: ['RECEIPT_NOT_FOUND'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
