import { z } from 'zod';
import { signerShape } from '../../kernel/domain/approvals.js';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import { recordShape } from '../../kernel/domain/record.js';
import { sealedShape } from '../../kernel/domain/sealed.js';

const batchId = z.string();
const at = instantShape;
const line = z.number().int().positive();

const totals = z.object({
  lines: z.number().int(),
  valid: z.number().int(),
  invalid: z.number().int(),
  warnings: z.number().int(),
  /** The sum of the valid lines; null: there is none. */
  amount: moneyShape.nullable(),
  /** What the invalid lines name, a sum for each currency. Null in events from before it was kept. */
  invalidAmounts: z.array(moneyShape).nullable().default(null),
  /** How many invalid lines name no amount that can be read. Null as above. */
  invalidWithoutAmount: z.number().int().nullable().default(null),
});
export type BatchTotals = z.output<typeof totals>;

/** A file of payouts has come in. Its lines are about to be recorded in a stream of their own, one event each. */
export const BatchReceived = defineEvent(
  'BatchReceived',
  z.object({
    batchId,
    client: z.string(),
    requestedBy: signerShape,
    /** The header, in the order of the file. */
    columns: z.array(z.string()),
    lines: z.number().int().positive(),
    at,
  }),
);
/** Every line is on record. */
export const BatchChecked = defineEvent('BatchChecked', z.object({ batchId, totals, at }));
export const BatchApproved = defineEvent(
  'BatchApproved',
  z.object({
    batchId,
    approvedBy: signerShape,
    /** How many different people had to approve it. */
    needed: z.number().int().positive(),
    /** Enough people have approved, this one included. */
    isEnough: z.boolean(),
    /** The invalid lines are left out. */
    skipInvalid: z.boolean(),
    at,
  }),
);
export const BatchRejected = defineEvent(
  'BatchRejected',
  z.object({ batchId, rejectedBy: signerShape, reason: sealedShape<string>(), at }),
);
/** Every valid line up to this one has its payout, or was refused. The sending goes on after it, also after a crash. */
export const BatchLinesSent = defineEvent('BatchLinesSent', z.object({ batchId, upTo: line, at }));
/** Every line has an end: nothing of the batch is under way or in doubt. */
export const BatchCompleted = defineEvent('BatchCompleted', z.object({ batchId, at }));

export const batchEvents = [BatchReceived, BatchChecked, BatchApproved, BatchRejected, BatchLinesSent, BatchCompleted];
export type BatchEvent = EventOf<(typeof batchEvents)[number]>;

const finding = z.object({ field: z.string(), message: z.string() });

const readLine = z.object({
  batchId,
  line,
  /** None: it is valid. No text of them repeats a cell. */
  errors: z.array(finding),
  warnings: z.array(finding),
  record: recordShape.nullable(),
  /** The stream of the claims on its record. */
  recordKey: z.string().nullable(),
  amount: moneyShape.nullable(),
  dimensions: z.record(z.string(), z.string()),
  /** The cells, sealed under the payee's key; without a payee's number, under a key of the batch. */
  row: sealedShape<readonly string[]>(),
  /** Whether the row is sealed under the payee's key. */
  hasPayee: z.boolean(),
  at,
});
export type BatchLine = z.output<typeof readLine>;

export const BatchLineRead = defineEvent('BatchLineRead', readLine);
/** A line that was valid could not become a payout when it was its turn. */
export const BatchLineRefused = defineEvent(
  'BatchLineRefused',
  z.object({
    batchId,
    line,
    code: z.string(),
    /** The payout that stands in its way; null: none does. */
    otherPayoutId: z.string().nullable(),
    at,
  }),
);

export const batchLineEvents = [BatchLineRead, BatchLineRefused];
export type BatchLineEvent = EventOf<(typeof batchLineEvents)[number]>;
