import type { Instant } from '../../kernel/domain/clock.js';
import type { CounterFilters } from './counter-filters.rule.js';
import type { BreakdownRow, Figures, MoneyJson } from './figures.rule.js';

/** Up to which ages open payments are counted; the last ones are older. */
export const ageLimitsMs = [5 * 60_000, 60 * 60_000, 24 * 60 * 60_000] as const;

/** What the person may see. */
export interface HomeShare {
  readonly payments: boolean;
  readonly webhooks: boolean;
  readonly mismatches: boolean;
  readonly settlements: boolean;
  readonly reviews: boolean;
}

/** What waits for somebody, as it is now. Null: the person may not see it. */
export interface Queues {
  readonly webhooks: Readonly<Record<'failed' | 'pending', number>> | null;
  readonly mismatches: Readonly<Record<'open' | 'assigned' | 'awaiting-approval' | 'waiting', number>> | null;
  readonly refunds: Readonly<Record<'requested' | 'approved' | 'submitted' | 'uncertain', number>> | null;
  readonly settlements:
    | (Readonly<Record<'expected' | 'partly-received', number>> & {
        /** Null: too many to be added up here. */
        readonly inTransit: readonly MoneyJson[] | null;
      })
    | null;
  /** What somebody has taken waits for its decision as what nobody has. */
  readonly reviews:
    (Readonly<Record<'open' | 'assigned', number>> & { readonly oldestWaitsSince: string | null }) | null;
}

export const homeDimensions = ['service', 'branch', 'department', 'program'] as const;
export type HomeDimension = (typeof homeDimensions)[number];

/** Everything that the first page shows, and its CSV. */
export interface HomeFigures {
  readonly filters: CounterFilters;
  readonly asOf: Instant;
  /** How old what is not counted yet is. */
  readonly behindMs: number;
  readonly figures: Figures;
  readonly days: readonly { readonly day: string; readonly figures: Figures }[];
  /** Null: one value of one dimension is asked for. Null in it: too many values to be shown here. */
  readonly by: Readonly<Record<HomeDimension, readonly BreakdownRow[] | null>> | null;
  /** By age, the youngest first; null: not asked for. */
  readonly open: readonly { readonly pending: number; readonly uncertain: number }[] | null;
  readonly queues: Queues;
}
