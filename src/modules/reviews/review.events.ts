import { z } from 'zod';
import { sealedShape } from '../../kernel/domain/sealed.js';
import { defineEvent, instantShape, type EventOf } from '../../kernel/domain/events.js';

export const reviewReasons = [
  'UNCERTAIN_PAYMENT',
  'DUPLICATE_SUSPECTED',
  'CONTRADICTION',
  'AMOUNT_DISAGREES',
  'UNCERTAIN_REFUND',
  'RECONCILIATION_MISMATCH',
  'CALLBACK_UNMATCHED',
] as const;
export type ReviewReason = (typeof reviewReasons)[number];

/** What a person may decide about what; `answered` is ours alone: the provider spoke after all. */
export const decisions = ['paid', 'not-paid', 'duplicate', 'not-duplicate', 'acknowledged', 'answered'] as const;
export type Decision = (typeof decisions)[number];

/** What a decision rests on, in the words of who decided; it may name people, so it is sealed like them. Null where the provider answered. */
export interface Grounds {
  readonly evidence: string;
  readonly note: string | null;
}

const reviewId = z.string();
const at = instantShape;

export const ReviewOpened = defineEvent(
  'ReviewOpened',
  z.object({
    reviewId,
    reason: z.enum(reviewReasons),
    paymentId: z.string().nullable(),
    /** The provider reference of the attempt that it is about. */
    providerReference: z.string().nullable(),
    refundId: z.string().nullable(),
    callbackId: z.string().nullable(),
    itemId: z.string().nullable(),
    at,
  }),
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
);
/** News that does not agree with what a person had decided. */
export const ReviewReopened = defineEvent('ReviewReopened', z.object({ reviewId, because: z.enum(reviewReasons), at }));

export const reviewEvents = [ReviewOpened, ReviewAssigned, ReviewResolved, ReviewReopened];
export type ReviewEvent = EventOf<(typeof reviewEvents)[number]>;
