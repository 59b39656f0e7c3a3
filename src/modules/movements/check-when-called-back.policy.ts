import type { EventOf, Origin } from '../../kernel/domain/events.js';
import { NotYet, type Policy } from '../../kernel/following/policy.js';
import { CallbackReceived, CallbackRejected } from '../callbacks/contract.js';
import type { Movements } from './movements.js';

type CalledBack = EventOf<typeof CallbackReceived | typeof CallbackRejected>;

/** A callback is only a reason to ask: nobody signed it, and anybody may have sent it. Its address is the reason, so its body may be no JSON. */
export const checkWhenCalledBack = (movements: Movements): Policy<CalledBack> => {
  const ask = async ({ data: { matched } }: { data: CalledBack['data'] }, by: Origin) => {
    if (matched === null) return;
    // What is said of a movement that is over may contradict it, and nobody but us would ask about it again.
    const checked = await movements.check(matched, 1, by);
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
