import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Grounds } from '../payments/contract.js';
import type { Sealed } from '../../kernel/domain/sealed.js';
import {
  ReviewAssigned,
  reviewEvents,
  ReviewOpened,
  ReviewReopened,
  ReviewResolved,
  type Decision,
  type ReviewEvent,
  type ReviewReason,
} from './review.events.js';

type Opening = Parameters<typeof ReviewOpened>[0];

export interface KnownReview extends Omit<Opening, 'at' | 'reviewId' | 'news'> {
  readonly id: string;
  readonly status: 'open' | 'assigned' | 'resolved';
  readonly openedAt: Instant;
  readonly assignee: string | null;
  readonly decision: Decision | null;
  readonly grounds: Sealed<Grounds> | null;
  readonly resolvedAt: Instant | null;
  readonly resolvedBy: string | null;
  /** The events that opened it, each once: an event that is delivered again is no news. */
  readonly news: readonly string[];
}

export type Review = { readonly status: 'absent' } | KnownReview;

export interface ReviewOrders {
  readonly Open: { readonly opening: Opening };
  readonly Assign: { readonly reviewId: string; readonly assignee: string; readonly at: Instant };
  readonly Resolve: {
    readonly reviewId: string;
    readonly decision: Decision;
    readonly grounds: Sealed<Grounds> | null;
    readonly resolvedBy: string;
    /** How many events had opened it when it was read: a decision does not answer news that came after it. */
    readonly news: number;
    readonly at: Instant;
  };
}

/** Something that waits for a person, until one decides it with evidence or the provider answers after all. */
export const review: Decider<Review, ReviewOrders, ReviewEvent> = {
  category: 'review',
  events: reviewEvents,
  initial: { status: 'absent' },

  decide: {
    // News about what was decided opens it again; news about what waits changes nothing.
    Open(review, { opening }) {
      if (review.status === 'absent') return [ReviewOpened(opening)];
      const { reviewId, reason, news = null, at } = opening;
      const isNews = news !== null && !review.news.includes(news);
      if (review.status !== 'resolved' || !isNews) return nothing;
      return [ReviewReopened({ reviewId, because: reason, news, at })];
    },

    Assign(review, { reviewId, assignee, at }) {
      const known = knownReview(review, reviewId);
      if (known.status === 'resolved') throw resolved(known);
      return known.assignee === assignee ? nothing : [ReviewAssigned({ reviewId, assignee, at })];
    },

    // Of two who decide at once, the second is told what the first has decided.
    Resolve(review, { reviewId, decision, grounds, resolvedBy, news, at }) {
      const known = knownReview(review, reviewId);
      if (known.news.length !== news) return nothing;
      if (known.status === 'resolved') throw resolved(known);
      if (!decisionsFor[known.reason].includes(decision) && decision !== 'answered') {
        throw new Refusal('invalid', 'DECISION_NOT_POSSIBLE', { reviewId, possible: decisionsFor[known.reason] });
      }
      return [ReviewResolved({ reviewId, decision, grounds, resolvedBy, at })];
    },
  },

  evolve: {
    ReviewOpened: (_, { data: { reviewId, news, at, ...opening } }) => ({
      ...opening,
      news: news === null ? [] : [news],
      id: reviewId,
      status: 'open',
      openedAt: at,
      assignee: null,
      decision: null,
      grounds: null,
      resolvedAt: null,
      resolvedBy: null,
    }),
    ReviewAssigned: (review, { data }) => ({ ...asKnown(review), status: 'assigned', assignee: data.assignee }),
    ReviewResolved: (review, { data: { decision, grounds, resolvedBy, at } }) => ({
      ...asKnown(review),
      status: 'resolved',
      decision,
      grounds,
      resolvedAt: at,
      resolvedBy,
    }),
    ReviewReopened: (review, { data: { because, news } }) => ({
      ...asKnown(review),
      reason: because,
      news: news === null ? asKnown(review).news : [...asKnown(review).news, news],
      status: 'open',
      assignee: null,
      decision: null,
      grounds: null,
      resolvedAt: null,
      resolvedBy: null,
    }),
  },
};

/** What a person may decide (API, Reviews). Which of them fits a contradiction, the payment's own state says. */
export const decisionsFor: Readonly<Record<ReviewReason, readonly Decision[]>> = {
  UNCERTAIN_PAYMENT: ['paid', 'not-paid'],
  AMOUNT_DISAGREES: ['paid', 'not-paid', 'returned', 'reversed'],
  DUPLICATE_SUSPECTED: ['distinct', 'duplicate'],
  CONTRADICTION: ['paid', 'not-paid', 'returned', 'reversed'],
  UNCERTAIN_REFUND: ['paid', 'not-paid'],
  RECONCILIATION_MISMATCH: ['acknowledged'],
  CALLBACK_UNMATCHED: ['acknowledged'],
};

const resolved = ({ id, decision, resolvedBy }: KnownReview) =>
  new Refusal('conflict', 'REVIEW_RESOLVED', { reviewId: id, decision, resolvedBy });

function knownReview(review: Review, reviewId: string): KnownReview {
  if (review.status === 'absent') throw new Refusal('not-found', 'REVIEW_NOT_FOUND', { reviewId });
  return review;
}

function asKnown(review: Review): KnownReview {
  if (review.status === 'absent') throw new Error('An event of a review that was never opened');
  return review;
}
