import { z } from 'zod';
import { defineEvent, instantShape } from '../domain/events.js';

/** Somebody has decided to go on with a log that lacks events. What was seen of them is all that is known. */
export const LossAccepted = defineEvent(
  'LossAccepted',
  z.object({
    /** Where the log ended when it was found. */
    head: z.string(),
    seen: z.array(
      z.object({ by: z.string(), position: z.string(), eventId: z.string().nullable(), at: instantShape.nullable() }),
    ),
    at: instantShape,
  }),
);
