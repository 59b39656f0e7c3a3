import { Command, Query } from '@nestjs/cqrs';
import type { Origin } from '../../kernel/domain/events.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { KnownReview } from './review.decider.js';
import type { Resolution } from './reviews.js';

export class AssignReview extends Command<KnownReview> {
  constructor(
    readonly reviewId: string,
    readonly assignee: string,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ResolveReview extends Command<KnownReview> {
  constructor(
    readonly reviewId: string,
    readonly resolution: Resolution,
    readonly by: Origin,
  ) {
    super();
  }
}

export class ReviewById extends Query<KnownReview> {
  constructor(readonly reviewId: string) {
    super();
  }
}

export class ReviewsWhere extends Query<Page<KnownReview>> {
  constructor(
    readonly where: Readonly<Record<string, Condition>>,
    readonly limit: number,
    readonly cursor: string | null,
  ) {
    super();
  }
}
