import { epochMs } from '../../kernel/domain/clock.js';
import type { Actor, EventOf, Origin } from '../../kernel/domain/events.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import type { Policy } from '../../kernel/following/policy.js';
import { CallbackReceived } from '../callbacks/contract.js';
import {
  ContradictionDecided,
  DuplicateSuspected,
  isFinal,
  OutcomeConfirmed,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentExpired,
  PaymentFailed,
  PaymentSucceeded,
  SubmissionStopped,
  type KnownPayment,
  type Payments,
} from '../payments/contract.js';
import { ReviewResolved, type Decision } from './review.events.js';
import { reviewIdOf, reviewIdsOfAttempt, type Reviews } from './reviews.js';

const watched = [
  PaymentBecameUncertain,
  PaymentSucceeded,
  PaymentFailed,
  PaymentExpired,
  OutcomeContradicted,
  OutcomeConfirmed,
  ContradictionDecided,
  SubmissionStopped,
  DuplicateSuspected,
  CallbackReceived,
  ReviewResolved,
] as const;
type Watched = EventOf<(typeof watched)[number]>;

interface OfAttempt {
  readonly paymentId: string;
  readonly attempt: number;
}

/** A person's decision in a review, as it is recorded in the payment. */
interface Carried extends OfAttempt {
  readonly reviewId: string | null;
  readonly grounds: Sealed<Grounds> | null;
}

/** Opens a review for what only a person can settle, and closes it when the provider answers after all. */
export const openReviews = (reviews: Reviews, payments: Payments): Policy<Watched> => {
  const referenceOf = async ({ paymentId, attempt }: OfAttempt): Promise<string> =>
    (await payments.find(paymentId))!.attempts[attempt - 1]!.providerReference;

  const reviewsOf = async (of: OfAttempt): Promise<readonly string[]> =>
    reviewIdsOfAttempt({ paymentId: of.paymentId, providerReference: await referenceOf(of) });

  /** Resolves the review in which it was decided, where a crash prevented that, and closes every other review about the same doubt. */
  const settle = async (of: Carried, decision: Decision, actor: Actor, by: Origin) => {
    if (of.reviewId !== null) {
      // The actor of the decision is the person, not this policy.
      await reviews.decidedByPayment(of.reviewId, decision, of.grounds, { ...by, actor });
    }
    for (const reviewId of await reviewsOf(of))
      if (reviewId !== of.reviewId) await reviews.closeIfSettled(reviewId, by);
  };

  const settledByProvider = async (of: OfAttempt, by: Origin) => {
    // A doubt about an attempt is recorded before its end, so a remembered payment that has ended shows the doubt too.
    const hasEnded = ({ attempts }: KnownPayment) => isFinal(attempts[of.attempt - 1]?.status ?? 'created');
    const payment = (await payments.recall(of.paymentId, hasEnded))!;
    // Nearly every payment ends without a doubt, and has no review.
    if (payment.doubts.length === 0 && payment.contradictions.length === 0 && payment.attempts.length === of.attempt)
      return;
    for (const reviewId of await reviewsOf(of)) await reviews.closeIfSettled(reviewId, by);
  };

  return {
    name: 'open-reviews',
    events: watched,
    concurrency: 16,
    when: {
      async PaymentBecameUncertain({ id, data: { paymentId, attempt, reason } }, by) {
        const current = (await payments.find(paymentId))!.attempts[attempt - 1]!;
        // The attempt may have been settled since the event.
        if (current.status !== 'uncertain') return;
        const matter = { ...ofPayment(paymentId, attempt), providerReference: current.providerReference };
        await reviews.open({ reason: reason === 'AMOUNT_DISAGREES' ? reason : 'UNCERTAIN_PAYMENT', ...matter }, id, by);
      },
      PaymentSucceeded: ({ data, metadata }, by) =>
        data.reviewId === null ? settledByProvider(data, by) : settle(data, 'paid', metadata.actor, by),
      PaymentFailed: ({ data, metadata }, by) =>
        data.reviewId === null
          ? settledByProvider(data, by)
          : settle(data, data.decision ?? 'not-paid', metadata.actor, by),
      PaymentExpired: ({ data }, by) => settledByProvider(data, by),
      OutcomeConfirmed: ({ data }, by) => settledByProvider(data, by),
      ContradictionDecided: ({ data, metadata }, by) => settle(data, data.decision, metadata.actor, by),
      SubmissionStopped: ({ data: { reviewId, grounds }, metadata }, by) =>
        reviews.decidedByPayment(reviewId, 'duplicate', grounds, { ...by, actor: metadata.actor }),
      async OutcomeContradicted({ id, data: { paymentId, attempt, was, says, differs } }, by) {
        const providerReference = await referenceOf({ paymentId, attempt });
        const reason = was === 'successful' && differs ? 'AMOUNT_DISAGREES' : 'CONTRADICTION';
        for (const doubt of ['UNCERTAIN_PAYMENT', 'AMOUNT_DISAGREES'] as const) {
          // A person's decision is contradicted: the review in which it was made is opened again.
          if (await reviews.reopen(reviewIdOf({ reason: doubt, paymentId, providerReference }), reason, id, by)) return;
        }
        const apart = reason === 'CONTRADICTION' ? says : '';
        await reviews.open({ reason, ...ofPayment(paymentId, attempt), providerReference, apart }, id, by);
      },
      async ReviewResolved({ data: { reviewId, decision }, metadata }, by) {
        // After a crash, the payment may not be stopped yet.
        if (decision === 'duplicate')
          await reviews.stopDuplicate((await reviews.find(reviewId))!, { ...by, actor: metadata.actor });
      },
      DuplicateSuspected: ({ id, data: { paymentId } }, by) =>
        reviews.open({ reason: 'DUPLICATE_SUSPECTED', paymentId }, id, by),
      async CallbackReceived({ id, data: { provider, matched, at } }, by) {
        if (matched !== null) return;
        // At most one a day: invented tokens must not fill the queue.
        const day = new Date(epochMs(at) + kigaliOffsetMs).toISOString().slice(0, 10);
        const matter = { reason: 'CALLBACK_UNMATCHED', callbackId: `cb_${id}`, apart: `${provider} ${day}` } as const;
        await reviews.open(matter, null, by);
      },
    },
  };
};

const ofPayment = (paymentId: string, attempt: number) => ({
  paymentId,
  movement: { kind: 'payment', id: paymentId, attempt } as const,
});
const kigaliOffsetMs = 2 * 60 * 60 * 1_000;
