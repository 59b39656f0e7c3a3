import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { instant } from '../../kernel/domain/clock.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { Money, tooManyDecimals } from '../../kernel/domain/money.js';
import { IsMoment, ListQuery } from '../../http/list-query.js';
import { IsAmount, IsCurrency, positiveMoney } from '../../http/money-fields.js';
import { IsLine, IsProse, Must } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { isDay } from '../ledger/contract.js';
import { settlementStatuses } from './settlement.decider.js';

const IsDay = () =>
  Must((value) => typeof value === 'string' && isDay(value), 'must be a day in Kigali, such as 2026-11-28', {
    type: 'string',
    pattern: '^\\d{4}-\\d\\d-\\d\\d$',
  });

@DocumentedBody('NewSettlement')
export class SettlementBody {
  @ApiProperty({ example: 'mtn-momo' })
  @IsLine(1, 40)
  provider!: string;

  @ApiProperty({ example: 'BK 100-2003-45', description: 'Where it is expected, as you call the account' })
  @IsLine(1, 100)
  bankAccount!: string;

  @ApiProperty({ example: '1500000', description: 'What has left the wallet' })
  @IsAmount('1500000')
  amount!: string;

  @ApiProperty({ example: 'RWF' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({ example: '2026-11-20T16:00:00Z', description: 'When it left; today in Kigali at the latest' })
  @IsMoment()
  leftAt!: string;

  @ApiPropertyOptional({ example: '2026-11-23T16:00:00Z', description: 'Absent: three days after it left' })
  @IsOptional()
  @IsMoment()
  expectedBy?: string;

  @ApiPropertyOptional({ example: '2026-11-19', description: 'The first day whose payments it is made of' })
  @IsOptional()
  @IsDay()
  coversFrom?: string;

  @ApiPropertyOptional({ example: '2026-11-20', description: 'The last of these days' })
  @IsOptional()
  @IsDay()
  coversTo?: string;

  @ApiPropertyOptional({ example: '9000123456', description: 'The provider’s own number of the move' })
  @IsOptional()
  @IsLine(1, 100)
  reference?: string;

  asked() {
    // A member that is null is as if it were absent.
    const { provider, bankAccount, coversFrom = null, coversTo = null, reference = null } = this;
    const gross = positiveMoney(this);
    const errors: { field: string; message: string }[] = [];
    const moment = (text: string) => instant(Date.parse(text));
    const leftAt = moment(this.leftAt);
    const expectedBy = typeof this.expectedBy === 'string' ? moment(this.expectedBy) : null;
    if (expectedBy !== null && expectedBy < leftAt)
      errors.push({ field: 'expectedBy', message: 'must not be before leftAt' });
    if ((coversFrom === null) !== (coversTo === null))
      errors.push({
        field: coversFrom === null ? 'coversFrom' : 'coversTo',
        message: 'must be there where the other one is',
      });
    else if (coversFrom! > coversTo!) errors.push({ field: 'coversTo', message: 'must not be before coversFrom' });
    if (errors.length > 0) throw new InvalidInput(errors);
    const covers = coversFrom === null ? null : { from: coversFrom, to: coversTo! };
    return { provider, bankAccount, gross, leftAt, expectedBy, covers, reference };
  }
}

@DocumentedBody('SettlementReceipt')
export class ReceivedBody {
  @ApiProperty({
    example: '1499500',
    description:
      'What the bank has credited, in the currency of the settlement; `0` with a `fee` that was forgotten at an earlier deposit',
  })
  @IsAmount('1499500')
  amount!: string;

  @ApiProperty({ example: '2026-11-21', description: 'When the bank credited it' })
  @IsMoment()
  receivedAt!: string;

  @ApiProperty({ example: 'FT26333', description: 'The bank’s reference of the deposit' })
  @IsLine(1, 100)
  bankReference!: string;

  @ApiPropertyOptional({ example: '500', description: 'What was kept on the way; absent: nothing' })
  @IsOptional()
  @IsAmount('500')
  fee?: string;

  @ApiPropertyOptional({ description: 'The line of an imported bank statement' })
  @IsOptional()
  @IsLine(1, 100)
  itemId?: string;

  @ApiPropertyOptional({ description: 'It stays in the log for ever, and is not sealed: name no person' })
  @IsOptional()
  @IsProse(1, 1_000)
  note?: string;

  deposit(currency: string) {
    const fee = Money.parse(this.fee ?? '0', currency);
    if (fee === null) throw new InvalidInput([{ field: 'fee', message: tooManyDecimals(currency) }]);
    const amount =
      (fee.isPositive && noneOf(this.amount, currency)) || positiveMoney({ amount: this.amount, currency });
    const receivedAt = instant(Date.parse(this.receivedAt));
    return {
      amount,
      fee,
      receivedAt,
      bankReference: this.bankReference,
      itemId: this.itemId ?? null,
      note: this.note ?? null,
    };
  }
}

/** Null: it is something, or no amount of this currency. */
function noneOf(amount: string, currency: string): Money | null {
  const money = Money.parse(amount, currency);
  return money?.minor === 0n ? money : null;
}

@DocumentedBody('SettlementCancellationRequest')
export class CancellationBody {
  @ApiProperty({ example: 'The move was never made', description: 'It stays in the log for ever: name no person' })
  @IsProse(1, 1_000)
  reason!: string;
}

@DocumentedQuery()
export class SettlementsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(settlementStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'From the wallet at this provider' })
  @IsOptional()
  @IsLine(1, 40)
  provider?: string;

  @ApiPropertyOptional({ description: 'Recorded at this time or later' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ description: 'Recorded before this time' })
  @IsOptional()
  @IsMoment()
  to?: string;
}

@DocumentedQuery()
export class SuggestionsQuery {
  @ApiProperty({ example: 'mtn-momo', description: 'From whose wallet it may come' })
  @IsLine(1, 40)
  provider!: string;

  @ApiProperty({ example: '1500000', description: 'What the bank has credited' })
  @IsAmount('1500000')
  amount!: string;

  @ApiProperty({ example: 'RWF', description: 'Of the deposit' })
  @IsCurrency()
  currency!: string;

  @ApiProperty({ example: '2026-11-29', description: 'When the bank credited it' })
  @IsMoment()
  receivedAt!: string;
}
