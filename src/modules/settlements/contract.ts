export {
  depositEvents,
  SettlementCancelled,
  SettlementExpected,
  SettlementReceived,
  settlementEvents,
  type DepositEvent,
  type SettlementEvent,
} from './settlement.events.js';
export {
  inTransit,
  settlement,
  settlementStatuses,
  type KnownSettlement,
  type Settlement,
  type SettlementStatus,
} from './settlement.decider.js';
export { factsOf as settlementFactsOf } from './settlement.facts.js';
export { asSettlement, settlementView, type SettlementDocument } from './settlement.view.js';
