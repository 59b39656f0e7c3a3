import type { SealStatement } from '../audit/contract.js';
import type { DayTotals, Standing } from './day.events.js';
import type { LaterFact } from './ledger.view.js';

export interface ShownDay {
  readonly date: string;
  readonly status: 'open' | 'closed';
  readonly totals: readonly DayTotals[];
  readonly closedAt: string | null;
  /** The seal that covers the closing, null until it is made. */
  readonly seal: (SealStatement & { readonly signature: string }) | null;
}

/** One account on one day, in minor units; debits are positive. */
export interface AccountOfDay {
  readonly currency: string;
  readonly code: string;
  readonly before: bigint;
  readonly debits: bigint;
  readonly credits: bigint;
}

/** What the page of a day says. */
export interface DaySheet extends ShownDay {
  /** The moment at which a day that is not closed was looked at; null: it is closed. */
  readonly asOf: string | null;
  /** Null where it was closed before it was kept. */
  readonly standing: Standing | null;
  /** By currency, in the order of the chart of accounts. */
  readonly balances: readonly AccountOfDay[];
  readonly later: { readonly count: number; readonly first: readonly LaterFact[] };
}
