import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import {
  amount,
  batchId,
  currency,
  nextCursor,
  payoutId,
  provider,
  providerReference,
  providerTransactionId,
  reviewId,
  shownMsisdn,
  time,
  timeOrNull,
} from '../../http/values.documentation.js';
import { recordTypes } from '../../kernel/domain/record.js';
import { outgoingStatuses } from '../outgoing/contract.js';
import { failureCodes } from '../providers/contract.js';

const texts = { type: 'object', additionalProperties: { type: 'string' } } as const;
const client = { type: String, example: 'cli_4f1c2d3e4b5a69788796a5b4' } as const;

@ApiSchema({ name: 'Payee' })
class ShownPayee {
  @ApiProperty({
    ...shownMsisdn,
    description: 'Masked (`+25078*****56`) for roles without `payer:read`; null once the payee’s data is erased',
  })
  msisdn!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'Aline Uwase' }) name!: string | null;
  @ApiPropertyOptional({ type: Boolean, enum: [true], description: 'Only where the payee’s data is erased' })
  erased?: true;
}

@ApiSchema({ name: 'PayoutRecord' })
class ShownPayoutRecord {
  @ApiProperty({ enum: recordTypes, example: 'other' }) type!: string;
  @ApiProperty({ example: 'ALLOWANCE-2026-11-001' }) id!: string;
  @ApiProperty({ example: '1' }) part!: string;
}

@ApiSchema({ name: 'PayoutFailure' })
class ShownPayoutFailure {
  @ApiProperty({ enum: failureCodes }) code!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The provider’s own code', example: 'PAYEE_NOT_FOUND' })
  providerCode!: string | null;
}

@ApiSchema({ name: 'PayoutAttempt' })
class ShownPayoutAttempt {
  @ApiProperty({ type: 'integer', minimum: 1, example: 1 }) number!: number;
  @ApiProperty(provider) provider!: string;
  @ApiProperty(providerReference) providerReference!: string;
  @ApiProperty({ enum: ['created', 'submitted', 'uncertain', 'successful', 'failed'] }) status!: string;
  @ApiProperty(time) at!: string;
}

@ApiSchema({ name: 'Payout' })
export class ShownPayout {
  @ApiProperty(payoutId) id!: string;
  @ApiProperty({ enum: outgoingStatuses, example: 'requested' }) status!: string;
  @ApiProperty({ ...amount, example: '25000' }) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty() payee!: ShownPayee;
  @ApiProperty(provider) provider!: string;
  @ApiProperty({ ...providerReference, nullable: true, description: 'Of the current attempt; null before approval' })
  providerReference!: string | null;
  @ApiProperty(providerTransactionId) providerTransactionId!: string | null;
  @ApiProperty() record!: ShownPayoutRecord;
  @ApiProperty({ type: String, nullable: true, example: 'Allowance of November' }) description!: string | null;
  @ApiProperty({ ...texts, example: { program: '2026' } }) dimensions!: Record<string, string>;
  @ApiProperty({ ...texts, example: { anything: 'text' } }) metadata!: Record<string, string>;
  @ApiProperty({ ...batchId, nullable: true, description: 'The batch that it is a line of' }) batchId!: string | null;
  @ApiProperty(client) requestedBy!: string;
  @ApiProperty({ type: [String], description: 'In the order of their approvals' }) approvedBy!: string[];
  @ApiProperty({ ...client, nullable: true }) rejectedBy!: string | null;
  @ApiProperty({ type: ShownPayoutFailure, nullable: true }) failure!: ShownPayoutFailure | null;
  @ApiProperty({ ...reviewId, nullable: true, description: 'Its open review, or its newest one' })
  reviewId!: string | null;
  @ApiProperty({ type: [ShownPayoutAttempt] }) attempts!: ShownPayoutAttempt[];
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) submittedAt!: string | null;
  @ApiProperty({ ...timeOrNull, description: 'When it was successful' }) completedAt!: string | null;
}

@ApiSchema({ name: 'PayoutList' })
class ShownPayouts {
  @ApiProperty({ type: [ShownPayout] }) data!: ShownPayout[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

const inPath = { id: { description: 'The id of the payout', example: payoutId.example } };
const payout = { description: 'The payout as it stands now', type: ShownPayout };
const recordCodes = ['RECORD_PAYOUT_IN_PROGRESS', 'RECORD_ALREADY_PAID_OUT', 'RECORD_PERHAPS_PAID'] as const;

/** What the routes of payouts are called, answer and refuse, in the order in which they judge. */
export const operations = {
  requestPayout: {
    id: 'requestPayout',
    summary: 'Ask for money to be sent to a phone',
    description:
      'Puts the request on record. Nothing is sent before other people have approved it (APPROVAL_THRESHOLDS). For one record (type, id and part) of a service, or of the organisation’s own people, at most one payout is under way or successful.',
    answers: {
      201: {
        description: 'On record; it waits for approval',
        type: ShownPayout,
        headers: ['Location', 'Idempotent-Replayed'],
      },
    },
    isIdempotent: true,
    appends: true,
    refuses: ['PROVIDER_NOT_AVAILABLE', 'CURRENCY_NOT_SUPPORTED', 'MSISDN_NOT_SUPPORTED', ...recordCodes],
  },
  listPayouts: {
    id: 'listPayouts',
    summary: 'List payouts, newest first',
    description: 'Filters are combined. The list is less than a second behind the log in normal operation.',
    answers: { 200: { description: 'One page', type: ShownPayouts } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getPayout: {
    id: 'getPayout',
    summary: 'Get one payout, as it stands now',
    inPath,
    answers: { 200: payout },
    refuses: ['PAYOUT_NOT_FOUND'],
  },
  approvePayout: {
    id: 'approvePayout',
    summary: 'Approve a payout that somebody else asked for',
    description:
      'When enough people have approved it, it is sent. Nobody approves their own request, whatever the role.',
    inPath,
    answers: { 200: payout },
    appends: true,
    refuses: ['PAYOUT_NOT_FOUND', 'APPROVER_IS_REQUESTER', ...recordCodes, 'PAYOUT_NOT_REQUESTED'],
  },
  rejectPayout: {
    id: 'rejectPayout',
    summary: 'Reject a payout that somebody else asked for',
    inPath,
    answers: { 200: payout },
    appends: true,
    refuses: ['PAYOUT_NOT_FOUND', 'APPROVER_IS_REQUESTER', 'PAYOUT_NOT_REQUESTED'],
  },
  createPayoutAttempt: {
    id: 'createPayoutAttempt',
    summary: 'Send again after a payout has failed, under a new provider reference',
    description: 'To the same payee at once. To another payee, or where an approver has left, it needs approval again.',
    inPath,
    answers: {
      202: { description: 'On record', type: ShownPayout, headers: ['Location', 'Idempotent-Replayed'] },
    },
    isIdempotent: true,
    appends: true,
    refuses: [
      'PAYOUT_NOT_FOUND',
      'ATTEMPT_NOT_ALLOWED',
      'PAYEE_ERASED',
      'PROVIDER_NOT_AVAILABLE',
      'CURRENCY_NOT_SUPPORTED',
      'MSISDN_NOT_SUPPORTED',
      ...recordCodes,
    ],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
