export { PayersModule } from './payers.module.js';
