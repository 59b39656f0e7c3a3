import type { EventOf } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/following/policy.js';
import { PaymentRefunded, type Payments } from '../payments/contract.js';
import type { RefundRecorded } from './refund.events.js';
import { collectionOf, type SealWords } from './refund-request.js';
import type { Refunds } from './refunds.js';

/** A reversal that a person put on record in a review is a completed refund, and is listed as one. */
export const recordReversals = (
  refunds: Pick<Refunds, 'record'>,
  payments: Pick<Payments, 'find'>,
  seal: SealWords,
): Policy<EventOf<typeof PaymentRefunded>> => ({
  name: 'record-reversals',
  events: [PaymentRefunded],
  concurrency: 4,
  when: {
    async PaymentRefunded({ data, metadata }, by) {
      const { paymentId, refundId, amount, providerTransactionId, reviewId, at } = data;
      if (reviewId === null) return;
      const payment = (await payments.find(paymentId))!;
      const { id } = metadata.actor;
      const recorded: EventOf<typeof RefundRecorded>['data'] = {
        id: refundId,
        paymentId,
        client: payment.client,
        amount,
        payer: payment.payer,
        words: await seal(payment.payer, {
          reason: `The provider took it back (review ${reviewId})`,
          complaintReference: null,
        }),
        ...collectionOf(payment),
        providerTransactionId,
        reviewId,
        recordedBy: { id, person: `client:${id}` },
        at,
      };
      await refunds.record(recorded, by);
    },
  },
});
