import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import {
  amount,
  currency,
  nextCursor,
  paymentId,
  provider,
  providerTransactionId,
  reviewId,
  time,
  timeOrNull,
} from '../../http/values.documentation.js';
import { outgoingStatuses } from '../outgoing/contract.js';
import { ShownMessage } from '../payments/contract.http.js';
import { failureCodes } from '../providers/contract.js';
import { paidFromPlaces, refundMethods } from './refund.events.js';

const text = { type: String, nullable: true } as const;
const who = { type: String, example: 'cli_4f1c2d3e4b5a69788796a5b4' } as const;
export const refundId = {
  type: String,
  pattern: '^ref_([0-9a-f]{32}|rev_[0-9a-f]{24})$',
  example: 'ref_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
} as const;

@ApiSchema({ name: 'RefundFailure' })
class ShownFailure {
  @ApiProperty({ enum: failureCodes }) code!: string;
  @ApiProperty({ ...text, description: 'The provider’s own code', example: 'NOT_ENOUGH_FUNDS' })
  providerCode!: string | null;
  @ApiProperty({ description: 'What happened and what to do, for people' }) message!: string;
}

@ApiSchema({ name: 'RefundCompletedByHand' })
class ShownCompletion {
  @ApiProperty(who) completedBy!: string;
  @ApiProperty({ ...text, example: '9012345678' }) providerReference!: string | null;
  @ApiProperty(text) note!: string | null;
  @ApiProperty({ enum: paidFromPlaces }) paidFrom!: string;
}

@ApiSchema({ name: 'Refund' })
export class ShownRefund {
  @ApiProperty(refundId) id!: string;
  @ApiProperty(paymentId) paymentId!: string;
  @ApiProperty({ enum: outgoingStatuses, example: 'requested' }) status!: string;
  @ApiProperty({ ...amount, example: '2000' }) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ enum: refundMethods }) method!: string;
  @ApiProperty({ ...text, description: 'Null once the payer’s data is erased' }) reason!: string | null;
  @ApiProperty(text) complaintReference!: string | null;
  @ApiProperty(who) requestedBy!: string;
  @ApiProperty({ type: [String], example: [] }) approvedBy!: string[];
  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 1,
    description: 'How many different people had to approve it; null before the first approval',
  })
  approvalsNeeded!: number | null;
  @ApiProperty({ ...who, nullable: true }) rejectedBy!: string | null;
  @ApiProperty(text) rejectionReason!: string | null;
  @ApiProperty(provider) provider!: string;
  @ApiProperty({ ...text, description: 'Our reference at the provider; of a manual one what the person named' })
  providerReference!: string | null;
  @ApiProperty(providerTransactionId) providerTransactionId!: string | null;
  @ApiProperty({ type: ShownFailure, nullable: true }) failure!: ShownFailure | null;
  @ApiProperty({ type: ShownCompletion, nullable: true, description: 'How a person paid it' })
  completion!: ShownCompletion | null;
  @ApiProperty({ ...reviewId, nullable: true, description: 'Its open review, or its newest one' })
  reviewId!: string | null;
  @ApiProperty({ description: 'The text to show to the payer' }) customerMessage!: ShownMessage;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty({ ...timeOrNull, description: 'By when it should be approved or rejected' }) decideBy!: string | null;
  @ApiProperty(timeOrNull) submittedAt!: string | null;
  @ApiProperty(timeOrNull) completedAt!: string | null;
}

@ApiSchema({ name: 'RefundList' })
class ShownRefunds {
  @ApiProperty({ type: [ShownRefund] }) data!: ShownRefund[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

const inPath = { id: { description: 'The id of the refund', example: refundId.example } };
const refund = { description: 'The refund as it stands now', type: ShownRefund };

/** What the routes of refunds are called, answer and refuse, in the order in which they judge. */
export const operations = {
  requestRefund: {
    id: 'requestRefund',
    summary: 'Ask for money back to the payer of a successful payment',
    description:
      'The amount is set aside in the payment first, so that refunds never add up to more than was paid. Nothing is sent before other people have approved it.',
    inPath: { id: { description: 'The id of the payment', example: paymentId.example } },
    answers: {
      201: {
        description: 'On record, and waiting for approval',
        type: ShownRefund,
        headers: ['Location', 'Idempotent-Replayed'],
      },
    },
    isIdempotent: true,
    appends: true,
    refuses: [
      'PAYMENT_NOT_FOUND',
      'REFUND_METHOD_NOT_AVAILABLE',
      'PAYER_ERASED',
      'PAYMENT_NOT_REFUNDABLE',
      'REFUND_EXCEEDS_PAYMENT',
    ],
  },
  listRefunds: {
    id: 'listRefunds',
    summary: 'List refunds, newest first',
    answers: { 200: { description: 'One page', type: ShownRefunds } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getRefund: {
    id: 'getRefund',
    summary: 'Get one refund, as it stands now',
    inPath,
    answers: { 200: refund },
    refuses: ['REFUND_NOT_FOUND'],
  },
  approveRefund: {
    id: 'approveRefund',
    summary: 'Approve a refund that another person asked for',
    description:
      'As many different people as `APPROVAL_THRESHOLDS` says have to approve it. With the last of them an automatic refund is sent.',
    inPath,
    answers: { 200: refund },
    appends: true,
    refuses: [
      'REFUND_NOT_FOUND',
      'PAYMENT_NOT_REFUNDABLE',
      'REFUND_EXCEEDS_PAYMENT',
      'REFUND_METHOD_NOT_AVAILABLE',
      'APPROVER_IS_REQUESTER',
      'REFUND_NOT_REQUESTED',
    ],
  },
  rejectRefund: {
    id: 'rejectRefund',
    summary: 'Reject a refund that another person asked for',
    description: 'The amount that was set aside for it is free again.',
    inPath,
    answers: { 200: refund },
    appends: true,
    refuses: ['REFUND_NOT_FOUND', 'APPROVER_IS_REQUESTER', 'REFUND_NOT_REQUESTED'],
  },
  completeRefund: {
    id: 'completeRefund',
    summary: 'Put on record that an approved manual refund was paid',
    inPath,
    answers: { 200: refund },
    appends: true,
    refuses: ['REFUND_NOT_FOUND', 'APPROVER_IS_REQUESTER', 'REFUND_NOT_COMPLETABLE'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
