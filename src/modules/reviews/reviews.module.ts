import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { DocumentStore } from '../../kernel/ports/document-store.js';
import type { Kernel } from '../../kernel/handling/handle.js';
import { documentsToken, kernelToken } from '../../kernel/tokens.js';
import { PersonalData } from '../../kernel/personal-data/personal-data.js';
import { Followers } from '../../kernel/following/followers.js';
import { Payments } from '../payments/contract.js';
import { reviewLookupToken, type ReviewLookup } from '../payments/contract.http.js';
import { openReviews } from './open-reviews.policy.js';
import { reviewHandlers } from './review.handlers.js';
import { reviewView } from './review.view.js';
import { ReviewsController } from './reviews.controller.js';
import { Reviews } from './reviews.js';

/** Answers the question of payments, which may not import this module: the review of a payment. */
@Module({})
export class ReviewLookupModule {
  static register(): DynamicModule {
    const lookup = {
      provide: reviewLookupToken,
      inject: [documentsToken],
      useFactory: (documents: DocumentStore): ReviewLookup => ({
        async of(paymentIds): Promise<ReadonlyMap<string, string>> {
          const { documents: found } = await documents.query(reviewView.collection, {
            where: { paymentId: { in: paymentIds } },
            sort: { field: 'openedAt', direction: 'ascending' },
            limit: 1_000,
          });
          // An open review comes before a resolved one, and the newest before the others.
          const settledFirst = [...found].sort(
            (one, other) => Number(one.status !== 'resolved') - Number(other.status !== 'resolved'),
          );
          return new Map(settledFirst.map(({ id, paymentId }) => [paymentId!, id]));
        },
      }),
    };
    return { module: ReviewLookupModule, global: true, providers: [lookup], exports: [reviewLookupToken] };
  }
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
          inject: [kernelToken, Payments, PersonalData, Followers],
          useFactory: (kernel: Kernel, payments: Payments, personalData: PersonalData, followers: Followers) => {
            const reviews = new Reviews(kernel, payments, personalData);
            followers.addView(reviewView);
            followers.addPolicy(openReviews(reviews, payments));
            return reviews;
          },
        },
        ...reviewHandlers,
      ],
    };
  }
}
