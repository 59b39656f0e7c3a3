import type { Policy } from '../../kernel/projections/policy.js';
import type { EventOf } from '../../kernel/domain/events.js';
import type { Attempts } from './attempts.js';
import { PaymentCreated, PaymentReattempted } from './payment.events.js';

/** Record, then call: an attempt is on record before its provider hears of it. */
export const submitWhenCreated = (
  attempts: Attempts,
): Policy<EventOf<typeof PaymentCreated | typeof PaymentReattempted>> => ({
  name: 'submit-when-created',
  events: [PaymentCreated, PaymentReattempted],
  concurrency: 64,
  // Whoever is not the first has to say so in the log before it sends.
  prefersFirst: true,
  when: {
    PaymentCreated: ({ data }, by, delivery) =>
      attempts.submit({ paymentId: data.paymentId, attempt: 1 }, delivery, by),
    PaymentReattempted: ({ data }, by, delivery) => attempts.submit(data, delivery, by),
  },
});
