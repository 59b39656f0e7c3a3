import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { OperationText } from '../../http/operation.documentation.js';
import { nextCursor, time, timeOrNull } from '../../http/values.documentation.js';

const endpointId = { type: String, pattern: '^whe_[0-9a-f]{24}$', example: 'whe_4f1c2d3e4b5a69788796a5b4' } as const;
const deliveryId = {
  type: String,
  pattern: '^whd_[0-9a-f]{32}$',
  example: 'whd_4f1c2d3e4b5a69788796a5b4c3d2e1f0',
  description: 'It is the `webhook-id` of every try',
} as const;

@ApiSchema({ name: 'WebhookEndpoint' })
class ShownEndpoint {
  @ApiProperty(endpointId) id!: string;
  @ApiProperty({ type: String, example: 'https://shop.example.rw/hooks' }) url!: string;
  @ApiProperty({ type: [String], example: ['payment.*', 'receipt.issued'] }) events!: string[];
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'cli_4f1c2d3e4b5a69788796a5b4',
    description: 'The API client that it belongs to; null: it hears of every client’s things',
  })
  clientId!: string | null;
  @ApiProperty({ type: Boolean }) allClients!: boolean;
  @ApiProperty({ enum: ['active', 'stopped'] }) status!: string;
  @ApiProperty({
    enum: ['GONE', 'FAILING', null],
    nullable: true,
    description: '`GONE`: it answered 410. `FAILING`: every try of three days failed',
  })
  stoppedBecause!: string | null;
  @ApiProperty(time) createdAt!: string;
}

@ApiSchema({ name: 'WebhookEndpointWithSecret' })
class ShownEndpointWithSecret extends ShownEndpoint {
  @ApiProperty({
    type: String,
    pattern: '^whsec_[A-Za-z0-9+/=]+$',
    example: 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3',
    description: 'For the receiver, which checks signatures with it. No other answer holds it',
  })
  secret!: string;
}

@ApiSchema({ name: 'WebhookEndpointList' })
class ShownEndpoints {
  @ApiProperty({ type: [ShownEndpoint] }) data!: ShownEndpoint[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

@ApiSchema({ name: 'WebhookTry' })
class ShownTry {
  @ApiProperty(time) at!: string;
  @ApiProperty({ type: 'integer', nullable: true, example: 503, description: 'Null: there was no answer' })
  status!: number | null;
  @ApiProperty({ type: 'integer', example: 42 }) latencyMs!: number;
  @ApiProperty({ type: String, nullable: true, example: 'no answer within 15 s' }) error!: string | null;
  @ApiProperty({ type: String, example: 'busy', description: 'The first 1,024 characters; phone numbers are masked' })
  responseBody!: string;
}

@ApiSchema({ name: 'WebhookDelivery' })
class ShownDelivery {
  @ApiProperty(deliveryId) id!: string;
  @ApiProperty(endpointId) endpointId!: string;
  @ApiProperty({ type: String, example: 'payment.successful' }) type!: string;
  @ApiProperty({ type: String, example: 'pay_4f1c2d3e4b5a69788796a5b4c3d2e1f0' }) resourceId!: string;
  @ApiProperty({ enum: ['pending', 'delivered', 'failed'] }) status!: string;
  @ApiProperty({ type: [ShownTry], description: 'Oldest first, the newest 50' }) tries!: ShownTry[];
  @ApiProperty({ ...timeOrNull, description: 'Null: it is not tried again by itself' }) nextTryAt!: string | null;
  @ApiProperty(time) createdAt!: string;
}

@ApiSchema({ name: 'WebhookDeliveryList' })
class ShownDeliveries {
  @ApiProperty({ type: [ShownDelivery] }) data!: ShownDelivery[];
  @ApiProperty(nextCursor) nextCursor!: string | null;
}

const endpointInPath = { id: { description: 'The id of the endpoint', example: endpointId.example } };
const deliveryInPath = { id: { description: 'The id of the delivery', example: deliveryId.example } };

export const operations = {
  createWebhookEndpoint: {
    id: 'createWebhookEndpoint',
    summary: 'Have events sent to an address',
    description:
      'Signed by Standard Webhooks 1.0.0 with the `secret`, which is shown this once. The address must be https and lead to the public internet. It hears of what happens from now on.',
    answers: { 201: { description: 'The endpoint, with its secret', type: ShownEndpointWithSecret } },
    appends: true,
    refuses: ['API_CLIENT_NOT_FOUND'],
  },
  listWebhookEndpoints: {
    id: 'listWebhookEndpoints',
    summary: 'List the endpoints, newest first',
    answers: { 200: { description: 'One page', type: ShownEndpoints } },
  },
  getWebhookEndpoint: {
    id: 'getWebhookEndpoint',
    summary: 'Get one endpoint',
    inPath: endpointInPath,
    answers: { 200: { description: 'The endpoint; never a secret', type: ShownEndpoint } },
    refuses: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
  },
  changeWebhookEndpoint: {
    id: 'changeWebhookEndpoint',
    summary: 'Change an endpoint, or start a stopped one again',
    description:
      'What waited when it was stopped is sent then. What happened while it was stopped is sent by `…/recover`.',
    inPath: endpointInPath,
    answers: { 200: { description: 'The endpoint', type: ShownEndpoint } },
    appends: true,
    refuses: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
  },
  removeWebhookEndpoint: {
    id: 'removeWebhookEndpoint',
    summary: 'Remove an endpoint',
    description: 'Nothing more is sent to it, and its secrets are destroyed. Its deliveries can still be listed.',
    inPath: endpointInPath,
    answers: { 204: { description: 'It is removed' } },
    appends: true,
    refuses: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
  },
  rotateWebhookSecret: {
    id: 'rotateWebhookSecret',
    summary: 'Give an endpoint a new secret',
    description: 'For `overlapSeconds` every call carries a signature of each secret, the newest first.',
    inPath: endpointInPath,
    answers: { 200: { description: 'The endpoint, with its new secret', type: ShownEndpointWithSecret } },
    appends: true,
    refuses: ['WEBHOOK_ENDPOINT_NOT_FOUND'],
  },
  testWebhookEndpoint: {
    id: 'testWebhookEndpoint',
    summary: 'Send a delivery of type `test`',
    inPath: endpointInPath,
    answers: { 202: { description: 'The delivery, which is about to be tried', type: ShownDelivery } },
    appends: true,
    refuses: ['WEBHOOK_ENDPOINT_NOT_FOUND', 'WEBHOOK_ENDPOINT_STOPPED'],
  },
  recoverWebhooks: {
    id: 'recoverWebhooks',
    summary: 'Send what failed or was never tried since a time',
    description:
      'Deliveries that failed get their whole schedule again; what happened while the endpoint was stopped gets its first tries.',
    inPath: endpointInPath,
    answers: { 202: { description: 'The endpoint; the deliveries follow', type: ShownEndpoint } },
    appends: true,
    refuses: ['WEBHOOK_ENDPOINT_NOT_FOUND', 'WEBHOOK_ENDPOINT_STOPPED'],
  },
  listWebhookDeliveries: {
    id: 'listWebhookDeliveries',
    summary: 'List the deliveries, newest first',
    answers: { 200: { description: 'One page', type: ShownDeliveries } },
    refuses: ['QUERY_TOO_BROAD'],
  },
  getWebhookDelivery: {
    id: 'getWebhookDelivery',
    summary: 'Get one delivery',
    inPath: deliveryInPath,
    answers: { 200: { description: 'The delivery', type: ShownDelivery } },
    refuses: ['WEBHOOK_DELIVERY_NOT_FOUND'],
  },
  redeliverWebhook: {
    id: 'redeliverWebhook',
    summary: 'Try a delivery once more, with the same id and the same bytes',
    inPath: deliveryInPath,
    answers: { 202: { description: 'The delivery, which is about to be tried', type: ShownDelivery } },
    appends: true,
    refuses: ['WEBHOOK_DELIVERY_NOT_FOUND', 'WEBHOOK_ENDPOINT_NOT_FOUND', 'WEBHOOK_ENDPOINT_STOPPED'],
  },
} as const satisfies Readonly<Record<string, OperationText>>;
