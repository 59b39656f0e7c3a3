import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { msisdnForms } from '../../kernel/domain/msisdn.js';
import { nextCursor, time, timeOrNull } from '../../http/values.documentation.js';
import { ShownEvent, ShownPayment } from '../payments/contract.http.js';

const subject = {
  type: String,
  pattern: '^[\\w-]{22}$',
  example: 'q3kJ0v6mYw2c1b9XzT5uRA',
  description: 'A keyed hash of the phone number: the same person, and nothing else',
} as const;

@ApiSchema({ name: 'Erasure' })
class ShownErasure {
  @ApiProperty(subject) subject!: string;
  @ApiProperty({
    ...timeOrNull,
    description: 'When the data that was kept was erased; null: nothing was ever kept under this number',
  })
  erasedAt!: string | null;
}

@ApiSchema({ name: 'ExportedPayer' })
class ShownPayer {
  @ApiProperty({ example: '+250788123456' }) msisdn!: string;
  @ApiProperty(subject) subject!: string;
}

const asKept = { type: 'object', additionalProperties: true } as const;

@ApiSchema({ name: 'PayerOutgoing' })
class ShownPayerOutgoing {
  @ApiProperty({ description: 'Of the refund or payout', example: 'out_4f1c2d3e4b5a69788796a5b4c3d2e1f0' }) id!: string;
  @ApiProperty({ type: [ShownEvent], description: 'Every event of it' }) timeline!: ShownEvent[];
  @ApiProperty({ type: 'array', items: asKept }) callbacks!: object[];
  @ApiProperty({ type: 'array', items: asKept }) reviews!: object[];
}

@ApiSchema({ name: 'PayerPayment' })
class ShownPayerPayment {
  @ApiProperty() payment!: ShownPayment;
  @ApiProperty({ type: [ShownEvent], description: 'Every event of it: attempts, raw answers, notes, decisions' })
  timeline!: ShownEvent[];
  @ApiProperty({ type: [ShownPayerOutgoing], description: 'Money that was asked back' }) refunds!: ShownPayerOutgoing[];
  @ApiProperty({ type: 'array', items: asKept, description: 'What providers told us unasked, with headers and body' })
  callbacks!: object[];
  @ApiProperty({ ...asKept, nullable: true, description: 'Its receipt; null: none was issued' }) receipt!:
    object | null;
  @ApiProperty({ type: 'array', items: asKept, description: 'The credit notes of its refunds' }) creditNotes!: object[];
  @ApiProperty({ type: 'array', items: asKept, description: 'What people had to decide about it, and on what grounds' })
  reviews!: object[];
}

@ApiSchema({ name: 'PayerData' })
class ShownPayerData {
  @ApiProperty() payer!: ShownPayer;
  @ApiProperty({
    type: 'array',
    items: asKept,
    description: 'The newest 200 erasures and exports of this payer, newest first, with who ordered them',
  })
  requests!: object[];
  @ApiProperty({ type: [ShownPayerPayment], description: 'By payments, oldest first' }) data!: ShownPayerPayment[];
  @ApiProperty({ type: [ShownPayerOutgoing], description: 'Payouts to this person, after the last payment' })
  payouts!: ShownPayerOutgoing[];
  @ApiProperty({
    type: 'array',
    items: asKept,
    description: 'Lines of files of payouts that name this person, on the last page',
  })
  batchLines!: object[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'RetentionPreview' })
class ShownRetention {
  @ApiProperty({ type: 'integer', minimum: 1, example: 120 }) months!: number;
  @ApiProperty({ ...time, description: 'Payers whose newest payment is older are due' }) before!: string;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How many payers a run would erase' }) due!: number;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    description: 'How many it would keep for an open payment, refund or review',
  })
  kept!: number;
  @ApiProperty({ ...timeOrNull, description: 'When the first of those that are due was last asked' })
  oldest!: string | null;
  @ApiProperty({ description: 'False: there are more than one run takes' }) complete!: boolean;
}

const inPath = {
  msisdn: {
    description: 'The phone number, as in `POST /v1/payments`',
    example: '+250788123456',
    pattern: msisdnForms.source,
  },
};

export const operations = {
  erasePayer: {
    id: 'erasePayer',
    summary: 'Erase everything personal about a payer',
    description:
      'The payer’s data key is destroyed: number, descriptions, metadata, notes, evidence and raw answers cannot be read again, here at once and in every other instance within seconds. What a provider says later about these payments cannot be read either. Amounts, times, references, receipt numbers stay. Erasing again changes nothing, and an unknown number is answered alike, with `erasedAt: null`. A later payment of the same person is kept under a new key.',
    inPath,
    answers: { 202: { description: 'On record, and carried out here', type: ShownErasure } },
    appends: true,
    refuses: ['PAYER_NOT_ERASABLE'],
  },
  getPayerData: {
    id: 'getPayerData',
    summary: 'Export everything that is kept about a payer',
    description: 'For a person who asks what is kept about them. Each page that is shown is on record.',
    inPath,
    answers: { 200: { description: 'One page', type: ShownPayerData } },
    appends: true,
    refuses: ['QUERY_TOO_BROAD'],
  },
  previewRetention: {
    id: 'previewRetention',
    summary: 'Count what a run of the retention would erase',
    description:
      'A dry run of `RETENTION_MONTHS`, or of `months`: counts and times, never a payer. It changes nothing.',
    answers: { 200: { description: 'The counts', type: ShownRetention } },
  },
} as const satisfies Readonly<Record<string, OperationText>>;
