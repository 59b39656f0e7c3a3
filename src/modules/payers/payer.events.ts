import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

/** A keyed hash of the phone number (`subjectOf`). It stays after the erasure, and names no person to readers without the master key. */
const subject = z.string();
const at = instantShape;

export const erasureCauses = ['request', 'retention'] as const;

/**
 * These data keys are to be destroyed. On record before they are; whatever breaks in between, they are destroyed later, from here. The keys
 * are named one by one: a payer who pays again after the erasure has another key, which this event does not touch.
 */
export const PayerErased = defineEvent(
  'PayerErased',
  z.object({
    subject,
    keyIds: z.array(z.string()).min(1),
    /** In the words of the person who asked for it, without phone numbers. */
    reason: z.string(),
    cause: z.enum(erasureCauses),
    at,
  }),
);

/** Everything that is kept about the payer, or a page of it, was shown. On record before it is shown. */
export const PayerDataExported = defineEvent('PayerDataExported', z.object({ subject, at }));

export const payerEvents = [PayerErased, PayerDataExported];
export type PayerEvent = EventOf<typeof PayerErased> | EventOf<typeof PayerDataExported>;
export type Erasure = EventOf<typeof PayerErased>['data'];
