export {
  AssignItemBody,
  ItemFilter,
  ItemNoteBody,
  ItemReasonBody,
  ItemsOfStatementQuery,
  ItemsQuery,
  NewStatementQuery,
  ResolveItemBody,
  StatementsQuery,
} from './reconciliation.bodies.js';
export {
  CancelStatement,
  CheckStatement,
  ItemById,
  ItemsOfStatement,
  ItemsWhere,
  ReceiveStatement,
  ResolveItems,
  StatementById,
  StatementsWhere,
  StoryOfItem,
  WorkOnItem,
  type Work,
} from './reconciliation.commands.js';
export { ReconciliationResources } from './reconciliation.resource.js';
