import type { Instant } from '../../kernel/domain/clock.js';
import type { EventOf } from '../../kernel/domain/events.js';
import type { Money } from '../../kernel/domain/money.js';
import type { View } from '../../kernel/following/view.js';
import { PaymentExpired, PaymentFailed, PaymentRefunded, PaymentSucceeded } from '../payments/contract.js';
import { payoutOutgoing } from '../payouts/contract.js';
import { RefundCompletedManually, RefundFailed, RefundRejected, RefundSucceeded } from '../refunds/contract.js';

/** One attempt that has ended, or one request that was rejected: what reports count, by the moment at which it happened. */
export interface MovementEnd {
  /** Its place in the log, with leading zeros: what happened at one moment is in the order of the log. */
  readonly id: string;
  readonly kind: MovementKind;
  readonly movementId: string;
  readonly attempt: number;
  readonly outcome: 'successful' | 'failed' | 'expired' | 'rejected';
  /** Money has moved, or it has not. */
  readonly list: 'moved' | 'not-moved';
  readonly at: Instant;
  /** What was paid, where the event says it: otherwise it is what was asked for. */
  readonly paid: { readonly amount: string; readonly currency: string } | null;
  readonly transactionId: string | null;
  readonly failure: { readonly code: string; readonly providerCode: string | null } | null;
  /** The review in which a person decided it; null: no person did. */
  readonly decidedIn: string | null;
}
export const movementKinds = ['payment', 'refund', 'payout'] as const;
export type MovementKind = (typeof movementKinds)[number];

const { Succeeded: PayoutSucceeded, Failed: PayoutFailed, Rejected: PayoutRejected } = payoutOutgoing;

type Ending = EventOf<
  | typeof PaymentSucceeded
  | typeof PaymentFailed
  | typeof PaymentExpired
  | typeof PaymentRefunded
  | typeof RefundSucceeded
  | typeof RefundCompletedManually
  | typeof RefundFailed
  | typeof RefundRejected
  | typeof PayoutSucceeded
  | typeof PayoutFailed
  | typeof PayoutRejected
>;

export const movementEndView: View<MovementEnd, Ending> = {
  collection: {
    name: 'movement-ends.v1',
    indexes: [
      ['list', 'at'],
      ['kind', 'at'],
    ],
  },
  events: [
    PaymentSucceeded,
    PaymentFailed,
    PaymentExpired,
    PaymentRefunded,
    RefundSucceeded,
    RefundCompletedManually,
    RefundFailed,
    RefundRejected,
    PayoutSucceeded,
    PayoutFailed,
    PayoutRejected,
  ],
  idOf: ({ position }) => String(position).padStart(20, '0'),
  on: {
    PaymentSucceeded: (_, { data: { paymentId, ...data } }, id) =>
      moved('payment', { id, movementId: paymentId, ...data }),
    PaymentFailed: (_, { data: { paymentId, ...data } }, id) =>
      notMoved('payment', 'failed', { id, movementId: paymentId, ...data }),
    PaymentExpired: (_, { data: { paymentId, ...data } }, id) =>
      notMoved('payment', 'expired', { id, movementId: paymentId, reviewId: null, ...data }),
    // Without a review it tells the payment of a refund whose own event is counted.
    PaymentRefunded: (_, { data: { refundId, amount, ...data } }, id) =>
      data.reviewId === null ? null : moved('refund', { id, movementId: refundId, attempt: 1, paid: amount, ...data }),
    RefundSucceeded: (_, { data }, id) => moved('refund', { ...data, id, movementId: data.id }),
    RefundCompletedManually: (_, { data }, id) =>
      moved('refund', {
        id,
        movementId: data.id,
        attempt: 1,
        paid: null,
        providerTransactionId: data.providerReference,
        reviewId: null,
        at: data.at,
      }),
    RefundFailed: (_, { data }, id) => notMoved('refund', 'failed', { ...data, id, movementId: data.id }),
    RefundRejected: (_, { data }, id) => notMoved('refund', 'rejected', rejected(id, data)),
    PayoutSucceeded: (_, { data }, id) => moved('payout', { ...data, id, movementId: data.id }),
    PayoutFailed: (_, { data }, id) => notMoved('payout', 'failed', { ...data, id, movementId: data.id }),
    PayoutRejected: (_, { data }, id) => notMoved('payout', 'rejected', rejected(id, data)),
  },
};

interface Ended {
  readonly id: string;
  readonly movementId: string;
  readonly attempt: number;
  readonly reviewId: string | null;
  readonly at: Instant;
}

const rejected = (id: string, data: { readonly id: string; readonly at: Instant }) => ({
  id,
  movementId: data.id,
  attempt: 0,
  failure: null,
  reviewId: null,
  at: data.at,
});

const moved = (
  kind: MovementKind,
  of: Ended & { readonly paid: Money | null; readonly providerTransactionId: string | null },
): MovementEnd => ({
  ...ended(kind, 'successful', of),
  list: 'moved',
  paid: of.paid?.toJSON() ?? null,
  transactionId: of.providerTransactionId,
  failure: null,
});

const notMoved = (
  kind: MovementKind,
  outcome: Exclude<MovementEnd['outcome'], 'successful'>,
  of: Ended & { readonly failure: MovementEnd['failure'] },
): MovementEnd => ({
  ...ended(kind, outcome, of),
  list: 'not-moved',
  paid: null,
  transactionId: null,
  failure: of.failure,
});

const ended = <O extends MovementEnd['outcome']>(
  kind: MovementKind,
  outcome: O,
  { id, movementId, attempt, reviewId, at }: Ended,
) => ({ id, kind, movementId, attempt, outcome, at, decidedIn: reviewId });
