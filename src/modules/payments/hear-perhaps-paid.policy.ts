import type { EventOf } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/following/policy.js';
import { RecordPerhapsPaid } from './payment.events.js';
import type { Payments } from './payments.js';

/** Records in a payment what its record's stream holds about it, also after a crash between the two. */
export const hearPerhapsPaid = (payments: Payments): Policy<EventOf<typeof RecordPerhapsPaid>> => ({
  name: 'hear-perhaps-paid',
  events: [RecordPerhapsPaid],
  concurrency: 8,
  when: {
    async RecordPerhapsPaid({ data }, by) {
      await payments.hearPerhapsPaid(data, by);
    },
  },
});
