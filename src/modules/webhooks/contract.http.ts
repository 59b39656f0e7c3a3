export { WebhookSources, type Told, type WebhookSource } from './source.port.js';
