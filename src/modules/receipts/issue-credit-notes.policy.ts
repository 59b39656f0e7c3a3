import type { EventOf } from '../../kernel/domain/events.js';
import type { OrderedPolicy } from '../../kernel/following/ordered-policy.js';
import { PaymentRefunded } from '../payments/contract.js';
import type { CreditNotes } from './credit-notes.js';
import { newestLookedAt } from './numbered-documents.js';

/** Issues a credit note for every refund that has reached the payer, in the order of the log, by one instance: so numbers have no gap. */
export const issueCreditNotes = (
  creditNotes: Pick<CreditNotes, 'issue' | 'isNumbered'>,
): OrderedPolicy<EventOf<typeof PaymentRefunded>> => ({
  name: 'issue-credit-notes',
  events: [PaymentRefunded],
  batch: newestLookedAt,
  handle: (refunds, by) => creditNotes.issue(refunds, by),
  // A refund that has its number must get its credit note: skipping it would leave a gap for ever.
  mayBeSkipped: async (refund) => !(await creditNotes.isNumbered(refund)),
});
