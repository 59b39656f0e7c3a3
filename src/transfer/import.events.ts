import { z } from 'zod';
import { defineEvent, instantShape } from '../kernel/domain/events.js';

const source = { exportedAt: instantShape, head: z.string() };

/** From here on events of another log come in, and no gateway may work on this one. */
export const ImportBegan = defineEvent('ImportBegan', z.object({ ...source, at: instantShape }));

/** All of them are here, and were read back and found the same. */
export const ImportCompleted = defineEvent(
  'ImportCompleted',
  z.object({ ...source, events: z.number(), sha256: z.string(), at: instantShape }),
);
