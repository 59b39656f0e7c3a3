import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { ListQuery } from '../../http/list-query.js';
import { IsLine, IsProse } from '../../http/texts.js';
import { IsAmount } from '../../http/money-fields.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { outgoingStatuses } from '../outgoing/contract.js';
import type { RefundAsk } from './refund.commands.js';
import type { PaidFrom } from './refund.decider.js';
import { paidFromPlaces, refundMethods, type RefundMethod } from './refund.events.js';

@DocumentedBody('NewRefund')
export class RequestRefundBody {
  @ApiPropertyOptional({
    example: '2000',
    description: 'Decimal text in major units of the payment’s currency; absent: what is left of the payment',
  })
  @IsOptional()
  @IsAmount('2000')
  amount?: string;

  @ApiProperty({ example: 'The permit was refused, and the fee goes back.' })
  @IsProse(1, 2_000)
  reason!: string;

  @ApiPropertyOptional({ description: '`manual`: a person pays it, and completes it here. Absent: `automatic`' })
  @IsOptional()
  @IsIn(refundMethods)
  method?: RefundMethod;

  @ApiPropertyOptional({ example: 'COMPLAINT-2026-117', description: 'The complaint that it answers' })
  @IsOptional()
  @IsLine(1, 100)
  complaintReference?: string;

  ask(): RefundAsk {
    const { amount, reason, method, complaintReference } = this;
    return {
      amount: amount ?? null,
      reason,
      complaintReference: complaintReference ?? null,
      method: method ?? 'automatic',
    };
  }
}

@DocumentedBody('RefundCompletion')
export class CompleteRefundBody {
  @ApiProperty({ example: '9012345678', description: 'The number of the transaction at the provider or the bank' })
  @IsLine(1, 100)
  providerReference!: string;

  @ApiProperty({ example: 'Paid from the till wallet by Aline, seen on its statement.' })
  @IsProse(1, 2_000)
  note!: string;

  @ApiPropertyOptional({ description: 'From where it was paid. Absent: `wallet`' })
  @IsOptional()
  @IsIn(paidFromPlaces)
  paidFrom?: PaidFrom;
}

@DocumentedQuery()
export class RefundsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(outgoingStatuses)
  status?: string;

  @ApiPropertyOptional({ description: 'Of this payment' })
  @IsOptional()
  @IsLine(1, 100)
  paymentId?: string;

  @ApiPropertyOptional({
    description: 'Those whose `decideBy` has passed while nobody has decided them; the newest `decideBy` first',
  })
  @IsOptional()
  @IsIn(['true'])
  overdue?: string;
}
