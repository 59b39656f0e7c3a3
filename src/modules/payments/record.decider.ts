import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import { Refusal } from '../../kernel/domain/refusal.js';
import {
  RecordClaimed,
  recordEvents,
  RecordPerhapsPaid,
  RecordReleased,
  type Creation,
  type PerhapsPaid,
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
  /** What was ever said of money that was taken for it without a success; whether that is decided, its payment says. */
  readonly perhapsPaid: readonly PerhapsPaid[];
}

export interface RecordOrders {
  readonly Claim: {
    readonly recordKey: string;
    readonly claim: Claim;
    /** The claim of which its caller has judged by `mayChargeAgain` that it is over, which makes room for this one. */
    readonly over: Pick<Claim, 'paymentId' | 'attempt'> | null;
    /** How many of `perhapsPaid` its caller has judged by `mayChargeAgain` to be decided. */
    readonly decided: number;
    readonly at: Instant;
  };
  /** Only the claim that its caller has seen: the same attempt may have been claimed anew since, by a request that can still begin it. */
  readonly Release: { readonly recordKey: string; readonly claim: Claim; readonly at: Instant };
  readonly NotePerhapsPaid: { readonly said: PerhapsPaid; readonly at: Instant };
}

/**
 * One live or successful payment per business record. The stream says which attempt claimed it last, and of which attempts it was said that
 * money was taken after all. Whether these still stand, their payments say: a claim whose payment failed, expired or was refunded is over, and
 * the next one says so in taking its place.
 */
export const record: Decider<BusinessRecord, RecordOrders, RecordEvent> = {
  category: 'record',
  events: recordEvents,
  initial: { claim: null, perhapsPaid: [] },

  decide: {
    // It refuses what its caller has not judged: a claim or a word that came after the caller read the record.
    Claim({ claim: held, perhapsPaid }, { recordKey, claim, over, decided, at }) {
      if (held !== null && isSameRequest(held, claim)) return nothing;
      if (perhapsPaid.length > decided) throw new Refusal('conflict', 'RECORD_IN_DOUBT');
      if (held !== null && (over === null || !sameClaim(held, over))) {
        throw new Refusal('conflict', 'RECORD_HELD', { paymentId: held.paymentId });
      }
      return [RecordClaimed({ recordKey, ...claim, at })];
    },

    Release({ claim: held }, { recordKey, claim, at }) {
      if (held === null || !isSameRequest(held, claim)) return nothing;
      const { paymentId, attempt } = claim;
      return [RecordReleased({ recordKey, paymentId, attempt, at })];
    },

    NotePerhapsPaid({ perhapsPaid }, { said }) {
      return perhapsPaid.some((known) => isSameWord(known, said)) ? nothing : [RecordPerhapsPaid(said)];
    },
  },

  evolve: {
    RecordClaimed: (record, { data: { paymentId, attempt, begins } }) => ({
      ...record,
      claim: { paymentId, attempt, begins },
    }),
    RecordReleased: (record) => ({ ...record, claim: null }),
    RecordPerhapsPaid: (record, { data }) => ({ ...record, perhapsPaid: [...record.perhapsPaid, data] }),
  },
};

export const sameClaim = (
  one: Pick<Claim, 'paymentId' | 'attempt'>,
  other: Pick<Claim, 'paymentId' | 'attempt'>,
): boolean => one.paymentId === other.paymentId && one.attempt === other.attempt;

/** The same attempt, claimed by the same request: one that repeats it has times of its own. */
const isSameRequest = (one: Claim, other: Claim): boolean => {
  const [ours, theirs] = [begunBy(one), begunBy(other)];
  return (
    sameClaim(one, other) &&
    ours.providerReference === theirs.providerReference &&
    ours.at === theirs.at &&
    ours.expiresAt === theirs.expiresAt
  );
};

const begunBy = ({ begins }: Claim): Creation | Reattempt =>
  'creation' in begins ? begins.creation : begins.reattempt;

// The same attempt may be said to be paid otherwise later: another amount is another word.
const isSameWord = (one: PerhapsPaid, other: PerhapsPaid): boolean =>
  one.paymentId === other.paymentId &&
  one.attempt === other.attempt &&
  one.outcome.amount?.amount === other.outcome.amount?.amount &&
  one.outcome.payerSubject === other.outcome.payerSubject &&
  one.outcome.externalId === other.outcome.externalId;
