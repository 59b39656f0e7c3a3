import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { OutageDeclared, OutageEnded, outageEvents, type Figures, type OutageEvent } from './outage.events.js';
import type { StandingOutage } from './outage.rule.js';

export interface Outage {
  readonly provider: string;
  /** Null: none is declared now. */
  readonly declared: {
    readonly reason: string;
    readonly since: Instant;
    /** Null: a person declared it. */
    readonly figures: Figures | null;
  } | null;
  readonly changedAt: Instant;
}

export function standingOf(outage: Outage | null): StandingOutage {
  if (outage === null) return { by: null, changedAt: null };
  const { declared, changedAt } = outage;
  const by = declared === null ? null : declared.figures === null ? 'person' : 'figures';
  return { by, changedAt: Date.parse(changedAt) };
}

interface Said {
  readonly provider: string;
  readonly reason: string;
  /** Null: a person says it. */
  readonly figures: Figures | null;
  readonly at: Instant;
}
export interface OutageOrders {
  readonly Declare: Said;
  readonly End: Said;
}

/**
 * The outage of one provider, as people declare it or figures show it. The same again changes nothing. A person may take over what figures declared,
 * and end it; figures end only what they declared.
 */
export const outage: Decider<Outage | null, OutageOrders, OutageEvent> = {
  category: 'provider',
  events: outageEvents,
  initial: null,
  decide: {
    Declare(known, { provider, reason, figures, at }) {
      const declared = known?.declared ?? null;
      const isKnown =
        declared !== null && (figures !== null || (declared.figures === null && declared.reason === reason));
      return isKnown ? nothing : [OutageDeclared({ provider, reason, figures, at })];
    },
    End(known, { provider, reason, figures, at }) {
      const declared = known?.declared ?? null;
      if (declared === null || (figures !== null && declared.figures === null)) return nothing;
      return [OutageEnded({ provider, reason, figures, at })];
    },
  },
  evolve: {
    OutageDeclared: (known, { data: { provider, reason, figures, at } }) => ({
      provider,
      declared: { reason, since: known?.declared?.since ?? at, figures },
      changedAt: at,
    }),
    OutageEnded: (_, { data: { provider, at } }) => ({ provider, declared: null, changedAt: at }),
  },
};
