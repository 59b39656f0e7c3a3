import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { Grounds } from '../../kernel/domain/grounds.js';
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
  /** The events that opened it, each once: an event that is delivered again does not open it again. */
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
    /** How many events had opened it when it was read: a decision does not cover an event that came later. */
    readonly news: number;
    readonly at: Instant;
  };
}

/** A question for a person. It is open until a person decides it with evidence, or the provider answers after all. */
export const review: Decider<Review, ReviewOrders, ReviewEvent> = {
  category: 'review',
  events: reviewEvents,
  initial: { status: 'absent' },

  decide: {
    // A new event about a resolved review opens it again; about an open one it changes nothing.
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

    // Of two people who decide at once, the second gets the decision of the first.
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

/** What a person may decide (API, Reviews). Which decision fits a contradiction depends on the state of what it is about: a refund or payout takes `paid` and `not-paid` alone. */
export const decisionsFor: Readonly<Record<ReviewReason, readonly Decision[]>> = {
  UNCERTAIN_PAYMENT: ['paid', 'not-paid'],
  AMOUNT_DISAGREES: ['paid', 'not-paid', 'returned', 'reversed'],
  DUPLICATE_SUSPECTED: ['distinct', 'duplicate'],
  CONTRADICTION: ['paid', 'not-paid', 'returned', 'reversed'],
  UNCERTAIN_REFUND: ['paid', 'not-paid'],
  UNCERTAIN_PAYOUT: ['paid', 'not-paid'],
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
  if (review.status === 'absent') throw new Error('A review has an event before ReviewOpened: its stream is damaged');
  return review;
}
