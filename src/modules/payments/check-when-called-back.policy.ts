import type { EventOf } from '../../kernel/domain/events.js';
import { NotYet, type Policy } from '../../kernel/projections/policy.js';
import { CallbackReceived } from '../callbacks/index.js';
import type { Attempts } from './attempts.js';

/** A callback is only a reason to ask: nobody signed it, and anybody may have sent it. */
export const checkWhenCalledBack = (attempts: Attempts): Policy<EventOf<typeof CallbackReceived>> => ({
  name: 'check-when-called-back',
  events: [CallbackReceived],
  concurrency: 64,
  when: {
    async CallbackReceived({ data }, by) {
      if (data.matched === null) return;
      const { paymentId, attempt } = data.matched;
      // What is said of a payment that is over may contradict it, and nobody but us would ask about it again.
      const checked = await attempts.check(paymentId, attempt, 1, by);
      if (checked === 'no-answer') throw new NotYet('The provider gives no answer about what it has called for');
      if (checked === 'not-known') throw new Error('The provider does not know what it has called for');
    },
  },
});
