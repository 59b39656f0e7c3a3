import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import {
  amount,
  creditNoteNumber,
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

abstract class ShownDocument {
  @ApiProperty(time) issuedAt!: string;
  @ApiProperty({ ...time, description: 'When the payment was confirmed' }) paidAt!: string;
  @ApiProperty(paymentId) paymentId!: string;
  @ApiProperty(amount) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ example: 'MTN MoMo' }) method!: string;
  @ApiProperty(provider) provider!: string;
  @ApiProperty(providerReference) providerReference!: string;
  @ApiProperty(providerTransactionId) providerTransactionId!: string | null;
  @ApiProperty() payer!: ShownPayer;
  @ApiProperty() record!: ShownRecord;
  @ApiProperty({ description: 'As it was at the time of issue' }) organisation!: ShownOrganisation;
  @ApiProperty({
    format: 'uri',
    example: 'https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eG',
    description: 'The public page that shows whether it is genuine',
  })
  verifyUrl!: string;
  @ApiProperty({
    format: 'uri',
    example: 'https://pay.example.rw/r/RCT-2026-000001/Zm9vYmFyYmF6cXV4cXV1eG',
    description:
      'The text of its QR code: `verifyUrl`, and behind a `#` the facts and a signature over them, which `ishyura check-receipt` checks offline',
  })
  qr!: string;
}

@ApiSchema({ name: 'ReceiptCreditNote' })
class ShownCreditNoteOfReceipt {
  @ApiProperty(creditNoteNumber) number!: string;
  @ApiProperty({ format: 'uri-reference', example: '/v1/credit-notes/CRN-2026-000001' }) url!: string;
}

const status = {
  enum: ['paid', 'partly-refunded', 'refunded'],
  description: 'By the refunds that have reached the payer until now',
};

@ApiSchema({ name: 'Receipt' })
class ShownReceipt extends ShownDocument {
  @ApiProperty(receiptNumber) number!: string;
  @ApiProperty(status) status!: string;
  @ApiProperty({ ...amount, example: '0' }) refundedAmount!: string;
  @ApiProperty({ type: [ShownCreditNoteOfReceipt], description: 'The documents of its refunds, oldest first' })
  creditNotes!: ShownCreditNoteOfReceipt[];
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'SDC004000001/168 NS',
    description: 'The number of the fiscal receipt for the same payment; null until it is added',
  })
  ebmNumber!: string | null;
}

@ApiSchema({ name: 'CreditNote' })
class ShownCreditNote extends ShownDocument {
  @ApiProperty(creditNoteNumber) number!: string;
  @ApiProperty({ example: 'ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0' }) refundId!: string;
  @ApiProperty({ ...receiptNumber, description: 'The receipt of the payment' }) receipt!: string;
  @ApiProperty(time) refundedAt!: string;
}

@ApiSchema({ name: 'GenuineReceipt' })
class ShownProof {
  @ApiProperty({ enum: [true] }) genuine!: boolean;
  @ApiProperty({ ...receiptNumber, pattern: '^(RCT|CRN)-\\d{4}-\\d{6,}$' }) number!: string;
  @ApiProperty(amount) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty(time) issuedAt!: string;
  @ApiProperty(status) status!: string;
}

const number = { description: 'The number of the receipt', example: 'RCT-2026-000001' };
const numberWithEnding = {
  description: 'The number; with `.pdf` or `.html` behind it, in that form whatever `Accept` says',
  example: 'RCT-2026-000001',
};
const ofPayment = { id: { description: 'The id of the payment', example: paymentId.example } };
const page = { schema: { type: 'string' } };
const paper = { schema: { type: 'string', format: 'binary' } };
/** As JSON, to read and print, and on paper. */
const inEachForm = (name: string) => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
  'text/html': page,
  'application/pdf': paper,
});
const forms =
  'As JSON, HTML or PDF, by `Accept`. HTML and PDF are in English, Kinyarwanda or French; phone numbers are always masked. The PDF is what was issued: its bytes never change, unless the payer’s data is erased. Refunds and the EBM number since are in JSON and HTML.';

export const operations = {
  getPaymentReceipt: {
    id: 'getPaymentReceipt',
    summary: 'Get the receipt of a payment',
    description: `There is one as soon as the payment is successful, within a second. ${forms}`,
    inPath: ofPayment,
    answers: { 200: { description: 'The receipt', models: [ShownReceipt], content: inEachForm('Receipt') } },
    refuses: ['NOT_ACCEPTABLE', 'PAYMENT_NOT_FOUND', 'RECEIPT_NOT_ISSUED'],
  },
  getPaymentReceiptPdf: {
    id: 'getPaymentReceiptPdf',
    summary: 'Get the receipt of a payment as PDF',
    inPath: ofPayment,
    answers: { 200: { description: 'The receipt on paper', content: { 'application/pdf': paper } } },
    refuses: ['PAYMENT_NOT_FOUND', 'RECEIPT_NOT_ISSUED'],
  },
  getPaymentReceiptHtml: {
    id: 'getPaymentReceiptHtml',
    summary: 'Get the receipt of a payment as HTML',
    inPath: ofPayment,
    answers: { 200: { description: 'The receipt as a page', content: { 'text/html': page } } },
    refuses: ['PAYMENT_NOT_FOUND', 'RECEIPT_NOT_ISSUED'],
  },
  getReceipt: {
    id: 'getReceipt',
    summary: 'Get a receipt by its number',
    description: forms,
    inPath: { number: numberWithEnding },
    answers: { 200: { description: 'The receipt', models: [ShownReceipt], content: inEachForm('Receipt') } },
    refuses: ['NOT_ACCEPTABLE', 'RECEIPT_NOT_FOUND'],
  },
  addEbmNumber: {
    id: 'addEbmNumber',
    summary: 'Add the number of the fiscal receipt',
    description:
      'The receipts of this API are no EBM receipts. Where one was issued for the same payment, its number is added here, once. The same number again changes nothing.',
    inPath: { number },
    answers: { 200: { description: 'The receipt', type: ShownReceipt } },
    refuses: ['RECEIPT_NOT_FOUND', 'EBM_NUMBER_KNOWN'],
    appends: true,
  },
  getCreditNote: {
    id: 'getCreditNote',
    summary: 'Get a credit note by its number',
    description: `The document of one refund that has reached the payer; there is one within a second of that. ${forms}`,
    inPath: { number: { ...numberWithEnding, example: 'CRN-2026-000001' } },
    answers: { 200: { description: 'The credit note', models: [ShownCreditNote], content: inEachForm('CreditNote') } },
    refuses: ['NOT_ACCEPTABLE', 'CREDIT_NOTE_NOT_FOUND'],
  },
  verifyReceipt: {
    id: 'verifyReceipt',
    summary: 'Check whether a receipt or credit note is genuine',
    description:
      'The public page that `verifyUrl` leads to, as HTML for people (`?lang=en`, `rw` or `fr`) and as JSON, by `Accept`. It shows no personal data.',
    inPath: {
      number,
      signature: { description: 'As `verifyUrl` has it', example: 'Zm9vYmFyYmF6cXV4cXV1eG' },
    },
    answers: {
      200: {
        description: 'It is genuine',
        models: [ShownProof],
        content: { 'application/json': { schema: { $ref: '#/components/schemas/GenuineReceipt' } }, 'text/html': page },
      },
    },
    refuses: ['NOT_ACCEPTABLE', 'RECEIPT_NOT_FOUND'],
    refusesAsPage: [404],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
