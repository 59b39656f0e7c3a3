import type { Decider } from '../../kernel/domain/decider.js';
import { callbackEvents, CallbackReceived, CallbackRejected, type CallbackEvent } from './callback.events.js';

type Delivery = Parameters<typeof CallbackReceived>[0];

export interface CallbackOrders {
  readonly Record: { readonly delivery: Delivery; readonly wellFormed: boolean };
}

/** Every delivery is recorded, also a repeated or a forged one: it is evidence of what was sent. */
export const callback: Decider<null, CallbackOrders, CallbackEvent> = {
  category: 'callback',
  events: callbackEvents,
  initial: null,
  decide: {
    Record: (_, { delivery, wellFormed }) => [wellFormed ? CallbackReceived(delivery) : CallbackRejected(delivery)],
  },
  evolve: { CallbackReceived: () => null, CallbackRejected: () => null },
};
