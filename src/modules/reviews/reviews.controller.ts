import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional, IsString, Matches } from 'class-validator';
import type { Origin } from '../../kernel/domain/events.js';
import { mayForAll } from '../../http/access.js';
import { authenticatorToken, By, Client, type ApiClient, type Authenticator } from '../../http/authentication.js';
import { filtersOf, ListQuery } from '../../http/list-query.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { IsLine, IsProse } from '../../http/texts.js';
import { Documented } from '../../http/operation.documentation.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { AssignReview, ResolveReview, ReviewById, ReviewsWhere } from './review.commands.js';
import { decisions, reviewReasons, type Decision } from './review.events.js';
import { operations } from './review.documentation.js';
import { ReviewResources } from './review.resource.js';

@DocumentedQuery()
class ReviewsQuery extends ListQuery {
  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(['open', 'assigned', 'resolved'])
  status?: string;

  @ApiPropertyOptional({ description: 'Opened for this reason' })
  @IsOptional()
  @IsIn(reviewReasons)
  reason?: string;

  @ApiPropertyOptional({ description: 'About this payment' })
  @IsOptional()
  @IsLine(1, 100)
  paymentId?: string;
}

@DocumentedBody('ReviewDecision')
class ResolveBody {
  @IsIn(decisions.filter((decision) => decision !== 'answered'))
  decision!: Decision;

  @ApiProperty({ example: 'MTN support confirmed transaction 9012345678 by e-mail on 3 March.' })
  @IsProse(1, 4_000)
  evidence!: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsProse(0, 4_000)
  note?: string;

  @ApiPropertyOptional({
    description: 'Decide although the provider’s newest answer is that the payment is pending',
  })
  @IsOptional()
  @IsBoolean()
  force?: boolean;

  @ApiPropertyOptional({
    example: '4500',
    description:
      'What was paid, or taken back, in the currency of the payment; needed for `paid` where the provider names another amount',
  })
  @IsOptional()
  @IsString()
  @Matches(/^[0-9]{1,15}(\.[0-9]{1,4})?$/, { message: 'must be a decimal string such as "4500"' })
  amount?: string;

  @ApiPropertyOptional({ example: '9012345678', description: 'The provider’s own number of the transaction' })
  @IsOptional()
  @IsString()
  @Matches(/^[\x21-\x7e]{1,100}$/, { message: 'must be 1 to 100 visible ASCII characters' })
  providerTransactionId?: string;
}

@DocumentedBody('ReviewAssignment')
class AssignBody {
  @ApiPropertyOptional({ description: 'The API client or user who takes it; absent: the caller' })
  @IsOptional()
  @IsLine(1, 100)
  assignee?: string;
}

const isNobody = 'must be the id of an API client that may resolve the review';

@ApiTags('Reviews')
@ApiBearerAuth()
@Controller('v1/reviews')
export class ReviewsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(ReviewResources) private readonly resources: ReviewResources,
    @Inject(authenticatorToken) private readonly clients: Authenticator,
  ) {}

  @Documented(operations.listReviews)
  @Get()
  async list(@Query() { status, reason, paymentId, limit, cursor }: ReviewsQuery, @Client() client: ApiClient) {
    const where = filtersOf({ status, reason, paymentId });
    const page = await this.queries.execute(new ReviewsWhere(where, limit, cursor ?? null));
    return {
      data: await Promise.all(page.documents.map((review) => this.resources.one(review, client))),
      nextCursor: page.nextCursor,
    };
  }

  @Documented(operations.getReview)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return this.resources.one(await this.queries.execute(new ReviewById(id)), client);
  }

  @Documented(operations.assignReview)
  @Post(':id/assign')
  @HttpCode(200)
  async assign(
    @Param('id') id: string,
    @Body() { assignee }: AssignBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    const taker = this.clients.withId(assignee ?? client.id);
    if (taker === null || !mayForAll(taker.roles, 'POST /v1/reviews/:id/resolve'))
      throw new InvalidInput([{ field: 'assignee', message: isNobody }]);
    return this.resources.one(await this.commands.execute(new AssignReview(id, taker.id, by)), client);
  }

  @Documented(operations.resolveReview)
  @Post(':id/resolve')
  @HttpCode(200)
  async resolve(
    @Param('id') id: string,
    @Body() { decision, evidence, note, force, amount, providerTransactionId }: ResolveBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    const resolution = {
      decision,
      grounds: { evidence, note: note ?? null },
      amount: amount ?? null,
      providerTransactionId: providerTransactionId ?? null,
      force: force ?? false,
    };
    return this.resources.one(await this.commands.execute(new ResolveReview(id, resolution, by)), client);
  }
}
