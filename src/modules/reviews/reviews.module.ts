import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Disclosure } from '../../http/shown-to.js';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Followers } from '../../kernel/following/followers.js';
import { Doubts, movementReviewsToken, type MovementReviews } from '../movements/contract.js';
import { NoticeRecipients, NoticeSources } from '../notices/contract.js';
import { Payments } from '../payments/contract.js';
import { reviewLookupToken, type ReviewLookup } from '../payments/contract.http.js';
import { WebhookSources } from '../webhooks/contract.http.js';
import { openReviews } from './open-reviews.policy.js';
import { reviewHandlers } from './review.handlers.js';
import type { KnownReview } from './review.decider.js';
import { reviewNotices } from './review-notices.js';
import { ReviewResources } from './review.resource.js';
import { reviewView } from './review.view.js';
import { reviewWebhooks } from './review-webhooks.resource.js';
import { ReviewsController } from './reviews.controller.js';
import { Reviews } from './reviews.js';

/** Answers the question of payments, refunds and payouts, which may not import this module: the review of each. */
@Module({})
export class ReviewLookupModule {
  static register(): DynamicModule {
    const ofPayments = {
      provide: reviewLookupToken,
      inject: [documentsToken],
      useFactory: (documents: DocumentStore): ReviewLookup => ({
        // The review of a refund names its payment too, and is not the payment's own.
        of: (paymentIds) => reviewsBy(documents, 'paymentId', paymentIds, ({ refundId }) => refundId === null),
      }),
    };
    const ofOthers = {
      provide: movementReviewsToken,
      inject: [documentsToken],
      useFactory: (documents: DocumentStore): MovementReviews => ({
        of: (kind, ids) => reviewsBy(documents, kind === 'refund' ? 'refundId' : 'payoutId', ids, () => true),
      }),
    };
    return {
      module: ReviewLookupModule,
      global: true,
      providers: [ofPayments, ofOthers],
      exports: [reviewLookupToken, movementReviewsToken],
    };
  }
}

async function reviewsBy(
  documents: DocumentStore,
  field: 'paymentId' | 'refundId' | 'payoutId',
  ids: readonly string[],
  isIts: (review: KnownReview) => boolean,
): Promise<ReadonlyMap<string, string>> {
  const { documents: found } = await documents.query(reviewView.collection, {
    where: { [field]: { in: ids } },
    sort: { field: 'openedAt', direction: 'ascending' },
    limit: 1_000,
  });
  // An open review comes before a resolved one, and the newest before the others.
  const settledFirst = found
    .filter(isIts)
    .toSorted((one, other) => Number(one.status !== 'resolved') - Number(other.status !== 'resolved'));
  return new Map(settledFirst.map((review) => [review[field]!, review.id]));
}

@Module({})
export class ReviewsModule {
  static register(knows: NonNullable<ModuleMetadata['imports']>): DynamicModule {
    return {
      module: ReviewsModule,
      imports: [CqrsModule, ...knows],
      controllers: [ReviewsController],
      providers: [
        {
          provide: Reviews,
          inject: [
            kernelToken,
            Doubts,
            Payments,
            PersonalData,
            Followers,
            documentsToken,
            NoticeSources,
            NoticeRecipients,
          ],
          useFactory: (
            kernel: Kernel,
            doubts: Doubts,
            payments: Payments,
            personalData: PersonalData,
            followers: Followers,
            documents: DocumentStore,
            notices: NoticeSources,
            recipients: NoticeRecipients,
          ) => {
            notices.add(reviewNotices(documents, recipients));
            const reviews = new Reviews(kernel, doubts, payments, personalData);
            followers.addView(reviewView);
            followers.addPolicy(openReviews(reviews, doubts));
            return reviews;
          },
        },
        {
          provide: ReviewResources,
          inject: [kernelToken, PersonalData, Disclosure, QueryBus, Payments, WebhookSources],
          useFactory: (
            { store, clock }: Kernel,
            personalData: PersonalData,
            disclosure: Disclosure,
            queries: QueryBus,
            payments: Payments,
            webhooks: WebhookSources,
          ) => {
            const resources = new ReviewResources(clock, personalData, disclosure, queries);
            webhooks.add(reviewWebhooks(store, payments, resources));
            return resources;
          },
        },
        ...reviewHandlers,
      ],
      exports: [ReviewResources],
    };
  }
}
