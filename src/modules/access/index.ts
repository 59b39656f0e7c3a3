export { AccessModule } from './access.module.js';
export { Clients } from './clients.js';
export { FailedAuthentications } from './failed-authentications.js';
