import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { recordTypes, type RecordType } from '../kernel/domain/record.js';
import { IsLine, IsProse } from './texts.js';
import { DocumentedBody } from './validated.documentation.js';

/** What is paid for, as callers name it: of a payment, a payment link or a payout. */
@DocumentedBody('NewRecord')
export class RecordBody {
  @ApiProperty({ example: 'invoice' })
  @IsIn(recordTypes)
  type!: RecordType;

  @ApiProperty({ example: 'INV-1001' })
  @IsLine(1, 100)
  id!: string;

  @ApiPropertyOptional({ example: '1', description: 'Absent: `1`' })
  @IsOptional()
  @IsLine(1, 40)
  part?: string;
}

/** Why a person says no: to a refund, a payout, a batch or an adjustment. */
@DocumentedBody('Rejection')
export class RejectionBody {
  @ApiProperty({ example: 'The permit was issued on 3 March.' })
  @IsProse(1, 2_000)
  reason!: string;
}
