export { batchAnswer } from './batch.documentation.js';
export { PayoutsModule } from './payouts.module.js';
