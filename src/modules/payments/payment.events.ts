import { z } from 'zod';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import { statementLineShape } from '../../kernel/domain/movement.js';
import { recordShape } from '../../kernel/domain/record.js';
import { sealedShape } from '../../kernel/domain/sealed.js';
import type { Exchange } from '../providers/contract.js';
import { failureCodes, routingShape } from '../providers/contract.js';

/** The personal data of a payment. It is sealed under the payer's key wherever it is kept. */
export interface PayerDetails {
  readonly msisdn: string;
  /** Where receipts are sent; absent: nowhere. */
  readonly email?: string;
  readonly description: string | null;
  readonly metadata: Readonly<Record<string, string>>;
}

const record = recordShape;
const failure = z.object({ code: z.enum(failureCodes), providerCode: z.string().nullable() });
/** The raw call and answer; null when a person or our own clock is the source. */
const answer = sealedShape<Exchange>().nullable();
const paymentId = z.string();
const attempt = z.number().int().positive();
const at = instantShape;
/** The review in which a person decided it; null where the provider answered it. */
const reviewId = z.string().nullable().default(null);

/** Null where no person decided. */
const grounds = sealedShape<Grounds>().nullable().default(null);
/** The line of a statement that says it; absent where the provider answered or a person decided. */
const statement = statementLineShape.optional();
/** Another amount than was asked for; null: as asked, or not known. */
const paid = moneyShape.nullable().default(null);
const providerTransactionId = z.string().nullable().default(null);

const created = z.object({
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
  /** A UUID v4. It is on record before it is sent to the provider. */
  providerReference: z.string(),
  expiresAt: at,
  at,
});
/** `routing` is an event of its own; absent where there was nothing to choose. */
const creation = created.extend({ routing: routingShape.optional() });
export type Creation = z.output<typeof creation>;

export const PaymentCreated = defineEvent('PaymentCreated', created);
/** Why the payment goes to its provider. */
export const PaymentRouted = defineEvent(
  'PaymentRouted',
  routingShape.extend({ paymentId, attempt, provider: z.string(), at }),
);
export const PaymentSubmitted = defineEvent('PaymentSubmitted', z.object({ paymentId, attempt, answer, at }));
export const PaymentPending = defineEvent('PaymentPending', z.object({ paymentId, attempt, answer, at }));
export const PaymentSucceeded = defineEvent(
  'PaymentSucceeded',
  z.object({ paymentId, attempt, providerTransactionId, paid, reviewId, grounds, statement, answer, at }),
);

/** The decision by which a person made the payment fail; null where the provider reported the failure. */
const endedBy = z.enum(['not-paid', 'returned', 'duplicate']).nullable().default(null);
export const PaymentFailed = defineEvent(
  'PaymentFailed',
  z.object({ paymentId, attempt, failure, decision: endedBy, reviewId, grounds, answer, at }),
);
export const PaymentExpired = defineEvent('PaymentExpired', z.object({ paymentId, attempt, failure, answer, at }));

export const doubts = ['NO_FINAL_ANSWER', 'AMOUNT_DISAGREES'] as const;
export type Doubt = (typeof doubts)[number];
export const PaymentBecameUncertain = defineEvent(
  'PaymentBecameUncertain',
  z.object({ paymentId, attempt, reason: z.enum(doubts), paid, providerTransactionId, statement, answer, at }),
);

const reattempt = z.object({
  paymentId,
  /** Tells whether a repeated idempotency key comes with the same body; null in events from before it was kept. */
  fingerprint: z.string().nullable().default(null),
  recordKey: z.string(),
  attempt,
  provider: z.string(),
  providerReference: z.string(),
  expiresAt: at,
  at,
});
export type Reattempt = z.output<typeof reattempt>;
export const PaymentReattempted = defineEvent('PaymentReattempted', reattempt);

/**
 * The provider of the attempt before certainly did not take it, and the payment goes to another one by itself: that attempt has failed, and this
 * one begins, in one event, so that nobody is told of a failure that is none. It stays under the claim that the attempt before had.
 */
const reroute = z.object({
  paymentId,
  attempt,
  provider: z.string(),
  providerReference: z.string(),
  /** Why the provider before did not take it; null: the request never left. */
  failure: failure.nullable(),
  routing: routingShape,
  answer,
  at,
});
export type Reroute = z.output<typeof reroute>;
export const PaymentRerouted = defineEvent('PaymentRerouted', reroute);

/**
 * What a status check found without moving the payment: the provider does not know the reference, the answer has words that we do not know, the
 * failure that it reports names another payment, or an uncertain payment is still pending.
 */
export const statusFindings = ['NOT_FOUND', 'UNKNOWN_ANSWER', 'FAILURE_NAMES_ANOTHER', 'PENDING'] as const;
export type StatusFinding = (typeof statusFindings)[number];
export const StatusChecked = defineEvent(
  'StatusChecked',
  z.object({ paymentId, attempt, taught: z.enum(statusFindings), answer, at }),
);

/** An answer that decides nothing: a firewall's page, a fault of the platform, a missing token. Kept once for each kind. */
export const InconclusiveAnswerReceived = defineEvent(
  'InconclusiveAnswerReceived',
  z.object({ paymentId, attempt, operation: z.enum(['submission', 'status-check']), kind: z.string(), answer, at }),
);

/**
 * The attempt is about to be submitted once more, or perhaps once more. It is on record before the request leaves: from then on the refusal of
 * one submission does not end the attempt.
 */
export const SubmissionRepeated = defineEvent('SubmissionRepeated', z.object({ paymentId, attempt, at }));

/** The first submission certainly never left us. */
export const SubmissionNotSent = defineEvent('SubmissionNotSent', z.object({ paymentId, attempt, answer, at }));

/** A person decided that the payment is a duplicate: it is not submitted any more. */
export const SubmissionStopped = defineEvent(
  'SubmissionStopped',
  z.object({ paymentId, attempt, reviewId: z.string(), grounds, at }),
);

/** The provider contradicts a final or doubtful status. Nothing moves; a review is opened. */
export const OutcomeContradicted = defineEvent(
  'OutcomeContradicted',
  z.object({
    paymentId,
    attempt,
    was: z.enum(['uncertain', 'successful', 'failed', 'expired']),
    says: z.enum(['pending', 'successful', 'failed', 'expired']),
    /** It is a success with another amount, currency, payer or payment than was asked for. */
    differs: z.boolean().default(false),
    paid,
    providerTransactionId,
    reviewId,
    statement,
    answer,
    at,
  }),
);

/** The provider confirms a person's decision, or gives the transaction id of a successful attempt. */
export const OutcomeConfirmed = defineEvent(
  'OutcomeConfirmed',
  z.object({ paymentId, attempt, providerTransactionId, statement, answer, at }),
);

/** A person decided a contradiction so that the payment stays as it is. The doubt is over. */
export const ContradictionDecided = defineEvent(
  'ContradictionDecided',
  z.object({
    paymentId,
    attempt,
    decision: z.enum(['paid', 'not-paid', 'returned', 'reversed']),
    /** What the person says was paid; null: what the provider said. */
    paid,
    providerTransactionId,
    reviewId: z.string(),
    grounds,
    at,
  }),
);

export const DuplicateSuspected = defineEvent(
  'DuplicateSuspected',
  z.object({
    paymentId,
    otherPaymentId: z.string(),
    /** The API client of the other payment; null in events from before it was kept. */
    otherClient: z.string().nullable().default(null),
    at,
  }),
);
/**
 * A part of what was paid is set aside for a refund. It holds the whole request, so that a reservation without its refund can be finished.
 * `request` is null in events from before it was kept, and where a refund that had come to nothing has perhaps been paid after all.
 */
export const RefundReserved = defineEvent(
  'RefundReserved',
  z.object({
    paymentId,
    refundId: z.string(),
    amount: moneyShape,
    request: z.record(z.string(), z.json()).nullable().default(null),
    at,
  }),
);
export type RefundRequestJson = NonNullable<EventOf<typeof RefundReserved>['data']['request']>;
export const RefundReleased = defineEvent('RefundReleased', z.object({ paymentId, refundId: z.string(), at }));
/** One refund has reached the payer. The payment is `refunded` when its refunds add up to what was paid. */
export const PaymentRefunded = defineEvent(
  'PaymentRefunded',
  z.object({ paymentId, refundId: z.string(), amount: moneyShape, providerTransactionId, reviewId, at }),
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
  PaymentRouted,
  PaymentRerouted,
  StatusChecked,
  InconclusiveAnswerReceived,
  SubmissionRepeated,
  SubmissionNotSent,
  SubmissionStopped,
  OutcomeContradicted,
  OutcomeConfirmed,
  ContradictionDecided,
  DuplicateSuspected,
  RefundReserved,
  RefundReleased,
  PaymentRefunded,
  NoteAdded,
];
export type PaymentEvent = EventOf<(typeof paymentEvents)[number]>;

/**
 * The claim of one attempt on a business record. It holds all that the attempt needs, so that a claim without its payment can be
 * finished by another request, or by the saga.
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
/** The claim ended without an attempt: its payment is for another record, expired before it began, or had ended before the claim. */
export const RecordReleased = defineEvent(
  'RecordReleased',
  z.object({ recordKey: z.string(), paymentId, attempt, at }),
);

/** A success as a provider reported it; null for a member that the answer does not have. */
const success = z.object({
  is: z.literal('successful'),
  transactionId: z.string().nullable(),
  amount: moneyShape.nullable(),
  payerSubject: z.string().nullable(),
  externalId: z.string().nullable(),
});
export type SaidSuccess = z.output<typeof success>;

/**
 * The provider or a person says that money was taken for the record, by an attempt that is not successful. It is recorded here before it is
 * recorded in the payment, with all that the payment's event needs.
 */
const perhapsPaid = z.object({
  recordKey: z.string(),
  paymentId,
  attempt,
  providerReference: z.string(),
  outcome: success,
  statement,
  answer,
  at,
});
export type PerhapsPaid = z.output<typeof perhapsPaid>;
export const RecordPerhapsPaid = defineEvent('RecordPerhapsPaid', perhapsPaid);

export const recordEvents = [RecordClaimed, RecordReleased, RecordPerhapsPaid];
export type RecordEvent = EventOf<(typeof recordEvents)[number]>;
