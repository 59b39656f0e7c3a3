import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

/** A start without users has offered a link, which follows from the master key and `number`: every instance shows the same one. */
export const FirstAdministratorInvited = defineEvent(
  'FirstAdministratorInvited',
  z.object({ number: z.number().int().min(1), endsAt: instantShape, at: instantShape }),
);

export const FirstAdministratorChosen = defineEvent(
  'FirstAdministratorChosen',
  z.object({ userId: z.string(), at: instantShape }),
);

export const firstAdministratorEvents = [FirstAdministratorInvited, FirstAdministratorChosen];
export type FirstAdministratorEvent = EventOf<typeof FirstAdministratorInvited | typeof FirstAdministratorChosen>;
