import { evolve } from '../../kernel/domain/decider.js';
import type { EventOf } from '../../kernel/domain/events.js';
import type { View } from '../../kernel/following/view.js';
import { asDocument, asOutgoing, outgoingIndexes, type OutgoingDocument } from '../outgoing/contract.js';
import { payout } from './payout.decider.js';
import { payoutEvents, PayoutRecordClaimed, PayoutRequested, type PayoutEvent } from './payout.events.js';
import type { KnownPayout, Payout } from './payout.state.js';

/** A payout as lists find it: its state, the subject of its payee, and its batch. */
export type PayoutDocument = OutgoingDocument<KnownPayout> & { readonly batchId: string | null };

const grow = (document: PayoutDocument | null, event: PayoutEvent): PayoutDocument => {
  const before: Payout = document === null ? payout.initial : asPayout(document);
  const after = evolve<Payout, PayoutEvent>(payout, before, [event]) as KnownPayout;
  return { ...asDocument(after), batchId: after.batch?.id ?? null };
};

export const payoutView: View<PayoutDocument, PayoutEvent> = {
  collection: {
    name: 'payouts.v1',
    indexes: [
      ...outgoingIndexes,
      ['createdAt'],
      ['client', 'createdAt'],
      ['batchId', 'createdAt'],
      ['batchId', 'status', 'createdAt'],
      ['recordKey', 'createdAt'],
    ],
    narrowedBy: { lasting: ['client', 'batchId'], changing: ['status'] },
  },
  events: payoutEvents,
  idOf: ({ data }) => data.id,
  on: Object.fromEntries(payoutEvents.map(({ type }) => [type, grow])),
};

export const asPayout = ({ batchId: _batchId, ...document }: PayoutDocument): KnownPayout =>
  asOutgoing<KnownPayout>(document as OutgoingDocument<KnownPayout>);

/** A claim whose payout is not on record. It is about to be, or the saga begins it after a crash. */
export interface OpenPayoutClaim {
  /** The payout. */
  readonly id: string;
  readonly recordKey: string;
  readonly claimedAt: string;
}

type ClaimEvent = EventOf<typeof PayoutRecordClaimed> | EventOf<typeof PayoutRequested>;

export const openPayoutClaimsView: View<OpenPayoutClaim, ClaimEvent> = {
  collection: { name: 'open-payout-claims.v1', indexes: [['claimedAt']] },
  events: [PayoutRecordClaimed, PayoutRequested],
  idOf: ({ data }) => ('payoutId' in data ? data.payoutId : data.id),
  on: {
    PayoutRecordClaimed: (claim, { data: { payoutId, recordKey, begins, at } }) =>
      begins === null ? claim : { id: payoutId, recordKey, claimedAt: at },
    PayoutRequested: () => null,
  },
};
