import { z } from 'zod';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import { languages } from '../../kernel/domain/language.js';
import { recordShape } from '../../kernel/domain/record.js';
import { sealedShape } from '../../kernel/domain/sealed.js';

const linkId = z.string();
const at = instantShape;

/** What of a link may be about a person, sealed under a key of the link: nobody knows yet who will pay. */
export interface LinkDetails {
  readonly description: string | null;
  /** Whom a sheet names as the payer; null: nobody is named. */
  readonly name: string | null;
}

const creation = z.object({
  linkId,
  client: z.string(),
  /** Tells whether a repeated idempotency key comes with the same body. */
  fingerprint: z.string(),
  record: recordShape,
  currency: z.string(),
  /** Null: the payer names it, within the bounds. */
  amount: moneyShape.nullable(),
  least: moneyShape.nullable(),
  most: moneyShape.nullable(),
  details: sealedShape<LinkDetails>(),
  /** Those of the payment; the reference is one of them. */
  dimensions: z.record(z.string(), z.string()),
  reference: z.string().nullable(),
  /** Null: it does not end by itself. */
  expiresAt: instantShape.nullable(),
  language: z.enum(languages).nullable(),
  at,
});
export type LinkCreation = z.output<typeof creation>;

export const PaymentLinkCreated = defineEvent('PaymentLinkCreated', creation);

/**
 * Somebody on the page asked for this link to be paid. It is on record before the payment is, and the payment's id follows from it: the same press
 * again, by whichever tab or instance, is the same payment.
 */
export const PaymentLinkPressed = defineEvent(
  'PaymentLinkPressed',
  z.object({ linkId, press: z.number().int().positive(), paymentId: z.string(), at }),
);
/** No press counts any more. What a payment that was begun comes to, it comes to. */
export const PaymentLinkClosed = defineEvent('PaymentLinkClosed', z.object({ linkId, at }));

export const paymentLinkEvents = [PaymentLinkCreated, PaymentLinkPressed, PaymentLinkClosed];
export type PaymentLinkEvent = EventOf<(typeof paymentLinkEvents)[number]>;
