import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { callbackId, nextCursor, paymentId, reviewId, time, timeOrNull } from '../../http/values.documentation.js';
import { ShownEvent, ShownPayment } from '../payments/contract.http.js';
import { decisions, reviewReasons } from './review.events.js';

const orNull = <T extends object>(schema: T) => ({ ...schema, nullable: true }) as const;
const idOrNull = { type: String, nullable: true } as const;

@ApiSchema({ name: 'ReviewEvidence' })
class ShownEvidence {
  @ApiProperty({ type: String, nullable: true, description: 'The evidence for the decision; null while there is none' })
  decidedOn!: string | null;
  @ApiProperty({ required: false, description: 'The payment that it is about, as it stands now' })
  payment?: ShownPayment;
  @ApiProperty({ type: [ShownEvent], required: false, description: 'Every event of that payment, oldest first' })
  timeline?: ShownEvent[];
}

@ApiSchema({ name: 'Review' })
class ShownReview {
  @ApiProperty(reviewId) id!: string;
  @ApiProperty({ enum: reviewReasons }) reason!: string;
  @ApiProperty({ enum: ['open', 'assigned', 'resolved'] }) status!: string;
  @ApiProperty(orNull(paymentId)) paymentId!: string | null;
  @ApiProperty(idOrNull) refundId!: string | null;
  @ApiProperty(idOrNull) payoutId!: string | null;
  @ApiProperty(orNull(callbackId)) callbackId!: string | null;
  @ApiProperty(idOrNull) itemId!: string | null;
  @ApiProperty(time) openedAt!: string;
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    example: 3600,
    description: 'Seconds since it was opened, until it was resolved',
  })
  ageSeconds!: number;
  @ApiProperty({ ...idOrNull, example: 'cli_4f1c2d3e4b5a69788796a5b4' }) assignee!: string | null;
  @ApiProperty() evidence!: ShownEvidence;
  @ApiProperty({
    enum: decisions,
    nullable: true,
    description: '`answered`: the provider answered after all, so no decision was needed',
  })
  decision!: string | null;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty(timeOrNull) resolvedAt!: string | null;
  @ApiProperty({ ...idOrNull, example: 'cli_4f1c2d3e4b5a69788796a5b4' }) resolvedBy!: string | null;
}

@ApiSchema({ name: 'ReviewList' })
class ShownReviews {
  @ApiProperty({ type: [ShownReview] }) data!: ShownReview[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

const inPath = { id: { description: 'The id of the review', example: reviewId.example } };

export const operations = {
  listReviews: {
    id: 'listReviews',
    summary: 'List reviews, newest first',
    answers: { 200: { description: 'One page', type: ShownReviews } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getReview: {
    id: 'getReview',
    summary: 'Get one review, with everything that is known about its payment',
    inPath,
    answers: { 200: { description: 'The review', type: ShownReview } },
    refuses: ['REVIEW_NOT_FOUND'],
  },
  assignReview: {
    id: 'assignReview',
    summary: 'Assign a review to the caller or to another client',
    inPath,
    answers: { 200: { description: 'The review', type: ShownReview } },
    appends: true,
    refuses: ['REVIEW_NOT_FOUND', 'REVIEW_RESOLVED'],
  },
  resolveReview: {
    id: 'resolveReview',
    summary: 'Decide a review on evidence',
    description: 'A decision is carried out or refused, never accepted without effect.',
    inPath,
    answers: { 200: { description: 'The review', type: ShownReview } },
    appends: true,
    refuses: [
      'REVIEW_NOT_FOUND',
      'REVIEW_RESOLVED',
      'DECISION_NOT_POSSIBLE',
      'PAYMENT_NOT_UNCERTAIN',
      'PROVIDER_SAYS_PENDING',
      'PAYMENT_SETTLED',
      'REFUND_NOT_UNCERTAIN',
      'REFUND_SETTLED',
      'REFUND_EXCEEDS_PAYMENT',
    ],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
