import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { recordTypes } from '../../kernel/domain/record.js';
import type { OperationText } from '../../http/operation.documentation.js';
import {
  amount,
  currency,
  nextCursor,
  paymentId,
  provider,
  providerReference,
  providerTransactionId,
  receiptNumber,
  reviewId,
  shownMsisdn,
  time,
  timeOrNull,
} from '../../http/values.documentation.js';
import { failureCodes } from '../providers/contract.js';
import { paymentStatuses } from './payment.lifecycle.js';

// What answers look like, for the page that describes them; what they are, `PaymentResources` makes.

const texts = { type: 'object', additionalProperties: { type: 'string' } } as const;

@ApiSchema({ name: 'Payer' })
class ShownPayer {
  @ApiProperty({
    ...shownMsisdn,
    description: 'Masked (`+25078*****56`) for roles without `payer:read`; null once the payer’s data is erased',
  })
  msisdn!: string | null;
  @ApiPropertyOptional({
    example: 'a.uwase@example.rw',
    description: 'Masked (`a*****@example.rw`) as the number is; only where one was given',
  })
  email?: string;
  @ApiPropertyOptional({ type: Boolean, enum: [true], description: 'Only where the payer’s data is erased' })
  erased?: true;
}

@ApiSchema({ name: 'RecordReference' })
export class ShownRecord {
  @ApiProperty({ enum: recordTypes, example: 'invoice' }) type!: string;
  @ApiProperty({ example: 'INV-1001' }) id!: string;
  @ApiPropertyOptional({ example: '1' }) part?: string;
}

@ApiSchema({ name: 'Failure' })
class ShownFailure {
  @ApiProperty({ enum: failureCodes }) code!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The provider’s own code', example: 'APPROVAL_REJECTED' })
  providerCode!: string | null;
}

@ApiSchema({ name: 'Attempt' })
class ShownAttempt {
  @ApiProperty({ type: 'integer', minimum: 1, example: 1 }) number!: number;
  @ApiProperty(provider) provider!: string;
  @ApiProperty(providerReference) providerReference!: string;
  @ApiProperty({ enum: paymentStatuses.filter((status) => status !== 'refunded') }) status!: string;
  @ApiProperty(time) at!: string;
}

@ApiSchema({ name: 'ReceiptSummary' })
export class ShownReceiptSummary {
  @ApiProperty(receiptNumber) number!: string;
  @ApiProperty(time) issuedAt!: string;
  @ApiProperty({ format: 'uri-reference', example: '/v1/receipts/RCT-2026-000001' }) url!: string;
}

@ApiSchema({ name: 'CustomerMessage' })
export class ShownMessage {
  @ApiProperty({ example: 'Please approve the payment on your phone. Do not pay again.' }) en!: string;
  @ApiProperty() rw!: string;
  @ApiProperty() fr!: string;
}

@ApiSchema({ name: 'Payment' })
export class ShownPayment {
  @ApiProperty(paymentId) id!: string;
  @ApiProperty({ enum: paymentStatuses, example: 'submitted' }) status!: string;
  @ApiProperty(amount) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ ...amount, nullable: true, description: 'What was paid; null until it is confirmed' })
  paidAmount!: string | null;
  @ApiProperty({ ...amount, example: '0', description: 'The sum of its refunds' }) refundedAmount!: string;
  @ApiProperty() payer!: ShownPayer;
  @ApiProperty(provider) provider!: string;
  @ApiProperty({ ...providerReference, description: 'The reference of the current attempt' })
  providerReference!: string;
  @ApiProperty(providerTransactionId) providerTransactionId!: string | null;
  @ApiProperty() record!: ShownRecord;
  @ApiProperty({ type: String, nullable: true, example: 'Building permit fee' }) description!: string | null;
  @ApiProperty({ ...texts, example: { service: 'permits', branch: 'kigali' } }) dimensions!: Record<string, string>;
  @ApiProperty({ ...texts, example: { anything: 'text' } }) metadata!: Record<string, string>;
  @ApiProperty({ type: ShownFailure, nullable: true }) failure!: ShownFailure | null;
  @ApiProperty({ description: 'The same payer and amount were asked for another record shortly before' })
  duplicateSuspected!: boolean;
  @ApiProperty({ ...reviewId, nullable: true, description: 'Its open review, or its newest one' })
  reviewId!: string | null;
  @ApiProperty({ type: [ShownAttempt] }) attempts!: ShownAttempt[];
  @ApiProperty({ type: ShownReceiptSummary, nullable: true }) receipt!: ShownReceiptSummary | null;
  @ApiProperty({ description: 'The text to show to the payer' }) customerMessage!: ShownMessage;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) submittedAt!: string | null;
  @ApiProperty(timeOrNull) confirmedAt!: string | null;
  @ApiProperty(time) expiresAt!: string;
}

@ApiSchema({ name: 'PaymentList' })
class ShownPayments {
  @ApiProperty({ type: [ShownPayment] }) data!: ShownPayment[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'Actor' })
class ShownActor {
  @ApiProperty({ enum: ['client', 'user', 'saga', 'provider', 'system'] }) kind!: string;
  @ApiProperty({ example: 'cli_4f1c2d3e4b5a69788796a5b4' }) id!: string;
  @ApiProperty({ example: 'permits portal' }) name!: string;
}

@ApiSchema({ name: 'TimelineEvent' })
export class ShownEvent {
  @ApiProperty({ example: 'PaymentSubmitted' }) type!: string;
  @ApiProperty(time) at!: string;
  @ApiProperty() actor!: ShownActor;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'By type; with the provider’s raw answers, secrets redacted',
  })
  data!: object;
  @ApiProperty({ type: 'integer', minimum: 0, example: 1 }) revision!: number;
}

@ApiSchema({ name: 'Timeline' })
class ShownTimeline {
  @ApiProperty({ type: [ShownEvent] }) data!: ShownEvent[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

const inPath = { id: { description: 'The id of the payment', example: paymentId.example } };
const payment = { description: 'The payment as it stands now', type: ShownPayment };
const takenOn = {
  description: 'On record. The payer is asked now: follow it by `GET /v1/payments/{id}`',
  type: ShownPayment,
  headers: ['Location', 'Idempotent-Replayed', 'Preference-Applied'],
};

/** What the routes of payments are called, answer and refuse, in the order in which they judge. */
export const operations = {
  createPayment: {
    id: 'createPayment',
    summary: 'Ask a payer for money',
    description:
      'Puts the request on record, then asks the payer’s phone. For one record (client, type, id and part) at most one payment is under way or successful.',
    answers: { 202: takenOn },
    isIdempotent: true,
    waitsFor: 'the provider’s first answer',
    appends: true,
    refuses: [
      'PROVIDER_NOT_AVAILABLE',
      'CURRENCY_NOT_SUPPORTED',
      'MSISDN_NOT_SUPPORTED',
      'RECORD_PAYMENT_IN_PROGRESS',
      'RECORD_ALREADY_PAID',
      'RECORD_PERHAPS_PAID',
      'EXPIRED_BEFORE_IT_BEGAN',
    ],
  },
  listPayments: {
    id: 'listPayments',
    summary: 'List payments, newest first',
    description: 'Filters are combined. The list is less than a second behind the log in normal operation.',
    answers: { 200: { description: 'One page', type: ShownPayments } },
    refuses: ['QUERY_TOO_BROAD', 'PAYER_READ_REQUIRED'],
  },
  getPayment: {
    id: 'getPayment',
    summary: 'Get one payment, as it stands now',
    inPath,
    answers: { 200: { ...payment, headers: ['Preference-Applied'] } },
    waitsFor: 'a final status (`successful`, `failed`, `expired`, `refunded`)',
    refuses: ['PAYMENT_NOT_FOUND'],
  },
  getTimeline: {
    id: 'getTimeline',
    summary: 'List every event of a payment, oldest first',
    inPath,
    answers: { 200: { description: 'One page', type: ShownTimeline } },
    refuses: ['PAYMENT_NOT_FOUND'],
  },
  checkStatus: {
    id: 'checkStatus',
    summary: 'Ask the provider now',
    description: 'The payment comes back unchanged when it is final or the provider cannot be reached.',
    inPath,
    answers: { 200: payment },
    appends: true,
    refuses: ['PAYMENT_NOT_FOUND'],
  },
  createAttempt: {
    id: 'createAttempt',
    summary: 'Ask again after a payment has failed or expired, under a new provider reference',
    inPath,
    answers: { 202: takenOn },
    isIdempotent: true,
    waitsFor: 'the provider’s first answer',
    appends: true,
    refuses: [
      'PAYMENT_NOT_FOUND',
      'ATTEMPT_NOT_ALLOWED',
      'PAYER_ERASED',
      'PROVIDER_NOT_AVAILABLE',
      'CURRENCY_NOT_SUPPORTED',
      'MSISDN_NOT_SUPPORTED',
      'RECORD_PAYMENT_IN_PROGRESS',
      'RECORD_ALREADY_PAID',
      'RECORD_PERHAPS_PAID',
      'EXPIRED_BEFORE_IT_BEGAN',
    ],
  },
  createNote: {
    id: 'createNote',
    summary: 'Keep a support note: a complaint, a dispute',
    inPath,
    answers: { 201: { description: 'The payment; the note is an event of its timeline', type: ShownPayment } },
    appends: true,
    refuses: ['PAYMENT_NOT_FOUND'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
