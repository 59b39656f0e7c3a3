import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  PayoutRecordClaimed,
  payoutRecordEvents,
  type BatchApprovals,
  type PayoutRecordEvent,
  type PayoutRequest,
} from './payout.events.js';

/** All that a claimed payout needs to begin. */
export interface Beginning {
  readonly request: PayoutRequest;
  readonly approvals: BatchApprovals | null;
}

export interface PayoutRecord {
  /** The payout that claimed it last; null: none ever did. */
  readonly holder: string | null;
  /** With which that payout begins, if it has not. */
  readonly begins: Beginning | null;
  /** Every payout that ever claimed it. Whether money was sent by one is in its own stream. */
  readonly holders: readonly string[];
}

export interface PayoutRecordOrders {
  readonly Claim: {
    readonly recordKey: string;
    readonly payoutId: string;
    readonly begins: Beginning | null;
    /** The holder that the caller has read, and that `mayPayAgain` found to be over. */
    readonly over: string | null;
    readonly at: Instant;
  };
}

/**
 * One live or successful payout for a record of a client. The stream names every payout that held the record, so whoever is about to send money
 * for it reads them all: a success that comes late is found there, in the one place where it is recorded (decision 44).
 */
export const payoutRecord: Decider<PayoutRecord, PayoutRecordOrders, PayoutRecordEvent> = {
  category: 'payout-record',
  events: payoutRecordEvents,
  initial: { holder: null, begins: null, holders: [] },

  decide: {
    // It refuses where another payout has claimed it since the caller read it.
    Claim({ holder }, { recordKey, payoutId, begins, over, at }) {
      if (holder === payoutId) return nothing;
      if (holder !== over) throw new Refusal('conflict', 'RECORD_HELD', { payoutId: holder });
      return [PayoutRecordClaimed({ recordKey, payoutId, begins, at })];
    },
  },

  evolve: {
    PayoutRecordClaimed: ({ holders }, { data: { payoutId, begins } }) => ({
      holder: payoutId,
      begins,
      holders: holders.includes(payoutId) ? holders : [...holders, payoutId],
    }),
  },
};
