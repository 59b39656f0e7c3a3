export { WebhookSources, type Told, type WebhookSource } from './source.port.js';
export {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  RecoverWebhooks,
  RedeliverWebhook,
  RemoveWebhookEndpoint,
  RotateWebhookSecret,
  TestWebhookEndpoint,
  WebhookDeliveriesWhere,
  WebhookDeliveryById,
  WebhookEndpointById,
  WebhookEndpointFaults,
  WebhookEndpointsOf,
  type EndpointWithSecret,
} from './webhook.commands.js';
