import { Command, Query } from '@nestjs/cqrs';
import type { Origin, Recorded } from '../../kernel/domain/events.js';
import type { Condition, Page } from '../../kernel/ports/document-store.js';
import type { KnownReview } from './review.decider.js';
import type { ReviewEvent } from './review.events.js';
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
    /** By when it was opened. */
    readonly first: 'newest' | 'oldest' = 'newest',
  ) {
    super();
  }
}

/** Who opened, took and decided it, oldest first. */
export class ReviewTimelineOf extends Query<readonly Recorded<ReviewEvent>[]> {
  constructor(readonly reviewId: string) {
    super();
  }
}
