import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Money } from '../../kernel/domain/money.js';
import { noLines, withInvalid } from './batch-line.rule.js';
import {
  batchLineEvents,
  BatchLineRead,
  BatchLineRefused,
  type BatchLine,
  type BatchLineEvent,
  type BatchTotals,
} from './batch.events.js';

/** What is remembered of the lines of a batch. The lines themselves are read from the stream, a part at a time. */
export interface BatchLines {
  readonly totals: BatchTotals;
  readonly refused: readonly number[];
}

export interface BatchLinesOrders {
  /** The lines from this place of the file on, where the first line after the header is 0. Lines that are on record already are passed over. */
  readonly Read: { readonly from: number; readonly lines: readonly BatchLine[]; readonly at: Instant };
  readonly Refuse: {
    readonly batchId: string;
    readonly line: number;
    readonly code: string;
    readonly otherPayoutId: string | null;
    readonly at: Instant;
  };
}

/** The lines of one file, in a stream beside that of its batch: who asks for the batch need not read them all. */
export const batchLines: Decider<BatchLines, BatchLinesOrders, BatchLineEvent> = {
  category: 'payout-lines',
  events: batchLineEvents,
  initial: { totals: noLines, refused: [] },

  decide: {
    Read({ totals }, { from, lines }) {
      if (from > totals.lines) throw new Error(`The lines of a batch are read from ${from}, after ${totals.lines}`);
      return lines.slice(totals.lines - from).map((line) => BatchLineRead(line));
    },

    Refuse({ refused }, { batchId, line, code, otherPayoutId, at }) {
      return refused.includes(line) ? nothing : [BatchLineRefused({ batchId, line, code, otherPayoutId, at })];
    },
  },

  evolve: {
    BatchLineRead: (state, { data: { errors, warnings, amount } }) => {
      const { totals } = state;
      const lines = totals.lines + 1;
      if (errors.length > 0 || amount === null)
        return { ...state, totals: { ...totals, lines, invalid: totals.invalid + 1, ...withInvalid(totals, amount) } };
      return {
        ...state,
        totals: {
          ...totals,
          lines,
          valid: totals.valid + 1,
          warnings: totals.warnings + (warnings.length > 0 ? 1 : 0),
          amount: (totals.amount ?? Money.zero(amount.currency)).plus(amount),
        },
      };
    },
    BatchLineRefused: (state, { data: { line } }) => ({ ...state, refused: [...state.refused, line] }),
  },
};
