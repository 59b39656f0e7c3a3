import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { msisdnForms, parseMsisdn } from '../../kernel/domain/msisdn.js';
import { recordTypes } from '../../kernel/domain/record.js';
import { RecordBody } from '../../http/common-bodies.js';
import { IsAmount, IsCurrency, IsEmailAddress, IsPhoneNumber, positiveMoney } from '../../http/money-fields.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { IsMoment, ListQuery } from '../../http/list-query.js';
import { IsLine, IsProse, IsTextMap, IsWhole, Must } from '../../http/texts.js';
import { paymentStatuses } from './payment.lifecycle.js';
import type { Ask } from './payment.commands.js';
import { callbackStates } from './payment.view.js';

@DocumentedBody('NewPaymentPayer')
class PayerBody {
  @ApiProperty({ example: '0788123456', description: 'E.164, or the Rwandan local form' })
  @IsPhoneNumber()
  msisdn!: string;

  @ApiPropertyOptional({ example: 'a.uwase@example.rw', description: 'Where the receipt and credit notes are sent' })
  @IsOptional()
  @IsEmailAddress()
  email?: string;
}

@DocumentedBody('NewPayment')
export class CreatePaymentBody {
  @ApiProperty({ example: '5000', description: 'Decimal text in major units, at most the digits of the currency' })
  @IsAmount()
  amount!: string;

  @ApiProperty({ example: 'RWF' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({ type: PayerBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PayerBody)
  payer!: PayerBody;

  @ApiPropertyOptional({ example: 'mtn-momo', description: 'Absent: chosen by routing' })
  @IsOptional()
  @IsLine(1, 40)
  provider?: string;

  @ApiProperty({ type: RecordBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => RecordBody)
  record!: RecordBody;

  @ApiPropertyOptional({ example: 'Building permit fee' })
  @IsOptional()
  @IsLine(0, 160)
  description?: string;

  @ApiPropertyOptional({ example: { service: 'permits', branch: 'kigali' } })
  @IsOptional()
  @IsTextMap(20, 64)
  dimensions?: Record<string, string>;

  @ApiPropertyOptional({ example: { anything: 'text' } })
  @IsOptional()
  @IsTextMap(20, 500)
  metadata?: Record<string, string>;

  @ApiPropertyOptional({ example: 300 })
  @IsOptional()
  @IsWhole(30, 86_400)
  expiresInSeconds?: number;

  ask(): Ask {
    return {
      amount: positiveMoney(this),
      msisdn: parseMsisdn(this.payer.msisdn)!,
      email: this.payer.email,
      provider: this.provider,
      record: { type: this.record.type, id: this.record.id, part: this.record.part ?? null },
      description: this.description ?? null,
      dimensions: this.dimensions ?? {},
      metadata: this.metadata ?? {},
      expiresInSeconds: this.expiresInSeconds,
    };
  }
}

@DocumentedBody('NewAttempt')
export class ReattemptBody {
  @ApiPropertyOptional({ example: 300, description: 'Absent: as long as the earlier attempt had' })
  @IsOptional()
  @IsWhole(30, 86_400)
  expiresInSeconds?: number;
}

@DocumentedBody('NewNote')
export class NoteBody {
  @ApiProperty({ example: 'The customer says that she was charged twice.' })
  @IsProse(1, 2_000)
  text!: string;
}

@DocumentedQuery()
export class PaymentsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(paymentStatuses)
  status?: string;

  @ApiPropertyOptional({ example: 'mtn-momo', description: 'By this provider' })
  @IsOptional()
  @IsLine(1, 40)
  provider?: string;

  @ApiPropertyOptional({
    description: 'Whether the provider called back about the current attempt',
  })
  @IsOptional()
  @IsIn(callbackStates)
  callback?: string;

  @ApiPropertyOptional({ description: 'For a record of this type' })
  @IsOptional()
  @IsIn(recordTypes)
  recordType?: string;

  @ApiPropertyOptional({ example: 'INV-1001', description: 'For the record of this id' })
  @IsOptional()
  @IsLine(1, 100)
  recordId?: string;

  @ApiPropertyOptional({ example: '0788123456', description: 'By this payer' })
  @IsOptional()
  @Must((value) => typeof value === 'string' && parseMsisdn(value) !== null, 'must be a phone number', {
    type: 'string',
    pattern: msisdnForms.source,
  })
  msisdn?: string;

  @ApiPropertyOptional({ example: 'permits', description: 'The dimension of this name' })
  @IsOptional()
  @IsLine(1, 64)
  service?: string;

  @ApiPropertyOptional({ example: 'kigali', description: 'The dimension of this name' })
  @IsOptional()
  @IsLine(1, 64)
  branch?: string;

  @ApiPropertyOptional({ example: '2026-11-22T00:00:00Z', description: 'Created at or after' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-23T00:00:00Z', description: 'Created before' })
  @IsOptional()
  @IsMoment()
  to?: string;
}
