import type { EventOf, Origin } from '../../kernel/domain/events.js';
import { NotYet, type Policy } from '../../kernel/projections/policy.js';
import { CallbackReceived, CallbackRejected } from '../callbacks/index.js';
import type { Attempts } from './attempts.js';

type CalledBack = EventOf<typeof CallbackReceived | typeof CallbackRejected>;

/** A callback is only a reason to ask: nobody signed it, and anybody may have sent it. Its address is the reason, so its body may be no JSON. */
export const checkWhenCalledBack = (attempts: Attempts): Policy<CalledBack> => {
  const ask = async ({ data }: { data: CalledBack['data'] }, by: Origin) => {
    if (data.matched === null) return;
    const { paymentId, attempt } = data.matched;
    // What is said of a payment that is over may contradict it, and nobody but us would ask about it again.
    const checked = await attempts.check(paymentId, attempt, 1, by);
    if (checked === 'no-answer') throw new NotYet('The provider gives no answer about what it has called for');
    if (checked === 'not-known') throw new Error('The provider does not know what it has called for');
  };
  return {
    name: 'check-when-called-back',
    events: [CallbackReceived, CallbackRejected],
    concurrency: 64,
    when: { CallbackReceived: ask, CallbackRejected: ask },
  };
};
