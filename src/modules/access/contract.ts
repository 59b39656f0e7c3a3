export type { Role } from '../../kernel/domain/role.js';
export { isMistyped } from './api-key.js';
export { clientView } from './client.view.js';
export { keyUseView } from './key-use.view.js';
