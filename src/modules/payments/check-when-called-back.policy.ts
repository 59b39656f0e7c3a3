import type { EventOf } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/projections/policy.js';
import { CallbackReceived } from '../callbacks/index.js';
import type { Attempts } from './attempts.js';

/** A callback is only a reason to ask: nobody signed it, and anybody may have sent it. */
export const checkWhenCalledBack = (attempts: Attempts): Policy<EventOf<typeof CallbackReceived>> => ({
  name: 'check-when-called-back',
  events: [CallbackReceived],
  concurrency: 64,
  when: {
    async CallbackReceived({ data }, by) {
      if (data.matched !== null) await attempts.check(data.matched.paymentId, data.matched.attempt, 1, by);
    },
  },
});
