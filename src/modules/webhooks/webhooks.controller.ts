import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiProperty, ApiPropertyOptional, ApiTags } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { By, Client, type ApiClient } from '../../http/authentication.js';
import { filtersOf, IsMoment, ListQuery, timeRange } from '../../http/list-query.js';
import { Documented } from '../../http/operation.documentation.js';
import { IsLine, IsWhole, Must } from '../../http/texts.js';
import { DocumentedBody, DocumentedQuery } from '../../http/validated.documentation.js';
import { notOfAList } from '../../http/validation.js';
import { instant } from '../../kernel/domain/clock.js';
import type { Origin } from '../../kernel/domain/events.js';
import { InvalidInput } from '../../kernel/domain/invalid-input.js';
import { areEventNames, eventName } from './event-types.js';
import {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  deliveryStatuses,
  RecoverWebhooks,
  RedeliverWebhook,
  RemoveWebhookEndpoint,
  RotateWebhookSecret,
  TestWebhookEndpoint,
  WebhookDeliveriesWhere,
  WebhookDeliveryById,
  WebhookEndpointById,
  WebhookEndpointsOf,
  type Delivery,
  type EndpointWithSecret,
} from './webhook.commands.js';
import type { Endpoint } from './webhook.decider.js';
import { operations } from './webhook.documentation.js';

const AreNames = () =>
  Must(areEventNames, 'must be 1 to 50 different names such as "payment.successful", "payment.*" or "*"', {
    type: 'array',
    items: { type: 'string', pattern: eventName.source },
    minItems: 1,
    maxItems: 50,
    uniqueItems: true,
  });

const url = { example: 'https://shop.example.rw/hooks', description: 'https, and of the public internet' } as const;

@DocumentedBody('NewWebhookEndpoint')
class CreateBody {
  @ApiProperty(url)
  @IsLine(1, 2_000)
  url!: string;

  @ApiProperty({ example: ['payment.*', 'receipt.issued'] })
  @AreNames()
  events!: string[];

  @ApiPropertyOptional({ example: 'cli_4f1c2d3e4b5a69788796a5b4', description: 'For `admin`; absent: the caller' })
  @IsOptional()
  @IsLine(1, 100)
  clientId?: string | null;

  @ApiPropertyOptional({ description: 'For `admin`, in place of `clientId`: phone numbers are masked then' })
  @IsOptional()
  @IsBoolean()
  allClients?: boolean | null;
}

@DocumentedBody('WebhookEndpointChange')
class ChangeBody {
  @ApiPropertyOptional(url)
  @IsOptional()
  @IsLine(1, 2_000)
  url?: string | null;

  @ApiPropertyOptional({ example: ['payment.*'] })
  @IsOptional()
  @AreNames()
  events?: string[] | null;

  @ApiPropertyOptional({ description: 'Starts a stopped one again' })
  @IsOptional()
  @IsIn(['active'])
  status?: string | null;
}

@DocumentedBody('WebhookSecretRotation')
class RotateBody {
  @ApiPropertyOptional({ example: 86_400, description: 'How long the earlier secrets sign too; absent: a day' })
  @IsOptional()
  @IsWhole(0, 2_592_000)
  overlapSeconds?: number | null;
}

@DocumentedBody('WebhookRecovery')
class RecoverBody {
  @ApiProperty({ example: '2026-11-22T00:00:00Z' })
  @IsMoment()
  since!: string;
}

@DocumentedQuery()
class DeliveriesQuery extends ListQuery {
  @ApiPropertyOptional({ example: 'whe_4f1c2d3e4b5a69788796a5b4', description: 'To this endpoint' })
  @IsOptional()
  @IsLine(1, 100)
  endpointId?: string;

  @ApiPropertyOptional({ description: 'In this state now' })
  @IsOptional()
  @IsIn(deliveryStatuses)
  status?: string;

  @ApiPropertyOptional({ example: 'payment.successful', description: 'Of this type' })
  @IsOptional()
  @IsLine(1, 100)
  type?: string;

  @ApiPropertyOptional({ example: 'pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0', description: 'About this resource' })
  @IsOptional()
  @IsLine(1, 100)
  resourceId?: string;

  @ApiPropertyOptional({ example: '2026-11-22', description: 'When it was queued, at the earliest' })
  @IsOptional()
  @IsMoment()
  from?: string;

  @ApiPropertyOptional({ example: '2026-11-23', description: 'Before this time' })
  @IsOptional()
  @IsMoment()
  to?: string;
}

@ApiTags('Webhooks')
@ApiBearerAuth()
@Controller('v1/webhook-endpoints')
export class WebhookEndpointsController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Documented(operations.createWebhookEndpoint)
  @Post()
  @HttpCode(201)
  async create(
    @Body() { url, events, clientId, allClients }: CreateBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    if (allClients === true && (clientId ?? null) !== null)
      throw new InvalidInput([{ field: 'clientId', message: 'must be absent where allClients is true' }]);
    const owner = allClients === true ? null : (clientId ?? undefined);
    return withSecret(await this.commands.execute(new CreateWebhookEndpoint(client, url, events, owner, by)));
  }

  @Documented(operations.listWebhookEndpoints)
  @Get()
  async list(@Query() { limit, cursor }: ListQuery, @Client() client: ApiClient) {
    const all = await this.queries.execute(new WebhookEndpointsOf(client));
    const start = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1;
    if (cursor !== undefined && start === 0) throw new InvalidInput([{ field: 'cursor', message: notOfAList }]);
    const page = all.slice(start, start + limit);
    return { data: page.map(shownEndpoint), nextCursor: start + limit < all.length ? page.at(-1)!.id : null };
  }

  @Documented(operations.getWebhookEndpoint)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return shownEndpoint(await this.queries.execute(new WebhookEndpointById(client, id)));
  }

  @Documented(operations.changeWebhookEndpoint)
  @Patch(':id')
  async change(
    @Param('id') id: string,
    @Body() { url, events, status }: ChangeBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    const command = new ChangeWebhookEndpoint(client, id, url ?? null, events ?? null, status === 'active', by);
    return shownEndpoint(await this.commands.execute(command));
  }

  @Documented(operations.removeWebhookEndpoint)
  @Delete(':id')
  @HttpCode(204)
  async remove(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin): Promise<void> {
    await this.commands.execute(new RemoveWebhookEndpoint(client, id, by));
  }

  @Documented(operations.rotateWebhookSecret)
  @Post(':id/rotate')
  @HttpCode(200)
  async rotate(
    @Param('id') id: string,
    @Body() { overlapSeconds }: RotateBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    const overlapMs = (overlapSeconds ?? 86_400) * 1_000;
    return withSecret(await this.commands.execute(new RotateWebhookSecret(client, id, overlapMs, by)));
  }

  @Documented(operations.testWebhookEndpoint)
  @Post(':id/test')
  @HttpCode(202)
  async test(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return shownDelivery(await this.commands.execute(new TestWebhookEndpoint(client, id, by)));
  }

  @Documented(operations.recoverWebhooks)
  @Post(':id/recover')
  @HttpCode(202)
  async recover(
    @Param('id') id: string,
    @Body() { since }: RecoverBody,
    @Client() client: ApiClient,
    @By() by: Origin,
  ) {
    return shownEndpoint(await this.commands.execute(new RecoverWebhooks(client, id, instant(Date.parse(since)), by)));
  }
}

@ApiTags('Webhooks')
@ApiBearerAuth()
@Controller('v1/webhook-deliveries')
export class WebhookDeliveriesController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  @Documented(operations.listWebhookDeliveries)
  @Get()
  async list(
    @Query() { endpointId, status, type, resourceId, from, to, limit, cursor }: DeliveriesQuery,
    @Client() client: ApiClient,
  ) {
    const where = filtersOf({
      endpointId,
      status,
      type,
      resourceId,
      ...timeRange('createdAt', from, to),
    });
    const page = await this.queries.execute(new WebhookDeliveriesWhere(client, where, limit, cursor ?? null));
    return { data: page.documents.map(shownDelivery), nextCursor: page.nextCursor };
  }

  @Documented(operations.getWebhookDelivery)
  @Get(':id')
  async find(@Param('id') id: string, @Client() client: ApiClient) {
    return shownDelivery(await this.queries.execute(new WebhookDeliveryById(client, id)));
  }

  @Documented(operations.redeliverWebhook)
  @Post(':id/redeliver')
  @HttpCode(202)
  async redeliver(@Param('id') id: string, @Client() client: ApiClient, @By() by: Origin) {
    return shownDelivery(await this.commands.execute(new RedeliverWebhook(client, id, by)));
  }
}

const shownEndpoint = ({ id, url, events, clientId, status, stoppedBecause, createdAt }: Endpoint) => ({
  id,
  url,
  events,
  clientId,
  allClients: clientId === null,
  status,
  stoppedBecause,
  createdAt,
});

const withSecret = ({ endpoint, secret }: EndpointWithSecret) => ({
  ...shownEndpoint(endpoint),
  secret,
});

const shownDelivery = ({ id, endpointId, type, resourceId, status, tries, nextTryAt, createdAt }: Delivery) => ({
  id,
  endpointId,
  type,
  resourceId,
  status,
  tries: tries.map(({ id: _, ...made }) => made),
  nextTryAt,
  createdAt,
});
