import { z } from 'zod';
import { defineEvent, instantShape } from '../domain/events.js';

/** A payment of which the documents showed more than the log has. */
const lostPaymentShape = z.object({
  paymentId: z.string(),
  client: z.string(),
  record: z.object({ type: z.string(), id: z.string(), part: z.string().nullable() }),
  amount: z.string(),
  currency: z.string(),
  createdAt: z.string(),
  /** As the documents showed it. */
  status: z.string(),
  /** As the log has it; null: not at all. */
  inLog: z.string().nullable(),
  providerTransactionId: z.string().nullable(),
});
export type LostPayment = z.output<typeof lostPaymentShape>;

/** A person has decided to go on with a log that lacks events. What was seen of them is all that is known. */
export const LossAccepted = defineEvent(
  'LossAccepted',
  z.object({
    /** Where the log ended when it was found. */
    head: z.string(),
    seen: z.array(
      z.object({ by: z.string(), position: z.string(), eventId: z.string().nullable(), at: instantShape.nullable() }),
    ),
    /** Null where it was not looked for. */
    payments: z.object({ count: z.number().int(), newest: z.array(lostPaymentShape) }).nullable(),
    at: instantShape,
  }),
  [(v1: object) => ({ ...v1, payments: null })],
);
