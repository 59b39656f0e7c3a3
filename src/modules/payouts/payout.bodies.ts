import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsObject, IsOptional, ValidateNested } from 'class-validator';
import { parseMsisdn } from '../../kernel/domain/msisdn.js';
import { RecordBody } from '../../http/common-bodies.js';
import { IsFlag, IsMoment, ListQuery } from '../../http/list-query.js';
import { IsLine, IsTextMap, IsWhole } from '../../http/texts.js';
import { IsAmount, IsCurrency, IsPhoneNumber, positiveMoney } from '../../http/money-fields.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { outgoingStatuses } from '../outgoing/contract.js';
import type { AskedPayout, Payee } from './payout.commands.js';
import { defaultPart } from './payout-identity.js';

@DocumentedBody('NewPayoutPayee')
class PayeeBody {
  @ApiProperty({ example: '0788123456', description: 'E.164, or the Rwandan local form' })
  @IsPhoneNumber()
  msisdn!: string;

  @ApiPropertyOptional({ example: 'Aline Uwase', description: 'Who is paid, for the people who approve it' })
  @IsOptional()
  @IsLine(0, 100)
  name?: string;

  payee(): Payee {
    return { msisdn: parseMsisdn(this.msisdn)!, name: this.name || null };
  }
}

@DocumentedBody('NewPayout')
export class RequestPayoutBody {
  @ApiProperty({ example: '25000', description: 'Decimal text in major units, at most the digits of the currency' })
  @IsAmount()
  amount!: string;

  @ApiProperty({ example: 'RWF' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({ type: PayeeBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => PayeeBody)
  payee!: PayeeBody;

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

  @ApiPropertyOptional({ example: 'Allowance of November' })
  @IsOptional()
  @IsLine(0, 160)
  description?: string;

  @ApiPropertyOptional({ example: { program: '2026', branch: 'kigali' } })
  @IsOptional()
  @IsTextMap(20, 64)
  dimensions?: Record<string, string>;

  @ApiPropertyOptional({ example: { anything: 'text' } })
  @IsOptional()
  @IsTextMap(20, 500)
  metadata?: Record<string, string>;

  @ApiPropertyOptional({ example: 900, description: 'How long each attempt may wait; absent: REFUND_EXPIRY_SECONDS' })
  @IsOptional()
  @IsWhole(30, 86_400)
  expiresInSeconds?: number;

  ask(): AskedPayout {
    const { type, id, part } = this.record;
    return {
      amount: positiveMoney(this),
      payee: this.payee.payee(),
      provider: this.provider,
      record: { type, id, part: part ?? defaultPart },
      description: this.description ?? null,
      dimensions: this.dimensions ?? {},
      metadata: this.metadata ?? {},
      expiresInSeconds: this.expiresInSeconds ?? null,
    };
  }
}

@DocumentedBody('NewPayoutAttempt')
export class ReattemptPayoutBody {
  @ApiPropertyOptional({ type: PayeeBody, description: 'Who is paid now: it needs approval again. Absent: the same' })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PayeeBody)
  payee?: PayeeBody;
}

@DocumentedQuery()
export class PayoutsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(outgoingStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'Of this batch' })
  @IsOptional()
  @IsLine(1, 100)
  batchId?: string;

  @ApiPropertyOptional({ example: '2026-11-22T00:00:00Z', description: 'Requested at or after' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-23T00:00:00Z', description: 'Requested before' })
  @IsOptional()
  @IsMoment()
  to?: string;
}

@DocumentedQuery()
export class NewBatchQuery {
  @ApiPropertyOptional({ description: 'Checks the file and records nothing; absent: false' })
  @IsOptional()
  @IsFlag()
  dryRun: boolean = false;
}

@DocumentedQuery()
export class ApproveBatchQuery {
  @ApiPropertyOptional({
    description: 'Leaves out the invalid lines; without it, a batch that has one is not approved; absent: false',
  })
  @IsOptional()
  @IsFlag()
  skipInvalid: boolean = false;
}

@DocumentedQuery()
export class BatchLinesQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'Only the valid lines, or only the others' })
  @IsOptional()
  @IsFlag()
  valid?: boolean;
}
