export { expectationView } from './expectation.view.js';
export { itemStatuses, itemView, unresolved, type ItemDocument, type ItemStatus } from './item.view.js';
export {
  mismatchEvents,
  MismatchResolved,
  resolutions,
  type MismatchEvent,
  type Resolution,
} from './mismatch.events.js';
export { readStatementFormats, shippedFormats, type StatementFormats } from './reading/statement-formats.js';
export { reasons, type Reason } from './reasons.rule.js';
export { dateFormats } from './reading/statement-plan.js';
export type { UnreadableReason } from './reading/unreadable.js';
export { statementStatuses, type StatementStatus } from './statement.decider.js';
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
