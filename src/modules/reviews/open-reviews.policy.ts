import { epochMs } from '../../kernel/domain/clock.js';
import type { EventOf, Origin } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/projections/policy.js';
import { CallbackReceived } from '../callbacks/index.js';
import {
  DuplicateSuspected,
  isFinal,
  OutcomeContradicted,
  PaymentBecameUncertain,
  PaymentExpired,
  PaymentFailed,
  PaymentSucceeded,
  type KnownPayment,
  type Payments,
} from '../payments/index.js';
import { reviewIdOf, type Reviews } from './reviews.js';

type Watched = EventOf<
  | typeof PaymentBecameUncertain
  | typeof PaymentSucceeded
  | typeof PaymentFailed
  | typeof PaymentExpired
  | typeof OutcomeContradicted
  | typeof DuplicateSuspected
  | typeof CallbackReceived
>;

/** What nobody but a person can settle gets into the queue; what settles itself leaves it. */
export const openReviews = (reviews: Reviews, payments: Payments): Policy<Watched> => {
  const referenceOf = async (paymentId: string, attempt: number): Promise<string> =>
    (await payments.find(paymentId))!.attempts[attempt - 1]!.providerReference;

  const doubtsOf = async (paymentId: string, attempt: number): Promise<string[]> => {
    const providerReference = await referenceOf(paymentId, attempt);
    return (['UNCERTAIN_PAYMENT', 'AMOUNT_DISAGREES'] as const).map((reason) =>
      reviewIdOf({ reason, paymentId, providerReference }),
    );
  };

  const settled = async (
    { data }: { data: { paymentId: string; attempt: number; reviewId?: string | null } },
    by: Origin,
  ) => {
    // A doubt about an attempt comes before its end, so whoever remembers the end knows of the doubt.
    const hasEnded = ({ attempts }: KnownPayment) => isFinal(attempts[data.attempt - 1]?.status ?? 'created');
    const payment = (await payments.recall(data.paymentId, hasEnded))!;
    // Nearly every payment ends without a doubt, and then there is no review to look for.
    if (payment.doubts.length === 0 && payment.attempts.length === data.attempt) return;
    for (const reviewId of await doubtsOf(data.paymentId, data.attempt)) await reviews.answered(reviewId, by);
  };

  return {
    name: 'open-reviews',
    events: [
      PaymentBecameUncertain,
      PaymentSucceeded,
      PaymentFailed,
      PaymentExpired,
      OutcomeContradicted,
      DuplicateSuspected,
      CallbackReceived,
    ],
    concurrency: 16,
    when: {
      async PaymentBecameUncertain({ data: { paymentId, attempt, reason } }, by) {
        const payment = (await payments.find(paymentId))!;
        const current = payment.attempts[attempt - 1]!;
        // It may have been settled by the time that this comes around.
        if (current.status !== 'uncertain') return;
        const matter = { paymentId, providerReference: current.providerReference };
        await reviews.open({ reason: reason === 'AMOUNT_DISAGREES' ? reason : 'UNCERTAIN_PAYMENT', ...matter }, by);
      },
      PaymentSucceeded: settled,
      PaymentFailed: settled,
      PaymentExpired: settled,
      async OutcomeContradicted({ data: { paymentId, attempt, says } }, by) {
        const providerReference = await referenceOf(paymentId, attempt);
        for (const reviewId of await doubtsOf(paymentId, attempt)) {
          // What a person had decided is contradicted: it is that person's review again.
          const decided = await reviews.find(reviewId);
          if (decided?.status === 'resolved' && decided.decision !== 'answered') {
            await reviews.reopen(reviewId, 'CONTRADICTION', by);
            return;
          }
        }
        await reviews.open({ reason: 'CONTRADICTION', paymentId, providerReference, apart: says }, by);
      },
      DuplicateSuspected: ({ data: { paymentId } }, by) =>
        reviews.open({ reason: 'DUPLICATE_SUSPECTED', paymentId }, by),
      async CallbackReceived({ id, data: { provider, matched, at } }, by) {
        if (matched !== null) return;
        // At most one a day: whoever makes up tokens must not fill the queue.
        const day = new Date(epochMs(at) + kigaliOffsetMs).toISOString().slice(0, 10);
        await reviews.open({ reason: 'CALLBACK_UNMATCHED', callbackId: `cb_${id}`, apart: `${provider} ${day}` }, by);
      },
    },
  };
};

const kigaliOffsetMs = 2 * 60 * 60 * 1_000;
