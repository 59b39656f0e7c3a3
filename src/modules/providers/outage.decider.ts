import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { OutageDeclared, OutageEnded, outageEvents, type OutageEvent } from './outage.events.js';

export interface Outage {
  readonly provider: string;
  /** Null: none is declared now. */
  readonly declared: { readonly reason: string; readonly since: Instant } | null;
}

interface Said {
  readonly provider: string;
  readonly reason: string;
  readonly at: Instant;
}
export interface OutageOrders {
  readonly Declare: Said;
  readonly End: Said;
}

/** The outage of one provider, as people declare it. The same again changes nothing. */
export const outage: Decider<Outage | null, OutageOrders, OutageEvent> = {
  category: 'provider',
  events: outageEvents,
  initial: null,
  decide: {
    Declare: (known, { provider, reason, at }) =>
      known?.declared?.reason === reason ? nothing : [OutageDeclared({ provider, reason, at })],
    End: (known, { provider, reason, at }) =>
      (known?.declared ?? null) === null ? nothing : [OutageEnded({ provider, reason, at })],
  },
  evolve: {
    OutageDeclared: (known, { data: { provider, reason, at } }) => ({
      provider,
      declared: { reason, since: known?.declared?.since ?? at },
    }),
    OutageEnded: (_, { data: { provider } }) => ({ provider, declared: null }),
  },
};
