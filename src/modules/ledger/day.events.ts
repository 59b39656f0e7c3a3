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

/** The totals of a day, by currency: those of the entries of the journal before its cut. */
export const DayClosed = defineEvent(
  'DayClosed',
  z.object({
    day: dayShape,
    totals: z.array(totals),
    /** The newest seal of the log at this moment; null: none was made yet. */
    seal: z.object({ number: z.number().int(), hash: z.string() }).nullable(),
    at: instantShape,
  }),
);
export type ClosedDay = EventOf<typeof DayClosed>['data'];
