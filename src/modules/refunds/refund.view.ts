import { evolve } from '../../kernel/domain/decider.js';
import type { EventOf } from '../../kernel/domain/events.js';
import type { View } from '../../kernel/following/view.js';
import { asDocument, asOutgoing, outgoingIndexes, type OutgoingDocument } from '../outgoing/contract.js';
import { RefundReserved } from '../payments/contract.js';
import { refund, type KnownRefund, type Refund } from './refund.decider.js';
import { refundEvents, RefundRequested, type RefundEvent } from './refund.events.js';

export type RefundDocument = OutgoingDocument<KnownRefund>;

// The document is the decider's own state, so what is shown is what was decided on.
const grow = (document: RefundDocument | null, event: RefundEvent): RefundDocument => {
  const before: Refund = document === null ? refund.initial : asOutgoing<KnownRefund>(document);
  return asDocument(evolve<Refund, RefundEvent>(refund, before, [event]) as KnownRefund);
};

export const refundView: View<RefundDocument, RefundEvent> = {
  collection: {
    name: 'refunds.v1',
    indexes: [
      ['createdAt'],
      ['client', 'createdAt'],
      ['paymentId', 'createdAt'],
      ['status', 'decideBy'],
      ...outgoingIndexes,
    ],
    narrowedBy: { lasting: ['client', 'paymentId'], changing: ['status'] },
  },
  events: refundEvents,
  idOf: ({ data }) => data.id,
  on: Object.fromEntries(refundEvents.map(({ type }) => [type, grow])),
};

/** An amount that is set aside for a refund that is not on record. It is about to be, or the saga puts it there after a crash. */
export interface OpenReservation {
  /** Of the refund. */
  readonly id: string;
  readonly paymentId: string;
  readonly reservedAt: string;
}

type ReservationEvent = EventOf<typeof RefundReserved | typeof RefundRequested>;

export const openReservationsView: View<OpenReservation, ReservationEvent> = {
  collection: { name: 'open-reservations.v1', indexes: [['reservedAt']] },
  events: [RefundReserved, RefundRequested],
  idOf: ({ data }) => ('refundId' in data ? data.refundId : data.id),
  on: {
    // Without a request it is the reservation of a refund that is on record already.
    RefundReserved: (open, { data: { refundId, paymentId, request, at } }) =>
      request === null ? open : { id: refundId, paymentId, reservedAt: at },
    RefundRequested: () => null,
  },
};
