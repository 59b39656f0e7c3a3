import type { OrderedPolicy } from '../../kernel/following/ordered-policy.js';
import { policyName, type Journal } from './journal.js';
import { ledgerEvents, type LedgerEvent } from './postings.rule.js';

/** Posts what happened to the journal, in the order of the log, by one instance. No event is passed over: a ledger that lacks one tells an untruth. */
export const postToLedger = (journal: Journal): OrderedPolicy<LedgerEvent> => ({
  name: policyName,
  events: ledgerEvents,
  batch: 128,
  handle: (events) => journal.post(events),
  mayBeSkipped: async () => false,
});
