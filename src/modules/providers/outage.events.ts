import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

const said = { provider: z.string(), reason: z.string(), at: instantShape };

/** A person says that a provider is not to be asked for now, if another can be. */
export const OutageDeclared = defineEvent('OutageDeclared', z.object(said));
export const OutageEnded = defineEvent('OutageEnded', z.object(said));

export const outageEvents = [OutageDeclared, OutageEnded];
export type OutageEvent = EventOf<(typeof outageEvents)[number]>;
