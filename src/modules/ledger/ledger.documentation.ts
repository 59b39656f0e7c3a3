import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { amount, currency, nextCursor, paymentId, time, timeOrNull } from '../../http/values.documentation.js';
import { accountKinds } from './accounts.rule.js';
import { adjustmentStatuses } from './adjustment.decider.js';
import { sourceTypes } from './journal.events.js';

const code = {
  type: String,
  pattern: '^[a-z0-9-]+(:[a-z0-9-]+)*$',
  example: 'revenue:permits',
  description: 'A stable word: docs/ledger.md has the chart of accounts',
} as const;
export const adjustmentIdValue = {
  type: String,
  pattern: '^adj_[0-9a-f]{32}$',
  example: 'adj_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
} as const;
const signed = { ...amount, pattern: '^-?(0|[1-9]\\d*)(\\.\\d+)?$' } as const;
const date = { type: String, format: 'date', example: '2026-11-28' } as const;
const kigaliDay = { ...date, description: 'A day in Kigali (Africa/Kigali, UTC+2)' } as const;
const clientId = { type: String, example: 'cli_4f1c2d3e4b5a69788796a5b4' } as const;

@ApiSchema({ name: 'LedgerAccount' })
class ShownAccount {
  @ApiProperty(code) code!: string;
  @ApiProperty({ example: 'Revenue of permits' }) name!: string;
  @ApiProperty({ enum: accountKinds }) kind!: string;
  @ApiProperty({ enum: ['debit', 'credit'], description: 'The side on which its balance is positive' }) normal!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty(amount) debits!: string;
  @ApiProperty(amount) credits!: string;
  @ApiProperty({ ...signed, description: 'On its normal side; negative on the other' }) balance!: string;
}

@ApiSchema({ name: 'LedgerAccountList' })
class ShownAccounts {
  @ApiProperty({ type: [ShownAccount] }) data!: ShownAccount[];
}

@ApiSchema({ name: 'TrialBalance' })
class ShownTrialBalance {
  @ApiProperty({ ...time, description: 'The moment: what was posted with this time or an earlier one' }) at!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ ...amount, description: 'Of all lines; always equal to `credits`' }) debits!: string;
  @ApiProperty(amount) credits!: string;
  @ApiProperty({ type: [ShownAccount] }) accounts!: ShownAccount[];
}

@ApiSchema({ name: 'LedgerLine' })
class ShownLine {
  @ApiProperty(code) account!: string;
  @ApiProperty({ ...amount, description: 'One of `debit` and `credit` is 0' }) debit!: string;
  @ApiProperty(amount) credit!: string;
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, example: { service: 'permits' } })
  dimensions!: object;
}

@ApiSchema({ name: 'LedgerSource' })
class ShownSource {
  @ApiProperty({ enum: sourceTypes }) type!: string;
  @ApiProperty({ example: paymentId.example }) id!: string;
  @ApiProperty({ format: 'uuid', description: 'The event of the log that it follows from' }) eventId!: string;
}

@ApiSchema({ name: 'LedgerEntry' })
class ShownEntry {
  @ApiProperty({ pattern: '^ent_[0-9a-f]{32}$', example: 'ent_4f1c2d3e4b5a69788796a5b4c3d2e1f0' }) id!: string;
  @ApiProperty(time) at!: string;
  @ApiProperty({ ...kigaliDay, description: 'The Kigali day for which it is posted' }) day!: string;
  @ApiProperty({
    ...kigaliDay,
    description: 'Its own Kigali day; not `day` where that was closed when it became known',
  })
  forDay!: string;
  @ApiProperty({ example: 'Payment received' }) description!: string;
  @ApiProperty() source!: ShownSource;
  @ApiProperty({ type: [ShownLine] }) lines!: ShownLine[];
}

@ApiSchema({ name: 'LedgerEntryList' })
class ShownEntries {
  @ApiProperty({ type: [ShownEntry] }) data!: ShownEntry[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'AdjustmentLine' })
class ShownAdjustmentLine {
  @ApiProperty(code) account!: string;
  @ApiProperty(amount) debit!: string;
  @ApiProperty(amount) credit!: string;
}

@ApiSchema({ name: 'Adjustment' })
class ShownAdjustment {
  @ApiProperty(adjustmentIdValue) id!: string;
  @ApiProperty({ enum: adjustmentStatuses }) status!: string;
  @ApiProperty({ type: [ShownAdjustmentLine] }) lines!: ShownAdjustmentLine[];
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ example: 'Fee of October by the statement of MTN' }) reason!: string;
  @ApiProperty({ ...paymentId, nullable: true }) paymentId!: string | null;
  @ApiProperty(clientId) requestedBy!: string;
  @ApiProperty({ type: [String], example: [clientId.example] }) approvedBy!: string[];
  @ApiProperty({ ...clientId, nullable: true }) rejectedBy!: string | null;
  @ApiProperty({ type: String, nullable: true }) rejectionReason!: string | null;
  @ApiProperty(time) createdAt!: string;
  @ApiProperty({ ...timeOrNull, description: 'When enough people had approved it, or when it was rejected' })
  decidedAt!: string | null;
}

@ApiSchema({ name: 'AdjustmentList' })
class ShownAdjustments {
  @ApiProperty({ type: [ShownAdjustment] }) data!: ShownAdjustment[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'DayCount' })
class ShownCount {
  @ApiProperty({ type: 'integer', minimum: 0 }) count!: number;
  @ApiProperty(amount) amount!: string;
}

@ApiSchema({ name: 'DayTrialBalance' })
class ShownDayBalance {
  @ApiProperty(amount) debits!: string;
  @ApiProperty(amount) credits!: string;
}

@ApiSchema({ name: 'DayTotals' })
class ShownTotals {
  @ApiProperty(currency) currency!: string;
  @ApiProperty({ description: 'Payments that were confirmed' }) successful!: ShownCount;
  @ApiProperty({ description: 'Attempts that ended without money, by the amount that was asked for' })
  failed!: ShownCount;
  @ApiProperty({ description: 'Refunds that reached the payer' }) refunded!: ShownCount;
  @ApiProperty({ description: 'Payouts that reached the payee' }) paidOut!: ShownCount;
  @ApiProperty({ description: 'Fees that a statement, a settlement or an adjustment names; none are guessed' })
  fees!: ShownCount;
  @ApiProperty({ description: 'Of all lines posted for this day and the days before it' })
  trialBalance!: ShownDayBalance;
}

@ApiSchema({ name: 'DaySeal' })
class ShownDaySeal {
  @ApiProperty({ type: 'integer', minimum: 1 }) number!: number;
  @ApiProperty({ pattern: '^[0-9a-f]{64}$' }) head!: string;
  @ApiProperty({ example: '9f86d081884c7d65' }) keyId!: string;
  @ApiProperty({ description: 'Ed25519, by the key `keyId`; `GET /v1/seals` has the whole seal' }) signature!: string;
}

@ApiSchema({ name: 'Day' })
class ShownDay {
  @ApiProperty(kigaliDay) date!: string;
  @ApiProperty({ enum: ['Africa/Kigali'] }) timeZone!: string;
  @ApiProperty({ enum: ['open', 'closed'] }) status!: string;
  @ApiProperty({ description: 'In the currency of the installation; frozen where the day is closed' })
  totals!: ShownTotals;
  @ApiProperty({ type: [ShownTotals], description: 'In every other currency in which anything was posted' })
  otherTotals!: ShownTotals[];
  @ApiProperty(timeOrNull) closedAt!: string | null;
  @ApiProperty({ ...timeOrNull, description: 'When the closing was sealed: within 10 s of it' })
  sealedAt!: string | null;
  @ApiProperty({ type: ShownDaySeal, nullable: true, description: 'The seal of the log that covers the closing' })
  seal!: ShownDaySeal | null;
}

@ApiSchema({ name: 'DayList' })
class ShownDays {
  @ApiProperty({ type: [ShownDay] }) data!: ShownDay[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

const ofAdjustment = { id: { description: 'The id of the adjustment', example: adjustmentIdValue.example } };
const ofDay = {
  date: { description: 'A day in Kigali', example: '2026-11-28', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
};

export const operations = {
  listLedgerAccounts: {
    id: 'listLedgerAccounts',
    summary: 'List all accounts with their balances',
    answers: { 200: { description: 'The accounts, by kind and code', type: ShownAccounts } },
  },
  listLedgerEntries: {
    id: 'listLedgerEntries',
    summary: 'List entries of the ledger, newest first',
    answers: { 200: { description: 'One page', type: ShownEntries } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getTrialBalance: {
    id: 'getTrialBalance',
    summary: 'Get the balances of all accounts at any moment',
    description: 'Exact to the millisecond: an entry counts where its `at` is not after the moment.',
    answers: { 200: { description: 'The trial balance', type: ShownTrialBalance } },
  },
  createAdjustment: {
    id: 'createAdjustment',
    summary: 'Ask for an adjustment of the ledger',
    description: 'Nothing is posted before other people have approved it.',
    answers: {
      201: {
        description: 'The adjustment, requested',
        type: ShownAdjustment,
        headers: ['Location', 'Idempotent-Replayed'],
      },
    },
    appends: true,
    isIdempotent: true,
    refuses: ['ADJUSTMENT_NOT_BALANCED', 'ACCOUNT_UNKNOWN'],
  },
  listAdjustments: {
    id: 'listAdjustments',
    summary: 'List adjustments, newest first',
    answers: { 200: { description: 'One page', type: ShownAdjustments } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getAdjustment: {
    id: 'getAdjustment',
    summary: 'Get one adjustment',
    inPath: ofAdjustment,
    answers: { 200: { description: 'The adjustment', type: ShownAdjustment } },
    refuses: ['ADJUSTMENT_NOT_FOUND'],
  },
  approveAdjustment: {
    id: 'approveAdjustment',
    summary: 'Approve an adjustment that somebody else asked for',
    inPath: ofAdjustment,
    answers: { 200: { description: 'The adjustment', type: ShownAdjustment } },
    appends: true,
    refuses: ['ADJUSTMENT_NOT_FOUND', 'APPROVER_IS_REQUESTER', 'ADJUSTMENT_NOT_REQUESTED'],
  },
  rejectAdjustment: {
    id: 'rejectAdjustment',
    summary: 'Reject an adjustment that somebody else asked for',
    inPath: ofAdjustment,
    answers: { 200: { description: 'The adjustment', type: ShownAdjustment } },
    appends: true,
    refuses: ['ADJUSTMENT_NOT_FOUND', 'APPROVER_IS_REQUESTER', 'ADJUSTMENT_NOT_REQUESTED'],
  },
  closeDay: {
    id: 'closeDay',
    summary: 'Close a day: its totals are frozen',
    description:
      'Days close in order; the first is that of the first event. What is learned later about a closed day is posted for the next open one, and says for which day it is.',
    inPath: ofDay,
    answers: { 200: { description: 'The day, closed', type: ShownDay } },
    appends: true,
    refuses: ['DAY_NOT_FOUND', 'DAY_NOT_OVER', 'DAY_ALREADY_CLOSED', 'EARLIER_DAY_OPEN'],
  },
  listDays: {
    id: 'listDays',
    summary: 'List days, newest first',
    answers: { 200: { description: 'One page', type: ShownDays } },
  },
  getDay: {
    id: 'getDay',
    summary: 'Get one day with its totals, as JSON or as a page to sign',
    description:
      'As PDF (`Accept: application/pdf`, or `.pdf` after the date) it is a page that a finance officer signs: totals, the trial balance of the day, what was open when it was closed, what was learned later about it, and the seal. A closed day has the same bytes every time, once its seal is made and until more is learned about it. Of a day that is not closed it is provisional, says as of when it is, and is not for a signature.',
    inPath: {
      date: { ...ofDay.date, example: '2026-11-28', pattern: '^\\d{4}-\\d{2}-\\d{2}(\\.pdf)?$' },
    },
    answers: {
      200: {
        description: 'The day',
        content: {
          'application/json': { schema: { $ref: '#/components/schemas/Day' } },
          'application/pdf': { schema: { type: 'string', contentMediaType: 'application/pdf' } },
        },
        models: [ShownDay],
      },
    },
    refuses: ['NOT_ACCEPTABLE', 'DAY_NOT_FOUND'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
