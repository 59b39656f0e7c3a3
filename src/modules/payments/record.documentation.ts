import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { recordTypes } from '../../kernel/domain/record.js';
import type { OperationText } from '../../http/operation.documentation.js';
import { IsLine } from '../../http/texts.js';
import { DocumentedQuery } from '../../http/validated.documentation.js';
import { amount, currency, paymentId, timeOrNull } from '../../http/values.documentation.js';
import { ShownReceiptSummary } from './payment.documentation.js';
import { recordStatuses } from './record-standing.rule.js';

@DocumentedQuery()
export class RecordQuery {
  @ApiPropertyOptional({ example: '1', description: 'Absent: `1`' })
  @IsOptional()
  @IsLine(1, 40)
  part?: string;

  @ApiPropertyOptional({
    example: 'cli_4f1c2d3e4b5a69788796a5b4',
    description: 'The API client whose record it is. Absent: the calling client, where it may ask for payments',
  })
  @IsOptional()
  @IsLine(1, 100)
  client?: string;
}

@ApiSchema({ name: 'RecordStatus' })
export class ShownRecordStatus {
  @ApiProperty({ enum: recordTypes, example: 'invoice' }) type!: string;
  @ApiProperty({ example: 'INV-1001' }) id!: string;
  @ApiProperty({ example: '1' }) part!: string;
  @ApiProperty({
    enum: recordStatuses,
    example: 'paid',
    description:
      '`unpaid`: asked for before, and nothing is under way. `uncertain`: not known yet, or money was perhaps taken: do not ask again, hand over nothing',
  })
  status!: string;
  @ApiProperty({ ...paymentId, nullable: true, description: 'The payment that makes it so; null where none has begun' })
  paymentId!: string | null;
  @ApiProperty({ ...amount, description: 'What was paid; before that, what is asked for' }) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ ...timeOrNull, description: 'When the provider or a person confirmed the payment' })
  paidAt!: string | null;
  @ApiProperty({ ...amount, example: '0', description: 'The sum of the refunds of that payment' })
  refundedAmount!: string;
  @ApiProperty({ type: ShownReceiptSummary, nullable: true }) receipt!: ShownReceiptSummary | null;
}

export const operations = {
  getRecord: {
    id: 'getRecord',
    summary: 'Ask whether a record is paid, before handing over the goods',
    description:
      'Read from the log: it is never older than an answer that was given before. A role that sees every client’s payments names the client by `?client=`.',
    inPath: {
      type: { description: 'The type of the record', example: 'invoice' },
      id: { description: 'The id of the record', example: 'INV-1001' },
    },
    answers: {
      200: { description: 'How the record stands', type: ShownRecordStatus, headers: ['Preference-Applied'] },
    },
    waitsFor: '`paid`, `unpaid` or `refunded`',
    refuses: ['RECORD_NOT_FOUND'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
