export type { Role } from './client.events.js';
export { clientView } from './client.view.js';
