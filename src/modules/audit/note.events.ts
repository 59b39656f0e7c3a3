import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

/**
 * A gateway has started, with these settings: one event for each start, also where nothing has changed. A secret is a fingerprint, keyed by the
 * master key: it says whether the secret is the same as before, and nothing else.
 */
export const GatewayStarted = defineEvent(
  'GatewayStarted',
  z.object({
    version: z.string(),
    node: z.string(),
    /** The name of the machine. */
    host: z.string(),
    settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    at: instantShape,
  }),
);

/** An evidence pack was made: everything on record about a payment, in a file that leaves. On record before it does. */
export const EvidencePackMade = defineEvent('EvidencePackMade', z.object({ paymentId: z.string(), at: instantShape }));

export const noteEvents = [GatewayStarted, EvidencePackMade];
export type NoteEvent = EventOf<typeof GatewayStarted> | EventOf<typeof EvidencePackMade>;
export type StartFacts = Omit<EventOf<typeof GatewayStarted>['data'], 'at'>;
