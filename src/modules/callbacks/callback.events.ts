import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import { sealedShape } from '../../kernel/domain/sealed.js';

/** One delivery as it came in: anybody may have sent it. */
export interface RawCallback {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly sourceAddress: string;
}

const delivery = {
  provider: z.string(),
  tokenHash: z.string(),
  method: z.enum(['POST', 'PUT']),
  /** The attempt that the token was made for; null when we never made it. */
  matched: z.object({ paymentId: z.string(), attempt: z.number().int().positive() }).nullable(),
  raw: sealedShape<RawCallback>(),
  at: instantShape,
};

export const CallbackReceived = defineEvent('CallbackReceived', z.object(delivery));
/** The body was no JSON. */
export const CallbackRejected = defineEvent('CallbackRejected', z.object(delivery));

export const callbackEvents = [CallbackReceived, CallbackRejected];
export type CallbackEvent = EventOf<(typeof callbackEvents)[number]>;
