import { Query } from '@nestjs/cqrs';
import type { CounterFilters, FilterDimension } from './counter-filters.rule.js';
import type { BreakdownRow, Figures } from './figures.rule.js';
import type { HomeFigures, HomeShare } from './home-figures.rule.js';

/** What the first page shows. */
export class HomeFiguresFor extends Query<HomeFigures> {
  constructor(
    readonly filters: CounterFilters,
    readonly share: HomeShare,
  ) {
    super();
  }
}

/** The figures of each value of one dimension, and of all payments. */
export class BreakdownBy extends Query<{
  /** Null: there are too many values. */
  readonly rows: readonly BreakdownRow[] | null;
  readonly total: Figures;
  readonly behindMs: number;
}> {
  constructor(
    readonly by: FilterDimension,
    readonly filters: CounterFilters,
  ) {
    super();
  }
}
