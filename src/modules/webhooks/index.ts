export { typesOf } from './event-types.js';
export { WebhookSources } from './source.port.js';
export { WebhookSourcesModule, WebhooksModule } from './webhooks.module.js';
export { WebhookStandings } from './webhook-standings.js';
