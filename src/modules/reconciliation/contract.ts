export { expectationView } from './expectation.view.js';
export { itemView, type ItemDocument, type ItemStatus } from './item.view.js';
export { mismatchEvents, MismatchResolved, type MismatchEvent } from './mismatch.events.js';
export { readStatementFormats, shippedFormats, type StatementFormats } from './reading/statement-formats.js';
export { reasons } from './reasons.rule.js';
export {
  LineMismatched,
  lineEvents,
  outcomes,
  statementEvents,
  StatementReconciled,
  type ItemOutcome,
  type LineEvent,
  type StatementEvent,
} from './statement.events.js';
export { statementView, type StatementDocument } from './statement.view.js';
