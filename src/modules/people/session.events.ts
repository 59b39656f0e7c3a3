import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

/**
 * A person has signed in, or has shown the second factor: then a new session takes the place of the earlier one, whose `signedInAt` it keeps. Of
 * the cookie only the hash is kept. `secondFactorAt`: null while none was shown.
 */
export const SessionStarted = defineEvent(
  'SessionStarted',
  z.object({
    sessionId: z.string(),
    hash: z.string(),
    userId: z.string(),
    /** Of the user (`User.epoch`). */
    epoch: z.number().int(),
    signedInAt: instantShape,
    secondFactorAt: instantShape.nullable(),
    /** In words, for its owner to know it by: `Firefox, Windows`. */
    browser: z.string(),
    at: instantShape,
  }),
);

/** It was used: at most one event in five minutes, so that every instance knows that it is not idle. */
export const SessionContinued = defineEvent('SessionContinued', z.object({ sessionId: z.string(), at: instantShape }));

export const SessionEnded = defineEvent(
  'SessionEnded',
  z.object({ sessionId: z.string(), why: z.enum(['signed-out', 'replaced', 'ended-elsewhere']), at: instantShape }),
);

export const sessionEvents = [SessionStarted, SessionContinued, SessionEnded];
export type SessionEvent = EventOf<typeof SessionStarted | typeof SessionContinued | typeof SessionEnded>;
export type NewSession = EventOf<typeof SessionStarted>['data'];
export type WhyEnded = EventOf<typeof SessionEnded>['data']['why'];
