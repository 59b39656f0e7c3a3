import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  RecordClaimed,
  recordEvents,
  RecordReleased,
  type Creation,
  type Reattempt,
  type RecordEvent,
} from './payment.events.js';

/** The attempt that a record is claimed by, and what it was about to begin. */
export interface Claim {
  readonly paymentId: string;
  readonly attempt: number;
  readonly begins: { readonly creation: Creation } | { readonly reattempt: Reattempt };
}

export interface BusinessRecord {
  readonly claim: Claim | null;
}

export interface RecordCommands {
  readonly ClaimRecord: {
    readonly recordKey: string;
    readonly claim: Claim;
    /** The claim that its caller has seen to be over, which makes room for this one. */
    readonly over: Pick<Claim, 'paymentId' | 'attempt'> | null;
    readonly at: Instant;
  };
  readonly ReleaseRecord: {
    readonly recordKey: string;
    readonly paymentId: string;
    readonly attempt: number;
    readonly at: Instant;
  };
}

/**
 * One live or successful payment per business record. The stream says who claimed it last; whether that claim still stands, its payment
 * says: a claim whose payment failed, expired or was refunded is over, and the next one says so in taking its place.
 */
export const record: Decider<BusinessRecord, RecordCommands, RecordEvent> = {
  category: 'record',
  events: recordEvents,
  initial: { claim: null },

  decide: {
    ClaimRecord({ claim: held }, { recordKey, claim, over, at }) {
      if (held !== null && sameClaim(held, claim)) return nothing;
      if (held !== null && (over === null || !sameClaim(held, over))) {
        throw new Refusal('conflict', 'RECORD_HELD', { paymentId: held.paymentId });
      }
      return [RecordClaimed({ recordKey, ...claim, at })];
    },

    ReleaseRecord({ claim: held }, { recordKey, paymentId, attempt, at }) {
      if (held === null || !sameClaim(held, { paymentId, attempt })) return nothing;
      return [RecordReleased({ recordKey, paymentId, attempt, at })];
    },
  },

  evolve: {
    RecordClaimed: (_, { data: { paymentId, attempt, begins } }) => ({ claim: { paymentId, attempt, begins } }),
    RecordReleased: () => ({ claim: null }),
  },
};

const sameClaim = (one: Pick<Claim, 'paymentId' | 'attempt'>, other: Pick<Claim, 'paymentId' | 'attempt'>): boolean =>
  one.paymentId === other.paymentId && one.attempt === other.attempt;
