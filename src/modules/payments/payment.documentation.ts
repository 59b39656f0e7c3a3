import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { failureCodes } from '../providers/index.js';
import { paymentStatuses } from './payment.decider.js';
import { recordTypes } from './payment.events.js';

// What answers look like, for the page that describes them; what they are, `PaymentResources` makes.

const texts = { type: 'object', additionalProperties: { type: 'string' } } as const;
const time = { type: String, format: 'date-time' } as const;
const timeOrNull = { ...time, nullable: true } as const;

class ShownPayer {
  @ApiProperty({
    example: '+250788123456',
    nullable: true,
    type: String,
    description: 'Masked (`+25078*****56`) for roles without `payer:read`; null once the person is erased',
  })
  msisdn!: string | null;
}

class ShownRecord {
  @ApiProperty({ enum: recordTypes }) type!: string;
  @ApiProperty({ example: 'INV-1001' }) id!: string;
  @ApiPropertyOptional({ example: '1' }) part?: string;
}

class ShownFailure {
  @ApiProperty({ enum: failureCodes }) code!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The provider’s own word' }) providerCode!: string | null;
}

class ShownAttempt {
  @ApiProperty({ example: 1 }) number!: number;
  @ApiProperty({ example: 'mtn-momo' }) provider!: string;
  @ApiProperty({ format: 'uuid' }) providerReference!: string;
  @ApiProperty({ enum: paymentStatuses.filter((status) => status !== 'refunded') }) status!: string;
  @ApiProperty(time) at!: string;
}

class ShownReceiptSummary {
  @ApiProperty({ example: 'RCT-2026-000001' }) number!: string;
  @ApiProperty(time) issuedAt!: string;
  @ApiProperty({ example: '/v1/receipts/RCT-2026-000001' }) url!: string;
}

class ShownMessage {
  @ApiProperty() en!: string;
  @ApiProperty() rw!: string;
  @ApiProperty() fr!: string;
}

export class ShownPayment {
  @ApiProperty({ example: 'pay_4f1c…' }) id!: string;
  @ApiProperty({ enum: paymentStatuses }) status!: string;
  @ApiProperty({ example: '5000' }) amount!: string;
  @ApiProperty({ example: 'RWF' }) currency!: string;
  @ApiProperty({
    type: String,
    nullable: true,
    example: '5000',
    description: 'What was paid; null until it is confirmed',
  })
  paidAmount!: string | null;
  @ApiProperty({ example: '0' }) refundedAmount!: string;
  @ApiProperty() payer!: ShownPayer;
  @ApiProperty({ example: 'mtn-momo' }) provider!: string;
  @ApiProperty({ format: 'uuid', description: 'That of the current attempt' }) providerReference!: string;
  @ApiProperty({ type: String, nullable: true }) providerTransactionId!: string | null;
  @ApiProperty() record!: ShownRecord;
  @ApiProperty({ type: String, nullable: true }) description!: string | null;
  @ApiProperty(texts) dimensions!: Record<string, string>;
  @ApiProperty(texts) metadata!: Record<string, string>;
  @ApiProperty({ type: ShownFailure, nullable: true }) failure!: ShownFailure | null;
  @ApiProperty() duplicateSuspected!: boolean;
  @ApiProperty({ type: String, nullable: true }) reviewId!: string | null;
  @ApiProperty({ type: [ShownAttempt] }) attempts!: ShownAttempt[];
  @ApiProperty({ type: ShownReceiptSummary, nullable: true }) receipt!: ShownReceiptSummary | null;
  @ApiProperty({ description: 'What may be shown to the payer, word for word' }) customerMessage!: ShownMessage;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) submittedAt!: string | null;
  @ApiProperty(timeOrNull) confirmedAt!: string | null;
  @ApiProperty(time) expiresAt!: string;
}

export class ShownPayments {
  @ApiProperty({ type: [ShownPayment] }) data!: ShownPayment[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}

class ShownActor {
  @ApiProperty({ enum: ['client', 'user', 'saga', 'provider', 'system'] }) kind!: string;
  @ApiProperty() id!: string;
  @ApiProperty() name!: string;
}

class ShownEvent {
  @ApiProperty({ example: 'PaymentSubmitted' }) type!: string;
  @ApiProperty(time) at!: string;
  @ApiProperty() actor!: ShownActor;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'With the provider’s raw answers' })
  data!: object;
  @ApiProperty({ example: 1 }) revision!: number;
}

export class ShownTimeline {
  @ApiProperty({ type: [ShownEvent] }) data!: ShownEvent[];
  @ApiProperty({ type: String, nullable: true }) nextCursor!: string | null;
}
