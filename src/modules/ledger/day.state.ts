import type { SealStatement } from '../audit/contract.js';
import type { DayTotals } from './day.events.js';

export interface ShownDay {
  readonly date: string;
  readonly status: 'open' | 'closed';
  readonly totals: readonly DayTotals[];
  readonly closedAt: string | null;
  /** The seal that covers the closing, null until it is made. */
  readonly seal: (SealStatement & { readonly signature: string }) | null;
}
