export { AdjustmentApproved, AdjustmentRejected, AdjustmentRequested } from './adjustment.events.js';
export { adjustmentView } from './adjustment.view.js';
export { DayClosed, type ClosedDay, type DayTotals } from './day.events.js';
export { EntryPosted, FailureCounted, type Entry } from './journal.events.js';
export { policyName as ledgerPolicy } from './journal.js';
export { balanceView, dayView, entryView } from './ledger.view.js';
