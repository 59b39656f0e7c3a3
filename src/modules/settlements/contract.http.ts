export {
  CancellationBody,
  ReceivedBody,
  SettlementBody,
  SettlementsQuery,
  SuggestionsQuery,
} from './settlement.bodies.js';
export {
  CancelSettlement,
  DepositsOfSettlement,
  ExpectSettlement,
  ReceiveSettlement,
  SettlementById,
  SettlementsInTransit,
  SettlementsOverdue,
  SettlementsWhere,
  SettlementSuggestions,
} from './settlement.commands.js';
export { SettlementResources } from './settlement.resource.js';
