import { z } from 'zod';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';

/** A day in Kigali: `2026-11-28`. */
export const dayShape = z.string().regex(/^\d{4}-\d\d-\d\d$/);

export const sourceTypes = ['payment', 'refund', 'payout', 'adjustment', 'statement', 'settlement'] as const;
export type SourceType = (typeof sourceTypes)[number];

/** What a day counts beside its balances. */
export const tallies = ['successful', 'failed', 'refunded', 'paidOut', 'fees'] as const;
export type Tally = (typeof tallies)[number];

/** The event that it follows from: where it stands, and the thing that it is about. */
const source = z.object({
  type: z.enum(sourceTypes),
  id: z.string(),
  eventId: z.string(),
  stream: z.string(),
  revision: z.number().int().nonnegative(),
});
export type Source = z.output<typeof source>;

const line = z.object({
  account: z.string(),
  side: z.enum(['debit', 'credit']),
  amount: moneyShape,
  dimensions: z.record(z.string(), z.string()),
});
export type Line = z.output<typeof line>;

/** What each event of the journal says of the journal itself. */
const place = {
  source,
  /** The Kigali day for which it is posted: the next open one where its own is closed. */
  day: dayShape,
  /** Its own Kigali day. */
  forDay: dayShape,
  /** Every day up to this one was closed when it was posted; null: none was. */
  closedThrough: dayShape.nullable(),
  /** The furthest event of the log that was taken in before; null: none was further than its own source. */
  furthest: z.object({ stream: z.string(), revision: z.number().int() }).nullable(),
  at: instantShape,
};

/** A balanced set of lines. `at` is when the money moved, or when the doubt was known or decided. */
export const EntryPosted = defineEvent(
  'EntryPosted',
  z.object({
    ...place,
    entryId: z.string(),
    description: z.string(),
    paymentId: z.string().nullable(),
    refundId: z.string().nullable(),
    payoutId: z.string().nullable(),
    tally: z
      .object({
        as: z.enum(tallies),
        amount: moneyShape,
        /** What is counted beside it in further currencies. */
        others: z.array(moneyShape).optional(),
      })
      .nullable(),
    lines: z.array(line).min(2),
  }),
);
export type Entry = EventOf<typeof EntryPosted>['data'];

/** An attempt ended without money: nothing is posted, and its day counts it. */
export const FailureCounted = defineEvent('FailureCounted', z.object({ ...place, amount: moneyShape }));

/**
 * From here on nothing is posted for this day: the entries of the journal before it are the day's. Its totals are frozen by the next event of the
 * day's own stream, `DayClosed`.
 */
export const DayCut = defineEvent(
  'DayCut',
  z.object({
    day: dayShape,
    furthest: z.object({ stream: z.string(), revision: z.number().int() }).nullable(),
    at: instantShape,
  }),
);

export const journalEvents = [EntryPosted, FailureCounted, DayCut];
export type JournalEvent = EventOf<(typeof journalEvents)[number]>;
