import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  registerDecorator,
  ValidateNested,
} from 'class-validator';
import { minorDigits, Money } from '../../kernel/domain/money.js';
import { parseMsisdn } from '../../kernel/domain/msisdn.js';
import { InvalidInput } from '../../kernel/http/invalid-input.js';
import { IsMoment, ListQuery } from '../../kernel/http/list-query.js';
import { paymentStatuses } from './payment.decider.js';
import type { Ask } from './payment.commands.js';
import { recordTypes } from './payment.events.js';
import { callbackStates } from './payment.view.js';

/** A check of one property by a function of ours. */
const Must = (test: (value: unknown) => boolean, message: string) => (target: object, propertyName: string) =>
  registerDecorator({ target: target.constructor, propertyName, options: { message }, validator: { validate: test } });

/** No control characters: they would end up on phones, receipts and in spreadsheets. */
const isPlain = (text: string): boolean => !/[\p{Cc}\p{Cs}]/u.test(text);

const isTextMap = (most: number, longest: number) => (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length <= most &&
  Object.entries(value).every(
    ([name, text]) =>
      name.length >= 1 && name.length <= 64 && typeof text === 'string' && text.length <= longest && isPlain(text),
  );

class PayerBody {
  @ApiProperty({ example: '0788123456', description: 'E.164, or the Rwandan local form' })
  @Must(
    (value) => typeof value === 'string' && parseMsisdn(value) !== null,
    'must be a phone number such as +250788123456 or 0788123456',
  )
  msisdn!: string;
}

class RecordBody {
  @ApiProperty({ enum: recordTypes })
  @IsIn(recordTypes)
  type!: (typeof recordTypes)[number];

  @ApiProperty({ example: 'INV-1001' })
  @IsString()
  @Length(1, 100)
  @Must((value) => isPlain(String(value)), 'must not hold control characters')
  id!: string;

  @ApiPropertyOptional({ example: '1' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  @Must((value) => isPlain(String(value)), 'must not hold control characters')
  part?: string;
}

export class CreatePaymentBody {
  @ApiProperty({ example: '5000', description: 'Decimal text in major units, at most the digits of the currency' })
  @IsString()
  @Matches(/^(0|[1-9]\d*)(\.\d+)?$/, { message: 'must be decimal text without sign or exponent, such as "5000"' })
  @Must((value) => typeof value !== 'string' || value.replace(/\D/g, '').length <= 15, 'must have at most 15 digits')
  amount!: string;

  @ApiProperty({ example: 'RWF' })
  @Must((value) => typeof value === 'string' && minorDigits(value) !== null, 'must be a currency code of ISO 4217')
  currency!: string;

  @ApiProperty({ type: PayerBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PayerBody)
  payer!: PayerBody;

  @ApiPropertyOptional({ example: 'mtn-momo', description: 'Absent: chosen by routing' })
  @IsOptional()
  @IsString()
  @Length(1, 40)
  provider?: string;

  @ApiProperty({ type: RecordBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => RecordBody)
  record!: RecordBody;

  @ApiPropertyOptional({ example: 'Building permit fee' })
  @IsOptional()
  @IsString()
  @MaxLength(160)
  @Must((value) => isPlain(String(value)), 'must not hold control characters')
  description?: string;

  @ApiPropertyOptional({ example: { service: 'permits', branch: 'kigali' }, additionalProperties: { type: 'string' } })
  @IsOptional()
  @Must(isTextMap(20, 64), 'must be an object of at most 20 texts, each of at most 64 characters')
  dimensions?: Record<string, string>;

  @ApiPropertyOptional({ additionalProperties: { type: 'string' } })
  @IsOptional()
  @Must(isTextMap(20, 500), 'must be an object of at most 20 texts, each of at most 500 characters')
  metadata?: Record<string, string>;

  @ApiPropertyOptional({ example: 300 })
  @IsOptional()
  @IsInt()
  @Min(30)
  @Max(86_400)
  expiresInSeconds?: number;

  ask(): Ask {
    const amount = Money.parse(this.amount, this.currency);
    if (amount === null) {
      const digits = minorDigits(this.currency)!;
      throw new InvalidInput([
        { field: 'amount', message: `must have at most ${digits} decimals in ${this.currency}` },
      ]);
    }
    if (!amount.isPositive) throw new InvalidInput([{ field: 'amount', message: 'must be more than zero' }]);
    return {
      amount,
      msisdn: parseMsisdn(this.payer.msisdn)!,
      provider: this.provider,
      record: { type: this.record.type, id: this.record.id, part: this.record.part ?? null },
      description: this.description ?? null,
      dimensions: this.dimensions ?? {},
      metadata: this.metadata ?? {},
      expiresInSeconds: this.expiresInSeconds,
    };
  }
}

export class NoteBody {
  @ApiProperty({ example: 'The customer says that she was charged twice.' })
  @IsString()
  @Length(1, 2_000)
  text!: string;
}

export class PaymentsQuery extends ListQuery {
  @ApiPropertyOptional({ enum: paymentStatuses })
  @IsOptional()
  @IsIn(paymentStatuses)
  status?: string;

  @ApiPropertyOptional({ example: 'mtn-momo' })
  @IsOptional()
  @IsString()
  provider?: string;

  @ApiPropertyOptional({
    enum: callbackStates,
    description: 'Whether the provider called back about the current attempt',
  })
  @IsOptional()
  @IsIn(callbackStates)
  callback?: string;

  @ApiPropertyOptional({ enum: recordTypes })
  @IsOptional()
  @IsIn(recordTypes)
  recordType?: string;

  @ApiPropertyOptional({ example: 'INV-1001' })
  @IsOptional()
  @IsString()
  recordId?: string;

  @ApiPropertyOptional({ example: '0788123456' })
  @IsOptional()
  @Must((value) => typeof value === 'string' && parseMsisdn(value) !== null, 'must be a phone number')
  msisdn?: string;

  @ApiPropertyOptional({ example: 'permits', description: 'The dimension of this name' })
  @IsOptional()
  @IsString()
  service?: string;

  @ApiPropertyOptional({ example: 'kigali', description: 'The dimension of this name' })
  @IsOptional()
  @IsString()
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
