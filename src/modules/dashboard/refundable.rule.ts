import { paidFor, refundable, type KnownPayment } from '../payments/contract.js';

/** What of a payment can go back, and what stands in the way of more. */
export interface Refundable {
  readonly paymentId: string;
  readonly currency: string;
  /** `0` before it is confirmed. */
  readonly paid: string;
  readonly refunded: string;
  /** Set aside for refunds that wait for a decision, are under way or are in doubt. */
  readonly aside: string;
  readonly asideFor: readonly { readonly refundId: string; readonly amount: string }[];
  /** Not refunded, and set aside for no other refund; `0` where none is possible. */
  readonly left: string;
  /** Why none can be asked for; null: one can. */
  readonly obstacle: RefundObstacle | null;
}

/** `in-doubt`: a review about its money is open. */
export type RefundObstacle = 'not-paid' | 'uncertain' | 'refunded' | 'in-doubt' | 'all-aside';

export function refundableOf(known: KnownPayment): Refundable {
  const obstacle = obstacleOf(known);
  const left = refundable(known);
  const [paid, isConfirmed] = [paidFor(known), known.confirmedAt !== null];
  return {
    paymentId: known.id,
    currency: known.amount.currency,
    paid: isConfirmed ? paid.amount : '0',
    refunded: known.refunded.amount,
    aside: paid.minus(known.refunded).minus(left).amount,
    asideFor: Object.entries(known.reserved).map(([refundId, { amount }]) => ({ refundId, amount })),
    left: known.status === 'successful' ? left.amount : '0',
    obstacle,
  };
}

/** As the decider of payments sees it. It decides; a page says it before a person has written anything. */
function obstacleOf(known: KnownPayment): RefundObstacle | null {
  if (known.status === 'refunded') return 'refunded';
  if (known.status === 'uncertain') return 'uncertain';
  if (known.status !== 'successful') return 'not-paid';
  if (known.attempts.some(({ isContradicted }) => isContradicted)) return 'in-doubt';
  return refundable(known).isPositive ? null : 'all-aside';
}
