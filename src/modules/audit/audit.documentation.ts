import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import {
  amount,
  currency,
  nextCursor,
  paymentId,
  provider,
  providerReference,
  providerTransactionId,
  receiptNumber,
  time,
  timeOrNull,
} from '../../http/values.documentation.js';

const sha256 = {
  type: String,
  pattern: '^[0-9a-f]{64}$',
  example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
} as const;
const keyId = { type: String, pattern: '^[0-9a-f]{16}$', example: '9f86d081884c7d65' } as const;
const base64url = { type: String, pattern: '^[A-Za-z0-9_-]+$', example: 'Zm9vYmFy' } as const;
const position = { type: String, pattern: '^\\d+$', example: '4711' } as const;

@ApiSchema({ name: 'SealEnd' })
class ShownSealEnd {
  @ApiProperty({ example: 'payment-pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0' }) stream!: string;
  @ApiProperty({ type: 'integer', minimum: 0 }) revision!: number;
  @ApiProperty({ format: 'uuid' }) id!: string;
}

@ApiSchema({ name: 'Seal' })
class ShownSeal {
  @ApiProperty({ type: 'integer', minimum: 1 }) number!: number;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How many events of the log come before its first' })
  before!: number;
  @ApiProperty({ type: 'integer', minimum: 1, description: 'How many events it covers' }) count!: number;
  @ApiProperty({ ...position, description: 'Position of its first event in the store in which it was made' })
  from!: string;
  @ApiProperty({ ...position, description: 'Position of its last event there' }) to!: string;
  @ApiProperty({ description: 'Its last event' }) last!: ShownSealEnd;
  @ApiProperty({ ...sha256, nullable: true, description: 'The `hash` of the seal before; null in the first' })
  previous!: string | null;
  @ApiProperty({ ...sha256, description: 'SHA-256 over `previous` and the SHA-256 of each of its events' })
  head!: string;
  @ApiProperty(keyId) keyId!: string;
  @ApiProperty(time) at!: string;
  @ApiProperty({ ...base64url, description: 'Ed25519, by the key `keyId`' }) signature!: string;
  @ApiProperty({ ...sha256, description: 'SHA-256 of what is signed: it stands for the whole log up to here' })
  hash!: string;
}

@ApiSchema({ name: 'SealList' })
class ShownSeals {
  @ApiProperty({ type: [ShownSeal] }) data!: ShownSeal[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'SealKey' })
class ShownSealKey {
  @ApiProperty({ type: 'integer', minimum: 0 }) number!: number;
  @ApiProperty(keyId) keyId!: string;
  @ApiProperty({ ...base64url, description: 'The 32 bytes of the public key' }) publicKey!: string;
  @ApiProperty({ ...base64url, nullable: true, description: 'By the key before; null in the first' })
  endorsement!: string | null;
  @ApiProperty({ ...base64url, nullable: true, description: 'The public key before it' }) previousKey!: string | null;
  @ApiProperty({ ...base64url, nullable: true, description: 'By this key, of the one before it' })
  acknowledgement!: string | null;
  @ApiProperty(time) at!: string;
}

@ApiSchema({ name: 'SealKeys' })
class ShownSealKeys {
  @ApiProperty(keyId) keyId!: string;
  @ApiProperty({ enum: ['Ed25519'] }) algorithm!: string;
  @ApiProperty({ ...base64url, description: 'The 32 bytes of the public key in use' }) publicKey!: string;
  @ApiProperty({ description: 'The same as other programs read it' }) pem!: string;
  @ApiProperty({ type: [ShownSealKey], description: 'This key and those before it, oldest first' })
  keys!: ShownSealKey[];
}

@ApiSchema({ name: 'BrokenPlace' })
class ShownBroken {
  @ApiProperty({ ...position, nullable: true }) position!: string | null;
  @ApiProperty({ type: String, nullable: true }) stream!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) revision!: number | null;
  @ApiProperty({ type: String, nullable: true }) eventId!: string | null;
  @ApiProperty({
    enum: ['changed', 'removed', 'inserted', 'reordered', 'seal', 'seal-removed', 'seal-key', 'rewritten', 'shortened'],
  })
  what!: string;
  @ApiProperty({ description: 'One sentence' }) detail!: string;
}

@ApiSchema({ name: 'LogVerdict' })
class ShownVerdict {
  @ApiProperty({ description: 'Everything that was sealed is as it was' }) ok!: boolean;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How many were read' }) events!: number;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'How many of them wait for their seal' }) unsealed!: number;
  @ApiProperty({ type: 'integer', minimum: 0 }) seals!: number;
  @ApiProperty({ ...sha256, nullable: true, description: 'The `hash` of the newest seal' }) head!: string | null;
  @ApiProperty({ type: ShownBroken, nullable: true, description: 'The first event that does not fit' })
  firstBroken!: ShownBroken | null;
}

@ApiSchema({ name: 'AuditActor' })
class ShownActor {
  @ApiProperty({ enum: ['client', 'user', 'saga', 'provider', 'system'] }) kind!: string;
  @ApiProperty({ example: 'cli_4f1c2d3e4b5a69788796a5b4' }) id!: string;
  @ApiProperty({ example: 'permits portal' }) name!: string;
}

@ApiSchema({ name: 'AuditEvent' })
class ShownAuditEvent {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty(position) position!: string;
  @ApiProperty({ example: 'payment-pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0' }) stream!: string;
  @ApiProperty({ type: 'integer', minimum: 0 }) revision!: number;
  @ApiProperty({ example: 'PaymentSubmitted' }) type!: string;
  @ApiProperty(time) at!: string;
  @ApiProperty() actor!: ShownActor;
  @ApiProperty({ description: 'The request, callback or run at the beginning of it all' }) correlationId!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The event that led to it' }) causationId!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As it is stored, by type; hashes of keys left out',
  })
  data!: object;
}

@ApiSchema({ name: 'AuditEventList' })
class ShownAuditEvents {
  @ApiProperty({ type: [ShownAuditEvent] }) data!: ShownAuditEvent[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'ReplayedPayment' })
class ShownReplayedPayment {
  @ApiProperty(paymentId) id!: string;
  @ApiProperty({ example: 'cli_4f1c2d3e4b5a69788796a5b4' }) client!: string;
  @ApiProperty({ example: 'submitted' }) status!: string;
  @ApiProperty(amount) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ ...amount, nullable: true }) paidAmount!: string | null;
  @ApiProperty({ ...amount, example: '0' }) refundedAmount!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) payer!: object;
  @ApiProperty(provider) provider!: string;
  @ApiProperty(providerReference) providerReference!: string;
  @ApiProperty(providerTransactionId) providerTransactionId!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true }) record!: object;
  @ApiProperty({ type: String, nullable: true }) description!: string | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) failure!: object | null;
  @ApiProperty() duplicateSuspected!: boolean;
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } }) attempts!: object[];
  @ApiProperty(time) createdAt!: string;
  @ApiProperty(timeOrNull) submittedAt!: string | null;
  @ApiProperty(timeOrNull) confirmedAt!: string | null;
  @ApiProperty(time) expiresAt!: string;
}

@ApiSchema({ name: 'ReplayedReceipt' })
class ShownReplayedReceipt {
  @ApiProperty(receiptNumber) number!: string;
  @ApiProperty(time) issuedAt!: string;
}

@ApiSchema({ name: 'ToldEvent' })
class ShownToldEvent {
  @ApiProperty(time) at!: string;
  @ApiProperty({ example: '2026-03-01', description: 'In Africa/Kigali' }) day!: string;
  @ApiProperty({ example: '14:03:11', description: 'In Africa/Kigali' }) time!: string;
  @ApiProperty({ example: 'MTN said PENDING (status check 2)' }) sentence!: string;
  @ApiProperty({ example: 'PaymentPending' }) type!: string;
  @ApiProperty({ example: 'payment-pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0' }) stream!: string;
  @ApiProperty({ type: 'integer', minimum: 0 }) revision!: number;
  @ApiProperty(position) position!: string;
  @ApiProperty({ format: 'uuid' }) eventId!: string;
  @ApiProperty() actor!: ShownActor;
}

@ApiSchema({ name: 'Replay' })
class ShownReplay {
  @ApiProperty({ ...time, description: 'The moment that it shows' }) at!: string;
  @ApiProperty() payment!: ShownReplayedPayment;
  @ApiProperty({ type: ShownReplayedReceipt, nullable: true }) receipt!: ShownReplayedReceipt | null;
  @ApiProperty({ type: 'array', items: { type: 'object', additionalProperties: true } }) refunds!: object[];
  @ApiProperty({ type: [ShownToldEvent], description: 'What had happened by then, oldest first' })
  events!: ShownToldEvent[];
}

const standing = { type: 'object', additionalProperties: true, description: 'As it stood' } as const;

class ShownStory {
  @ApiProperty({ ...time, description: 'The moment that it shows' }) at!: string;
  @ApiProperty({ type: [ShownToldEvent], description: 'What had happened by then, oldest first' })
  events!: ShownToldEvent[];
}
@ApiSchema({ name: 'PayoutReplay' })
class ShownPayoutReplay extends ShownStory {
  @ApiProperty(standing) payout!: object;
}
@ApiSchema({ name: 'PayoutBatchReplay' })
class ShownBatchReplay extends ShownStory {
  @ApiProperty(standing) batch!: object;
}
@ApiSchema({ name: 'AdjustmentReplay' })
class ShownAdjustmentReplay extends ShownStory {
  @ApiProperty(standing) adjustment!: object;
}
@ApiSchema({ name: 'DayReplay' })
class ShownDayReplay extends ShownStory {
  @ApiProperty(standing) day!: object;
}
@ApiSchema({ name: 'SettlementReplay' })
class ShownSettlementReplay extends ShownStory {
  @ApiProperty(standing) settlement!: object;
}

export const sealOperations = {
  listSeals: {
    id: 'listSeals',
    summary: 'List the seals of the log, oldest first',
    description:
      'Each seal covers the events that follow those of the seal before, and names its hash. A reader who keeps one `hash` elsewhere can prove later that nothing before it was changed.',
    answers: { 200: { description: 'One page', type: ShownSeals } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getSealKey: {
    id: 'getSealKey',
    summary: 'Get the public key of the seals',
    answers: { 200: { description: 'The key in use, and those before it', type: ShownSealKeys } },
  },
} as const satisfies Readonly<Record<string, OperationText>>;

const inPath = { id: { description: 'The id of the payment', example: paymentId.example } };

export const operations = {
  listAuditEvents: {
    id: 'listAuditEvents',
    summary: 'List the events of the log, newest first',
    description:
      'Everything that was ever recorded, by stream, actor, type and time. What is personal in it is opened, and masked as for every other role.',
    answers: { 200: { description: 'One page', type: ShownAuditEvents } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  replayPayment: {
    id: 'replayPayment',
    summary: 'Get a payment as it stood at a moment',
    description:
      'Rebuilt from its events alone, with each of them in one sentence. An event counts from the moment at which it was recorded.',
    inPath,
    answers: { 200: { description: 'The payment as it stood then', type: ShownReplay } },
    refuses: ['PAYMENT_NOT_FOUND'],
  },
  replayPayout: {
    id: 'replayPayout',
    summary: 'Get a payout as it stood at a moment',
    description: 'As `GET /v1/audit/payments/{id}`, with what the provider called back about it and its reviews.',
    inPath: { id: { description: 'The id of the payout', example: 'out_4f1c2d3e4b5a69788796a5b4c3d2e1f0' } },
    answers: { 200: { description: 'The payout as it stood then', type: ShownPayoutReplay } },
    refuses: ['PAYOUT_NOT_FOUND'],
  },
  replayPayoutBatch: {
    id: 'replayPayoutBatch',
    summary: 'Get a batch of payouts as it stood at a moment',
    description:
      'Its own story: who sent, approved and rejected it, and how far it was sent. Each line’s is that of its payout.',
    inPath: { id: { description: 'The id of the batch', example: 'bat_4f1c2d3e4b5a69788796a5b4c3d2e1f0' } },
    answers: { 200: { description: 'The batch as it stood then', type: ShownBatchReplay } },
    refuses: ['BATCH_NOT_FOUND'],
  },
  replayAdjustment: {
    id: 'replayAdjustment',
    summary: 'Get an adjustment of the ledger as it stood at a moment',
    inPath: { id: { description: 'The id of the adjustment', example: 'adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0' } },
    answers: { 200: { description: 'The adjustment as it stood then', type: ShownAdjustmentReplay } },
    refuses: ['ADJUSTMENT_NOT_FOUND'],
  },
  replayDay: {
    id: 'replayDay',
    summary: 'Get the closing of a day',
    description: 'A day that was not closed by the moment is not found.',
    inPath: { date: { description: 'A day in Kigali (Africa/Kigali, UTC+2)', example: '2026-11-28' } },
    answers: { 200: { description: 'The day as it was closed', type: ShownDayReplay } },
    refuses: ['DAY_NOT_FOUND'],
  },
  replaySettlement: {
    id: 'replaySettlement',
    summary: 'Get a settlement as it stood at a moment',
    inPath: { id: { description: 'The id of the settlement', example: 'stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0' } },
    answers: { 200: { description: 'The settlement as it stood then', type: ShownSettlementReplay } },
    refuses: ['SETTLEMENT_NOT_FOUND'],
  },
  getEvidence: {
    id: 'getEvidence',
    summary: 'Get the evidence of a payment in one file',
    description:
      'A ZIP with everything on record about the payment: a page to read (`index.html`), events, raw exchanges with the provider, refunds, callbacks, notes, reviews, receipt, the seals of the log that cover it, and a manifest signed by the key of the seals. `ishyura check-evidence FILE --key KEY` checks it offline.',
    inPath,
    answers: {
      200: {
        description: 'The pack',
        content: { 'application/zip': { schema: { type: 'string', contentMediaType: 'application/zip' } } },
      },
    },
    refuses: ['PAYMENT_NOT_FOUND'],
  },
  verifyLog: {
    id: 'verifyLog',
    summary: 'Verify the whole log against its seals',
    description:
      'Reads every event, computes every hash and signature anew and names the first event that does not fit. It takes seconds for each million events; callers at the same time share one answer.',
    answers: { 200: { description: 'What was found', type: ShownVerdict } },
  },
} as const satisfies Readonly<Record<string, OperationText>>;
