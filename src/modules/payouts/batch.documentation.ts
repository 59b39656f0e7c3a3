import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { amount, batchId, currency, nextCursor, payoutId, time, timeOrNull } from '../../http/values.documentation.js';
import { outgoingStatuses } from '../outgoing/contract.js';
import { batchStatuses } from './batch.decider.js';

const client = { type: String, example: 'cli_4f1c2d3e4b5a69788796a5b4' } as const;
const count = { type: 'integer', minimum: 0, example: 3 } as const;

@ApiSchema({ name: 'PayoutBatchSum' })
class ShownSum {
  @ApiProperty(amount) amount!: string;
  @ApiProperty(currency) currency!: string;
}

@ApiSchema({ name: 'PayoutBatchTotals' })
class ShownTotals {
  @ApiProperty(count) lines!: number;
  @ApiProperty(count) valid!: number;
  @ApiProperty(count) invalid!: number;
  @ApiProperty({ ...count, description: 'How many valid lines have a warning' }) warnings!: number;
  @ApiProperty({ ...amount, description: 'The sum of the valid lines' }) amount!: string;
  @ApiProperty({ ...currency, nullable: true, description: 'Null where no line is valid' }) currency!: string | null;
  @ApiProperty({
    type: [ShownSum],
    nullable: true,
    description:
      'What the invalid lines name, a sum for each currency; it is in no other figure. Null for a batch from before it was counted',
  })
  invalidAmounts!: ShownSum[] | null;
  @ApiProperty({
    ...count,
    nullable: true,
    description: 'How many invalid lines name no amount that can be read. Null for a batch from before it was counted',
  })
  invalidWithoutAmount!: number | null;
}

@ApiSchema({ name: 'PayoutBatchResults' })
class ShownResults {
  @ApiProperty({ ...count, description: 'Valid lines that are not sent yet' }) waiting!: number;
  @ApiProperty({ ...count, description: 'Sent, or about to be, without an end yet' }) underWay!: number;
  @ApiProperty(count) successful!: number;
  @ApiProperty(count) failed!: number;
  @ApiProperty({ ...count, description: 'In doubt: a person decides each in its review' }) uncertain!: number;
  @ApiProperty({ ...count, description: 'Not sent, for what the line’s `errors` say' }) refused!: number;
  @ApiProperty({ ...amount, description: 'The sum of the lines that were refused' }) refusedAmount!: string;
}

@ApiSchema({ name: 'PayoutBatch' })
export class ShownBatch {
  @ApiProperty(batchId) id!: string;
  @ApiProperty({ enum: batchStatuses, example: 'requested' }) status!: string;
  @ApiProperty() totals!: ShownTotals;
  @ApiProperty({ description: 'What has become of the valid lines so far; lists may be a second behind' })
  results!: ShownResults;
  @ApiProperty({ description: 'It was approved without its invalid lines' }) skipInvalid!: boolean;
  @ApiProperty({
    type: String,
    enum: ['APPROVAL', 'FLOAT', 'PROVIDER'],
    nullable: true,
    description:
      'Why an approved batch is not being sent: an approver has left, the float does not cover the next line, or the provider does not tell the float. It goes on by itself; an approval has to be given. Null where nothing is in the way, and on instances that do not send it',
  })
  waitsFor!: string | null;
  @ApiProperty(client) requestedBy!: string;
  @ApiProperty({ type: [String], description: 'In the order of their approvals' }) approvedBy!: string[];
  @ApiProperty({ ...count, minimum: 1, example: 1, description: 'How many different people must approve it' })
  approversNeeded!: number;
  @ApiProperty({ ...client, nullable: true }) rejectedBy!: string | null;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) approvedAt!: string | null;
  @ApiProperty(timeOrNull) completedAt!: string | null;
}

@ApiSchema({ name: 'PayoutBatchList' })
class ShownBatches {
  @ApiProperty({ type: [ShownBatch] }) data!: ShownBatch[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'PayoutBatchFinding' })
class ShownFinding {
  @ApiProperty({ example: 'Amount', description: 'The column; empty: the line itself' }) field!: string;
  @ApiProperty({ example: 'must be a number without sign, exponent or separators of thousands, such as 5000' })
  message!: string;
}

@ApiSchema({ name: 'PayoutBatchLine' })
class ShownLine {
  @ApiProperty({ type: 'integer', minimum: 2, example: 2, description: 'As a spreadsheet numbers it: the header is 1' })
  line!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    nullable: true,
    example: { Record: 'A-1', Msisdn: '0788123456', Amount: '25000', Currency: 'RWF' },
    description: 'The cells by the header; null once the payee’s data is erased',
  })
  row!: Record<string, string> | null;
  @ApiProperty() valid!: boolean;
  @ApiProperty({ type: [ShownFinding] }) errors!: ShownFinding[];
  @ApiProperty({ type: [ShownFinding], description: 'What a person should look at before approval' })
  warnings!: ShownFinding[];
  @ApiProperty({ ...payoutId, nullable: true, description: 'Null until it is sent' }) payoutId!: string | null;
  @ApiProperty({
    enum: [...outgoingStatuses, 'refused'],
    nullable: true,
    description: 'Of its payout. `refused`: it did not become one, for what `errors` say. Null: it is not sent',
  })
  status!: string | null;
}

@ApiSchema({ name: 'PayoutBatchLineList' })
class ShownLines {
  @ApiProperty({ type: [ShownLine] }) data!: ShownLine[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'PayoutBatchCheck' })
class ShownCheck {
  @ApiProperty({ type: String, enum: [null], nullable: true, example: null }) id!: null;
  @ApiProperty({ enum: ['checked'] }) status!: string;
  @ApiProperty() totals!: ShownTotals;
  @ApiProperty({ type: [ShownLine], description: 'The first 100, and every invalid one' }) lines!: ShownLine[];
}

const inPath = { id: { description: 'The id of the batch', example: batchId.example } };
const batch = { description: 'The batch as it stands now', type: ShownBatch };

const named = (name: string) => ({ $ref: `#/components/schemas/${name}` });
/** An answer of two forms, as a component of the document. */
export const batchAnswer = ['PayoutBatchAnswer', { oneOf: [named('PayoutBatch'), named('PayoutBatchCheck')] }] as const;

/** Named in that answer alone, so the document has to be told of them. */
export const modelsOfBatches = [ShownBatch, ShownCheck];

/** What the routes of batches are called, answer and refuse, in the order in which they judge. */
export const operations = {
  createPayoutBatch: {
    id: 'createPayoutBatch',
    summary: 'Send a file of payouts',
    description:
      'A header and up to 20,000 lines, 8 MiB at most, in UTF-8, with `,` or `;` between the cells. Columns, in any order: `Record`, `Msisdn`, `Amount`, `Currency`, and where wanted `Name`, `Description`, `RecordType` (default `other`) and `Dimension:<name>`. Every line is checked, and nothing is sent before other people have approved the batch. The same file again is the same batch.',
    answers: {
      200: {
        description: 'The file was there already; or, with `dryRun=true`, what it would come to',
        content: { 'application/json': { schema: named(batchAnswer[0]) } },
        headers: ['Idempotent-Replayed'],
      },
      202: { description: 'Every line is on record', type: ShownBatch, headers: ['Location'] },
    },
    appends: true,
    refuses: ['BATCH_UNREADABLE', 'PROVIDER_NOT_AVAILABLE'],
  },
  listPayoutBatches: {
    id: 'listPayoutBatches',
    summary: 'List batches of payouts, newest first',
    answers: { 200: { description: 'One page', type: ShownBatches } },
  },
  getPayoutBatch: {
    id: 'getPayoutBatch',
    summary: 'Get one batch of payouts, as it stands now',
    inPath,
    answers: { 200: batch },
    refuses: ['BATCH_NOT_FOUND'],
  },
  listPayoutBatchLines: {
    id: 'listPayoutBatchLines',
    summary: 'List the lines of a batch in the order of its file, with what has become of each',
    inPath,
    answers: { 200: { description: 'One page', type: ShownLines } },
    refuses: ['BATCH_NOT_FOUND', 'QUERY_TOO_BROAD'],
  },
  approvePayoutBatch: {
    id: 'approvePayoutBatch',
    summary: 'Approve every valid line of a batch that somebody else sent',
    description: 'How many people must do so depends on the total of the valid lines (APPROVAL_THRESHOLDS).',
    inPath,
    answers: { 200: batch },
    appends: true,
    refuses: ['BATCH_NOT_FOUND', 'APPROVER_IS_REQUESTER', 'BATCH_NOT_REQUESTED', 'BATCH_HAS_INVALID_LINES'],
  },
  rejectPayoutBatch: {
    id: 'rejectPayoutBatch',
    summary: 'Reject a batch that somebody else sent: nothing of it is paid',
    inPath,
    answers: { 200: batch },
    appends: true,
    refuses: ['BATCH_NOT_FOUND', 'APPROVER_IS_REQUESTER', 'BATCH_NOT_REQUESTED'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
