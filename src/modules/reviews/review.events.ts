import { z } from 'zod';
import { reviewedMovementShape } from '../../kernel/domain/movement.js';
import { sealedShape } from '../../kernel/domain/sealed.js';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';
import type { Grounds } from '../../kernel/domain/grounds.js';

export const reviewReasons = [
  'UNCERTAIN_PAYMENT',
  'DUPLICATE_SUSPECTED',
  'CONTRADICTION',
  'AMOUNT_DISAGREES',
  'UNCERTAIN_REFUND',
  'UNCERTAIN_PAYOUT',
  'RECONCILIATION_MISMATCH',
  'CALLBACK_UNMATCHED',
] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** What may be decided. Only the gateway decides `answered`: the provider answered after all, or the doubt was decided in another review. */
export const decisions = [
  'paid',
  'not-paid',
  'returned',
  'reversed',
  'distinct',
  'duplicate',
  'acknowledged',
  'answered',
] as const;
export type Decision = (typeof decisions)[number];

const reviewId = z.string();
const at = instantShape;
/** The event that opened it, or opened it again; null in events from before it was kept. */
const news = z.string().nullable().default(null);

export const ReviewOpened = defineEvent(
  'ReviewOpened',
  z.object({
    reviewId,
    reason: z.enum(reviewReasons),
    /** The movement that it is about; null: it is about no single one. */
    movement: reviewedMovementShape.nullable(),
    /** The provider reference of the movement. */
    providerReference: z.string().nullable(),
    paymentId: z.string().nullable(),
    refundId: z.string().nullable(),
    payoutId: z.string().nullable(),
    callbackId: z.string().nullable(),
    itemId: z.string().nullable(),
    news,
    at,
  }),
  // Until version 2, a review was about a payment, and knew the attempt by its provider reference.
  [
    (v1: { paymentId: string | null; providerReference: string | null }) => ({
      ...v1,
      movement: v1.providerReference === null ? null : { kind: 'payment', id: v1.paymentId, attempt: null },
      payoutId: null,
    }),
  ],
);
export const ReviewAssigned = defineEvent('ReviewAssigned', z.object({ reviewId, assignee: z.string(), at }));
export const ReviewResolved = defineEvent(
  'ReviewResolved',
  z.object({
    reviewId,
    decision: z.enum(decisions),
    grounds: sealedShape<Grounds>().nullable(),
    resolvedBy: z.string(),
    at,
  }),
  // Until version 2, two payments that are no duplicates were `not-duplicate`.
  [(v1: { decision: string }) => (v1.decision === 'not-duplicate' ? { ...v1, decision: 'distinct' } : v1)],
);
/** An event contradicts what a person had decided. */
export const ReviewReopened = defineEvent(
  'ReviewReopened',
  z.object({ reviewId, because: z.enum(reviewReasons), news, at }),
);

export const reviewEvents = [ReviewOpened, ReviewAssigned, ReviewResolved, ReviewReopened];
export type ReviewEvent = EventOf<(typeof reviewEvents)[number]>;
