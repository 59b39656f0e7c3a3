import { z } from 'zod';
import { signerShape } from '../../kernel/domain/approvals.js';
import { defineEvent, instantShape, moneyShape, type EventOf } from '../../kernel/domain/events.js';
import { sealedShape } from '../../kernel/domain/sealed.js';
import { outgoingEvents, type OutgoingEvent } from '../outgoing/contract.js';

export const refundMethods = ['automatic', 'manual'] as const;
export type RefundMethod = (typeof refundMethods)[number];

/** From where a person paid a manual refund. */
export const paidFromPlaces = ['wallet', 'bank'] as const;

/** What the requester wrote. It may name people, so it is sealed under the payer's key. */
export interface RefundWords {
  readonly reason: string;
  /** The complaint that it answers, in whatever form the organisation numbers them. */
  readonly complaintReference: string | null;
}

const id = z.string();
const at = instantShape;

const request = z.object({
  id,
  paymentId: z.string(),
  /** Of the payment: it sees its own refunds. */
  client: z.string(),
  /** Tells whether a repeated idempotency key comes with the same body. */
  fingerprint: z.string(),
  amount: moneyShape,
  payer: sealedShape(),
  method: z.enum(refundMethods),
  words: sealedShape<RefundWords>(),
  /** The provider of the attempt by which the payment was paid, and the reference of that attempt: by it a provider knows what is refunded. */
  provider: z.string(),
  collectionReference: z.string(),
  requestedBy: signerShape,
  /** By when it should be approved or rejected. */
  decideBy: at,
  at,
});
export type RefundRequest = z.output<typeof request>;
/** What was asked for, out of a reservation (`RefundReserved`) that holds it. */
export const asRefundRequest = (json: unknown): RefundRequest => request.parse(json);

/** Money back is asked for; it is set aside in its payment before this is on record. */
export const RefundRequested = defineEvent('RefundRequested', request);

/** A person has paid it by hand. */
export const RefundCompletedManually = defineEvent(
  'RefundCompletedManually',
  z.object({
    id,
    completedBy: signerShape,
    /** What the person named as proof: the transaction at the provider or the bank. */
    providerReference: z.string(),
    note: sealedShape<string>(),
    paidFrom: z.enum(paidFromPlaces),
    at,
  }),
);

/** The provider took money back by itself, and a person put it on record in a review: a completed refund that nobody had asked for. */
export const RefundRecorded = defineEvent(
  'RefundRecorded',
  z.object({
    id,
    paymentId: z.string(),
    client: z.string(),
    amount: moneyShape,
    payer: sealedShape(),
    words: sealedShape<RefundWords>(),
    provider: z.string(),
    collectionReference: z.string(),
    providerTransactionId: z.string().nullable(),
    reviewId: z.string(),
    recordedBy: signerShape,
    at,
  }),
);

/** Those that refunds share with payouts, as `RefundApproved` and so on. */
export const refundOutgoing = outgoingEvents('Refund');
export const {
  Approved: RefundApproved,
  Rejected: RefundRejected,
  Submitted: RefundSubmitted,
  Succeeded: RefundSucceeded,
  Failed: RefundFailed,
  BecameUncertain: RefundBecameUncertain,
  StatusChecked: RefundStatusChecked,
  InconclusiveAnswerReceived: RefundInconclusiveAnswerReceived,
  SubmissionRepeated: RefundSubmissionRepeated,
  SubmissionNotSent: RefundSubmissionNotSent,
  OutcomeContradicted: RefundOutcomeContradicted,
  OutcomeConfirmed: RefundOutcomeConfirmed,
  ContradictionDecided: RefundContradictionDecided,
} = refundOutgoing;

export const refundEvents = [
  RefundRequested,
  ...Object.values(refundOutgoing),
  RefundCompletedManually,
  RefundRecorded,
] as const;
export type RefundEvent =
  EventOf<typeof RefundRequested | typeof RefundCompletedManually | typeof RefundRecorded> | OutgoingEvent<'Refund'>;
