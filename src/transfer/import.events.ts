import { z } from 'zod';
import { defineEvent, instantShape } from '../kernel/domain/events.js';

const source = { exportedAt: instantShape, head: z.string() };

/** From here on events of another log are imported, and no gateway may run on this log. */
export const ImportBegan = defineEvent('ImportBegan', z.object({ ...source, at: instantShape }));

/** All events were imported, read back and found equal. */
export const ImportCompleted = defineEvent(
  'ImportCompleted',
  z.object({ ...source, events: z.number(), sha256: z.string(), at: instantShape }),
);
