import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import { movementShape } from '../../kernel/domain/movement.js';

/** Under which reference a provider will know a movement. It is on record before the movement is submitted. */
export const ReferenceGiven = defineEvent(
  'ReferenceGiven',
  z.object({ provider: z.string(), reference: z.string(), movement: movementShape, at: instantShape }),
);

export const referenceEvents = [ReferenceGiven];
export type ReferenceEvent = EventOf<(typeof referenceEvents)[number]>;
