export { Clients } from './clients.js';
export { AccessModule } from './access.module.js';
export { clientView } from './client.view.js';
export type { Role } from './client.events.js';
