import { z } from 'zod';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import { sealedShape } from '../../kernel/domain/sealed.js';
import type { PayerDetails } from '../payments/contract.js';

/** A number of a series is given to a payment; its place in the series' stream is the number, so there is no gap. */
export const ReceiptNumbered = defineEvent(
  'ReceiptNumbered',
  z.object({ series: z.string(), number: z.string(), paymentId: z.string(), at: instantShape }),
);

export const ReceiptIssued = defineEvent(
  'ReceiptIssued',
  z.object({
    number: z.string(),
    paymentId: z.string(),
    client: z.string(),
    amount: moneyShape,
    method: z.string(),
    provider: z.string(),
    providerReference: z.string(),
    providerTransactionId: z.string().nullable(),
    payer: sealedShape<PayerDetails>(),
    record: z.object({ type: z.string(), id: z.string(), part: z.string().nullable() }),
    organisation: z.object({ name: z.string(), contact: z.string(), tin: z.string().nullable() }),
    paidAt: instantShape,
    at: instantShape,
  }),
);

export const receiptEvents = [ReceiptIssued];
export type ReceiptEvent = EventOf<typeof ReceiptIssued>;
export type SeriesEvent = EventOf<typeof ReceiptNumbered>;
