import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { amount, currency, nextCursor, provider, time, timeOrNull } from '../../http/values.documentation.js';
import { settlementStatuses } from './settlement.decider.js';

export const settlementIdValue = {
  type: String,
  pattern: '^stl_[0-9a-f]{32}$',
  example: 'stl_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
} as const;
const clientId = { type: String, example: 'cli_4f1c2d3e4b5a69788796a5b4' } as const;
const kigaliDay = {
  type: String,
  format: 'date',
  example: '2026-11-28',
  description: 'A day in Kigali (Africa/Kigali, UTC+2)',
} as const;
const score = { type: Number, minimum: 0, maximum: 1, example: 0.95 } as const;
const reasons = {
  type: String,
  isArray: true,
  example: ['The deposit came on that day or the next'] as string[],
  description: 'Why it is suggested, in words',
} as const;

@ApiSchema({ name: 'SettlementDays' })
class ShownCovers {
  @ApiProperty(kigaliDay) from!: string;
  @ApiProperty(kigaliDay) to!: string;
}

@ApiSchema({ name: 'SettlementDeposit' })
class ShownDeposit {
  @ApiProperty(amount) amount!: string;
  @ApiProperty({ ...amount, description: 'Kept on the way' }) fee!: string;
  @ApiProperty(time) receivedAt!: string;
  @ApiProperty({ example: 'FT26333' }) bankReference!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The line of an imported bank statement' })
  itemId!: string | null;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty(clientId) confirmedBy!: string;
}

@ApiSchema({ name: 'SettlementCancellation' })
class ShownCancellation {
  @ApiProperty({ example: 'The move was never made' }) reason!: string;
  @ApiProperty(clientId) by!: string;
  @ApiProperty(time) at!: string;
}

@ApiSchema({ name: 'Settlement' })
class ShownSettlement {
  @ApiProperty(settlementIdValue) id!: string;
  @ApiProperty({ enum: settlementStatuses }) status!: string;
  @ApiProperty(provider) provider!: string;
  @ApiProperty({ example: 'BK 100-2003-45' }) bankAccount!: string;
  @ApiProperty({ ...amount, description: 'What has left the wallet' }) gross!: string;
  @ApiProperty({ ...amount, description: 'What has come to the bank' }) net!: string;
  @ApiProperty({ ...amount, description: 'What was kept on the way' }) fees!: string;
  @ApiProperty({ ...amount, description: 'What has left the wallet and is neither at the bank nor a fee' })
  inTransit!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty(time) leftAt!: string;
  @ApiProperty(time) expectedBy!: string;
  @ApiProperty({ type: 'integer', minimum: 0, description: 'Full days since it left the wallet' }) ageDays!: number;
  @ApiProperty({ description: 'It is in transit, and `expectedBy` has passed' }) overdue!: boolean;
  @ApiProperty({ type: ShownCovers, nullable: true, description: 'The days whose payments it is made of' })
  covers!: ShownCovers | null;
  @ApiProperty({ type: String, nullable: true, description: 'The provider’s own number of the move' })
  reference!: string | null;
  @ApiProperty({ type: [ShownDeposit] }) deposits!: ShownDeposit[];
  @ApiProperty(clientId) requestedBy!: string;
  @ApiProperty({ type: ShownCancellation, nullable: true }) cancelled!: ShownCancellation | null;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty({ ...timeOrNull, description: 'When the last of it was confirmed' }) receivedAt!: string | null;
}

@ApiSchema({ name: 'SettlementList' })
class ShownSettlements {
  @ApiProperty({ type: [ShownSettlement] }) data!: ShownSettlement[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'SettlementCount' })
class ShownCount {
  @ApiProperty({ type: 'integer', minimum: 0 }) count!: number;
  @ApiProperty(amount) amount!: string;
}

@ApiSchema({ name: 'SettlementAge' })
class ShownAge extends ShownCount {
  @ApiProperty({ type: 'integer', minimum: 0 }) fromDays!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Within; null: and more' }) toDays!: number | null;
}

@ApiSchema({ name: 'SettlementsInTransit' })
class ShownInTransit extends ShownCount {
  @ApiProperty(provider) provider!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty() overdue!: ShownCount;
  @ApiProperty({ type: [ShownAge], description: 'By full days since it left' }) ages!: ShownAge[];
}

@ApiSchema({ name: 'SettlementsInTransitList' })
class ShownInTransitList {
  @ApiProperty({ type: [ShownInTransit] }) data!: ShownInTransit[];
}

@ApiSchema({ name: 'SuggestedSettlement' })
class ShownSuggestedSettlement {
  @ApiProperty() settlement!: ShownSettlement;
  @ApiProperty(score) score!: number;
  @ApiProperty(reasons) reasons!: string[];
}

@ApiSchema({ name: 'SuggestedCoverage' })
class ShownCoverage {
  @ApiProperty({ enum: ['days', 'entries'], description: 'Days of Kigali, or entries of the ledger, in a row' })
  by!: string;
  @ApiProperty({ example: '2026-11-27', description: 'A day or a time' }) from!: string;
  @ApiProperty({ example: '2026-11-28' }) to!: string;
  @ApiProperty({ ...amount, description: 'What came into the wallet, less what went out' }) gross!: string;
  @ApiProperty({ ...amount, description: 'Expected by the tariff to have been kept' }) fee!: string;
  @ApiProperty({ type: 'integer', nullable: true }) entries!: number | null;
  @ApiProperty(score) score!: number;
  @ApiProperty(reasons) reasons!: string[];
}

@ApiSchema({ name: 'SettlementSuggestions' })
class ShownSuggestions {
  @ApiProperty({ type: [ShownSuggestedSettlement] }) settlements!: ShownSuggestedSettlement[];
  @ApiProperty({ type: [ShownCoverage] }) coverage!: ShownCoverage[];
  @ApiProperty({ ...timeOrNull, description: 'Entries were looked at one by one since then, days 31 days back' })
  entriesSince!: string | null;
}

@ApiSchema({ name: 'SuggestedDeposit' })
class ShownSuggestedDeposit {
  @ApiProperty({ example: 'itm_4f1c2d3e4b5a69788796a5b4c3d2e1f0_17' }) itemId!: string;
  @ApiProperty({ example: 'bank:bk' }) bank!: string;
  @ApiProperty({ type: String, nullable: true }) account!: string | null;
  @ApiProperty(amount) amount!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty(time) receivedAt!: string;
  @ApiProperty({ type: String, nullable: true, example: 'FT26333' }) bankReference!: string | null;
  @ApiProperty(score) score!: number;
  @ApiProperty(reasons) reasons!: string[];
}

@ApiSchema({ name: 'SuggestedDepositList' })
class ShownSuggestedDeposits {
  @ApiProperty({ type: [ShownSuggestedDeposit] }) data!: ShownSuggestedDeposit[];
}

const ofSettlement = { id: { description: 'The id of the settlement', example: settlementIdValue.example } };

export const operations = {
  createSettlement: {
    id: 'createSettlement',
    summary: 'Record that money has left a wallet for the bank',
    description: 'It is in transit from then on, until a person finds it on the bank’s statement.',
    answers: {
      201: { description: 'The settlement', type: ShownSettlement, headers: ['Location', 'Idempotent-Replayed'] },
    },
    appends: true,
    isIdempotent: true,
    refuses: ['CURRENCY_NOT_SUPPORTED'],
  },
  listSettlements: {
    id: 'listSettlements',
    summary: 'List settlements, newest first',
    answers: { 200: { description: 'One page', type: ShownSettlements } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getSettlementsInTransit: {
    id: 'getSettlementsInTransit',
    summary: 'Get what has left each wallet and is not at the bank, by age',
    answers: { 200: { description: 'Sums by wallet', type: ShownInTransitList } },
  },
  getSettlementSuggestions: {
    id: 'getSettlementSuggestions',
    summary: 'Get what a deposit may be made of',
    description:
      'Settlements that are in transit, and days or entries of the wallet, in a row, that come to the sum. Nothing is taken from it by itself: a person confirms.',
    answers: { 200: { description: 'The suggestions, best first', type: ShownSuggestions } },
  },
  getSettlement: {
    id: 'getSettlement',
    summary: 'Get one settlement',
    inPath: ofSettlement,
    answers: { 200: { description: 'The settlement', type: ShownSettlement } },
    refuses: ['SETTLEMENT_NOT_FOUND'],
  },
  listDepositsOfSettlement: {
    id: 'listDepositsOfSettlement',
    summary: 'List lines of bank statements that may be this settlement',
    description:
      'Of imported statements (`provider=bank` or `bank:<name>`); best first. A person confirms one of them.',
    inPath: ofSettlement,
    answers: { 200: { description: 'The lines', type: ShownSuggestedDeposits } },
    refuses: ['SETTLEMENT_NOT_FOUND'],
  },
  receiveSettlement: {
    id: 'receiveSettlement',
    summary: 'Confirm that a deposit on the bank’s statement is this settlement',
    description:
      'A deposit belongs to one settlement; the same deposit again changes nothing. Where a fee was forgotten, `amount` is `0`, and `fee` what was kept.',
    inPath: ofSettlement,
    answers: { 200: { description: 'The settlement', type: ShownSettlement } },
    appends: true,
    refuses: ['SETTLEMENT_NOT_FOUND', 'SETTLEMENT_NOT_EXPECTED', 'DEPOSIT_EXCEEDS_SETTLEMENT', 'DEPOSIT_ALREADY_USED'],
  },
  cancelSettlement: {
    id: 'cancelSettlement',
    summary: 'Cancel a settlement that never left the wallet',
    inPath: ofSettlement,
    answers: { 200: { description: 'The settlement', type: ShownSettlement } },
    appends: true,
    refuses: ['SETTLEMENT_NOT_FOUND', 'SETTLEMENT_NOT_EXPECTED'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
