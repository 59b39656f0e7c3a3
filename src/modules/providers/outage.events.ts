import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

/** Of one instance, in the seconds before; null: a person says it. */
const figures = z
  .object({
    calls: z.number().int(),
    /** Not answered, or by a fault of the platform. */
    failed: z.number().int(),
    seconds: z.number().int(),
  })
  .nullable()
  .default(null);
export type Figures = NonNullable<z.output<typeof figures>>;

const said = { provider: z.string(), reason: z.string(), figures, at: instantShape };

/** A person says, or figures show, that a provider is not to be asked for now, if another can be. */
export const OutageDeclared = defineEvent('OutageDeclared', z.object(said));
export const OutageEnded = defineEvent('OutageEnded', z.object(said));

export const outageEvents = [OutageDeclared, OutageEnded];
export type OutageEvent = EventOf<(typeof outageEvents)[number]>;
