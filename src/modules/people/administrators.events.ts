import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

/**
 * An administrator is about to be removed, to lose the role or to have the sign-in reset. On record before it happens. `epoch`: of the user
 * (`User.epoch`); who comes back as an administrator has a later one.
 */
export const AdministratorEnding = defineEvent(
  'AdministratorEnding',
  z.object({ userId: z.string(), epoch: z.number().int(), at: instantShape }),
);

export const administratorsEvents = [AdministratorEnding];
export type AdministratorsEvent = EventOf<typeof AdministratorEnding>;
