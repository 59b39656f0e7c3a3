import type { EventOf } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/following/policy.js';
import { RecordPerhapsPaid } from './payment.events.js';
import type { Payments } from './payments.js';

/** A payment hears what its record's stream has heard of it, also when the process died between the two. */
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
