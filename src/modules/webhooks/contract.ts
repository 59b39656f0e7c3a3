export { webhookCollections } from './deliveries.js';
export { deliveries, deliveryStatuses, type Delivery } from './delivery.js';
export { areEventNames, wholeGroups } from './event-types.js';
export type { Endpoint } from './webhook.decider.js';
export { webhookEvents, webhookListEvents, type WebhookEvent } from './webhook.events.js';
