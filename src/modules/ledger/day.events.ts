import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import { dayShape } from './journal.events.js';

const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
const counted = z.object({ count: z.number().int().nonnegative(), amount: decimal });

/** Decimal text, as people and other programs read it: these are frozen for ever. */
const totals = z.object({
  currency: z.string(),
  successful: counted,
  failed: counted,
  refunded: counted,
  paidOut: counted,
  fees: counted,
  /** Of every day up to and with this one: sums of all lines. */
  trialBalance: z.object({ debits: decimal, credits: decimal }),
});
export type DayTotals = z.output<typeof totals>;

const openByStatus = z.record(z.string(), z.number().int().nonnegative());

/** How things stood at the closing, and whose day it was: what the page of the day says of it for ever. */
const standing = z.object({
  organisation: z.object({ name: z.string(), contact: z.string(), tin: z.string().nullable() }),
  environment: z.enum(['sandbox', 'live']),
  /** Those without a final answer, by status, of whatever day. */
  payments: openByStatus,
  refunds: openByStatus,
  payouts: openByStatus,
  /** Those that no person had decided, by reason. */
  reviews: openByStatus,
});
export type Standing = z.output<typeof standing>;

/** The totals of a day, by currency: those of the entries of the journal before its cut. */
export const DayClosed = defineEvent(
  'DayClosed',
  z.object({
    day: dayShape,
    totals: z.array(totals),
    /** The newest seal of the log at this moment; null: none was made yet. */
    seal: z.object({ number: z.number().int(), hash: z.string() }).nullable(),
    /** Null in days that were closed before it was kept. */
    standing: standing.nullable(),
    at: instantShape,
  }),
  [(v1) => ({ ...(v1 as object), standing: null })],
);
export type ClosedDay = EventOf<typeof DayClosed>['data'];
