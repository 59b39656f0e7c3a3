export { webhookCollections } from './deliveries.js';
export { webhookEvents, webhookListEvents, type WebhookEvent } from './webhook.events.js';
