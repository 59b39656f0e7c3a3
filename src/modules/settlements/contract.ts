export {
  depositEvents,
  SettlementCancelled,
  SettlementExpected,
  SettlementReceived,
  settlementEvents,
  type DepositEvent,
  type SettlementEvent,
} from './settlement.events.js';
export { inTransit, settlement, type KnownSettlement, type Settlement } from './settlement.decider.js';
export { asSettlement, settlementView, type SettlementDocument } from './settlement.view.js';
