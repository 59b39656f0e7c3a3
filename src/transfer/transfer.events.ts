import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../kernel/domain/events.js';

/** By whom, on which machine, and with which file; null: the standard output or input, at which another program was. */
const moved = { user: z.string(), host: z.string(), file: z.string().nullable(), at: instantShape };

/** The log left in a file. `head` is the last position in it, `sha256` what the file says of its events at its end. */
export const LogExported = defineEvent(
  'LogExported',
  z.object({ events: z.number(), head: z.string(), sha256: z.string(), ...moved }),
);

/** The payers' data keys left in a file, wrapped under the master key. `sha256` is what the file says of itself at its end. */
export const KeysExported = defineEvent('KeysExported', z.object({ keys: z.number(), sha256: z.string(), ...moved }));

/** The payers' data keys came from a file into the key store of this log. `before`: of how many the store knew already. */
export const KeysImported = defineEvent(
  'KeysImported',
  z.object({ keys: z.number(), before: z.number(), sha256: z.string(), ...moved }),
);

export type TransferEvent = EventOf<typeof LogExported | typeof KeysExported | typeof KeysImported>;
