import { z } from 'zod';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import { sealedShape } from '../../kernel/domain/sealed.js';
import type { PayerDetails } from '../payments/contract.js';

/** A number of a series is given to a payment; its place in the series' stream is the number, so there is no gap. */
export const ReceiptNumbered = defineEvent(
  'ReceiptNumbered',
  z.object({ series: z.string(), number: z.string(), paymentId: z.string(), at: instantShape }),
);

/**
 * What a document says of its issuer. It is on record with the document, so that a document shown later is the one that was issued, whatever the
 * settings are by then.
 */
const issuer = {
  organisation: z.object({ name: z.string(), contact: z.string(), tin: z.string().nullable() }),
  /** The SHA-256 of the logo, which is on record by itself; null: none. */
  logo: z.string().nullable(),
  /** The address that the QR code begins with; null where it was not recorded: then the one of the settings. */
  publicBaseUrl: z.string().nullable(),
  /** How its paper is laid out: a new layout is a new number, and the old one stays. */
  layout: z.number().int().positive(),
  /** The signature by which it is checked offline; null where there was none. */
  proof: z.object({ keyId: z.string(), signature: z.string() }).nullable(),
};

const facts = {
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
  paidAt: instantShape,
  at: instantShape,
};

export const ReceiptIssued = defineEvent('ReceiptIssued', z.object({ ...facts, ...issuer }), [
  (v1) => ({ ...(v1 as object), logo: null, publicBaseUrl: null, layout: 1, proof: null }),
]);

/** The number of the fiscal receipt (EBM) for the same payment. It is added once. */
export const EbmNumberAdded = defineEvent(
  'EbmNumberAdded',
  z.object({ number: z.string(), paymentId: z.string(), ebmNumber: z.string(), at: instantShape }),
);

/** As `ReceiptNumbered`, for a refund: `refund` names the event that recorded it. */
export const CreditNoteNumbered = defineEvent(
  'CreditNoteNumbered',
  z.object({ series: z.string(), number: z.string(), refund: z.string(), at: instantShape }),
);

/** The document of one refund that has reached the payer. */
export const CreditNoteIssued = defineEvent(
  'CreditNoteIssued',
  z.object({
    ...facts,
    ...issuer,
    /** The event that recorded the refund: the payment's id and the event's revision in its stream. */
    refund: z.string(),
    refundId: z.string(),
    /** The receipt of the payment. */
    receipt: z.string(),
    /** Of the refund; `paidAt` is that of the payment. */
    refundedAt: instantShape,
  }),
);

/** A logo, by its content. A document names it by its hash. */
export const LogoKept = defineEvent(
  'LogoKept',
  z.object({ hash: z.string(), type: z.literal('image/png'), content: z.base64(), at: instantShape }),
);

export const receiptEvents = [ReceiptIssued, EbmNumberAdded];
export const creditNoteEvents = [CreditNoteIssued];
export type ReceiptEvent = EventOf<(typeof receiptEvents)[number]>;
export type IssuedReceipt = EventOf<typeof ReceiptIssued>['data'];
export type CreditNoteEvent = EventOf<typeof CreditNoteIssued>;
export type SeriesEvent = EventOf<typeof ReceiptNumbered>;
export type CreditNoteSeriesEvent = EventOf<typeof CreditNoteNumbered>;
export type LogoEvent = EventOf<typeof LogoKept>;
