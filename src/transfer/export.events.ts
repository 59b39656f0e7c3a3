import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../kernel/domain/events.js';

/** By whom, on which machine, and into which file; null: the standard output, which another program has read. */
const left = { user: z.string(), host: z.string(), file: z.string().nullable(), at: instantShape };

/** The log left in a file. `head` is the last position in it, `sha256` what the file says of its events at its end. */
export const LogExported = defineEvent(
  'LogExported',
  z.object({ events: z.number(), head: z.string(), sha256: z.string(), ...left }),
);

/** The payers' data keys left in a file, wrapped under the master key. `sha256` is what the file says of itself at its end. */
export const KeysExported = defineEvent('KeysExported', z.object({ keys: z.number(), sha256: z.string(), ...left }));

export type ExportEvent = EventOf<typeof LogExported | typeof KeysExported>;
