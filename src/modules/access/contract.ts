export type { Role } from '../../kernel/domain/role.js';
export { clientView } from './client.view.js';
