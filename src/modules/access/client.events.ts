import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

export const roles = ['service', 'support', 'payer:read', 'finance', 'approver', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Only the key's hash is ever kept. */
export const ClientRegistered = defineEvent(
  'ClientRegistered',
  z.object({
    clientId: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)).min(1),
    keyHash: z.string(),
    at: instantShape,
  }),
);

export const clientEvents = [ClientRegistered];
export type ClientEvent = EventOf<typeof ClientRegistered>;
