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

/** A report of the schedule is due, and in its folder where there is one. One stream holds those of one row of the schedule, in the order of their days. */
export const ScheduledReportWritten = defineEvent(
  'ScheduledReportWritten',
  z.object({
    ...asked,
    every: z.enum(['day', 'week', 'month']),
    /** Its name in the folder; null, as what follows, where there is no folder: it is made when it is sent. */
    file: text.nullable(),
    rows: z.number().int().nonnegative().nullable(),
    sha256: text.nullable(),
    at: instantShape,
  }),
);

export type ReportEvent = EventOf<typeof ReportExported> | EventOf<typeof ScheduledReportWritten>;
