import type { Instant } from '../../kernel/domain/clock.js';
import { nothing, type Decider } from '../../kernel/domain/decider.js';
import type { Money } from '../../kernel/domain/money.js';
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

/** The attempt that claims a record, and the event with which it is to begin. */
export interface Claim {
  readonly paymentId: string;
  readonly attempt: number;
  readonly begins: { readonly creation: Creation } | { readonly reattempt: Reattempt };
}

export interface BusinessRecord {
  readonly claim: Claim | null;
  /** Every statement that money was taken for it other than by a success. Whether a statement is decided is in the payment that it names. */
  readonly perhapsPaid: readonly PerhapsPaid[];
  /** The payments that have ever claimed it, the newest claim last. One whose claim was released may not exist. */
  readonly asked: readonly Asked[];
}

interface Asked {
  readonly paymentId: string;
  readonly amount: Money;
}

export interface RecordOrders {
  readonly Claim: {
    readonly recordKey: string;
    readonly claim: Claim;
    /** The claim that `mayChargeAgain` found to be over, and that this one replaces. */
    readonly over: Pick<Claim, 'paymentId' | 'attempt'> | null;
    /** How many of `perhapsPaid` the caller has read and `mayChargeAgain` found to be decided. */
    readonly decided: number;
    readonly at: Instant;
  };
  /** Releases the claim that the caller has read, and no other: a later request may have claimed the same attempt, and can still begin it. */
  readonly Release: { readonly recordKey: string; readonly claim: Claim; readonly at: Instant };
  readonly NotePerhapsPaid: { readonly said: PerhapsPaid; readonly at: Instant };
}

/**
 * One open or successful payment for a business record. The stream holds the attempt that claimed it last, and every statement that money was
 * taken by an attempt without its success. Whether a claim or a statement still holds is in its payment: a claim is over once its payment has
 * failed, has expired or is refunded, and the next claim replaces it.
 */
export const record: Decider<BusinessRecord, RecordOrders, RecordEvent> = {
  category: 'record',
  events: recordEvents,
  initial: { claim: null, perhapsPaid: [], asked: [] },

  decide: {
    // It refuses where a claim or a statement was recorded after the caller had read the record.
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
      asked: askedBy(record.asked, { paymentId, begins }),
    }),
    RecordReleased: (record) => ({ ...record, claim: null }),
    RecordPerhapsPaid: (record, { data }) => ({ ...record, perhapsPaid: [...record.perhapsPaid, data] }),
  },
};

/** The claim of a further attempt repeats no amount: it is that of its payment's first claim. */
function askedBy(
  asked: readonly Asked[],
  { paymentId, begins }: Pick<Claim, 'paymentId' | 'begins'>,
): readonly Asked[] {
  const earlier = asked.find((one) => one.paymentId === paymentId);
  const amount = 'creation' in begins ? begins.creation.amount : earlier?.amount;
  if (amount === undefined) return asked;
  return [...asked.filter((one) => one !== earlier), { paymentId, amount }];
}

export const sameClaim = (
  one: Pick<Claim, 'paymentId' | 'attempt'>,
  other: Pick<Claim, 'paymentId' | 'attempt'>,
): boolean => one.paymentId === other.paymentId && one.attempt === other.attempt;

/** The same attempt, claimed by the same request. A repeated request has other times. */
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

// A later statement about the same attempt with another amount, payer or payment is a statement of its own.
const isSameWord = (one: PerhapsPaid, other: PerhapsPaid): boolean =>
  one.paymentId === other.paymentId &&
  one.attempt === other.attempt &&
  one.outcome.amount?.amount === other.outcome.amount?.amount &&
  one.outcome.payerSubject === other.outcome.payerSubject &&
  one.outcome.externalId === other.outcome.externalId;
