import { z } from 'zod';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import { sealedShape } from '../../kernel/domain/sealed.js';
import type { Exchange } from '../providers/index.js';
import { failureCodes } from '../providers/index.js';

/** What is personal about a payment: sealed under the payer's key wherever it is kept. */
export interface PayerDetails {
  readonly msisdn: string;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

export const recordTypes = [
  'order',
  'invoice',
  'permit',
  'subscription',
  'booking',
  'donation',
  'service',
  'other',
] as const;

const record = z.object({ type: z.enum(recordTypes), id: z.string(), part: z.string().nullable() });
const failure = z.object({ code: z.enum(failureCodes), providerCode: z.string().nullable() });
/** The raw call and answer; null when a person or our own clock is the source. */
const answer = sealedShape<Exchange>().nullable();
const paymentId = z.string();
const attempt = z.number().int().positive();
const at = instantShape;
/** The review in which a person decided it; null where the provider said it. */
const reviewId = z.string().nullable().default(null);

const creation = z.object({
  paymentId,
  client: z.string(),
  /** Tells whether a repeated idempotency key comes with the same body. */
  fingerprint: z.string(),
  recordKey: z.string(),
  record,
  amount: moneyShape,
  payer: sealedShape<PayerDetails>(),
  dimensions: z.record(z.string(), z.string()),
  provider: z.string(),
  /** UUID v4: on record before the provider ever hears it. */
  providerReference: z.string(),
  expiresAt: at,
  at,
});
export type Creation = z.output<typeof creation>;

export const PaymentCreated = defineEvent('PaymentCreated', creation);
export const PaymentSubmitted = defineEvent('PaymentSubmitted', z.object({ paymentId, attempt, answer, at }));
export const PaymentPending = defineEvent('PaymentPending', z.object({ paymentId, attempt, answer, at }));
export const PaymentSucceeded = defineEvent(
  'PaymentSucceeded',
  z.object({ paymentId, attempt, providerTransactionId: z.string().nullable(), reviewId, answer, at }),
);
export const PaymentFailed = defineEvent(
  'PaymentFailed',
  z.object({ paymentId, attempt, failure, reviewId, answer, at }),
);
export const PaymentExpired = defineEvent('PaymentExpired', z.object({ paymentId, attempt, failure, answer, at }));

export const doubts = ['NO_FINAL_ANSWER', 'AMOUNT_DISAGREES'] as const;
export type Doubt = (typeof doubts)[number];
export const PaymentBecameUncertain = defineEvent(
  'PaymentBecameUncertain',
  z.object({ paymentId, attempt, reason: z.enum(doubts), answer, at }),
);

const reattempt = z.object({
  paymentId,
  recordKey: z.string(),
  attempt,
  provider: z.string(),
  providerReference: z.string(),
  expiresAt: at,
  at,
});
export type Reattempt = z.output<typeof reattempt>;
export const PaymentReattempted = defineEvent('PaymentReattempted', reattempt);

/** The provider was asked and its answer moved nothing, yet someone may need it: it did not know what it had accepted, or spoke in tongues. */
export const StatusChecked = defineEvent(
  'StatusChecked',
  z.object({ paymentId, attempt, taught: z.enum(['NOT_FOUND', 'UNKNOWN_ANSWER']), answer, at }),
);

/**
 * The attempt is handed to its provider by somebody who cannot know that nobody has done so before. On record before it goes out: from then
 * on a refusal of another sending is not the whole truth.
 */
export const SubmissionRepeated = defineEvent('SubmissionRepeated', z.object({ paymentId, attempt, at }));

/** The provider says something else than it had said for good. Nothing moves; a person looks. */
export const OutcomeContradicted = defineEvent(
  'OutcomeContradicted',
  z.object({
    paymentId,
    attempt,
    was: z.enum(['successful', 'failed', 'expired']),
    says: z.enum(['successful', 'failed', 'expired']),
    reviewId,
    answer,
    at,
  }),
);

export const DuplicateSuspected = defineEvent(
  'DuplicateSuspected',
  z.object({ paymentId, otherPaymentId: z.string(), at }),
);
export const RefundReserved = defineEvent(
  'RefundReserved',
  z.object({ paymentId, refundId: z.string(), amount: moneyShape, at }),
);
export const RefundReleased = defineEvent('RefundReleased', z.object({ paymentId, refundId: z.string(), at }));
/** One refund has reached the payer. The payment is `refunded` when they add up to all of it. */
export const PaymentRefunded = defineEvent(
  'PaymentRefunded',
  z.object({ paymentId, refundId: z.string(), amount: moneyShape, at }),
);
export const NoteAdded = defineEvent('NoteAdded', z.object({ paymentId, note: sealedShape<string>(), at }));

export const paymentEvents = [
  PaymentCreated,
  PaymentSubmitted,
  PaymentPending,
  PaymentSucceeded,
  PaymentFailed,
  PaymentExpired,
  PaymentBecameUncertain,
  PaymentReattempted,
  StatusChecked,
  SubmissionRepeated,
  OutcomeContradicted,
  DuplicateSuspected,
  RefundReserved,
  RefundReleased,
  PaymentRefunded,
  NoteAdded,
];
export type PaymentEvent = EventOf<(typeof paymentEvents)[number]>;

/**
 * The claim of one attempt on a business record. It holds all that the attempt needs, so that whoever finds a claim whose payment never
 * came can finish what its author began.
 */
export const RecordClaimed = defineEvent(
  'RecordClaimed',
  z.object({
    recordKey: z.string(),
    paymentId,
    attempt,
    begins: z.union([z.object({ creation }), z.object({ reattempt })]),
    at,
  }),
);
/** The claim came to nothing: its payment is for another record, expired before it began, or was over when it was claimed once more. */
export const RecordReleased = defineEvent(
  'RecordReleased',
  z.object({ recordKey: z.string(), paymentId, attempt, at }),
);

export const recordEvents = [RecordClaimed, RecordReleased];
export type RecordEvent = EventOf<(typeof recordEvents)[number]>;
