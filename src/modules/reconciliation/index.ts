export { statementAnswer } from './reconciliation.documentation.js';
export { ReconciliationModule } from './reconciliation.module.js';
