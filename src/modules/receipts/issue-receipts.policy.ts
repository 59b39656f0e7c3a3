import type { EventOf, Recorded } from '../../kernel/domain/events.js';
import type { OrderedPolicy } from '../../kernel/following/ordered-policy.js';
import { PaymentSucceeded } from '../payments/contract.js';
import { newestLookedAt, type Receipts } from './receipts.js';

/** Issues a receipt for every confirmed success and for nothing else, in the order of the log, by one instance: so numbers have no gap. */
export const issueReceipts = (receipts: Receipts): OrderedPolicy<EventOf<typeof PaymentSucceeded>> => ({
  name: 'issue-receipts',
  events: [PaymentSucceeded],
  batch: newestLookedAt,
  handle: (successes, by) => receipts.issue(successes.map(successOf), by),
  // A payment that has its number must get its receipt: skipping it would leave a gap for ever.
  mayBeSkipped: async ({ data }) => !(await receipts.isNumbered(data.paymentId)),
});

const successOf = ({ data, position }: Recorded<EventOf<typeof PaymentSucceeded>>) => ({
  paymentId: data.paymentId,
  position,
});
