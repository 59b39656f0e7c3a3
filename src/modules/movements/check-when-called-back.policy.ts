import type { EventOf, Origin } from '../../kernel/domain/events.js';
import { NotYet, type Policy } from '../../kernel/following/policy.js';
import { CallbackReceived, CallbackRejected } from '../callbacks/contract.js';
import type { Movements } from './movements.js';

type CalledBack = EventOf<typeof CallbackReceived | typeof CallbackRejected>;

/** A callback only triggers a status check: it is unsigned, and any sender can make it. Its address is the trigger, so its body need not be JSON. */
export const checkWhenCalledBack = (movements: Movements): Policy<CalledBack> => {
  const ask = async ({ data: { matched } }: { data: CalledBack['data'] }, by: Origin) => {
    if (matched === null) return;
    // A callback about a movement that is over may contradict it, and no other code asks about it again.
    const checked = await movements.check(matched, 1, by);
    if (checked === 'no-answer')
      throw new NotYet('The provider has not answered the status check that its callback triggered');
    if (checked === 'not-known')
      throw new Error('The provider does not know the reference that it has called back about');
  };
  return {
    name: 'check-when-called-back',
    events: [CallbackReceived, CallbackRejected],
    concurrency: 64,
    when: { CallbackReceived: ask, CallbackRejected: ask },
  };
};
