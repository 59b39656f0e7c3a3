export {
  AdjustmentApproved,
  adjustmentEvents,
  AdjustmentRejected,
  AdjustmentRequested,
  type AdjustmentEvent,
} from './adjustment.events.js';
export { adjustment, type Adjustment, type KnownAdjustment } from './adjustment.decider.js';
export { adjustmentView } from './adjustment.view.js';
export { DayClosed, type ClosedDay, type DayTotals } from './day.events.js';
export { EntryPosted, FailureCounted, type Entry } from './journal.events.js';
export { policyName as ledgerPolicy } from './journal.js';
export { endOfDayMs, isDay, kigaliDayOf } from './kigali.rule.js';
export { balanceView, dayView, entryView, seriesOf } from './ledger.view.js';
