import type { EventOf } from '../../kernel/domain/events.js';
import type { Policy } from '../../kernel/following/policy.js';
import type { Erasures } from './erasures.js';
import { PayerErased } from './payer.events.js';

/** The request that records an erasure carries it out as well. This makes up for one that died in between. */
export const carryOutErasures = (erasures: Pick<Erasures, 'carryOut'>): Policy<EventOf<typeof PayerErased>> => ({
  name: 'carry-out-erasures',
  events: [PayerErased],
  concurrency: 4,
  when: {
    async PayerErased({ data }) {
      await erasures.carryOut(data);
    },
  },
});
