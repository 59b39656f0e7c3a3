import { Inject } from '@nestjs/common';
import { CommandHandler, QueryHandler, type ICommandHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Refusal } from '../../kernel/domain/refusal.js';
import type { DocumentStore, Page } from '../../kernel/ports/document-store.js';
import { documentsToken } from '../../kernel/tokens.js';
import { AssignReview, ResolveReview, ReviewById, ReviewsWhere, ReviewTimelineOf } from './review.commands.js';
import type { KnownReview } from './review.decider.js';
import { reviewView } from './review.view.js';
import { Reviews } from './reviews.js';

@CommandHandler(AssignReview)
export class AssignReviewHandler implements ICommandHandler<AssignReview> {
  constructor(@Inject(Reviews) private readonly reviews: Reviews) {}

  execute({ reviewId, assignee, by }: AssignReview): Promise<KnownReview> {
    return this.reviews.assign(reviewId, assignee, by);
  }
}

@CommandHandler(ResolveReview)
export class ResolveReviewHandler implements ICommandHandler<ResolveReview> {
  constructor(@Inject(Reviews) private readonly reviews: Reviews) {}

  execute({ reviewId, resolution, by }: ResolveReview): Promise<KnownReview> {
    return this.reviews.resolve(reviewId, resolution, by);
  }
}

@QueryHandler(ReviewById)
export class ReviewByIdHandler implements IQueryHandler<ReviewById> {
  constructor(@Inject(Reviews) private readonly reviews: Reviews) {}

  async execute({ reviewId }: ReviewById): Promise<KnownReview> {
    const review = await this.reviews.find(reviewId);
    if (review === null) throw new Refusal('not-found', 'REVIEW_NOT_FOUND', { reviewId });
    return review;
  }
}

@QueryHandler(ReviewsWhere)
export class ReviewsWhereHandler implements IQueryHandler<ReviewsWhere> {
  constructor(@Inject(documentsToken) private readonly documents: DocumentStore) {}

  execute({ where, limit, cursor, first }: ReviewsWhere): Promise<Page<KnownReview>> {
    const sort = { field: 'openedAt', direction: first === 'newest' ? 'descending' : 'ascending' } as const;
    return this.documents.query(reviewView.collection, { where, sort, limit, cursor });
  }
}

@QueryHandler(ReviewTimelineOf)
export class ReviewTimelineOfHandler implements IQueryHandler<ReviewTimelineOf> {
  constructor(@Inject(Reviews) private readonly reviews: Reviews) {}

  execute({ reviewId }: ReviewTimelineOf) {
    return this.reviews.eventsOf(reviewId);
  }
}

export const reviewHandlers = [
  AssignReviewHandler,
  ResolveReviewHandler,
  ReviewByIdHandler,
  ReviewsWhereHandler,
  ReviewTimelineOfHandler,
];
