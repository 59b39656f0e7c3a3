import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const text = z.string();

/** What was asked of a report; null where it has no days, or no filter. */
const asked = {
  report: text,
  from: day.nullable(),
  to: day.nullable(),
  format: text,
  filters: z.record(text, text),
};

/** A report about people leaves in a file. On record before its first byte does; whom it was made for is the event's actor. */
export const ReportExported = defineEvent(
  'ReportExported',
  z.object({ ...asked, phoneNumbers: z.enum(['masked', 'whole']), at: instantShape }),
);

/** A report of the schedule is in its folder. One stream holds those of one row of the schedule, in the order of their days. */
export const ScheduledReportWritten = defineEvent(
  'ScheduledReportWritten',
  z.object({
    ...asked,
    every: z.enum(['day', 'week', 'month']),
    /** Its name in the folder. */
    file: text,
    rows: z.number().int().nonnegative(),
    sha256: z.string(),
    at: instantShape,
  }),
);

export type ReportEvent = EventOf<typeof ReportExported> | EventOf<typeof ScheduledReportWritten>;
