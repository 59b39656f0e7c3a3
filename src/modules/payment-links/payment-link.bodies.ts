import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsObject, IsOptional, ValidateIf, ValidateNested } from 'class-validator';
import { instant } from '../../kernel/domain/clock.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { languages, type Language } from '../../kernel/domain/language.js';
import type { Money } from '../../kernel/domain/money.js';
import { RecordBody } from '../../http/common-bodies.js';
import { IsFlag, IsMoment, ListQuery } from '../../http/list-query.js';
import { IsAmount, IsCurrency, positiveMoney } from '../../http/money-fields.js';
import { IsLine, IsTextMap } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import type { AskedLink } from './payment-link.commands.js';

@DocumentedBody('NewPaymentLink')
export class CreatePaymentLinkBody {
  @ApiProperty({
    type: String,
    nullable: true,
    example: '5000',
    description:
      'Decimal text in major units. `null`: the payer names it, from `minAmount` to `maxAmount`; it has to be said, so that it is never forgotten',
  })
  @ValidateIf((_, value) => value !== null)
  @IsAmount()
  amount!: string | null;

  @ApiProperty({ example: 'RWF' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({ type: RecordBody })
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => RecordBody)
  record!: RecordBody;

  @ApiPropertyOptional({ example: 'School fees, second term', description: 'The payer reads it on the page' })
  @IsOptional()
  @IsLine(0, 160)
  description?: string;

  @ApiPropertyOptional({ example: { service: 'fees', branch: 'huye' }, description: 'Of the payment' })
  @IsOptional()
  @IsTextMap(19, 64)
  dimensions?: Record<string, string>;

  @ApiPropertyOptional({ example: '2026-12-31T22:00:00Z', description: 'From then on nobody is asked any more' })
  @IsOptional()
  @IsMoment()
  expiresAt?: string;

  @ApiPropertyOptional({
    example: 'rw',
    description: 'Of the page; absent: as the phone asks. The payer can change it',
  })
  @IsOptional()
  @IsIn(languages)
  language?: Language;

  @ApiPropertyOptional({
    example: 'huye-team-2',
    description: 'A field team’s own mark. It is the dimension `reference` of the payment',
  })
  @IsOptional()
  @IsLine(1, 64)
  reference?: string;

  @ApiPropertyOptional({ example: '500', description: 'With `amount` `null`; absent: PAYMENT_LINK_AMOUNTS' })
  @IsOptional()
  @IsAmount('500')
  minAmount?: string;

  @ApiPropertyOptional({ example: '100000', description: 'With `amount` `null`; absent: PAYMENT_LINK_AMOUNTS' })
  @IsOptional()
  @IsAmount('100000')
  maxAmount?: string;

  ask(): AskedLink {
    const { currency, record, description, dimensions, expiresAt, language, reference } = this;
    const amount = this.amount === null ? null : positiveMoney({ amount: this.amount, currency });
    const [least, most] = [this.#bound('minAmount'), this.#bound('maxAmount')];
    if (least !== null && (most ?? amount)?.exceeds(least) === false && !(most ?? amount)!.equals(least))
      throw wrong('minAmount', 'must be at most what may be paid');
    if (most !== null && amount?.exceeds(most)) throw wrong('maxAmount', 'must be at least `amount`');
    return {
      record: { type: record.type, id: record.id, part: record.part ?? null },
      currency,
      amount,
      least,
      most,
      description: description || null,
      name: null,
      dimensions: dimensionsWith(reference ?? null, dimensions ?? {}),
      reference: reference ?? null,
      expiresAt: expiresAt ? instant(Date.parse(expiresAt)) : null,
      language: language ?? null,
    };
  }

  #bound(field: 'minAmount' | 'maxAmount'): Money | null {
    const amount = this[field] ?? null;
    if (amount === null) return null;
    try {
      return positiveMoney({ amount, currency: this.currency });
    } catch (error) {
      throw error instanceof InvalidInput ? wrong(field, error.errors[0]!.message) : error;
    }
  }
}

function dimensionsWith(reference: string | null, dimensions: Record<string, string>): Record<string, string> {
  const { reference: named } = dimensions;
  if (named !== undefined && reference !== null && named !== reference)
    throw wrong('dimensions', 'must not name another `reference` than the member of that name');
  return dimensions;
}

const wrong = (field: string, message: string) => new InvalidInput([{ field, message }]);

@DocumentedQuery()
export class SheetQuery {
  @ApiPropertyOptional({ description: 'Checks the file and records nothing; absent: false' })
  @IsOptional()
  @IsFlag()
  dryRun: boolean = false;

  @ApiPropertyOptional({
    example: 'rw',
    description: 'Of the pages and of the PDF; absent: as each phone asks, and English',
  })
  @IsOptional()
  @IsIn(languages)
  language?: Language;
}

@DocumentedQuery()
export class PaymentLinksQuery extends ListQuery {
  @ApiPropertyOptional({ example: 'huye-team-2', description: 'With this mark' })
  @IsOptional()
  @IsLine(1, 64)
  reference?: string;

  @ApiPropertyOptional({ example: 'INV-1001', description: 'For the record of this id' })
  @IsOptional()
  @IsLine(1, 100)
  recordId?: string;

  @ApiPropertyOptional({ example: '2026-11-22T00:00:00Z', description: 'Created at or after' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-23T00:00:00Z', description: 'Created before' })
  @IsOptional()
  @IsMoment()
  to?: string;
}
