export { AuditModule, SealKeysModule } from './audit.module.js';
