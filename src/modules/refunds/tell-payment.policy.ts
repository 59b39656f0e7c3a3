import type { EventOf, Origin } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/following/policy.js';
import {
  RefundCompletedManually,
  RefundContradictionDecided,
  RefundFailed,
  RefundOutcomeConfirmed,
  RefundOutcomeContradicted,
  RefundRejected,
  RefundSucceeded,
} from './refund.events.js';
import type { Refunds } from './refunds.js';

const events = [
  RefundRejected,
  RefundSucceeded,
  RefundFailed,
  RefundOutcomeContradicted,
  RefundOutcomeConfirmed,
  RefundContradictionDecided,
  RefundCompletedManually,
] as const;
type News = EventOf<(typeof events)[number]>;

/** Tells the payment what became of its refund, also after a crash between the two streams. */
export const tellPayment = (refunds: Pick<Refunds, 'tellPayment'>): Policy<News> => {
  const tell = ({ data: { id } }: { readonly data: News['data'] }, by: Origin) => refunds.tellPayment(id, by);
  return {
    name: 'tell-payment-of-refund',
    events,
    concurrency: 8,
    when: {
      RefundRejected: tell,
      RefundSucceeded: tell,
      RefundFailed: tell,
      RefundOutcomeContradicted: tell,
      RefundOutcomeConfirmed: tell,
      RefundContradictionDecided: tell,
      RefundCompletedManually: tell,
    },
  };
};
