import { z } from 'zod';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import { movementShape } from '../../kernel/domain/movement.js';
import { sealedShape } from '../../kernel/domain/sealed.js';

/** One delivery as it was received. Its sender is not verified. */
export interface RawCallback {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly sourceAddress: string;
}

const signature = z
  .object({ is: z.enum(['matched', 'not-matched', 'missing']), reading: z.string().nullable() })
  .nullable()
  .default(null);
export type Signature = z.output<typeof signature>;

const delivery = {
  provider: z.string(),
  tokenHash: z.string(),
  method: z.enum(['POST', 'PUT']),
  /** The movement that the token was made for; null: the token is not ours. */
  matched: movementShape.nullable(),
  /** What its signature is worth, and by which reading of the provider's rule it matched; null: none is asked for. */
  signature,
  raw: sealedShape<RawCallback>(),
  at: instantShape,
};

// Until version 2, every callback was about a payment.
const upcasts = [
  ({ matched, ...v1 }: { matched: { paymentId: string; attempt: number } | null }) => ({
    ...v1,
    matched: matched && { kind: 'payment', id: matched.paymentId, attempt: matched.attempt },
  }),
];

export const CallbackReceived = defineEvent('CallbackReceived', z.object(delivery), upcasts);
/** The body was not JSON. */
export const CallbackRejected = defineEvent('CallbackRejected', z.object(delivery), upcasts);

export const callbackEvents = [CallbackReceived, CallbackRejected];
export type CallbackEvent = EventOf<(typeof callbackEvents)[number]>;
